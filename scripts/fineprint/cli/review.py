"""``fineprint review``."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from ..core.problems import CLEAN, USAGE
from ..prove.quote_index import BookEvidence
from ..read.book import load_book
from ..read.files import read_files
from ..review import Review, repository, review
from ..review.json_report import as_json
from ..review.markdown import Links
from ..review.outside import outside_data
from ..review.pending import PendingAnswers, pending_answers
from ..review.report import LIMIT, report
from ..review.snapshot import snapshot_of
from ..review.source import new_versions
from . import options


@click.command()
@options.any_folder
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=LIMIT,
    show_default=True,
    metavar="BYTES",
    help="Length of the Markdown at most; 0: any.",
)
@click.option("--more", default="", metavar="ADDRESS", help="Where the whole report is kept, for a short one to link.")
@click.option(
    "--blob", default="", metavar="ADDRESS", help="Where a host shows files of a commit, for links to both states."
)
@click.option("--snapshot", is_flag=True, help="Print one state as JSON and compare nothing.")
def command(
    root: Path, base: str | None, head: str | None, as_data: bool, limit: int, more: str, blob: str, snapshot: bool
) -> int:
    """Report what two states of the book differ in for readers.

    Sources, extraction and answers are told apart. BASE and HEAD are commits or branches; without HEAD the working
    tree is read. BASE is read where HEAD left it, by the program of that state, if it has one of its own.

    \b
    Example:
      fineprint review main
    """
    if snapshot:
        json.dump(repository.snapshot(root), sys.stdout)
        return CLEAN
    if base is None:
        raise click.UsageError("name the commit or branch to compare with")
    try:
        found, links = compare(root, base, head)
    except repository.UnknownRevision as reason:
        print(reason, file=sys.stderr)
        return USAGE
    links = replace(links, blob=blob.rstrip("/"))
    sys.stdout.write(as_json(found) if as_data else report(found, limit, more, links))
    return CLEAN


def compare(root: Path, base: str, head: str | None) -> tuple[Review, Links]:
    """Compare two states of the repository at ``root``; ``head`` None: the working tree."""
    place = repository.place_of(root)
    tip = repository.commit_of(root, head or "HEAD")
    start = repository.fork_point(root, repository.commit_of(root, base), tip)
    outside = tuple(outside_data(repository.changed_paths(root, start, tip if head else None), place))
    links = Links(base=start, head=tip if head else "", book=place)
    with tempfile.TemporaryDirectory(prefix="fineprint-review-") as folder:
        before = repository.export(root, start, Path(folder, "base"))
        now = repository.export(root, tip, Path(folder, "head")) if head else root
        old, own = repository.snapshot_by_itself(before, Path(folder, "base"))
        loaded, files = load_book(now), read_files(now)[0]
        new = snapshot_of(loaded, files)
        left: list[PendingAnswers] = []
        if loaded.book:
            added = {key for key, _ in new_versions(old, new)}
            evidence = BookEvidence(loaded.book)
            for vendor in loaded.book.vendors:
                for version in (each for each in vendor.versions if each.key in added):
                    left += pending_answers(loaded.book, evidence, vendor, version)
        data = read_files(before)[0], files
    return review(old, new, left, own, data=data, outside=outside), links
