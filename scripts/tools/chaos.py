"""Faults of the machine and of its maintainer, done to a copy of this project's book, one line each.

After each the site is a whole one, the last or the next, the texts are as they were, and a build that can run ends in
exactly what a build from nothing makes. The full disk and the one that can only be read need root, to mount a small
one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from fineprint.store.atomic_dir import exclusive
from tools.copied import Copy, ended, small_disk, state
from tools.scratch import FINEPRINT

#: In how many steps a disk is given room, from none to all but one step of what a build takes.
STEPS = 8
FUTURE, PAST = 4_000_000_000, 1_000_000_000


def main() -> int:
    """Prints a line for each fault; 1 if any did harm."""
    parser = argparse.ArgumentParser(description="Do faults to a copy of the book and look at what is left.")
    parser.add_argument("--kills", type=int, default=20, help="at how many random moments a build is killed")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    parser.add_argument("--only", nargs="*", default=[], help="names of faults, instead of all")
    options = parser.parse_args()
    random.seed(options.seed)
    harm = False
    with tempfile.TemporaryDirectory(prefix="fineprint-faults-") as scratch:
        copy = Copy(Path(scratch, "book"))
        for fault in (killed, disk_full, read_only, vendor_gone, two_at_once, clock, windows, case):
            name = fault.__name__.replace("_", " ")
            if options.only and name not in options.only:
                continue
            began = time.monotonic()
            said = list(fault(copy, options.kills) if fault is killed else fault(copy))
            harm |= any(not line.startswith("skipped") for line in said)
            print(f"{name}: {'; '.join(said) or 'no harm'} ({time.monotonic() - began:.0f} s)", flush=True)
    return int(harm)


def killed(copy: Copy, times: int = 20) -> Iterator[str]:
    """kill -9 at random moments, then a run that ends."""
    began = time.monotonic()
    copy.turn(False)
    yield from copy.good(False, copy.build())
    whole = max(time.monotonic() - began, 2.0)
    for turn in range(times):
        without = turn % 2 == 0
        copy.turn(without)
        running = copy.start()
        moment = random.uniform(0.0, whole)
        try:
            running.communicate(timeout=moment)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
        site = state(copy.root / "site")
        if site not in ({}, copy.clean[without][0], copy.clean[not without][0]):
            yield f"after {moment:.2f} s the site is neither the last nor the next"
        done = copy.build()
        if "waiting" in done.stderr:
            yield f"after {moment:.2f} s the lock was left behind"
        yield from copy.good(without, done)
    copy.turn(False)
    if state(copy.root / "policies") != copy.texts:
        yield "the texts are not what they were"


def disk_full(copy: Copy) -> Iterator[str]:
    """The disk is full from the first page on or becomes so later, up to the last page of the engine; then it is not.

    How much room a build takes is measured, and each fault gives it less.
    """
    copy.turn(False)
    yield from copy.good(False, copy.build())
    with small_disk(copy, 64) as disk:
        if disk is None:
            yield "skipped, needs root to mount a small disk"
            return
        filler = disk.root.with_name("filler")
        temporary = disk.root.with_name("tmp")
        temporary.mkdir()
        # The first turn fills the caches, so that the second takes what each later one takes.
        needed = 0
        for without in (True, False, True, False):
            disk.turn(without)
            done, taken = disk.measured()
            yield from disk.good(without, done)
            needed = taken if without else needed
        last = state(disk.root / "site")
        for step in range(STEPS):
            room = needed * step // STEPS
            disk.turn(True)
            filler.write_bytes(b"\0" * (shutil.disk_usage(disk.root).free - room))
            done = disk.build(TMPDIR=str(temporary))
            if not done.returncode:
                yield f"{room} bytes of room were enough, though a build took {needed}"
            yield from disk.refused(done, "No space left", last)
            filler.unlink()
            disk.turn(False)
            yield from disk.good(False, disk.build())


def read_only(copy: Copy) -> Iterator[str]:
    """Nothing can be written."""
    copy.turn(False)
    yield from copy.good(False, copy.build())
    with small_disk(copy, 64) as disk:
        if disk is None:
            yield "skipped, needs root to mount a disk that can only be read"
            return
        disk.turn(True)
        last = state(disk.root / "site")
        subprocess.run(["mount", "-o", "remount,ro", disk.root.parent], check=True)
        yield from disk.refused(disk.build(), "Read-only file system", last)
        checked = [*FINEPRINT, "check", "--root", disk.root]
        done = subprocess.run(checked, capture_output=True, text=True, check=False, env=copy.environment())
        if done.returncode or "0 errors" not in done.stderr:
            yield f"checking ended with {done.returncode}: {done.stderr.strip()[-300:]}"


def vendor_gone(copy: Copy) -> Iterator[str]:
    """A vendor's folder is deleted between two runs: nothing of it stays in pages, exports or search records."""
    copy.turn(False)
    yield from copy.good(False, copy.build())
    copy.turn(True)
    yield from copy.good(True, copy.build())
    left = [path for path in (*copy.made()[0], *copy.made()[1]) if f"/{copy.vendor}/" in f"/{path}"]
    if left:
        yield f"still there: {left[:3]}"
    copy.turn(False)
    yield from copy.good(False, copy.build())


