"""Derived rows by what pages ask for: each grouping is made once, when a page first asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from plans.derive import group
from plans.derive_commitments import Commitment
from plans.derive_decomposition import Part
from plans.derive_results import Results
from plans.derive_revisions import Revision
from plans.derive_targets import Target
from plans.derive_trajectories import Trajectory
from plans.export_table import show_cell


@dataclass(frozen=True)
class Grouped:
    """The rows of the derived tables, in their order, by plan, concept or area."""

    results: Results

    @cached_property
    def targets_of_plan(self) -> dict[str, tuple[Target, ...]]:
        return group((target.plan, target) for target in self.results.targets)

    @cached_property
    def targets_of_area(self) -> dict[str, tuple[Target, ...]]:
        return group((target.area, target) for target in self.results.targets)

    @cached_property
    def targets_of_concept(self) -> dict[str, tuple[Target, ...]]:
        return group((target.concept, target) for target in self.results.targets)

    @cached_property
    def trajectories_of_plan(self) -> dict[str, tuple[Trajectory, ...]]:
        return group((row.plan, row) for row in self.results.trajectories)

    @cached_property
    def revisions_of_plan(self) -> dict[str, tuple[Revision, ...]]:
        """What a plan revises, and what of it was revised."""
        return group((plan, row) for row in self.results.revisions for plan in {row.old_plan, row.new_plan})

    @cached_property
    def revisions_of_concept(self) -> dict[str, tuple[Revision, ...]]:
        return group((row.concept, row) for row in self.results.revisions)

    @cached_property
    def revisions_of_area(self) -> dict[str, tuple[Revision, ...]]:
        return group((row.area, row) for row in self.results.revisions)

    @cached_property
    def parts_of_plan(self) -> dict[str, tuple[Part, ...]]:
        """What is a part of a plan's targets, and the parts that these are of others."""
        return group(
            (plan, part) for part in self.results.decomposition for plan in {part.plan, part.whole_plan}
        )

    @cached_property
    def parts_of_concept(self) -> dict[str, tuple[Part, ...]]:
        return group((part.concept, part) for part in self.results.decomposition)

    @cached_property
    def commitments_of_plan(self) -> dict[str, tuple[Commitment, ...]]:
        return group((row.plan, row) for row in self.results.commitments)

    @cached_property
    def commitments_of_area(self) -> dict[str, tuple[Commitment, ...]]:
        return group((row.area, row) for row in self.results.commitments)

    @cached_property
    def by_cell(self) -> dict[tuple[str, str], dict[str, tuple[object, ...]]]:
        """The rows of a published table by the cells of one of its columns, as far as asked for."""
        return {}

    def rows_with(self, table: str, column: str, cell: str) -> Sequence[object]:
        """The rows of a published table that have a cell."""
        if (table, column) not in self.by_cell:
            rows = getattr(self.results, table)
            self.by_cell[table, column] = group((show_cell(getattr(row, column)), row) for row in rows)
        return self.by_cell[table, column].get(cell, ())
