"""Reports: one problem in every form, with nothing in it that breaks the form."""

import json

import pytest

from plans.model import Language, Problem, Text
from plans.report import as_github, as_json, as_markdown, as_summary, as_text

PROBLEM = Problem(
    rule="P102",
    package="yunxi",
    file="passages.csv",
    row=7,
    field="quote",
    must=Text("恰好一次", "exactly once"),
    found="100%::a|b<c>\n*d*, [e]",
    remedy=Text("照抄", "copy it"),
)
BARE = Problem("D009", "yunxi", "a,b:c.txt", None, None, Text("没有", "none"), "", Text("删去", "delete it"))
TEXTS = {
    "zh": """\
datapackages/yunxi/passages.csv 第 7 行 quote [P102]
    应当：恰好一次
    实际：100%::a|b<c>⏎*d*, [e]
    处理：照抄

datapackages/yunxi/a,b:c.txt [D009]
    应当：没有
    实际：（空）
    处理：删去
""",
    "en": """\
datapackages/yunxi/passages.csv row 7 quote [P102]
    Must hold: exactly once
    Found: 100%::a|b<c>⏎*d*, [e]
    To do: copy it

datapackages/yunxi/a,b:c.txt [D009]
    Must hold: none
    Found: (empty)
    To do: delete it
""",
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text(language: Language) -> None:
    assert as_text([PROBLEM, BARE], language) == TEXTS[language]


@pytest.mark.parametrize(
    ("language", "expected"), [("zh", "2 个文件有 2 个问题。\n"), ("en", "2 problem(s) in 2 file(s).\n")]
)
def test_summary_ends_with_the_number(language: Language, expected: str) -> None:
    assert as_summary([PROBLEM, BARE], language) == f"{TEXTS[language]}\n{expected}"


def test_annotations_for_github() -> None:
    assert as_github([PROBLEM, BARE], "en").splitlines() == [
        "::error file=datapackages/yunxi/passages.csv,line=7,title=P102 quote"
        "::Must hold: exactly once; Found: 100%25::a|b<c>⏎*d*, [e]; To do: copy it",
        "::error file=datapackages/yunxi/a%2Cb%3Ac.txt,line=1,title=D009"
        "::Must hold: none; Found: (empty); To do: delete it",
    ]


def test_markdown() -> None:
    head = "| Row | Column or entry | Rule | Must hold | Found | To do |\n" + "| --- " * 6 + "|\n"
    assert as_markdown([PROBLEM, BARE], "en") == (
        "### 2 problem(s) in 2 file(s).\n"
        f"\n#### datapackages/yunxi/passages.csv\n\n{head}"
        "| 7 | quote | P102 | exactly once | 100%::a\\|b&lt;c>⏎\\*d\\*, \\[e\\] | copy it |\n"
        f"\n#### datapackages/yunxi/a,b:c.txt\n\n{head}"
        "|  |  | D009 | none | (empty) | delete it |\n"
    )


def test_json() -> None:
    assert json.loads(as_json([PROBLEM], "zh")) == [
        {
            "rule": "P102",
            "path": "datapackages/yunxi/passages.csv",
            "row": 7,
            "field": "quote",
            "must": "恰好一次",
            "found": "100%::a|b<c>\n*d*, [e]",
            "remedy": "照抄",
        }
    ]


def test_a_long_find_is_cut() -> None:
    shown = as_text([Problem("P102", "p", "f", None, None, Text("", ""), "长" * 500, Text("", ""))], "zh")
    assert "长" * 119 + "…\n" in shown
