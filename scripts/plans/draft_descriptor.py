"""The descriptor of a draft: what a notice states of itself, each entry with its place; nothing is invented.

What the notice does not state stays out, and the check asks for it where it must be there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.draft_facts import HEAD, NUMBER, Fact, find_facts, read_date
from plans.draft_notice import Notice
from plans.evidence import strip_space
from plans.model import Package, Text

CERTAIN = Text("", "")
PROMULGATION = re.compile(
    r"^[ \t\u3000]*(?P<issuer>[^\n。，《]{3,40}?)\s*关于\s*(?:印发|发布|公布)\s*"
    r"(?P<title>[^。]{4,200}?)的\s*通知",
    re.M,
)
EXPLANATION = re.compile(r"^.*?《(?P<title>[^》\n]{4,120})》.{0,6}解读", re.M)
TITLE_LINE = re.compile(
    r"^[ \t\u3000]*(?P<title>[^\n。，；：:]{0,70}(?:规划|计划|方案|意见|纲要)"
    r"\s*(?:[（(][^\n]{0,20}[）)])?)[ \t\u3000]*$",
    re.M,
)
TYPES = {
    "action-plan": "行动计划|行动方案",
    "work-plan": "工作方案|工作计划",
    "implementation-plan": "实施方案",
    "guideline": "意见",
    "plan": "规划|纲要",
}
SPAN = re.compile(r"((?:19|20)\d\d)\s*年?\s*[—\-–－~～至]+\s*((?:19|20)\d\d)\s*年")
TERM = re.compile(rf"(?:期限|规划期|计划期)[^。\n]{{0,10}}?{SPAN.pattern}")
FIVE_YEARS = {"十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
BASE = re.compile(r"以\s*((?:19|20)\d\d)\s*年为基[期年准]|基期[为是]?\s*((?:19|20)\d\d)\s*年")
DAY_LINE = re.compile(r"^[ \t\u3000]*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)[ \t\u3000]*$", re.M)
FORCE = re.compile(r"自\s*(?P<day>(?:公布|发布|印发)之日|\d{4}年\d{1,2}月\d{1,2}日)起\s*(?:施行|实施|执行)")
BY_LABEL = {
    "索引号": "index_number",
    "发文字号": "document_number",
    "主题分类": "topic_category",
    "体裁分类": "genre",
    "有效性": "validity",
    "成文日期": "written_on",
    "发布日期": "published_on",
    "施行日期": "in_force_from",
    "发布机构": "publisher",
}
PLAIN = {"document_number", "index_number"}


@dataclass(frozen=True, slots=True)
class Statement:
    """An entry of the descriptor, the words that state it, and what is doubtful about it."""

    field: str
    value: str
    start: int
    end: int
    doubt: Text = CERTAIN


def describe_notice(notice: Notice, vocabulary: Package, area: str) -> tuple[Statement, ...]:
    """What the notice states of itself, the first statement of each entry."""
    facts = find_facts(notice.text)
    found: dict[str, Statement] = {}
    parts = (
        read_facts(facts),
        read_title(notice.text, facts),
        read_number(notice.text),
        read_day(notice.text),
        read_force(notice.text, facts),
        read_base(notice.text),
    )
    for part in parts:
        for statement in part:
            found.setdefault(statement.field, statement)
    for statement in (*read_years(notice.text, found.get("title")), *read_area(found, vocabulary, area)):
        found.setdefault(statement.field, statement)
    return tuple(found.values())


def read_facts(facts: Sequence[Fact]) -> Iterator[Statement]:
    """The entries of the information block."""
    for fact in facts:
        field = BY_LABEL.get(fact.label)
        if field:
            value = read_date(fact.value) if field.endswith(("_on", "_from")) else fact.value
            value = strip_space(value) if field in PLAIN else value
            if value:
                yield Statement(field, value, fact.start, fact.end)


def read_title(text: str, facts: Sequence[Fact]) -> Iterator[Statement]:
    """The title of the plan, that of the notice, who issues it, and what kind of text it is."""
    promulgation, explanation = PROMULGATION.search(text, 0, HEAD), EXPLANATION.search(text, 0, HEAD)
    if promulgation and not (explanation and explanation.start() < promulgation.start()):
        yield Statement("issuer", strip_space(promulgation["issuer"]), *promulgation.span("issuer"))
        yield Statement("source", strip_space(promulgation[0]), *promulgation.span())
        yield Statement("title", strip_marks(promulgation["title"]), *promulgation.span("title"))
        yield Statement("completeness", "full", *promulgation.span(), COMPLETE)
        yield Statement("rights", "official-document", *promulgation.span())
    elif explanation:
        yield Statement("source", explanation[0].strip(), *explanation.span())
        yield Statement("title", explanation["title"], *explanation.span("title"))
        yield Statement("completeness", "digest", *explanation.span())
        yield Statement("rights", "official-explanation", *explanation.span())
    else:
        yield from read_title_line(text, facts)


def read_title_line(text: str, facts: Sequence[Fact]) -> Iterator[Statement]:
    """The title where no notice introduces it: as the information block has it, else the first such line."""
    given = next((fact for fact in facts if fact.label == "标题"), None)
    line = TITLE_LINE.search(text, 0, HEAD)
    if given:
        yield Statement("title", strip_space(given.value), given.start, given.end)
    elif line:
        yield Statement("title", strip_space(line["title"]), *line.span("title"), UNSURE_TITLE)


def strip_marks(title: str) -> str:
    """A title without white space and without the marks around it."""
    words = strip_space(title)
    return words[1:-1] if words[0] == "《" and words.find("》") == len(words) - 1 else words


def read_number(text: str) -> Iterator[Statement]:
    """The document number on a line of its own."""
    for match in re.finditer(rf"^[ \t\u3000]*({NUMBER.pattern})[ \t\u3000]*$", text[:HEAD], re.M):
        yield Statement("document_number", strip_space(match[1]), *match.span(1))


def read_day(text: str) -> Iterator[Statement]:
    """The date under the signature."""
    for match in DAY_LINE.finditer(text):
        if date := read_date(match[1]):
            yield Statement("written_on", date, *match.span(1))


def read_force(text: str, facts: Sequence[Fact]) -> Iterator[Statement]:
    """From when the document is in force; where it is the day of publication, the date stands elsewhere."""
    for match in FORCE.finditer(text):
        published = next((fact.value for fact in facts if fact.label == "发布日期"), "")
        printed = match["day"] if match["day"][0].isdecimal() else published
        if date := read_date(printed):
            yield Statement(
                "in_force_from", date, *match.span(), CERTAIN if printed != published else FROM_PUBLICATION
            )


def read_base(text: str) -> Iterator[Statement]:
    """The year that targets are compared with."""
    for match in BASE.finditer(text):
        yield Statement("base_year", match[1] or match[2], *match.span())


def read_years(text: str, title: Statement | None) -> Iterator[Statement]:
    """The type and the years of the plan, as the title has them, else as the text states its term."""
    if title is None:
        return
    kinds = [
        (match.end(), kind) for kind, words in TYPES.items() for match in re.finditer(words, title.value)
    ]
    if kinds:
        yield Statement("type", max(kinds)[1], title.start, title.end)
    if span := SPAN.search(title.value):
        years, place, doubt = (span[1], span[2]), (title.start, title.end), CERTAIN
    elif term := TERM.search(text):
        years, place, doubt = (term[1], term[2]), term.span(), CERTAIN
    elif name := next((name for name in FIVE_YEARS if name in title.value), ""):
        years = (str(FIVE_YEARS[name][0]), str(FIVE_YEARS[name][1]))
        place, doubt = (title.start, title.end), FROM_NAME
    else:
        return
    yield Statement("start_year", years[0], *place, doubt)
    yield Statement("end_year", years[1], *place, doubt)


def read_area(found: dict[str, Statement], vocabulary: Package, area: str) -> Iterator[Statement]:
    """The area as given, else the last one that the issuer or the title names."""
    if area:
        yield Statement("area", area, 0, 0)
        return
    for field in ("issuer", "title"):
        statement = found.get(field)
        places = [
            (statement.value.rfind(row["name"]), row["id"])
            for row in vocabulary.rows("areas")
            if statement and row["code"] and row["name"] in statement.value
        ]
        if statement and places:
            yield Statement("area", max(places)[1], statement.start, statement.end)


COMPLETE = Text("是否全文请核对。", "Check that the text is complete.")
UNSURE_TITLE = Text("标题是从第一行这样的文字推断的。", "The title is the first line that looks like one.")
FROM_PUBLICATION = Text(
    "原文写自公布之日起施行，日期取信息栏的发布日期。",
    "In force from publication, says the text; the date is that of the information block.",
)
FROM_NAME = Text(
    "规划期由“十四五”之类的名称推出。", "The years follow from a name such as “14th five-year plan”."
)
