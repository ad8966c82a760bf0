"""The report of an area, made for print: what was promised, changed, is due, and who answers for it."""

from plans.derive_progress import DUE, NOT_DUE, REPORTED
from plans.derive_revisions import Revision
from plans.model import Row
from plans.page import Desk, escape, link, organization_page, page_text, plan_page
from plans.page_fact import ask, count, number_of, show_date, show_fact
from plans.page_report_summary import (
    DIRECTIONS,
    answer_sentence,
    change_sentence,
    due_sentence,
    duties_of,
    next_sentence,
    pace_sentence,
    rank_organizations,
    summarize,
)
from plans.page_report_table import (
    Sheet,
    cite_target,
    list_overdue_rows,
    list_plan_rows,
    list_reported_rows,
)
from plans.page_standing import entries_of, whole_entries


def write_report(area: Row, desk: Desk) -> str:
    """The Markdown of `/areas/<area>/report/`."""
    sheet = Sheet(area["id"], tuple(plans_of(area["id"], desk)), desk)
    name = escape(desk.name(area))
    zh = desk.language == "zh"
    title = f"{name}规划目标报告" if zh else f"Plan targets of {name}: a report"
    body = desk.write(
        "report.md",
        title=title,
        lead=lead_sentence(name, desk),
        summary=summarize(area["id"], desk),
        documents=[document_line(plan, sheet) for plan in sheet.plans],
        promised=[promise_section(plan, sheet) for plan in sheet.plans],
        changed=change_section(sheet),
        due=due_section(sheet),
        answers=answer_section(sheet),
        doubts=doubt_sentence(sheet),
    )
    description = (
        f"{area['name']}：承诺、改动、到期和责任，一份可打印的报告。"
        if zh
        else f"{area['name_en']}: promises, changes, due dates and responsibilities, made for print."
    )
    return page_text(
        f"{desk.name(area)}规划目标报告" if zh else f"Plan targets of {desk.name(area)}", description, body
    )


def lead_sentence(name: str, desk: Desk) -> str:
    """What the report is about, and the day it speaks of."""
    day = f'<time datetime="{desk.today}">{show_date(desk.today, desk)}</time>'
    if desk.language == "zh":
        return f"{name}在规划里承诺了什么，改过什么，哪些已经到期，由谁负责。情况截至{day}。"
    return f"What the plans of {name} promise, what was changed, what is due and who answers. As of {day}."


def plans_of(area: str, desk: Desk) -> list[str]:
    """The plans with targets for an area, oldest first as far as their dates tell."""
    promised = {target.plan for target in desk.grouped.targets_of_area[area]}
    return sorted(promised, key=lambda plan: -desk.places_of_plans[plan])


def document_line(plan: str, sheet: Sheet) -> str:
    """A document with the number by which the report refers to it."""
    desk = sheet.desk
    package = desk.register.plans[plan]
    stated = package.descriptor["plan"]
    title = link(escape(desk.plan_title(package)), sheet.here, plan_page(plan))
    parts = [stated.get("document_number", ""), stated.get("written_on", "")]
    aside = " · ".join(escape(str(part)) for part in parts if part)
    return f"{sheet.number(plan)} {title}" + (f" <small>{aside}</small>" if aside else "")


def promise_section(plan: str, sheet: Sheet) -> dict[str, object]:
    """What one plan promises: a sentence and a table."""
    desk = sheet.desk
    own = {"plan": plan, "area": sheet.area, "organization": ""}
    indicators = ask("targets", "distinct:indicator", **own)
    targets = ask("targets", "count", **own)
    split = ask("targets", "count", **own, agreement="value")
    rows = list_plan_rows(plan, sheet)
    if desk.language == "zh":
        sentence = f"{show_fact(indicators, desk)}项指标，{show_fact(targets, desk)}个目标。"
        sentence += f"其中{show_fact(split, desk)}个目标在文中前后数字不一。" * bool(number_of(split, desk))
    else:
        sentence = f"{count(targets, desk, 'target')} on {count(indicators, desk, 'indicator')}. "
        sentence += f"The notice states {show_fact(split, desk)} of them with different numbers. " * bool(
            number_of(split, desk)
        )
    return {
        "id": plan,
        "title": f"{sheet.number(plan)} {escape(desk.plan_title(desk.register.plans[plan]))}",
        "sentence": join_sentences([sentence, pace_sentence(plan, sheet.area, desk)], desk),
        "rows": rows,
        "based": any(row["base"] for row in rows),
        "paced": any(row["pace"] for row in rows),
    }


