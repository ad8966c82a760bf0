"""Charts of revisions, shares, pace and due dates: their numbers, signs and words, all within sight."""

import gzip
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plans.draw import Spec
from plans.draw_due import LOOKS, Due, due_chart
from plans.draw_marks import Word, extent
from plans.draw_pace import Pace, Spans, pace_chart
from plans.draw_revision import Amount, Revised, revision_chart
from plans.draw_share import Share, share_chart
from plans.model import LANGUAGES, Language, Text
from plans.render import svg

HOME, PERCENT = Text("家", "enterprises"), Text("%", "%")
OLD, NEW = Text("2023年方案", "Plan of 2023"), Text("2025年方案", "Plan of 2025")
CITY, KAIZHOU = Text("重庆市目标", "Chongqing target"), Text("开州区", "Kaizhou")
LONG = Text(
    "规模以上工业战略性新兴产业增加值占规上工业增加值比重",
    "Strategic emerging industries as a share of the value added of industry above designated size",
)
SPANS = Spans("2015–2020", "2020–2025")
TODAY = date(2026, 3, 1)


def amount(number: str, comparator: str = "eq") -> Amount:
    return Amount(Decimal(number), comparator)


def revised(old: str, new: str, unit: Text = HOME, doubtful: bool = False) -> Revised:
    return Revised(KAIZHOU, 2025, unit, amount(old), amount(new), doubtful)


def texts(spec: Spec | None) -> list[str]:
    return [word["text"] for word in (spec or {})["datasets"]["words"]]


REVISIONS = [
    Revised(KAIZHOU, 2025, HOME, amount("610", "gt"), amount("1000", "ge")),
    Revised(LONG, 2027, PERCENT, amount("20", "gt"), amount("20"), doubtful=True),
]
SHARES = [Share(Text("九龙坡区", "Jiulongpo"), amount("4000")), Share(KAIZHOU, amount("1000", "ge"))]
PACES = [
    Pace(KAIZHOU, Decimal("84.4"), Decimal("15.2"), "ge"),
    Pace(LONG, Decimal("-0.8"), Decimal("0.25")),
    Pace(KAIZHOU, Decimal(3), Decimal(3)),
]
DUES = [
    Due(NEW, date(2027, 12, 31), 14),
    Due(NEW, date(2025, 12, 31), 10),
    Due(OLD, date(2025, 12, 31), 130, 40),
    Due(OLD, date(2024, 12, 31), 7, 7),
]


def charts(language: Language) -> dict[str, Spec]:
    specs = {
        "revision": revision_chart(REVISIONS, OLD, NEW, language),
        "share": share_chart(SHARES, Share(CITY, amount("45000")), HOME, language),
        "pace": pace_chart(PACES, "growth", SPANS, language),
        "due": due_chart(DUES, TODAY, language),
    }
    return {name: spec for name, spec in specs.items() if spec}


def test_a_revision_shows_both_targets_the_change_and_its_doubt() -> None:
    assert texts(revision_chart(REVISIONS, OLD, NEW, "zh")) == [
        *("2023年方案", "2025年方案"),
        *("开州区（2025年，家）", ">610", "≥1000", "+63.9%"),
        *("规模以上工业战略性新兴产业增加值占", "规上工业增加值比重（2027年，%）"),
        *(">20", "20", "数字未变", "口径存疑"),
        "每行的尺度各从零开始。",
    ]


@pytest.mark.parametrize(
    ("revision", "change"),
    [
        (revised("2", "30"), "×15"),
        (revised("120", "130"), "+8.3%"),
        (revised("160", "120"), "−25%"),
        (revised("100", "299"), "+199%"),
        (revised("100", "300"), "×3"),
        (revised("0", "5"), "+5"),
        (revised("2.0", "2.4", PERCENT), "+0.4 points"),
        (revised("20", "20"), "same number"),
    ],
)
def test_a_change_is_said_so_that_it_is_understood(revision: Revised, change: str) -> None:
    assert texts(revision_chart([revision], OLD, NEW, "en"))[-2] == change


def test_equal_ratios_have_equal_slopes_and_a_large_one_flattens_no_other() -> None:
    spec = revision_chart([revised("2", "30"), revised("1", "2"), revised("500", "1000")], OLD, NEW, "zh")
    ends = [dot["y"] for dot in (spec or {})["datasets"]["dots"]]
    rises = [round(old - new, 1) for old, new in zip(ends[::2], ends[1::2], strict=True)]
    assert rises == [37.3, 20, 20]


def test_a_doubtful_revision_is_dashed_and_hollow() -> None:
    data = (revision_chart([revised("1", "2", doubtful=True)], OLD, NEW, "zh") or {})["datasets"]
    assert [rule["dash"] for rule in data["rules"]].count((4, 3)) == 1
    assert {dot["fill"] for dot in data["dots"]} == {"white"}


def test_shares_show_their_part_of_the_whole_and_the_rest() -> None:
    spec = share_chart(SHARES, Share(CITY, amount("45000")), HOME, "en")
    assert texts(spec) == [
        "enterprises",
        *("Chongqing target", "45000"),
        *("Jiulongpo", "4000 · 8.9%"),
        *("Kaizhou", "≥1000 · 2.2%"),
        *("Other districts not recorded", "≈40000 · 88.9%"),
    ]


def test_bars_are_as_long_as_their_values_and_the_rest_is_hatched() -> None:
    data = (share_chart(SHARES[:1], Share(CITY, amount("16000")), HOME, "zh") or {})["datasets"]
    assert [(bar["x"], bar["x2"]) for bar in data["blocks"]] == [(2, 334), (2, 85)]
    assert max(rule["x2"] for rule in data["rules"]) == 251
    assert texts(share_chart(SHARES[:1], Share(CITY, amount("16000")), HOME, "zh"))[-1] == "12000 · 75%"


