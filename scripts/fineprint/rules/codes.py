"""The index of all codes of problems: what each means, how it is mended, and an example that has it told.

The texts lie in ``codes.yml``; the reference and ``fineprint explain`` are made from it, and nothing else repeats them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("codes.yml")
#: Who tells a problem that the check does not.
TOLD_BY = {
    "check": "fineprint check",
    "publish": "fineprint build --publish",
    "settings": "fineprint build",
    "pages": "fineprint build",
    "site": "fineprint build --site, fineprint check-site",
    "text": "fineprint add",
    "upgrade": "fineprint upgrade",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code. ``severities``: how grave it can be; ``mend``: what to do; ``example``: a change that has it told."""

    name: str
    severities: tuple[str, ...]
    meaning: str
    mend: str
    example: Mapping[str, Any]

    @property
    def reported_by(self) -> str:
        """The commands that tell it."""
        return TOLD_BY[self.example.get("by", "check")]


@cache
def all_codes() -> Mapping[str, Code]:
    """Every code by its name, in the order of the names."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        name: Code(
            name=name,
            severities=tuple([row["severity"]] if isinstance(row["severity"], str) else row["severity"]),
            meaning=row["meaning"],
            mend=row["mend"],
            example=row["example"],
        )
        for name, row in rows.items()
    }


def example_lines(example: Mapping[str, Any]) -> list[str]:
    """An example as the lines of a change: its file, then what is taken out (``-``) and put in (``+``)."""
    lines: list[str] = []
    for change in (example, example.get("also", {})):
        if "file" in change:
            lines.append(f"{change['file']}:")
        if "shown" in change:
            lines.append(f"  {change['shown']}")
        elif change.get("gone"):
            lines.append("  The file is deleted.")
        elif "link" in change:
            lines.append(f"  A symbolic link to {change['link']}.")
        else:
            lines += [f"- {visible(line)}" for line in _lines(change.get("find", ""))]
            lines += [f"+ {visible(line)}" for line in _lines(change.get("put", ""))]
            lines += ["  The file is empty."] if change.get("put") == "" and "find" not in change else []
    return lines


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def visible(text: str) -> str:
    """Text whose characters can all be seen: those of no width, of control or of no script as their escape."""
    return "".join(char if char.isprintable() and ord(char) < 0x2E80 else ascii(char)[1:-1] for char in text)
