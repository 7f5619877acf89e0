"""What bytes of a text say in letters: their encoding, as told, as the page says, or as is likely."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from selectolax.lexbor import LexborHTMLParser

from . import RefusedError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


#: How much more disorder (0 to 1) the usual encoding may show than the likeliest one.
_AS_GOOD = 0.05


def is_utf8(raw: bytes) -> bool:
    """Whether bytes are UTF-8 beyond doubt, as they have letters beyond ASCII; servers often name another encoding."""
    try:
        return not raw.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _exists(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise RefusedError(f"no encoding {encoding!r} is known; utf-8 and windows-1252 are usual ones") from None
    return True


def _decoded(raw: bytes, encoding: str | None) -> tuple[str, str]:
    """The text of some bytes and the name of their encoding: by their mark, as told, as UTF-8, or as is likely."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            encoding = name
            break
    if encoding is not None and _exists(encoding):
        # What calls itself Latin-1 is read as Windows-1252, as every browser does.
        named = codecs.lookup(encoding).name
        named = "cp1252" if named in ("iso8859-1", "ascii") else named
        try:
            return raw.decode("utf-8-sig" if named == "utf-8" else named), named
        except UnicodeDecodeError as fault:
            raise RefusedError(f"byte {fault.start} is not {named}; name the encoding with --encoding") from None
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        found = from_bytes(raw)
    guess = found.best()
    usual = next((one for one in found if "cp1252" in one.could_be_from_charset), None)
    # Western texts are nearly always Windows-1252, and short ones read as well in several encodings.
    if guess is not None and usual is not None and usual.chaos <= guess.chaos + _AS_GOOD:
        return raw.decode("cp1252"), "cp1252"
    if guess is None or "\x00" in str(guess):
        raise RefusedError("this is no text in any encoding that can be told; name it with --encoding")
    return str(guess), guess.encoding


def page_text(raw: bytes, encoding: str | None) -> tuple[str, str, tuple[str, ...]]:
    """A page's text, the name of its encoding, and what is said of it: as told, as the page says, or as is likely.

    A page that says an encoding which its bytes are not is read as a browser shows it where that costs few letters.
    """
    if encoding is not None or (declared := _declared(raw)) is None:
        return *_decoded(raw, encoding), ()
    try:
        return *_decoded(raw, declared), ()
    except RefusedError as wrong:
        shown = raw.decode(declared, errors="replace")
        bad = shown.count("\ufffd")
        if bad * 4 <= sum(not character.isascii() for character in shown) - bad:
            said = f"the page says that it is {declared}, and {bad} of its characters are not: they are shown as \ufffd"
            return shown, declared, (said,)
        try:
            text, used = _decoded(raw, None)
        except RefusedError:
            raise wrong from None
        return text, used, (f"the page says that it is {declared} and is not; read as {used}: look at its letters",)


def _declared(raw: bytes) -> str | None:
    """The encoding that a page names in its first bytes, if there is one; UTF-8 beyond doubt is that."""
    if is_utf8(raw):
        return "utf-8"
    tree = LexborHTMLParser(raw[:4096].decode("latin-1"))
    for node in tree.css("meta"):
        kind = node.attributes.get("content") or ""
        found = re.search(r"charset=\s*[\"']?([\w.:-]+)", kind)
        name = node.attributes.get("charset") or (found[1] if found else None)
        if name:
            try:
                codecs.lookup(name)
            except LookupError:
                return None
            return name
    return None
