"""What changed between two versions: clauses paired, words marked, both texts told from the redline; days told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from builders import BookFolder, engine, good_version, record_of
from fineprint.compare.changes import Redline, apply, words_in
from fineprint.compare.redline import redline
from fineprint.compare.timeline import spans
from fineprint.core.addresses import book_paths
from fineprint.core.lines import Lines
from fineprint.core.model import Book, Version
from fineprint.pages import pages_of, redline_page
from fineprint.prove.quote_index import BookEvidence
from fineprint.prove.units import Passage, passages_of, units_of
from fineprint.read.book import load_book
from fineprint.text.blocks import Block
from tools import replay

OLD = "policies/acorn/privacy-policy/2020-03-04"
NEW = "policies/acorn/privacy-policy/2021-05-06"


def passages(*texts: str) -> list[Passage]:
    """Passages of a text; one that begins with ``#`` is a heading."""
    return [
        Passage(f"s.{n}", text.lstrip("# "), at, None if text.startswith("#") else Block("paragraph", at))
        for n, text in enumerate(texts, 1)
        for at in [Lines.at(n)]
    ]


def told(found: Redline) -> list[str]:
    """Each change as its kind and its words, added ones in plus signs, removed ones in minus signs."""
    marks = {"same": "{}", "ins": "+{}+", "del": "-{}-"}
    return [
        f"{change.kind}: {' '.join(marks[piece.kind].format(' '.join(piece.now)) for piece in change.pieces)}"
        for change in found.changes
        if change.kind != "same"
    ]


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        (["one two", "three"], ["one two", "three"], []),
        (["one"], ["one", "two three"], ["inserted: +two three+"]),
        (["one", "two three"], ["one"], ["deleted: -two three-"]),
        (["we keep it long"], ["we keep it short"], ["reworded: we keep it -long- +short+"]),
        (["we keep it"], ["nothing alike here"], ["deleted: -we keep it-", "inserted: +nothing alike here+"]),
        (["a b", "c d", "e f"], ["c d", "e f", "a b"], ["moved_from: -a b-", "moved_to: +a b+"]),
        (["# Cookies here", "x"], ["# Cookies", "x"], ["reworded: Cookies -here-"]),
        (["# Cookies", "x"], ["Cookies", "x"], []),
        (["a b", "c d"], ["a b c d"], []),
        (["a b c d", "old words"], ["a b", "c d", "new words"], ["reworded: -old- +new+ words"]),
        (["e\u0301tat  de\u00a0fait"], ["\u00e9tat de fait"], []),
        ([], ["all new"], ["inserted: +all new+"]),
        ([], [], []),
    ],
)
def test_passages_are_paired_and_words_marked(older: list[str], newer: list[str], expected: list[str]) -> None:
    assert told(redline(passages(*older), passages(*newer))) == expected


def test_a_moved_passage_names_the_other_place_and_is_neither_added_nor_removed() -> None:
    found = redline(passages("a b", "c d", "e f"), passages("c d", "e f", "a b"))
    away, here = (change for change in found.changes if change.kind != "same")
    summary = found.summary()
    assert (away.other, here.other) == ("s.3", "s.1")
    assert (summary.added, summary.removed, summary.same) == (0, 0, 6)
    assert summary.clauses == {"same": 2, "moved_from": 1, "moved_to": 1}


word = st.sampled_from(["we", "may", "keep", "share", "your", "data", "for", "a", "year", "not"]) | st.text(
    max_size=3
).map("w".__add__)
words = st.lists(word, min_size=1, max_size=7)
texts = st.lists(st.tuples(st.booleans(), words).map(lambda told: "# " * told[0] + " ".join(told[1])), max_size=12)


@given(texts, texts)
def test_the_redline_turns_the_older_words_into_the_newer_ones(older: list[str], newer: list[str]) -> None:
    before, now = passages(*older), passages(*newer)
    found = redline(before, now)
    assert apply(found, words_in(before)) == words_in(now)
    assert [p for change in found.changes for p in change.older] == before
    assert [p for change in found.changes for p in change.newer] == now
    assert found.any or words_in(before) == words_in(now)


