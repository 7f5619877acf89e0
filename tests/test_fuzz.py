"""Anything may stand in a book: reading it never raises, each problem is one line, what is accepted is shown whole.

Few examples in the default run, always the same; ``make fuzz MINUTES=5`` goes on with new ones until the time is up.
What it found is kept below as cases: a picture or link that touches the words of a heading, hosts that no browser takes
for one, a number given to two clauses. After these were mended, two runs of 300 examples a test found nothing more.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answered import ANSWERS, FINDINGS, QUESTIONS, READINGS, AnsweredBook
from answered import OUTLINE as ANSWERED_OUTLINE
from builders import BOOK, TOPICS, BookFolder, engine
from fineprint.core.problems import report, stops
from fineprint.pages import pages_of
from fineprint.prove.text_integrity import losses
from fineprint.publish.policy_html import escape
from fineprint.publish.search import records_of
from fineprint.rules import check, described
from fineprint.text.links import safe_link
from fineprint.verify.markup_check import removed_markup

VERSION = BookFolder.version
#: For tests that are run for each of several files.
SOME = settings(max_examples=settings.default.max_examples // 2)

PIECES = [
    "# Title", "## 2. Words ##", "Title\n===", "**Bold.** Words", "__x__", "*a **b* c**", "~~x~~", "`x", "``` x",
    "~~~", "> ", ">> x", "- x", "  - y", "    z", "1. x", "999999999. x", "1234567890. x", "1) x", "a. x",
    "| a | b |", "|---|:-:|", "| 1 | 2 | 3 |", "a|b\n-|-\n1|2|3", "---", "***", "<b>", "</div>", "<script>", "<!--",
    "-->", "<?", "<![CDATA[", "&amp;lt;", "&#0;", "&#x110000;", "&nbsp;", "\\", "\\\n", "  \n", "[x](y",
    "[x](<y z> 't')", "[x][y]", "[y]: z", "![a](b)", "![](c)", "[](https://a.example/)", "<https://a.example/?x&y>",
    "<a@b.example>", "https://a.example", "http://300.1.1.1/", "[x](http://١.example/)",
    "[x](https://b.example:99999/)", "[x](JAVASCRIPT:x)", "[x](mailto:a@b.example)", "{: .x #y }", "{{ x }}",
    "{% y %}", "[TOC]", "$x$", "Ⅳ ½ ﬁ", "e\u0301", "\u00ad", "\u200d", "\t", "\u00a0", "İ ß ſ", "🙂", "漢字", "שלום",
    "a" * 300, "x " * 60, "007", "01.", "…", "'\"“”",
]  # fmt: skip
#: What no text may hold, or only with a note; seldom drawn, as little else is looked at in a text that is refused.
REFUSED = ["\u202e", "\ufeff", "\x00", "\x85", "\u2028", "\r", "\ufffd", "\U000e0041", "> " * 200, "- " * 200]


def texts(*more: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Lines of a few pieces each."""
    plain = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=12)
    lines = st.lists(st.one_of(st.sampled_from(PIECES), plain, *more), max_size=4).map("".join)
    return st.lists(lines, max_size=14).map("\n".join)


TEXTS = st.integers(0, 9).flatmap(
    lambda one: texts(st.sampled_from(REFUSED), st.text(max_size=6)) if one == 9 else texts()
)

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 2**70),
    st.sampled_from(["", " ", "x", "0", "~", "2020-13-40", "2020-02-30", "preamble", "sharing.2", "acorn"]),
    st.sampled_from(["Words of ours", "a\nb", "\u202e", "{{x}}"]),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
    st.lists(st.integers(-2, 40), min_size=1, max_size=3),
)  # fmt: skip


