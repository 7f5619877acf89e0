"""The text of a Word file as a page's element, proved twice: every letter of the file is there or set aside, in order.

mammoth writes the page. The first proof counts the letters of the file's text nodes, read without any of this code;
the second compares the page's words, in order, with those of the document that was made plain.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...core.lines import Lines
from ...core.record import Damage, Syntax
from .. import RefusedError
from ..html import Element as PageElement
from ..html import read_element, words_of_page
from . import revisions
from .html import html_of, with_lists, with_words, without_made
from .notes import notes_of, place_notes
from .numbering import Numbering
from .numbers import Written, write_numbers
from .package import Package, Part, W
from .plain import Met
from .resolve import Resolver
from .styles import Styles

_TEXT = re.compile(rb"<(?:\w+:)?(?:t|delText)(?:\s[^<>]*)?>([^<]*)</(?:\w+:)?(?:t|delText)>")
_MADE = re.compile("\ufdd0[^\ufdd1]*\ufdd1")
_SHOWN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxText:
    """A Word file's text. ``syntax``: plain where no markup could be kept; ``said``: what a maintainer is told;
    ``damage``: the same, for the record; ``written_out``: whether numbers that Word makes stand among the words;
    ``left_out``: words of the file that were not taken.
    """

    text: str
    syntax: Syntax | None
    said: tuple[str, ...]
    damage: tuple[Damage, ...]
    written_out: bool
    tracked_changes: str | None
    left_out: tuple[str, ...]


def read_docx(raw: bytes, tracked: str | None = None) -> DocxText:
    """The text of a Word file. ``tracked``: accept or reject. Raises :class:`RefusedError`."""
    try:
        return _read(raw, tracked)
    except RecursionError:
        raise RefusedError("the DOCX nests its text too deep; give its text instead") from None


def _read(raw: bytes, tracked: str | None) -> DocxText:
    package = Package(raw)
    parts = {kind: package.related(kind) for kind in ("styles", "numbering", "footnotes", "endnotes", "settings")}
    texts = [part for part in (package.document, parts["footnotes"], parts["endnotes"]) if part is not None]
    met = Met()
    links: dict[str, str] = {}
    _settle(texts, tracked, met)
    styles = Styles(parts["styles"].root if parts["styles"] else None)
    body = package.document.root.find(f"{W}body")
    if body is None:
        raise RefusedError("this is no DOCX that can be read: its document has no body")
    blocks = Resolver(package.document, styles, links, met).blocks(body)
    notes = {kind: notes_of(parts[f"{kind}s"], kind, styles, links, met) for kind in ("footnote", "endnote")}
    blocks += place_notes(blocks, notes, parts["settings"], met)
    written = write_numbers(blocks, Numbering(parts["numbering"].root if parts["numbering"] else None, styles), styles)
    page = html_of(blocks, links)
    _prove(texts, blocks, page, met)
    element = read_element(f"<body><main>{with_lists(page)}</main></body>", "main", None)
    if not element.markdown:
        # Without markup a list has no numbers of its own.
        element = read_element(f"<body><main>{with_words(page)}</main></body>", "main", None)
    around = list(_headers(package))
    return _with_notes(element, written, met, around)


def _settle(texts: Sequence[Part], tracked: str | None, met: Met) -> None:
    counts = [revisions.count(part.root) for part in texts]
    inserted, deleted = sum(one for one, _ in counts), sum(one for _, one in counts)
    if not inserted and not deleted:
        return
    if tracked is None:
        raise RefusedError(
            f"the DOCX has {inserted} tracked insertions and {deleted} deletions; "
            "say with --tracked accept or --tracked reject which text is the policy"
        )
    done = "accepted" if tracked == "accept" else "rejected"
    met.tracked = done
    met.lost.append(f"{inserted} tracked insertions and {deleted} deletions were {done}, as told")
    for part in texts:
        for text in revisions.settle(part.root, accept=tracked == "accept"):
            met.aside(f"tracked, {'deleted' if tracked == 'accept' else 'inserted'}", text)


def _letters(text: str) -> Counter[str]:
    return Counter(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def _prove(texts: Sequence[Part], blocks: Sequence[Element], page: str, met: Met) -> None:
    """Raises where a letter of the file is neither in the page nor set aside, or where words stand in another order."""
    plain = without_made(page)
    wanted, there = list(_words(blocks)), words_of_page(f"<body>{plain}</body>")
    if wanted != there:
        raise RefusedError(f"the two readings of the DOCX differ: {_first_difference(wanted, there)}; give its text")
    nodes = " ".join(found.decode("utf-8", "replace") for part in texts for found in _TEXT.findall(_utf8(part.raw)))
    file = _letters(html.unescape(nodes)) + _letters(" ".join(met.signs))
    kept = _letters(" ".join(there))
    for pieces in (met.twice, *met.gone.values()):
        kept += _letters(" ".join(pieces))
    if file != kept:
        in_file = Counter(html.unescape(nodes).split())
        in_page = Counter(
            " ".join([*there, *met.twice, *(text for texts in met.gone.values() for text in texts)]).split()
        )
        less, more = list((in_file - in_page).elements()), list((in_page - in_file).elements())
        raise RefusedError(
            f"the two readings of the DOCX differ: {_some(less)} in the file alone, {_some(more)} as converted alone; "
            "give its text instead"
        )


def _some(words: Sequence[str]) -> str:
    return ", ".join(map(repr, words[:10])) or "nothing"


def _utf8(raw: bytes) -> bytes:
    """A part's bytes in UTF-8, whatever it is written in."""
    return raw.decode("utf-16").encode() if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw


