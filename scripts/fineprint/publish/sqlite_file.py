"""The book as one SQLite file with full-text search, which opens in Datasette as it is.

Made in memory from the published plain values, in the order of the book: the same book makes the same bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

_SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE vendors (id TEXT PRIMARY KEY, name TEXT NOT NULL, website TEXT, description TEXT);
CREATE TABLE versions (
  id TEXT PRIMARY KEY, vendor TEXT NOT NULL REFERENCES vendors (id), document TEXT NOT NULL, date TEXT NOT NULL,
  title TEXT, publisher TEXT, language TEXT, effective TEXT, updated TEXT, archived TEXT, retrieved TEXT,
  url TEXT, archive_url TEXT, sha256 TEXT NOT NULL, address TEXT NOT NULL);
CREATE TABLE clauses (
  address TEXT PRIMARY KEY, version TEXT NOT NULL REFERENCES versions (id), id TEXT NOT NULL, section TEXT NOT NULL,
  heading TEXT NOT NULL, words TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE questions (id TEXT PRIMARY KEY, topic TEXT NOT NULL, question TEXT NOT NULL, explanation TEXT);
CREATE TABLE answers (
  address TEXT PRIMARY KEY, version TEXT NOT NULL REFERENCES versions (id),
  question TEXT NOT NULL REFERENCES questions (id), value TEXT NOT NULL, label TEXT NOT NULL, note TEXT,
  reviewed TEXT NOT NULL);
CREATE TABLE quotes (
  answer TEXT NOT NULL REFERENCES answers (address), position INTEGER NOT NULL, kind TEXT NOT NULL,
  text TEXT NOT NULL, sentence TEXT NOT NULL, lead_in TEXT NOT NULL, place TEXT, reads_as TEXT,
  PRIMARY KEY (answer, kind, position));
CREATE VIRTUAL TABLE clauses_fts USING fts5 (heading, words, content=clauses, tokenize="unicode61");
"""
_DATES = ("effective", "updated", "archived", "retrieved")


def sqlite_file(head: Mapping[str, Any], vendors: Iterable[Mapping[str, Any]], shared: Mapping[str, str]) -> bytes:
    """The bytes of the file. ``head`` and ``vendors``: as in book.json; ``shared``: labels of the shared values."""
    labels = {
        question["id"]: {**shared, **{value["id"]: value["label"] for value in question["values"]}}
        for question in head["questions"]
    }
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(_SCHEMA)
        _insert(
            connection, "questions", ([q["id"], q["topic"], q["question"], q["explanation"]] for q in head["questions"])
        )
        for vendor in vendors:
            _insert(connection, "vendors", [[vendor[name] for name in ("id", "name", "website", "description")]])
            for version in vendor["versions"]:
                _add_version(connection, vendor["id"], version, labels, shared)
        connection.execute("INSERT INTO clauses_fts (clauses_fts) VALUES ('rebuild')")
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[list[Any]]) -> None:
    """Put rows into a table. Its name is one of ours; everything else is bound."""
    for row in rows:
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _add_version(
    connection: sqlite3.Connection,
    vendor: str,
    version: Mapping[str, Any],
    labels: Mapping[str, Mapping[str, str]],
    shared: Mapping[str, str],
) -> None:
    key, address, source = f"{vendor}/{version['document']}/{version['date']}", version["address"], version["source"]
    description = [version[name] for name in ("title", "publisher", "language")]
    dates = [version["dates"][name] for name in _DATES]
    where = [source["url"], source["archive_url"], version["sha256"], address]
    _insert(connection, "versions", [[key, vendor, version["document"], version["date"], *description, *dates, *where]])
    for section in version["sections"]:
        _insert(
            connection,
            "clauses",
            (
                [f"{address}#{c['id']}", key, c["id"], section["id"], section["heading"], c["words"], c["digest"]]
                for c in section["clauses"]
            ),
        )
    for answer in version["answers"]:
        value, question = answer["value"], answer["question"]
        place = f"{address}#_{question}"
        said = labels.get(question, shared).get(value, value)
        if question in labels:
            _insert(connection, "answers", [[place, key, question, value, said, answer["note"], answer["reviewed"]]])
            for kind in ("quotes", "limits"):
                _insert(connection, "quotes", _quotes(address, place, kind, answer[kind]))


def _quotes(address: str, answer: str, kind: str, quotes: Iterable[Mapping[str, Any]]) -> Iterable[list[Any]]:
    for position, quote in enumerate(quotes, 1):
        place = f"{address}#{quote['at']}" if quote["at"] else None
        words = [quote["text"], quote["sentence"], " ".join(quote["lead_in"])]
        yield [answer, position, kind.removesuffix("s"), *words, place, quote.get("reads_as")]
