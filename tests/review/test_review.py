"""What a pull request changes for readers, on real git repositories: three lists kept apart, an inert report."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from answered import AnsweredBook
from fineprint.cli.review import compare
from fineprint.review import Review, review
from fineprint.review.markdown import code
from fineprint.review.pending import PendingAnswers
from fineprint.review.report import LIMIT, report
from fineprint.review.repository import UnknownRevision, snapshot
from reviewed import NEW, Repository, add_version, list_of

PROJECT = Path(__file__).parents[2]
OLD = AnsweredBook.version


def test_nothing_changed(repository: Repository) -> None:
    text = repository.report()
    for title in ("Source changed", "Extraction changed", "Answers changed"):
        assert list_of(text, title) == []
    assert text.count("Nothing.") == 5
    assert "Nothing changes for readers; base address unchanged; no file outside the data." in text


def test_a_better_outline_is_our_own_change_and_none_of_the_source(repository: Repository) -> None:
    outline = f"{OLD}/outline.yml"
    repository.book.edit(
        outline,
        "  - {id: sharing, line: 9, level: 2, heading: Sharing, topics: []}\n",
        "  - {id: sharing, line: 9, level: 3, heading: Sharing, topics: [children]}\n",
    )
    repository.book.edit(outline, "{id: cookies, line", "{id: biscuits, line")
    repository.commit()
    text = repository.report("main")
    assert list_of(text, "Source changed") == []
    assert list_of(text, "Answers changed") == []
    (summary, *lines) = list_of(text, "Extraction changed")
    assert "1 × level, 1 × topics" in summary
    assert list_of(text, "Renamed") == [
        "- section `cookies` → `biscuits` in `acorn/privacy-policy/2020-03-04`",
    ]
    assert "- level `sharing`: `2` → `3`" in lines
    assert "- topics `sharing`: `none` → `children`" in lines
    assert any(
        "`#cookies.1`: **leads nowhere" in line for line in list_of(text, "Addresses that no clause has any more")
    )


def test_an_alias_is_told_with_where_it_leads(repository: Repository) -> None:
    outline = f"{OLD}/outline.yml"
    repository.book.edit(outline, "{id: cookies, line", "{id: biscuits, line")
    repository.book.edit(outline, "aliases: {}", "aliases: {cookies: [biscuits]}")
    text = repository.report()
    assert "- `acorn/privacy-policy/2020-03-04` `#cookies.1`: alias to `biscuits.1`" in text
    assert "Quotes that moved" not in text, "they moved with their section"
    assert "leads nowhere" not in text


def test_a_version_that_can_no_longer_be_read_is_told(repository: Repository) -> None:
    repository.book.write(f"{OLD}/outline.yml", "sections: [")
    found = repository.facts()
    assert any("can’t be read any more" in note for note in found["notes"])
    assert found["source"] == found["answers"] == found["extraction"] == []
    assert found["problems"]


def test_a_better_splitter_is_our_own_change(answered: AnsweredBook) -> None:
    shutil.copytree(
        PROJECT / "scripts", answered.root / "scripts", ignore=shutil.ignore_patterns("__pycache__", "tools")
    )
    (answered.root / OLD / "outline.yml").unlink()
    (answered.root / OLD / "addresses.txt").unlink()
    program = answered.root / "scripts/fineprint/read/version.py"
    good = program.read_text(encoding="utf-8")
    worse = good.replace("draft(text).headings", "draft(text).headings[:-1]")
    assert worse != good
    program.write_text(worse, encoding="utf-8")
    repository = Repository(answered)
    program.write_text(good, encoding="utf-8")
    repository.commit()
    text = repository.report()
    assert "by today’s program" not in text
    assert list_of(text, "Source changed") == []
    assert list_of(text, "Answers changed") == []
    assert any("section new `cookies`" in line for line in list_of(text, "Extraction changed"))


def test_changing_one_answer_is_one_line(repository: Repository) -> None:
    repository.book.edit(repository.book.answers, "value: for-days", "value: for-ever")
    repository.commit()
    text = repository.report()
    assert list_of(text, "Answers changed") == [
        "- `acorn/privacy-policy/2020-03-04` **`recordings`**: **`For some days`** on `We keep recordings of calls for "
        "ninety days.` → **`For ever`** on `We keep recordings of calls for ninety days.`"
    ]
    assert list_of(text, "Source changed") == list_of(text, "Extraction changed") == []


def test_a_new_date_of_review_changes_no_answer(repository: Repository) -> None:
    repository.book.edit(
        repository.book.answers,
        "note: Ninety days are stated.\n    reviewed: 2026-01-31",
        "note: Ninety days are stated.\n    reviewed: 2026-02-28",
    )
    assert repository.facts()["answers"] == []


def test_before_there_is_a_permanent_address_none_that_left_is_a_decision(repository: Repository) -> None:
    ledger = repository.root / OLD / "addresses.txt"
    ledger.write_text("".join(ledger.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
    repository.commit()
    report = repository.report()
    assert "left a ledger" not in report
    assert "1 addresses left the ledgers; none could be cited, as the base address is a placeholder." in report


def test_a_line_that_leaves_the_ledger_comes_first(repository: Repository) -> None:
    repository.book.edit(
        "policies/book.yml", "base_url: https://small-book.example/", "base_url: https://small-book.org/"
    )
    repository.commit()
    repository.git("tag", "--force", "base")
    ledger = repository.root / OLD / "addresses.txt"
    first, *rest = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join(rest), encoding="utf-8")
    repository.book.edit(repository.book.answers, "value: for-days", "value: for-ever")
    lines = [line for line in repository.report().splitlines() if line.startswith(("- ", "## "))]
    assert lines[0] == "## To decide"
    assert lines[1].startswith("- **left a ledger**")
    assert lines[1].endswith(f"restore it: `{OLD}/addresses.txt`: `{first.strip()}`")


def test_a_new_version_tells_what_changed_and_what_is_left_to_read(repository: Repository) -> None:
    def newer(text: str) -> str:
        text = text.replace("calls for ninety days.", "calls for a year.").replace("by van", "by rail", 1)
        return text + "\nYou may notify you of a breach by letter.\n"

    add_version(repository.book, newer)
    repository.commit()
    text = repository.report()
    (summary, *changes) = list_of(text, "Source changed")
    assert "since <code>2020&#45;03&#45;04</code>: 1 new, 0 gone, 2 reworded, 0 moved here" in summary
    assert any("<del>`ninety days.`</del> <ins>`a year.`</ins>" in line for line in changes)
    assert list_of(text, "Extraction changed") == []
    assert list_of(text, "Answers changed") == []
    (summary, *left) = list_of(text, "Awaiting review")
    assert "0 answers carried over, 0 of them in a clause that changed; not carried over: 3 with their words" in summary
    assert "1 quotes that are gone, 2 silences; 0 questions never answered" in summary
    said = "\n".join(left)
    assert "`sale`, was `Conflicting`: its words stand at `sharing.1`" in said
    assert "`recordings`, was `For some days`: `We keep recordings of calls for ninety days.` is gone" in said
    assert "nearest `recordings.1`: `'ninety days.' is 'a year.' there`" in said
    assert "`breach-notice`, was `Not stated`: clauses with a search term: " in said


def test_the_same_words_again_are_no_change_of_the_source(repository: Repository) -> None:
    add_version(repository.book, lambda text: text.replace(" by van", "  by van").replace("- Letters", "* Letters"))
    found = repository.facts()
    assert found["source"] == []
    assert any("list its day under “also_captured”" in note for note in found["notes"])


def test_answers_of_a_new_version_are_compared_with_those_before(repository: Repository) -> None:
    add_version(repository.book, lambda text: text)
    answers = (repository.root / repository.book.answers).read_text(encoding="utf-8")
    repository.book.write(f"{NEW}/answers.yml", answers.replace("value: for-days", "value: for-ever"))
    (line,) = list_of(repository.report(), "Answers changed")
    assert "(since `2020-03-04`) **`recordings`**" in line


def test_answers_that_were_carried_over_are_counted_and_read_again_where_their_clause_changed(
    repository: Repository,
) -> None:
    add_version(repository.book, lambda text: text.replace("for ninety days.", "for ninety days. We may not."))
    answers = (repository.root / repository.book.answers).read_text(encoding="utf-8")
    repository.book.write(f"{NEW}/answers.yml", answers.replace("    note:", "    carried_from: 2020-03-04\n    note:"))
    (summary, *left) = list_of(repository.report(), "Awaiting review")
    assert "6 answers carried over, 1 of them in a clause that changed; not carried over: 0" in summary
    assert left == [
        "- `recordings`, was `For some days`: carried over; the clause around its words changed: `recordings.1`"
    ]


def test_an_edited_text_a_lost_version_and_new_problems_are_told(repository: Repository) -> None:
    repository.book.edit(repository.book.text, "ninety days", "ten days")
    found = repository.facts()
    assert [item["kind"] for item in found["source"]] == ["edited"]
    assert "text.hash-mismatch" in {problem["code"] for problem in found["problems"]}
    assert [item["now"] for item in found["quotes"]] == [""]
    shutil.rmtree(repository.root / OLD)
    assert [item["kind"] for item in repository.facts()["source"]] == ["gone"]


def test_what_the_base_gained_since_is_not_told_as_lost(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "work")
    repository.book.edit(repository.book.answers, "value: for-days", "value: for-ever")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    add_version(repository.book, lambda text: text.replace("van", "rail"))
    repository.commit()
    done = repository.run("main", "work", "--json")
    found = json.loads(done.stdout)
    assert found["source"] == []
    assert len(found["answers"]) == 1


def test_the_working_tree_is_left_alone_and_wrong_names_are_told(repository: Repository) -> None:
    repository.book.edit(repository.book.answers, "value: for-days", "value: for-ever")
    before = {path: path.stat().st_mtime_ns for path in repository.root.rglob("*") if ".git" not in path.parts}
    assert repository.run("base", "main").returncode == 0
    assert before == {path: path.stat().st_mtime_ns for path in repository.root.rglob("*") if ".git" not in path.parts}
    for name in ("nowhere", "--output=/tmp/x", "base:policies"):
        done = repository.run("--", name)
        assert done.returncode == 2, done
        assert "is no commit" in done.stderr


def test_where_there_is_nothing_to_compare_the_reason_is_told(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    empty, bare = elsewhere / "no-commit", elsewhere / "no-repository"
    for folder in (empty, bare):
        shutil.copytree(repository.root, folder, ignore=shutil.ignore_patterns(".git"))
    subprocess.run(["git", "init", "--quiet", empty], check=True)
    for folder, said in ((empty, "has no commit yet; commit the book first"), (bare, "git init")):
        with pytest.raises(UnknownRevision, match=f"{re.escape(str(folder))}.*{said}"):
            compare(folder, "main", None)


def test_without_git_a_review_says_so(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnknownRevision, match="git is not installed"):
        compare(repository.root, "main", None)


def test_links_of_a_commit_are_not_followed(repository: Repository) -> None:
    (repository.root / "policies/acorn/vendor.yml").unlink()
    (repository.root / "policies/acorn/vendor.yml").symlink_to("/etc/passwd")
    repository.commit()
    done = repository.run("base", "main")
    assert done.returncode == 0, done.stderr
    assert "root:" not in done.stdout


HOSTILE = (
    "Write to @octocat and @org/team. Fixes #1, closes owner/repo#2.",
    "::error file=x::taken over",
    "##[add-path]/tmp",
    "``` ````` `",
    "</details></code><script>alert(1)</script><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![p](https://evil.example/p.png) https://evil.example/ | a | b |",
    "# Heading ***bold*** <!-- comment",
    "\u202egnp.exe \u2028::stop-commands::x",
)


def inert(text: str) -> Iterator[str]:
    """What a report shows outside code, line by line, and every tag in it."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "html_block":
            yield token.content
        for child in token.children or ():
            if child.type != "code_inline":
                yield child.content
                assert child.type not in ("image", "link_open"), child


