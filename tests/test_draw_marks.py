"""Marks: texts in fixed room, bands that fade, hatched boxes, rounded numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.draw_marks import (
    Block,
    Dot,
    Rule,
    Word,
    draw_marks,
    extent,
    fade,
    hatch,
    one_digit,
    plain,
    signed,
    wrap,
)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("梁平区", 90, ["梁平区"]),
        ("规上工业企业中有研发活动的企业占比", 110, ["规上工业企业中有研", "发活动的企业占比"]),
        ("开州区 2025年方案", 90, ["开州区", "2025年方案"]),
        ("高新技术企业（2025年，家）", 100, ["高新技术企业", "（2025年，家）"]),
        ("High-tech enterprises, 2025", 125, ["High-tech", "enterprises, 2025"]),
        ("", 90, [""]),
    ],
)
def test_a_text_breaks_where_words_end(text: str, room: float, lines: list[str]) -> None:
    assert wrap(text, room, 12) == lines


def test_a_text_beyond_the_last_line_is_cut() -> None:
    assert wrap("一二三四五六七八九十", 36, 12, 2) == ["一二三", "四…"]


@given(st.text("开州区（，R&D 2025 enterprises", max_size=60), st.integers(40, 200))
def test_every_line_fits_its_room(text: str, room: int) -> None:
    assert max(extent(line, 12) for line in wrap(text, room, 12)) <= room + 24


def test_lines_of_a_text_hold_all_of_it() -> None:
    text = "每万名就业人员中研发人员（R&D personnel per 10,000 employed persons）"
    assert "".join(wrap(text, 70, 12, 20)).replace(" ", "") == text.replace(" ", "")


def test_a_band_grows_fainter_and_has_no_edge_at_its_end() -> None:
    assert fade(Block(0, 10, 5, 18, "red"), "up") == [
        Block(0, 16, 5, 18, "red", 0.28),
        Block(0, 14, 5, 16, "red", 0.28 * 0.75),
        Block(0, 12, 5, 14, "red", 0.28 * 0.5),
        Block(0, 10, 5, 12, "red", 0.28 * 0.25),
    ]


@pytest.mark.parametrize("towards", ["up", "down", "right"])
def test_slices_of_a_band_lie_in_it(towards: str) -> None:
    slices = fade(Block(10, 20, 40, 60), towards)  # type: ignore[arg-type]
    edges = [(s.x >= 10, s.x2 <= 40, s.y >= 20, s.y2 <= 60, s.x < s.x2, s.y < s.y2) for s in slices]
    assert set(edges) == {(True,) * 6}


@given(st.floats(1, 340), st.floats(1, 40))
def test_hatching_stays_in_its_box(width: float, height: float) -> None:
    ends = [end for rule in hatch((5, 3, 5 + width, 3 + height), 7, "grey") for end in (rule, flip(rule))]
    inside = [4.999 <= end.x <= 5.001 + width and 2.999 <= end.y <= 3.001 + height for end in ends]
    assert all(inside)


def flip(rule: Rule) -> Rule:
    return Rule(rule.x2, rule.y2, rule.x, rule.y)


def test_marks_are_drawn_by_kind_in_the_order_given() -> None:
    spec = draw_marks([Word(1, 2.345, "甲"), Block(0, 0, 9, 9), Word(3, 4, "乙"), Dot(5, 6)], 100, 50)
    texts = [word["text"] for word in spec["datasets"]["words"]]
    counts = {name: len(records) for name, records in spec["datasets"].items()}
    assert (texts, counts) == (["甲", "乙"], {"blocks": 1, "rules": 0, "dots": 1, "words": 2})
    assert (spec["width"], spec["height"], spec["datasets"]["words"][0]["y"]) == (100, 50, 2.3)


@pytest.mark.parametrize(
    ("number", "rounded", "sign"),
    [("15", "15", "+15"), ("63.95", "64", "+63.95"), ("-12.34", "-12.3", "−12.34"), ("0.05", "0.1", "+0.05")],
)
def test_numbers_are_rounded_half_up_and_signed(number: str, rounded: str, sign: str) -> None:
    value = Decimal(number)
    assert (plain(one_digit(value)), signed(value)) == (rounded, sign)
