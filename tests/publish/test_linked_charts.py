"""Pictures with links: each part leads to what it shows and says it in words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from fineprint.compare.matrix import CellSummary
from fineprint.core.answers import Question, Value
from fineprint.core.values import CellState
from fineprint.publish.linked_charts import (
    AGREEMENT,
    agreement_by_topic,
    agreement_of,
    agreement_sign,
    answers_at_a_glance,
    growth,
    shares,
)


def cell(value: str) -> CellSummary:
    state = CellState(value) if value in set(CellState) else CellState.STATED
    return CellSummary(state=state, value=value, label=value.title(), detail="")


def question(name: str) -> Question:
    return Question(
        id=name,
        topic="hens",
        documents=("rules",),
        question=f"{name.title()}?",
        explanation=None,
        coding_rules="",
        values=(Value(id="yes", label="Yes"),),
        search_terms=(),
        applies_from=None,
        applies_source=None,
    )


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("yes", "yes"), "same"),
        (("yes", "not-stated"), "silent"),
        (("yes", "unclear", "yes"), "silent"),
        (("yes", "no"), "differ"),
        (("yes", "conflicting"), "differ"),
        (("not-stated", "not-stated"), "none"),
        ((None, "yes"), "same"),
        ((None,), "none"),
    ],
)
def test_how_answers_stand_to_each_other(values, kind):
    assert agreement_of([value and cell(value) for value in values]) == kind


GROUPS = [
    ("Hens & geese", [(question("hens"), [cell("yes"), cell("no"), cell("no"), cell("not-stated")])]),
    ("Fire", [(question("fires"), [cell("yes")] * 4), (question("smoke"), [cell("not-stated")] * 4)]),
]


def test_a_box_is_filled_by_the_shares_of_the_answers_and_leads_to_its_question():
    to = {"hens": "q/hens/", "fires": "q/fires/", "smoke": "q/smoke/"}
    links = list(ET.fromstring(answers_at_a_glance("All", GROUPS, to)).iter("a"))
    assert [link.get("href") for link in links] == ["q/hens/", "q/fires/", "q/smoke/"]
    assert links[0].get("aria-label") == "Hens? No 2; Yes 1; Not-Stated 1"
    widths = [[float(part.get("width")) for part in link.iter("rect")] for link in links]
    (no, yes, frame), (all_of_it, _), silent = widths
    assert no + 2 == pytest.approx(frame / 2, abs=0.2)
    assert yes + 2 == pytest.approx(frame / 4, abs=0.2)
    assert all_of_it + 2 == pytest.approx(frame, abs=0.2)
    assert silent == [frame]


def test_topics_are_counted_by_how_far_their_answers_agree():
    drawn, counts = agreement_by_topic("Agreement", GROUPS, {"Hens & geese": "m?topic=h", "Fire": "m?topic=f"})
    assert counts == {"differ": 1, "same": 1, "none": 1}
    links = list(ET.fromstring(drawn).iter("a"))
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("m?topic=h", "Hens & geese: 1 different answers"),
        ("m?topic=f", "Fire: 1 the same answer from all, 1 no answer"),
    ]
    signs = [agreement_sign(kind) for kind in AGREEMENT]
    assert len(set(signs)) == len(AGREEMENT)


def test_shares_have_one_scale():
    drawn = ET.fromstring(
        shares("Shares", ["Acorn", "Beech"], [("Fire", "t/fire/", [0.5, 0.25]), ("Hens", "t/hens/", [0, 1])])
    )
    widths = [float(bar.get("width")) for bar in drawn.iter("rect")]
    assert widths[0] == pytest.approx(widths[3] / 2, abs=0.1)
    assert widths[1] == pytest.approx(widths[3] / 4, abs=0.1)
    assert widths[2] == 0
    assert next(drawn.iter("a")).get("aria-label") == "Fire: Acorn 50%; Beech 25%"


def test_growth_has_a_dot_for_each_version_at_its_day_and_length():
    told = [("2004-01-01", 100, "2004-01-01/"), ("2009-01-01", 400, "b/"), ("2014-01-01-2", 200, "c/")]
    drawn = ET.fromstring(growth("Words", told))
    (first, second, third) = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in drawn.iter("circle")]
    assert second[0] == pytest.approx((first[0] + third[0]) / 2, abs=1)
    assert second[1] < third[1] < first[1]
    assert [link.get("aria-label") for link in drawn.iter("a")][1] == "2009-01-01: 400 words"
