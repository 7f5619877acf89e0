"""How the package hangs together: imports run one way, and stages do not mix."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "scripts" / "fineprint"
TESTS = Path(__file__).resolve().parent
FILES = sorted(PACKAGE.rglob("*.py"))

#: The rooms, lowest first: a module imports from its own room and from those before it.
ROOMS = (
    *("core", "text", "store", "outline", "prove", "read", "compare", "publish"),
    *("rules", "worksheet", "intake", "starter", "upgrade", "life", "form", "review"),
    *("pages", "verify", "theme", "build", "cli"),
)
#: Rooms, and modules of other rooms, that may touch the disk; the rest is made from values alone.
ON_DISK = {
    *("store", "intake", "starter", "verify", "build", "cli", "theme.plugin", "theme.look"),
    *(
        "read.files",
        "read.book",
        "upgrade.folder",
        "upgrade.kept",
        "form.drafts",
        "form.session",
        "form.server",
        "publish.search_index",
        "publish.word_index",
        "publish.pagefind_normalize",
        "pages.page",
        "review.repository",
    ),
}
#: Modules that read the schemas beside the code, and nothing of a book.
OWN_SCHEMAS = {"read.schema", "read.schema_keys", "rules.codes", "publish.data_files", "publish.citation_styles"}
DISK_CALLS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "rmdir",
    "scandir",
    "rmtree",
}


def name_of(file: Path) -> str:
    """Dotted name of a module inside the package, e.g. ``outline.levels``."""
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def top(module: str) -> str:
    """The module or sub-package of the package that a module belongs to."""
    return module.split(".", maxsplit=1)[0]


@cache
def tree_of(file: Path) -> ast.Module:
    """The parsed source."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


@cache
def imports_of(file: Path) -> set[tuple[str, bool]]:
    """Modules that a file imports, inside the package without ``fineprint.``; and whether only for type checking."""
    module = name_of(file)
    around = module.split(".") if file.name == "__init__.py" else module.split(".")[:-1]
    around = [part for part in around if part != "__init__"]
    tree = tree_of(file)
    typing = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    names = {name_of(other) for other in FILES}
    found: set[tuple[str, bool]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {(alias.name.removeprefix("fineprint."), id(node) in typing) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                base = ".".join([*around[: len(around) - node.level + 1], *(node.module or "").split(".")]).strip(".")
            else:
                base = (node.module or "").removeprefix("fineprint.").removeprefix("fineprint")
            for alias in node.names:
                inner = f"{base}.{alias.name}".strip(".")
                found.add((inner if inner in names else base, id(node) in typing))
    return found


@pytest.mark.parametrize("types_too", [False, True])
def test_imports_have_no_cycle(types_too: bool) -> None:
    names = {name_of(file) for file in FILES}
    graph = {
        name_of(file): {
            module
            for module, typing in imports_of(file)
            # What is imported for types alone is never run; the model and what it describes name one another.
            if module in names and module != name_of(file) and not typing
        }
        for file in FILES
    }
    if types_too:
        graph = {top(name): set() for name in names}
        for file in FILES:
            graph[top(name_of(file))] |= {top(m) for m, typing in imports_of(file) if m in names and not typing}
        graph = {name: others - {name} for name, others in graph.items()}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        pytest.fail(f"imports run in a circle: {' -> '.join(cycle.args[1])}")


def test_the_diagram_shows_the_rooms_in_the_order_of_their_imports() -> None:
    page = (ROOT / "docs/about/architecture/index.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^ {4}([a-z]+) {2,}\S", page, re.MULTILINE)) == ROOMS
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders == set(ROOMS)


def test_the_page_leads_to_modules_and_functions_that_are_there() -> None:
    page = (ROOT / "docs/about/architecture/index.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_/]+\.py)`(?:, `([a-z_]+)`)?", page)
    assert len(named) > 10
    gone = [
        (module, function)
        for module, function in named
        if not (PACKAGE / module).is_file()
        or (function and not re.search(rf"^ *def {function}\(", (PACKAGE / module).read_text("utf-8"), re.MULTILINE))
    ]
    assert gone == []


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_imports_run_down_the_rooms(file: Path) -> None:
    here = top(name_of(file))
    if file.parent != PACKAGE:
        assert here in ROOMS, "a module stands in one of the rooms"
        # What is imported for types alone is never run.
        above = {
            module
            for module, typing in imports_of(file)
            if not typing and top(module) in ROOMS[ROOMS.index(here) + 1 :]
        }
        assert above == set()


def test_the_engine_is_imported_by_its_plugin_alone() -> None:
    for file in {*FILES} - {PACKAGE / "theme" / "plugin.py"}:
        assert "mkdocs" not in {top(module) for module, _ in imports_of(file)}, file


@pytest.mark.parametrize(
    "file", [file for file in FILES if not {top(name_of(file)), name_of(file)} & (ON_DISK | OWN_SCHEMAS)], ids=name_of
)
def test_only_the_first_and_last_stage_touch_the_disk(file: Path) -> None:
    calls = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute))
    }
    assert calls & DISK_CALLS == set()


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_module_has_one_job(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    assert not {"utils", "util", "helpers", "helper", "misc", "common"} & set(name_of(file).split("."))
    assert ast.get_docstring(tree_of(file)), "a module says what it is for"


def test_every_problem_code_is_seen_in_some_test() -> None:
    codes: set[str] = set()
    for file in FILES:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                codes |= set(re.findall(r"^[a-z]+\.[a-z]+(?:-[a-z]+)*$", node.value))
    files = {
        "yml",
        "md",
        "txt",
        "html",
        "csv",
        "xlsx",
        "json",
        "xml",
        "plugins",
        "org",
        "com",
        "net",
        "ics",
        "js",
        "css",
        "bib",
        "svg",
        "ris",
    }
    codes = {code for code in codes if code.rpartition(".")[2] not in files}
    tests = "".join(
        file.read_text(encoding="utf-8")
        for pattern in ("*.py", "*.yml", "*.txt")
        for file in (ROOT / "tests").rglob(pattern)
    )
    assert sorted(code for code in codes if code not in tests) == []


def test_pytest_goes_into_every_folder_of_tests(pytestconfig: pytest.Config) -> None:
    """Pytest passes over folders called ``build`` and the like, unless it is told better."""
    skipped = pytestconfig.getini("norecursedirs")
    folders = {file.parent.relative_to(TESTS) for file in TESTS.rglob("test_*.py") if "node_modules" not in file.parts}
    assert Path("build") in folders
    passed_over = {
        folder for folder in folders for part in folder.parts if any(fnmatch(part, each) for each in skipped)
    }
    assert passed_over == set()
