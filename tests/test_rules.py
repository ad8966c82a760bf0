"""The rules: the valid example is clean, each rule finds its broken example, real plans are clean."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.canonical import tidy_package
from plans.check import find_problems
from plans.load import parse_package, read_catalog, read_package, read_schemas
from plans.load_mistakes import EVERYTHING, make_mistake, read_output
from plans.model import LANGUAGES, Catalog, Language, Package, Text
from plans.report import as_summary
from plans.rules import RULES
from plans.rules_subject import Rule

REPOSITORY = Path(__file__).parents[1]
BROKEN = REPOSITORY / "docs/examples/broken"
VALID = REPOSITORY / "docs/examples/valid/datapackages"
EXAMPLES = sorted(folder.name for folder in BROKEN.iterdir() if folder.name != EVERYTHING)
PLANS = sorted(path.name for path in (REPOSITORY / "datapackages").iterdir() if path.is_dir())
CATALOG = Catalog(
    read_package(VALID / "vocabulary"),
    (read_package(VALID / "yunxi-2022-2025"), read_package(VALID / "yunxi-2025-2027")),
    read_schemas(REPOSITORY / "schemas"),
)
JUNK = [
    piece.encode()
    for piece in ("", '"', ",", "\r", "\n\n", "\x00", "\ufeff", "=", "[]", "{}", "１", "1e9", "9" * 5000)
]
JUNK += [b"\xff", b"\\ud800", b"null"]


def break_example(root: Path, folder: Path) -> None:
    """Change the valid example as `changes.json` of a broken one says."""
    packages = root / "datapackages"
    files = {path.relative_to(packages).as_posix(): path for path in packages.rglob("*") if path.is_file()}
    before = {name: path.read_bytes() for name, path in files.items()}
    after = make_mistake(before, json.loads((folder / "changes.json").read_text("utf-8")))
    for name in before.keys() - after.keys():
        files[name].unlink()
    for name, content in after.items():
        (packages / name).write_bytes(content)


def report_on(root: Path, language: Language) -> str:
    """What the check prints about a folder."""
    return as_summary(find_problems(read_catalog(root)), language)


def test_the_valid_example_is_clean(example_root: Path) -> None:
    assert report_on(example_root, "en") == "All checks passed.\n"


def test_every_rule_has_a_broken_example() -> None:
    assert [rule.id for rule in RULES] == EXAMPLES


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_finds_its_broken_example(rule: str, example_root: Path) -> None:
    break_example(example_root, BROKEN / rule)
    problems = find_problems(read_catalog(example_root))
    report = Text(*(as_summary(problems, language) for language in LANGUAGES))
    assert f"[{rule}]" in report.zh
    assert report == Text(*(read_output(BROKEN / rule, name) for name in ("expected.txt", "expected.en.txt")))


@pytest.mark.parametrize(("language", "expected"), [("zh", "expected.txt"), ("en", "expected.en.txt")])
def test_a_plan_with_everything_wrong(language: Language, expected: str, example_root: Path) -> None:
    break_example(example_root, BROKEN / "everything")
    assert report_on(example_root, language) == (BROKEN / "everything" / expected).read_text("utf-8")


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_explains_itself(rule: Rule) -> None:
    words = (rule.title.zh, rule.title.en, rule.advice.zh, rule.advice.en)
    assert all(words)
    assert rule.function is None or rule.function.__doc__


@pytest.mark.parametrize(
    ("cell", "rules"),
    [
        ("５５", ["T011"]),
        ("5_5", ["T011"]),
        ("055", ["T011"]),
        ("+55", ["T011"]),
        ("5.5e1", ["T011"]),
        ("NaN", ["T011"]),
        ("INF", ["T011"]),
        (" 55", ["T010"]),
        ('"5,5"', ["T102"]),
        ("55家", ["T102"]),
        ("=55", ["T012", "T102"]),
        ("#N/A", ["T012", "T102"]),
        ("55.0", ["P202"]),
        ("-55", ["P202"]),
        ("550", ["P202"]),
        ("", ["P202"]),
    ],
)
def test_a_spoilt_number_is_named_once(cell: str, rules: list[str], example_root: Path) -> None:
    path = example_root / "datapackages/yunxi-2022-2025/values.csv"
    path.write_text(path.read_text("utf-8").replace("eq,55,", f"eq,{cell},"), "utf-8", newline="\n")
    problems = find_problems(read_catalog(example_root), ["yunxi-2022-2025"])
    assert [(problem.rule, problem.row, problem.field) for problem in problems] == [
        (rule, 2, "value") for rule in rules
    ]


def test_rows_are_those_of_a_spreadsheet(example_root: Path) -> None:
    """A cell with a line break and a blank line above do not shift the row of a fault."""
    path = example_root / "datapackages/yunxi-2022-2025/values.csv"
    header, first, *rest = path.read_text("utf-8").splitlines(keepends=True)
    broken = first.replace("达到55家", '"达到\n55家"') + "\n" + "".join(rest).replace("gt,350,", "gt,530,")
    path.write_text(header + broken, "utf-8", newline="\n")
    problems = find_problems(read_catalog(example_root), ["yunxi-2022-2025"])
    assert [(problem.rule, problem.row) for problem in problems] == [("T010", 2), ("T009", 3), ("P202", 4)]


def test_faults_of_the_vocabulary_come_with_a_plan_only_where_they_hide_it(example_root: Path) -> None:
    units = example_root / "datapackages/vocabulary/units.csv"
    units.write_text(units.read_text("utf-8").replace("id,name_en", "name,name_en"), "utf-8")
    problems = find_problems(read_catalog(example_root), ["yunxi-2022-2025"])
    assert [(problem.package, problem.rule) for problem in problems] == [("vocabulary", "T007")]


@settings(max_examples=40)
@given(st.data())
def test_no_damage_ends_in_a_traceback(data: st.DataObject) -> None:
    """Files with pieces cut out and junk put in are checked and tidied to the end; tidying comes to rest."""
    package = data.draw(st.sampled_from([CATALOG.vocabulary, *CATALOG.plans]))
    path = data.draw(st.sampled_from(sorted(package.files)))
    content = package.files[path]
    start = data.draw(st.integers(0, min(len(content), 3000)))
    end = start + data.draw(st.integers(0, 40))
    damaged = content[:start] + data.draw(st.sampled_from(JUNK)) + content[end:]
    catalog = replace_package(parse_package(package.name, {**package.files, path: damaged}))
    find_problems(catalog, [package.name])
    tidied = tidy_package(find_package(catalog, package.name), catalog)
    again = replace_package(parse_package(package.name, {**package.files, path: damaged, **tidied}))
    assert tidy_package(find_package(again, package.name), again) == tidied


def find_package(catalog: Catalog, name: str) -> Package:
    return next(package for package in (catalog.vocabulary, *catalog.plans) if package.name == name)


def replace_package(package: Package) -> Catalog:
    if package.name == CATALOG.vocabulary.name:
        return replace(CATALOG, vocabulary=package)
    plans = tuple(package if plan.name == package.name else plan for plan in CATALOG.plans)
    return replace(CATALOG, plans=plans)


@pytest.mark.parametrize("name", PLANS)
def test_real_data_are_clean(name: str) -> None:
    assert as_summary(find_problems(read_catalog(REPOSITORY), [name]), "en") == "All checks passed.\n"
