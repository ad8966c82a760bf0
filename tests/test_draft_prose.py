"""Paragraphs in, figures out: the year, the kind and the section that words and headings give a statement."""

import pytest

from plans.draft_figure import Figure, prove
from plans.draft_outline import list_paragraphs
from plans.draft_period import Frame
from plans.draft_prose import read_paragraphs

FRAME = Frame(2021, 2025, True)


def figures(text: str) -> list[Figure]:
    found = read_paragraphs(text, list_paragraphs(text, ()), FRAME)
    return [prove(figure, text) for figure in found]


def written(text: str) -> list[str]:
    return [
        " ".join((f.name, f.period, f.kind, f.comparator or "-", f.value or "-", f.unit or "-"))
        for f in figures(text)
        if f.confidence >= 0.7
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "二、发展目标\n到2025年，甲企业达到10家以上。乙平台超过5个。\n丙人才突破100人。",
            [
                "甲企业 2025 target ge 10 家",
                "乙平台 2025 target gt 5 个",
                "丙人才 2025 target gt 100 人",
            ],
            id="the year holds on in a section of goals",
        ),
        pytest.param(
            "三、重点任务\n（一）培育企业。到2025年，甲企业达到10家。\n（二）建设平台。乙平台达到5个。",
            ["甲企业 2025 target eq 10 家"],
            id="but not beyond its heading",
        ),
        pytest.param(
            "二、发展目标\n甲企业2023年达到10家，2025年达到20家。",
            ["甲企业 2023 target eq 10 家", "甲企业 2025 target eq 20 家"],
            id="two years in a sentence",
        ),
        pytest.param(
            "一、发展基础\n“十三五”期间，新增甲企业10家，乙平台达到5个，比2015年增长25%。",
            [
                "新增甲企业 2016/2020 actual eq 10 家",
                "乙平台 2020 actual eq 5 个",
                "乙平台 2015/2020 change eq 25 %",
            ],
            id="what was done in a period, what was reached, what changed",
        ),
        pytest.param(
            "一、发展基础\n截至2020年底，甲平台达到43个，其中国家级1个、省级42个。",
            [
                "甲平台 2020 actual eq 43 个",
                "国家级甲平台 2020 actual eq 1 个",
                "省级甲平台 2020 actual eq 42 个",
            ],
            id="parts have the time and the noun of their whole",
        ),
        pytest.param(
            "二、发展目标\n到2025年，研发经费年均增长8%以上，单位能耗比2020年下降13%。",
            ["研发经费年均增长 2021/2025 target ge 8 %", "单位能耗下降 2021/2025 target eq 13 %"],
            id="growth has the period of the plan, a change that since its base",
        ),
        pytest.param(
            "二、发展目标\n到2025年，科技企业在2020年的基础上实现倍增，甲机构实现零的突破。",
            ["科技企业 2021/2025 target - - -", "甲机构 2025 target - - -"],
            id="goals in words",
        ),
        pytest.param("三、重点任务\n推进11条重点产业链建设。", [], id="no year, nothing certain"),
        pytest.param(
            "二、发展目标\n到2025年，上市企业达到3—5家，利用率达到七成。", [], id="nor ranges and 成"
        ),
        pytest.param("《规划（2021—2025年）》提出，按照〔2021〕16号文件执行。", [], id="titles and numbers"),
    ],
)
def test_figures_of_prose(text: str, rows: list[str]) -> None:
    assert written(text) == rows


def test_passage_holds_the_words_and_the_section_is_the_heading_above() -> None:
    text = "二、发展 目标\n到2025 年，全区甲企业、 乙企业分别达到\n一、无关\n"
    text = text.replace("达到\n", "达到 10家、20家。\n")
    assert [(text[f.start : f.end], f.wording, f.section) for f in figures(text)] == [
        ("全区甲企业、 乙企业分别达到 10家、20家", "分别达到10家、20家", "二、发展 目标"),
        ("全区甲企业、 乙企业分别达到 10家、20家", "分别达到10家、20家", "二、发展 目标"),
    ]


def test_figure_that_the_check_would_refuse_is_doubted() -> None:
    words = "甲企业达到10家以上"
    figure = Figure("甲企业", "10", "家", "2025", "target", "达到10家", 0, len(words), 0.9, "prose")
    assert (figure.confidence, prove(figure, words).confidence) == (0.9, 0.3)
