"""What data must mean, beyond its shape: one small generator a rule, whose first line is the rule.

The method page prints these lines; those for publishing alone are not among them. A rule that looks ``across_vendors``
sees the whole book; every other one sees a book of one vendor, and what it found is kept until that vendor changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..core.problems import Problem
from ..prove.text_integrity import WordCount
from ..read.result import ReadBook, ReadResult
from . import answers, book, considered, facts, findings, limits, readings, search_terms
from .answer_context import Rule, is_across_vendors

RULES: tuple[Rule, ...] = (
    *book.RULES,
    *facts.RULES,
    *answers.RULES,
    *limits.RULES,
    *search_terms.RULES,
    *considered.RULES,
    *findings.RULES,
    *readings.RULES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the rules found in a vendor, its reasons for silences, of which a book must not have too many alike, and the
    words of its versions, by key."""

    problems: list[Problem]
    counts: dict[str, WordCount]
    reasons: list[tuple[str, search_terms.FilePosition]]


def check_vendor(loaded: ReadBook) -> Checked:
    """What the rules that look at each vendor by itself find in a book of one vendor."""
    rules = (rule for rule in RULES if not is_across_vendors(rule))
    return Checked(
        problems=[problem for rule in rules for problem in rule(loaded.book, loaded)],
        counts={version.key: loaded.evidence.of(version).count for version in loaded.book.versions()},
        reasons=list(search_terms.ruled_out_reasons(loaded.book, loaded)),
    )


def check(loaded: ReadResult) -> list[Problem]:
    """Everything wrong with a book: what its reading found and what the rules find."""
    problems = list(loaded.problems)
    if loaded.book is not None:
        for made in loaded.made.values():
            problems.extend(made.checked.problems)
        for rule in filter(is_across_vendors, RULES) if loaded.made else RULES:
            problems.extend(rule(loaded.book, loaded))
    return problems


def described() -> list[tuple[str, str]]:
    """Each rule's name and its first line, for the method page."""
    return [(rule.__name__.replace("_", "-"), (rule.__doc__ or "").split("\n")[0]) for rule in RULES]
