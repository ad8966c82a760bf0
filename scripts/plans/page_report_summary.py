"""The sentences of an area's report that count: each number is the answer to a question to the tables."""

from collections import Counter
from collections.abc import Mapping

from plans.derive_progress import DUE, NOT_DUE, REPORTED
from plans.export_table import show_cell
from plans.model import Text
from plans.page import Desk, escape
from plans.page_fact import Question, answer, ask, count, number_of, show_fact

DIRECTIONS = {
    "raised": Text("上调", "raised"),
    "lowered": Text("下调", "lowered"),
    "tightened": Text("数字未变、说法更严", "same number, stricter words"),
    "loosened": Text("数字未变、说法更松", "same number, looser words"),
    "reworded": Text("数字未变、说法不同", "same number, other words"),
}


def summarize(area: str, desk: Desk) -> list[str]:
    """The findings of the report in a few sentences."""
    return [
        promise_sentence(area, desk),
        change_sentence(area, desk),
        due_sentence(area, desk),
        answer_sentence(area, desk),
    ]


def promise_sentence(area: str, desk: Desk) -> str:
    """How much is promised, and until when."""
    plans = ask("targets", "distinct:plan", area=area)
    indicators = ask("targets", "distinct:plan,indicator", area=area, organization="")
    targets = ask("targets", "count", area=area, organization="")
    last = ask("progress", "max:due", area=area)
    if desk.language == "zh":
        return (
            f"本站收录规划{show_fact(plans, desk)}份，提出指标{show_fact(indicators, desk)}项、"
            f"目标{show_fact(targets, desk)}个，最晚的到{show_fact(last, desk)}。{share_sentence(area, desk)}"
        )
    return (
        f"This site records {count(plans, desk, 'plan')} with {count(targets, desk, 'target')} on "
        f"{count(indicators, desk, 'indicator')}; the last falls due on {show_fact(last, desk)}. "
        f"{share_sentence(area, desk)}"
    ).strip()


def share_sentence(area: str, desk: Desk) -> str:
    """How many shares are given to organizations."""
    shares = ask("commitments", "distinct:target", area=area, kind="share")
    holders = ask("commitments", "distinct:organization", area=area, kind="share")
    if not number_of(shares, desk):
        return ""
    if desk.language == "zh":
        return f"另有{show_fact(shares, desk)}个目标分解到{show_fact(holders, desk)}个单位。"
    return f"A further {count(shares, desk, 'target')} are shares of {count(holders, desk, 'organization')}."


def change_sentence(area: str, desk: Desk) -> str:
    """How many targets a later plan states otherwise."""
    total, sure = (
        ask("revisions", "count", area=area),
        ask("revisions", "count", area=area, verdict="comparable"),
    )
    if not number_of(total, desk):
        return (
            "没有发现后出的规划改动先前目标的情况。"
            if desk.language == "zh"
            else "No target was found that a later plan states otherwise."
        )
    directions = list_directions(area, desk)
    if desk.language == "zh":
        return (
            f"后出的规划改动了先前的{show_fact(total, desk)}个目标：{directions}。"
            f"口径一致、可以直接比较的有{show_fact(sure, desk)}个。"
        )
    return (
        f"A later plan changed {count(total, desk, 'earlier target')}: {directions}. "
        f"Of these, {show_fact(sure, desk)} compare directly."
    )


def list_directions(area: str, desk: Desk) -> str:
    """上调5个，下调1个: how many targets moved which way."""
    found = [
        (word, ask("revisions", "count", area=area, direction=direction))
        for direction, word in DIRECTIONS.items()
    ]
    shown = [(word, question) for word, question in found if number_of(question, desk)]
    if desk.language == "zh":
        return "，".join(f"{word.zh}{show_fact(question, desk)}个" for word, question in shown)
    return ", ".join(f"{show_fact(question, desk)} {word.en}" for word, question in shown)


def due_sentence(area: str, desk: Desk) -> str:
    """What is due, and for how long."""
    due, reported, later = (
        ask("progress", "count", area=area, organization="", state=state)
        for state in (DUE, REPORTED, NOT_DUE)
    )
    days = ask("progress", "max:days_overdue", area=area, organization="", state=DUE)
    zh = desk.language == "zh"
    parts = [overdue_phrase(due, days, number_of(reported, desk) > 0, desk)] if number_of(due, desk) else []
    if number_of(reported, desk):
        shown = show_fact(reported, desk)
        parts.append(f"有实际值的{shown}个" if zh else f"{shown} reported")
    if not parts:
        parts.append("还没有目标到期" if zh else "No target is due yet")
    if number_of(later, desk):
        shown = show_fact(later, desk)
        parts.append(f"尚未到期的{shown}个" if zh else f"{shown} not yet due")
    return "；".join(parts) + "。" if zh else "; ".join(parts) + "."


