"""One version being read: what the form shows of it, its drafts on disk, and answers written into its file.

A draft is kept with every change that the reader makes, so that nothing is lost when the browser or this ends. Into
``answers.yml`` goes only what the check finds no error in; until then it stays a draft. What other files must say
after it, as the readings, is told and does not hold it up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from ..core.answers import Question
from ..core.dates import today
from ..core.model import Version
from ..core.problems import Problem
from ..life.edits import block_of, node_at
from ..read.book import load_book
from ..read.files import read_files
from ..read.result import ReadBook
from ..read.strict_yaml import load as load_yaml
from ..rules import check
from ..store.atomic_dir import exclusive
from ..store.page_writer import write_file
from ..worksheet.open_passages import open_units
from .answer_text import with_answer
from .drafts import Drafts, FormError, plain_place
from .entry import GivenError, answer_of, given_from, given_of, missing_in
from .state import passages_of, question_of

#: What stands for words that are not there yet, while the rest is checked.
_NOT_YET = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """A book of one vendor as it would be with an answer: its problems, and those of the answer alone."""

    loaded: ReadBook | None
    problems: list[Problem]
    text: str

    def stops(self, path: str) -> bool:
        """Whether the answer's own file has an error; one of another file tells what is to be done there."""
        return any(one.severity == "error" and one.path == path for one in self.problems)


