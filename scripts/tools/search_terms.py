#!/usr/bin/env python3
"""Lists what each question's search terms hit over a folder of texts, questions without a hit first.

    PYTHONPATH=scripts python scripts/tools/search_terms.py --texts FOLDER [--root FOLDER]

Texts are cut into headings and clauses as the splitter drafts them; a question whose search terms hit few texts proves
little by a silence. Below each question stand those of its search terms that hit nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from fineprint.core.answers import Question
from fineprint.outline import draft
from fineprint.prove.term_hits import SearchTerms, why_unmatchable
from fineprint.prove.units import Unit, units_of
from fineprint.read.files import BOOK_FILES
from fineprint.read.parsing import questions_of
from fineprint.read.schema import schema_problems
from fineprint.read.sections import cut
from fineprint.read.strict_yaml import load
from fineprint.text import language
from fineprint.text.paragraphs import read_blocks


def units(text: str) -> tuple[Unit, ...]:
    """The units of a text, read and cut as the splitter drafts it."""
    drafted = draft(text)
    blocks = read_blocks(text.split("\n"), drafted.text_format, drafted.excluded, drafted.headings)
    sections, _ = cut(blocks, drafted.headings)
    return tuple(units_of(sections))


def read_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a ``questions.yml``; problems of the file end the run."""
    file, problems = load(path.read_bytes(), str(path))
    problems = problems or list(schema_problems("questions", file))
    if file is None or problems:
        raise SystemExit("\n".join(map(str, problems)))
    return questions_of(file.value)


def report(questions: Sequence[Question], texts: Sequence[Path]) -> str:
    """A line a question: in how many texts and clauses its search terms stand; then those that stand nowhere."""
    terms = SearchTerms(questions)
    clauses, hit_texts, by_term = Counter[str](), Counter[str](), Counter[str]()
    for path in texts:
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        found: dict[str, set[str]] = defaultdict(set)
        spoken = language.detect(text) or "en"
        asking = terms.questions(spoken)
        for hit in terms.find(units(text), spoken):
            by_term[hit.term] += 1
            for question in asking[hit.term]:
                found[question.id].add(hit.address)
        hit_texts.update(found.keys())
        clauses.update({question: len(addresses) for question, addresses in found.items()})
    width = max((len(question.id) for question in questions), default=0)
    head = f"texts of {len(texts)}"
    lines = [f"{'question':{width}}  {head}  clauses"]
    for question in sorted(questions, key=lambda question: (hit_texts[question.id], clauses[question.id])):
        lines.append(f"{question.id:{width}}  {hit_texts[question.id]:{len(head)}}  {clauses[question.id]:7}")
        never = [term for term in question.search_terms if not why_unmatchable(term) and not by_term[term]]
        if never:
            lines.append(f"    nowhere: {', '.join(never)}")
        if broken := [term for term in question.search_terms if why_unmatchable(term)]:
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
