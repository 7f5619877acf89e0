"""The files that GitHub reads: of the right shape, pinned, with a token that only reads, and of commands that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import verbs

PROJECT = Path(__file__).parents[1]
GITHUB = PROJECT / ".github"
#: What a new book is given; all that is asked of our own workflows is asked of these.
GIVEN = PROJECT / "scripts/fineprint/starter/files/dot.github"
WORKFLOWS = sorted([*(GITHUB / "workflows").glob("*.yml"), *(GIVEN / "workflows").glob("*.yml")])
WATCH = GITHUB / "workflows/watch.yml.example"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


def name_of(path: Path) -> str:
    """What a test of a workflow is called."""
    return f"given-{path.name}" if path.is_relative_to(GIVEN) else path.name


def steps(path: Path) -> list[dict]:
    """All steps of a workflow."""
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def read(path: Path) -> dict:
    """A workflow; ``on`` is a truth value to YAML 1.1 and stands under it."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
    ],
)
def test_files_have_the_shape_that_github_reads(schema: str, files: list[Path]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert files
    assert done.returncode == 0, done.stdout + done.stderr


def doubts(workflow: str) -> str:
    """What zizmor, a linter for workflows, finds in one; empty if nothing."""
    command = [Path(sys.executable).with_name("zizmor"), "--offline", "--quiet", "--pedantic", "--color=never", "-"]
    done = subprocess.run(command, input=workflow, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("path", [*WORKFLOWS, WATCH], ids=name_of)
def test_a_linter_has_no_doubt_about_a_workflow(path: Path) -> None:
    assert doubts(path.read_text(encoding="utf-8")) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"$BASE" --blob', '"${{ github.event.pull_request.title }}" --blob', "template-injection"),
        ("persist-credentials: false", "clean: true", "artipacked"),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        ("contents: read", "contents: write", "excessive-permissions"),
    ],
)
def test_the_linter_sees_what_it_is_for(old: str, new: str, said: str) -> None:
    review = (GITHUB / "workflows/review.yml").read_text(encoding="utf-8")
    assert old in review
    assert said in doubts(review.replace(old, new))


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_actions_are_pinned_and_told_by_version(path: Path) -> None:
    used = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert used
    for line in used:
        assert re.fullmatch(r"(- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_nothing_of_a_pull_request_becomes_part_of_a_command(path: Path) -> None:
    for step in steps(path):
        assert "${{" not in step.get("run", ""), step
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_a_review_only_reads() -> None:
    review = read(GITHUB / "workflows/review.yml")
    assert list(review[True]) == ["pull_request"]
    assert review["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in review["jobs"].values())
    assert "secrets." not in (GITHUB / "workflows/review.yml").read_text(encoding="utf-8")


def test_only_the_deployment_may_write() -> None:
    publish = read(GITHUB / "workflows/publish.yml")
    assert publish["permissions"] == {"contents": "read"}
    assert {name: job["permissions"] for name, job in publish["jobs"].items() if "permissions" in job} == {
        "deploy": {"pages": "write", "id-token": "write"}
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_every_command_exists(path: Path) -> None:
    targets = set(re.findall(r"^([\w./-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for step in steps(path):
        for target in re.findall(r"\bmake (\S+)", step.get("run", "")):
            assert target in targets
        for verb, options in re.findall(r"\.venv/bin/fineprint ([a-z-]+)(.*)", step.get("run", "")):
            done = verbs.run(verb, "--help")
            assert done.returncode == 0
            for option in re.findall(r"--[a-z-]+", options):
                assert option in done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_only_the_program_reads_data(path: Path) -> None:
    for step in steps(path):
        assert not re.search(r"\b(sed|grep|awk|cut)\b", step.get("run", "")), step


def test_the_host_may_serve_the_site_at_another_address() -> None:
    (build,) = (step for step in steps(GITHUB / "workflows/publish.yml") if "make publish" in step.get("run", ""))
    assert build["env"] == {"SITE_URL": "${{ vars.SITE_URL }}"}


def test_the_hook_runs_the_check_and_sees_every_file_of_the_book() -> None:
    config = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    ((hook,),) = (repository["hooks"] for repository in config["repos"])
    assert hook["entry"].split() == [".venv/bin/fineprint", "check"]
    assert re.search(hook["files"], "policies/acorn/privacy-policy/2020-03-04/policy.md")
    assert "exclude" not in hook


def test_owners_are_left_to_whoever_runs_the_book() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in lines)
    assert {owner for line in lines for owner in re.findall(r"\s(@\S+)$", line)} == {"@OWNER"}
