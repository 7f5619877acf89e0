"""The data page beside the data files."""

from __future__ import annotations

from collections.abc import Mapping

from ..core.limits import LARGE
from ..core.model import Book
from ..publish.tables import TABLES
from .page import render_page

_ABOUT = {
    "book.json": "The whole book: texts by clause with digests, answers with quotes, questions, topics, findings.",
    "book.schema.json": "The JSON Schema of book.json.",
    **{name: table.about for name, table in TABLES.items()},
    "book.sqlite": "The book as one SQLite file with full-text search; it opens in Datasette as it is.",
    **{name.replace(".csv", ".parquet"): f"The same as {name}, as Parquet." for name in TABLES},
    "questions.json": "What stands before the texts in book.json: questions with their values, topics, licence.",
    "matrix.csv": "Questions down, {many} across, answers in words.",
    "matrix.xlsx": "The matrix, and every cell with its quotes, as a spreadsheet.",
    "matrix.svg": "The matrix as a picture to share: a shape an answer, the questions in words, light and dark.",
    "datapackage.json": "The list of these files with their hashes, in the form of the Frictionless Data Package.",
}


#: Examples on the page, which the tests run as they stand.
SQL = """\
SELECT versions.vendor, answers.label, quotes.sentence, quotes.place
FROM answers
JOIN versions ON versions.id = answers.version
JOIN quotes ON quotes.answer = answers.address
WHERE answers.question = (SELECT id FROM questions ORDER BY rowid LIMIT 1)
ORDER BY versions.vendor;

SELECT clauses.address, clauses.words
FROM clauses_fts JOIN clauses ON clauses.rowid = clauses_fts.rowid
WHERE clauses_fts MATCH 'cookies' ORDER BY rank LIMIT 10;
"""
PANDAS = """\
import pandas as pd

cells = pd.read_csv("cells.csv", parse_dates=["reviewed"], keep_default_na=False)
newest = cells.drop_duplicates(["vendor", "question"], keep="last")
print(newest.pivot(index="question_text", columns="vendor_name", values="label"))
"""


def page(book: Book, day: str, made: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The page that explains the data files, given by name."""
    files = [
        (name, about.format(many=book.vendor_label[1]), len(made[name]))
        for name, about in _ABOUT.items()
        if name in made
    ]
    values = {"files": files, "tables": TABLES, "sql": SQL, "pandas": PANDAS, "data_files": list(made), "large": LARGE}
    return render_page(book, "data.md", "data/index.md", updated=day, **values)
