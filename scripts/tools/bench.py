"""Measures what a build costs against the plainest site of the same texts: Markdown pages in Material's defaults.

Each size makes a scratch book of that many vendors out of real texts (used again as further vendors where there are
too few) and times, as processes: the yardstick, the pages, the site, the search index, the check alone, a build
after nothing changed, and a build after one policy changed. CPU is user and system time of the processes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

import yaml

from fineprint.store.cache import CACHE_DIR
from tools.curve import plot
from tools.filled import fill
from tools.scratch import FINEPRINT, Made, make_book, read_texts, refusal, settings

Text = tuple[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a step took: seconds of CPU and of the clock, megabytes of the largest process."""

    step: str
    cpu: float
    wall: float
    memory: float

    def __add__(self, other: Cost) -> Cost:
        memory = max(self.memory, other.memory)
        return Cost(step=self.step, cpu=self.cpu + other.cpu, wall=self.wall + other.wall, memory=memory)


def main(arguments: list[str] | None = None) -> int:
    """Prints a table for each size; the figures go to ``--json`` as well."""
    parser = argparse.ArgumentParser(description="Measure what a build costs.")
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="folders of texts")
    parser.add_argument("--sizes", default="10 100", help="numbers of policies, in one argument")
    parser.add_argument("--plot", type=Path, help="draw the processor's time against the size here, as SVG")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args(arguments)
    texts = [(name, raw) for name, raw in read_texts(options.corpus) if refusal(raw) is None]
    if not texts:
        parser.error("no text in these folders")
    figures = {}
    # All books stay until the end: for minutes after many files were taken away, some disks are slow to make new ones.
    with tempfile.TemporaryDirectory(prefix="fineprint-bench-") as folder:
        for size in map(int, options.sizes.replace(",", " ").split()):
            costs = measure(Path(folder, str(size)), texts, size)
            figures[size] = [asdict(cost) for cost in costs]
            print(table(size, costs), flush=True)
            if options.json:
                about = {"processors": os.cpu_count(), "python": sys.version.split()[0]}
                options.json.write_text(
                    json.dumps({"schema": 1, **about, "sizes": figures}, indent=2) + "\n", encoding="utf-8"
                )
            if options.plot:
                options.plot.write_text(plot("Time of the processor", "s", _lines(figures)), encoding="utf-8")
    return 0


