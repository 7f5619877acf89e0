#!/usr/bin/env python3
"""Lists what each question's cues hit over a folder of texts, questions without a hit first.

    PYTHONPATH=scripts python scripts/yardsticks/cues.py --texts FOLDER [--root FOLDER]

Texts are cut into headings and clauses as the splitter drafts them; a question whose cues hit few texts proves little
by a silence. Below each question stand those of its cues that hit nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from fineprint.answers import Question, questions_of
from fineprint.evidence import Cues, Passage, hollow, passages_of
from fineprint.files import BOOK_FILES
from fineprint.model import Entry, Lifted, Reading
from fineprint.reading import read
from fineprint.sections import cut
from fineprint.shape import shape_problems
from fineprint.split import draft
from fineprint.strict_yaml import load


def passages(text: str) -> tuple[Passage, ...]:
    """The headings and clauses of a text, read and cut as the splitter drafts it."""
    drafted = draft(text)
    reading = Reading(
        syntax=drafted.syntax, paragraphs=drafted.paragraphs, join=drafted.join, break_before=drafted.break_before
    )
    entries = [Entry(id=head.id, lines=head.lines, level=head.level, heading=head.heading) for head in drafted.headings]
    lifted = [Lifted(lines=part.lines, kind=part.kind) for part in drafted.lifted]
    sections, _ = cut(read(text.split("\n"), reading, lifted, entries), entries)
    return tuple(passages_of(sections))


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a ``questions.yml``; problems of the file end the run."""
    file, problems = load(path.read_bytes(), str(path))
    problems = problems or list(shape_problems("questions", file))
    if file is None or problems:
        raise SystemExit("\n".join(map(str, problems)))
    return questions_of(file.value)


def report(questions: Sequence[Question], texts: Sequence[Path]) -> str:
    """A line a question: in how many texts and clauses its cues stand; then the cues that stand nowhere."""
    cues = Cues(questions)
    clauses, hit_texts, by_cue = Counter[str](), Counter[str](), Counter[str]()
    for path in texts:
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        found: dict[str, set[str]] = defaultdict(set)
        for hit in cues.find(passages(text)):
            by_cue[hit.cue] += 1
            for question in cues.questions[hit.cue]:
                found[question.id].add(hit.address)
        hit_texts.update(found.keys())
        clauses.update({question: len(addresses) for question, addresses in found.items()})
    width = max((len(question.id) for question in questions), default=0)
    head = f"texts of {len(texts)}"
    lines = [f"{'question':{width}}  {head}  clauses"]
    for question in sorted(questions, key=lambda question: (hit_texts[question.id], clauses[question.id])):
        lines.append(f"{question.id:{width}}  {hit_texts[question.id]:{len(head)}}  {clauses[question.id]:7}")
        never = [cue for cue in question.cues if not hollow(cue) and not by_cue[cue]]
        if never:
            lines.append(f"    nowhere: {', '.join(never)}")
        if broken := [cue for cue in question.cues if hollow(cue)]:
            lines.append(f"    can match nothing: {', '.join(broken)}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Reads the questions and a folder, and prints the report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    here = Path(__file__).resolve().parents[2]
    parser.add_argument("--texts", type=Path, required=True, metavar="FOLDER", help="policies, at any depth")
    parser.add_argument("--root", type=Path, default=here, metavar="FOLDER", help="folder that holds policies/")
    options = parser.parse_args()
    files = sorted(path for path in options.texts.rglob("*") if path.suffix in (".md", ".txt") and path.is_file())
    texts = [path for path in files if path.name not in BOOK_FILES]
    sys.stdout.write(report(read_questions(options.root / "policies/questions.yml"), texts))


if __name__ == "__main__":
    main()
