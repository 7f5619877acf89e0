"""Small texts, a construct of Markdown each, with the hashes of their words and of their page.

An upgrade of a parser that alters a page of a policy alters one of these. After a change that is meant:
``make golden``, and look at the difference it makes in ``golden_texts.json`` before it is committed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from builders import bare_page, good_version
from fineprint.prove.text_integrity import expected_words, losses
from fineprint.verify.markup_check import removed_markup

FILE = Path(__file__).with_name("golden_texts.json")
TEXTS: dict[str, dict] = json.loads(FILE.read_text(encoding="utf-8"))


def hashes(entry: dict) -> dict[str, str]:
    """SHA-256 of a text's words in order, and of what its page shows of it."""
    version = good_version(
        entry["text"], [tuple(line) for line in entry.get("headings", ())], **entry.get("reading", {})
    )
    page = bare_page(version)
    assert losses(version, page) == []
    assert list(removed_markup(LexborHTMLParser(page))) == []
    made = {"words": "\n".join(expected_words(version)), "html": page}
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in made.items()}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_shown_as_it_was(name: str) -> None:
    entry = TEXTS[name]
    assert hashes(entry) == {"words": entry["words"], "html": entry["html"]}


def test_there_are_enough_of_them() -> None:
    assert len(TEXTS) >= 60
    assert len({entry["text"] for entry in TEXTS.values()}) == len(TEXTS)


if __name__ == "__main__":
    anew = {name: {**entry, **hashes(entry)} for name, entry in TEXTS.items()}
    FILE.write_text(json.dumps(anew, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
