"""/explore/ in a real browser, on the built site: filters, search, address, order, charts, phones."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser

if TYPE_CHECKING:
    from tests.browser.conftest import Explorer, Open


def test_filters_narrow_the_selection(explorer: "Explorer") -> None:
    explorer.show()
    explorer.tick("地区", "开州区")
    explorer.tick("类别", "目标值")
    explorer.tick("年份", "2027")
    explorer.tick("年份", "2026")

    expected = explorer.figures(area="kaizhou", kind="target", year="2027")
    expected |= explorer.figures(area="kaizhou", kind="target", year="2026")
    assert explorer.say() == f"{len(explorer.figures())} 个数字中的 {len(expected)} 个。"
    assert explorer.exported() == expected


def test_counts_say_what_a_click_would_give(explorer: "Explorer") -> None:
    explorer.show("?area=kaizhou")
    topics = explorer.page.locator(".explore-facets details:nth-child(3) label")
    option = topics.first
    count = option.locator(".count").inner_text()
    option.locator("input").click()

    assert f"中的 {count} 个" in explorer.say()
    assert option.locator(".count").inner_text() == count


@pytest.mark.parametrize(
    ("words", "column", "needle"), [("技术合同", "name", "技术合同"), ("突破160", "wording", "突破160")]
)
def test_search_finds_literal_words_and_numbers(
    explorer: "Explorer", words: str, column: str, needle: str
) -> None:
    explorer.show()
    everything = explorer.export()
    explorer.page.get_by_label("查找：指标").fill(words)
    explorer.page.wait_for_url("**?q=**")

    found = explorer.exported()
    assert found >= {row["figure"] for row in everything if needle in row[column]}
    assert found


def test_the_address_holds_the_selection(explorer: "Explorer") -> None:
    explorer.show()
    explorer.tick("地区", "开州区")
    explorer.tick("地区", "梁平区")
    explorer.page.get_by_label("查找：指标").press_sequentially("企业")
    explorer.page.wait_for_url("**q=**")
    explorer.page.locator(".explore-grid thead button", has_text="数值").click()
    explorer.page.locator(".explore-grid thead button", has_text="数值").click()
    query = parse_qsl(urlsplit(explorer.page.url).query)
    seen = (explorer.say(), explorer.cells("value")[:10])
    explorer.page.reload()
    explorer.page.wait_for_selector(".explore-grid tbody tr")

    assert query == [("q", "企业"), ("area", "kaizhou"), ("area", "liangping"), ("sort", "-value")]
    assert (explorer.say(), explorer.cells("value")[:10]) == seen
    assert explorer.page.locator(".explore-chosen button").count() == 2


def test_back_undoes_one_step(explorer: "Explorer") -> None:
    explorer.show()
    whole = explorer.say()
    explorer.tick("地区", "开州区")
    one = explorer.say()
    explorer.tick("类别", "目标值")
    explorer.page.go_back()
    explorer.page.wait_for_url("**?area=kaizhou")
    back = explorer.say()
    explorer.page.locator("[data-do=reset]").click()

    assert (back, explorer.say()) == (one, whole)
    assert urlsplit(explorer.page.url).query == ""


@pytest.mark.parametrize(
    "query",
    [
        "area=nowhere&foo=1&sort=foo&year=20x7",
        "sort=--value&q=%20%20",
        "kind=%3Cscript%3E&comparator=__proto__&due=constructor",
        "q=%00%F0%9F%98%80%5B(&sort=constructor",
        "%E0%A4%A",
    ],
)
def test_addresses_made_by_hand_do_no_harm(explorer: "Explorer", query: str) -> None:
    explorer.show(f"?{query}")

    assert explorer.say()


@pytest.mark.parametrize("column", ["指标", "地区", "时期", "类别", "数值", "计量单位", "原文用词"])
def test_columns_sort_by_click(explorer: "Explorer", column: str) -> None:
    explorer.show("?kind=target")
    head = explorer.page.locator(".explore-grid thead th", has_text=column).first
    order = [head.get_attribute("aria-sort")]
    for _ in range(3):
        head.locator("button").press("Enter")
        explorer.page.wait_for_timeout(100)
        order.append(head.get_attribute("aria-sort"))

    assert order == [None, "ascending", "descending", None]


def test_english_uses_english_names(explorer: "Explorer") -> None:
    explorer.show("?concept=rd-intensity&kind=target", "en/")

    assert explorer.say().endswith("figures.")
    assert set(explorer.cells("area")) == {"Kaizhou District", "Liangping District"}


def test_charts_follow_the_selection(explorer: "Explorer") -> None:
    explorer.show()
    all_ = explorer.page.locator(".explore-chart figure").all_inner_texts()
    explorer.show("?concept=rd-intensity")
    explorer.page.wait_for_selector(".explore-chart figure:nth-child(2) svg")
    drawn = explorer.page.locator(".explore-chart figure:nth-child(2) svg").get_attribute("aria-label")

    assert "同一个共用指标" in all_[1]
    assert "开州区" in str(drawn)
    assert "2027 2.4 %" in str(drawn)


def test_phones_have_no_page_scroll(explore: "Open") -> None:
    phone = explore(390)
    phone.show()
    phone.page.get_by_text("筛选", exact=True).click()
    phone.tick("地区", "开州区")
    phone.page.get_by_text("图：所选数字").click()
    phone.page.wait_for_selector(".explore-chart svg")

    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390
    assert phone.page.locator(".explore-filters > summary").inner_text() == "筛选 (1)"


def test_scrolling_reaches_the_last_row(explorer: "Explorer") -> None:
    explorer.show()
    explorer.page.locator("regular-table").focus()
    explorer.page.keyboard.press("End")
    last = explorer.page.locator(f".explore-grid tbody tr[aria-rowindex='{len(explorer.figures()) + 1}']")
    last.wait_for()

    assert last.locator("th").inner_text()


def test_without_javascript_the_page_says_where_to_go(explore: "Open") -> None:
    explorer = explore(java_script_enabled=False)
    bare = explorer.page
    bare.goto(f"{explorer.address}explore/")
    links = [str(link.get_attribute("href")) for link in bare.locator("noscript a, .explore ul a").all()]

    assert bare.locator("noscript p").first.bounding_box()
    assert {"../plans/", "../indicators/", "../due/", "../data/"} <= set(links)
    assert bare.locator(".explore-body").is_hidden()


def test_a_missing_file_is_said(browser: Browser, serve: Callable[..., str], site: Path) -> None:
    with browser.new_page() as page:
        page.route("**/explore.json", lambda route: route.abort())
        page.goto(f"{serve(site)}explore/")
        page.get_by_text("数据没有载入").wait_for()

        assert page.locator(".explore-body").is_hidden()
