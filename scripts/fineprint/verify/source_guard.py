"""What a book may bring beside its data: looked at before a build reads or writes anything there.

A pull request can hold a link that stands for a file of this machine, settings that bring files or words of the
machine into pages, or a page that stands where the program's own belong.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from ..core.addresses import FIRST_SEGMENTS
from ..core.problems import Problem, error

#: Where the program reads pages and writes what it makes: none of it may be a link, and nothing in the first three,
#: which are written into; the others are only ever replaced as a whole.
_OWN, _INSIDE = ("docs", "pages", ".cache", "site", "offline"), ("docs", "pages", ".cache")
#: Segments below which the program makes every page: those that hold pages by hand are none of them.
_GENERATED = frozenset(FIRST_SEGMENTS) - {"about", "assets"}
_GENERATED_ABOUT = ("brief", "documents-referred-to", "glossary", "links", "method", "worksheets")
#: Extensions that make a page of its own words alone. Others may read files, or run what a page names.
_EXTENSIONS = {
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "fenced_code", "footnotes", "md_in_html", "meta"),
    *("nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
}
_PYMDOWNX = {
    *("arithmatex", "betterem", "caret", "critic", "details", "highlight", "inlinehilite", "keys", "magiclink"),
    *("mark", "smartsymbols", "superfences", "tabbed", "tasklist", "tilde"),
}


def linked_paths(root: Path) -> Iterator[Problem]:
    """Links in the folders that the program reads pages from and writes to; a build must not begin with any."""
    for name in _OWN:
        top = root / name
        if top.is_symlink():
            yield _link(name)
            continue
        left = [(str(top), name)] if name in _INSIDE and top.is_dir() else []
        while left:
            folder, path = left.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_symlink():
                        yield _link(f"{path}/{entry.name}")
                    elif entry.is_dir(follow_symlinks=False):
                        left.append((entry.path, f"{path}/{entry.name}"))


def _link(path: str) -> Problem:
    return error(
        path, "path.symlink", "a symbolic link; builds would read or write elsewhere: put the file itself here"
    )


def settings_problems(root: Path) -> Iterator[Problem]:
    """What ``mkdocs.yml`` and those that it inherits may not say."""
    file: Path | None = root / "mkdocs.yml"
    # Data alone can be built into pages without settings of a site.
    if not os.path.lexists(root / "mkdocs.yml"):
        return
    seen: set[Path] = set()
    while file:
        name = os.path.relpath(file, root).replace(os.sep, "/")
        if file.resolve() in seen:
            yield error(name, "settings.unreadable", "these settings inherit themselves; take the circle out")
            return
        seen.add(file.resolve())
        try:
            text = file.read_text(encoding="utf-8")
            tags = [token for token in yaml.scan(text) if isinstance(token, yaml.TagToken)]
            settings = yaml.safe_load(text) if not tags else None
        except (OSError, ValueError, yaml.YAMLError) as reason:
            yield error(name, "settings.unreadable", f"{_first_line(reason)}; mend the settings of the site")
            return
        for tag in tags:
            said = f"the tag {''.join(filter(None, tag.value))} runs code or reads this machine; write plain values"
            yield error(name, "settings.tag", said, tag.start_mark.line + 1, tag.start_mark.column + 1)
        settings = settings if isinstance(settings, dict) else {}
        yield from _settings(name, file.parent, settings)
        file = file.parent / str(settings["INHERIT"]) if settings.get("INHERIT") else None


def _first_line(reason: Exception) -> str:
    return (str(reason).splitlines() or [type(reason).__name__])[0]


def _settings(name: str, folder: Path, settings: dict[str, Any]) -> Iterator[Problem]:
    for key in ("docs_dir", "site_dir"):
        if settings.get(key, key.removesuffix("_dir")) != key.removesuffix("_dir"):
            said = f"{key} must be {key.removesuffix('_dir')}, where the program works; take the setting out"
            yield error(name, "settings.folder", said)
    for extension in _names(settings.get("markdown_extensions")):
        short = extension.removeprefix("markdown.extensions.")
        if short not in _EXTENSIONS and extension not in {f"pymdownx.{name}" for name in _PYMDOWNX}:
            said = f"the extension {extension!r} may bring in what is no part of a page; take it out"
            yield error(name, "settings.extension", said)
    theme = settings.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    if own is not None:
        place = folder / str(own)
        links = place.is_symlink() or any(path.is_symlink() for path in place.rglob("*"))
        if links or not place.resolve().is_relative_to(folder.resolve()):
            said = "custom_dir must be a folder beside this file without links; files from elsewhere are not published"
            yield error(name, "settings.folder", said)


def _names(extensions: object) -> Iterator[str]:
    for entry in extensions if isinstance(extensions, (list, dict)) else ():
        if isinstance(entry, dict):
            yield from map(str, entry)
        else:
            yield str(entry)


def place_problems(files: Iterable[str], vendors_path: str) -> Iterator[Problem]:
    """Files by hand that stand where the program makes all pages; ``files``: paths below ``docs/``."""
    for path in sorted(files):
        top, _, rest = path.partition("/")
        about = top == "about" and rest.partition("/")[0] in _GENERATED_ABOUT
        if rest and (about or top == vendors_path or top in _GENERATED):
            above = path.rpartition("/")[0]
            said = (
                f"{above}/ holds what the program makes; put the file elsewhere, or delete it if an older build made it"
            )
            yield error(f"docs/{path}", "page.place", said)