def _lines(figures: Mapping[int, Sequence[Mapping[str, object]]]) -> dict[str, list[tuple[int, float]]]:
    """Step → (size, seconds) for each size that was measured."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for size, costs in sorted(figures.items()):
        for cost in costs:
            lines.setdefault(str(cost["step"]), []).append((size, float(cost["cpu"])))
    return lines


def measure(root: Path, texts: Sequence[Text], size: int) -> list[Cost]:
    """All steps for a book of ``size`` policies, each with an answer to every question, below ``root``."""
    made = make_book(root / "book", _enough(texts, size))
    fill(made.root)
    plain = _plain_site(root / "plain", made)
    book = made.root
    docs = [*FINEPRINT, "build", "--root", book, "--no-search"]
    search = docs[:-1]
    check = [*FINEPRINT, "check", "--root", book]
    site = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", book / "mkdocs.yml"]
    costs = [
        run("yardstick: mkdocs build of plain pages", [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", plain])
    ]
    pages, built = run("fineprint build --no-search", docs), run("mkdocs build", site)
    costs += [pages, built, _named("both: our build without search", pages + built)]
    costs.append(run("fineprint build again, nothing changed", docs))
    costs.append(run("fineprint build --no-search --site, pages unchanged: the site and its check", [*docs, "--site"]))
    costs.append(run("fineprint build --no-search --site again, nothing changed", [*docs, "--site"]))
    for what, change in (("policy", _change_policy), ("answer", _change_answer)):
        change(made)
        costs.append(run(f"fineprint build --no-search, one {what} changed", docs))
        costs.append(run(f"fineprint build --no-search --site, one {what} changed, pages done", [*docs, "--site"]))
    costs.append(run("search index (fineprint build, pages unchanged)", search))
    _change_policy(made)
    run("fineprint build --no-search", docs)
    costs.append(run("search index, one policy changed (fineprint build, pages unchanged)", search))
    run("mkdocs build", site)
    costs.append(run("fineprint check-site", [*FINEPRINT, "check-site", "--root", book], found=True))
    (book / CACHE_DIR).rename(root / "kept")
    costs.append(run("fineprint check, nothing kept", check, found=True))
    _change_answer(made)
    costs.append(run("fineprint check, one answer changed", check, found=True))
    costs.append(run("fineprint check again, nothing changed", check, found=True))
    return costs


def _enough(texts: Sequence[Text], size: int) -> list[Text]:
    """``size`` texts; one used again has another name and its own last line, so that nothing is the same twice."""
    made = []
    for number, (name, raw) in enumerate(islice(cycle(texts), size)):
        turn = number // len(texts)
        path = Path(name)
        again = (f"{path.stem}-{turn}{path.suffix}", raw + f"\n\nCopy {turn} of this text.\n".encode())
        made.append(again if turn else (name.replace("/", "-"), raw))
    return made


def _plain_site(root: Path, made: Made) -> Path:
    """The yardstick's site: the same texts as plain Markdown pages, every setting Material's own."""
    (root / "docs").mkdir(parents=True)
    for place in made.files.values():
        text = (made.root / place / "policy.md").read_bytes()
        (root / "docs" / f"{place.split('/')[1]}.md").write_bytes(text)
    config = root / "mkdocs.yml"
    config.write_text("site_name: Policies\ntheme:\n  name: material\n", encoding="utf-8")
    return config


def _change_policy(made: Made) -> None:
    """Put another last paragraph into one policy, as if another capture had been kept."""
    folder = made.root / sorted(made.files.values())[len(made.files) // 2]
    text, record = folder / "policy.md", folder / "record.yml"
    raw = text.read_bytes().rstrip() + b"\n\nOne more sentence stands at the end of this text.\n"
    text.write_bytes(raw)
    data = yaml.safe_load(record.read_text(encoding="utf-8"))
    data["text"]["sha256"] = hashlib.sha256(raw).hexdigest()
    for name, value in data["dates"].items():
        data["dates"][name] = str(value) if value else None
    record.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


def _change_answer(made: Made) -> None:
    """Put another note beside one answer."""
    file = made.root / sorted(made.files.values())[len(made.files) // 3] / "answers.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Drafted by a program", "Drafted again by a program", 1), encoding="utf-8")


def run(step: str, command: Sequence[object], found: bool = False) -> Cost:
    """Run a command and say what it took; ``found``: 1 is no failure. Ends the program if the command fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(
        list(map(str, command)), env=settings(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    peak = [0.0]
    watching = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watching.start()
    _, said = process.communicate()
    wall = time.monotonic() - began
    watching.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in ((0, 1) if found else (0,)):
        errors = [line for line in said.splitlines() if " warning " not in line]
        raise SystemExit(f"{step} failed with {process.returncode}:\n" + "\n".join(errors[-20:]))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(step=step, cpu=cpu, wall=wall, memory=peak[0])


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    """Note the high-water mark of a process, in megabytes; Linux only, elsewhere it stays 0."""
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        try:
            line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        except (OSError, StopIteration):
            return
        peak[0] = max(peak[0], int(line.split()[1]) / 1024)
        time.sleep(0.05)


def _named(step: str, cost: Cost) -> Cost:
    return Cost(step=step, cpu=cost.cpu, wall=cost.wall, memory=cost.memory)


def table(size: int, costs: Sequence[Cost]) -> str:
    """The costs as a Markdown table, with ratios to the first."""
    first = costs[0]
    lines = [
        f"\n{size} policies",
        "",
        "| step | CPU s | of yardstick | wall s | of yardstick | MB |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {cost.step} | {cost.cpu:.2f} | {cost.cpu / first.cpu:.2f} | {cost.wall:.2f} | {cost.wall / first.wall:.2f} "
        f"| {cost.memory:.0f} |"
        for cost in costs
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
