"""What a notice states of itself, how its words are quoted, and the ids that are made of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.draft_descriptor import describe_notice
from plans.draft_ids import spell, tell_apart
from plans.draft_notice import Notice
from plans.draft_passages import Wanted, write_passages
from plans.draft_related import find_related
from plans.evidence import locate
from plans.model import Package

DAY = "2025-05-06"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《创新方案》政策解读\n一、背景", {"completeness": "digest", "rights": "official-explanation"}),
        ("云溪区创新“十四五”规划\n一、背景", {"start_year": "2021", "end_year": "2025", "type": "plan"}),
        (
            "工作方案\n实施期限为2022—2025年。",
            {"start_year": "2022", "end_year": "2025", "type": "work-plan"},
        ),
        ("发布日期：2025-13-40\n方案", {}),
        ("[ 有效性 ]\n\n云溪区关于创新的意见", {"type": "guideline"}),
        ("发布日期：2025年5月6日\n自发布之日起施行。", {"in_force_from": DAY, "published_on": DAY}),
        (
            "文号：云府〔2025〕 3 号\n以2020年为基期",
            {"document_number": "云府〔2025〕3号", "base_year": "2020"},
        ),
        ("没有任何信息。", {}),
    ],
)
def test_only_what_the_text_states_is_stated(text: str, expected: dict[str, str]) -> None:
    empty = Package("vocabulary", {}, {}, {}, {})
    found = {item.field: item.value for item in describe_notice(Notice(text, (), {}), empty, "")}
    assert {field: value for field, value in found.items() if field not in {"title", "source"}} == expected


@given(st.text("甲乙1. \n", min_size=1), st.data())
def test_a_passage_stands_once_wherever_it_is_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    rows, _ = write_passages(Notice(text, (), {}), [Wanted((start, end), "a")], "")
    row = rows[0]
    places = locate(text, row["quote"], row["prefix"], row["suffix"])
    assert (len(places) == 1) or not text[start:end].strip() or len("".join(text.split())) > 120


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("高新技术企业（家）", "gao-xin-ji-shu-qi-ye"),
        ("R&D经费", "r-d-jing-fei"),
        ("PM2.5浓度", "pm2-5-nong-du"),
        ("规模以上工业企业研发机构覆盖率", "gui-mo-yi-shang-gong-ye-qi-ye"),
        ("（）", "item"),
    ],
)
def test_ids_can_be_read(name: str, expected: str) -> None:
    assert spell(name) == expected


@given(st.lists(st.sampled_from(["a", "a-2", "b"])))
def test_ids_differ_and_do_not_depend_on_what_follows(wanted: list[str]) -> None:
    ids = tell_apart(wanted)
    assert len(set(ids)) == len(wanted)
    assert ids[: len(wanted) // 2] == tell_apart(wanted[: len(wanted) // 2])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据《甲》（云府〔2025〕3号）和《乙》，制定", [("甲", "云府〔2025〕3号"), ("乙", "")]),
        (
            "贯彻落实《关于印发〈甲〉的通知》、《丙（试行）》精神",
            [("关于印发〈甲〉的通知", ""), ("丙（试行）", "")],
        ),
        ("按照《关于《甲》的通知》要求", [("关于《甲》的通知", "")]),
        ("根据《本规划》和《甲》，根据《甲》", [("甲", "")]),
        ("举办《甲》展览", []),
    ],
)
def test_documents_that_are_carried_out_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    found = [entry for _, entry in find_related(text, "本规划")]
    assert [(entry["title"], entry.get("document_number", "")) for entry in found] == expected