@given(texts, st.data())
def test_another_division_of_the_same_words_is_no_change(older: list[str], data: st.DataObject) -> None:
    stream = words_in(passages(*older))
    cuts = data.draw(st.lists(st.integers(0, len(stream)), max_size=4).map(sorted))
    parts = [" ".join(stream[a:b]) for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True) if a < b]
    assert not redline(passages(*older), passages(*parts)).any


LONG = "we keep the recordings of all calls that you make for ninety days"


def test_a_passage_that_moved_and_was_reworded_is_one_in_both_places() -> None:
    newer = LONG.replace("ninety", "thirty")
    found = redline(passages(LONG, "c d", "e f"), passages("c d", "e f", newer))
    assert told(found) == [
        "moved_from: -we keep the recordings of all calls that you make for- -ninety- -days-",
        "moved_to: +we keep the recordings of all calls that you make for+ +thirty+ +days+",
    ]
    away, here = (change for change in found.changes if change.kind != "same")
    assert (away.other, here.other, away.reworded, here.reworded) == ("s.3", "s.1", True, True)
    assert [piece.moved for piece in here.pieces] == [True, False, True]
    summary = found.summary()
    assert (summary.added, summary.removed, summary.same) == (1, 1, 16)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("we keep calls for ninety days", "we keep calls for thirty days"),
        (LONG, "we keep the names of all people whom you meet for ten days"),
        (f"# {LONG}", f"# {LONG.replace('ninety', 'thirty')}"),
    ],
    ids=["too short", "not alike enough", "headings"],
)
def test_what_may_be_another_passage_went_and_came(older: str, newer: str) -> None:
    found = redline(passages(older, "c d", "e f"), passages("c d", "e f", newer))
    assert [change.kind for change in found.changes if change.kind != "same"] == ["deleted", "inserted"]


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        (["# Rent\u200b", "the bank's rule"], ["# Rent", "the bank’s rule"], ["typography: Rent", "typography: the bank’s rule"]),  # noqa: E501
        (["les « données » ici"], ["les “données” ici"], ["typography: les “données” ici"]),
        (["we sell \u200b none"], ["we sell none"], ["typography: we sell  none"]),
        (["the rapist is told"], ["therapist is told"], ["reworded: -the rapist- +therapist+ is told"]),
        (["Last updated: May 5, 2020"], ["Last updated: 16 June 2021"], ["date: Last updated: -May 5, 2020- +16 June 2021+"]),  # noqa: E501
        (["Stand: 3. März 2020"], ["Stand: 14. April 2021"], ["date: Stand: -3. März 2020- +14. April 2021+"]),
        (["更新日：2020年1月1日"], ["更新日：2021年12月1日"], ["date: -更新日：2020年1月1日- +更新日：2021年12月1日+"]),
        (["# 3. Cookies"], ["# 4. Cookies"], ["numbering: -3.- +4.+ Cookies"]),
        (["(b) the names, see section 5"], ["(c) the names, see section 6"], ["numbering: -(b)- +(c)+ the names, see section -5- +6+"]),  # noqa: E501
        (["30 days after the end"], ["90 days after the end"], ["reworded: -30- +90+ days after the end"]),
        (["1.5 million people here"], ["2.5 million people here"], ["reworded: -1.5- +2.5+ million people here"]),
        (["under Article 6(1)(f) GDPR"], ["under Article 6(1)(b) GDPR"], ["reworded: under Article -6(1)(f)- +6(1)(b)+ GDPR"]),  # noqa: E501
        (["names;", "calls; and", "times."], ["calls;", "names; and", "times."], ["moved_from: -names;-", "reworded: calls; -and-", "moved_to: +names; and+"]),  # noqa: E501
    ],
)  # fmt: skip
def test_what_hardly_changes_a_passage_is_told_by_its_kind(
    older: list[str], newer: list[str], expected: list[str]
) -> None:
    found = redline(passages(*older), passages(*newer))
    assert told(found) == expected
    assert apply(found, words_in(passages(*older))) == words_in(passages(*newer))


