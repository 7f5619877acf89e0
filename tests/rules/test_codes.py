"""The index of codes is that of the source, and each example has its code told."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from code_examples import problems_of
from fineprint.rules.codes import Code, all_codes, example_lines

PACKAGE = Path(__file__).resolve().parents[2] / "scripts" / "fineprint"
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)?\.[a-z0-9]+(-[a-z0-9]+)*")
#: What makes a problem out of a code; other texts with a dot are names of files, classes or modules.
_MAKERS = {"error", "warning", "notice", "Problem", "Fault", "_RefusedError"}


def told_by(tree: ast.AST) -> set[str]:
    """The codes that a module hands to what makes problems."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    made = (call for call in calls if ast.unparse(call.func).rpartition(".")[2] in _MAKERS)
    texts = (arg.value for call in made for arg in call.args if isinstance(arg, ast.Constant))
    return {text for text in texts if isinstance(text, str) and _CODE.fullmatch(text)} - {"index.html"}


def of_a_family(tree: ast.AST, families: set[str]) -> set[str]:
    """Every text that reads as a code of a family, such as one in a table of patterns or behind a ``yield``."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    codes = {text for text in texts if _CODE.fullmatch(text) and text.partition(".")[0] in families}
    return {code for code in codes if not re.fullmatch(_FILES, code)}


#: Endings of the names of files, which have the form of a code of a family.
_FILES = r".*\.(?:bib|csv|docx|html|ico|js|json|main|md|page|pdf|ris|schema|sqlite|svg|txt|webmanifest|xlsx|xml|yml)"


def codes_of_the_source() -> set[str]:
    """Every code that the package can tell."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
    sure = set().union(*map(told_by, trees))
    families = {code.partition(".")[0] for code in (*sure, *all_codes())}
    return sure | set().union(*(of_a_family(tree, families) for tree in trees))


def test_the_index_has_every_code_of_the_source_and_no_other() -> None:
    known, told = set(all_codes()), codes_of_the_source()
    assert sorted(told - known) == [], "describe these in rules/codes.yml: meaning, mend, example"
    assert sorted(known - told) == [], "no module tells these any more; take them out of rules/codes.yml"
    assert list(all_codes()) == sorted(known)


@pytest.mark.parametrize("code", all_codes().values(), ids=list(all_codes()))
def test_the_example_of_a_code_has_it_told(code: Code, tmp_path: Path) -> None:
    told = {problem.severity for problem in problems_of(code.example, tmp_path) if problem.code == code.name}
    assert told
    assert told <= set(code.severities)


@pytest.mark.parametrize("code", all_codes().values(), ids=list(all_codes()))
def test_a_code_is_described_in_sentences(code: Code) -> None:
    for text in (code.meaning, code.mend):
        assert re.fullmatch(r"[A-Za-z“].*\.", text)
    assert example_lines(code.example)
    assert all(line.isprintable() for line in example_lines(code.example))
