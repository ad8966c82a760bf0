"""Rules within one plan: its tables agree with each other and with the years of the plan."""

from collections.abc import Iterator, Mapping

from plans.evidence import read_wording
from plans.model import Row, Text
from plans.rules_subject import Fault, Rule, Subject

KEYS: Mapping[str, tuple[str, ...]] = {
    "values": ("indicator", "area", "organization", "period", "kind", "passage"),
    "responsibilities": ("task", "indicator", "organization", "role", "passage"),
    "remarks": ("passage", "kind", "remark"),
}


def rows_are_unique(subject: Subject) -> Iterator[Fault]:
    """No figure, duty or remark is entered twice."""
    for table, fields in KEYS.items():
        first: dict[tuple[str, ...], int] = {}
        for row in subject.rows(table):
            key = tuple(row[field] for field in fields)
            line = first.setdefault(key, row.line)
            if line != row.line:
                remedy = Text(
                    f"与第 {line} 行重复：删去一行，或改正其中一行。",
                    f"Repeats row {line}: delete or correct one.",
                )
                yield Fault(f"{table}.csv", row.line, None, ", ".join(filter(None, key)), remedy)


def duty_has_one_object(subject: Subject) -> Iterator[Fault]:
    """A duty is for a task or for an indicator, not both."""
    for row in subject.rows("responsibilities"):
        if bool(row["task"]) == bool(row["indicator"]):
            found = f"{row['task']}, {row['indicator']}" if row["task"] else ""
            yield Fault("responsibilities.csv", row.line, "task", found)


def match_comes_with_concept(subject: Subject) -> Iterator[Fault]:
    """An indicator with a concept says how well they match."""
    for row in subject.rows("indicators"):
        if bool(row["concept"]) != bool(row["match"]):
            field = "match" if row["concept"] else "concept"
            yield Fault("indicators.csv", row.line, field, row[field])


def match_is_explained(subject: Subject) -> Iterator[Fault]:
    """A match that is not exact has a note that says why, and a note stands in both languages."""
    for row in subject.rows("indicators"):
        needed = row["match"] not in {"", "exact"} or row["note"] or row["note_en"]
        for field in ("note", "note_en"):
            if needed and not row[field]:
                yield Fault("indicators.csv", row.line, field, "")


def parents_make_no_circle(subject: Subject) -> Iterator[Fault]:
    """No indicator or task is its own parent, directly or through others."""
    for table in ("indicators", "tasks"):
        yield from find_circles(subject, table, "parent")


def find_circles(subject: Subject, table: str, field: str) -> Iterator[Fault]:
    """Rows that lead back to themselves."""
    parents = {row["id"]: row[field] for row in subject.rows(table)}
    for row in subject.rows(table):
        path = [row["id"]]
        while (above := parents.get(path[-1], "")) and above not in path:
            path.append(above)
        if above == row["id"]:
            yield Fault(f"{table}.csv", row.line, field, " → ".join([*path, above]))


def words_have_no_unit(subject: Subject) -> Iterator[Fault]:
    """A value has a comparator and a unit; words without a number have neither."""
    for row in subject.rows("values"):
        is_forgotten = not row["value"] and read_wording(row["wording"]).numbers
        for field in () if is_forgotten else ("comparator", "unit"):
            if bool(row[field]) != bool(row["value"]):
                yield Fault("values.csv", row.line, field, row[field])


def span_is_in_order(subject: Subject) -> Iterator[Fault]:
    """A period ends after it starts."""
    for row in subject.rows("values"):
        first, last = read_period(row)
        if "/" in row["period"] and first >= last:
            yield Fault("values.csv", row.line, "period", row["period"])


def read_period(row: Row) -> tuple[str, str]:
    """First and last year of a figure, as text."""
    first, _, last = row["period"].partition("/")
    return first, last or first


def target_is_within_the_plan(subject: Subject) -> Iterator[Fault]:
    """A target is set for years of the plan."""
    start, end = str(subject.plan.get("start_year", "")), str(subject.plan.get("end_year", "9999"))
    base = str(subject.plan.get("base_year", start))
    for row in subject.rows("values"):
        first, last = read_period(row)
        earliest = min(base, start) if first != last else start
        if row["kind"] == "target" and row["period"] and not (earliest <= first and last <= end):
            yield Fault("values.csv", row.line, "period", row["period"], advise_years(start, end))


def advise_years(start: str, end: str) -> Text:
    """The years of the plan."""
    return Text(
        f"规划期为 {start or '…'}—{end}：改正年份，或改正 datapackage.json 的规划期。",
        f"The plan covers {start or '…'}–{end}: correct the year, or the years in datapackage.json.",
    )


def actual_is_not_after_the_document(subject: Subject) -> Iterator[Fault]:
    """An actual value is not later than the document that reports it, be it the plan or a later report."""
    limits = date_sources(subject)
    for row in subject.rows("values"):
        passage = subject.ids["passages"].get(row["passage"])
        first, limit = limits.get(passage["source"] if passage else "", (True, "9999"))
        if row["kind"] == "actual" and read_period(row)[1] > limit:
            yield Fault("values.csv", row.line, "period", row["period"], advise_date(first, limit))


