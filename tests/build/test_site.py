"""The site is that of a build from nothing, whatever was made before; what did not change is not made again."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import verbs
from fineprint.build.engine import engine_settings
from fineprint.build.site import page_file
from tools.scratch import make_frame

NOTE = ".cache/fineprint/site.json"


def build(root: Path) -> str:
    """Build the site of a book's folder; what was said."""
    done = verbs.run("build", "--root", root, "--no-search", "--site")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def numbers(site: Path) -> dict[str, int]:
    """Every page of a site with the disk's number for it."""
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*.html")}


def copied(source: Path, target: Path) -> Path:
    """A copy of a book's folder; what is one file under two names in it is so in the copy, and times are the same."""
    names: dict[int, str] = {}

    def copy(file: str, to: str) -> None:
        known = names.setdefault(os.stat(file).st_ino, to)
        if known == to:
            shutil.copy2(file, to)
        else:
            os.link(known, to)

    return shutil.copytree(source, target, copy_function=copy)


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped book, built."""
    folder = tmp_path_factory.mktemp("made") / "book"
    make_frame(folder)
    shutil.copytree(root / "policies", folder / "policies", dirs_exist_ok=True)
    build(folder)
    return folder


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return copied(made, tmp_path / "book")


def anew(book: Path) -> dict[str, bytes]:
    """The files of a site that is built with nothing kept."""
    for name in (".cache", "site"):
        shutil.rmtree(book / name)
    build(book)
    return files(book / "site")


def edit_vendor(book: Path) -> None:
    """Change what one vendor's pages show."""
    vendor = book / "policies/digium/vendor.yml"
    text = vendor.read_text(encoding="utf-8")
    vendor.write_text(text.replace("Asterisk,", "Once upon a time, Asterisk,", 1), encoding="utf-8")


def test_where_nothing_changed_nothing_is_made(book: Path) -> None:
    before = (book / "site").stat().st_ino
    assert build(book) == "nothing changed since the last build\n"
    assert (book / "site").stat().st_ino == before


def test_after_a_change_only_its_pages_are_made_and_the_site_is_whole(book: Path) -> None:
    before = numbers(book / "site")
    edit_vendor(book)
    build(book)
    after = numbers(book / "site")
    again = {path for path in after if after[path] != before.get(path)}
    assert "vendors/digium/index.html" in again
    assert "vendors/dialpad/index.html" not in again
    assert len(again) < len(after) / 2
    assert files(book / "site") == anew(book)


def test_a_vendor_that_is_gone_leaves_nothing(book: Path) -> None:
    page = book / "pages/about/more/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# More\n\n[Method](../method/index.md)\n", encoding="utf-8")
    build(book)
    text = (book / "site/about/more/index.html").read_text(encoding="utf-8")
    assert '<a href="../method/">' in text
    # The home page tells the permanent address of pages by hand, though it did not change.
    assert '<link rel="canonical" href="https://voip-privacy.example/about/more/">' in text
    assert "<loc>https://voip-privacy.example/about/more/</loc>" in (book / "site/sitemap.xml").read_text()
    page.unlink()
    build(book)
    assert not (book / "site/about/more").exists()
    assert files(book / "site") == anew(book)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a page changed by hand": lambda site: (site / "vendors/digium/index.html").write_bytes(b"by hand"),
    "a page taken away": lambda site: (site / "index.html").unlink(),
    "a file of the theme changed": lambda site: (site / "404.html").write_bytes(b"by hand"),
    "a style changed": lambda site: (site / "assets/fineprint.css").write_bytes(b"by hand"),
    "a file taken away": lambda site: (site / "robots.txt").unlink(),
    "a folder taken away": lambda site: shutil.rmtree(site / "topics"),
    "a strange file": lambda site: (site / "vendors/digium/strange.html").write_bytes(b"strange"),
    "a strange link": lambda site: (site / "strange.html").symlink_to("index.html"),
    "no site": shutil.rmtree,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_site_is_mended(made: Path, book: Path, damage: Callable[[Path], object]) -> None:
    damage(book / "site")
    assert build(book) != "nothing changed since the last build\n"
    assert files(book / "site") == files(made / "site")


@pytest.mark.parametrize("note", [None, "", "{", "[]", '{"sources": {"index.md": 1}}', '{"site": []}'])
def test_a_note_that_is_gone_or_damaged_costs_a_build_and_nothing_else(
    made: Path, book: Path, note: str | None
) -> None:
    (book / NOTE).unlink()
    if note is not None:
        (book / NOTE).write_text(note, encoding="utf-8")
    build(book)
    assert files(book / "site") == files(made / "site")


