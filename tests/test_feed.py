"""The feeds: read by libraries that are not ours; ids, dates and links are tested here."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from plans.derive import Register, figure_id, key_of, register
from plans.derive_announcements import Announcement
from plans.derive_chronicle import NO_CHRONICLE, Chronicle
from plans.derive_history import Change
from plans.export_feed import SHOWN_ENTRIES, SHOWN_LINES, feed_files
from plans.export_feed_entries import FeedEntry, withdrawn_entries
from plans.load import read_catalog
from plans.load_releases import Release
from plans.model import Row, Text

SITE = "https://example.org:8000/targets/"
TODAY = date(2026, 12, 9)
ATOM = "{http://www.w3.org/2005/Atom}"
PLAN = "kaizhou-2025-2027"
FEED = "changes/feed.xml"
PLAN_FEED = f"plans/{PLAN}/feed.xml"
MOMENT = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
COMMIT = "0123456789ab" + "0" * 28
CHANGE = Change(
    *("1", "changed", PLAN, f"{PLAN}.rd-intensity.2026", "rd-intensity", "", "", "2026", "target"),
    *(f"{PLAN}.annex-01", "value", "2.2", "2.3", "ge", None, "%", "2.3%"),
    *(date(2026, 12, 2), "李明", "kaizhou-2025-2027: 更正", COMMIT),
)
ANNOUNCEMENT = Announcement(
    *("tables/values", "note", "注", "Note", "added", "", ""),
    *(date(2026, 12, 3), "王芳", "schema: 增加一列", "b" * 40),
)
RELEASE = Release("1.0.0", date(2026, 12, 1), "a" * 40, "b" * 40, "新增 5 份规划", "5 plans added", {}, {})
WITHDRAWN = FeedEntry("withdrawn/1", Text("撤下一个网址", "One address withdrawn"), MOMENT, "", "changes/")
CHRONICLE = replace(
    NO_CHRONICLE,
    changes=(CHANGE,),
    announcements=(ANNOUNCEMENT,),
    releases=(RELEASE,),
    moments={"b" * 40: MOMENT + timedelta(days=1), COMMIT: MOMENT},
)


@cache
def known() -> Register:
    return register(read_catalog(Path(__file__).parents[1]))


def write(chronicle: Chronicle, *extra: FeedEntry) -> dict[str, bytes]:
    return feed_files(chronicle, known(), SITE, TODAY, extra)


def read(content: bytes) -> list[tuple[str, str, str]]:
    """The entries as feedparser reads them: id, title, link."""
    found = feedparser.parse(content)
    assert not found.bozo
    return [(entry.id, entry.title, entry.link) for entry in found.entries]


def lines_of(content: bytes, language: str) -> list[str]:
    """What the first entry lists in a language."""
    content_of = etree.fromstring(content).findtext(f"{ATOM}entry/{ATOM}content")
    part = html.fromstring(f"<div>{content_of}</div>").find(f'.//div[@lang="{language}"]')
    return [item.text_content() for item in part.iter("li")]


def test_entries_of_all_kinds() -> None:
    title = "重庆市开州区科技创新赋能高质量发展行动计划(2025—2027年)：更正 1 处数字"
    shown = read(write(CHRONICLE, WITHDRAWN)[FEED])
    assert [(id_, name.split(" / ")[0], link) for id_, name, link in shown] == [
        (
            "tag:example.org,2026-12-03:targets/changes/bbbbbbbbbbbb/schema",
            "表结构变化：values.csv",
            f"{SITE}changes/#bbbbbbbbbbbb",
        ),
        ("tag:example.org,2026-12-02:targets/withdrawn/1", "撤下一个网址", f"{SITE}changes/"),
        (
            f"tag:example.org,2026-12-02:targets/changes/0123456789ab/{PLAN}",
            title,
            f"{SITE}plans/{PLAN}/#history",
        ),
        (
            "tag:example.org,2026-12-01:targets/changes/1.0.0",
            "1.0.0 版：新增 5 份规划",
            f"{SITE}changes/#1.0.0",
        ),
    ]


def test_a_plan_has_its_own_changes_and_those_of_its_tables() -> None:
    feeds = write(CHRONICLE)
    assert [id_.rpartition("/")[2] for id_, _, _ in read(feeds[PLAN_FEED])] == ["schema", PLAN]
    assert [id_.rpartition("/")[2] for id_, _, _ in read(feeds["plans/liangping-2021-2025/feed.xml"])] == [
        "schema"
    ]
    assert set(feeds) == {FEED, *(f"plans/{plan}/feed.xml" for plan in known().plans)}


NAME = Text("全社会研发投入强度 2026", "R&D intensity (whole society) 2026")
SIGN = replace(CHANGE, field="comparator", old="eq", new="ge")
UNIT = replace(CHANGE, field="unit", old="%", new="")
GONE = replace(
    CHANGE, action="removed", figure="x.y", indicator="y", organization="bureau", period="2023/2027"
)
FIRST = replace(CHANGE, action="published", figure="", field="rows", old="", new="64")


@pytest.mark.parametrize(
    ("changes", "chinese", "english"),
    [
        ((CHANGE,), f"{NAME.zh}：数值 2.2 → 2.3", f"{NAME.en}: Value 2.2 → 2.3"),
        (
            (SIGN, UNIT),
            f"{NAME.zh}：比较符 = → ≥；计量单位 % → （空）",
            f"{NAME.en}: Comparator = → ≥; Unit % → (empty)",
        ),
        ((GONE,), "y（bureau） 2023–2027：删去 2.3%", "y (bureau) 2023–2027: removed 2.3%"),
        ((FIRST,), "首次发布：64 处数字", "first published: 64 figures"),
    ],
    ids=["value", "two columns", "removed", "published"],
)
def test_changes_in_words(changes: tuple[Change, ...], chinese: str, english: str) -> None:
    feed = write(replace(CHRONICLE, changes=changes, announcements=()))[PLAN_FEED]
    assert (lines_of(feed, "zh-Hans"), lines_of(feed, "en")) == ([chinese], [english])


def test_withdrawn_addresses_are_told_together() -> None:
    cells = {"reason": "重复", "reason_en": "a double", "withdrawn_on": "2026-12-05"}
    rows = [
        Row(2, {**cells, "address": f"plans/{PLAN}/#x", "moved_to": f"plans/{PLAN}/#y"}),
        Row(3, {**cells, "address": "indicators/z/", "moved_to": ""}),
    ]
    content = write(NO_CHRONICLE, *withdrawn_entries(rows, known().plans))[PLAN_FEED]
    [(id_, title, _)] = read(content)
    assert id_ == f"tag:example.org,2026-12-05:targets/changes/withdrawn/2026-12-05/plans/{PLAN}/%23x"
    assert title == "撤下 2 个网址：重复 / 2 addresses withdrawn: a double"
    assert lines_of(content, "en") == [f"plans/{PLAN}/#x: now plans/{PLAN}/#y", "indicators/z/: withdrawn"]


def test_figures_are_linked_while_they_are() -> None:
    row = known().plans[PLAN].rows("values")[0]
    there = replace(CHANGE, figure=figure_id(PLAN, key_of(row)))
    gone = replace(CHANGE, figure=f"{PLAN}.gone.2026", indicator="gone")
    feed = etree.fromstring(write(replace(CHRONICLE, changes=(there, gone), announcements=()))[PLAN_FEED])
    links = html.fromstring(f"<div>{feed.findtext(f'{ATOM}entry/{ATOM}content')}</div>").iter("a")
    assert {link.get("href") for link in links} == {f"{SITE}plans/{PLAN}/#{there.figure.partition('.')[2]}"}


@pytest.mark.parametrize("chronicle", [NO_CHRONICLE, CHRONICLE], ids=["empty", "full"])
def test_what_atom_demands(chronicle: Chronicle) -> None:
    for path, content in write(chronicle).items():
        feed = etree.fromstring(content)
        nodes = [feed, *feed.iter(f"{ATOM}entry")]
        ids = [node.findtext(f"{ATOM}id") for node in nodes]
        dates = [node.findtext(f"{ATOM}updated") for node in nodes]
        links = {(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")}
        page = path.removesuffix("feed.xml")
        assert len(set(ids)) == len(ids)
        assert [day for day in dates if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day)] == []
        assert dates[0] == max(dates[1:], default="2026-12-09T00:00:00Z")
        assert dates[1:] == sorted(dates[1:], reverse=True)
        assert all(node.findtext(f"{ATOM}title") for node in nodes)
        assert links >= {("self", f"{SITE}{path}"), ("alternate", f"{SITE}{page}")}
        assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_a_long_past_is_cut_and_says_so() -> None:
    hashes = [f"{number:040}" for number in range(SHOWN_ENTRIES + 20)]
    moments = {hash_: MOMENT - timedelta(hours=number) for number, hash_ in enumerate(hashes)}
    changes = tuple(replace(CHANGE, commit=hash_) for hash_ in hashes)
    feed = feedparser.parse(write(replace(NO_CHRONICLE, changes=changes, moments=moments))[FEED])
    assert (len(feed.entries), f"共 {SHOWN_ENTRIES + 20} 条" in feed.feed.subtitle) == (SHOWN_ENTRIES, True)


def test_a_long_entry_is_cut_and_says_so() -> None:
    changes = tuple(replace(CHANGE, period=str(year), figure=f"x.{year}") for year in range(2000, 2030))
    lines = lines_of(write(replace(CHRONICLE, changes=changes, announcements=()))[PLAN_FEED], "zh-Hans")
    assert (len(lines), lines[-1]) == (SHOWN_LINES + 1, f"另有 {30 - SHOWN_LINES} 处，见网页。")


def test_the_same_past_gives_the_same_bytes() -> None:
    assert write(CHRONICLE) == write(CHRONICLE)


@given(st.text(), st.text(min_size=1), st.text())
def test_any_text_goes_through_unharmed(subject: str, author: str, wording: str) -> None:
    change = replace(CHANGE, subject=subject, author=author, field="wording", old="x", new=wording)
    content = write(replace(CHRONICLE, changes=(change,), announcements=()))[PLAN_FEED]
    feed = etree.fromstring(content)
    line = lines_of(content, "zh-Hans")[0]
    kept = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", wording) or "（空）"
    found = line.partition(" → ")[2]
    assert ("".join(found.split()), len(feed.findall(f"{ATOM}entry"))) == ("".join(kept.split()), 1)
