"""Commitments: targets and responsibilities go in, what each organization answers for comes out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.derive import Register, group, id_among_all
from plans.derive_progress import Progress, due_date
from plans.derive_targets import Target
from plans.model import Package, Row

TASK, INDICATOR, SHARE = "task", "indicator", "share"
LEAD = "lead"
# How a collective name such as 各乡镇（街道） names organizations of these kinds.
COLLECTIVE = {"township": "乡镇", "subdistrict": "街道"}


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing that one organization answers for.

    `subject` is the id of the task or indicator, `target` that of the target, which a task does not have;
    `joint` counts the organizations that answer for the same; `role` is empty where only a share is given.
    """

    organization: str
    area: str
    plan: str
    kind: str
    subject: str
    target: str
    title: str
    title_en: str
    role: str
    joint: int
    period: str
    comparator: str
    value: Decimal | None
    unit: str
    due: date | None
    passages: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Tasks of a plan (rows, in its order) by organizations (columns, most tasks led first), with the role in
    each cell by ids of task and organization; a task that nobody answers for has an empty row.
    """

    plan: str
    tasks: tuple[Row, ...]
    organizations: tuple[str, ...]
    roles: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Organizations of a plan with one kind of duty but not the other.

    `collective` have shares and no task of their own, but belong to a collective name that has one.
    """

    plan: str
    shares_only: tuple[str, ...]
    collective: tuple[str, ...]
    tasks_only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A responsibility as the notice assigns it: `subject` is the row of the task or indicator."""

    plan: Package
    row: Row
    kind: str
    subject: Row
    targets: tuple[Target, ...] = ()


def derive_commitments(register: Register, targets: Sequence[Target]) -> tuple[Commitment, ...]:
    """Everything that organizations answer for, by organization, then plan by plan as the notices have it."""
    targets_of_plan = group((target.plan, target) for target in targets)
    found = [
        commitment
        for name in sorted(register.plans)
        for commitment in list_commitments(register.plans[name], targets_of_plan.get(name, ()))
    ]
    return tuple(sorted(found, key=lambda commitment: commitment.organization))


def list_commitments(plan: Package, targets: Sequence[Target]) -> Iterator[Commitment]:
    """The commitments of a plan."""
    assignments = list(assign(plan, targets))
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for assignment in assignments:
        holders[assignment.kind, assignment.subject["id"]].add(assignment.row["organization"])
    for assignment in assignments:
        shared = assignment.kind != SHARE
        joint = len(holders[assignment.kind, assignment.subject["id"]]) if shared else 1
        for target in assignment.targets or (None,):
            yield commit(assignment, target, joint)


def assign(plan: Package, targets: Sequence[Target]) -> Iterator[Assignment]:
    """Tasks, indicators and shares as the notice assigns them, then shares that only its figures give."""
    tasks = {row["id"]: row for row in plan.rows("tasks")}
    indicators = {row["id"]: row for row in plan.rows("indicators")}
    given: set[str] = set()
    for row in plan.rows("responsibilities"):
        shares = tuple(target for target in targets if is_share(target, row))
        given |= {target.id for target in shares}
        if row["task"]:
            yield Assignment(plan, row, TASK, tasks[row["task"]])
        elif shares:
            yield Assignment(plan, row, SHARE, indicators[row["indicator"]], shares)
        else:
            whole = tuple(target for target in targets if is_whole(target, row, plan))
            yield Assignment(plan, row, INDICATOR, indicators[row["indicator"]], whole)
    for target in targets:
        if target.organization and target.id not in given:
            row = Row(0, {"organization": target.organization})
            yield Assignment(plan, row, SHARE, indicators[target.indicator], (target,))


def is_share(target: Target, row: Row) -> bool:
    """Whether a target is the share of an organization, and the passage of its responsibility proves it."""
    return (target.indicator, target.organization) == (row["indicator"], row["organization"]) and is_proven(
        target, row
    )


def is_whole(target: Target, row: Row, plan: Package) -> bool:
    """Whether a target of an indicator is for the plan's area, or for a zone that the same passage names."""
    named = target.area == plan.descriptor["plan"]["area"] or is_proven(target, row)
    return target.indicator == row["indicator"] and not target.organization and named


