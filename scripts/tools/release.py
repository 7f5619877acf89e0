"""Makes a release: checks that tag, version and changelog agree, and builds wheel and source twice with the same bytes.

The second build stands in another folder and another time zone. ``SOURCE_DATE_EPOCH`` is the day of the commit, so that
whoever has the source can build the same files again. What it means is printed for its page: the version's part
of the changelog, which has to say what it means for a book.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The heading below which a version's part of the changelog says what it means for a book.
FOR_A_BOOK = "### For a book"
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_CITED = re.compile(r"^version: (\S+)$", re.MULTILINE)


def notes_of(changelog: str, version: str) -> str:
    """A version's part of the changelog, without its heading; empty where there is none."""
    part = re.search(rf"^## {re.escape(version)} - \d{{4}}-\d{{2}}-\d{{2}}\n(.*?)(?=^## |\Z)", changelog, re.M | re.S)
    return part[1].strip() if part else ""


def disagreements(root: Path, tag: str) -> Iterator[str]:
    """What keeps a tag from being released, a line each."""
    version = version_of(root)
    notes = notes_of((root / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    cited = _CITED.search((root / "CITATION.cff").read_text(encoding="utf-8"))
    if tag != f"v{version}":
        yield f"the tag is {tag}, the version {version}; tag v{version}, or set __version__"
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        yield f"{version} is no version to release; write one as in 2.0.0"
    if cited is None or cited[1] != version:
        yield f"CITATION.cff names another version; write version: {version}"
    if not notes:
        yield f"CHANGELOG.md has no part for this version; begin one with ## {version} - YYYY-MM-DD"
    elif FOR_A_BOOK not in notes:
        yield f"the changelog does not say what {version} means for a book; add {FOR_A_BOOK}"


def version_of(root: Path) -> str:
    """The version that the package states."""
    found = _VERSION.search((root / "scripts/fineprint/__init__.py").read_text(encoding="utf-8"))
    assert found, "the package states its version"
    return found[1]


def build(source: Path, out: Path, epoch: str, zone: str) -> dict[str, str]:
    """Wheel and source of a tree in ``out``; the SHA-256 of each by name."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "TZ": zone, "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def build_twice(root: Path, out: Path) -> dict[str, str]:
    """Build what git has of the tree in two places; the files and their hashes. Raises SystemExit where they differ."""
    epoch = _git(root, "log", "-1", "--format=%ct").strip()
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for name, zone in (("one", "UTC"), ("another place", "Pacific/Auckland")):
            source = Path(folder, name, "source")
            for path in _git(root, "ls-files", "-z").split("\0")[:-1]:
                if (root / path).is_file():
                    (source / path).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(root / path, source / path)
            made.append(build(source, Path(folder, name, "dist"), epoch, zone))
        if made[0] != made[1]:
            sys.exit(f"two builds of the same tree differ: {made[0]} and {made[1]}")
        out.mkdir(parents=True, exist_ok=True)
        for name in made[0]:
            shutil.copyfile(Path(folder, "one", "dist", name), out / name)
    (out / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for name, digest in made[0].items()))
    return made[0]


def _git(root: Path, *command: str) -> str:
    return subprocess.run(["git", *command], cwd=root, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Check, build and print."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--tag", help="the tag that is released; without it, nothing is checked but the builds")
    asked.add_argument("--out", type=Path, default=Path("dist"), help="folder for the files (dist)")
    given = asked.parse_args()
    if given.tag and (wrong := list(disagreements(ROOT, given.tag))):
        sys.exit("\n".join(wrong))
    made = build_twice(ROOT, given.out)
    if given.tag:
        print(notes_of((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version_of(ROOT)))
        print("\nSHA-256 of the files:\n")
    print("\n".join(f"    {digest}  {name}" for name, digest in made.items()))


if __name__ == "__main__":
    main()
