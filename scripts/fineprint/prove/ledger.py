"""The ledger: every address ever published, with a digest of its words, and whether each still resolves.

A version's ``addresses.txt`` has one line an address: fragment, first and last source line, the first 12 hex digits
of the SHA-256 of its words (Unicode NFC, white space folded, items joined by a blank). Lines are added by
``fineprint record`` and never changed or taken away.

The book's ledger has one path a line and lies in pieces, so that two branches which each add a version touch no file in
common: ``policies/addresses.txt`` for topics, questions and findings, and for each version a file in
``policies/_addresses/`` for its page, its answers and its vendor's place on the questions' pages, which stays where it
is when the version's folder is renamed or taken away. Which piece a line stands in, in what order and how often, means
nothing. A line leads to words, by a redirect to where they stand now, or to a notice: of a thing that was retired, or
of a text that was withdrawn.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..core.addresses import book_paths
from ..core.ledger_entry import LedgerEntry
from ..core.lines import Lines, spanning
from ..core.model import Book, Section, Version
from ..core.problems import Problem, error, warning
from ..text.blocks import addressed_blocks, canonical, words_of

#: The pieces of the book's ledger.
BOOK_LEDGER, LEDGER_FOLDER = "policies/addresses.txt", "policies/_addresses/"

_LINE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*(?:\.[0-9]+[a-z]?)*) ([1-9][0-9]{0,8})-([1-9][0-9]{0,8}) ([0-9a-f]{12})")
_PATH = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*/)+(#_?[a-z0-9]+(-[a-z0-9]+)*)?")


def words_digest(words: str) -> str:
    """First 12 hex digits of the SHA-256 of words in their canonical form."""
    return hashlib.sha256(canonical(words).encode()).hexdigest()[:12]


def addresses_of(sections: Sequence[Section]) -> Iterator[LedgerEntry]:
    """The addresses a version has now, in order of the text."""
    for section in sections:
        if section.lines:
            yield LedgerEntry(fragment=section.id, lines=section.lines, digest=words_digest(section.heading))
        elif section.clauses:
            lines = spanning([clause.lines for clause in section.clauses])
            yield LedgerEntry(fragment=section.id, lines=lines, digest=words_digest(section.words))
        for clause in section.clauses:
            for block in addressed_blocks(clause.block):
                yield LedgerEntry(fragment=block.address, lines=block.lines, digest=words_digest(words_of(block)))


def _ledger_mend(said: str, line: str) -> str:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "git left a conflict of two branches here; keep the lines of both and take its marks out"
    return f"{said}; restore the line from the repository's history"


def read_ledger(text: str, path: str) -> tuple[tuple[LedgerEntry, ...], list[Problem]]:
    """The lines of a version's ``addresses.txt``."""
    made: list[LedgerEntry] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        parts = _LINE.fullmatch(line)
        if parts is None:
            said = _ledger_mend("not a ledger line (fragment first-last digest)", line)
            problems.append(error(path, "ledger.line", said, number))
            continue
        lines = Lines(int(parts[2]), int(parts[3]))
        made.append(LedgerEntry(fragment=parts[1], lines=lines, digest=parts[4], number=number))
    return tuple(made), problems


def read_paths(files: Mapping[str, bytes]) -> tuple[dict[str, tuple[str, int]], list[Problem]]:
    """The paths from the base address that the book's ledger has, each with the file and line it stands on first.

    ``files``: those of the book, by path; the pieces of its ledger are found among them.
    """
    places: dict[str, tuple[str, int]] = {}
    problems: list[Problem] = []
    for file in (BOOK_LEDGER, *sorted(path for path in files if path.startswith(LEDGER_FOLDER))):
        for number, line in enumerate(files.get(file, b"").decode("utf-8", "replace").splitlines(), 1):
            places.setdefault(line, (file, number))
            if not _PATH.fullmatch(line):
                said = _ledger_mend("not an address of the book", line)
                problems.append(error(file, "ledger.line", said, number))
    return places, problems


