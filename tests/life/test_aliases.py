"""An outline that is corrected by hand loses no published address: the aliases are offered, and written when asked."""

from __future__ import annotations

import pytest

import verbs
from answered import OUTLINE, AnsweredBook

COOKIES = "  - {id: cookies, line: 24, level: 2, heading: Cookies, topics: [cookies]}\n"
LETTERS = "{id: letters, line: 13, level: 3, heading: We may notify you of new prices., topics: []}"
#: What is corrected → the aliases that it takes.
CORRECTED = {
    "another id": (
        OUTLINE.replace("id: recordings", "id: keeping"),
        {"recordings": ["keeping"]},
    ),
    "a heading that was none": (
        OUTLINE.replace(COOKIES, ""),
        {"cookies": ["children.3"], "cookies.1": ["children.4"], "cookies.2": ["children.5"]},
    ),
    "a section that ends sooner": (
        OUTLINE.replace("  - {id: children", f"  - {LETTERS}\n  - {{id: children"),
        {
            "sharing.2": ["letters"],
            "sharing.3": ["letters.1"],
            "sharing.3.1": ["letters.1.1"],
            "sharing.3.2": ["letters.1.2"],
        },
    ),
}


@pytest.fixture
def bare(answered: AnsweredBook) -> AnsweredBook:
    """The book without answers, whose addresses are another matter."""
    for path in (answered.answers, answered.findings, answered.readings, answered.questions, "policies/addresses.txt"):
        (answered.root / path).unlink()
    for path in (answered.root / "policies/_addresses").iterdir():
        path.unlink()
    answered.record()
    return answered


@pytest.mark.parametrize("what", CORRECTED)
def test_the_aliases_are_offered_and_written_when_asked(bare: AnsweredBook, what: str) -> None:
    outline, wanted = CORRECTED[what]
    path = f"{bare.version}/outline.yml"
    bare.write(path, f"# Read beside the text.\n{outline}")
    ledger = (bare.root / bare.version / "addresses.txt").read_bytes()
    offered = verbs.run("record", "--root", bare.root)
    assert offered.returncode == 1
    assert "address.broken" in offered.stdout
    assert [line for line in offered.stderr.splitlines() if ": aliases: " in line] == [
        f"{path}: aliases: {old} leads to {to[0]}" for old, to in wanted.items()
    ]
    assert (bare.root / path).read_text(encoding="utf-8") == f"# Read beside the text.\n{outline}"
    written = verbs.run("record", "--root", bare.root, "--aliases")
    assert written.returncode == 0, written.stdout + written.stderr
    (version,) = bare.book().versions()
    assert version.outline.aliases == {old: tuple(to) for old, to in wanted.items()}
    assert (bare.root / path).read_text(encoding="utf-8").startswith("# Read beside the text.\n")
    assert (bare.root / bare.version / "addresses.txt").read_bytes().startswith(ledger)
    assert bare.said() == []


def test_an_address_that_stands_on_other_words_gets_no_alias(bare: AnsweredBook) -> None:
    bare.write(
        f"{bare.version}/outline.yml",
        OUTLINE.replace("id: recordings", "id: x").replace("id: sharing", "id: recordings"),
    )
    done = verbs.run("record", "--root", bare.root, "--aliases")
    assert done.returncode == 1
    assert "#recordings now stands on other words" in done.stdout
