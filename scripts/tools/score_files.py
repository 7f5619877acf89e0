"""Measures converter and splitter together against outlines of real files, whose headings are named by keys.

    PYTHONPATH=scripts python scripts/tools/score_files.py --files FOLDER [--gold tests/gold/blind-outlines.yml]

The header of the outlines says how a key is made. Drafted headings are matched with those of the outline by key and in
order; optional ones and titles count neither way. A file that is refused misses all its headings. With ``--pdf-lines``
the splitter is measured apart from what our converter makes of PDFs.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import yaml

from fineprint.core.model import OutlineEntry
from fineprint.intake import RefusedError
from fineprint.intake.convert import convert, kind_of
from fineprint.outline import draft

NUMBER = re.compile(r"^\W*(?:\d+(?:\.\d+)*(?:[.):]+-?\s*|\s*[-–—]\s*|\s+)|(?:[ivxlc]+|[a-z])(?:[.):]+-?|\s?[-–—])\s+)")
#: What a match is worth, so that a required heading is never given up for an optional one.
REQUIRED, OPTIONAL = 1.0, 0.001


@dataclass(slots=True, kw_only=True)
class Score:
    """What was found and missed in one file; ``levels`` right among ``hits``."""

    file: str
    required: int
    refused: str = ""
    hits: int = 0
    levels: int = 0
    missed: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)


def key_of(words: str) -> str:
    """The key of a heading's words; empty where they have no letter or digit."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    shown = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf").strip().lstrip(" *_#·•")
    kept = "".join(sign for sign in NUMBER.sub("", shown, count=1) if sign.isalnum())
    return hashlib.sha256(kept.encode()).hexdigest()[:12] if kept else ""


def matches(wanted: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> dict[int, int]:
    """Position in the outline → position among the drafted headings: the longest common subsequence of keys."""
    best = [[0.0] * (len(keys) + 1) for _ in range(len(wanted) + 1)]
    for row in range(len(wanted) - 1, -1, -1):
        worth = OPTIONAL if wanted[row].get("optional") else REQUIRED
        for column in range(len(keys) - 1, -1, -1):
            both = worth + best[row + 1][column + 1] if wanted[row]["key"] == keys[column] else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], both)
    found, row, column = {}, 0, 0
    while row < len(wanted) and column < len(keys):
        worth = OPTIONAL if wanted[row].get("optional") else REQUIRED
        same = wanted[row]["key"] == keys[column]
        if same and best[row][column] == worth + best[row + 1][column + 1]:
            found[row] = column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return found


def compare(policy: Mapping[str, Any], headings: Sequence[OutlineEntry], text: str) -> Score:
    """The score of drafted headings against an outline; ``text`` is what they were drafted from."""
    wanted = policy["headings"]
    score = Score(file=policy["file"], required=sum(not heading.get("optional") for heading in wanted))
    found = matches(wanted, [key_of(heading.heading) for heading in headings])
    lines: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        lines.setdefault(key_of(line), f"line {number}: {line}")
    for position, heading in enumerate(wanted):
        if heading.get("optional"):
            continue
        if position not in found:
            score.missed.append(f"{heading['at']}: {lines.get(heading['key'], 'no line has these words alone')}")
            continue
        made = headings[found[position]]
        score.hits += 1
        if made.level in (heading["level"], heading.get("alt_level")):
            score.levels += 1
        else:
            score.misplaced.append(f"{heading['at']}: {made.level} for {heading['level']}: {made.heading}")
    neutral, ignored = set(policy.get("ignore") or ()), set(policy.get("ignore_lines") or ())
    for position, made in enumerate(headings):
        excluded = ignored.intersection(made.lines.numbers())
        if position not in found.values() and key_of(made.heading) not in neutral and not excluded:
            score.surplus.append(f"line {made.lines.first}: {made.heading}")
    return score


def lines_of(raw: bytes) -> str:
    """The lines of a PDF as PDFium gives them, page after page."""
    document = pypdfium2.PdfDocument(raw)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", "")


def measure(policy: Mapping[str, Any], folder: Path, *, pdf_lines: bool) -> Score:
    """The score of one file, taken in with the element that the outline names. Ends the run if its bytes differ."""
    path = folder / policy["file"]
    if not path.is_file():
        raise SystemExit(f"{path}: no such file; name the folder of the files with --files")
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != policy["sha256"]:
        raise SystemExit(f"{policy['file']}: these are not the bytes that the outline was made from")
    kind = kind_of(raw, policy["file"])
    if kind == "pdf" and pdf_lines:
        text = lines_of(raw)
        return compare(policy, draft(text).headings, text)
    try:
        made = convert(raw, kind, element=policy.get("element"))
    except RefusedError as refusal:
        required = sum(not heading.get("optional") for heading in policy["headings"])
        missed = [f"{heading['at']}: refused" for heading in policy["headings"] if not heading.get("optional")]
        return Score(file=policy["file"], required=required, refused=str(refusal), missed=missed)
    text = made.raw.decode("utf-8", "replace").replace("\r\n", "\n")
    return compare(policy, draft(text).headings, text)


def score_line(scores: Sequence[Score], name: str) -> str:
    """One line of figures: precision, recall, F1 and levels right among the hits."""
    hits, required = sum(score.hits for score in scores), sum(score.required for score in scores)
    surplus, levels = sum(len(score.surplus) for score in scores), sum(score.levels for score in scores)
    precision = hits / (hits + surplus) if hits + surplus else 1.0
    recall = hits / required if required else 1.0
    both = 2 * hits / (hits + surplus + required) if surplus + required else 1.0
    right = f"{levels / hits:.3f}" if hits else "-"
    return f"{name}: {required} headings, P {precision:.3f} R {recall:.3f} F1 {both:.3f} levels {right}"


def main(arguments: list[str] | None = None) -> int:
    """Prints each file with its misses (-), surplus headings (+) and wrong levels (~), then the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gold", type=Path, default=Path("tests/gold/blind-outlines.yml"), help="the outlines")
    parser.add_argument("--files", type=Path, required=True, help="folder of the files that they name")
    parser.add_argument("--pdf-lines", action="store_true", help="the lines of PDFs by PDFium, not our converter")
    parser.add_argument("--quiet", action="store_true", help="only the figures")
    options = parser.parse_args(arguments)
    policies = yaml.safe_load(options.gold.read_text(encoding="utf-8"))["policies"]
    scores = [measure(policy, options.files, pdf_lines=options.pdf_lines) for policy in policies]
    for score in scores:
        print(score_line([score], score.file) + (f" | refused: {score.refused}" if score.refused else ""))
        for sign, entries in (("-", score.missed), ("+", score.surplus), ("~", score.misplaced)):
            for entry in () if options.quiet else entries:
                print(f"  {sign} {entry[:150]}")
    for kind in sorted({score.file.rpartition(".")[2] for score in scores}):
        print(score_line([score for score in scores if score.file.endswith(kind)], kind))
    taken = [score for score in scores if not score.refused]
    clean = sum(not score.missed and not score.surplus for score in scores)
    print(score_line(taken, f"{len(taken)} taken in"))
    print(score_line(scores, f"all {len(scores)}") + f", without an error {clean}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
