"""A name with the quantity that is stated of it, and how one is made from a clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plans.draft_lexicon import CHANGE_VERBS
from plans.draft_number import AFTER_NUMBER, PURE, Quantity

LENT = 0.72
"""How certain a figure is whose unit was lost and is taken from its neighbour."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A name and a quantity; `start` to `end` is the clause that states both, all within one sentence.

    The wording is that of the quantity, or of a whole group that 分别 shares out. `year` is set where a list
    of years gives it; `is_before` marks where a change began.
    """

    name: str
    quantity: Quantity
    start: int
    end: int
    wording_start: int
    wording_end: int
    confidence: float = 0.92
    zone: str = ""
    year: int = 0
    is_part: bool = False
    is_change: bool = False
    is_before: bool = False


def make_statement(name: str, quantity: Quantity, clause: str, end: int = 0) -> Statement:
    """One statement from the beginning of its clause to the end of its quantity."""
    change = re.search(rf"(?:{CHANGE_VERBS})了?$", quantity.lead) or quantity.unit.endswith("百分点")
    return Statement(
        name=name,
        quantity=quantity,
        start=quantity.start - len(clause.lstrip("、，,和与及")),
        end=max(end, quantity.end),
        wording_start=quantity.start,
        wording_end=end_wording(quantity),
        confidence=0.92 if 2 <= len(name) <= 32 else 0.5,
        is_part="其中" in clause,
        is_change=bool(change),
    )


def end_wording(quantity: Quantity) -> int:
    """Where a wording ends: before a unit like /10万, whose digits would be read as a second number."""
    return quantity.end - len(quantity.unit) if quantity.unit.startswith(("/", "／")) else quantity.end


def share_wording(statements: list[Statement], group: Sequence[Quantity], words: str) -> list[Statement]:
    """The whole group as the wording of each, unless their qualifiers differ (35%以上、35%左右)."""
    unit = next((quantity.unit for quantity in reversed(group) if quantity.unit), "")
    first, last = group[0], group[-1]
    ends = (
        {found[0] for one in group if (found := AFTER_NUMBER.search(words[one.number : one.end + 2]))}
        if len(group) > 1
        else set()
    )
    whole = [
        replace(
            statement,
            quantity=replace(
                statement.quantity,
                unit=statement.quantity.unit or unit,
                lead=first.lead + statement.quantity.lead,
            ),
            end=last.end,
            wording_start=first.start,
            wording_end=last.end,
        )
        for statement in statements
    ]
    if any(quantity.unit.startswith(("/", "／")) for quantity in group):
        return [split_wording(statement, 0.5) for statement in whole]
    return [split_wording(statement, 0.9) for statement in whole] if len(ends) > 1 else whole


def split_wording(statement: Statement, sure: float) -> Statement:
    """A statement of a group with its own quantity as wording."""
    quantity = statement.quantity
    confidence = min(statement.confidence, sure)
    return replace(
        statement, wording_start=quantity.start, wording_end=end_wording(quantity), confidence=confidence
    )


def lend_units(statements: list[Statement]) -> list[Statement]:
    """A number whose unit was lost takes that of its nearest neighbour; one that has none is dropped."""
    result: list[Statement] = []
    for index, statement in enumerate(statements):
        quantity = statement.quantity
        if quantity.unit or quantity.form not in ("number", "words"):
            result.append(statement)
        elif PURE.search(statement.name):
            result.append(replace(statement, confidence=min(statement.confidence, 0.85)))
        elif len(statement.name) >= 4:
            around = [*statements[index + 1 : index + 4], *reversed(statements[max(index - 3, 0) : index])]
            near = next((neighbour for neighbour in around if neighbour.quantity.unit), None)
            result.extend([lend_unit(statement, near)] if near else [])
    return result


def lend_unit(statement: Statement, near: Statement) -> Statement:
    """The statement with the unit of its neighbour, the clause of both as its passage."""
    return replace(
        statement,
        quantity=replace(statement.quantity, unit=near.quantity.unit),
        start=min(statement.start, near.start),
        end=max(statement.end, near.end),
        confidence=LENT,
    )
