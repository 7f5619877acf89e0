"""Intake: from a file or an address to a complete version folder. What can't be known is left open, never guessed."""

from __future__ import annotations


class RefusedError(Exception):
    """What was given can't be taken in; the message is one line that says why and how to mend it."""
