"""Files of a pull request that are no data of the book, and what each can do. Pure.

Data is checked and told key by key; everything else shapes the site, the checks or the report itself, and is read by
a person. What is not known by its place is told as unknown, never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..read.files import is_expected

_LINK, _SUBMODULE, _NONE = "120000", "160000", "000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathChange:
    """A path that differs between two commits, as git tells it: ``status`` is A, D, M, R or T, modes are octal."""

    path: str
    status: str
    old_mode: str
    new_mode: str
    renamed_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideChange:
    """A changed file outside the data.

    ``guard``: it takes part in checking what is published. ``look``: it can alter or hide what is shown.
    """

    path: str
    what: str
    can: str
    guard: bool
    look: bool = False


#: Places, the first that fits decides: pattern, what a change there can do, whether it is a guard.
_PLACES: tuple[tuple[str, str, bool], ...] = (
    (r"\.github/workflows/.*", "runs on every pull request or publishes the site", True),
    (r"\.github/CODEOWNERS|CODEOWNERS|docs/CODEOWNERS", "says who is asked for a review", True),
    (r"\.github/.*", "forms and settings of the repository", False),
    (r"(.*/)?\.gitattributes", "can change bytes of texts at checkout, and hide files from a diff", True),
    (r"\.gitmodules", "brings in another repository", True),
    (r"(.*/)?\.gitignore", "keeps files out of what is committed", True),
    (r"\.ci/.*", "runs where the project is checked", True),
    (r"\.pre-commit-config\.yaml|\.editorconfig", "acts on files before they are committed", True),
    (r"(.*/)?mkdocs\.yml", "settings of the site: plugins, extensions, strictness, navigation", True),
    (r"(.*/)?Makefile", "the commands that build, check and publish", True),
    (r"requirements[\w.-]*\.(txt|in)|pyproject\.toml", "packages that run when the site is built", True),
    (r"tests/.*", "tests of the program", True),
    (r"scripts/fineprint/schemas/.*", "what data files may hold", True),
    (r"scripts/fineprint/(rules|verify|read|prove|review|core|text)/.*", "reads and checks the data", True),
    (
        r"scripts/fineprint/theme/.*\.(css|js|html|svg|woff2?)",
        "look and behaviour of every page: can hide or alter what is shown",
        False,
    ),
    (r"scripts/fineprint/pages/templates/.*", "look of the pages: can hide or alter what is shown", False),
    (r"scripts/.*", "code that runs when the site is built", True),
    (r"(.*/)?docs/.*\.(css|js)", "runs in or styles every page: can hide or alter what is shown", False),
    (
        r"(.*/)?docs/(\.generated|data)(/.*)?|(.*/)?(\.cache|site|offline)(/.*)?",
        "a generated path: can stand for what the build makes",
        True,
    ),
    (r"(.*/)?docs/.*", "pages and pictures of the site, written by hand", False),
    (r"[^/]+\.md|LICENSE|CITATION\.cff", "papers about the project", False),
)


def outside_data(changes: Iterable[PathChange], book: str = "") -> Iterator[OutsideChange]:
    """What of the changed paths is no data; ``book``: where the book lies in the repository, ``""`` or ``a/b/``."""
    for change in sorted(changes, key=lambda change: change.path):
        inside = change.path.removeprefix(book) if change.path.startswith(book) else None
        odd = _odd(change)
        if inside is not None and inside.startswith("policies/") and is_expected(inside) and not odd:
            continue
        can, guard = _can(change, inside)
        what = {"A": "new", "D": "gone", "M": "changed", "T": "changed"}.get(change.status[:1], "changed")
        if change.renamed_from:
            what = f"moved from {change.renamed_from}"
        yield OutsideChange(
            path=change.path,
            what=f"{what}, {odd[0]}" if odd else what,
            can=odd[1] if odd else can,
            guard=guard or bool(odd),
            look="hide" in can,
        )


def _can(change: PathChange, inside: str | None) -> tuple[str, bool]:
    places = [change.path, *([change.renamed_from] if change.renamed_from else [])]
    found = [_place(path) for path in places]
    if inside is not None and inside.startswith("policies/"):
        return "no file of this name belongs to the data", False
    return next((place for place in found if place[1]), found[0])


def _place(path: str) -> tuple[str, bool]:
    return next(
        ((can, guard) for pattern, can, guard in _PLACES if re.fullmatch(pattern, path)),
        ("not known by its place; read it", False),
    )


def _odd(change: PathChange) -> tuple[str, str] | None:
    """What is unusual about the kind of a file, and what that can do."""
    if change.new_mode == _LINK:
        return "a symbolic link", "can stand for any file of the machine that builds the site"
    if change.new_mode == _SUBMODULE:
        return "a submodule", "brings in another repository"
    if _LINK in (change.old_mode,) and change.new_mode != _NONE:
        return "no symbolic link any more", "stands for itself now"
    if _NONE not in (change.old_mode, change.new_mode) and change.old_mode != change.new_mode:
        said = "may be run as a program now" if change.new_mode == "100755" else "may not be run as a program any more"
        return f"file mode {change.old_mode} → {change.new_mode}", said
    return None
