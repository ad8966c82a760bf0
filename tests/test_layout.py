"""The shape of the code: imports to the left only, one home per library, small modules and functions."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

import pytest

REPOSITORY = Path(__file__).parents[1]
SCRIPTS = REPOSITORY / "scripts"
MODULES = sorted(SCRIPTS.rglob("*.py"))
STEPS = [path for path in MODULES if path.parent.name == "plans" and path.stem != "__init__"]
EVERYWHERE = MODULES + sorted((REPOSITORY / "tests").rglob("*.py"))
HOMES = {
    "altair": {"draw", "draw_marks"},
    "docx": {"draft_read_docx"},
    "frictionless": {"check"},
    "jsonschema": {"check"},
    "lxml": {"draft_read_html"},
    "mkdocs": {"mkdocs_hooks"},
    "pdfplumber": {"draft_read_pdf"},
    "pyarrow": {"export_parquet", "verify_files"},
    "pypinyin": {"draft_ids"},
    "rdflib": {"export_turtle", "verify_files"},
    "sqlite3": {"export_sqlite", "verify_files"},
    "vl_convert": {"render"},
    "xlsxwriter": {"export_workbook"},
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def order() -> list[str]:
    """The steps from left to right, as the guide for contributors states them."""
    line = re.search(r"^`(model < .+)`$", (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8"), re.M)
    assert line, "CONTRIBUTING.md must state the order of the modules on one line"
    return line[1].split(" < ")


def step_of(module: str, steps: list[str]) -> str:
    """The step a module belongs to: `page` is the step of `page` and of `page_plan`."""
    return next((step for step in steps if module == step or module.startswith(f"{step}_")), "")


def imported(path: Path) -> Iterator[str]:
    """Full names of all modules that a file imports, wherever in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "plans":
            yield from (f"plans.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "a relative import"


def own_imports(path: Path) -> set[str]:
    """Names of the modules of our package that a file imports."""
    return {name.removeprefix("plans.") for name in imported(path) if name.startswith("plans.")}


def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, Function)]


def lengths(path: Path) -> list[int]:
    """Lines of code of each function: without docstring, comments and blank lines."""
    lines = path.read_text("utf-8").splitlines()
    code = [bool(line.strip()) and not line.lstrip().startswith("#") for line in lines]
    for function in functions(path):
        if ast.get_docstring(function):
            docstring = function.body[0]
            code[docstring.lineno - 1 : docstring.end_lineno] = [False] * (
                (docstring.end_lineno or 0) - docstring.lineno + 1
            )
    return [sum(code[function.lineno - 1 : function.end_lineno]) for function in functions(path)]


def test_every_module_belongs_to_a_step() -> None:
    steps = order()
    assert [path.stem for path in STEPS if not step_of(path.stem, steps)] == []


def test_every_step_has_a_module() -> None:
    assert set(order()) - {path.stem for path in STEPS} == set()


@pytest.mark.parametrize("path", STEPS, ids=name_of)
def test_imports_point_to_the_left(path: Path) -> None:
    steps = order()
    own = steps.index(step_of(path.stem, steps))
    right = {name for name in own_imports(path) if steps.index(step_of(name, steps)) > own}
    assert right == set()


def test_modules_of_one_step_do_not_import_in_a_circle() -> None:
    graph = {path.stem: own_imports(path) for path in STEPS}
    assert set(TopologicalSorter(graph).static_order()) >= set(graph)


@pytest.mark.parametrize("path", STEPS, ids=name_of)
def test_steps_import_no_entry_script(path: Path) -> None:
    entries = {entry.stem for entry in SCRIPTS.glob("*.py")}
    assert {name.split(".")[0] for name in imported(path)} & entries == set()


@pytest.mark.parametrize(("library", "homes"), HOMES.items(), ids=HOMES)
def test_one_library_has_one_home(library: str, homes: set[str]) -> None:
    users = {path.stem for path in MODULES if library in {name.split(".")[0] for name in imported(path)}}
    assert users == homes


@pytest.mark.parametrize("path", EVERYWHERE, ids=name_of)
def test_modules_are_small_and_say_what_they_do(path: Path) -> None:
    docstring = (ast.get_docstring(tree_of(path)) or "").split("\n")
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= 300
    assert 1 <= len([line for line in docstring if line]) <= 4
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


@pytest.mark.parametrize("path", EVERYWHERE, ids=name_of)
def test_functions_are_small(path: Path) -> None:
    long = {f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno >= 50}
    wide = {f.name for f in functions(path) if len(f.args.posonlyargs + f.args.args + f.args.kwonlyargs) > 5}
    assert (long, wide) == (set(), set())


def test_most_functions_are_short() -> None:
    measured = [length for path in MODULES for length in lengths(path)]
    assert median(measured) <= 8
    assert quantiles(measured, n=20)[-1] <= 35


@pytest.mark.parametrize("path", STEPS, ids=name_of)
def test_only_entry_scripts_print_and_write(path: Path) -> None:
    calls = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    names |= {call.attr for call in calls if isinstance(call, ast.Attribute)}
    kept = {"write_bytes"} if path.stem == "render" else set()  # the charts it has drawn, in .cache
    assert names & {"print", "write_text", "write_bytes"} == kept
