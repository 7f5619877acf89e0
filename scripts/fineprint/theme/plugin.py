"""The MkDocs plugin: gives a book its look and its site's address, and hands ready HTML past the Markdown parser.

``mkdocs build`` makes every page. Our own build names, in a file, the pages that are to be made and the others, which
links may lead to; it lays what comes of it over the last site.
"""

from __future__ import annotations

import json
import os
import shutil
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import get_toc

from .. import __version__
from ..publish.search_index import INDEX_DIR, SITE_DIR
from . import DEMONSTRATIONS, GUIDE, JOB, OVERRIDES, USED_STYLES
from .look import CARD, LOCAL, SCRIPT, STYLE, THEME_STYLE, UNUSED, WHOLE_CARD, script_hashes
from .ready_page import front_matter_of, ids_of, known_settings, ready_html
from .theme_styles import used_part

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext


def theme_css() -> str:
    """The theme's style sheets as they come, one behind the other."""
    folder = Path(str(metadata.distribution("mkdocs-material").locate_file("material/templates/assets/stylesheets")))
    return "\n".join([file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.css"))])


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """What a book can set for the plugin: nothing."""


class FineprintPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """One build's state; MkDocs keeps the object for all builds of a preview."""

    def __init__(self) -> None:
        self.serving = False
        self.generated: frozenset[str] = frozenset()
        self.job: dict[str, list[str]] = {}
        self.docs = Path()
        self.files = Files([])
        self.fronts: dict[str, dict[str, Any]] = {}
        self.linked: frozenset[str] = frozenset()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """See whether this is the preview on this machine."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Set what no book sets otherwise: the look, behind a folder of the book's own, and the site's address."""
        if not self.serving:
            config.site_url = os.environ.get("SITE_URL") or config.site_url or LOCAL
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(OVERRIDES))
        # Ours is among the pages: permanent addresses, and days from the data of the book.
        config.theme.static_templates.discard("sitemap.xml")
        config.extra_css[:0] = [THEME_STYLE, STYLE]
        config.extra_javascript.insert(0, SCRIPT)
        # One scope for all pages makes the theme's inline scripts the same on all of them, so that hashes are few.
        # Live reload puts a changing inline script on each page; only the preview admits it.
        config.extra.update(scope="/", generator=False, serving=self.serving, version=__version__)
        config.extra["demonstrations"] = (Path(config.docs_dir) / DEMONSTRATIONS).is_file()
        config.extra["guide"] = (Path(config.docs_dir) / GUIDE).is_file()
        ready = known_settings(config.markdown_extensions, config.mdx_configs.get("toc", {}))
        self.fronts, self.docs = {}, Path(config.docs_dir)
        listed = self.docs / ".generated"
        self.generated = frozenset(listed.read_text(encoding="utf-8").splitlines() if ready and listed.exists() else ())
        if job := os.environ.get(JOB):
            self.job = json.loads(Path(job).read_text(encoding="utf-8"))
            config.docs_dir = str(Path(job).with_name("docs"))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Name the pages that our build wants, if it asks, and let links find the other files."""
        for name in self.job.get("pages", ()):
            files.append(File.generated(config, name, abs_src_path=str(self.docs / name)))
        others = (name for name in self.job.get("others", ()) if files.get_file_from_path(name) is None)
        for name in others:
            files.append(File.generated(config, name, content="", inclusion=InclusionLevel.EXCLUDED))
        # Of the theme only what some page uses goes into the site.
        for file in [file for file in files if file.src_uri.startswith(UNUSED) and file.src_dir != config.docs_dir]:
            files.remove(file)
        wanted = frozenset(USED_STYLES.read_text(encoding="utf-8").splitlines())
        ours = (OVERRIDES / STYLE).read_text(encoding="utf-8")
        files.append(File.generated(config, THEME_STYLE, content=used_part(theme_css(), wanted, ours)))
        # Where there is no site map among the pages, MkDocs takes its own template for a file.
        if (raw := files.get_file_from_path("sitemap.xml")) and raw.src_dir != config.docs_dir and not raw.generated_by:
            files.remove(raw)
        self.files = files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Leave a generated page's words for later; only its front matter is known until then."""
        name = page.file.src_uri
        front = front_matter_of(page.file.content_string) if name in self.generated else None
        if front is None:
            return None
        self.fronts[name] = front
        return ""

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Give a generated page its front matter."""
        page.meta = self.fronts.get(page.file.src_uri, page.meta)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Know the theme's inline scripts by their hashes, and the pages whose ids are asked for."""
        config.extra["script_hashes"] = script_hashes(env, config)
        pages = (file.page for file in files.documentation_pages() if file.page)
        self.linked = frozenset(to.src_uri for page in pages for to in page.links_to_anchors or ())

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """Make a generated page when it is its turn, so that no two are held at once."""
        own = (self.docs / page.file.src_uri).with_name(CARD)
        page.meta["card"] = CARD if own.exists() else WHOLE_CARD if (self.docs / WHOLE_CARD).exists() else ""
        if page.file.src_uri not in self.fronts:
            return
        source = page.file.content_string
        made = ready_html(source, config.mdx_configs["toc"])
        if made is None:
            page.markdown = source.split("\n---\n", 1)[1]
            page.render(config, self.files)
            return
        page.content, page.toc = made[0], get_toc(made[1])
        # Where no ids are known, MkDocs looks for none.
        page.present_anchor_ids = ids_of(made[0]) if page.file.src_uri in self.linked else None

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Lay the search index into the site where no build of ours does."""
        index = Path(config.config_file_path).parent / INDEX_DIR
        if not self.job and index.is_dir():
            target = Path(config.site_dir) / SITE_DIR
            shutil.copytree(index, target, dirs_exist_ok=True)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Let go of a page that is made."""
        if page.file.src_uri in self.fronts:
            page.content, page.toc = "", get_toc([])
