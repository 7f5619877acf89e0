"""Warnings about a text: told once for all lines alike, with a note to paste that answers them and nothing else."""

from __future__ import annotations

import re

import yaml

from builders import GOOD_TEXT, BookFolder
from fineprint.core.lines import Lines
from fineprint.core.problems import error, stops, warning
from fineprint.core.record import Damage
from fineprint.read.text_warnings import open_warnings

TEXT = "policies/acorn/privacy-policy/2020-03-04/policy.md"


def hidden(line: int, character: str = "U+200B") -> object:
    """A warning about a line."""
    return warning(TEXT, "text.invisible", f"invisible character {character} stands inside; note it under damage", line)


def pasted(message: str) -> list[Damage]:
    """What a message offers to paste, read as YAML."""
    _, _, entries = message.partition("to paste under damage in record.yml: ")
    found = yaml.safe_load(entries.replace(" - {", "\n- {"))
    return [Damage(lines=Lines(*one["lines"]), kind=one["kind"], note=one["note"]) for one in found]


def test_a_text_with_400_hidden_characters_has_one_line() -> None:
    (only,) = open_warnings([hidden(line) for line in range(10, 810, 2)], ())
    assert (only.line, "on 400 lines, the last of them 808" in only.message) == (10, True)
    note = "Invisible character U+200B stands inside."
    assert pasted(only.message) == [Damage(lines=Lines(10, 808), kind="invisible", note=note)]


def test_another_character_or_code_is_another_line() -> None:
    mixed = warning(TEXT, "text.mixed-script", "a word mixes scripts; note it under damage", 5)
    found = open_warnings([hidden(1), hidden(2), hidden(3, "U+FEFF"), mixed, error(TEXT, "text.bidi", "x", 9)], ())
    assert sorted((problem.code, problem.line) for problem in found) == [
        ("text.bidi", 9),
        ("text.invisible", 1),
        ("text.invisible", 3),
        ("text.mixed-script", 5),
    ]


def test_what_is_pasted_answers_its_own_warnings_and_no_other() -> None:
    others = [warning(TEXT, "text.mojibake", "letters; note it under damage", line) for line in (3, 7)]
    alike = [hidden(line) for line in (1, 2, 4, 5, 9)]
    first = next(problem for problem in open_warnings([*alike, *others], ()) if problem.code == "text.invisible")
    notes = pasted(first.message)
    assert [note.lines for note in notes] == [(1, 2), (4, 5), (9, 9)]
    assert {problem.line for problem in open_warnings([*alike, *others], notes)} == {3}
    assert open_warnings(alike, notes) == []


def test_strict_stops_at_what_can_be_mended_alone() -> None:
    mendable = warning("policies/acorn/vendor.yml", "vendor.website", "no page; add it")
    assert (stops([hidden(1)], strict=True), stops([mendable], strict=True)) == (False, True)
    assert stops([error(TEXT, "text.bidi", "x")], strict=True)


def test_a_note_from_the_line_answers_it_in_a_book(book_folder: BookFolder) -> None:
    book_folder.policy(GOOD_TEXT.replace("We sell", "We\u200b sell").replace("We set", "We\u200b set"))
    (said,) = [problem.message for problem in book_folder.problems() if problem.code == "text.invisible"]
    assert "on 2 lines" in said
    (entries,) = re.findall(r"record\.yml: (- \{.*\})", said)
    book_folder.edit(f"{book_folder.version}/record.yml", "damage: []", f"damage:\n  {entries}")
    assert [line for line in book_folder.said() if "text.invisible" in line] == []
