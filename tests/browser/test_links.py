"""Every link of the built site leads to a file that is there, and to a place in it that is there."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

TAGS = re.compile(r"<[a-zA-Z][^<>]*>")
LINKS = re.compile(r"""\s(?:href|src|action|poster|data)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
PLACES = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
HOST = "http://site.invalid"


def attributes(page: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    """The values of attributes in the tags of a page."""
    for tag in TAGS.findall(page.read_text("utf-8")):
        yield from (unescape("".join(groups)) for groups in pattern.findall(tag))


@cache
def places(page: Path) -> frozenset[str]:
    """The anchors of a page."""
    return frozenset(attributes(page, PLACES)) | {""}


def is_there(url: str, site: Path) -> bool:
    """Whether a static server has a file, and its page the place, for an address of the site."""
    parts = urlsplit(url)
    file = site / unquote(parts.path).lstrip("/")
    file = file / "index.html" if parts.path.endswith("/") else file
    if not file.is_file():
        return False
    return file.suffix != ".html" or unquote(parts.fragment) in places(file)


def broken_links(page: Path, site: Path) -> Iterator[str]:
    """Links within the site that lead nowhere, or that hold only where the site stands at the root.

    The page for missing addresses is the exception: it is shown at any depth, so its links start at the root.
    """
    base = f"{HOST}/{page.relative_to(site).as_posix()}"
    for link in attributes(page, LINKS):
        parts = urlsplit(link)
        if parts.scheme in {"http", "https", "mailto", "data"}:
            continue
        rooted = link.startswith("/") and page.name != "404.html"
        if rooted or not is_there(urljoin(base, link), site):
            yield link


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    broken = [
        (page.relative_to(site).as_posix(), link) for page in pages for link in broken_links(page, site)
    ]
    assert broken == []


def test_languages_have_the_same_pages(site: Path) -> None:
    pages = {page.relative_to(site).as_posix() for page in site.rglob("index.html")}
    english = {page.removeprefix("en/") for page in pages if page.startswith("en/")}
    assert english == {page for page in pages if not page.startswith("en/")}


def test_no_page_repeats_an_id(site: Path) -> None:
    repeated = {}
    for page in sorted(site.rglob("*.html")):
        ids = re.findall(r'<[a-zA-Z][^<>]*\sid="([^"]*)"', page.read_text("utf-8"))
        if twice := {id_ for id_ in ids if ids.count(id_) > 1}:
            repeated[page.relative_to(site).as_posix()] = twice
    assert repeated == {}


def test_no_page_shows_raw_markdown(site: Path) -> None:
    raw = re.compile(r"<p>\s*\||^\s*\| |\]\([^)\s]*\.md", re.MULTILINE)

    pages = {page.relative_to(site).as_posix(): page.read_text("utf-8") for page in site.rglob("*.html")}

    assert {name: raw.findall(text) for name, text in pages.items() if raw.search(text)} == {}
