"""Targets of links: which may become one, and which mislead."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fineprint.text.links import doubts, safe_link


@pytest.mark.parametrize(
    "target",
    [
        "http://acorn.example",
        "https://www.acorn.example/privacy?a=b&c=d#e",
        "HTTPS://ACORN.EXAMPLE/",
        "https://acorn.example:8443/x",
        "https://münchen.example/ü",
        "http://192.0.2.1/x",
        "mailto:privacy@acorn.example",
        "MAILTO:privacy@acorn.example?subject=Data",
    ],
)
def test_what_may_be_a_link(target: str) -> None:
    assert safe_link(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "#section",
        "terms.html",
        "../terms",
        "/terms",
        "//oak.example/x",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://acorn.example",
        "tel:+15550100",
        "http:acorn.example",
        "http://",
        "https://?x",
        "https://localhost/",
        "https://-acorn.example/",
        "https://acorn..example/",
        "https://[::1]/",
        "https://[bad",
        "http://a.example:99999/",
        "http://a.example:x/",
        "https://a.example/\u0000",
        "https://a.example/ b",
        'https://a.example/"onclick="x',
        "https://a.example/<b>",
        "https://a.example/`x`",
        "https://a.example/{{x}}",
        "mailto:",
        "mailto:nobody",
        "mailto:a@b@c",
        "mailto:a b@c.example",
        "https://a.example/" + "x" * 2000,
        "https://" + "x" * 64 + ".example/",
    ],
)
def test_what_leads_nowhere(target: str) -> None:
    assert safe_link(target) is None


@given(st.text() | st.text().map("https://a.example/{}".format) | st.text().map("http://{}.example".format))
def test_a_link_is_never_more_than_an_address(target: str) -> None:
    link = safe_link(target)
    if link is not None:
        assert link == target
        assert urlsplit(link).scheme in ("http", "https", "mailto")
        assert escape(link, quote=True).replace("&amp;", "&") == link.replace("&amp;", "&") or "&" in link


@pytest.mark.parametrize(
    ("target", "label", "codes"),
    [
        ("https://acorn.example/privacy", "our policy", []),
        ("https://acorn.example/privacy", "acorn.example", []),
        ("https://www.acorn.example/", "https://acorn.example/privacy?x", []),
        ("https://help.acorn.example/", "www.acorn.example", []),
        ("https://acorn.example/", "privacy@acorn.example", []),
        ("mailto:a@oak.example", "acorn.example", []),
        ("/x", "acorn.example", []),
        ("https://[bad", "acorn.example", []),
        ("https://oak.example/", "acorn.example", ["link.mismatch"]),
        ("https://oak.example/", " HTTPS://Acorn.Example/privacy ", ["link.mismatch"]),
        ("https://acorn.example.oak.example/", "acorn.example", ["link.mismatch"]),
        # What was registered is longer than two labels under some suffixes.
        ("https://oak.co.uk/", "acorn.co.uk", ["link.mismatch"]),
        ("https://oak.com.au/", "www.acorn.com.au", ["link.mismatch"]),
        ("https://oak.github.io/", "acorn.github.io", ["link.mismatch"]),
        ("https://privacy.acorn.co.uk/", "www.acorn.co.uk", []),
        ("https://ACORN.co.uk./", "acorn.co.uk/privacy", []),
        ("https://user:word@oak.example/", "here", ["link.userinfo"]),
        ("https://acorn.example@oak.example/", "acorn.example", ["link.userinfo", "link.mismatch"]),
        ("https://\u0430corn.example/", "here", ["link.idn"]),
        ("https://xn--corn-53d.example/", "here", ["link.idn"]),
    ],
)
def test_a_link_that_misleads_is_doubted(target: str, label: str, codes: list[str]) -> None:
    assert [code for code, _ in doubts(target, label)] == codes


@given(st.text(), st.text())
def test_no_target_raises(target: str, label: str) -> None:
    for prefix in ("", "https://", "http://["):
        safe_link(prefix + target)
        list(doubts(prefix + target, label))
