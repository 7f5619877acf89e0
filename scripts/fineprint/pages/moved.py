"""Addresses that moved: ``redirects`` of book.yml, and the static pages that stand at the old ones.

A redirect of a path carries every path below it. A page of clauses is not left at once, since a browser drops the
clause on the way: its old page lists each clause's new place under the clause's old address.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from ..core.addresses import book_paths, redirect_target, version_path
from ..core.model import Book, Version
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
{places}</main>
</body>
</html>
"""


def stubs(book: Book) -> Iterator[tuple[str, bytes]]:
    """The page at each published address that moved, and a version's stored text: path below ``docs/`` and bytes."""
    now = set(book_paths(book))
    versions = {version_path(book, version): version for version in book.versions()}
    # An address with a fragment stands on a page that is still there; that page carries the old id.
    for old in sorted({path for path in (*book.ledger, *book.redirects) if "#" not in path} - now):
        new = redirect_target(book, old)
        if new in now and "#" not in new:
            yield f"{old}index.html", _stub(book, old, new, versions.get(new)).encode()
            if new in versions:
                yield f"{old}policy.txt", versions[new].raw


def _stub(book: Book, old: str, new: str, version: Version | None) -> str:
    target = "../" * old.count("/") + new
    places = ""
    if version is not None:
        published = [address.fragment for address in (*version.ledger, *addresses_of(version.sections))]
        published += [f"_{question}" for question in version.answers]
        links = "\n".join(
            f'<li id="{each}"><a href="{target}#{each}">{each}</a></li>' for each in dict.fromkeys(published)
        )
        places = f"<p>Each section, clause and answer has kept its address there:</p>\n<ul>\n{links}\n</ul>\n"
    return _PAGE.format(
        canonical=html.escape(book.base_url + new),
        target=target,
        refresh="" if version else f'<meta http-equiv="refresh" content="0; url={target}">\n',
        places=places,
    )
