"""Fixtures of the tests of a book's life."""

from __future__ import annotations

import pytest

from answered import AnsweredBook
from reviewed import Repository


@pytest.fixture
def repository(answered: AnsweredBook) -> Repository:
    """The answered book, committed."""
    return Repository(answered)
