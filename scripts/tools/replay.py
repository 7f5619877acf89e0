"""Replays the histories of real documents: each redline, applied to the older text, must give the newer one exactly.

Every ``<service>/<date>.md`` of a folder is a capture, and is taken into a scratch book as ``fineprint add`` takes it
in, in the order of dates. The words are read back from the built pages, so that what a reader sees is what is measured.
Then all texts are changed in ways that alter no word (line ends, white space, marks of emphasis, link targets); none
of them may stand under what the review calls "source changed", nor be taken in as a new version (tried with the newest
text of each service).
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from fineprint.compare.changes import SLIGHT, apply, words_in
from fineprint.compare.redline import redline
from fineprint.core.addresses import redline_path, redlined_pairs
from fineprint.core.model import Book, Version
from fineprint.intake import RefusedError
from fineprint.intake.acquire import AddRequest
from fineprint.intake.add import add_version
from fineprint.prove.units import units_of
from fineprint.read.book import load_book
from fineprint.read.result import ReadResult
from fineprint.review import review
from fineprint.review.repository import snapshot
from fineprint.text.slugs import slug
from tools.scratch import build_docs, build_site, make_frame

DOCUMENT = "privacy-policy"
#: What can come of a capture, and how it is told.
CAME = {"new": "versions", "seen": "seen again", "same": "of a day whose words are kept", "refused": "refused"}
_TOLD = ("inserted", "deleted", "reworded", *SLIGHT)
#: Changes of a source that alter no word, by name; the last two only where the text is Markdown.
COSMETIC: dict[str, Callable[[str], str]] = {
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "white space": lambda text: re.sub(r"(?<=\w) (?=\w)", "  ", text),
    "link targets": lambda text: re.sub(
        r"(\[[^\[\]\n]+\])\(https?://[^\s()]+\)", r"\1(https://elsewhere.example/?id=1)", text
    ),
    "emphasis": lambda text: re.sub(r"(?<![*\w\\])\*\*(?=\w)([^*_\n]+)(?<=\w)\*\*(?![*\w])", r"__\1__", text),
}


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures, and each pair that fails; 1 if there is any."""
    parser = argparse.ArgumentParser(description="Replay the histories of documents and check every redline.")
    parser.add_argument("--history", type=Path, required=True, help="a folder of <service>/<date>.md")
    parser.add_argument("--keep", type=Path, help="make the scratch book here and leave it")
    options = parser.parse_args(arguments)
    if options.keep:
        return replay(options.keep, options.history)
    with tempfile.TemporaryDirectory(prefix="fineprint-replay-") as folder:
        return replay(Path(folder), options.history)


def replay(root: Path, history: Path) -> int:
    """Make the book, build it and compare; prints as it goes."""
    began = time.monotonic()
    make_frame(root)
    came = Counter(take_in_all(root, history))
    print(f"{came.total()} captures: " + ", ".join(f"{came[kind]} {said}" for kind, said in CAME.items()))
    print(f"taken in within {time.monotonic() - began:.0f} s")
    for step in (build_docs(root, "--no-search"), build_site(root)):
        if step.returncode:
            print("".join(line for line in step.stderr.splitlines(True) if " warning " not in line), file=sys.stderr)
            print("the scratch book does not build")
            return 1
    book = load_book(root).book
    wrong = [*redline_faults(root, book), *cosmetic_faults(root, book)]
    for line in wrong:
        print(line)
    print(
        f"{sum(1 for _ in book.versions())} versions of {len(book.vendors)} documents, {time.monotonic() - began:.0f} s"
    )
    return int(bool(wrong))


def take_in_all(root: Path, history: Path) -> Iterator[str]:
    """Take every capture in; yields what came of each: a kind of ``TakenIn``, or ``refused``, which is printed.

    Each service has a book to itself until all its captures are in, so that no other one is read for each of them.
    """
    for service in sorted(folder for folder in history.iterdir() if folder.is_dir()):
        with tempfile.TemporaryDirectory(prefix="fineprint-replay-") as folder:
            alone = Path(folder)
            make_frame(alone)
            for file in sorted(service.glob("*.md")):
                yield _came_of(alone, service.name, file)
            vendor = Path("policies", slug(service.name))
            if (alone / vendor).is_dir():
                shutil.copytree(alone / vendor, root / vendor)


def _came_of(root: Path, service: str, file: Path) -> str:
    about = {
        "name": service,
        "description": "A service of a scratch book.",
        "vendor": slug(service),
        "document": DOCUMENT,
    }
    day = file.stem[:10]
    given = AddRequest(source=str(file), date=day, date_basis="archived", today=day, even_so=True, **about)
    try:
        return add_version(root, load_book(root), given).kind
    except RefusedError as reason:
        print(f"{service}/{file.name}: refused: {reason}")
        return "refused"


