"""What happened, in words of both languages: changes, announcements and releases go in, lines come out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from plans.address import figure_address
from plans.derive import Register, figure_id, key_of
from plans.derive_announcements import Announcement
from plans.derive_history import Change
from plans.model import Text
from plans.words import SIGNS, WORDS

EMPTY = Text("（空）", "(empty)")
ACTIONS = {
    "added": Text("增加", "added"),
    "changed": Text("更正", "corrected"),
    "removed": Text("删去", "removed"),
}
SCHEMA_WORDS = {
    "added": Text("增加列", "added"),
    "removed": Text("取消列", "removed"),
    "renamed": Text("列改名", "renamed"),
    "moved": Text("列换了位置", "moved"),
    "retyped": Text("改了类型", "retyped"),
    "stricter": Text("规则更严", "stricter"),
    "looser": Text("规则放宽", "looser"),
}
TABLE_WORDS = {
    "added": Text("新表", "new table"),
    "removed": Text("取消", "removed"),
    "stricter": Text("增加键", "keys added"),
    "looser": Text("取消键", "keys removed"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What happened to one statement or table: of what, what; the figure, if there still is one."""

    subject: Text
    what: tuple[Text, ...]
    address: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Names:
    """The names and figures of a register, looked up plan by plan and remembered."""

    register: Register
    known: dict[str, tuple[set[str], dict[str, Text]]] = field(default_factory=dict)

    def look_up(self, plan: str) -> tuple[set[str], dict[str, Text]]:
        """The ids of the figures of a plan as they now stand, and the names of its indicators by id."""
        if plan not in self.known:
            found = self.register.plans.get(plan)
            values, indicators = (found.rows(name) if found else () for name in ("values", "indicators"))
            figures = {figure_id(plan, key_of(row)) for row in values}
            self.known[plan] = figures, {row["id"]: Text(row["name"], row["name_en"]) for row in indicators}
        return self.known[plan]

    def has(self, figure: str) -> bool:
        """Whether there is a figure of this id now."""
        return figure in self.look_up(figure.partition(".")[0])[0]

    def indicator(self, plan: str, indicator: str) -> Text:
        """The name of an indicator, its id where it is gone."""
        return self.look_up(plan)[1].get(indicator, Text(indicator, indicator))

    @cached_property
    def columns(self) -> dict[str, Text]:
        """The titles of the columns of `values.csv`."""
        fields = self.register.catalog.schemas.get("tables/values", {}).get("fields", [])
        return {field["name"]: Text(field["title"], field["title_en"]) for field in fields}

    def plan(self, plan: str) -> Text:
        """The title of a plan, its id where it was withdrawn."""
        found = self.register.plans.get(plan)
        if found is None:
            return Text(plan, plan)
        return Text(str(found.descriptor["title"]), str(found.descriptor["plan"]["title_en"]))

    def place(self, change: Change) -> Text:
        """The zone and the organization of a figure, empty where it has none."""
        rows = [self.register.areas.get(change.area), self.register.organizations.get(change.organization)]
        ids = [change.area, change.organization]
        named = [
            (row["name"], row["name_en"]) if row else (id_, id_)
            for row, id_ in zip(rows, ids, strict=True)
            if id_
        ]
        return Text("、".join(zh for zh, _ in named), ", ".join(en for _, en in named))


def group_statements(changes: Sequence[Change]) -> list[tuple[Change, ...]]:
    """The changes by statement: the columns that a commit changed in one row stand together."""

    def statement(change: Change) -> tuple[object, ...]:
        row = (change.comparator, change.value, change.unit, change.wording)
        return change.commit, change.plan, change.action, change.figure, change.passage, row

    return [tuple(found) for _, found in groupby(changes, statement)]


def tell_statement(changes: Sequence[Change], names: Names) -> Line:
    """What happened to one statement, in words; or to a plan."""
    first = changes[0]
    if first.action == "published":
        return Line(Text("首次发布", "first published"), (count_figures(int(first.new)),))
    if first.action == "withdrawn":
        return Line(Text("撤下", "withdrawn"), (count_figures(int(first.old)),))
    if first.action == "renamed":
        return Line(Text("规划编号", "id of the plan"), (arrow(Text(first.old, first.old), first.new),))
    figure = first.figure if names.has(first.figure) else ""
    what = tell_columns(changes, names) if first.action == "changed" else (tell_row(first),)
    return Line(name_figure(first, names), what, figure_address(figure) if figure else "", figure)


def count_figures(count: int) -> Text:
    """How many statements of figures."""
    return Text(f"{count} 处数字", f"{count} figure{'s' * (count != 1)}")


