"""How the words that a page's conversion took differ from those that a browser shows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from playwright.sync_api import sync_playwright

from fineprint.intake.convert import Converted
from fineprint.intake.encoding import page_text
from tools.browser import chromium


def browser_differences(files: Sequence[tuple[Path, Converted]]) -> Iterator[str]:
    """For each page how its words differ from those that Chromium shows of the same element, without scripts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        context = browser.new_context(java_script_enabled=False, offline=True)
        for path, converted in files:
            page = context.new_page()
            page.route("**/*", lambda route: route.abort())
            text = page_text(path.read_bytes(), None)[0]
            page.set_content(
                re.sub(r"(?is)<script\b.*?</script\s*>|<meta[^>]+http-equiv[^>]+>|<base\b[^>]*>", "", text)
            )
            selector = converted.original.converter.rpartition(", element ")[2] if converted.original else "body"
            shown = page.locator(selector).first.inner_text()
            page.close()
            yield _differences(_plain(shown), _plain(converted.raw.decode()))
        browser.close()


def _plain(text: str) -> list[str]:
    text = re.sub(r"\]\([^()\s]*\)|<br>", " ", text)
    folded = unicodedata.normalize("NFKC", text)
    return re.findall(r"[^\W_]+", "".join(sign for sign in folded if unicodedata.category(sign) != "Cf"))


def _differences(shown: Sequence[str], taken: Sequence[str]) -> str:
    lost, added = Counter(shown) - Counter(taken), Counter(taken) - Counter(shown)
    order = sum(block.size for block in SequenceMatcher(None, shown, taken, autojunk=False).get_matching_blocks())
    moved = len(shown) - lost.total() - order
    return f"{len(shown)} words shown, {lost.total()} not taken, {added.total()} not shown, {moved} in other order"
