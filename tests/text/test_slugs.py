"""Slugs and drafted section ids: shape, length, uniqueness, and the words they are made of."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fineprint.text.slugs import LONGEST, RESERVED, section_ids, slug

SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cookies", "cookies"),
        ("Children's Privacy", "childrens-privacy"),
        ("Children’s Privacy", "childrens-privacy"),
        ("Choice/Opt-In", "choice-opt-in"),
        ("Données à caractère personnel", "donnees-a-caractere-personnel"),
        ("Straße & Æther", "strasse-aether"),
        ("REVIEW, UPDATE, CORRECT, OR DELETE PERSONAL INFORMATION", "review-update-correct-or-delete-personal"),
        ("How we use the words that the clerk has read and the others", "how-we-use-the-words-that-the-clerk-has-read"),
        ("x" * 60, "x" * LONGEST),
        ("ﬁnal", "final"),
        ("プライバシー", "puraibasi"),
        ("개인정보 처리방침", "gaeinjeongbo-ceoribangcim"),
        ("Политика конфиденциальности", "politika-konfidentsialnosti"),
        ("Πολιτική απορρήτου", "politiki-aporritoy"),
        ("個人情報の利用", ""),
        ("隐私", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("1. General", "general"),
        ("1.1 Cards", "cards"),
        ("2- Lamps", "lamps"),
        ("10 - Changes", "changes"),
        ("IV. Children", "children"),
        ("A. Introduction", "introduction"),
        ("16A. Sharing", "sharing"),
        ("3.b.ii. Devices", "devices"),
        ("(a) Cards", "cards"),
        ("Section 2. Lamps", "lamps"),
        ("A Note About Lamps", "a-note-about-lamps"),
        ("24 hours", "24-hours"),
        ("I agree", "i-agree"),
        ("2019", "section-1"),
        ("Search", "search-section"),
        ("Preamble", "preamble-section"),
        ("灯", "section-1"),
        ("第三条 卡片", "section-3"),
        ("十二、灯", "section-12"),
        ("2.1 个人信息", "section-2-1"),
        ("第4条（ランプ）", "section-4"),
        ("ARTICLE 1 : DÉFINITIONS", "definitions"),
        ("Article 1er : Objet", "objet"),
        ("§ 4 Lampen", "lampen"),
        ("1.- Objeto", "objeto"),
        ("Artículo 2.- Llaves", "llaves"),
    ],
)
def test_id_of_one_heading(heading: str, expected: str) -> None:
    assert section_ids([(1, heading)]) == [expected]


def test_bare_numbers_go_where_they_count() -> None:
    assert section_ids([(1, "4 Term."), (1, "5 Money."), (1, "24 Hours")]) == ["term", "money", "24-hours"]


def test_repeated_heading_takes_its_parent_in_front() -> None:
    headings = [(1, "Cards"), (2, "Summary"), (1, "Lamps"), (2, "Summary"), (2, "Summary"), (1, "Lamps")]
    assert section_ids(headings) == ["cards", "summary", "lamps", "lamps-summary", "lamps-summary-2", "lamps-2"]


def test_prefixed_and_counted_ids_stay_short() -> None:
    long = "Personal words that are long enough to fill the whole length"
    ids = section_ids([(1, long), (2, long), (2, long), (2, long)])
    assert len(set(ids)) == 4
    assert all(len(name) <= LONGEST and SHAPE.fullmatch(name) for name in ids)


HEADINGS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.one_of(
            st.text(max_size=70),
            st.sampled_from(
                ["Cards", "Cards 2", "cards-2", "Section 3", "section-3", "Lamps Cards", "con", "1. con", "灯", "404"]
            ),
        ),
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(HEADINGS)
def test_ids_are_unique_and_in_shape(headings: list[tuple[int, str]]) -> None:
    ids = section_ids(headings)
    assert len(set(ids)) == len(ids) == len(headings)
    for name in ids:
        assert SHAPE.fullmatch(name)
        assert len(name) <= LONGEST
        assert name not in RESERVED