def mutated(data: object) -> st.SearchStrategy[object]:
    """Data of a file with one to three of its nodes replaced, taken away or given under another name."""

    @st.composite
    def one(draw: Callable, value: object) -> object:
        if not isinstance(value, (dict, list)) or not value or draw(st.integers(0, 9)) == 0:
            return draw(ODD)
        keys = list(value) if isinstance(value, dict) else range(len(value))
        chosen = draw(st.sampled_from(list(keys)))
        made = dict(value) if isinstance(value, dict) else list(value)
        kind = draw(st.integers(0, 9))
        if kind == 0:
            del made[chosen]
        elif kind == 1 and isinstance(made, dict):
            made[draw(st.one_of(st.text(max_size=6), st.integers(0, 3)))] = made[chosen]
        elif kind == 1:
            made.append(made[chosen])
        else:
            made[chosen] = draw(one(value[chosen]))
        return made

    @st.composite
    def several(draw: Callable) -> object:
        value = data
        for _ in range(draw(st.integers(1, 3))):
            value = draw(one(value))
        return value

    return several()


def written(data: object) -> str:
    """As a file of data; what a person could not write is left to the parser to refuse."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> AnsweredBook:
    """One book for all examples; each puts back what it changed."""
    return AnsweredBook(tmp_path_factory.mktemp("fuzzed"))


def look(book: AnsweredBook) -> None:
    """Read, check and show the book as it lies there."""
    loaded = book.load()
    problems = check(loaded)
    for problem in problems:
        assert len(str(problem).splitlines()) == 1
        assert problem.message
        assert problem.line >= 1
        assert problem.column >= 1
    assert report(problems).count("\n") == len(set(problems))
    assert len(report(problems, "github").splitlines()) == len(set(problems))
    assert len(json.loads(report(problems, "json"))["problems"]) == len(set(problems))
    if stops(problems) or loaded.book is None:
        return
    shown = replace(loaded.book)
    pages = dict(pages_of(shown, described()))
    for version in shown.versions():
        page = engine(pages[f"{shown.vendors_path}/{version.key}/index.md"])
        assert losses(version, page) == []
        assert list(removed_markup(LexborHTMLParser(page))) == []
    assert all(list(records_of(version)) for version in shown.versions())


def with_file(book: AnsweredBook, path: str, content: str | bytes) -> None:
    """Look at the book with another file in it, then put the old one back."""
    file = book.root / path
    before = file.read_bytes()
    try:
        book.write(path, content)
        look(book)
    finally:
        file.write_bytes(before)


def with_text(book: AnsweredBook, text: str | bytes, outline: str | None, syntax: str, paragraphs: str) -> None:
    """Look at the book with another text, nothing recorded or answered for it."""
    folder = book.root / VERSION
    before = {file: file.read_bytes() for file in folder.iterdir()}
    try:
        for name in ("addresses.txt", "answers.yml", "outline.yml"):
            (folder / name).unlink()
        book.write(f"{VERSION}/policy.md", text)
        record = book.record_yml(text).replace("excluded:\n  - {lines: [1, 1], kind: archive-note}\n", "excluded: []\n")
        record = record.replace("syntax: markdown, paragraphs: blank", f"syntax: {syntax}, paragraphs: {paragraphs}")
        book.write(f"{VERSION}/record.yml", record)
        if outline is not None:
            book.write(f"{VERSION}/outline.yml", outline)
        (book.root / "policies/findings.yml").rename(book.root / "findings.aside")
        (book.root / "policies/readings.yml").rename(book.root / "readings.aside")
        (book.root / "policies/addresses.txt").rename(book.root / "addresses.aside")
        look(book)
    finally:
        for aside, name in (("findings", "findings.yml"), ("readings", "readings.yml"), ("addresses", "addresses.txt")):
            if (book.root / f"{aside}.aside").exists():
                (book.root / f"{aside}.aside").rename(book.root / "policies" / name)
        for file, raw in before.items():
            file.write_bytes(raw)


@given(TEXTS, st.sampled_from(["markdown", "plain"]), st.sampled_from(["blank", "line", "wrapped"]))
def test_any_text(book: AnsweredBook, text: str, syntax: str, paragraphs: str) -> None:
    with_text(book, text.encode("utf-8", "surrogatepass"), None, syntax, paragraphs)


@given(st.data())
def test_any_outline_of_any_text(book: AnsweredBook, data: st.DataObject) -> None:
    text = data.draw(TEXTS.filter(lambda text: text.strip()))
    lines = text.split("\n")
    sections = []
    for number in sorted(data.draw(st.sets(st.integers(1, len(lines)), max_size=4))):
        heading = lines[number - 1].lstrip("#*_ >-").rstrip("#*_ ") or "x"
        section = {
            "id": f"s{number}",
            "line": number,
            "level": data.draw(st.integers(1, 6)),
            "heading": heading,
            "topics": [],
        }
        if data.draw(st.integers(0, 5)) == 0:
            section["numbers"] = data.draw(st.lists(st.sampled_from([1, 2, "1", "2a", "x"]), max_size=3))
        sections.append(section)
    outline = {"sections": sections, "aliases": {}}
    if data.draw(st.booleans()):
        outline = data.draw(mutated(outline))
    syntax = data.draw(st.sampled_from(["markdown", "plain"]))
    with_text(book, text.encode("utf-8", "surrogatepass"), written(outline), syntax, "blank")


FILES = {
    f"{VERSION}/answers.yml": ANSWERS,
    f"{VERSION}/outline.yml": ANSWERED_OUTLINE,
    "policies/questions.yml": QUESTIONS,
    "policies/findings.yml": FINDINGS,
    "policies/readings.yml": READINGS,
    "policies/topics.yml": TOPICS,
    "policies/book.yml": BOOK,
}


@pytest.mark.parametrize("path", [*FILES, f"{VERSION}/record.yml", "policies/acorn/vendor.yml"])
@SOME
@given(data=st.data())
def test_any_data(book: AnsweredBook, path: str, data: st.DataObject) -> None:
    good = yaml.safe_load(FILES.get(path) or (book.root / path).read_text(encoding="utf-8"))
    with_file(book, path, written(json.loads(json.dumps(data.draw(mutated(_dated(good)))))))


def _dated(value: object) -> object:
    """Data as the book's own reader has it: a day is text."""
    if isinstance(value, dict):
        return {key: _dated(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_dated(inner) for inner in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


@pytest.mark.parametrize("path", [f"{VERSION}/answers.yml", f"{VERSION}/addresses.txt", "policies/addresses.txt"])
@SOME
@given(data=st.data())
def test_any_bytes_in_a_file(book: AnsweredBook, path: str, data: st.DataObject) -> None:
    raw = (book.root / path).read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw)))
        odd = st.one_of(
            st.binary(max_size=6),
            st.sampled_from([b"\n", b": ", b"- ", b"{", b"&a ", b"*a", b"!!x ", b"|\n", b"%", b"#"]),
        )
        raw = raw[:at] + data.draw(odd) + raw[at + data.draw(st.integers(0, 12)) :]
    with_file(book, path, raw)


