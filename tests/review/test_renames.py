"""A rename is told as one: what lies below it is compared, and nothing of it is told as gone or new."""

from __future__ import annotations

import pytest

from answered import AnsweredBook
from reviewed import Repository, list_of

OLD = AnsweredBook.version
KEY = OLD.removeprefix("policies/")


def all_lines(text: str) -> str:
    """The report without what it says of problems, where the old and the new name both stand."""
    return text.partition("## Problems")[0]


def follow(repository: Repository, old: str, new: str) -> None:
    """The name in all data files that may hold it."""
    for path in ("policies/questions.yml", "policies/findings.yml", "policies/readings.yml", AnsweredBook.answers):
        file = repository.root / path
        if file.exists():
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def quiet(text: str) -> None:
    """Nothing but the rename is told of texts and answers."""
    for title in ("Source changed", "Extraction changed", "Answers changed"):
        assert list_of(text, title) == [], title
    assert "gone" not in all_lines(text)


def test_a_vendor(repository: Repository) -> None:
    repository.git("mv", "policies/acorn", "policies/oak")
    follow(repository, "acorn/", "oak/")
    repository.commit()
    text = repository.report()
    assert "- vendor `acorn` → `oak`" in list_of(text, "Renamed")
    assert f"- version `{KEY}` → `{KEY.replace('acorn', 'oak')}`" in list_of(text, "Renamed")
    quiet(text)
    assert list_of(text, "Data, key by key") == []
    assert "no file outside the data" in text


def test_a_date_and_what_else_changed_under_it(repository: Repository) -> None:
    repository.git("mv", OLD, "policies/acorn/privacy-policy/2020-03-05")
    follow(repository, "privacy-policy/2020-03-04", "privacy-policy/2020-03-05")
    repository.book.edit("policies/acorn/privacy-policy/2020-03-05/answers.yml", "value: for-days", "value: for-ever")
    text = repository.report()
    assert list_of(text, "Renamed")[0] == f"- version `{KEY}` → `{KEY[:-1]}5`"
    assert len(list_of(text, "Answers changed")) == 1
    assert list_of(text, "Source changed") == []


def test_a_question(repository: Repository) -> None:
    follow(repository, "recordings:", "tapes:")
    follow(repository, "id: recordings", "id: tapes")
    repository.commit()
    text = repository.report()
    assert "- question `recordings` → `tapes`" in list_of(text, "Renamed")
    quiet(text)


@pytest.mark.parametrize("alias", ["{}", "{cookies: [biscuits]}"])
def test_a_section_without_an_alias_is_to_decide(repository: Repository, alias: str) -> None:
    repository.book.edit(f"{OLD}/outline.yml", "{id: cookies, line", "{id: biscuits, line")
    if alias != "{}":
        repository.book.edit(f"{OLD}/outline.yml", "aliases: {}", f"aliases: {alias}")
    text = repository.report()
    assert list_of(text, "Renamed") == [f"- section `cookies` → `biscuits` in `{KEY}`"]
    quiet(text)
    assert ("lead nowhere" in "".join(list_of(text, "To decide"))) == (alias == "{}")


def test_two_that_could_be_meant_are_no_rename(repository: Repository) -> None:
    (repository.root / OLD).rename(repository.root / "policies/acorn/privacy-policy/2020-03-05")
    copy = repository.root / "policies/acorn/privacy-policy/2020-03-06"
    copy.mkdir()
    for file in (repository.root / "policies/acorn/privacy-policy/2020-03-05").iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    text = repository.report()
    assert list_of(text, "Renamed") == []
    assert "the version is gone" in text
