"""Asks a public service, OSV, for known faults of every locked package. Needs the network, so it is run by hand.

The packages go out in one ``POST /v1/querybatch``, whose results stand in the order of its queries; a result with a
``next_page_token`` is asked for again with that token, and ``GET /v1/vulns/<id>`` tells in which versions a fault is
mended. Sources: https://google.github.io/osv.dev/post-v1-querybatch/, https://google.github.io/osv.dev/get-v1-vulns/
and, for what stands in a fault, https://ossf.github.io/osv-schema/.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from tools.licences import LOCKED, pinned

SERVICE = "https://api.osv.dev"
SOUND, FOUND, NOT_ASKED = 0, 1, 3
#: Pages of a package's faults that are asked for: a service that always has one more is no endless run.
_PAGES = 20
#: What a service that does not answer, answers half or answers something else ends in.
_NO_ANSWER = (OSError, HTTPException, ValueError, LookupError, TypeError, AttributeError)

Package = tuple[str, str]


@dataclass(slots=True, kw_only=True)
class Advisories:
    """What the service said. ``left``: packages without a whole answer; ``why``: what came instead of one."""

    faults: list[tuple[Package, str]] = field(default_factory=list)
    left: list[Package] = field(default_factory=list)
    why: str = ""


def main(arguments: list[str] | None = None) -> int:
    """Prints what the service knows; 0 nothing, 1 something, 3 if a package had no answer, which is no good one."""
    parser = argparse.ArgumentParser(description="Ask a vulnerability service about every locked package.")
    parser.add_argument(
        "--service", default=SERVICE, metavar="ADDRESS", help=f"of an OSV service, by default {SERVICE}"
    )
    parser.add_argument("--timeout", type=float, default=30, help="to wait for each answer")
    options = parser.parse_args(arguments)
    packages = list(dict.fromkeys(package for file in LOCKED for package in pinned(file)))
    told = ask(options.service, packages, options.timeout)
    for (name, version), fault in told.faults:
        print(f"{name} {version}: {fault}, {mended(options.service, name, fault, options.timeout)}")
    answered = len(packages) - len(told.left)
    print(f"{answered} of {len(packages)} packages asked about, {len(told.faults)} faults known")
    if told.left:
        names = [name for name, _ in told.left]
        others = " and others" if len(names) > 5 else ""
        print(f"{options.service}: {told.why}; nothing is known about {', '.join(names[:5])}{others}", file=sys.stderr)
    return FOUND if told.faults else NOT_ASKED if told.left else SOUND


def ask(service: str, packages: Sequence[Package], timeout: float) -> Advisories:
    """The ids of the faults known of each package at its version."""
    told = Advisories()
    waiting = [(package, "") for package in packages]
    for _ in range(_PAGES):
        queries = [
            {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
            | ({"page_token": token} if token else {})
            for (name, version), token in waiting
        ]
        try:
            results = _answer(f"{service}/v1/querybatch", timeout, {"queries": queries})["results"]
            given = [([fault["id"] for fault in one.get("vulns", ())], one.get("next_page_token")) for one in results]
        except _NO_ANSWER as fault:
            told.why = f"no answer that can be read ({fault})"
            break
        more = []
        for (package, _), (faults, token) in zip(waiting, given, strict=False):
            told.faults.extend((package, fault) for fault in faults)
            more.extend([(package, token)] if token else [])
        told.left.extend(package for package, _ in waiting[len(given) :])
        told.why = told.why or (f"{len(given)} answers to {len(waiting)} questions" if told.left else "")
        waiting = more
        if not waiting:
            return told
    told.left.extend(package for package, _ in waiting)
    told.why = told.why or f"more than {_PAGES} pages of answers"
    return told


def mended(service: str, name: str, fault: str, timeout: float) -> str:
    """In which versions of a package a fault is mended, in words."""
    try:
        affected = _answer(f"{service}/v1/vulns/{quote(fault, safe='')}", timeout)["affected"]
        versions = [
            event["fixed"]
            for one in affected
            if one["package"]["ecosystem"] == "PyPI" and one["package"]["name"].lower() == name.lower()
            for reach in one.get("ranges", ())
            if reach["type"] != "GIT"
            for event in reach["events"]
            if "fixed" in event
        ]
    except _NO_ANSWER:
        return "where it is mended was not told"
    return f"mended in {', '.join(dict.fromkeys(versions))}" if versions else "mended nowhere yet"


def _answer(address: str, timeout: float, question: object = None) -> Any:
    data = None if question is None else json.dumps(question).encode()
    with urlopen(Request(address, data, {"Content-Type": "application/json"}), timeout=timeout) as answer:
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main())
