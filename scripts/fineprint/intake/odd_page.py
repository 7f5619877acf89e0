"""Whether a page is not the policy: a challenge, a sign-in, a notice of maintenance, an error, a cookie wall and so on.

Words alone don't tell: a policy may speak of all of these. Such a page is short, most of its sentences speak to who
sees it, here and now, and hardly any says what a policy says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape

from ..text.typography import plain_word
from ..text.words import count_words
from . import odd_page_words as said

#: Words up to which a page can be such a page; a cookie wall lists purposes.
SHORT, SHORT_WALL = 200, 400
#: Share of a page's words that stand in its telling sentences, and that may stand in those of a policy.
TELLING, POLICY = 0.4, 0.35
#: Words beside the telling ones that any such page may have.
BESIDE = 8
#: Words of a sentence of a notice.
NOTICE_WORDS = 30
#: Words of a text of a few lines.
FEW = 60
#: Buttons that a cookie wall has at least, and words of one.
BUTTONS, BUTTON_WORDS = 2, 5

_KINDS = (
    ("a challenge page", said.CHALLENGE),
    ("a sign-in page", said.SIGN_IN),
    ("a notice of maintenance", said.MAINTENANCE),
    ("an error page", said.ERROR),
    ("the page of a parked domain", said.PARKED),
)
#: Kinds of which policies have rules, such as limits of rate: a sentence that is one tells nothing.
_RULED = ("an error page", "the page of a parked domain")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n|\s[|·•]\s")
_MARKS = re.compile(r"[#*_>|\[\]\\]+|\]\([^)]*\)")
#: Bytes of a page that are looked at.
_READ = 300_000
_UNSEEN = ("script", "style", "template", "head", "svg")
_TITLE = re.compile(r"<title[^<>]*>([^<]{1,300})", re.IGNORECASE)
_FIELD = re.compile(r"\b(?:placeholder|value|aria-label)\s*=\s*(?:\"([^\"]{1,80})\"|'([^']{1,80})')", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*|!--)([^<>]*)>?|-->", re.IGNORECASE)
_INLINE = ("span", "b", "i", "em", "strong", "u", "small", "font", "sup", "sub", "code")


@dataclass(frozen=True, slots=True)
class _Kind:
    claims: re.Pattern[str]
    calls: re.Pattern[str]
    labels: re.Pattern[str]


@cache
def _compiled(name: str) -> _Kind:
    phrases = dict((*_KINDS, ("a cookie wall", said.COOKIES)))[name]
    made = {
        key: re.compile("|".join(f"(?:{one})" for one in phrases[key]) or r"(?!)")
        for key in ("claims", "calls", "labels")
    }
    return _Kind(**made)


@cache
def _policy() -> re.Pattern[str]:
    return re.compile("|".join(said.POLICY))


def odd_page(text: str, page: bytes = b"", charset: str | None = None) -> str | None:
    """What a text is, if it is such a page. ``page``: the HTML that it was taken from, with forms and title, if any."""
    if found := _kind_of(_sentences(text)):
        return found
    if page and count_words(text) <= SHORT:
        return _kind_of(_sentences(_all_words(_decoded(page, charset))))
    return None


def _decoded(page: bytes, charset: str | None) -> str:
    try:
        return page[:_READ].decode(charset or "utf-8", "replace")
    except LookupError:
        return page[:_READ].decode("latin-1")


def _kind_of(sentences: Sequence[str]) -> str | None:
    counts = [count_words(one) for one in sentences]
    total = sum(counts)
    if not total or total > SHORT_WALL:
        return None
    found = [
        (is_claim, name)
        for name, _ in _KINDS
        if total <= SHORT and (is_claim := _telling(name, sentences, counts, total))
    ]
    if found:
        return max(found)[1]
    return _wall(sentences, counts, total) or (_spoken_of(sentences, counts) if total <= FEW else None)


def _telling(name: str, sentences: Sequence[str], counts: Sequence[int], total: int) -> int:
    """How much tells a kind of page, its own claims and labels first; 0 where it is not certain."""
    kind = _compiled(name)
    calls = claims = labels = telling = policy = 0
    for sentence, count in zip(sentences, counts, strict=True):
        call, claim = kind.calls.search(sentence), kind.claims.search(sentence)
        label = kind.labels.fullmatch(sentence.strip(" .:!?…"))
        calls, claims, labels = calls + bool(call), claims + bool(claim), labels + bool(label)
        ruled = bool(_policy().search(sentence))
        if (call or claim or label) and _is_short(sentence, count) and not (ruled and name in _RULED):
            telling += count
        elif ruled:
            policy += count
    certain = (calls and claims + labels) or labels > 1
    enough = telling >= TELLING * total or total - telling <= BESIDE
    return (claims + labels) * total + telling if certain and enough and policy < POLICY * total else 0


def _is_short(sentence: str, count: int) -> bool:
    """Whether a sentence is as short as those of a notice; signs of scripts without blanks count half."""
    return count <= NOTICE_WORDS * (1 if 3 * len(sentence.split()) >= count else 2)


def _spoken_of(sentences: Sequence[str], counts: Sequence[int]) -> str | None:
    """What a text of a few lines is about, if all that it speaks of is one of these kinds, and no policy."""
    if any(map(_policy().search, sentences)):
        return None
    shorts = list(map(_is_short, sentences, counts))
    best: tuple[int, str | None] = (0, None)
    for name, stems in said.STEMS.items():
        found = [
            re.findall(stems, sentence) if short else [] for sentence, short in zip(sentences, shorts, strict=True)
        ]
        telling = sum(count for count, one in zip(counts, found, strict=True) if one)
        if len({stem for one in found for stem in one}) > 1 and 2 * telling >= sum(counts):
            best = max(best, (telling, name), key=lambda one: one[0])
    return best[1]


def _wall(sentences: Sequence[str], counts: Sequence[int], total: int) -> str | None:
    """A cookie wall: buttons to choose with, and little that does not speak of the choice."""
    kind = _compiled("a cookie wall")
    buttons = acts = telling = 0
    about = any(re.search(said.ABOUT_COOKIES, sentence) for sentence in sentences)
    for sentence, count in zip(sentences, counts, strict=True):
        bare = sentence.strip(" .:!?…")
        chosen = about and count <= BUTTON_WORDS and sentence[-1] not in ".。" and re.search(said.CHOICE, bare)
        button = kind.labels.fullmatch(bare) or chosen
        buttons, acts = buttons + bool(button), acts + bool(button and re.search(said.CHOICE, bare))
        is_claim = button or kind.claims.search(sentence) or re.search(said.ABOUT_COOKIES, sentence)
        telling += count if is_claim else 0
    return "a cookie wall" if acts and buttons >= BUTTONS and telling >= TELLING * total else None


def _sentences(text: str) -> list[str]:
    plain = _MARKS.sub(" ", " ".join(text.split(" ")))
    lines = "\n".join(" ".join(map(plain_word, line.split())) for line in plain.split("\n")).casefold()
    return [one.strip() for one in _SENTENCE.split(lines) if one and any(map(str.isalnum, one))]


def _all_words(page: str) -> str:
    """The words that a page shows, its title and what stands in its fields; roughly, for this alone."""
    title = _TITLE.search(page)
    shown, at, unseen = [title[1] if title else ""], 0, ""
    for tag in _TAG.finditer(page):
        if not unseen:
            shown.append(re.sub(r"\s+", " ", page[at : tag.start()]))
        at, name = tag.end(), (tag[2] or "").lower()
        if unseen:
            unseen = "" if (tag[1] and name == unseen) or (unseen == "!--" and "--" in tag[0][-3:]) else unseen
        elif not tag[1] and (name in _UNSEEN or (name == "!--" and not tag[3].endswith("--"))):
            unseen = name
        elif name not in _INLINE:
            field = _FIELD.search(tag[3] or "") if name in ("input", "button", "textarea") else None
            shown.append(f"\n{field[1] or field[2]}\n" if field else "\n")
    return unescape("".join(shown) + ("" if unseen else page[at:]))
