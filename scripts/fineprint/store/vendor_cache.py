"""What was read and made of each vendor, kept between runs, so that only a changed vendor is read again.

A kept vendor's versions have at hand what the pages of a whole book ask for; the rest is read when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, Generic, TypeVar

from ..core.answers import ReferencedDocument
from ..core.model import Vendor, Version
from ..core.problems import Problem
from ..core.record import Record
from .cache import Cache
from .workers import HERE, Workers, map_work

#: Vendors to be read from which on several processes are quicker than one.
MANY = 12
#: What is made of a vendor, and of what.
Made = TypeVar("Made")
Source = TypeVar("Source")
#: Files that were made beside it, by path from the book's folder.
MadeFiles = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionHead:
    """What is at hand of a kept version, by the names that a version has for it."""

    vendor: str
    document: str
    date: str
    record: Record
    referenced_documents: tuple[ReferencedDocument, ...]
    answered: tuple[str, ...]


_AT_HAND = tuple(field.name for field in fields(VersionHead))


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorUnit(Generic[Made]):
    """What is kept of a vendor: itself, without versions, or None if it can't be read; of each version what is to be
    at hand; its problems; what was made of it."""

    vendor: Vendor | None
    versions: tuple[VersionHead, ...]
    problems: list[Problem]
    made: Made


def unit_of(vendor: Vendor | None, problems: list[Problem], made: Made) -> VendorUnit[Made]:
    """What is kept of a vendor that was read."""
    heads = (
        VersionHead(**{name: getattr(version, name) for name in _AT_HAND})
        for version in (vendor.versions if vendor else ())
    )
    bare = replace(vendor, versions=()) if vendor else None
    return VendorUnit(vendor=bare, versions=tuple(heads), problems=problems, made=made)


class LazyVersion(Version):
    """A version of which only some things are at hand; the rest is read when asked for, as :func:`lazy_vendor` says."""

    __slots__ = ("_reader",)

    def __reduce__(self) -> tuple[Any, ...]:
        return _lazy_version, (*(getattr(self, name) for name in _AT_HAND), object.__getattribute__(self, "_reader"))

    def __getattr__(self, name: str) -> Any:
        # Called for what is not set, and so not for what is at hand.
        whole = object.__getattribute__(self, "_reader").version(self.key)
        for field_name in Version.__slots__:
            object.__setattr__(self, field_name, getattr(whole, field_name))
        return object.__getattribute__(self, name)


class _Reader:
    """Reads a vendor's versions, all at once, and holds them until they are forgotten."""

    def __init__(self, read: Callable[[], Vendor]) -> None:
        self.read = read
        self.held: dict[str, Version] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _Reader, (self.read,)

    def version(self, key: str) -> Version:
        """One version, whole."""
        self.held = self.held or {version.key: version for version in self.read().versions}
        return self.held[key]


def lazy_vendor(unit: VendorUnit[Any], read: Callable[[], Vendor]) -> Vendor:
    """A kept vendor whose versions are read by ``read`` when something of one is asked for that is not at hand."""
    reader = _Reader(read)
    versions = (_lazy_version(*(getattr(head, name) for name in _AT_HAND), reader) for head in unit.versions)
    if unit.vendor is None:
        raise ValueError("a vendor that could not be read is none")
    return replace(unit.vendor, versions=tuple(versions))


def _lazy_version(*at_hand: Any) -> LazyVersion:
    version = object.__new__(LazyVersion)
    for name, value in zip((*_AT_HAND, "_reader"), at_hand, strict=True):
        object.__setattr__(version, name, value)
    return version


def release_texts(vendor: Vendor) -> None:
    """Let go of what was read of a kept vendor since; of one that is not kept, nothing."""
    for version in vendor.versions:
        if isinstance(version, LazyVersion):
            version.__getattribute__("_reader").held = {}
            for name in set(Version.__slots__).difference(_AT_HAND):
                with suppress(AttributeError):
                    object.__delattr__(version, name)


def vendor_units(
    sources: Mapping[str, tuple[str, Source]],
    cache: Cache,
    kind: Any,
    make: Callable[[str, Source], tuple[VendorUnit[Made], MadeFiles]],
    keep: Callable[[MadeFiles], None],
    holds: Callable[[str, Made], bool],
    workers: Workers = HERE,
) -> dict[str, VendorUnit[Made]]:
    """The unit of each vendor, by its folder: kept under its key, else made, in several processes where many are.

    ``sources``: by folder the key and what ``make`` makes a unit and files of; ``keep`` puts those where they belong;
    ``kind``: the type of what is made; ``holds``: whether what was made of a vendor is still all there.
    """
    units: dict[str, VendorUnit[Made]] = {}
    for folder, (key, _) in sources.items():
        unit = cache.get(folder, key, VendorUnit[kind])
        if unit and (unit.vendor is None or holds(folder, unit.made)):
            units[folder] = unit
    missing = [(folder, *source) for folder, source in sources.items() if folder not in units]
    if workers.scheduler is not None:
        # Nothing that they write would be seen here.
        results = map_work(partial(_make, make), [(folder, source) for folder, _, source in missing], workers)
        for (folder, key, _), (unit, files) in zip(missing, results, strict=True):
            keep(files)
            cache.put(folder, key, unit)
            units[folder] = unit
    else:
        few = workers if len(missing) >= MANY else Workers(count=1)
        kept = map_work(partial(_make_and_keep, make, keep, cache), missing, few)
        for (folder, key, source), unit_or_none in zip(missing, kept, strict=True):
            units[folder] = unit_or_none or cache.get(folder, key, VendorUnit[kind]) or make(folder, source)[0]
    return {folder: units[folder] for folder in sources}


def _make(make: Callable[[str, Source], Any], source: tuple[str, Source]) -> Any:
    return make(*source)


def _make_and_keep(
    make: Callable[[str, Source], tuple[VendorUnit[Made], MadeFiles]],
    keep: Callable[[MadeFiles], None],
    cache: Cache,
    missing: tuple[str, str, Source],
) -> VendorUnit[Made] | None:
    """Make a unit and keep it; None if it was kept, since what is read from a disk need not go between processes."""
    folder, key, source = missing
    unit, files = make(folder, source)
    keep(files)
    return None if cache.put(folder, key, unit) else unit
