"""From files on disk to a frozen book. The only module that reads a book; it raises for nothing that is in it.

What is made of each vendor can be kept between runs: then only a vendor whose files have changed is read, and of the
others a book holds what every page may ask for, and reads the rest when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from ..core.files import FoundFiles as AllFiles
from ..core.limits import LARGE
from ..core.model import Book, Vendor
from ..core.problems import Problem
from ..prove.ledger import LEDGER_FOLDER, read_paths
from ..prove.quote_index import BookEvidence
from ..prove.term_hits import SearchTerms
from ..prove.term_record import TERM_RECORD, read_term_record
from ..store.cache import Cache, key_of
from ..store.vendor_cache import MadeFiles, VendorUnit, lazy_vendor, unit_of, vendor_units
from ..store.workers import HERE, Workers
from ..text.topics import Lexicon
from .editions import editions_of
from .files import read_files
from .formats import wrong_format
from .lexicon import read_lexicon
from .parsing import findings_of, notice_of, questions_of, readings_of
from .result import NoBook, ReadBook, ReadFiles, ReadResult
from .strict_yaml import load as load_yaml
from .vendor import VendorFiles, read_vendor, read_yaml, required_file
from .withdrawn import withdrawn_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorBuilder:
    """What is made of each vendor while it is read, and kept until the vendor or what all vendors share changes.

    ``make`` is given a book of that vendor alone, so that nothing of another can be in what it makes, and whether the
    whole book is a large one; it makes a thing of the type ``kind``, and files, which ``keep`` puts where they belong.
    ``holds``: whether what was made of a vendor before is still all there.
    """

    cache: Cache
    kind: type
    make: Callable[[ReadBook, bool], tuple[Any, MadeFiles]]
    keep: Callable[[MadeFiles], None] = lambda files: None
    holds: Callable[[str, Any], bool] = lambda vendor, made: True
    workers: Workers = HERE


def load_book(root: Path, making: VendorBuilder | None = None, files: AllFiles | None = None) -> ReadResult:
    """Read the book below ``root``. A vendor with a problem is left out; every other one is still read.

    Of a book of another format nothing is read, and only that is told.

    ``files``: what is there, where it was read already.
    """
    found, problems = files or read_files(root)
    loaded = NoBook(found=found)
    if wrong := _other_format(found):
        loaded.problems.append(wrong)
        return loaded
    of_vendor, of_book = _by_vendor(found, problems)
    loaded.problems.extend(of_book.problems)
    for path, raw in of_book.found.items():
        if path.endswith(".yml"):
            read_yaml(path, raw, loaded)
    head = required_file("policies/book.yml", loaded)
    lexicon = read_lexicon(loaded) if required_file("policies/topics.yml", loaded) else None
    if head is None or lexicon is None:
        for folder, mine in of_vendor.items():
            loaded.problems.extend(read_vendor(folder, mine, lexicon)[1].problems)
        return loaded
    paths, malformed = read_paths(of_book.found)
    term_days, unknown = read_term_record(of_book.found)
    loaded.problems.extend([*malformed, *unknown])
    read = {name: loaded.files.get(f"policies/{name}.yml") for name in ("questions", "findings", "readings")}
    readers, readings = readings_of(read["readings"].value) if read["readings"] else ((), {})
    book = Book(
        title=head["title"],
        description=head["description"],
        vendor_label=(head["vendor_label"]["one"], head["vendor_label"]["many"]),
        document_label=(head["document_label"]["one"], head["document_label"]["many"])
        if "document_label" in head
        else ("text", "texts"),
        vendors_path=head["vendors_path"],
        base_url=head["base_url"].rstrip("/") + "/",
        documents={document["id"]: document["title"] for document in head["documents"]},
        licence=(head["licence"]["name"], head["licence"]["url"], head["licence"]["applies_to"]),
        lexicon=lexicon,
        vendors=(),
        ledger=tuple(paths),
        questions=questions_of(read["questions"].value, lexicon.language) if read["questions"] else (),
        coding_rules=tuple(read["questions"].value.get("coding_rules", ())) if read["questions"] else (),
        findings=findings_of(read["findings"].value) if read["findings"] else (),
        readers=readers,
        readings=readings,
        redirects={old: to if isinstance(to, str) else to["to"] for old, to in head.get("redirects", {}).items()},
        moves={old: notice_of(to) for old, to in head.get("redirects", {}).items() if not isinstance(to, str)},
        retired={old: notice_of(row) for old, row in head.get("retired", {}).items()},
        withdrawn=withdrawn_texts(found),
        considered=head.get("considered", "silences"),
        term_days=term_days,
        method_notes=tuple((note["title"], note["text"]) for note in head.get("method_notes", ())),
        limiting_phrases={key: tuple(phrases) for key, phrases in head.get("limiting_phrases", {}).items()},
        responsible=(head["responsible"]["name"], head["responsible"].get("url")) if "responsible" in head else None,
        contact=tuple(head.get("contact", {}).get(key) for key in ("email", "url")),
        repository=head.get("repository"),
        editions=editions_of(head.get("editions", ())),
    )
    made: dict[str, Any] = {}
    vendors = (
        _cached_vendors(of_vendor, loaded, made, book, making, of_book) if making else _all(of_vendor, loaded, lexicon)
    )
    book = replace(book, vendors=tuple(sorted(vendors, key=lambda vendor: (vendor.name.casefold(), vendor.id))))
    return ReadBook(
        book=book,
        evidence=BookEvidence(book),
        made=made,
        files=loaded.files,
        problems=loaded.problems,
        found=loaded.found,
    )


def _other_format(found: Mapping[str, bytes]) -> Problem | None:
    """What is wrong where the book is of another format, of whose files nothing else can be told."""
    file = load_yaml(found.get("policies/book.yml", b""), "policies/book.yml")[0]
    return wrong_format(file) if file and isinstance(file.value, dict) else None


def _by_vendor(found: Mapping[str, bytes], problems: Iterable[Problem]) -> tuple[dict[str, VendorFiles], VendorFiles]:
    """Files and problems of each vendor's folder, and those of the book."""
    vendors: dict[str, VendorFiles] = {}
    book = VendorFiles()
    for path, raw in found.items():
        if path.count("/") >= 2 and not path.startswith(LEDGER_FOLDER):
            vendors.setdefault(path.split("/")[1], VendorFiles()).found[path] = raw
        else:
            book.found[path] = raw
    for problem in problems:
        vendors.get(problem.path.partition("/")[2].partition("/")[0], book).problems.append(problem)
    return dict(sorted(vendors.items())), book