def test_hostile_words_stay_inert_in_the_report(repository: Repository) -> None:
    def newer(text: str) -> str:
        return text.replace("Acorn sells telephones.", "\n\n".join(HOSTILE)).replace("ninety days", "@octocat days")

    add_version(repository.book, newer)
    repository.book.edit(repository.book.answers, "note: Ninety days are stated.", 'note: "::error::@octocat fixes #1"')
    repository.book.edit(
        repository.book.questions, "label: For some days", 'label: "`@octocat` </summary> ::warning::"'
    )
    text = repository.report()
    shown = "\n".join(inert(text))
    for word in ("@", "::", "#1", "#2", "script", "img", "javascript", "evil", "octocat", "\u202e", "\u2028"):
        assert word not in re.sub(r"<code>.*?</code>", "", shown), word
    assert "octocat" in text
    assert set(re.findall(r"</?([a-z]+)", shown)) <= {"details", "summary", "code", "ins", "del", "strong"}
    assert not [line for line in text.split("\n") if re.match(r"\s*(::|##\[)", line)]
    assert text.count("<details>") == text.count("</details>")


@pytest.mark.parametrize("words", [*HOSTILE, "`", "``", "a`b", " ", "", "\\`", "`` ` ``"])
def test_code_spans_hold_any_words(words: str) -> None:
    (inline,) = (token for token in MarkdownIt("commonmark").parse(f"- {code(words)} end") if token.type == "inline")
    assert [child.type for child in inline.children] == ["code_inline", "text"]


