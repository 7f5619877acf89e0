"""Searching: nothing is found that is not there, what is in none is said so that it can be cited, and a search has an
address."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from conftest import SERVED, Watched
from fineprint.read.book import load_book
from fineprint.text.search_words import section_words
from tools import queries

QUERIES = Path(__file__).with_name("queries.yml")


def asked(page: Page, base: str, query: str, more: str = "") -> list[str]:
    """Ask by address; the links of the results, from the site's root."""
    page.goto(f"{base}search/?q={queries.quote(query)}{more}")
    page.wait_for_selector("#_results[data-of]", state="attached")
    return [href.removeprefix(base) for href, _ in page.locator("#_results li").evaluate_all(queries._LINKS)]


def status(page: Page) -> str:
    return " ".join(page.locator("#_status").inner_text().split())


def test_the_slash_key_opens_the_search_and_a_result_leads_to_its_section(watched, base):
    page = watched.page
    page.goto(base)
    page.keyboard.press("/")
    page.keyboard.type("listen")
    page.keyboard.press("Enter")
    result = page.get_by_role("link", name="Communications", exact=True)
    expect(result).to_be_visible()
    result.click()
    page.wait_for_url("**/vendors/voip-com/privacy-policy/2006-10-16/#communications")
    assert watched.said == []
    assert watched.foreign == []


def test_what_is_in_none_is_said_with_a_reference_that_asks_again(watched, base):
    page = watched.page
    asked(page, base, "indemnity")
    region = page.get_by_role("region", name="In none of the policies")
    expect(region).to_contain_text(
        re.compile(r"“indemnity” is in none of the 5 policies \([\d,]+ words searched; forms tried: indemnity")
    )
    region.get_by_text("Reference to this result").click()
    expect(region.locator(".reference")).to_contain_text("/search/?q=indemnity")
    expect(region.locator(".reference")).to_contain_text(re.compile("texts [0-9a-f]{12}"))
    assert [link for link in asked(page, base, "indemnity") if link.startswith("vendors/")] == []
    assert watched.said == []


def test_each_text_that_has_no_such_word_is_named(page, base):
    asked(page, base, "CPNI")
    assert (
        "In 1 of 5 policies: Phone.com 2019 (1); not in Dialpad 2004, DialPine 2023, Digium 2007, Voip.com 2006."
        in status(page)
    )


def test_a_misspelling_is_mended_and_said(page, base):
    asked(page, base, "retension")
    assert "Looked for “retention”: “retension” is in none of the 5 policies." in status(page)


def test_a_phrase_is_found_word_for_word_and_its_words_are_marked(page, base):
    links = asked(page, base, '"we do not sell"')
    assert links[0].startswith("vendors/")
    assert page.locator("#_texts ~ ol mark").first.inner_text().lower() == "we do not sell"
    asked(page, base, '"sell not do we"')
    expect(page.get_by_role("region", name="In none of the policies")).to_contain_text(
        "sections with its words were read"
    )


def test_a_vendor_and_a_topic_lead_to_the_answer(page, base):
    assert asked(page, base, "cookies DialPine")[0] == "questions/cookies/#dialpine"
    assert "Answer: " in page.locator("#_results li .place").first.inner_text()


def test_focus_is_in_the_field_unless_something_was_asked(watched, base):
    page = watched.page
    page.goto(base + "topics/cookies/")
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.locator("#_query")).to_be_focused()
    asked(page, base, "cookies")
    assert page.evaluate("document.activeElement === document.body")


def test_results_come_as_one_types_and_suggestions_by_keyboard(watched, base):
    page = watched.page
    page.goto(base + "search/")
    page.keyboard.type("cook")
    options = page.get_by_role("option")
    expect(options.filter(has_text=re.compile("^cookies$"))).to_be_visible()
    page.wait_for_selector('#_results[data-of="cook"]', state="attached")
    assert page.url.endswith("search/?q=cook")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_selector('#_results[data-of^="cookie"]', state="attached")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert watched.said == []


def test_arrows_go_through_what_is_found_and_escape_goes_back(watched, base):
    page = watched.page
    page.goto(base + "search/")
    page.keyboard.type("listen")
    page.keyboard.press("Enter")
    page.wait_for_selector('#_results[data-of="listen"]', state="attached")
    links = page.locator("#_results li > a")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#_query")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#_query")).to_be_focused()


def test_choices_hold_for_sections_stand_in_the_address_and_the_way_back_undoes_them(watched, base):
    page = watched.page
    asked(page, base, "cookies")
    page.get_by_label("Vendor").select_option("Digium")
    expect(page.locator("#_status")).to_contain_text("of 1 vendor")
    assert page.url.endswith("search/?q=cookies&vendor=digium")
    page.go_back()
    expect(page.locator("#_status")).to_contain_text("of 5 vendors")
    assert page.get_by_label("Vendor").input_value() == ""
    assert page.title().startswith("cookies – Search")


def test_where_a_choice_leaves_nothing_it_is_one_link_away(page, base):
    assert asked(page, base, "cookies", "&vendor=digium&topic=children") == []
    expect(page.get_by_role("heading", name="What to try")).to_be_visible()
    page.get_by_role("link", name=re.compile("The same words without a choice: .* sections")).click()
    expect(page.locator("#_status")).to_contain_text("of 5 vendors")


