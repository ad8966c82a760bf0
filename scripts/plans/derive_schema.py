"""Two states of a table schema go in, what changed for its users comes out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Schema = Mapping[str, Any]
What = Literal["added", "removed", "renamed", "moved", "retyped", "stricter", "looser"]
LOWER_BOUNDS = {"minimum", "exclusiveMinimum", "minLength"}
UPPER_BOUNDS = {"maximum", "exclusiveMaximum", "maxLength"}


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A change that a program notices: a column by its name (empty: the table), what happened, old and new.

    Titles, descriptions and examples are words for people: no change.
    """

    column: str
    what: What
    old: str = ""
    new: str = ""


def compare_schemas(old: Schema, new: Schema) -> list[SchemaChange]:
    """What changed in columns, their types and rules, and in keys, in that order."""
    before = {field["name"]: field for field in old["fields"]}
    after = {field["name"]: field for field in new["fields"]}
    renamed = find_renamed(before, after)
    kept = [(name, name) for name in before if name in after]
    return [
        *(SchemaChange(new_name, "renamed", name, new_name) for name, new_name in renamed.items()),
        *(SchemaChange(name, "removed") for name in before if name not in after and name not in renamed),
        *(
            SchemaChange(name, "added")
            for name in after
            if name not in before and name not in renamed.values()
        ),
        *find_moved([renamed.get(name, name) for name in before], list(after)),
        *(
            change
            for name, new_name in [*kept, *renamed.items()]
            for change in compare_fields(before[name], after[new_name])
        ),
        *compare_keys(old, new),
    ]


def name_fields(schema: Schema) -> Schema:
    """The schema, its fields that are only named (taken over from another table) as fields with a name."""
    fields = schema["fields"]
    return {**schema, "fields": [{"name": field} if isinstance(field, str) else field for field in fields]}


def find_renamed(before: Mapping[str, Schema], after: Mapping[str, Schema]) -> dict[str, str]:
    """Old name → new name: one column gone, one come, alike in all but their names."""
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    pairs = {
        name: [other for other in come if describe(before[name]) == describe(after[other])] for name in gone
    }
    alone = {name: others[0] for name, others in pairs.items() if len(others) == 1 and describe(before[name])}
    counts = list(alone.values())
    return {name: other for name, other in alone.items() if counts.count(other) == 1}


def describe(field: Schema) -> dict[str, Any]:
    """All that is said of a column besides its name."""
    return {key: value for key, value in field.items() if key != "name"}


def find_moved(before: list[str], after: list[str]) -> Iterator[SchemaChange]:
    """The columns that stand elsewhere among those that both have."""
    old = [name for name in before if name in after]
    new = [name for name in after if name in before]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {name for block in blocks for name in new[block.b : block.b + block.size]}
    return (SchemaChange(name, "moved") for name in new if name not in stayed)


def compare_fields(old: Schema, new: Schema) -> Iterator[SchemaChange]:
    """What changed in the type and the rules of a column."""
    name = new["name"]
    types = show_type(old), show_type(new)
    if types[0] != types[1]:
        yield SchemaChange(name, "retyped", *types)
    rules, new_rules = (field.get("constraints", {}) for field in (old, new))
    for rule in dict.fromkeys((*rules, *new_rules)):
        for what in compare_rule(rule, rules.get(rule), new_rules.get(rule)):
            yield SchemaChange(name, what, show_rule(rule, rules), show_rule(rule, new_rules))


def show_type(field: Schema) -> str:
    """`string`, or `date:%Y` where a format is stated."""
    return ":".join(str(field[key]) for key in ("type", "format") if key in field)


def show_rule(rule: str, rules: Schema) -> str:
    """`minimum: 0`, empty where the rule is not stated."""
    if rule not in rules:
        return ""
    value = rules[rule]
    shown = " | ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{rule}: {shown.lower() if isinstance(value, bool) else shown}"


def compare_rule(rule: str, old: Any, new: Any) -> Iterator[What]:
    """Whether a rule allows less or more than before; a pattern that changed may allow less."""
    old, new = (None if value is False else value for value in (old, new))
    if old == new:
        return
    if rule == "enum" and isinstance(old, list) and isinstance(new, list):
        yield from compare_sets(old, new)
    elif new is None or (old is not None and is_looser_bound(rule, old, new)):
        yield "looser"
    else:
        yield "stricter"


def compare_sets(old: Iterable[Any], new: Iterable[Any]) -> Iterator[What]:
    """A list of allowed words: fewer is stricter, more is looser, and it may be both."""
    words, new_words = set(map(str, old)), set(map(str, new))
    if words - new_words:
        yield "stricter"
    if new_words - words:
        yield "looser"


def is_looser_bound(rule: str, old: Any, new: Any) -> bool:
    """Whether a bound moved outwards."""
    try:
        return (rule in LOWER_BOUNDS and float(new) < float(old)) or (
            rule in UPPER_BOUNDS and float(new) > float(old)
        )
    except (TypeError, ValueError):
        return False


def compare_keys(old: Schema, new: Schema) -> Iterator[SchemaChange]:
    """Keys that came bind the data more, keys that went bind them less."""
    keys, new_keys = list_keys(old), list_keys(new)
    for key in keys:
        if key not in new_keys:
            yield SchemaChange("", "looser", key)
    for key in new_keys:
        if key not in keys:
            yield SchemaChange("", "stricter", "", key)


def list_keys(schema: Schema) -> list[str]:
    """The keys of a table in words: `primaryKey id`, `foreignKey unit → units.id`."""
    primary = join_names(schema.get("primaryKey", []))
    foreign = [
        f"foreignKey {join_names(key['fields'])} → "
        + f"{key['reference'].get('resource', '')}.{join_names(key['reference']['fields'])}".lstrip(".")
        for key in schema.get("foreignKeys", [])
    ]
    return [*([f"primaryKey {primary}"] if primary else []), *foreign]


def join_names(names: str | list[str]) -> str:
    return names if isinstance(names, str) else ", ".join(names)