def overdue_phrase(due: Question, days: Question, some_reported: bool, desk: Desk) -> str:
    """How many targets are due and not reported, and for how long."""
    shown, most = show_fact(due, desk), show_fact(days, desk)
    if desk.language == "zh" and some_reported:
        return f"到期未报的目标{shown}个，最久的已过{most}天"
    if desk.language == "zh":
        return f"{shown}个目标已经到期，本站没有收录其中任何一个的实际值，最久的已过{most}天"
    verb = "is" if number_of(due, desk) == 1 else "are"
    held = "" if some_reported else ", for this site holds no actual value of any"
    return (
        f"{count(due, desk, 'target')} {verb} due and not reported{held}, "
        f"up to {count(days, desk, 'day')} past the date"
    )


def answer_sentence(area: str, desk: Desk) -> str:
    """How many organizations answer, and which has the most tasks."""
    named = ask("commitments", "distinct:organization", area=area)
    if not number_of(named, desk):
        return (
            "规划没有点名由哪个单位负责。"
            if desk.language == "zh"
            else "The plans name no organization that answers."
        )
    first = next(iter(rank_organizations(area, desk)))
    led, joined, owned, _ = duties_of(first, area)
    name = escape(desk.name(desk.register.organizations[first]))
    if desk.language == "zh":
        return (
            f"规划点名{show_fact(named, desk)}个单位。{name}承担最多：牵头任务{show_fact(led, desk)}项，"
            f"参与任务{show_fact(joined, desk)}项，负责指标{show_fact(owned, desk)}项。"
        )
    return (
        f"The plans name {count(named, desk, 'organization')}. {name} has the most to answer for: it leads "
        f"{count(led, desk, 'task')}, shares {show_fact(joined, desk)} and answers for "
        f"{count(owned, desk, 'indicator')}."
    )


def duties_of(organization: str, area: str) -> tuple[Question, Question, Question, Question]:
    """The questions what an organization leads, shares, answers for and was allocated."""
    own = {"organization": organization, "area": area}
    return (
        ask("commitments", "distinct:plan,subject", **own, kind="task", role="lead"),
        ask("commitments", "distinct:plan,subject", **own, kind="task", role="responsible"),
        ask("commitments", "distinct:plan,subject", **own, kind="indicator"),
        ask("commitments", "distinct:target", **own, kind="share"),
    )


def rank_organizations(area: str, desk: Desk) -> list[str]:
    """Organizations of an area that have tasks or indicators, most tasks led first."""
    own = {
        (row.organization, row.role, row.kind, row.plan, row.subject)
        for row in desk.grouped.commitments_of_area.get(area, ())
        if row.kind != "share"
    }
    led = Counter(found[0] for found in own if found[1] == "lead")
    had = Counter(found[0] for found in own)
    return sorted(had, key=lambda id_: (-led[id_], -had[id_], id_))


def pace_sentence(plan: str, area: str, desk: Desk) -> str:
    """Which indicators are to grow fastest, and by how many points shares are to rise, year by year."""
    own = {"plan": plan, "area": area}
    zh = desk.language == "zh"
    said = []
    growth = ask("trajectories", "max:growth", **own, pace="growth")
    points = ask("trajectories", "max:change_per_year", **own, pace="points")
    if float(answer(growth, desk) or 0) > 0:
        name, shown = fastest("growth", growth, own, desk), show_fact(growth, desk)
        said.append(
            f"要求增长最快的是{name}，年均{shown}%"
            if zh
            else f"The fastest growth is asked of {name}: {shown}% per year"
        )
    if float(answer(points, desk) or 0) > 0:
        name, shown = fastest("change_per_year", points, own, desk), show_fact(points, desk)
        said.append(
            f"比重中提高最多的是{name}，每年{shown}个百分点"
            if zh
            else f"the steepest rise of a share, of {name}: {shown} percentage points per year"
        )
    if not said:
        return ""
    return "；".join(said) + "。" if zh else "; ".join(said) + "."


def fastest(field: str, question: Question, own: Mapping[str, str], desk: Desk) -> str:
    """The indicators whose trajectories have the greatest value, as one phrase."""
    best = answer(question, desk)
    names = [
        way.name if desk.language == "zh" else way.name_en
        for way in desk.grouped.trajectories_of_plan[own["plan"]]
        if (way.area, way.pace) == (own["area"], dict(question.where)["pace"])
        and show_cell(getattr(way, field)) == best
    ]
    return desk.join([escape(name) if desk.language == "zh" else f"*{escape(name)}*" for name in names])


def next_sentence(area: str, desk: Desk) -> str:
    """What falls due next."""
    own = {"area": area, "organization": "", "state": NOT_DUE}
    day = ask("progress", "min:due", **own)
    if not answer(day, desk):
        return ""
    falling = ask("progress", "count", **own, due=answer(day, desk))
    if desk.language == "zh":
        return f"下一个到期日是{show_fact(day, desk)}，届时有{show_fact(falling, desk)}个目标到期。"
    return f"The next date is {show_fact(day, desk)}, when {count(falling, desk, 'target')} fall due."