def test_older_versions_are_one_link_away(page, grown):
    asked(page, grown, "listen")
    page.get_by_role("link", name="1 section in older versions").click()
    page.wait_for_url("**/search/?q=listen&version=all")
    expect(page.locator("#_results")).to_contain_text("Privacy policy of 16 October 2006, an older version")


def test_of_a_large_book_at_most_six_indexes_are_loaded(page, sharded):
    watched = Watched(page, sharded)
    asked(page, sharded, "information")
    loaded = {url.split("/pagefind/")[1].split("/")[0] for url in watched.asked if "pagefind-entry" in url}
    assert 2 <= len(loaded - {"program"}) <= 6
    assert len(page.locator("#_texts ~ ol > li").all()) == 8
    assert watched.said == []
    watched.stop()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            {"json": {}},
            "the search index is of another build than this page and must be made again with “fineprint build”.",
        ),
        ({"status": 404}, "there is no search index at its place; “fineprint build” makes it."),
    ],
)
def test_an_index_that_can_not_be_searched_is_told_in_words(watched, base, answer, said):
    page = watched.page
    page.route("**/pagefind/index.json", lambda route: route.fulfill(**answer))
    page.goto(base + "search/?q=listen")
    expect(page.locator("#_status")).to_have_text(f"Searching does not work here: {said}")
    expect(page.get_by_role("heading", name="What to try")).to_be_visible()


def test_without_scripts_the_search_page_lists_the_questions(look, base):
    page = look(1280, java_script_enabled=False)
    page.goto(base + "search/")
    assert "Searching needs scripts" in page.locator("noscript").inner_text()
    assert page.locator('noscript a[href*="questions/"]').count() > 40


_COUNTS = """async ([root, words]) => {
  const { openWords } = await import(root + "assets/search-words.js");
  const folder = new URL("pagefind/", root);
  const index = await (await fetch(new URL("index.json", folder))).json();
  const opened = openWords(folder, index);
  const found = {};
  for (const word of words) {
    const { sections } = await opened.look(word, { exact: true });
    found[word] = { exact: sections.size, forms: (await opened.look(word)).sections.size };
  }
  return found;
}"""


def words_are_found(page: Page, root: Path, base: str) -> None:
    """Each word of a book, and as many that are in none, asked of the page's own code."""
    book = load_book(root).book
    texts = queries.texts_of(book)
    held: dict[str, int] = {}
    for _, words, _ in texts.values():
        for word in words:
            held[word] = held.get(word, 0) + 1
    page.goto(base + "search/")
    found = page.evaluate(_COUNTS, [base, sorted(held)])
    assert {word: one["exact"] for word, one in found.items()} == held
    assert all(one["forms"] >= one["exact"] for one in found.values())
    chance = random.Random(7)
    none = {
        "".join(chance.choices("bcdfgklmnprstvz", k=2)) + "qx" + "".join(chance.choices("aeiou", k=3))
        for _ in range(300)
    }
    found = page.evaluate(_COUNTS, [base, sorted(none - held.keys())])
    assert {one["forms"] for one in found.values()} == {0}


def test_every_word_of_every_text_is_found_and_no_other(page, built, base):
    words_are_found(page, built.parents[len(SERVED.parts) - 1], base)


def test_every_word_of_the_example_and_of_other_languages_is_found(page, spoken):
    words_are_found(page, *spoken)


_ASKED = """async ([root, asked]) => {
  const [{ openWords }, { openTexts }, { openBook }, { understand }] = await Promise.all(
    ["words", "texts", "book", "query"].map((name) => import(`${root}assets/search-${name}.js`)));
  const folder = new URL("pagefind/", root);
  const index = await (await fetch(new URL("index.json", folder))).json();
  const facts = await (await fetch(new URL("search/book.json", root))).json();
  const words = openWords(folder, index);
  const texts = openTexts(folder, index);
  const versions = index.versions.map(([vendor, , date, , newest]) => ({ vendor, date, newest: Boolean(newest), name: vendor }));
  const book = { index, facts, words, texts, versions, own: openBook(facts, words), answers: new Map() };
  const found = {};
  for (const query of asked) {
    const { sections, absent, said } = await understand(book, query, { version: "all" });
    const read = await Promise.all([...sections].map((number) => texts.read(number)));
    found[query] = { sections: read.map(({ title }) => title), absent: absent.map(({ said: words }) => words), said };
  }
  return found;
}"""


