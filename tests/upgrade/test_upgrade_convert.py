"""From format 1 to format 2: nothing that a person wrote is lost, and nothing is done by halves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from book_of_format_1 import FILES, Writer
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from fineprint.read.strict_yaml import load
from fineprint.upgrade import edits, keys
from fineprint.upgrade.convert import convert

BOOK = "policies/book.yml"


def converted(name: str, text: str) -> str:
    """A file of format 1 in format 2; the book's own file says nothing of a format before."""
    path = f"policies/{name}"
    made, problems = convert({BOOK: "title: x\n", path: text})
    assert not problems, [str(problem) for problem in problems]
    return made.get(path, text)


def told(name: str, text: str) -> list[str]:
    """What is said of a file that can't be converted, when nothing else is wrong."""
    made, problems = convert({BOOK: "title: x\n", f"policies/{name}": text})
    assert made == {}
    return [str(problem) for problem in problems]


def ordered(value: object) -> object:
    """A value in which the order of keys counts."""
    if isinstance(value, dict):
        return [(key, ordered(inner)) for key, inner in value.items()]
    return [ordered(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_values_order_and_comments_stay_however_a_file_is_written(name: str, data: st.DataObject) -> None:
    old, new = data.draw(FILES[name])
    writer = Writer(data.draw, data.draw(st.sampled_from(["\n", "\r\n"])))
    text = writer.file(old)
    read, _ = load(text.encode(), name)
    assert read is not None, text
    assert ordered(read.value) == ordered(old), "the writer is wrong"
    path = f"policies/{name}"
    files = {BOOK: "title: x\n", path: text}
    made, problems = convert(files)
    assert not problems, [str(problem) for problem in problems]
    after, _ = load(made.get(path, text).encode(), name)
    assert after is not None
    assert ordered(after.value) == ordered(new)
    said = made.get(path, text)
    assert Counter(edits.comments(said)) == Counter(writer.comments)
    assert Counter(said)["\r"] == (Counter(said)["\n"] if writer.line_end == "\r\n" else 0)
    assert convert(files | made) == ({}, [])
    # Had it been stopped before the book's own file was written, the rest would be converted to the same.
    assert convert({BOOK: "title: x\n", path: said} if name != "book.yml" else files)[0].get(path, said) == said


def places(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every key in a value, items and all."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, str(key))
        yield from places(inner, (*path, str(key)))


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in keys.RENAMED.items() for path in paths])
def test_every_key_that_has_another_name_is_in_the_files_above(name: str, path: str) -> None:
    wanted = re.compile(path.replace("*", "[^/]+"))
    assert find(
        FILES[name],
        lambda pair: any(wanted.fullmatch("/".join(place)) for place in places(pair[0])),
        settings=settings(phases=[Phase.generate], max_examples=1000),
    )


ANSWERS = """\
# What this version answers.
answers:
  one:   # the first
    value: 'yes'
    considered:
      - {at: a.1, why: "Speaks of
          others."}  # looked at
      - at: b
        "why": >-
          Says nothing
          of it.
    was: [{value: no, until: 2026-01-01, why: x}]
    # why no cue stands there
    cue:
      # in short
      none: It says it
        in other words.   # so it does
    leans_on: [terms]
    note: because of leans_on, why not
    reviewed: 2026-01-02
leans_on:
  - {id: terms, name: Terms, by: acorn, page: "https://a.example/why", quote: 'as: it', kept: acorn/terms}
"""
ANSWERS_2 = """\
# What this version answers.
answers:
  one:   # the first
    value: 'yes'
    ruled_out:
      - {at: a.1, reason: "Speaks of
          others."}  # looked at
      - at: b
        "reason": >-
          Says nothing
          of it.
    history: [{value: no, replaced_on: 2026-01-01, reason: x}]
    # why no cue stands there
    # in short
    no_search_term_reason: It says it
        in other words.   # so it does
    refers_to: [terms]
    note: because of leans_on, why not
    reviewed: 2026-01-02
referenced_documents:
  - {id: terms, name: Terms, publisher_id: acorn, url: "https://a.example/why", quote: 'as: it', in_book: acorn/terms}
"""


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("answers.yml", ANSWERS, ANSWERS_2),
        (
            "answers.yml",
            "answers: {a: {value: x, cue: {none: words of\n it}, note: n}}\n",
            "answers: {a: {value: x, no_search_term_reason: words of\n it, note: n}}\n",
        ),
        (
            "answers.yml",
            "answers:\n  a:\n    cue: {none: words of\n it}  # c\n",
            "answers:\n  a:\n    no_search_term_reason: words of\n      it  # c\n",
        ),
        (
            "topics.yml",
            "# From `assign` on.\nassign: 4\n# weak ones\nsuggest: 2  # two\nheading_factor: 3\n",
            "# From `assign` on.\nthreshold: 4\n# weak ones\n# two\nheading_factor: 3\n",
        ),
        ("topics.yml", "suggest: 2\nassign: 4\n", "threshold: 4\n"),
        ("topics.yml", "suggest: 2\n", "suggest: 2\n"),
        ("topics.yml", "{assign: 4, # four\n  suggest: 2}\n", "{threshold: 4 # four\n  }\n"),
        ("questions.yml", "questions:\n  - document: a, b\n", 'questions:\n  - documents: ["a, b"]\n'),
        (
            "answers.yml",
            "answers: {a: {cue: {none: x # c\n}}}\n",
            "answers: {a: { # c\n              no_search_term_reason: x}}\n",
        ),
        (
            "record.yml",
            "original:\n file: a\n converter: b\n  c\n",
            "original:\n file: a\nextraction:\n  converter: b\n    c\n",
        ),
        ("record.yml", "original:\n  converter: b\n", "original:\n  converter: b\n"),
        (
            "record.yml",
            "original:\n  file: a\n  converter: b",
            "original:\n  file: a\nextraction:\n  converter: b\n",
        ),
        ("record.yml", "\ufefflifted: []\n", "\ufeffexcluded: []\n"),
        ("record.yml", "a: 'é🎉'\nlifted: [] # 🎉", "a: 'é🎉'\nexcluded: [] # 🎉"),
        ("record.yml", '"named\\x5fby": x\n', '"date_basis": x\n'),
        ("topics.yml", "{assign: 4, suggest: 2, topics: []}\n", "{threshold: 4, topics: []}\n"),
        ("topics.yml", "{assign: 4, suggest: 2}\n", "{threshold: 4}\n"),
        ("topics.yml", "{\n  assign: 4,\n  suggest: 2,\n  topics: []\n}\n", "{\n  threshold: 4,\n  topics: []\n}\n"),
        (
            "questions.yml",
            "questions:\n  - document: a   # kind\n    why: >-\n      cues and why.\n    cues: [why]\n",
            "questions:\n  - documents: [a]   # kind\n    coding_rules: >-\n      cues and why.\n"
            "    search_terms: [why]\n",
        ),
        (
            "record.yml",
            "original:\n  file: original.html\n  sha256: abc\n  converter: fine, element main\ntext:\n  join: []\n",
            "original:\n  file: original.html\n  sha256: abc\nextraction:\n  converter: fine, element main\n"
            "text:\n  keep_together: []\n",
        ),
        (
            "record.yml",
            "original: {file: a, converter: b, sha256: c}  # kept\nlifted: []\n",
            "original: {file: a, sha256: c}  # kept\nextraction: {converter: b}\nexcluded: []\n",
        ),
        ("record.yml", "lifted: [{lines: [1, 1], as: debris}]\r\n", "excluded: [{lines: [1, 1], kind: debris}]\r\n"),
        (
            "findings.yml",
            "findings:\n  - says:\n      - {in: a/b/2020-01-01, cell: c}\n",
            "findings:\n  - support:\n      - {version: a/b/2020-01-01, question: c}\n",
        ),
        ("vendor.yml", "sold: ~\nnot_the_same_as: x\n", "description: ~\ndistinct_from: x\n"),
    ],
)
def test_only_the_keys_change(name: str, text: str, wanted: str) -> None:
    assert converted(name, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# The book.\ntitle: x\nbase: y\n", "# The book.\nformat: 2\ntitle: x\nbase_url: y\n"),
        ("title: x\nformat: 1  # old\n", "title: x\nformat: 2  # old\n"),
        ("---\n{title: x}\n", "---\n{format: 2, title: x}\n"),
        ("{}\n", "{format: 2}\n"),
        ("title: x\r\n", "format: 2\r\ntitle: x\r\n"),
    ],
)
def test_the_book_says_its_format(text: str, wanted: str) -> None:
    assert convert({BOOK: text}) == ({BOOK: wanted}, [])


