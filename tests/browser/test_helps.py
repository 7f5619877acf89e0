"""Small helps: each does its work, and the page is whole without it."""

from __future__ import annotations

from playwright.sync_api import expect

from fineprint.compare.citation_check import check_citations
from fineprint.intake.cited_text import cited_paragraphs
from fineprint.read.book import load_book
from fineprint.text.cited import citations_in


def test_pointing_at_an_answer_shows_its_quote_and_escape_takes_it_away(watched, base):
    page = watched.page
    page.goto(base + "matrix/")
    cell = page.locator("tr", has_text="Is personal data sold?").locator("td[data-vendor=dialpine] a")
    cell.hover()
    expect(page.locator("#_peek")).to_contain_text("We do not sell any data")
    page.keyboard.press("Escape")
    expect(page.locator("#_peek")).to_be_hidden()
    page.locator("tr", has_text="Is personal data sold?").locator("th a").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#_peek")).to_be_visible()
    assert watched.said == []


def test_marks_can_be_switched_off_and_stay_off(watched, base):
    page = watched.page
    page.goto(base + "vendors/dialpad/privacy-policy/2004-12-06/")
    mark = page.locator(".words mark").first
    shown = mark.evaluate("node => getComputedStyle(node).backgroundColor")
    page.get_by_role("button", name="Hide highlights").click()
    assert mark.evaluate("node => getComputedStyle(node).backgroundColor") != shown
    page.reload()
    assert page.get_by_role("button", name="Show highlights").is_visible()


def test_the_keys_n_and_p_go_from_section_to_section(watched, base):
    page = watched.page
    page.goto(base + "vendors/dialpad/privacy-policy/2004-12-06/")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert page.url.endswith("#cookies")
    page.keyboard.press("p")
    assert page.url.endswith("#preamble")


def test_two_vendors_stand_side_by_side_on_a_topic(watched, base):
    page = watched.page
    page.goto(base + "topics/cookies/?beside=digium,voip-com")
    left = page.locator("#digium").bounding_box()
    right = page.locator("#voip-com").bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]
    assert not page.locator("#dialpad").is_visible()
    page.get_by_label("and second vendor").select_option("Dialpad")
    assert page.url.endswith("?beside=digium,dialpad")
    assert page.locator("#dialpad").is_visible()
    assert watched.said == []


def test_a_brief_has_quotes_references_and_hashes_and_an_address(watched, base):
    page = watched.page
    page.goto(base + "about/brief/")
    make = page.get_by_role("button", name="Create brief")
    make.click()
    expect(page.locator("#_brief-status")).to_contain_text("No vendor is selected.")
    expect(page.get_by_label("Dialpad")).to_be_focused()
    page.get_by_label("Voip.com").check()
    page.get_by_label("Is personal data sold?").check()
    make.click()
    expect(page.locator("#_choice")).to_have_js_property("open", value=False)
    made = page.locator("#_made")
    expect(made).to_contain_text("Voip.com will not trade, sell, disclose")
    expect(made).to_contain_text("SHA-256 ef06149bde813d7c")
    expect(made).to_contain_text("/vendors/voip-com/privacy-policy/2006-10-16/#privacy-policy.4")
    text = made.inner_text()
    page.goto(page.url)
    expect(page.locator("#_made")).to_have_text(text, use_inner_text=True)
    page.get_by_role("link", name="/2006-10-16/#privacy-policy.4").first.click()
    page.wait_for_url("**/vendors/voip-com/privacy-policy/2006-10-16/#privacy-policy.4")
    assert watched.said == []
    assert watched.foreign == []


def test_a_brief_fetches_its_vendors_alone_and_leaves_as_rich_text_and_markdown(watched, base, context, root):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.page
    page.goto(base + "about/brief/")
    page.get_by_label("DialPine").check()
    page.get_by_role("button", name="Select all questions").click()
    page.get_by_role("button", name="Create brief").click()
    book = load_book(root).book
    vendor = next(vendor for vendor in book.vendors if vendor.id == "dialpine")
    expect(page.locator("#_made .brief-entry")).to_have_count(len(book.questions))
    fetched = [url.rsplit("/", 2)[1:] for url in watched.asked if url.endswith(".json")]
    assert sorted(fetched) == [
        ["2023-11-28", "cite-holes.json"],
        ["assets", "citation-styles.json"],
        ["data", "questions.json"],
        ["dialpine", "answers.json"],
    ]
    silent = [answer for answer in vendor.versions[-1].answers.values() if answer.value == "not-stated"]
    assert page.locator("#_made .note", has_text="Searched for").count() == len(silent)
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("#_brief-status")).to_contain_text("copied")
    rich = page.evaluate("async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()")
    assert f'href="{book.base_url}vendors/dialpine/' in rich
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download as Markdown").click()
    text = kept.value.path().read_text(encoding="utf-8")
    loaded = load_book(root)
    found = citations_in(cited_paragraphs("brief.md", text.encode()), book.base_url)
    checks = list(check_citations(book, loaded.evidence, found))
    quotes = sum(len(answer.quotes) + len(answer.limits) for answer in vendor.versions[-1].answers.values())
    assert sum(len(check.quotes) for check in checks) >= quotes * 0.9
    assert [(check.citation, check.quotes) for check in checks if not check.holds] == []


def test_a_brief_of_all_of_a_topic_is_chosen_at_once_and_the_way_back_opens_the_choice(watched, base):
    page = watched.page
    page.goto(base + "about/brief/")
    vendors = page.get_by_role("group", name="Vendors")
    vendors.get_by_role("button", name="Select all").click()
    page.get_by_role("group", name="Use", exact=True).get_by_role("button", name="Select all").click()
    expect(page.locator("output")).to_have_text("5 vendors and 6 questions selected")
    expect(vendors.get_by_role("button")).to_have_text("Select none")
    page.get_by_role("button", name="Create brief").click()
    expect(page.locator("#_made .brief-entry")).to_have_count(30)
    expect(page.locator("#_made .state-conflicting")).to_have_count(1)
    page.go_back()
    expect(page.locator("#_made")).to_be_empty()
    expect(page.get_by_role("button", name="Create brief")).to_be_visible()
