"""Files of format 1 with what format 2 makes of them, written by hand; and ways of writing a value as YAML."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import count

from hypothesis import strategies as st

_WORDS = st.sampled_from(
    [
        "plain",
        "words of a clause",
        "a # no comment",
        "x: y",
        "",
        "- 7",
        "null",
        "12",
        "Straße “quoted”",
        "it's",
        'say "so"',
        "a, b",
        "[c]",
        "{d}",
        "*",
        "&e",
        "long words that go on and on",
        "\\ back",
        "👍 up",
    ]
)
TEXT = _WORDS.filter(bool) | st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=12)
SLUG = st.sampled_from(["yes", "no", "not-stated", "a1", "privacy-policy", "7up"])
ANY = TEXT | st.none() | st.integers(0, 99) | st.lists(TEXT, max_size=2) | st.dictionaries(TEXT, TEXT, max_size=2)

#: A value of format 1 and the same of format 2.
Pair = tuple[object, object]


def same(values: st.SearchStrategy) -> st.SearchStrategy[Pair]:
    """Values that both formats write alike."""
    return values.map(lambda value: (value, value))


def mapping(**keys: tuple[str, st.SearchStrategy[Pair]]) -> st.SearchStrategy[Pair]:
    """Mappings of some of these keys, in any order: key of format 1 → that of format 2, and its pairs of values."""
    return st.fixed_dictionaries({}, optional={key: pairs for key, (_, pairs) in keys.items()}).flatmap(
        lambda drawn: st.permutations(list(drawn.items())).map(
            lambda items: (
                {old.rstrip("_"): pair[0] for old, pair in items},
                {keys[old][0]: pair[1] for old, pair in items},
            )
        )
    )


def several(pairs: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    """Lists of such values."""
    return st.lists(pairs, max_size=2).map(lambda items: ([old for old, _ in items], [new for _, new in items]))


def keyed(pairs: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    """Mappings of any keys to such values."""
    return st.dictionaries(SLUG, pairs, max_size=2).map(
        lambda items: ({key: old for key, (old, _) in items.items()}, {key: new for key, (_, new) in items.items()})
    )


_TEXT, _ANY = same(TEXT), same(ANY)
_RULED_OUT = several(mapping(at=("at", _TEXT), why=("reason", _TEXT)))
_ANSWER = mapping(
    value=("value", same(SLUG)),
    quotes=("quotes", several(mapping(text=("text", _TEXT), at=("at", _TEXT)))),
    considered=("ruled_out", _RULED_OUT),
    because=("not_applicable_because", _TEXT),
    document=("document", same(SLUG)),
    leans_on=("refers_to", same(st.lists(SLUG, max_size=2))),
    cue=("no_search_term_reason", TEXT.map(lambda text: ({"none": text}, text))),
    was=("history", several(mapping(value=("value", same(SLUG)), until=("replaced_on", _TEXT), why=("reason", _TEXT)))),
    note=("note", _TEXT),
)
_LINES = same(st.lists(st.integers(1, 99), min_size=2, max_size=2))


def _with_original(pair: Pair, converter: str, original: dict, at: int) -> Pair:
    """A record with an original: what made the text of it stands in a mapping of its own in format 2."""
    old, new = list(pair[0].items()), list(pair[1].items())
    at = min(at, len(old))
    inside = list(original.items())
    inside.insert(at % (len(inside) + 1), ("converter", converter))
    old.insert(at, ("original", dict(inside)))
    new[at:at] = [("original", original), ("extraction", {"converter": converter})]
    return dict(old), dict(new)


_RECORD = mapping(
    publisher=("publisher", _TEXT),
    named_by=("date_basis", _TEXT),
    seen=("also_captured", same(st.lists(TEXT, max_size=2))),
    source=("source", mapping(page=("url", _ANY), archive=("archive_url", _ANY), unknown=("note", _ANY))),
    text=(
        "text",
        mapping(
            sha256=("sha256", _TEXT), join=("keep_together", several(_LINES)), break_before=("paragraph_before", _LINES)
        ),
    ),
    lifted=("excluded", several(mapping(lines=("lines", _LINES), as_=("kind", _TEXT)))),
    dates=("dates", mapping(effective=("effective", _ANY))),
)
#: File name → pairs of a file's value. Every key of format 1 that has another name now is in one of them.
FILES: dict[str, st.SearchStrategy[Pair]] = {
    "book.yml": mapping(
        title=("title", _TEXT),
        noun=("vendor_label", _ANY),
        text_noun=("document_label", _ANY),
        folder=("vendors_path", _TEXT),
        base=("base_url", _TEXT),
        licence=("licence", mapping(name=("name", _TEXT), address=("url", _TEXT), covers=("applies_to", _TEXT))),
    ).map(lambda pair: (pair[0], {"format": 2} | pair[1])),
    "topics.yml": st.tuples(
        mapping(
            assign=("threshold", same(st.integers(1, 9))),
            topics=("topics", _ANY),
            heading_factor=("heading_factor", _ANY),
        ),
        st.integers(0, 3),
    )
    .filter(lambda drawn: drawn[0][0])
    .map(
        lambda drawn: (
            dict([*list(drawn[0][0].items())[: drawn[1]], ("suggest", 2), *list(drawn[0][0].items())[drawn[1] :]]),
            drawn[0][1],
        )
    ),
    "questions.yml": mapping(
        questions=(
            "questions",
            several(
                mapping(
                    id=("id", same(SLUG)),
                    document=("documents", SLUG.map(lambda slug: (slug, [slug]))),
                    why=("coding_rules", _TEXT),
                    cues=("search_terms", same(st.lists(TEXT, max_size=3))),
                )
            ),
        )
    ),
    "findings.yml": mapping(
        findings=(
            "findings",
            several(
                mapping(
                    id=("id", same(SLUG)),
                    says=(
                        "support",
                        several(mapping(in_=("version", _TEXT), quote=("quote", _TEXT), cell=("question", same(SLUG)))),
                    ),
                )
            ),
        )
    ),
    "vendor.yml": mapping(
        names=("names", _ANY),
        sold=("description", _ANY),
        not_the_same_as=("distinct_from", _ANY),
        sources=("sources", several(mapping(document=("document", same(SLUG)), page=("url", _TEXT)))),
    ),
    "record.yml": _RECORD
    | st.builds(
        _with_original,
        _RECORD,
        TEXT,
        st.dictionaries(st.sampled_from(["file", "sha256"]), TEXT, min_size=1),
        st.integers(0, 9),
    ),
    "answers.yml": mapping(
        answers=("answers", keyed(_ANSWER)),
        leans_on=(
            "referenced_documents",
            several(
                mapping(
                    id=("id", same(SLUG)),
                    by=("publisher_id", same(SLUG)),
                    page=("url", _TEXT),
                    kept=("in_book", _TEXT),
                )
            ),
        ),
    ),
}


@dataclass
class Writer:
    """Writes values as YAML in many ways, as drawn, with comments between; ``comments``: those that it wrote."""

    draw: object
    line_end: str = "\n"

    def __post_init__(self) -> None:
        self.numbers, self.comments = count(1), []

    def file(self, value: dict) -> str:
        """The text of a whole file."""
        start = self._own_line_comment(0) + self.draw(st.sampled_from(["", "---\n"]))
        flow = not value or self._once_in(6)
        text = start + (self._flow(value, 2) + "\n" if flow else self._block(value, 0))
        return (text + self._own_line_comment(0)).replace("\n", self.line_end)

    def _once_in(self, times: int) -> bool:
        return self.draw(st.integers(1, times)) == times

    def _comment(self) -> str:
        self.comments.append(f"# comment {next(self.numbers)}, as: {{it}} stands")
        return self.comments[-1]

    def _own_line_comment(self, column: int) -> str:
        return f"{' ' * column}{self._comment()}\n" if self._once_in(5) else "\n" if self._once_in(9) else ""

    def _end(self) -> str:
        return f"  {self._comment()}\n" if self._once_in(5) else "\n"

    def _block(self, value: dict | list, column: int) -> str:
        """Entries or items below each other from ``column`` on, each with its line end."""
        said = []
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            lead = f"{self._scalar(key, column, flow=True, key=True)}:" if isinstance(value, dict) else "-"
            said.append(self._own_line_comment(column))
            if isinstance(inner, dict | list) and inner and not self._once_in(3):
                deeper = column + self.draw(st.sampled_from([2, 4]))
                said.append(f"{' ' * column}{lead}{self._end()}{self._block(inner, deeper)}")
                continue
            block = isinstance(inner, str) and re.fullmatch(r"[!-~][ -~]*[!-~]", inner) and self._once_in(5)
            if block:
                sign = self.draw(st.sampled_from([">-", "|-"]))
                said.append(f"{' ' * column}{lead} {sign}\n{' ' * (column + 3)}{inner}\n")
            else:
                said.append(f"{' ' * column}{lead} {self._flow(inner, column + 2)}{self._end()}")
        return "".join(said)

    def _flow(self, value: object, column: int) -> str:
        if not isinstance(value, dict | list):
            return self._scalar(value, column, flow=True)
        items = [
            f"{self._scalar(key, column, flow=True, key=True)}: {self._flow(inner, column)}"
            for key, inner in (value.items() if isinstance(value, dict) else ())
        ] or [self._flow(item, column) for item in (value if isinstance(value, list) else ())]
        parts = []
        for number, item in enumerate(items):
            comma = "," if number < len(items) - 1 or self._once_in(4) else ""
            gap = f"\n{' ' * column}{self._comment()}\n{' ' * column}" if self._once_in(8) else ""
            parts.append(f"{item}{gap}{comma}{self._break(column) if comma else ''}")
        opened, closed = "{}" if isinstance(value, dict) else "[]"
        return f"{opened}{''.join(parts)}{closed}"

    def _break(self, column: int) -> str:
        if self._once_in(4):
            return f"{self._end()}{' ' * column}"
        return self.draw(st.sampled_from([" ", "  ", f"\n{' ' * column}"]))

    def _scalar(self, value: object, column: int, *, flow: bool, key: bool = False) -> str:
        if value is None:
            return self.draw(st.sampled_from(["null", "~"]))
        if isinstance(value, int):
            return str(value)
        forms = [json.dumps(value, ensure_ascii=False)]
        if "\n" not in value:
            forms.append("'" + value.replace("'", "''") + "'")
        if re.fullmatch(r"[A-Za-zß][A-Za-z_ß-]*( [A-Za-z]+)*", value) and value != "null":
            forms.append(value)
        said = self.draw(st.sampled_from(forms[::-1]))
        if not key and re.search(r"\w \w", said) and self._once_in(3):
            said = re.sub(r"(\w) (\w)", rf"\1\n{' ' * (column + 1)}\2", said, count=1)
        return said
