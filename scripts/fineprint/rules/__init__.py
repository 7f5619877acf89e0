"""What data must mean, beyond its shape: one small generator a rule, whose first line is the rule.

The method page prints these lines; those for publishing alone are not among them. A rule sees the whole book, or,
where it looks at each vendor by itself, a book of one vendor: what it found is then kept until that vendor changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..core.problems import Problem
from ..prove.text_integrity import WordCount
from ..read.result import ReadBook, ReadResult
from . import answers, book, considered, facts, findings, limits, readings, redirects, silence
from .answer_context import Rule

RULES: tuple[Rule, ...] = (
    *book.RULES,
    *facts.RULES,
    *answers.RULES,
    *limits.RULES,
    *silence.RULES,
    *considered.RULES,
    *findings.RULES,
    *readings.RULES,
)
#: Rules that look at several vendors together, or at none.
OF_BOOK: tuple[Rule, ...] = (
    book.folder_is_free,
    book.topic_ids_are_unique,
    book.book_addresses_hold,
    *redirects.RULES,
    facts.successors_are_vendors,
    limits.limiting_phrases_can_match,
    limits.findings_keep_their_limits,
    silence.search_terms_can_match,
    silence.reasons_are_not_stamped,
    findings.question_ids_are_unique,
    findings.questions_have_a_place,
    findings.referenced_documents_are_in_the_book,
    findings.findings_are_listed_well,
    findings.findings_are_proved,
    readings.readings_are_of_cells,
    readings.readings_are_under_todays_rules,
    readings.readers_are_known,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the rules found in a vendor, its reasons for silences, of which a book must not have too many alike, and the
    words of its versions, by key."""

    problems: list[Problem]
    counts: dict[str, WordCount]
    reasons: list[tuple[str, silence.FilePosition]]


def check_vendor(loaded: ReadBook) -> Checked:
    """What the rules that look at each vendor by itself find in a book of one vendor."""
    rules = (rule for rule in RULES if rule not in OF_BOOK)
    return Checked(
        problems=[problem for rule in rules for problem in rule(loaded.book, loaded)],
        counts={version.key: loaded.evidence.of(version).count for version in loaded.book.versions()},
        reasons=list(silence.ruled_out_reasons(loaded.book, loaded)),
    )


def check(loaded: ReadResult) -> list[Problem]:
    """Everything wrong with a book: what its reading found and what the rules find."""
    problems = list(loaded.problems)
    if loaded.book is not None:
        for made in loaded.made.values():
            problems.extend(made.checked.problems)
        for rule in OF_BOOK if loaded.made else RULES:
            problems.extend(rule(loaded.book, loaded))
    return problems


def described() -> list[tuple[str, str]]:
    """Each rule's name and its first line, for the method page."""
    return [(rule.__name__.replace("_", "-"), (rule.__doc__ or "").split("\n")[0]) for rule in RULES]
