"""Records and outlines as frozen data, made from the plain values of their files; shape is checked before. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..core.answers import (
    Answer,
    CellReadings,
    DatedReason,
    Finding,
    FindingSupport,
    Question,
    Quote,
    Reader,
    ReaderValue,
    ReferencedDocument,
    RuledOut,
    SupersededValue,
    Value,
)
from ..core.lines import Lines
from ..core.model import Outline, OutlineEntry
from ..core.notices import Notice
from ..core.objections import Confirmation, Dispute, Reply
from ..core.record import Damage, ExcludedLines, Record, TextFormat


def _lines(pairs: Iterable[list[int]]) -> tuple[Lines, ...]:
    return tuple(Lines(*pair) for pair in pairs)


def record_of(data: Mapping[str, Any]) -> Record:
    """record.yml of a version."""
    dates, source, text = data["dates"], data["source"], data["text"]
    original = data.get("original")
    return Record(
        publisher=data["publisher"],
        title=data["title"],
        language=data["language"],
        date_basis=data["date_basis"],
        effective=dates["effective"],
        updated=dates["updated"],
        archived=dates["archived"],
        retrieved=dates["retrieved"],
        also_captured=tuple(data.get("also_captured", ())),
        url=source["url"],
        archive_url=source["archive_url"],
        source_note=source["note"],
        original=(original["file"], original["sha256"], data["extraction"]["converter"]) if original else None,
        sha256=text["sha256"],
        text_format=TextFormat(
            syntax=text["syntax"],
            paragraphs=text["paragraphs"],
            keep_together=_lines(text["keep_together"]),
            paragraph_before=tuple(text["paragraph_before"]),
        ),
        excluded=tuple(ExcludedLines(lines=Lines(*taken["lines"]), kind=taken["kind"]) for taken in data["excluded"]),
        damage=tuple(
            Damage(lines=Lines(*hurt["lines"]), kind=hurt["kind"], note=hurt["note"]) for hurt in data["damage"]
        ),
        numbering=data.get("numbering"),
        variant=data.get("variant"),
        tracked_changes=(data.get("extraction") or {}).get("tracked_changes"),
        noindex=(data["noindex"]["on"], data["noindex"]["reason"]) if "noindex" in data else None,
    )


def outline_of(data: Mapping[str, Any]) -> Outline:
    """outline.yml of a version."""
    entries = []
    for section in data["sections"]:
        lines = section.get("lines") or ([section["line"]] * 2 if "line" in section else None)
        entries.append(
            OutlineEntry(
                id=section["id"],
                lines=Lines(*lines) if lines else None,
                level=section.get("level", 1),
                heading=section.get("heading", ""),
                topics=tuple(section["topics"]),
                numbers=tuple(str(number) for number in section["numbers"]) if "numbers" in section else None,
            )
        )
    aliases = {alias: tuple(targets) for alias, targets in data["aliases"].items()}
    return Outline(entries=tuple(entries), aliases=aliases, reviewed=data.get("reviewed"))


def questions_of(data: Mapping[str, Any], language: str = "en") -> tuple[Question, ...]:
    """The questions of ``questions.yml`` in its order. A plain list of search terms is in the book's ``language``."""
    terms = [
        dict(row["search_terms"]) if isinstance(row["search_terms"], Mapping) else {language: row["search_terms"]}
        for row in data["questions"]
    ]
    return tuple(
        Question(
            id=row["id"],
            topic=row["topic"],
            documents=tuple(row["documents"]),
            question=row["question"],
            explanation=row.get("explanation"),
            coding_rules=row["coding_rules"],
            values=tuple(Value(**value) for value in row["values"]),
            search_terms=tuple(said.pop(language, ())),
            language=language,
            other_terms={tag: tuple(listed) for tag, listed in said.items()},
            applies_from=row.get("applies_from"),
            applies_source=row.get("applies_source"),
            considered=row.get("considered"),
            retired=notice_of(row["retired"], "replaced_by") if "retired" in row else None,
        )
        for row, said in zip(data["questions"], terms, strict=True)
    )


