"""What a later plan changed: targets of the same indicator, area and year side by side, with their slopes."""

from collections.abc import Sequence
from decimal import Decimal

from plans.derive import group
from plans.derive_revisions import Revision
from plans.describe_revision import describe_revision
from plans.draw_marks import plain, signed
from plans.draw_revision import Amount, Revised, revision_chart
from plans.model import Package, Text
from plans.page import Desk, concept_page, escape, link, plan_page
from plans.page_chart import Chart, Section, name_text, unit_text
from plans.page_cite import cite_target, find_target, in_unit, name_plans, short_titles
from plans.page_standing import show_value

DIRECTIONS = {
    "raised": Text("提高", "raised"),
    "lowered": Text("降低", "lowered"),
    "tightened": Text("收紧", "tightened"),
    "loosened": Text("放宽", "loosened"),
    "reworded": Text("改了说法", "reworded"),
}
VERDICTS = {
    "comparable": Text("口径相同", "same definition"),
    "doubtful": Text("口径存疑", "doubtful"),
}


def write_revised(plan: Package, desk: Desk) -> Section:
    """What later plans changed in this one, and what this one changed in earlier ones."""
    here = plan_page(plan.name)
    rows = desk.grouped.revisions_of_plan.get(plan.name, ())
    later = [row for row in rows if row.old_plan == plan.name]
    earlier = [row for row in rows if row.new_plan == plan.name]
    parts = [
        write_part(found, here, kind, desk) for kind, found in (("revised", later), ("revises", earlier))
    ]
    charts = tuple(chart for part in parts for chart in part.charts)
    return Section("\n".join(part.text for part in parts if part.text), charts)


def write_concept_revisions(concept: str, desk: Desk) -> Section:
    """What became of the targets of one concept, in every area."""
    rows = desk.grouped.revisions_of_concept.get(concept, ())
    return write_part(rows, concept_page(concept), "revisions", desk)


def write_part(rows: Sequence[Revision], here: str, kind: str, desk: Desk) -> Section:
    """One section: for each pair of plans the chart and the table."""
    if not rows:
        return Section()
    pairs = group((f"{row.old_plan} {row.new_plan}", row) for row in rows)
    shown = [(found, draw_revisions(found, here, kind, desk)) for found in pairs.values()]
    text = desk.write(
        "revision.md",
        kind=kind,
        pairs=[show_pair(found, chart, here, desk) for found, chart in shown],
        method=link("计算方法" if desk.language == "zh" else "Method", here, "method/index.md", "revisions"),
    )
    return Section(text, tuple(chart for _, chart in shown if chart))


def draw_revisions(rows: Sequence[Revision], here: str, kind: str, desk: Desk) -> Chart | None:
    """The slopes from one plan to another."""
    plans = desk.register.plans
    revised = [revise(row, desk) for row in rows]
    old, new = short_titles(plans[rows[0].old_plan], desk), short_titles(plans[rows[0].new_plan], desk)
    spec = revision_chart(revised, old, new, desk.language)
    if spec is None:
        return None
    words = describe_revision(revised, old, new)[desk.language]
    return Chart(here, f"{kind}.{rows[0].old_plan}.{rows[0].new_plan}", spec, words)


def revise(row: Revision, desk: Desk) -> Revised:
    """A revision as it is drawn, both numbers in the unit of the newer plan."""
    old = in_unit(row.old_value, row.old_unit, row.new_unit, desk)
    return Revised(
        name=name_text(desk.register.concepts[row.concept]),
        year=int(row.period[-4:]),
        unit=unit_text(row.new_unit, desk),
        old=Amount(row.old_value if old is None else old, row.old_comparator),
        new=Amount(row.new_value, row.new_comparator),
        doubtful=row.verdict == "doubtful",
    )


def show_pair(rows: Sequence[Revision], chart: Chart | None, here: str, desk: Desk) -> dict[str, object]:
    """The revisions between two plans, and once each why some of them are in doubt."""
    plans = desk.register.plans
    reasons = group((name_plans(reason_of(row, desk), desk), name_of(row, here, desk)) for row in rows)
    return {
        "chart": chart,
        "old": plan_link(plans[rows[0].old_plan], here, desk),
        "new": plan_link(plans[rows[0].new_plan], here, desk),
        "rows": [show_revision(row, here, desk) for row in rows],
        "reasons": [
            (desk.join(list(dict.fromkeys(names))), reason) for reason, names in reasons.items() if reason
        ],
    }


def reason_of(row: Revision, desk: Desk) -> str:
    return row.reason if desk.language == "zh" else row.reason_en


def plan_link(plan: Package, here: str, desk: Desk) -> str:
    title = escape(desk.plan_title(plan))
    return title if plan_page(plan.name) == here else link(title, here, plan_page(plan.name), "targets")


def name_of(row: Revision, here: str, desk: Desk) -> str:
    name = escape(desk.name(desk.register.concepts[row.concept]))
    return name if concept_page(row.concept) == here else link(name, here, concept_page(row.concept))


def show_revision(row: Revision, here: str, desk: Desk) -> dict[str, str]:
    """A line of the table."""
    return {
        "name": name_of(row, here, desk),
        "year": row.period.replace("/", "–"),
        "old": cite_target(find_target(row.old_target, desk), here, desk),
        "new": cite_target(find_target(row.new_target, desk), here, desk),
        "direction": DIRECTIONS[row.direction][desk.language],
        "change": show_change(row, desk),
        "verdict": VERDICTS[row.verdict][desk.language],
    }


def show_change(row: Revision, desk: Desk) -> str:
    """+10 家 (+8.3%); points for a share, nothing where the number stayed."""
    if not row.change:
        return ""
    if row.base_unit == "%":
        return f"{signed(row.change)} {'个百分点' if desk.language == 'zh' else 'percentage points'}"
    change = in_unit(row.change, row.base_unit, row.new_unit, desk)
    amount = Decimal(row.change) if change is None else change
    shown = escape(show_value(signed(amount), row.base_unit if change is None else row.new_unit, desk))
    return f"{shown} <small>({show_ratio(row, desk)})</small>" if row.change_percent is not None else shown


def show_ratio(row: Revision, desk: Desk) -> str:
    """+8.3%; with the multiple beside it where the target at least doubled."""
    percent = f"{signed(row.change_percent or Decimal())}%"
    old = in_unit(row.old_value, row.old_unit, row.new_unit, desk)
    if not old or row.new_value < 2 * old:
        return percent
    times = plain((row.new_value / old).quantize(Decimal("0.1")))
    return f"{percent}，{times} 倍" if desk.language == "zh" else f"{percent}, {times} times"
