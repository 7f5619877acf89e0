"""Files to disk: a folder appears whole, under its name, or not at all; so does a record's change."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml

from ..read.strict_yaml import load as load_yaml
from ..read.yaml_writer import one_line
from ..store.page_writer import write_file
from . import RefusedError


def write_version(root: Path, files: Mapping[str, bytes]) -> None:
    """Write new files below ``root``, all in one folder that is not there yet: one rename makes them appear.

    Raises :class:`RefusedError` if something of that name is there.
    """
    top = Path(os.path.commonpath(files)) if len(files) > 1 else Path(next(iter(files))).parent
    while not (root / top.parent).is_dir():
        top = top.parent
    if os.path.lexists(root / top):
        raise RefusedError(f"{top.as_posix()} is there already; nothing was written")
    holding = Path(tempfile.mkdtemp(dir=root / top.parent, prefix=".adding-"))
    try:
        made = holding / top.name
        for path, raw in files.items():
            file = made / Path(path).relative_to(top)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
        os.rename(made, root / top)
    finally:
        shutil.rmtree(holding, ignore_errors=True)


def add_capture(root: Path, path: str, day: str) -> bool:
    """Add a day to a record's ``also_captured``, leaving every other byte as it is; False if it is there already."""
    raw = (root / path).read_bytes()
    file, problems = load_yaml(raw, path)
    if file is None or problems or not isinstance(file.value, dict):
        raise RefusedError(f"{path} can't be read; mend it first, run fineprint check")
    days = file.value.get("also_captured") or []
    if day in days:
        return False
    wanted = sorted([*days, day])
    made = _with_captures(raw.decode(), one_line(wanted)).encode()
    again, problems = load_yaml(made, path)
    if again is None or problems or again.value != {**file.value, "also_captured": wanted}:
        raise RefusedError(
            f"{path}: add {day} to also_captured by hand; its form is too unusual to be changed by a program"
        )
    write_file(root / path, made)
    return True


def _with_captures(text: str, days: str) -> str:
    """The record's text with its list of days replaced or, before ``source``, put in."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in root.value if root else ():
        start, end = value.start_mark.index, value.end_mark.index
        if key.value == "also_captured":
            return text[:start] + days + ("" if value.flow_style else "\n") + text[end:]
        if key.value == "source":
            at = key.start_mark.index
            return f"{text[:at]}also_captured: {days}\n{text[at:]}"
    return text
