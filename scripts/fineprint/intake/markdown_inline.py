"""Words with their marks as one line of Markdown; what CommonMark would not take for a mark is written without it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from .nodes import Piece

_SPECIAL = re.compile(r"([\\`*_\[\]|]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~|!$)")
_AT_START = re.compile(r"^(?:([-+>=#:])|(\d+)([.)]))")
_SIGNS = {"strong": "**", "em": "*", "s": "~~"}


def line_of(pieces: Sequence[Piece], allowed: frozenset[str]) -> str:
    """One line of a paragraph. ``allowed``: the marks that may be written, ``link`` among them."""
    kept = [
        replace(piece, marks=piece.marks & allowed, link=piece.link if "link" in allowed else None) for piece in pieces
    ]
    parts = _parts(kept)
    text = "".join(parts)
    if pieces and not (kept[0].marks or kept[0].link is not None or kept[0].image is not None):
        text = _AT_START.sub(lambda m: f"{'' if m[1] else m[2]}\\{m[1] or m[3]}", text)
    return text


def _parts(pieces: Sequence[Piece]) -> list[str]:
    """Pieces as Markdown; the mark that reaches furthest stands outside."""
    out: list[str] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        reach = {
            mark: _reach(pieces, at, mark)
            for mark in [*sorted(piece.marks), *(["link"] if piece.link is not None else [])]
        }
        if not reach:
            out.append(_plain(piece))
            at += 1
            continue
        mark = max(reach, key=lambda one: (reach[one], one != "code", one == "link", one))
        end = at + reach[mark]
        within = [_without(one, mark) for one in pieces[at:end]]
        after = pieces[end].text[:1] if end < len(pieces) else " "
        ahead = " " if end >= len(pieces) else after if not (pieces[end].marks or pieces[end].link is not None) else "*"
        behind = "".join(out[-1:])[-1:] or " "
        out.append(_marked(mark, within, piece, behind, ahead))
        at = end
    return out


def _reach(pieces: Sequence[Piece], at: int, mark: str) -> int:
    first, end = pieces[at], at
    while end < len(pieces) and (pieces[end].link == first.link if mark == "link" else mark in pieces[end].marks):
        end += 1
    return end - at


def _without(piece: Piece, mark: str) -> Piece:
    return replace(piece, link=None) if mark == "link" else replace(piece, marks=piece.marks - {mark})


def _plain(piece: Piece) -> str:
    text = _SPECIAL.sub(r"\\\1", piece.text)
    return f"![{text}]({piece.image})" if piece.image is not None else text


def _marked(mark: str, within: Sequence[Piece], first: Piece, behind: str, ahead: str) -> str:
    """Some pieces inside one mark; blanks at its ends, and what would keep it from being one, stand outside."""
    if mark == "code":
        text = "".join(piece.text for piece in within)
        lead, body, tail = _stripped(text, lambda sign: sign.isspace())
        fence = "`" * (max(map(len, re.findall(r"`+", body)), default=0) + 1)
        pad = " " if body.startswith("`") or body.endswith("`") else ""
        return f"{lead}{fence}{pad}{body}{pad}{fence}{tail}" if body else text
    text = "".join(_parts(within))
    if mark == "link":
        lead, body, tail = _stripped(text, lambda sign: sign.isspace())
        return f"{lead}[{body}]({first.link}){tail}" if body else text
    lead, body, tail = _stripped(text, lambda sign: sign.isspace())
    if not body:
        return text
    sign = _SIGNS[mark]
    if not _flanks(lead[-1:] or behind, body[0]):
        more, body, _ = _stripped(body, _is_sign) if not first.marks - {mark} and first.link is None else ("", body, "")
        more, body = (more, body) if body else ("", more)
        lead += more
    if body and not _flanks(tail[:1] or ahead, body[-1]):
        cut = len(body)
        while cut and _is_sign(body[cut - 1]) and body[cut - 1] not in "\\)*`":
            cut -= 1
        body, tail = body[:cut], body[cut:] + tail
    opens = body and _flanks(lead[-1:] or behind, body[0])
    closes = body and _flanks(tail[:1] or ahead, body[-1])
    touches = (lead[-1:] or behind) == "*" or (tail[:1] or ahead) == "*"
    if not (opens and closes) or touches:
        return text
    return f"{lead}{sign}{body}{sign}{tail}"


def _stripped(text: str, outside: Callable[[str], bool]) -> tuple[str, str, str]:
    start, end = 0, len(text)
    while start < end and outside(text[start]):
        start += 1
    while end > start and outside(text[end - 1]):
        end -= 1
    return text[:start], text[start:end], text[end:]


def _is_sign(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _flanks(outer: str, inner: str) -> bool:
    """Whether CommonMark takes a mark between two characters for the edge of a marked part, ``inner`` inside it."""
    if inner.isspace():
        return False
    return not _is_sign(inner) or outer.isspace() or not outer or _is_sign(outer)