def test_other_settings_make_every_page_again(book: Path) -> None:
    before = numbers(book / "site")
    config = book / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("archived evidence.", "evidence."), encoding="utf-8")
    build(book)
    after = numbers(book / "site")
    pages = {path for path in after if "md-content" in (book / "site" / path).read_text(encoding="utf-8")}
    assert {path for path in pages if after[path] == before[path]} == set()
    assert "archived evidence.</p>" not in (book / "site/index.html").read_text(encoding="utf-8")


def test_a_book_with_code_of_its_own_is_made_whole(made: Path, book: Path) -> None:
    hook = "def on_post_page(output, page, config):\n    return output.replace('</body>', '<!-- ours --></body>')\n"
    (book / "own.py").write_text(hook, encoding="utf-8")
    with (book / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [own.py]\n")
    build(book)
    (book / "own.py").write_text(hook.replace("ours", "theirs"), encoding="utf-8")
    build(book)
    texts = [text for path, text in files(book / "site").items() if path.endswith("vendors/digium/index.html")]
    assert [(b"<!-- ours -->" in text, b"<!-- theirs -->" in text) for text in texts] == [(False, True)]
    assert files(book / "site").keys() == files(made / "site").keys()


def test_a_file_by_hand_is_copied_and_a_link_to_one_outside_is_refused(book: Path) -> None:
    (book / "docs/own.txt").write_text("one", encoding="utf-8")
    build(book)
    (book / "docs/own.txt").write_text("two", encoding="utf-8")
    assert (book / "site/own.txt").read_text(encoding="utf-8") == "one"
    (book / "docs/outside.txt").symlink_to("/etc/hostname")
    done = verbs.run("build", "--root", book, "--no-search", "--site")
    assert done.returncode == 1
    assert "docs/outside.txt:1:1: error path.symlink" in done.stderr
    assert not (book / "site/outside.txt").exists()
    (book / "docs/outside.txt").unlink()
    build(book)
    assert (book / "site/own.txt").read_text(encoding="utf-8") == "two"


def test_what_the_engine_complains_of_leaves_the_site_as_it_was(book: Path) -> None:
    before = files(book / "site")
    page = book / "pages/about/more/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# More\n\n[gone](gone.md)\n", encoding="utf-8")
    done = verbs.run("build", "--root", book, "--no-search", "--site")
    assert done.returncode == 1
    assert "mkdocs: WARNING -  Doc file 'about/more/index.md' contains a link 'gone.md'" in done.stderr
    assert done.stderr.endswith("site/ is left as it was\n")
    assert files(book / "site") == before


def test_the_first_words_say_what_was_built_and_where_to_look(book: Path) -> None:
    shutil.rmtree(book / "site")
    told = build(book).splitlines()
    assert len(told) <= 4
    assert re.fullmatch(
        r"VoIP Privacy: [\d,]+ files, checked; every word of 5 policies is on its page, [\d,]+ in all", told[-2]
    )
    assert str(book / "site/index.html") in told[-1]


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("index.md", "index.html"),
        ("about/index.md", "about/index.html"),
        ("about/README.md", "about/index.html"),
        ("about/more.md", "about/more/index.html"),
        ("vendors/a/b/2004-12-06/index.md", "vendors/a/b/2004-12-06/index.html"),
    ],
)
def test_the_file_that_a_page_becomes(source: str, page: str) -> None:
    assert page_file(source) == page


def test_settings_are_read_with_those_they_inherit(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    config = tmp_path / "book/mkdocs.yml"
    above = tmp_path / "above.yml"
    above.write_text("plugins: [fineprint]\nnav: [a.md]\nsite_url: !ENV [X, y]\n", encoding="utf-8")
    config.write_text(
        "INHERIT: ../above.yml\nnav:\n  - Home: index.md\n  - More: [one.md, {Two: two.md}]\n", encoding="utf-8"
    )
    first = engine_settings(config.parent)
    assert (first.full, first.always) == (False, {"index.md", "one.md"})
    above.write_text(above.read_text(encoding="utf-8") + "use_directory_urls: true\n", encoding="utf-8")
    assert engine_settings(config.parent).key != first.key
    config.write_text("INHERIT: ../above.yml\nplugins: [fineprint, search]\n", encoding="utf-8")
    assert engine_settings(config.parent).full


def test_the_look_of_a_book_s_own_is_among_its_settings(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "mkdocs.yml").write_text("theme: {name: material, custom_dir: own}\n", encoding="utf-8")
    first = engine_settings(tmp_path).key
    (tmp_path / "own/main.html").write_text("one", encoding="utf-8")
    second = engine_settings(tmp_path).key
    (tmp_path / "own/main.html").write_text("two", encoding="utf-8")
    assert len({first, second, engine_settings(tmp_path).key}) == 3


def test_another_address_makes_every_page_again(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://host.example/below/")
    assert build(book) != "nothing changed since the last build\n"
    assert 'href="/below/search/"' in (book / "site/404.html").read_text(encoding="utf-8")
    assert build(book) == "nothing changed since the last build\n"