HOST = st.text(st.sampled_from("abx0159-_.%:@[]/\\#?&=né١\u00ad"), max_size=9)


@given(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["http://", "HTTPS://", "mailto:"]),
        HOST,
        st.sampled_from(["", ".example", ".1", ":80"]),
        HOST,
    )
)
def test_what_is_let_through_as_a_link_is_one_to_another_parser(target: str) -> None:
    link = safe_link(target)
    if link is not None:
        markup = f'<div class="words"><a href="{escape(link)}" rel="x">x</a></div>'
        assert list(removed_markup(LexborHTMLParser(markup))) == []


#: Found by a longer run: a text and how it is read.
FOUND: list[tuple[str, str, str]] = [
    ("# Title\n# Title![a](b)", "markdown", "blank"),
    ("# un*frigging*believable **C**ookies\n\nx", "markdown", "blank"),
    ("[x](http://300.1.1.1/) and [y](http://١.example/)", "markdown", "blank"),
]


@pytest.mark.parametrize(("text", "syntax", "paragraphs"), FOUND)
def test_a_crash_that_was_found_stays_mended(book: AnsweredBook, text: str, syntax: str, paragraphs: str) -> None:
    with_text(book, text, None, syntax, paragraphs)


def test_a_number_given_to_two_clauses_is_told(book: AnsweredBook) -> None:
    section = {"id": "s1", "line": 1, "level": 1, "heading": "Title", "topics": [], "numbers": [1, 1]}
    outline = written({"sections": [section], "aliases": {}})
    with_text(book, "# Title\n\none\n\ntwo\n", outline, "markdown", "blank")


def test_the_book_that_is_fuzzed_is_good(book: AnsweredBook, tmp_path: Path) -> None:
    assert book.problems() == []
    look(book)
