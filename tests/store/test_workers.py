"""Work divided among processes: results in order, faults told, nothing left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from fineprint.store.workers import Workers, map_work

pytestmark = pytest.mark.parametrize("start", ["fork", "spawn"])


@pytest.fixture(autouse=True)
def _start(monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.setattr("fineprint.store.workers.START", start)


def number_and_process(number: int) -> tuple[int, int]:
    """A result that tells who made it."""
    return number, os.getpid()


def fail(number: int) -> int:
    """No result."""
    raise ValueError(f"no further than {number}")


def end(number: int) -> int:
    """The end of the process, as by the system when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_stand_in_order_whoever_made_them(workers: int) -> None:
    made = list(map_work(number_and_process, range(20), Workers(count=workers)))
    assert [number for number, _ in made] == list(range(20))
    processes = {process for _, process in made}
    assert processes == {os.getpid()} if workers == 1 else os.getpid() not in processes


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="no further than 0"):
        list(map_work(fail, range(5), Workers(count=2)))


def test_a_killed_process_is_a_fault_of_the_machine() -> None:
    with pytest.raises(OSError, match="ended before its work was done"):
        list(map_work(end, range(5), Workers(count=2)))


def test_nothing_is_begun_for_nothing() -> None:
    assert list(map_work(fail, [], Workers(count=4))) == []


#: Seconds.
ASLEEP = 40
PARENT = """
import os, sys
sys.path[:0] = {path!r}
import fineprint.store.workers as workers
from test_workers import told_and_asleep
workers.START = {start!r}
if __name__ == "__main__":
    list(workers.map_work(told_and_asleep, range(2), workers.Workers(count=2)))
"""


def told_and_asleep(number: int) -> None:
    """Say who is at work, and be at it for long."""
    print(os.getpid(), flush=True)
    time.sleep(ASLEEP)


def test_processes_end_with_the_one_that_began_them(start: str) -> None:
    code = PARENT.format(path=[os.path.dirname(__file__), *sys.path], start=start)
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert len({parent.stdout.readline() for _ in range(2)}) == 2
    parent.kill()
    began = time.monotonic()
    # The pipe is at its end when the last process that can write to it is gone.
    assert parent.communicate()[0] == ""
    assert time.monotonic() - began < ASLEEP / 2
