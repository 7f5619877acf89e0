"""Firefox over WebDriver BiDi: as much of the protocol as the tests need. Debian's firefox-esr speaks it by itself."""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

from websocket import WebSocket, create_connection

#: How long a command or a condition may take, in seconds.
PATIENCE = 60
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_UNTIL = """new Promise((found, failed) => {{
  const end = Date.now() + {milliseconds};
  const look = () => {{
    const told = ({condition});
    if (told) found(JSON.stringify(told));
    else if (Date.now() > end) failed(new Error("it did not come true: " + {named}));
    else setTimeout(look, 50);
  }};
  look();
}})"""


def find() -> str | None:
    """Path of a Firefox that is there, or None; FIREFOX names another."""
    if named := os.environ.get("FIREFOX"):
        return named if Path(named).is_file() else None
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One window of a Firefox without a screen, and what its console said."""

    def __init__(self, path: str, profile: Path) -> None:
        command = [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert self.process.stderr is not None
        address = next((found[1] for line in self.process.stderr if (found := _LISTENING.search(line))), None)
        assert address, "Firefox ended before it listened"
        # What it says from here on must not fill the pipe.
        self.listener = threading.Thread(target=self.process.stderr.read, daemon=True)
        self.listener.start()
        self.socket: WebSocket = create_connection(f"{address}/session", suppress_origin=True, timeout=PATIENCE)
        self.numbers = itertools.count(1)
        self.said: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.window = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """The result of a command; an assertion fails with what Firefox says against it."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self.socket.recv())
            if told.get("method") == "log.entryAdded":
                self.said.append(str(told["params"].get("text")))
            if told.get("id") == number:
                assert told["type"] == "success", f"{method}: {told.get('message')}"
                return dict(told["result"])

    def goto(self, url: str, width: int = 1280, height: int = 900) -> None:
        """Open a page in a window of a size, and wait until it is loaded."""
        self.ask("browsingContext.setViewport", context=self.window, viewport={"width": width, "height": height})
        self.ask("browsingContext.navigate", context=self.window, url="about:blank", wait="complete")
        self.ask("browsingContext.navigate", context=self.window, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, or what its promise gives."""
        wrapped = f"Promise.resolve({expression}).then(told => JSON.stringify(told ?? null))"
        return json.loads(self._run(wrapped))

    def until(self, condition: str) -> Any:
        """The value of an expression as soon as it is true; an assertion fails where it never is."""
        named = json.dumps(condition)
        return json.loads(self._run(_UNTIL.format(milliseconds=PATIENCE * 500, condition=condition, named=named)))

    def _run(self, expression: str) -> str:
        target = {"context": self.window}
        told = self.ask("script.evaluate", expression=expression, target=target, awaitPromise=True)
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return str(told["result"]["value"])

    def press(self, *keys: str) -> None:
        """Press keys one after another, by their WebDriver names."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask(
            "input.performActions", context=self.window, actions=[{"type": "key", "id": "keys", "actions": actions}]
        )

    def printed(self) -> bytes:
        """The page on paper, as a PDF."""
        told = self.ask("browsingContext.print", context=self.window, page={"width": 21.0, "height": 29.7})
        return base64.b64decode(told["data"])

    def close(self) -> None:
        """End it."""
        self.socket.close()
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.listener.join()
        if self.process.stderr:
            self.process.stderr.close()
