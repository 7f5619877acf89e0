"""``fineprint explain``."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterable

import click

from ..core.problems import printable
from ..read.schema_keys import FILES, Key, keys_of
from ..rules.codes import Code, all_codes, example_lines

_WIDTH = 100


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
def command(name: str | None) -> int:
    """Say what a problem's code, or a key of a data file, means.

    NAME is a code, as a problem has it; a data file, whose keys are listed; or a file and a key of it. Without a name,
    every code and file is listed.

    \b
    Example:
      fineprint explain quote.missing
      fineprint explain answers.yml
      fineprint explain answers.yml:history
    """
    if name is None:
        lines = [*_list("Codes", all_codes()), "", *_list("Data files", [f"{file}.yml" for file in FILES])]
    elif code := all_codes().get(name):
        lines = code_lines(code)
    else:
        lines = _file_lines(name)
    click.echo("\n".join(map(printable, lines)))
    return 0


def code_lines(code: Code) -> list[str]:
    """All that is known of a code, as lines."""
    change = [f"  {line}" for line in example_lines(code.example)]
    return [
        f"{code.name} ({' or '.join(code.severities)}; reported by {code.reported_by})",
        "",
        *_wrapped(code.meaning),
        "",
        "How to mend it:",
        *_wrapped(code.mend, "  "),
        "",
        "For example, after this change:",
        *change,
    ]


def _file_lines(name: str) -> list[str]:
    schema, _, key = name.partition(":")
    schema = schema.removesuffix(".yml")
    if schema not in FILES:
        known = [*all_codes(), *(f"{file}.yml" for file in FILES)]
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "without a name, all are listed"
        raise click.UsageError(f"no code and no data file {name!r}; {hint}")
    keys = keys_of(schema)
    if not key:
        return [FILES[schema], "", *(line for one in keys for line in _brief(one))]
    found = [one for one in keys if key in (one.name, one.path[-1])]
    if not found:
        near = difflib.get_close_matches(key, [one.path[-1] for one in keys], n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"fineprint explain {schema}.yml lists its keys"
        raise click.UsageError(f"no key {key!r} in {schema}.yml; {hint}")
    return "\n\n".join("\n".join(_key_lines(one)) for one in found).split("\n")


def _brief(key: Key) -> list[str]:
    need = "reserved" if key.reserved else "required" if key.required else "optional"
    return [f"{key.name} ({need})", *_wrapped(key.meaning, "    ")]


def _key_lines(key: Key) -> list[str]:
    example = ["", "  For example:", *(f"    {line}" for line in key.example.split("\n"))] if key.example else []
    return [*_brief(key), *_wrapped(f"Form: {key.form}.", "    "), *example]


def _list(title: str, names: Iterable[str]) -> list[str]:
    return [f"{title}:", *(f"  {name}" for name in names)]


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
