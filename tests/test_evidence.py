"""Evidence: where words stand in a text and what figure they state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.evidence import (
    Reading,
    find_cut_qualifier,
    find_unit,
    find_wording,
    has_cut_number,
    locate,
    match_beginning,
    read_wording,
)

WORDS = st.text(alphabet="高新企业12.5% \n\t\u3000,。", min_size=1, max_size=12)
SPACE = st.text(alphabet=" \n\t\u3000\u00a0", max_size=3)


@pytest.mark.parametrize(
    ("wording", "comparator", "numbers"),
    [
        ("65", "eq", ["65"]),
        ("2.0", "eq", ["2.0"]),
        ("0.98", "eq", ["0.98"]),
        ("达到20%", "eq", ["20"]),
        ("均达到20%", "eq", ["20"]),
        ("各1家", "eq", ["1"]),
        ("4.5万家", "eq", ["4.5"]),
        ("提高到20%", "eq", ["20"]),
        ("增长0.28个百分点", "eq", ["0.28"]),
        ("年均增长15%以上", "ge", ["15"]),
        ("达到130家以上", "ge", ["130"]),
        ("达 到 130 家 以 上", "ge", ["130"]),
        ("100项及以上", "ge", ["100"]),
        ("不低于5%", "ge", ["5"]),
        ("不少于10个", "ge", ["10"]),
        ("至少3个", "ge", ["3"]),
        ("突破160家", "gt", ["160"]),
        ("分别突破160家、1500家", "gt", ["160", "1500"]),
        ("超过2亿元", "gt", ["2"]),
        ("超70个", "gt", ["70"]),
        ("高于30%", "gt", ["30"]),
        ("逾100家", "gt", ["100"]),
        ("超过60%以上", "gt", ["60"]),
        ("10余个", "gt", ["10"]),
        ("20多家", "gt", ["20"]),
        ("百余家", "gt", ["100"]),
        ("十余家", "gt", ["10"]),
        ("三千余人", "gt", ["3000"]),
        ("万余人", "gt", ["1"]),
        ("35左右", "approx", ["35"]),
        ("35%左右", "approx", ["35"]),
        ("约100家", "approx", ["100"]),
        ("近100家", "approx", ["100"]),
        ("大约100家", "approx", ["100"]),
        ("不超过3个工作日", "le", ["3"]),
        ("不高于5%", "le", ["5"]),
        ("控制在5%以内", "le", ["5"]),
        ("5%以下", "le", ["5"]),
        ("低于5%", "lt", ["5"]),
        ("不足5%", "lt", ["5"]),
        ("1,200家", "eq", ["1200"]),
        ("１２００家", "eq", ["1200"]),
        ("两家", "eq", ["2"]),
        ("十二项", "eq", ["12"]),
        ("三十五家", "eq", ["35"]),
        ("到2025年达到130家", "eq", ["130"]),
        ("市级以上平台50个", "eq", ["50"]),
        ("超算中心2个", "eq", ["2"]),
        ("3个多功能平台", "eq", ["3"]),
        ("35%以上、35%左右", "mixed", ["35", "35"]),
        ("超过5家、10家以内", "mixed", ["5", "10"]),
        ("实现零的突破", "", []),
        ("实现“零突破”", "", []),
        ("实现“双倍增”", "", []),
        ("从无到有", "", []),
        ("全覆盖", "", []),
        ("第一方阵", "", []),
        ("/", "", []),
        ("", "", []),
    ],
)
def test_reading_of_a_wording(wording: str, comparator: str, numbers: list[str]) -> None:
    assert read_wording(wording) == Reading(comparator, tuple(numbers))


@pytest.mark.parametrize(
    ("text", "quote", "prefix", "suffix", "expected"),
    [
        ("高新技术企业\n\n130\n\n145", "高新技术企业 130", "", "", [(0, 11)]),
        ("高新技术企业", "高新企业", "", "", []),
        ("企业,企业", "企业", "", "", [(0, 2), (3, 5)]),
        ("企业,企业", "企业", ",", "", [(3, 5)]),
        ("企业,企业", "企业", "", " , ", [(0, 2)]),
        ("企业,企业", "企业", "，", "", []),
        ("1 1 1", "1 1", "", "", [(0, 3), (2, 5)]),
        ("企业", " \n", "", "", []),
        ("", "企业", "", "", []),
    ],
)
def test_places_of_a_quote(
    text: str, quote: str, prefix: str, suffix: str, expected: list[tuple[int, int]]
) -> None:
    assert locate(text, quote, prefix, suffix) == expected


@given(WORDS, st.integers(0, 12), st.integers(0, 12))
def test_every_part_of_a_text_is_found(text: str, first: int, length: int) -> None:
    quote = text[first : first + length]
    found = [("".join(text[start:end].split())) for start, end in locate(text, quote)]
    assert found == ["".join(quote.split())] * len(found)
    assert bool(found) == bool(quote.strip())


@given(WORDS, WORDS, WORDS, SPACE)
def test_white_space_does_not_matter(before: str, quote: str, after: str, space: str) -> None:
    text = before + quote + after
    typed = space.join(quote) + space
    assert locate(text, typed) == locate(text, quote)


@given(WORDS, WORDS, WORDS)
def test_prefix_and_suffix_only_narrow(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    assert set(locate(text, quote, before, after)) <= set(locate(text, quote))


@given(WORDS, WORDS)
def test_the_longest_beginning_stands_in_the_text(text: str, quote: str) -> None:
    exact, bare = "".join(quote.split()), "".join(text.split())
    matched, following = match_beginning(text, quote)
    assert exact.startswith(matched)
    assert matched + following in bare
    assert matched == exact or exact[: len(matched) + 1] not in bare


@pytest.mark.parametrize(
    ("text", "wording", "expected"),
    [
        ("1 650 65 650", "65", [(6, 8)]),
        ("达到1650家", "650家", []),
        ("1.65 65", "65", [(5, 7)]),
        ("6 5", "65", []),
        ("1,650家", "650家", []),
        ("130\n家", "130家", [(0, 5)]),
        ("到2025年,130家", "130家", [(7, 11)]),
        ("130家", "", []),
    ],
)
def test_places_of_a_wording(text: str, wording: str, expected: list[tuple[int, int]]) -> None:
    assert find_wording(text, wording) == expected


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("合计 10 10", (0, 7), True),
        ("合计 10 10", (0, 8), False),
        ("合计 10 10", (3, 5), False),
        ("合计 10 10", (4, 5), True),
        ("2.45%", (2, 5), True),
        ("12345678901234567890", (10, 20), True),
    ],
)
def test_cut_numbers(text: str, span: tuple[int, int], expected: bool) -> None:
    assert has_cut_number(text, span) == expected


@pytest.mark.parametrize(
    ("text", "wording", "expected"),
    [
        ("达到130家以上,", "130家", "以上"),
        ("达到130家以上,", "130家以上", ""),
        ("分别突破160家", "160家", "突破"),
        ("不低于5%", "5%", "不低于"),
        ("超30个", "30个", "超"),
        ("约20亿元", "20亿元", "约"),
        ("节约20亿元", "20亿元", ""),
        ("10余家", "10", "余"),
        ("35\n左右", "35", "左右"),
        ("国家级5个,市级以上10个", "5个", ""),
    ],
)
def test_qualifiers_beside_a_wording(text: str, wording: str, expected: str) -> None:
    assert find_cut_qualifier(text, locate(text, wording)[0]) == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("4.5万家", "4.5", "万家"),
        ("300人次", "300", "人次"),
        ("2.4％,", "2.4", "%"),
        ("0.28个百分点", "0.28", "个百分点"),
        ("160家、1500家", "1500", "家"),
        ("2 2.2 2.4", "2.2", ""),
        ("130家", "65", ""),
    ],
)
def test_unit_behind_a_number(text: str, value: str, expected: str) -> None:
    units = frozenset({"家", "万家", "人", "人次", "%", "个", "个百分点"})
    assert find_unit(text, value, units) == expected
