"""Measures the splitter against outlines made by reading: exact heading lines, levels, texts without an error.

Titles, their repetitions and headings marked optional count neither way; a heading over several lines counts on any.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from fineprint.outline import Draft, draft


@dataclass(slots=True, kw_only=True)
class Score:
    """What was found and missed in one text."""

    file: str
    style: str
    hits: int = 0
    levels_right: int = 0
    missed: list[tuple[int, str]] = field(default_factory=list)
    surplus: list[tuple[int, str]] = field(default_factory=list)
    misplaced: list[tuple[int, str]] = field(default_factory=list)
    milliseconds: float = 0.0


def neutral_lines(policy: Mapping[str, Any]) -> set[int]:
    """Lines on which a drafted heading is neither right nor wrong."""
    lines = {int(line) for line in policy.get("ignore_lines") or ()}
    for name in ("title", "duplicate_title", "breadcrumb"):
        found = policy.get(name)
        if isinstance(found, Mapping):
            lines.update(int(line) for line in found.get("lines") or [found["line"]])
        elif isinstance(found, int):
            lines.add(found)
    for heading in policy.get("headings") or ():
        if heading.get("optional"):
            lines.update(covered(heading))
    return lines


def covered(heading: Mapping[str, Any]) -> set[int]:
    """The lines of a heading."""
    return {int(heading["line"]), *(int(line) for line in heading.get("lines") or ())}


def compare(policy: Mapping[str, Any], made: Draft) -> Score:
    """The score of a draft against an outline."""
    score = Score(file=str(policy["file"]), style=str(policy.get("style", "")))
    drafted = {heading.lines: heading for heading in made.headings}
    by_line = {line: heading for heading in made.headings for line in heading.lines.numbers()}
    used = set()
    required = [heading for heading in policy.get("headings") or () if not heading.get("optional")]
    for wanted in required:
        hit = next((by_line[line] for line in sorted(covered(wanted)) if line in by_line), None)
        hit = by_line.get(int(wanted["line"]), hit)
        if hit is None or hit.lines in used:
            score.missed.append((int(wanted["line"]), str(wanted.get("text", ""))))
            continue
        used.add(hit.lines)
        score.hits += 1
        if hit.level in (wanted["level"], wanted.get("alt_level")):
            score.levels_right += 1
        else:
            score.misplaced.append((hit.lines.first, f"{hit.level} for {wanted['level']}: {hit.heading}"))
    neutral = neutral_lines(policy)
    for lines, heading in drafted.items():
        if lines not in used and not neutral.intersection(lines.numbers()):
            score.surplus.append((lines[0], heading.heading))
    return score


def figures(scores: list[Score]) -> tuple[float, float, float, float]:
    """Precision, recall, F1 and the share of levels right among the hits."""
    hits = sum(score.hits for score in scores)
    surplus = sum(len(score.surplus) for score in scores)
    missed = sum(len(score.missed) for score in scores)
    precision = hits / (hits + surplus) if hits + surplus else 1.0
    recall = hits / (hits + missed) if hits + missed else 1.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, both, sum(score.levels_right for score in scores) / hits if hits else 1.0


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; 1 if F1 is below ``--min-f1``."""
    parser = argparse.ArgumentParser(description="Score drafted outlines against outlines made by reading.")
    parser.add_argument("--gold", type=Path, required=True, help="YAML file of outlines")
    parser.add_argument("--texts", type=Path, required=True, help="folder of the texts it names")
    parser.add_argument("--min-f1", type=float, default=0.0, help="exit with 1 below this F1")
    parser.add_argument("--quiet", action="store_true", help="only the summary")
    options = parser.parse_args(arguments)
    policies = yaml.safe_load(options.gold.read_text(encoding="utf-8"))["policies"]
    scores = []
    for policy in policies:
        text = (options.texts / policy["file"]).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        began = time.process_time()
        made = draft(text)
        score = compare(policy, made)
        score.milliseconds = 1000 * (time.process_time() - began)
        scores.append(score)
        if not options.quiet:
            print_score(score)
    precision, recall, both, levels = figures(scores)
    clean = sum(not score.missed and not score.surplus for score in scores)
    required = sum(score.hits + len(score.missed) for score in scores)
    print(f"{len(scores)} texts, {required} headings: precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}")
    print(f"levels right {levels:.3f}, texts without an error {clean}/{len(scores)}")
    times = sorted(score.milliseconds for score in scores)
    if times:
        print(f"CPU milliseconds a text: median {times[len(times) // 2]:.1f}, most {times[-1]:.1f}")
    return int(both < options.min_f1)


def print_score(score: Score) -> None:
    """One text: its figures, then each miss (-), surplus heading (+) and wrong level (~) with its line."""
    precision, recall, both, _ = figures([score])
    print(f"{score.file}: P {precision:.3f} R {recall:.3f} F1 {both:.3f} | {score.style}")
    for sign, entries in (("-", score.missed), ("+", score.surplus), ("~", score.misplaced)):
        for line, text in entries:
            print(f"  {sign} {line}: {text}")


if __name__ == "__main__":
    sys.exit(main())
