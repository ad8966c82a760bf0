"""Findings: the register goes in, what audits found and what editors remarked comes out, told apart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from plans.derive import Register, derive_uses, group, id_among_all
from plans.derive_decomposition import Part, derive_decomposition
from plans.derive_findings_audit import Audit as Audit
from plans.derive_findings_audit import Case, Observation
from plans.derive_findings_changes import CHANGES
from plans.derive_findings_parts import PARTS
from plans.derive_findings_paths import PATHS
from plans.derive_findings_statements import STATEMENTS
from plans.model import Package, Row, Text

AUDITS: tuple[Audit, ...] = tuple(sorted((*CHANGES, *PARTS, *PATHS, *STATEMENTS), key=lambda audit: audit.id))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader of a notice should know, found by a rule or remarked by an editor."""

    id: str
    rule: str
    plan: str
    indicator: str
    area: str
    period: str
    passages: str
    arithmetic: str
    finding: str
    finding_en: str
    origin: str
    remark: str
    remark_en: str


def derive_findings(register: Register) -> tuple[Finding, ...]:
    """Every finding on every plan: those of the audits by id, then the editors' remarks by id."""
    parts = group((part.plan, part) for part in derive_decomposition(register))
    found = [
        finding
        for name, plan in register.plans.items()
        for finding in audit_plan(plan, parts.get(name, ()), register)
    ]
    remarked = [finding for plan in register.plans.values() for finding in read_remarks(plan)]
    return (*number_ids(found), *number_ids(remarked))


def audit_plan(plan: Package, parts: tuple[Part, ...], register: Register) -> Iterator[Finding]:
    """What the audits find in one plan."""
    case = Case(plan, derive_uses(keep_notice(plan), register.units), parts, register)
    for audit in AUDITS:
        for observation in audit.function(case):
            yield describe(audit, plan, observation)


def keep_notice(plan: Package) -> Package:
    """The plan with the figures of its own notice, without those of later reports."""
    notice = plan.descriptor["sources"][0]["resource"]
    passages = {row["id"] for row in plan.rows("passages") if row["source"] == notice}
    rows = tuple(row for row in plan.rows("values") if row["passage"] in passages)
    return replace(plan, tables={**plan.tables, "values": replace(plan.tables["values"], rows=rows)})


def describe(audit: Audit, plan: Package, observation: Observation) -> Finding:
    """An observation as a finding, with what an editor remarked on its passages."""
    zone = observation.area if observation.area != plan.descriptor["plan"]["area"] else ""
    names = (audit.id, plan.name, observation.indicator, zone, observation.period)
    remark = find_remarks(plan, observation)
    return Finding(
        id=".".join(name for name in names if name),
        rule=audit.id,
        plan=plan.name,
        indicator=observation.indicator,
        area=observation.area,
        period=observation.period,
        passages=observation.passages,
        arithmetic=observation.arithmetic,
        finding=observation.finding.zh,
        finding_en=observation.finding.en,
        origin="machine",
        remark=remark.zh,
        remark_en=remark.en,
    )


def find_remarks(plan: Package, observation: Observation) -> Text:
    """The remarks on the passages of an observation.

    Damage to the archive says nothing on figures, and what concerns a whole plan has too many passages.
    """
    passages = set(observation.passages.split()) if observation.indicator else set()
    rows = [
        row
        for row in plan.rows("remarks")
        if id_among_all(plan.name, row["passage"]) in passages and row["kind"] != "damage"
    ]
    return Text("".join(row["remark"] for row in rows), " ".join(row["remark_en"] for row in rows))


def read_remarks(plan: Package) -> Iterator[Finding]:
    """The remarks of a plan's editors, each with the figure of its passage where there is only one."""
    figures = group((row["passage"], row) for row in plan.rows("values"))
    for row in plan.rows("remarks"):
        rows = figures.get(row["passage"], ())
        yield Finding(
            id=f"editor.{plan.name}.{row['passage']}.{row['kind']}",
            rule=row["kind"],
            plan=plan.name,
            indicator=only(rows, "indicator"),
            area=only(rows, "area") or plan.descriptor["plan"]["area"],
            period=only(rows, "period"),
            passages=id_among_all(plan.name, row["passage"]),
            arithmetic="",
            finding=row["remark"],
            finding_en=row["remark_en"],
            origin="editor",
            remark="",
            remark_en="",
        )


def only(rows: tuple[Row, ...], field: str) -> str:
    """The cell that all rows have, empty where they differ."""
    cells = {row[field] for row in rows}
    return cells.pop() if len(cells) == 1 else ""


def number_ids(findings: list[Finding]) -> Iterator[Finding]:
    """The findings by id, the second and later ones of an id numbered."""
    ordered = sorted(findings, key=lambda finding: (finding.id, finding.arithmetic, finding.finding))
    for _, same in groupby(ordered, key=lambda finding: finding.id):
        for number, finding in enumerate(same, 1):
            yield finding if number == 1 else replace(finding, id=f"{finding.id}.{number}")
