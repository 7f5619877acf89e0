"""A version's data files as YAML that the strict loader reads back equal; what is proposed stands in comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import yaml

from ..core.answers import Answer, Quote, ReferencedDocument, RuledOut
from ..core.model import Outline
from ..core.objections import Dispute, Reply
from ..core.problems import printable
from ..core.record import Record
from ..text.blocks import fold
from ..text.stated_metadata import Stated

WIDTH = 110


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


class _IndentedDumper(_Dumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def dump(data: object, *, flow: bool = False, width: int = WIDTH, indented: bool = False) -> str:
    """Plain values as YAML, keys in their order; ``indented``: lists deeper than their keys."""
    dumper = _IndentedDumper if indented else _Dumper
    return yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=width, default_flow_style=flow)


def one_line(data: object) -> str:
    """Plain values as YAML on one line."""
    return dump(data, flow=True, width=10_000_000).removesuffix("\n").removesuffix("\n...")


def record_yml(record: Record, stated: Sequence[Stated] = (), remarks: Sequence[str] = ()) -> bytes:
    """record.yml; dates that the text states are named in comments below the dates, for a person to decide."""
    dates = {name: getattr(record, name) for name in ("effective", "updated", "archived", "retrieved")}
    head = {"publisher": record.publisher, "title": record.title, "language": record.language}
    head |= {"variant": record.variant} if record.variant else {}
    parts = [dump({**head, "date_basis": record.date_basis}), f"dates: {one_line(dates)}\n"]
    for said in stated:
        day = said.day or "a date that can be read in two ways"
        parts.append(
            _comment(
                f"Line {said.line} of policy.md says “{said.words}” ({day}); if it dates the policy, put it above."
            )
        )
    if record.also_captured:
        parts.append(f"also_captured: {one_line(list(record.also_captured))}\n")
    parts.append(dump({"source": {"url": record.url, "archive_url": record.archive_url, "note": record.source_note}}))
    if record.original:
        file, digest, converter = record.original
        extraction = {"converter": converter}
        extraction |= {"tracked_changes": record.tracked_changes} if record.tracked_changes else {}
        parts.append(dump({"original": {"file": file, "sha256": digest}, "extraction": extraction}))
    reading = record.text_format
    text = {"sha256": record.sha256, "syntax": reading.syntax, "paragraphs": reading.paragraphs}
    lists = {
        "keep_together": [list(lines) for lines in reading.keep_together],
        "paragraph_before": list(reading.paragraph_before),
    }
    parts.append(dump({"text": text}) + "".join(f"  {key}: {one_line(value)}\n" for key, value in lists.items()))
    if record.numbering:
        parts.append(dump({"numbering": record.numbering}))
    parts.append(_rows("excluded", [{"lines": list(one.lines), "kind": one.kind} for one in record.excluded]))
    parts.append(
        _rows("damage", [{"lines": list(one.lines), "kind": one.kind, "note": one.note} for one in record.damage])
    )
    return "".join([*map(_comment, remarks), *parts]).encode()


def outline_yml(outline: Outline) -> bytes:
    """outline.yml of a draft: a section a line, without the day of a review."""
    rows = []
    for entry in outline.entries:
        row: dict[str, object] = {"id": entry.id}
        if entry.lines:
            first, last = entry.lines
            row |= {"line": first} if first == last else {"lines": [first, last]}
            row |= {"level": entry.level, "heading": entry.heading}
        rows.append({**row, "topics": list(entry.topics)})
    said = _comment("Drafted by a program. Once a person has read it beside the text: add reviewed: YYYY-MM-DD below.")
    return (said + _rows("sections", rows) + "aliases: {}\n").encode()


def answers_yml(answers: Mapping[str, Answer], referenced: Sequence[ReferencedDocument], remark: str) -> bytes:
    """answers.yml with what was carried over, or none."""
    data = {question: answer_data(answer) for question, answer in answers.items()}
    made = _comment(remark) + (dump({"answers": data}) if data else "answers: {}\n")
    if referenced:
        keys = ("id", "name", "publisher_id", "url", "quote", "at", "in_book", "relation")
        rows = [{key: value for key in keys if (value := getattr(one, key))} for one in referenced]
        made += dump({"referenced_documents": rows})
    return made.encode()


def answer_data(answer: Answer) -> dict[str, object]:
    """An answer as its file says it, its keys in the order that files written by hand have."""
    said: dict[str, object] = {
        "value": answer.value,
        "quotes": [_filled(quote, "text", "at", "reads_as") for quote in answer.quotes],
        "limits": [_filled(limit, "text", "at") for limit in answer.limits],
        "limits_ruled_out": [ruled_out_data(one) for one in answer.limits_ruled_out],
        "ruled_out": [ruled_out_data(one) for one in answer.ruled_out],
        "not_applicable_because": answer.not_applicable_because,
        "document": answer.referenced_document,
        "no_search_term_reason": answer.no_search_term_reason,
        "note": answer.note,
        "refers_to": list(answer.refers_to),
        "history": [asdict(one) for one in answer.history],
        "reviewed": answer.reviewed,
        "carried_from": answer.carried_from,
        "look_again": [asdict(one) for one in answer.look_again],
        "confirmed": asdict(answer.confirmed) if answer.confirmed else None,
        "disputed": _said(answer.disputed) if answer.disputed else None,
        "replies": [_said(one) for one in answer.replies],
    }
    return {key: value for key, value in said.items() if value}


def _filled(quote: Quote, *keys: str) -> dict[str, str]:
    return {key: value for key in keys if (value := getattr(quote, key))}


def _said(of: Dispute | Reply) -> dict[str, str]:
    return {key: value for key, value in asdict(of).items() if value}


def ruled_out_data(entry: RuledOut) -> dict[str, object]:
    """An entry of passages ruled out as its file says it."""
    at = entry.at[0] if len(entry.at) == 1 else list(entry.at)
    return {"at": at} | ({"kind": entry.kind} if entry.kind else {"reason": entry.reason})


def vendor_yml(name: str, website: str | None, description: str | None, sources: Sequence[tuple[str, ...]]) -> bytes:
    """vendor.yml of a new vendor; ``description`` is left to be filled in where it was not told."""
    made = f"names:\n  - {one_line({'name': name, 'from': None, 'until': None})}\n" + dump({"website": website})
    if description:
        made += dump({"description": description})
    else:
        made += (
            _comment("Fill in what it sells, in a sentence, and what it must not be confused with.")
            + 'description: ""\n'
        )
    made += "successor: null\ndistinct_from: null\n"
    if sources:
        rows = [dict(zip(("document", "url", "variant"), source, strict=False)) for source in sources]
        made += _rows("sources", rows)
    return made.encode()


def _rows(key: str, rows: Sequence[object]) -> str:
    return f"{key}:\n" + "".join(f"  - {one_line(row)}\n" for row in rows) if rows else f"{key}: []\n"


def _comment(text: str) -> str:
    return f"# {printable(fold(text))}\n"
