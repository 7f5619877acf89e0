"""Work divided among processes, as many as there are processors: the results are the same for any number, in order.

Whatever a process is to know is handed to it: the work is a function that can be imported, with data that can be
pickled, so that any executor of the interface of ``concurrent.futures`` can take the place of the one here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
#: How processes begin. A fork has all modules at hand, where it is safe; no work relies on it.
START = "fork" if sys.platform.startswith("linux") else "spawn"
#: In a process begun here, the work.
_held: dict[str, Callable[[Any], Any]] = {}


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_in_processes(work: Callable[[Item], Result], items: Sequence[Item], workers: int | None = None) -> list[Result]:
    """The result of some work on each item, in their order; raises what the work raises.

    ``workers``: how many processes, by default as many as there are processors; 1 is this one. Raises OSError if
    one of them is killed.
    """
    workers = min(workers or processors(), len(items))
    if workers < 2:
        return [work(item) for item in items]
    # Objects that are never looked at again by the collector stay shared with a fork.
    gc.freeze()
    context = multiprocessing.get_context(START)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(work,))
    try:
        return list(pool.map(_do, items))
    except BrokenProcessPool as broken:
        raise OSError("a process of this build ended before its work was done") from broken
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _begin(work: Callable[[Any], Any]) -> None:
    """Hold the work, which is handed over once, and end with the process that began this one, however that ends."""
    _held["work"] = work
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


def _do(item: Any) -> Any:
    return _held["work"](item)
