"""Editions: git's own number of the folder, a manifest that its tools read, and nothing that an edition changes."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from fineprint.cli import fineprint
from fineprint.pages import pages_of
from fineprint.publish.edition import edition_of, edition_reference, with_edition
from fineprint.read.book import load_book


def named(runner_root, *said):
    return fineprint.main(["edition", *said, "--root", str(runner_root)], standalone_mode=False)


def test_the_identifier_is_git_s_own_and_the_manifest_checks(book_folder, capsys):
    root = book_folder.root
    book_folder.record()
    git = ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "core.autocrlf=false"]
    for step in (["init", "-q"], ["add", "policies"], ["commit", "-qm", "state"]):
        subprocess.run([*git, *step], check=True)
    tree = subprocess.run(
        [*git, "rev-parse", "HEAD:policies"], capture_output=True, text=True, check=True
    ).stdout.strip()
    before = (root / "policies/book.yml").read_text()
    assert named(root, "first", "--day", "2026-11-08") == 0
    assert f"swh:1:dir:{tree}" in capsys.readouterr().out
    book = load_book(root).book
    (edition,) = book.editions
    assert (edition.id, edition.day, edition.swhid) == ("first", "2026-11-08", f"swh:1:dir:{tree}")
    assert (root / "policies/book.yml").read_text().startswith(before.rstrip())
    # The manifest is of the state before the edition was noted in it.
    (root / "policies/book.yml").write_text(before)
    manifest = root / "editions/first/manifest.sha256"
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", str(manifest)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    form = json.loads((root / "editions/first/deposit.json").read_text())["metadata"]
    assert form["version"] == "first"
    assert edition.swhid in form["notes"]


def test_a_second_one_stands_first_and_none_is_changed(book_folder, capsys):
    root = book_folder.root
    assert named(root, "first", "--day", "2026-11-08") == 0
    assert named(root, "second", "--day", "2027-11-08") == 0
    book = load_book(root).book
    assert [edition.id for edition in book.editions] == ["second", "first"]
    page = dict(pages_of(book, []))["about/editions/index.md"].decode()
    assert page.index("## second") < page.index("## first")
    assert edition_reference(book, book.editions[0]).replace("<", "&lt;").replace(">", "&gt;") in page
    state = (root / "policies/book.yml").read_bytes()
    assert named(root, "first") == 2
    assert "is there already and is never changed" in capsys.readouterr().err
    assert (root / "policies/book.yml").read_bytes() == state


@pytest.mark.parametrize(
    ("said", "why"), [(["A b"], "can't name an edition"), (["x", "--day", "2026-02-30"], "is no day")]
)
def test_what_can_t_be_is_said_and_nothing_is_written(book_folder, capsys, said, why):
    assert named(book_folder.root, *said) == 2
    assert why in capsys.readouterr().err
    assert not (book_folder.root / "editions").exists()


def test_a_state_with_errors_is_not_named(book_folder, capsys):
    book_folder.write("policies/acorn/privacy-policy/2020-03-04/policy.md", "Other words.\n")
    assert named(book_folder.root, "first") == 1
    assert "its state must be without errors" in capsys.readouterr().err
    assert not (book_folder.root / "editions").exists()


def test_a_list_in_one_line_is_left_to_its_writer():
    edition = edition_of({"policies/book.yml": b"x"}, "first", "2026-11-08")
    assert with_edition("title: x\neditions: []\n", edition) is None


def test_a_text_is_kept_from_search_engines_without_being_withdrawn(root, tmp_path):
    shutil.copytree(root / "policies", tmp_path / "policies")
    record = tmp_path / "policies/dialpad/privacy-policy/2004-12-06/record.yml"
    record.write_text(record.read_text() + "noindex: {on: 2026-11-08, reason: Its publisher asked for it.}\n")
    loaded = load_book(tmp_path)
    assert loaded.problems == []
    pages = dict(pages_of(loaded.book, []))
    place = "vendors/dialpad/privacy-policy/2004-12-06/"
    for name in ("index.md", "readings/index.md", "authentication/index.md"):
        assert 'metas: [["robots", "noindex"]]' in pages[place + name].decode(), name
    assert "Its publisher asked for it." in pages[f"{place}index.md"].decode()
    assert f"/{place}*\n  X-Robots-Tag: noindex\n" in pages["_headers"].decode()
    assert place not in pages["llms.txt"].decode()
    assert b"noindex" not in pages["vendors/dialpine/privacy-policy/2023-11-28/index.md"]
