"""The page of all changes, and the history on the page of a plan."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from plans.address import data_address
from plans.derive_announcements import Announcement
from plans.derive_chronicle import Chronicle
from plans.derive_history import SHORT_HASH, Change
from plans.derive_versions import COMBINED
from plans.export_feed import FEED, plan_feed
from plans.export_feed_words import (
    Line,
    Names,
    group_statements,
    summarize,
    tell_announcements,
    tell_statement,
)
from plans.load_releases import Release
from plans.model import Package, Text
from plans.page import Desk, escape, link, page_text, plan_page, up_to_root

HERE = "changes/index.md"
HISTORY = data_address(COMBINED, "history.csv")
SHOWN_COMMITS = 50
SHOWN_LINES = 20
OPEN_COMMITS = 5


def write_changes(desk: Desk) -> str:
    """The Markdown of `/changes/`."""
    chronicle, chinese = desk.chronicle, desk.language == "zh"
    title = "改动" if chinese else "Changes"
    description = (
        "每一处数字从首次发布起的改动、表结构的变化和发布的版本，取自 git 提交记录。"
        if chinese
        else "Every change to a figure since its first publication, changes of tables, and released versions."
    )
    commits = list_commits(chronicle, desk)
    body = desk.write(
        "changes.md",
        title=title,
        description=description,
        state=chronicle.state,
        version=chronicle.versions.get(COMBINED, ""),
        releases=[
            show_release(release) | {"summary": escape(words(release, desk))}
            for release in chronicle.releases
        ],
        missing=sum(release.files is None for release in chronicle.releases),
        commits=commits[:SHOWN_COMMITS],
        count=len(commits),
        feed=FEED,
        history=HISTORY,
        root=up_to_root(HERE, desk),
        data=link(desk.word("data"), HERE, "data/index.md"),
    )
    return page_text(title, description, body)


def write_plan_history(plan: Package, desk: Desk) -> str:
    """The history of the figures of a plan, for its page."""
    here, chronicle = plan_page(plan.name), desk.chronicle
    changes = chronicle.changes_of.get(plan.name, ())
    names = Names(desk.register)
    commits = [show_commit(found, here, names, desk) for found in by_commit(changes)]
    return desk.write(
        "plan_history.md",
        state=chronicle.state,
        commits=commits[:SHOWN_COMMITS],
        count=len(commits),
        shown=OPEN_COMMITS,
        feed=plan_feed(plan.name),
        history=HISTORY,
        root=up_to_root(here, desk),
        all=link("全部规划的改动" if desk.language == "zh" else "Changes of all plans", here, HERE),
    )


def by_commit(changes: Iterable[Change]) -> list[list[Change]]:
    """The changes of each commit together."""
    return [list(found) for _, found in groupby(changes, lambda change: change.commit)]


def words(release: Release, desk: Desk) -> str:
    """What a release says of itself."""
    return release.summary if desk.language == "zh" else release.summary_en


def show_release(release: Release) -> dict[str, Any]:
    """A release as a line; its archive and its list where its files are here."""
    published = release.files is not None
    return {
        "version": release.version,
        "date": release.released_on.isoformat(),
        "zip": data_address(release.version, f"{release.version}.zip") if published else "",
        "index": data_address(release.version, "index.json") if published else "",
    }


def list_commits(chronicle: Chronicle, desk: Desk) -> list[dict[str, Any]]:
    """Every commit with what it did to each plan and to the tables, newest first."""
    names = Names(desk.register)
    changes = {found[0].commit: found for found in by_commit(chronicle.changes)}
    schemas = {
        commit: list(found) for commit, found in groupby(chronicle.announcements, lambda item: item.commit)
    }
    return [
        {
            **about((*changes.get(commit, ()), *schemas.get(commit, ()))[0]),
            "plans": [
                show_plan(list(found), names, desk)
                for _, found in groupby(changes.get(commit, ()), lambda change: change.plan)
            ],
            **limit([show_line(line, HERE, desk) for line in tell_announcements(schemas.get(commit, ()))]),
        }
        for commit in chronicle.moments
        if commit in changes or commit in schemas
    ]


def about(item: Change | Announcement) -> dict[str, str]:
    """When, who and why."""
    return {
        "id": item.commit[:SHORT_HASH],
        "date": item.changed_on.isoformat(),
        "author": escape(item.author),
        "subject": escape(item.subject),
    }


def limit(lines: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The first lines, and how many there are besides."""
    return {"lines": lines[:SHOWN_LINES], "more": max(0, len(lines) - SHOWN_LINES)}


def show_plan(changes: Sequence[Change], names: Names, desk: Desk) -> dict[str, Any]:
    """What a commit did to one plan."""
    plan = changes[0].plan
    title = escape(names.plan(plan)[desk.language])
    return {
        "title": link(title, HERE, plan_page(plan)) if plan in desk.register.plans else title,
        "summary": escape(summarize(changes)[desk.language]),
        **limit(show_statements(changes, HERE, names, desk)),
    }


def show_commit(changes: Sequence[Change], here: str, names: Names, desk: Desk) -> dict[str, Any]:
    """What a commit did to the plan whose page this is."""
    return {
        **about(changes[0]),
        "summary": escape(summarize(changes)[desk.language]),
        **limit(show_statements(changes, here, names, desk)),
    }


def show_statements(changes: Sequence[Change], here: str, names: Names, desk: Desk) -> list[tuple[str, str]]:
    """The statements that changed; what happened to a plan as a whole is in the summary."""
    return [
        show_line(tell_statement(found, names), here, desk)
        for found in group_statements(changes)
        if found[0].figure
    ]


def show_line(line: Line, here: str, desk: Desk) -> tuple[str, str]:
    """The figure, linked where there still is one, and what happened to it."""
    subject = show_text(line.subject, desk)
    plan, _, anchor = line.figure.partition(".")
    shown = link(subject, here, plan_page(plan), anchor) if line.figure else subject
    return shown, "<br>".join(show_text(text, desk) for text in line.what)


def show_text(text: Text, desk: Desk) -> str:
    """Words on one line: a table of old may have line breaks in its cells."""
    return escape(" ".join(text[desk.language].split()))
