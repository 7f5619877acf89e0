"""What was read and made of each vendor, kept between runs, so that only a changed vendor is read again.

A kept vendor's versions have at hand what the pages of a whole book ask for; the rest is read when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, Generic, TypeVar

from ..core.answers import ReferencedDocument
from ..core.model import Record, Vendor, Version
from ..core.problems import Problem
from .cache import Cache
from .workers import in_second_process

#: Vendors to be read from which on two processes are quicker than one.
MANY = 12
#: What was made of a vendor.
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionHead:
    """What is at hand of a kept version, by the names that a version has for it."""

    vendor: str
    document: str
    date: str
    record: Record
    referenced_documents: tuple[ReferencedDocument, ...]


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

    def version(self, key: str) -> Version:
        """One version, whole."""
        self.held = self.held or {version.key: version for version in self.read().versions}
        return self.held[key]


def lazy_vendor(unit: VendorUnit[Any], read: Callable[[], Vendor]) -> Vendor:
    """A kept vendor whose versions are read by ``read`` when something of one is asked for that is not at hand."""
    reader = _Reader(read)
    versions = []
    for head in unit.versions:
        version = object.__new__(LazyVersion)
        for name in _AT_HAND:
            object.__setattr__(version, name, getattr(head, name))
        object.__setattr__(version, "_reader", reader)
        versions.append(version)
    return replace(unit.vendor, versions=tuple(versions))


def release_texts(vendor: Vendor) -> None:
    """Let go of what was read of a kept vendor since; of one that is not kept, nothing."""
    for version in vendor.versions:
        if isinstance(version, LazyVersion):
            version.__getattribute__("_reader").held = {}
            for name in set(Version.__slots__).difference(_AT_HAND):
                with suppress(AttributeError):
                    object.__delattr__(version, name)


def vendor_units(
    keys: Mapping[str, str],
    cache: Cache,
    kind: type[Made],
    make: Callable[[str], VendorUnit[Made]],
    holds: Callable[[str, Made], bool],
) -> dict[str, VendorUnit[Made]]:
    """The unit of each vendor, by its folder: kept under its key, else made, by two processes where there are many.

    ``kind``: the type of what is made; ``holds``: whether what was made of a vendor is still all there.
    """

    def known(folder: str) -> VendorUnit[Made] | None:
        return cache.get(folder, keys[folder], VendorUnit[kind])

    def complete(folder: str) -> VendorUnit[Made] | None:
        unit = known(folder)
        return unit if unit and (unit.vendor is None or holds(folder, unit.made)) else None

    def fill(folders: Sequence[str]) -> dict[str, VendorUnit[Made]]:
        """Make and keep; returns only what could not be kept, since the other process reads the rest."""
        left = {}
        for folder in folders:
            unit = make(folder)
            if not cache.put(folder, keys[folder], unit):
                left[folder] = unit
        return left

    units = {folder: complete(folder) for folder in keys}
    missing = [folder for folder, unit in units.items() if unit is None]
    if len(missing) >= MANY:
        other = in_second_process(partial(fill, missing[::2]))
        units |= fill(missing[1::2]) | other()
    else:
        units |= {folder: make(folder) for folder in missing}
        for folder in missing:
            cache.put(folder, keys[folder], units[folder])
    return {folder: unit or known(folder) or make(folder) for folder, unit in units.items()}
