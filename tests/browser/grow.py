"""The shipped book, grown: a second version of a policy that nobody has read yet, and a vendor whose address moved.

The words of the second version are the tests' own changes to the first; no such version was ever published.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

OLDER, NEWER = (f"policies/voip-com/privacy-policy/{day}" for day in ("2006-10-16", "2007-10-16"))
#: Words of the older version → words of the newer one.
CHANGES = {
    "Voip.com will not read, listen to or disclose": "Voip.com will not read, record, listen to or disclose",
    "If you reject cookies, you may still use our site": "If you refuse cookies, you may still use our site",
}


def grow(root: Path) -> None:
    """Add the version and the moved address to the copy of the book in the folder ``root``."""
    older, newer = root / OLDER, root / NEWER
    shutil.copytree(older, newer)
    (newer / "answers.yml").unlink()
    (newer / "addresses.txt").unlink()
    before = (older / "policy.md").read_bytes()
    after = before
    for old, new in CHANGES.items():
        assert after.count(old.encode()) == 1, old
        after = after.replace(old.encode(), new.encode())
    (newer / "policy.md").write_bytes(after)
    record = (newer / "record.yml").read_text(encoding="utf-8")
    record = record.replace(hashlib.sha256(before).hexdigest(), hashlib.sha256(after).hexdigest())
    record = re.sub(r"archived: 2006-10-16", "archived: 2007-10-16", record)
    record = re.sub(r"  archive_url: .*", "  archive_url: null", record)
    record = record.replace("  note: null", "  note: This version is invented for a test.")
    (newer / "record.yml").write_text(record, encoding="utf-8")
    with (root / "policies/addresses.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("vendors/voipcom/\nvendors/voipcom/privacy-policy/2006-10-16/\n")
    with (root / "policies/book.yml").open("a", encoding="utf-8") as book:
        book.write("redirects:\n  vendors/voipcom/: vendors/voip-com/\n")
