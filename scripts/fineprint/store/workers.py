"""A second process for half of the work, where the machine has a second processor and can divide a process in two."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any


def in_second_process(work: Callable[[], Any]) -> Callable[[], Any]:
    """Begin some work in a process of its own; what is returned waits for its result, or raises what it raised.

    The process knows everything that this one knows by now; of what it does, this one sees the result and the disk.
    Where there is no second processor, the work is done when its result is asked for.
    """
    if (os.cpu_count() or 1) < 2 or not sys.platform.startswith("linux"):
        return work
    # Objects that are never looked at again by the collector stay shared between the two processes.
    gc.freeze()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()

    def result() -> Any:
        try:
            done, made = ours.recv()
        except EOFError:
            done, made = False, OSError("a process of this build ended before its work was done")
        process.join()
        gc.unfreeze()
        if not done:
            raise made
        return made

    return result


def _run(work: Callable[[], Any], told: Connection) -> None:
    try:
        told.send((True, work()))
    except BaseException as reason:  # noqa: BLE001 - it is raised again in the process that waits
        told.send((False, reason))
