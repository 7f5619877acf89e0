"""Words of other scripts in Latin letters, for addresses: a spelling that can be read, by no standard in full."""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = (
    "а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch "
    "ъ - ы y ь - э e ю yu я ya ё yo є ye і i ї yi ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz"
)
_GREEK = "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o"
_LISTED = f"{_CYRILLIC} {_GREEK}".split()
_SPELLED = {letter: latin.strip("-") for letter, latin in zip(_LISTED[::2], _LISTED[1::2], strict=True)}
#: The sound of a sign of Japanese or Korean stands in its name: KATAKANA LETTER PU, HANGUL SYLLABLE GA.
_SOUND = re.compile(r"(?:HIRAGANA|KATAKANA) LETTER (?:SMALL )?([A-Z]{1,3})|HANGUL SYLLABLE ([A-Z]+)")
_LONG_VOWEL = "ー"


def spelled_in_latin(text: str) -> str:
    """The text, case folded, with Latin letters for Cyrillic, Greek, kana and Hangul (NFC).

    Unchanged where it holds Han or another sign of East Asia too, which can't be spelled sign by sign.
    """
    made: list[str] = []
    for sign in text.casefold():
        latin = _SPELLED.get(sign)
        if latin is None:
            latin = _SPELLED.get(unicodedata.normalize("NFD", sign)[0])
        if latin is None and sign > "\u2fff" and sign != _LONG_VOWEL:
            sound = _SOUND.fullmatch(unicodedata.name(sign, ""))
            if sound is None and sign.isalpha():
                return text
            latin = (sound[1] or sound[2]).lower() if sound else None
        made.append(sign if latin is None else latin)
    return "".join(made)
