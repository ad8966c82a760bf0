"""Derived results on the pages of plans and concepts and on the comparisons: what a reader finds there."""

from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import markdown
import pytest

from plans.derive import register
from plans.derive_results import derive_results
from plans.load import read_catalog
from plans.model import LANGUAGES, Language
from plans.page import Desk
from plans.page_chart import Sheet
from plans.page_compare import write_compare_pages
from plans.page_concept import write_concept
from plans.page_plan import write_plan

REPOSITORY = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
KAIZHOU = ("kaizhou-2023-2027", "kaizhou-2025-2027")


@cache
def desk_of(root: Path, language: Language) -> Desk:
    known = register(read_catalog(root))
    return Desk(known, derive_results(known, TODAY), language, REPOSITORY / "docs" / "templates", TODAY)


def plan_of(name: str, language: Language = "zh") -> Sheet:
    desk = desk_of(REPOSITORY, language)
    return write_plan(desk.register.plans[name], desk)


def concept_of(name: str, language: Language = "zh") -> Sheet:
    desk = desk_of(REPOSITORY, language)
    return write_concept(desk.register.concepts[name], desk)


def row_with(text: str, *parts: str) -> str:
    """The one line of a table that has all these parts."""
    found = [
        line for line in text.splitlines() if line.startswith("|") and all(part in line for part in parts)
    ]
    assert len(found) == 1, found
    return unescape(found[0])


@pytest.mark.parametrize(
    ("plan", "old", "new"),
    [
        (
            KAIZHOU[0],
            '[>2 亿元](source/index.md#task-6-contract "超过2亿元")',
            '[>30 亿元](../kaizhou-2025-2027/source/index.md#goals-2027-contract "突破30亿元")',
        ),
        (
            KAIZHOU[1],
            '[>2 亿元](../kaizhou-2023-2027/source/index.md#task-6-contract "超过2亿元")',
            '[>30 亿元](source/index.md#goals-2027-contract "突破30亿元")',
        ),
    ],
)
def test_a_revised_target_stands_on_both_pages_with_both_passages(plan: str, old: str, new: str) -> None:
    row = row_with(plan_of(plan).text, "技术合同成交额", "15 倍")

    assert old in row
    assert new in row
    assert "提高" in row
    assert "+28 亿元" in row
    assert "+1400%，15 倍" in row
    assert "口径存疑" in row


def test_why_a_revision_is_doubtful_is_said_with_names_for_ids() -> None:
    text = plan_of(KAIZHOU[1]).text

    assert "开州区 2023–2027：上文为技术合同登记站" in text
    assert "kaizhou-2023-2027：" not in text


@pytest.mark.parametrize(
    ("language", "share", "verdict"), [("zh", "8.9%", "存疑"), ("en", "8.9%", "doubtful")]
)
def test_jiulongpo_in_the_target_of_its_city(language: Language, share: str, verdict: str) -> None:
    amounts = {"zh": ("[4000 家]", "[4.5 万家]"), "en": ("[4000 units]", "[4.5 × 10,000 units]")}[language]
    for sheet in (concept_of("technology-enterprises", language), plan_of("jiulongpo-2022-2025", language)):
        row = row_with(sheet.text, share)
        assert all(
            part in row for part in (*amounts, verdict, "goals-technology-enterprises", "goals-enterprises")
        )


def test_the_quotas_of_townships_beside_the_promised_stock() -> None:
    lines = [unescape(line) for line in plan_of(KAIZHOU[0]).text.splitlines()]
    line = next(line for line in lines if line.startswith("- 2023–2027 年各年合计 [536 家]"))

    assert "800 − 536 = 264" in line
    assert "400 + 536 = 936，比 800 多 **136**（层层加码 17%）" in line
    assert "下限" in line
    assert "假定各年数都是净增数" in line
    assert "(source/index.md#annex-2-total)" in line
    assert "(source/index.md#goals-2027-doubling" in line


def test_the_pace_of_liangping_before_and_after() -> None:
    sheet = plan_of("liangping-2021-2025")

    row = row_with(sheet.text, "(#rd-intensity)", "个百分点")
    assert "+0.25 个百分点" in row
    assert "+0.06 个百分点" in row
    assert "| 4.5 |" in row
    zero = row_with(sheet.text, "(#technology-enterprises)", "基期为零，算不出增长率")
    assert "+14.3%" in zero
    assert [chart.name for chart in sheet.charts if chart.name.startswith("pace.")] == [
        "pace.points.2015.2020.2025",
        "pace.growth.2015.2020.2025",
    ]


def test_the_matrix_says_in_words_who_leads() -> None:
    text = plan_of(KAIZHOU[0], "en").text

    table = text[text.index("<table") : text.index("</table>")]
    assert table.count('<th scope="row">') == 11
    assert (table.count('<td class="leads"><i>Lead</i></td>'), table.count("<i>Responsible</i>")) == (14, 56)


def test_a_ranking_has_exact_figures_only_and_says_why_others_are_left_out() -> None:
    text = write_compare_pages(desk_of(REPOSITORY, "zh"))["compare/high-tech-enterprises/index.md"]
    ranked = text[text.index("{#leagues}") : text.index("{#left-out}")]
    left_out = text[text.index("{#left-out}") :]

    places = [
        line[2 : line.index("]")] for line in ranked.splitlines() if line.startswith(("| 1", "| 2", "| 3"))
    ]
    assert places == ["1. [九龙坡区", "2. [开州区", "2. [梁平区"]
    assert "重庆市" not in ranked
    assert "口径相近：全市各区县合计" in left_out
    assert "同一地区有更新的规划" in left_out


def test_a_converted_figure_shows_what_was_printed() -> None:
    text = write_compare_pages(desk_of(REPOSITORY, "zh"))["compare/science-services-revenue/index.md"]

    assert "[0.4](../../plans/kaizhou-2025-2027/source/index.md#" in text
    assert "<small>4000 万元</small>" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_example(example_root: Path, language: Language) -> None:
    desk = desk_of(example_root, language)

    new = write_plan(desk.register.plans["yunxi-2025-2027"], desk)
    old = write_plan(desk.register.plans["yunxi-2022-2025"], desk)
    assert ("{#revises}" in new.text, "{#revised}" in new.text) == (True, False)
    assert ("{#revises}" in old.text, "{#revised}" in old.text) == (False, True)
    assert list(write_compare_pages(desk)) == ["compare/index.md"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_on_its_page_with_words_and_fits_a_phone(language: Language) -> None:
    desk = desk_of(REPOSITORY, language)
    sheets = [write_plan(plan, desk) for plan in desk.register.plans.values()]
    sheets += [write_concept(row, desk) for row in desk.register.concepts.values()]

    for sheet in sheets:
        page = markdown.markdown(sheet.text, extensions=["md_in_html", "tables", "attr_list"])
        for chart in sheet.charts:
            assert f'src="{chart.source}"' in page
            assert chart.alternative
            assert chart.spec["width"] <= 360
        assert len({chart.path for chart in sheet.charts}) == len(sheet.charts)
