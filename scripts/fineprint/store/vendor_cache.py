"""What was read and made of each vendor, kept between runs, so that only a changed vendor is read again.

A kept vendor's versions have at hand what the pages of a whole book ask for; the rest is read when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ..core.model import Vendor, Version
from ..core.problems import Problem
from .cache import Cache
from .workers import in_second_process

#: Vendors to be read from which on two processes are quicker than one.
MANY = 12
_AT_HAND = ("vendor", "document", "date", "record", "referenced_documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorUnit:
    """What is kept of a vendor: without texts and answers, None if it can't be read; its problems; what was made."""

    vendor: Vendor | None
    problems: list[Problem]
    made: Any


class LazyVersion(Version):
    """A version of which only some things are at hand; the rest is read when asked for, as :func:`lazy_vendor` says."""

    __slots__ = ("_reader",)

    def __reduce__(self) -> tuple[Any, ...]:
        return _kept, ({name: getattr(self, name) for name in _AT_HAND},)

    def __getattr__(self, name: str) -> Any:
        # Called for what is not set, and so not for what is at hand.
        whole = object.__getattribute__(self, "_reader").version(self.key)
        for field_name in Version.__slots__:
            object.__setattr__(self, field_name, getattr(whole, field_name))
        return object.__getattribute__(self, name)


def stripped(vendor: Vendor) -> Vendor:
    """A vendor as it is kept."""
    kept = (_kept({name: getattr(version, name) for name in _AT_HAND}) for version in vendor.versions)
    return replace(vendor, versions=tuple(kept))


def _kept(at_hand: Mapping[str, Any]) -> LazyVersion:
    made = object.__new__(LazyVersion)
    for name, value in at_hand.items():
        object.__setattr__(made, name, value)
    return made


class _Reader:
    """Reads a vendor's versions, all at once, and holds them until they are forgotten."""

    def __init__(self, read: Callable[[], Vendor]) -> None:
        self.read = read
        self.held: dict[str, Version] = {}

    def version(self, key: str) -> Version:
        """One version, whole."""
        self.held = self.held or {version.key: version for version in self.read().versions}
        return self.held[key]


def lazy_vendor(vendor: Vendor, read: Callable[[], Vendor]) -> Vendor:
    """A kept vendor whose versions are read by ``read`` when something of one is asked for that is not at hand."""
    reader = _Reader(read)
    for version in vendor.versions:
        object.__setattr__(version, "_reader", reader)
    return vendor


def release_texts(vendor: Vendor) -> None:
    """Let go of what was read of a kept vendor since; of one that is not kept, nothing."""
    for version in vendor.versions:
        if isinstance(version, LazyVersion):
            version.__getattribute__("_reader").held = {}
            for name in set(Version.__slots__).difference(_AT_HAND):
                with suppress(AttributeError):
                    object.__delattr__(version, name)


def vendor_units(
    keys: Mapping[str, str], kept: Cache, make: Callable[[str], VendorUnit], holds: Callable[[Any], bool]
) -> dict[str, VendorUnit]:
    """The unit of each vendor, by its folder: kept under its key, else made, by two processes where there are many.

    ``holds``: whether what was made of a vendor is still all there.
    """

    def known(folder: str) -> VendorUnit | None:
        unit = kept.get(folder, keys[folder])
        return unit if unit and (unit.vendor is None or holds(unit.made)) else None

    def fill(folders: Sequence[str]) -> dict[str, VendorUnit]:
        """Make and keep; returns only what could not be kept, since the other process reads the rest."""
        left = {}
        for folder in folders:
            unit = make(folder)
            if not kept.put(folder, keys[folder], unit):
                left[folder] = unit
        return left

    units = {folder: known(folder) for folder in keys}
    missing = [folder for folder, unit in units.items() if unit is None]
    if len(missing) >= MANY:
        other = in_second_process(partial(fill, missing[::2]))
        units |= fill(missing[1::2]) | other()
    else:
        units |= {folder: make(folder) for folder in missing}
        for folder in missing:
            kept.put(folder, keys[folder], units[folder])
    return {folder: unit or kept.get(folder, keys[folder]) or make(folder) for folder, unit in units.items()}
