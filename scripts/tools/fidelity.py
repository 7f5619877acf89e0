"""Measures whether real policies reach their pages whole: words lost, added or altered, addresses, markup, links.

Every text of the folders is drafted into one scratch book, the book is built with MkDocs, and the built pages are
compared with the stored texts. ``--independent`` compares the words also with those that another CommonMark
implementation (cmark-gfm, in C) reads from the same text.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from fineprint.core.addresses import version_path
from fineprint.prove.text_integrity import count_words, differences
from fineprint.read.book import load_book
from fineprint.read.result import ReadResult
from fineprint.verify.site_check import check_site
from tools.independent import unexplained
from tools.scratch import Made, build_docs, build_site, make_book, read_texts

#: Problems of the site that are printed.
SHOWN = 10


def main(arguments: list[str] | None = None) -> int:
    """Prints every text with a difference, then the totals; 1 if there is any."""
    parser = argparse.ArgumentParser(description="Measure that no word of real policies is lost, added or altered.")
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="folders of texts")
    parser.add_argument("--independent", action="store_true", help="compare the words with a second parser's as well")
    parser.add_argument("--keep", type=Path, help="make the scratch book here and leave it")
    options = parser.parse_args(arguments)
    if options.keep:
        return measure(options.keep, options.corpus, options.independent)
    with tempfile.TemporaryDirectory(prefix="fineprint-fidelity-") as folder:
        return measure(Path(folder), options.corpus, options.independent)


def measure(root: Path, corpus: list[Path], independent: bool) -> int:
    """Draft, build and compare; prints as it goes."""
    began = time.monotonic()
    made = make_book(root, read_texts(corpus))
    for name, code in made.refused.items():
        print(f"{name}: refused, {code}")
    for step in (build_docs(root, "--no-search"), build_site(root)):
        if step.returncode:
            print("".join(line for line in step.stderr.splitlines(True) if " warning " not in line), file=sys.stderr)
            print("the scratch book does not build")
            return 1
    loaded = load_book(root)
    wrong = words_kept(made, loaded)
    others = [problem for problem in check_site(loaded.book, root / "site") if problem.code != "site.text-integrity"]
    for problem in others[:SHOWN]:
        print(problem)
    print(f"{len(others)} other problems of the site" + (f", {SHOWN} of them shown" if len(others) > SHOWN else ""))
    wrong += len(others)
    if independent:
        wrong += read_alike(made, loaded)
    print(
        f"{len(made.files)} texts, {len(made.refused)} refused, {made.dropped_headings} drafted headings and "
        f"{made.dropped_exclusions} drafted debris lines not used, {time.monotonic() - began:.0f} s"
    )
    return int(wrong > 0)


def words_kept(made: Made, loaded: ReadResult) -> int:
    """Compare each built page with its stored text; prints what differs and the totals; how many texts differ."""
    names = {place: name for name, place in made.files.items()}
    total = Counter[str]()
    wrong = 0
    for version in loaded.book.versions():
        page = made.root / "site" / version_path(loaded.book, version) / "index.html"
        found = differences(version, page.read_text(encoding="utf-8"))
        words = count_words(version)
        total.update(texts=1, words=words.source, shown=words.policy + words.excluded)
        total.update(lost=found.lost.total(), added=found.added.total(), altered=found.altered)
        if found.any:
            wrong += 1
            figures = f"{found.lost.total()} lost, {found.added.total()} added, {found.altered} altered"
            print(f"{names[version.folder]}: {figures}")
            for line in found.lines():
                print(f"  {line}")
    print(
        f"{total['texts']} texts: {total['words']:,} words in with their marks, {total['shown']:,} words out; "
        f"{total['lost']} lost, {total['added']} added, {total['altered']} altered"
    )
    return wrong


def read_alike(made: Made, loaded: ReadResult) -> int:
    """Compare the words of each text with those of cmark-gfm; how many texts differ without an explanation."""
    names = {place: name for name, place in made.files.items()}
    explained = Counter[str]()
    wrong = 0
    for version in loaded.book.versions():
        found: list[str] = list(unexplained(version, explained))
        if found:
            wrong += 1
            print(f"{names[version.folder]}: cmark-gfm reads other words in {len(found)} places")
            for line in found[:10]:
                print(f"  {line}")
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(explained.items())) or "none"
    print(f"cmark-gfm: {wrong} texts differ without an explanation; explained differences: {kinds}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
