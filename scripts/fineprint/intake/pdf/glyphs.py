"""The glyphs of a PDF's pages as PDFium places them: runs of text on one baseline, turned upright."""

from __future__ import annotations

import ctypes
import io
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...core.limits import PDF_LETTERS, PDF_PAGES
from .. import RefusedError
from .page import COLUMN_GAP, Page, Run
from .strokes import Stroke, keep_strokes, parted

_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_NO_SIGN = "\x00\ufffe\uffff\xad"
_INVISIBLE = 3
_SAME_BOX = 0.05


@dataclass(slots=True)
class _Glyph:
    sign: str
    generated: bool
    box: tuple[float, float, float, float]
    y: float
    size: float
    bold: bool
    angle: int
    seen: bool


def read_pages(raw: bytes) -> list[Page]:
    """All pages of a PDF. Raises :class:`RefusedError`."""
    import pypdfium2  # noqa: PLC0415 - needed for this kind of file alone

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as fault:
        reason = "it is locked with a password" if "password" in str(fault).lower() else str(fault)
        raise RefusedError(f"this is no PDF that can be read: {reason}") from None
    try:
        if len(document) > PDF_PAGES:
            raise RefusedError(f"the PDF has {len(document):,} pages; at most {PDF_PAGES:,} are read")
        pages: list[Page] = []
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as fault:
                raise RefusedError(f"page {number + 1} of the PDF can't be read: {fault}") from None
            pages.append(_page(page, number + 1))
            page.close()
            if sum(one.signs for one in pages) > PDF_LETTERS:
                raise RefusedError(f"the PDF has more than {PDF_LETTERS:,} letters; give its text instead")
        return pages
    finally:
        document.close()


def unlocked(raw: bytes) -> bytes:
    """A PDF that opens without a password, written without its locks."""
    import pypdfium2  # noqa: PLC0415
    import pypdfium2.raw as c  # noqa: PLC0415

    document = pypdfium2.PdfDocument(raw)
    try:
        made = io.BytesIO()
        document.save(made, flags=c.FPDF_REMOVE_SECURITY)
        return made.getvalue()
    finally:
        document.close()


def _page(page: Any, number: int) -> Page:
    import pypdfium2.raw as c  # noqa: PLC0415

    text = page.get_textpage()
    width, height = page.get_size()
    made = Page(number=number, width=width, height=height)
    if c.FPDFText_CountChars(text.raw) > PDF_LETTERS:
        text.close()
        raise RefusedError(f"the PDF has more than {PDF_LETTERS:,} letters; give its text instead")
    try:
        glyphs = list(_glyphs(text, made))
    finally:
        text.close()
    for thing in page.get_objects(max_depth=3):
        made.pictures = made.pictures or thing.type == c.FPDF_PAGEOBJ_IMAGE
        if thing.type == c.FPDF_PAGEOBJ_PATH:
            keep_strokes(thing, made.upright, made.level)
    angles = Counter(glyph.angle for glyph in glyphs if not glyph.generated and not glyph.sign.isspace())
    upright = angles.most_common(1)[0][0] if angles else 0
    if upright:
        for glyph in glyphs:
            glyph.box, glyph.y = _upright(glyph, upright)
        made.width, made.height = (height, width) if upright in (90, 270) else (width, height)
        # The page is turned, and its strokes with it; a table in it is read without them.
        made.upright, made.level = [], []
    made.turned = _words_of([glyph for glyph in glyphs if glyph.angle != upright])
    made.unseen = _words_of([glyph for glyph in glyphs if glyph.angle == upright and not glyph.seen])
    # Unseen letters over a picture are what a machine read in it; elsewhere they are no text of the page.
    shown = [glyph for glyph in glyphs if glyph.angle == upright and (glyph.seen or made.pictures)]
    made.runs = list(_runs(shown, made.upright))
    return made


