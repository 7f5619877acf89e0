"""A time for the whole of a fetch, whatever it is waiting for."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress


class Deadline:
    """The time that is left. At its end every connection is cut: a drip of bytes never times out by itself."""

    def __init__(self, seconds: float) -> None:
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

    def _cut(self) -> None:
        for twin in self._twins:
            with suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Leave all connections alone from now on."""
        self._timer.cancel()
        for twin in self._twins:
            twin.close()
