"""Tracked changes of a Word file, taken or refused as a whole: insertions, deletions, moves, rows, paragraph ends."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from .package import W

_INSERTED, _DELETED = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_CELLS = (f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge")


def count(root: Element) -> tuple[int, int]:
    """How many insertions and deletions are tracked, moves among them."""
    return sum(1 for tag in _INSERTED for _ in root.iter(tag)), sum(1 for tag in _DELETED for _ in root.iter(tag))


def settle(root: Element, *, accept: bool) -> list[str]:
    """Take all tracked changes of a part or refuse them, in place. Returns the words that go, piece by piece."""
    gone = _DELETED if accept else _INSERTED
    removed: list[str] = []
    _settle(root, gone, removed)
    return [text for text in removed if text.strip()]


def _settle(parent: Element, gone: tuple[str, ...], removed: list[str]) -> None:
    children: list[Element] = []
    ended: list[Element] = []
    for child in list(parent):
        if child.tag in gone:
            removed.append(text_of(child))
            continue
        if child.tag in (*_INSERTED, *_DELETED):
            _settle(child, gone, removed)
            children += list(child)
            continue
        if child.tag == f"{W}tr" and _marked(child.find(f"{W}trPr"), gone):
            removed.append(text_of(child))
            continue
        if child.tag == f"{W}tc" and _cell_goes(child, gone):
            removed.append(text_of(child))
            continue
        if not child.tag.endswith("Pr"):
            # Properties have marks of changes too, which say what becomes of the thing itself.
            _settle(child, gone, removed)
        if child.tag == f"{W}delText":
            child.tag = f"{W}t"
        elif child.tag == f"{W}delInstrText":
            child.tag = f"{W}instrText"
        if child.tag == f"{W}p":
            properties = child.find(f"{W}pPr")
            if ended:
                at = 1 if properties is not None else 0
                child[at:at] = ended
                ended = []
            if properties is not None and _marked(properties.find(f"{W}rPr"), gone):
                # The end of this paragraph goes: what it holds begins the next one.
                ended = [inner for inner in child if inner.tag != f"{W}pPr"]
                continue
        elif ended:
            children.append(_paragraph(ended))
            ended = []
        children.append(child)
    if ended:
        children.append(_paragraph(ended))
    parent[:] = children


def _paragraph(content: list[Element]) -> Element:
    made = Element(f"{W}p")
    made[:] = content
    return made


def _marked(properties: Element | None, gone: tuple[str, ...]) -> bool:
    return properties is not None and any(properties.find(tag) is not None for tag in gone)


def _cell_goes(cell: Element, gone: tuple[str, ...]) -> bool:
    properties = cell.find(f"{W}tcPr")
    inserted, deleted, _ = _CELLS
    return properties is not None and properties.find(deleted if gone == _DELETED else inserted) is not None


def text_of(element: Element) -> str:
    """The words of an element, deleted ones too, its paragraphs apart."""
    made = ""
    for inner in element.iter():
        if inner.tag in (f"{W}t", f"{W}delText"):
            made += inner.text or ""
        elif inner.tag in (f"{W}p", f"{W}tab", f"{W}br"):
            made += " "
    return " ".join(made.split())
