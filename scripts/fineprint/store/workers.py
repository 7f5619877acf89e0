"""Work divided among processes: the results are the same for any number of them and wherever they are, in order.

Whatever a process is to know is handed to it: the work is a function that can be imported, with data that can be
pickled. So the executor of the standard library and one that reaches other machines take the same work.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
#: How processes begin. A fork has all modules at hand, where it is safe; no work relies on it.
START = "fork" if sys.platform.startswith("linux") else "spawn"
#: Pieces of work handed out for each process, done or not, before the first result is taken: what bounds the memory.
AHEAD = 4
#: In a process begun here, the work.
_held: dict[str, Callable[[Any], Any]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """``count``: processes of this machine, by default as many as processors; 1 is this process alone.

    ``scheduler``: the address of one whose workers do it instead; they share no disk with this process.
    """

    count: int | None = None
    scheduler: str | None = None

    @property
    def number(self) -> int:
        """How many pieces of work may be under way at once."""
        return self.count or processors()


#: The processors of this machine.
HERE = Workers()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_work(work: Callable[[Item], Result], items: Iterable[Item], workers: Workers = HERE) -> Iterator[Result]:
    """The result of some work on each item, in their order, each as soon as it and those before it are there.

    ``items`` are taken as they are needed. Raises what the work raises, and OSError if a process is killed.
    """
    left = iter(items)
    first = list(islice(left, 2))
    items = chain(first, left)
    if workers.scheduler is not None and first:
        from .cluster import cluster_submit  # noqa: PLC0415 - an extra of the package

        with cluster_submit(workers.scheduler, work) as (submit, number):
            yield from in_order(submit, items, number * AHEAD)
    elif workers.number < 2 or len(first) < 2:
        yield from map(work, items)
    else:
        yield from _in_processes(work, items, workers.number)


def _in_processes(work: Callable[[Item], Result], items: Iterable[Item], number: int) -> Iterator[Result]:
    # Objects that are never looked at again by the collector stay shared with a fork.
    gc.freeze()
    context = multiprocessing.get_context(START)
    pool = ProcessPoolExecutor(number, mp_context=context, initializer=_begin, initargs=(work,))
    try:
        yield from in_order(lambda item: pool.submit(_do, item), items, number * AHEAD)
    except BrokenProcessPool as broken:
        raise OSError("a process of this build ended before its work was done") from broken
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def in_order(submit: Callable[[Item], Future[Result]], items: Iterable[Item], ahead: int) -> Iterator[Result]:
    """The results of what is submitted, in order, with at most ``ahead`` pieces of work handed out at once."""
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(submit(item))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


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
