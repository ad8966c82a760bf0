"""Who sees a wrong figure finds the form filled in: by mouse, by keyboard, on a phone, without scripts."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from plans.address import plan_address, source_address

PLAN = "kaizhou-2025-2027"
FIGURE, PASSAGE = "rd-intensity.2025", "goals-2025-rd-intensity"
LANGUAGES = {"zh": "", "en": "en/"}
TITLES = {"zh": "报告这个数字的错误", "en": "Report an error in this figure"}
SITE = "http://127.0.0.1:8000/"  # the address that the site is built for


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[..., str]) -> str:
    """The site below `/name/`, as a Pages project serves it."""
    return serve(site, "/name/")


def filled_in(link: str) -> dict[str, str]:
    """What a link to the form fills in; it leads to the repository."""
    assert link.startswith("https://github.com/owner/name/issues/new?")
    return dict(parse_qsl(urlsplit(link).query))


def report_of(page: Page) -> str:
    """The link beside the figure, which must be seen."""
    assert is_offered(page)
    return str(page.locator(".offers a").nth(1).evaluate("link => link.href"))


def is_offered(page: Page) -> bool:
    """Whether the links beside a figure are seen."""
    return bool(page.locator(".offers").evaluate("links => getComputedStyle(links).opacity === '1'"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_pointed_at_offers_its_form(browser: Browser, address: str, language: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}{LANGUAGES[language]}{plan_address(PLAN)}")
        page.locator(f"[id='{FIGURE}']").hover()
        fields = filled_in(report_of(page))
        page.get_by_title(TITLES[language]).hover()
        still = is_offered(page)
    root = SITE + LANGUAGES[language]
    assert (still, fields) == (
        True,
        {
            "template": "correct-a-value.yml",
            "title": f"{'数字有误：' if language == 'zh' else 'Wrong figure: '}{PLAN}.{FIGURE}",
            "figure": f"{PLAN}.{FIGURE}",
            "value": "2（达到2%）" if language == "zh" else "2 (达到2%)",
            "passage": f"{root}{source_address(PLAN)}#{PASSAGE}",
            "page": f"{root}{plan_address(PLAN)}#{FIGURE}",
        },
    )


def test_the_keyboard_reaches_the_form(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + plan_address(PLAN))
        page.locator(f"[id='{FIGURE}']").focus()
        page.keyboard.press("Shift+Tab")
        for _ in range(3):
            page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.title")
        fields = filled_in(report_of(page))
    assert (reached, fields["figure"]) == (TITLES["zh"], f"{PLAN}.{FIGURE}")


def test_nothing_is_offered_until_a_figure_is_meant(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + plan_address(PLAN))
        page.locator(f"[id='{FIGURE}']").hover()
        page.locator("h1").hover()
        seen = is_offered(page)
    assert seen is False


def test_a_figure_opened_on_a_phone_can_be_reported(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        page.goto(address + plan_address(PLAN))
        page.locator(f"[id='{FIGURE}']").tap()
        report = page.locator(".archive .proof a.report")
        report.wait_for()
        on_screen = report.evaluate("link => link.getBoundingClientRect().bottom < innerHeight")
        fields = filled_in(str(report.evaluate("link => link.href")))
        page.evaluate("location.hash = 'goals-2025-rd-activity'")
        page.wait_for_function("document.querySelector('.archive .report').href.includes('rd-activity')")
        bars = page.locator(".archive .proof").count()
    assert (on_screen, bars) == (True, 1)
    assert fields["figure"] == f"{PLAN}.{FIGURE}"


def test_without_scripts_the_source_page_has_the_form(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{source_address(PLAN)}#proves.{PASSAGE}")
        proof = page.locator("p.proof", has=page.locator(f"[id='proves.{PASSAGE}']"))
        fields = filled_in(str(proof.locator("a.report").first.get_attribute("href")))
    assert (fields["figure"], fields["value"]) == (f"{PLAN}.{FIGURE}", "2 %（达到2%）")
