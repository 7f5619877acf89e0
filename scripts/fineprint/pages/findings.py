"""Findings: statements across vendors, each entry beside the words or the silence it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from ..answers import Finding
from ..comparison import Compared, compared
from ..evidence import BookEvidence
from ..model import Book, Vendor, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one version says for a finding: a quote with the clause it stands in, or a cell."""

    vendor: Vendor
    version: Version
    quote: str
    address: str
    cell: Compared | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding with what each version says for it."""

    finding: Finding
    says: tuple[Said, ...]


def shown(book: Book, evidence: BookEvidence, finding: Finding) -> Shown:
    """A finding ready to be shown; entries that lead nowhere are left out (a rule names them)."""
    versions = {version.key: (vendor, version) for vendor in book.vendors for version in vendor.versions}
    questions = {question.id: question for question in book.questions}
    says = []
    for said in finding.says:
        if said.version not in versions:
            continue
        vendor, version = versions[said.version]
        places = evidence.of(version).locate(said.quote, said.at) if said.quote else ()
        says.append(
            Said(
                vendor=vendor,
                version=version,
                quote=said.quote or "",
                address=places[0].address if places else "",
                cell=compared(vendor, version, questions[said.cell]) if said.cell in questions else None,
                note=said.note or "",
            )
        )
    return Shown(finding=finding, says=tuple(says))
