"""The page of the audit of the notices: what our rules found, and what the editors remarked."""

from plans.derive import group
from plans.derive_findings import AUDITS, Finding
from plans.page import FIRST_CIRCLED, Desk, area_page, escape, link, page_text, plan_page, source_page

HERE = "findings/index.md"
REMARK_KINDS = ("arithmetic", "conflict", "ambiguity", "misprint", "damage")


def write_findings(desk: Desk) -> str:
    """The Markdown of `/findings/`."""
    origins = group((finding.origin, finding) for finding in desk.results.findings)
    by_rule = group((finding.rule, show_finding(finding, desk)) for finding in origins.get("machine", ()))
    by_kind = group((finding.rule, show_finding(finding, desk)) for finding in origins.get("editor", ()))
    title = "核对发现" if desk.language == "zh" else "Findings on the notices"
    description = (
        "对公文本身的核对：算术、前后说法、口径和期限，每条都附依据和原文出处。"
        if desk.language == "zh"
        else "An audit of the notices themselves: arithmetic, wording, scope and dates, with passages."
    )
    body = desk.write(
        "findings.md",
        title=title,
        description=description,
        counts={origin: len(found) for origin, found in origins.items()},
        audits=[
            (audit.id, audit.title[desk.language], audit.explanation[desk.language], by_rule[audit.id])
            for audit in AUDITS
            if audit.id in by_rule
        ],
        clean=[(audit.id, audit.title[desk.language]) for audit in AUDITS if audit.id not in by_rule],
        remarks={kind: by_kind[kind] for kind in REMARK_KINDS if kind in by_kind},
        method=link("方法" if desk.language == "zh" else "method", HERE, "method/index.md", "findings"),
    )
    return page_text(title, description, body)


def show_finding(finding: Finding, desk: Desk) -> dict[str, str]:
    """A finding as a line: where, what, by which arithmetic, on which words."""
    plan = desk.register.plans[finding.plan]
    area = desk.register.areas[plan.descriptor["plan"]["area"]]
    chinese = desk.language == "zh"
    return {
        "id": finding.id,
        "area": link(escape(desk.name(area)), HERE, area_page(area["id"])),
        "plan": link(escape(desk.plan_title(plan)), HERE, plan_page(plan.name)),
        "finding": escape(finding.finding if chinese else finding.finding_en),
        "arithmetic": escape(finding.arithmetic),
        "remark": escape(finding.remark if chinese else finding.remark_en)
        if finding.origin == "machine"
        else "",
        "passages": cite_passages(finding.passages, HERE),
    }


def cite_passages(passages: str, here: str) -> str:
    """①② and on, each linked to the words that it stands for."""
    shown = []
    for number, reference in enumerate(passages.split()):
        plan, passage = reference.split(".")
        mark = chr(FIRST_CIRCLED + number) if number < 20 else f"({number + 1})"
        shown.append(link(mark, here, source_page(plan), passage))
    return "".join(shown)
