"""The page of rules in a real browser: an address opens its rule, words find rules."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from plans.derive import register
from plans.derive_results import derive_results
from plans.load import read_catalog
from plans.load_mistakes import read_mistakes
from plans.page import Desk
from plans.page_guide_rules import write_rules
from plans.rules import RULES


@pytest.fixture
def page(
    repository: Path, example_root: Path, tmp_path: Path, serve: Callable[..., str], browser: Browser
) -> Iterator[Page]:
    """The rules as their template writes them, with their script; headings stay Markdown."""
    known, today = register(read_catalog(example_root)), date(2026, 11, 22)
    desk = Desk(known, derive_results(known, today), "en", repository / "docs/templates", today)
    text = write_rules(desk, read_mistakes(repository)).partition("# ")[2]
    script = (repository / "docs/theme/assets/guide.js").read_text("utf-8")
    (tmp_path / "index.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><article>{text}</article>'
        f"<script type=module>{script}</script></html>",
        "utf-8",
    )
    opened = browser.new_page()
    opened.set_default_timeout(15_000)
    opened.goto(f"{serve(tmp_path)}#p202")
    yield opened
    opened.close()


def shown(page: Page) -> list[str]:
    """The rules that are not hidden."""
    return [rule.get_attribute("id") or "" for rule in page.locator("details.rule:visible").all()]


def open_rules(page: Page) -> list[str]:
    """The rules that are unfolded."""
    return [rule.get_attribute("id") or "" for rule in page.locator("details.rule[open]").all()]


def test_an_address_opens_its_rule(page: Page) -> None:
    page.wait_for_selector("#p202[open]")
    page.evaluate("location.hash = '#x004'")
    page.wait_for_selector("#x004[open]")
    assert (open_rules(page), len(shown(page))) == (["p202", "x004"], len(RULES))


def test_words_find_rules(page: Page) -> None:
    page.locator(".rule-filter input").press_sequentially("converted WORDING 55")
    page.wait_for_function("document.querySelector('output').textContent === '1 found'")
    assert shown(page) == ["p202"]
    page.locator(".rule-filter input").fill("")
    page.wait_for_function("document.querySelector('output').textContent === ''")
    assert len(shown(page)) == len(RULES)


def test_words_that_stand_nowhere_find_nothing(page: Page) -> None:
    page.locator(".rule-filter input").press_sequentially("zzzz")
    page.wait_for_function("document.querySelector('output').textContent === '0 found'")
    assert shown(page) == []