def test_districts_that_promise_more_than_the_whole_exceed_it() -> None:
    spec = share_chart(SHARES[:1], Share(CITY, amount("3200")), HOME, "zh")
    assert texts(spec)[-4:] == ["九龙坡区", "4000 · 125%", "已收录区县合计超出", "800 · 25%"]
    assert max(block["x2"] for block in (spec or {})["datasets"]["blocks"]) == 334


def test_what_is_wholly_divided_leaves_no_rest() -> None:
    spec = share_chart(SHARES[:1], Share(CITY, amount("4000")), HOME, "zh")
    assert texts(spec)[-1] == "4000 · 100%"


def test_pace_shows_both_values_and_compares_them_in_words() -> None:
    shown = texts(pace_chart([PACES[0], PACES[2]], "growth", SPANS, "zh"))
    assert shown == [
        *("每年增长，%", "2015–2020 年实际", "2020–2025 年目标所需"),
        *("开州区", "≥15.2", "84.4", "要求更低"),
        *("开州区", "3", "3", "要求持平"),
        "0",
    ]


def test_paces_stand_on_one_scale_from_zero() -> None:
    dots = (pace_chart(PACES[:1], "growth", SPANS, "zh") or {})["datasets"]["dots"][2:]
    assert [(dot["x"], dot["fill"]) for dot in dots] == [(83.7, "#0b5cad"), (246, "white")]


def test_values_of_paces_never_touch() -> None:
    for required in ("0", "0.1", "1", "2", "84.4", "-84.4"):
        spec = pace_chart(
            [Pace(KAIZHOU, Decimal("0.05"), Decimal(required)), PACES[0]], "points", SPANS, "zh"
        )
        left, right = (spec or {})["datasets"]["words"][4:6]
        assert right["x"] - left["x"] >= 6


def test_a_calendar_counts_what_is_due_and_names_what_is_past_due() -> None:
    spec = due_chart(DUES, TODAY, "zh")
    assert texts(spec)[:14] == [
        *("2024", "2025", "2026", "2027"),
        *("2025年方案", "10", "到期未报", "14"),
        *("2023年方案", "7", "有实际值", "90", "到期未报", "共 130"),
    ]
    shapes = [dot["shape"] for dot in (spec or {})["datasets"]["dots"]]
    assert shapes == ["triangle-up", "circle", "triangle-up", "triangle-up", "circle"]


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2025, 12, 31), ["2025", "Kaizhou", "3"]),
        (date(2026, 1, 1), ["2025", "Kaizhou", "3", "past due"]),
    ],
)
def test_a_target_is_past_due_on_the_day_after(today: date, shown: list[str]) -> None:
    dues = [Due(KAIZHOU, date(2025, 12, 31), 2), Due(KAIZHOU, date(2025, 12, 31), 1)]
    assert texts(due_chart(dues, today, "en"))[: len(shown)] == shown


def test_nothing_makes_no_chart() -> None:
    assert [
        revision_chart([], OLD, NEW, "zh"),
        share_chart([], Share(CITY, amount("5")), HOME, "zh"),
        share_chart(SHARES, Share(CITY, amount("0")), HOME, "zh"),
        pace_chart([], "growth", SPANS, "zh"),
        due_chart([], TODAY, "zh"),
    ] == [None] * 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["revision", "share", "pace", "due"])
def test_every_word_stands_in_the_picture_and_apart_from_the_others(name: str, language: Language) -> None:
    spec = charts(language)[name]
    boxes = [room(Word(**record)) for record in spec["datasets"]["words"]]
    outside = [box for box in boxes if box[0] < 0 or box[1] < 0 or box[2] > 360 or box[3] > spec["height"]]
    touching = [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if overlap(a, b)]
    assert (outside, touching) == ([], [])


def room(word: Word) -> tuple[float, float, float, float]:
    width = extent(word.text, word.size)
    left = word.x - width * {"left": 0, "center": 0.5, "right": 1}[word.align]
    return (left, word.y - word.size / 2, left + width, word.y + word.size / 2)


def overlap(a: Sequence[float], b: Sequence[float]) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_is_small_narrow_and_white(language: Language) -> None:
    pictures = svg(charts(language))
    assert {name: content.count(b'width="360"') > 0 for name, content in pictures.items()} == dict.fromkeys(
        ("revision", "share", "pace", "due"), True
    )
    assert max(len(gzip.compress(content)) for content in pictures.values()) < 2000


def test_words_of_cells_are_readable_on_their_ground() -> None:
    assert min(contrast(look.colour, look.ground) for look in LOOKS.values()) > 4.5


def contrast(dark: str, light: str) -> float:
    """Contrast of two colours `#rrggbb` as WCAG 2 defines it."""
    low, high = (
        sum(
            weight * (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
            for weight, share in zip(
                (0.2126, 0.7152, 0.0722), (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)), strict=True
            )
        )
        for colour in (dark, light)
    )
    return (high + 0.05) / (low + 0.05)


DRAW_ALL = """
import sys
from test_draw_results import charts
from plans.render import svg
for language in ("zh", "en"):
    for content in svg(charts(language)).values():
        sys.stdout.buffer.write(content)
"""


def test_the_fonts_of_a_machine_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig><dir>/nowhere</dir></fontconfig>")
    bare = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    root = Path(__file__).parents[1]
    path = {"PYTHONPATH": f"{root / 'scripts'}{os.pathsep}{root / 'tests'}"}
    with_fonts, without = (
        subprocess.run(
            [sys.executable, "-c", DRAW_ALL],
            env={**os.environ, **path, **fonts},
            capture_output=True,
            check=True,
        )
        for fonts in ({}, bare)
    )
    assert with_fonts.stdout == without.stdout