def _all(files: Mapping[str, VendorFiles], loaded: ReadFiles, lexicon: Lexicon) -> list[Vendor]:
    """Every vendor that can be read; its files and problems go to ``loaded``."""
    vendors = []
    for folder, mine in files.items():
        vendor, part = read_vendor(folder, mine, lexicon)
        loaded.files.update(part.files)
        loaded.problems.extend(part.problems)
        if vendor:
            vendors.append(vendor)
    return vendors


def _cached_vendors(
    files: Mapping[str, VendorFiles],
    loaded: ReadFiles,
    made: dict[str, Any],
    book: Book,
    making: VendorBuilder,
    of_book: VendorFiles,
) -> list[Vendor]:
    """Every vendor that can be read, as far as it is kept; problems go to ``loaded``, what was made to ``made``."""
    large = len(files) > LARGE
    keys = _keys(files, loaded, book, of_book, repr((large, of_book.problems)))
    published = _published(book)
    sources = {folder: (keys[folder], (mine, published.get(folder, ()))) for folder, mine in files.items()}
    shared = ReadFiles(files=dict(loaded.files), problems=list(loaded.problems))
    make = partial(_unit, making.make, large, replace(book, ledger=()), SearchTerms(book.questions), shared)
    units = vendor_units(sources, making.cache, making.kind | None, make, making.keep, making.holds, making.workers)
    vendors = []
    for folder, unit in units.items():
        loaded.problems.extend(unit.problems)
        if unit.vendor:
            vendors.append(lazy_vendor(unit, partial(_vendor_anew, folder, files[folder], book.lexicon)))
            made[unit.vendor.id] = unit.made
    return vendors


def _unit(
    make: Callable[[ReadBook, bool], tuple[Any, MadeFiles]],
    large: bool,
    book: Book,
    terms: SearchTerms,
    of_book: ReadFiles,
    folder: str,
    source: tuple[VendorFiles, tuple[str, ...]],
) -> tuple[VendorUnit[Any], MadeFiles]:
    """What is kept of a vendor and the files made of it, by its own files and published addresses.

    ``book`` has no vendor.
    """
    files, published = source
    vendor, part = read_vendor(folder, files, book.lexicon)
    if vendor is None:
        return unit_of(None, part.problems, None), {}
    alone = replace(book, ledger=published).alone(vendor)
    mine = ReadBook(
        book=alone,
        evidence=BookEvidence(alone, terms),
        files=of_book.files | part.files,
        problems=[*of_book.problems, *part.problems],
    )
    made, own = make(mine, large)
    return unit_of(vendor, part.problems, made), own


def _vendor_anew(folder: str, files: VendorFiles, lexicon: Lexicon) -> Vendor:
    """A vendor that could be read."""
    vendor, _ = read_vendor(folder, files, lexicon)
    if vendor is None:
        raise ValueError(f"policies/{folder} could be read and no longer can")
    return vendor


def _keys(
    files: Mapping[str, VendorFiles], loaded: ReadFiles, book: Book, of_book: VendorFiles, more: str
) -> dict[str, str]:
    """For each vendor the key of all that is read and made of it: its files, and of the book what it may know."""
    names = ["book", "topics", "questions", *(f"topics.{other.language}" for other in book.lexicon.others)]
    shared = [of_book.found.get(f"policies/{name}.yml", b"") for name in names]
    shared_key = key_of(*shared, of_book.found.get(TERM_RECORD, b""), more)
    published = _published(book)
    # A problem of a reading is told by its line, so the whole file counts for those whom it is about.
    readings, read = of_book.found.get("policies/readings.yml", b""), {key.split("/")[0] for key in book.readings}
    file = loaded.files.get("policies/readings.yml")
    place = repr(file and file.place(("cells",)))
    keys = {}
    for folder, mine in files.items():
        about = readings if folder in read else place
        keys[folder] = key_of(shared_key, about, repr(published.get(folder)), repr(mine.problems), mine.found)
    return keys


def _published(book: Book) -> dict[str, tuple[str, ...]]:
    """The published addresses of each vendor."""
    found: dict[str, list[str]] = {}
    for path in book.ledger:
        parts = path.split("/")
        if parts[0] == book.vendors_path:
            found.setdefault(parts[1], []).append(path)
    return {vendor: tuple(paths) for vendor, paths in found.items()}
