"""The table of styles against references made by hand from each style's rules.

APA: Publication Manual, 7th edition. Chicago: Manual of Style, 17th edition, notes. MLA: Handbook, 9th edition.
Bluebook: 21st edition. OSCOLA: 4th edition. The forms follow the rules named; the words in them are made up.
"""

# A reference is one line.
# ruff: noqa: E501
from __future__ import annotations

import re

import pytest

from fineprint.publish.citation_styles import filled, filled_rich, table

POLICY = {
    "id": "acme:privacy-policy:2020-03-02",
    "address": "https://book.example/vendors/acme/privacy-policy/2020-03-02/",
    "author": "Acme Phones, Inc.",
    "title": "Privacy Policy",
    "site": "Phone Privacy",
    "stated": "2020-03-01",
    "basis": "last updated",
    "archived": "2020-09-02",
    "archive_url": "https://web.archive.org/web/2020/http%3A//acme.example/",
    "archive_name": "Internet Archive",
    "sha256": "ab12",
    "swhid": "swh:1:cnt:cd34",
    "language": "en",
    "langid": "english",
    "accessed": "2026-11-08",
}
UNDATED = {name: value for name, value in POLICY.items() if name not in ("stated", "basis", "archive_url")}
CLAUSE = POLICY | {"part": "x.2", "address": POLICY["address"] + "#x.2", "heading": "Cookies", "clause": "2"}
SECTION = POLICY | {"part": "x", "address": POLICY["address"] + "#x", "heading": "Cookies"}
OWN = CLAUSE | {"locator": "4(b)"}
ANSWER = POLICY | {
    "part": "_sale",
    "address": POLICY["address"] + "#_sale",
    "question": "Is data sold?",
    "value": "No",
    "reviewed": "2026-09-05",
}
WEB, AT = POLICY["archive_url"], POLICY["address"]

