"""The register of due targets and its blocks on other pages."""

import re
from datetime import date
from pathlib import Path

import pytest

from plans.derive import register
from plans.derive_results import derive_results
from plans.derive_scale import SCALE, UNGRADED
from plans.load import read_catalog
from plans.model import LANGUAGES, Catalog, Language
from plans.page import Desk
from plans.page_due import write_due
from plans.page_due_block import write_area_due, write_organization_due, write_plan_due

NEW_YEARS_EVE, TODAY = date(2025, 12, 31), date(2026, 11, 22)


def desk_of(catalog: Catalog, language: Language, repository: Path, today: date = TODAY) -> Desk:
    known = register(catalog)
    return Desk(known, derive_results(known, today), language, repository / "docs/templates", today)


def section(page: str, anchor: str) -> str:
    """A section of a page, from the line of its heading to the next one of its depth."""
    return page.split(f"{{#{anchor}}}\n", 1)[1].split("\n## ", 1)[0]


def plain(text: str) -> str:
    """Text as a reader sees it: links and elements without their addresses."""
    return re.sub(r"\]\([^)]*\)|\[|<[^>]*>", "", text).replace("&gt;", ">")


def test_register_of_the_real_plans(repository: Path) -> None:
    page = write_due(desk_of(read_catalog(repository), "zh", repository))

    assert (
        "截至 2026-11-22，121 个目标已经到期：本站收录了其中 0 个的实际值，其余 121 个**到期未报**，"
        "最久的已过 1057 天。另有 49 个尚未到期。分解到单位的目标另计，其中 135 个到期未报。\n"
    ) in page
    assert re.findall(r"\*\*(\S+) 到期，已过 (\d+) 天\*\*", section(page, "overdue")) == [
        ("2023-12-31", "1057"),
        ("2024-12-31", "691"),
        ("2025-12-31", "326"),
        *[("2025-12-31", "326")] * 4,
    ]


def test_nothing_is_due_on_the_last_day(repository: Path) -> None:
    page = write_due(desk_of(read_catalog(repository), "en", repository, NEW_YEARS_EVE))

    assert "On 2025-12-31, 4 targets had fallen due." in page


def test_what_is_not_reported_comes_first(repository: Path) -> None:
    page = write_due(desk_of(read_catalog(repository), "zh", repository))

    anchors = re.findall(r"^## .*\{#(.+)\}$", page, re.MULTILINE)
    assert anchors == ["areas", "overdue", "reported", "scale", "organizations"]


def test_every_status(progress_catalog: Catalog, repository: Path) -> None:
    page = write_due(desk_of(progress_catalog, "zh", repository))

    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in plain(section(page, "reported")).splitlines()
        if line.startswith("|")
    ]
    assert {row[0]: row[2:] for row in rows[2:]} == {
        "技术合同登记办理时限": ("3 个工作日走完 100%", "● 完成"),
        "战略性新兴产业产值占比": ("34%走完 80%", "● 完成"),
        "高新技术企业": ("58 家走完 90%", "■ 基本完成"),
        "科技企业孵化器": ("8 个", "✚ 没有达到（无基期，不分档）"),
        "众创空间": ("3 个走完 25%", "◆ 滞后"),
        "国家级重点实验室": ("", "有实际值"),
        "全社会研发经费投入强度": ("2.1%走完 114.3%", "● 完成"),
        "公民具备科学素质的比例": ("11.5%倒退 16.7%", "▼ 倒退"),
        "技术合同成交额": ("5 亿元走完 100%", "■ 基本完成"),
        "科技型企业": ("440 家走完 70%", "▲ 有进展"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_guard_against_misuse(repository: Path, progress_catalog: Catalog, language: Language) -> None:
    desk = desk_of(progress_catalog, language, repository)
    known = desk.register

    guard = "本站没有收录" if language == "zh" else "this site holds no"
    pages = [
        write_plan_due(known.plans["yunxi-2023-2027"], desk),
        write_area_due(known.areas["yunxi"], desk),
        write_organization_due("yunxi-hekou-town", desk),
    ]
    assert [guard in page for page in pages] == [True, True, True]


def test_colours_of_the_scale(repository: Path) -> None:
    style = (repository / "docs/theme/assets/site.css").read_text("utf-8")

    missing = [
        step.status
        for step in (*SCALE, UNGRADED)
        if f".md-typeset .standing.{step.status} {{ color: {step.colour}; }}" not in style
    ]
    assert missing == []
