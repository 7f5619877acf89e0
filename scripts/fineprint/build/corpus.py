"""Any number of texts to Parquet, piece by piece: streaming, by any workers, and taken up where it was left.

A piece is some texts in order. Its files are written when all of them are made, that of the table ``texts`` last, with
the key of all they were made from; a run leaves alone the pieces whose key is today's.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ..prove.term_hits import SearchTerms
from ..publish.corpus import TABLES, Vocabulary, corpus_rows
from ..read.files import BOOK_FILES
from ..read.lexicon import read_lexicon
from ..read.parsing import questions_of
from ..read.result import ReadFiles
from ..read.vendor import read_yaml
from ..store.cache import key_of
from ..store.page_writer import write_file
from ..store.workers import HERE, Workers, map_work

#: Texts of a piece: some 3 MB to be read, and as much again to be written.
PIECE = 100
_KEY = b"fineprint"
_NOT_INSTALLED = "fineprint corpus needs pyarrow, which is not installed here; install fineprint-book[corpus]"
Text = tuple[str, bytes]


class CorpusError(OSError):
    """Texts or words to look for can't be read; says what and how to mend it."""


class Outcome(NamedTuple):
    """How many texts there are, how many of them this run read, and how many can't be read."""

    texts: int
    read: int
    refused: int


def read_vocabulary(root: Path) -> tuple[Vocabulary, str]:
    """The topics and search terms of the book in ``root``, as far as it has any, and the key of both.

    Raises CorpusError where they have problems.
    """
    loaded, parts = ReadFiles(), {}
    for file in [*sorted((root / "policies").glob("topics*.yml")), root / "policies" / "questions.yml"]:
        if file.is_file():
            path = f"policies/{file.name}"
            parts[path] = file.read_bytes()
            read_yaml(path, parts[path], loaded)
    lexicon, questions = read_lexicon(loaded), loaded.files.get("policies/questions.yml")
    if loaded.problems:
        raise CorpusError("\n".join(map(str, loaded.problems)))
    terms = SearchTerms(questions_of(questions.value, lexicon.language if lexicon else "en") if questions else ())
    return Vocabulary(lexicon=lexicon, terms=terms), key_of(parts)


def texts_of(source: Path, name_column: str = "name", text_column: str = "text") -> Iterator[Text]:
    """Name and bytes of each text: files below a folder, in order, or rows of a Parquet file. Raises CorpusError."""
    if source.is_dir():
        yield from _below(source, "")
        return
    parquet = _pyarrow()[1]
    try:
        file = parquet.ParquetFile(source)
        missing = {name_column, text_column} - set(file.schema_arrow.names)
        if missing:
            there = ", ".join(file.schema_arrow.names)
            raise CorpusError(f"{source}: no column {', '.join(sorted(missing))}; there are {there}")
        for batch in file.iter_batches(batch_size=PIECE, columns=[name_column, text_column]):
            for row in batch.to_pylist():
                text = row[text_column] or b""
                yield str(row[name_column]), text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    except (ValueError, TypeError) as reason:
        raise CorpusError(f"{source}: no Parquet file that can be read ({reason})") from None


def _below(folder: Path, place: str) -> Iterator[Text]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), f"{place}{entry.name}/")
        elif entry.is_file(follow_symlinks=False) and _is_text(entry.name):
            yield place + entry.name, Path(entry.path).read_bytes()


def _is_text(name: str) -> bool:
    """Whether a file is a text; those that a book has beside its texts are none."""
    return name.endswith((".md", ".txt")) and name not in BOOK_FILES


def write_corpus(
    texts: Iterable[Text],
    target: Path,
    vocabulary: tuple[Vocabulary, str],
    workers: Workers = HERE,
    progress: Callable[[int], None] = lambda number: None,
) -> Outcome:
    """Write the tables of some texts below ``target``, a file a table and piece; ``progress`` of texts done so far.

    Raises CorpusError, or OSError where the disk failed: what is written by then is taken up by the next run.
    """
    _pyarrow()
    words, key = vocabulary
    counts = {"texts": 0, "read": 0, "refused": 0, "pieces": 0}
    names: list[tuple[int, str]] = []

    def missing() -> Iterator[tuple[str, list[Text]]]:
        left = iter(texts)
        while piece := list(islice(left, PIECE)):
            number, piece_key = counts["pieces"], key_of(key, *(part for name, raw in piece for part in (name, raw)))
            counts["pieces"] += 1
            counts["texts"] += len(piece)
            known = _refused_in(_place(target, "texts", number), piece_key)
            if known is not None:
                counts["refused"] += known
                continue
            names.append((number, piece_key))
            yield piece_key, piece

    for number, (size, refused, files) in enumerate(map_work(partial(make_piece, words), missing(), workers)):
        counts["read"] += size
        counts["refused"] += refused
        for table in sorted(files, key=lambda table: table == "texts"):
            write_file(_place(target, table, names[number][0]), files[table])
        progress(counts["read"])
    for table in TABLES:
        for file in (target / table).glob("part-*.parquet"):
            if int(file.stem.removeprefix("part-")) >= counts["pieces"]:
                file.unlink()
    return Outcome(counts["texts"], counts["read"], counts["refused"])


def make_piece(vocabulary: Vocabulary, piece: tuple[str, list[Text]]) -> tuple[int, int, dict[str, bytes]]:
    """How many texts, how many of them can't be read, and the bytes of each table's file, by its name."""
    pyarrow, parquet = _pyarrow()
    key, texts = piece
    rows = corpus_rows(texts, vocabulary)
    refused = sum(row[3] is not None for row in rows["texts"])
    files = {}
    for table, columns in TABLES.items():
        fields = [
            pyarrow.field(name, pyarrow.type_for_alias(kind.rstrip("?")), nullable=kind.endswith("?"))
            for name, kind in columns.items()
        ]
        schema = pyarrow.schema(fields, metadata={_KEY: f"{key} {refused}".encode()})
        turned = list(zip(*rows[table], strict=True)) or [()] * len(fields)
        arrays = [pyarrow.array(values, field.type) for values, field in zip(turned, fields, strict=True)]
        made = io.BytesIO()
        parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), made, compression="zstd")
        files[table] = made.getvalue()
    return len(texts), refused, files


def _place(target: Path, table: str, number: int) -> Path:
    return target / table / f"part-{number:06}.parquet"


def _refused_in(file: Path, key: str) -> int | None:
    """How many texts of a finished piece can't be read; None if it has another key or is not there."""
    parquet = _pyarrow()[1]
    try:
        kept = (parquet.read_schema(file).metadata or {}).get(_KEY, b"").decode().split()
    except (OSError, ValueError):
        return None
    return int(kept[1]) if len(kept) == 2 and kept[0] == key else None


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: PLC0415 - an extra of the package
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as missing:
        raise CorpusError(_NOT_INSTALLED) from missing
    return pyarrow, pyarrow.parquet
