"""The engine run as a process of its own: MkDocs makes the pages of a book that it is told to, into a folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from .. import __version__
from ..core.hashing import digest
from ..theme import DEMONSTRATIONS, GUIDE, JOB, OVERRIDES

#: Libraries whose code decides what is made.
_LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "jinja2")
#: Settings that decide in MkDocs which files there are, or bring code of a book's own: with them it makes everything.
_WHOLE = ("hooks", "exclude_docs", "draft_docs", "extra_templates")
_NOT_INSTALLED = "Fineprint's plugin for MkDocs is not installed here; in a checkout, make .venv/book installs it"


class EngineError(Exception):
    """MkDocs did not build: what it complains of, a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """``key``: digest of all that shapes every page. ``always``: pages that others show words of.

    ``full``: MkDocs has to make everything each time, as the book's settings bring more than this module knows.
    """

    key: str
    always: frozenset[str]
    full: bool


class _Loader(yaml.SafeLoader):
    """Settings as plain data; a value with a tag of the engine's own is not looked at."""


_Loader.add_multi_constructor("", lambda loader, tag, node: None)


def merged_settings(root: Path) -> dict[str, Any]:
    """A book's settings for the engine with those that they inherit; a name's nearest value holds, settings merged."""
    return _merged(list(_settings_files(root)))


def _settings_files(root: Path) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    """``mkdocs.yml`` and those that it inherits, nearest first: where it lies, its text and what it says."""
    config: Path | None = root / "mkdocs.yml"
    while config:
        text = config.read_text(encoding="utf-8")
        settings = yaml.load(text, _Loader)
        settings = settings if isinstance(settings, dict) else {}
        yield config, text, settings
        config = config.parent / str(settings["INHERIT"]) if settings.get("INHERIT") else None


def _merged(files: Sequence[tuple[Path, str, dict[str, Any]]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for _, _, settings in reversed(files):
        for name, value in settings.items():
            both = isinstance(value, dict) and isinstance(merged.get(name), dict)
            merged[name] = merged[name] | value if both else value
    merged.pop("INHERIT", None)
    return merged


def engine_settings(root: Path, address: str = "") -> EngineSettings:
    """How the engine is set for a book, by its ``mkdocs.yml`` and those that it inherits; ``address``: of the site."""
    files = list(_settings_files(root))
    parts = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    # The footer names the version, and leads to the demonstrations and the guide where there are any.
    parts += [
        __version__,
        *(str((root / "docs" / page).is_file()) for page in (DEMONSTRATIONS, GUIDE)),
        os.environ.get("SITE_URL") or address,
        *(text for _, text, _ in files),
    ]
    if any("!ENV" in text for _, text, _ in files):
        parts += [f"{name}={value}" for name, value in sorted(os.environ.items())]
    folders = [OVERRIDES.parent]
    for config, _, settings in files:
        theme = settings.get("theme")
        if isinstance(theme, dict) and theme.get("custom_dir"):
            folders.append(config.parent / str(theme["custom_dir"]))
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            parts += (file.relative_to(folder).as_posix(), digest([file.read_bytes()]))
    settings = _merged(files)
    full = settings.get("plugins") != ["fineprint"] or any(settings.get(name) for name in _WHOLE)
    always = frozenset(["index.md", *_untitled(settings.get("nav"))])
    return EngineSettings(key=digest(parts), always=always, full=full)


def _untitled(nav: object) -> Iterator[str]:
    """The pages of a navigation that stand there without a title: each page then shows the title they have."""
    for item in nav if isinstance(nav, list) else ():
        if isinstance(item, str):
            yield item
        for inner in item.values() if isinstance(item, Mapping) else ():
            yield from _untitled(inner)


def engine_command(root: Path, *said: str) -> tuple[list[str], dict[str, str]]:
    """What runs MkDocs for a book, and the environment for it. Raises EngineError where our plugin isn't installed."""
    if not any(found.name == "fineprint" for found in metadata.entry_points(group="mkdocs.plugins")):
        raise EngineError(_NOT_INSTALLED)
    # The plugin is to be that of the program that runs, wherever the one that is installed comes from.
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
    }
    verb, *options = said
    return [sys.executable, "-m", "mkdocs", verb, "-f", str(root.absolute() / "mkdocs.yml"), *options], environment


def run_engine(root: Path, made: Path, address: str = "", job: Mapping[str, Collection[str]] | None = None) -> None:
    """Let MkDocs make the book's pages in the folder ``made``. Raises EngineError with what it complains of.

    ``address``: that of the site, where the environment's SITE_URL names no other.
    ``job``: ``pages`` to make, and ``others`` that links may lead to; without one it makes all of ``docs/``.
    """
    # Not --quiet: that keeps warnings from being counted, so that --strict stops at none of them.
    command, environment = engine_command(root, "build", "--strict", "-d", str(made.absolute()))
    if host := os.environ.get("SITE_URL") or address:
        environment["SITE_URL"] = host
    own = (root / ".cache" / "engine").absolute()
    shutil.rmtree(own, ignore_errors=True)
    if job:
        # An empty folder for MkDocs to walk; it is told of the pages one by one.
        (own / "docs").mkdir(parents=True)
        settings = {name: sorted(paths) for name, paths in job.items()}
        (own / "job.json").write_text(json.dumps(settings), encoding="utf-8")
        environment[JOB] = str(own / "job.json")
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env=environment,
    )
    shutil.rmtree(own, ignore_errors=True)
    if done.returncode:
        raise EngineError("\n".join(_complaints(done.stdout + done.stderr)))


def _complaints(said: str) -> Iterator[str]:
    lines = said.strip().split("\n")
    # Of a traceback only its last line says what happened.
    if "Traceback (most recent call last):" in lines:
        lines = [*lines[: lines.index("Traceback (most recent call last):")], lines[-1]]
    for line in lines:
        if line.strip() and not line.startswith("INFO"):
            yield f"mkdocs: {line}"
