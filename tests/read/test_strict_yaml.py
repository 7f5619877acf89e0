"""YAML as data and nothing else: what each spelling means, and what is refused where."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fineprint.core.limits import YAML_BYTES
from fineprint.read.strict_yaml import load


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("1234567890", 1234567890),
        ("007", "007"),
        ("-1", "-1"),
        ("+1", "+1"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("0o17", "0o17"),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        ("1:30", "1:30"),
        ("99999999999999999999", "99999999999999999999"),
        (".inf", ".inf"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", "true"),
        ("False", "False"),
        ("2019-04-05", "2019-04-05"),
        ("2019-04-05T01:02:03Z", "2019-04-05T01:02:03Z"),
        ("null", None),
        ("~", None),
        ("", None),
        ("Null", "Null"),
        ("NULL", "NULL"),
        ("none", "none"),
        ('"7"', "7"),
        ("'null'", "null"),
        ('""', ""),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">-\n  one\n  line\n", "one line"),
        ('"\\u00e9"', "é"),
        ("[1, two, ~]", [1, "two", None]),
        ("{a: 1, b: {c: []}}", {"a": 1, "b": {"c": []}}),
        ("# a remark\n", None),
    ],
)
def test_only_integers_and_null_are_more_than_text(written: str, value: object) -> None:
    file, problems = load(f"key: {written}".encode(), "x.yml")
    assert problems == []
    assert file is not None
    assert file.value == {"key": value}
    assert type(file.value["key"]) is type(value)


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        (b"a: 1\nb: !!python/object/apply:os.system [ls]", "yaml.tag", 2, 4),
        (b"a: !!str 1", "yaml.tag", 1, 4),
        (b"a: !local 1", "yaml.tag", 1, 4),
        (b"a: ! 1", "yaml.tag", 1, 4),
        (b"- &one 1\n- *one", "yaml.alias", 1, 3),
        (b"a: *b", "yaml.alias", 1, 4),
        (b"a:\n  <<: {b: 1}", "yaml.alias", 2, 3),
        (b"a: 1\nb: 2\na: 3", "yaml.duplicate-key", 3, 1),
        (b"a: {b: 1, 'b': 2}", "yaml.duplicate-key", 1, 11),
        (b"a: 1\n---\nb: 2", "yaml.documents", 2, 1),
        (b"? [a]\n: 1", "yaml.schema", 1, 3),
        (b"? {a: 1}\n: 1", "yaml.schema", 1, 3),
        (b"a: " + b"[" * 12 + b"]" * 12, "yaml.syntax", 1, 15),
        (b"a: b: c", "yaml.syntax", 1, 1),
        (b"a: [1", "yaml.syntax", 2, 1),
        (b"a: 1\n\tb: 2", "yaml.syntax", 2, 1),
        (b"a: '\n", "yaml.syntax", 2, 1),
        (b"@a", "yaml.syntax", 1, 1),
        (b"a: \x00", "yaml.syntax", 1, 1),
        (b"a: \xff", "text.utf8", 1, 1),
        (b"#" * (YAML_BYTES + 1), "yaml.too-large", 1, 1),
    ],
)
def test_what_data_have_no_need_of_is_refused(raw: bytes, code: str, line: int, column: int) -> None:
    file, problems = load(raw, "x.yml")
    assert file is None
    assert [(p.code, p.line, p.column, p.severity) for p in problems] == [(code, line, column, "error")]


def test_a_small_file_can_not_grow() -> None:
    pairs = zip("abcdefgh", "bcdefghi", strict=True)
    laughs = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairs)
    assert [problem.code for problem in load(laughs.encode(), "x.yml")[1]] == ["yaml.alias"]


def test_the_deepest_nesting_is_still_read() -> None:
    file, problems = load(b"[" * 12 + b"1" + b"]" * 12, "x.yml")
    assert problems == []
    assert file is not None


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        ("a: 1\nb: sell\u202e data", "text.bidi", 2, 4),
        ('a:\n  - "sell\\u0007"', "text.control", 2, 5),
        ("note: we\u200b sell", "text.invisible", 1, 7),
        ("note: Z\u043e\u043em", "text.mixed-script", 1, 7),
        ("wo\u202erds: 1", "text.bidi", 1, 1),
    ],
)
def test_characters_that_hide_words_are_told_in_data_too(raw: str, code: str, line: int, column: int) -> None:
    _, problems = load(raw.encode(), "x.yml")
    assert [(p.code, p.line, p.column) for p in problems] == [(code, line, column)]


def test_places_tell_where_each_value_stands() -> None:
    file, _ = load(b"a: 1\nb:\n  - c: 2\n  - [3, 4]\n", "x.yml")
    assert file is not None
    assert file.place(("a",)) == (1, 4)
    assert file.place(("b", 0, "c")) == (3, 8)
    assert file.place(("b", 1, 1)) == (4, 9)
    assert file.place(("b", 0, "missing")) == (3, 5)
    assert file.place(("nowhere",)) == (1, 1)
    assert str(file.error("x.y", "why", "b", 1)) == "x.yml:4:5: error x.y: why"


PLAIN = st.recursive(
    st.none() | st.integers(0, 10**9) | st.text(st.characters(min_codepoint=32, max_codepoint=126)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_what_is_written_as_quoted_data_is_read_as_it_was(value: object) -> None:
    def written(inner: object) -> object:
        if isinstance(inner, dict):
            return {Quoted(key): written(part) for key, part in inner.items()}
        if isinstance(inner, list):
            return [written(part) for part in inner]
        return Quoted(inner) if isinstance(inner, str) else inner

    file, problems = load(yaml.dump(written(value), Dumper=QuotingDumper, allow_unicode=True).encode(), "x.yml")
    assert problems == []
    assert file is not None
    assert file.value == value


class Quoted(str):
    """Text to be written in quotation marks."""

    __slots__ = ()


class QuotingDumper(yaml.SafeDumper):
    """Writes plain values, text in quotation marks, nothing by reference."""

    def ignore_aliases(self, data: object) -> bool:
        return True


QuotingDumper.add_representer(
    Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')
)


SCRAPS = st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@`#,\n \t~<0é"), max_size=60).map(str.encode)


@given(st.binary(max_size=200) | SCRAPS)
def test_no_bytes_raise(raw: bytes) -> None:
    file, problems = load(raw, "x.yml")
    assert file is not None or problems


def test_one_fault_hides_no_other() -> None:
    file, problems = load(b"a: !x 1\na: 2\nb: *c\nb: &d 3\n<<: {}\n", "x.yml")
    assert file is None
    assert [(problem.code, problem.line) for problem in problems if problem.code == "yaml.duplicate-key"] == [
        ("yaml.duplicate-key", 2),
        ("yaml.duplicate-key", 4),
    ]
    assert {problem.code for problem in problems} == {"yaml.tag", "yaml.alias", "yaml.duplicate-key"}


def test_a_conflict_that_git_left_is_told_as_one() -> None:
    raw = b"a: 1\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n"
    file, (problem,) = load(raw, "x.yml")
    assert file is None
    assert (problem.code, problem.line) == ("yaml.conflict", 2)
    assert load(b"a: |\n  <<<<<<< ours\n", "x.yml")[1] == []


def test_words_quoted_with_the_damage_of_their_text_are_no_doubt() -> None:
    file, problems = load("quote: the userâ€™s data\n".encode(), "policies/x.yml")
    assert problems == []
    assert file is not None
    assert file.value == {"quote": "the userâ€™s data"}
