"""Hostile inputs of our own: refused with one plain sentence, or inert on the page, in a browser too."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tools.hostile import Failure, read_entries, run
from tools.inputs import Entry, generated

FILES = sorted((Path(__file__).parent / "hostile").glob("*.yml"))
ENTRIES = [entry for file in FILES for entry in read_entries(file)]


@pytest.fixture(scope="module")
def failures() -> list[Failure]:
    """What failed of all entries, each built or refused once."""
    # A thread can hold one Playwright: if tests in a browser came before, that of this one is theirs.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(run, ENTRIES, "sample").result()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry(entry: Entry, failures: list[Failure]) -> None:
    assert [failure.said for failure in failures if failure.entry == entry.id] == []


def test_the_whole_site_keeps_its_secrets(failures: list[Failure]) -> None:
    assert [failure for failure in failures if failure.entry == "(site)"] == []


def test_ids_of_entries_are_unique() -> None:
    assert len({entry.folder for entry in ENTRIES}) == len(ENTRIES) >= 80


@pytest.mark.parametrize("expression", ["open('x')", "().__class__", "'a'.translate", "__import__('os')"])
def test_a_generated_payload_runs_no_code(expression: str) -> None:
    with pytest.raises(ValueError, match="may not stand"):
        generated(expression)
