"""The files of a new book's repository, from the templates in ``files/`` and what its maker says."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..core.addresses import FIRST_SEGMENTS
from ..intake import example
from ..read import yaml_writer
from ..text.slugs import RESERVED, slug
from .questions import drafted_questions

TEMPLATES = Path(__file__).parent / "files"
#: The line that a file begins with which ``upgrade`` keeps in its present form.
KEPT = (
    "# Kept by Fineprint: `fineprint upgrade` brings this file to its present form."
    " Take this line away to keep it as it is.\n"
)
#: The folder of the example's version among the templates.
_DAY_FOLDER = f"document/{example.DAY}"
_TEXTS = "The texts belong to their publishers and are kept as archived evidence."
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|!&])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Terms of a book's own words: ``id`` as it is chosen, name and address."""

    id: str
    name: str
    url: str


_CREATIVE = "https://creativecommons.org"
#: What a maker can choose from; a licence of another name is put into ``book.yml`` by hand.
LICENCES = {
    one.id: one
    for one in (
        Licence(id="cc-by", name="Creative Commons Attribution 4.0", url=f"{_CREATIVE}/licenses/by/4.0/"),
        Licence(
            id="cc-by-sa", name="Creative Commons Attribution-ShareAlike 4.0", url=f"{_CREATIVE}/licenses/by-sa/4.0/"
        ),
        Licence(id="cc0", name="Creative Commons Zero 1.0", url=f"{_CREATIVE}/publicdomain/zero/1.0/"),
        Licence(id="none", name="None yet", url=""),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBook:
    """What the maker of a book says. ``vendor`` and ``text``: what a party and a text are called, one and several.

    ``owner``: who reviews it, as @name; ``base_url``: empty where it is not known yet.
    """

    title: str
    vendor: tuple[str, str]
    text: tuple[str, str]
    questions: tuple[str, ...] = ()
    licence: Licence = LICENCES["cc-by"]
    base_url: str = ""
    owner: str = ""


def repository_files(new: NewBook) -> dict[str, bytes]:
    """Every file of the repository, by path, but for what says which Fineprint the book is built with.

    Raises ValueError, with what is wrong, where an id or an address can't be made from what was said.
    """
    document = _slug(new.text[0], "text")
    questions = drafted_questions(new.questions, document, (*new.vendor, *new.text))
    vendors_path = _slug(new.vendor[1], "parties")
    base = new.base_url or f"https://{_slug(new.title, 'book')}.example/"
    if not re.fullmatch(r"https?://[^\s/]+(/[^\s?#]*)?", base):
        raise ValueError(f"{base!r} is no permanent address; write one as in https://terms.example.org/")
    base = base if base.endswith("/") else f"{base}/"
    many = f"{new.text[1]} of {new.vendor[1]}"
    licence = new.licence if new.licence.url else replace(new.licence, url=f"{base}about/")
    terms = {term: 4 for one in questions for term in one["search_terms"]}
    said = {
        "title": new.title,
        "description": f"{many[:1].upper()}{many[1:]}, kept word for word and compared question by question.",
        "vendor": new.vendor,
        "text": new.text,
        "vendors_title": new.vendor[1][:1].upper() + new.vendor[1][1:],
        "vendors_path": f"{vendors_path}-list" if vendors_path in {*FIRST_SEGMENTS, *RESERVED} else vendors_path,
        "document": document,
        "document_title": new.text[0][:1].upper() + new.text[0][1:],
        "base_url": base,
        "licence": licence,
        "licence_link": f"[{_markdown(licence.name)}]({licence.url})" if new.licence.url else "none are given yet",
        "applies_to": f"The questions, answers, notes and findings of this book. {_TEXTS}",
        "copyright": _TEXTS,
        "questions": questions,
        "phrases": terms,
        "example": {"sha256": hashlib.sha256(example.TEXT.encode()).hexdigest(), "answered": not new.questions},
        "owner": new.owner,
        "mark": "" if new.owner else "# ",
    }
    engine = _templates()
    made = {_path(name): engine.get_template(name).render(said).encode() for name in sorted(engine.list_templates())}
    made[f"policies/{example.VENDOR}/{_DAY_FOLDER}/policy.md"] = example.TEXT.encode()
    return {path.replace(f"/{_DAY_FOLDER}/", f"/{document}/{example.DAY}/"): text for path, text in made.items()}


def kept_files() -> dict[str, bytes]:
    """The files that are the same in every book and that ``upgrade`` brings to their present form, by path."""
    mark = KEPT.encode()
    files = {path.relative_to(TEMPLATES).as_posix(): path for path in TEMPLATES.rglob("*") if path.is_file()}
    texts = {_path(name): path.read_bytes() for name, path in sorted(files.items())}
    return {name: text for name, text in texts.items() if text.startswith(mark)}


def _path(template: str) -> str:
    """Where a template's file stands in the repository."""
    return re.sub(r"(^|/)dot\.", r"\1.", template)


def _templates() -> Environment:
    # Brackets, as braces are the workflows' own.
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#-",
        comment_end_string="-#]",
    )
    made.filters.update(yaml=_yaml, markdown=_markdown)
    return made


def _yaml(value: Any) -> str:
    return yaml_writer.one_line(list(value) if isinstance(value, tuple) else value)


def _markdown(words: str) -> str:
    return _MARKS.sub(r"\\\1", words)


def _slug(words: str, otherwise: str) -> str:
    """An id from words; ``otherwise`` where they have no letters that an address can have."""
    made = slug(words)
    return otherwise if not made or made in RESERVED else made
