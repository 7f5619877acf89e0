"""What data must mean, beyond its shape: one small generator a rule, whose first line is the rule.

The method page prints these lines. Rules see the whole book; those for publishing alone are not among them.
"""

from __future__ import annotations

from ..load import Loaded
from ..problems import Problem
from . import answers, book, findings, silence
from .cells import Rule

RULES: tuple[Rule, ...] = (*book.RULES, *answers.RULES, *silence.RULES, *findings.RULES)


def check(loaded: Loaded) -> list[Problem]:
    """Everything wrong with a book: what its reading found and what the rules find."""
    problems = list(loaded.problems)
    if loaded.book is not None:
        for rule in RULES:
            problems.extend(rule(loaded.book, loaded))
    return problems


def described() -> list[tuple[str, str]]:
    """Each rule's name and its first line, for the method page."""
    return [(rule.__name__.replace("_", "-"), (rule.__doc__ or "").split("\n")[0]) for rule in RULES]
