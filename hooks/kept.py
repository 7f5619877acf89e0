"""Takes from the last build what a page or file would come out as again. A build without this hook writes the same.

Finished files are kept, as further names of the same bytes, below ``.cache/``; a note beside them says from which
source each was made, by its hash, and under which settings, theme and hooks all were; a source whose size and time
are those it had is not read again to know its hash, as git does. What lies in the site already stays there. Deleting
the folder costs a full build and changes nothing. Pages written by hand are always made, as they can show others.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

_IDS = re.compile(r"<[a-z][^<>]*? id=\"([^\"]*)\"")
_LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "pyyaml")
#: A template that makes nothing.
_EMPTY = "kept.html"
_state: dict[str, Any] = {}


class KeptPage(Page):
    """A page whose finished file is kept; MkDocs asks for its front matter and its ids, and for nothing else."""

    def read_source(self, config: MkDocsConfig) -> None:
        """The front matter as it was read when the page was made."""
        self.meta, self.markdown = {**_state["before"][self.file.dest_uri]["meta"], "template": _EMPTY}, ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing: the page is not written anew."""
        self.content, self.toc, self.links_to_anchors = "", get_toc([]), {}

    @property
    def present_anchor_ids(self) -> set[str]:
        """The ids of the finished page, for links of pages written by hand."""
        return set(_IDS.findall(Path(_kept(self.file.dest_uri)).read_text(encoding="utf-8")))

    @present_anchor_ids.setter
    def present_anchor_ids(self, ids: set[str] | None) -> None:
        """Ignored; they are read from the finished page."""


def on_startup(command: str, dirty: bool) -> None:
    """Stand aside where pages are served: a preview writes to another folder each time."""
    _state.clear()
    _state["off"] = command == "serve" or dirty


