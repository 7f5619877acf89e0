#!/usr/bin/env python3
"""Measures the search terms against policies labelled by reading: what they find, and how much there is to look at.

    PYTHONPATH=scripts python scripts/tools/term_recall.py --texts FOLDER --half tune|test [--questions FILE]

The labels name, for whole policies, the units that bear on a question; their header says how they were made. A true
unit is found if a search term of its question stands in it. Printed: recall over all questions with its 95 % interval
(the policies drawn anew with replacement), a question's own figure where it has twenty true units, the same where a
term in what leads in a list is taken to find the items, and how many units have a term, a question and 1,000 words.
Then: how many of that half's plain sentences hold a term of their question, and which do not.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fineprint.core.answers import Question
from fineprint.core.lines import Lines
from fineprint.prove.term_hits import SearchTerms
from fineprint.prove.units import Span, Unit
from fineprint.read.strict_yaml import load
from tools.search_terms import read_questions, units

#: The language of the labelled texts.
LANGUAGE = "en"

#: How often the policies are drawn anew for the interval, and from how many true units a question has its own figure.
DRAWS, FEWEST = 2_000, 20
HALVES = ("tune", "test")


@dataclass(slots=True)
class Measured:
    """What the terms did in one policy, by question: its words, true units, those found, found with lead-ins, hits."""

    words: int = 0
    true: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    led: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)


def read_gold(path: Path, key: str) -> Any:
    """What stands under one key of a file in ``tests/gold``; problems of the file end the run."""
    file, problems = load(path.read_bytes(), str(path))
    if file is None or problems:
        raise SystemExit("\n".join(map(str, problems)))
    value: Any = file.value
    return value[key]


def fingerprint(words: str) -> str:
    """What tells a unit: the beginning of the hash of its words."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def labelled_units(policy: Mapping[str, Any], folder: Path) -> list[tuple[Unit, frozenset[str]]]:
    """All units of a policy, each with the questions it bears on. Another text than the labelled one ends the run."""
    path = folder / policy["file"]
    if not path.is_file():
        raise SystemExit(f"{path}: no such file; name the folder of the policies with --texts")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != policy["sha256"]:
        raise SystemExit(f"{path}: this is not the text that was labelled")
    labels = {(*entry["lines"], entry["sha"]): frozenset(entry["questions"]) for entry in policy["units"]}
    cut = [
        (unit, labels.pop((*unit.lines, fingerprint(unit.words)), frozenset()))
        for unit in units(data.decode("utf-8", "replace").replace("\r\n", "\n"))
    ]
    if labels:
        places = ", ".join(str(first) for first, _, _ in labels)
        raise SystemExit(f"{path}: no unit has the words that were labelled at line {places}; the cutting has changed")
    return cut


def measure(labelled: Sequence[tuple[Unit, frozenset[str]]], terms: SearchTerms) -> Measured:
    """What the terms find of one policy's labelled units."""
    places: dict[str, list[tuple[Span, frozenset[str]]]] = defaultdict(list)
    asking = terms.questions(LANGUAGE)
    asked = {question.id for questions in asking.values() for question in questions}
    for hit in terms.find([unit for unit, _ in labelled], LANGUAGE):
        about = frozenset(question.id for question in asking[hit.term])
        places[hit.passage].append((hit.span, about))
    result, nothing = Measured(), frozenset[str]()

    def within(span: Span) -> frozenset[str]:
        return nothing.union(*(about for hit, about in places[span.passage] if span.holds(hit)))

    for unit, true in labelled:
        found = within(unit.span)
        led = found.union(*(within(led.span) for led in unit.lead_ins))
        result.words += len(unit.words.split())
        result.true.update(true & asked)
        result.found.update(true & found)
        result.led.update(true & led)
        result.hits.update(found)
    return result


def interval(measured: Sequence[Measured], share: Callable[[Sequence[Measured]], float]) -> tuple[float, float]:
    """The middle 95 % of a share when the policies are drawn anew with replacement; the same at every run."""
    chance = random.Random(1)
    drawn = sorted(share(chance.choices(measured, k=len(measured))) for _ in range(DRAWS))
    return drawn[DRAWS // 40], drawn[-1 - DRAWS // 40]


def recall(measured: Sequence[Measured], which: str = "found") -> float:
    """Of the true units of some policies, the share found; ``which`` is "found" or "led"."""
    true = sum(one.true.total() for one in measured)
    return sum(getattr(one, which).total() for one in measured) / true if true else 0.0


def report(questions: Sequence[Question], measured: Sequence[Measured]) -> str:
    """The figures over all questions, then a line a question."""
    words = sum(one.words for one in measured)
    true, found, hits = Counter[str](), Counter[str](), Counter[str]()
    for one in measured:
        true.update(one.true)
        found.update(one.found)
        hits.update(one.hits)
    low, high = interval(measured, recall)
    low_led, high_led = interval(measured, lambda drawn: recall(drawn, "led"))
    density = 1000 / words if words else 0.0
    lines = [
        f"{len(measured)} policies, {words} words, {true.total()} true units over {len(questions)} questions",
        f"recall {found.total()}/{true.total()} = {recall(measured):.3f}, 95 % interval {low:.3f} to {high:.3f}",
        f"  counting a term in what leads in a list: {recall(measured, 'led'):.3f}, {low_led:.3f} to {high_led:.3f}",
        f"units to look at, a question and 1,000 words: {hits.total() * density / len(questions):.2f}"
        + f" (true ones: {true.total() * density / len(questions):.2f})",
    ]
    for question in questions:
        key = question.id
        own = f"{found[key] / true[key]:.2f}" if true[key] >= FEWEST else "  - "
        lines.append(f"  {key:30} {found[key]:4}/{true[key]:<4} {own}  to look at {hits[key] * density:.2f}")
    return "\n".join(lines) + "\n"


def missed_sentences(sentences: Mapping[str, Sequence[str]], terms: SearchTerms) -> tuple[int, list[str]]:
    """Of plain sentences by question: how many there are, and those without a term of their question."""
    every = [(question, words) for question, mine in sentences.items() for words in mine]
    cut = [Unit(str(at), words, Lines.at(1), None, str(at), 0, "") for at, (_, words) in enumerate(every)]
    asking = terms.questions(LANGUAGE)
    hit = {(hit.address, question.id) for hit in terms.find(cut, LANGUAGE) for question in asking[hit.term]}
    missed = [f"{asked}: {words}" for at, (asked, words) in enumerate(every) if (str(at), asked) not in hit]
    return len(every), missed


def main() -> None:
    """Measures one half of the labelled policies and prints the figures."""
    here = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=Path, required=True, metavar="FOLDER", help="the folder of the policies")
    parser.add_argument("--half", choices=HALVES, default="tune", help="test: only when the terms are done")
    parser.add_argument("--questions", type=Path, default=here / "policies/questions.yml")
    parser.add_argument("--gold", type=Path, default=here / "tests/gold/term-labels.yml")
    parser.add_argument("--sentences", type=Path, default=here / "tests/gold/plain-sentences.yml")
    options = parser.parse_args()
    questions = read_questions(options.questions)
    terms = SearchTerms(questions)
    policies = [policy for policy in read_gold(options.gold, "policies") if policy["half"] == options.half]
    sys.stdout.write(report(questions, [measure(labelled_units(one, options.texts), terms) for one in policies]))
    total, missed = missed_sentences(read_gold(options.sentences, options.half), terms)
    sys.stdout.write("\n".join([f"plain sentences found: {total - len(missed)}/{total}", *missed]) + "\n")


if __name__ == "__main__":
    main()