def _words(blocks: Sequence[Element]) -> Iterator[str]:
    for block in blocks:
        for paragraph in block.iter(f"{W}p"):
            made = ""
            for inner in paragraph.iter():
                if inner.tag == f"{W}t":
                    made += inner.text or ""
                elif inner.tag in (f"{W}tab", f"{W}br"):
                    made += " "
            yield from _MADE.sub("", made).split()


def _first_difference(wanted: Sequence[str], there: Sequence[str]) -> str:
    for at, (want, found) in enumerate(zip(wanted, there, strict=False)):
        if want != found:
            return f"word {at + 1} is {want!r} in the file and {found!r} as converted"
    return f"{len(wanted)} words in the file and {len(there)} as converted"


def _headers(package: Package) -> Iterator[tuple[str, str]]:
    """Each header and footer with words, and whether it is one or the other."""
    seen = set()
    for kind, target, outside in package.document.relations.values():
        if kind not in ("header", "footer") or outside or target in seen:
            continue
        seen.add(target)
        part = package.part(target)
        text = revisions.text_of(part.root) if part else ""
        if text:
            yield kind, text


def _with_notes(element: PageElement, written: Written, met: Met, around: Sequence[tuple[str, str]]) -> DocxText:
    notes = [("left-out", f"Left out, {what}: “{_short(' / '.join(texts))}”.") for what, texts in met.gone.items()]
    notes += [("left-out", f"Left out, the {kind} of pages: “{_short(text)}”.") for kind, text in dict.fromkeys(around)]
    notes += [("left-out", f"{said[:1].upper()}{said[1:]}.") for said in dict.fromkeys(met.lost)]
    if met.pictures:
        called = ", ".join(f"“{said}”" for said in met.pictures if said)
        many = "A picture is" if len(met.pictures) == 1 else f"{len(met.pictures)} pictures are"
        notes.append(("picture", f"{many} left out{f', called {called}' if called else ''}."))
    if written.numbers:
        notes.append(
            ("numbering", f"{written.numbers} numbers of headings and lists are written out as Word shows them.")
        )
    if written.unknown:
        forms = ", ".join(sorted(written.unknown))
        notes.append(("numbering", f"Numbers of the format {forms} are written as plain ones."))
    said = [*(note[:1].lower() + note[1:].rstrip(".") for _, note in notes), *element.said]
    return DocxText(
        text=element.text,
        syntax=None if element.markdown else "plain",
        said=("every letter of the DOCX file is in the text, in order, or is named here", *said),
        damage=(*(Damage(lines=Lines.at(1), kind=kind, note=note) for kind, note in notes), *element.damage),
        written_out=written.numbers > 0,
        tracked_changes=met.tracked,
        left_out=(*(text for texts in met.gone.values() for text in texts), *(text for _, text in around)),
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"
