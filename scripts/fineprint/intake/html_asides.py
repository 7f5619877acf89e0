"""What of a page is no text of the policy: hidden blocks, menus, banners, forms, other pages inside it.

Nothing is taken out of the tree. What is set aside is named with its words, so that it can be said and recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..text.blocks import fold
from .html_page import SILENT, Page, SetAside
from .html_styles import Styles, is_hidden

#: Elements with words that a page does not show as its own text, and what they are called.
APART = {
    "noscript": "words for browsers without scripts (noscript)",
    "template": "words kept for a script (template)",
    "iframe": "another page inside this one (iframe)",
    "object": "an embedded file (object)",
    "embed": "an embedded file (embed)",
    "select": "a menu to choose from (select)",
    "datalist": "a menu to choose from (datalist)",
    "textarea": "a field of a form (textarea)",
    "dialog": "a closed window (dialog)",
}
_FOLDED = re.compile(
    r"accord|collaps|expand|panel|toggle|foldable|dropdown-?content|tab-?(?:pane|content|body)|faq", re.I
)
_BANNER = re.compile(
    r"cookie[-_ ]?(?:banner|bar|notice|consent|pop|modal|law|message|alert|prompt|dialog|overlay|layer|wall|box)"
    r"|(?:consent|gdpr|ccpa)[-_ ]?(?:banner|bar|notice|pop|modal|dialog|manager|overlay|root)",
    re.IGNORECASE,
)
#: Names that well-known tools for consent give to their windows.
_BANNER_TOOL = re.compile(
    r"onetrust-(?:banner|consent|pc)|CybotCookiebotDialog|didomi-(?:host|popup|notice)|(?:^|\s)cc-window|axeptio"
    r"|cky-(?:modal|consent|overlay|preference)|cmplz-cookiebanner|tarteaucitron(?:Root|AlertBig)|osano-cm-|iubenda-cs-"
    r"|usercentrics-root|BorlabsCookieBox|moove_gdpr|cookie-law-info|(?:^|\s)cli-modal|qc-cmp2|sp_message|hs-eu-cookie"
    r"|(?:^|\s)klaro|cookiefirst-root|termly-code|evidon-|truste[-_](?:consent|overlay)|CookieConsent(?:$|\s)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|latest|recent|popular|more)[-_](?:posts?|news|articles?|stories|links|reads?|pages)"
    r"|(?:^|\s)(?:breadcrumbs?|skip-?(?:link|nav|to-content)\S*|addthis\S*|sharedaddy)(?:$|\s)"
    r"|(?:share|sharing|social)[-_](?:bar|buttons?|links|icons?|this|menu)"
    r"|newsletter[-_]?(?:form|signup|sign-up|box|block)|(?:^|[\s_-])(?:ad|advert)[-_](?:slot|banner|container)"
    r"|(?:^|[\s_-])(?:footer|header|nav|navbar|navigation|menu|top-?bar|side-?bar|lang(?:uage)?-?(?:menu|switch(?:er)?|picker|select(?:or)?))(?:$|[\s_-])",
    re.IGNORECASE,
)
#: Elements that can be a part of a page beside its text; a heading, a paragraph or a link is none.
_PARTS = frozenset(["div", "section", "aside", "ul", "ol", "nav", "header", "footer", "table", "center", "form"])
#: What a block that is set aside for its name alone may hold of the element's words.
_SMALL_SHARE, _LARGE_SHARE, _MOST_SHARE = 0.2, 1 / 3, 0.9
_HIDDEN_WORDS, _BESIDE_WORDS = 50, 150


def set_aside(page: Page, chosen: LexborNode) -> None:
    """Find what of the chosen element is no text of the policy, the hidden first and by its place the rest."""
    named = {
        value
        for node in chosen.css("[aria-controls], [data-target], [data-bs-target], [href]")
        for value in _targets(node)
    }
    total = max(page.count(chosen), 1)
    _Setter(page, chosen, total, named).visit(chosen, inside=False)


def _targets(node: LexborNode) -> Iterator[str]:
    attributes = node.attributes
    yield from (attributes.get("aria-controls") or "").split()
    for name in ("data-target", "data-bs-target", "href"):
        value = attributes.get(name) or ""
        if value.startswith("#") and len(value) > 1:
            yield value[1:]


class _Setter:
    def __init__(self, page: Page, chosen: LexborNode, total: int, named: set[str]) -> None:
        self.page, self.chosen, self.total, self.named = page, chosen, total, named
        self.whole = " ".join("".join(page.words(chosen)).split())

    def visit(self, node: LexborNode, inside: bool) -> None:
        for child in node.iter():
            tag = child.tag or "-"
            if tag.startswith(("-", "!")) or tag in SILENT:
                continue
            kind = self.kind(child, inside)
            if kind:
                words = self.words(child)
                self.page.skipped[child.mem_id] = SetAside(kind=kind, words=words, node=child.mem_id)
            else:
                self.visit(child, inside or tag in ("article", "main", "section"))

    def words(self, node: LexborNode) -> str:
        if node.tag == "template":
            return _text_of(re.sub(r"</?template\b[^>]*>", "", node.html or "", flags=re.IGNORECASE))
        words = fold("".join(self.page.words(node, every=True)))
        attributes = node.attributes
        if node.tag == "iframe":
            return _text_of(attributes.get("srcdoc") or "") or words
        return words

    def kind(self, node: LexborNode, inside: bool) -> str:
        """What an element is called if it is no text of the policy; empty if it is."""
        tag, attributes = node.tag, node.attributes
        if tag in APART and not (tag == "dialog" and "open" in attributes):
            return APART[tag]
        role = (attributes.get("role") or "").lower()
        named = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        if tag in _PARTS and _BANNER_TOOL.search(named) and (said := self.within("a cookie banner", node, _MOST_SHARE)):
            return said
        if tag in _PARTS and _BANNER.search(named) and (said := self.within("a cookie banner", node, _LARGE_SHARE)):
            return said
        if (hidden := self.hidden(node)) is not None:
            return hidden
        if tag == "nav" or role in ("navigation", "menu", "menubar", "search") or tag == "search":
            return self.within("a menu", node, _LARGE_SHARE)
        if role in ("dialog", "alertdialog") or attributes.get("aria-modal") == "true":
            return self.within("a window over the page", node, _LARGE_SHARE)
        if tag == "form":
            fields = node.css_first("input:not([type=hidden]), select, textarea, button")
            return self.within("a form", node, _SMALL_SHARE) if fields is not None else ""
        if tag == "footer" or role == "contentinfo":
            small = not inside or self.page.count(node) <= _HIDDEN_WORDS or self.linked(node) > 0.5
            return self.within("the foot of the page", node, _LARGE_SHARE) if small else ""
        if (tag == "header" or role == "banner") and not inside and node.css_first("h1") is None:
            return self.within("the head of the page", node, _SMALL_SHARE)
        if (
            tag in _PARTS
            and _BESIDE.search(named)
            and self.page.count(node) <= _BESIDE_WORDS
            and self.linked(node) > 0.5
        ):
            return self.within("what stands beside the text", node, _SMALL_SHARE)
        if (tag == "aside" or role == "complementary") and self.linked(node) > 0.5:
            return self.within("what stands beside the text", node, _SMALL_SHARE)
        return ""

    def within(self, kind: str, node: LexborNode, share: float) -> str:
        return kind if self.page.count(node) <= max(share * self.total, 12) and not self.all_there_is(node) else ""

    def all_there_is(self, node: LexborNode) -> bool:
        return self.page.count(node) >= self.total

    def linked(self, node: LexborNode) -> float:
        """The share of an element's words that are links, buttons or fields."""
        count = self.page.count(node)
        return sum(self.page.count(link) for link in node.css("a, button, label")) / count if count else 1.0

    def hidden(self, node: LexborNode) -> str | None:
        """What a block that is not shown is called; empty if its words are to be taken all the same."""
        attributes = node.attributes
        silent = attributes.get("aria-hidden") == "true"
        if not ("hidden" in attributes or silent or is_hidden(self.page.styles.of(node))):
            return None
        words = self.words(node)
        count = len(words.split())
        if not any(map(str.isalnum, words)):
            return "a hidden block"
        again = self.whole.count(words) > 1
        named = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        folded = (
            (attributes.get("id") or "") in self.named
            or attributes.get("role") in ("tabpanel", "region")
            or attributes.get("hidden") == "until-found"
            or _FOLDED.search(named)
        )
        much = count > max(_HIDDEN_WORDS, _LARGE_SHARE * self.total) or (silent and count > _HIDDEN_WORDS)
        if not again and (folded or much):
            self.page.folded.append(words)
            return ""
        return "a hidden block"


def _text_of(html: str) -> str:
    if not html:
        return ""
    page = Page(LexborHTMLParser(html), Styles())
    return fold("".join(page.words(page.tree.body))) if page.tree.body else ""
