"""The names of what differs, as far as it can be read: two states go in, names in both languages come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plans.diff_rows import RowChange
from plans.export_feed_words import EMPTY, arrow
from plans.load import VOCABULARY
from plans.load_state import State
from plans.model import Row, Text
from plans.words import WORDS

LONGEST = 120
CHOSEN = {"role", "kind", "match", "measure", "attribute", "level", "direction", "topic"}
QUOTED = 160


@dataclass(frozen=True)
class Names:
    """Looks up names in the new state, else in the old one; what is nowhere is named by its id."""

    old: State
    new: State
    known: dict[tuple[str, str], dict[str, Row]] = field(default_factory=dict)

    def find(self, package: str, table: str, id_: str) -> Row | None:
        """A row by its id."""
        key = (package, table)
        if key not in self.known:
            packages = [state.packages.get(package) for state in (self.old, self.new)]
            rows = [row for found in packages if found for row in found.rows(table)]
            self.known[key] = {row["id"]: row for row in rows}
        return self.known[key].get(id_)

    def name(self, package: str, table: str, id_: str) -> Text:
        """The name of a row, its id where it has none."""
        row = self.find(package, table, id_)
        return (
            Text(clip(row["name"] or id_), clip(row["name_en"] or row["name"] or id_)) if row else same(id_)
        )

    def package(self, name: str) -> Text:
        """The title of a plan."""
        if name == VOCABULARY:
            return Text("共用词表", "Shared vocabulary")
        found = self.new.packages.get(name) or self.old.packages.get(name)
        descriptor: Mapping[str, Any] = found.descriptor if found else {}
        stated = descriptor.get("plan")
        english = stated.get("title_en") if isinstance(stated, dict) else None
        title = str(descriptor.get("title") or name)
        return Text(clip(title), clip(str(english or title)))

    def column(self, table: str, name: str) -> Text:
        """The title of a column."""
        schema = self.new.catalog.schemas.get(f"tables/{table}", {})
        fields = schema.get("fields", [])
        found = next((item for item in fields if isinstance(item, dict) and item.get("name") == name), {})
        return title_of(found, name)

    def property(self, name: str) -> Text:
        """The title of a property of a descriptor."""
        described = self.new.catalog.schemas.get("plan.schema", {}).get("properties", {})
        inside = described.get("plan", {}).get("properties", {})
        return title_of({**described, **inside}.get(name, {}), name)

    def place(self, row: Row) -> Text:
        """The zone and the organization of a figure, empty where it has none."""
        named = [
            self.name(VOCABULARY, table, row[column])
            for table, column in (("areas", "area"), ("organizations", "organization"))
            if row[column]
        ]
        return Text("、".join(name.zh for name in named), ", ".join(name.en for name in named))

    def figure(self, package: str, row: Row) -> Text:
        """研发投入强度（国家高新区）2027 目标值 / R&D intensity (high-tech zone) 2027 target."""
        name, place = self.name(package, "indicators", row["indicator"]), self.place(row)
        kind, period = WORDS.get(row["kind"], same(row["kind"])), clip(row["period"].replace("/", "–"))
        return Text(
            f"{name.zh}（{place.zh}） {period} {kind.zh}" if place.zh else f"{name.zh} {period} {kind.zh}",
            f"{name.en} ({place.en}) {period} {kind.en}" if place.en else f"{name.en} {period} {kind.en}",
        )

    def row(self, change: RowChange) -> Text:
        """A row of any table but figures, as a reader knows it."""
        row, table = change.row, change.table
        if table == "responsibilities":
            return self.responsibility(change.package, row)
        if table == "remarks":
            return Text(
                clip(f"{row['passage']} {row['remark']}"), clip(f"{row['passage']} {row['remark_en']}")
            )
        if table == "passages":
            return same(f"{row['id']} “{clip(row['quote'])}”")
        if table == "tasks":
            zh, en = f"{row['number']} {row['title']}", f"{row['number']} {row['title_en'] or row['title']}"
            return Text(clip(zh.strip()), clip(en.strip()))
        zh, en = row["name"], row["name_en"] or row["name"]
        return Text(clip(f"{zh} {row['id']}".strip()), clip(f"{en} {row['id']}".strip()))

    def responsibility(self, package: str, row: Row) -> Text:
        """区科技局：牵头单位，（一）实施…… / Science bureau: lead, task."""
        owner = self.name(VOCABULARY, "organizations", row["organization"])
        task = self.find(package, "tasks", row["task"])
        subject = (
            Text(task["title"], task["title_en"] or task["title"])
            if task
            else self.name(package, "indicators", row["indicator"])
        )
        role = WORDS.get(row["role"], same(row["role"]))
        return Text(
            f"{owner.zh}：{role.zh}，{clip(subject.zh)}", f"{owner.en}: {role.en}, {clip(subject.en)}"
        )


def title_of(described: Any, name: str) -> Text:
    """The titles that a schema gives, the name where it gives none."""
    if not isinstance(described, dict):
        return same(name)
    return Text(str(described.get("title", name)), str(described.get("title_en", name)))


def same(text: str) -> Text:
    """One text for both languages, not too long."""
    return Text(clip(text), clip(text))


def clip(text: str, longest: int = LONGEST) -> str:
    """The text, cut where it is too long to be read in a report."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def tell_table(table: str) -> Text:
    """The name of a table, `values` as figures."""
    return WORDS.get(table, same(table))


def say_value(column: str, value: Any) -> Text:
    """A cell as readers know it: what is chosen from a list by its word, nothing as (empty)."""
    if value in (None, ""):
        return EMPTY
    return WORDS.get(value, same(value)) if column in CHOSEN else same(str(value))


def tell_cell(column: Text, old: Text, new: Text) -> Text:
    """数值：2.2 → 2.3."""
    shown = arrow(old, new)
    return Text(f"{column.zh}：{shown.zh}", f"{column.en}: {shown.en}")