def on_pre_build(config: MkDocsConfig) -> None:
    """Put the last site aside, so that MkDocs does not empty it; where that can't be done, it does."""
    if _state["off"]:
        return
    folder = Path(config.config_file_path).parent / ".cache"
    _state.update(folder=folder / "mkdocs", note=folder / "mkdocs.json", aside=folder / "mkdocs-site")
    folder.mkdir(exist_ok=True)
    # What a killed build left there is of use only where it left no site.
    with suppress(OSError):
        if os.path.lexists(config.site_dir):
            shutil.rmtree(_state["aside"], ignore_errors=True)
            os.rename(config.site_dir, _state["aside"])


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """See which files are as they were when they were last made, and which of them lie in the site already."""
    if _state["off"]:
        return
    settings = _settings(config)
    try:
        known = json.loads(_state["note"].read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = {}
    before = known.get("files", {}) if known.get("settings") == settings else {}
    if not before:
        shutil.rmtree(_state["folder"], ignore_errors=True)
    _state["folder"].mkdir(exist_ok=True)
    ours = generated(config)
    by_hand = files.src_uris.keys() - ours
    finished, now = {}, {}
    for file in files:
        if not file.inclusion.is_included():
            continue
        # What build_docs.py wrote it never writes into again, so it may have a further name in the site.
        if not file.is_documentation_page() and (file.src_uri in ours or file.src_uri.startswith("pagefind/")):
            finished[file.dest_uri] = file.abs_src_path
            file.copy_file = _nothing
            continue
        told = before.get(file.dest_uri)
        source = _source(file.abs_src_path, told["source"] if told else [])
        if not source:
            continue
        now[file.dest_uri] = source
        kept = _kept(file.dest_uri)
        if not told or told["source"][2:] != source[2:] or told["made"] != _seen(kept):
            continue
        if not file.is_documentation_page():
            file.copy_file = _nothing
        elif file.page is not None and file.src_uri not in by_hand:
            file.page.__class__ = KeptPage
        else:
            continue
        finished[file.dest_uri] = kept
    with suppress(OSError):
        os.rename(_state["aside"], config.site_dir)
    _hand_out(finished, config.site_dir)
    _state.update(settings=settings, before=before, now=now, by_hand=by_hand, finished=finished)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Let there be an empty template for kept pages, and keep the others compiled."""
    if not _state["off"]:
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(_state["folder"]))
        env.loader = jinja2.ChoiceLoader([env.loader, jinja2.DictLoader({_EMPTY: ""})])
        _state["files"] = files


def on_post_build(config: MkDocsConfig) -> None:
    """Keep what was made anew, forget what is no page any more, and write the note last."""
    if _state["off"]:
        return
    before, made = _state["before"], {}
    for file in _state["files"]:
        name = file.dest_uri
        if name not in _state["now"]:
            continue
        if name in _state["finished"]:
            made[name] = {**before[name], "source": _state["now"][name]}
        elif seen := _seen(file.abs_dest_path):
            meta = file.page.meta if file.page and file.src_uri not in _state["by_hand"] else {}
            made[name] = {"source": _state["now"][name], "made": seen, "meta": meta}
    if made == before:
        return
    _state["note"].unlink(missing_ok=True)
    for name in before.keys() | made.keys():
        if name not in _state["finished"]:
            Path(_kept(name)).unlink(missing_ok=True)
            if name in made:
                _link(os.path.join(config.site_dir, name), _kept(name))
    _state["note"].write_text(json.dumps({"settings": _state["settings"], "files": made}), encoding="utf-8")


def _settings(config: MkDocsConfig) -> str:
    """The digest of all that shapes every page: settings, those inherited included, look, hooks and the engine."""
    folders = [Path(folder) for folder in (config.theme.custom_dir, Path(__file__).parent) if folder]
    # Where the site is built is told on the command line as well, and shapes nothing.
    written = [{name: value for name, value in part.items() if name != "site_dir"} for part in config.user_configs]
    told = repr([config.site_url, config.extra, config.theme.name, written])
    # A book that was put into another folder, with all that is kept, is the same book.
    made = hashlib.sha256(told.replace(str(Path(config.config_file_path).parent), "").encode())
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    for file in sorted(files):
        made.update(f"{file.name} ".encode() + hashlib.sha256(file.read_bytes()).digest())
    made.update(repr([metadata.version(name) for name in _LIBRARIES]).encode())
    return made.hexdigest()


def generated(config: MkDocsConfig) -> set[str]:
    """The pages that build_docs.py wrote."""
    try:
        return set(Path(config.docs_dir, ".generated").read_text(encoding="utf-8").splitlines())
    except OSError:
        return set()


def _kept(name: str) -> str:
    """Where a file of the site is kept; in one folder, since making folders would take longer than naming files."""
    return os.path.join(_state["folder"], hashlib.sha256(name.encode()).hexdigest())


def _seen(file: str) -> list[int]:
    """Size and time of a file; nothing if it is not there."""
    try:
        found = os.stat(file)
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _source(file: str | None, known: list[Any]) -> list[Any]:
    """Size, time and hash of a source, nothing if it is no file; the hash is the known one where size and time are."""
    found = _seen(file) if file else []
    if not found or found == known[:2]:
        return known if found else []
    return [*found, hashlib.sha256(Path(file).read_bytes()).hexdigest()]


def _nothing(dirty: bool = False) -> None:
    """What copies a file that is in the site already."""


def _hand_out(finished: Mapping[str, str], site: str) -> None:
    """Let the site hold the finished files by their names in it, and nothing else; hidden files stay, as in MkDocs."""
    os.makedirs(site, exist_ok=True)
    disk = os.stat(site).st_dev
    seen = ((name, os.stat(path)) for name, path in finished.items())
    there = set(_staying(site, "", {name: found.st_ino for name, found in seen if found.st_dev == disk}))
    for name, path in finished.items():
        if name not in there:
            _link(path, os.path.join(site, name))


def _staying(folder: str, above: str, wanted: Mapping[str, int]) -> Iterator[str]:
    """The files of the last site that are the wanted ones, by their numbers on the disk; all others are taken away."""
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if above or not entry.name.startswith(".")]
    for entry in found:
        name = above + entry.name
        if entry.is_dir(follow_symlinks=False):
            staying = list(_staying(entry.path, f"{name}/", wanted))
            yield from staying
            if not staying:
                os.rmdir(entry.path)
        elif wanted.get(name) == entry.inode():
            yield name
        else:
            os.unlink(entry.path)


def _link(source: str, target: str) -> None:
    """Another name for a finished file, or a copy where the disk knows no such thing."""
    folder = os.path.dirname(target)
    if not os.path.isdir(folder):
        os.makedirs(folder)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
