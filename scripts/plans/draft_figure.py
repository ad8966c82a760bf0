"""One figure as it was read from a table or a sentence, and what the check will say of it."""

from dataclasses import dataclass, replace

from plans.draft_proposal import CERTAIN
from plans.evidence import find_cut_qualifier, find_wording, read_wording
from plans.model import Text

UNPROVEN = Text("原文用词读不出这个数值或比较符。", "The words do not state this value or comparator.")
NO_UNIT = Text("原文没有印出单位。", "No unit is printed.")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a figure, and its cell, which may stand above the row where it spans several."""

    role: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its indicator; `start` and `end` bound its passage in the notice."""

    name: str
    value: str
    unit: str
    period: str
    kind: str
    wording: str
    start: int
    end: int
    confidence: float
    origin: str
    section: str = ""
    number: str = ""
    parent: str = ""
    attribute: str = ""
    organization: str = ""
    area: str = ""
    owners: tuple[Owner, ...] = ()
    doubt: Text = CERTAIN

    @property
    def comparator(self) -> str:
        """What the wording says, as the check reads it."""
        return read_wording(self.wording).comparator if self.value else ""


def doubt(figure: Figure, confidence: float, why: Text) -> Figure:
    """The figure, at most this certain, with the reason."""
    words = figure.doubt if figure.doubt.zh else why
    return replace(figure, confidence=min(figure.confidence, confidence), doubt=words)


def prove(figure: Figure, text: str) -> Figure:
    """The figure, doubted where the check would not accept it."""
    quote, reading = text[figure.start : figure.end], read_wording(figure.wording)
    places = find_wording(quote, figure.wording)
    stated = figure.value in reading.numbers if figure.value else not reading.numbers
    cut = figure.value and all(find_cut_qualifier(quote, place) for place in places)
    if not places or not stated or cut or reading.comparator == "mixed":
        return doubt(figure, 0.3, UNPROVEN)
    return figure
