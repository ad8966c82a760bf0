"""Notices in, proposals out: what is written is proven, and the notices of tests and archive are read."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.draft_concepts import Suggestion, compare, suggest
from plans.draft_figure import Figure
from plans.draft_grid import find_grids
from plans.draft_indicators import group_figures
from plans.draft_notice import Cell, Grid, Notice
from plans.draft_proposal import CELLS, THRESHOLD
from plans.draft_proposals import propose
from plans.evidence import find_wording, read_wording
from plans.load import read_catalog, read_package
from plans.model import Package

REPOSITORY = Path(__file__).parents[1]
VOCABULARY = REPOSITORY / "datapackages" / "vocabulary"
FIELDS = sorted((REPOSITORY / "tests" / "examples" / "notices" / "fields").glob("*.txt"))
PIECES = (
    *(
        "一、发展目标\n",
        "（一）培育企业。",
        "到2025年，",
        "“十三五”期间",
        "甲企业",
        "乙平台",
        "达到",
        "分别",
        "均",
        "各",
        "由",
    ),
    *(
        "10家",
        "2.5%",
        "１２",
        "两家",
        "万余人",
        "3—5个",
        "以上",
        "左右",
        "，",
        "、",
        "。",
        "（",
        "）",
        "\n",
        "\n\n",
        " ",
        "\t",
    ),
    *(
        "序号\n",
        "指标\n",
        "2025年\n",
        "责任单位\n",
        "1\n",
        "2\n",
        "其中：",
        "翻一番",
        "《",
        "》",
        "/10万",
        "≥",
        "比2015年增长",
    ),
)
ARCHIVED = sorted((REPOSITORY / "datapackages").glob("*/sources/notice.txt"))


@pytest.fixture(scope="module")
def vocabulary() -> Package:
    return read_package(VOCABULARY)


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark, whose measure is that of the issue."""
    spec = importlib.util.spec_from_file_location("bench_draft", REPOSITORY / "benchmarks" / "draft.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", [*FIELDS, *ARCHIVED], ids=lambda path: path.parts[-3] + path.stem)
def test_every_written_figure_is_what_its_words_say(path: Path, vocabulary: Package) -> None:
    text = path.read_bytes().decode()
    values = [p for p in propose(Notice(text, (), {}), vocabulary) if p.kind == "value" and p.is_written]
    wrong = []
    for value in values:
        quote, reading = text[value.start : value.end], read_wording(value.cells["wording"])
        stated = (reading.comparator, reading.numbers) if value.cells["value"] else ("", ())
        said = value.cells["comparator"], value.cells["value"] in (*reading.numbers, "")
        if not find_wording(quote, value.cells["wording"]) or said != (stated[0], True):
            wrong.append(value)
    assert wrong == []
    assert len(values) > 4


@pytest.mark.parametrize("path", [*FIELDS, *ARCHIVED], ids=lambda path: path.parts[-3] + path.stem)
def test_proposals_have_their_cells_and_point_to_each_other(path: Path, vocabulary: Package) -> None:
    proposals = propose(Notice(path.read_bytes().decode(), (), {}), vocabulary)
    refs = {p.cells["ref"] for p in proposals if p.kind in ("indicator", "task")} | {""}
    fields = ("indicator", "task", "parent")
    pointed = {p.cells[field] for p in proposals for field in fields if field in p.cells}
    assert [p for p in proposals if tuple(p.cells) != CELLS[p.kind]] == []
    assert pointed - refs == set()


@pytest.mark.parametrize(("origin", "least"), [("table", 0.98), ("prose", 0.9)])
def test_archived_notices_are_read_as_people_read_them(origin: str, least: float, bench: ModuleType) -> None:
    scores = bench.score_plans(read_catalog(REPOSITORY))
    right, entered, read = bench.add([score.count(bench.is_same, origin) for score in scores])
    assert (right >= least * entered, right >= least * read) == (True, True)


@pytest.mark.parametrize(("origin", "least"), [("table", 0.98), ("prose", 0.9)])
def test_notices_of_other_fields_are_read_as_well(
    origin: str, least: float, bench: ModuleType, vocabulary: Package
) -> None:
    scores = bench.score_fields(FIELDS[0].parent, vocabulary)
    right, entered, read = bench.add([score.count(bench.is_same, origin) for score in scores])
    assert (right >= least * entered, right >= least * read) == (True, True)


