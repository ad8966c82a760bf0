"""Rendering: the same bytes twice, drawn once, kept whole."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from plans.draw import Point, Spec, path_chart
from plans.render import draw_in_processes, draw_one, shrink, svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg"'


def spec_of(value: str) -> Spec:
    points = [
        Point(2022, Decimal(1), "eq", "actual"),
        Point(2025, Decimal(value), "ge", "target"),
    ]
    return path_chart(points) or {}


@pytest.fixture
def specs() -> dict[str, Spec]:
    return {"one": spec_of("2.05"), "two": spec_of("3"), "one again": spec_of("2.05")}


def test_the_same_specification_gives_the_same_bytes(specs: dict[str, Spec]) -> None:
    assert svg(specs) == svg(dict(reversed(specs.items())))


def test_every_name_has_its_picture(specs: dict[str, Spec]) -> None:
    pictures = svg(specs)
    drawn = [draw_one(json.dumps(specs[name], sort_keys=True)) for name in ("one", "two", "one")]
    assert [pictures[name] for name in ("one", "two", "one again")] == drawn


def test_pictures_are_kept_once_each(specs: dict[str, Spec], tmp_path: Path) -> None:
    pictures = svg(specs, tmp_path / "a/charts")
    kept = [path.read_bytes() for path in (tmp_path / "a/charts").glob("*")]
    assert sorted(kept) == sorted({*pictures.values()})


def test_a_kept_picture_is_not_drawn_again(specs: dict[str, Spec], tmp_path: Path) -> None:
    svg(specs, tmp_path)
    for path in tmp_path.glob("*.svg"):
        path.write_bytes(b"kept")
    assert svg(specs, tmp_path) == dict.fromkeys(specs, b"kept")


def test_processes_draw_the_same(specs: dict[str, Spec]) -> None:
    texts = [json.dumps(spec) for spec in specs.values()]
    assert draw_in_processes(texts, 2) == [draw_one(text) for text in texts]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<g class="mark-text" role="graphics-object"><text x="1.26">2.05</text></g>',
            '<text x="1.3">2.05</text>',
        ),
        ('<g transform="translate(0,0)"><path d="M0.04,-2.96L10,1.005" /></g>', '<path d="M0,-3L10,1" />'),
        ('<path class="background" aria-hidden="true" d="M0,0h9v9h-9Z" />', ""),
        (
            '<path class="background" d="M0,0h9v9h-9Z" fill="white" />',
            '<path d="M0,0h9v9h-9Z" fill="white" />',
        ),
        ('<path class="foreground" d="" display="none" />', ""),
        ('<path d="M0,0h9v9h-9Z" opacity="0.07" />', '<path d="M0,0h9v9h-9Z" opacity="0.07" />'),
        ('<g fill="none" class="x"><g /></g>', ""),
        ('<g fill="none"><text>汉丰 &gt;160</text></g>', '<g fill="none"><text>汉丰 &gt;160</text></g>'),
    ],
)
def test_shrinking_keeps_all_that_is_seen(before: str, after: str) -> None:
    end = f"{after}</svg>" if after else "</svg>"
    shrunk = shrink(f"{HEAD}>{before}</svg>").decode().replace(" />", "/>")
    expected = f"{HEAD}>{end}" if after else f"{HEAD} />"
    assert shrunk == expected.replace(" />", "/>")
