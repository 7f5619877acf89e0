"""References to a version, a section, a clause or an answer that a reader can check.

CSL-JSON is the source; the plain reference, BibTeX and RIS are written from its items, here and in ``cite.js`` alike.
Everything comes from record.yml, outline.yml, answers.yml and the permanent base of book.yml. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from ..core.addresses import permanent
from ..core.answers import Answer
from ..core.dates import spelled_out
from ..core.model import Book, Version
from ..text.blocks import addressed_blocks, fold
from ..text.own_numbers import cited_numbers

#: An item of CSL-JSON (the data schema of the Citation Style Language 1.0).
CslItem = dict[str, Any]

# Braces are written as commands: BibTeX counts a brace even behind a backslash.
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        **{char: f"\\{char}" for char in "#$%&_"},
    }
)


def items_of(book: Book, version: Version) -> Iterator[CslItem]:
    """The version, its sections, clauses and items with numbers of their own in order of the text, and its answers."""
    whole, *sections = section_items(book, version)
    yield whole
    titles = _titles(version)
    for section, item in zip(version.sections, sections, strict=True):
        yield item
        for clause in section.clauses:
            for block in addressed_blocks(clause.block):
                if block.address == clause.address or block.address in titles:
                    yield whole | _named(book, version, block.address, titles)
    for question in version.answers:
        yield cite(book, version, f"_{question}", titles)


def section_items(book: Book, version: Version) -> Iterator[CslItem]:
    """The version and its sections."""
    titles = _titles(version)
    whole = cite(book, version)
    yield whole
    yield from (whole | _named(book, version, section.id, titles) for section in version.sections)


def cite(book: Book, version: Version, fragment: str = "", titles: Mapping[str, str] | None = None) -> CslItem:
    """The CSL-JSON item of a version, or of a fragment of it: any address of its ledger, or ``_<question>``.

    ``titles``: section id → what the section is called, and address → what the text's own numbers call it, where the
    caller has them.
    """
    record = version.record
    answer = version.answers.get(fragment.removeprefix("_")) if fragment.startswith("_") else None
    named = _named(book, version, fragment, _titles(version) if titles is None else titles)
    item: CslItem = {
        "id": named["id"],
        "type": "webpage",
        "author": [{"literal": book.title if answer else record.publisher}],
        "title": _answered(book, version, answer) if answer else named["title"],
        "container-title": book.title,
        "publisher": record.publisher,
        "issued": _date(version.date),
        "version": version.date,
        "language": record.language,
        "URL": named["URL"],
        "note": f"Text with SHA-256 {record.sha256}",
    }
    if read := answer.reviewed if answer else record.retrieved or version.outline.reviewed:
        item["accessed"] = _date(read)
    if record.archive_url:
        item |= {"archive": urlsplit(record.archive_url).hostname or "", "archive_location": record.archive_url}
    elif record.url:
        item["note"] += f", published at {record.url}"
    return item


def _named(book: Book, version: Version, fragment: str, titles: Mapping[str, str]) -> CslItem:
    """What the item of a fragment has of its own."""
    return {
        "id": ":".join([*version.key.split("/"), *([fragment] if fragment else [])]),
        "title": ", ".join((version.record.title, *_part(fragment, titles))),
        "URL": permanent(book, version, fragment),
    }


def _titles(version: Version) -> dict[str, str]:
    numbers = cited_numbers(version.sections)
    return numbers | {
        section.id: f"“{fold(section.heading)}”" if section.heading else "before the first heading"
        for section in version.sections
    }


def _part(fragment: str, titles: Mapping[str, str]) -> Iterator[str]:
    """What a fragment is called: its section, then the text's own number, or else our numbers of clause and item."""
    if fragment:
        section, *numbers = fragment.split(".")
        yield titles.get(section, section)
        if numbers and fragment in titles:
            if not titles[fragment].startswith("section"):
                yield f"clause {numbers[0]}"
            yield titles[fragment]
            return
        for name, number in zip(("clause", *("item" for _ in numbers)), numbers, strict=False):
            yield f"{name} {number}"


