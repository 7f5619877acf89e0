"""Small texts on which words were once lost, added or altered on the way to the page, and limits that were missed."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import replace

import pytest

from fineprint.core.record import Record, TextFormat
from fineprint.prove.text_integrity import Difference, differences
from fineprint.publish.policy_html import escape, render_block
from fineprint.read.text_gate import decode
from fineprint.read.version import draft_outline, version_of
from fineprint.text.blocks import markdown_blocks, words_of
from fineprint.text.characters import suspicious
from fineprint.text.markdown import parse

_NOTHING = dict.fromkeys(("effective", "updated", "retrieved", "url", "archive_url", "original"))
_RECORD = Record(
    **_NOTHING,
    publisher="Shop",
    title="Privacy policy",
    language="en",
    date_basis="archived",
    archived="2026-01-01",
    also_captured=(),
    source_note="Written for a test.",
    sha256="",
    text_format=TextFormat(syntax="markdown", paragraphs="blank"),
    excluded=(),
    damage=(),
)


def shown(text: str) -> str:
    """The HTML of a Markdown text."""
    lines = text.count("\n") + 1
    return "".join(render_block(block) for block in markdown_blocks(parse(text), range(1, lines + 1)))


def codes(text: str) -> set[str]:
    """The codes of what is refused or doubtful in a text."""
    return {problem.code for problem in decode(text.encode(), "policy.md")[1]}


def test_neighbouring_links_with_one_target_stay_two_links() -> None:
    html = shown("[Cook](https://shop.example/c)[ies](https://shop.example/c)")
    assert html.count('href="https://shop.example/c"') == 2
    assert re.sub(r"<[^>]+>", "", html) == "Cookies"


def test_neighbouring_empty_links_and_images_with_one_target_stay_two() -> None:
    assert shown("[](#top)[](#top)").count('title="#top"') == 2
    assert shown("![a](p.png)![a](p.png)").count('title="p.png"') == 2


def test_words_of_two_neighbouring_links_are_read_as_written() -> None:
    block = markdown_blocks(parse("[Cook](x)[ies](x) here"), [1])[0]
    assert words_of(block) == "Cookies here"


@pytest.mark.parametrize("before", ["", "First line\n", "Some words "])
def test_a_doubtful_character_is_told_wherever_it_stands(before: str) -> None:
    assert "text.bidi" in codes(f"{before}words \u202eback words")
    assert [offset for offset, *_ in suspicious(f"{before}a\x07b")] == [len(before) + 1]


def test_a_doubtful_character_is_told_once_a_line() -> None:
    assert len(list(suspicious("a\x07b\x07c\nd\x07e"))) == 2


def test_a_very_long_word_is_read_in_little_time() -> None:
    began = time.process_time()
    assert "text.mixed-script" in codes("a" * 90_000 + "\u0430")
    assert time.process_time() - began < 2


def test_opening_brackets_count_twice_in_the_length_of_a_line() -> None:
    assert "policy.line-too-long" in codes("words " + "[" * 50_000)
    assert "policy.line-too-long" not in codes("words " * 16_000)


def built(text: str, replaced: tuple[str, str] = ("", "")) -> Difference:
    """How a page of a text differs from it, once ``replaced`` is done to the page; headings are those drafted."""
    raw = text.encode()
    record = replace(_RECORD, sha256=hashlib.sha256(raw).hexdigest())
    place = "policies/shop/privacy-policy/2026-01-01"
    version, _ = version_of(place=place, raw=raw, text=text, record=record, outline=draft_outline(text), ledger=())
    parts = []
    for section in version.sections:
        parts.append(f'<h2 class="words">{escape(section.heading)}</h2>')
        parts += [f'<div class="words">{render_block(block)}</div>' for block in section.blocks]
    return differences(version, "".join(parts).replace(*replaced, 1) if replaced[0] else "".join(parts))


@pytest.mark.parametrize(
    "text",
    [
        "## Legitimate **Interest**s\n\nWords of V**irginia** and ~~some~~thing.",
        "Words **so**_never_ and snake_case and \\_x\\_.",
        "Words 2\\*3 and a*b and *c*d and `e`f.",
        "See [Web](https://shop.example/)[site](https://shop.example/) here.",
        'Write to [us](mailto:a@shop.example "Mail us").',
        "| a | b |\n|---|---|\n| c | d | surplus |\n\n- one\n  - two\n\n7. seven",
        '[terms]: https://shop.example/terms "The terms"\n\nRead the [terms].',
        "caf&eacute; &amp; R&amp;D &lt;b&gt;<br>line <i>two</i>",
    ],
)
def test_every_word_is_kept(text: str) -> None:
    assert built(text).lines() == []


@pytest.mark.parametrize(
    ("text", "loss"),
    [
        ("- a\n  - b\n    - c\n      - deepest word", ("deepest", "")),
        ("| a | b |\n|---|---|\n| c | d | surplus |", ("surplus", "")),
        ("caf&eacute; words", ("café", "cafe")),
        ("See the [full terms](https://shop.example/t).", ("full terms", "terms")),
        ("We do not sell.", ("do not sell", "not do sell")),
        ("We do **not** sell.", ("<strong>not</strong>", "")),
    ],
)
def test_a_planted_loss_is_found(text: str, loss: tuple[str, str]) -> None:
    assert built(text, loss).any
