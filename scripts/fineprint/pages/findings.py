"""Findings: statements across vendors, each entry beside the words or the silence it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from ..compare.matrix import Cell, cell_of
from ..core.answers import Finding
from ..core.model import Book, Vendor, Version
from ..prove.quote_index import BookEvidence
from ..prove.shown import Shown, shown, shown_quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportShown:
    """What one version says for a finding: a quote as it is shown, with what narrows it, or a cell."""

    vendor: Vendor
    version: Version
    quote: str
    address: str
    shown: Shown | None
    limits: tuple[Shown, ...]
    cell: Cell | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingShown:
    """A finding with what each version says for it."""

    finding: Finding
    support: tuple[SupportShown, ...]


def findings_shown(book: Book, evidence: BookEvidence, finding: Finding) -> FindingShown:
    """A finding ready to be shown; entries that lead nowhere are left out (a rule names them)."""
    says = []
    for said in finding.support:
        version, question = book.version(said.version), book.question(said.question or "")
        vendor = book.vendor(version.vendor) if version else None
        if version is None or vendor is None:
            continue
        proof = evidence.of(version)
        places = proof.locate(said.quote, said.at) if said.quote else ()
        limits = shown_quotes(proof, [proof.locate(limit.text, limit.at) for limit in said.limits])
        says.append(
            SupportShown(
                vendor=vendor,
                version=version,
                quote=said.quote or "",
                address=places[0].address if places else "",
                shown=shown(proof, places[0]) if places else None,
                limits=tuple(limit for limit in limits if limit),
                cell=cell_of(vendor, version, question) if question else None,
                note=said.note or "",
            )
        )
    return FindingShown(finding=finding, support=tuple(says))
