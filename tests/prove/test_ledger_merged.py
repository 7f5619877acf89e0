"""Two branches that each add to a book merge with git as it is, and no ledger loses a line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import verbs
from builders import GOOD_TEXT, BookFolder
from fineprint.intake.acquire import AddRequest
from fineprint.intake.add import add_version

#: The pieces of the ledger of the book that all branches start from.
PIECE = "policies/_addresses/acorn.privacy-policy.2020-03-04.txt"


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git without any setting of the machine's."""
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *arguments], cwd=root, check=False, capture_output=True, text=True)


def published(root: Path) -> set[str]:
    """Every line of the book's ledger."""
    files = [root / "policies/addresses.txt", *(root / "policies/_addresses").iterdir()]
    return {line for file in files for line in file.read_text().splitlines()}


def version(date: str, text: str = GOOD_TEXT) -> Callable[[BookFolder], None]:
    """What adds a version of the vendor that the book has."""

    def add(book: BookFolder) -> None:
        place = f"policies/acorn/privacy-policy/{date}"
        book.write(f"{place}/policy.md", text)
        book.write(f"{place}/record.yml", book.record_yml(text, date[:10]))
        book.write(f"{place}/outline.yml", (book.root / book.version / "outline.yml").read_bytes())

    return add


def vendor(name: str) -> Callable[[BookFolder], None]:
    """What adds a vendor."""
    return lambda book: book.add_vendor(name, name.title()) and None


def watch(day: str) -> Callable[[BookFolder], None]:
    """What the weekly watch does where a page's words changed: the program takes the new text in, nobody records."""

    def add(book: BookFolder) -> None:
        text = book.root.parent / f"{book.root.name}-{day}.md"
        text.write_text(GOOD_TEXT.replace("few data", "no data"), encoding="utf-8")
        given = {"vendor": "acorn", "document": "privacy-policy", "date": day, "date_basis": "retrieved"}
        add_version(book.root, book.load(), AddRequest(source=str(text), today=day, note_seen=False, **given))

    return add


def captured(book: BookFolder) -> None:
    """What notes that the words that are kept were seen again."""
    path = f"{book.version}/record.yml"
    book.write(path, (book.root / path).read_text() + "also_captured: [2020-06-01]\n")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (watch("2021-05-03"), version("2021-01-01")),
        (watch("2021-05-03"), watch("2021-05-10")),
        (watch("2021-05-03"), captured),
        (vendor("birch"), vendor("beech")),
        (version("2021-01-01"), version("2021-01-02")),
        (version("2019-01-01"), version("2021-01-01")),
        (version("2020-03-04-2"), version("2020-03-04-3")),
        (vendor("birch"), version("2021-01-01")),
    ],
    ids=[
        "watch-and-version",
        "watches",
        "watch-and-capture",
        "vendors",
        "versions",
        "versions-around",
        "versions-of-a-day",
        "vendor-and-version",
    ],
)
def test_two_branches_that_add_and_record_merge(
    book_folder: BookFolder, ours: Callable[[BookFolder], None], theirs: Callable[[BookFolder], None]
) -> None:
    root = book_folder.root
    book_folder.write(".gitignore", "/.cache/\n")
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "The book")
    lines = set()
    for name, add in (("ours", ours), ("theirs", theirs)):
        git(root, "switch", "--quiet", "--create", name, "main")
        add(book_folder)
        done = verbs.run("record", "--root", root)
        assert done.returncode == 0, done.stdout
        lines |= published(root)
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "One more")
    merged = git(root, "merge", "ours")
    assert merged.returncode == 0, merged.stdout
    assert published(root) == lines
    assert {problem.code for problem in book_folder.problems()} <= {"address.unrecorded"}
    verbs.run("record", "--root", root)
    assert book_folder.problems() == []


def test_git_joins_what_two_branches_add_to_the_one_ledger_of_the_whole_book(
    root: Path, book_folder: BookFolder
) -> None:
    folder, ledger = book_folder.root, "policies/addresses.txt"
    book_folder.write(".gitattributes", (root / ".gitattributes").read_bytes())
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The book")
    before = (folder / ledger).read_text()
    for name in ("birds", "bees"):
        git(folder, "switch", "--quiet", "--create", name, "main")
        book_folder.write(ledger, f"{before}topics/{name}/\n")
        git(folder, "commit", "--quiet", "--all", "--message", "One more")
    assert git(folder, "merge", "birds").returncode == 0
    assert (folder / ledger).read_text().splitlines() == [*before.splitlines(), "topics/bees/", "topics/birds/"]


def test_order_and_number_of_lines_and_the_piece_they_stand_in_mean_nothing(book_folder: BookFolder) -> None:
    book = book_folder.book()
    lines = sorted(published(book_folder.root), reverse=True)
    (book_folder.root / PIECE).unlink()
    book_folder.write("policies/addresses.txt", "".join(f"{line}\n{line}\n" for line in lines))
    assert book_folder.problems() == []
    assert {*book_folder.book().ledger} == {*book.ledger}
    before = published(book_folder.root)
    book_folder.record()
    assert published(book_folder.root) == before


def test_a_piece_stays_when_its_version_goes_and_tells_so(book_folder: BookFolder) -> None:
    book_folder.add_vendor("birch", "Birch Telephony")
    book_folder.record()
    for file in sorted((book_folder.root / "policies/birch").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    (book_folder.root / "policies/birch").rmdir()
    piece = "policies/_addresses/birch.privacy-policy.2020-03-04.txt"
    assert [(p.path, p.line, p.code) for p in book_folder.problems()] == [
        (piece, line, "address.broken") for line in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("policies/_addresses/notes.md", "path.unexpected"),
        ("policies/_addresses/acorn.txt", "path.unexpected"),
        ("policies/_addresses/acorn.privacy-policy.2020-03-04.txt/a", "path.not-regular"),
        ("policies/_addresses/more/a.txt", "path.not-regular"),
        ("policies/_others/a.txt", "vendor.id"),
    ],
)
def test_nothing_else_may_stand_beside_the_pieces(book_folder: BookFolder, path: str, code: str) -> None:
    if path.startswith(PIECE):
        (book_folder.root / PIECE).unlink()
    book_folder.write(path, "")
    assert code in {problem.code for problem in book_folder.problems()}
