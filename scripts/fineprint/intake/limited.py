"""Limits that hold for one source: a time for look-up, fetch and conversion together, and memory for the conversion.

Files are other people's, and so are the faults of what reads them. A conversion runs in a process of its own, which
has a limit of memory where the system knows one, is ended when the time is up, and says nothing on the terminal.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar

from ..core.limits import CONVERSION_MEMORY
from ..core.lines import Lines
from ..core.record import Damage
from . import RefusedError
from .convert import Converted, Original, convert

_Result = TypeVar("_Result")
_PACKAGES = Path(__file__).resolve().parents[2]


class Deadline:
    """The time that is left for one source. At its end every connection is cut: a drip of bytes never times out."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._twins: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    @property
    def left(self) -> float:
        """Seconds until the end, never none at all."""
        return max(self._end - time.monotonic(), 0.001)

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end

    def add(self, connection: socket.socket) -> None:
        """Cut this connection too when the time is up."""
        self._twins.append(connection.dup())

    def within(self, work: Callable[[], _Result]) -> _Result:
        """The result of work that can't be told to stop, such as a look-up. Raises ``TimeoutError`` at the end."""
        done: list[_Result] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                done.append(work())
            except BaseException as fault:  # noqa: BLE001 - it is raised again where it is waited for
                failed.append(fault)

        worker = threading.Thread(target=run, daemon=True)
        worker.start()
        worker.join(self.left)
        if failed:
            raise failed[0]
        if not done:
            raise TimeoutError
        return done[0]

    def _cut(self) -> None:
        for twin in self._twins:
            with suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Leave all connections alone from now on."""
        self._timer.cancel()
        for twin in self._twins:
            twin.close()
        self._twins.clear()


def convert_within(
    raw: bytes, kind: str, deadline: Deadline, *, memory: int = CONVERSION_MEMORY, **how: str | None
) -> Converted:
    """What :func:`.convert.convert` makes, in a process of its own that has so many bytes of memory.

    Raises :class:`RefusedError`.
    """
    if kind == "text" and _is_utf8(raw):
        return convert(raw, kind, **how)  # nothing is read in it
    with tempfile.TemporaryDirectory(prefix="fineprint-") as folder:
        source, made = Path(folder, "given"), Path(folder, "made")
        source.write_bytes(raw)
        # The child needs this package and nothing of where the command was called.
        paths = [str(_PACKAGES), *([os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else [])]
        command = [
            sys.executable,
            "-m",
            __name__,
            str(source),
            str(made),
            str(memory),
            json.dumps({"kind": kind, **how}),
        ]
        try:
            ended = subprocess.run(
                command,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=deadline.left,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            raise RefusedError(
                f"the {kind.upper()} was not converted within {deadline.seconds:g} seconds; give its text instead, "
                "or more time with --timeout"
            ) from None
        if not made.is_file():
            raise RefusedError(
                f"the {kind.upper()} can't be converted: {_ending(ended, memory)}; give its text instead"
            )
        return _received(json.loads(made.read_bytes()), raw)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _ending(code: int, limit: int) -> str:
    """Why a process may have ended without a word."""
    memory = f"it needs more than {limit // 2**20:,} MB of memory, or is damaged"
    if code >= 0:
        return f"{memory} (exit code {code})"
    with suppress(ValueError):
        return f"{memory} ({signal.Signals(-code).name})"
    return f"{memory} (signal {-code})"


def _received(said: dict[str, Any], raw: bytes) -> Converted:
    if "refused" in said:
        raise RefusedError(said["refused"])
    damage = tuple(Damage(lines=Lines(*one["lines"]), kind=one["kind"], note=one["note"]) for one in said["damage"])
    original = Original(raw=raw, **said["original"]) if said["original"] else None
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    plain |= {"raw": base64.b64decode(said["raw"]), "original": original, "damage": damage}
    return Converted(**plain)


def _sent(made: Converted) -> dict[str, Any]:
    """What was made as JSON can carry it, but for the original's bytes, which are there already."""
    original = made.original and {"name": made.original.name, "converter": made.original.converter}
    return {
        **{one.name: getattr(made, one.name) for one in fields(made)},
        "raw": base64.b64encode(made.raw).decode(),
        "original": original,
        "damage": [asdict(one) for one in made.damage],
    }


def _limit_memory(limit: int) -> None:
    """Take a limit of memory, where the system has one; Windows has none that a process can give itself."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _child(source: str, made: str, memory: str, how: str) -> None:
    _limit_memory(int(memory))
    options = json.loads(how)
    try:
        said = _sent(convert(Path(source).read_bytes(), options.pop("kind"), **options))
    except RefusedError as reason:
        said = {"refused": str(reason)}
    except MemoryError:
        said = {"refused": f"its conversion needs more than {int(memory) // 2**20:,} MB of memory"}
    except RecursionError:
        said = {"refused": "it nests its text too deep to be converted; give its text instead"}
    except Exception as fault:  # noqa: BLE001 - whatever a library makes of a stranger's file
        said = {"refused": f"it can't be converted ({type(fault).__name__}: {str(fault)[:200]}); give its text instead"}
    Path(f"{made}.part").write_text(json.dumps(said), encoding="ascii")
    Path(f"{made}.part").replace(made)


if __name__ == "__main__":
    _child(*sys.argv[1:])
