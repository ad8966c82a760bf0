"""How targets stand, as cells of a page: what was promised, when it is due, what is known of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.derive_progress import DUE, NOT_DUE, REPORTED, Progress
from plans.derive_scale import SCALE, UNGRADED
from plans.derive_targets import Target
from plans.draw_marks import plain
from plans.model import Text
from plans.page import Desk, anchor_of, escape, figure_anchor, link, plan_page, show_period, source_page
from plans.words import SIGNS

DUE_PAGE = "due/index.md"
STEPS = {step.status: step for step in (*SCALE, UNGRADED)}
STATES = {
    DUE: Text("到期未报", "due, not reported"),
    REPORTED: Text("有实际值", "reported"),
    NOT_DUE: Text("尚未到期", "not yet due"),
}
PACES = {"on-pace": Text("跟上进度", "on pace"), "behind": Text("落后于进度", "behind")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A target and where it stands."""

    target: Target
    progress: Progress


def list_entries(desk: Desk) -> list[Entry]:
    """Every target with its standing, in the order of the targets."""
    return [Entry(*pair) for pair in zip(desk.results.targets, desk.results.progress, strict=True)]


def entries_of(targets: Iterable[Target], desk: Desk) -> list[Entry]:
    """Some targets with their standing."""
    return [Entry(target, desk.progress[target.id]) for target in targets]


def whole_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Targets of an area as a whole, without the shares of single organizations."""
    return [entry for entry in entries if not entry.target.organization]


def report_page(area: str) -> str:
    """Where the report of an area stands."""
    return f"areas/{area}/report/index.md"


def has_targets(area: str, desk: Desk) -> bool:
    """Whether anything is promised for an area, so that there is a report and a calendar of it."""
    return area in desk.grouped.targets_of_area


def calendar_link(area: str, here: str, desk: Desk) -> str:
    """The calendar of an area, of everything where none is given; downloads are at the root of the site."""
    language = "" if desk.language == "zh" else ".en"
    up = "../" * (here.count("/") + (desk.language != "zh"))
    name = f"calendar{f'.{area}' if area else ''}{language}.ics"
    word = "日历文件（.ics）" if desk.language == "zh" else "Calendar file (.ics)"
    return f'<a href="{up}data/all/{name}" download>{word}</a>'


def name_indicator(target: Target, here: str, desk: Desk) -> str:
    """The indicator, linked to its line on the page of its plan."""
    anchor = anchor_of(target.indicator, zone_of(target, desk), target.organization)
    return link_plan(target, anchor, here, desk)


def name_target(target: Target, here: str, desk: Desk) -> str:
    """The indicator, linked to the target on the page of its plan, with the zone that it is about."""
    zone = zone_of(target, desk)
    aside = f"<br><small>{escape(desk.name(desk.register.areas[zone]))}</small>" if zone else ""
    return link_plan(target, figure_anchor(target.id), here, desk) + aside


def link_plan(target: Target, anchor: str, here: str, desk: Desk) -> str:
    """The name of the indicator, linked to a place on the page of its plan."""
    name = target.name if desk.language == "zh" else target.name_en
    return link(escape(name), here, plan_page(target.plan), anchor)


def zone_of(target: Target, desk: Desk) -> str:
    """The zone that a target is about, empty for the whole area of the plan."""
    area = desk.register.plans[target.plan].descriptor["plan"]["area"]
    return "" if target.area == area else target.area


def show_target(target: Target, here: str, desk: Desk) -> str:
    """≥130 家, linked to the words that state it."""
    plan, _, passage = target.passages.split()[0].partition(".")
    shown = link(escape(amount_text(target, desk)), here, source_page(plan), passage, target.wording)
    kind = "words" if target.value is None else "amount"
    span = f" <small>{show_period(target.period)}</small>" if "/" in target.period else ""
    return f'<span class="{kind}">{shown}{span}</span>'


def amount_text(target: Target, desk: Desk) -> str:
    """≥130 家, or the words where there is no number."""
    if target.value is None:
        return target.wording
    return show_value(f"{SIGNS[target.comparator]}{target.value:f}", target.unit, desk)


def show_value(number: str, unit: str, desk: Desk) -> str:
    """2.2%, 130 家, 30 × 100 million yuan."""
    name = desk.unit(unit)
    if name == "%":
        return f"{number}%"
    return f"{number} × {name}" if name[:1].isdigit() else f"{number} {name}".strip()


def show_standing(progress: Progress, desk: Desk) -> str:
    """Word, sign and colour of where a target stands."""
    if progress.state == REPORTED:
        step = STEPS.get(progress.status)
        return mark(step.status, step.mark, step.word[desk.language]) if step else state_word(REPORTED, desk)
    if progress.state == DUE:
        return mark("due", "△", state_word(DUE, desk))
    pace = PACES.get(progress.pace)
    return (
        f"{state_word(NOT_DUE, desk)} <small>{pace[desk.language]}</small>"
        if pace
        else state_word(NOT_DUE, desk)
    )


def state_word(state: str, desk: Desk) -> str:
    return STATES[state][desk.language]


def mark(kind: str, sign: str, word: str) -> str:
    """A word with its sign, in the colour of the class."""
    return f'<span class="standing {kind}">{sign} {word}</span>'


def show_days(progress: Progress, desk: Desk) -> str:
    """How long a target has been due without a value: 已过 326 天."""
    days = progress.days_overdue
    if days is None:
        return ""
    if desk.language == "zh":
        return f"已过 {days} 天"
    return f"{days} day{'' if days == 1 else 's'} past"


def show_actual(progress: Progress, target: Target, desk: Desk) -> str:
    """The actual value in the unit of the target, with the share of the way."""
    if progress.actual_value is None:
        return ""
    value = escape(show_value(f"{progress.actual_value:f}", target.unit, desk))
    if progress.covered is None:
        return value
    share = plain(abs(progress.covered))
    if progress.covered < 0:
        way = f"倒退 {share}%" if desk.language == "zh" else f"{share}% backwards"
    else:
        way = f"走完 {share}%" if desk.language == "zh" else f"{share}% of the way"
    return f"{value}<br><small>{way}</small>"


def count_of(state: str, entries: Sequence[Entry]) -> int:
    """How many targets are in a state."""
    return sum(entry.progress.state == state for entry in entries)


def longest(entries: Iterable[Entry]) -> int:
    """The most days that a target has been due without a value."""
    return max((entry.progress.days_overdue or 0 for entry in entries), default=0)