def test_what_is_not_certain_is_not_written(vocabulary: Package) -> None:
    text = (
        "某区行动计划（2023—2025年）\n二、工作目标\n到2025年，上市企业达到3—5家。\n三、任务\n建设10个园区。"
    )
    values = [p for p in propose(Notice(text, (), {}), vocabulary) if p.kind == "value"]
    assert [(p.cells["wording"], p.confidence < THRESHOLD, p.doubt.zh != "") for p in values] == [
        ("达到3—5家", True, True),
        ("10个", True, True),
    ]


def test_grids_that_are_given_are_not_searched_for(vocabulary: Package) -> None:
    text = "指标\n2023年\n2024年\n企业（家）\n3\n4\n园区（个）\n1\n2\n"
    given = propose(Notice(text, find_grids(text), {}), vocabulary)
    assert given == propose(Notice(text, (), {}), vocabulary)
    assert sum(p.kind == "value" for p in given) == 4


@pytest.mark.parametrize(
    ("name", "unit", "found"),
    [
        ("全社会研发投入强度", "%", Suggestion("rd-intensity", "exact", 1.0)),
        ("高新技术企业数", "家", Suggestion("high-tech-enterprises", "exact", 1.0)),
        ("高新技术企业数", "%", None),
        ("生猪出栏量", "万头", None),
    ],
)
def test_concept_is_suggested_by_name_and_unit(
    name: str, unit: str, found: Suggestion | None, vocabulary: Package
) -> None:
    assert suggest(name, unit, vocabulary) == found


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [("研发投入", "研发投入", 1), ("甲乙", "丙丁", 0), ("甲乙丙", "甲乙", 2 / 3)],
)
def test_likeness_of_names(one: str, other: str, likeness: float) -> None:
    assert (compare(one, other), compare(other, one)) == (likeness, likeness)


def test_figures_of_one_indicator_lend_each_other_their_unit() -> None:
    row = Figure("示范团队", "10", "", "2025", "target", "10", 0, 2, 0.75, "table")
    words = Figure("示范团队数量", "10", "个", "2025", "target", "10个", 5, 8, 0.9, "prose")
    grouped = group_figures([row, words], {})
    assert [(i.ref, i.name, [f.unit for f in i.figures]) for i in grouped] == [
        ("i1", "示范团队", ["个", "个"])
    ]


def test_cells_that_span_rows_are_proven_too(vocabulary: Package) -> None:
    lines = [
        "类别\t序号\t指标（家）\t2024年\t责任单位",
        "产业\t1\t甲企业（家）\t3\t区经信委",
        "2\t乙企业（家）\t4",
    ]
    text = "\n".join(lines)
    rows = [
        tuple(
            Cell(match[0], match.start(), match.end(), 2 if match[0] in ("产业", "区经信委") else 1)
            for match in re.finditer("[^\t\n]+", text)
            if text.count("\n", 0, match.start()) == number
        )
        for number in range(3)
    ]
    head, first, second = rows[0], rows[1], (rows[1][0], *rows[2], rows[1][4])
    notice = Notice(text, (Grid("", (head, first, second), 0, len(text)),), {})
    duties = [p for p in propose(notice, vocabulary) if p.kind == "responsibility"]
    values = [p for p in propose(notice, vocabulary) if p.kind == "value"]
    assert [(p.cells["organization"], text[p.start : p.end]) for p in duties] == [
        ("区经信委", "1\t甲企业（家）\t3\t区经信委"),
        ("区经信委", "区经信委\n2\t乙企业（家）\t4"),
    ]
    assert [text[p.start : p.end] for p in values] == ["1\t甲企业（家）\t3", "2\t乙企业（家）\t4"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_read_and_every_passage_lies_in_it(text: str) -> None:
    proposals = propose(Notice(text, (), {}), Package("vocabulary", {}, {}, {}, {}))
    assert [p for p in proposals if not 0 <= p.start < p.end <= len(text)] == []
    written = [p for p in proposals if p.kind == "value" and p.is_written]
    assert [p for p in written if not find_wording(text[p.start : p.end], p.cells["wording"])] == []
