"""Captures that can't be what they are taken for are refused, and those that say nothing new are no versions."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from answered import TEXT, AnsweredBook
from builders import BookFolder
from fineprint.intake import RefusedError
from fineprint.intake.acquire import content_doubts
from fineprint.intake.odd_page import odd_page
from fineprint.intake.refresh import refresh
from intake.test_add import archived, bytes_below, errors, take
from intake_sources import Answer, html, server

PAGES = yaml.safe_load(Path(__file__).with_name("odd_pages.yml").read_text(encoding="utf-8"))
ODD = ("challenge", "sign_in", "maintenance", "cookies")
ODD_NAMES = ["a challenge page", "a notice of maintenance", "an error page"]


@pytest.mark.parametrize("kind", ODD)
def test_a_page_in_the_place_of_a_policy_is_told(kind: str) -> None:
    assert [text for text in PAGES[kind] if odd_page(text) is None] == []
    assert len(PAGES[kind]) >= 40


@pytest.mark.parametrize("kind", ["policies_that_speak_of_them", "short_policies"])
def test_a_policy_is_none_however_short_and_whatever_it_speaks_of(kind: str) -> None:
    assert [(odd_page(text), text) for text in PAGES[kind] if odd_page(text)] == []
    assert len(PAGES[kind]) >= 40


@pytest.mark.parametrize(("kind", "told"), [("errors", ODD_NAMES), ("parked", ["the page of a parked domain"])])
def test_errors_limits_and_domains_for_sale_are_told(kind: str, told: list[str]) -> None:
    assert [text for text in PAGES[kind] if odd_page(text) not in told] == []


def test_the_form_of_a_page_tells_what_its_text_does_not() -> None:
    page = b"""<title>Beech</title><main><p>Welcome</p></main><form><input name=a placeholder="Email address">
      <input type=password placeholder="Password"><button>Log in</button><a href=/x>Forgot password?</a></form>"""
    assert odd_page("Welcome") is None
    assert odd_page("Welcome", page) == "a sign-in page"
    assert (
        odd_page("Welcome", b"<!-- <p>Log in</p><p>Password</p> --><p>Welcome<script>'log in, password'</script>")
        is None
    )


@pytest.mark.parametrize("raw", [b"<script>" * 40_000, b"<a" * 150_000, b"<!--" * 80_000, b"<p " + b"x=" * 150_000])
def test_no_page_takes_long_to_be_told(raw: bytes) -> None:
    assert odd_page("Words.", raw) is None


LONG = TEXT + "\n" + " ".join(f"We keep item{n} of callers for {n} days." for n in range(30)) + "\n"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (
            "<main><h1>Privacy</h1><p>We keep names of callers for a year, and give them to nobody.</p></main>",
            "% of the",
        ),
        (
            "<main><h1>One moment</h1><p>Turn on JavaScript and reload, so that we see you are human.</p></main>",
            "a challenge page",
        ),
        ("<html><body><main><p>We keep names of callers for a year and then we <a hre", "cut off"),
        ("<html><body><main><p>We keep names of callers for a year and then we", "cut off"),
        ("<html><body><main><p>We keep names of callers for a year.</p><h2>2. Reten", "cut off"),
    ],
)
def test_what_can_not_be_the_page_is_refused_and_taken_even_so(book_folder: BookFolder, page: str, reason: str) -> None:
    archived(book_folder, LONG, "2021-01-01")
    before = bytes_below(book_folder.root)
    day = {"date": "2022-01-01", "date_basis": "archived"}
    with pytest.raises(RefusedError, match=reason) as refused:
        take(book_folder, page.encode(), "page.html", **day)
    assert "--even-so takes it" in str(refused.value)
    assert bytes_below(book_folder.root) == before
    made = take(book_folder, page.encode(), "page.html", **day, even_so=True)
    assert made.kind == "new"
    assert any(reason in line for line in made.said)


def test_a_text_cut_off_within_a_sentence_is_refused_and_a_last_section_may_go(book_folder: BookFolder) -> None:
    archived(book_folder, LONG, "2021-01-01")
    with pytest.raises(RefusedError, match="ends in the middle of a sentence"):
        archived(book_folder, LONG[: LONG.index("of callers for 25")], "2022-01-01")
    assert archived(book_folder, LONG[: LONG.index("We keep item25")], "2022-01-01").kind == "new"


@pytest.mark.parametrize(
    ("raw", "media", "said"),
    [
        (b"%PDF-1.7", "text/html", ["the server calls it text/html, but it is a PDF"]),
        (b"\xef\xbb\xbf <!doctype html><p>", "text/plain", ["the server calls it text/plain, but it is an HTML page"]),
        (b"<!DOCTYPE html>", "application/xhtml+xml", []),
        (b"%PDF-1.7", "application/pdf", []),
        (b"Words", "text/plain", []),
    ],
)
def test_a_body_is_what_it_is_called(raw: bytes, media: str, said: list[str]) -> None:
    assert list(content_doubts(raw, media)) == said


BASE = (
    "# Rules\n\nLast updated: 5 May 2020\n\nVisitors: 1,204\n\n## Rent\n\nRent is due in May. The owner's bank is told"
    " - at once.\n\n## Noise\n\nNo bells after nine. Who rings one pays for the sleep of all the others in the house.\n"
)


@pytest.mark.parametrize(
    ("was", "now", "kind", "said"),
    [
        ("## Rent", "## Rent\u200b", "seen", "but for typography"),
        ("owner's", "owner’s", "seen", "but for typography"),
        ("told - at", "told — at", "seen", "but for typography"),
        ("bank is", "ba\u00adnk is", "seen", "but for typography"),
        ("5 May 2020", "16 June 2021", "seen", "“5 May 2020” is “16 June 2021”"),
        ("1,204", "1,377", "seen", "“1,204” is “1,377”"),
        ("in May", "in June", "new", ""),
        ("told -", "told by 5 May 2020 -", "new", ""),
    ],
)
def test_what_says_nothing_new_is_a_day_and_no_version(
    book_folder: BookFolder, was: str, now: str, kind: str, said: str
) -> None:
    first = archived(book_folder, BASE, "2021-01-01").version
    made = archived(book_folder, BASE.replace(was, now), "2021-06-01")
    assert (made.kind, said in made.said[0]) == (kind, True)
    record = (book_folder.root / first.folder / "record.yml").read_text(encoding="utf-8")
    assert ("also_captured: ['2021-06-01']" in record) == (kind == "seen")
    assert archived(book_folder, BASE.replace(was, now), "2022-01-01", even_so=True).kind == (
        "new" if kind == "seen" else "seen"
    )
    assert errors(book_folder) == []


def test_a_page_that_goes_back_to_older_words_is_recognised(book_folder: BookFolder) -> None:
    first = archived(book_folder, BASE, "2021-01-01").version
    archived(book_folder, BASE.replace("Rent is due", "Rent is not due"), "2021-02-01")
    made = archived(book_folder, BASE, "2021-03-01")
    assert (made.kind, made.version.date) == ("seen", first.date)
    assert "the page is back to them from those of 2021-02-01" in made.said[0]
    assert archived(book_folder, BASE, "2021-03-01").kind == "same"
    assert archived(book_folder, BASE, "2021-04-01", even_so=True).kind == "new"
    assert errors(book_folder) == []


GERMAN = (
    "# Regeln\n\nDer Laden behält Namen und Straße jedes Lesers, damit ein Paket seine Tür findet. "
    "Niemand sonst sieht sie an, und im Winter wird die Liste im Hof verbrannt.\n"
)


def test_two_languages_of_one_day_are_told_apart(book_folder: BookFolder) -> None:
    archived(book_folder, BASE, "2021-01-01")
    with pytest.raises(RefusedError, match=r"words are German, those of the same day English.*--variant"):
        archived(book_folder, GERMAN, "2021-01-01")
    made = archived(book_folder, GERMAN, "2021-01-01", variant="de")
    assert (made.version.date, made.version.record.variant) == ("2021-01-01-2", "de")
    changed = archived(book_folder, GERMAN + "\nDer Hof ist zu.\n", "2022-01-01", variant="de").version
    book = book_folder.book()
    vendor = book.vendors[0]
    assert errors(book_folder) == []
    assert [one.date for one in vendor.series("privacy-policy", "de")] == ["2021-01-01-2", "2022-01-01"]
    assert vendor.newest("privacy-policy").date == "2021-01-01"
    from fineprint.core.addresses import redlined_pairs  # noqa: PLC0415 - of this test alone

    assert [(a.date, b.date) for _, a, b in redlined_pairs(book)] == [
        ("2020-03-04", "2021-01-01"),
        ("2021-01-01-2", changed.date),
    ]


def test_one_bad_source_never_stops_the_others(answered: AnsweredBook, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(f"<p>{line}</p>" for line in TEXT.replace("#", "").split("\n") if line.strip())
    pages: dict[str, Answer] = {
        "/wall": html("<main><h1>One moment, please</h1><p>Turn on JavaScript and reload this page.</p></main>"),
        "/gone": (500, {}, b""),
        "/fault": html("<main>fault</main>"),
        "/good": html(f"<main>{body}<p>We sell a lot more of it now.</p></main>"),
    }
    with server(lambda path: pages[path]) as address:
        rows = "".join(f"  - {{document: privacy-policy, url: {address}{path}}}\n" for path in pages)
        vendor = "policies/acorn/vendor.yml"
        answered.write(vendor, (answered.root / vendor).read_text() + "sources:\n" + rows)
        import fineprint.intake.add as module  # noqa: PLC0415 - to break it

        real = module.convert_within

        def broken(raw: bytes, *given: object, **more: object) -> object:
            if b"fault" in raw:
                raise KeyError("broken")
            return real(raw, *given, **more)

        monkeypatch.setattr(module, "convert_within", broken)
        taken, refused = refresh(
            answered.root,
            answered.load(),
            "2026-05-02",
            None,
            progress=lambda said: None,
            allow_private=True,
            timeout=9.0,
        )
    assert [one.kind for one in taken] == ["new"]
    assert len(refused) == 3
    for line, said in zip(refused, ("a challenge page", "answers 500", "a fault of Fineprint: KeyError"), strict=True):
        assert line.startswith("acorn/privacy-policy: not taken in: ")
        assert said in line
