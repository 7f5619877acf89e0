"""Why each section of a text carries its topics: the matched phrases, the score against the threshold, the runner-up.

PYTHONPATH=scripts python scripts/tools/explain.py TEXT [--topics policies/topics.yml]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from topic_recall import read_lexicon, sections

from fineprint.text.topics import Lexicon, TopicScore, carried, needed_score, score_section

#: Points below which a topic is not worth a thought.
WEAK = 3


def explain(lexicon: Lexicon, heading: str, body: str) -> Iterator[str]:
    """The lines of the explanation of one section."""
    scores = score_section(lexicon, heading, body)
    assigned, needed = carried(lexicon, scores), needed_score(lexicon, scores)
    yield f"{heading or '(before the first heading)'}   [{len(body.split())} words]"
    yield f"  carries: {', '.join(assigned) or 'no topic'}"
    runner_up = next((score for score in scores if score.topic not in assigned), None)
    for score in scores:
        if score.topic in assigned:
            yield _line(lexicon, score, needed, "assigned")
        elif score is runner_up:
            yield _line(lexicon, score, needed, "runner-up")
        elif score.score >= WEAK:
            yield _line(lexicon, score, needed, "below")
    yield ""


def _line(lexicon: Lexicon, score: TopicScore, needed: float, standing: str) -> str:
    phrases = ", ".join(
        f"{phrase}{f' ×{count}' if count > 1 else ''} ({weight:+d}{' in heading' if in_heading else ''})"
        for phrase, count, weight, in_heading in score.matches
    )
    weak = ", too weak to suggest" if score.score < WEAK else ""
    return f"  {standing:9} {score.topic:14} {score.score:3} of {needed:g}{weak}: {phrases}"


def main() -> None:
    """Explains one text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("text", type=Path, help="a policy's text, plain or Markdown")
    parser.add_argument("--topics", type=Path, default=Path("policies/topics.yml"))
    arguments = parser.parse_args()
    lexicon = read_lexicon(arguments.topics)
    print(
        f"A section carries a topic from {lexicon.threshold} points and half its best score; a topic is suggested from "
        f"{WEAK}; a phrase in the heading counts {lexicon.heading_factor} times.\n"
    )
    for heading, body in sections(arguments.text.read_text(encoding="utf-8")):
        print("\n".join(explain(lexicon, heading, body)))


if __name__ == "__main__":
    main()