def new_paths(book: Book) -> dict[str, list[str]]:
    """The lines that ``--record`` adds to the book's ledger, by file."""
    pieces: dict[str, str] = {}
    for version in book.versions():
        piece = f"{LEDGER_FOLDER}{version.vendor}.{version.document}.{version.date}.txt"
        for place in (version.vendor, f"{version.vendor}/{version.document}", version.key):
            pieces.setdefault(f"{book.vendors_path}/{place}/", piece)
    for vendor, version in book.latest():
        piece = pieces[f"{book.vendors_path}/{version.key}/"]
        pieces |= {f"questions/{question.id}/#{vendor.id}": piece for question in book.questions}
    known = set(book.ledger)
    added: dict[str, list[str]] = {}
    for path in book_paths(book):
        if path not in known:
            piece = pieces.get(path) or pieces.get(path.partition("since/")[0].partition("#_")[0], BOOK_LEDGER)
            added.setdefault(piece, []).append(path)
    return added


def alias_of(fragment: str, aliases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Where an alias leads, as the first and last fragment of today; an alias of a section carries its clauses."""
    if fragment in aliases:
        return aliases[fragment]
    section, dot, rest = fragment.partition(".")
    if dot and section in aliases and len(set(aliases[section])) == 1:
        return (f"{aliases[section][0]}.{rest}",)
    return None


def resolve(address: LedgerEntry, version: Version, now: Mapping[str, LedgerEntry]) -> str | None:
    """None if a published address still leads to its words, else what is wrong."""
    here = now.get(address.fragment)
    if here is not None:
        if here.digest == address.digest:
            return None
        return f"#{address.fragment} now stands on other words; give those a new number and this one an alias"
    targets = alias_of(address.fragment, version.outline.aliases)
    if targets is None:
        mend = f"add under aliases in outline.yml {address.fragment}: [the address where its words stand now]"
        return f"#{address.fragment} (lines {address.lines}) is gone; {mend}"
    ends = [now.get(target) for target in targets]
    if None in ends:
        missing = next(target for target, end in zip(targets, ends, strict=True) if end is None)
        return f"the alias of #{address.fragment} leads to #{missing}, which is nowhere; name a clause of today"
    there = [end for end in ends if end]
    covered = spanning([end.lines for end in there])
    if not covered.contain(address.lines):
        return f"the alias of #{address.fragment} covers lines {covered}, not {address.lines}"
    return None


def ledger_problems(
    version: Version, alias_place: Callable[[str], tuple[int, int]] = lambda _: (1, 1)
) -> Iterator[Problem]:
    """Every published address resolves, and every address of today is recorded.

    ``alias_place``: line and column of an alias in ``outline.yml``.
    """
    path = f"{version.folder}/addresses.txt"
    now = {address.fragment: address for address in addresses_of(version.sections)}
    published = {address.fragment for address in version.ledger}
    for position, address in enumerate(version.ledger, 1):
        wrong = resolve(address, version, now)
        if wrong:
            yield error(path, "address.broken", wrong, address.number or position)
    missing = [fragment for fragment in now if fragment not in published]
    if missing:
        said = f"{len(missing)} addresses are not recorded (#{missing[0]} first); run fineprint record"
        yield warning(path, "address.unrecorded", said, len(version.ledger) + 1)
    outline = f"{version.folder}/outline.yml"
    for alias, targets in version.outline.aliases.items():
        if alias in now:
            said = f"the alias #{alias} hides a clause of today; take the alias out"
            yield error(outline, "address.alias", said, *alias_place(alias))
        if alias not in published:
            said = (
                f"the alias #{alias} was never published; take it out of aliases, or restore its line in addresses.txt"
            )
            yield error(outline, "address.alias", said, *alias_place(alias))
        for target in targets:
            if target not in now:
                said = f"the alias #{alias} leads to #{target}, which is nowhere; name a clause of today"
                yield error(outline, "address.alias", said, *alias_place(alias))


def new_lines(version: Version) -> list[str]:
    """The lines that ``--record`` adds to a version's ledger."""
    published = {address.fragment for address in version.ledger}
    return [
        f"{address.fragment} {address.lines} {address.digest}"
        for address in addresses_of(version.sections)
        if address.fragment not in published
    ]
