"""Asks a public vulnerability service about every locked package, with pip-audit in a virtual environment of its own.

Needs the network, so it is run by hand and by no other command. Nothing of it is installed beside the book's packages.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
AUDITOR = "pip-audit==2.10.1"
LOCKED = ("requirements.txt", "requirements-dev.txt")
SOUND, FOUND, NOT_ASKED = 0, 1, 3


def main() -> int:
    """Prints what the service knows; 0 nothing, 1 something, 3 if it could not be asked, which is no answer."""
    with tempfile.TemporaryDirectory(prefix="fineprint-audit-") as scratch:
        venv.create(scratch, with_pip=True)
        python = Path(scratch, "bin", "python")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", AUDITOR]
        installed = subprocess.run(pip, capture_output=True, text=True, check=False)
        if installed.returncode:
            print(f"{AUDITOR} could not be installed: {_last(installed.stderr)}", file=sys.stderr)
            return NOT_ASKED
        asked = [word for file in LOCKED for word in ("--requirement", str(HERE / file))]
        command = [python, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--format", "json", *asked]
        done = subprocess.run([*command, "--progress-spinner", "off"], capture_output=True, text=True, check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        print(f"the vulnerability service could not be asked: {_last(done.stderr)}", file=sys.stderr)
        return NOT_ASKED
    lines, code = told(answer)
    print("\n".join(lines))
    return code


def told(answer: dict) -> tuple[list[str], int]:
    """pip-audit's answer as lines, and the exit code. A package that the service did not answer for is not sound."""
    packages = answer["dependencies"]
    known = [line for package in packages for line in _known(package)]
    left = [package["name"] for package in packages if "skip_reason" in package]
    lines = [*known, f"{len(packages) - len(left)} of {len(packages)} packages asked about, {len(known)} faults known"]
    if left:
        lines.append(f"nothing is known about {', '.join(left[:5])}{' and others' if len(left) > 5 else ''}: no answer")
    return lines, FOUND if known else NOT_ASKED if left else SOUND


def _known(package: dict) -> Iterator[str]:
    for fault in package.get("vulns", ()):
        mended = ", ".join(fault["fix_versions"]) or "nowhere yet"
        yield f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}"


def _last(said: str) -> str:
    return (said.strip().split("\n") or [""])[-1][:200]


if __name__ == "__main__":
    sys.exit(main())
