"""Rules that schemas state: what a library finds goes in, a fault in words people understand comes out."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plans.canonical import DESCRIPTOR
from plans.model import Row, Text
from plans.rules_place import Place, join_path
from plans.rules_subject import Fault, Rule, Subject, find_nearest, join_texts, propose
from plans.words import WORDS

# Where the ids of a column, or of an entry of the descriptor, are listed.
LISTED = {
    "area": "areas",
    "base": "units",
    "broader": "concepts",
    "concept": "concepts",
    "indicator": "indicators",
    "organization": "organizations",
    "passage": "passages",
    "stock": "concepts",
    "task": "tasks",
    "plan.area": "areas",
    "plan.issuer": "organizations",
    "plan.publisher": "organizations",
}


def describe(schema: Mapping[str, Any]) -> Text:
    """What a field means, with an example."""
    given = schema.get("example", next(iter(schema.get("examples", [])), ""))
    example = given if isinstance(given, str | int) else ""
    zh, en = schema.get("description", ""), schema.get("description_en", "")
    if example == "":
        return Text(zh, en)
    return Text(f"{zh}例如 {example}。", f"{en} For example {example}.")


def name_missing(path: Place, field: str, schema: Mapping[str, Any]) -> Fault:
    """An entry of the descriptor that must be there."""
    return Fault(DESCRIPTOR, None, join_path([*path, field]), "", describe(schema))


def name_unknown(path: Place, field: str, found: str, known: Sequence[str]) -> Fault:
    """An entry of the descriptor that has no place there."""
    near = difflib.get_close_matches(field, known, n=1)
    if field == "id" and not path:
        remedy = Text(
            "编号就是 name；网址在发布时生成：删去 id。",
            "The id is name; addresses come with publishing: delete id.",
        )
    elif near:
        remedy = Text(f"是不是 {near[0]}？改名或删去。", f"Did you mean {near[0]}? Rename or delete it.")
    else:
        remedy = Text("删去这一项。", "Delete it.")
    return Fault(DESCRIPTOR, None, join_path([*path, field]), found, remedy)


def name_malformed(path: Place, found: str, must: Text, schema: Mapping[str, Any]) -> Fault:
    """An entry of the descriptor that is not in its form."""
    guess = propose_choice(found, [str(choice) for choice in schema.get("enum", ())])
    return Fault(DESCRIPTOR, None, join_path(path) or None, found, join_texts(guess, describe(schema)), must)


def propose_listed(fault: Fault, vocabulary: Subject | None) -> Fault:
    """A fault in an entry that names one of the vocabulary, with the one that was probably meant."""
    table = LISTED.get(fault.field or "")
    guess = propose(fault.found, table, vocabulary) if table and vocabulary else None
    return replace(fault, remedy=join_texts(guess, fault.remedy)) if guess else fault


def word_demand(kind: str, demand: Any) -> Text:
    """What a keyword of JSON Schema demands, in words."""
    shown = ", ".join(map(str, demand)) if isinstance(demand, list) else str(demand)
    types = {
        "string": Text("文字（加英文双引号）", "a text in double quotes"),
        "integer": Text("整数（不加引号）", "a whole number without quotes"),
        "array": Text("列表 […]", "a list […]"),
        "object": Text("对象 {…}", "an object {…}"),
    }
    words = {
        "type": Text(
            f"必须是{types.get(shown, Text(shown, shown)).zh}",
            f"must be {types.get(shown, Text(shown, shown)).en}",
        ),
        "const": Text(f"必须是 {shown}", f"must be {shown}"),
        "enum": Text(f"必须是其中之一：{shown}", f"must be one of: {shown}"),
        "minLength": Text("不能为空", "must not be empty"),
        "minItems": Text(f"至少要有 {shown} 项", f"must have at least {shown} entry"),
        "maxItems": Text(f"最多 {shown} 项", f"must have at most {shown} entry"),
        "uniqueItems": Text("各项不能重复", "must not repeat an entry"),
        "minimum": Text(f"不能小于 {shown}", f"must not be below {shown}"),
        "maximum": Text(f"不能大于 {shown}", f"must not be above {shown}"),
        "format": Text("必须是真实存在的日期或时间", "must be a real date or time"),
    }
    return words.get(kind, Text("必须符合规定的写法", "must be in the prescribed form"))


def name_cell(subject: Subject, table: str, row: Row, field: str, kind: str) -> Fault:
    """A cell that its table schema refuses."""
    schema = next(f for f in subject.catalog.schemas[f"tables/{table}"]["fields"] if f["name"] == field)
    choices = schema.get("constraints", {}).get("enum", [])
    guess = None
    if kind == "enum":
        guess = propose_choice(row[field], choices)
    elif kind == "type":
        guess = NUMBER_ALONE
    elif kind == "pattern" and field in LISTED:
        guess = propose(row[field], LISTED[field], subject)
    must = demand_of_cell(kind, choices, schema.get("constraints", {}).get("pattern", ""))
    return Fault(f"{table}.csv", row.line, field, row[field], join_texts(guess, describe(schema)), must)


def demand_of_cell(kind: str, choices: Sequence[str], pattern: str) -> Text | None:
    """What a cell must be, none where its rule says that well enough."""
    if kind == "enum":
        return Text(f"必须是其中之一：{'、'.join(choices)}", f"must be one of: {', '.join(choices)}")
    if kind == "pattern" and "a-z" in pattern:
        return Text(
            "填写编号：小写字母、数字和连字符",
            "The cell holds an id: lower-case letters, digits and hyphens",
        )
    if kind == "pattern" and r"\d{4}" in pattern:
        return Text("填写四位数的年份", "The cell holds a year of four digits")
    return None


def propose_choice(found: str, choices: Sequence[str]) -> Text | None:
    """The allowed word that was probably meant: one that is spelt alike, or whose label was written."""
    labels = {label: word for word in choices if word in WORDS for label in (WORDS[word].zh, WORDS[word].en)}
    known = labels | {word: word for word in choices}
    near = find_nearest(found, tuple(known))
    return Text(f"是不是 {known[near]}？", f"Did you mean {known[near]}?") if near else None


def name_reference(subject: Subject, table: str, row: Row, field: str, target: str) -> Fault:
    """A cell that names no row of another table of the package."""
    remedy = Text(
        f"改正编号，或在 {target}.csv 中添加这一行。", f"Correct the id, or add the row to {target}.csv."
    )
    nearest = propose(row[field], target, subject)
    return Fault(f"{table}.csv", row.line, field, row[field], join_texts(nearest, remedy))


def name_repeated(subject: Subject, table: str, row: Row) -> Fault:
    """An id that an earlier row has already."""
    first = next((other.line for other in subject.rows(table) if other["id"] == row["id"]), None)
    remedy = (
        Text(f"与第 {first} 行重复：改用另一个编号。", f"Row {first} has it already: take another id.")
        if first
        else None
    )
    return Fault(f"{table}.csv", row.line, "id", row["id"], remedy)


NUMBER_ALONE = Text(
    "只写数字本身，单位和限定词写在别的列。",
    "Write the number alone; unit and qualifier have their own columns.",
)
IN_DESCRIPTORS = (
    Rule(
        "D002",
        Text("必填的项都已填写", "Every required entry is there"),
        Text("补上这一项。", "Add the entry."),
        "package",
    ),
    Rule(
        "D003",
        Text("没有规定之外的项", "There are no unknown entries"),
        Text("删去，或改正拼写。", "Delete it, or correct its spelling."),
        "package",
    ),
    Rule(
        "D004",
        Text("每一项都符合规定的写法", "Every entry has the prescribed form"),
        Text("按说明和例子改正。", "Correct it after the description and example."),
        "package",
    ),
)
IN_TABLES = (
    Rule(
        "T101",
        Text("必填的单元格不为空", "A required cell is filled"),
        Text("填写这一格。", "Fill the cell."),
        "package",
    ),
    Rule(
        "T102",
        Text("数字列只填数字", "A column of numbers holds numbers"),
        NUMBER_ALONE,
        "package",
    ),
    Rule(
        "T103",
        Text("单元格符合规定的写法", "A cell has the prescribed form"),
        Text(
            "编号用小写字母、数字和连字符；年份四位。",
            "Ids are lower-case letters, digits, hyphens; years have four digits.",
        ),
        "package",
    ),
    Rule(
        "T104",
        Text("单元格取规定的值之一", "A cell holds one of the allowed words"),
        Text("从规定的值中选一个。", "Take one of the allowed words."),
        "package",
    ),
    Rule(
        "T105",
        Text("编号不重复", "No id stands twice"),
        Text("改用另一个编号。", "Take another id."),
        "package",
    ),
    Rule(
        "T106",
        Text("引用的编号在数据包的另一张表中", "An id that a cell refers to is in the other table"),
        Text("改正编号，或添加所缺的行。", "Correct the id, or add the missing row."),
        "package",
    ),
)
