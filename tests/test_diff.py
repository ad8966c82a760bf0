"""What a change means for readers: pairs of states go in, the whole report comes out."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.test_rules import BROKEN, EXAMPLES, break_example

from diff import main

OLD, NEW = "datapackages/yunxi-2022-2025", "datapackages/yunxi-2025-2027"
# Descriptors and tables of a wrong shape; what is wrong within cells stops nothing.
MISSHAPEN = [*(rule for rule in EXAMPLES if rule.startswith(("D", "T"))), "everything"]
Pair = tuple[Path, Path]
Edits = Mapping[str, Callable[[str], str]]


def without(start: str) -> Callable[[str], str]:
    """A table without the lines that begin so."""
    return lambda text: "".join(line for line in text.splitlines(True) if not line.startswith(start))


def put(old: str, new: str) -> Callable[[str], str]:
    """A text with its first such place changed."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.fixture
def pair(example_root: Path, tmp_path: Path) -> Callable[[Edits], Pair]:
    """`pair(edits)` answers with the valid example and a copy of it that is edited."""

    def make(edits: Edits) -> Pair:
        head = tmp_path / "head"
        shutil.copytree(example_root, head)
        for path, change in edits.items():
            file = head / path
            file.write_text(change(file.read_text("utf-8")), "utf-8", newline="\n")
        return example_root, head

    return make


def report(capsys: pytest.CaptureFixture[str], base: Path, head: Path, *options: str) -> str:
    """What the script prints."""
    assert main([str(base), str(head), "--today", "2026-12-01", *options]) == 0
    return capsys.readouterr().out


CONTRACT: Edits = {
    f"{OLD}/indicators.csv": without("technology-contract-value,"),
    f"{OLD}/values.csv": without("technology-contract-value,"),
    f"{OLD}/passages.csv": without("goals-2025-contract,"),
}
REMOVED = """\
主版本（major）：已有的列、编号或网址不在了，或者规则变严，使用者的程序可能要改

云溪区科技型企业培育工作方案（2022—2025年）（yunxi-2022-2025）
    主版本（major）：已有的列、编号或网址不在了，或者规则变严，使用者的程序可能要改
  删去指标（1）
    技术合同成交额 technology-contract-value
  删去数字（1）
    技术合同成交额 2025 目标值：>2 亿元
      原文：“技术合同成交额突破2亿元”（goals-2025-contract）
  删去原文摘录（1）
    goals-2025-contract “技术合同成交额突破2亿元”

由此推算的变化
  进展：消失（1）
    《云溪区科技型企业培育工作方案（2022—2025年）》 技术合同成交额 云溪区 2025：到期未报，最近的实际值 2.1 (2024)
  目标改动：消失（1）
    技术合同成交额（云溪区）2025：yunxi-2022-2025 >2 亿元 ⇒ yunxi-2025-2027 3 亿元，可比

失去的网址
    恢复原来的编号；有意撤下的，在 docs/withdrawn.csv 写一行。
  网址（2）
    /plans/yunxi-2022-2025/#technology-contract-value.2025
    /plans/yunxi-2022-2025/source/#goals-2025-contract

看得到变化的网页
  网页（6）
    /areas/yunxi/（英文 /en/areas/yunxi/）
    /due/（英文 /en/due/）
    /indicators/technology-contract-value/（英文 /en/indicators/technology-contract-value/）
    /plans/yunxi-2022-2025/（英文 /en/plans/yunxi-2022-2025/）
    /plans/yunxi-2022-2025/source/（英文 /en/plans/yunxi-2022-2025/source/）
    /plans/yunxi-2025-2027/（英文 /en/plans/yunxi-2025-2027/）
"""  # noqa: E501
ADDED = """
#### minor: only additions

#### Yunxi District Work Plan for Cultivating Technology Enterprises \\(2022–2025\\) \\(yunxi-2022-2025\\)

minor: only additions

**Added: indicators \\(1\\)**

- Value of technology contracts technology-contract-value

**Added: figures \\(1\\)**

- Value of technology contracts 2025 target: &gt;2 亿元
  - Source: “技术合同成交额突破2亿元” \\(goals-2025-contract\\)

**Added: passages \\(1\\)**

- goals-2025-contract “技术合同成交额突破2亿元”

#### What follows

**Progress: appeared \\(1\\)**

- Yunxi District Work Plan for Cultivating Technology Enterprises \\(2022–2025\\): Value of technology contracts Yunxi District 2025: due, not reported, last actual 2.1 \\(2024\\)

**Revised targets: appeared \\(1\\)**

- Value of technology contracts \\(Yunxi District\\) 2025: yunxi-2022-2025 &gt;2 亿元 ⇒ yunxi-2025-2027 3 亿元, comparable

#### Pages that show the change

**Pages \\(6\\)**

- /en/areas/yunxi/ \\(Chinese /areas/yunxi/\\)
- /en/due/ \\(Chinese /due/\\)
- /en/indicators/technology-contract-value/ \\(Chinese /indicators/technology-contract-value/\\)
- /en/plans/yunxi-2022-2025/ \\(Chinese /plans/yunxi-2022-2025/\\)
- /en/plans/yunxi-2022-2025/source/ \\(Chinese /plans/yunxi-2022-2025/source/\\)
- /en/plans/yunxi-2025-2027/ \\(Chinese /plans/yunxi-2025-2027/\\)
"""  # noqa: E501
BROKEN_VALUE = """\
修订（patch）：更正数值或文字
    推算结果（目标改动、到期未报、核对发现、走势、分解）的变化没有列出：改动后的数据有 1 个问题。

云溪区科技创新行动计划(2025—2027年)（yunxi-2025-2027）
    修订（patch）：更正数值或文字
  更正数字（1）
    技术合同成交额 2024 实际值：2.1 亿元 → 21 亿元（×10，相差 10 倍以上，请核对单位）
      原文：“4 技术合同成交额(亿元) 2.1 3 4 5 区科技局”（annex-4）

看得到变化的网页
  网页（4）
    /areas/yunxi/（英文 /en/areas/yunxi/）
    /indicators/technology-contract-value/（英文 /en/indicators/technology-contract-value/）
    /plans/yunxi-2025-2027/（英文 /en/plans/yunxi-2025-2027/）
    /plans/yunxi-2025-2027/source/（英文 /en/plans/yunxi-2025-2027/source/）
"""


