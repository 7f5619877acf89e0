"""No quote is shown cut: it stands in its whole sentences, item or row, with what leads it in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import good_version
from fineprint.prove.quote_index import Evidence
from fineprint.prove.shown import shown
from fineprint.prove.term_hits import SearchTerms
from fineprint.publish.highlights import Highlight, extract, with_highlights
from fineprint.publish.policy_html import render_block
from fineprint.text.sentences import sentences
from listed import HEADINGS, TEXT

SELLING = "We keep logs. We never sell data, see Sec. 3.2. of the terms, unless you agree. That is all."
WHOLE = Evidence(good_version(f"{TEXT}\n# Selling\n\n{SELLING}\n", (*HEADINGS, (27, "Selling"))), SearchTerms(()))
BANK, US = "our bank, to be paid:", "We share them with:"


@pytest.mark.parametrize(
    ("quote", "at", "lead_ins", "parts"),
    [
        ("We never sell data", None, (), ("", "We never sell data", ", see Sec. 3.2. of the terms, unless you agree.")),
        ("sell data", None, (), ("We never ", "sell data", ", see Sec. 3.2. of the terms, unless you agree.")),
        (
            "logs. We never sell", None, (),
            ("We keep ", "logs. We never sell", " data, see Sec. 3.2. of the terms, unless you agree."),
        ),
        ("That is all.", None, (), ("", "That is all.", "")),
        ("yen", None, (US, BANK), ("in ", "yen", ";")),
        ("bank", "s1.2.1", (US,), ("our ", "bank", ", to be paid:")),
        ("nobody", "s1.2.1", (US,), ("and with ", "nobody", " there;")),
        ("euro, or in", "s1.2.1", (US, BANK), ("in ", "euro, or in", " yen;")),
        ("paid: in", "s1.2.1", (US,), ("our bank, to be ", "paid: in", " euro, or")),
        ("bank", "s1.5.2", ("Data | Shared with",), ("Name | The ", "bank", "")),
        ("Name The", "s1.5.2", ("Data | Shared with",), ("", "Name | The", " bank")),
        ("Call", "s1.5", ("Data | Shared with",), ("", "Call", " | Nobody")),
        ("The", "s1.5.2", ("Data | Shared with",), ("Name | ", "The", " bank")),
        ("Shared", "s1.5.1", (), ("Data | ", "Shared", " with")),
        ("Selling", None, (), ("", "Selling", "")),
        ("One.", None, (), ("", "One.", "")),
    ],
)  # fmt: skip
def test_a_quote_stands_in_its_sentences_with_what_leads_it_in(
    quote: str, at: str | None, lead_ins: tuple[str, ...], parts: tuple[str, str, str]
) -> None:
    made = shown(WHOLE, WHOLE.locate(quote, at)[0])
    assert made.lead_ins == lead_ins
    assert (made.before, made.quoted, made.after) == parts
    assert made.sentence[slice(*made.span)] == made.quoted
    assert made.line == " ".join((*lead_ins, "".join(parts)))


@given(st.data())
def test_what_is_shown_begins_and_ends_where_a_sentence_an_item_or_a_row_does(data: st.DataObject) -> None:
    passage = data.draw(st.sampled_from(WHOLE.passages))
    words = passage.words.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = " ".join(words[first:last])
    made = shown(WHOLE, WHOLE.locate(quote, passage.address)[0])
    assert made.quoted.replace(" | ", " ") == quote
    units = [unit for unit in WHOLE.units if unit.passage == passage.address]
    edges = [(unit.start + start, unit.start + end) for unit in units for start, end in sentences(unit.words)]
    sentence = made.sentence.replace(" | ", " ")
    assert any(passage.words.startswith(sentence, start) for start, _ in edges)
    assert any(passage.words.endswith(sentence, 0, end) for _, end in edges)


def test_the_block_of_an_item_or_a_row_stands_with_what_leads_it_in_alone() -> None:
    def html(address: str, quote: str) -> str:
        (place,) = WHOLE.locate(quote, address)
        marked = with_highlights(
            WHOLE.passage(place.passage).block, [Highlight(start=place.start, end=place.end, label="Q")]
        )
        return render_block(extract(marked, address), False)

    assert html("s1.2.1.2", "yen") == (
        '<ul><li>our bank, to be paid: <ol><li value="2">in <mark title="Q">yen</mark>; </li></ol></li></ul>'
    )
    assert html("s1.2.2", "police") == (
        '<ul><li>the <mark title="Q">police</mark>. They ask for: <ul><li>names. </li></ul></li></ul>'
    )
    assert "".join(html("s1.5.3", "Nobody").split()) == (
        '<divclass="wide"tabindex="0"role="region"aria-label="Table"><table><thead><tr><th>Data</th><th>Sharedwith</th>'
        '</tr></thead><tbody><tr><td>Call</td><td><marktitle="Q">Nobody</mark></td></tr></tbody></table></div>'
    )
    assert html("s1.1", "share") == '<p>We keep few data. We <mark title="Q">share</mark> them with:</p>'
