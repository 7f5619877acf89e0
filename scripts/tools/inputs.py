"""Hostile inputs put into a book: where the payload of each kind goes, and how its older names are read.

Input files say ``answer`` and ``quote`` where the data says ``value`` and ``quotes``, ``q1`` for a question and
``policies/X.md`` for a policy's file; here they become those of a small book.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from fineprint.read.files import is_id
from tools.scratch import DAY, add_version, make_frame

PLAIN = f"policies/plain/privacy-policy/{DAY}"
_PLAIN_TEXT = (
    b"# Plain privacy policy\n\nWe do not sell your data to anyone, *ever*; see [the rules](https://plain.example/).\n\n"
    b"## Choices\n\nYou may delete your data at any time.\n\n1. Write to us.\n2. Wait `14` days.\n\n"
    b"### Third\n\na\n\n#### Fourth\n\nb\n\n##### Fifth\n\nc\n\n###### Sixth\n\n- one\n\n"
    b"> A quoted line.\n\n| a | b |\n|---|---|\n| c | d |\n"
)
_QUESTION = {
    "id": "sale",
    "topic": "sharing",
    "documents": ["privacy-policy"],
    "question": "Does it say that data are sold?",
    "coding_rules": "A small book needs one question.",
    "values": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}],
    "search_terms": ["data", "sell*"],
    # What is tried here is what a text can do, not whether each passage is accounted for.
    "considered": "silences",
}
_BODY = "# Vendor policy\n\nCANARYBEFORE\n\n{}\n\n## After\n\nCANARYAFTER\n"
_SAFE_CALLS = {"join", "format", "encode", "upper", "replace", "zfill"}
_SAFE_NAMES = {"range": range, "chr": chr, "str": str, "len": len}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One hostile input and what must come of it."""

    id: str
    kind: str
    group: str
    expect: str
    code: str = ""
    payload: str = ""
    payload_hex: str = ""
    gen: str = ""
    make: str = ""
    syntax: str = "markdown"
    max_seconds: float = 10

    @property
    def accepted(self) -> bool:
        """Whether the book must build with it."""
        return self.expect in ("inert", "warn")

    @property
    def folder(self) -> str:
        """Its vendor."""
        return f"h-{self.id.lower()}"[:48].strip("-")

    @property
    def text(self) -> str:
        """Its text."""
        return generated(self.gen) if self.gen else self.payload


def place_of(entry: Entry) -> str:
    """The folder of its version."""
    return f"policies/{entry.folder}/privacy-policy/{DAY}"


def generated(expression: str) -> str:
    """The value of an expression of literals, text methods, range and comprehensions; anything else is refused."""
    tree = ast.parse(expression, mode="eval")
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr not in _SAFE_CALLS:
            raise ValueError(f"{node.attr} may not stand in a generated payload")
        if isinstance(node, ast.Name) and node.id not in bound | set(_SAFE_NAMES):
            raise ValueError(f"{node.id} may not stand in a generated payload")
    return eval(compile(tree, "gen", "eval"), {"__builtins__": {}, **_SAFE_NAMES})


def make_plain(root: Path) -> None:
    """A book with one harmless vendor and one question."""
    make_frame(root)
    _write(root / "policies/questions.yml", {"questions": [_QUESTION]})
    add_version(root, PLAIN, _PLAIN_TEXT, "Plain")
    _write(root / PLAIN / "answers.yml", _answers_with("A note."))


def place(root: Path, entry: Entry) -> str | None:
    """Put an entry into a book; the path from which its problems are named, None if no file can have its name."""
    where = root / place_of(entry)
    if entry.kind == "id":
        return _place_id(root, entry.payload)
    if entry.kind in ("path", "answers", "field") or entry.code.startswith("yaml."):
        # What is to be found once must not stand twice.
        text = _PLAIN_TEXT.split(b"## Choices")[0] if entry.kind == "answers" and entry.accepted else _PLAIN_TEXT
        add_version(root, place_of(entry), text, entry.id, syntax=entry.syntax)
        if entry.kind == "path":
            return _place_object(root, where, entry.make)
        if entry.kind == "field":
            _place_field(root, entry)
            return f"policies/{entry.folder}/"
        answers = where / "answers.yml"
        answers.write_bytes(_answers(entry).encode("utf-8", "surrogatepass"))
        return answers.relative_to(root).as_posix()
    raw = bytes.fromhex(entry.payload_hex) if entry.payload_hex else entry.text.encode("utf-8", "surrogatepass")
    if entry.kind == "body" or (entry.kind == "big" and entry.accepted):
        raw = _BODY.format("{}").encode().replace(b"{}", raw)
    add_version(root, place_of(entry), raw, entry.id, syntax=entry.syntax)
    return place_of(entry)


def remove(root: Path, entry: Entry) -> None:
    """Take an entry's vendor out again."""
    shutil.rmtree(root / "policies" / entry.folder, ignore_errors=True)


