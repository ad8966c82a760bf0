"""Tables of flattened texts: lines in, rows of cells out."""

from pathlib import Path

import pytest

from plans.draft_grid import find_grids

FIELDS = Path(__file__).parent / "examples" / "notices" / "fields"


def rows_of(text: str) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for grid in find_grids(text) for row in grid.rows]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        pytest.param(
            "序号 主要指标 年度目标 责任单位 2025年 2026年 1 粮食产量（万吨） "
            "30 31 区农业局 2 蔬菜产量（万吨） 5 6 区农业局",
            [
                ["序号", "主要指标", "年度目标", "年度目标", "责任单位"],
                ["序号", "主要指标", "2025年", "2026年", "责任单位"],
                ["1", "粮食产量（万吨）", "30", "31", "区农业局"],
                ["2", "蔬菜产量（万吨）", "5", "6", "区农业局"],
            ],
            id="two header rows",
        ),
        pytest.param(
            "序号 指标名称 2020 指标值 2025 指标值 指标 属性 "
            "1 科技企业（家） 9 12 预期性 其中：高新企业（家） 1 2 预期性",
            [
                ["序号", "指标名称", "2020指标值", "2025指标值", "指标属性"],
                ["1", "科技企业（家）", "9", "12", "预期性"],
                [None, "其中：高新企业（家）", "1", "2", "预期性"],
            ],
            id="broken header and a row of parts",
        ),
        pytest.param(
            "序号 责任单位 2023年 2024年 1 区经济 信息委 3 2 2 区商务委 3 3 合计 6 5",
            [
                ["序号", "责任单位", "2023年", "2024年"],
                ["1", "区经济信息委", "3", "2"],
                ["2", "区商务委", "3", "3"],
                [None, "合计", "6", "5"],
            ],
            id="broken name and a total",
        ),
        pytest.param(
            "领域 指标 单位 2020年 2025年 健康水平 预期寿命 岁 78.2 "
            "79左右 死亡率 ‰ 3.1 ≤5 健康服务 床位数 张 6 7",
            [
                ["领域", "指标", "单位", "2020年", "2025年"],
                ["健康水平", "预期寿命", "岁", "78.2", "79左右"],
                [None, "死亡率", "‰", "3.1", "≤5"],
                ["健康服务", "床位数", "张", "6", "7"],
            ],
            id="categories that span rows, units in a column",
        ),
        pytest.param("指标 完成情况 说明", [], id="no figures"),
        pytest.param("到2025年，建成示范基地10个。 序号问题另行研究。", [], id="prose"),
    ],
)
def test_cells_on_lines_become_rows(cells: str, rows: list[list[str | None]]) -> None:
    assert rows_of("\n\n".join(cells.split())) == rows


def test_cells_stand_where_they_say() -> None:
    text = (FIELDS / "environment.txt").read_text("utf-8")
    cells = [cell for grid in find_grids(text) for row in grid.rows for cell in row if cell]
    assert len(cells) == 48
    assert [cell for cell in cells if text[cell.start : cell.end].split() != cell.text.split()] == []


def test_caption_is_what_stands_above() -> None:
    lines = [
        "附件1",
        "企业培育任务分解表",
        "（单位：家）",
        "序号",
        "责任单位",
        "2023年",
        "1",
        "甲镇",
        "3",
        "2",
        "乙镇",
        "4",
    ]
    assert [grid.caption for grid in find_grids("\n".join(lines))] == [
        "附件1 企业培育任务分解表 （单位：家）"
    ]


def test_table_ends_before_a_heading() -> None:
    lines = [
        "序号",
        "指标",
        "2023年",
        "1",
        "甲（家）",
        "3",
        "2",
        "乙（家）",
        "4",
        "二、保障措施",
        "（一）加强领导。",
    ]
    text = "\n".join(lines)
    assert [text[grid.start : grid.end].splitlines()[-1] for grid in find_grids(text)] == ["4"]
