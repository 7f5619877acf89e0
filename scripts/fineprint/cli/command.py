"""What every command shares: where the book is, and how a run ends."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from ..core.problems import BUG, FOUND, INTERRUPTED

#: The folder this program lies in, which is that of its own book.
PROJECT = Path(__file__).resolve().parents[3]


#: More processes than this are surely a slip; Windows can wait for no more than 61.
MAX_WORKERS = 61


def add_root(parser: argparse.ArgumentParser) -> None:
    """The option that names the book's folder, by default the one this program lies in."""
    parser.add_argument(
        "--root", type=Path, default=PROJECT, metavar="FOLDER", help="folder that holds policies/ and docs/"
    )


def add_workers(parser: argparse.ArgumentParser) -> None:
    """The option that says among how many processes work is divided."""
    parser.add_argument(
        "--workers", type=_count, metavar="N", help="processes to divide work among, by default one for each processor"
    )


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_WORKERS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MAX_WORKERS}")
    return int(text)


def run(main: Callable[[], int]) -> None:
    """End the process with the exit code of ``main``; a fault of the machine is one line, a bug of ours says so."""
    # A book is many small objects that live to the end: at the usual thresholds a quarter of the time goes into
    # looking for rubbish among them.
    gc.set_threshold(20_000, 50, 50)
    try:
        code = main()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        print(
            f"{where}{fault.strerror or fault}; nothing is half-written, run again when it is mended", file=sys.stderr
        )
        code = FOUND
    except Exception as bug:  # noqa: BLE001 - the last line of defence
        print(f"a bug of Fineprint's: {bug!r}; please report it", file=sys.stderr)
        if os.environ.get("FINEPRINT_DEBUG"):
            traceback.print_exc()
        code = BUG
    sys.exit(code)
