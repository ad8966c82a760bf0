"""The package of a draft: certain proposals as rows that the check accepts, the others with a reason."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from plans.draft_notice import Notice
from plans.draft_package import Draft, Order, draft_package
from plans.draft_papers import write_papers
from plans.draft_points import list_points, summarise
from plans.draft_proposal import Kind, Proposal
from plans.draft_review import write_review
from plans.load import read_catalog
from plans.model import Catalog, Text

REPOSITORY = Path(__file__).parents[1]
TEMPLATE = (REPOSITORY / "docs/templates/draft_review.html").read_text("utf-8")
TEXT = """\
云溪区人民政府办公室关于印发《云溪区创新行动计划（2025—2027年）》的通知
云府办发〔2025〕8号
根据《东林省创新规划》（东府发〔2025〕1号），制定本计划。本计划自2025年4月1日起施行。
一、目标
到2027年，高新技术企业达到60家以上，科技型企业左右逢源。
二、任务
（一）建设<b>平台</b>。科技型企业400家。（责任单位：区科技局、区农业农村委）
（二）壮大企业。科技型企业400家。
云溪区人民政府办公室
2025年3月8日
"""
ORDER = Order("yunxi-draft", "", "2026-11-22")
FIRMS = "高新技术企业达到60家以上"
DUTY = "（责任单位：区科技局、区农业农村委）"
DOUBT = Text("没有年份。", "No year.")
EXPECTED = {
    "indicators.csv": """\
id,number,name,name_en,parent,concept,match,attribute,measure,note,note_en
high-tech-enterprises,,高新技术企业,,,high-tech-enterprises,exact,,stock,,
""",
    "values.csv": """\
indicator,area,organization,period,kind,comparator,value,unit,wording,passage
high-tech-enterprises,,,2027,target,ge,60,家,达到60家以上,high-tech-enterprises-2027
""",
    "passages.csv": """\
id,source,section,quote,prefix,suffix
basis-1,notice,云溪区创新行动计划（2025—2027年）,《东林省创新规划》（东府发〔2025〕1号）,,
high-tech-enterprises-2027,notice,一、目标,高新技术企业达到60家以上,,
task-1,notice,二、任务,（一）建设<b>平台</b>,,
task-1-owners,notice,（一）建设<b>平台</b>,（责任单位：区科技局、区农业农村委）,,
""",
    "tasks.csv": """\
id,number,parent,kind,title,title_en,passage
task-1,（一）,,task,建设<b>平台</b>,,task-1
""",
    "responsibilities.csv": """\
task,indicator,organization,role,passage
task-1,,yunxi-science-technology-bureau,responsible,task-1-owners
task-1,,yunxi-qu-nong-ye-nong-cun-wei,responsible,task-1-owners
""",
    "remarks.csv": "passage,kind,remark,remark_en\n",
    "sources/notice.txt": TEXT,
}
PLAN = {
    "area": "yunxi",
    "issuer": "yunxi-government-office",
    "document_number": "云府办发〔2025〕8号",
    "written_on": "2025-03-08",
    "in_force_from": "2025-04-01",
    "type": "action-plan",
    "start_year": 2025,
    "end_year": 2027,
    "completeness": "full",
    "related": [
        {
            "relation": "implements",
            "title": "东林省创新规划",
            "document_number": "东府发〔2025〕1号",
            "passage": "basis-1",
        }
    ],
}
SUMMARY = """\
yunxi-draft: proposed (written from confidence 0.7)
  indicators: 1 written, 1 held back (confidence ≥0.9:1 0.7–0.9:1 <0.7:0)
  figures: 1 written, 1 held back (confidence ≥0.9:1 0.7–0.9:0 <0.7:1)
  tasks: 1 written, 0 held back (confidence ≥0.9:1 0.7–0.9:0 <0.7:0)
  responsibilities: 2 written, 0 held back (confidence ≥0.9:2 0.7–0.9:0 <0.7:0)
  shared concepts: 1 written, 0 held back (confidence ≥0.9:1 0.7–0.9:0 <0.7:0)

