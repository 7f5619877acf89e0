"""Runs a verb of the command as a process would, in this one: most of such a process's time goes into its imports.

That the command starts as a process of its own is tried by ``cli/test_command.py``.
"""

from __future__ import annotations

import gc
import io
import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout

from fineprint.cli import main


def run(verb: str, *options: str | os.PathLike[str]) -> subprocess.CompletedProcess[str]:
    """What comes of a verb, e.g. ``build``, with some options: its exit code and what it printed."""
    command = [os.fspath(part) for part in (verb, *options)]
    out, said = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    thresholds = gc.get_threshold()
    try:
        with redirect_stdout(out), redirect_stderr(said):
            main(command)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    else:
        code = 0
    finally:
        # The command sets them for the process that it believes to be its own.
        gc.set_threshold(*thresholds)
    told = (stream.buffer.getvalue().decode() for stream in (out, said))
    return subprocess.CompletedProcess(command, code, *told)
