"""``fineprint serve``."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

import click

from ..build.engine import EngineError, engine_command
from ..build.pipeline import build, watch
from ..core.problems import FOUND
from ..store.atomic_dir import exclusive
from . import options


@click.command()
@options.book_folder
@click.option("--address", metavar="HOST:PORT", help="Where to serve; by default 127.0.0.1:8000 or as mkdocs.yml says.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    envvar="PORT",
    show_envvar=True,
    help="The port of this machine to serve at, where no --address is given.",
)
def command(root: Path, address: str | None, port: int | None) -> int:
    """Show the book on this machine, built anew after each edit.

    Only what changed is built again. Ctrl-C ends it.

    \b
    Example:
      fineprint serve --port 8001
    """
    address = address or (f"127.0.0.1:{port}" if port else None)
    signal.signal(signal.SIGTERM, _interrupted)
    with exclusive(root):
        build(root)
    try:
        line, environment = engine_command(root, "serve", "--livereload", *(("-a", address) if address else ()))
    except EngineError as reason:
        print(reason, file=sys.stderr)
        return FOUND
    engine = subprocess.Popen(line, env=environment)
    try:
        watch(root, lambda: engine.poll() is None)
    finally:
        engine.terminate()
        engine.wait()
    print("the preview's server ended, see above", file=sys.stderr)
    return FOUND


def _interrupted(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does, so that the server does not outlive this."""
    raise KeyboardInterrupt
