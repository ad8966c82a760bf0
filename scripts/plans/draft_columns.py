"""What a column of a table holds, read from its header: ordinal, name, unit, a year, an owner."""

import re
from dataclasses import dataclass

from plans.draft_lexicon import UNIT
from plans.evidence import strip_space

YEARS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
ROLES = (
    ("ordinal", r"序号|编号|序列"),
    ("attribute", r"(?:指标)?(?:属性|性质|类型)"),
    ("note", r"备注|说明|数据来源|评价标准|指标来源|指标解释|完成时限|时限|测算方法"),
    ("lead", r"(?:牵头|主责|主管)(?:单位|部门|领导)"),
    (
        "owner",
        r"(?:责任|负责|配合|实施|承担|参与|落实|主要责任|考核)(?:单位|部门|主体|科室|人)(?:及配合单位)?",
    ),
    ("unit", r"(?:计量|指标|数据)?单位"),
    ("category", r"(?:指标|任务)?(?:类别|分类|领域|维度|方面|门类|大类)|一级指标"),
    (
        "organization",
        r"(?:乡镇|镇街|街道|区县|县区|县市区|县（市、区）|地区|部门|园区|村|社区)(?:名称|（街道）|\(街道\)|街道)?",
    ),
    ("growth", r".{0,8}(?:年均增长|年均增速|年均|年平均增长)[^0-9]*(?:\[.*\])?"),
    ("change", r".{0,8}(?:变化情况|变化|增减|增幅|增量|变动|增长情况|提高幅度)[^0-9]*"),
    ("total", r"(?:累计|合计|总计|小计|五年累计|总量|累计值|累计目标|总目标)"),
    (
        "group",
        r"(?:分年度|主要|分阶段|年度|规划|阶段)?(?:目标|指标值|任务|目标任务|年度|计划|目标值)(?:值|任务|分解)?",
    ),
    (
        "name",
        r"(?:主要|核心|具体|考核|发展|二级|三级|绩效|约束性)?(?:指标|目标|项目|内容|任务|名称)(?:名称|内容|及单位)?(?:[(（]单位[)）])?",
    ),
)
ROLE = {name: re.compile(pattern) for name, pattern in ROLES}
YEAR_HEAD = re.compile(r"(?:[到至“(（]|其中[:：]?)?(20\d\d)年?((?!.*20\d\d).*)")
YEAR_BEHIND = re.compile(r"([^0-9]{2,8})[(（](20\d\d)年?[)）]")
SPAN_HEAD = re.compile(r".*?(20\d\d)年?[-—–－~～至](20\d\d)年?(.*)")
PERIOD_HEAD = re.compile(r"[“\"]?(十[二三四五]五)[”\"]?(期?末|时期|期间|累计)?(.*)")
BASE_HEAD = re.compile(r"(?:基期|基准|现状|基础|现有|当前)(?:年|值|数|情况|水平)*")
MEASURE = re.compile(rf"[^（(]{{2,16}}[（(]{UNIT}[)）]")
FIGURES = ("year", "total", "change", "growth", "base", "goal", "measure")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, the period that its header prints, what the header says besides."""

    role: str
    period: str = ""
    words: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether the cells are figures."""
        return self.role in FIGURES


def read_header(header: str) -> Column | None:
    """The column of a header, None where its words are not those of a header."""
    words = strip_space(header)
    if years := SPAN_HEAD.fullmatch(words):
        return Column("growth" if "年均" in words else "total", f"{years[1]}/{years[2]}", years[3])
    if year := YEAR_HEAD.fullmatch(words):
        return read_year(year[1], year[2], words)
    if behind := YEAR_BEHIND.fullmatch(words):
        return read_year(behind[2], behind[1], words)
    if five := PERIOD_HEAD.fullmatch(words):
        return read_five_years(five)
    if BASE_HEAD.fullmatch(words):
        return Column("base", words=words)
    role = next((name for name, pattern in ROLE.items() if pattern.fullmatch(words)), "")
    role = role or ("measure" if MEASURE.fullmatch(words) else "")
    return Column(role, words=words) if role else None


def read_year(year: str, behind: str, words: str) -> Column | None:
    """A column of one year; growth over the years up to it is another thing."""
    if "年均" in words:
        return Column("growth", year, words)
    return Column("year", year, behind) if len(words) <= 16 else None


def read_five_years(match: re.Match[str]) -> Column:
    """A column of a five-year period: its last year, or the whole of it."""
    first, last = YEARS[match[1]]
    if "年均" in match[3]:
        return Column("growth", f"{first}/{last}", match[3])
    whole = match[2] in ("时期", "期间", "累计") or "累计" in match[3]
    return Column("total" if whole else "year", f"{first}/{last}" if whole else str(last), match[3])
