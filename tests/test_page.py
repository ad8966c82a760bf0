"""Cells, links and names of pages, and the archived text with its passages marked."""

import html

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.model import Row
from plans.page import escape, link, show_amount
from plans.page_source import Span, mark_text, unquoted_lines


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_markdown_shows_escaped_text_as_it_is(text: str) -> None:
    page = markdown.markdown(f"| a |\n| --- |\n| {escape(text)} |", extensions=["tables"])

    assert html.unescape(page.partition("<td>")[2].partition("</td>")[0]) == text


@pytest.mark.parametrize(
    ("here", "there", "anchor", "title", "expected"),
    [
        ("plans/a/index.md", "plans/a/source/index.md", "p1", "", "[x](source/index.md#p1)"),
        ("plans/a/source/index.md", "plans/a/index.md", "", "", "[x](../index.md)"),
        ("plans/a/index.md", "plans/a/index.md", "b", "", "[x](#b)"),
        ("index.md", "areas/k/index.md", "", '达到"1"', '[x](areas/k/index.md "达到”1”")'),
    ],
)
def test_link(here: str, there: str, anchor: str, title: str, expected: str) -> None:
    assert link("x", here, there, anchor, title) == expected


@pytest.mark.parametrize(
    ("comparator", "value", "wording", "expected"),
    [
        ("ge", "130", "达到130家以上", "≥130"),
        ("gt", "20", "突破20亿元", ">20"),
        ("approx", "35", "35左右", "≈35"),
        ("eq", "2.0", "2.0", "2.0"),
        ("", "", "从无到有", "从无到有"),
    ],
)
def test_amount(comparator: str, value: str, wording: str, expected: str) -> None:
    assert show_amount(Row(2, {"comparator": comparator, "value": value, "wording": wording})) == expected


def test_passages_marked() -> None:
    text = "甲<乙\n\n1\n家数\n130\n\n尾"

    lines = mark_text(text, [Span(2, 3, "b", 1), Span(5, 13, "row", 2)])

    assert lines == [
        '<p id="line.1">甲&lt;<a id="b"></a><mark>乙</mark><sup><a href="#proves.b">1</a></sup></p>',
        '<p id="line.3"><a id="row"></a><mark>1</mark></p>',
        '<p id="line.4"><mark>家数</mark></p>',
        '<p id="line.5"><mark>130</mark><sup><a href="#proves.row">2</a></sup></p>',
        '<p id="line.7">尾</p>',
    ]


def test_overlapping_passages_are_marked_once() -> None:
    lines = mark_text("一二三四", [Span(0, 3, "a", 1), Span(1, 4, "b", 2)])

    assert lines == [
        '<p id="line.1"><a id="a"></a><mark>一</mark><a id="b"></a><mark>二三</mark>'
        '<sup><a href="#proves.a">1</a></sup>'
        '<mark>四</mark><sup><a href="#proves.b">2</a></sup></p>'
    ]


def test_lines_outside_passages() -> None:
    text = "甲乙丙\n\n  1\n家数\n尾"

    lines = list(unquoted_lines(text, [Span(1, 2, "b", 1), Span(5, 12, "row", 2)]))

    assert lines == [(1, "甲乙丙"), (5, "尾")]
