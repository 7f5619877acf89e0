"""Readings say under which rules they were made and who settled them; a reading under other rules is named."""

from __future__ import annotations

from answered import AnsweredBook

READINGS = "policies/readings.yml"


def problems(answered: AnsweredBook) -> list[tuple[str, str]]:
    """Codes and messages of what is wrong with the readings."""
    return [(one.code, one.message) for one in answered.problems() if one.path == READINGS]


def test_a_reading_under_other_rules_is_named_until_it_is_made_again(answered: AnsweredBook) -> None:
    book = answered.book()
    question = next(one for one in book.questions if one.id == "recordings")
    digest = question.rules_digest(book.coding_rules)
    answered.edit(READINGS, "first: {value: for-days}", f"first: {{value: for-days, rules_digest: {digest}}}")
    assert problems(answered) == []
    questions = (answered.root / answered.questions).read_text(encoding="utf-8")
    answered.write(answered.questions, f"coding_rules: [The text alone decides.]\n{questions}")
    ((code, message),) = problems(answered)
    assert code == "reading.rules"
    assert "have the question read again" in message


def test_whoever_settles_is_a_reader(answered: AnsweredBook) -> None:
    answered.edit(READINGS, "settled: Both sentences stand.", "settled: Both sentences stand., settled_by: nobody")
    ((code, message),) = problems(answered)
    assert code == "reading.settled-by"
    assert "no reader 'nobody'" in message
    answered.edit(READINGS, "settled_by: nobody", "settled_by: two")
    assert problems(answered) == []


def test_readers_are_told_apart(answered: AnsweredBook) -> None:
    answered.edit(READINGS, "id: two", "id: one")
    assert problems(answered) == [("reading.reader", "the id 'one' stands twice; give each reader one of its own")]
