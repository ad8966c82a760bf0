"""Links within a built site: its pages go in, links that lead nowhere come out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

LINKS = {"href", "src", "data-src", "poster"}
ANCHORS = {"id", "name"}


@dataclass(slots=True)
class Page:
    """What a page links to, and the places on it that may be linked to."""

    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)


class PageReader(HTMLParser):
    """Collects links and anchors; a link of the head to another site's rules of form is one too."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if value and name in LINKS:
                self.page.links.add(value.strip())
            elif value and name in ANCHORS:
                self.page.anchors.add(value)


def read_pages(files: Mapping[str, bytes]) -> dict[str, Page]:
    """The pages of a site by path."""
    pages = {}
    for path, content in files.items():
        if path.endswith(".html"):
            reader = PageReader()
            reader.feed(content.decode("utf-8"))
            pages[path] = reader.page
    return pages


def find_dead_links(pages: Mapping[str, Page], files: Collection[str], site_url: str) -> Iterator[str]:
    """Links to pages, files or anchors of the site that are not there, by page."""
    for path, page in pages.items():
        for link in sorted(page.links):
            inside = resolve(link, path, site_url)
            if inside is not None and not is_there(*inside, pages, files):
                yield f"{path}: {link}"


def resolve(link: str, page: str, site_url: str) -> tuple[str, str] | None:
    """Path within the site and anchor of a link, None where it leads out of the site."""
    if link.startswith(site_url):
        link = f"/{link.removeprefix(site_url)}"
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    folder = "/" if parts.path.startswith("/") else f"/{page.rpartition('/')[0]}"
    path = normpath(join(folder, unquote(parts.path).lstrip("/"))).lstrip("/") if parts.path else page
    is_folder = parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", "..", "")
    if parts.path and is_folder:
        path = join(path, "index.html") if path not in ("", ".") else "index.html"
    return path, unquote(parts.fragment)


def is_there(path: str, anchor: str, pages: Mapping[str, Page], files: Collection[str]) -> bool:
    """Whether a file is there and has the anchor; `#` alone and `#top` are the head of any page."""
    if path not in files:
        return False
    return anchor in ("", "top") or path not in pages or anchor in pages[path].anchors
