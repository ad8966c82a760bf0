"""Text alternatives: the figures of a chart go in, sentences in both languages come out."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from plans.draw import Cell, Point
from plans.model import Text
from plans.words import WORDS

SHARES_NAMED = 3
AMOUNTS: Mapping[str, Text] = {
    "ge": Text("不低于 {}", "at least {}"),
    "gt": Text("超过 {}", "more than {}"),
    "eq": Text(" {}", "{}"),
    "approx": Text("约 {}", "about {}"),
    "le": Text("不超过 {}", "at most {}"),
    "lt": Text("低于 {}", "less than {}"),
    "": Text(" {}", "{}"),
}


def describe_path(points: Iterable[Point], unit: Text) -> Text:
    """The figures of a path chart as a sentence."""
    ordered = sorted(points, key=lambda point: (point.year, point.kind))
    chinese = [f"{p.year} 年{WORDS[p.kind].zh}{say_chinese(p, unit.zh)}" for p in ordered]
    english = [f"{say_english(p)} in {p.year} ({WORDS[p.kind].en})" for p in ordered]
    return Text(f"{'，'.join(chinese)}。", f"{', '.join(english)}{in_unit(unit.en)}.")


def say_chinese(point: Point, unit: str) -> str:
    """A figure in words, since a screen reader may pass over ≥."""
    return AMOUNTS[point.comparator].zh.format(with_unit(point.value, unit))


def say_english(point: Point) -> str:
    return AMOUNTS[point.comparator].en.format(f"{point.value:f}")


def with_unit(value: Decimal, unit: str) -> str:
    """130 家, 2.4%."""
    return f"{value:f}{unit}" if unit.startswith("%") else f"{value:f} {unit}".rstrip()


def in_unit(unit: str) -> str:
    return f" (unit: {unit})" if unit else ""


def describe_allocation(cells: Sequence[Cell], totals: Sequence[Cell], unit: Text) -> Text:
    """How many share, the totals and the largest shares of a heat map; the page's table has every number."""
    count = len({cell.unit for cell in cells})
    by_period = [cell for cell in totals if cell.unit is None]
    largest = largest_shares(cells, totals)
    chinese = [
        f"{count} 个单位",
        *join_parts(
            "合计：", [f"{period_chinese(c.period)} {with_unit(c.value, unit.zh)}" for c in by_period], "，"
        ),
        *join_parts("最多：", [f"{name.zh} {with_unit(value, unit.zh)}" for name, value in largest], "，"),
    ]
    english = [
        f"{count} organizations",
        *join_parts("total ", [f"{c.value:f} in {c.period or 'all years'}" for c in by_period], ", "),
        *join_parts("largest: ", [f"{name.en} {value:f}" for name, value in largest], ", "),
    ]
    return Text(f"{'；'.join(chinese)}。", f"{'; '.join(english)}{in_unit(unit.en)}.")


def join_parts(head: str, parts: Sequence[str], comma: str) -> list[str]:
    """One clause, none where it has no parts."""
    return [head + comma.join(parts)] if parts else []


def period_chinese(period: str | None) -> str:
    return f"{period} 年" if period else "各年"


def largest_shares(cells: Sequence[Cell], totals: Sequence[Cell]) -> list[tuple[Text, Decimal]]:
    """The largest shares over all periods where the totals give them, else in the last period."""
    last = max(cell.period or "" for cell in cells)
    summed = [cell for cell in totals if cell.period is None and cell.unit]
    shares = summed or [cell for cell in cells if cell.period == last]
    named = [(cell.unit, cell.value) for cell in shares if cell.unit]
    return sorted(named, key=lambda share: -share[1])[:SHARES_NAMED]
