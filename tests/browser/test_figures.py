"""Every figure has one place on the page of its plan, where its address leads, and the visitor sees it."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from plans.address import figure_address, plan_address
from plans.derive import figure_id, key_of
from plans.load import read_package

REPOSITORY = Path(__file__).parents[2]
PLANS = sorted(path.parent.name for path in REPOSITORY.glob("datapackages/*/values.csv"))
LANGUAGES = {"zh": "", "en": "en/"}
WIDTHS = {1280: 900, 390: 844}
IDS = re.compile(r'\sid="([^"]*)"')
FOLDED = "kaizhou-2023-2027"  # its targets are divided among organizations, in tables that are folded away

# Where the figure is that the address means, and whether it can be seen: nothing covers its middle.
SHOWN = """() => {
    const box = document.querySelector(":target").getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    return [document.querySelector(":target").id, document.elementFromPoint(x, y)?.id]
}"""


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[..., str]) -> str:
    """The site below `/name/`, as a Pages project serves it."""
    return serve(site, "/name/")


def figures_of(plan: str) -> set[str]:
    """The ids of all figures that a plan's data state."""
    package = read_package(REPOSITORY / "datapackages" / plan)
    return {figure_id(plan, key_of(row)) for row in package.rows("values")}


def ids_of(page: Path) -> Counter[str]:
    return Counter(unescape(id_) for id_ in IDS.findall(page.read_text("utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_every_figure_has_one_anchor(site: Path, plan: str, language: str) -> None:
    ids = ids_of(site / LANGUAGES[language] / plan_address(plan) / "index.html")

    found = {figure: ids[figure.removeprefix(f"{plan}.")] for figure in figures_of(plan)}

    assert found == dict.fromkeys(found, 1)


def test_every_published_target_has_an_address(site: Path) -> None:
    text = (site / "data/all/targets.csv").read_text("utf-8")
    addresses = [figure_address(row["id"]) for row in csv.DictReader(text.splitlines())]

    pages = {urlsplit(address).path for address in addresses}
    places = {
        f"{page}#{id_}": count for page in pages for id_, count in ids_of(site / page / "index.html").items()
    }

    assert addresses
    assert {address: places.get(address) for address in addresses} == dict.fromkeys(addresses, 1)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("plan", PLANS)
def test_the_figure_is_seen(browser: Browser, address: str, plan: str, width: int, script: bool) -> None:
    last = max(figures_of(plan)).removeprefix(f"{plan}.")
    with browser.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        page.goto(f"{address}{plan_address(plan)}#{last}")
        page.wait_for_load_state("networkidle")
        shown = page.evaluate(SHOWN)
    assert shown == [last, last]


def test_a_link_within_the_page_opens_the_fold(
    browser: Browser, site: Path, serve: Callable[..., str]
) -> None:
    address = serve(site, "/name/")
    share = next(figure for figure in sorted(figures_of(FOLDED)) if "township" in figure)
    anchor = share.removeprefix(f"{FOLDED}.")
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(address + plan_address(FOLDED))
        page.wait_for_load_state("networkidle")
        page.evaluate("anchor => { location.hash = anchor }", anchor)
        page.wait_for_function("document.querySelector('td a:target')?.closest('details').open")
        shown = page.evaluate(SHOWN)
    assert shown == [anchor, anchor]


@pytest.mark.parametrize(
    ("language", "title"), [("zh", "这个数字的固定网址"), ("en", "Permanent address of this figure")]
)
def test_a_figure_offers_its_address(browser: Browser, address: str, language: str, title: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}{LANGUAGES[language]}{plan_address(FOLDED)}")
        figure = page.locator("article td a[id][href]").first
        figure.hover()
        page.get_by_title(title).click()
        anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
        shown = page.evaluate(SHOWN)
    assert (f"{FOLDED}.{anchor}" in figures_of(FOLDED), shown) == (True, [anchor, anchor])
