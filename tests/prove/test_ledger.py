"""The ledger: an address keeps its words for ever, or an alias leads to them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BookFolder, entries_of, good_version, read_version, sha256
from fineprint.core.ledger_entry import LedgerEntry
from fineprint.core.lines import Lines
from fineprint.core.model import OutlineEntry
from fineprint.prove.ledger import (
    BOOK_LEDGER,
    LEDGER_FOLDER,
    addresses_of,
    alias_of,
    ledger_problems,
    new_lines,
    read_ledger,
    read_paths,
    resolve,
    words_digest,
)

LEDGER = "policies/acorn/privacy-policy/2020-03-04/addresses.txt"
OUTLINE = "policies/acorn/privacy-policy/2020-03-04/outline.yml"


def test_a_digest_is_of_words_in_canonical_form() -> None:
    assert words_digest("cafe\u0301 \n au\u00a0lait") == sha256("café au lait")[:12]


def test_addresses_stand_in_order_with_lines_and_digests() -> None:
    version = good_version("Before.\n\n# A\n\nb\nc\n\n- d\n- e f\n", entries_of([(3, "A")], preamble=True))
    assert new_lines(version) == [
        f"preamble 1-1 {words_digest('Before.')}",
        f"preamble.1 1-1 {words_digest('Before.')}",
        f"s1 3-3 {words_digest('A')}",
        f"s1.1 5-6 {words_digest('b c')}",
        f"s1.2 8-9 {words_digest('d e f')}",
        f"s1.2.1 8-8 {words_digest('d')}",
        f"s1.2.2 9-9 {words_digest('e f')}",
    ]


def test_what_is_written_is_read_again() -> None:
    version = good_version("# A\n\nb\n\n- c\n- d", [(1, "A")])
    written = "".join(f"{line}\n" for line in new_lines(version))
    assert read_ledger(written, LEDGER) == (tuple(addresses_of(version.sections)), [])
    recorded = good_version("# A\n\nb\n\n- c\n- d", [(1, "A")], ledger=read_ledger(written, LEDGER)[0])
    assert new_lines(recorded) == []


@pytest.mark.parametrize(
    "line",
    [
        "",
        "a.1 1-1",
        "a.1 1-1 0123456789ab extra",
        " a.1 1-1 0123456789ab",
        "a.1  1-1 0123456789ab",
        "A.1 1-1 0123456789ab",
        "a. 1-1 0123456789ab",
        "a.b 1-1 0123456789ab",
        "a.1 0-1 0123456789ab",
        "a.1 1 0123456789ab",
        "a.1 1-1 0123456789a",
        "a.1 1-1 0123456789AB",
        "a.1 1-" + "9" * 5000 + " 0123456789ab",
        "<<<<<<< HEAD",
    ],
)
def test_a_line_that_is_none_is_told_and_the_others_are_read(line: str) -> None:
    good = "a.1 1-1 0123456789ab"
    made, problems = read_ledger(f"{good}\n{line}\n{good}\n", LEDGER)
    assert [(p.path, p.line, p.severity, p.code) for p in problems] == [(LEDGER, 2, "error", "ledger.line")]
    assert len(made) == 2


@pytest.mark.parametrize("line", ["", "topics", "/topics/", "topics//x/", "Topics/", "topics/x/#__y", "../x/", "a b/"])
def test_a_path_that_is_none_is_told(line: str) -> None:
    raw = f"topics/\n{line}\ntopics/x/#acorn\n".encode()
    for piece in (BOOK_LEDGER, f"{LEDGER_FOLDER}acorn.terms.2020-03-04.txt"):
        _, problems = read_paths({piece: raw})
        assert [(p.path, p.line, p.code) for p in problems] == [(piece, 2, "ledger.line")]


@given(st.text())
def test_no_ledger_raises(text: str) -> None:
    made, problems = read_ledger(text, LEDGER)
    assert len(made) + len(problems) == len(text.splitlines())
    read_paths({BOOK_LEDGER: text.encode("utf-8", "surrogatepass")})


@pytest.mark.parametrize(
    ("fragment", "aliases", "target"),
    [
        ("a", {"a": ("b",)}, ("b",)),
        ("a.1", {"a": ("b",)}, ("b.1",)),
        ("a.1.2", {"a": ("b",)}, ("b.1.2",)),
        ("a.1", {"a": ("b",), "a.1": ("c.1", "c.2")}, ("c.1", "c.2")),
        ("a.1", {"a": ("b", "c")}, None),
        ("ab.1", {"a": ("b",)}, None),
        ("a", {"a.1": ("b.1",)}, None),
    ],
)
def test_an_alias_of_a_section_carries_its_clauses(
    fragment: str, aliases: dict[str, tuple[str, ...]], target: tuple[str, ...] | None
) -> None:
    assert alias_of(fragment, aliases) == target


TEXT = "# A\n\none one\n\ntwo two\nand two\n\nthree three\n"
HEADINGS = [(1, "A")]


def published(text: str = TEXT) -> tuple[LedgerEntry, ...]:
    """The addresses of the text as it was first cut, in one section ``s1`` with three clauses."""
    return tuple(addresses_of(good_version(text, HEADINGS).sections))


def told(entry: OutlineEntry, aliases: dict[str, tuple[str, ...]], **reading: object) -> list[str]:
    """What the ledger says about the text cut in another way."""
    version, _ = read_version(TEXT, (entry,), aliases=aliases, ledger=published(), **reading)
    assert version is not None
    lines = []
    for problem in ledger_problems(version):
        file = "ledger" if problem.path == LEDGER else "outline"
        if problem.severity == "error":
            lines.append(
                " ".join([f"{file}:{problem.line}", problem.code, *re.findall(r"#[a-z0-9.]+", problem.message)])
            )
    return lines


SAME = OutlineEntry(id="s1", lines=Lines.at(1), level=1, heading="A")
RENAMED = OutlineEntry(id="other", lines=Lines.at(1), level=1, heading="A")
NUMBERED = OutlineEntry(id="s1", lines=Lines.at(1), level=1, heading="A", numbers=("1", "2a", "2b", "3"))


@pytest.mark.parametrize(
    ("entry", "reading", "aliases", "problems"),
    [
        (SAME, {}, {}, []),
        # The section's id was changed.
        (
            RENAMED,
            {},
            {},
            [f"ledger:{n} address.broken #{address}" for n, address in enumerate(("s1", "s1.1", "s1.2", "s1.3"), 1)],
        ),
        (RENAMED, {}, {"s1": ("other",)}, []),
        (RENAMED, {}, {"s1": ("s2",)}, [
            "ledger:1 address.broken #s1 #s2",
            "ledger:2 address.broken #s1.1 #s2.1",
            "ledger:3 address.broken #s1.2 #s2.2",
            "ledger:4 address.broken #s1.3 #s2.3",
            "outline:1 address.alias #s1 #s2",
        ]),
        # The second clause was cut in two: its number and the next one's now stand on other words.
        (SAME, {"paragraph_before": (6,)}, {}, ["ledger:3 address.broken #s1.2", "ledger:4 address.broken #s1.3"]),
        (NUMBERED, {"paragraph_before": (6,)}, {}, ["ledger:3 address.broken #s1.2"]),
        (NUMBERED, {"paragraph_before": (6,)}, {"s1.2": ("s1.2a", "s1.2b")}, []),
        (NUMBERED, {"paragraph_before": (6,)}, {"s1.2": ("s1.2a",)}, ["ledger:3 address.broken #s1.2"]),
        # Aliases that nothing asks for.
        (SAME, {}, {"s1.1": ("s1.2",)}, ["outline:1 address.alias #s1.1"]),
        (SAME, {}, {"old.1": ("s1.1",)}, ["outline:1 address.alias #old.1"]),
    ],
)  # fmt: skip
def test_a_text_cut_in_another_way_breaks_addresses_until_an_alias_mends_them(
    entry: OutlineEntry, reading: dict[str, object], aliases: dict[str, tuple[str, ...]], problems: list[str]
) -> None:
    assert told(entry, aliases, **reading) == problems


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        (("s1.1", "s1.2"), None),
        (("s1.1",), "covers lines 3-4, not 3-6"),
        (("s1.2",), "covers lines 5-6, not 3-6"),
    ],
)
def test_an_alias_covers_all_lines_of_its_address(targets: tuple[str, ...], said: str | None) -> None:
    version = good_version("# A\n\nb\nc\n\nd\n", entries_of([(1, "A")]))
    version = replace(version, outline=replace(version.outline, aliases={"old": targets}))
    now = {
        name: LedgerEntry(fragment=name, lines=lines, digest="0" * 12, number=1)
        for name, lines in {"s1.1": Lines(3, 4), "s1.2": Lines(5, 6)}.items()
    }
    old = LedgerEntry(fragment="old", lines=Lines(3, 6), digest="1" * 12, number=1)
    found = resolve(old, version, now)
    assert found == (said and f"the alias of #old {said}")


def test_other_words_under_an_old_address_are_told(book_folder: BookFolder) -> None:
    path = f"{book_folder.version}/addresses.txt"
    line = (book_folder.root / path).read_text().splitlines()[3]
    book_folder.edit(path, line, line[:-12] + "0123456789ab")
    (problem,) = book_folder.problems()
    assert str(problem) == (
        f"{path}:4:1: error address.broken: #cookies.1 now stands on other words; "
        "give those a new number and this one an alias"
    )


def test_a_line_that_left_the_ledger_is_told_as_not_recorded(book_folder: BookFolder) -> None:
    path = f"{book_folder.version}/addresses.txt"
    lines = (book_folder.root / path).read_text().splitlines(keepends=True)
    book_folder.write(path, "".join(lines[:3] + lines[4:]))
    (problem,) = book_folder.problems()
    assert (problem.path, problem.line, problem.severity, problem.code) == (path, 9, "warning", "address.unrecorded")
    assert "#cookies.1" in problem.message


def test_an_address_whose_words_were_excluded_is_gone(book_folder: BookFolder) -> None:
    book_folder.edit(
        f"{book_folder.version}/record.yml",
        "kind: archive-note}",
        "kind: archive-note}\n  - {lines: [16, 16], kind: furniture}",
    )
    (problem,) = book_folder.problems()
    assert problem.code == "address.broken"
    assert problem.message == (
        "#children.1 (lines 16-16) is gone; add under aliases in outline.yml "
        "children.1: [the address where its words stand now]"
    )


def test_the_order_of_ledger_lines_does_not_matter(book_folder: BookFolder) -> None:
    path = f"{book_folder.version}/addresses.txt"
    lines = (book_folder.root / path).read_text().splitlines(keepends=True)
    book_folder.write(path, "".join(reversed(lines)))
    assert book_folder.problems() == []


def test_recording_only_adds_lines(book_folder: BookFolder) -> None:
    path = book_folder.root / book_folder.version / "addresses.txt"
    whole = path.read_text()
    lines = whole.splitlines(keepends=True)
    path.write_text("".join(lines[:4]))
    book_folder.record()
    assert path.read_text() == whole
    book_folder.record()
    assert path.read_text() == whole


def test_an_address_of_the_book_that_went_is_told(book_folder: BookFolder) -> None:
    before = (book_folder.root / BOOK_LEDGER).read_text()
    book_folder.write(BOOK_LEDGER, "companies/beech/\n" + before)
    (problem,) = book_folder.problems()
    assert (problem.path, problem.line, problem.code) == (BOOK_LEDGER, 1, "address.broken")
    assert problem.message.startswith("companies/beech/ is gone")


def test_an_address_of_the_book_that_is_new_is_told(book_folder: BookFolder) -> None:
    next_line = len((book_folder.root / BOOK_LEDGER).read_text().splitlines()) + 1
    book_folder.add_vendor("beech", "Beech Telephony")
    told = [(p.path, p.line, p.severity, p.code) for p in book_folder.problems()]
    assert (BOOK_LEDGER, next_line, "warning", "address.unrecorded") in told
    book_folder.record()
    assert book_folder.problems() == []