def test_other_files_are_not_looked_at() -> None:
    files = {BOOK: "title: x\n", "policies/readings.yml": "why: [", "policies/a/b/2020-01-01/policy.md": "cues: [a\n"}
    assert list(convert(files)[0]) == [BOOK]


def test_a_book_of_the_present_format_is_left_alone() -> None:
    """Even where a key of format 1 stands in it: that is for the check to say."""
    assert convert({BOOK: "format: 2\nbase: x\n", "policies/questions.yml": "questions: [{why: x}]\n"}) == ({}, [])
    assert convert({BOOK: "format: 2\n", "policies/questions.yml": "questions: [\n"}) == ({}, [])


def test_what_was_half_converted_by_hand_is_finished() -> None:
    text = "excluded: [{lines: [1, 1], as: debris}]\nsource: {url: a, archive: b}\n"
    assert converted("record.yml", text) == (
        "excluded: [{lines: [1, 1], kind: debris}]\nsource: {url: a, archive_url: b}\n"
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("record.yml", "a: 1\nlifted: &x []\n", "policies/record.yml:2:9: error yaml.alias: anchors and aliases"),
        ("record.yml", "a: !!str 1\n", "policies/record.yml:1:4: error yaml.tag: the tag"),
        ("record.yml", "a: 1\na: 2\n", "policies/record.yml:2:1: error yaml.duplicate-key: the key 'a' stands twice"),
        ("record.yml", "a: [1\n", "policies/record.yml:2:1: error yaml.syntax: "),
        ("record.yml", "- a\n", "policies/record.yml:1:1: error yaml.schema: the file must be a mapping"),
        (
            "record.yml",
            "lifted: []\nexcluded: []\n",
            "policies/record.yml:2:11: error yaml.duplicate-key: 'lifted' and 'excluded' would both become 'excluded'",
        ),
        (
            "record.yml",
            "original: {file: a, converter: b}\nextraction: {converter: c}\n",
            "policies/record.yml:2:13: error yaml.duplicate-key: 'original' and 'extraction' would both become",
        ),
        (
            "questions.yml",
            "questions:\n  - documents: [a]\n    document: b\n",
            "policies/questions.yml:3:15: error yaml.duplicate-key: 'documents' and 'document' would both become",
        ),
        (
            "answers.yml",
            "answers:\n  a:\n    ? cue\n    : {none: x}\n",
            "error format.not-converted: can't be brought to format 2 as it is written; write what stands near here",
        ),
    ],
)
def test_what_is_no_plain_data_is_refused_in_one_line(name: str, text: str, said: str) -> None:
    lines = told(name, text)
    assert len(lines) == 1
    assert said in lines[0]


