"""A copy of this project's book that is built again and again, and how what a build left in it is judged.

The copy leaves out findings, readings and the book's own ledger, so that a vendor can be taken out of it; the program
is copied too, so that it may be edited meanwhile.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.scratch import FINEPRINT, HERE, make_frame, settings

State = dict[str, str]
#: Read by every build, but no source of any fault here.
_LEFT_OUT = ("findings.yml", "readings.yml", "addresses.txt")


class Copy:
    """A copy of the book that is built again and again, and what a build from nothing makes of its two states."""

    def __init__(self, root: Path) -> None:
        self.root = root
        make_frame(root)
        self.scripts = root.with_name("scripts")
        shutil.copytree(HERE / "scripts", self.scripts, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(HERE / "policies", root / "policies", dirs_exist_ok=True)
        for name in _LEFT_OUT:
            (root / "policies" / name).unlink(missing_ok=True)
        shutil.rmtree(root / "policies/_addresses", ignore_errors=True)
        self.vendor = min(path.parent.name for path in (root / "policies").glob("*/vendor.yml"))
        self.aside = root.with_name("vendor-aside")
        self.clean = {}
        for without in (True, False):
            self.turn(without)
            for made in ("site", "docs"):
                path = root / made
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            done = self.build()
            if done.returncode:
                raise SystemExit(f"the book does not build as it is: {done.stderr}")
            self.clean[without] = self.made()
        self.texts = state(root / "policies")

    def turn(self, without: bool) -> None:
        """Take one vendor out of the book, or put it back."""
        here = self.root / "policies" / self.vendor
        if without and here.exists():
            here.rename(self.aside)
        elif not without and self.aside.exists():
            self.aside.rename(here)

    def start(self, **more: str) -> subprocess.Popen[str]:
        """Begin a build in a process group of its own."""
        command = [*FINEPRINT, "build", "--root", self.root, "--site"]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, stdout=pipe, stderr=pipe, text=True, env=self.environment() | more, start_new_session=True
        )

    def environment(self) -> dict[str, str]:
        """The environment in which the program is that of the copy."""
        return {**settings(), "PYTHONPATH": str(self.scripts)}

    def build(self, **more: str) -> subprocess.CompletedProcess[str]:
        """Build and wait."""
        running = self.start(**more)
        return ended(running)

    def measured(self, **more: str) -> tuple[subprocess.CompletedProcess[str], int]:
        """Build and wait; also the most bytes of its disk that the build took while it ran."""
        free = least = shutil.disk_usage(self.root).free
        running = self.start(**more)
        while running.poll() is None:
            least = min(least, shutil.disk_usage(self.root).free)
            time.sleep(0.002)
        return ended(running), free - least

    def made(self) -> tuple[State, State]:
        """The site, and the folder of pages it was made from."""
        return state(self.root / "site"), state(self.root / "docs")

    def good(self, without: bool, done: subprocess.CompletedProcess[str]) -> Iterator[str]:
        """A build that ran through left what a build from nothing makes."""
        if done.returncode:
            yield f"the build ended with {done.returncode}: {done.stderr.strip()[-300:]}"
        for name, now, wanted in zip(("site", "pages"), self.made(), self.clean[without], strict=True):
            if now != wanted:
                odd = sorted(path for path in {*now, *wanted} if now.get(path) != wanted.get(path))
                yield f"{name}: {len(odd)} files are not those of a clean build, {odd[:3]}"

    def refused(self, done: subprocess.CompletedProcess[str], word: str, site: State) -> Iterator[str]:
        """A build that could not run said so in plain lines and left the site alone."""
        lines = done.stderr.strip().split("\n")
        if done.returncode != 1 or "Traceback" in done.stderr or word not in done.stderr:
            yield f"exit {done.returncode}, said {done.stderr.strip()[-300:]!r}"
        if len(lines) > 3:
            yield f"{len(lines)} lines were said"
        if state(self.root / "site") != site:
            yield "the site is not what it was"


def ended(running: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """A build that has ended; what it says of the ledger that was left out is no news."""
    out, said = running.communicate()
    lines = [line for line in said.splitlines(keepends=True) if "address.unrecorded" not in line]
    return subprocess.CompletedProcess(running.args, running.returncode, out, "".join(lines))


def state(folder: Path) -> State:
    """Every file below a folder with the hash of its bytes; what a run keeps for the next is left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def small_disk(copy: Copy, megabytes: int) -> Iterator[Copy | None]:
    """The copy on a disk of its own, or None where none can be mounted."""
    there = copy.root.with_name("disk")
    there.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", there]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    moved = object.__new__(Copy)
    moved.__dict__.update(copy.__dict__, root=there / "book", aside=there / "vendor-aside")
    try:
        shutil.copytree(copy.root, moved.root)
        yield moved
    finally:
        subprocess.run(["umount", there], check=False)
