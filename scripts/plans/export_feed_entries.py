"""Entries of the feeds: the past goes in, one for each commit and plan and for each release comes out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby

from plans.address import data_address, plan_address
from plans.derive import group
from plans.derive_announcements import Announcement
from plans.derive_chronicle import Chronicle
from plans.derive_history import SHORT_HASH, Change
from plans.export_feed_words import (
    Line,
    Names,
    group_statements,
    summarize,
    tell_announcements,
    tell_statement,
)
from plans.load_releases import Release
from plans.model import PLAN_TABLES, Row, Text

CHANGES = "changes/"
NAMED_TABLES = 3


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: `id` is unique and stays, `address` lies within the site, `plans` lists the feeds
    of plans that have it besides the feed of all.
    """

    id: str
    title: Text
    updated: datetime
    author: str
    address: str
    note: str = ""
    lines: tuple[Line, ...] = ()
    plans: frozenset[str] = frozenset()


def list_entries(
    chronicle: Chronicle, names: Names, extra: Iterable[FeedEntry] = ()
) -> tuple[FeedEntry, ...]:
    """Every entry, newest first; `extra` are entries from elsewhere, such as withdrawn addresses."""
    entries = [
        *(release_entry(release) for release in chronicle.releases),
        *extra,
        *schema_entries(chronicle, names),
        *change_entries(chronicle, names),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.updated, reverse=True))


def change_entries(chronicle: Chronicle, names: Names) -> Iterator[FeedEntry]:
    """One entry for each commit and plan."""
    for (commit, plan), found in groupby(chronicle.changes, lambda change: (change.commit, change.plan)):
        yield change_entry(plan, list(found), chronicle.moments[commit], names)


def change_entry(plan: str, changes: Sequence[Change], moment: datetime, names: Names) -> FeedEntry:
    """What one commit did to one plan."""
    first, title, summary = changes[0], names.plan(plan), summarize(changes)
    return FeedEntry(
        id=f"{CHANGES}{first.commit[:SHORT_HASH]}/{plan}",
        title=Text(f"{title.zh}：{summary.zh}", f"{title.en}: {summary.en}"),
        updated=moment,
        author=first.author,
        address=f"{plan_address(plan)}#history" if plan in names.register.plans else CHANGES,
        note=first.subject,
        lines=tuple(tell_statement(found, names) for found in group_statements(changes)),
        plans=frozenset({plan}),
    )


def schema_entries(chronicle: Chronicle, names: Names) -> Iterator[FeedEntry]:
    """One entry for each commit that changed the tables; those of a plan are in the feed of every plan."""
    for commit, found in groupby(chronicle.announcements, lambda item: item.commit):
        yield schema_entry(list(found), chronicle.moments[commit], frozenset(names.register.plans))


def schema_entry(announcements: Sequence[Announcement], moment: datetime, plans: frozenset[str]) -> FeedEntry:
    """What one commit changed in the tables."""
    first, lines = announcements[0], tuple(tell_announcements(announcements))
    shown = name_tables([line.subject.zh for line in lines])
    concerns = any(item.schema in {f"tables/{name}" for name in PLAN_TABLES} for item in announcements)
    return FeedEntry(
        id=f"{CHANGES}{first.commit[:SHORT_HASH]}/schema",
        title=Text(f"表结构变化：{shown.zh}", f"Table structure changed: {shown.en}"),
        updated=moment,
        author=first.author,
        address=f"{CHANGES}#{first.commit[:SHORT_HASH]}",
        note=first.subject,
        lines=lines,
        plans=plans if concerns else frozenset(),
    )


def name_tables(names: Sequence[str]) -> Text:
    """A few tables by name, many by their number."""
    if len(names) > NAMED_TABLES:
        return Text(f"{len(names)} 张表", f"{len(names)} tables")
    return Text("、".join(names), ", ".join(names))


def release_entry(release: Release) -> FeedEntry:
    """A release, at the start of its day."""
    address = data_address(release.version, f"{release.version}.zip")
    return FeedEntry(
        id=f"{CHANGES}{release.version}",
        title=Text(
            f"{release.version} 版：{release.summary}", f"Version {release.version}: {release.summary_en}"
        ),
        updated=midnight(release.released_on),
        author="",
        address=f"{CHANGES}#{release.version}",
        lines=(Line(Text("下载", "Download"), (Text(address, address),), address),) if release.files else (),
    )


def withdrawn_entries(rows: Iterable[Row], plans: Iterable[str]) -> tuple[FeedEntry, ...]:
    """One entry for the addresses withdrawn on one day for one reason, also in the feeds of their plans.

    `rows` are lines of the list of withdrawn addresses.
    """
    groups = group((f"{row['withdrawn_on']} {row['reason']}", row) for row in rows)
    return tuple(withdrawn_entry(found, frozenset(plans)) for found in groups.values())


def withdrawn_entry(rows: Sequence[Row], plans: frozenset[str]) -> FeedEntry:
    """What became of some addresses."""
    first, count = rows[0], len(rows)
    named = {row["address"].split("/")[1] for row in rows if row["address"].startswith("plans/")}
    return FeedEntry(
        id=f"{CHANGES}withdrawn/{first['withdrawn_on']}/{first['address']}",
        title=Text(
            f"撤下 {count} 个网址：{first['reason']}",
            f"{count} address{'es' * (count != 1)} withdrawn: {first['reason_en']}",
        ),
        updated=midnight(date.fromisoformat(first["withdrawn_on"])),
        author="",
        address=CHANGES,
        lines=tuple(tell_withdrawn(row) for row in rows),
        plans=plans & named,
    )


def tell_withdrawn(row: Row) -> Line:
    """An address, and where it leads now."""
    moved = row["moved_to"]
    what = Text(f"改为 {moved}", f"now {moved}") if moved else Text("已撤下", "withdrawn")
    return Line(Text(row["address"], row["address"]), (what,))


def midnight(day: date) -> datetime:
    """The start of a day, UTC."""
    return datetime.combine(day, time(), UTC)