def notice_of(row: Mapping[str, Any], to: str = "to") -> Notice:
    """A notice; ``to``: its key for what stands in the place of what is gone."""
    return Notice(
        on=row["on"],
        status=row["status"],
        reason=row["reason"],
        to=(said,) if isinstance(said := row.get(to, ()), str) else tuple(said),
    )


def answers_of(data: Mapping[str, Any]) -> tuple[dict[str, Answer], tuple[ReferencedDocument, ...]]:
    """The answers of an ``answers.yml`` by question, and the documents that the version refers to."""
    answers = {question: _answer(question, cell) for question, cell in data["answers"].items()}
    documents = tuple(
        ReferencedDocument(
            id=row["id"],
            name=row["name"],
            publisher_id=row["publisher_id"],
            url=row.get("url"),
            quote=row["quote"],
            at=row.get("at"),
            in_book=row.get("in_book"),
            relation=row.get("relation"),
        )
        for row in data.get("referenced_documents", ())
    )
    return answers, documents


def _answer(question: str, cell: Mapping[str, Any]) -> Answer:
    return Answer(
        question=question,
        value=cell["value"],
        note=cell["note"],
        reviewed=cell["reviewed"],
        quotes=tuple(Quote(**quote) for quote in cell.get("quotes", ())),
        ruled_out=_ruled_out(cell.get("ruled_out", ())),
        not_applicable_because=cell.get("not_applicable_because"),
        referenced_document=cell.get("document"),
        refers_to=tuple(cell.get("refers_to", ())),
        carried_from=cell.get("carried_from"),
        history=tuple(
            SupersededValue(value=before["value"], replaced_on=before["replaced_on"], reason=before["reason"])
            for before in cell.get("history", ())
        ),
        no_search_term_reason=cell.get("no_search_term_reason"),
        limits=_limits(cell),
        limits_ruled_out=_ruled_out(cell.get("limits_ruled_out", ())),
        look_again=tuple(DatedReason(**again) for again in cell.get("look_again", ())),
        confirmed=Confirmation(**cell["confirmed"]) if "confirmed" in cell else None,
        disputed=Dispute(**cell["disputed"]) if "disputed" in cell else None,
        replies=tuple(Reply(**reply) for reply in cell.get("replies", ())),
    )


def _limits(row: Mapping[str, Any]) -> tuple[Quote, ...]:
    return tuple(Quote(**limit) for limit in row.get("limits", ()))


def _ruled_out(rows: Iterable[Mapping[str, Any]]) -> tuple[RuledOut, ...]:
    return tuple(
        RuledOut(
            at=(row["at"],) if isinstance(row["at"], str) else tuple(row["at"]),
            reason=row.get("reason"),
            kind=row.get("kind"),
        )
        for row in rows
    )


def findings_of(data: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings of ``findings.yml`` in its order."""
    return tuple(
        Finding(
            id=row["id"],
            title=row["title"],
            statement=row["statement"],
            topics=tuple(row["topics"]),
            reviewed=row["reviewed"],
            support=tuple(
                FindingSupport(
                    version=said["version"],
                    quote=said.get("quote"),
                    at=said.get("at"),
                    question=said.get("question"),
                    note=said.get("note"),
                    limits=_limits(said),
                    limits_ruled_out=_ruled_out(said.get("ruled_out", ())),
                )
                for said in row["support"]
            ),
        )
        for row in data["findings"]
    )


def readings_of(data: Mapping[str, Any]) -> tuple[tuple[Reader, ...], dict[str, dict[str, CellReadings]]]:
    """The readers of ``readings.yml``, and their readings by version and question."""
    cells = {
        version: {
            question: CellReadings(
                first=_reader_value(cell["first"]),
                second=_reader_value(cell["second"]),
                settled=cell.get("settled"),
                settled_by=cell.get("settled_by"),
            )
            for question, cell in row.items()
        }
        for version, row in data["cells"].items()
    }
    return tuple(Reader(**reader) for reader in data["readers"]), cells


def _reader_value(read: Mapping[str, Any]) -> ReaderValue:
    return ReaderValue(
        value=read["value"],
        quotes=tuple(read.get("quotes", ())),
        note=read.get("note"),
        rules_digest=read.get("rules_digest"),
    )
