"""Figures in, indicators out: figures of the same thing share one, and lend each other their unit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plans.draft_figure import NO_UNIT, Figure
from plans.draft_proposal import CERTAIN

RATE = re.compile("率$|比重|占比|比例|强度|程度|每.{1,4}(?:人|户|亩)|人均|均|增长|增速|密度|指数")
FLOW = re.compile(
    "产量|产值|收入|成交额|交易额|增加值|销售额|营业额|投资|总额|人次|申请量|授权量|吞吐量|培育数|排放量|用水量"
)
CUMULATIVE = re.compile("累计|新增|新建|新创建|新改建|引进|引育|选派|培养|培训|改造|转化|登记")
SAME = re.compile('数量$|总数$|数$|[“”"]|^全(?:区|市|县|省)')
SQUARE = ("%", "‰")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator and its figures, in the order of the text."""

    ref: str
    name: str
    parent: str
    measure: str
    figures: tuple[Figure, ...]

    @property
    def main(self) -> Figure:
        """The figure whose row names the indicator: of a table if there is one, else the surest."""
        return max(self.figures, key=lambda figure: (figure.origin == "table", figure.confidence))


def name_key(name: str) -> str:
    """What two names of the same indicator share."""
    return SAME.sub("", name) or name


def group_figures(figures: Sequence[Figure], same: Mapping[str, str]) -> tuple[Indicator, ...]:
    """The indicators of figures, each figure with the unit that another of its indicator prints.

    `same` gives names that mean the same a common word (the concept that they are names of).
    """
    rows: dict[str, set[str]] = {}
    for figure in figures:
        if figure.origin == "table":
            rows.setdefault(same.get(figure.name, ""), set()).add(figure.name)
    apart = {name for names in rows.values() if len({name_key(name) for name in names}) > 1 for name in names}
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        shared = "" if figure.name in apart or figure.area else same.get(figure.name, "")
        groups.setdefault(figure.area + (shared or name_key(figure.name)), []).append(figure)
    refs = {figure.name: f"i{number}" for number, group in enumerate(groups.values(), 1) for figure in group}
    made = []
    for number, members in enumerate(groups.values(), 1):
        ref = f"i{number}"
        lent = tuple(lend_unit(figure, members) for figure in members)
        main = Indicator(ref, "", "", "", lent).main
        parent = refs.get(main.parent, "")
        parent = "" if parent == ref else parent
        made.append(Indicator(ref, main.name, parent, name_measure(main), lent))
    return tuple(made)


def lend_unit(figure: Figure, members: Sequence[Figure]) -> Figure:
    """A figure of a table without a unit takes the one that the prose prints for the same indicator."""
    if figure.unit or not figure.value or figure.origin != "table":
        return figure
    units = {other.unit for other in members if other.unit and other.confidence >= 0.7}
    if len(units) != 1:
        return figure
    sure = 0.92 if figure.doubt == NO_UNIT else figure.confidence
    return replace(figure, unit=units.pop(), confidence=sure, doubt=CERTAIN)


def name_measure(figure: Figure) -> str:
    """Whether figures are a rate, a flow, a cumulative total or a stock, as far as name and unit tell."""
    if figure.unit in SQUARE or RATE.search(figure.name):
        return "rate"
    if CUMULATIVE.search(figure.name) or "累计" in figure.wording:
        return "cumulative"
    return "flow" if FLOW.search(figure.name) else "stock"