def two_at_once(copy: Copy) -> Iterator[str]:
    """A second build waits for the first, says so in a line, and both end well."""
    copy.turn(True)
    with exclusive(copy.root):
        first, second = copy.start(), copy.start()
        time.sleep(2)
        if first.poll() is not None or second.poll() is not None:
            yield "a build ran while another held the lock"
    for running in (first, second):
        done = ended(running)
        if done.returncode or done.stderr.count("\n") != 1 or "waiting until it ends" not in done.stderr:
            yield f"exit {done.returncode}, said {done.stderr.strip()[-300:]!r}"
    copy.turn(False)
    yield from copy.good(False, copy.build())


def clock(copy: Copy) -> Iterator[str]:
    """The clock was wrong, either way: what was written has a day that is still to come, or long ago."""
    for when in (FUTURE, PAST):
        for without in (True, False):
            copy.turn(without)
            for path in copy.root.rglob("*"):
                os.utime(path, (when, when))
            yield from copy.good(without, copy.build())


def windows(copy: Copy) -> Iterator[str]:
    """Windows line ends: in data they change nothing; in a text they are told, as its hash is another."""
    copy.turn(False)
    yield from copy.good(False, copy.build())
    files = sorted(path for path in (copy.root / "policies").rglob("*") if path.suffix in (".yml", ".txt"))
    yield from _edited(files, lambda raw: raw.replace(b"\n", b"\r\n"), lambda: copy.good(False, copy.build()))
    text = sorted((copy.root / "policies").rglob("policy.md"))[:1]
    last = state(copy.root / "site")
    refused = lambda: copy.refused(copy.build(), "text.hash-mismatch", last)  # noqa: E731
    yield from _edited(text, lambda raw: raw.replace(b"\n", b"\r\n"), refused)


def _edited(files: list[Path], edit: Callable[[bytes], bytes], look: Callable[[], Iterator[str]]) -> Iterator[str]:
    before = [file.read_bytes() for file in files]
    try:
        for file, raw in zip(files, before, strict=True):
            file.write_bytes(edit(raw))
        yield from list(look())
    finally:
        for file, raw in zip(files, before, strict=True):
            file.write_bytes(raw)


def case(copy: Copy) -> Iterator[str]:
    """Two names that differ only in case are one on some disks: refused, nothing written."""
    copy.turn(False)
    yield from copy.good(False, copy.build())
    last = state(copy.root / "site")
    twin = copy.root / "policies" / copy.vendor.capitalize()
    shutil.copytree(copy.root / "policies" / copy.vendor, twin)
    yield from copy.refused(copy.build(), "path.collision", last)
    shutil.rmtree(twin)
    yield from copy.good(False, copy.build())


if __name__ == "__main__":
    sys.exit(main())
