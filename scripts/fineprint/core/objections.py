"""Who stands by an answer, what is said against it, and what its vendor replied."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A named person who read the policy and stands by the answer, and since when."""

    by: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """An objection that is not settled yet: since when, what is disputed, by whom, and where it is discussed."""

    on: str
    what: str
    by: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a vendor replied, word for word: when, who, and the page where it stands."""

    on: str
    by: str
    text: str
    url: str | None = None