def test_words_and_rows_of_words_of_any_text_are_found_in_their_section(page, spoken):
    """Of each section: words asked alone, small ones too; rows of words as phrases; and rows that stand in none."""
    root, base = spoken
    chance = random.Random(11)
    wanted: dict[str, str] = {}
    for record, _, _ in queries.texts_of(load_book(root).book).values():
        for _, text in chance.sample(record.clauses, min(2, len(record.clauses))):
            words = re.findall(r"[^\W_]+", text)
            at = chance.randrange(max(1, len(words) - 3))
            wanted[f'"{" ".join(words[at : at + 1])}"'] = record.title
            wanted[chance.choice(words)] = record.title
            if re.fullmatch(r"[\w ]+", row := text[: text.find(".")][:60].rpartition(" ")[0]) and " " in row:
                wanted[f'"{row}"'] = record.title
            # A few signs in a row of a script without blanks, in and out of quotation marks.
            signs = re.findall(r"[\u3040-\u9fff]{4,}", text)
            if signs:
                few = chance.choice(signs)[:4]
                wanted[few] = wanted[f'"{few}"'] = record.title
    page.goto(base + "search/")
    found = page.evaluate(_ASKED, [base, sorted(wanted)])
    assert len(wanted) > 60
    assert {query: told for query, told in found.items() if wanted[query] not in told["sections"]} == {}
    held = {word for _, words, _ in queries.texts_of(load_book(root).book).values() for word in words}
    small = page.evaluate(_ASKED, [base, ["the", "und", "die", "la", "est", "qui", "welche", "whose"]])
    assert {word: bool(told["sections"]) for word, told in small.items()} == {word: word in held for word in small}
    assert len(held & set(small)) >= 5
    assert all(told["absent"] == [word] for word, told in small.items() if word not in held)
    none = ['"laufen Geräte"', '"accès libre"', '"利用規定"', '"菜园地块"', "zebrafinken", "éléphant", "象牙", "望遠鏡"]
    found = page.evaluate(_ASKED, [base, none])
    assert {query: told["sections"] for query, told in found.items() if told["sections"]} == {}
    assert all(told["absent"] for told in found.values())


@pytest.mark.parametrize(
    ("query", "section", "marked"),
    [
        ("kündigung", "Kündigung", "Kündigungen"),
        ("strasse", "Wege und Straßen", "Straße"),
        ("wann ist feuer verboten", "Lärm und Feuer", "Feuer"),
        ("accès", "Accès", "accès"),
        ("oeufs", "Récoltes", "œufs"),
        ("résilier", "Durée", "résiliée"),
        ("est-ce que l'eau est gratuite", "Eau", "eau"),
        ("クッキー", "水とゴミ", "クッキー"),
        ("解約", "解約", "解約"),
        ("押金退还", "终止", "押金"),
        ("转租", "用途", "转租"),
    ],
)
def test_a_query_is_met_in_the_language_of_a_text(page, spoken, query, section, marked):
    _, base = spoken
    asked(page, base, query)
    first = page.locator("#_texts ~ ol > li").first
    expect(first.locator("a").first).to_have_text(section)
    assert marked in first.locator("mark").all_inner_texts()
    assert first.locator("a").first.get_attribute("lang") in ("de", "fr", "ja", "zh")


def test_each_page_of_a_text_has_its_language(page, spoken):
    _, base = spoken
    for language in ("de", "fr", "ja", "zh"):
        page.goto(f"{base}gardens/garden-{language}/plot-agreement/2024-05-06/")
        assert page.locator("h2").first.evaluate("one => one.closest('[lang]').lang") == language


def test_a_phrase_too_frequent_to_be_read_whole_is_read_by_a_link(page, base):
    asked(page, base, '"to to"')
    link = page.get_by_role("link", name=re.compile("Read all [0-9]+ sections with its words"))
    expect(page.locator("#_status")).to_contain_text(re.compile("in the 60 sections read, of [0-9]+ with its words"))
    link.click()
    page.wait_for_url("**read=all*")
    expect(page.get_by_role("region", name="In none of the policies")).to_contain_text(
        "sections with its words were read"
    )


_FOLDED = """async ([root, texts]) => {
  const { openWords } = await import(root + "assets/search-words.js");
  const index = await (await fetch(new URL("pagefind/index.json", root))).json();
  const { cut } = openWords(root, index);
  const all = text => cut(text).flatMap(({words, joined}) => [...words, joined]);
  return texts.map(text => all(text).filter(Boolean));
}"""


def test_the_page_cuts_words_as_the_build_does(page, base):
    signs = "aZlqué'’- ‑\u00ad1½ßœİΣς隐私さอ.,_&/\u0301ﬁ²Ⅻ"
    chance = random.Random(3)
    texts = ["".join(chance.choices(signs, k=12)) for _ in range(400)]
    page.goto(base + "search/")
    cut = page.evaluate(_FOLDED, [base, texts])
    assert [(text, set(words)) for text, words in zip(texts, cut, strict=True)] == [
        (text, section_words([text])) for text in texts
    ]


def test_the_queries_find_what_is_wanted(browser, built, base, capsys):
    """No invented hit and no false none, for any of them; the shares are those that the site promises."""
    book = load_book(built.parents[len(SERVED.parts) - 1]).book
    wanted = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    assert len(wanted) >= 60
    shown = [queries.ask(browser, base, query["query"]) for query in wanted]
    assert queries.report(book, wanted, shown) == 0
    first, third = map(float, re.search(r"hit@1 ([\d.]+), hit@3 ([\d.]+)", capsys.readouterr().out).groups())
    assert first >= 0.8
    assert third >= 0.9
