"""The search index: a reader of its files, written from their description, finds every run of characters."""

import json
import re
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.search import KINDS, Record, index_files, normalize_text, read_tokens, write_gaps

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
FIELDS = st.text(alphabet="企业技术高新𠮷々 　\n，（2.a5", max_size=12)
RECORDS = st.lists(st.tuples(st.sampled_from(KINDS), FIELDS, FIELDS, FIELDS), max_size=30, unique=True).map(
    lambda rows: [Record(*row, url=f"{number}/") for number, row in enumerate(rows)]
)


def read_gaps(digits: str) -> list[int]:
    numbers, number, gap, shift = [], -1, 0, 0
    for digit in digits:
        value = DIGITS.index(digit)
        gap += value % 32 << shift
        shift += 5
        if value < 32:
            number += gap + 1
            numbers.append(number)
            gap = shift = 0
    return numbers


def read_files(files: dict[str, bytes]) -> tuple[dict[str, Any], dict[str, str], dict[int, list[Any]]]:
    """The entry, the lists of all tokens, and the blocks of records by number."""
    meta = json.loads(files["search/meta.json"])
    folder = f"search/{meta['folder']}"
    lists: dict[str, str] = {}
    for number in range(len(meta["tokens"])):
        lists |= json.loads(files[f"{folder}/tokens-{number}.json"])
    blocks = {}
    for number in range(len(meta["kinds"])):
        for place, block in enumerate(json.loads(files[f"{folder}/records-{number}.json"])):
            blocks[number * meta["blocks"] + place] = block
    return meta, lists, blocks


def find_urls(files: dict[str, bytes], words: str) -> list[str]:
    """What a query finds, in the order in which it is shown: literal, then loose."""
    meta, lists, blocks = read_files(files)
    runs = [normalize_text(piece) for piece in words.split()]
    tokens = frozenset[str]().union(*map(read_tokens, runs))
    numbers = set(blocks).intersection(*(read_gaps(lists.get(token, "").split(" ")[0]) for token in tokens))
    hits = []
    for number in numbers:
        for place, (title, context, text, url) in enumerate(blocks[number]):
            fields = [normalize_text(field) for field in (title, context, text)]
            is_literal = all(any(run in field for field in fields) for run in runs)
            is_titled = any(run in fields[0] for run in runs)
            kind = KINDS.index(meta["kinds"][number // meta["blocks"]])
            if is_literal or tokens <= frozenset[str]().union(*map(read_tokens, fields)):
                hits.append(((not is_literal, kind, not is_titled, number, place), url))
    return [url for _, url in sorted(hits)]


def fields_of(record: Record) -> tuple[str, str, str]:
    return record.title, record.context, record.text


def cut_runs(field: str) -> set[str]:
    """Every run of two or more Chinese characters that stands in a field."""
    stretches = re.findall("[企业技术高新𠮷々]+", field)
    return {run[start:end] for run in stretches for start, end in combinations(range(len(run) + 1), 2)} - {
        *field
    }


@given(RECORDS)
def test_every_run_of_two_characters_is_found(records: list[Record]) -> None:
    files = index_files(records)
    runs = {(record.url, run) for record in records for field in fields_of(record) for run in cut_runs(field)}
    assert {(url, run) for url, run in runs if url not in find_urls(files, run)} == set()


@given(RECORDS, st.text(alphabet="企业技术高新", min_size=2, max_size=4))
def test_literal_hits_come_first(records: list[Record], run: str) -> None:
    literal = {r.url for r in records if any(run in normalize_text(field) for field in fields_of(r))}
    urls = find_urls(index_files(records), run)
    assert set(urls[: len(literal)]) == literal


@given(RECORDS)
def test_same_records_give_same_bytes(records: list[Record]) -> None:
    assert list(index_files(records).items()) == list(index_files(iter(records)).items())


@given(RECORDS)
def test_order_of_kinds_does_not_matter(records: list[Record]) -> None:
    ranked = sorted(records, key=lambda record: KINDS.index(record.kind))
    assert index_files(records) == index_files(ranked)


@given(st.sets(st.integers(min_value=0, max_value=100_000)).map(sorted))
def test_numbers_come_back_from_their_gaps(numbers: list[int]) -> None:
    assert read_gaps(write_gaps(numbers)) == numbers


@pytest.mark.parametrize(
    ("words", "urls"),
    [
        ("高新技术企业", ["concept/", "indicator/", "passage/"]),
        ("新技术", ["concept/", "indicator/", "passage/"]),
        ("术企", ["concept/", "indicator/", "passage/"]),
        ("技术合同", ["task/"]),
        ("企业 130", ["passage/"]),
        ("开州", ["plan/", "indicator/"]),
        ("开州 企业", ["indicator/"]),
        ("Ｒ＆Ｄ", ["task/"]),
        ("r&d 经费", ["task/"]),
        ("２０２７", ["plan/", "passage/"]),
        ("合同技术", ["task/"]),
        ("合同企业", []),
    ],
)
def test_query_leads_to(words: str, urls: list[str]) -> None:
    records = [
        Record("passage", "二、目标", "", "到2027年，高新技\n术企业达到130家", "passage/"),
        Record("task", "签订技术合同", "", "合同技术 R&D 经费", "task/"),
        Record("indicator", "高新技术企业", "开州区行动计划", "", "indicator/"),
        Record("plan", "开州区行动计划（2025—2027年）", "", "", "plan/"),
        Record("concept", "高新技术企业", "", "High-tech enterprises", "concept/"),
    ]
    assert find_urls(index_files(records), words) == urls


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("高新 技术\u3000企业\n", "高新技术企业"),
        ("企业 65 家", "企业65家"),
        (" High-Tech  Firms ", "high-tech firms"),
        ("（ＡＢ１２％）", "(ab12%)"),
        ("2.2 2.4 区科技局", "2.2 2.4区科技局"),
        ("", ""),
    ],
)
def test_normalized_text(text: str, normal: str) -> None:
    assert normalize_text(text) == normal


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("高新技术", {"高新", "新技", "技术"}),
        ("企业，技术", {"企业", "技术"}),
        ("增长17.5%以上", {"增长", "17.5", "以上"}),
        ("R&D经费", {"r", "d", "经费"}),
        ("𠮷野家", {"𠮷野", "野家"}),
        ("家", set()),
    ],
)
def test_tokens(text: str, tokens: set[str]) -> None:
    assert read_tokens(text) == tokens


def test_no_records_give_an_empty_index() -> None:
    files = index_files([])
    assert json.loads(files["search/meta.json"]) | {"folder": ""} == {
        "folder": "",
        "blocks": 12,
        "kinds": [],
        "tokens": [],
    }


def test_files_stay_small() -> None:
    records = [Record("passage", "章节", "规划", f"第{n}家高新技术企业，" * 9, f"{n}/") for n in range(3000)]
    assert max(map(len, index_files(records).values())) < 20_000


def test_folder_is_named_after_its_content() -> None:
    names = {
        json.loads(index_files([Record("area", title, "", "", "a/")])["search/meta.json"])["folder"]
        for title in ("开州", "开州", "梁平")
    }
    assert len(names) == 2
