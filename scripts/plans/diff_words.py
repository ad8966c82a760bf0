"""Differences in words of both languages: what differs goes in, titled groups of lines come out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plans.derive_schema import SchemaChange
from plans.diff import Difference, PackageChange, SchemaDifference
from plans.diff_effect_words import tell_effects
from plans.diff_figure_words import tell_figure
from plans.diff_names import Names, clip, say_value, tell_cell, tell_table
from plans.diff_rows import ACTIONS, Action, RowChange
from plans.export_feed_words import SCHEMA_WORDS
from plans.model import Text

VERBS = {
    "changed": Text("更正", "Changed"),
    "added": Text("增加", "Added"),
    "removed": Text("删去", "Removed"),
}
STEPS = {
    "major": Text(
        "主版本（major）：已有的列、编号或网址不在了，或者规则变严，使用者的程序可能要改",
        "major: a column, an id or an address is gone, or a rule is stricter; programs may have to change",
    ),
    "minor": Text("次版本（minor）：只有增加", "minor: only additions"),
    "patch": Text("修订（patch）：更正数值或文字", "patch: values or words corrected"),
}
SCHEMA_TABLE = {True: Text("新表", "new table"), False: Text("取消", "removed")}
NOTHING = Text("数据没有变化", "No change of the data")
UNCERTAIN = Text("（至少；有的文件读不出来，说不准）", " (at least: some files cannot be read)")
NO_EFFECTS = Text(
    "推算结果（目标改动、到期未报、核对发现、走势、分解）的变化没有列出：{why}。",
    "What follows (revisions, due targets, findings, paths, shares) is not listed: {why}.",
)
SOURCES_CHANGED = Text(
    "存档原文变了：原文应当一字节不改，请说明缘由",
    "the archived text differs: it must stay byte for byte; say why",
)
LOST_REMEDY = Text(
    "恢复原来的编号；有意撤下的，在 docs/withdrawn.csv 写一行。",
    "Bring the ids back; what is withdrawn on purpose gets a line in docs/withdrawn.csv.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that differs, with what a reviewer wants to see beside it."""

    text: Text
    details: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind; `count` of them, said behind the title."""

    title: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: `lead` are sentences before its groups."""

    title: Text
    lead: tuple[Text, ...] = ()
    groups: tuple[Group, ...] = ()


def tell_difference(difference: Difference, names: Names) -> list[Section]:
    """The whole report: the step, each package, columns and rules, what follows, addresses and pages."""
    return [
        Section(tell_step(difference), tuple(tell_doubts(difference))),
        *(tell_package(package, names) for package in difference.packages),
        *tell_part(
            Text("表的列和规则", "Columns and rules"), (tell_schema(schema) for schema in difference.schemas)
        ),
        *tell_effect_section(difference, names),
        *tell_lost(difference),
        *tell_pages(difference),
    ]


def tell_step(difference: Difference) -> Text:
    """What users of the data will notice, as a version step."""
    if difference.step is None and difference.is_step_certain:
        return NOTHING
    words = STEPS[difference.step] if difference.step else Text("版本说不准", "step unknown")
    doubt = Text("", "") if difference.is_step_certain else UNCERTAIN
    return Text(f"{words.zh}{doubt.zh}", f"{words.en}{doubt.en}")


def tell_doubts(difference: Difference) -> Iterator[Text]:
    """Why derived results are not compared."""
    for side, name in (
        (difference.old, Text("改动前", "before the change")),
        (difference.new, Text("改动后", "after the change")),
    ):
        if side.results is not None:
            continue
        count = "" if side.problems is None else len(side.problems)
        why = (
            Text(f"{name.zh}的数据有 {count} 个问题", f"the data have {count} problem(s) {name.en}")
            if side.problems is not None
            else Text(f"{name.zh}的 schemas/ 不完整，检查无法运行", f"schemas/ is broken {name.en}")
        )
        yield Text(NO_EFFECTS.zh.format(why=why.zh), NO_EFFECTS.en.format(why=why.en))


def tell_package(change: PackageChange, names: Names) -> Section:
    """One package: what became of it, its properties, files and rows."""
    title = names.package(change.name)
    return Section(
        Text(f"{title.zh}（{change.name}）", f"{title.en} ({change.name})"),
        tuple(tell_whole(change)),
        (
            *tell_part_lines(Text("说明", "Description"), tell_properties(change, names)),
            *(
                Group(count_title(action, table, len(rows)), tuple(tell_row(row, names) for row in rows))
                for table, action, rows in group_rows(change.rows)
            ),
        ),
    )


def tell_whole(change: PackageChange) -> Iterator[Text]:
    """What became of a package as a whole, and of its files."""
    if change.old is None:
        yield Text("新的数据包。", "A new package.")
    if change.new is None:
        yield Text("数据包撤下了。", "The package is gone.")
    if change.step and change.old and change.new:
        yield STEPS[change.step]
    if change.unreadable:
        names = "、".join(change.unreadable), ", ".join(change.unreadable)
        yield Text(f"读不出来，没有比较：{names[0]}。", f"Cannot be read, not compared: {names[1]}.")
    if change.files:
        yield tell_files(change)