def test_all_that_is_wrong_is_said_at_once() -> None:
    files = {BOOK: "title: [\n", "policies/a/vendor.yml": "sold: *x\n", "policies/topics.yml": "assign: 1\n"}
    made, problems = convert(files)
    assert made == {}
    assert [(problem.path, problem.code) for problem in problems] == [
        ("policies/a/vendor.yml", "yaml.alias"),
        (BOOK, "yaml.syntax"),
    ]


def test_a_folder_without_a_book_is_told() -> None:
    assert [str(problem) for problem in convert({})[1]] == [
        "policies/book.yml:1:1: error path.missing: this file is missing; it states the book's format"
    ]


def test_an_edit_that_loses_a_comment_or_a_word_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is not the edit: each kind of loss, made on purpose, is refused."""
    right = edits.applied
    text = "a: 1\nlifted: []  # seen by hand\nlanguage: en\n"
    for loss in (("# seen by hand", ""), ("a: 1", "a: 2"), ("language: en\n", ""), ("a: 1", "a: '1'"), ("en", "[")):
        monkeypatch.setattr(edits, "applied", lambda text, made, loss=loss: right(text, made).replace(*loss))
        assert ["format.not-converted" in line for line in told("record.yml", text)] == [True], loss
    swapped = "language: en\na: 1\nexcluded: []  # seen by hand\n"
    monkeypatch.setattr(edits, "applied", lambda text, made: swapped if "lifted" in text else right(text, made))
    assert ["record.yml" in line and "not-converted" in line for line in told("record.yml", text)] == [True], "order"
