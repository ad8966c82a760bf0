"""Rules across packages: what a plan takes from the vocabulary and from other plans is there and fits."""

from collections.abc import Iterator, Mapping

from plans.canonical import DESCRIPTOR
from plans.model import Row, Text
from plans.rules_subject import Fault, Rule, Subject, find_nearest, join_texts, propose

ADD = {
    "concepts": Text(
        "没有就在 concepts.csv 中添加，或留空。",
        "If there is none, add it to concepts.csv or leave it empty.",
    ),
    "units": Text("没有就在 units.csv 中添加。", "If there is none, add it to units.csv."),
    "areas": Text("没有就在 areas.csv 中添加。", "If there is none, add it to areas.csv."),
    "organizations": Text(
        "没有就在 organizations.csv 中添加。", "If there is none, add it to organizations.csv."
    ),
}


RELATED_PLAN = Text(
    "填写 datapackages/ 中的文件夹名；没有收录就删去 plan。",
    "Write the name of a folder in datapackages/, or delete plan.",
)


def concepts_are_known(subject: Subject) -> Iterator[Fault]:
    """Shared concepts are those of the vocabulary."""
    return find_unknown(subject, "concepts", (("indicators", "concept"),))


def units_are_known(subject: Subject) -> Iterator[Fault]:
    """Units are those of the vocabulary."""
    return find_unknown(subject, "units", (("values", "unit"),))


def areas_are_known(subject: Subject) -> Iterator[Fault]:
    """Areas are those of the vocabulary."""
    yield from find_unknown(subject, "areas", (("values", "area"),))
    yield from find_unknown_in_plan(subject, "areas", ("area",))


def organizations_are_known(subject: Subject) -> Iterator[Fault]:
    """Organizations are those of the vocabulary."""
    fields = (("values", "organization"), ("responsibilities", "organization"))
    yield from find_unknown(subject, "organizations", fields)
    yield from find_unknown_in_plan(subject, "organizations", ("issuer", "publisher"))


def find_unknown(subject: Subject, target: str, fields: tuple[tuple[str, str], ...]) -> Iterator[Fault]:
    """Cells that name no entry of a table of the vocabulary."""
    for table, field in fields:
        for row in subject.rows(table):
            if row[field] and row[field] not in subject.ids[target]:
                remedy = join_texts(propose(row[field], target, subject), ADD[target])
                yield Fault(f"{table}.csv", row.line, field, row[field], remedy)


def find_unknown_in_plan(subject: Subject, target: str, fields: tuple[str, ...]) -> Iterator[Fault]:
    """Entries of the object `plan` that name no entry of a table of the vocabulary."""
    for field in fields:
        value = subject.plan.get(field)
        if value is not None and value not in subject.ids[target]:
            remedy = join_texts(propose(value, target, subject), ADD[target])
            yield Fault(DESCRIPTOR, None, f"plan.{field}", value, remedy)


def related_plans_are_known(subject: Subject) -> Iterator[Fault]:
    """A related plan with an id is another plan that is held here."""
    names = {plan.name for plan in subject.catalog.plans} - {subject.package.name}
    for place, related in enumerate(subject.plan.get("related", [])):
        if "plan" in related and related["plan"] not in names:
            near = find_nearest(related["plan"], tuple(sorted(names)))
            guess = Text(f"最接近的编号是 {near}。", f"The nearest id is {near}.") if near else None
            remedy = join_texts(guess, RELATED_PLAN)
            yield Fault(DESCRIPTOR, None, f"plan.related[{place}].plan", related["plan"], remedy)


def units_fit_the_concept(subject: Subject) -> Iterator[Fault]:
    """Figures of an indicator that matches its concept can be converted to the concept's unit."""
    indicators, units = subject.ids["indicators"], subject.ids["units"]
    for row in subject.rows("values"):
        indicator = indicators.get(row["indicator"])
        concept = subject.ids["concepts"].get(indicator["concept"]) if indicator else None
        if not indicator or not concept or row["unit"] not in units or row["kind"] == "change":
            continue
        if indicator["match"] in {"exact", "close"} and not is_convertible(
            row["unit"], concept["unit"], units
        ):
            remedy = advise_unit(concept)
            yield Fault("values.csv", row.line, "unit", row["unit"], remedy)


def advise_unit(concept: Row) -> Text:
    """What the unit of a concept is."""
    return Text(
        f"共用指标“{concept['name']}”以 {concept['unit']} 计：改正单位，或把 match 改为 related。",
        f"“{concept['name_en']}” is in {concept['unit']}: correct the unit, or set match to related.",
    )


def is_convertible(printed: str, shared: str, units: Mapping[str, Row]) -> bool:
    """Whether a printed unit is one of the shared unit, or of what that counts (件 of 件/万人)."""
    bases = {units[name]["base"] for name in (shared, shared.partition("/")[0]) if name in units}
    return units[printed]["base"] in bases


def area_is_part_of_the_plan(subject: Subject) -> Iterator[Fault]:
    """The area of a figure is a part of the plan's area."""
    areas = subject.ids["areas"]
    for row in subject.rows("values"):
        if row["area"] in areas and subject.plan.get("area") in areas:
            above, seen = areas[row["area"]]["parent"], {row["area"]}
            while above and above in areas and above not in seen | {subject.plan["area"]}:
                seen.add(above)
                above = areas[above]["parent"]
            if above != subject.plan["area"]:
                yield Fault("values.csv", row.line, "area", row["area"])


SHARED = (
    Rule(
        "X001",
        Text("共用指标在词表中", "The shared concept is in the vocabulary"),
        Text("填写 concepts.csv 中的编号。", "Write an id of concepts.csv."),
        "plan",
        concepts_are_known,
        ("concepts", "indicators"),
    ),
    Rule(
        "X002",
        Text("计量单位在词表中", "The unit is in the vocabulary"),
        Text("填写 units.csv 中的单位。", "Write a unit of units.csv."),
        "plan",
        units_are_known,
        ("units", "values"),
    ),
    Rule(
        "X003",
        Text("地区在词表中", "The area is in the vocabulary"),
        Text("填写 areas.csv 中的编号。", "Write an id of areas.csv."),
        "plan",
        areas_are_known,
        ("areas",),
    ),
    Rule(
        "X004",
        Text("责任单位（机构）在词表中", "The organization is in the vocabulary"),
        Text("填写 organizations.csv 中的编号。", "Write an id of organizations.csv."),
        "plan",
        organizations_are_known,
        ("organizations",),
    ),
    Rule(
        "X005",
        Text("相关规划是本站收录的另一份规划", "A related plan is another plan held here"),
        RELATED_PLAN,
        "plan",
        related_plans_are_known,
    ),
    Rule(
        "X006",
        Text("数字的单位可以换算成共用指标的单位", "The unit of a figure converts to that of its concept"),
        Text(
            "百分比与百分点、金额与数量不能换算。",
            "Percent and percentage points, money and counts do not convert.",
        ),
        "plan",
        units_fit_the_concept,
        ("values", "indicators", "concepts", "units"),
    ),
    Rule(
        "X007",
        Text("数字的地区是规划地区的一部分", "The area of a figure is a part of the plan's area"),
        Text("与规划地区相同就留空。", "Leave it empty where it is the plan's own area."),
        "plan",
        area_is_part_of_the_plan,
        ("values", "areas"),
    ),
)