def date_sources(subject: Subject) -> dict[str, tuple[bool, str]]:
    """Each archived text: whether it is the plan itself, and its year; one without a date has the plan's."""
    plan = subject.plan
    dates = (plan.get("published_on"), plan.get("written_on"), str(plan.get("end_year", "")))
    limit = next((given[:4] for given in dates if given), "9999")
    years = {}
    for place, source in enumerate(subject.descriptor.get("sources", [])):
        year = str(source.get("version", ""))[:4]
        years[source.get("resource", "")] = (place == 0, year if place and year.isdecimal() else limit)
    return years


def advise_date(first: bool, limit: str) -> Text:
    """What to do about an actual value that is later than its document."""
    if first:
        return Text(
            f"公文至迟是 {limit} 年的：目标的类别是 target。",
            f"The document is of {limit}: a goal has the kind target.",
        )
    return Text(
        f"报告按 {limit} 年计：核对年份，并在 datapackage.json 中这一来源的 version 写上报告的日期。",
        f"The report counts as of {limit}: check the year, and give its date in version of its source.",
    )


def indicators_have_values(subject: Subject) -> Iterator[Fault]:
    """An indicator has at least one figure."""
    used = {row["indicator"] for row in subject.rows("values")}
    for row in subject.rows("indicators"):
        if row["id"] not in used:
            yield Fault("indicators.csv", row.line, "id", row["id"])


def passages_are_used(subject: Subject) -> Iterator[Fault]:
    """A passage proves something."""
    users = ("values", "tasks", "responsibilities", "remarks")
    used = {row["passage"] for table in users for row in subject.rows(table)}
    used |= {related.get("passage") for related in subject.plan.get("related", [])}
    for row in subject.rows("passages") if subject.package.descriptor else ():
        if row["id"] not in used:
            yield Fault("passages.csv", row.line, "id", row["id"])


COHERENCE = (
    Rule(
        "P001",
        Text("责任分工的一行只针对一个任务或一个指标", "A responsibility is for one task or one indicator"),
        Text("task 和 indicator 只填一个。", "Fill either task or indicator."),
        "plan",
        duty_has_one_object,
        ("responsibilities",),
    ),
    Rule(
        "P002",
        Text("concept 和 match 同时填写或同时留空", "concept and match are both filled or both empty"),
        Text(
            "有共用指标就写明对应程度，没有就都留空。",
            "Say how well the shared concept matches, or leave both empty.",
        ),
        "plan",
        match_comes_with_concept,
        ("indicators",),
    ),
    Rule(
        "P003",
        Text("不完全对应的指标有中英文说明", "A match that is not exact has a note in both languages"),
        Text(
            "用中文和英文各写一句：口径差在哪里，或原文没有说明什么。",
            "Say in Chinese and in English where the definitions differ or what the plan leaves open.",
        ),
        "plan",
        match_is_explained,
        ("indicators",),
    ),
    Rule(
        "P004",
        Text("上级关系不循环", "Parents make no circle"),
        Text("改正 parent，最上级留空。", "Correct parent; the topmost has none."),
        "plan",
        parents_make_no_circle,
    ),
    Rule(
        "P005",
        Text("同一个数字、责任或备注只录入一次", "No figure, responsibility or remark is entered twice"),
        Text("删去重复的行。", "Delete the repeated row."),
        "plan",
        rows_are_unique,
    ),
    Rule(
        "P006",
        Text(
            "有数值就有比较符和单位，没有数值就都留空",
            "A value has comparator and unit; without a value both are empty",
        ),
        Text(
            "补上缺少的一项；只有文字的目标（如“实现零的突破”）三项都留空。",
            "Fill what is missing; a goal in words only (实现零的突破) leaves all three empty.",
        ),
        "plan",
        words_have_no_unit,
        ("values",),
    ),
    Rule(
        "P007",
        Text("起止年份先起后止", "A period ends after it starts"),
        Text(
            "写作 起始年/结束年，例如 2023/2027；只有一年就只写一年。",
            "Write first/last as in 2023/2027, or one year.",
        ),
        "plan",
        span_is_in_order,
        ("values",),
    ),
    Rule(
        "P008",
        Text("目标值的年份在规划期内", "The year of a target lies within the plan"),
        Text("核对年份和规划期。", "Check the year and the years of the plan."),
        "plan",
        target_is_within_the_plan,
        ("values",),
    ),
    Rule(
        "P009",
        Text("实际值不晚于公文", "An actual value is not later than the document"),
        Text("核对年份和类别。", "Check the year and the kind."),
        "plan",
        actual_is_not_after_the_document,
        ("values", "passages"),
    ),
    Rule(
        "P010",
        Text("每个指标至少有一个数字", "Every indicator has a figure"),
        Text(
            "在 values.csv 中补上数字，或删去这个指标。",
            "Add its figures to values.csv, or delete the indicator.",
        ),
        "plan",
        indicators_have_values,
        ("indicators", "values"),
    ),
    Rule(
        "P011",
        Text("每条摘录都有用处", "Every passage is used"),
        Text(
            "由数字、任务、责任、备注或相关文件引用它，或删去这条摘录。",
            "Refer to it from a figure, task, responsibility, remark or related document, or delete it.",
        ),
        "plan",
        passages_are_used,
        ("passages", "values", "tasks", "responsibilities", "remarks"),
    ),
)
