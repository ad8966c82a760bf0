"""/explore/sql/ in a real browser, on the built site: the examples, faults, long queries, export."""

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from plans.page_explore_sql import EXAMPLES

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
MANY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) SELECT i FROM n"


@pytest.fixture
def page(browser: Browser, serve: Callable[..., str], site: Path) -> Iterator[Page]:
    """The page, which fails the test on any error, or request to another host."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(error.message))
    page.on("request", lambda asked: faults.append(asked.url) if "//127.0.0.1:" not in asked.url else None)
    page.goto(serve(site, prefix="/name/") + "explore/sql/")
    yield page
    page.close()
    assert [fault for fault in faults if not fault.startswith(("data:", "blob:"))] == []


def run(page: Page, query: str) -> str:
    """Run a query and answer with what the page says in the end."""
    page.locator("#sql-query").fill(query)
    page.locator("[data-do=run]").click()
    page.wait_for_selector("[data-do=run]:enabled")
    return page.locator(".explore-status").inner_text()


def export(page: Page) -> list[list[str]]:
    with page.expect_download() as download:
        page.locator("[data-do=export]").click()
    return list(csv.reader(io.StringIO(Path(download.value.path()).read_bytes().decode(), newline="")))


@pytest.mark.parametrize(("name", "query"), [(name, query) for name, _, query in EXAMPLES])
def test_examples_answer_as_python_does(page: Page, site: Path, name: str, query: str) -> None:
    with closing(sqlite3.connect(site / "data/all/all.sqlite")) as connection:
        rows = connection.execute(query).fetchall()
    page.select_option("#sql-example", page.locator(f"option[data-name={name}]").get_attribute("value"))
    said = run(page, page.locator("#sql-query").input_value())
    exported = export(page)

    assert said.startswith(f"{len(rows)} 行，")
    assert len(exported) == len(rows) + 1
    assert exported[1][0] == str(rows[0][0])


def test_nothing_is_loaded_before_a_click(page: Page) -> None:
    loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")

    assert [name for name in loaded if name.endswith((".sqlite", ".wasm"))] == []
    assert "MB" in page.locator("[data-do=run]").inner_text()


def test_faults_are_shown_plainly(page: Page) -> None:
    said = run(page, "SELECT missing FROM targets")

    assert said == "查询有误："
    assert page.locator(".explore-error").inner_text() == "no such column: missing"
    assert run(page, "SELECT 1").startswith("1 行")
    assert page.locator(".explore-error").is_hidden()


def test_a_long_query_can_be_stopped(page: Page) -> None:
    run(page, "SELECT 1")
    page.locator("#sql-query").fill(ENDLESS)
    page.locator("[data-do=run]").click()
    page.locator("[data-do=stop]").click()
    stopped = page.locator(".explore-status").inner_text()

    assert stopped == "已停止。"
    assert run(page, "SELECT 2").startswith("1 行")


def test_a_long_result_is_cut_and_says_so(page: Page) -> None:
    assert run(page, MANY).startswith("只取了前 10,000 行")
    assert len(export(page)) == 10001


def test_cells_are_text_and_null_is_marked(page: Page) -> None:
    run(page, "SELECT '</script><img src=x onerror=alert(1)>' AS markup, NULL AS absent, '=1+1' AS formula")
    cells = page.locator(".explore-grid tbody").locator("th, td").all_inner_texts()

    assert cells == ["</script><img src=x onerror=alert(1)>", "空", "=1+1"]
    assert page.locator(".explore-grid img").count() == 0
    assert export(page)[1] == ["</script><img src=x onerror=alert(1)>", "", "=1+1"]


def test_the_address_holds_the_query(page: Page) -> None:
    run(page, "SELECT 7 AS seven")
    page.reload()

    assert page.locator("#sql-query").input_value() == "SELECT 7 AS seven"
