"""Charts: what they show, and that nothing in them is cut, covered or left to the fonts of a machine."""

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.draw import Cell, Point, Spec, allocation_chart, path_chart
from plans.labels import text_width
from plans.model import LANGUAGES, Language, Text
from plans.render import svg

TAG = "{http://www.w3.org/2000/svg}"
HANFENG, WENFENG = Text("汉丰街道", "Hanfeng Subdistrict"), Text("文峰街道", "Wenfeng Subdistrict")
COMMISSION = Text("区国资委", "Kaizhou District State-owned Assets Supervision and Administration Commission")
CELLS = [
    Cell(HANFENG, "2023", Decimal(21)),
    Cell(HANFENG, "2024", Decimal(19)),
    Cell(WENFENG, "2023", Decimal(13)),
    Cell(WENFENG, "2024", Decimal(0)),
]
TOTALS = [
    Cell(None, "2023", Decimal(34)),
    Cell(None, "2024", Decimal(19)),
    Cell(HANFENG, None, Decimal(40)),
    Cell(WENFENG, None, Decimal(13)),
    Cell(None, None, Decimal(53)),
]


def point(year: int, label: str, kind: str = "target") -> Point:
    """`point(2027, ">160")`."""
    sign, number = re.fullmatch(r"([≥>≈≤<]?)(.+)", label, re.S).groups()  # type: ignore[union-attr]
    comparator = {"≥": "ge", ">": "gt", "≈": "approx", "≤": "le", "<": "lt", "": "eq"}[sign]
    return Point(year, Decimal(number), comparator, "actual" if kind == "actual" else "target")


PATH = [point(2022, "65", "actual"), point(2025, "≥130"), point(2026, "145"), point(2027, ">160")]


def picture(spec: Spec | None) -> ElementTree.Element:
    assert spec is not None
    return ElementTree.fromstring(svg({"chart": spec})["chart"])


def places(element: ElementTree.Element, tag: str) -> list[tuple[str, float, float]]:
    """Text and position of each element of a kind."""
    found = []
    for part in element.iter(TAG + tag):
        position = re.fullmatch(r"translate\((.+),(.+)\)", part.get("transform", ""))
        if position:
            found.append((part.text or "", float(position[1]), float(position[2])))
    return found


def texts(element: ElementTree.Element) -> list[str]:
    return [text for text, _, _ in places(element, "text")]


def paint(element: ElementTree.Element, name: str) -> list[str | None]:
    """One attribute of each point of a path chart."""
    return [part.get(name) for part in element.iter(f"{TAG}path") if part.get("transform")]


def test_a_path_shows_every_value_with_its_sign_and_every_year() -> None:
    assert texts(picture(path_chart(PATH))) == ["65", "≥130", "145", ">160", "2022", "2025", "26", "2027"]


@pytest.mark.parametrize("label", ["≥130", ">130", "≈130", "≤130", "<130", "130", "130.50", "4.5", "1500"])
def test_a_value_is_shown_as_printed(label: str) -> None:
    assert texts(picture(path_chart([point(2020, "100"), point(2025, label)])))[1] == label


@pytest.mark.parametrize(
    "points",
    [
        [],
        [point(2025, "130")],
        [point(2025, "120", "actual"), point(2025, "130")],
        [point(2024, "0", "actual"), point(2025, "0")],
    ],
)
def test_there_is_no_path_without_two_years_and_an_amount(points: Sequence[Point]) -> None:
    assert path_chart(points) is None


def test_the_order_of_points_does_not_matter() -> None:
    assert path_chart(PATH[::-1]) == path_chart(PATH)


def test_years_stand_at_true_distances_and_values_at_true_heights() -> None:
    chart = picture(path_chart([point(2015, "25"), point(2020, "50"), point(2025, "75"), point(2027, "100")]))
    assert [(x, y) for text, x, y in places(chart, "path")] == [
        (20, 67.5),
        (73.3, 53),
        (126.7, 38.5),
        (148, 24),
    ]


def test_actual_points_are_hollow_and_targets_are_filled() -> None:
    assert paint(picture(path_chart(PATH)), "fill") == ["white", "#0b5cad", "#0b5cad", "#0b5cad"]


def test_the_promised_part_is_dashed_and_starts_at_the_last_actual_value() -> None:
    achieved = [point(2015, "28", "actual"), point(2020, "45", "actual")]
    chart = picture(path_chart([*achieved, point(2025, "≥80"), point(2025, "60", "actual")]))
    lines = [
        (part.get("d"), part.get("stroke-dasharray"))
        for part in chart.iter(f"{TAG}path")
        if part.get("stroke-dasharray")
    ]
    assert lines == [("M20,61.7L84,49.4L148,38.5", "1,0"), ("M84,49.4L148,24", "4,3")]


def test_zero_is_in_sight_when_a_value_is_negative() -> None:
    chart = picture(path_chart([point(2022, "-2", "actual"), point(2025, "≥8")]))
    zero = next(part.get("transform") for part in chart.iter(f"{TAG}line"))
    assert (zero, [y for _, _, y in places(chart, "path")]) == ("translate(8,70.4)", [82, 24])


def test_a_card_is_small_and_has_a_white_ground() -> None:
    content = svg({"chart": path_chart(PATH) or {}})["chart"]
    root = ElementTree.fromstring(content)
    assert (root.get("viewBox"), root[0].attrib) == (
        "0 0 168 104",
        {"width": "168", "height": "104", "fill": "white"},
    )
    assert len(gzip.compress(content)) < 600


