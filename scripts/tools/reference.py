"""Writes the reference pages of the guide from the schemas, the index of codes, and the commands; or compares them.

    PYTHONPATH=scripts:tests python scripts/tools/reference.py [--check]

The line that each code's example prints is taken from a run of that example, in the small book of the tests.
"""

from __future__ import annotations

import inspect
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from code_examples import problems_of
from fineprint.cli import fineprint
from fineprint.publish.tables import TABLES
from fineprint.read.schema_keys import FILES, Key, example_text, keys_of
from fineprint.rules.codes import Code, all_codes, example_lines, visible
from tools.reference_words import EXIT_CODES, FILES_ABOUT, OTHER_FILES

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "guide" / "reference"
#: Lines from which on the example of a key is left to the whole one.
_LONG = 9


def pages() -> dict[str, str]:
    """Every page of the reference: path below its folder, and text."""
    return {
        "files/index.md": _files_page(),
        **{f"files/{name}/index.md": _file_page(name) for name in FILES},
        "codes/index.md": _codes_page(),
        "commands/index.md": _commands_page(),
        "data/index.md": _data_page(),
        "exit-codes/index.md": _exit_page(),
    }


def _page(title: str, about: str, lines: Iterator[str] | list[str]) -> str:
    up = "[Guide](../../index.md)" if title in _TOP else "[Guide](../../../index.md) › [Files and keys](../index.md)"
    made = "\n".join(["---", f"title: {title}", f"description: {about}", "---", "", f"# {title}", "", up, "", *lines])
    return made.rstrip("\n") + "\n"


_TOP = ("Files and keys", "Codes of problems", "Commands", "Published data", "Exit codes")


def _files_page() -> str:
    lines = [
        "Everything a book consists of. Each data file is YAML; its form is a JSON Schema, named in its first line.",
        "",
    ]
    lines += ["| file | what it holds |", "|---|---|"]
    lines += [f"| [`{path}`]({name}/index.md) | {FILES_ABOUT[name]} |" for name, path in FILES.items()]
    lines += [f"| `{path}` | {about} |" for path, about in OTHER_FILES.items()]
    lines += ["", "`fineprint explain answers.yml` lists the keys of a file in the terminal."]
    return _page("Files and keys", "Every file of a book and every key of its data.", lines)


def _file_page(name: str) -> str:
    lines = [
        f"`{FILES[name]}`: {FILES_ABOUT[name]}",
        "",
        "## A whole example",
        "",
        *_fenced(example_text(name), "yaml"),
        "",
    ]
    lines += ["## Keys", ""]
    for key in keys_of(name):
        lines += _key(key)
    return _page(f"{name}.yml", f"Every key of {name}.yml, with its meaning and an example.", lines)


def _key(key: Key) -> Iterator[str]:
    need = "reserved for a later release" if key.reserved else "required" if key.required else "optional"
    yield f"### `{key.name}`"
    yield ""
    yield f"{_text(key.meaning)} *{key.form[:1].upper()}{key.form[1:]}; {need}.*"
    yield ""
    # What is long stands whole at the head of the page.
    if key.example and key.example.count("\n") < _LONG:
        yield from _fenced(key.example, "yaml")
        yield ""


def _codes_page() -> str:
    lines = [
        "Every problem that the program tells has a code. An *error* stops a build, a *warning* stops it under",
        "`--strict`, a *notice* never does. The examples are changes to a small book of invented texts; tests make",
        "each of them and see the problem told. `fineprint explain quote.missing` prints the same in the terminal.",
        "",
    ]
    family = ""
    for code in all_codes().values():
        if (head := code.name.partition(".")[0]) != family:
            family = head
            lines += [f"## {family}", ""]
        lines += _code(code)
    return _page("Codes of problems", "What each code of a problem means, and how it is mended.", lines)


def _code(code: Code) -> Iterator[str]:
    yield f"### `{code.name}` {{: #{code.name.replace('.', '-')} }}"
    yield ""
    yield f"{_text(code.meaning)} *{' or '.join(code.severities).capitalize()}, reported by `{code.reported_by}`.*"
    yield ""
    yield f"**To mend it:** {_text(code.mend)}"
    yield ""
    yield from _fenced("\n".join([*example_lines(code.example), "", *_told(code)]), "")
    yield ""


