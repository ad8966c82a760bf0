"""The whole extraction: a notice and the vocabulary in, proposals out, in the order of the text.

A notice without grids is one whose tables were flattened: they are put together again first.
"""

from collections.abc import Iterator
from dataclasses import replace

from plans.draft_concepts import suggest
from plans.draft_figure import Figure, prove
from plans.draft_grid import find_grids
from plans.draft_indicators import Indicator, group_figures
from plans.draft_notice import Notice
from plans.draft_outline import Paragraph, list_paragraphs
from plans.draft_period import read_frame
from plans.draft_proposal import Proposal
from plans.draft_prose import read_paragraphs
from plans.draft_table import read_grid
from plans.draft_tasks import Task, list_duties, list_tasks
from plans.model import Package, Text

NAMES = Text("按名称相似提出，口径由人判断。", "Proposed for its name: a person decides on the definition.")
DAMAGED = Text("序号残缺。", "Its number is damaged.")


def propose(notice: Notice, vocabulary: Package) -> tuple[Proposal, ...]:
    """Indicators, values, tasks, responsibilities and concepts that the notice seems to state."""
    notice = replace(notice, grids=notice.grids or find_grids(notice.text))
    paragraphs = list_paragraphs(notice.text, notice.grids)
    figures = list_figures(notice, paragraphs)
    indicators = group_figures(figures, find_same(figures, vocabulary))
    tasks = list_tasks(paragraphs)
    proposals = [
        *(proposal for indicator in indicators for proposal in propose_indicator(indicator, vocabulary)),
        *(propose_task(task) for task in tasks),
        *propose_duties(notice, paragraphs, tasks),
    ]
    return tuple(sorted(proposals, key=lambda proposal: (proposal.start, proposal.end)))


def find_same(figures: tuple[Figure, ...], vocabulary: Package) -> dict[str, str]:
    """The concept of every name that is one of its names."""
    units = {figure.name: figure.unit for figure in figures if figure.unit}
    found = {name: suggest(name, unit, vocabulary) for name, unit in units.items()}
    return {name: one.concept for name, one in found.items() if one and one.match == "exact"}


def list_figures(notice: Notice, paragraphs: tuple[Paragraph, ...]) -> tuple[Figure, ...]:
    """The figures of the tables and the prose, in the order of the text."""
    frame = read_frame(notice.text, notice.facts)
    tables = [figure for grid in notice.grids for figure in read_grid(grid, frame)]
    prose = read_paragraphs(notice.text, paragraphs, frame)
    proven = [prove(figure, notice.text) for figure in (*tables, *prose)]
    return tuple(sorted(proven, key=lambda figure: (figure.start, figure.end)))


def propose_indicator(indicator: Indicator, vocabulary: Package) -> Iterator[Proposal]:
    """An indicator with its figures, its owners, and the concept that it may be."""
    main = indicator.main
    sure = max(figure.confidence for figure in indicator.figures)
    cells = {
        "ref": indicator.ref,
        "number": main.number,
        "name": indicator.name,
        "parent": indicator.parent,
        "attribute": main.attribute,
        "measure": indicator.measure,
        "unit": main.unit,
        "section": main.section,
    }
    yield Proposal("indicator", cells, main.start, main.end, sure, main.doubt)
    for figure in indicator.figures:
        yield propose_value(indicator.ref, figure)
    for owner in dict.fromkeys(owner for figure in indicator.figures for owner in figure.owners):
        named = {"task": "", "indicator": indicator.ref, "organization": owner.name, "role": owner.role}
        span = (min(owner.start, main.start), max(owner.end, main.end))
        yield Proposal("responsibility", named | {"section": main.section}, *span, min(sure, 0.92))
    if found := suggest(indicator.name, main.unit, vocabulary):
        link = {
            "indicator": indicator.ref,
            "concept": found.concept,
            "match": found.match,
            "score": f"{found.score:.2f}",
        }
        yield Proposal("concept", link, main.start, main.end, min(found.score, sure), NAMES)


def propose_value(ref: str, figure: Figure) -> Proposal:
    """The row of a figure."""
    cells = {
        "indicator": ref,
        "area": figure.area,
        "organization": figure.organization,
        "period": figure.period,
        "kind": figure.kind,
        "comparator": figure.comparator,
        "value": figure.value,
        "unit": figure.unit,
        "wording": figure.wording,
        "section": figure.section,
        "origin": figure.origin,
        "printed": figure.name,
    }
    return Proposal("value", cells, figure.start, figure.end, figure.confidence, figure.doubt)


def propose_task(task: Task) -> Proposal:
    """The row of a task; one whose number is damaged is less certain."""
    heading = task.heading
    cells = {
        "ref": task.ref,
        "number": heading.number,
        "parent": task.parent,
        "kind": task.kind,
        "title": heading.title,
        "section": task.section,
    }
    if len(heading.number) < 2:
        return Proposal("task", cells, heading.start, heading.end, 0.72, DAMAGED)
    return Proposal("task", cells, heading.start, heading.end, 0.9)


def propose_duties(
    notice: Notice, paragraphs: tuple[Paragraph, ...], tasks: tuple[Task, ...]
) -> Iterator[Proposal]:
    """The rows of who answers for a task."""
    for duty in list_duties(notice.text, paragraphs, tasks):
        cells = {
            "task": duty.task,
            "indicator": "",
            "organization": duty.organization,
            "role": duty.role,
            "section": duty.section,
        }
        yield Proposal("responsibility", cells, duty.start, duty.end, 0.9)
