"""Takes from the last build what a page or file would come out as again. A build without this hook writes the same.

Finished files are kept, as further names of the same bytes, below ``.cache/``; a note beside them says from which
source each was made, by its hash, and under which settings, theme and hooks all were; a source whose size and time
are those it had is not read again to know its hash, as git does. Deleting the folder costs a full build and changes
nothing. Pages written by hand are always made, as they can show others.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

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
        return set(_IDS.findall((_state["folder"] / self.file.dest_uri).read_text(encoding="utf-8")))

    @present_anchor_ids.setter
    def present_anchor_ids(self, ids: set[str] | None) -> None:
        """Ignored; they are read from the finished page."""


def on_startup(command: str, dirty: bool) -> None:
    """Stand aside where pages are served: a preview writes to another folder each time."""
    _state.clear()
    _state["off"] = command == "serve" or dirty


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """See which files are as they were when they were last made."""
    if _state.get("off", True):
        return nav
    root = Path(config.config_file_path).parent
    folder = root / ".cache" / "mkdocs"
    note = folder.with_suffix(".json")
    settings = _settings(config)
    try:
        known = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = {}
    before = known.get("files", {}) if known.get("settings") == settings else {}
    ours = generated(config)
    by_hand = files.src_uris.keys() - ours
    for file in files:
        # What build_docs.py wrote it never writes into again, so it may have a further name in the site.
        if not file.is_documentation_page() and (file.src_uri in ours or file.src_uri.startswith("pagefind/")):
            file.copy_file = _handing_out(Path(file.abs_src_path), file)
    others = [file for file in files if "copy_file" not in vars(file)]
    now = {
        file.dest_uri: _source(Path(file.abs_src_path), before.get(file.dest_uri, {}).get("source", []))
        for file in others
        if file.abs_src_path
    }
    _state.update(folder=folder, note=note, settings=settings, before=before, now=now, by_hand=by_hand)
    for file in others:
        told = before.get(file.dest_uri)
        source = now.get(file.dest_uri, [])
        if not told or told["source"][2:] != source[2:] or told["made"] != _seen(folder / file.dest_uri):
            continue
        if not file.is_documentation_page():
            file.copy_file = _handing_out(folder / file.dest_uri, file)
        elif file.page is not None and file.src_uri not in by_hand:
            file.page.__class__ = KeptPage
    return nav


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Let there be an empty template for kept pages."""
    if "before" in _state:
        env.loader = jinja2.ChoiceLoader([env.loader, jinja2.DictLoader({_EMPTY: ""})])
        _state["files"] = files


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Hand out the finished file of a kept page; MkDocs writes none where its template makes no word."""
    if isinstance(page, KeptPage):
        _link(_state["folder"] / page.file.dest_uri, Path(page.file.abs_dest_path))


def on_post_build(config: MkDocsConfig) -> None:
    """Keep what was made anew, forget what is no page any more, and write the note last."""
    if "before" not in _state:
        return
    folder, before, now = _state["folder"], _state["before"], _state["now"]
    _state["note"].unlink(missing_ok=True)
    if not before and folder.exists():
        shutil.rmtree(folder)
    made = {}
    for file in _state["files"]:
        built = Path(file.abs_dest_path)
        if file.dest_uri not in now or not built.is_file():
            continue
        if isinstance(file.page, KeptPage) or "copy_file" in vars(file):
            made[file.dest_uri] = {**before[file.dest_uri], "source": now[file.dest_uri]}
            continue
        (folder / file.dest_uri).unlink(missing_ok=True)
        _link(built, folder / file.dest_uri)
        meta = file.page.meta if file.page and file.src_uri not in _state["by_hand"] else {}
        made[file.dest_uri] = {"source": now[file.dest_uri], "made": _seen(built), "meta": meta}
    for gone in before.keys() - made.keys():
        (folder / gone).unlink(missing_ok=True)
    _state["note"].parent.mkdir(parents=True, exist_ok=True)
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


def _seen(file: Path) -> list[int]:
    """Size and time of a file; nothing if it is not there."""
    try:
        found = file.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _source(file: Path, known: list[Any]) -> list[Any]:
    """Size, time and hash of a source; the hash is the known one where size and time are."""
    found = _seen(file)
    if not found or found == known[:2]:
        return known if found else []
    return [*found, hashlib.sha256(file.read_bytes()).hexdigest()]


def _link(source: Path, target: Path) -> None:
    """Another name for a finished file, or a copy where the disk knows no such thing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _handing_out(finished: Path, file: File) -> Any:
    """What copies a file to the site by handing out a finished one."""
    return lambda dirty=False: _link(finished, Path(file.abs_dest_path))
