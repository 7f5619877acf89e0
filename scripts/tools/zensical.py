"""Builds a book's pages with Zensical, the other engine that can read them, and checks that site as ours is checked.

Zensical knows no plugin of ours: what the plugin sets is written into a copy of the book's settings. All of it lies
below ``.cache/zensical/``; the pages are those that our build wrote.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader

from fineprint import __version__
from fineprint.build.engine import merged_settings
from fineprint.core.problems import CLEAN, FOUND, report
from fineprint.read.book import load_book
from fineprint.theme import OVERRIDES
from fineprint.theme.look import LOCAL, SCRIPT, STYLE, script_hashes
from fineprint.verify.site_check import check_site


def main() -> int:
    """Build and check; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), metavar="FOLDER", help="folder of the book")
    parser.add_argument("--engine", type=Path, required=True, help="the program zensical, in an environment of its own")
    options = parser.parse_args()
    root, book = options.root, load_book(options.root).book
    if book is None or not (root / "docs/index.md").is_file():
        print("there are no pages; run make site first", file=sys.stderr)
        return FOUND
    stage = lay_stage(root, theme_folder(options.engine))
    done = subprocess.run(
        [options.engine.absolute(), "build", "--clean", "--strict"],
        cwd=stage,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        return FOUND
    # Its own template for this file knows no permanent addresses.
    shutil.copyfile(root / "docs/sitemap.xml", stage / "site/sitemap.xml")
    problems = check_site(book, stage / "site")
    sys.stdout.write(report(problems))
    pages = sum(1 for _ in (stage / "site").rglob("*.html"))
    print(f"{pages} pages in {stage / 'site'}, {len(problems)} problems")
    return FOUND if problems else CLEAN


def theme_folder(engine: Path) -> Path:
    """Where the engine's own templates lie."""
    found = next(engine.absolute().parents[1].glob("lib/python*/site-packages/zensical/templates"), None)
    if found is None:
        raise SystemExit(f"{engine}: no Zensical here")
    return found


def lay_stage(root: Path, theme: Path) -> Path:
    """A folder with a book's pages and the settings under which Zensical builds them."""
    stage = root / ".cache" / "zensical"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(root / "docs", stage / "docs", copy_function=os.link)
    shutil.copytree(OVERRIDES, stage / "overrides")
    settings = merged_settings(root)
    own = settings.get("theme", {}).get("custom_dir")
    if own:
        shutil.copytree(root / own, stage / "overrides", dirs_exist_ok=True)
    extra = {**(settings.get("extra") or {}), "scope": "/", "generator": False, "version": __version__}
    environment = Environment(loader=FileSystemLoader(theme), autoescape=True)
    extra["script_hashes"] = script_hashes(environment, {"extra": extra})
    settings |= {
        "site_url": os.environ.get("SITE_URL") or settings.get("site_url") or LOCAL,
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {**settings.get("theme", {}), "custom_dir": "overrides", "variant": "classic"},
        "extra_css": [STYLE, *settings.get("extra_css", [])],
        "extra_javascript": [SCRIPT, *settings.get("extra_javascript", [])],
        "extra": extra,
        "plugins": [],
    }
    (stage / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return stage


if __name__ == "__main__":
    sys.exit(main())