def _answered(book: Book, version: Version, answer: Answer) -> str:
    question = next((each for each in book.questions if each.id == answer.question), None)
    asked, said = (question.question, question.label(answer.value)) if question else (answer.question, answer.value)
    return f"{asked} {said} (answer from {version.record.title} of {version.record.publisher})"


def _date(text: str) -> dict[str, list[list[int]]]:
    day = date.fromisoformat(text[:10])
    return {"date-parts": [[day.year, day.month, day.day]]}


def _day(value: Mapping[str, Any]) -> date:
    return date(*value["date-parts"][0])


def plain_reference(item: CslItem) -> str:
    """The reference in words, on one line."""
    day = spelled_out(_day(item["issued"]).isoformat())
    said = [
        f"{item['author'][0]['literal']}: {item['title']} (version of {day}).",
        f"{item['container-title']}, <{item['URL']}>.",
    ]
    if "archive_location" in item:
        said.append(f"Archived at <{item['archive_location']}>.")
    if "accessed" in item:
        said.append(f"Read on {spelled_out(_day(item['accessed']).isoformat())}.")
    return fold(" ".join([*said, f"{item['note']}."]))


def bibtex(item: CslItem) -> str:
    """The item as an entry of BibTeX, which biblatex reads as well."""
    issued = _day(item["issued"])
    fields = {
        "author": f"{{{_tex(item['author'][0]['literal'])}}}",
        "title": f"{{{_tex(item['title'])}}}",
        "howpublished": _tex(item["container-title"]),
        "publisher": _tex(item["publisher"]),
        "year": str(issued.year),
        "month": str(issued.month),
        "day": str(issued.day),
        "language": _tex(item["language"]),
        "url": _url(item["URL"]),
    }
    if "accessed" in item:
        fields["urldate"] = _day(item["accessed"]).isoformat()
    archived = f"Archived at {_tex(item['archive_location'])}. " if "archive_location" in item else ""
    fields["note"] = archived + _tex(item["note"])
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{item['id']},\n{lines}\n}}\n"


def _tex(text: str) -> str:
    return fold(text).translate(_BIBTEX)


def _url(text: str) -> str:
    """An address whose braces and backslashes can't end a field; addresses are not escaped otherwise."""
    return quote(text, safe="!#$%&'()*+,-./:;=?@[]_~")


def ris(item: CslItem) -> str:
    """The item as a record of RIS."""
    lines = [
        ("TY", "ELEC"),
        ("ID", item["id"]),
        ("AU", item["author"][0]["literal"]),
        ("TI", item["title"]),
        ("T2", item["container-title"]),
        ("PB", item["publisher"]),
        ("PY", str(_day(item["issued"]).year)),
        ("DA", f"{_day(item['issued']):%Y/%m/%d}"),
        ("LA", item["language"]),
        ("UR", item["URL"]),
    ]
    if "accessed" in item:
        lines.append(("Y2", f"{_day(item['accessed']):%Y/%m/%d}"))
    if "archive_location" in item:
        lines.append(("AV", item["archive_location"]))
    lines.append(("N1", item["note"]))
    return "".join(f"{tag}  - {fold(value)}\r\n" for tag, value in lines) + "ER  - \r\n"


def csl_json(items: Iterable[CslItem]) -> str:
    """Items as a CSL-JSON document, one a line."""
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items) + "\n]\n"


def citation_files(book: Book, version: Version) -> Iterator[tuple[str, bytes]]:
    """The citation files that lie beside a version: names and bytes."""
    few = list(section_items(book, version))
    yield "cite.json", csl_json(items_of(book, version)).encode()
    yield "cite.bib", "\n".join(bibtex(item) for item in few).encode()
    yield "cite.ris", "\r\n".join(ris(item) for item in few).encode()