def join_sentences(sentences: list[str], desk: Desk) -> str:
    """Sentences in a row: Chinese has no space between them."""
    return ("" if desk.language == "zh" else " ").join(text.strip() for text in sentences if text)


def change_section(sheet: Sheet) -> dict[str, object]:
    """What a later plan states otherwise, one line for each target."""
    found = sheet.desk.grouped.revisions_of_area.get(sheet.area, ())
    return {
        "sentence": "" if found else change_sentence(sheet.area, sheet.desk),
        "lines": [change_line(row, sheet) for row in found],
    }


def change_line(row: Revision, sheet: Sheet) -> tuple[str, str]:
    """Old and new beside each other, the change, and why the two may not be the same thing."""
    desk = sheet.desk
    name = escape(desk.name(desk.register.concepts[row.concept]))
    year = show_fact(ask("revisions", "period", id=row.id), desk)
    old, new = cite_target(row.old_target, sheet), cite_target(row.new_target, sheet)
    how = DIRECTIONS[row.direction][desk.language]
    if row.change_percent is not None and row.change_percent:
        percent = show_fact(ask("revisions", "change_percent", id=row.id), desk)
        how += f"{'' if desk.language == 'zh' else ' by '}{percent}%"
    reason = row.reason if desk.language == "zh" else row.reason_en
    for plan in sheet.plans:
        reason = reason.replace(f"{plan}{desk.colon}", f"〔{sheet.reference(plan)}〕 ")
    if desk.language == "zh":
        return f"**{name}**，{year}年：{old}改为{new}，{how}。", escape(reason and f"口径存疑：{reason}")
    return f"**{name}**, {year}: from {old} to {new}, {how}.", escape(reason and f"Doubtful: {reason}")


def due_section(sheet: Sheet) -> dict[str, object]:
    """What falls due when, and what is known of it."""
    desk, area = sheet.desk, sheet.area
    entries = whole_entries(entries_of(desk.grouped.targets_of_area[area], desk))
    days = sorted({entry.progress.due for entry in entries})
    own = {"area": area, "organization": ""}
    overdue = list_overdue_rows(sheet)
    return {
        "sentence": join_sentences([due_sentence(area, desk), next_sentence(area, desk)], desk),
        "dates": [
            [
                show_fact(ask("progress", "due", due=day.isoformat(), area=area), desk),
                *(
                    show_fact(ask("progress", "count", **own, due=day.isoformat(), state=state), desk)
                    for state in (DUE, REPORTED, NOT_DUE)
                ),
            ]
            for day in days
        ],
        "reported": list_reported_rows(sheet),
        "overdue": overdue,
        "owned": any(row[-1] for row in overdue),
    }


def answer_section(sheet: Sheet) -> dict[str, object]:
    """Who leads, shares and answers for what."""
    desk = sheet.desk
    names = desk.register.organizations
    return {
        "sentence": answer_sentence(sheet.area, desk),
        "rows": [
            [
                link(escape(desk.name(names[id_])), sheet.here, organization_page(id_)),
                *(
                    show_fact(question, desk) if number_of(question, desk) else ""
                    for question in duties_of(id_, sheet.area)
                ),
            ]
            for id_ in rank_organizations(sheet.area, desk)
        ],
    }


def doubt_sentence(sheet: Sheet) -> str:
    """How much a reader of the notices should know of, found by rules or remarked by editors."""
    desk = sheet.desk
    listed = link("核对结果" if desk.language == "zh" else "findings", sheet.here, "findings/index.md")
    lines = []
    for plan in sheet.plans:
        machine, editor = (ask("findings", "count", plan=plan, origin=who) for who in ("machine", "editor"))
        if desk.language == "zh":
            lines.append(
                f"- {sheet.number(plan)} 程序核对发现{show_fact(machine, desk)}处，"
                f"编辑备注{show_fact(editor, desk)}处。"
            )
        else:
            lines.append(
                f"- {sheet.number(plan)} {show_fact(machine, desk)} found by the audit, "
                f"{show_fact(editor, desk)} remarked by editors."
            )
    last = (
        f"逐条见{listed}。" if desk.language == "zh" else f"Each is listed with its passage under {listed}."
    )
    return "\n".join([*lines, "", last])
