"""The site in a real browser: every kind of page, both languages, two widths, with and without scripts."""

import csv
import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

REPOSITORY = Path(__file__).parents[2]
PLANS = sorted(path.parent.name for path in REPOSITORY.glob("datapackages/*/values.csv"))
PLAN = "kaizhou-2025-2027"
PAGES = [
    "",
    "plans/",
    f"plans/{PLAN}/",
    f"plans/{PLAN}/source/",
    "plans/kaizhou-2023-2027/",
    "plans/liangping-2021-2025/",
    "indicators/",
    "indicators/rd-intensity/",
    "compare/",
    "compare/high-tech-enterprises/",
    "areas/",
    "areas/kaizhou/",
    "organizations/",
    "organizations/kaizhou-science-technology-bureau/",
    "data/",
    "data/dictionary/",
    "contribute/",
    "about/",
    "search/",
]
LANGUAGES = {"zh": "", "en": "en/"}
WIDTHS = {1280: 900, 390: 844}
HEAVIEST = 150_000  # bytes, gzip: what a plan page may weigh with everything it loads

# What of the page's own content reaches beyond the window and cannot be scrolled to within a box of its own.
CUT_OFF = """() => [...document.querySelectorAll("article *")].filter(element => {
    const box = element.getBoundingClientRect()
    if (box.width === 0 || box.right <= innerWidth + 1) return false
    for (let at = element; at; at = at.parentElement)
        if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return false
    return true
}).map(element => element.outerHTML.slice(0, 120))"""

# The words of a passage, from its anchor to the number that leads to what it proves, and where they stand.
MARKED = """passage => {
    const range = document.createRange()
    range.setStartAfter(document.getElementById(passage))
    range.setEndBefore(document.querySelector(`article a[href="#proves.${passage}"]`))
    return [range.toString(), range.getBoundingClientRect().top]
}"""


@dataclass
class Visit:
    """What went wrong on a page, and what it is."""

    language: str
    errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    overflow: int = 0
    cut_off: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[..., str]) -> str:
    """The site below `/name/`, as a Pages project serves it."""
    return serve(site, "/name/")


def watch(page: Page, visit: Visit) -> None:
    """Write down errors of scripts and every request that fails or leaves this machine."""

    def on_request(request: Request) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", None}:
            visit.foreign.append(request.url)

    def on_response(response: Response) -> None:
        if response.status >= 400:
            visit.failed.append(response.url)

    page.on("console", lambda message: visit.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.on("request", on_request)
    page.on("response", on_response)
    page.on("requestfailed", lambda request: visit.failed.append(request.url))


def read_to_the_end(page: Page, url: str) -> None:
    """Open a page and scroll through it, so that pictures which wait to be seen are loaded."""
    page.goto(url)
    for picture in page.locator("article img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")


def words_of(context: BrowserContext, url: str) -> str:
    """What a reader sees in the page's own content."""
    page = context.new_page()
    page.goto(url)
    return " ".join(page.locator("article").inner_text().split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_page_opens_clean(browser: Browser, address: str, path: str, language: str, width: int) -> None:
    visit = Visit("")
    with browser.new_context(viewport={"width": width, "height": WIDTHS[width]}) as context:
        page = context.new_page()
        watch(page, visit)
        read_to_the_end(page, address + LANGUAGES[language] + path)
        visit.language = (page.get_attribute("html", "lang") or "")[:2]
        visit.overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        visit.cut_off = page.evaluate(CUT_OFF)
    assert visit == Visit(language, overflow=min(visit.overflow, 0))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES[:-1])
def test_page_reads_the_same_without_javascript(
    browser: Browser, address: str, path: str, language: str
) -> None:
    url = address + LANGUAGES[language] + path
    with browser.new_context() as context:
        shown = words_of(context, url)
    with browser.new_context(java_script_enabled=False) as context:
        plain = words_of(context, url)
    assert (len(plain) > 100, plain) == (True, shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_plan_page_is_light(browser: Browser, address: str, plan: str, language: str) -> None:
    weights: dict[str, int] = {}

    def weigh(request: Request) -> None:
        response = request.response()
        weights[request.url] = len(gzip.compress(response.body(), 6)) if response else 0

    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.on("requestfinished", weigh)
        read_to_the_end(page, f"{address}{LANGUAGES[language]}plans/{plan}/")
    assert sum(weights.values()) <= HEAVIEST, weights


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_figure_leads_to_its_passage(browser: Browser, address: str, plan: str, language: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{address}{LANGUAGES[language]}plans/{plan}/")
        page.locator('article td a[href*="source/#"]').first.click()
        page.wait_for_load_state("networkidle")
        passage = urlsplit(page.url).fragment
        marked, top = page.evaluate(MARKED, passage)
    assert "".join(marked.split()) == "".join(quotes(plan)[passage].split())
    assert 48 <= top < 844, "below the header, within the window"


def quotes(plan: str) -> dict[str, str]:
    """The passages of a plan by id."""
    path = REPOSITORY / "datapackages" / plan / "passages.csv"
    return {row["id"]: row["quote"] for row in csv.DictReader(path.read_text("utf-8").splitlines())}
