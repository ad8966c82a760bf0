"""All derived results together: the register and a day go in, every published table comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from plans.derive import Register
from plans.derive_commitments import Commitment, derive_commitments
from plans.derive_decomposition import derive_decomposition
from plans.derive_decomposition_part import Part
from plans.derive_findings import Finding, derive_findings
from plans.derive_progress import Progress, derive_progress
from plans.derive_revisions import Revision, derive_revisions
from plans.derive_targets import Target, derive_targets
from plans.derive_trajectories import Trajectory, derive_trajectories


@dataclass(frozen=True, slots=True)
class Results:
    """The derived tables; the names of the fields are those of the tables as published."""

    targets: tuple[Target, ...]
    trajectories: tuple[Trajectory, ...]
    revisions: tuple[Revision, ...]
    decomposition: tuple[Part, ...]
    progress: tuple[Progress, ...]
    findings: tuple[Finding, ...]
    commitments: tuple[Commitment, ...]


def derive_results(register: Register, today: date) -> Results:
    """Everything that follows from the plans, as it stands on a day."""
    targets = derive_targets(register)
    return Results(
        targets=targets,
        trajectories=derive_trajectories(register),
        revisions=derive_revisions(register),
        decomposition=derive_decomposition(register),
        progress=derive_progress(register, targets, today),
        findings=derive_findings(register),
        commitments=derive_commitments(register, targets),
    )


def list_tables(results: Results) -> dict[str, Sequence[object]]:
    """The records by the name of their table, in the order of publication."""
    return {field.name: getattr(results, field.name) for field in fields(results)}