def name_figure(change: Change, names: Names) -> Text:
    """研发投入强度（国家高新区）2025 实际值 / R&D intensity (high-tech zone) 2025 actual."""
    name = names.indicator(change.plan, change.indicator)
    place = names.place(change)
    period = change.period.replace("/", "–")
    kind = Text("", "") if change.kind == "target" else WORDS.get(change.kind, Text(change.kind, change.kind))
    return Text(
        " ".join(filter(None, (f"{name.zh}（{place.zh}）" if place.zh else name.zh, period, kind.zh))),
        " ".join(filter(None, (f"{name.en} ({place.en})" if place.en else name.en, period, kind.en))),
    )


def tell_columns(changes: Sequence[Change], names: Names) -> tuple[Text, ...]:
    """数值 2.2 → 2.3, for each column."""
    return tuple(
        name_column(
            names.columns.get(change.field, Text(change.field, change.field)),
            arrow(show_cell(change.field, change.old), show_cell(change.field, change.new)),
        )
        for change in changes
    )


def name_column(column: Text, shown: Text) -> Text:
    return Text(f"{column.zh} {shown.zh}", f"{column.en} {shown.en}")


def arrow(old: Text, new: Text | str) -> Text:
    """2.2 → 2.3."""
    after = Text(new, new) if isinstance(new, str) else new
    return Text(f"{old.zh} → {after.zh}", f"{old.en} → {after.en}")


def show_cell(field: str, cell: str) -> Text:
    """A cell as readers know it: comparators by their sign, kinds by their word, nothing as (empty)."""
    if not cell:
        return EMPTY
    if field == "kind":
        return WORDS.get(cell, Text(cell, cell))
    shown = (SIGNS.get(cell, cell) or "=") if field == "comparator" else cell
    return Text(shown, shown)


def tell_row(change: Change) -> Text:
    """A statement that came or went: ≥2.3 %, or its words."""
    verb = ACTIONS[change.action]
    amount = (
        "" if change.value is None else f"{SIGNS.get(change.comparator, '')}{change.value:f} {change.unit}"
    )
    shown = amount.strip() or change.wording
    return Text(f"{verb.zh} {shown}", f"{verb.en} {shown}")


def summarize(changes: Sequence[Change]) -> Text:
    """What happened to a plan in one commit: 增加 2 处、更正 1 处数字 / 2 figures added, 1 corrected."""
    statements = group_statements(changes)
    parts = [
        (ACTIONS[action], count)
        for action in ACTIONS
        if (count := sum(found[0].action == action for found in statements))
    ]
    whole = [tell_about_plan(found[0]) for found in statements if found[0].action not in ACTIONS]
    shown = Text(
        "、".join(f"{verb.zh} {count} 处" for verb, count in parts) + "数字" * bool(parts),
        ", ".join(f"{count_figures(count).en} {verb.en}" for verb, count in parts),
    )
    found = [*whole, *([shown] if parts else [])]
    return Text("，".join(text.zh for text in found), ", ".join(text.en for text in found))


def tell_about_plan(change: Change) -> Text:
    """What happened to a plan as a whole."""
    if change.action == "renamed":
        return Text(
            f"规划编号由 {change.old} 改为 {change.new}", f"renamed from {change.old} to {change.new}"
        )
    figures = count_figures(int(change.new or change.old))
    if change.action == "published":
        return Text(f"首次发布，{figures.zh}", f"first published, {figures.en}")
    return Text(f"撤下，原有 {figures.zh}", f"withdrawn, {figures.en} before")


def tell_announcements(announcements: Sequence[Announcement]) -> Iterator[Line]:
    """One line for each table: what changed in its columns, types, rules and keys."""
    for schema, found in groupby(announcements, lambda item: item.schema):
        name = table_name(schema)
        kinds = groupby(found, lambda item: (item.what, bool(item.column)))
        yield Line(Text(name, name), tuple(tell_kind(list(items)) for _, items in kinds))


def table_name(schema: str) -> str:
    """`tables/values` → values.csv; what only the combined package has → all/targets.csv."""
    folder, _, name = schema.partition("/")
    return f"{name}.csv" if folder == "tables" else f"all/{name}.csv"


def tell_kind(items: Sequence[Announcement]) -> Text:
    """What happened alike to some columns: 增加列 note（说明）、source / added: note (Note), source."""
    words = (SCHEMA_WORDS if items[0].column else TABLE_WORDS)[items[0].what]
    shown = list(dict.fromkeys(name_item(item) for item in items))
    return Text(
        " ".join(filter(None, (words.zh, "、".join(text.zh for text in shown)))),
        ": ".join(filter(None, (words.en, ", ".join(text.en for text in shown)))),
    )


def name_item(item: Announcement) -> Text:
    """A column with its title, a renamed or retyped one with what it was; a key as it is written."""
    if not item.column or item.what == "renamed":
        key = " → ".join(text for text in (item.old, item.new) if text).removeprefix("foreignKey ")
        return Text(key, key)
    title = f"（{item.title}）" if item.title else ""
    title_en = f" ({item.title_en})" if item.title_en else ""
    types = f" {item.old} → {item.new}" if item.what == "retyped" else ""
    return Text(f"{item.column}{title}{types}", f"{item.column}{title_en}{types}")