def test_a_long_report_is_cut_and_leads_to_the_whole(repository: Repository) -> None:
    paragraphs = "\n\n".join(f"Clause {n} " + " ".join(f"word{n * j % 911}" for j in range(100)) for n in range(100))
    add_version(repository.book, lambda text: text + "\n" + paragraphs)
    whole = repository.report("--limit", "0")
    assert len(whole.encode()) < LIMIT, "ten thousand words fit as they are"
    for limit in (30_000, 3_000):
        short = repository.report("--limit", str(limit), "--more", "https://example.org/runs/1")
        assert len(short.encode()) <= limit
        assert "(https://example.org/runs/1)" in short
        assert short.count("<details>") == short.count("</details>")


def test_a_review_of_unreadable_books_says_so(answered: AnsweredBook, tmp_path: Path) -> None:
    good = snapshot(answered.root)
    answered.write("policies/book.yml", "title: [")
    bad = snapshot(answered.root)
    found = review(good, bad)
    assert isinstance(found, Review)
    assert "Head: the book can’t be read." in report(found)
    assert all(source.kind == "unreadable" for source in found.source)


def test_what_is_left_is_told_by_kind() -> None:
    left = PendingAnswers(version="a/b/c", since="d", question="q", kind="never")
    empty = snapshot(Path("/nonexistent"))
    assert "1 questions never answered" in report(review(empty, empty, [left]))
