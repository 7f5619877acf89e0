"""What a page tells programs in its head: front matter that ``overrides/main.html`` writes out.

The theme prints these values as they are, so each is escaped for an HTML attribute here; JSON-LD has the characters
that could end its element as escapes of JSON.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..core.dates import last_change
from ..core.model import Book, Version
from ..publish.citations import context_object, stated_date, version_holes

#: The files of ``data/`` that are the data set, with their media types.
_DATASET = {
    "book.json": "application/json",
    "book.sqlite": "application/vnd.sqlite3",
    "cells.csv": "text/csv",
    "versions.csv": "text/csv",
    "questions.csv": "text/csv",
    "vendors.csv": "text/csv",
    "matrix.csv": "text/csv",
    **{f"{name}.parquet": "application/vnd.apache.parquet" for name in ("cells", "versions", "questions", "vendors")},
    "matrix.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def address_of(book: Book, path: str) -> str:
    """The permanent address of a page, from its path below ``docs/``."""
    return book.base_url + path.removesuffix("index.md")


def front_matter(book: Book, path: str, values: Mapping[str, Any], title: str, description: str) -> str:
    """The lines of front matter for a page: ``values`` are those its template is given."""
    version = values.get("version")
    address = address_of(book, path)
    updated = _updated(values)
    fields: dict[str, object] = {"canonical": html.escape(address), "updated": updated}
    data = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": title,
        "description": description,
        "dateModified": updated,
        "isPartOf": {"@type": "WebSite", "name": book.title, "url": book.base_url},
    }
    graph: list[dict[str, Any]] = [data]
    if isinstance(version, Version):
        fields |= {"cite_as": html.escape(address), "coins": html.escape(_coins(book, version))}
        data |= {"inLanguage": version.record.language, "isBasedOn": _source(version)}
    elif path.startswith(("questions/", "findings/")):
        own = context_object(title=title, source=book.title, aucorp=book.title, date=updated, identifier=address)
        fields["coins"] = html.escape(own)
        data |= {"author": {"@type": "Organization", "name": book.title}}
    if path in ("matrix/index.md", "data/index.md"):
        graph.append(_dataset(book, updated, values["data_files"]))
        data["mainEntity"] = {"@id": graph[1]["@id"]}
    if path.count("/") == 2 and path.startswith(("questions/", f"{book.vendors_path}/")):
        fields["feed"] = "feed.atom"
    if _hidden(values):
        fields["metas"] = [["robots", "noindex"]]
    fields["json_ld"] = _json_ld({"@context": "https://schema.org", "@graph": graph})
    return "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())


def _hidden(values: Mapping[str, Any]) -> bool:
    """Whether a page shows a text that search engines are asked to leave out."""
    shown = [values.get(name) for name in ("version", "read_version", "older", "newer")]
    return any(isinstance(version, Version) and version.record.noindex for version in shown)


def _updated(values: Mapping[str, Any]) -> str:
    """The day on which what a page shows last changed: of a page of the book ``updated``, else its vendor's own."""
    if updated := values.get("updated"):
        return str(updated)
    if version := values.get("version"):
        return last_change([version])
    if "newer" in values and "older" in values:
        return last_change([values["older"], values["newer"]])
    return last_change(values.get("versions") or values["vendor"].versions)


def _coins(book: Book, version: Version) -> str:
    """A version for reference managers: a web page of the book's that holds a policy of its publisher.

    It is the one place where they are told so. Beside meta tags for articles they take the page for an article, part
    the name of a company at its comma, and take the archive's address for a journal.
    """
    said = version_holes(book, version)
    return context_object(
        title=said["title"], source=said["site"], aucorp=said["author"], date=said.get("stated", ""),
        identifier=said["address"], language=said["language"],
    )  # fmt: skip


def _source(version: Version) -> dict[str, Any]:
    """The text that a version's page is made from, where it came from."""
    record = version.record
    found = {
        "url": record.url,
        "archivedAt": record.archive_url,
        "datePublished": stated_date(record)[0],
        "dateCreated": record.archived or record.retrieved,
    }
    return {
        "@type": "WebPage",
        "name": record.title,
        "publisher": {"@type": "Organization", "name": record.publisher},
        "identifier": f"sha256:{record.sha256}",
        **{name: value for name, value in found.items() if value},
    }


def _dataset(book: Book, updated: str, files: Sequence[str]) -> dict[str, Any]:
    days = sorted(version.date[:10] for version in book.versions())
    return {
        "@type": "Dataset",
        "@id": f"{book.base_url}data/#dataset",
        "name": book.title,
        "description": book.description,
        "url": f"{book.base_url}data/",
        "license": book.licence[1],
        "isAccessibleForFree": True,
        "keywords": [topic.title for topic in book.lexicon.topics],
        "measurementTechnique": "Reading by question; each value carried by a verbatim quote that every build proves",
        "creator": {"@type": "Organization", "name": book.title, "url": book.base_url},
        "dateModified": updated,
        **({"temporalCoverage": f"{days[0]}/{days[-1]}"} if days else {}),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{book.base_url}data/{name}", "encodingFormat": kind}
            for name, kind in _DATASET.items()
            if name in files
        ],
    }


def _json_ld(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, separators=(",", ":"))
    return "".join(f"\\u{ord(char):04x}" if char in "<>&" else char for char in text)
