"""What stands where something was withdrawn: redirects, tombstones, marks on pages, files as they are now."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence

from plans.address import absolute, in_language
from plans.build_addresses import Move, is_page, list_addresses, list_file_rows
from plans.build_ledger import settle
from plans.derive import group
from plans.load_addresses import Ledger
from plans.model import Row, Text
from plans.page import Desk, escape, link, page_text

DATA = "data/index.md"
TITLE = Text("已撤下的网页", "Withdrawn page")
PLACES = Text("已撤下的内容", "Withdrawn from this page")
FILES = Text("已撤下的文件", "Withdrawn files")
Site = Mapping[str, str | bytes]


def keep_addresses(
    site: Site, desk: Desk, ledger: Ledger, unavailable: tuple[str, ...] = ()
) -> dict[str, str | bytes]:
    """What is added to a site, or changed in it, for all that was withdrawn from it.

    `unavailable`: beginnings of addresses that this clone cannot build. Raises AddressError where a published
    address is gone without a word.
    """
    built = list_addresses(site, desk.register.catalog) | ledger.handwritten
    moves = settle(ledger, built, desk.language, unavailable)
    rows = list_file_rows(ledger.withdrawn)
    return {
        **write_moved_files(moves, site),
        **write_pages(moves, site, desk),
        **mark_pages(moves, site, desk),
        **({DATA: f"{site[DATA]!s}{list_files(rows, desk)}"} if rows else {}),
    }


def write_moved_files(moves: Iterable[Move], site: Site) -> dict[str, str | bytes]:
    """The content of a file at the address that it had before, too."""
    return {move.address: site[move.target] for move in moves if move.target and not is_page(move.address)}


def write_pages(moves: Sequence[Move], site: Site, desk: Desk) -> dict[str, str]:
    """A redirect for each page that moved, a tombstone for each that is gone."""
    anchors = group((page_of(move.address), move) for move in moves if "#" in move.address)
    pages = {}
    for move in moves:
        if move.address.endswith("/") and move.target:
            own = [anchor for anchor in anchors.get(move.address, ()) if anchor.row is not move.row]
            pages[f"{move.address}index.html"] = write_redirect(move, own, desk)
        elif move.address.endswith("/"):
            path = f"{move.address}index.md"
            places = [
                (place_of(anchor), link_target(anchor, path, site, desk))
                for anchor in anchors.get(move.address, ())
            ]
            pages[path] = write_tombstone(move, places, link_above(path, site, desk), desk)
    return pages


def write_redirect(page: Move, anchors: Sequence[Move], desk: Desk) -> str:
    """A page of HTML that leads on, without JavaScript too; anchors with a line of their own go elsewhere."""
    return desk.write(
        "redirect.html",
        target=relative(page.address, page.target),
        places={
            place_of(move): relative(page.address, move.target) if move.target else "" for move in anchors
        },
        canonical=absolute(desk.site_url, in_language(page_of(page.target), desk.language)),
        shown=in_language(page.target, desk.language),
        reason=reason_of(page.row, desk),
        day=page.row["withdrawn_on"],
        gone=[
            (place_of(move), move.row["withdrawn_on"], reason_of(move.row, desk))
            for move in anchors
            if not move.target
        ],
    )


def write_tombstone(page: Move, places: Sequence[tuple[str, str]], above: str, desk: Desk) -> str:
    """A page that says what stood here, since when it is gone, and why."""
    title = TITLE[desk.language]
    body = desk.write(
        "tombstone.md",
        title=title,
        address=in_language(page.address, desk.language),
        day=page.row["withdrawn_on"],
        reason=escape(reason_of(page.row, desk)),
        places=places,
        above=above,
    )
    return page_text(title, reason_of(page.row, desk), body)


def link_above(here: str, site: Site, desk: Desk) -> str:
    """The nearest page above that stands, as a link."""
    folder = posixpath.dirname(here)
    while folder and f"{folder}/index.md" not in site:
        folder = posixpath.dirname(folder)
    path = posixpath.join(folder, "index.md")
    address = in_language(path.removesuffix("index.md"), desk.language)
    return link(escape(f"/{address}"), here, path)


def mark_pages(moves: Iterable[Move], site: Site, desk: Desk) -> dict[str, str]:
    """Pages that stand, with what was withdrawn from them at their end, each at its old anchor."""
    places = group((f"{page_of(move.address)}index.md", move) for move in moves if "#" in move.address)
    return {
        path: str(site[path])
        + write_list(
            PLACES[desk.language],
            [(move.address, move.row, link_target(move, path, site, desk)) for move in found],
            desk,
        )
        for path, found in places.items()
        if path in site
    }


def link_target(move: Move, here: str, site: Site, desk: Desk) -> str:
    """Where a place went, as a link from a page; empty where it is gone."""
    page, _, anchor = move.target.partition("#")
    generated = f"{page}index.md"
    file = generated if generated in site else f"{page.rstrip('/')}.md"
    return (
        link(escape(f"/{in_language(move.target, desk.language)}"), here, file, anchor) if move.target else ""
    )


def list_files(rows: Sequence[Row], desk: Desk) -> str:
    """The withdrawn files, at the end of the page about downloads."""
    root = "../" if desk.language == "zh" else "../../"
    shown = [
        (
            row["address"],
            row,
            f'<a href="{root}{row["moved_to"]}">/{row["moved_to"]}</a>'
            if row["moved_to"] and not row["moved_to"].endswith("/")
            else row["moved_to"] and f"<code>/{row['moved_to']}</code>",
        )
        for row in rows
    ]
    return write_list(FILES[desk.language], shown, desk)


def write_list(title: str, places: Iterable[tuple[str, Row, str]], desk: Desk) -> str:
    """A section that lists withdrawn addresses: what, when, why, and where it is now."""
    shown = [
        {
            "address": address,
            "anchor": address.partition("#")[2],
            "day": row["withdrawn_on"],
            "reason": escape(reason_of(row, desk)),
            "target": target,
        }
        for address, row, target in places
    ]
    return "\n" + desk.write("withdrawn.md", title=title, places=shown)


def reason_of(row: Row, desk: Desk) -> str:
    return desk.cell(row, "reason")


def place_of(move: Move) -> str:
    """The anchor of an address that has one."""
    return move.address.partition("#")[2]


def page_of(address: str) -> str:
    return address.partition("#")[0]


def relative(here: str, there: str) -> str:
    """From one page's address to another's, within one language."""
    page, mark, anchor = there.partition("#")
    return f"{posixpath.relpath(page or '.', here)}/{mark}{anchor}"
