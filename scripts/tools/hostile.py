"""Runs hostile inputs through the whole pipeline: refused where they must be, inert on the page where they may stand.

The header of an input file explains its kinds and what is expected of each. Accepted inputs become vendors of one
scratch book, built once; each refused one is a book of its own; what is costly is run apart, against the clock.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import yaml

from fineprint.build.pipeline import Options, build
from fineprint.core.addresses import version_path
from fineprint.read.book import load_book
from fineprint.read.result import ReadResult
from fineprint.rules import check
from fineprint.verify.site_check import check_site
from tools import browser, inert, inputs, pull_request
from tools.inputs import Entry, place_of
from tools.scratch import build_docs, build_site

SECRET = "token-0d9f6c1e-of-the-build-machine"
#: Pages tried in the browser where a sample is enough.
SAMPLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why an entry failed."""

    entry: str
    said: str


def main(arguments: list[str] | None = None) -> int:
    """Prints a line for each failing entry and the count by group; 1 if any fails."""
    parser = argparse.ArgumentParser(description="Run hostile inputs and check what comes of each.")
    parser.add_argument("--file", type=Path, required=True, nargs="+", help="YAML files of entries")
    parser.add_argument(
        "--browser", choices=("all", "sample", "none"), default="sample", help="pages tried in Chromium"
    )
    parser.add_argument("--only", nargs="*", default=(), help="ids of entries to run, instead of all")
    options = parser.parse_args(arguments)
    entries = [entry for file in options.file for entry in read_entries(file)]
    entries = [entry for entry in entries if not options.only or entry.id in options.only]
    failures = run(entries, options.browser)
    for failure in sorted(failures, key=lambda failure: failure.entry):
        print(f"{failure.entry}: {failure.said}")
    failed = {failure.entry for failure in failures}
    for group, number in sorted(Counter(entry.group for entry in entries).items()):
        bad = sum(entry.id in failed for entry in entries if entry.group == group)
        print(f"{group}: {number - bad} of {number}" + (f", {bad} failed" if bad else ""))
    print(f"{sum(entry.id not in failed for entry in entries)} of {len(entries)} entries passed")
    return int(bool(failed))


def read_entries(file: Path) -> list[Entry]:
    """The entries of an input file."""
    known = set(Entry.__dataclass_fields__)
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [Entry(**{key: value for key, value in one.items() if key in known}) for one in data]


def run(entries: Sequence[Entry], which: str = "none") -> list[Failure]:
    """All failures of some entries; ``which``: the pages tried in a browser (all, sample, none)."""
    failures: list[Failure] = []
    together = [entry for entry in entries if entry.accepted and entry.kind in ("body", "policy", "bytes", "field")]
    apart = [entry for entry in entries if entry not in together]
    with tempfile.TemporaryDirectory(prefix="fineprint-hostile-") as folder:
        for step in (lambda at: _together(at, together, which), lambda at: _apart(at, apart)):
            (at := Path(folder, str(len(list(Path(folder).iterdir()))))).mkdir()
            failures.extend(step(at))
    return failures


def _apart(root: Path, entries: Sequence[Entry]) -> Iterator[Failure]:
    inputs.make_plain(root)
    for entry in entries:
        try:
            if entry.kind == "path" and pull_request.is_one(entry):
                said = list(pull_request.review_faults(entry))
            else:
                with inputs.placed(root, entry) as place:
                    said = list(_built_alone(root, entry, place) if entry.accepted else _refused(root, entry, place))
        except inputs.CannotMakeError as reason:
            said = [f"can't be made here: {reason}"]
        except Exception as fault:  # noqa: BLE001 - one entry that goes wrong must not hide the others
            said = [f"the runner failed: {fault!r}"[:300]]
        yield from [Failure(entry=entry.id, said=line) for line in said]
        inputs.unbuild(root)


def _refused(root: Path, entry: Entry, place: str | None) -> Iterator[str]:
    """What is wrong with how an entry is refused."""
    if place is None:
        return
    out, said = StringIO(), StringIO()
    began = _spent()
    try:
        with redirect_stdout(out), redirect_stderr(said):
            code = build(root, Options(search=False))
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is what this looks for
        yield f"raised {fault!r}"[:300]
        return
    yield from _slow(entry, began)
    lines = said.getvalue().splitlines()
    here = [line for line in lines if line.startswith(place) and f" {entry.code}: " in line]
    if not here:
        other = sorted({line.split(": ")[1] for line in lines if line.startswith(place)})
        yield f"{entry.code} is not reported at {place}; reported there: {', '.join(other) or 'nothing'}"
    if code != 1 or any("Traceback" in line for line in lines):
        yield f"exit code {code}, or a traceback"
    if (root / "docs/index.md").exists():
        yield "something was written"
    if not any(line.startswith("policies/plain/") for line in lines):
        yield "the other vendor was not checked"


