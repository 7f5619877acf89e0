"""WebKit over WebDriver: as much of the protocol as the tests need. Debian's webkit2gtk-driver brings it; it draws on
a screen in memory where there is no other (Debian's xvfb).

Its driver tells nothing of the console and can't print. What a page would say there is noted by a script that the
server of the test puts first into it; WATCH is that script.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

#: How long a command or a condition may take, in seconds.
PATIENCE = 60
WATCH = """window.said = [];
for (const kind of ["warn", "error"]) console[kind] = (...words) => said.push(words.join(" "));
addEventListener("error", (event) => said.push(event.message || `not loaded: ${event.target.src || event.target.href}`), true);
addEventListener("unhandledrejection", (event) => said.push(String(event.reason)));
document.addEventListener("securitypolicyviolation", (event) => said.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""
_BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


def find() -> tuple[str, str] | None:
    """Paths of a driver and a browser of WebKit that are there, with a screen or one in memory, or None."""
    driver, screen = shutil.which("WebKitWebDriver"), os.environ.get("DISPLAY") or shutil.which("Xvfb")
    browser = next(iter(sorted(Path("/").glob(_BROWSERS.removeprefix("/")))), None)
    return (driver, str(browser)) if driver and browser and screen else None


class WebKit:
    """One window of WebKit, and what its pages said."""

    def __init__(self, driver: str, browser: str) -> None:
        self.screen: subprocess.Popen[str] | None = None
        environment = dict(os.environ)
        if "DISPLAY" not in environment:
            command = ["Xvfb", "-displayfd", "1", "-screen", "0", "2000x1200x24", "-nolisten", "tcp"]
            self.screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            assert self.screen.stdout is not None
            environment["DISPLAY"] = f":{self.screen.stdout.readline().strip()}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        # Root, as in a container, may not be shut in once more.
        environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([driver, f"--port={self.port}"], env=environment, **quiet)
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._wait()
        self.session = f"/session/{self.ask('POST', '/session', wanted)['sessionId']}"
        self.said: list[str] = []

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                assert time.monotonic() < end, "WebKitWebDriver does not listen"
                time.sleep(0.05)
            else:
                return

    def ask(self, method: str, path: str, params: object = None) -> Any:
        """The value that a command gives; an assertion fails with what the driver says against it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        body = json.dumps(params) if params is not None else None
        connection.request(method, path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        told = json.loads(answer.read())["value"]
        connection.close()
        assert answer.status == http.client.OK, f"{path}: {told['message']}"
        return told

    def goto(self, url: str, width: int = 1280, height: int = 900) -> None:
        """Open a page in a window that shows so much of it, and wait until it is loaded; it can't be very narrow."""
        self.note()
        self.ask("POST", f"{self.session}/url", {"url": "about:blank"})
        self.ask("POST", f"{self.session}/window/rect", {"width": width, "height": height})
        self.ask("POST", f"{self.session}/url", {"url": url})

    def note(self) -> None:
        """Keep what the page has said until now."""
        self.said += self.evaluate("window.said ? window.said.splice(0) : []")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, or what its promise gives."""
        script = f"""const done = arguments[arguments.length - 1];
          Promise.resolve({expression}).then(told => done(JSON.stringify(told ?? null)), fault => done(JSON.stringify({{ fault: String(fault) }})));"""
        told = json.loads(self.ask("POST", f"{self.session}/execute/async", {"script": script, "args": []}))
        assert not (isinstance(told, dict) and set(told) == {"fault"}), told
        return told

    def until(self, condition: str) -> Any:
        """The value of an expression as soon as it is true; an assertion fails where it never is."""
        end = time.monotonic() + PATIENCE / 2
        while not (told := self.evaluate(condition)):
            assert time.monotonic() < end, f"it did not come true: {condition}"
            time.sleep(0.05)
        return told

    def press(self, *keys: str) -> None:
        """Press keys one after another, by their WebDriver names."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask(
            "POST",
            f"{self.session}/actions",
            {"actions": [{"type": "key", "id": "keys", "actions": actions}]},
        )

    def close(self) -> None:
        """End it."""
        self.ask("DELETE", self.session)
        for process in (self.process, self.screen):
            if process:
                process.terminate()
                process.wait(PATIENCE)
        if self.screen and self.screen.stdout:
            self.screen.stdout.close()
