#!/usr/bin/env python3
"""Print what two states of the repository differ in for readers: sources, extraction, answers. Markdown or JSON.

Without HEAD the working tree is read. BASE is read where HEAD left it, by the program of that state.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from fineprint.cli import command
from fineprint.core.problems import CLEAN, USAGE
from fineprint.prove.quote_index import BookEvidence
from fineprint.read.book import load_book
from fineprint.read.files import read_files
from fineprint.review import Review, repository, review
from fineprint.review.json_report import as_json
from fineprint.review.markdown import Links
from fineprint.review.outside import outside_data
from fineprint.review.pending import pending_answers
from fineprint.review.report import LIMIT, report
from fineprint.review.snapshot import snapshot_of
from fineprint.review.source import new_versions


def compare(root: Path, base: str, head: str | None) -> tuple[Review, Links]:
    """Compare two states of the repository at ``root``; ``head`` None: the working tree."""
    tip = repository.commit_of(root, head or "HEAD")
    start = repository.fork_point(root, repository.commit_of(root, base), tip)
    place = repository.place_of(root)
    outside = tuple(outside_data(repository.changed_paths(root, start, tip if head else None), place))
    links = Links(base=start, head=tip if head else "", book=place)
    with tempfile.TemporaryDirectory(prefix="fineprint-review-") as folder:
        before = repository.export(root, start, Path(folder, "base"))
        now = repository.export(root, tip, Path(folder, "head")) if head else root
        old, own = repository.snapshot_by_itself(before, Path(folder, "base"))
        loaded, files = load_book(now), read_files(now)[0]
        new = snapshot_of(loaded, files)
        left = []
        if loaded.book:
            added = {key for key, _ in new_versions(old, new)}
            evidence = BookEvidence(loaded.book)
            for vendor in loaded.book.vendors:
                for version in (each for each in vendor.versions if each.key in added):
                    left += pending_answers(loaded.book, evidence, vendor, version)
        data = read_files(before)[0], files
    return review(old, new, left, own, data=data, outside=outside), links


def main() -> int:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    command.add_root(parser)
    parser.add_argument("base", nargs="?", metavar="BASE", help="the commit or branch to compare with")
    parser.add_argument(
        "head", nargs="?", metavar="HEAD", help="the commit or branch compared, by default the working tree"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--limit", type=int, default=LIMIT, metavar="BYTES", help="length of the Markdown at most; 0: any"
    )
    parser.add_argument(
        "--more", default="", metavar="ADDRESS", help="where the whole report is kept, for a short one to link"
    )
    parser.add_argument(
        "--blob", default="", metavar="ADDRESS", help="where a host shows files of a commit, for links to both states"
    )
    parser.add_argument("--snapshot", action="store_true", help="print one state as JSON and compare nothing")
    options = parser.parse_args()
    if options.snapshot:
        json.dump(repository.snapshot(options.root), sys.stdout)
        return CLEAN
    if options.base is None:
        parser.error("name the commit or branch to compare with")
    try:
        found, links = compare(options.root, options.base, options.head)
    except repository.UnknownRevision as reason:
        print(reason, file=sys.stderr)
        return USAGE
    if options.json:
        sys.stdout.write(as_json(found))
    else:
        sys.stdout.write(report(found, options.limit, options.more, replace(links, blob=options.blob.rstrip("/"))))
    return CLEAN


if __name__ == "__main__":
    command.run(main)
