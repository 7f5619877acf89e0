"""The reading form as a reader has it: three questions answered, nothing lost, and the file read back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from barriers import violations
from playwright.sync_api import Page, expect

from answered import AnsweredBook
from fineprint.core.dates import today
from fineprint.form.server import FormServer
from fineprint.form.session import Session

KEY = "acorn/privacy-policy/2020-03-04"


@pytest.fixture
def unread(tmp_path: Path) -> AnsweredBook:
    """The small book, not read for any question; its policy brings markup that must stay words."""
    book = AnsweredBook(tmp_path)
    book.write(book.answers, "# Nobody has read it.\nanswers: {}\n")
    for name in ("findings.yml", "readings.yml", "addresses.txt"):
        (tmp_path / "policies" / name).unlink()
    book.edit(book.questions, "To know of it.", "To know of it. <img src=x onerror=document.title=1>")
    return book


@pytest.fixture
def server(unread: AnsweredBook) -> Iterator[FormServer]:
    with FormServer(Session(root=unread.root, key=KEY)) as made:
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def form(page: Page, server: FormServer) -> Iterator[Page]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(server.url)
    expect(page.locator("#progress")).to_contain_text("0 of 6 questions are answered")
    yield page
    assert said == []


def ask(form: Page, question: str) -> None:
    form.get_by_label("Question", exact=True).select_option(question)


def sentence(form: Page, words: str):
    return form.get_by_role("button", name=words, exact=True)


def write(form: Page) -> None:
    form.get_by_role("button", name="Write the answer").click()
    expect(form.locator("#said")).to_contain_text("Written to")


def test_three_questions_are_answered_and_read_back(form: Page, unread: AnsweredBook) -> None:
    expect(form.get_by_label("Value", exact=True)).to_have_value("")
    # With the mouse: a sentence that carries the value.
    form.get_by_label("Value", exact=True).select_option("for-days")
    sentence(form, "We keep recordings of calls for ninety days.").click()
    form.get_by_label("Note").fill("Ninety days are stated.")
    write(form)
    # With the keyboard alone, from the text to the file: of two sentences that disagree.
    ask(form, "sale")
    form.get_by_label("Value", exact=True).select_option("conflicting")
    form.locator(".sentence").first.focus()
    for key in ("n", "Enter", "n", "Enter"):
        form.locator(".sentence:focus").press(key)
    for number, reads_as in enumerate(("never-sold", "sold")):
        form.locator(f"#quotes-{number}-reads").select_option(reads_as)
    form.get_by_label("Note").fill("Both are stated.")
    form.get_by_label("Note").press("Control+Enter")
    expect(form.locator("#said")).to_contain_text("Written to")
    # A silence: what the search terms find is ruled out, one by one.
    ask(form, "breach-notice")
    form.get_by_label("Value", exact=True).select_option("not-stated")
    form.get_by_role("button", name="Rule out: sharing.2").click()
    form.get_by_label("Reason for sharing.2", exact=True).fill("Speaks of prices.")
    form.get_by_label("Note").fill("No promise is made.")
    write(form)
    expect(form.locator("#progress")).to_contain_text("3 of 6 questions are answered")
    assert form.title() == "Acorn Phones, Privacy policy, 2020-03-04: reading form"
    assert (unread.root / unread.answers).read_text(encoding="utf-8") == (
        "# Nobody has read it.\nanswers:\n"
        "  recordings:\n    value: for-days\n    quotes:\n    - text: We keep recordings of calls for ninety days.\n"
        f"    note: Ninety days are stated.\n    reviewed: '{today()}'\n"
        "  sale:\n    value: conflicting\n    quotes:\n"
        "    - text: We never sell your name to anybody.\n      reads_as: never-sold\n"
        "    - text: We may rent out your name to advertisers.\n      reads_as: sold\n"
        f"    note: Both are stated.\n    reviewed: '{today()}'\n"
        "  breach-notice:\n    value: not-stated\n    ruled_out:\n    - at: sharing.2\n      reason: Speaks of prices.\n"
        f"    note: No promise is made.\n    reviewed: '{today()}'\n"
    )
    assert [problem for problem in unread.problems() if problem.severity == "error"] == []


def test_words_within_a_sentence_are_marked_with_the_mouse(form: Page, unread: AnsweredBook) -> None:
    form.get_by_label("Value", exact=True).select_option("for-days")
    words = sentence(form, "We keep recordings of calls for ninety days.")
    words.evaluate("""(one) => {
      const last = one.lastChild, range = document.createRange();
      range.setStart(last, last.textContent.indexOf('calls'));
      range.setEnd(last, last.textContent.indexOf('.'));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      one.click();
    }""")
    expect(form.get_by_label("Quote from recordings.1")).to_have_value("calls for ninety days")


def test_what_is_wrong_is_told_and_nothing_is_written(form: Page, unread: AnsweredBook) -> None:
    before = (unread.root / unread.answers).read_bytes()
    form.get_by_role("button", name="Write the answer").click()
    said = form.locator("#said")
    expect(said).to_contain_text("Choose a value.")
    form.get_by_label("Value", exact=True).select_option("for-days")
    form.get_by_label("Note").fill("Days.")
    expect(said).to_contain_text("answer.quotes")
    sentence(form, "We keep recordings of calls for ninety days.").click()
    form.get_by_label("Quote from recordings.1").fill("We keep recordings of calls for nine days.")
    expect(said).to_contain_text("quote.missing")
    form.get_by_role("button", name="Write the answer").click()
    expect(said).to_contain_text("Not written; it stays a draft.")
    assert (unread.root / unread.answers).read_bytes() == before


def test_nothing_is_lost_when_the_browser_closes_at_once(form: Page, server: FormServer, context) -> None:
    form.get_by_label("Value", exact=True).select_option("for-ever")
    form.get_by_label("Note").fill("For e")
    form.goto("about:blank")
    other = context.new_page()
    # What the browser sends while it leaves a page arrives when it likes.
    for _ in range(50):
        other.goto(server.url)
        expect(other.locator("#progress")).to_contain_text("questions are answered")
        if other.get_by_label("Note").input_value():
            break
    expect(other.get_by_label("Note")).to_have_value("For e")
    expect(other.get_by_label("Value", exact=True)).to_have_value("for-ever")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_form_is_a_barrier_to_nobody(form: Page, width: int) -> None:
    form.set_viewport_size({"width": width, "height": 800})
    form.get_by_label("Value", exact=True).select_option("not-stated")
    sentence(form, "We keep recordings of calls for ninety days.").click()
    assert violations(form) == []
    assert form.evaluate("document.documentElement.scrollWidth <= innerWidth")
