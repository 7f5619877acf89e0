"""First questions of a new book, drafted from the sentences in which they are asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..text.slugs import section_ids

TOPIC = "general"
_WORD = re.compile(r"[^\W\d_]+")
#: Words that say nothing of what a question is about.
_PLAIN_WORDS = (
    "about also any anybody anyone anything are been being between both can could does done each either else every for"
    " from give given gives has have here how into its kept made make makes many may might more most much must need"
    " needs not only other others ought out over own said same say says shall should some somebody someone something"
    " such take than that the their them then there these they this those under until upon used uses very was were"
    " what when where whether which while who whom whose why will with within without would your yours"
)
_PLAIN = frozenset(_PLAIN_WORDS.split())
_SHORTEST = 3
#: So many words make the name of a question.
_IN_A_NAME = 4
_RULES = (
    "“Yes” needs words that say so; “No”, words that rule it out. Put in their place the values that your texts give,"
    " and say how they are told apart."
)


def drafted_questions(sentences: Sequence[str], document: str, labels: Sequence[str]) -> list[dict[str, Any]]:
    """Entries of ``questions.yml``, in the order of the sentences; one of our own where there is none.

    ``document``: id of the kind of document that is asked. ``labels``: what parties and texts are called, which are
    no search terms. Raises ValueError, with what is wrong, for a sentence that makes no question.
    """
    if not sentences:
        return [_first(document)]
    terms = [_search_terms(sentence, labels) for sentence in sentences]
    if empty := [sentence for sentence, found in zip(sentences, terms, strict=True) if not found]:
        raise ValueError(f"{empty[0]!r} names nothing to search for; ask of a thing, as in “May pets be kept?”")
    # They are named as sections are: each name once, none that an address can't have.
    names = section_ids([(1, " ".join(word.rstrip("*") for word in found[:_IN_A_NAME])) for found in terms])
    return [
        _question(name, document, sentence, _RULES, {"yes": "Yes", "no": "No"}, found)
        for name, sentence, found in zip(names, sentences, terms, strict=True)
    ]


def _question(
    name: str, document: str, sentence: str, rules: str, values: dict[str, str], terms: list[str]
) -> dict[str, Any]:
    return {
        "id": name,
        "topic": TOPIC,
        "documents": [document],
        "question": sentence,
        "coding_rules": rules,
        "values": [{"id": value, "label": label} for value, label in values.items()],
        "search_terms": terms,
    }


def _first(document: str) -> dict[str, Any]:
    """The question that the example's text answers."""
    return _question(
        "notice-of-changes",
        document,
        "When are people told of changes to the text?",
        "“Before” needs words that promise notice before a change takes effect; “Afterwards”, words that let changes"
        " hold before anybody is told.",
        {"before": "Before they take effect", "afterwards": "Afterwards"},
        ["chang*", "amend*", "revis*", "notice"],
    )


def _search_terms(sentence: str, labels: Sequence[str]) -> list[str]:
    """The words that a question is about, each with any ending."""
    left_out = {word for label in labels for word in _WORD.findall(label.casefold())}
    words = [word for word in _WORD.findall(sentence.casefold()) if len(word) >= _SHORTEST]
    kept = [word for word in words if word not in _PLAIN and word not in left_out]
    return list(dict.fromkeys(f"{word.removesuffix('s') if len(word) > _SHORTEST else word}*" for word in kept))
