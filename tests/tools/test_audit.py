"""The audit against a service on this machine that speaks as OSV does: what it asks, and what it makes of answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from tools.audit import main
from tools.licences import LOCKED, pinned

PACKAGES = list(dict.fromkeys(package for file in LOCKED for package in pinned(file)))
#: A fault of Jinja2 as the service tells it, shortened; the other package's versions must not be taken for its own.
FAULT = {
    "id": "GHSA-462w-v97r-4m45",
    "affected": [
        {
            "package": {"name": "django", "ecosystem": "PyPI"},
            "ranges": [{"type": "SEMVER", "events": [{"fixed": "9"}]}],
        },
        {
            "package": {"name": "Jinja2", "ecosystem": "PyPI"},
            "ranges": [
                {"type": "GIT", "repo": "https://example.org", "events": [{"introduced": "0"}, {"fixed": "0ab1"}]},
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.10.1"}]},
            ],
        },
    ],
}
#: A question's queries → the body of the answer.
Answer = Callable[[list[dict[str, Any]]], bytes]


@contextmanager
def service(answer: Answer) -> Iterator[str]:
    """The address of a service that answers so; anything but the two requests of the protocol is an error."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert list(asked) == ["queries"]
            self.say(answer(asked["queries"]) if self.path == "/v1/querybatch" else b"")

        def do_GET(self) -> None:
            self.say(json.dumps(FAULT).encode() if self.path == f"/v1/vulns/{FAULT['id']}" else b"")

        def say(self, body: bytes) -> None:
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body) + (body[-1:] == b"!")))
            self.end_headers()
            self.wfile.write(body.rstrip(b"!"))

        def log_message(self, *said: object) -> None:
            pass

    made = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{made.server_port}"
    finally:
        made.shutdown()
        made.server_close()


def results(queries: list[dict[str, Any]], **faults: dict[str, Any]) -> bytes:
    """An answer in which each package has nothing, or what is given for it."""
    return json.dumps({"results": [faults.get(query["package"]["name"], {}) for query in queries]}).encode()


def test_every_locked_package_is_asked_about_and_none_has_a_known_fault(capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[dict[str, Any]] = []
    with service(lambda queries: seen.extend(queries) or results(queries)) as address:
        assert main(["--service", address]) == 0
    asked = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in PACKAGES]
    assert seen == asked
    assert len(seen) > 50
    assert capsys.readouterr().out == f"{len(PACKAGES)} of {len(PACKAGES)} packages asked about, 0 faults known\n"


def test_a_known_fault_is_named_with_the_version_that_mends_it(capsys: pytest.CaptureFixture[str]) -> None:
    version = dict(PACKAGES)["jinja2"]
    faulty = {"vulns": [{"id": FAULT["id"], "modified": "2023-03-10T05:23:41Z"}]}
    with service(lambda queries: results(queries, jinja2=faulty)) as address:
        assert main(["--service", address]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"jinja2 {version}: GHSA-462w-v97r-4m45, mended in 2.10.1"
    assert said[1:] == [f"{len(PACKAGES)} of {len(PACKAGES)} packages asked about, 1 faults known"]


def test_a_fault_whose_details_are_missing_is_named_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    with service(lambda queries: results(queries, jinja2={"vulns": [{"id": "PYSEC-1", "modified": ""}]})) as address:
        assert main(["--service", address]) == 1
    assert ": PYSEC-1, where it is mended was not told\n" in capsys.readouterr().out


def test_the_next_page_of_faults_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    def answer(queries: list[dict[str, Any]]) -> bytes:
        if "page_token" not in queries[0]:
            return results(queries, jinja2={"vulns": [{"id": "A", "modified": ""}], "next_page_token": "two"})
        assert [(query["package"]["name"], query["page_token"]) for query in queries] == [("jinja2", "two")]
        return results(queries, jinja2={"vulns": [{"id": "B", "modified": ""}]})

    with service(answer) as address:
        assert main(["--service", address]) == 1
    said = capsys.readouterr().out
    assert said.index(": A, ") < said.index(": B, ")
    assert said.endswith(f"{len(PACKAGES)} of {len(PACKAGES)} packages asked about, 2 faults known\n")


@pytest.mark.parametrize(
    ("answer", "answered", "why"),
    [
        (lambda queries: results(queries[:-2]), len(PACKAGES) - 2, f"answers to {len(PACKAGES)} questions"),
        (lambda queries: results(queries)[:40], 0, "no answer that can be read"),
        (lambda queries: results(queries) + b"!", 0, "no answer that can be read"),
        (lambda queries: b"", 0, "HTTP Error 404"),
        (lambda queries: b"[]", 0, "no answer that can be read"),
        (lambda queries: b'{"code": 3, "message": "Too many queries."}', 0, "no answer that can be read"),
        (
            lambda queries: results(queries, jinja2={"next_page_token": "again"}),
            len(PACKAGES) - 1,
            "more than 20 pages",
        ),
    ],
    ids=["fewer", "cut", "ended", "missing", "other", "refused", "endless"],
)
def test_half_an_answer_is_not_taken_for_a_good_one(
    answer: Answer, answered: int, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with service(answer) as address:
        assert main(["--service", address]) == 3
    out, told = capsys.readouterr()
    assert out == f"{answered} of {len(PACKAGES)} packages asked about, 0 faults known\n"
    assert why in told
    assert "nothing is known about" in told
    assert told.count("\n") == 1


def test_a_fault_is_told_even_where_others_have_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    with service(lambda queries: results(queries[:-2], jinja2={"vulns": [{"id": "A", "modified": ""}]})) as address:
        assert main(["--service", address]) == 1
    assert f"{len(PACKAGES) - 2} of {len(PACKAGES)} packages asked about, 1 faults" in capsys.readouterr().out


def test_a_service_that_is_not_there_is_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    with service(results) as gone:
        pass
    assert main(["--service", gone, "--timeout", "5"]) == 3
    assert capsys.readouterr().out == f"0 of {len(PACKAGES)} packages asked about, 0 faults known\n"
