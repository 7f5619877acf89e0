"""Addresses that moved: ``redirects`` of book.yml, and the static pages that stand at the old ones.

A redirect of a path carries every path below it. A page of clauses is not left at once, since a browser drops the
clause on the way: its old page lists each clause's new place under the clause's old address.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from ..core.addresses import book_paths, version_path
from ..core.dates import spelled_out
from ..core.model import Book, Version
from ..core.notices import STATUSES
from ..core.redirects import redirect_target
from ..prove.ledger import addresses_of

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
{refresh}<link rel="canonical" href="{canonical}">
<title>This page has moved</title>
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>It stands at <a href="{target}">{canonical}</a> now.</p>
{status_note}{places}</main>
</body>
</html>
"""


def stubs(book: Book) -> Iterator[tuple[str, bytes]]:
    """The page at each published address that moved, and a version's stored text: path below ``docs/`` and bytes."""
    now = set(book_paths(book))
    versions = {version_path(book, version): version for version in book.versions()}
    published: dict[str, list[str]] = {}
    for path in (*book.ledger, *book.redirects):
        page, _, fragment = path.partition("#")
        if page not in now:
            published.setdefault(page, []).extend([fragment] if fragment else [])
    # An address with a fragment may stand on a page that is still there; that page carries the old id.
    for old, fragments in sorted(published.items()):
        new = redirect_target(book, old)
        if new in now and "#" not in new:
            yield f"{old}index.html", _stub(book, old, new, versions.get(new), fragments).encode()
            if new in versions:
                yield f"{old}policy.txt", versions[new].raw


def _stub(book: Book, old: str, new: str, version: Version | None, published: list[str]) -> str:
    up = "../" * old.count("/")
    if version is not None:
        clauses = [address.fragment for address in (*version.ledger, *addresses_of(version.sections))]
        published = [*clauses, *(f"_{question}" for question in version.answers), *published]
    links = "\n".join(
        f'<li id="{each}"><a href="{up}{redirect_target(book, f"{old}#{each}")}">{each}</a></li>'
        for each in dict.fromkeys(published)
    )
    places = f"<p>What stood on this page has kept its addresses there:</p>\n<ul>\n{links}\n</ul>\n"
    return _PAGE.format(
        canonical=html.escape(book.base_url + new),
        target=up + new,
        refresh="" if links else f'<meta http-equiv="refresh" content="0; url={up}{new}">\n',
        places=places if links else "",
        status_note=_status_note(book, old),
    )


def _status_note(book: Book, old: str) -> str:
    """How, when and why an address moved, where the book says so."""
    moves = [(path, notice) for path, notice in book.moves.items() if old.startswith(path)]
    if not moves:
        return ""
    _, notice = max(moves, key=lambda move: len(move[0]))
    said = f"{STATUSES[notice.status].capitalize()} on {spelled_out(notice.on)}: {notice.reason}"
    return f"<p>{html.escape(said)}</p>\n"
