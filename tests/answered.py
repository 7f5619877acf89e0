"""A small book whose questions are answered: every value that proof depends on, on a text written for it."""

from __future__ import annotations

from pathlib import Path

from builders import BookFolder

TEXT = """\
# Privacy at Acorn

Acorn sells telephones.

## Recordings

We keep recordings of calls for ninety days.

## Sharing

We never sell your name to anybody. We may rent out your name to advertisers.

We may notify you of new prices.

- Letters go to the post office by van.
- Parcels go to the carrier by van.

## Children

Ask your parents before you write to us.

Please read this page twice.

## Cookies

Our Cookie Notice lists the cookies that we set.

Please read this page twice.
"""

OUTLINE = """\
sections:
  - {id: privacy-at-acorn, line: 1, level: 1, heading: Privacy at Acorn, topics: []}
  - {id: recordings, line: 5, level: 2, heading: Recordings, topics: []}
  - {id: sharing, line: 9, level: 2, heading: Sharing, topics: []}
  - {id: children, line: 18, level: 2, heading: Children, topics: [children]}
  - {id: cookies, line: 24, level: 2, heading: Cookies, topics: [cookies]}
aliases: {}
reviewed: 2026-01-31
"""

QUESTIONS = """\
questions:
  - id: recordings
    topic: children
    documents: [privacy-policy]
    question: How long are recordings kept?
    coding_rules: To know when they are gone.
    values: [{id: for-days, label: For some days}, {id: for-ever, label: For ever}]
    search_terms: [recordings of, kept for]
  - id: sale
    topic: children
    documents: [privacy-policy]
    question: Are names sold?
    coding_rules: To know who has them.
    values: [{id: sold, label: Sold}, {id: never-sold, label: Never sold}]
    search_terms: [sell your, rent*]
  - id: breach-notice
    topic: children
    documents: [privacy-policy]
    question: Is notice of a breach promised?
    coding_rules: To know of it.
    values: [{id: promised, label: Promised}]
    search_terms: [breach*, notify you]
  - id: cookie-kinds
    topic: cookies
    documents: [privacy-policy]
    question: Which cookies are set?
    coding_rules: To choose among them.
    values: [{id: listed, label: Listed}]
    search_terms: [the cookies]
  - id: childrens-age
    topic: children
    documents: [privacy-policy]
    question: From which age may one write?
    coding_rules: To know whether to ask.
    values: [{id: from-12, label: From 12}]
    search_terms: [parents, years of age]
  - id: privacy-signal
    topic: cookies
    documents: [privacy-policy]
    question: Is a privacy signal obeyed?
    coding_rules: To use one.
    applies_from: 2022-01-01
    applies_source: Invented for this test
    values: [{id: obeyed, label: Obeyed}]
    search_terms: [signal*]
"""

ANSWERS = """\
answers:
  recordings:
    value: for-days
    quotes: [{text: We keep recordings of calls for ninety days.}]
    note: Ninety days are stated.
    reviewed: 2026-01-31
  sale:
    value: conflicting
    quotes:
      - {reads_as: never-sold, text: We never sell your name to anybody.}
      - {reads_as: sold, text: We may rent out your name to advertisers.}
    note: Both are stated.
    reviewed: 2026-01-31
  breach-notice:
    value: not-stated
    ruled_out:
      - {at: sharing.2, reason: Speaks of prices.}
    note: No promise is made.
    reviewed: 2026-01-31
  cookie-kinds:
    value: by-reference
    document: cookie-notice
    quotes: [{text: Our Cookie Notice lists the cookies}]
    note: They are listed elsewhere.
    reviewed: 2026-01-31
  childrens-age:
    value: unclear
    quotes: [{text: Ask your parents before you write to us.}]
    note: No age is stated.
    reviewed: 2026-01-31
  privacy-signal:
    value: not-applicable
    not_applicable_because: not-yet
    note: Signals came later.
    reviewed: 2026-01-31
referenced_documents:
  - {id: cookie-notice, name: Cookie Notice, publisher_id: acorn, quote: Our Cookie Notice lists}
"""

FINDINGS = """\
findings:
  - id: van
    title: Carried by van
    statement: Letters and parcels go by van.
    topics: [children]
    reviewed: 2026-01-31
    support:
      - {version: acorn/privacy-policy/2020-03-04, quote: Letters go to the post office by van.}
      - {version: acorn/privacy-policy/2020-03-04, question: breach-notice}
"""

READINGS = """\
readers:
  - {id: one, how: Read first.}
  - {id: two, how: "Read second, apart."}
cells:
  acorn/privacy-policy/2020-03-04:
    recordings: {first: {value: for-days}, second: {value: for-days}}
    sale: {first: {value: sold}, second: {value: never-sold}, settled: Both sentences stand.}
    breach-notice: {first: {value: not-stated}, second: {value: not-stated}}
    cookie-kinds: {first: {value: by-reference}, second: {value: by-reference}}
    childrens-age: {first: {value: unclear}, second: {value: unclear}}
    privacy-signal: {first: {value: not-applicable}, second: {value: not-applicable}}
"""


class AnsweredBook(BookFolder):
    """The book on disk, with nothing wrong; the paths that tests edit."""

    text = f"{BookFolder.version}/policy.md"
    answers = f"{BookFolder.version}/answers.yml"
    questions, findings, readings = (f"policies/{name}.yml" for name in ("questions", "findings", "readings"))

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.write(self.text, TEXT)
        record = self.record_yml(TEXT).replace("excluded:\n  - {lines: [1, 1], kind: archive-note}\n", "excluded: []\n")
        self.write(f"{self.version}/record.yml", record)
        self.write(f"{self.version}/outline.yml", OUTLINE)
        (self.root / self.version / "addresses.txt").unlink()
        for path, content in (
            (self.questions, QUESTIONS),
            (self.answers, ANSWERS),
            (self.findings, FINDINGS),
            (self.readings, READINGS),
        ):
            self.write(path, content)
        self.record()

    def lines(self) -> list[str]:
        """Every problem as it is printed, the path from ``policies/`` or from the version's folder."""
        shorter = [str(problem).removeprefix("policies/") for problem in self.problems()]
        return [line.removeprefix("acorn/privacy-policy/2020-03-04/") for line in shorter]