@given(texts, st.data())
def test_typography_alone_is_never_a_mark(older: list[str], data: st.DataObject) -> None:
    signs = st.sampled_from([("e", "e\u00ad"), (" ", " \u200b"), ("a", "a\u2060")])
    newer = [text.replace(*data.draw(signs)) for text in older]
    found = redline(passages(*older), passages(*newer))
    assert {piece.kind for piece in found.pieces()} <= {"same"}
    assert apply(found, words_in(passages(*older))) == words_in(passages(*newer))


@given(st.permutations([LONG.replace("calls", f"calls{n} of{n} line{n}") for n in range(5)]), st.data())
def test_moved_and_reworded_passages_keep_every_word(newer: list[str], data: st.DataObject) -> None:
    older = sorted(newer)
    newer = [data.draw(st.sampled_from([text, text.replace("ninety", "ten"), f"{text} or so"])) for text in newer]
    before, now = passages(*older), passages(*newer)
    found = redline(before, now)
    assert apply(found, words_in(before)) == words_in(now)
    summary = found.summary()
    assert summary.same + summary.added == len(words_in(now))
    assert summary.same + summary.removed == len(words_in(before))


def test_items_and_rows_are_compared_by_themselves() -> None:
    before = "We keep:\n\n- names,\n- calls.\n\n| Data | Days |\n|---|---|\n| Names | 9 |\n"
    now = "We keep:\n\n- addresses of all,\n- names,\n- calls.\n\n| Data | Days |\n|---|---|\n| Names | 8 |\n"
    older, newer = (list(units_of(good_version(text).sections)) for text in (before, now))
    changes = [change for change in redline(older, newer).changes if change.kind != "same"]
    assert [(change.kind, [unit.address for unit in change.newer]) for change in changes] == [
        ("inserted", ["preamble.2.1"]),
        ("reworded", ["preamble.3.2"]),
    ]


def test_a_redline_of_another_text_is_not_applied() -> None:
    found = redline(passages("one two"), passages("one three"))
    with pytest.raises(ValueError, match="older text"):
        apply(found, ["one", "four"])
    with pytest.raises(ValueError, match="3 words"):
        apply(found, ["one", "two", "more"])


def test_five_hundred_clauses_a_side_take_a_few_seconds_at_most() -> None:
    older = [" ".join(f"w{(i * j) % 997}" for j in range(1, 60)) for i in range(500)]
    newer = [text.replace("w9", "v9") for text in older[250:] + older[:250]]
    began = process_time()
    redline(passages(*older), passages(*newer))
    assert process_time() - began < 5


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (["the " * 9_000], ["the x " * 4_000]),
        (["the end"] * 3_000, ["the end", "an end"] * 1_500),
        ([f"w{n} the" for n in range(3_000)], [f"w{n} the" for n in reversed(range(3_000))]),
        ([" ".join(f"v{n}" for n in range(30_000))], [" ".join(f"v{n}" for n in range(30_000, 0, -1))]),
    ],
)
def test_no_text_takes_long(older: list[str], newer: list[str]) -> None:
    before, now = passages(*older), passages(*newer)
    began = process_time()
    found = redline(before, now)
    assert process_time() - began < 5
    assert apply(found, words_in(before)) == words_in(now)


COSMETIC = "# Privacy\n\nWe keep **few** data, see [the terms](https://a.example/).\n\n- One item\n- Another item\n"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("\n", "\r\n"),
        ("We keep ", "We   keep\n"),
        ("**few**", "__few__"),
        ("https://a.example/", "https://b.example/?utm=1"),
        ("- One item\n- Another item\n", "* One item\n\n* Another item\n"),
        ("- One item\n- Another item\n", "One item\n\nAnother item\n"),
        ("# Privacy\n", "Privacy\n=======\n"),
    ],
)
def test_what_alters_no_word_is_no_change(was: str, now: str) -> None:
    before = good_version(COSMETIC, [(1, "Privacy")])
    after = good_version(COSMETIC.replace(was, now).replace("\r\n", "\n"), [(1, "Privacy")])
    assert not redline(list(passages_of(before.sections)), list(passages_of(after.sections))).any


