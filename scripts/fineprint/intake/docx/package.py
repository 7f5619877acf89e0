"""The parts of a Word file, read within limits: none is larger than it says, none names entities of its own."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ...core.limits import DOCX_PARTS, DOCX_UNPACKED_BYTES, XML_DEPTH
from .. import RefusedError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
#: The names that the strict variant of the format has for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
)


@dataclass(slots=True, kw_only=True)
class Part:
    """One part: its root, its bytes, and what its relations point to, by id, as ``(kind, target, outside)``."""

    root: Element
    raw: bytes
    relations: dict[str, tuple[str, str, bool]] = field(default_factory=dict)


class Package:
    """The parts of a Word file by their kind. Raises :class:`RefusedError` for what can't be read within limits."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
            raise RefusedError(f"this is no DOCX that can be read: {fault}") from None
        if len(entries) > DOCX_PARTS:
            raise RefusedError(f"the DOCX has more than {DOCX_PARTS:,} parts; give its text instead")
        self._left = DOCX_UNPACKED_BYTES
        self._names = {entry.filename.lstrip("/"): entry for entry in entries}
        main = next(
            (target for kind, target, _ in self._relations("").values() if kind == "officeDocument"),
            "word/document.xml",
        )
        self._main = main
        document = self.part(main)
        if document is None:
            raise RefusedError("this is no DOCX that can be read: it has no document in it")
        self.document = document

    def related(self, kind: str) -> Part | None:
        """The part of the document that is of a kind, such as ``styles``."""
        for name, target, outside in self.document.relations.values():
            if name == kind and not outside:
                return self.part(target)
        return None

    def part(self, name: str) -> Part | None:
        """A part by its name, or None where there is none."""
        if name not in self._names:
            return None
        raw = self._read(name)
        return Part(root=_parsed(raw, name), raw=raw, relations=self._relations(name))

    def _read(self, name: str) -> bytes:
        try:
            with self._archive.open(self._names[name]) as file:
                raw = file.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as fault:
            raise RefusedError(f"this is no DOCX that can be read: {name}: {fault}") from None
        self._left -= len(raw)
        if self._left < 0:
            raise RefusedError(
                f"the DOCX has more than {DOCX_UNPACKED_BYTES:,} bytes once unpacked; give its text instead"
            )
        for strict, usual in _STRICT:
            raw = raw.replace(strict, usual)
        return raw

    def _relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        folder, _, file = name.rpartition("/")
        path = f"{folder}/_rels/{file}.rels".lstrip("/")
        if path not in self._names:
            return {}
        found = {}
        for one in _parsed(self._read(path), path).iter(f"{_PACKAGE}Relationship"):
            outside = one.get("TargetMode") == "External"
            target = one.get("Target") or ""
            if not outside:
                target = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target
            found[one.get("Id") or ""] = (
                (one.get("Type") or "").rpartition("/")[2],
                target if outside else target.lstrip("/"),
                outside,
            )
        return found


def _parsed(raw: bytes, name: str) -> Element:
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or "<!DOCTYPE".encode("utf-16-le") in raw:
        raise RefusedError(
            f"the DOCX declares a type of its own in {name}, which Word never does; give its text instead"
        )
    depth = 0
    parser: ElementTree.XMLPullParser[ElementTree.Element] = ElementTree.XMLPullParser(("start", "end"))
    try:
        parser.feed(raw)
        for event, *_ in parser.read_events():
            depth += 1 if event == "start" else -1
            if depth > XML_DEPTH:
                raise RefusedError(f"the DOCX nests its text more than {XML_DEPTH} deep; give its text instead")
        parser.close()
        return ElementTree.fromstring(raw)
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise RefusedError(f"this is no DOCX that can be read: {name}: {fault}") from None
