"""The part of the theme's styles that some page uses, by a list of selectors that a browser found. Pure.

``make used-styles`` writes the list anew, after an update of the theme or a change of the pages; a test fails where the
list and the pages differ. The theme's own files stay as they come.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_COMMENT = re.compile(r"/\*.*?\*/|@charset[^;]*;", re.DOTALL)
_NAME = re.compile(r"@(?:-webkit-)?keyframes\s+([\w-]+)")


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
    parts, depth = [""], 0
    for char in prelude:
        depth += (char in "([") - (char in ")]")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]


def all_selectors(css: str) -> Iterator[str]:
    """Every selector of a style sheet, those inside of conditions too."""
    for prelude, body in rules(css):
        if prelude.startswith(("@media", "@supports")):
            yield from all_selectors(body)
        elif not prelude.startswith("@"):
            yield from selectors(prelude)


def used_part(css: str, wanted: Collection[str]) -> str:
    """The style sheet with the wanted selectors alone, and the animations that they name."""
    kept = list(_kept(css, wanted))
    said = "".join(kept)
    named = (rule for rule in rules(css) if (found := _NAME.match(rule[0])) and re.search(rf"[:, ]{found[1]}\b", said))
    return said + "".join(f"{prelude}{{{body}}}" for prelude, body in named)


def _kept(css: str, wanted: Collection[str]) -> Iterator[str]:
    for prelude, body in rules(css):
        if prelude.startswith(("@media", "@supports")):
            if inner := "".join(_kept(body, wanted)):
                yield f"{prelude}{{{inner}}}"
        elif not prelude.startswith("@"):
            if mine := [selector for selector in selectors(prelude) if selector in wanted]:
                yield f"{','.join(mine)}{{{body}}}"
