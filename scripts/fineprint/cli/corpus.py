"""``fineprint corpus``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..build.corpus import CorpusError, read_vocabulary, texts_of, write_corpus
from ..core.problems import CLEAN, FOUND, printable
from ..store.workers import Workers
from . import options


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path), metavar="FOLDER|PARQUET")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", required=True, help="Where tables go."
)
@options.any_folder
@click.option("--name-column", metavar="NAME", default="name", show_default=True, help="Of a Parquet file: its names.")
@click.option("--text-column", metavar="NAME", default="text", show_default=True, help="Of a Parquet file: its texts.")
@options.workers
def command(*, source: Path, out: Path, root: Path, name_column: str, text_column: str, workers: Workers) -> int:
    """Cut any number of texts into tables.

    Every .md and .txt below a folder, or every row of a Parquet file, is read as a draft would read it. Sections,
    clauses, topics and hits of search terms are written as Parquet; topics and search terms are those of the book in
    --root, if there is one. A run that was ended is taken up where it was.

    \b
    Example:
      fineprint corpus policies/ --out tables/
    """
    try:
        vocabulary = read_vocabulary(root)
        if vocabulary[0].lexicon is None:
            print("no policies/topics.yml here, so no topics and perhaps no search terms; see --root", file=sys.stderr)
        texts = texts_of(source, name_column, text_column)
        done = write_corpus(texts, out, vocabulary, workers, _tell if sys.stderr.isatty() else _silent)
    except CorpusError as reason:
        print(printable(str(reason)) if "\n" not in str(reason) else reason, file=sys.stderr)
        return FOUND
    print(f"{done.texts:,} texts, {done.read:,} of them read now; {done.refused:,} can't be read, see {out / 'texts'}")
    return CLEAN if done.texts else FOUND


def _tell(number: int) -> None:
    print(f"\r{number:,} texts read", end="", file=sys.stderr, flush=True)


def _silent(number: int) -> None:
    """Nothing."""
