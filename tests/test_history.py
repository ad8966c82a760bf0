"""History from git: repositories with scripted commits go in, the changes told of them are compared."""

import csv
import io
import os
import subprocess
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import frictionless
import pytest

from plans.dataset_combined import derived_table
from plans.derive_announcements import derive_announcements
from plans.derive_history import Change, derive_changes
from plans.load import read_catalog
from plans.load_history import History, read_history

if TYPE_CHECKING:
    from tests.conftest import Repository

HEADER = "indicator,area,organization,period,kind,comparator,value,unit,wording,passage"
COLUMNS = HEADER.split(",")
ROW = "rd,,,2026,target,ge,2.2,%,2.2%以上,annex"
OTHER = "firms,zone,,2025,actual,eq,5,家,5家,base"
SHARE = "firms,,bureau,2025,target,eq,3,家,3,annex-2"
Told = list[tuple[str, ...]]


def table(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows, ""])


def path_of(plan: str) -> str:
    return f"datapackages/{plan}/values.csv"


def tell(root: Path) -> Told:
    """Every change in short: action, figure or plan, column, old, new."""
    return [
        (change.action, change.figure or change.plan, change.field, change.old, change.new)
        for change in derive_changes(read_history(root))
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            ROW,
            "rd,,,2026,target,gt,2.3,%,超过2.3%,annex",
            [
                ("changed", "p.rd.2026", "comparator", "ge", "gt"),
                ("changed", "p.rd.2026", "value", "2.2", "2.3"),
                ("changed", "p.rd.2026", "wording", "2.2%以上", "超过2.3%"),
            ],
        ),
        (ROW, ROW.replace("2.2,%", "2.20,%"), []),
        (ROW, ROW.replace("annex", "annex-1"), [("changed", "p.rd.2026", "passage", "annex", "annex-1")]),
        (ROW, ROW.replace("2026", "2027"), [("changed", "p.rd.2027", "period", "2026", "2027")]),
        (ROW, ROW.replace("target", "actual"), [("changed", "p.rd.2026.actual", "kind", "target", "actual")]),
        (
            ROW,
            ROW.replace("rd,", "rd-share,"),
            [("changed", "p.rd-share.2026", "indicator", "rd", "rd-share")],
        ),
        (f"{ROW}\n{OTHER}", ROW, [("removed", "p.firms.zone.2025.actual", "", "", "")]),
        (ROW, f"{SHARE}\n{ROW}", [("added", "p.firms.bureau.2025", "", "", "")]),
        (f"{ROW}\n{OTHER}", f"{OTHER}\n{ROW}", []),
        (
            f"{ROW}\n{ROW},",
            f"{ROW}\n{ROW.replace('2.2,%', ',%')}",
            [("changed", "p.rd.2026", "value", "2.2", "")],
        ),
    ],
    ids=["value", "zeros", "passage", "period", "kind", "indicator", "removed", "added", "order", "twice"],
)
def test_a_row_is_followed_through_its_changes(
    history_root: "Repository", before: str, after: str, expected: Told
) -> None:
    history_root.commit("first", {path_of("p"): table(before)})
    history_root.commit("second", {path_of("p"): table(after)})
    published = ("published", "p", "rows", "", str(len(before.splitlines())))
    assert tell(history_root.root) == [*expected, published]


@pytest.mark.parametrize(
    "content",
    [
        table(ROW, OTHER).replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + table(ROW, OTHER).encode(),
        table(f"{ROW},note", f"{OTHER},", header=f"{HEADER},note").encode(),
        table(ROW, OTHER, header=HEADER.replace("comparator", "relation")).encode(),
        b"\xff\xfe broken",
        b'"never closed',
    ],
    ids=["CRLF", "BOM", "column added", "column renamed", "not UTF-8", "not CSV"],
)
def test_what_is_no_change_of_a_figure_is_not_told(history_root: "Repository", content: bytes) -> None:
    first = {path_of("p"): table(ROW, OTHER)}
    history_root.commit("first", first)
    history_root.commit("second", {path_of("p"): content})
    history_root.commit("third", first)
    assert tell(history_root.root) == [("published", "p", "rows", "", "2")]


