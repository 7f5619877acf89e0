"""Raised and lowered signs as the characters that Unicode has for them, so that none is glued to the word before."""

from __future__ import annotations

import re

_RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
#: Elements whose words are raised or lowered.
RAISED = {"sup": "sup", "sub": "sub"}
_NAMED = {"tm": "™", "sm": "℠"}
_ORDINAL = re.compile(r"st|nd|rd|th|er|re|e|ème|eme|o|a|os|as|ste|te|de|º|ª", re.IGNORECASE)


def raised(text: str, how: str, before: str) -> str:
    """The text of a ``sup`` or ``sub`` (``how``) behind ``before``.

    An ordinal's letters stay (3rd), as do signs that part themselves ([1], †); what has no character of its own is
    parted by a blank.
    """
    bare = text.strip()
    if how == "sup" and (named := _NAMED.get(bare.lower())):
        return text.replace(bare, named)
    if not before[-1:].isalnum() or not bare[:1].isalnum() or text[:1].isspace():
        return text
    if how == "sup" and before[-1:].isdecimal() and _ORDINAL.fullmatch(bare):
        return text
    signs = _RAISED if how == "sup" else _LOWERED
    if all(ord(sign) in signs for sign in bare):
        return text.translate(signs)
    return f" {text}"