def tell_files(change: PackageChange) -> Text:
    """Other files that differ; an archived text never should."""
    shown = [clip(path) for path in change.files]
    touched = change.old and any(path in change.old.files for path in change.files if "sources/" in path)
    mark = Text(f"（{SOURCES_CHANGED.zh}）", f" ({SOURCES_CHANGED.en})") if touched else Text("", "")
    return Text(f"其他文件：{'、'.join(shown)}{mark.zh}。", f"Other files: {', '.join(shown)}{mark.en}.")


def tell_properties(change: PackageChange, names: Names) -> Iterator[Line]:
    """The properties of a descriptor that differ."""
    for item in change.properties:
        yield Line(
            tell_cell(names.property(item.name), *(say_value("", cell) for cell in (item.old, item.new)))
        )


def group_rows(rows: Sequence[RowChange]) -> Iterator[tuple[str, Action, list[RowChange]]]:
    """The rows of each table by what became of them."""
    for table, found in groupby(rows, lambda row: row.table):
        kept = list(found)
        for action in ACTIONS:
            if alike := [row for row in kept if row.action == action]:
                yield table, action, alike


def count_title(action: Action, table: str, count: int) -> Text:
    """更正数字 3 处 / Changed: figures, 3."""
    verb, name = VERBS[action], tell_table(table)
    return Text(f"{verb.zh}{name.zh}（{count}）", f"{verb.en}: {name.en.lower()} ({count})")


def tell_row(change: RowChange, names: Names) -> Line:
    """One row: figures with number, percent and passage, others by name and the columns that differ."""
    if change.table == "values":
        return Line(*tell_figure(change, names))
    details = (
        tell_cell(
            names.column(change.table, column),
            *(say_value(column, row[column]) for row in (change.old, change.new) if row),
        )
        for column in change.columns
    )
    return Line(names.row(change), tuple(details))


def tell_schema(schema: SchemaDifference) -> Line:
    """A table whose columns or rules differ."""
    if schema.is_new or schema.is_gone:
        word = SCHEMA_TABLE[schema.is_new]
        return Line(Text(f"{schema.name}：{word.zh}", f"{schema.name}: {word.en}"))
    return Line(Text(schema.name, schema.name), tuple(map(tell_schema_change, schema.changes)))


def tell_schema_change(change: SchemaChange) -> Text:
    """规则更严 value minimum 0 → 1."""
    values = " → ".join(filter(None, (change.old, change.new)))
    where = " ".join(filter(None, (change.column, clip(values))))
    word = SCHEMA_WORDS[change.what]
    return Text(f"{word.zh} {where}", f"{word.en}: {where}")


def tell_effect_section(difference: Difference, names: Names) -> list[Section]:
    """What follows for derived results."""
    if not difference.effects:
        return []
    groups = tuple(
        Group(title, tuple(Line(text) for text in texts))
        for title, texts in tell_effects(difference.effects, names)
    )
    return [Section(Text("由此推算的变化", "What follows"), (), groups)]


def tell_lost(difference: Difference) -> list[Section]:
    """Addresses that readers may have noted and that lead nowhere now."""
    if not difference.lost:
        return []
    lines = tuple(Line(Text(f"/{clip(address)}", f"/{clip(address)}")) for address in difference.lost)
    title = Text(f"网址（{len(lines)}）", f"Addresses ({len(lines)})")
    return [Section(Text("失去的网址", "Lost addresses"), (LOST_REMEDY,), (Group(title, lines),))]


def tell_pages(difference: Difference) -> list[Section]:
    """Where to look at the change; each page has its English twin below /en/."""
    if not difference.pages:
        return []
    marks = {(True, False): Text("，新", ", new"), (False, True): Text("，没有了", ", gone")}
    lines = []
    for page in difference.pages:
        mark = marks.get((page.is_new, page.is_gone), Text("", ""))
        both = f"/{clip(page.address)}", f"/en/{clip(page.address)}"
        lines.append(
            Line(Text(f"{both[0]}（英文 {both[1]}）{mark.zh}", f"{both[1]} (Chinese {both[0]}){mark.en}"))
        )
    group = Group(Text(f"网页（{len(lines)}）", f"Pages ({len(lines)})"), tuple(lines))
    return [Section(Text("看得到变化的网页", "Pages that show the change"), (), (group,))]


def tell_part(title: Text, lines: Iterable[Line]) -> list[Section]:
    """A section of one group, none where there are no lines."""
    groups = tuple(tell_part_lines(title, lines))
    return [Section(title, (), groups)] if groups else []


def tell_part_lines(title: Text, lines: Iterable[Line]) -> list[Group]:
    """A group with its number of lines, none where there are none."""
    found = tuple(lines)
    return [Group(Text(f"{title.zh}（{len(found)}）", f"{title.en} ({len(found)})"), found)] if found else []
