"""Derived results as cells of a page: amounts linked to the passages that state them, plans by short name."""

import re
from decimal import Decimal

from plans.derive import convert
from plans.derive_targets import Target
from plans.draw_marks import plain
from plans.model import Package, Row, Text
from plans.page import FIRST_CIRCLED, Desk, escape, link, source_page
from plans.page_standing import amount_text

# An id as notes mention plans: before a colon, or alone in brackets.
MENTION = re.compile(r"[a-z0-9-]+(?=：|: )|(?<=（)[a-z0-9-]+(?=）)|(?<=\()[a-z0-9-]+(?=\))")


def cite(text: str, passages: str, here: str, hint: str = "") -> str:
    """Finished Markdown linked to its first passage, whose words are the hint; ② and on are the others."""
    (plan, _, passage), *others = [reference.partition(".") for reference in passages.split()]
    shown = link(text, here, source_page(plan), passage, hint)
    marks = (chr(FIRST_CIRCLED + number) for number in range(1, len(others) + 1))
    return shown + "".join(
        link(mark, here, source_page(plan), passage)
        for mark, (plan, _, passage) in zip(marks, others, strict=True)
    )


def cite_target(target: Target, here: str, desk: Desk) -> str:
    """≥130 家, linked to the passages of the target."""
    kind = "words" if target.value is None else "amount"
    shown = cite(escape(amount_text(target, desk)), target.passages, here, target.wording)
    return f'<span class="{kind}">{shown}</span>'


def find_target(id_: str, desk: Desk) -> Target:
    """The target with an id."""
    return desk.targets[id_]


def short_title(plan: Package, desk: Desk) -> str:
    """Area and years, which tell plans apart where there is no room for a title: 开州区 2025–2027."""
    area = desk.register.areas[plan.descriptor["plan"]["area"]]
    return f"{desk.name(area)} {desk.years(plan)}"


def short_titles(plan: Package, desk: Desk) -> Text:
    """The same for a chart, in the language of the page."""
    shown = short_title(plan, desk)
    return Text(shown, shown)


def name_plans(note: str, desk: Desk) -> str:
    """A note of a derived table with the ids of plans as names."""

    def name(mention: re.Match[str]) -> str:
        plan = desk.register.plans.get(mention[0])
        return short_title(plan, desk) if plan else mention[0]

    return escape(MENTION.sub(name, note))


def in_unit(value: Decimal, unit: str, wanted: str, desk: Desk) -> Decimal | None:
    """A number in another unit, without zeros at its end; None where the units do not compare."""
    converted = convert(Row(0, {"value": str(value), "unit": unit}), wanted, desk.register.units)
    return None if converted is None else Decimal(plain(converted))