@dataclass(slots=True, kw_only=True)
class Session:
    """A version of the book in ``root`` being read; ``key``: ``vendor/document/date``."""

    root: Path
    key: str
    lock: Lock = field(default_factory=Lock)
    #: The files that were last checked as they are, and what was wrong in them.
    known: tuple[Mapping[str, bytes], set[tuple[str, str, str]]] | None = None

    @property
    def path(self) -> str:
        """The file of the version's answers, from the book's folder."""
        return f"policies/{self.key}/answers.yml"

    @property
    def drafts(self) -> Drafts:
        """The drafts of its answers."""
        return Drafts(self.root, f".cache/drafts/{self.key}.json")

    def state(self) -> dict[str, Any]:
        """All that the page shows, as plain values. Raises FormError where the book can't be read."""
        with self.lock:
            loaded, version = self._read()
            evidence = loaded.evidence.of(version)
            vendor = next(one for one in loaded.book.vendors if one.id == version.vendor)
            entries, drafts = self._entries(), self.drafts.all()
            questions = []
            for question in loaded.book.questions_asked_of(version):
                limits, passages = open_units(loaded.book, version, evidence, question)
                entry = entries.get(question.id)
                questions.append(
                    question_of(question, vendor, version, loaded.evidence)
                    | {
                        "answer": given_from(entry) if entry else None,
                        "look_again": [again["reason"] for again in (entry or {}).get("look_again", ())],
                        "base": self._base(self._text(), question.id),
                        "draft": drafts.get(question.id),
                        "open": {"limits": list(limits), "passages": list(passages)},
                    }
                )
            return {
                "title": f"{vendor.name}, {loaded.book.documents[version.document]}, {version.date}",
                "file": self.path,
                "language": version.record.language,
                "passages": passages_of(version, evidence),
                "questions": questions,
                "documents": [[one.id, one.name] for one in version.referenced_documents],
            }

    def keep(self, question: str, data: object) -> None:
        """Keep a draft; ``None`` takes it away. Raises FormError."""
        given = None if data is None else self._given(data)
        with self.lock:
            self.drafts.keep(question, given)

    def check(self, question: str, data: object) -> dict[str, Any]:
        """Keep a draft, and say what is wrong with it and what it leaves open. Raises FormError."""
        given = self._given(data)
        with self.lock:
            self.drafts.keep(question, given)
            return self._told(question, given)[0]

    def write(self, question: str, data: object, base: object) -> dict[str, Any]:
        """Write an answer where nothing is wrong with it; ``base``: of the answer that the form showed.

        Raises FormError where the file says something else by now.
        """
        given = self._given(data)
        with self.lock, exclusive(self.root):
            self.drafts.keep(question, given)
            text = self._text()
            if base != self._base(text, question):
                raise FormError("the file was changed since this page was loaded; load it again, your draft is kept")
            told, tried = self._told(question, given)
            if tried is None or told["missing"] or tried.stops(self.path):
                return told
            write_file(plain_place(self.root, self.path), tried.text.encode())
            self.drafts.keep(question, None)
            return told | {"written": True, "base": self._base(tried.text, question)}

    def _told(self, question: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], _Tried | None]:
        """What to say of an answer, and the file that would have it."""
        before = self._entries().get(question)
        missing = list(missing_in(given, before))
        told: dict[str, Any] = {"missing": missing, "problems": [], "open": None, "written": False}
        if not given["value"]:
            return told, None
        whole = dict(given) | {"note": given["note"].strip() or _NOT_YET}
        whole["change_reason"] = given["change_reason"].strip() or _NOT_YET
        for key in ("ruled_out", "limits_ruled_out"):
            # What has no reason yet is not ruled out.
            whole[key] = [row for row in given[key] if row["kind"] or row["reason"].strip()]
        tried = self._tried(question, whole, before)
        told["problems"] = [
            {"severity": one.severity, "path": one.path, "code": one.code, "line": one.line, "message": one.message}
            for one in tried.problems
        ]
        if tried.loaded:
            version = self._version(tried.loaded)
            asked = self._question(tried.loaded, version, question)
            limits, passages = open_units(tried.loaded.book, version, tried.loaded.evidence.of(version), asked)
            told["open"] = {"limits": list(limits), "passages": list(passages)}
        return told, tried

    def _tried(self, question: str, given: Mapping[str, Any], before: Mapping[str, Any] | None) -> _Tried:
        """The file with an answer, and what the check says of it that it did not say before."""
        now, version = self._read()
        asked = [one.id for one in now.book.questions_asked_of(version)]
        self._question(now, version, question)
        data = answer_of(given, before, now.evidence.of(version), today())
        text = with_answer(self._text(), question, data, asked)
        raw = text.encode()
        found, _ = load_yaml(raw, self.path)
        if found is None or found.value["answers"] != self._entries() | {question: data}:
            raise FormError(f"{self.path} is written in a way that this form can't add to; give the answer by hand")
        if self.known is None or self.known[0] != now.found:
            self.known = (now.found, {(one.path, one.code, one.message) for one in check(now)})
        known = self.known[1]
        after = load_book(self.root, files=({**now.found, self.path: raw}, []))
        start, end = block_of(text, ("answers", question))
        first, last = (text.count("\n", 0, at) for at in (start, end))
        problems = [
            one
            for one in sorted(set(check(after)))
            # What is left of the book is no matter of this answer's, nor are new addresses, which the build records.
            if one.severity != "notice" and one.code != "address.unrecorded"
            if (one.path, one.code, one.message) not in known or (one.path == self.path and first < one.line <= last)
        ]
        return _Tried(loaded=after if isinstance(after, ReadBook) else None, problems=problems, text=text)

    def _read(self) -> tuple[ReadBook, Version]:
        """The book of the version's vendor alone: of the others nothing is read."""
        found, _ = read_files(self.root)
        vendor = f"policies/{self.key.partition('/')[0]}/"
        shared = ("policies/_addresses/", vendor)
        mine = {path: raw for path, raw in found.items() if path.startswith(shared) or path.count("/") == 1}
        loaded = load_book(self.root, files=(mine, []))
        if loaded.book is None:
            raise FormError("the book can't be read; mend what fineprint check tells first")
        return loaded, self._version(loaded)

    def _version(self, loaded: ReadBook) -> Version:
        found = next((one for one in loaded.book.versions() if one.key == self.key), None)
        if found is None:
            raise FormError(f"{self.key} can't be read; mend what fineprint check tells first")
        return found

    @staticmethod
    def _question(loaded: ReadBook, version: Version, question: str) -> Question:
        found = next((one for one in loaded.book.questions_asked_of(version) if one.id == question), None)
        if found is None:
            raise FormError("no such question is asked of this version; load the page again")
        return found

    @staticmethod
    def _given(data: object) -> dict[str, Any]:
        try:
            return given_of(data)
        except GivenError as reason:
            raise FormError(str(reason)) from None

    def _text(self) -> str:
        place = plain_place(self.root, self.path)
        return place.read_bytes().decode("utf-8") if place.exists() else "answers: {}\n"

    def _entries(self) -> dict[str, Any]:
        file, _ = load_yaml(self._text().encode(), self.path)
        return dict(file.value["answers"]) if file else {}

    @staticmethod
    def _base(text: str, question: str) -> str:
        """What tells whether an answer's source is still the same; empty where there is none."""
        node = node_at(text, ("answers", question))
        return hashlib.sha256(text[node.start_mark.index : node.end_mark.index].encode()).hexdigest() if node else ""
