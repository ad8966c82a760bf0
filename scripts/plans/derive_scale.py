"""The scale of progress: target, base and actual go in, the share of the way, status and pace come out.

Everything here is shown on the method page; the steps are in the spirit of the notices' own 五色图.
"""

from dataclasses import dataclass
from decimal import Decimal

from plans.derive_rounding import round_half_up
from plans.model import Text

# A target of 35左右 is met from 35 less 5 % of 35 on.
TOLERANCE = Decimal("0.05")
# Shares of the way are published, and judged, with one digit after the point.
DIGITS = 1
HIGHER, LOWER, UNKNOWN = 1, -1, 0
DIRECTIONS = {"ge": HIGHER, "gt": HIGHER, "le": LOWER, "lt": LOWER}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the scale; `threshold` is the least share of the way in %, None where the share is not asked.

    Colour, mark and word say the same; each colour has a contrast of at least 4.5 on white.
    """

    status: str
    threshold: Decimal | None
    colour: str
    shape: str
    mark: str
    word: Text
    rule: Text


SCALE = (
    Step(
        "met",
        None,
        "#00694f",
        "circle",
        "●",
        Text("完成", "met"),
        Text(
            "达到或超过目标；目标说“超过”的，必须超过", "target reached or exceeded; “more than” is exceeded"
        ),
    ),
    Step(
        "nearly",
        Decimal(90),
        "#0b5cad",
        "square",
        "■",
        Text("基本完成", "nearly met"),
        Text("没有达到目标，走完了从基期到目标的 90% 以上", "not met, 90 % of the way or more"),
    ),
    Step(
        "advancing",
        Decimal(60),
        "#7d5700",
        "triangle-up",
        "▲",
        Text("有进展", "advancing"),
        Text("走完了 60% 以上，不到 90%", "60 % of the way or more, less than 90 %"),
    ),
    Step(
        "lagging",
        Decimal(0),
        "#b3400e",
        "diamond",
        "◆",
        Text("滞后", "lagging"),
        Text("走了不到 60%", "less than 60 % of the way"),
    ),
    Step(
        "backward",
        None,
        "#9b1c4b",
        "triangle-down",
        "▼",
        Text("倒退", "backward"),
        Text("比基期还差", "worse than the base"),
    ),
)
UNGRADED = Step(
    "missed",
    None,
    "#566170",
    "cross",
    "✚",
    Text("没有达到（无基期，不分档）", "missed (no base, so no step)"),
    Text("没有达到目标，规划没有给出可比的基期值", "not met, and the plan gives no comparable base"),
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A target as it is judged; `direction` is where the better values lie."""

    comparator: str
    value: Decimal
    base: Decimal | None
    direction: int


def find_direction(comparator: str, value: Decimal, base: Decimal | None, concept: str) -> int:
    """Where the better values lie: as the comparator says, else from the base to the target, else as the
    shared concept says.
    """
    if comparator in DIRECTIONS:
        return DIRECTIONS[comparator]
    if base is not None and base != value:
        return HIGHER if value > base else LOWER
    return {"increase": HIGHER, "decrease": LOWER}.get(concept, UNKNOWN)


def is_met(promise: Promise, actual: Decimal, comparator: str = "eq") -> bool | None:
    """Whether an actual value keeps the promise; None where nothing says which side is better.

    `gt` and `lt` must be exceeded, unless the actual itself says 超过; `approx` allows the tolerance.
    """
    slack = TOLERANCE * abs(promise.value) if promise.comparator == "approx" else Decimal(0)
    gap = (actual - promise.value) * promise.direction
    if promise.direction == UNKNOWN:
        return True if abs(actual - promise.value) <= slack else None
    if gap or promise.comparator == "approx":
        return gap >= -slack
    if promise.comparator in ("gt", "lt"):
        return comparator == promise.comparator
    return comparator != ("lt" if promise.direction == HIGHER else "gt")


def share_covered(promise: Promise, actual: Decimal) -> Decimal | None:
    """The share of the way from base to target that is covered: (actual - base) / (target - base) in %.

    None without a base, and where the base already reaches the target, so that there is no way to cover.
    """
    if promise.base is None or (promise.value - promise.base) * promise.direction <= 0:
        return None
    return to_percent((actual - promise.base) / (promise.value - promise.base))


def share_expected(base_year: int, year: int, target_year: int) -> Decimal:
    """The share of the way that an even pace covers by the end of a year, in %."""
    return to_percent(Decimal(year - base_year) / (target_year - base_year))


def to_percent(share: Decimal) -> Decimal:
    """0.12345 → 12.3; never a negative zero."""
    return round_half_up(share * 100, DIGITS) + 0


def find_status(promise: Promise, actual: Decimal, met: bool | None) -> str:
    """The step of the scale; empty where nothing says which side is better."""
    covered = share_covered(promise, actual)
    if met is None:
        return ""
    if met:
        return SCALE[0].status
    if covered is None:
        return step_without_way(promise, actual)
    steps = (step.status for step in SCALE if step.threshold is not None and covered >= step.threshold)
    return next(steps, SCALE[-1].status)


def step_without_way(promise: Promise, actual: Decimal) -> str:
    """The step of an unmet target that has no base, or whose base already reached it."""
    if promise.base is None:
        return UNGRADED.status
    worse = (actual - promise.base) * promise.direction < 0
    return SCALE[-1].status if worse else SCALE[-2].status


def find_pace(met: bool | None, covered: Decimal | None, expected: Decimal | None) -> str:
    """`on-pace` or `behind` before the target's year is reported; empty where the way is unknown."""
    if met:
        return "on-pace"
    if covered is None or expected is None:
        return ""
    return "on-pace" if covered >= expected else "behind"