def test_a_change_has_all_its_columns(history_root: "Repository") -> None:
    history_root.commit("first", {path_of("p"): table(OTHER)})
    hash_ = history_root.commit("p: 更正", {path_of("p"): table(OTHER.replace(",5,", ",6,"))}, author="王芳")
    assert derive_changes(read_history(history_root.root))[0] == Change(
        id=f"{hash_[:12]}.p.firms.zone.2025.actual.base.value",
        action="changed",
        plan="p",
        figure="p.firms.zone.2025.actual",
        indicator="firms",
        area="zone",
        organization="",
        period="2025",
        kind="actual",
        passage="p.base",
        field="value",
        old="5",
        new="6",
        comparator="eq",
        value=Decimal(6),
        unit="家",
        wording="5家",
        changed_on=date(2026, 12, 2),
        author="王芳",
        subject="p: 更正",
        commit=hash_,
    )


def test_the_table_of_changes_is_as_its_schema_says(history_root: "Repository", repository: Path) -> None:
    history_root.commit("first", {path_of("p"): table(ROW)})
    history_root.commit("", {path_of("p"): table(ROW.replace("2.2,", "2.3,"), OTHER)})
    changes = derive_changes(read_history(history_root.root))
    found = derived_table("history", changes, read_catalog(repository))
    rows = [list(found.columns), *(list(row) for row in found.rows)]
    report = frictionless.Resource(
        data=rows, schema=frictionless.Schema.from_descriptor(dict(found.schema))
    ).validate()
    assert found.columns == tuple(field.name for field in fields(Change))
    assert (report.valid, report.stats["errors"], len(found.rows)) == (True, 0, 3)
    assert found.records()[0]["indicator"] == "p.rd"


def test_plans_come_go_and_are_renamed(history_root: "Repository") -> None:
    history_root.commit("one", {path_of("旧 规划"): table(ROW, OTHER), path_of("gone"): table(ROW)})
    history_root.commit("two", {path_of("旧 规划"): table(ROW.replace("2.2,", "2.4,"), OTHER)})
    renamed = table(ROW.replace("2.2,", "2.4,"), SHARE, OTHER)
    history_root.commit("three", {path_of("旧 规划"): None, path_of("new"): renamed})
    history_root.commit("four", {path_of("gone"): None, "datapackages/vocabulary/values.csv": table(ROW)})
    assert tell(history_root.root) == [
        ("withdrawn", "gone", "rows", "1", ""),
        ("renamed", "new", "plan", "旧 规划", "new"),
        ("added", "new.firms.bureau.2025", "", "", ""),
        ("changed", "new.rd.2026", "value", "2.2", "2.4"),
        ("published", "gone", "rows", "", "1"),
        ("published", "new", "rows", "", "2"),
    ]


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("Merge pull request #7 from li/fix\n\n更正两处", "更正两处"),
        ("Merge branch 'fix'", "Merge branch 'fix'"),
        ("p: 合并更正", "p: 合并更正"),
    ],
)
def test_a_merge_stands_for_what_it_brought(history_root: "Repository", message: str, subject: str) -> None:
    history_root.commit("first", {path_of("p"): table(ROW)})
    history_root.git("switch", "--quiet", "--create", "fix")
    history_root.commit("p: 试", {path_of("p"): table(ROW.replace("2.2,", "9,"))}, author="王芳")
    history_root.commit("p: 再试", {path_of("p"): table(ROW.replace("2.2,", "3,"))}, author="Zoë")
    history_root.git("switch", "--quiet", "main")
    history_root.commit("infra: other", {"README.md": "x"})
    history_root.git("merge", "--quiet", "--no-ff", "--message", message, "fix")
    changes = derive_changes(read_history(history_root.root))
    assert [(c.action, c.old, c.new, c.author, c.subject) for c in changes] == [
        ("changed", "2.2", "3", "王芳, Zoë", subject),
        ("published", "", "1", "李明", "first"),
    ]


