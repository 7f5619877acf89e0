"""Cards that stand for a page where its link is shared: the book's own title and words as a small picture. Pure.

No words of a policy stand on them, since a card may have to cut. A title with a letter that the font does not have
gets no card: it would be drawn as boxes. The picture is drawn from SVG with the fonts of a library alone, so that the
same words make the same bytes on every machine.
"""

from __future__ import annotations

import re
from functools import cache
from xml.sax.saxutils import escape

from ..text.blocks import fold

#: Size of a card, in the proportions that social networks and chats show; a larger one takes twice the time to draw.
WIDTH, HEIGHT = 800, 420
#: Letters that the font has: Latin with its accents, and the marks of typography.
_DRAWN = re.compile(
    r"[\x20-\x7e\xa0-\u017f\u2010-\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]*"
)
_NARROW, _WIDE = frozenset("fijlrtI.,;:'!|()[] ‘’“”-"), frozenset("mwMW@%—…")
#: Of the size of the font, how wide letters are: a little more than those of the font, so that no line runs over.
_SHARE, _SHARE_NARROW, _SHARE_WIDE, _SHARE_CAPITAL = 0.56, 0.36, 0.92, 0.7
_SIGN = (
    '<path d="M0 0h48M0 16h48M0 48h28" stroke="#fff" stroke-width="6" stroke-linecap="round"/>'
    '<path d="M0 32h34" stroke="#f2c14e" stroke-width="11" stroke-linecap="round"/>'
)


def can_be_drawn(*texts: str) -> bool:
    """Whether the font has every letter of some texts."""
    return all(_DRAWN.fullmatch(fold(text)) for text in texts)


def card(kicker: str, title: str, sentence: str, site: str) -> bytes:
    """A card as a PNG: what kind of page, its title, a sentence, and the book's name."""
    return _drawn(_svg(kicker, title, sentence, site), WIDTH)


def touch_icon() -> bytes:
    """The sign of the site for home screens, 180 pixels wide."""
    return _drawn(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#20415f"/>'
        f'<g transform="translate(24 24)">{_SIGN}</g></svg>',
        180,
    )


def _svg(kicker: str, title: str, sentence: str, site: str) -> str:
    size = 40 if len(title) < 90 else 32
    lines = _lines(title, size, 4)
    said, at = [], 130
    for line in lines:
        said.append(_text(at, size, line, "#fff", bold=True))
        at += round(size * 1.2)
    room = 4 if len(lines) < 3 else 1
    for number, line in enumerate(_lines(sentence, 22, max(room, 0))):
        said.append(_text(at + 8 + 30 * number, 22, line, "#dbe6f0", bold=False))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#20415f"/>'
        f"{_text(70, 20, kicker, '#f2c14e', bold=True)}{''.join(said)}"
        f'<g transform="translate(48 {HEIGHT - 58}) scale(0.55)">{_SIGN}</g>'
        f'<text x="90" y="{HEIGHT - 36}" font-family="Lato" font-size="22" font-weight="700" fill="#fff">'
        f"{escape(fold(site))}</text></svg>"
    )


def _text(at: int, size: int, words: str, colour: str, *, bold: bool) -> str:
    weight = 700 if bold else 400
    return (
        f'<text x="48" y="{at}" font-family="Lato" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{escape(words)}</text>"
    )


def _lines(text: str, size: int, most: int) -> list[str]:
    """Words in lines that fit; those behind the last line are left out, and dots say so."""
    lines = [""]
    words = fold(text).split(" ")
    for position, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size) <= WIDTH - 96:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} …" if position else "…"
            break
    return lines[:most] if text and most else []


def _width(text: str, size: int) -> float:
    return size * sum(map(_share, text))


@cache
def _share(letter: str) -> float:
    if letter in _NARROW:
        return _SHARE_NARROW
    if letter in _WIDE:
        return _SHARE_WIDE
    return _SHARE_CAPITAL if letter.isupper() else _SHARE


def _drawn(svg: str, width: int) -> bytes:
    import font_lato  # noqa: PLC0415 - needed where a card is drawn alone
    import resvg_py  # noqa: PLC0415

    fonts = [str(font_lato.font_files[name]) for name in ("Lato", "LatoBold")]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True, font_files=fonts))
