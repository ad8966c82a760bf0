"""Reading notices: every format that a person saves, and clear words for those that cannot be read."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document

from plans.draft_notice import Grid, Notice
from plans.draft_read import (
    BROKEN,
    CONVERTED,
    NUMBERED,
    OLD_WORD,
    PACKED,
    SCAN,
    UNKNOWN,
    UnreadableError,
    read_notice,
)
from plans.model import Text

NOTICES = Path(__file__).parent / "examples/notices"
PLANS = sorted((Path(__file__).parents[1] / "datapackages").glob("*/sources/notice.txt"))
PAGE = """\
索引号：\t11500999008888888A/2025-00123\t发文字号：\t云溪府办发〔2025〕18号
发布机构：\t云溪县人民政府办公室\t主题分类：\t信息产业
成文日期：\t2025年3月8日\t发布日期：\t2025-03-15
云溪县人民政府办公室关于印发《云溪县数字经济发展行动计划（2025—2027年）》的通知
各乡镇人民政府，县级各部门：
《云溪县数字经济发展行动计划（2025—2027年）》已经县政府同意，现印发给你们，请认真贯彻落实。
本计划自2025年4月1日起施行。
云溪县人民政府办公室
2025年3月8日
云溪县数字经济发展行动计划（2025—2027年）
根据《云海市数字经济“十四五”规划》（云海府发〔2021〕7号），制定本计划。
一、发展目标
到2027年，数字经济核心产业增加值占地区生产总值比重达到8.5%以上，规上工业企业数字化改造率超过80%。
主要指标
（单位：家）
序号\t指标\t2024年实绩\t目标值\t\t
\t\t\t2025年\t2026年\t2027年
1\t数字经济核心企业\t36\t40\t46\t55
2\t智能工厂\t5\t\t8\t12
\t其中：灯塔工厂\t\t—\t1\t2
二、重点任务
（一）夯实数字底座。建成5G基站1200个以上。（牵头单位：县经济信息委；责任单位：县发展改革委、各乡镇）
（二）壮大数字产业。培育软件企业20家。（责任单位：县科技局）
附件：1.重点项目表.doc 2.任务分工表.doc 3.指标解释.doc
"""
FACTS = {
    "索引号": "11500999008888888A/2025-00123",
    "发文字号": "云溪府办发〔2025〕18号",
    "发布机构": "云溪县人民政府办公室",
    "主题分类": "信息产业",
    "成文日期": "2025年3月8日",
    "发布日期": "2025-03-15",
}
PAGE_ROWS = [
    ["序号", "指标", "2024年实绩", "目标值", "目标值", "目标值"],
    ["序号", "指标", "2024年实绩", "2025年", "2026年", "2027年"],
    ["1", "数字经济核心企业", "36", "40", "46", "55"],
    ["2", "智能工厂", "5", "5", "8", "12"],
    ["2", "其中：灯塔工厂", "", "—", "1", "2"],
]
PRINT_HEAD = """\
云溪府办发〔2025〕21号
云溪县人民政府办公室
关于印发云溪县粮食生产实施方案的通知
为进一步稳定粮食播种面积，提高单位面积产量，根据全县农业农村工作会议的部署和县政府的要求，结合我县实际，\
制定本实施方案，请各乡镇、各部门认真组织实施。
一、目标任务
到2026年，全县粮食播种面积稳定在32.5万亩以上，粮食总产量达到11万吨左右，主要农作物耕种收综合机械化率超过78%。
各乡镇高标准农田建设任务表（单位：亩）
序号\t乡镇\t建设任务\t
\t\t2025年\t2026年
1\t东溪乡\t11\t13
"""
PARAGRAPH = (
    "到2025年，全县森林覆盖率达到62%以上，空气质量优良天数比率稳定在95%左右，地表水水质优良比例达到100%。"
)


def read(name: str) -> tuple[Notice, tuple[Text, ...]]:
    return read_notice(name, (NOTICES / name).read_bytes())


def words(grid: Grid) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in grid.rows]


def write_docx(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def document() -> Document:
    """A document with one paragraph."""
    made = docx.Document()
    made.add_paragraph(PARAGRAPH)
    return made


@pytest.mark.parametrize(("name", "notes"), [("page.html", ()), ("page-gbk.html", (CONVERTED,))])
def test_a_page_is_read_without_the_site(name: str, notes: tuple[Text, ...]) -> None:
    notice, told = read(name)
    assert (notice.text, notice.facts, told) == (PAGE, FACTS, notes)


def test_spans_of_a_page_are_expanded() -> None:
    block, grid = read("page.html")[0].grids
    assert (grid.caption, words(grid)) == ("主要指标 （单位：家）", PAGE_ROWS)
    assert len(block.rows) == 3


def test_a_cell_is_the_same_at_every_place_that_it_covers() -> None:
    rows = read("page.html")[0].grids[1].rows
    spans = [(cell.row_span, cell.column_span) for row in (rows[0], rows[3]) for cell in row if cell]
    assert spans == [(2, 1)] * 3 + [(1, 3)] * 3 + [(2, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 1)]
    assert rows[0][0] is rows[1][0]
    assert rows[0][3] is rows[0][5]


@pytest.mark.parametrize("name", ["page.html", "print.pdf"])
def test_cells_stand_where_they_say(name: str) -> None:
    notice, _ = read(name)
    cells = [cell for grid in notice.grids for row in grid.rows for cell in row if cell]
    assert [notice.text[cell.start : cell.end] for cell in cells] == [cell.text for cell in cells]
    assert {notice.text[grid.end] for grid in notice.grids} == {"\n"}


def test_a_print_is_one_text_whatever_its_pages() -> None:
    notice, notes = read("print.pdf")
    grid = notice.grids[0]
    assert (notice.text[: len(PRINT_HEAD)], notes) == (PRINT_HEAD, ())
    assert [row[0] for row in words(grid)] == ["序号", "序号", *map(str, range(1, 21)), "合计"]
    assert words(grid)[-1] == ["合计", "合计", "410", "450"]
    assert notice.text.endswith("\n二、保障措施\n加强组织领导，落实属地责任。\n2025年5月20日\n")


def test_a_document_keeps_the_order_of_text_and_table(document: Document) -> None:
    table = document.add_table(rows=3, cols=3)
    for row, cells in enumerate(
        [["指标", "目标值", ""], ["", "2024年", "2025年"], ["森林\n覆盖率", "61", "62"]]
    ):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("二、保障措施")
    notice, notes = read_notice("公文.docx", write_docx(document))
    rows = ["指标\t目标值\t", "\t2024年\t2025年", "森林覆盖率\t61\t62"]
    assert (notice.text, notes) == ("\n".join([PARAGRAPH, *rows, "二、保障措施", ""]), ())
    assert words(notice.grids[0]) == [
        ["指标", "目标值", "目标值"],
        ["指标", "2024年", "2025年"],
        ["森林覆盖率", "61", "62"],
    ]


def test_numbers_that_word_counts_are_told(document: Document) -> None:
    document.add_paragraph("加强组织领导", style="List Number")
    numbering = document.paragraphs[-1]._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_numId().val = 1
    assert read_notice("a.docx", write_docx(document))[1] == (NUMBERED,)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.parts[-3])
def test_a_text_stays_as_it_is(path: Path) -> None:
    notice, notes = read_notice("notice.txt", path.read_bytes())
    assert (notice.text.encode(), notes) == (path.read_bytes(), ())


def test_a_text_with_mark_and_line_ends_stays_as_it_is() -> None:
    content = f"\ufeff{PARAGRAPH}\r\n{PARAGRAPH}\r\n".encode()
    assert read_notice("a.txt", content)[0].text.encode() == content


def test_a_text_as_gbk_becomes_utf_8() -> None:
    notice, notes = read_notice("a.txt", PARAGRAPH.encode("gbk"))
    assert (notice.text, notes) == (PARAGRAPH, (CONVERTED,))


def pack(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "<xml/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OLD_WORD),
        ("a.wps", b"anything", OLD_WORD),
        ("a.doc", b"{\\rtf1 text}", OLD_WORD),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(60), SCAN),
        ("a.pdf", (NOTICES / "scan.pdf").read_bytes(), SCAN),
        ("a.txt", b"", SCAN),
        ("a.mht", PARAGRAPH.encode(), PACKED),
        ("a.ofd", pack("OFD.xml"), UNKNOWN),
        ("a.xlsx", pack("xl/workbook.xml"), UNKNOWN),
        ("a.bin", bytes(range(256)), UNKNOWN),
        ("a.docx", pack("word/document.xml"), BROKEN),
        ("a.docx", b"PK\x03\x04 cut off", BROKEN),
        ("a.pdf", b"%PDF-1.7 cut off", BROKEN),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name: str, content: bytes, expected: Text) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_notice(name, content)
    assert refused.value.words == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>{}</p><script>alert(1)</script><p hidden>x</p><p style='display: none'>y</p>", []),
        ("<p>{}</p><p>到\n  2027年</p>", ["到2027年"]),
        ("<p>{}</p><p>A&nbsp;B\u200b &lt;b&gt;</p>", ["A B <b>"]),
        ("<p>{}</p><div>一<div>二</div>三</div>", ["一", "二", "三"]),
        ("<p>{}</p><form><p>四</p><input value=x><button>搜索</button></form>", ["四"]),
        ("<p>{}</p><table><tr><td><p>五</p></td></tr></table>", ["五"]),
        (
            "<p>{}</p><table><tr><td>a<td>b<tr><td rowspan=0>c<td colspan=x>d<tr><td>e</table>",
            ["a\tb", "c\td", "\te"],
        ),
    ],
)
def test_markup_becomes_lines(markup: str, expected: list[str]) -> None:
    page = f"<html><body>{markup.format(PARAGRAPH)}</body></html>"
    assert read_notice("a.html", page.encode())[0].text.splitlines() == [PARAGRAPH, *expected]
