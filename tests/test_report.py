"""Reports: problems in every form, like ones together, with nothing in them that breaks the form."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.model import Language, Problem, Text
from plans.report import REPORTS, as_excerpt, as_json, as_summary, as_text
from plans.report_github import as_github
from plans.report_markdown import as_markdown
from plans.report_words import join_ranges

SITE = "https://example.org/plans/"
PROBLEM = Problem(
    rule="P102",
    package="yunxi",
    file="passages.csv",
    row=7,
    field="quote",
    must=Text("恰好一次", "exactly once"),
    found="100%::a|b<c>\n*d*, [e]",
    remedy=Text("照抄", "copy it"),
    column="D",
)
BARE = Problem("D009", "yunxi", "a,b:c.txt", None, None, Text("没有", "none"), "", Text("删去", "delete it"))
ENTRY = replace(PROBLEM, file="datapackage.json", field="plan.type", found="x", column="")
TEXTS = {
    "zh": """\
datapackages/yunxi/passages.csv 第 7 行 D 列 quote [P102]
    应当：恰好一次
    实际：100%::a|b<c>⏎*d*, [e]
    处理：照抄
    说明：/contribute/rules/#p102

datapackages/yunxi/a,b:c.txt [D009]
    应当：没有
    实际：（空）
    处理：删去
    说明：/contribute/rules/#d009
""",
    "en": """\
datapackages/yunxi/passages.csv row 7, column D (quote) [P102]
    Must hold: exactly once
    Found: 100%::a|b<c>⏎*d*, [e]
    To do: copy it
    Guide: /en/contribute/rules/#p102

datapackages/yunxi/a,b:c.txt [D009]
    Must hold: none
    Found: (empty)
    To do: delete it
    Guide: /en/contribute/rules/#d009