@contextmanager
def placed(root: Path, entry: Entry) -> Iterator[str | None]:
    """A book with an entry in it, as it was before afterwards."""
    before = set(os.listdir(root / "policies"))
    try:
        yield place(root, entry)
    finally:
        for name in set(os.listdir(root / "policies")) - before:
            path = root / "policies" / name
            path.unlink() if path.is_symlink() or not path.is_dir() else shutil.rmtree(path)


def unbuild(root: Path) -> None:
    """Take the pages and the site of a book away."""
    manifest = root / "docs/.generated"
    for path in manifest.read_text(encoding="utf-8").splitlines() if manifest.exists() else ():
        (root / "docs" / path).unlink(missing_ok=True)
    manifest.unlink(missing_ok=True)
    shutil.rmtree(root / "site", ignore_errors=True)


def _place_id(root: Path, name: str) -> str | None:
    if not name or "/" in name or "\0" in name or name in (".", "..") or len(name.encode()) > 255:
        return "policies" if is_id(name) else None
    add_version(root, f"policies/{name}/privacy-policy/{DAY}", _PLAIN_TEXT, "Named")
    return "policies/"


class CannotMakeError(ValueError):
    """An object that this program does not know how to make, or that this disk can't hold."""


def _place_object(root: Path, where: Path, make: str) -> str:
    """Make an object of ``policies/``; the path from which its problems are named.

    ``make``: ``ln -s TARGET PATH``, ``mkfifo PATH``, ``mkdir PATH``, ``touch PATH``, or names alone, with ``+``, commas
    or ``and`` between them, each of which becomes a file.
    """
    below = where.parents[2]

    def path_of(written: str) -> Path:
        if found := re.fullmatch(r"policies/([^/]+)\.md", written):
            return where / ("Policy.md" if found[1][0].isupper() else "policy.md")
        if ".." in written.split("/") or written.startswith("/"):
            raise CannotMakeError(f"{written} leads out of the book")
        return below / written.removeprefix("policies/").replace("VERSION", str(where.relative_to(below)))

    verb, *rest = make.split()
    try:
        if verb not in ("ln", "mkfifo", "mkdir", "touch"):
            return _place_names(root, where, make, path_of)
        path = path_of(rest[-1])
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        if verb == "ln":
            path.symlink_to(rest[-2].replace("evil.md", "policy.md"))
        elif verb == "mkfifo":
            os.mkfifo(path)
        elif verb == "mkdir":
            path.mkdir()
        else:
            path.touch()
    except OSError as fault:
        raise CannotMakeError(f"{make!r}: {fault}") from fault
    return path.relative_to(root).as_posix()


def _place_names(root: Path, where: Path, make: str, path_of: Callable[[str], Path]) -> str:
    """Each name that stands in a description as a file; several of them, or one, may be of one case-folded name."""
    names = [name.strip("`'\",;()") for name in re.split(r"\s*(?:\+|,|;|\band\b|\s)\s*", make)]
    paths = [path_of(name) for name in names if "/" in name or re.fullmatch(r"[\w~#.-]+\.[\w~]+", name)]
    if not paths:
        raise CannotMakeError(f"{make!r} names no file")
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_dir():
            path.write_bytes(_PLAIN_TEXT)
    return where.relative_to(root).as_posix() if len(paths) > 1 else paths[0].relative_to(root).as_posix()


def _place_field(root: Path, entry: Entry) -> None:
    version = root / place_of(entry)
    vendor, record = version.parents[1] / "vendor.yml", version / "record.yml"
    head, about = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in (vendor, record))
    head["names"][0]["name"] = head["description"] = head["successor"] = head["distinct_from"] = entry.payload
    about["title"] = about["publisher"] = about["source"]["note"] = entry.payload
    about["dates"]["archived"] = DAY
    _write(vendor, head)
    _write(record, about)
    _write(version / "answers.yml", _answers_with(entry.payload))


def _answers_with(note: str) -> dict[str, object]:
    answer = {"value": "no", "quotes": [{"text": "We do not sell your data"}], "note": note, "reviewed": DAY}
    return {"answers": {"sale": answer}}


def _answers(entry: Entry) -> str:
    if entry.kind == "big":
        start = "answers:\n  sale:\n    value: no\n    reviewed: 2026-01-01\n    note: "
        return start + (entry.text if entry.code == "yaml.syntax" else f'"{entry.text}"') + "\n"
    text = re.sub(r"\Avendor: \w+\n(?=\w)", "", entry.text)
    text = re.sub(
        r"^(\s+)answer: (.*)$", r"\1value: \2\n\1note: A note.\n\1reviewed: 2026-01-01", text, flags=re.MULTILINE
    )
    return re.sub(r"^(\s+)quote: (.*)$", r"\1quotes: [{text: \2}]", text.replace("q1:", "sale:"), flags=re.MULTILINE)


def _write(path: Path, data: object) -> None:
    path.write_text(yaml.safe_dump(data, sort_keys=False, width=10_000), encoding="utf-8")
