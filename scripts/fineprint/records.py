"""Records and outlines as frozen data, made from the plain values of their files; shape is checked before. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .model import Damage, Entry, Lifted, Outline, Reading, Record


def _lines(pairs: Iterable[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((first, last) for first, last in pairs)


def record_of(data: Mapping) -> Record:
    """record.yml of a version."""
    dates, source, text = data["dates"], data["source"], data["text"]
    original = data.get("original")
    return Record(
        publisher=data["publisher"],
        title=data["title"],
        language=data["language"],
        named_by=data["named_by"],
        effective=dates["effective"],
        updated=dates["updated"],
        archived=dates["archived"],
        retrieved=dates["retrieved"],
        seen=tuple(data.get("seen", ())),
        page=source["page"],
        archive=source["archive"],
        unknown=source["unknown"],
        original=(original["file"], original["sha256"], original["converter"]) if original else None,
        sha256=text["sha256"],
        reading=Reading(
            syntax=text["syntax"],
            paragraphs=text["paragraphs"],
            join=_lines(text["join"]),
            break_before=tuple(text["break_before"]),
        ),
        lifted=tuple(Lifted(lines=tuple(taken["lines"]), kind=taken["as"]) for taken in data["lifted"]),
        damage=tuple(
            Damage(lines=tuple(hurt["lines"]), kind=hurt["kind"], note=hurt["note"]) for hurt in data["damage"]
        ),
    )


def outline_of(data: Mapping) -> Outline:
    """outline.yml of a version."""
    entries = []
    for section in data["sections"]:
        lines = section.get("lines") or ([section["line"]] * 2 if "line" in section else None)
        entries.append(
            Entry(
                id=section["id"],
                lines=tuple(lines) if lines else None,
                level=section.get("level", 1),
                heading=section.get("heading", ""),
                topics=tuple(section["topics"]),
                numbers=tuple(str(number) for number in section["numbers"]) if "numbers" in section else None,
            )
        )
    aliases = {alias: tuple(targets) for alias, targets in data["aliases"].items()}
    return Outline(entries=tuple(entries), aliases=aliases, reviewed=data.get("reviewed"))