""",
}


def repeat(rows: list[int], found: str = "x") -> list[Problem]:
    """The same fault in several rows."""
    return [replace(PROBLEM, row=row, found=found) for row in rows]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text(language: Language) -> None:
    assert as_text([PROBLEM, BARE], language) == TEXTS[language]


@pytest.mark.parametrize(
    ("problems", "language", "expected"),
    [
        ([PROBLEM, BARE], "zh", "2 个文件有 2 个问题。"),
        ([PROBLEM, BARE], "en", "2 problems in 2 files."),
        ([PROBLEM], "en", "1 problem in 1 file."),
        ([PROBLEM, ENTRY, ENTRY], "en", "3 problems in 2 files."),
        ([], "zh", "检查通过，没有问题。"),
    ],
)
def test_a_summary_ends_with_the_number(problems: list[Problem], language: Language, expected: str) -> None:
    assert as_summary(problems, language).splitlines()[-1] == expected


def test_the_same_fault_in_many_rows_is_one_message() -> None:
    assert as_text(repeat([3, 5, 6, 7, 8, 9]), "zh") == (
        "datapackages/yunxi/passages.csv 第 3、5—9 行 D 列 quote [P102]\n"
        "    应当：恰好一次\n    实际：x\n    处理：照抄\n    说明：/contribute/rules/#p102\n"
    )


def test_different_finds_are_shown_with_their_rows() -> None:
    problems = [*repeat([3], "a"), *repeat([4], "b"), *repeat([5, 6], "c"), *repeat([9], "d")]
    assert as_text(problems, "zh").splitlines()[2] == "    实际：a（第 3 行）、b（第 4 行）、c（第 5 行）等"
    assert as_text(problems, "en").splitlines()[2] == "    Found: a (row 3), b (row 4), c (row 5), …"


def test_faults_that_are_mended_in_different_ways_have_a_line_each() -> None:
    other = replace(PROBLEM, row=9, found="y", remedy=Text("加长", "quote more"))
    assert as_text([*repeat([3, 4]), other], "en") == (
        "datapackages/yunxi/passages.csv rows 3–4, 9, column D (quote) [P102]\n"
        "    Must hold: exactly once\n"
        "    rows 3–4; Found: x; To do: copy it\n"
        "    row 9; Found: y; To do: quote more\n"
        "    Guide: /en/contribute/rules/#p102\n"
    )


def test_long_lists_are_cut_and_counted() -> None:
    each = [replace(PROBLEM, row=row, remedy=Text(str(row), str(row))) for row in range(2, 48, 2)]
    lines = as_text(each, "zh").splitlines()
    assert lines[0].startswith(
        "datapackages/yunxi/passages.csv 第 2、4、6、8、10、12、14、16、18、20 行等 23 行 D"
    )
    assert (len(lines), lines[-2]) == (24, "    另有 3 处，改完再查。")


@pytest.mark.parametrize(
    "other",
    [
        replace(PROBLEM, rule="P103"),
        replace(PROBLEM, package="other"),
        replace(PROBLEM, file="tasks.csv"),
        replace(PROBLEM, field="prefix"),
        replace(PROBLEM, must=Text("别的", "other")),
    ],
)
def test_what_is_not_alike_stays_apart(other: Problem) -> None:
    assert as_text([PROBLEM, other], "zh").count("应当") == 2


@given(st.sets(st.integers(1, 60), min_size=1))
def test_ranges_name_every_row_once(rows: set[int]) -> None:
    ends = [list(map(int, part.split("—"))) for part in join_ranges(sorted(rows), "—")]
    named = [row for first, last in ((end[0], end[-1]) for end in ends) for row in range(first, last + 1)]
    assert named == sorted(rows)


def test_an_entry_of_the_descriptor_has_a_line() -> None:
    assert as_text([ENTRY], "en").splitlines()[0] == (
        "datapackages/yunxi/datapackage.json line 7, plan.type [P102]"
    )


@pytest.mark.parametrize("form", ["text", "github", "json", "markdown"])
def test_every_form_links_the_guide_where_the_site_is_known(form: str) -> None:
    assert f"{SITE}en/contribute/rules/#p102" in REPORTS[form]([PROBLEM], "en", SITE)
    assert f"{SITE}contribute/rules/#p102" in REPORTS[form]([PROBLEM], "zh", SITE)


def test_annotations_for_github() -> None:
    assert as_github([PROBLEM, replace(BARE, row=None)], "en").splitlines() == [
        "::error file=datapackages/yunxi/passages.csv,line=7,title=P102 column D (quote)"
        "::Must hold: exactly once%0AFound: 100%25::a|b<c>⏎*d*, [e]%0ATo do: copy it"
        "%0AGuide: /en/contribute/rules/#p102",
        "::error file=datapackages/yunxi/a%2Cb%3Ac.txt,line=1,title=D009"
        "::Must hold: none%0AFound: (empty)%0ATo do: delete it%0AGuide: /en/contribute/rules/#d009",
    ]


def test_problems_of_one_line_are_one_annotation() -> None:
    other = replace(PROBLEM, rule="P103", field="prefix", column="E")
    (line,) = as_github([PROBLEM, other], "zh").splitlines()
    assert line.startswith(
        "::error file=datapackages/yunxi/passages.csv,line=7,title=P102 D 列 quote；P103 E 列 prefix::"
    )
    assert line.count("应当：") == 2


def test_ten_lines_are_annotated_each_kind_first_and_the_rest_is_counted() -> None:
    problems = [*repeat(list(range(2, 22))), replace(PROBLEM, rule="P103", row=30)]
    *errors, rest = as_github(problems, "zh").splitlines()
    lines = [int(error.split("line=")[1].split(",")[0]) for error in errors]
    assert lines == [2, 3, 4, 5, 6, 7, 8, 9, 10, 30]
    assert rest == "::notice::另有 11 个问题没有标在行上，全部列在这次运行的摘要里。"


def test_markdown() -> None:
    head = "| Row | Column or entry | Rule | Must hold | Found | To do |\n" + "| --- " * 6 + "|\n"
    assert as_markdown([PROBLEM, BARE], "en", SITE) == (
        "### 2 problems in 2 files.\n"
        f"\n#### <code>datapackages/yunxi/passages.csv</code>\n\n{head}"
        f"| row 7 | column D \\(quote\\) | [P102]({SITE}en/contribute/rules/#p102) | exactly once "
        "| <code>100%::a\\|b&lt;c&gt;⏎\\*d\\*, \\[e\\]</code> | copy it |\n"
        f"\n#### <code>datapackages/yunxi/a,b:c.txt</code>\n\n{head}"
        f"|  |  | [D009]({SITE}en/contribute/rules/#d009) | none | <code>\\(empty\\)</code> | delete it |\n"
    )


def test_json() -> None:
    assert json.loads(as_json([PROBLEM, BARE], "zh", SITE)) == [
        {
            "rule": "P102",
            "path": "datapackages/yunxi/passages.csv",
            "row": 7,
            "column": "D",
            "field": "quote",
            "must": "恰好一次",
            "found": "100%::a|b<c>\n*d*, [e]",
            "remedy": "照抄",
            "url": f"{SITE}contribute/rules/#p102",
        },
        {
            "rule": "D009",
            "path": "datapackages/yunxi/a,b:c.txt",
            "row": None,
            "column": None,
            "field": None,
            "must": "没有",
            "found": "",
            "remedy": "删去",
            "url": f"{SITE}contribute/rules/#d009",
        },
    ]


def test_a_long_find_is_cut() -> None:
    assert "长" * 119 + "…\n" in as_text([replace(PROBLEM, found="长" * 500)], "zh")


def test_an_excerpt_shows_ten_groups_and_the_whole_number() -> None:
    problems = [replace(PROBLEM, rule=f"P{number}", row=row) for number in range(101, 115) for row in (2, 3)]
    lines = as_excerpt(problems, "zh").splitlines()
    assert [line[-6:] for line in lines if line.startswith("datapackages")] == [
        f"[P{number}]" for number in range(101, 111)
    ]
    assert lines[-1] == "1 个文件有 28 个问题。"


NASTY = st.text(st.sampled_from(list("ab:,%|<>`@#*\n\r\t\x1b\x00\u200b\u202e\u2028\u00a0-/[]")), max_size=30)


@given(NASTY, NASTY, NASTY)
def test_nothing_in_the_data_makes_a_line_of_its_own(found: str, path: str, remedy: str) -> None:
    """Line breaks and control characters in values, file names and quoted words do nothing."""
    problem = replace(PROBLEM, found=found, file=path, remedy=Text(remedy, remedy))
    printed = {
        "text": as_text([problem], "zh"),
        "github": as_github([problem], "zh"),
        "markdown": as_markdown([problem], "zh"),
    }
    counted = {name: len(text.splitlines()) for name, text in printed.items()}
    assert counted == {"text": 5, "github": 1, "markdown": 7}
    assert all(mark.isprintable() or mark in "\n\u2060" for text in printed.values() for mark in text)
