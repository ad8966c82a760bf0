"""Rules that schemas state: what a library finds goes in, a fault in words people understand comes out."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from plans.canonical import DESCRIPTOR
from plans.model import Row, Text
from plans.rules_subject import Fault, Rule, Subject, join_texts, propose

Place = Sequence[str | int]
SHARED_FIELDS = {"concept": "concepts", "area": "areas", "organization": "organizations"}


def join_path(path: Place) -> str:
    """The place of an entry in the descriptor: `plan.related[0].title`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


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
    return Fault(DESCRIPTOR, None, join_path(path) or None, found, describe(schema), must)


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
    near = difflib.get_close_matches(row[field], choices, n=1) if kind == "enum" else []
    guess = Text(f"是不是 {near[0]}？", f"Did you mean {near[0]}?") if near else None
    if kind == "pattern" and field in SHARED_FIELDS:
        guess = propose(row[field], SHARED_FIELDS[field], subject)
    must = (
        Text(f"必须是其中之一：{'、'.join(choices)}", f"must be one of: {', '.join(choices)}")
        if kind == "enum"
        else None
    )
    return Fault(f"{table}.csv", row.line, field, row[field], join_texts(guess, describe(schema)), must)


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
        Text(
            "只写数字本身，单位和限定词写在别的列。",
            "Write the number alone; unit and qualifier have their own columns.",
        ),
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