def test_a_target_that_goes(pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]) -> None:
    assert report(capsys, *pair(CONTRACT)) == REMOVED


def test_a_target_that_comes(pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]) -> None:
    head, base = pair(CONTRACT)
    assert report(capsys, base, head, "--format", "markdown", "--lang", "en") == ADDED


def test_a_slip_of_ten(pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]) -> None:
    states = pair({f"{NEW}/values.csv": put("2.1,亿元,2.1,", "21,亿元,2.1,")})
    assert report(capsys, *states) == BROKEN_VALUE


def test_nothing_differs(pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]) -> None:
    assert report(capsys, *pair({})) == "数据没有变化\n"


def test_the_same_for_programs(pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(report(capsys, *pair(CONTRACT), "--format", "json"))
    [package] = found["packages"]
    assert (found["step"], found["is_step_certain"], found["problems"]) == (
        "major",
        True,
        {"old": 0, "new": 0},
    )
    assert [(row["table"], row["action"], row.get("figure")) for row in package["rows"]] == [
        ("indicators", "removed", None),
        ("values", "removed", "yunxi-2022-2025.technology-contract-value.2025"),
        ("passages", "removed", None),
    ]
    assert [(effect["table"], effect["new"]) for effect in found["effects"]] == [
        ("revisions", None),
        ("progress", None),
    ]
    assert (len(found["pages"]), len(found["lost"])) == (6, 2)


LINES = {
    "a title": (
        {f"{OLD}/datapackage.json": put('"title": "云溪区科技型企业', '"title": "云溪区科技企业')},
        "    标题：云溪区科技型企业培育工作方案（2022—2025年） → 云溪区科技企业培育工作方案（2022—2025年）",
    ),
    "a comparator": (
        {f"{NEW}/values.csv": put("ge,2.2,%,达到2.2%以上", "eq,2.2,%,达到2.2%以上")},
        "    全社会研发经费投入强度 2027 目标值：≥2.2 % → 2.2 %",
    ),
    "points of a share": (
        {f"{NEW}/values.csv": put("eq,13.5,%,13.5", "eq,14,%,14")},
        "    公民具备科学素质的比例 2026 目标值：13.5 % → 14 %（+0.5 个百分点）",
    ),
    "another unit": (
        {f"{NEW}/values.csv": put("1.2,万家,超过1.2万家", "18000,家,超过1.2万家")},
        "    经营主体 2027 目标值：>1.2 万家 → >18000 家（+50%）",
    ),
    "another year": (
        {f"{NEW}/values.csv": put(",,,2027,target,le,3,", ",,,2026,target,le,3,")},
        "      时期：2027 → 2026",
    ),
    "the share of an organization": (
        {f"{OLD}/values.csv": put("2024,target,eq,6,家", "2024,target,eq,7,家")},
        "    /organizations/yunxi-chengdong-subdistrict/",
    ),
    "a duty": (
        {f"{OLD}/responsibilities.csv": put("bureau,lead", "bureau,responsible")},
        "      责任：牵头单位 → 责任单位",
    ),
    "the archived text": (
        {f"{OLD}/sources/notice.txt": put("达到55家", "达到65家")},
        "    其他文件：sources/notice.txt（存档原文变了：原文应当一字节不改，请说明缘由）。",
    ),
    "a schema": (
        {"schemas/tables/values.json": put('"required": true', '"required": false')},
        "      规则放宽",
    ),
    "a table that cannot be read": (
        {f"{OLD}/values.csv": put("indicator,area", '"indicator,area')},
        "    读不出来，没有比较：values.csv。",
    ),
    "a schema that cannot be read": (
        {"schemas/tables/values.json": lambda text: text[:-3]},
        "    推算结果（目标改动、到期未报、核对发现、走势、分解）的变化没有列出："
        "改动后的 schemas/ 不完整，检查无法运行。",
    ),
    "an endless number": (
        {f"{NEW}/values.csv": put("2.1,亿元,2.1,", "1e999999999,亿元,2.1,")},
        "    技术合同成交额 2024 实际值：2.1 亿元 → 1e999999999 亿元",
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_lines(case: str, pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]) -> None:
    edits, expected = LINES[case]
    lines = report(capsys, *pair(edits)).splitlines()
    assert [line for line in lines if line.startswith(expected)] != [], "\n".join(lines)


def test_a_new_plan_and_one_that_goes(
    pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]
) -> None:
    base, head = pair({})
    shutil.rmtree(head / OLD)
    assert "    数据包撤下了。\n" in report(capsys, base, head)
    assert "    新的数据包。\n" in report(capsys, head, base)


def test_a_withdrawn_plan_is_not_lost(
    pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]
) -> None:
    base, head = pair({})
    shutil.rmtree(head / OLD)
    assert "失去的网址" in report(capsys, base, head)
    (head / "docs").mkdir()
    lines = "address,moved_to,reason,reason_en,withdrawn_on\n/plans/yunxi-2022-2025/,,撤,gone,2026-12-01\n"
    (head / "docs/withdrawn.csv").write_text(lines, "utf-8")
    assert "失去的网址" not in report(capsys, base, head)


@pytest.mark.parametrize("name", MISSHAPEN)
def test_broken_data_never_stop_it(
    name: str, pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]
) -> None:
    base, head = pair({})
    break_example(head, BROKEN / name)
    text = report(capsys, base, head, "--format", "markdown")
    assert (text.startswith("\n#### "), "没有列出" in text) == (True, True)


def test_a_broken_base_never_stops_it(
    pair: Callable[[Edits], Pair], capsys: pytest.CaptureFixture[str]
) -> None:
    head, base = pair({})
    break_example(base, BROKEN / "everything")
    assert "改动前的数据有" in report(capsys, base, head)


def test_neither_revision_nor_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--root", str(tmp_path), "v9", str(tmp_path)]) == 2
    assert (
        capsys.readouterr().err
        == "无法运行 could not run: 没有这个版本或文件夹 no such revision or folder: v9\n"
    )
