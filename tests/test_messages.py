"""What messages point to and propose: lines of the descriptor, letters of columns, the nearest ids."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.check import find_problems
from plans.load import read_catalog
from plans.rules_place import find_difference, find_line, join_path, letter_column, locate_entries
from plans.rules_subject import find_nearest

ENTRIES = """\
{
  "name": "a,b: {\\"c\\"}",
  "years": [2025,
    2026],
  "plan": {
    "related": [
      {"title": "x"},
      {
        "title": "y"
      }
    ]
  }
}
"""
LINES = {
    "": 1,
    "name": 2,
    "years": 3,
    "years[0]": 3,
    "years[1]": 4,
    "plan": 5,
    "plan.related": 6,
    "plan.related[0]": 7,
    "plan.related[0].title": 7,
    "plan.related[1]": 8,
    "plan.related[1].title": 9,
}
KEYS = st.text("abcdefgh", min_size=1, max_size=3)
SCALARS = st.none() | st.booleans() | st.integers() | st.text('ab"\\{}[],: \n', max_size=5)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
)


def list_places(value: Any, place: tuple[str | int, ...] = ()) -> list[str]:
    """The places of all entries of a JSON value, in the order in which they are written."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [join_path(place), *(found for key, item in inner for found in list_places(item, (*place, key)))]


def problems_after(root: Path, file: str, find: str, put: str) -> list[tuple[str, str | None, str]]:
    """Rule, field and advice of what the check finds where one place of a file is changed."""
    path = root / "datapackages" / file
    before, after = path.read_text("utf-8").split(find)
    path.write_text(before + put + after, "utf-8", newline="\n")
    problems = find_problems(read_catalog(root), [file.partition("/")[0]])
    return [(problem.rule, problem.field, problem.remedy.zh) for problem in problems]


def test_entries_have_the_lines_that_a_person_sees() -> None:
    assert locate_entries(ENTRIES) == LINES


@given(VALUES)
def test_every_entry_is_located_however_it_is_written(value: Any) -> None:
    for indent in (None, 2):
        assert list(locate_entries(json.dumps(value, indent=indent))) == list_places(value)


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("plan.related[1].title", 9),
        ("plan.related[0].passage", 7),
        ("plan.related[7].title", 6),
        ("plan.area", 5),
        ("version", 1),
    ],
)
def test_a_missing_entry_is_shown_where_it_belongs(field: str, line: int) -> None:
    assert find_line(field, LINES) == line


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_letters(place: int, letter: str) -> None:
    assert letter_column(place) == letter


@pytest.mark.parametrize(
    ("given_here", "right", "expected"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, (".b", 2)),
        ({"a": 1}, {"a": 1, "b": 3}, ("", {"a": 1})),
        (None, {"a": 1}, ("", None)),
        ({"a": 1, "c": 0}, {"a": 1}, (".c", 0)),
    ],
)
def test_the_first_difference_is_named(given_here: Any, right: Any, expected: tuple[str, Any]) -> None:
    assert find_difference(given_here, right) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("kaizhou", "kaizhou"),
        ("kaizhuo", "kaizhou"),
        ("区科技局", "区科技局"),
        ("科技局", "区科技局"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_the_nearest_name(value: str, expected: str) -> None:
    assert find_nearest(value, ("liangping", "kaizhou", "区科技局")) == expected


@pytest.mark.parametrize(
    ("file", "find", "put", "expected"),
    [
        (
            "yunxi-2022-2025/responsibilities.csv",
            "yunxi-science-technology-bureau",
            "yunxi-sience-technology-bureau",
            ("X004", "organization", "最接近的编号是 yunxi-science-technology-bureau（云溪区科技局）。"),
        ),
        (
            "yunxi-2022-2025/responsibilities.csv",
            "yunxi-science-technology-bureau",
            "云溪区科学技术局",
            ("T103", "organization", "最接近的编号是 yunxi-science-technology-bureau（云溪区科技局）。"),
        ),
        (
            "yunxi-2022-2025/values.csv",
            "high-tech-enterprises,,,2025",
            "高新技术企业,,,2025",
            ("T103", "indicator", "最接近的编号是 high-tech-enterprises（高新技术企业）。"),
        ),
        (
            "yunxi-2022-2025/values.csv",
            ",,,2025,target,eq,55",
            ",,,2025,目标,eq,55",
            ("T104", "kind", "是不是 target？"),
        ),
        (
            "yunxi-2022-2025/datapackage.json",
            '"area": "yunxi"',
            '"area": "云溪"',
            ("D004", "plan.area", "最接近的编号是 yunxi（云溪区）。"),
        ),
        (
            "yunxi-2022-2025/datapackage.json",
            '"issuer": "yunxi-government-office"',
            '"issuer": "云溪区人民政府办公室"',
            ("D004", "plan.issuer", "最接近的编号是 yunxi-government-office（云溪区人民政府办公室）。"),
        ),
        (
            "yunxi-2025-2027/datapackage.json",
            '"plan": "yunxi-2022-2025"',
            '"plan": "yunxi-2022-25"',
            ("X005", "plan.related[0].plan", "最接近的编号是 yunxi-2022-2025。"),
        ),
    ],
)
def test_a_wrong_id_or_a_name_proposes_the_id(
    file: str, find: str, put: str, expected: tuple[str, str, str], example_root: Path
) -> None:
    found = problems_after(example_root, file, find, put)
    rule, field, advice = expected
    assert [(r, f, a[: len(advice)]) for r, f, a in found if f == field] == [(rule, field, advice)]


def test_a_proposal_stays_with_the_table_that_is_meant(example_root: Path) -> None:
    """The name of an organization in the column of areas proposes no organization."""
    found = problems_after(
        example_root, "yunxi-2025-2027/values.csv", "yunxi-high-tech-zone", "yunxi-science-technology-bureau"
    )
    assert [(rule, advice) for rule, field, advice in found if field == "area"] == [
        ("X003", "没有就在 areas.csv 中添加。")
    ]