def test_a_history_is_replayed_and_what_goes_wrong_in_it_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = tmp_path / "history" / "Acorn"
    service.mkdir(parents=True)
    (service / "2020-01-01.md").write_text(COSMETIC, encoding="utf-8")
    (service / "2020-02-02.md").write_text(COSMETIC.replace("few", "many"), encoding="utf-8")
    (service / "2020-03-03.md").write_text(COSMETIC.replace("few", "many").replace("\n", "\n\n"), encoding="utf-8")
    assert replay.main(["--history", str(tmp_path / "history"), "--keep", str(tmp_path / "book")]) == 0
    said = capsys.readouterr().out
    assert "3 captures: 2 versions, 1 seen again, 0 of a day whose words are kept, 0 refused" in said
    assert "1 redlines, 1 of them exact" in said
    assert "1 reworded, 0 moved; words: 1 added, 1 removed" in said
    assert said.count(" 0 under source changed") == said.count(" 0 taken in as new") == len(replay.COSMETIC)
    book = load_book(tmp_path / "book").book
    page = tmp_path / "book/site/vendors/acorn/privacy-policy/2020-02-02/since/2020-01-01/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("One item", "One"), encoding="utf-8")
    assert len(list(replay.redline_faults(tmp_path / "book", book))) == 2
    monkeypatch.setattr(replay, "COSMETIC", {"words": lambda text: text.replace("few", "no").replace("many", "no")})
    said = [line.partition(": words: ")[2] for line in replay.cosmetic_faults(tmp_path / "book", book)]
    assert said == ["shows as a change of the source"] * 2 + ["is taken in as a new version"]


@pytest.fixture
def two_versions(book_folder: BookFolder) -> BookFolder:
    """The good vendor with a second version that has hostile words in it."""
    text = (book_folder.root / OLD / "policy.md").read_text(encoding="utf-8")
    text = text.replace("We set one cookie.", "We set <b>two</b> {cookies} `[x](y)` &amp; {: #id }.")
    book_folder.add_vendor("acorn", "Acorn Phones", "2021-05-06", text)
    book_folder.write(f"{NEW}/record.yml", book_folder.record_yml(text, "2021-05-06"))
    book_folder.record()
    return book_folder


def test_the_page_of_a_redline_holds_both_texts_and_nothing_of_them_is_markup(two_versions: BookFolder) -> None:
    book = two_versions.book()
    (_, older, newer), *more = redline_page.redlined_pairs(book)
    assert more == []
    page = engine(
        dict(redline_page.pages(book, BookEvidence(book)))[
            "companies/acorn/privacy-policy/2021-05-06/since/2020-03-04/index.md"
        ]
    )
    for without, version in (("ins", older), ("del", newer)):
        tree = LexborHTMLParser(page)
        for node in tree.css(f".redlined .visually-hidden, .redlined {without}"):
            node.decompose()
        shown = [word for node in tree.css(".redlined") for word in node.text().split()]
        assert shown == words_in(list(passages_of(version.sections)))
    inner = {node.tag for node in LexborHTMLParser(page).css(".redlined *")}
    assert inner == {"ins", "del", "span"}
    assert "[added: " in page
    assert "[removed: " in page


def redlined(book_folder: BookFolder, older: str, newer: str) -> tuple[Book, bytes]:
    """A book of two versions with these texts, and the page of their redline."""
    for day, text in (("2020-03-04", older), ("2021-05-06", newer)):
        place = book_folder.add_vendor("acorn", "Acorn Phones", day, text)
        record = book_folder.record_yml(text, day).replace(
            "excluded:\n  - {lines: [1, 1], kind: archive-note}", "excluded: []"
        )
        book_folder.write(f"{place}/record.yml", record)
        (book_folder.root / place / "outline.yml").unlink()
    book = book_folder.book()
    (page,) = (page for _, page in redline_page.pages(book, BookEvidence(book)))
    return book, page


