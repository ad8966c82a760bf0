"""What a damage is that a program does to a table, and where one was found."""

from dataclasses import dataclass

from plans.model import Text


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage. `rule` finds it too, where it stands alone; `refusal` says why it is not mended.

    `example` is a cell or file as found, then as mended (empty where it is refused).
    """

    id: str
    title: Text
    cause: Text
    example: tuple[str, str]
    rule: str = ""
    refusal: Text | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A damage found at a cell, or in the whole file where there is no row."""

    damage: str
    row: int | None = None
    field: str | None = None
    found: str = ""
