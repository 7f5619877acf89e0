"""Words as the search compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fineprint.text.search_words import section_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The customer's data; we don't", {"the", "customers", "data", "we", "dont"}),
        ("The customer’s data", {"the", "customers", "data"}),
        ("e-mail opt-out-now", {"e", "mail", "email", "opt", "out", "now", "optout", "optoutnow"}),
        ("Café ﬁne", {"cafe", "fine"}),
        ("L'accès d’un œuf, qu'il lit", {"l", "acces", "d", "un", "oeuf", "qu", "il", "lit"}),
        ("l'arc, o'clock", {"l", "arc", "oclock"}),
        ("Straße", {"strasse"}),
        ("AT&T, 911", {"at", "t", "911"}),
        ("隐私政策", {"隐", "私", "政", "策", "隐私", "私政", "政策"}),
        ("re\u00adten\u200btion", {"retention"}),
        ("—", set()),
    ],
)
def test_words_are_folded(text: str, words: set[str]) -> None:
    assert section_words([text]) == words


@given(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "Zs")), max_size=40))
def test_ascii_is_cut_as_all_other_text_is(text: str) -> None:
    assert section_words([text]) == section_words([text + " é"]) - {"e"} | (
        {"e"} if "e" in section_words([text]) else set()
    )
