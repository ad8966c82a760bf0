"""Grids in, figures out: what the header of a column and the cells of a row say."""

import pytest

from plans.draft_columns import Column, read_header
from plans.draft_notice import Cell, Grid
from plans.draft_period import Frame, read_frame
from plans.draft_table import read_grid, split_unit

FRAME = Frame(2021, 2025, True)


def grid_of(caption: str, *lines: str) -> Grid:
    """A grid of lines whose cells a bar parts; equal neighbours in one row are one cell that spans them."""
    rows: list[tuple[Cell | None, ...]] = []
    place = 0
    for line in lines:
        row: list[Cell | None] = []
        for text in line.split("|"):
            row.append(Cell(text, place, place + len(text)) if text else None)
            place += len(text) + 1
        rows.append(tuple(row))
    return Grid(caption, tuple(rows), 0, place)


def figures_of(grid: Grid) -> list[str]:
    return [
        " ".join(
            (
                f.name,
                f.organization or "-",
                f.period,
                f.kind,
                f.comparator or "-",
                f.value or "-",
                f.unit or "-",
            )
        )
        for f in read_grid(grid, FRAME)
    ]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("2025年指标值", Column("year", "2025", "指标值")),
        ("目标值（2025年）", Column("year", "2025", "目标值")),
        ("“十四五”末", Column("year", "2025", "")),
        ("“十四五”期间累计", Column("total", "2021/2025", "累计")),
        ("2021—2025年", Column("total", "2021/2025", "")),
        ("年均增长（%）", Column("growth", "", "年均增长（%）")),
        ("责任单位", Column("owner", "", "责任单位")),
        ("牵头单位", Column("lead", "", "牵头单位")),
        ("指标 属性", Column("attribute", "", "指标属性")),
        ("智能工厂（家）", Column("measure", "", "智能工厂（家）")),
        ("2020指标值2025指标值", None),
        ("区科技局", None),
    ],
)
def test_header_says_what_a_column_holds(header: str, column: Column | None) -> None:
    assert read_header(header) == column


@pytest.mark.parametrize(
    ("words", "name", "unit"),
    [
        ("全社会研发投入强度(%", "全社会研发投入强度", "%"),
        ("工业增加值比重提高至%", "工业增加值比重", "%"),
        ("技术合同成交额（亿元）", "技术合同成交额", "亿元"),
        ("市级新型(高端)研发机构(个)", "市级新型(高端)研发机构", "个"),
        ("孕产妇死亡率（/10万）", "孕产妇死亡率", "/10万"),
        ("创新创业示范团队", "创新创业示范团队", ""),
    ],
)
def test_unit_is_taken_from_the_name(words: str, name: str, unit: str) -> None:
    assert split_unit(words) == (name, unit)


@pytest.mark.parametrize(
    ("grid", "figures"),
    [
        pytest.param(
            grid_of(
                "",
                "序号|指标|2020年|2025年|年均增长",
                "1|产值（亿元）|92.4|120以上|5.4",
                "2|覆盖率（%）|/|≥90|—",
            ),
            [
                "产值 - 2020 actual eq 92.4 亿元",
                "产值 - 2025 target ge 120 亿元",
                "产值年均增长 - 2021/2025 target eq 5.4 %",
                "覆盖率 - 2020 actual - - -",
                "覆盖率 - 2025 target ge 90 %",
                "覆盖率年均增长 - 2021/2025 target - - -",
            ],
            id="base year, growth, words",
        ),
        pytest.param(
            grid_of(
                "", "指标|2015年|2020年|变化情况", "比重(%)|10|12.5|增长2.5个百分点", "企业(家)|3|64|增加61"
            ),
            [
                "比重 - 2015 actual eq 10 %",
                "比重 - 2020 actual eq 12.5 %",
                "比重 - 2015/2020 change eq 2.5 个百分点",
                "企业 - 2015 actual eq 3 家",
                "企业 - 2020 actual eq 64 家",
                "企业 - 2015/2020 change eq 61 家",
            ],
            id="change",
        ),
        pytest.param(
            grid_of(
                "附件1 科技型企业培育目标任务分解表 （单位：家）",
                "序号|责任单位|2023年培育数",
                "1|甲镇|3",
                "|合计|3",
            ),
            ["科技型企业培育数 甲镇 2023 target eq 3 家", "科技型企业培育数 - 2023 target eq 3 家"],
            id="shares of organizations",
        ),
        pytest.param(
            grid_of(
                "2024年任务分解表", "乡镇|高标准农田（亩）|粮食产量（吨）", "甲镇|300|1,200", "合计|300|1,200"
            ),
            [
                "高标准农田 甲镇 2024 target eq 300 亩",
                "粮食产量 甲镇 2024 target eq 1200 吨",
                "高标准农田 - 2024 target eq 300 亩",
                "粮食产量 - 2024 target eq 1200 吨",
            ],
            id="several indicators side by side",
        ),
        pytest.param(grid_of("", "项目|内容", "会议|每月一次"), [], id="a table without figures"),
    ],
)
def test_rows_become_figures(grid: Grid, figures: list[str]) -> None:
    assert figures_of(grid) == figures


def test_row_without_one_of_its_cells_is_doubted() -> None:
    grid = grid_of("", "指标|2023年|2024年", "企业(家)|3|", "园区(个)|1|2")
    assert [(f.value, f.confidence) for f in read_grid(grid, FRAME)] == [("3", 0.6), ("1", 0.97), ("2", 0.97)]


def test_parts_belong_to_the_row_above() -> None:
    grid = grid_of(
        "", "序号|指标|2025年|属性", "1|平台(个)|9|约束性", "|其中：国家级(个)|2|预期性", "|市级(个)|7|"
    )
    assert [(f.name, f.number, f.parent, f.attribute) for f in read_grid(grid, FRAME)] == [
        ("平台", "1", "", "binding"),
        ("国家级", "", "平台", "expected"),
        ("市级", "", "平台", ""),
    ]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("某县行动计划（2025—2027年）\n正文。", Frame(2025, 2027, True)),
        ("某县“十四五”规划\n一、总则", Frame(2021, 2025, True)),
        ("某区实施方案政策解读\n实施期限为2022—2025年。", Frame(2022, 2025, True)),
        (
            "某区工作方案\n根据《规划（2021—2025年）》。到2027年，建成。\n2024年3月1日",
            Frame(2024, 2027, False),
        ),
        ("通知\n无年份。", Frame(0, 0, False)),
    ],
)
def test_years_of_the_plan(text: str, frame: Frame) -> None:
    assert read_frame(text, {}) == frame
