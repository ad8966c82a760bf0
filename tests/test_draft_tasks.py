"""Headings in, tasks and who answers for them out."""

import pytest

from plans.draft_outline import list_paragraphs
from plans.draft_tasks import find_owners, list_duties, list_tasks

TEXT = """一、总体要求
（一）指导思想。坚持创新。
二、重点任务
（一）培育企业。加快培育。（牵头单位：区科技局；责任单位：区财政局、各乡镇（街道）等）
1．孵化企业。建设载体。
（责任单位：区商务委）
（二）建设平台。推进建设。
三、保障措施
（一）加强领导。落实责任。
附件：1．任务分解表
"""


def test_tasks_are_the_headings_of_work() -> None:
    tasks = list_tasks(list_paragraphs(TEXT, ()))
    assert [(t.ref, t.parent, t.kind, t.heading.number, t.heading.title, t.section) for t in tasks] == [
        ("t1", "", "task", "（一）", "培育企业", "二、重点任务"),
        ("t2", "t1", "task", "1．", "孵化企业", "（一）培育企业"),
        ("t3", "", "task", "（二）", "建设平台", "二、重点任务"),
        ("t4", "", "safeguard", "（一）", "加强领导", "三、保障措施"),
    ]


def test_passage_of_a_task_is_its_heading() -> None:
    tasks = list_tasks(list_paragraphs(TEXT, ()))
    assert [TEXT[t.heading.start : t.heading.end] for t in tasks] == [
        "（一）培育企业。",
        "1．孵化企业。",
        "（二）建设平台。",
        "（一）加强领导。",
    ]


def test_duties_belong_to_the_task_above() -> None:
    paragraphs = list_paragraphs(TEXT, ())
    duties = list(list_duties(TEXT, paragraphs, list_tasks(paragraphs)))
    assert [(d.task, d.role, d.organization, TEXT[d.start : d.end][:6]) for d in duties] == [
        ("t1", "lead", "区科技局", "（牵头单位："),
        ("t1", "responsible", "区财政局", "（牵头单位："),
        ("t1", "responsible", "各乡镇（街道）", "（牵头单位："),
        ("t2", "responsible", "区商务委", "（责任单位："),
    ]


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("责任部门：区教委、区财政局", [("responsible", "区教委"), ("responsible", "区财政局")]),
        (
            "（区教委牵头，区财政局、区人社局配合）",
            [("lead", "区教委"), ("responsible", "区财政局"), ("responsible", "区人社局")],
        ),
        ("（区教委、区财政局按职责分工负责）", [("responsible", "区教委"), ("responsible", "区财政局")]),
        ("（区教委牵头，区财政局按职责分工负责）", [("lead", "区教委"), ("responsible", "区财政局")]),
        ("加强部门协同，落实责任。", []),
    ],
)
def test_owners(words: str, pairs: list[tuple[str, str]]) -> None:
    assert [pair for _, _, found in find_owners(words) for pair in found] == pairs
