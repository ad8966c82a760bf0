"""The guide for contributors shows what the check really says, and every rule, column and damage."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from plans.canonical_damage import MENDED
from plans.canonical_refused import REFUSED
from plans.check import find_problems
from plans.derive import register
from plans.derive_results import derive_results
from plans.load import read_catalog
from plans.load_mistakes import Edit, Mistake, make_mistake, read_mistakes
from plans.model import LANGUAGES, PLAN_TABLES, VOCABULARY_TABLES, Language, Text
from plans.page import Desk
from plans.page_guide import COLUMNS, EXCEL, GUIDE, write_guide
from plans.page_guide_rules import RULES_PAGE, compare_lines, mark_difference, show_edit
from plans.report import REPORTS
from plans.rules import RULES

MISTAKES = read_mistakes(Path(__file__).parents[1])


@pytest.fixture(scope="module")
def desks(repository: Path) -> dict[Language, Desk]:
    """What pages are written with, in each language."""
    catalog = read_catalog(repository)
    known, today = register(catalog), date(2026, 11, 22)
    results = derive_results(known, today)
    return {
        language: Desk(known, results, language, repository / "docs/templates", today)
        for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_contributing_shows_real_output(repository: Path, example_root: Path, language: Language) -> None:
    table = example_root / "datapackages/yunxi-2025-2027/values.csv"
    rows = table.read_text("utf-8")
    table.write_text(rows.replace("2027,target,ge,2.2,", "2027,target,ge,22,"), "utf-8")
    problems = find_problems(read_catalog(example_root), ["yunxi-2025-2027"])
    contributing = (repository / "CONTRIBUTING.md").read_text("utf-8")
    assert f"```\n{REPORTS['text'](problems, language, '')}```\n" in contributing


def test_every_rule_has_its_mistake() -> None:
    """The outputs are compared with those of the check in test_rules."""
    assert [mistake.rule for mistake in MISTAKES] == [rule.id for rule in RULES]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.rule for mistake in MISTAKES])
def test_a_mistake_changes_its_files(mistake: Mistake) -> None:
    assert [edit.path for edit in mistake.edits if edit.before == edit.after] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_has_a_fold_with_its_own_address(desks: dict[Language, Desk], language: Language) -> None:
    page = write_guide(desks[language], MISTAKES)[RULES_PAGE]
    assert re.findall(r'<details class="rule" id="(\w+)"><summary><code>(\w+)</code>', page) == [
        (rule.id.lower(), rule.id)
        for rule in sorted(RULES, key=lambda rule: ("DTPX".index(rule.id[0]), rule.id))
    ]
    assert page.count('<pre class="output"') == len(RULES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_column_has_the_letter_of_a_spreadsheet(desks: dict[Language, Desk], language: Language) -> None:
    page = write_guide(desks[language], MISTAKES)[COLUMNS]
    schemas = desks[language].register.catalog.schemas
    assert re.findall(r'<th scope="row">(\w+)</th><td><code>(\w+)</code>', page) == [
        (letter, field["name"])
        for table in PLAN_TABLES + VOCABULARY_TABLES
        for letter, field in zip("ABCDEFGHIJKLMNOP", schemas[f"tables/{table}"]["fields"], strict=False)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_damage_is_listed(desks: dict[Language, Desk], language: Language) -> None:
    page = write_guide(desks[language], MISTAKES)[EXCEL]
    assert page.count('<th scope="row">') == len(MENDED) + len(REFUSED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_guide_lead_to_each_other(desks: dict[Language, Desk], language: Language) -> None:
    pages = write_guide(desks[language], MISTAKES)
    linked = set(re.findall(r"\]\((\w+/index\.md)", pages[GUIDE]))
    assert {f"contribute/{path}" for path in linked} == set(pages) - {GUIDE}


@pytest.mark.parametrize(
    ("line", "other", "expected"),
    [
        ("eq,65,家", "eq,55,家", "eq,<ins>6</ins>5,家"),
        ("2025 ,x", "2025,x", "2025<ins> </ins>,x"),
        ("2025,x", "2025 ,x", "2025<ins></ins>,x"),
        ("aa", "a", "a<ins>a</ins>"),
        ("<b>", "<c>", "&lt;<ins>b</ins>&gt;"),
        ("甲" * 80 + "1" + "乙" * 80, "甲" * 80 + "2" + "乙" * 80, f"…{'甲' * 70}<ins>1</ins>{'乙' * 70}…"),
    ],
)
def test_what_differs_in_a_line_is_marked(line: str, other: str, expected: str) -> None:
    assert mark_difference(line, other, "ins") == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (b"a\nb\nc\n", b"a\nx\nc\n", ["<b>2</b> <del>b</del>\n", "<b>2</b> <ins>x</ins>\n"]),
        (b"a\nc\n", b"a\nb\nc\n", ["<b>2</b> <ins>b</ins>\n"]),
        (b"a\n", b"a\r\n", ["<b>1</b> a<del></del>\n", "<b>1</b> a<ins>⏎</ins>\n"]),
        (b"a\n", b"\xef\xbb\xbfa\n", ["<b>1</b> <del></del>a\n", "<b>1</b> <ins>&lt;U+FEFF&gt;</ins>a\n"]),
    ],
)
def test_lines_before_and_after(before: bytes, after: bytes, expected: list[str]) -> None:
    assert list(compare_lines(Edit("x.csv", before, after))) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (b"a", None, "the file is deleted"),
        (None, b"a", "the file is added"),
        ("表".encode(), "表".encode("gbk"), "saved in the encoding GBK, the words unchanged"),
        (b"a", b"b", ""),
    ],
)
def test_what_happened_to_a_file(
    before: bytes | None, after: bytes | None, expected: str, desks: dict[Language, Desk]
) -> None:
    assert show_edit(Edit("x.csv", before, after), desks["en"])["what"] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([{"file": "a", "find": "1", "put": "2"}], {"a": b"x2", "b": b"y"}),
        ([{"file": "a"}], {"b": b"y"}),
        (
            [{"file": "c", "put": "表"}, {"file": "c", "encoding": "gbk"}],
            {"a": b"x1", "b": b"y", "c": b"\xb1\xed"},
        ),
    ],
)
def test_changes_make_a_mistake(changes: Iterable[dict[str, str]], expected: dict[str, bytes]) -> None:
    assert make_mistake({"a": b"x1", "b": b"y"}, list(changes)) == expected


def test_a_change_that_fits_nowhere_or_twice_is_refused() -> None:
    for content in (b"x", b"1 1"):
        with pytest.raises(ValueError, match="values to unpack"):
            make_mistake({"a": content}, [{"file": "a", "find": "1", "put": "2"}])


@pytest.mark.parametrize(("left_out", "shown"), [("", True), ("P202", False)])
def test_a_rule_without_a_mistake_stands_by_itself(
    left_out: str, shown: bool, desks: dict[Language, Desk]
) -> None:
    kept = [mistake for mistake in MISTAKES if mistake.rule != left_out]
    text = write_guide(desks["zh"], kept)[RULES_PAGE]
    section = text[text.index('id="p202"') : text.index('id="p203"')]
    assert ("<summary><code>P202</code>" in section, "<pre" in section) == (True, shown)


def test_text_of_both_languages_is_read() -> None:
    first = MISTAKES[0].output
    assert (first != Text(first.zh, first.zh), first.zh.endswith("问题。\n")) == (True, True)
