"""The command ``fineprint``: a module a verb, loaded when it is asked for; and how a run ends.

``main`` is where the script that is installed enters. It has this place and name because those of the index's other
``fineprint`` are the same: whichever of the two was installed last, this is what runs, and says so.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import NoReturn

import click

from .. import __version__
from ..core.problems import BUG, FOUND, INTERRUPTED, USAGE, printable
from ..intake import RefusedError
from ..read.formats import READS

#: The verbs, in the order in which a book meets them; each is a module of this room.
VERBS = (
    *("new", "add", "worksheet", "read", "open-passages", "check", "record", "build", "serve", "review"),
    *("refresh", "find-quote", "cited", "brief", "edition", "check-site", "pack", "corpus", "upgrade", "explain"),
    "schemas",
    *("rename", "redate", "retire", "split", "merge", "withdraw"),
)
_OURS = "fineprint-book"
_PACKAGE = Path(__file__).parents[1]
_VERSION = f"%(prog)s, version %(version)s\n{READS}"


class Verbs(click.Group):
    """The verbs as click asks for them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A verb by its name, or None where there is no such one."""
        if cmd_name not in VERBS:
            return None
        found = import_module(f".{cmd_name.replace('-', '_')}", __name__).command
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; one that is interrupted ends without a word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name=_OURS, prog_name="fineprint", message=_VERSION)
def fineprint() -> None:
    """Turn a folder of archived policies into a reference site that rests on the vendors' own words.

    Every verb explains itself: fineprint build --help.
    """


def foreign_owners(package: Path = _PACKAGE) -> list[str]:
    """Other distributions that bring a package of this name, by what is installed beside it or is called like it."""
    place = package.parent
    beside = (found for found in metadata.distributions(path=[str(place)]) if _brings(found, package.name))
    called = metadata.distributions(name=package.name)
    names = {str(found.metadata["Name"]) for found in (*beside, *called)}
    return sorted(name for name in names if name.lower().replace("_", "-") != _OURS)


def _brings(found: metadata.Distribution, package: str) -> bool:
    return f"\n{package}/" in "\n" + (found.read_text("RECORD") or found.read_text("installed-files.txt") or "")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a verb and end the process with its exit code; ``arguments``: by default those of the process."""
    # A book is many small objects that live to the end: at the usual thresholds a quarter of the time goes into
    # looking for rubbish among them.
    gc.set_threshold(20_000, 50, 50)
    for stream in (sys.stdout, sys.stderr):
        # A console that knows few characters shows the others by their numbers; it does not end a build.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if owners := foreign_owners():
        print(
            f"the package fineprint belongs to another distribution here ({', '.join(owners)}); make a virtual "
            f"environment without it, and install {_OURS} there",
            file=sys.stderr,
        )
        sys.exit(FOUND)
    sys.exit(_code(arguments))


def _code(arguments: Sequence[str] | None) -> int:
    """Run a verb; a fault of the machine is one line, a bug of ours says so."""
    try:
        code = fineprint.main(arguments, prog_name="fineprint", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        return USAGE
    except click.Abort:
        return INTERRUPTED
    except RefusedError as reason:
        print(printable(f"not taken in: {reason}"), file=sys.stderr)
        return FOUND
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        said = f"{where}{fault.strerror or fault}; nothing is half-written, run again when it is mended"
        print(said, file=sys.stderr)
        return FOUND
    except Exception as bug:  # noqa: BLE001 - the last line of defence
        print(f"a bug of Fineprint's: {bug!r}; please report it", file=sys.stderr)
        if os.environ.get("FINEPRINT_DEBUG"):
            traceback.print_exc()
        return BUG
    return code if isinstance(code, int) else 0
