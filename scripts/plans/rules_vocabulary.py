"""Rules on the vocabulary: it agrees with itself and every entry is used."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from plans.canonical_order import list_names
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Row, Text
from plans.rules_plan import find_circles
from plans.rules_subject import Fault, Rule, Subject


def vocabulary_makes_no_circle(subject: Subject) -> Iterator[Fault]:
    """No concept is broader than itself, no area above itself."""
    yield from find_circles(subject, "concepts", "broader")
    yield from find_circles(subject, "areas", "parent")


def bases_are_their_own(subject: Subject) -> Iterator[Fault]:
    """A base unit is its own base with the multiplier 1; every multiplier is above zero."""
    units = subject.ids["units"]
    for row in subject.rows("units"):
        base = units.get(row["base"])
        if base and base["base"] != base["id"]:
            yield Fault("units.csv", row.line, "base", row["base"])
        if is_wrong_multiplier(row):
            yield Fault("units.csv", row.line, "multiplier", row["multiplier"])


def is_wrong_multiplier(unit: Row) -> bool:
    """Whether a unit has a multiplier that is not above zero, or a base unit one that is not 1."""
    try:
        multiplier = Decimal(unit["multiplier"])
    except InvalidOperation:
        return False
    return multiplier.is_finite() and (multiplier <= 0 or (unit["id"] == unit["base"] and multiplier != 1))


def names_tell_entries_apart(subject: Subject) -> Iterator[Fault]:
    """No two concepts, and no two organizations of one area, share a name; no two areas share a code."""
    for table in ("concepts", "organizations", "areas"):
        first: dict[tuple[str, str], str] = {}
        for row in subject.rows(table):
            for key in sorted(distinguish(table, row)):
                other = first.setdefault(key, row["id"])
                if other != row["id"]:
                    what = "代码" if table == "areas" else "名称"
                    remedy = Text(
                        f"{other} 已用这个{what}：合并，或加以区别。",
                        f"{other} has it already: merge or tell apart.",
                    )
                    yield Fault(
                        f"{table}.csv", row.line, "code" if table == "areas" else "name", key[1], remedy
                    )


def distinguish(table: str, row: Row) -> set[tuple[str, str]]:
    """What tells an entry of the vocabulary from others."""
    if table == "areas":
        return {("", row["code"])} if row["code"] else set()
    if table == "organizations":
        return {(row["area"], name) for name in list_names(row)}
    return {("", name) for name in (row["name"], *row["alt_names"].split("|")) if name}


def places_and_organizations_differ(subject: Subject) -> Iterator[Fault]:
    """No organization has the id of an area: both stand at the same place in the id of a figure."""
    for row in subject.rows("organizations"):
        if row["id"] in subject.ids["areas"]:
            yield Fault("organizations.csv", row.line, "id", row["id"])


def entries_are_used(subject: Subject) -> Iterator[Fault]:
    """Every entry of the vocabulary is used by a plan, or by an entry that is."""
    used = collect_uses(subject)
    readable = all(plan.descriptor and len(plan.tables) == len(PLAN_TABLES) for plan in subject.catalog.plans)
    for table in VOCABULARY_TABLES if readable else ():
        for row in subject.rows(table):
            if row["id"] not in used[table]:
                yield Fault(f"{table}.csv", row.line, "id", row["id"])


def collect_uses(subject: Subject) -> dict[str, set[str]]:
    """What plans use of each table of the vocabulary, with everything above it."""
    used: dict[str, set[str]] = defaultdict(set)
    for plan in subject.catalog.plans:
        head = plan.descriptor.get("plan", {})
        head = head if isinstance(head, dict) else {}
        used["areas"] |= {str(head.get("area"))}
        used["organizations"] |= {str(head.get(field)) for field in ("issuer", "publisher")}
        for table, field, target in USES:
            used[target] |= {row[field].strip() for row in plan.rows(table)}
    for table, field, target in LINKS:
        for row in subject.rows(table):
            if row["id"] in used[table]:
                used[target] |= set(climb(subject, row[field], target))
    return used


def climb(subject: Subject, entry: str, table: str) -> Iterator[str]:
    """An entry and all above it."""
    seen: set[str] = set()
    field = {"concepts": "broader", "areas": "parent", "units": "base"}[table]
    while entry in subject.ids[table] and entry not in seen:
        seen.add(entry)
        yield entry
        entry = subject.ids[table][entry][field]


USES = (
    ("indicators", "concept", "concepts"),
    ("values", "unit", "units"),
    ("values", "area", "areas"),
    ("values", "organization", "organizations"),
    ("responsibilities", "organization", "organizations"),
)
# In this order: concepts bring units, organizations bring areas, and each what stands above it.
LINKS = (
    ("concepts", "broader", "concepts"),
    ("concepts", "stock", "concepts"),
    ("concepts", "unit", "units"),
    ("units", "base", "units"),
    ("organizations", "area", "areas"),
    ("areas", "parent", "areas"),
)


VOCABULARY_RULES = (
    Rule(
        "X008",
        Text("词表的上级关系不循环", "The vocabulary makes no circle"),
        Text("改正 broader 或 parent，最上级留空。", "Correct broader or parent; the topmost has none."),
        "vocabulary",
        vocabulary_makes_no_circle,
    ),
    Rule(
        "X009",
        Text("基本单位以自身为基本单位，系数为 1", "A base unit is its own base with the multiplier 1"),
        Text(
            "base 填写不再换算的单位；所有系数都大于零。",
            "base is a unit that converts no further; multipliers are above zero.",
        ),
        "vocabulary",
        bases_are_their_own,
        ("units",),
    ),
    Rule(
        "X010",
        Text("名称和代码不重复", "Names and codes tell entries apart"),
        Text("合并重复的条目，或写出区别。", "Merge the entries, or make their names differ."),
        "vocabulary",
        names_tell_entries_apart,
    ),
    Rule(
        "X011",
        Text("词表的每个条目都有规划使用", "Every entry of the vocabulary is used"),
        Text("删去这个条目，或改正引用它的编号。", "Delete it, or correct the ids that should name it."),
        "vocabulary",
        entries_are_used,
        ("concepts", "units", "areas", "organizations"),
    ),
    Rule(
        "X012",
        Text("单位编号与地区编号不相同", "No organization has the id of an area"),
        Text(
            "给单位换一个编号，如加上 -government。",
            "Give the organization another id, such as one that ends in -government.",
        ),
        "vocabulary",
        places_and_organizations_differ,
        ("areas", "organizations"),
    ),
)
