"""The part of the theme's styles that some page uses, by a list of selectors that a browser found. Pure.

``make used-styles`` writes the list anew, after an update of the theme or a change of the pages; a test fails where the
list and the pages differ. The theme's own files stay as they come.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_COMMENT = re.compile(r"/\*.*?\*/|@charset[^;]*;", re.DOTALL)
_VALUE = re.compile(r"var\((--[\w-]+)")
_CONDITIONS = ("@media", "@supports")
_NAME = re.compile(r"@(?:-webkit-)?keyframes\s+([\w-]+)")


def without_comments(css: str) -> str:
    """A style sheet as browsers need it: without what tells its editors why, and without indents."""
    return re.sub(r"\n\s*", "\n", _COMMENT.sub("", css)).lstrip()


def without_notes(script: str) -> str:
    """A script of ours without the lines that are comments; none of them stands inside a string."""
    return re.sub(r"^[ \t]*//.*\n", "", script, flags=re.MULTILINE)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet or of a block: what stands before the brace, and what stands inside."""
    css = _COMMENT.sub("", css)
    start = 0
    while (opened := css.find("{", start)) >= 0:
        depth, at = 1, opened + 1
        quoted = ""
        while depth:
            char = css[at]
            if quoted:
                at += char == "\\"
                quoted = "" if char == quoted else quoted
            elif char in "\"'":
                quoted = char
            else:
                depth += (char == "{") - (char == "}")
            at += 1
        yield css[start:opened].strip(), css[opened + 1 : at - 1]
        start = at


def selectors(prelude: str) -> list[str]:
    """The selectors of a rule, split at the commas between them."""
    return [part.strip() for part in _split(prelude, ",")]


def _split(text: str, sign: str) -> list[str]:
    """The parts of a text between signs that stand in no bracket and no quotation marks."""
    parts, depth, quoted = [""], 0, ""
    for char in text:
        if quoted or char in "\"'":
            quoted = "" if char == quoted else quoted or char
        else:
            depth += (char in "([") - (char in ")]")
        if char == sign and not depth and not quoted:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def all_selectors(css: str) -> Iterator[str]:
    """Every selector of a style sheet, those inside of conditions too."""
    for prelude, body in rules(css):
        if prelude.startswith(_CONDITIONS):
            yield from all_selectors(body)
        elif not prelude.startswith("@"):
            yield from selectors(prelude)


def used_part(css: str, wanted: Collection[str], beside: str = "") -> str:
    """The style sheet with the wanted selectors alone, and the animations and values that they name.

    ``beside``: another style sheet of the same pages, which may name the theme's values.
    """
    said = "".join(_wanted_rules(css, wanted))
    while (fewer := "".join(_named(said, frozenset(_VALUE.findall(said + beside))))) != said:
        said = fewer
    named = (rule for rule in rules(css) if (found := _NAME.match(rule[0])) and re.search(rf"[:, ]{found[1]}\b", said))
    return said + "".join(f"{prelude}{{{body}}}" for prelude, body in named)


def _wanted_rules(css: str, wanted: Collection[str]) -> Iterator[str]:
    for prelude, body in rules(css):
        if prelude.startswith(_CONDITIONS):
            if inner := "".join(_wanted_rules(body, wanted)):
                yield f"{prelude}{{{inner}}}"
        elif not prelude.startswith("@") and (mine := [each for each in selectors(prelude) if each in wanted]):
            yield f"{','.join(mine)}{{{body}}}"


def _named(css: str, values: Collection[str]) -> Iterator[str]:
    """The rules without the custom properties that nothing names."""
    for prelude, body in rules(css):
        if prelude.startswith(_CONDITIONS):
            inner = "".join(_named(body, values))
        else:
            parts = (part.strip() for part in _split(body, ";"))
            inner = ";".join([part for part in parts if part[:2] != "--" or part.partition(":")[0] in values])
        if inner:
            yield f"{prelude}{{{inner}}}"
