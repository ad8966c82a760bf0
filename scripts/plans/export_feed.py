"""Atom feeds: the past goes in, `changes/feed.xml` and one feed for each plan come out, in both languages."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from plans.address import absolute, plan_address
from plans.derive import Register, group
from plans.derive_chronicle import Chronicle
from plans.export_feed_entries import CHANGES, FeedEntry, list_entries, midnight
from plans.export_feed_words import Line, Names
from plans.model import LANGUAGES, Language, Text
from plans.words import WORDS

ATOM = "http://www.w3.org/2005/Atom"
FEED = f"{CHANGES}feed.xml"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGE_TAGS: Mapping[Language, str] = {"zh": "zh-Hans", "en": "en"}
XML_HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n'
SHOWN_ENTRIES = 100
SHOWN_LINES = 12
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_files(
    chronicle: Chronicle, register: Register, site_url: str, today: date, extra: Iterable[FeedEntry] = ()
) -> dict[str, bytes]:
    """The feed of everything and the feeds of the plans, by path."""
    names = Names(register)
    entries = list_entries(chronicle, names, extra)
    title = Text("规划目标开放数据：改动", "Plan targets open data: changes")
    start = midnight(today)
    feeds = {FEED: write_feed(FEED, title, entries, (site_url, CHANGES, start))}
    by_plan = group((plan, entry) for entry in entries for plan in entry.plans)
    for plan in sorted(register.plans):
        path, own = plan_feed(plan), by_plan.get(plan, ())
        feeds[path] = write_feed(path, names.plan(plan), own, (site_url, plan_address(plan), start))
    return feeds


def plan_feed(plan: str) -> str:
    """Where the feed of a plan is."""
    return f"{plan_address(plan)}feed.xml"


def write_feed(
    path: str, title: Text, entries: Sequence[FeedEntry], place: tuple[str, str, datetime]
) -> bytes:
    """A feed of the newest entries; `place`: address of the site, page of the feed, date of an empty feed."""
    site_url, page, start = place
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": LANGUAGE_TAGS["zh"]})
    add(feed, "id", absolute(site_url, path))
    add(feed, "title", f"{title.zh} / {title.en}")
    add(feed, "subtitle", describe_feed(entries))
    add(feed, "updated", show_moment(max((entry.updated for entry in entries), default=start)))
    add(SubElement(feed, "author"), "name", WORDS["site"].zh)
    link(feed, "self", "application/atom+xml", absolute(site_url, path))
    link(feed, "alternate", "text/html", absolute(site_url, page))
    link(feed, "license", "text/html", LICENCE)
    for entry in entries[:SHOWN_ENTRIES]:
        feed.append(write_entry(entry, site_url))
    ElementTree.indent(feed)
    return XML_HEAD + ElementTree.tostring(feed, encoding="unicode").encode() + b"\n"


def describe_feed(entries: Sequence[FeedEntry]) -> str:
    """What the feed holds, and where the rest is."""
    if len(entries) <= SHOWN_ENTRIES:
        return "数字、表结构和版本的改动，取自 git。 / Changes of figures, tables and versions, from git."
    return (
        f"最近 {SHOWN_ENTRIES} 条，共 {len(entries)} 条；全部数字的改动见 data/all/history.csv。"
        f" / The newest {SHOWN_ENTRIES} of {len(entries)}; every change of a figure: data/all/history.csv."
    )


def write_entry(entry: FeedEntry, site_url: str) -> Element:
    """One entry: title in both languages, English summary, content in both."""
    element = Element("entry")
    add(element, "id", tag(entry, site_url))
    add(element, "title", f"{entry.title.zh} / {entry.title.en}")
    add(element, "updated", show_moment(entry.updated))
    if entry.author.strip():
        add(SubElement(element, "author"), "name", entry.author)
    link(element, "alternate", "text/html", absolute(site_url, quote(entry.address, safe="/#")))
    add(element, "summary", entry.title.en, {"xml:lang": LANGUAGE_TAGS["en"]})
    add(element, "content", write_content(entry, site_url), {"type": "html"})
    return element


def tag(entry: FeedEntry, site_url: str) -> str:
    """A tag URI (RFC 4151): the host, the day of the entry, the path of the site and the id of the entry."""
    site = urlsplit(site_url)
    path = quote(f"{site.path.strip('/')}/{entry.id}".strip("/"), safe="/")
    return f"tag:{site.hostname},{entry.updated.astimezone(UTC):%Y-%m-%d}:{path}"


def write_content(entry: FeedEntry, site_url: str) -> str:
    """The content as HTML: in each language what happened line by line, and the subject of the commit."""
    note = f"<p>{html.escape(entry.note)}</p>" if entry.note else ""
    parts = [
        f'<div lang="{LANGUAGE_TAGS[language]}"><p>{html.escape(entry.title[language])}</p>'
        f"{write_lines(entry, language, site_url)}</div>"
        for language in LANGUAGES
    ]
    return note + "".join(parts)


def write_lines(entry: FeedEntry, language: Language, site_url: str) -> str:
    """The lines of an entry as a list, the first of many."""
    if not entry.lines:
        return ""
    items = [f"<li>{write_line(line, language, site_url)}</li>" for line in entry.lines[:SHOWN_LINES]]
    if more := len(entry.lines) - SHOWN_LINES:
        rest = Text(f"另有 {more} 处，见网页。", f"{more} more on the page.")[language]
        items += [f"<li>{rest}</li>"] if more > 0 else []
    return f"<ul>{''.join(items)}</ul>"


def write_line(line: Line, language: Language, site_url: str) -> str:
    """The subject, linked where it has an address, and what happened to it."""
    subject = html.escape(line.subject[language])
    if line.address:
        address = absolute(site_url, quote(line.address, safe="/#"))
        subject = f'<a href="{html.escape(address)}">{subject}</a>'
    mark = "：" if language == "zh" else ": "
    return (
        subject
        + mark
        + ("；" if language == "zh" else "; ").join(html.escape(text[language]) for text in line.what)
    )


def show_moment(moment: datetime) -> str:
    """RFC 3339 in UTC: 2026-11-22T17:50:33Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add(parent: Element, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    """An element with a text, without characters that XML cannot hold."""
    SubElement(parent, name, dict(attributes or {})).text = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def link(parent: Element, relation: str, kind: str, address: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
