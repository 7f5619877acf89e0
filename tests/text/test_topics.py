"""The topic reader: scoring on a small lexicon, then the book's own lexicon on short texts written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from fineprint.read import strict_yaml
from fineprint.text.topics import Lexicon, assign_topics, lexicon_of, score_section

BOOK = Path(__file__).parents[2] / "policies" / "topics.yml"
TOPICS = {
    "scope", "collection", "calls", "cookies", "use", "sharing", "government", "rights", "retention", "security",
    "children", "transfer", "changes", "health", "accountability",
}  # fmt: skip


@pytest.fixture(scope="module")
def book() -> Lexicon:
    read = []
    for file in (BOOK, *sorted(BOOK.parent.glob("topics.*.yml"))):
        loaded, problems = strict_yaml.load(file.read_bytes(), file.name)
        assert loaded is not None
        assert problems == []
        read.append(loaded.value)
    return lexicon_of(read[0], read[1:])


def lexicon(**topics: dict[str, int | str]) -> Lexicon:
    """A lexicon with thresholds 4 and 2 and a heading factor of 3."""
    listed = [{"id": name, "title": name, "about": name, "phrases": phrases} for name, phrases in topics.items()]
    return lexicon_of({"threshold": 4, "heading_factor": 3, "topics": listed})


def test_a_phrase_of_the_body_counts_at_most_twice() -> None:
    small = lexicon(fruit={"apple*": 2})
    assert [score_section(small, "", "apple " * n)[0].score for n in (1, 2, 5)] == [2, 4, 4]


def test_a_phrase_of_the_heading_counts_by_the_factor() -> None:
    (score,) = score_section(lexicon(fruit={"apples": 2}), "Apples", "apples")
    assert score.score == 8
    assert score.matches == (("apples", 1, 2, True), ("apples", 1, 2, False))


def test_the_longest_phrase_counts_alone_across_topics() -> None:
    small = lexicon(fruit={"apple": 4}, office={"apple computer": 4})
    assert assign_topics(small, "", "an Apple Computer") == ("office",)


def test_weights_may_speak_against_a_topic_and_come_as_text() -> None:
    small = lexicon(fruit={"orange": 5, "paint": "-3"})
    assert assign_topics(small, "", "an orange") == ("fruit",)
    assert assign_topics(small, "", "orange paint") == ()
    assert score_section(small, "", "paint") == ()


def test_topics_compete() -> None:
    small = lexicon(weak={"w1": 4, "w2": 1}, strong={"s1": 4, "s2": 4, "s3": 4})
    assert assign_topics(small, "", "w1 w2 s1 s2") == ("weak", "strong")
    assert assign_topics(small, "", "w1 w2 s1 s2 s3") == ("strong",)


def test_a_section_carries_four_topics_at_most_in_the_lexicons_order() -> None:
    small = lexicon(**{name: {name: weight} for name, weight in zip("abcde", (4, 6, 5, 7, 6), strict=True)})
    assert assign_topics(small, "", "e d c b a") == ("b", "c", "d", "e")


def test_equal_scores_stand_in_the_lexicons_order_and_nothing_scores_nothing() -> None:
    small = lexicon(one={"x": 4}, two={"y": 4})
    assert [score.topic for score in score_section(small, "", "y x")] == ["one", "two"]
    assert score_section(small, "", "") == ()
    assert assign_topics(small, "Other", "words") == ()


def test_the_books_lexicon_names_each_topic_and_no_phrase_twice(book: Lexicon) -> None:
    assert {topic.id for topic in book.topics} == TOPICS
    for topic in book.topics:
        assert topic.about.endswith(".")
        phrases = [phrase.casefold() for phrase, _ in topic.phrases]
        assert len(phrases) == len(set(phrases))


BODIES = [
    ("scope", "This policy describes our practices on the site. It does not apply to shops of other companies."),
    ("collection", "When you register, we collect your name, postal address and date of birth."),
    ("calls", "We log the numbers you dial, the duration of calls and the caller ID of people who reach you."),
    ("calls", "We do not listen to your calls or read your text messages. Voicemail stays on our servers."),
    ("calls", "CPNI is information about the quantity and type of service you buy from a telephone company."),
    ("calls", "E911 calls go out with the place you gave us, so that emergency responders find you."),
    ("cookies", "Small text files and web beacons let our site remember you. Most browsers can refuse cookies."),
    ("cookies", "We do not respond to Do Not Track signals at this time."),
    ("use", "We use your information to answer requests, to send you our newsletter and to improve our products."),
    ("use", "Our legal basis is the performance of a contract or our legitimate interests."),
    ("sharing", "We may share your details with affiliates and service providers who perform services on our behalf."),
    ("sharing", "If we merge with another company, customer data is among our assets. We never sell it otherwise."),
    ("government", "A subpoena, court order or other legal process may oblige us to answer law enforcement."),
    ("rights", "You have the right to request a copy of your data, to correct it and to have it erased."),
    ("rights", "To stop receiving offers, click unsubscribe. California residents can opt out as well."),
    ("retention", "We retain billing records for seven years. After that period they are deleted."),
    ("security", "Encryption and firewalls guard against unauthorized access, but no system is completely secure."),
    ("children", "The service is not directed to children under 13, and we do not knowingly collect their data."),
    (
        "transfer",
        "Your data may go to countries outside the European Economic Area under standard contractual clauses.",
    ),
    ("changes", "We may revise this page from time to time. Material changes will be posted here before they apply."),
    ("health", "As a business associate under HIPAA we sign an agreement on protected health information."),
    ("accountability", "Questions about this statement? Write to our data protection officer at privacy@example.com."),
    ("accountability", "You can lodge a complaint with the information commissioner or another supervisory authority."),
]


@pytest.mark.parametrize(("topic", "body"), BODIES)
def test_the_book_finds_the_topic_from_the_body_alone(book: Lexicon, topic: str, body: str) -> None:
    assert topic in assign_topics(book, "", body)


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Scope", "scope"),
        ("Information We Collect", "collection"),
        ("CPNI", "calls"),
        ("Cookies", "cookies"),
        ("How We Use Your Data", "use"),
        ("Sharing", "sharing"),
        ("Law Enforcement", "government"),
        ("Your Rights", "rights"),
        ("Retention", "retention"),
        ("Security", "security"),
        ("Children’s Privacy", "children"),
        ("International Transfers", "transfer"),
        ("Changes to this Policy", "changes"),
        ("HIPAA", "health"),
        ("Contact Us", "accountability"),
    ],
)
def test_a_plain_heading_is_enough(book: Lexicon, heading: str, topic: str) -> None:
    assert assign_topics(book, heading, "See below.") == (topic,)


@pytest.mark.parametrize(
    "body",
    ["The weather was fine and the harbour full of boats.", "Acme makes kettles and toasters in Leeds.", "See below."],
)
def test_other_words_carry_no_topic(book: Lexicon, body: str) -> None:
    assert assign_topics(book, "", body) == ()


def test_a_long_text_does_not_carry_all_topics(book: Lexicon) -> None:
    everything = "\n".join(body for _, body in BODIES)
    assert len(assign_topics(book, "", everything * 5)) <= 4


OTHERS = [
    ("fr", "cookies", "Un cookie est un petit fichier texte que votre navigateur garde pour la mesure d'audience."),
    ("fr", "sharing", "Vos données sont transmises à nos prestataires de services et ne sont pas cédées à des tiers."),
    ("fr", "rights", "Vous disposez d’un droit d’accès, de rectification et d’effacement de vos données."),
    ("fr", "retention", "La durée de conservation est de trois ans, puis les données sont supprimées."),
    ("fr", "security", "Des mesures techniques et organisationnelles empêchent tout accès non autorisé."),
    ("fr", "transfer", "Un transfert hors de l’Union européenne repose sur des clauses contractuelles types."),
    ("fr", "accountability", "Pour toute question, écrivez à notre délégué à la protection des données."),
    ("de", "cookies", "Cookies sind kleine Textdateien; in den Browsereinstellungen lassen sie sich ablehnen."),
    ("de", "sharing", "Eine Weitergabe an Dritte findet nur an unsere Auftragsverarbeiter statt."),
    ("de", "rights", "Sie haben das Recht auf Auskunft, Berichtigung und Löschung Ihrer Daten."),
    ("de", "retention", "Die Speicherdauer beträgt drei Jahre; danach werden die Daten gelöscht."),
    ("de", "security", "Technische und organisatorische Maßnahmen verhindern den Zugriff durch Unbefugte."),
    ("de", "transfer", "In ein Drittland werden Daten nur aufgrund von Standardvertragsklauseln übermittelt."),
    ("de", "accountability", "Bei Fragen wenden Sie sich an unseren Datenschutzbeauftragten."),
]


@pytest.mark.parametrize(("language", "topic", "body"), OTHERS)
def test_other_languages_have_their_own_phrases(book: Lexicon, language: str, topic: str, body: str) -> None:
    assert topic in assign_topics(book.of(language), "", body)
    assert topic not in assign_topics(book.of("en"), "", body.replace("ookie", "eks"))


def test_lexicons_of_other_languages_name_topics_of_the_book(book: Lexicon) -> None:
    assert [other.language for other in book.others] == ["de", "fr"]
    for other in book.others:
        assert all(topic.phrases for topic in other.topics)
        assert (other.threshold, other.heading_factor) == (book.threshold, book.heading_factor)
    assert book.of("fr-CA") is book.of("fr")
    assert book.of("pt") is None
