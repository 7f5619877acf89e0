"""Write the list of the theme's selectors that some page uses, as a browser finds them on every kind of page."""

from __future__ import annotations

import argparse
import functools
import http.server
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from fineprint.theme import USED_STYLES
from fineprint.theme.look import theme_css
from fineprint.theme.theme_styles import all_selectors

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
import chromium

# A selector is asked for without what only tells a state or a part of an element: these come and go.
MATCHES = """(all) => all.filter((selector) => {
  const bare = selector.replace(/::?(before|after|-?[a-z-]*(placeholder|marker|button|track|thumb|backdrop|scrollbar|details)[a-z-]*|first-line|first-letter|selection)/g, "")
    .replace(/:(hover|focus-visible|focus-within|focus|active|target|checked|disabled|visited|link|empty)(?![\\w-])/g, "");
  try {
    return document.querySelector(bare.trim() || "*") !== null;
  } catch {
    return true;
  }
})"""


# A policy of another book can have any element that the writer of policy text knows.
OPEN = """() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  document.querySelector(".cite")?.click();
  const words = "<p>a <strong>b</strong> <em>c</em> <s>d</s> <code>e</code> <mark>f</mark><br><a href='#'>g</a></p>";
  const list = (tag) => `<${tag}><li>${words}<${tag}><li>h</li></${tag}></li></${tag}>`;
  const table = `<table><thead><tr><th>i</th></tr></thead><tbody><tr><td>j</td></tr></tbody></table>`;
  const all = [words, list("ul"), list("ol"), table, "<pre><code>k</code></pre>", "<hr>"].join("");
  document.querySelector("article").insertAdjacentHTML("beforeend", `${all}<blockquote>${all}</blockquote><ul><li>${all}</li></ul>`);
}"""


def matching(page: Page, addresses: Iterable[str], asked: Sequence[str]) -> set[str]:
    """Those of the selectors asked for that match something on some page, light or dark, its folded parts open."""
    found: set[str] = set()
    for address in addresses:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(address)
            found.update(page.evaluate(MATCHES, list(asked)))
            page.evaluate(OPEN)
            found.update(page.evaluate(MATCHES, list(asked)))
    return found


def sample(site: Path) -> list[str]:
    """A page of every folder's kind: the first and the longest of each folder of the site."""
    pages = [path for path in site.rglob("*.html") if "pagefind" not in path.parts]
    kinds: dict[tuple[str, int], list[Path]] = {}
    for path in pages:
        parts = path.relative_to(site).parts
        kinds.setdefault((parts[0], len(parts)), []).append(path)
    chosen = {max(group, key=lambda path: path.stat().st_size) for group in kinds.values()}
    return sorted(path.relative_to(site).as_posix().replace("index.html", "") for path in chosen)


def main() -> int:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="+", type=Path, metavar="SITE", help="folder of a built site")
    wanted = parser.parse_args()
    asked = sorted(set(all_selectors(theme_css())))
    found: set[str] = set()
    path = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        for site in wanted.sites:
            handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=site)
            with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
                threading.Thread(target=server.serve_forever, daemon=True).start()
                base = f"http://127.0.0.1:{server.server_port}/"
                found |= matching(page, (base + each for each in sample(site)), asked)
                server.shutdown()
        browser.close()
    USED_STYLES.write_text("".join(f"{selector}\n" for selector in sorted(found)), encoding="utf-8")
    print(f"{len(found)} of {len(asked)} selectors are used")
    return 0


if __name__ == "__main__":
    sys.exit(main())