For a person to decide:
  Reading
    - Converted.
  The document
    - completeness is “full”: Check that the text is complete.
    - Not found: publisher, index_number, published_on, validity. Leave them out if not printed.
  Vocabulary
    - organizations.csv lacks 1: 区农业农村委（yunxi-qu-nong-ye-nong-cun-wei）
  Words to write
    - datapackage.json description: 1.
    - datapackage.json plan.description_en: 1.
    - datapackage.json plan.title_en: 1.
    - indicators.csv name_en: 1.
    - tasks.csv title_en: 1.
  Doubtful, not written
    - 1 figures: No year.
    - 1 indicators: Its indicator or task is not written.

The check finds 6 problem(s).
Package: a
Working papers (not published): b
Next: compare every row with the notice, settle the points, run make fix, then make check.
"""


def at(proposed: Kind, quote: str, **cells: str) -> Proposal:
    """A proposal on the first place of some words."""
    start = TEXT.index(quote)
    return Proposal(proposed, cells, start, start + len(quote), 0.95)


def figure(quote: str, **cells: str) -> Proposal:
    """A figure of 2027 in 家."""
    usual = {"period": "2027", "kind": "target", "comparator": "ge", "unit": "家"}
    return at("value", quote, **{**usual, **cells})


FIRM = figure(FIRMS, indicator="i1", value="60", wording="达到60家以上")
LISTED = figure("科技型企业400家", indicator="i2", comparator="eq", value="400", wording="400家")
PROPOSALS = (
    at("indicator", FIRMS, ref="i1", name="高新技术企业", measure="stock"),
    FIRM,
    at("concept", FIRMS, indicator="i1", concept="high-tech-enterprises", match="exact", score="1.00"),
    replace(at("indicator", "科技型企业400家", ref="i2", name="科技型企业", measure="stock"), confidence=0.8),
    replace(LISTED, confidence=0.5, doubt=DOUBT),
    at("task", "（一）建设<b>平台</b>", ref="t1", number="（一）", kind="task", title="建设<b>平台</b>"),
    at("responsibility", DUTY, task="t1", organization="区科技局", role="responsible"),
    at("responsibility", DUTY, task="t1", organization="区农业农村委", role="responsible"),
)


@pytest.fixture
def catalog(example_root: Path) -> Catalog:
    return read_catalog(example_root)


def draft(catalog: Catalog, *proposals: Proposal) -> Draft:
    return draft_package(Notice(TEXT, (), {}), proposals, ORDER, catalog, ())


def test_certain_proposals_become_the_tables(catalog: Catalog) -> None:
    files = draft(catalog, *PROPOSALS).package.files
    assert {path: files[path].decode() for path in EXPECTED} == EXPECTED
    assert files.keys() == EXPECTED.keys() | {"datapackage.json"}


def test_the_descriptor_holds_what_is_stated(catalog: Catalog) -> None:
    found = json.loads(draft(catalog, *PROPOSALS).package.files["datapackage.json"])
    title = "云溪区人民政府办公室关于印发《云溪区创新行动计划（2025—2027年）》的通知（云府办发〔2025〕8号）"
    assert (found["plan"], found["title"]) == (PLAN, "云溪区创新行动计划（2025—2027年）")
    assert found["sources"] == [{"title": title, "resource": "notice", "rights": "official-document"}]
    assert found.keys().isdisjoint({"description", "title_en"})


def test_what_the_check_finds_is_left_to_people(catalog: Catalog) -> None:
    problems = draft(catalog, *PROPOSALS).problems
    assert [(problem.rule, problem.field) for problem in problems] == [
        ("D002", "description"),
        ("D002", "plan.description_en"),
        ("D002", "plan.title_en"),
        ("T101", "name_en"),
        ("T101", "title_en"),
        ("X004", "organization"),
    ]


@pytest.mark.parametrize(
    ("proposal", "reason"),
    [
        (replace(FIRM, confidence=0.69), "把握不足，未写入。"),
        (replace(FIRM, confidence=0.69, doubt=DOUBT), "没有年份。"),
        (replace(FIRM, cells={**FIRM.cells, "period": ""}), "缺年份、单位或用词，未写入。"),
        (replace(FIRM, cells={**FIRM.cells, "unit": ""}), "缺年份、单位或用词，未写入。"),
        (replace(FIRM, cells={**FIRM.cells, "indicator": "i9"}), "所属的指标或任务没有写入。"),
        (replace(FIRM, cells={**FIRM.cells, "value": "61"}), "检查未通过：数值就是原文用词中的数字。"),
        (replace(FIRM, cells={**FIRM.cells, "comparator": "eq"}), "检查未通过：比较符与原文用词一致。"),
        (replace(FIRM, cells={**FIRM.cells, "period": "2030"}), "检查未通过：目标值的年份在规划期内。"),
        (replace(FIRM, cells={**FIRM.cells, "wording": "达到60家"}), "检查未通过：比较符与原文用词一致。"),
    ],
)
def test_a_doubtful_figure_is_held_back(proposal: Proposal, reason: str, catalog: Catalog) -> None:
    found = draft(catalog, PROPOSALS[0], proposal)
    assert (found.rows.held[1].zh, found.package.rows("values")) == (reason, ())
    assert found.package.rows("indicators") == ()


def test_a_figure_that_repeats_is_held_back(catalog: Catalog) -> None:
    found = draft(catalog, PROPOSALS[0], FIRM, FIRM)
    assert (found.rows.held[2].zh, len(found.package.rows("values"))) == ("同一摘录里已有这个数字。", 1)


def test_a_concept_of_another_unit_is_held_back(catalog: Catalog) -> None:
    other = replace(PROPOSALS[2], cells={**PROPOSALS[2].cells, "concept": "rd-intensity"})
    found = draft(catalog, *PROPOSALS[:2], other)
    row = found.package.rows("indicators")[0]
    assert (row["id"], row["concept"], list(found.rows.held)) == ("gao-xin-ji-shu-qi-ye", "", [2])


def test_a_draft_is_the_same_twice(catalog: Catalog) -> None:
    first, second = draft(catalog, *PROPOSALS), draft(catalog, *PROPOSALS)
    assert first.package.files == second.package.files


def test_the_summary_says_what_is_open(catalog: Catalog) -> None:
    told = draft_package(Notice(TEXT, (), {}), PROPOSALS, ORDER, catalog, (Text("转换。", "Converted."),))
    assert summarise(told, {"package": "a", "papers": "b"}, "en") == SUMMARY


def test_open_points_have_both_languages(catalog: Catalog) -> None:
    words = [point.words for point in list_points(draft(catalog, *PROPOSALS))]
    assert [text for text in words if not (text.zh and text.en and text.zh != text.en)] == []


def test_the_papers_hold_every_proposal_and_new_names(catalog: Catalog) -> None:
    papers = write_papers(draft(catalog, *PROPOSALS), catalog)
    told = json.loads(papers["draft.json"])
    assert [item["written"] for item in told["proposals"]] == [True] * 3 + [False] * 2 + [True] * 3
    assert told["proposals"][4]["quote"] == "科技型企业400家"
    assert papers["organizations.csv"].decode() == (
        "id,name,name_en,short_names,area,kind\nyunxi-qu-nong-ye-nong-cun-wei,区农业农村委,,,yunxi,\n"
    )
    assert papers.keys() == {"draft.json", "organizations.csv"}


def test_the_review_page_shows_the_text_and_no_markup_of_it(catalog: Catalog) -> None:
    drafted = draft(catalog, *PROPOSALS)
    page = write_review(drafted, TEMPLATE, "zh")
    assert ("<b>" in page, "&lt;b&gt;平台&lt;/b&gt;" in page) == (False, True)
    assert "http" not in page.replace("http-equiv", "")
    assert page.count("<article") == len(PROPOSALS) + len(drafted.statements)