def redline_faults(root: Path, book: Book) -> Iterator[str]:
    """What is wrong with the redline of each pair of neighbours; prints the totals."""
    total, longest = Counter(), 0.0
    for _, older, newer in redlined_pairs(book):
        before, now = (list(units_of(version.sections, version.record.language)) for version in (older, newer))
        began = time.perf_counter()
        found = redline(before, now)
        longest = max(longest, time.perf_counter() - began)
        summary = found.summary()
        total.update(pairs=1, exact=1, added=summary.added, removed=summary.removed, same=summary.same)
        total.update({kind: summary.clauses[kind] + summary.headings[kind] for kind in _TOLD})
        total.update(moved=summary.clauses["moved_to"] + summary.headings["moved_to"])
        wrong = []
        if apply(found, words_in(before)) != words_in(now):
            wrong.append("the redline does not give the newer text")
        page = (root / "site" / redline_path(book, older, newer) / "index.html").read_text(encoding="utf-8")
        for side, version_words in (("ins", words_in(before)), ("del", words_in(now))):
            if words_of_page(page, without=side) != version_words:
                wrong.append(f"the page without its {side} is not the other version's text")
        total["exact"] -= int(bool(wrong))
        yield from (f"{newer.key} since {older.date}: {said}" for said in wrong)
    passages = ", ".join(f"{total[kind]:,} {kind}" for kind in ("inserted", "deleted", "reworded", "moved"))
    words = f"{total['added']:,} added, {total['removed']:,} removed, {total['same']:,} the same"
    print(f"{total['pairs']} redlines, {total['exact']} of them exact")
    print("passages that differ slightly: " + ", ".join(f"{total[kind]:,} {kind} only" for kind in SLIGHT))
    print(f"passages: {passages}; words: {words}; the slowest redline took {longest:.2f} s")


def words_of_page(page: str, without: str) -> list[str]:
    """The words of a redline's page, less what is marked ``ins`` or ``del``; the older typography without ``ins``."""
    tree = LexborHTMLParser(page)
    for node in tree.css(f".redlined .visually-hidden, .redlined {without}"):
        node.decompose()
    for node in tree.css(".redlined [data-older]") if without == "ins" else ():
        node.replace_with(node.attributes["data-older"] or "")
    return [word for node in tree.css(".redlined") for word in node.text().split()]


def cosmetic_faults(root: Path, book: Book) -> Iterator[str]:
    """Versions in which a change that alters no word shows as one; prints how many were tried and how many show."""
    before, loaded = snapshot(root), load_book(root)
    for name, change in COSMETIC.items():
        changed = {version.key: raw for version in book.versions() if (raw := _changed(version, name, change))}
        with tempfile.TemporaryDirectory(prefix="fineprint-replay-") as folder:
            shutil.copytree(root / "policies", Path(folder, "policies"))
            _rewrite(Path(folder), book, changed)
            shown = [each.version for each in review(before, snapshot(Path(folder))).source]
            again = [version for vendor in book.vendors if (version := vendor.versions[-1]).key in changed]
            new = [version.key for version in again if _taken_in(root, loaded, Path(folder), version) != "same"]
        print(f"{len(changed)} texts with other {name}: {len(shown)} under source changed")
        print(f"  {len(again)} of them captured again: {len(new)} taken in as new")
        yield from (f"{key}: {name}: shows as a change of the source" for key in shown)
        yield from (f"{key}: {name}: is taken in as a new version" for key in new)


def _taken_in(root: Path, loaded: ReadResult, other: Path, version: Version) -> str:
    """What comes of a version's text as it stands in another folder, taken in as a capture of the same day."""
    source, day = str(other / version.folder / "policy.md"), version.date[:10]
    about = {"vendor": version.vendor, "document": version.document, "date_basis": "archived", "note_seen": False}
    return add_version(root, loaded, AddRequest(source=source, date=day, today=day, **about)).kind


def _changed(version: Version, name: str, change: Callable[[str], str]) -> bytes | None:
    """The bytes of a version's changed text, None where there is nothing to change."""
    if name in ("link targets", "emphasis") and version.record.text_format.syntax != "markdown":
        return None
    text = "\n".join(version.source)
    return None if (made := change(text)) == text else made.encode()


def _rewrite(root: Path, book: Book, changed: Mapping[str, bytes]) -> None:
    """Put other texts in the place of versions' texts, with their hashes."""
    for version in book.versions():
        if raw := changed.get(version.key):
            (root / version.folder / "policy.md").write_bytes(raw)
            record = root / version.folder / "record.yml"
            now = record.read_text(encoding="utf-8").replace(version.record.sha256, hashlib.sha256(raw).hexdigest())
            record.write_text(now, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