def _built_alone(root: Path, entry: Entry, place: str | None) -> Iterator[str]:
    """What is wrong with a costly or single entry that is accepted: built in a book of its own."""
    began = _spent()
    said = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(said):
        code, told = build(root, Options(search=False)), said.getvalue()
    if code == 0:
        step = build_site(root)
        code, told = step.returncode, step.stderr
    yield from _slow(entry, began)
    if code:
        errors = [line for line in told.splitlines() if " warning " not in line]
        yield f"exit code {code}: {' '.join(errors)[:300]}"
        return
    loaded = load_book(root)
    loaded.problems = check(loaded)
    yield from _one(
        root / "site",
        loaded,
        entry,
        place_of(entry),
        inert.shape_of(inert.version_page(root / "site", loaded.book, inputs.PLAIN)),
    )


def _slow(entry: Entry, began: float) -> Iterator[str]:
    if (took := _spent() - began) > entry.max_seconds:
        yield f"took {took:.1f} s of CPU"


def _spent() -> float:
    """Seconds of CPU so far, of this process and of those it ran: the clock would measure what else runs here."""
    return sum(os.times()[:4])


def _together(root: Path, entries: Sequence[Entry], which: str) -> Iterator[Failure]:
    """Build all entries that are accepted as one book and check each; one that is refused fails and is left out."""
    inputs.make_plain(root)
    (root / "secret.txt").write_text(SECRET)
    (root / ".git").mkdir()
    (root / ".git/config").write_text(f"[http]\n\textraheader = {SECRET}\n")
    made = []
    for entry in entries:
        try:
            inputs.place(root, entry)
            made.append(entry)
        except Exception as fault:  # noqa: BLE001 - as above
            inputs.remove(root, entry)
            yield Failure(entry=entry.id, said=f"can't be made here: {fault!r}"[:300])
    entries = made
    loaded = load_book(root)
    problems = check(loaded)
    kept = []
    for entry in entries:
        errors = [
            problem for problem in problems if problem.severity == "error" and entry.folder in problem.path.split("/")
        ]
        if errors:
            yield Failure(entry=entry.id, said=f"refused: {errors[0]}"[:300])
            inputs.remove(root, entry)
        else:
            kept.append(entry)
    step = build_docs(root, *([] if which != "none" else ["--no-search"]))
    if step.returncode == 0:
        step = build_site(root)
    if step.returncode:
        said = " ".join(line for line in step.stderr.splitlines() if " warning " not in line)[-400:]
        yield from (Failure(entry=entry.id, said=f"the book does not build: {said}") for entry in kept)
        return
    loaded = load_book(root)
    loaded.problems = check(loaded)
    site = root / "site"
    plain = inert.shape_of(inert.version_page(site, loaded.book, inputs.PLAIN))
    for entry in kept:
        for said in _one(site, loaded, entry, place_of(entry), plain):
            yield Failure(entry=entry.id, said=said)
    folders = {entry.folder: entry.id for entry in kept}
    for problem in check_site(loaded.book, site):
        owner = next((folders[part] for part in problem.path.split("/") if part in folders), "(site)")
        yield Failure(entry=owner, said=str(problem)[:300])
    for said in (
        *inert.exports_readable(site),
        *inert.secrets_kept(site, [SECRET, "root:x:0", "plugins: [fineprint]"]),
    ):
        yield Failure(entry="(site)", said=said)
    yield from _browsed(site, loaded, kept, which)


def _one(site: Path, loaded: ReadResult, entry: Entry, place: str, plain: inert.Shape) -> Iterator[str]:
    """What is wrong with an entry whose page is built."""
    if entry.code and not any(
        entry.code == problem.code and problem.path.startswith(place) for problem in loaded.problems
    ):
        yield f"{entry.code} is not reported"
    version = next((version for version in loaded.book.versions() if version.folder == place), None)
    if version is None:
        yield "the version is not in the book"
        return
    page = inert.version_page(site, loaded.book, place)
    yield from inert.own_markup(page, plain)
    yield from inert.text_kept(version, page, entry.kind == "body")
    yield from inert.search_alike(version)
    if entry.kind == "field":
        vendor = inert.vendor_page(site, loaded.book, version.vendor)
        yield from inert.own_markup(vendor, plain | inert.shape_of(inert.vendor_page(site, loaded.book, "plain")))
        yield from inert.field_shown([page, vendor], entry.text)


def _browsed(site: Path, loaded: ReadResult, entries: Sequence[Entry], which: str) -> Iterator[Failure]:
    if which == "none" or not entries:
        return
    step = 1 if which == "all" else max(len(entries) // SAMPLE, 1)
    folders = {version.vendor: version_path(loaded.book, version) for version in loaded.book.versions()}
    pages = {folders[entry.folder]: entry.id for entry in entries[::step]}
    if which == "all":
        pages |= {f"{loaded.book.vendors_path}/{entry.folder}/": entry.id for entry in entries if entry.kind == "field"}
        pages |= {f"{path}/": "(site)" for path in ("matrix", loaded.book.vendors_path, "topics")} | {"": "(site)"}
    for path, said in browser.try_pages(site, list(pages), ("zebraword", "window", "CANARYAFTER")):
        yield Failure(entry=pages.get(path, "(site)"), said=f"{path}: {said}")


if __name__ == "__main__":
    sys.exit(main())
