"""Runs a verb of ``scripts/`` as a process would, in this one: most of such a process's time goes into its imports.

That each verb starts as a process of its own is tried by ``test_docs_commands.py``.
"""

from __future__ import annotations

import gc
import io
import os
import runpy
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"


def run(verb: str, *options: str | os.PathLike[str]) -> subprocess.CompletedProcess[str]:
    """What comes of a verb, e.g. ``build_docs.py``, with some options: its exit code and what it printed."""
    command = [os.fspath(part) for part in (SCRIPTS / verb, *options)]
    out, said = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    thresholds = gc.get_threshold()
    try:
        with patch.object(sys, "argv", command), redirect_stdout(out), redirect_stderr(said):
            runpy.run_path(command[0], run_name="__main__")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    else:
        code = 0
    finally:
        # A verb sets them for the process that it believes to be its own.
        gc.set_threshold(*thresholds)
    told = (stream.buffer.getvalue().decode() for stream in (out, said))
    return subprocess.CompletedProcess(command, code, *told)
