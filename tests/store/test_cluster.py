"""Work behind a scheduler: the same results, a killed worker loses nothing, and nobody else is let in.

These need the extra ``cluster``; without it they are left out.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import verbs
from builders import BookFolder
from fineprint.store.cluster import ClusterError, run_on_worker, wrong_address
from fineprint.store.workers import Workers, map_work

#: Seconds a piece of work takes that is to be interrupted.
SHORT = 0.5


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tls://127.0.0.1:8786", None),
        ("tls://cluster.example:8786", None),
        ("tcp://127.0.0.1:8786", None),
        ("tcp://[::1]:8786", None),
        ("tcp://localhost:8786", None),
        ("tcp://cluster.example:8786", "TLS with a client certificate"),
        ("tcp://192.0.2.7:8786", "TLS with a client certificate"),
        ("tcp://127.0.0.1.example.org:8786", "TLS with a client certificate"),
        ("cluster.example:8786", "not the address"),
        ("http://127.0.0.1:8786", "not the address"),
        ("tcp://127.0.0.1", "not the address"),
        ("tcp://127.0.0.1:many", "not the address"),
        ("", "not the address"),
    ],
)
def test_work_goes_to_this_machine_or_over_tls(address: str, said: str | None) -> None:
    wrong = wrong_address(address)
    assert (wrong is None) if said is None else (wrong is not None and said in wrong)


def test_a_wrong_address_is_wrong_usage(book_folder: BookFolder) -> None:
    done = verbs.run("build", "--root", book_folder.root, "--scheduler", "tcp://cluster.example:8786")
    assert done.returncode == 2
    assert "TLS with a client certificate only" in done.stderr


def test_other_code_does_nothing() -> None:
    with pytest.raises(ClusterError, match="another Fineprint"):
        run_on_worker("another digest", b"never unpickled", b"never unpickled")


class Cluster:
    """A scheduler with two workers on this machine, each a process in a folder of its own without the book."""

    def __init__(self, folder: Path) -> None:
        pytest.importorskip("distributed")
        self.folder = folder
        self.address_file = folder / "scheduler.json"
        own = ["--host", "127.0.0.1", "--scheduler-file", str(self.address_file)]
        scheduler = ["distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", *own]
        self.processes = [self._start("scheduler", scheduler)]
        until = time.monotonic() + 60
        while not self.address_file.exists():
            assert time.monotonic() < until, self.said()
            time.sleep(0.1)
        worker = ["distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        worker += ["--host", "127.0.0.1", "--scheduler-file", str(self.address_file)]
        self.processes += [self._start(f"worker-{number}", worker) for number in range(2)]
        self.address = json.loads(self.address_file.read_text(encoding="utf-8"))["address"]

    def _start(self, name: str, line: list[str]) -> subprocess.Popen[bytes]:
        place = self.folder / name
        place.mkdir(parents=True)
        paths = os.pathsep.join(path for path in sys.path if path)
        environment = {**os.environ, "PYTHONPATH": paths, "DASK_TEMPORARY_DIRECTORY": str(place)}
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen([sys.executable, "-m", *line], cwd=place, env=environment, stdout=log, stderr=log)

    def said(self) -> str:
        """What the processes wrote."""
        return "\n".join(file.read_text(errors="replace") for file in sorted(self.folder.glob("*.log")))

    def end(self) -> None:
        """End all of them."""
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster for one test."""
    made = Cluster(tmp_path / "cluster")
    yield made
    made.end()


def slow(number: int) -> tuple[int, int]:
    """A number and who returned it, after a while."""
    time.sleep(SHORT)
    return number, os.getpid()


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_loses_nothing(cluster: Cluster) -> None:
    results = map_work(slow, range(12), Workers(scheduler=cluster.address))
    first = next(results)
    victim = next(process for process in cluster.processes[1:] if process.pid == first[1])
    victim.send_signal(signal.SIGKILL)
    made = [first, *results]
    assert [number for number, _ in made] == list(range(12))
    pids = {process for _, process in made}
    assert pids <= {process.pid for process in cluster.processes[1:]}
    assert len(pids) == 2, "both had a part in it"


@pytest.mark.filterwarnings("ignore")
def test_a_site_is_the_same_with_any_number_of_workers_and_behind_a_scheduler(
    book_folder: BookFolder, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A small book is not divided otherwise.
    monkeypatch.setattr("fineprint.store.vendor_cache.MANY", 2)
    monkeypatch.setattr("fineprint.verify.site_check.MANY", 2)
    monkeypatch.setattr("fineprint.verify.site_check.PIECE", 7)
    for name in ("birch", "cedar", "dogwood", "elder"):
        book_folder.add_vendor(name, name.title(), "2020-03-04")
    root = book_folder.root
    settings = (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("VoIP Privacy", "Small Book").replace("Vendors: vendors/", "Companies: companies/")
    book_folder.write("mkdocs.yml", settings.replace("  - Findings: findings/index.md\n", ""))
    verbs.run("record", "--root", root)
    made = {}
    for options in (("--workers", "1"), ("--workers", "2"), ("--workers", "4"), ("--scheduler", cluster.address)):
        for name in ("site", "docs", ".cache"):
            shutil.rmtree(root / name, ignore_errors=True)
        done = verbs.run("build", "--root", root, "--site", *options)
        assert done.returncode == 0, done.stdout + done.stderr + cluster.said()
        made[options] = {
            path.relative_to(root / "site"): path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()
        }
    first, *others = made.values()
    assert len(first) > 50
    for other in others:
        assert other.keys() == first.keys()
        assert [path for path in first if first[path] != other[path]] == []
    # The workers have no file of the book but what came with the work.
    left = [path for path in cluster.folder.rglob("*") if path.suffix in (".md", ".html", ".yml")]
    assert left == []
