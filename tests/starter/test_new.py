"""``fineprint new``: a small repository that passes its check at once, whatever its maker says; and its first text."""

from __future__ import annotations

import hashlib
import io
import subprocess
from pathlib import Path

import pytest
import yaml

import verbs
from fineprint.intake import example
from fineprint.starter import pins as pins_module
from fineprint.starter.pins import pins
from fineprint.starter.questions import drafted_questions
from fineprint.starter.repository import KEPT, LICENCES, NewBook, kept_files, repository_files

QUESTIONS = ("May pets be kept?", "How much notice ends the tenancy?", "May pets be kept?")
TEXT = "# Tenancy rules\n\n## Pets\n\nOne dog may be kept.\n\n## Notice\n\nThree months' notice ends the tenancy.\n"


def new(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return verbs.run("new", folder, "--defaults", *options)


def add(root: Path, *options: str, text: str = TEXT) -> subprocess.CompletedProcess[str]:
    source = root.parent / "rules.md"
    source.write_text(text, encoding="utf-8")
    given = ["--vendor", "acorn", "--name", "Acorn Homes", "--description", "Lets flats.", "--document", "policy"]
    return verbs.run(
        "add", "--root", root, source, *given, "--date", "2024-05-06", "--date-basis", "retrieved", *options
    )


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--title", 'Rules: "a", [b] & <script>alert(1)</script> `c` # {d}', "--vendor-label", "Bücherei,Büchereien"),
        ("--vendor-label", "topic,topics", "--document-label", "search,searches"),
        ("--title", "条款", "--document-label", "条款,条款", "--question", "可以养宠物吗?"),
        (
            "--document-label",
            "rule",
            "--licence",
            "none",
            "--owner",
            "@somebody",
            *(f"--question={q}" for q in QUESTIONS),
        ),
    ],
)
def test_a_new_book_passes_its_check_whatever_it_is_called(tmp_path: Path, options: tuple[str, ...]) -> None:
    root = tmp_path / "a book with spaces"
    done = new(root, *options)
    assert done.returncode == 0, done.stderr
    checked = verbs.run("check", "--root", root, "--strict")
    # That a text is not read yet is a notice.
    assert checked.returncode == 0
    assert checked.stderr.startswith("0 errors, 0 warnings"), checked.stdout
    built = verbs.run("build", "--root", root, "--strict", "--no-search")
    assert built.returncode == 0, built.stderr
    contribute = (root / "docs/about/contribute/index.md").read_text(encoding="utf-8")
    assert "<script>" not in contribute
    for form in (root / ".github").rglob("*.yml"):
        assert isinstance(yaml.safe_load(form.read_text(encoding="utf-8")), dict)


