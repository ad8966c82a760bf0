"""Labels: texts find places where they cover nothing and are not cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.labels import Anchor, label_years, overlaps_any, place_around, text_width

FRAME = (1, 0, 167, 82)

ANCHORS = st.lists(
    st.builds(
        Anchor,
        st.floats(20, 148),
        st.floats(24, 82),
        st.decimals(0, 99999, places=2).map(lambda number: f"≥{number}"),
    ),
    min_size=2,
    max_size=9,
    unique_by=lambda anchor: anchor.x,
).map(lambda anchors: sorted(anchors, key=lambda anchor: anchor.x))


@given(ANCHORS)
def test_values_stay_in_the_frame_and_cover_neither_each_other_nor_points(anchors: list[Anchor]) -> None:
    lines = [(a.x, a.y, b.x, b.y) for a, b in pairwise(anchors)]
    taken = [(a.x - 4, a.y - 4, a.x + 4, a.y + 4) for a in anchors]
    for anchor, (dx, dy) in place_around(anchors, lines, 12, FRAME).items():
        half = text_width(anchor.text, 12) / 2 - 0.1
        box = (anchor.x + dx - half, anchor.y + dy - 5.9, anchor.x + dx + half, anchor.y + dy + 5.9)
        outside = [(-99, -99, 1, 999), (167, -99, 999, 999), (-99, -99, 999, 0), (-99, 82, 999, 999)]
        assert not overlaps_any(box, [*outside, *taken])
        taken.append(box)


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        ([2025, 2026, 2027], ["2025", "2026", "2027"]),
        ([2022, 2023, 2024, 2025, 2026, 2027], ["2022", "23", "24", "25", "26", "2027"]),
        ([2022, 2025, 2026, 2027], ["2022", "2025", "26", "2027"]),
        ([2015, 2020, 2025, 2026, 2027], ["2015", "2020", "2027"]),
    ],
)
def test_years_are_shortened_or_left_out_where_they_stand_close(years: list[int], shown: list[str]) -> None:
    first, last = years[0], years[-1]
    anchors = [Anchor(20 + 128 * (year - first) / (last - first), 0, str(year)) for year in years]
    labels = label_years(anchors, 11)
    assert [labels[anchor] for anchor in anchors if anchor in labels] == shown


def test_a_value_stands_above_its_point_else_below_it() -> None:
    anchors = [Anchor(20, 50, "1000"), Anchor(40, 49, "1000"), Anchor(148, 40, "1000")]
    shifts = place_around(anchors, [], 12, FRAME)
    assert [shifts[anchor] for anchor in anchors] == [(0, -11), (0, 11), (0, -11)]


@pytest.mark.parametrize(("y", "shift"), [(60, (0, 11)), (76, (-12.3, -11))])
def test_a_value_keeps_off_a_rising_line(y: float, shift: tuple[float, float]) -> None:
    anchors = [Anchor(60, y, "1000"), Anchor(140, 20, "2000")]
    shifts = place_around(anchors, [(60, y, 140, 20)], 12, FRAME)
    assert [shifts[anchor] for anchor in anchors] == [shift, (0, -11)]


def test_a_value_without_room_is_left_out() -> None:
    anchors = [Anchor(60 + 2 * n, 50, "123456") for n in range(8)]
    assert [anchor in place_around(anchors, [], 12, FRAME) for anchor in anchors].count(True) < 8
