"""Puts the example of a code into the small answered book, and has the one who gives that code look at it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from answered import AnsweredBook
from builders import build_site, sha256
from fineprint.core.problems import Problem
from fineprint.rules.publishing import publishing_problems
from fineprint.text.characters import suspicious
from fineprint.upgrade.convert import convert
from fineprint.verify.site_check import check_site
from fineprint.verify.source_guard import place_problems, settings_problems


def problems_of(example: Mapping[str, Any], folder: Path) -> list[Problem]:
    """What is said of the answered book, made in ``folder``, once the example is in it."""
    if example.get("by") == "text":
        found = suspicious(str(example["put"]).encode().decode("unicode_escape"))
        return [Problem("text", 1, 1, code, severity, said) for _, severity, code, said in found]
    book = AnsweredBook(folder)
    if example.get("by") == "site":
        whole = book.book()
        site = folder / "site"
        build_site(whole, site)
        _put(site, example)
        return list(check_site(whole, site))
    for change in (example, example.get("also", {})):
        _put(folder, change)
    text, record = folder / book.text, folder / f"{book.version}/record.yml"
    if text.is_file() and not example.get("keep_hash"):
        told = record.read_text(encoding="utf-8")
        before = told.partition("text: {sha256: ")[2][:64]
        record.write_text(told.replace(before, sha256(text.read_bytes())), encoding="utf-8")
    by = example.get("by", "check")
    if by == "check":
        return book.problems()
    if by == "publish":
        return list(publishing_problems(book.load()))
    if by == "settings":
        return list(settings_problems(folder))
    if by == "pages":
        pages = (path.relative_to(folder / "docs").as_posix() for path in (folder / "docs").rglob("*.md"))
        return list(place_problems(pages, "companies"))
    assert by == "upgrade", by
    file = str(example["file"])
    return convert({"policies/book.yml": "title: x\n", file: (folder / file).read_text(encoding="utf-8")})[1]


def _put(root: Path, change: Mapping[str, Any]) -> None:
    if not change:
        return
    file = root / change["file"]
    file.parent.mkdir(parents=True, exist_ok=True)
    if "copy_of" in change:
        shutil.copytree(root / change["copy_of"], file, ignore=shutil.ignore_patterns("addresses.txt"))
        record = file / "record.yml"
        older, newer = (path.rpartition("/")[2] for path in (change["copy_of"], change["file"]))
        record.write_text(record.read_text(encoding="utf-8").replace(older, newer), encoding="utf-8")
        return
    if change.get("gone"):
        file.unlink()
        return
    if "link" in change:
        file.symlink_to(change["link"])
        return
    put = change.get("put")
    if "repeat" in change:
        before, again, times, after = change["repeat"]
        put = before + again * int(times) + after
    if "bytes" in change:
        file.write_bytes(bytes.fromhex(change["bytes"]))
        return
    if "find" in change:
        text = file.read_bytes().decode()
        assert change["find"] in text, f"{change['find']!r} is not in {file}"
        put = text.replace(change["find"], put, 1)
    file.write_bytes(put.encode())
