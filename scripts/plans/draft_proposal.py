"""What the draft tool proposes: the cells of a row, the place in the notice they come from, and a doubt.

`ref` names an indicator or a task within one draft (its id is given later); `indicator`, `parent` and `task`
point to a `ref`. `organization`, `area` and `section` are as printed; `origin` is table or prose,
`printed` the name that the indicator has there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from plans.model import Text

Kind = Literal["indicator", "value", "task", "responsibility", "concept"]
CELLS: Mapping[Kind, tuple[str, ...]] = {
    "indicator": ("ref", "number", "name", "parent", "attribute", "measure", "unit", "section"),
    "value": (
        *("indicator", "area", "organization", "period", "kind", "comparator", "value", "unit"),
        *("wording", "section", "origin", "printed"),
    ),
    "task": ("ref", "number", "parent", "kind", "title", "section"),
    "responsibility": ("task", "indicator", "organization", "role", "section"),
    "concept": ("indicator", "concept", "match", "score"),
}
THRESHOLD = 0.7
"""Proposals from here on are written to the package; what is less certain is only shown."""
CERTAIN = Text("", "")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed row; the passage is what stands from `start` to `end` of the notice's text."""

    kind: Kind
    cells: Mapping[str, str]
    start: int
    end: int
    confidence: float
    doubt: Text = CERTAIN

    @property
    def is_written(self) -> bool:
        """Whether the proposal is certain enough for the package."""
        return self.confidence >= THRESHOLD
