"""Fixtures that several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from answered import AnsweredBook
from builders import BookFolder

# No test is about time, and two cores may be busy: examples are few and have no deadline.
settings.register_profile("quiet", deadline=None, max_examples=60, derandomize=True)
# For ``make fuzz``: other examples at each run.
settings.register_profile("long", deadline=None, max_examples=300, derandomize=False)
settings.load_profile("quiet")

ROOT = Path(__file__).resolve().parents[1]
# What a test starts as a process is the program beside it, not one that is installed.
os.environ["PYTHONPATH"] = str(ROOT / "scripts")


@pytest.fixture
def book_folder(tmp_path: Path) -> BookFolder:
    """A small book on disk with one good vendor and nothing wrong."""
    return BookFolder(tmp_path)


@pytest.fixture
def answered(tmp_path: Path) -> AnsweredBook:
    """A small book on disk whose questions are all answered, with nothing wrong."""
    return AnsweredBook(tmp_path)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder, with the shipped book in ``policies/``."""
    return ROOT
