"""The site laid together: pages that the engine makes anew, those of the last site, and files that need no engine.

A page is made again where its source is another than when it was last made, or where what lies in the site is not what
was put there; all are where the settings, the look or the engine are others. The rest gets a further name in the new
site, which is made beside the last one: a reader never meets a part of it. What was made from what stands in a note,
by digests; deleting it costs a full build and changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import shutil
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from ..publish.search_index import INDEX_DIR, SITE_DIR
from ..store.cache import CACHE_DIR
from ..store.file_digests import FileDigests
from ..store.page_writer import generated_files, write_file
from .engine import engine_settings, run_engine

#: Where a site is built, below the book's folder, before it is checked.
STAGED_SITE = Path(".cache", "site")
_NOTE = CACHE_DIR / "site.json"
_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_INDEX = f"{SITE_DIR}/"

#: Letters of a SHA-256.
_LENGTH = 64
#: SHA-256 by path.
Digests = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteNote:
    """What a site was made from. ``build``: key of the build that checked it; ``address``: where it is served,
    if the build says so; ``settings``: key of the engine's.

    ``sources``: files of ``docs/``; ``site``: files of the site; ``theme``: those of them that come from the theme.
    """

    build: str = ""
    address: str = ""
    settings: str = ""
    sources: Digests = field(default_factory=dict)
    site: Digests = field(default_factory=dict)
    theme: frozenset[str] = frozenset()


def read_note(root: Path) -> SiteNote:
    """The note of the last site; an empty one where there is none that can be read."""
    try:
        noted = json.loads((root / _NOTE).read_text(encoding="utf-8"))
        sources, site = (
            {path: known for path, known in noted[name].items() if len(known) == _LENGTH}
            for name in ("sources", "site")
        )
        return SiteNote(**noted | {"sources": sources, "site": site, "theme": frozenset(noted["theme"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return SiteNote()


def write_note(root: Path, note: SiteNote) -> None:
    """Keep the note of a site that was put in its place."""
    write_file(root / _NOTE, json.dumps(asdict(note) | {"theme": sorted(note.theme)}).encode())


def unchanged(root: Path, note: SiteNote, build: str, digests: FileDigests) -> bool:
    """Whether the site that lies there is the one that a build of this key checked, and would be made again so."""
    settings = engine_settings(root, note.address)
    return (
        note.build == build
        and bool(note.site)
        and note.settings == settings.key
        and not settings.full
        and note.sources == _digested(root, _all_sources(root), digests)
        and note.site == {path: _in_site(path, digests) for path in files_below(root / "site")}
    )


def lay_site(root: Path, note: SiteNote, digests: FileDigests) -> SiteNote:
    """Lay the next site together in :data:`STAGED_SITE`; its note.

    ``note``: that of the last site, with the key of this build and the address of this site; ``digests``: of the book.
    Raises EngineError where MkDocs did not build, OSError where the disk failed.
    """
    docs, last, made = root / "docs", root / "site", root / STAGED_SITE
    shutil.rmtree(made, ignore_errors=True)
    settings, sources = engine_settings(root, note.address), _digested(root, _all_sources(root), digests)
    if settings.full:
        run_engine(root, made, note.address)
        for path in sources:
            if path.startswith(_INDEX):
                _place(_source(root, path), made / path)
        laid = {path: _digest_of(made / path) for path in files_below(made)}
        return replace(note, settings=settings.key, sources=sources, site=laid, theme=frozenset())
    same = note.settings == settings.key
    # A file of the last site stays if it is as it was put there, by a build with these settings.
    lies = files_below(last) if same else set()
    stays = {path for path, known in note.site.items() if path in lies and _in_site(path, digests) == known}
    pages = {path for path in sources if path.endswith(_PAGES)}
    known = {path for path in pages if note.sources.get(path) == sources[path] and page_file(path) in stays}
    theme = note.theme & stays if note.theme <= stays else frozenset()
    if known != pages or not theme or pages != {path for path in note.sources if path.endswith(_PAGES)}:
        wanted = (pages - known) | (pages & settings.always)
        run_engine(root, made, note.address, {"pages": wanted, "others": _linkable(sources) - wanted})
        fresh = files_below(made)
        theme = frozenset(fresh - {page_file(path) for path in wanted})
    else:
        fresh = set()
    for path in {page_file(path) for path in known} | theme:
        if path not in fresh:
            _place(last / path, made / path)
    # What a build made it never writes into again, so it may have a further name; what is by hand is copied.
    generated = generated_files(docs)
    for path in sources.keys() - pages:
        (made / path).unlink(missing_ok=True)
        linked = path in generated or path.startswith(_INDEX)
        _place(_source(root, path), made / path, os.link if linked else shutil.copy2)
    theme -= sources.keys()
    # What came from elsewhere has the bytes it was known by there.
    known_bytes = {path: note.site[path] for path in stays}
    known_bytes |= {path: sources[path] for path in sources.keys() - pages}
    laid = {
        path: known_bytes[path] if path in known_bytes and path not in fresh else _digest_of(made / path)
        for path in files_below(made)
    }
    return replace(note, settings=settings.key, sources=sources, site=laid, theme=theme)


def page_file(source: str) -> str:
    """The file of the site that a page becomes, by its path below ``docs/``."""
    folder, name = posixpath.split(source)
    stem = posixpath.splitext(name)[0]
    return posixpath.join(folder, "" if stem in ("index", "README") else stem, "index.html")


def files_below(folder: Path) -> set[str]:
    """The path of every file below a folder, from it, but of no links; nothing where there is no folder."""
    found: set[str] = set()
    left = [(str(folder), "")] if folder.is_dir() else []
    while left:
        place, above = left.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append((entry.path, f"{above}{entry.name}/"))
                else:
                    found.add(above + entry.name)
    return found


def _in_site(path: str, digests: FileDigests) -> str:
    return digests.of(f"site/{path}")


def _digest_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _digested(root: Path, sources: Collection[str], digests: FileDigests) -> Digests:
    """The digests of sources that are files."""
    found = {path: digests.of(_source(root, path).relative_to(root).as_posix()) for path in sources}
    return {path: known for path, known in found.items() if known}


def _sources(docs: Path) -> set[str]:
    """The files of ``docs/`` that become a part of a site: none that is hidden, no templates, no links.

    Nor the index of the search that the first edition laid there.
    """
    return {path for path in files_below(docs) if not path.startswith((".", "templates/", _INDEX)) and "/." not in path}


def _all_sources(root: Path) -> set[str]:
    """The files that become a part of a site: those of ``docs/``, and the index of the search by its place there."""
    return _sources(root / "docs") | {_INDEX + path for path in files_below(root / INDEX_DIR)}


def _source(root: Path, path: str) -> Path:
    """Where a part of a site comes from."""
    return root / INDEX_DIR / path.removeprefix(_INDEX) if path.startswith(_INDEX) else root / "docs" / path


def _linkable(sources: Collection[str]) -> set[str]:
    """The files that pages written by hand may lead to; the index of the search is for its own program alone."""
    return {path for path in sources if not path.startswith(_INDEX)}


def _place(file: Path, target: Path, put: Callable[[Path, Path], object] = os.link) -> None:
    """Give a file that nobody writes into a further name, or copy it where that is asked, or the disk knows none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        put(file, target)
    except OSError:
        shutil.copy2(file, target)