@settings(max_examples=30)
@given(
    st.lists(
        st.builds(
            Point,
            st.integers(2010, 2035),
            st.decimals(-999, 99999, places=1),
            st.just("ge"),
            st.just("target"),
        ),
        min_size=2,
        max_size=8,
        unique_by=lambda point: point.year,
    )
)
def test_every_text_of_a_path_stands_within_the_picture(points: list[Point]) -> None:
    spec = path_chart(points)
    for text, x, y in places(picture(spec), "text") if spec else []:
        half = text_width(text, 12) / 2
        assert (x - half >= 0, x + half <= 168, 9 <= y <= 104) == (True, True, True)


@pytest.mark.parametrize(
    ("language", "names", "total"),
    [
        ("zh", ["汉丰街道", "文峰街道"], "合计"),
        ("en", ["Hanfeng Subdistrict", "Wenfeng Subdistrict"], "Total"),
    ],
)
def test_an_allocation_shows_every_number_name_and_total(
    language: Language, names: list[str], total: str
) -> None:
    numbers = ["21", "19", "13", "0", "34", "19", "40", "13", "53"]
    shown = texts(picture(allocation_chart(CELLS, TOTALS, language)))
    assert shown == [*numbers, *names, total, "2023", "2024", total]


def test_numbers_stand_below_their_year_and_beside_their_name() -> None:
    chart = picture(allocation_chart(CELLS, TOTALS, "zh"))
    columns, rows = (136.5, 225.5, 314.5), (35.5, 55.5, 75.5)
    numbers = [("21", 0, 0), ("19", 1, 0), ("13", 0, 1), ("0", 1, 1), ("34", 0, 2), ("19", 1, 2)]
    numbers += [("40", 2, 0), ("13", 2, 1), ("53", 2, 2)]
    assert places(chart, "text") == [
        *((text, columns[column], rows[row]) for text, column, row in numbers),
        *((text, 2, y) for text, y in zip(("汉丰街道", "文峰街道", "合计"), rows, strict=True)),
        *((text, x, 14) for text, x in zip(("2023", "2024", "合计"), columns, strict=True)),
    ]


def test_a_share_that_is_not_given_leaves_its_place_empty() -> None:
    chart = picture(allocation_chart(CELLS[:3], [], "zh"))
    assert texts(chart) == ["21", "19", "13", "汉丰街道", "文峰街道", "2023", "2024"]


def test_a_total_of_a_period_without_shares_has_a_column() -> None:
    chart = picture(allocation_chart(CELLS[:1], [Cell(None, "2022", Decimal(5))], "en"))
    assert texts(chart) == ["21", "5", "Hanfeng Subdistrict", "Total", "2022", "2023"]


def test_a_long_name_has_several_lines_and_then_an_ellipsis() -> None:
    chart = picture(allocation_chart([Cell(COMMISSION, "2023", Decimal(1))], [], "en"))
    assert texts(chart)[1:-1] == [
        "Kaizhou District",
        "State-owned Assets",
        "Supervision and",
        "Administration…",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_forty_townships_fit_a_phone(language: Language) -> None:
    names = [Text(f"第{n}街道", f"Subdistrict Number {n}") for n in range(40)]
    cells = [Cell(name, str(year), Decimal(year - 1900)) for name in names for year in range(2023, 2028)]
    content = svg({"chart": allocation_chart(cells, [], language)})["chart"]
    root = ElementTree.fromstring(content)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    inside = [0 <= x <= width and 9 <= y <= height for _, x, y in places(root, "text")]
    assert (width, inside) == (360, [True] * (200 + 40 + 5))
    assert len(gzip.compress(content)) < 3000


def test_numbers_are_readable_on_every_shade() -> None:
    chart = picture(allocation_chart(CELLS, [], "zh"))
    shades = [part.get("fill", "") for part in chart.iter(f"{TAG}path")]
    assert len(shades) == 4
    assert min(contrast("rgb(27, 39, 51)", shade) for shade in shades) > 6


def contrast(first: str, second: str) -> float:
    """Contrast of two colours `rgb(…)` as WCAG 2 defines it."""
    low, high = sorted(luminance(colour) for colour in (first, second))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


DRAW_BOTH = """
import sys
from decimal import Decimal
from plans.draw import Cell, Point, allocation_chart, path_chart
from plans.model import Text
from plans.render import svg
points = [Point(2022, Decimal(65), "eq", "actual"), Point(2025, Decimal(130), "ge", "target")]
cells = [Cell(Text("汉丰街道", "Hanfeng Subdistrict"), "2023", Decimal(21))]
specs = {language: allocation_chart(cells, [], language) for language in ("zh", "en")}
for content in svg({"path": path_chart(points), **specs}).values():
    sys.stdout.buffer.write(content)
"""


def test_the_fonts_of_a_machine_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig><dir>/nowhere</dir></fontconfig>")
    bare = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    path = {"PYTHONPATH": str(Path(__file__).parents[1] / "scripts")}
    with_fonts, without = (
        subprocess.run(
            [sys.executable, "-c", DRAW_BOTH],
            env={**os.environ, **path, **fonts},
            capture_output=True,
            check=True,
        )
        for fonts in ({}, bare)
    )
    assert with_fonts.stdout == without.stdout
