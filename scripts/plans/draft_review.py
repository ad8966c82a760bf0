"""The review page of a draft: a draft goes in, one HTML page comes out that needs no network.

The text stands on the left with the proposals marked, the proposals on the right; all words are escaped.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import jinja2

from plans.draft_package import Draft
from plans.draft_points import NAMES, SECTIONS, list_points
from plans.draft_proposal import THRESHOLD, Proposal
from plans.evidence import Span, find_wording
from plans.model import Language, Text

STATEMENT = "statement"
KINDS: dict[str, Text] = {STATEMENT: Text("公文信息", "the document")} | {**NAMES}
FIELDS = {
    "indicator": Text("指标", "indicator"),
    "task": Text("任务", "task"),
    "concept": Text("共用指标", "concept"),
    "value": Text("数字", "value"),
    "printed": Text("印作", "printed as"),
    "origin": Text("出处", "found in"),
    "ref": Text("代号", "reference"),
    "number": Text("序号", "number"),
    "name": Text("名称", "name"),
    "parent": Text("上级", "parent"),
    "attribute": Text("属性", "attribute"),
    "measure": Text("类型", "measure"),
    "unit": Text("单位", "unit"),
    "section": Text("章节", "section"),
    "area": Text("地区", "area"),
    "organization": Text("机构", "organization"),
    "period": Text("年份", "period"),
    "kind": Text("类别", "kind"),
    "comparator": Text("比较符", "comparator"),
    "wording": Text("原文用词", "wording"),
    "title": Text("标题", "title"),
    "role": Text("角色", "role"),
    "match": Text("对应程度", "match"),
    "score": Text("相似度", "score"),
}
REFERENCES = ("indicator", "task", "parent")


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal as the page shows it; `mark` is the place that it is about within its passage."""

    number: int
    kind: str
    level: str
    confidence: str
    is_written: bool
    cells: tuple[tuple[str, str], ...]
    passage: Span
    mark: Span
    doubt: Text
    held: Text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with the cards that it belongs to."""

    words: str
    numbers: str
    level: str
    kind: str
    is_mark: bool


def write_review(draft: Draft, template: str, language: Language) -> str:
    """The page."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    cards = list_cards(draft)
    return environment.from_string(template).render(
        name=draft.package.name,
        language=language,
        cards=cards,
        pieces=list(cut_text(draft.notice.text, cards)),
        quotes={card.number: " ".join(draft.notice.text[slice(*card.passage)].split()) for card in cards},
        kinds={kind: name for kind, name in KINDS.items() if any(card.kind == kind for card in cards)},
        fields=FIELDS,
        points=[
            (name, [point.words for point in list_points(draft) if point.section == section])
            for section, name in SECTIONS.items()
        ],
        threshold=THRESHOLD,
    )


def list_cards(draft: Draft) -> list[Card]:
    """What the notice states of itself and what is proposed, in the order of the text."""
    named = {
        proposal.cells["ref"]: proposal.cells.get("name") or proposal.cells.get("title", "")
        for proposal in draft.proposals
        if "ref" in proposal.cells
    }
    marks = find_marks(draft.proposals, draft.notice.text)
    statements = [
        Card(
            number=place,
            kind=STATEMENT,
            level="some" if item.doubt.zh else "high",
            confidence="",
            is_written=True,
            cells=((item.field, item.value),),
            passage=(item.start, item.end),
            mark=(item.start, item.end),
            doubt=item.doubt,
            held=Text("", ""),
        )
        for place, item in enumerate(draft.statements)
    ]
    cards = [
        Card(
            number=len(statements) + place,
            kind=proposal.kind,
            level=level(proposal.confidence),
            confidence=f"{proposal.confidence:.2f}",
            is_written=place in draft.rows.written,
            cells=tuple(show_cells(proposal.cells, named)),
            passage=(proposal.start, proposal.end),
            mark=marks[place],
            doubt=proposal.doubt,
            held=draft.rows.held.get(place, Text("", "")),
        )
        for place, proposal in enumerate(draft.proposals)
    ]
    return sorted((*statements, *cards), key=lambda card: (card.mark, card.number))


def level(confidence: float) -> str:
    """How certain a proposal is, in a word that the page has a colour for."""
    return "high" if confidence >= 0.9 else "some" if confidence >= THRESHOLD else "low"


def show_cells(cells: Mapping[str, str], named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The cells that are filled, with names in place of references."""
    for field, cell in cells.items():
        if cell and field != "ref":
            yield field, named.get(cell, cell) if field in REFERENCES else cell


def find_marks(proposals: Sequence[Proposal], text: str) -> list[Span]:
    """The place of each wording within its passage, the next one for each that repeats; else the passage."""
    seen: Counter[tuple[int, int, str]] = Counter()
    marks = []
    for proposal in proposals:
        wording = proposal.cells.get("wording", "")
        places = find_wording(text[proposal.start : proposal.end], wording)
        key = (proposal.start, proposal.end, wording)
        here = places[min(seen[key], len(places) - 1)] if places else (0, proposal.end - proposal.start)
        seen[key] += 1
        marks.append((proposal.start + here[0], proposal.start + here[1]))
    return marks


def cut_text(text: str, cards: Sequence[Card]) -> Iterator[Piece]:
    """The text cut wherever a passage or a mark begins or ends."""
    edges = {0, len(text), *(edge for card in cards for edge in (*card.passage, *card.mark))}
    by_start = sorted(cards, key=lambda card: card.passage)
    for start, end in pairwise(sorted(edges)):
        around = [c for c in by_start if c.passage[0] <= start and end <= c.passage[1]]
        marked = [c for c in around if c.mark[0] <= start and end <= c.mark[1]]
        chosen = marked or around
        least = min(chosen, key=lambda c: ("low", "some", "high").index(c.level), default=None)
        yield Piece(
            words=text[start:end],
            numbers=" ".join(str(card.number) for card in chosen),
            level=least.level if least else "",
            kind="value" if any(card.kind == "value" for card in marked) else "",
            is_mark=bool(marked),
        )
