"""The tables of a large book as Parquet, where the library for it is installed; such a book has no spreadsheet.

The library is large and few books need it, so it is none that the program stands on: ``pip install pyarrow``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from importlib.util import find_spec

from .tables import TABLES, Table

#: The apostrophe that keeps a spreadsheet from taking a text for a formula; Parquet opens in none.
_DISARMED = r"^'([=+\-@\t\r])"


def parquet_files(tables: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The same tables, given as CSV by the names of their files; none where the library is not installed."""
    if find_spec("pyarrow") is None:
        return
    for name, csv in tables.items():
        yield name.replace(".csv", ".parquet"), _parquet(TABLES[name], csv)


def _parquet(table: Table, data: bytes) -> bytes:
    import pyarrow as arrow  # noqa: PLC0415 - large, and wanted here alone
    from pyarrow import compute, csv, parquet  # noqa: PLC0415

    kinds = {column.name: arrow.date32() if column.kind == "date" else arrow.string() for column in table.columns}
    read = csv.read_csv(
        io.BytesIO(data),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(column_types=kinds, null_values=[""], strings_can_be_null=True),
    )
    columns = [
        compute.replace_substring_regex(read[name], _DISARMED, r"\1") if kinds[name] == arrow.string() else read[name]
        for name in kinds
    ]
    out = io.BytesIO()
    parquet.write_table(arrow.table(dict(zip(kinds, columns, strict=True))), out, compression="zstd")
    return out.getvalue()
