"""Measures what a build costs against the plainest site of the same texts: Markdown pages in Material's defaults.

Each size makes a scratch book of that many vendors out of real texts (used again as further vendors where there are
too few) with a drafted answer to every question, and measures whole jobs, as a user pays for them (``fineprint build
--site``: pages, search, site and check) cold, after one answer, after one policy and after nothing changed; then the
steps of a cold job, and up to 300 policies the pages for 1, 2 and 4 workers.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path

import yaml

from fineprint.store.cache import CACHE_DIR
from tools.curve import plot
from tools.filled import fill
from tools.process_cost import Cost, run
from tools.scratch import FINEPRINT, HERE, Made, make_book, read_texts, refusal, settings

Text = tuple[str, bytes]
#: Where the figures of the last run are kept for comparison, and those of the one before.
LAST, BEFORE = HERE / ".cache" / "bench.json", HERE / ".cache" / "bench-before.json"
#: Policies up to which several numbers of workers are measured.
SCALED = 300
#: Size → step → cost.
Figures = dict[str, dict[str, dict[str, float]]]


def main(arguments: list[str] | None = None) -> int:
    """Prints a table for each size, beside the ratios of the last run; the figures are kept, and go to ``--json``."""
    parser = argparse.ArgumentParser(description="Measure what a build costs.")
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="folders of texts")
    parser.add_argument("--sizes", default="10 100", help="numbers of policies, in one argument")
    parser.add_argument("--plot", type=Path, help="draw the processor's time against the size here, as SVG")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args(arguments)
    texts = [(name, raw) for name, raw in read_texts(options.corpus) if refusal(raw) is None]
    if not texts:
        parser.error("no text in these folders")
    before = _figures(LAST)
    if before:
        LAST.replace(BEFORE)
    figures: Figures = {}
    # All books stay until the end: for minutes after many files were taken away, some disks are slow to make new ones.
    with tempfile.TemporaryDirectory(prefix="fineprint-bench-") as folder:
        for size in map(int, options.sizes.replace(",", " ").split()):
            costs = measure(Path(folder, str(size)), texts, size)
            figures[str(size)] = {cost.step: {k: v for k, v in asdict(cost).items() if k != "step"} for cost in costs}
            print(table(size, costs, before.get(str(size), {})), flush=True)
            about = {"processors": os.cpu_count(), "python": sys.version.split()[0]}
            told = json.dumps({"schema": 2, **about, "sizes": figures}, indent=2) + "\n"
            for file in filter(None, (LAST, options.json)):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(told, encoding="utf-8")
            if options.plot:
                options.plot.write_text(plot("Time of the processor", "s", _lines(figures)), encoding="utf-8")
    return 0


def _figures(file: Path) -> Figures:
    """The figures of an earlier run, by size; none where there was none."""
    try:
        found: Figures = json.loads(file.read_text(encoding="utf-8"))["sizes"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return found


def _lines(figures: Figures) -> dict[str, list[tuple[int, float]]]:
    """Step → (size, seconds) for each size that was measured."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for size, costs in sorted(figures.items(), key=lambda one: int(one[0])):
        for step, cost in costs.items():
            if "worker" not in step:
                lines.setdefault(step, []).append((int(size), cost["cpu"]))
    return lines


def measure(root: Path, texts: Sequence[Text], size: int) -> list[Cost]:
    """All jobs and steps for a book of ``size`` policies, each with an answer to every question, below ``root``."""
    made = make_book(root / "book", _enough(texts, size))
    fill(made.root)
    plain = _plain_site(root / "plain", made)
    book, env = made.root, settings()
    build = [*FINEPRINT, "build", "--root", book]
    job, pages = [*build, "--site"], [*build, "--no-search"]
    check, check_site = ([*FINEPRINT, verb, "--root", book] for verb in ("check", "check-site"))
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", plain]
    costs = [run("yardstick: mkdocs build of plain pages", mkdocs, env)]
    costs.append(run("whole job, cold", job, env))
    _change_answer(made)
    costs.append(run("whole job, one answer changed", job, env))
    _change_policy(made)
    costs.append(run("whole job, one policy changed", job, env))
    costs.append(run("whole job, nothing changed", job, env))
    costs.append(run("whole job, nothing changed, --verify", [*job, "--verify"], env))
    costs.append(run("check of the built site alone (fineprint check-site)", check_site, env, found=True))
    _forget(book, root / "kept")
    costs.append(run("step: pages (fineprint build --no-search)", pages, env))
    costs.append(run("step: search index (fineprint build)", build, env))
    costs.append(run("step: site and its check (fineprint build --site)", job, env))
    _forget(book, root / "kept-too")
    costs.append(run("check of the data, nothing kept (fineprint check)", check, env, found=True))
    _change_answer(made)
    costs.append(run("check of the data, one answer changed", check, env, found=True))
    for workers in (1, 2, 4) if size <= SCALED else ():
        _forget(book, root / f"kept-{workers}")
        costs.append(run(f"pages with {workers} worker{'s'[: workers > 1]}", [*pages, "--workers", workers], env))
    return costs


def _forget(book: Path, aside: Path) -> None:
    """Put everything that builds made and kept aside; taking it away would make some disks slow."""
    aside.mkdir()
    for name in (CACHE_DIR.parts[0], "docs", "site"):
        if (book / name).exists():
            shutil.move(book / name, aside / name)


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
    file.write_text(text.replace("Drafted", "Drafted again", 1), encoding="utf-8")


def table(size: int, costs: Sequence[Cost], before: Mapping[str, Mapping[str, float]]) -> str:
    """The costs as a Markdown table, with ratios to the first; ``before``: those of the run before, by step."""
    first = costs[0]
    lines = [
        f"\n{size:,} policies",
        "",
        "| job or step | CPU s | of yardstick | last run | wall s | of yardstick | MB, all | busiest process s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for cost in costs:
        then = before.get(cost.step), before.get(first.step)
        last = f"{then[0]['cpu'] / then[1]['cpu']:.3f}" if then[0] and then[1] else ""
        lines.append(
            f"| {cost.step} | {cost.cpu:.2f} | {cost.cpu / first.cpu:.3f} | {last} | {cost.wall:.2f} "
            f"| {cost.wall / first.wall:.3f} | {cost.memory:.0f} | {cost.busiest:.2f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
