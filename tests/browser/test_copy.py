"""Copy buttons: for the keyboard, read out to those who do not see, offline; and code without scripts."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page

PAGES = ["data/", "plans/kaizhou-2025-2027/"]
LANGUAGES = {"zh": ("", "复制", "已复制"), "en": ("en/", "Copy to clipboard", "Copied to clipboard")}


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[..., str]) -> str:
    return serve(site)


def codes(site: Path, page: str) -> list[str]:
    """The code on a page as it was built, tab after tab."""
    tree = html.parse(site / page / "index.html").getroot()
    return [code.text_content().rstrip() for code in tree.xpath("//article//pre/code")]


def open_page(browser: Browser, url: str) -> tuple[Page, list[str]]:
    """A page with a clipboard, and the requests that leave this machine."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, foreign = context.new_page(), list[str]()
    page.on(
        "request",
        lambda request: (
            foreign.append(request.url) if urlsplit(request.url).hostname != "127.0.0.1" else None
        ),
    )
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page, foreign


def tabs_of(label: Locator) -> Locator:
    """The tabs that a label belongs to."""
    return label.locator("xpath=ancestor::*[contains(@class, 'tabbed-set')]")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address_of_page", PAGES)
def test_every_code_can_be_copied_with_the_keyboard(
    address_of_page: str, language: str, browser: Browser, site: Path, address: str
) -> None:
    folder, name, said = LANGUAGES[language]
    page, foreign = open_page(browser, f"{address}{folder}{address_of_page}")

    copied = []
    for label in page.locator(".tabbed-labels label").all():
        label.click()
        tabs = tabs_of(label)
        tabs.get_by_role("button", name=name).locator("visible=true").focus()
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text(said, exact=True).wait_for()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    page.context.close()

    assert copied == codes(site, f"{folder}{address_of_page}")
    assert foreign == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_is_there_without_scripts(language: str, browser: Browser, site: Path, address: str) -> None:
    folder = LANGUAGES[language][0]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{folder}data/")

    shown = []
    for label in page.locator(".tabbed-labels label").all():
        label.click()
        shown.append(tabs_of(label).locator("pre code:visible").inner_text().rstrip())
    context.close()

    assert shown == codes(site, f"{folder}data/")
