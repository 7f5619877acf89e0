"""Vendors, documents, questions, sections and versions under other ids; each old address leads to the new one."""

from __future__ import annotations

from collections.abc import Callable

from ..prove.term_record import TERM_RECORD
from ..read.files import is_id
from .book_files import BOOK, BookFiles, LifeError
from .references import rename_addresses, rename_references

#: Day, status and reason of a redirect.
NoticeData = dict[str, str]


def rename_vendor(files: BookFiles, old: str, new: str, notice: NoticeData) -> str:
    """A vendor's id; the line for the changelog."""
    book = files.book().book
    must_be(old, [vendor.id for vendor in book.vendors], "vendor")
    must_be_free(new, [vendor.id for vendor in book.vendors])
    files.move(f"policies/{old}", f"policies/{new}")
    move_vendor_references(files, old, new)
    redirect(files, f"{book.vendors_path}/{old}/", f"{book.vendors_path}/{new}/", notice)
    return f"The {book.vendor_label[0]} `{old}` is `{new}` now; every old address leads on."


def move_vendor_references(files: BookFiles, old: str, new: str) -> None:
    """Name another vendor wherever one is named."""
    below = _below(f"{old}/", f"{new}/")
    rename_references(files, {"vendor": _one(old, new), "version": below, "document": below})


def rename_document(files: BookFiles, old: str, new: str, notice: NoticeData) -> str:
    """The id of a kind of document, of every vendor."""
    book = files.book().book
    must_be(old, list(book.documents), "kind of document")
    must_be_free(new, list(book.documents))
    for vendor in book.vendors:
        if old in vendor.documents():
            files.move(f"policies/{vendor.id}/{old}", f"policies/{vendor.id}/{new}")

    def part(key: str) -> str:
        parts = key.split("/")
        return "/".join([parts[0], new, *parts[2:]]) if parts[1] == old else key

    rename_references(files, {"kind": _one(old, new), "version": part, "document": part})
    for vendor in book.vendors:
        if old in vendor.documents():
            place = f"{book.vendors_path}/{vendor.id}"
            redirect(files, f"{place}/{old}/", f"{place}/{new}/", notice)
    return f"The documents `{old}` are `{new}` now; every old address leads on."


def rename_question(files: BookFiles, old: str, new: str, notice: NoticeData) -> str:
    """A question's id."""
    book = files.book().book
    must_be(old, [question.id for question in book.questions], "question")
    must_be_free(new, [question.id for question in book.questions])
    rename_references(files, {"question": _one(old, new)})
    terms = [
        f"{new}{line.removeprefix(old)}" if line.startswith(f"{old} ") else line
        for line in files.text(TERM_RECORD).splitlines()
    ]
    files.edit(TERM_RECORD, lambda text: "".join(f"{line}\n" for line in sorted(terms)))
    redirect(files, f"questions/{old}/", f"questions/{new}/", notice)
    return f"The question `{old}` is `{new}` now; every old address leads on."


def rename_section(files: BookFiles, version: str, old: str, new: str) -> str:
    """A section's id in one version; its old address and those below it become aliases."""
    book = files.book().book
    found = {each.key: each for each in book.versions()}
    must_be(version, list(found), "version")
    ids = [entry.id for entry in found[version].outline.entries]
    must_be(old, ids, "section")
    must_be_free(new, ids)
    outline = f"policies/{version}/outline.yml"
    if outline not in files.now:
        raise LifeError(f"{version} has no outline.yml yet; write one first, then its ids hold")
    renamed = _section(old, new)

    def of_outline(place: tuple[str | int, ...], value: str, is_key: bool) -> str:
        if len(place) == 3 and place[0] == "sections" and place[2] == "id" and not is_key:
            return renamed(value)
        return renamed(value) if len(place) == 3 and place[0] == "aliases" and not is_key else value

    files.rename_scalars(outline, of_outline)
    if new in found[version].outline.aliases:
        files.drop(outline, ("aliases", new))
    if any(entry.fragment == old for entry in found[version].ledger):
        files.put(outline, ("aliases", old), [new])
    rename_addresses(files, version, renamed)
    return f"The section `{old}` of `{version}` is `{new}` now; every old address leads on."


def redate_version(files: BookFiles, version: str, date: str, notice: NoticeData) -> str:
    """The day that a version is named by, in its record as well."""
    book = files.book().book
    found = {each.key: each for each in book.versions()}
    must_be(version, list(found), "version")
    one = found[version]
    vendor, document, old = version.split("/")
    new = f"{vendor}/{document}/{date}"
    files.move(f"policies/{version}", f"policies/{new}")
    named = {"stated": "effective" if one.record.effective else "updated"}.get(
        one.record.date_basis, one.record.date_basis
    )
    files.put(f"policies/{new}/record.yml", ("dates", named), date[:10])
    rename_references(files, {"version": _one(version, new)})
    for other in book.versions():
        if other.key.rpartition("/")[0] == f"{vendor}/{document}":
            place = files_of(files, other.folder)
            for question, answer in other.answers.items():
                if answer.carried_from == old[:10]:
                    files.put(f"{place}/answers.yml", ("answers", question, "carried_from"), date[:10])
    path = f"{book.vendors_path}/{vendor}/{document}"
    redirect(files, f"{path}/{old}/", f"{path}/{date}/", notice)
    for published in book.ledger:
        if published.startswith(f"{path}/") and published.endswith(f"/since/{old}/"):
            redirect(files, published, published.removesuffix(f"{old}/") + f"{date}/", notice)
    return f"The version `{version}` has the date {date} now; every old address leads on."


def files_of(files: BookFiles, folder: str) -> str:
    """Where a folder lies that may have moved."""
    return next(
        (now.rpartition("/")[0] for now, before in files.moved.items() if before.rpartition("/")[0] == folder), folder
    )


def redirect(files: BookFiles, old: str, new: str, notice: NoticeData) -> None:
    """Let a published address lead to another; those that led to it lead there in one step."""
    book = files.data(BOOK)
    rename_references(files, {"path": _below(old, new)})
    for place in ("redirects", "retired"):
        if new in book.get(place, {}):
            files.drop(BOOK, (place, new))
    if old not in book.get("redirects", {}):
        files.put(BOOK, ("redirects", old), {"to": new, **notice})


def must_be(name: str, known: list[str], what: str) -> None:
    """Refuse a name that is none of the known ones."""
    if name not in known:
        listed = ", ".join(known[:20]) + (" …" if len(known) > 20 else "")
        raise LifeError(f"no {what} {name!r}; there are {listed}")


def must_be_free(name: str, taken: list[str]) -> None:
    """Refuse an id that is taken, or that can be none."""
    if name in taken:
        raise LifeError(f"{name!r} is taken; choose another id")
    if not is_id(name):
        raise LifeError(f"{name!r} can't be an id: small letters, digits and single hyphens, not reserved")


def _one(old: str, new: str) -> Callable[[str], str]:
    return lambda name: new if name == old else name


def _below(old: str, new: str) -> Callable[[str], str]:
    return lambda path: new + path.removeprefix(old) if path.startswith(old) else path


def _section(old: str, new: str) -> Callable[[str], str]:
    return lambda at: new + at.removeprefix(old) if at == old or at.startswith(f"{old}.") else at