def _glyphs(text: Any, page: Page) -> Iterator[_Glyph]:
    import pypdfium2.raw as c  # noqa: PLC0415

    raw = text.raw
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF(), c.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    bold_fonts: dict[tuple[bytes, int], bool] = {}
    thing_seen: dict[int, bool] = {}
    angle, size, last_box, seen = 0, 0.0, (0.0, 0.0, 0.0, 0.0), True
    high = 0
    for at in range(c.FPDFText_CountChars(raw)):
        code = c.FPDFText_GetUnicode(raw, at)
        # PDFium gives letters beyond the first plane as two halves.
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        generated = c.FPDFText_IsGenerated(raw, at) == 1
        sign = "-" if c.FPDFText_IsHyphen(raw, at) == 1 and not generated else chr(code)
        if sign == "\xad":
            sign = "-"
        if not generated:
            if sign in _NO_SIGN:
                continue
            c.FPDFText_GetLooseCharBox(raw, at, box)
            c.FPDFText_GetCharOrigin(raw, at, x, y)
            last_box = (box.left, box.right, box.bottom, box.top)
            c.FPDFText_GetMatrix(raw, at, matrix)
            size = c.FPDFText_GetFontSize(raw, at) * math.hypot(matrix.c, matrix.d)
            angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
            c.FPDFText_GetFontInfo(raw, at, name, 128, flags)
            weight = c.FPDFText_GetFontWeight(raw, at)
            font = (name.value, weight)
            if font not in bold_fonts:
                lower = name.value.decode("latin-1").lower()
                bold_fonts[font] = any(part in lower for part in _BOLD_NAMES) or bool(flags.value & 0x40000)
            thing = c.FPDFText_GetTextObject(raw, at)
            where = ctypes.addressof(thing.contents) if thing else 0
            if where not in thing_seen:
                thing_seen[where] = not thing or c.FPDFTextObj_GetTextRenderMode(thing) != _INVISIBLE
            seen = thing_seen[where]
            if not sign.isspace():
                page.signs += 1
                page.unmapped += c.FPDFText_HasUnicodeMapError(raw, at) == 1
            yield _Glyph(sign, False, last_box, y.value, size, bold_fonts[font], angle, seen)
        else:
            yield _Glyph(sign, True, last_box, y.value, size, False, angle, seen)


def _upright(glyph: _Glyph, angle: int) -> tuple[tuple[float, float, float, float], float]:
    """The box and the baseline in a page turned so that text of this angle reads from left to right."""
    left, right, bottom, top = glyph.box
    turn = math.radians(angle)
    corners = [
        (x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn))
        for x, y in ((left, bottom), (left, top), (right, bottom), (right, top))
    ]
    across, up = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return (min(across), max(across), min(up), max(up)), min(up) + 0.2 * (max(up) - min(up))


def _words_of(glyphs: list[_Glyph]) -> list[str]:
    return "".join(" " if glyph.sign.isspace() else glyph.sign for glyph in glyphs).split()


def _runs(glyphs: list[_Glyph], strokes: list[Stroke]) -> Iterator[Run]:
    """Runs: a new one where the baseline or the weight changes, at a wide gap, and behind an upright stroke."""
    run: Run | None = None
    for glyph in glyphs:
        if glyph.sign in "\r\n" and glyph.generated:
            if run is not None:
                yield run
            run = None
            continue
        if glyph.sign.isspace():
            if run is not None and not run.text.endswith((" ", "\xa0")):
                run.text += "\xa0" if glyph.sign == "\xa0" else " "
            continue
        left, right, bottom, top = glyph.box
        if run is not None and _follows(run, glyph) and not parted(run.x1, left, glyph.y, strokes):
            run.text += glyph.sign
            run.last = left
            run.x0, run.x1 = min(run.x0, left), max(run.x1, right)
            run.top, run.bottom = max(run.top, top), min(run.bottom, bottom)
            continue
        if run is not None:
            yield run
        run = Run(
            text=glyph.sign,
            x0=left,
            x1=right,
            y=glyph.y,
            top=top,
            bottom=bottom,
            size=glyph.size,
            bold=glyph.bold,
            last=left,
        )
    if run is not None:
        yield run


def _follows(run: Run, glyph: _Glyph) -> bool:
    left, _, bottom, top = glyph.box
    height = max(run.height, top - bottom, 1.0)
    if glyph.bold != run.bold or abs(glyph.y - run.y) > 0.1 * height or abs(glyph.size - run.size) > 0.15 * run.size:
        return False
    if unicodedata.bidirectional(glyph.sign) in ("R", "AL", "AN", "NSM"):
        return True
    if abs(left - run.last) < _SAME_BOX and not run.text[-1:].isspace():
        return True
    gap = left - run.x1
    spaced = run.text[-1:].isspace()
    return -0.6 * height < gap < (COLUMN_GAP if spaced else 1.0) * height
