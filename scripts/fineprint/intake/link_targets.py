"""Where the links of a page lead, as Markdown can hold it."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_UNSAFE_IN_TARGET = re.compile(r"[\s()<>\\\[\]`*_]")


def target(address: str, base: str | None) -> str:
    """A link's target, written out against the page's address, without what would end it in Markdown."""
    address = address.strip()
    try:
        if base and address and not address.startswith("#") and not urlsplit(address).scheme:
            address = urljoin(base, address)
    except ValueError:
        pass
    return _UNSAFE_IN_TARGET.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), address)
