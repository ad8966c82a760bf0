"""Calendars: read back by a library that is not ours, and kept to the letter of RFC 5545."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.derive import Register, register
from plans.derive_targets import derive_targets
from plans.export_calendar import calendar_files, escape, fold
from plans.load import read_catalog
from plans.model import Catalog

TODAY = date(2026, 11, 22)
SITE = "https://example.org/targets/"
AREAS: Mapping[str, list[str]] = {
    "liangping": [
        "liangping-2021-2025.liangping.2025@plan-targets",
        "liangping-2021-2025.liangping-high-tech-zone.2025@plan-targets",
    ],
    "liangping-high-tech-zone": ["liangping-2021-2025.liangping-high-tech-zone.2025@plan-targets"],
    "chongqing": ["chongqing-districts-2025.chongqing.2025@plan-targets"],
}


@pytest.fixture(scope="module")
def found(progress_catalog: Catalog) -> Register:
    return register(progress_catalog)


@pytest.fixture(scope="module")
def real(repository: Path) -> Register:
    return register(read_catalog(repository))


def files_of(found: Register, today: date = TODAY) -> dict[str, bytes]:
    return calendar_files(found, derive_targets(found), today, SITE)


def events_of(content: bytes) -> list[Any]:
    """The events of a calendar as another reader sees them; its types allow any property to be anything."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_files(found: Register) -> None:
    assert list(files_of(found)) == [
        "calendar.ics",
        "calendar.en.ics",
        "calendar.yunxi.ics",
        "calendar.yunxi.en.ics",
    ]


def test_an_event(found: Register) -> None:
    first, *rest = events_of(files_of(found)["calendar.ics"])

    assert {name: str(first[name]) for name in ("UID", "SUMMARY", "URL", "TRANSP")} == {
        "UID": "yunxi-2023-2027.yunxi.2025@plan-targets",
        "SUMMARY": "云溪区：13 项规划目标到期",
        "URL": f"{SITE}plans/yunxi-2023-2027/",
        "TRANSP": "TRANSPARENT",
    }
    assert (first["DTSTART"].dt, first["DTSTAMP"].dt) == (
        date(2025, 12, 31),
        datetime(2026, 11, 22, tzinfo=UTC),
    )
    assert [(str(event["UID"]), event["DTSTART"].dt) for event in rest] == [
        ("yunxi-2023-2027.yunxi.2027@plan-targets", date(2027, 12, 31)),
        ("yunxi-2026-2028.yunxi.2028@plan-targets", date(2028, 12, 31)),
    ]


def test_description(found: Register) -> None:
    chinese, english = (
        str(events_of(files_of(found)[name])[0]["DESCRIPTION"]).split("\n")
        for name in ("calendar.ics", "calendar.en.ics")
    )

    assert chinese == [
        "《云溪区科技创新行动方案（2023—2027年）》",
        "经营主体：>1.2 万家",
        "技术合同登记办理时限：≤3 个工作日",
        "战略性新兴产业产值占比：≈35%",
        "高新技术企业：60 家",
        "科技企业孵化器：10 个",
        "众创空间：6 个",
        "国家级重点实验室：实现零的突破",
        "全社会研发经费投入强度：≥2%",
        "公民具备科学素质的比例：15%",
        "技术合同成交额：>5 亿元",
        "科技型企业：500 家",
        "另有 2 项分解到单位的目标。",
        "目标不是结果：到期不等于完成，是否完成以公布的实际值为准。",
    ]
    assert english[-4:] == [
        "Value of technology contracts: >5 × 100 million yuan",
        "Technology enterprises: 500 enterprises",
        "Besides 2 shares of single organizations.",
        "A target is not an outcome: due does not mean met; only a published actual value tells.",
    ]


def test_the_span_of_a_target_is_shown(found: Register) -> None:
    event = events_of(files_of(found)["calendar.en.ics"])[1]

    assert "Average annual growth of R&D spending: ≥12% (2023–2027)" in str(event["DESCRIPTION"]).split("\n")


@pytest.mark.parametrize("language", ["", ".en"])
def test_every_target_of_the_real_plans_is_counted(real: Register, language: str) -> None:
    events = events_of(files_of(real)[f"calendar{language}.ics"])

    counts = [
        int("".join(filter(str.isdigit, str(event["SUMMARY"]).replace("：", ": ").split(": ")[1])))
        for event in events
    ]
    assert (len(events), sum(counts)) == (12, len(derive_targets(real)))


def test_an_area_has_its_zones(real: Register) -> None:
    files = files_of(real)

    uids = {name: [str(event["UID"]) for event in events_of(files[f"calendar.{name}.ics"])] for name in AREAS}
    assert uids == AREAS


def test_uids_differ_and_do_not_depend_on_the_day(real: Register) -> None:
    uids = [
        [str(event["UID"]) for event in events_of(files_of(real, today)["calendar.ics"])]
        for today in (TODAY, date(2030, 1, 1))
    ]

    assert uids[0] == uids[1]
    assert len(set(uids[0])) == len(uids[0])


def test_lines_are_kept_short_and_end_as_they_must(real: Register) -> None:
    for content in files_of(real).values():
        lines = content.split(b"\r\n")
        assert (lines[-1], max(map(len, lines)) <= 75) == (b"", True)
        assert b"\n" not in content.replace(b"\r\n", b"")


def test_same_bytes_whatever_the_order_of_plans(progress_catalog: Catalog) -> None:
    calendars = [
        files_of(register(replace(progress_catalog, plans=plans)))
        for plans in permutations(progress_catalog.plans)
    ]

    assert all(calendar == calendars[0] for calendar in calendars)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_folded_lines_unfold(text: str) -> None:
    pieces = fold(text)

    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == text
    assert [piece for piece in pieces if len(piece.encode()) > 75] == []
    assert [piece for piece in pieces[1:] if not piece.startswith(" ")] == []


@given(st.text(st.characters(exclude_categories=["C", "Z"], include_characters="\n ,;\\")))
def test_another_reader_finds_the_text(text: str) -> None:
    lines = ["BEGIN:VEVENT", *fold(f"DESCRIPTION:x{escape(text)}x"), "END:VEVENT", ""]

    event = icalendar.Event.from_ical("\r\n".join(lines))

    assert str(event["DESCRIPTION"]) == f"x{text}x"