def page_of(book_folder: BookFolder, older: str, newer: str) -> LexborHTMLParser:
    """The page of two texts' redline, as the site has it."""
    return LexborHTMLParser(engine(redlined(book_folder, older, newer)[1]))


def test_a_page_shows_what_changed_in_a_passage_that_moved(book_folder: BookFolder) -> None:
    older = f"# Calls\n\n{LONG}\n\n# Cookies\n\nWe set one cookie.\n"
    newer = f"# Cookies\n\nWe set one cookie.\n\n# Calls\n\n{LONG.replace('ninety', 'thirty')}\n"
    book, made = redlined(book_folder, older, newer)
    page = made.decode()
    assert "<strong>Moved here and reworded</strong>" in page
    assert "<strong>Moved away and reworded</strong>" in page
    for mark, said, word in (("ins", "added", "thirty"), ("del", "removed", "ninety")):
        label = f'<span class="visually-hidden">[{said}: </span>'
        assert f'<{mark}>{label}<strong>{word}</strong><span class="visually-hidden"> end]</span></{mark}>' in page
    version = {"ins": book.vendors[0].versions[0], "del": book.vendors[0].versions[1]}
    for mark, expected in version.items():
        assert replay.words_of_page(engine(made), without=mark) == words_in(list(passages_of(expected.sections)))


def test_neighbours_have_a_redline_and_a_published_one_stays(two_versions: BookFolder) -> None:
    published = "companies/acorn/privacy-policy/2021-05-06/since/2020-03-04/"
    assert published in two_versions.book().ledger
    text = (two_versions.root / NEW / "policy.md").read_text(encoding="utf-8").replace("twelve", "ten")
    two_versions.add_vendor("acorn", "Acorn Phones", "2020-09-09", text)
    two_versions.write(
        "policies/acorn/privacy-policy/2020-09-09/record.yml", two_versions.record_yml(text, "2020-09-09")
    )
    paths = [path for path in book_paths(two_versions.book()) if "/since/" in path]
    assert paths == [
        "companies/acorn/privacy-policy/2020-09-09/since/2020-03-04/",
        published,
        "companies/acorn/privacy-policy/2021-05-06/since/2020-09-09/",
    ]


def test_versions_lead_to_each_other_and_to_their_redline(two_versions: BookFolder) -> None:
    pages = {path: page.decode() for path, page in pages_of(two_versions.book(), []) if path.endswith(".md")}
    older = pages["companies/acorn/privacy-policy/2020-03-04/index.md"]
    newer = pages["companies/acorn/privacy-policy/2021-05-06/index.md"]
    assert re.search(r"An older version.*2021-05-06/since/2020-03-04/", older)
    assert 'href="since/2020-03-04/"' in newer
    assert "2021-05-06/since/2020-03-04/" in pages["companies/acorn/privacy-policy/index.md"]


def dated(date: str, **record: object) -> Version:
    """A version with the dates of a record."""
    return replace(good_version("Some words.\n"), date=date, record=record_of("Some words.\n", **record))


def days(*versions: Version) -> list[str]:
    """The spans of some versions as text."""
    return [
        f"{span.start or ''}..{span.end or ''} {span.kind} {' '.join(version.date for version in span.versions)}"
        for span in spans(versions)
    ]


def test_days_between_two_captures_are_not_known() -> None:
    assert days(
        dated("2020-03-04", archived="2020-03-04", also_captured=("2020-06-01",)),
        dated("2021-01-01", archived="2021-01-01"),
    ) == [
        "..2020-03-03 before 2020-03-04",
        "2020-03-04..2020-06-01 seen 2020-03-04",
        "2020-06-02..2020-12-31 between 2020-03-04 2021-01-01",
        "2021-01-01..2021-01-01 seen 2021-01-01",
        "2021-01-02.. after 2021-01-01",
    ]