RIGHT = [
    # APA 9.44 group author, 9.12 full stop once; 10.16 webpage: site in roman, title in italics; 9.21 description in
    # square brackets; 9.16 day of retrieval; 9.17 "n.d."; 9.19 part in brackets behind the title.
    ("apa", POLICY, f"Acme Phones, Inc. (2020, March 1). Privacy Policy [Archived September 2, 2020]. Phone Privacy. Retrieved November 8, 2026, from {AT}"),
    ("apa", UNDATED, f"Acme Phones, Inc. (n.d.). Privacy Policy [Archived September 2, 2020]. Phone Privacy. Retrieved November 8, 2026, from {AT}"),
    ("apa", CLAUSE, f"Acme Phones, Inc. (2020, March 1). Privacy Policy (“Cookies,” cl. 2) [Archived September 2, 2020]. Phone Privacy. Retrieved November 8, 2026, from {AT}#x.2"),
    ("apa", OWN, f"Acme Phones, Inc. (2020, March 1). Privacy Policy (§ 4(b)) [Archived September 2, 2020]. Phone Privacy. Retrieved November 8, 2026, from {AT}#x.2"),
    ("apa", ANSWER, f"Phone Privacy. (2026, September 5). Is data sold? No [Answer about Privacy Policy of Acme Phones, Inc., archived September 2, 2020]. Retrieved November 8, 2026, from {AT}#_sale"),
    # Chicago 14.207 websites: title in quotation marks, site, date of the page; 14.12 access only where undated;
    # 6.9 comma inside the quotation marks; 14.10 archived copy named behind the address.
    ("chicago", POLICY, f"Acme Phones, Inc., “Privacy Policy,” Phone Privacy, last updated March 1, 2020, archived September 2, 2020, {AT}, archived at {WEB}."),
    ("chicago", UNDATED, f"Acme Phones, Inc., “Privacy Policy,” Phone Privacy, archived September 2, 2020, accessed November 8, 2026, {AT}."),
    ("chicago", CLAUSE, f"Acme Phones, Inc., “Privacy Policy,” “Cookies,” cl. 2, Phone Privacy, last updated March 1, 2020, archived September 2, 2020, {AT}#x.2, archived at {WEB}."),
    ("chicago", SECTION, f"Acme Phones, Inc., “Privacy Policy,” “Cookies,” Phone Privacy, last updated March 1, 2020, archived September 2, 2020, {AT}#x, archived at {WEB}."),
    ("chicago", ANSWER, f"“Is data sold? No” (answer about Privacy Policy of Acme Phones, Inc., archived September 2, 2020), Phone Privacy, last modified September 5, 2026, {AT}#_sale."),
    # MLA 5.17 corporate author, 5.31 container in italics, 5.78 day before month, months shortened (appendix 1) but
    # May, June, July; 5.84 place in the work; 5.34 second container: the archive; 5.111 day of access.
    ("mla", POLICY, f"Acme Phones, Inc. “Privacy Policy.” Phone Privacy, 1 Mar. 2020, archived 2 Sept. 2020, {AT}. Internet Archive, {WEB}. Accessed 8 Nov. 2026."),
    ("mla", UNDATED, f"Acme Phones, Inc. “Privacy Policy.” Phone Privacy, archived 2 Sept. 2020, {AT}. Accessed 8 Nov. 2026."),
    ("mla", CLAUSE, f"Acme Phones, Inc. “Privacy Policy.” Phone Privacy, 1 Mar. 2020, archived 2 Sept. 2020, “Cookies,” cl. 2, {AT}#x.2. Internet Archive, {WEB}. Accessed 8 Nov. 2026."),
    ("mla", ANSWER, f"“Is data sold? No.” Phone Privacy, 5 Sept. 2026, {AT}#_sale. Accessed 8 Nov. 2026."),
    # Bluebook 18.2.2(a) author, (b) title in italics and site in capitals, 3.3 sections, (c) date with "last updated",
    # T12 months, 18.2.1(d) archived copy in square brackets, (c) "last visited" where there is no date.
    ("bluebook", POLICY, f"Acme Phones, Inc., Privacy Policy, PHONE PRIVACY (last updated Mar. 1, 2020), {AT} [{WEB}]."),
    ("bluebook", UNDATED, f"Acme Phones, Inc., Privacy Policy, PHONE PRIVACY (archived Sept. 2, 2020), {AT} (last visited Nov. 8, 2026)."),
    ("bluebook", OWN, f"Acme Phones, Inc., Privacy Policy, PHONE PRIVACY, § 4(b) (last updated Mar. 1, 2020), {AT}#x.2 [{WEB}]."),
    ("bluebook", CLAUSE, f"Acme Phones, Inc., Privacy Policy, PHONE PRIVACY, “Cookies,” cl. 2 (last updated Mar. 1, 2020), {AT}#x.2 [{WEB}]."),
    ("bluebook", ANSWER, f"Is data sold? No, PHONE PRIVACY (last updated Sept. 5, 2026), {AT}#_sale."),
    # OSCOLA 3.4.8 websites: author, ‘title’ (site, date) <address> accessed day; 1.4 no full stops in abbreviations;
    # 2.5.1 pinpoints without stops: s, cl.
    ("oscola", POLICY, f"Acme Phones, Inc, ‘Privacy Policy’ (Phone Privacy, 1 March 2020) <{AT}> archived at <{WEB}> accessed 8 November 2026"),
    ("oscola", UNDATED, f"Acme Phones, Inc, ‘Privacy Policy’ (Phone Privacy, archived 2 September 2020) <{AT}> accessed 8 November 2026"),
    ("oscola", OWN, f"Acme Phones, Inc, ‘Privacy Policy’ (Phone Privacy, 1 March 2020) s 4(b) <{AT}#x.2> archived at <{WEB}> accessed 8 November 2026"),
    ("oscola", CLAUSE, f"Acme Phones, Inc, ‘Privacy Policy’ (Phone Privacy, 1 March 2020) ‘Cookies’, cl 2 <{AT}#x.2> archived at <{WEB}> accessed 8 November 2026"),
    ("oscola", ANSWER, f"‘Is data sold? No’ (Phone Privacy, 5 September 2026) <{AT}#_sale> accessed 8 November 2026"),
    # Template:Cite web: a corporate author with a comma in double brackets, |at= for the place in the source.
    ("wikipedia", CLAUSE, f"<ref>{{{{cite web |author=((Acme Phones, Inc.)) |title=Privacy Policy |at=“Cookies,” cl. 2 |website=Phone Privacy |date=1 March 2020 |url={AT}#x.2 |access-date=8 November 2026 |id=SHA-256 ab12, swh:1:cnt:cd34}}}} Archived from the original on 2 September 2020 at [{WEB} Internet Archive].</ref>"),
    ("wikipedia", ANSWER, f"<ref>{{{{cite web |author=((Phone Privacy)) |title=Is data sold? No |website=Phone Privacy |date=5 September 2026 |url={AT}#_sale |access-date=8 November 2026 |id=about text with SHA-256 ab12, swh:1:cnt:cd34}}}}</ref>"),
    ("markdown", CLAUSE, f"Acme Phones, Inc.: [Privacy Policy, “Cookies”, clause 2](<{AT}#x.2>) (last updated 1 March 2020, archived on 2 September 2020). *Phone Privacy*. Archived at <{WEB}>. Accessed on 8 November 2026. Text with SHA-256 ab12, swh:1:cnt:cd34."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "holes", "right"), RIGHT, ids=[f"{style}-{n}" for n, (style, *_) in enumerate(RIGHT)]
)
def test_a_reference_is_what_the_rules_of_its_style_make(style, holes, right):
    assert filled(style, holes) == right


def test_italics_are_marked_where_they_can_be():
    assert "<i>Privacy Policy</i>" in filled_rich("apa", POLICY)
    assert "<i>Phone Privacy</i>" in filled_rich("mla", POLICY)
    assert filled_rich("oscola", POLICY).count("&lt;https://") == 2


def test_without_a_day_of_access_no_form_speaks_of_one():
    for holes in (POLICY, UNDATED, CLAUSE, ANSWER):
        known = {name: value for name, value in holes.items() if name != "accessed"}
        for style in table()["styles"]:
            said = filled(style, known).lower()
            assert not any(word in said for word in ("access", "retrieved", "visited", "urldate", "y2  -"))
            assert not set("«»⟦⟧⟪⟫⟨⟩") & set(said)


def test_words_of_a_policy_are_no_markup_in_any_form():
    evil = "«site» ⟦part?x⟧ }} | [[x]] ''b'' <script>alert(1)</script> [l](javascript:x) *a* `b` \\ \""
    holes = CLAUSE | {"author": evil, "title": evil, "heading": evil}
    for style in table()["styles"]:
        assert "«site»" in filled(style, holes)
    assert "<script" not in filled("html", holes) + filled_rich("apa", holes)
    wiki = filled("wikipedia", holes)
    assert wiki.count("}}") == wiki.count("{{") == 1
    assert "[[" not in wiki
    assert not re.search(r"(?<!\\)\]\(javascript", filled("markdown", holes))
