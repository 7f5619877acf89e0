"""Whether what a search page shows is what a query wants, by the texts of the book and stems of another library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import Stemmer

from fineprint.core.model import Book
from fineprint.publish.search import SearchRecord, records_of
from fineprint.text.search_words import folded_words, section_words
from fineprint.text.word_forms import IRREGULAR, STOP_WORDS

#: Words of a page that stand in quotation marks.
QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_UNITED = {form: forms.split()[0] for forms in IRREGULAR for form in forms.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page shows: links of results in order, what it says, what it says is in none; time and bytes."""

    links: tuple[str, ...]
    said: str
    none: tuple[str, ...]
    milliseconds: float
    bytes: int


Texts = dict[str, tuple[SearchRecord, frozenset[str], frozenset[str]]]


def texts_of(book: Book) -> Texts:
    """By link each section: its record, its words and their stems."""
    found = {}
    for version in book.versions():
        for record in records_of(version):
            words = frozenset(section_words([record.title, *(text for _, text in record.clauses)]))
            place = f"{book.vendors_path}/{version.key}/#{record.section}"
            found[place] = record, words, frozenset(map(_stem, words))
    return found


def stands_somewhere(texts: Texts, said: str) -> bool:
    """Whether what is said to be in none is in a text, word for word."""
    words = words_in(said)
    return any(
        set(words) <= held and (len(words) == 1 or f" {' '.join(words)} " in f" {' '.join(words_in(text))} ")
        for record, held, _ in texts.values()
        for text in [record.title, *(text for _, text in record.clauses)]
    )


def words_in(text: str) -> list[str]:
    """The words of a text, in order."""
    return [word for part in re.split(r"[\s\-‐‑/.,;:()]+", text) for word in folded_words(part)]


@cache
def _stem(word: str) -> str:
    return str(Stemmer.Stemmer("english").stemWord(_UNITED.get(word, word)))


def invented_hits(book: Book, texts: Texts, query: str, seen: Shown) -> Iterator[str]:
    """The sections shown that lack a word asked for, unless the page says that it left it out or put another for it."""
    told = {_stem(word) for said in QUOTED.findall(seen.said) for word in words_in(said)}
    names = {word for vendor in book.vendors for named in vendor.names for word in words_in(named.name)}
    asked = [word for word in words_in(query) if word not in STOP_WORDS["en"] and word not in names] or words_in(query)
    instead = QUOTED.findall(seen.said) if "Looked for" in seen.said or "Related words" in seen.said else []
    for link in seen.links:
        if link not in texts:
            continue
        _, words, stems = texts[link]
        joined = "".join(words_in(query))
        lacking = [word for word in asked if word not in words and _stem(word) not in stems | told]
        if lacking and joined not in words and not any(set(map(_stem, words_in(one))) <= stems for one in instead):
            yield f"{link} lacks {', '.join(lacking)}"


Check = Callable[[Shown, int], bool]


def wanted(book: Book, texts: Texts, query: str, want: str) -> Check | None:
    """Whether the result at a place is what is wanted; None where the book has no such thing."""
    kind, _, name = want.partition(" ")
    if want == "none":
        return lambda seen, at: bool(seen.none)
    if want.startswith(("section of", "answer of")):
        _, _, vendor, _, about = want.split(" ", 4)
        return _of_vendor(book, texts, kind, vendor, about)
    if kind == "section":
        return lambda seen, at: at < len(seen.links) and _holds(texts, seen.links[at], query)
    if want.startswith("the finding"):
        named = [f"findings/#{finding.id}" for finding in book.findings if _same(finding.title, query)]
    elif want.startswith("question about"):
        word = want.rsplit(maxsplit=1)[-1].lower()
        named = [f"questions/{one.id}/" for one in book.questions if word in words_in(f"{one.id} {one.question}")]
    elif kind == "question":
        named = [f"questions/{one}/" for one in _questions(book, name)]
    else:
        place = {"topic": f"topics/{name}/", "finding": f"findings/#{name}", "vendor": f"{book.vendors_path}/{name}/"}
        place |= {"glossary": f"about/glossary/#_{name}", "document": "about/documents-referred-to/"}
        named = [place[kind]] if kind in place else []
    return (lambda seen, at: at < len(seen.links) and seen.links[at] in named) if named else None


def _same(one: str, other: str) -> bool:
    return words_in(one) == words_in(other)


def _questions(book: Book, name: str) -> list[str]:
    """A question by its id, or what it was renamed to or split into."""
    ids = [question.id for question in book.questions]
    moved = book.redirects.get(f"questions/{name}/", "")
    split = [one for one in ids if one.startswith(f"{name}-") or moved == f"questions/{one}/"]
    return [name] if name in ids else split


def _of_vendor(book: Book, texts: Texts, kind: str, vendor: str, about: str) -> Check:
    word = _stem(about.split("-", maxsplit=1)[0])
    if kind == "answer":
        ids = [
            one.id for one in book.questions if about in (one.id, one.topic) or word in map(_stem, one.id.split("-"))
        ]
        named = {f"questions/{one}/#{vendor}" for one in ids}
        return lambda seen, at: at < len(seen.links) and seen.links[at] in named
    named = {
        link
        for link, (record, _, stems) in texts.items()
        if link.startswith(f"{book.vendors_path}/{vendor}/") and (about in record.topics or word in stems)
    }
    return lambda seen, at: at < len(seen.links) and seen.links[at] in named


def _holds(texts: Texts, link: str, query: str) -> bool:
    """Whether a link leads to a section that has the words of a query: quoted ones in a row, others by their stems."""
    if link not in texts:
        return False
    record, words, stems = texts[link]
    if phrases := re.findall(r'"([^"]+)"', query):
        said: Iterable[str] = [record.title, *(text for _, text in record.clauses)]
        return all(
            any(f" {' '.join(words_in(one))} " in f" {' '.join(words_in(text))} " for text in said) for one in phrases
        )
    asked = [word for word in words_in(query) if word not in STOP_WORDS["en"]] or words_in(query)
    return (
        "".join(words_in(query)) in words
        or all(_stem(word) in stems or word in words for word in asked)
        or _near(asked, words)
    )


def _near(asked: Sequence[str], words: Iterable[str]) -> bool:
    """Whether each word of a query is one letter from a word of a text: a misspelling that was mended."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - for misspelt queries only

    return all(
        any(OSA.distance(word, other) <= 2 for other in words if len(other) > 4) for word in asked if len(word) > 4
    ) and any(len(word) > 4 for word in asked)
