"""Measures the topics of single paragraphs, from their words alone, against labels made by reading.

    PYTHONPATH=scripts python scripts/tools/score_topics.py --texts FOLDER [--gold FILE] [--language fr]

The header of the labels says what they mean and how labels and topics are made comparable. Printed for each such
mapping: precision, recall and F1 of each label, and over all (micro-F1); also for each half of the policies as
``topic_recall.py`` halves them.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from fineprint.read import strict_yaml
from fineprint.text.markdown import inline_text, parse
from fineprint.text.topics import Lexicon, assign_topics, lexicon_of

MAPPINGS = ("seven", "fine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A labelled paragraph: where it stands, its half, its words, its labels, the topics assigned."""

    place: str
    half: int
    words: str
    labels: frozenset[str]
    topics: frozenset[str]


def fingerprint(text: str) -> str:
    """What tells a paragraph: the hash of its letters and digits."""
    kept = "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
    return hashlib.sha256(kept.encode()).hexdigest()[:12]


def read_lexicon(path: Path, language: str | None = None) -> Lexicon:
    """The lexicon of a ``topics.yml``, or that of another language beside it; problems of a file end the run."""
    values = []
    for file in (path, *([path.with_suffix(f".{language}.yml")] if language else [])):
        loaded, problems = strict_yaml.load(file.read_bytes(), str(file))
        if loaded is None or problems:
            raise SystemExit("\n".join(map(str, problems)))
        values.append(loaded.value)
    lexicon = lexicon_of(values[0], values[1:])
    return lexicon.of(language or lexicon.language) or lexicon


def paragraphs(gold: Sequence[Mapping[str, Any]], folder: Path, lexicon: Lexicon) -> list[Paragraph]:
    """The labelled paragraphs with their topics. Ends the run where a text is not the one that was read."""
    found = []
    for entry in gold:
        path = folder / entry["file"]
        if not path.is_file():
            raise SystemExit(f"{path}: no such file; name the folder of the policies with --texts")
        lines = path.read_text(encoding="utf-8").replace("\r\n", "\n").split("\n")
        text = "\n".join(lines[entry["first"] - 1 : entry["last"]])
        place = f"{entry['file']}:{entry['first']}"
        if fingerprint(text) != entry["sha"]:
            raise SystemExit(f"{place}: this is not the paragraph that was labelled")
        # Out of its surroundings an indented line would be code.
        parsed = parse("\n".join(line.strip() for line in text.split("\n")))
        words = "\n".join(inline_text(token) for token in parsed if token.type == "inline")
        found.append(
            Paragraph(
                place=place,
                half=hashlib.sha256(entry["file"].encode()).digest()[-1] % 2,
                words=words,
                labels=frozenset(entry["labels"]),
                topics=frozenset(assign_topics(lexicon, "", words)),
            )
        )
    return found


def figures(right: int, given: int, wanted: int) -> str:
    """Precision, recall and F1 of counts."""
    precision, recall = right / given if given else 1.0, right / wanted if wanted else 1.0
    both = 2 * right / (given + wanted) if given + wanted else 1.0
    return f"P {precision:.2f} R {recall:.2f} F1 {both:.3f} (right {right}, given {given}, wanted {wanted})"


def report(mapping: Mapping[str, Mapping[str, list[str]]], read: Sequence[Paragraph], wrong: bool) -> tuple[str, str]:
    """A mapping's lines, one a label, and its figures over all labels; with ``wrong`` each error below its label."""
    lines, sums = [], [0, 0, 0]
    for name, same in mapping.items():
        wanted = [one for one in read if one.labels.intersection(same["labels"])]
        given = [one for one in read if one.topics.intersection(same["topics"])]
        counts = (sum(one in wanted for one in given), len(given), len(wanted))
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
        lines.append(f"  {name:12} {figures(*counts)}")
        if wrong:
            lines += [f"    - {one.place} {one.words[:200]!r}" for one in wanted if one not in given]
            lines += [f"    + {one.place} {one.words[:200]!r}" for one in given if one not in wanted]
    return "\n".join(lines), figures(*sums)


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; with ``--wrong`` every label missed (-) and given beside the reader's (+)."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gold", type=Path, default=Path("tests/gold/blind-topics.yml"), help="the labels")
    parser.add_argument("--texts", type=Path, required=True, help="folder of the policies that they name")
    parser.add_argument("--topics", type=Path, default=Path("policies/topics.yml"), help="the lexicon")
    parser.add_argument("--language", help="of the texts, where it is another than that of the lexicon: fr, de")
    parser.add_argument("--wrong", action="store_true", help="list the errors")
    options = parser.parse_args(arguments)
    gold = yaml.safe_load(options.gold.read_text(encoding="utf-8"))
    lexicon = read_lexicon(options.topics, options.language)
    for part in (name for name in ("paragraphs", "later") if name in gold):
        print(part)
        _print(gold, paragraphs(gold[part], options.texts, lexicon), options.wrong)
    return 0


def _print(gold: Mapping[str, Any], read: Sequence[Paragraph], wrong: bool) -> None:
    for mapping in MAPPINGS:
        lines, overall = report(gold[mapping], read, wrong)
        print(f"{mapping}, {len(read)} paragraphs: micro {overall}\n{lines}")
        for half, name in enumerate(("first", "second")):
            part = [one for one in read if one.half == half]
            print(f"  {name} half, {len(part)} paragraphs: micro {report(gold[mapping], part, wrong=False)[1]}")


if __name__ == "__main__":
    sys.exit(main())
