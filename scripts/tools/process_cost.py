"""What a command takes: processor time, time of the clock, and memory of it and all processes that it begins.

Memory and the busiest process are sampled (Linux only; elsewhere they are 0): memory that processes share counts once.
"""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Seconds between two looks.
_INTERVAL = 0.2
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of the processor and of the clock, megabytes of all processes at once, and the seconds of the processor
    that the busiest of them had: with as many processors as processes no run can be shorter."""

    step: str
    cpu: float
    wall: float
    memory: float
    busiest: float


def run(step: str, command: Sequence[object], environment: Mapping[str, str], found: bool = False) -> Cost:
    """Run a command and say what it took; ``found``: 1 is no failure. Ends the program if the command fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(
        list(map(str, command)), env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    seen: dict[int, float] = {}
    peak = [0.0]
    watching = threading.Thread(target=_watch, args=(process, peak, seen), daemon=True)
    watching.start()
    said, _ = process.communicate()
    wall = time.monotonic() - began
    watching.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in ((0, 1) if found else (0,)):
        lines = [line for line in said.splitlines() if " warning " not in line]
        raise SystemExit(f"{step} failed with {process.returncode}:\n" + "\n".join(lines[-20:]))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(step=step, cpu=cpu, wall=wall, memory=peak[0], busiest=max(seen.values(), default=0.0))


def _watch(process: subprocess.Popen[str], peak: list[float], seen: dict[int, float]) -> None:
    while process.poll() is None:
        total = 0.0
        for pid in _tree(process.pid):
            total += _megabytes(pid)
            seen[pid] = max(seen.get(pid, 0.0), _seconds(pid))
        peak[0] = max(peak[0], total)
        time.sleep(_INTERVAL)


def _tree(pid: int) -> Iterator[int]:
    """A process and all that it began, and they."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = children.read_text().split()
        except OSError:
            continue
        for child in below:
            yield from _tree(int(child))


def _megabytes(pid: int) -> float:
    """The memory of a process, its share of what it shares; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    except (OSError, StopIteration):
        return 0.0


def _seconds(pid: int) -> float:
    """The processor's time of a process; 0 if it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS
