"""Trajectories: what they show, and that nothing in them is cut or covered."""

import gzip
import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.draw import Point, Spec
from plans.draw_marks import DENSEST, Word, extent
from plans.draw_trajectory import STYLES, Track, spread, trajectory_chart
from plans.model import LANGUAGES, Language, Text
from plans.render import svg

HOME = Text("家", "enterprises")
SIGN = {"≥": "ge", ">": "gt", "≈": "approx", "≤": "le", "<": "lt", "": "eq"}


def point(year: int, label: str, kind: str = "target") -> Point:
    sign, number = re.fullmatch(r"([≥>≈≤<]?)(.+)", label).groups()  # type: ignore[union-attr]
    return Point(year, Decimal(number), SIGN[sign], "actual" if kind == "actual" else "target")


OLD = Track(Text("开州区 2023年方案", "Kaizhou, 2023 plan"), (point(2025, ">120"), point(2027, ">140")))
NEW = Track(
    Text("开州区 2025年方案", "Kaizhou, 2025 plan"),
    (point(2025, "≥130"), point(2026, "145"), point(2027, ">160")),
)
LIANGPING = Track(
    Text("梁平区", "Liangping"), (point(2015, "3", "actual"), point(2020, "64", "actual"), point(2025, "130"))
)


def drawn(tracks: Sequence[Track], language: Language = "zh") -> Spec:
    spec = trajectory_chart(tracks, HOME, language)
    assert spec is not None
    return spec


def texts(spec: Spec) -> list[str]:
    return [word["text"] for word in spec["datasets"]["words"]]


def boxes(spec: Spec) -> list[tuple[float, float, float, float]]:
    """The room of every text that is not empty."""
    found = []
    for record in spec["datasets"]["words"]:
        word = Word(**record)
        width = extent(word.text, word.size)
        left = word.x - width * {"left": 0, "center": 0.5, "right": 1}[word.align]
        found.append((left, word.y - word.size / 2, left + width, word.y + word.size / 2))
    return found


def test_a_single_line_shows_every_value_year_and_what_the_marks_mean() -> None:
    assert texts(drawn([NEW])) == [
        "家",
        "0",
        "2025",
        "2026",
        "2027",
        "≥130",
        "145",
        ">160",
        "目标值",
        "向上敞开：不低于、超过",
    ]


def test_several_lines_are_named_where_they_end() -> None:
    shown = texts(drawn([OLD, NEW, LIANGPING], "en"))
    assert shown[shown.index("Kaizhou,") :] == [
        *("Kaizhou,", "2023 plan", ">140 in 2027"),
        *("Kaizhou,", "2025 plan", ">160 in 2027"),
        *("Liangping", "130 in 2025"),
        *(">120", "≥130", "145", "3", "64"),
        *("actual", "target", "open above: at least, more than"),
    ]


def test_actual_points_are_hollow_and_lines_differ_by_shape() -> None:
    dots = drawn([OLD, LIANGPING])["datasets"]["dots"]
    assert [(dot["shape"], dot["fill"] == "white") for dot in dots] == [
        *[("circle", False)] * 2,
        *[("square", True)] * 2,
        ("square", False),
        *[("circle", True), ("circle", False)],
    ]


@pytest.mark.parametrize(
    ("label", "above", "below"),
    [
        ("≥50", True, False),
        (">50", True, False),
        ("≤50", False, True),
        ("≈50", True, True),
        ("50", False, False),
    ],
)
def test_a_band_lies_on_the_open_side_of_a_target(label: str, above: bool, below: bool) -> None:
    spec = drawn([Track(HOME, (point(2020, "100", "actual"), point(2025, label)))])
    target = spec["datasets"]["dots"][1]
    bands = [block for block in spec["datasets"]["blocks"] if block["x"] <= target["x"] <= block["x2"]]
    assert (
        any(block["y"] < target["y"] for block in bands),
        any(block["y2"] > target["y"] for block in bands),
    ) == (above, below)


def test_what_is_promised_is_dashed_from_the_last_actual_value_on() -> None:
    lines = [rule for rule in drawn([LIANGPING])["datasets"]["rules"] if rule["width"] == 2]
    assert [(rule["x"], rule["x2"], rule["dash"]) for rule in lines] == [
        (34, 181, (1, 0)),
        (181, 328, (4, 3)),
    ]


@pytest.mark.parametrize(
    "tracks",
    [
        [],
        [Track(HOME, ())],
        [Track(HOME, (point(2025, "130"),)), Track(HOME, (point(2025, "5"),))],
        [Track(HOME, (point(2024, "0"), point(2025, "0")))],
    ],
)
def test_there_is_no_chart_without_two_years_and_an_amount(tracks: Sequence[Track]) -> None:
    assert trajectory_chart(tracks, HOME, "zh") is None


def test_the_order_of_points_does_not_matter() -> None:
    assert drawn([Track(NEW.name, NEW.points[::-1])]) == drawn([NEW])


def test_names_stand_near_their_ends_and_do_not_overlap() -> None:
    assert spread([50, 52, 190], [20, 20, 40], 40, 200) == [50, 70, 180]


points = st.builds(
    Point,
    st.integers(2015, 2030),
    st.decimals(0, 99999, places=1),
    st.sampled_from(["eq", "ge", "gt", "approx", "le"]),
    st.sampled_from(["actual", "target"]),
)
tracks = st.lists(
    st.builds(
        Track,
        st.sampled_from([OLD.name, NEW.name, LIANGPING.name]),
        st.lists(points, min_size=1, max_size=5, unique_by=lambda p: (p.year, p.kind)).map(tuple),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=100)
@given(tracks, st.sampled_from(LANGUAGES))
def test_every_text_stands_in_the_picture_and_apart_from_the_others(
    drawn_tracks: list[Track], language: Language
) -> None:
    spec = trajectory_chart(drawn_tracks, HOME, language)
    rooms = boxes(spec) if spec else []
    assert all(box[0] >= 0 and box[2] <= 360 and box[1] >= 0 for box in rooms)
    assert all(box[3] <= (spec or {})["height"] for box in rooms)
    values = rooms[1:]
    pairs = [(a, b) for n, a in enumerate(values) for b in values[:n]]
    assert [pair for pair in pairs if overlap(*pair)] == []


def overlap(a: Sequence[float], b: Sequence[float]) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 3 and min(a[3], b[3]) - max(a[1], b[1]) > 3


def test_words_are_readable_on_white_and_over_their_band() -> None:
    ratios = []
    for style in STYLES:
        channels = [int(style.colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        ground = [channel * DENSEST * 0.75 + 1 - DENSEST * 0.75 for channel in channels]
        ratios += [ratio(channels, [1, 1, 1]), ratio(channels, ground)]
    assert min(ratios) > 4.5


def ratio(dark: Sequence[float], light: Sequence[float]) -> float:
    """Contrast of two colours as WCAG 2 defines it."""
    low, high = (
        sum(
            weight * (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
            for weight, share in zip((0.2126, 0.7152, 0.0722), colour, strict=True)
        )
        for colour in (dark, light)
    )
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_is_small_narrow_and_white(language: Language) -> None:
    content = svg({"chart": drawn([OLD, NEW, LIANGPING], language)})["chart"]
    assert (content.count(b'width="360"') > 0, b'fill="white"' in content) == (True, True)
    assert len(gzip.compress(content)) < 2000
