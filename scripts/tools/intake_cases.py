"""Takes a folder of small inputs in and says of each whether what came of it is right.

    PYTHONPATH=scripts python scripts/tools/intake_cases.py --folder FOLDER [--cases tests/gold/intake-cases.yml]

The header of the file of cases says what is compared. Exit code 1 if one is wrong or missing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from fineprint.intake import RefusedError
from fineprint.intake.convert import convert, kind_of
from fineprint.intake.drafting import draft_version, reported_exclusions
from fineprint.intake.odd_page import odd_page
from tools.documents import metadata
from tools.scratch import lexicon


def wrong(path: Path, case: Mapping[str, Any]) -> Iterator[str]:
    """What of a file is not as its case says."""
    raw = path.read_bytes()
    try:
        kind = kind_of(raw, path.name)
        converted = convert(raw, kind)
        version = draft_version(converted, metadata(path), lexicon(), None).version
    except RefusedError as reason:
        if not re.search(case.get("refused", r"(?!)"), str(reason)):
            yield f"refused: {reason}"
        return
    if "refused" in case:
        yield "taken, not refused"
    text = converted.raw.decode()
    said = "\n".join(
        [*converted.said, *reported_exclusions(version), *(f"{one.kind}: {one.note}" for one in version.record.damage)]
    )
    yield from (f"the text has no {one!r}" for one in case.get("text", ()) if not re.search(one, text))
    yield from (f"the text has {one!r}" for one in case.get("without", ()) if re.search(one, text))
    yield from (f"nothing says {one!r}" for one in case.get("said", ()) if not re.search(one, said))
    headings = [section.heading for section in version.sections if section.heading]
    if headings != case.get("sections", headings):
        yield f"its sections are {headings}"
    if "odd" in case and case["odd"] not in (odd_page(text, raw if kind == "html" else b"") or ""):
        yield f"it is not told to be {case['odd']!r}"


def main(arguments: list[str] | None = None) -> int:
    """Prints a line for each case that is wrong, and how many are right."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, required=True, help="folder of the inputs")
    parser.add_argument(
        "--cases", type=Path, default=Path("tests/gold/intake-cases.yml"), help="what must come of each"
    )
    options = parser.parse_args(arguments)
    cases: Mapping[str, Mapping[str, Any]] = yaml.safe_load(options.cases.read_text(encoding="utf-8"))
    right = 0
    for name, case in cases.items():
        path = options.folder / name
        found = list(wrong(path, case)) if path.is_file() else ["there is no such file"]
        right += not found
        for line in found:
            print(f"{name}: {line}")
    print(f"{right} of {len(cases)} right")
    return int(right < len(cases))


if __name__ == "__main__":
    sys.exit(main())
