"""What the tests of /explore/ share: the page opened in a browser, what it says, what it hands out."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Explorer:
    """The page /explore/ of the built site at an address, beside the files of the site."""

    page: Page
    address: str
    site: Path

    def show(self, query: str = "", language: str = "") -> None:
        """Open the page with a selection and wait until its rows are there."""
        self.page.goto(f"{self.address}{language}explore/{query}")
        self.page.wait_for_selector(".explore-body:not([hidden])")
        self.page.wait_for_selector(".explore-grid tbody", state="attached")

    def say(self) -> str:
        """How many figures the page says there are."""
        return self.page.locator(".explore-status").inner_text()

    def tick(self, facet: str, option: str) -> None:
        """Open a filter where it is closed, and tick a box."""
        title = self.page.locator("summary", has_text=facet)
        fold = self.page.locator(".explore-facets details", has=title).first
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        fold.locator("label", has=self.page.get_by_text(option, exact=True)).locator("input").click()

    def cells(self, column: str) -> list[str]:
        """What the rows in view have in a column, from the top."""
        found = self.page.locator(f".explore-grid tbody [data-column={column}]")
        return [str(text) for text in found.evaluate_all("cells => cells.map((cell) => cell.textContent)")]

    def export(self) -> Rows:
        """The selection as downloaded."""
        with self.page.expect_download() as download:
            self.page.locator("[data-do=export]").click()
        content = Path(download.value.path()).read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        return read_csv(content.decode())

    def exported(self) -> set[str]:
        """The ids of the figures of the selection as downloaded."""
        return {row["figure"] for row in self.export()}

    def published(self, table: str) -> Rows:
        """The rows of a published table."""
        return read_csv((self.site / f"data/all/{table}.csv").read_bytes().decode())

    def figures(self, **cells: str) -> set[str]:
        """The ids of the published figures with these cells."""
        rows = self.published("values")
        return {row["figure"] for row in rows if all(row[name] == cell for name, cell in cells.items())}


def read_csv(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


Open = Callable[..., Explorer]


@pytest.fixture
def explore(browser: Browser, serve: Callable[..., str], site: Path) -> Iterator[Open]:
    """`explore(width=1280, **options of the browser)` answers with the page; any fault of it fails the test.

    Faults are what the console says, errors, and requests to another host.
    """
    faults: list[str] = []

    def start(width: int = 1280, **options: Any) -> Explorer:
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(error.message))
        page.on("request", lambda asked: note(asked.url))
        pages.append(page)
        return Explorer(page, serve(site, prefix="/name/"), site)

    def note(url: str) -> None:
        if not url.startswith(("data:", "blob:", "http://127.0.0.1:")):
            faults.append(url)

    pages: list[Page] = []
    yield start
    for page in pages:
        page.close()
    assert faults == []


@pytest.fixture
def explorer(explore: Open) -> Explorer:
    """The page on a wide screen."""
    return explore()
