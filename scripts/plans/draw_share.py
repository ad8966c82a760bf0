"""Shares: what districts promise and what the city promises go in, bars on the city's scale come out.

What no recorded district promises is an empty hatched bar: this site holds not every district's plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.draw import ACCENT, INK, MUTED, Spec
from plans.draw_marks import (
    CARD,
    LEADING,
    SIZE,
    SMALL,
    Block,
    Mark,
    Word,
    draw_marks,
    fade,
    hatch,
    one_digit,
    plain,
    stack,
    wrap,
)
from plans.draw_revision import Amount
from plans.model import Language, Text

# The longest bar ends where a fading end still has room.
LONGEST, FADE, BAR = 332, 24, 14
LEFT, TOP, NAME_ROOM, NAME_GAP, ROW_GAP, HATCH = 2, 22, 220, 2, 10, 7
REST = Text("其余区县未收录", "Other districts not recorded")
EXCESS = Text("已收录区县合计超出", "Recorded districts exceed it by")
BEYOND = "#a83a00"


@dataclass(frozen=True, slots=True)
class Share:
    """What an area promises; all amounts of a chart have the same unit."""

    name: Text
    amount: Amount


def share_chart(shares: Sequence[Share], whole: Share, unit: Text, language: Language) -> Spec | None:
    """The whole, each share in the order given, and the rest; None where there is nothing to divide."""
    if not shares or whole.amount.value <= 0:
        return None
    rest = find_rest(shares, whole)
    longest = max(share.amount.value for share in (*shares, whole))
    marks: list[Mark] = [Word(LEFT, 10, unit[language], MUTED, SMALL)]
    top = float(TOP)
    for share in (whole, *shares, *([rest] if rest.amount.value else [])):
        name = wrap(share.name[language], NAME_ROOM, SIZE)
        bar = top + len(name) * LEADING + NAME_GAP
        marks += stack(name, LEFT, (top + bar - NAME_GAP) / 2, Word(0, 0, ""))
        text = share.amount.label if share is whole else label_share(share, whole)
        marks.append(Word(CARD - 4, top + LEADING / 2, text, INK, SIZE, 600, "right"))
        end = LEFT + LONGEST * float(share.amount.value / longest)
        if share.name is REST:
            marks += hatch((LEFT, bar, end, bar + BAR), HATCH, MUTED)
        else:
            colour = MUTED if share is whole else BEYOND if share is rest else ACCENT
            marks += draw_bar(share.amount, Block(LEFT, bar, end, bar + BAR, colour))
        top = bar + BAR + ROW_GAP
    return draw_marks(marks, CARD, top)


def find_rest(shares: Sequence[Share], whole: Share) -> Share:
    """What the whole leaves, about so where a share is only a limit; the excess where it leaves nothing."""
    left = whole.amount.value - sum((share.amount.value for share in shares), Decimal(0))
    exact = {share.amount.comparator for share in (*shares, whole)} <= {"", "eq"}
    return Share(REST if left >= 0 else EXCESS, Amount(abs(left), "eq" if exact else "approx"))


def label_share(share: Share, whole: Share) -> str:
    """≥1000 · 2.2%: what the notice prints, and what that is of the whole."""
    return f"{share.amount.label} · {plain(percent(share, whole))}%"


def percent(share: Share, whole: Share) -> Decimal:
    return one_digit(share.amount.value * 100 / whole.amount.value)


def draw_bar(amount: Amount, bar: Block) -> list[Block]:
    """A bar from zero; one that is only a lower limit fades to the right."""
    is_open = amount.comparator in ("ge", "gt")
    beyond = replace(bar, x=bar.x2, x2=bar.x2 + FADE)
    return [bar, *(fade(beyond, "right") if is_open else ())]
