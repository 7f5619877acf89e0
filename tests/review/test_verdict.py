"""The verdict and what needs a decision stand first, and each changed clause says what rests on it."""

from __future__ import annotations

import subprocess

import pytest

from answered import AnsweredBook
from reviewed import NEW, Repository, add_version, list_of

OLD = AnsweredBook.version


def verdict(text: str) -> str:
    """The first paragraph under the title."""
    return text.split("\n\n")[1]


def test_a_new_version_in_a_sentence(repository: Repository) -> None:
    def newer(text: str) -> str:
        text = text.replace("calls for ninety days.", "calls for a year.")
        return text + "\nYou may notify you of a breach by letter.\n"

    add_version(repository.book, newer)
    repository.commit()
    text = repository.report("main")
    said = verdict(text)
    assert said.startswith("1 new version; 2 clauses changed, 1 of them under 1 answer; 6 answers to read again;")
    assert "base address unchanged; no file outside the data." in said
    changes = [line for line in list_of(text, "Source changed") if line.startswith("- ")]
    assert "`recordings.1`; under answer `recordings`: " in changes[0]
    assert "under" not in changes[1]


def test_a_clause_links_to_both_states(repository: Repository) -> None:
    add_version(repository.book, lambda text: text.replace("ninety days", "a year"))
    repository.commit()
    base, head = (
        subprocess.run(["git", "rev-parse", name], cwd=repository.root, capture_output=True, text=True, check=True)
        for name in ("base", "main")
    )
    text = repository.report("main", "--blob", "https://code.example/o/r/blob")
    (change,) = (line for line in list_of(text, "Source changed") if line.startswith("- "))
    for commit, place in ((base, OLD), (head, NEW)):
        assert f"](https://code.example/o/r/blob/{commit.stdout.strip()}/{place}/policy.md?plain=1#L" in change
    assert "](" not in repository.report("main")


def test_an_edited_text_needs_a_decision_though_no_word_changed(repository: Repository) -> None:
    repository.book.edit(repository.book.text, "ninety days", "ninety  days")
    text = repository.report()
    assert any("the archived bytes themselves" in line for line in list_of(text, "Data, key by key")) is True
    assert any("archived bytes are never changed" in line for line in list_of(text, "To decide"))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("policies/book.yml", "base_url: https://", "base_url: https://other."),
        (f"{OLD}/record.yml", "effective: null", "effective: 2020-03-04"),
        ("policies/acorn/vendor.yml", "website: null", "website: https://acorn.example/"),
    ],
)
def test_what_hid_in_a_file_is_to_decide(repository: Repository, path: str, old: str, new: str) -> None:
    repository.book.edit(path, old, new)
    (line,) = list_of(repository.report(), "To decide")
    assert line.startswith(f"- `{path}` ")


def test_a_splitter_that_betters_a_hundred_outlines_is_a_page(repository: Repository) -> None:
    places = [repository.book.add_vendor(f"oak-{number}", f"Oak {number}") for number in range(100)]
    repository.book.record()
    repository.commit()
    repository.git("tag", "--force", "base")
    outline = (repository.root / places[0] / "outline.yml").read_text(encoding="utf-8")
    (cookies,) = (line for line in outline.splitlines(keepends=True) if "id: cookies," in line)
    for place in places:
        better = outline.replace(cookies, "").replace("level: 2", "level: 3")
        repository.book.write(f"{place}/outline.yml", better)
    text = repository.report()
    whole = repository.report("--limit", "0")
    assert len(text.splitlines()) < 60 + 4 * 100, "a line a text in each folded list"
    unfolded, inside = [], 0
    for line in text.splitlines():
        inside += line == "<details>"
        if not inside and line:
            unfolded.append(line)
        inside -= line == "</details>"
    assert len(unfolded) < 60, "\n".join(unfolded)
    assert "100 texts divided or marked otherwise" in verdict(text)
    for name in ("oak-0", "oak-99"):
        assert name in text
        assert f"`{name}/privacy-policy/2020-03-04` `#cookies.1`" in whole