def _told(code: Code) -> list[str]:
    """What the example prints, shortened where it names a number that is different for everybody."""
    with tempfile.TemporaryDirectory() as folder:
        told = [problem for problem in problems_of(code.example, Path(folder)) if problem.code == code.name]
    return [visible(str(told[0]))] if told else []


def _commands_page() -> str:
    lines = [
        "Every command says the same of itself with `--help`. `fineprint --version` prints the version. The exit codes",
        "stand [on a page of their own](../exit-codes/index.md).",
        "",
    ]
    # Options without that for help, which click keeps as the first context that asked for it had it.
    context = click.Context(fineprint, info_name="fineprint", **fineprint.context_settings)
    for name in fineprint.list_commands(context):
        command = fineprint.get_command(context, name)
        assert command is not None
        lines += _command(name, command, context)
    return _page("Commands", "Every command of Fineprint, with its options and an example.", lines)


def _command(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    about, _, example = inspect.cleandoc(command.help or "").partition("\b\nExample:\n")
    context = click.Context(command, info_name=name, parent=parent)
    yield f"## `fineprint {name}`"
    yield ""
    for paragraph in about.strip().split("\n\n"):
        yield _text(" ".join(paragraph.split()))
        yield ""
    yield from _fenced(" ".join(command.collect_usage_pieces(context)).join((f"fineprint {name} ", "")).strip(), "")
    yield ""
    options = [option for option in command.params if isinstance(option, click.Option)]
    shown = [record for option in options if (record := option.get_help_record(context))]
    yield "| option | what it does |"
    yield "|---|---|"
    for option, said in shown:
        yield f"| `{option.replace('|', ', ')}` | {_text(said.replace('|', ', '))} |"
    yield ""
    yield "For example:"
    yield ""
    yield from _fenced("\n".join(line.removeprefix("  ") for line in example.rstrip().split("\n")), "sh")
    yield ""


def _data_page() -> str:
    lines = [
        "A published site has its whole book as files, below `data/`; the page *Data* of each site lists them with",
        "their sizes. These are the columns of the tables: fields of the CSV files and of the SQLite file alike.",
        "The form of `book.json` is `published-book.schema.json`, which lies in the package.",
        "",
    ]
    for name, table in TABLES.items():
        lines += [f"## `{name}`", "", _text(table.about), "", "| column | form | what it holds |", "|---|---|---|"]
        lines += [f"| `{column.name}` | {column.kind} | {_text(column.about)} |" for column in table.columns]
        lines += [""]
    return _page("Published data", "The columns of every table that a site publishes.", lines)


def _exit_page() -> str:
    lines = ["What the command ends with, for scripts.", "", "| code | name | meaning |", "|---|---|---|"]
    lines += [f"| {number} | {name} | {about} |" for number, (name, about) in EXIT_CODES.items()]
    return _page("Exit codes", "What the exit codes of the command mean.", lines)


def _fenced(text: str, language: str) -> list[str]:
    return [f"```{language}", *text.rstrip("\n").split("\n"), "```"]


def _text(words: str) -> str:
    """Words of the program as Markdown that says them as they are."""
    return "".join("\\" + char if char in "\\*_`<>[]#" else char for char in words)


def write(made: Mapping[str, str]) -> None:
    """Put the pages in place of those that are there."""
    for path, text in made.items():
        (REFERENCE / path).parent.mkdir(parents=True, exist_ok=True)
        (REFERENCE / path).write_text(text, encoding="utf-8")
    for file in sorted(REFERENCE.rglob("*.md")):
        if file.relative_to(REFERENCE).as_posix() not in made:
            file.unlink()


def stale(made: Mapping[str, str]) -> list[str]:
    """The pages that are missing, not those of today, or left over."""
    there = {
        file.relative_to(REFERENCE).as_posix(): file.read_text(encoding="utf-8") for file in REFERENCE.rglob("*.md")
    }
    return sorted(path for path in {*made, *there} if made.get(path) != there.get(path))


def main() -> int:
    """Write the pages, or say which are not those of today."""
    made = pages()
    if "--check" not in sys.argv:
        write(made)
        return 0
    for path in stale(made):
        print(f"docs/guide/reference/{path} is not that of today; run make reference", file=sys.stderr)
    return 1 if stale(made) else 0


if __name__ == "__main__":
    sys.exit(main())