class Typed(io.StringIO):
    """What a person types, on what says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_asks_for_what_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["Rules of Play", "club,clubs", "", "cc0", "May dogs play?", ""]
    monkeypatch.setattr("sys.stdin", Typed("".join(f"{line}\n" for line in answers)))
    done = verbs.run("new", "--root", tmp_path, "book")
    assert done.returncode == 0, done.stdout + done.stderr
    book = yaml.safe_load((tmp_path / "book/policies/book.yml").read_text(encoding="utf-8"))
    assert (book["title"], book["vendors_path"], book["document_label"]["many"]) == (
        "Rules of Play",
        "clubs",
        "policies",
    )
    assert book["licence"]["name"] == LICENCES["cc0"].name
    questions = yaml.safe_load((tmp_path / "book/policies/questions.yml").read_text(encoding="utf-8"))
    assert [one["question"] for one in questions["questions"]] == ["May dogs play?"]


def test_questions_are_drafted_from_sentences() -> None:
    made = drafted_questions(QUESTIONS, "rules", ("tenant", "tenants"))
    assert [one["id"] for one in made] == ["pets-kept", "notice-ends-tenancy", "pets-kept-2"]
    assert made[0]["search_terms"] == ["pet", "pets", "keep", "kept", "keeps", "keeping"]
    assert made[1]["search_terms"] == ["notic*", "end", "ends", "tenanc*"]


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("Is the age of users verified?", ["age", "ages", "verif*"]),
        ("Is data sold to advertisers?", ["sell", "sells", "sold", "selling", "advertiser*"]),
        ("Is personal data used?", ["personal*", "datum", "data"]),
        ("Werden Bücher gelöscht?", ["werden*", "bücher*", "gelöscht*"]),
    ],
)
def test_search_terms_leave_out_what_stands_everywhere(sentence: str, terms: list[str]) -> None:
    (made,) = drafted_questions([sentence], "rules", ())
    assert made["search_terms"] == terms


def test_a_question_about_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="names nothing to search for"):
        drafted_questions(["What is it?"], "rules", ())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--question", "What is it?"), "names nothing to search for"),
        (("--base-url", "terms.example"), "is no permanent address"),
        (("--vendor-label", ",vendors"), "does not say what one and several are called"),
        (("--title", "  "), "a title or a question is empty"),
    ],
)
def test_what_can_not_be_is_one_line_and_leaves_nothing(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    done = new(tmp_path / "book", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = new(tmp_path)
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_first_text_takes_the_place_of_the_example(tmp_path: Path) -> None:
    root = tmp_path / "book"
    assert new(root).returncode == 0
    done = add(root)
    assert done.returncode == 0, done.stderr
    assert "the example in policies/example was taken out" in done.stdout
    assert not (root / "policies/example").exists()
    assert verbs.run("record", "--root", root).returncode == 0
    checked = verbs.run("check", "--root", root, "--strict")
    assert checked.returncode == 0, checked.stdout
    ledgers = "".join(path.read_text() for path in (root / "policies").rglob("*addresses*/*.txt"))
    assert "example" not in ledgers


@pytest.mark.parametrize("kept", ["permanent address", "another text"])
def test_an_example_that_is_somebodys_own_stays(tmp_path: Path, kept: str) -> None:
    root = tmp_path / "book"
    address = ["--base-url", "https://terms.archive.org/"] if kept == "permanent address" else []
    assert new(root, *address).returncode == 0
    if not address:
        (text,) = (root / "policies/example").rglob("policy.md")
        text.write_text(example.TEXT + "\nMine.\n")
    add(root)
    assert (root / "policies/example").is_dir()


def test_a_text_of_the_example_itself_takes_nothing_out(tmp_path: Path) -> None:
    root = tmp_path / "book"
    new(root)
    done = add(root, "--vendor", example.VENDOR)
    assert done.returncode == 0, done.stderr
    assert len(list((root / "policies/example/policy").iterdir())) == 2


def test_files_that_an_upgrade_keeps_are_the_same_in_every_book() -> None:
    one = repository_files(NewBook(title="One", vendor=("a", "as"), text=("b", "bs")))
    other = repository_files(
        NewBook(title="Two", vendor=("c", "cs"), text=("d", "ds"), questions=QUESTIONS, licence=LICENCES["cc0"])
    )
    kept = kept_files()
    assert {".github/workflows/review.yml", ".gitattributes", ".gitignore"} <= kept.keys()
    assert {path: one[path] for path in kept} == {path: other[path] for path in kept} == kept


def test_a_wheel_is_named_with_its_hash_and_goes_along(tmp_path: Path) -> None:
    wheel = tmp_path / pins_module._WHEEL
    wheel.write_bytes(b"a wheel")
    made = pins(wheel)
    text = made.files["requirements.txt"].decode()
    assert made.hashed
    assert made.files[f"packages/{wheel.name}"] == b"a wheel"
    assert text.startswith(KEPT + "--find-links packages\nfineprint-book==")
    assert text.split("\n")[3] == f"    --hash=sha256:{hashlib.sha256(b'a wheel').hexdigest()}"
    with pytest.raises(ValueError, match="no wheel of this version"):
        pins(tmp_path / "fineprint_book-0.1-py3-none-any.whl")


def test_without_a_wheel_nothing_is_named_that_nobody_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins_module, "_origin", lambda: {"url": "file:///elsewhere", "dir_info": {"editable": True}})
    made = pins()
    text = made.files["requirements.txt"].decode()
    assert not made.hashed
    assert list(made.files) == ["requirements.txt"]
    assert "\nfineprint-book==" in text
    # pip refuses a list in which some line has a hash and another has none.
    assert text.count("--hash=") > 50


def test_an_address_that_pip_fetched_from_is_named_with_the_hash_that_it_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"https://releases.example/v2/{pins_module._WHEEL}"
    noted = {"url": address, "archive_info": {"hashes": {"sha256": "ab" * 32}}}
    monkeypatch.setattr(pins_module, "_origin", lambda: noted)
    text = pins().files["requirements.txt"].decode()
    assert f"\nfineprint-book @ {address} \\\n    --hash=sha256:{'ab' * 32}\n" in text
    assert pins_module.named_with_hash(text)
    monkeypatch.setattr(pins_module, "_origin", lambda: noted | {"url": address.replace(".whl", ".tar.gz")})
    assert not pins().hashed


def test_an_index_is_asked_once_for_the_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def download(command: list[str], **how: object) -> None:
        asked.append(command)
        Path(command[command.index("--dest") + 1], pins_module._WHEEL).write_bytes(b"a wheel")

    monkeypatch.setattr(pins_module, "_origin", dict)
    monkeypatch.setattr(subprocess, "run", download)
    made = pins()
    assert [command[-1].partition("==")[0] for command in asked] == ["fineprint-book"]
    assert hashlib.sha256(b"a wheel").hexdigest() in made.files["requirements.txt"].decode()
    assert list(made.files) == ["requirements.txt"]


def test_an_index_that_does_not_answer_leaves_the_list_unhashed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(command: list[str], **how: object) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(pins_module, "_origin", dict)
    monkeypatch.setattr(subprocess, "run", refused)
    assert not pins().hashed