def test_a_shallow_clone_tells_what_it_knows(history_root: "Repository", tmp_path: Path) -> None:
    history_root.commit("first", {path_of("p"): table(ROW)})
    history_root.commit("second", {path_of("p"): table(ROW, OTHER)})
    history_root.commit("third", {path_of("p"): table(ROW, OTHER, SHARE)})
    history_root.git(
        "clone", "--quiet", "--depth=2", f"file://{history_root.root}", str(tmp_path / "shallow")
    )
    found = read_history(tmp_path / "shallow")
    assert (found.state, tell(tmp_path / "shallow")) == (
        "shallow",
        [("added", "p.firms.bureau.2025", "", "", "")],
    )


@pytest.mark.parametrize("place", ["no repository", "nothing committed", "someone else's repository"])
def test_without_history_nothing_is_told(history_root: "Repository", tmp_path: Path, place: str) -> None:
    root = {"nothing committed": history_root.root}.get(place, tmp_path / "unzipped")
    if place.startswith("someone"):
        history_root.commit("theirs", {"README.md": "x"})
        root = history_root.root / "unzipped"
    (root / "datapackages/p").mkdir(parents=True)
    (root / path_of("p")).write_text(table(ROW), "utf-8")
    assert read_history(root) == History("none", ())


def test_without_git_nothing_is_told(history_root: "Repository", monkeypatch: pytest.MonkeyPatch) -> None:
    history_root.commit("first", {path_of("p"): table(ROW)})
    monkeypatch.setenv("PATH", "")
    assert read_history(history_root.root) == History("none", ())


def test_the_surroundings_do_not_mislead(
    history_root: "Repository", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history_root.commit("first", {f"folder/{path_of('p')}": table(ROW)})
    config = tmp_path / "home/.gitconfig"
    config.parent.mkdir()
    config.write_text(
        "[log]\nshowSignature=true\ndiffMerges=off\ndate=relative\n[diff]\nrenames=copies\nnoprefix=true\n"
        "[color]\nui=always\n[core]\nquotePath=true\n[i18n]\nlogOutputEncoding=GBK\n",
        "utf-8",
    )
    monkeypatch.setenv("HOME", str(config.parent))
    monkeypatch.setenv("GIT_DIR", os.devnull)
    monkeypatch.setenv("GIT_INDEX_FILE", os.devnull)
    assert tell(history_root.root / "folder") == [("published", "p", "rows", "", "1")]


def test_announcements_begin_with_the_first_plan(history_root: "Repository") -> None:
    schema = '{"fields": [{"name": "id", "type": "string"}%s]}'
    path = "schemas/tables/values.json"
    history_root.commit("first", {path: schema % ""})
    history_root.commit("second", {path_of("p"): table(ROW)})
    history_root.commit("third", {path: schema % ', {"name": "note", "title": "注", "title_en": "Note"}'})
    history_root.commit("fourth", {path: "{", "schemas/derived/new.json": schema % ""})
    history_root.commit("fifth", {path: schema % ', "note"'})
    found = derive_announcements(read_history(history_root.root))
    assert [(item.schema, item.column, item.title, item.what, item.subject) for item in found] == [
        ("derived/new", "", "", "added", "fourth"),
        ("tables/values", "note", "注", "added", "third"),
    ]


def read_plans(root: Path) -> set[str]:
    """The plans that are committed."""
    listed = subprocess.run(
        ["git", "ls-tree", "--name-only", "HEAD:datapackages"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(listed.stdout.split()) - {"vocabulary"}


def test_the_history_of_this_repository(repository: Path) -> None:
    history = read_history(repository)
    published = [change.plan for change in derive_changes(history) if change.action == "published"]
    expected = read_plans(repository) if history.state == "complete" else set()
    assert expected - set(published) == set()


def test_csv_with_every_sign_is_read(history_root: "Repository") -> None:
    out = io.StringIO()
    wording = '"2,2%"\n<script>\u202e=1+1'
    csv.writer(out).writerows([COLUMNS, [*ROW.split(",")[:8], wording, "annex"]])
    history_root.commit("first", {path_of("p"): table(OTHER)})
    history_root.commit(
        "</title>\u202e ]]>", {path_of("p"): table(OTHER) + out.getvalue().partition("\r\n")[2]}
    )
    change = derive_changes(read_history(history_root.root))[0]
    assert (change.wording, change.subject) == (wording, "</title>\u202e ]]>")
