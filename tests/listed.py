"""A text with lists in a list, lead-ins, and a table, and its headings."""

from __future__ import annotations

TEXT = """\
# Sharing

We keep few data. We share them with:

- our bank, to be paid:
  1. in euro, or
  2. in yen;

  and with nobody there;
- the police. They ask for:

  - names.

No colon stands before this list.

- One.

| Data | Shared with |
|------|-------------|
| Name | The bank |
| Call | Nobody |

# Listed

- First of all.
"""
HEADINGS = ((1, "Sharing"), (23, "Listed"))
