"""The engine builds for the address at which a site is served."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fineprint.build.engine import run_engine

HERE, BOOKS, HOSTS = "http://127.0.0.1:8000/", "https://small-book.example/", "https://host.example/book/"


@pytest.mark.parametrize(
    ("told", "address", "stands"),
    [
        (None, "", HERE),
        (None, BOOKS, BOOKS),
        # A variable of the host that was never given a value.
        ("", BOOKS, BOOKS),
        (HOSTS, BOOKS, HOSTS),
    ],
)
def test_a_site_names_the_address_at_which_it_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str | None, address: str, stands: str
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    if told is not None:
        monkeypatch.setenv("SITE_URL", told)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Words\n", encoding="utf-8")
    settings = f'site_name: A\nsite_url: !ENV [SITE_URL, "{HERE}"]\ntheme: mkdocs\nplugins: []\n'
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    run_engine(tmp_path, tmp_path / "site", address)
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert re.findall(r'rel="canonical" href="([^"]*)"', page) == [stands]
