"""First questions of a new book, drafted from the sentences in which they are asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..text.slugs import section_ids
from ..text.word_forms import IRREGULAR, STOP_WORDS

TOPIC = "general"
_WORD = re.compile(r"[^\W\d_]+")
#: Words that say nothing of what a question is about, beside those that a search passes over.
_PLAIN_WORDS = (
    "after anybody anyone anything before between both done each either else every made makes many more most need needs"
    " not only other others ought out over own said same somebody someone something take taken until upon used very"
    " whether within without"
)
_PLAIN = frozenset(STOP_WORDS["en"]).union(_PLAIN_WORDS.split())
#: Words that stand in most clauses of most texts: searched for only where a question names nothing else.
_COMMON_WORDS = (
    "account accounts company companies contract contracts customer customers data information people person personal"
    " policy policies right rights service services terms text texts use user users uses"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_SHORTEST = 3
#: A word that is no longer has its plural beside it in place of any ending: "age*" would find agents.
_SHORT = 4
_ENDING = re.compile(r"(?:ied|ies|ing|ed|es|s|e|y)$")
_FORMS = {word: group.split() for group in IRREGULAR for word in group.split()}
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
    topics = [_topical(sentence, labels) for sentence in sentences]
    if empty := [sentence for sentence, found in zip(sentences, topics, strict=True) if not found]:
        raise ValueError(f"{empty[0]!r} names nothing to search for; ask of a thing, as in “May pets be kept?”")
    # They are named as sections are: each name once, none that an address can't have.
    names = section_ids([(1, " ".join(found[:_IN_A_NAME])) for found in topics])
    return [
        _question(name, document, sentence, _RULES, {"yes": "Yes", "no": "No"}, _search_terms(found))
        for name, sentence, found in zip(names, sentences, topics, strict=True)
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


def _search_terms(words: Sequence[str]) -> list[str]:
    """Words with their forms."""
    terms: dict[str, None] = {}
    for word in words:
        stem = _ENDING.sub("", word)
        if word in _FORMS:
            terms |= dict.fromkeys(_FORMS[word])
        elif len(stem) < _SHORT:
            terms |= dict.fromkeys((word, f"{word}s") if word[-1] != "s" else (word[:-1], word))
        else:
            terms[f"{stem}*"] = None
    return list(terms)


def _topical(sentence: str, labels: Sequence[str]) -> list[str]:
    """The words that a question is about."""
    left_out = _PLAIN.union(*(_WORD.findall(label.casefold()) for label in labels))
    words = [word for word in _WORD.findall(sentence.casefold()) if len(word) >= _SHORTEST and word not in left_out]
    return list(dict.fromkeys(word for word in words if word not in _COMMON) or dict.fromkeys(words))