def test_a_stated_date_narrows_a_gap_only_if_it_lies_in_it() -> None:
    older = dated("2020-03-04", archived="2020-03-04", effective="2019-12-01")
    assert days(older, dated("2021-01-01", archived="2021-01-01", effective="2020-10-01"))[:5] == [
        "..2019-11-30 before 2020-03-04",
        "2019-12-01..2020-03-03 stated 2020-03-04",
        "2020-03-04..2020-03-04 seen 2020-03-04",
        "2020-03-05..2020-09-30 between 2020-03-04 2021-01-01",
        "2020-10-01..2020-12-31 stated 2021-01-01",
    ]
    assert "2020-03-05..2020-12-31 between 2020-03-04 2021-01-01" in days(
        older, dated("2021-01-01", archived="2021-01-01", effective="2020-01-01")
    )


def test_a_text_that_came_back_and_one_without_a_capture() -> None:
    back = dated("2020-01-01", archived="2020-01-01", also_captured=("2020-03-01",))
    assert [line.split()[1] for line in days(back, dated("2020-02-01", archived="2020-02-01"))] == (
        ["before", "seen", "between", "seen", "between", "seen", "after"]
    )
    assert days(dated("2023-11-28", archived=None, updated="2023-11-28")) == [
        "..2023-11-27 before 2023-11-28",
        "2023-11-28..2023-11-28 stated 2023-11-28",
        "2023-11-29.. after 2023-11-28",
    ]


def test_typography_has_no_marks_on_a_page_and_the_older_spelling_is_kept(book_folder: BookFolder) -> None:
    older = '# Rules\n\n# Rent\n\nRent is "due" in May. The association\'s bank is told.\n\nOne line `{more}`.\n'
    newer = older.replace("# Rent", "# Rent\u200b").replace("n's", "n’s").replace('"due"', "“due”")
    tree = page_of(book_folder, older, newer)
    assert tree.css(".redlined ins, .redlined del") == []
    assert [node.text() for node in tree.css("details.unchanged > summary")] == [
        "4 passages without a change of words; typography only in 2"
    ]
    assert [node.attributes["data-older"] for node in tree.css(".redlined [data-older]")] == [
        "Rent", '"due"', "association's",
    ]  # fmt: skip
    for text, mark in ((older, "ins"), (newer, "del")):
        shown = replay.words_of_page(tree.html, without=mark)
        assert shown == [word for word in text.replace("`", "").split() if word != "#"]


def test_a_page_lists_the_sections_that_changed_and_steps_through_them(book_folder: BookFolder) -> None:
    older = f"# Calls\n\n{LONG}\n\n# Cookies\n\nWe set one cookie.\n\n# Dates\n\nLast updated: 5 May 2020\n"
    older += "\n# Old\n\nGone.\n"
    newer = older.replace("ninety", "thirty").replace("5 May 2020", "6 June 2021").replace("\n\n# Old\n\nGone.", "")
    tree = page_of(book_folder, older, newer)
    assert [node.text() for node in tree.css(".changed-sections li")] == [
        "Calls: 1 reworded", "Dates: 1 date only", "Old (no longer there): 2 gone",
    ]  # fmt: skip
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    steps = [node.attributes["href"] for node in tree.css(".changed-sections a, .change-steps a")]
    assert steps
    assert {step[1:] for step in steps} <= ids
    assert "Date only: 1 passage" in [node.text() for node in tree.css("details.unchanged > summary")]
    assert tree.css(".notice") == []


def test_a_page_warns_where_nearly_everything_went(book_folder: BookFolder) -> None:
    older = "# Rules\n\n" + "\n\n".join(f"In room {n} we keep item{n} and sell thing{n} to them." for n in range(20))
    tree = page_of(book_folder, older + "\n", "# Rules\n\nAll of it is another matter now, they say.\n")
    assert "Nearly everything of the older version is gone" in tree.css_first(".notice").text()


def test_two_converters_are_told() -> None:
    one = record_of("Some words.\n")
    versions = [
        replace(good_version("Some words.\n"), record=replace(one, original=("original.html", "0", f"reader {n}")))
        for n in (1, 2)
    ]
    assert redline_page._converters(*versions) == ("reader 1", "reader 2")
    assert redline_page._converters(versions[0], versions[0]) is None