def is_proven(target: Target, row: Row) -> bool:
    """Whether the passage of a responsibility states a target."""
    return id_among_all(target.plan, row["passage"]) in target.passages.split()


def commit(assignment: Assignment, target: Target | None, joint: int) -> Commitment:
    """One commitment; without a target it has no year: notices give tasks no date of their own."""
    plan, row, subject = assignment.plan, assignment.row, assignment.subject
    field = "title" if assignment.kind == TASK else "name"
    own = [id_among_all(plan.name, passage) for passage in (row["passage"], subject["passage"]) if passage]
    return Commitment(
        organization=row["organization"],
        area=target.area if target else plan.descriptor["plan"]["area"],
        plan=plan.name,
        kind=assignment.kind,
        subject=subject["id"],
        target=target.id if target else "",
        title=subject[field],
        title_en=subject[f"{field}_en"],
        role=row["role"],
        joint=joint,
        period=target.period if target else "",
        comparator=target.comparator if target else "",
        value=target.value if target else None,
        unit=target.unit if target else "",
        due=due_date(target.period) if target else None,
        passages=" ".join(dict.fromkeys([*own, *(target.passages.split() if target else ())])),
    )


def by_organization(commitments: Iterable[Commitment]) -> dict[str, tuple[Commitment, ...]]:
    """What each organization answers for."""
    return group((commitment.organization, commitment) for commitment in commitments)


def by_area(commitments: Iterable[Commitment]) -> dict[str, tuple[Commitment, ...]]:
    """What is answered for in each area."""
    return group((commitment.area, commitment) for commitment in commitments)


def progress_of_organizations(
    commitments: Iterable[Commitment], progress: Iterable[Progress]
) -> dict[str, tuple[Progress, ...]]:
    """Where the targets stand that each organization answers for."""
    standing = {row.target: row for row in progress}
    pairs = dict.fromkeys((found.organization, found.target) for found in commitments if found.target)
    return group((organization, standing[target]) for organization, target in pairs)


def task_matrix(plan: Package) -> Matrix:
    """Who has which role in which task of a plan; who leads a task is shown as leading."""
    rows = [row for row in plan.rows("responsibilities") if row["task"]]
    rows.sort(key=lambda row: row["role"] == LEAD)
    roles = {(row["task"], row["organization"]): row["role"] for row in rows}
    led = Counter(organization for (_, organization), role in roles.items() if role == LEAD)
    had = Counter(organization for _, organization in roles)
    columns = sorted(had, key=lambda organization: (-led[organization], -had[organization], organization))
    return Matrix(plan.name, plan.rows("tasks"), tuple(columns), roles)


def find_gaps(plan: Package, register: Register, commitments: Iterable[Commitment]) -> Gaps:
    """Who has shares of a plan's targets but no task, and the other way round where a plan has shares."""
    rows = register.organizations
    holders = group(
        (found.kind, rows[found.organization]) for found in commitments if found.plan == plan.name
    )
    tasks = {row["id"]: row for row in holders.get(TASK, ())}
    shares = {row["id"]: row for row in holders.get(SHARE, ())}
    without = [row for id_, row in sorted(shares.items()) if id_ not in tasks]
    members = [row["id"] for row in without if any(is_member(row, other) for other in tasks.values())]
    alone = [
        id_
        for id_, row in sorted(tasks.items())
        if shares and id_ not in shares and not any(is_member(other, row) for other in shares.values())
    ]
    return Gaps(
        plan=plan.name,
        shares_only=tuple(row["id"] for row in without if row["id"] not in members),
        collective=tuple(members),
        tasks_only=tuple(alone),
    )


def is_member(organization: Row, collective: Row) -> bool:
    """Whether a collective name stands for an organization among others."""
    word = COLLECTIVE.get(organization["kind"], "")
    same = (collective["kind"], collective["area"]) == ("group", organization["area"])
    return same and word != "" and word in collective["name"]
