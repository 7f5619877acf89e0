"""Hostile inputs that are pull requests: made for real in a scratch repository and reviewed.

Such an entry describes in words what a pull request holds: files that shape the site or its checks, links and
submodules as git has them, attributes. Whatever it names must be told by the report as something to decide.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fineprint.review import repository
from fineprint.review.outside import outside_data
from tools import inputs
from tools.inputs import CannotMakeError, Entry

_MARKS = re.compile(
    r"pull request|submodule|gitlink|git link|gitattributes|gitmodules|filter=|mode 1|120000|160000", re.IGNORECASE
)
#: Names of files in a description, and of places that need no ending.
_NAMES = re.compile(
    r"(?:\.?[\w-]+/)*\.?[\w-]+\.(?:yml|yaml|md|css|js|py|txt|toml|html)"
    r"|\.git(?:attributes|modules|ignore)|\bMakefile\b|CODEOWNERS|\.github/workflows"
)
_EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def is_one(entry: Entry) -> bool:
    """Whether an object is one of git rather than of a folder."""
    return bool(_MARKS.search(entry.make))


def review_faults(entry: Entry) -> Iterator[str]:
    """What is wrong with how a review tells of the pull request that an entry describes."""
    with tempfile.TemporaryDirectory(prefix="fineprint-pull-request-") as folder:
        root = Path(folder)
        inputs.make_plain(root)
        _git(root, "init", "--quiet", "--initial-branch", "main")
        _commit(root)
        base = repository.commit_of(root, "HEAD")
        paths = _make(root, entry.make)
        if re.search("submodule|gitlink|git link|160000", entry.make, re.IGNORECASE):
            paths.append("policies/other")
        if not paths:
            raise CannotMakeError(f"{entry.make!r} names nothing that can be made")
        _commit(root, f"160000,{_EMPTY},policies/other" if "policies/other" in paths else "")
        head = repository.commit_of(root, "HEAD")
        found = {item.path: item for item in outside_data(repository.changed_paths(root, base, head))}
        for path in paths:
            if path not in found:
                yield f"{path} is not told of"
            elif not (found[path].guard or found[path].look):
                yield f"{path} is told of, but not as something to decide"


def _make(root: Path, make: str) -> list[str]:
    """Make the files and links that a description names; their paths."""
    names, paths = list(dict.fromkeys(_NAMES.findall(make))), []
    if re.search(r"120000|symbolic link|symlink", make, re.IGNORECASE):
        name = names[0] if names else "policies/linked.md"
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).unlink(missing_ok=True)
        os.symlink("/etc/hostname", root / name)
        return [name]
    for name in names:
        path = root / (f"{name}/build.yml" if name.endswith("workflows") else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        path.write_text(before + "# changed\n", encoding="utf-8")
        paths.append(path.relative_to(root).as_posix())
    return paths


def _commit(root: Path, link: str = "") -> None:
    """Commit everything, and a link to a commit of another repository, which no folder has to stand for."""
    _git(root, "add", "--all")
    if link:
        _git(root, "update-index", "--add", "--cacheinfo", link)
    _git(root, "commit", "--quiet", "--allow-empty", "--message", "A state")


def _git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)
