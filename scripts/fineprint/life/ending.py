"""Questions retired and split, vendors merged, texts withdrawn: each keeps its address, and says why it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from ..core.answers import Finding
from ..core.model import Version
from ..read.withdrawn import KEPT
from .book_files import BOOK, FINDINGS, QUESTIONS, READINGS, BookFiles, LifeError
from .edits import Place, block_of, renamed_scalars
from .renaming import NoticeData, move_vendor_references, must_be, must_be_free, redirect


def retire_question(files: BookFiles, name: str, day: str, reason: str, others: Sequence[str] = ()) -> str:
    """A question that is asked no longer; its page and what was answered stay."""
    book = files.book().book
    ids = [question.id for question in book.asked]
    must_be(name, ids, "question that is asked")
    for other in others:
        must_be(other, [each for each in ids if each != name], "question that is asked")
    notice: dict[str, object] = {"on": day, "status": "repealed", "reason": reason}
    notice |= {"replaced_by": list(others)} if others else {}
    position = [question.id for question in book.questions].index(name)
    files.put(QUESTIONS, ("questions", position, "retired"), notice)
    place = f"; in its place: {', '.join(f'`{other}`' for other in others)}" if others else ""
    return f"The question `{name}` is asked no longer{place}. {reason}"


def split_question(files: BookFiles, name: str, into: Sequence[tuple[str, str]], day: str, reason: str) -> str:
    """A question that becomes several, each with its values, rules and search terms to begin with.

    ``into``: ids with the words of the question; without words, a question that is there already.
    """
    book = files.book().book
    ids = [question.id for question in book.questions]
    must_be(name, ids, "question")
    if len(into) < 2:
        raise LifeError("a question is split into two or more; name each with --into ID=WORDS")
    text, at = files.text(QUESTIONS), ids.index(name)
    start, end = block_of(text, ("questions", at))
    made = ""
    for new, words in into:
        if not words:
            must_be(new, ids, "question")
            continue
        must_be_free(new, ids)
        made += _copied(text[start:end], {"id": new, "question": words})
    files.now[QUESTIONS] = (text[:end] + made + text[end:]).encode()
    return retire_question(files, name, day, reason, [new for new, _ in into])


def _copied(item: str, changed: Mapping[str, str]) -> str:
    """An entry of the questions in the style of the file, with some of its values changed."""

    def rename(place: Place, value: str, is_key: bool) -> str:
        return value if is_key or len(place) != 3 else changed.get(str(place[2]), value)

    return renamed_scalars(f"questions:\n{item}", rename).removeprefix("questions:\n")


def merge_vendors(files: BookFiles, old: str, into: str, notice: NoticeData) -> str:
    """A vendor whose texts are another's: they stand there now, and its names among the other's."""
    loaded = files.book()
    book, ids = loaded.book, [vendor.id for vendor in loaded.book.vendors]
    must_be(old, ids, "vendor")
    must_be(into, [each for each in ids if each != old], "vendor")
    merged, other = (loaded.files[f"policies/{each}/vendor.yml"].value for each in (old, into))
    for version in next(vendor for vendor in book.vendors if vendor.id == old).versions:
        target = f"policies/{into}/{version.document}/{version.date}"
        if any(path.startswith(f"{target}/") for path in files.now):
            raise LifeError(f"{target} is there already; redate one of the two versions first")
        files.move(version.folder, target)
    move_vendor_references(files, old, into)
    paper = f"policies/{into}/vendor.yml"
    files.put(paper, ("names",), [*_moved(merged["names"], old, into), *other["names"]])
    if merged.get("sources"):
        known = other.get("sources", [])
        files.put(paper, ("sources",), [*known, *(row for row in merged["sources"] if row not in known)])
    for path in [path for path in files.now if path.startswith(f"policies/{old}/")]:
        del files.now[path]
    redirect(files, f"{book.vendors_path}/{old}/", f"{book.vendors_path}/{into}/", notice)
    return f"`{old}` and `{into}` are one {book.vendor_label[0]} now, `{into}`; every old address leads on."


def _moved(rows: Sequence[dict[str, object]], old: str, into: str) -> list[dict[str, object]]:
    """The names with their sources under the other vendor."""
    made = []
    for row in rows:
        source = row.get("source")
        if isinstance(source, dict) and str(source.get("version", "")).startswith(f"{old}/"):
            moved = source | {"version": into + str(source["version"]).removeprefix(old)}
            made.append(row | {"source": moved})
        else:
            made.append(row)
    return made


def withdraw(files: BookFiles, keys: Sequence[str], day: str, reason: str) -> str:
    """Versions whose words go from the book; their records, hashes and addresses stay."""
    book = files.book().book
    found = {version.key: version for version in book.versions()}
    for key in keys:
        must_be(key, list(found), "version")
        for path in [path for path in files.now if path.startswith(f"policies/{key}/")]:
            if PurePosixPath(path).name not in KEPT:
                del files.now[path]
        files.put(f"policies/{key}/record.yml", ("withdrawn",), {"on": day, "reason": reason})
    left = [version for key, version in found.items() if key not in keys]
    _drop_support(files, set(keys), book.findings, day, reason)
    for key in keys:
        if key in book.readings:
            files.drop(READINGS, ("cells", key))
        _drop_sources(files, key)
    _drop_documents(files, left, {version.key.rpartition("/")[0] for version in found.values()})
    named = ", ".join(f"`{key}`" for key in keys)
    return f"Withdrawn: {named}. {reason}"


def withdraw_vendor(files: BookFiles, vendor: str, day: str, reason: str) -> str:
    """All versions of a vendor."""
    book = files.book().book
    must_be(vendor, [each.id for each in book.vendors], "vendor")
    return withdraw(files, [one.key for one in book.versions() if one.vendor == vendor], day, reason)


def _drop_support(files: BookFiles, keys: set[str], findings: Sequence[Finding], day: str, reason: str) -> None:
    """Findings no longer rest on what was withdrawn; one that rests on nothing else goes, and its address says so."""
    for position in reversed(range(len(findings))):
        finding = findings[position]
        gone = [place for place, said in enumerate(finding.support) if said.version in keys]
        if gone and len(gone) == len(finding.support):
            files.drop(FINDINGS, ("findings", position))
            notice = {"on": day, "status": "withdrawn", "reason": reason}
            files.put(BOOK, ("retired", f"findings/#{finding.id}"), notice)
            continue
        for place in reversed(gone):
            files.drop(FINDINGS, ("findings", position, "support", place))


def _drop_sources(files: BookFiles, key: str) -> None:
    """Facts of a vendor that rested on withdrawn words say so, without the words."""
    path = f"policies/{key.split('/', maxsplit=1)[0]}/vendor.yml"
    data = files.data(path)
    facts: dict[Place, object] = {("names", number): name for number, name in enumerate(data["names"])}
    facts |= {(key,): data[key] for key in ("description", "successor", "distinct_from")}
    for place, fact in facts.items():
        if isinstance(fact, dict) and (fact.get("source") or {}).get("version") == key:
            files.put(path, (*place, "source"), {"reference": f"The version {key}, which was withdrawn"})


def _drop_documents(files: BookFiles, left: Sequence[Version], before: set[str]) -> None:
    """Nothing names a document of the book of which no version is left."""
    gone = before - {version.key.rpartition("/")[0] for version in left}
    for path in files.data_files():
        if path.endswith("/answers.yml"):
            rows = files.data(path).get("referenced_documents", [])
            for position, row in enumerate(rows):
                if row.get("in_book") in gone:
                    files.drop(path, ("referenced_documents", position, "in_book"))
    for document in gone:
        vendor, kind = document.split("/")
        path = f"policies/{vendor}/vendor.yml"
        current = files.data(path).get("current") or {"documents": []}
        if kind in current["documents"]:
            alone = len(current["documents"]) == 1
            where = ("current",) if alone else ("current", "documents", current["documents"].index(kind))
            files.drop(path, where)
