"""What the papers for contributors tell to run is run, as a newcomer would: four commands and two edited files."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from fineprint.theme import SHARED_PAGES

ROOT = Path(__file__).resolve().parents[1]
PAPERS = (ROOT / "policies/README.md", SHARED_PAGES / "about/contribute/index.md", ROOT / "README.md")
NOT_COPIED = (".git", ".venv", ".cache", "site", "tests", "pagefind", "__pycache__", ".hypothesis", ".pytest_cache")
COMMANDS = 4

POLICY = """\
<!DOCTYPE html><html lang="en"><body><nav>Shop</nav><main>
<h1>Acorn Phones Privacy Policy</h1>
<p>Last updated: 6 May 2024. This policy applies to our website and to our telephone service.</p>
<h2>Do Not Track</h2>
<p>We take no action in response to Do Not Track signals.</p>
<h2>Contact</h2>
<p>Write to us at 1 Oak Road, Acorn Town.</p>
</main></body></html>
"""


def commands_of(paper: Path) -> list[str]:
    """The commands by which a paper has a policy added, in order."""
    text = paper.read_text(encoding="utf-8").partition("\n## Add a policy")[2].partition("\n## ")[0]
    # A page of the site has no fences, for lack of the extension: there, code in a list is indented twice.
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL) or re.findall(r"(?m)^ {8}(.*)", text)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def words_of(command: str) -> list[str]:
    """A command as it is run in a copy: with the Python and the packages of this test, and the copy's program."""
    first, *rest = shlex.split(command)
    if first == "make":
        # The virtual environment is taken for done: it is the one that runs this test.
        return ["make", "-o", ".venv/book", f"BIN={Path(sys.executable).parent}", *rest]
    assert first == ".venv/bin/fineprint"
    return [sys.executable, "-m", "fineprint", *rest]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project without what is made in it, and a policy that a newcomer has saved."""
    made = tmp_path / "project"
    shutil.copytree(ROOT, made, ignore=shutil.ignore_patterns(*NOT_COPIED))
    (made / "policy.html").write_text(POLICY)
    return made


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "scripts")}
    return subprocess.run(
        words_of(command), cwd=folder, capture_output=True, text=True, check=False, timeout=120, env=environment
    )


@pytest.fixture
def preview(copy: Path) -> Iterator[str]:
    """``make serve``, on a port that is free."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    settings = copy / "mkdocs.yml"
    settings.write_text(settings.read_text() + f"\ndev_addr: 127.0.0.1:{port}\n")
    (serve,) = [command for command in commands_of(PAPERS[0]) if command == "make serve"]
    log = (copy / "serve.log").open("w")
    child = subprocess.Popen(words_of(serve), cwd=copy, stdout=log, stderr=log, start_new_session=True)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(10)
        log.close()


def shown(address: str, words: str, seconds: float = 90) -> None:
    """Wait until a page of the preview holds some words."""
    end, said = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        try:
            said = urlopen(address, timeout=5).read().decode()
        except OSError as reason:
            said = str(reason)
        if words in said:
            return
        time.sleep(0.3)
    pytest.fail(f"{address} does not show {words!r}: {said[:300]}")


def pasted(sheet: str, question: str, note: str, value: str = "", words: str = "") -> str:
    """An entry of the review worksheet, filled in: of a text that answers, or, without a value, of a silent one."""
    entries = sheet.split("```yaml\n")[1].split("```", maxsplit=1)[0]
    answered, silent = re.findall(r"  question-id:.*\n(?:    .*\n)+", entries)
    # Nothing is to be ruled out where no passage bears the question's number.
    entry = answered if value else re.sub("    ruled_out: .*\n", "", silent)
    entry = entry.replace("question-id", question).replace("value-id", value).replace("its words", words)
    return entry.replace('note: ""', f"note: {note}").replace("YYYY-MM-DD", "2024-05-07")


def test_all_papers_tell_the_same_four_commands() -> None:
    first, *others = (commands_of(paper) for paper in PAPERS)
    assert others == [first, first]
    assert len(first) == COMMANDS


def test_a_newcomer_takes_a_policy_in_answers_checks_and_sees_it(copy: Path, preview: str) -> None:
    _, add, check, record = commands_of(PAPERS[0])
    shown(preview, "VoIP Privacy")
    done = run(add, copy)
    assert (done.returncode, done.stderr) == (0, "")
    place = "policies/acorn/privacy-policy/2024-05-06"
    assert done.stdout.startswith(f"{place}: a new version")
    sheet = (copy / ".cache/worksheets/acorn/privacy-policy/2024-05-06.md").read_text()

    vendor, answers = copy / "policies/acorn/vendor.yml", copy / place / "answers.yml"
    assert run(check, copy).returncode == 1
    vendor.write_text(vendor.read_text().replace('description: ""', "description: Telephones and telephone service."))
    assert "preamble.1, line 3 [1, 2]: Last updated: 6 May 2024." in sheet
    entries = [
        pasted(
            sheet,
            "effective-date",
            "A last-updated date of 6 May 2024 is given.",
            "updated",
            "Last updated: 6 May 2024.",
        ),
        pasted(
            sheet,
            "do-not-track",
            "No action is taken.",
            "ignored",
            "We take no action in response to Do Not Track signals.",
        ),
        pasted(sheet, "breach-notice", "No promise about a breach is made."),
    ]
    answers.write_text(answers.read_text().replace("answers: {}\n", "answers:\n" + "".join(entries)))
    done = run(check, copy)
    assert done.returncode == 0, done.stdout
    assert "0 errors" in done.stderr

    shown(f"{preview}vendors/acorn/privacy-policy/2024-05-06/", "A last-updated date of 6 May 2024 is given.")
    shown(f"{preview}about/worksheets/acorn/privacy-policy/2024-05-06/", "questions await review")
    done = run(record, copy)
    assert done.returncode == 0, done.stderr
    assert (copy / "policies/_addresses/acorn.privacy-policy.2024-05-06.txt").is_file()
    assert (copy / place / "addresses.txt").is_file()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.parent.name)
def test_a_path_that_is_named_exists(paper: Path) -> None:
    named = re.findall(r"`((?:\.github|scripts|docs|policies)/[\w./-]+)`", paper.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_watch_runs_what_there_is() -> None:
    text = (ROOT / ".github/workflows/watch.yml.example").read_text(encoding="utf-8")
    assert ".venv/bin/fineprint refresh" in text
    assert "pull_request_target" not in text
    assert re.search(r"uses: \S+@(?![0-9a-f]{40})", text) is None
