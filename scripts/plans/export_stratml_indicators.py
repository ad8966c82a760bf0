"""The indicators of a plan in StratML: an objective each, with what is to be measured, targets and results.

A printed change is neither a target nor a level that was reached: it is other information.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from xml.etree.ElementTree import Element

from plans.address import absolute, concept_address
from plans.dataset_publication import Publication
from plans.derive import Figure, Register, Use, figure_id, group
from plans.export_stratml_parts import branch, find_duties, leaf, must, stakeholders
from plans.model import Row
from plans.words import WORDS

COMPARATOR = "比较符"
RESULTS = MappingProxyType({"target": "TargetResult", "actual": "ActualResult"})
# What the indicator of a plan is to the shared concept.
RELATIONS = MappingProxyType(
    {
        "exact": "Peer_To",
        "close": "Peer_To",
        "related": "Peer_To",
        "broad": "Narrower_Than",
        "narrow": "Broader_Than",
    }
)


def objective_id(indicator: str) -> str:
    """Unique in the document, and an XML name: ids of ours may begin with a digit."""
    return f"indicator.{indicator}"


def list_objectives(plan: str, publication: Publication) -> Iterator[Element]:
    """The indicators of a plan, in its order."""
    register = publication.register
    duties = find_duties(register.plans[plan], "indicator")
    for use in register.uses[plan]:
        row = use.indicator
        yield branch(
            "Objective",
            leaf("Name", row["name"]),
            leaf("Description", row["note"]),
            leaf("Identifier", objective_id(row["id"])),
            leaf("SequenceIndicator", row["number"]),
            stakeholders(duties.get(row["id"], ()), register),
            leaf("OtherInformation", "\n".join(tell_more(use))),
            list_indicators(use, publication),
        )


def tell_more(use: Use) -> Iterator[str]:
    """What StratML has no place for: English name and note, kind of measure, changes as printed."""
    row = use.indicator
    yield from filter(None, (row["name_en"], row["note_en"]))
    yield from (WORDS[row[field]].zh for field in ("attribute", "measure") if row[field])
    for figure in use.figures:
        if figure.kind == "change":
            wordings = dict.fromkeys(row["wording"] for row in figure.rows)
            yield f"{WORDS['change'].zh} {figure.period}：{'；'.join(wordings)}"


def list_indicators(use: Use, publication: Publication) -> Iterator[Element]:
    """One indicator for each zone, organization and unit that the figures of an indicator have."""
    levels = [figure for figure in use.figures if figure.kind in RESULTS]
    for place, figures in group((figure_place(figure), figure) for figure in levels).items():
        units = dict.fromkeys(figure.chosen["unit"] for figure in figures if figure.value is not None)
        for number, unit in enumerate(units or [""], 1):
            found = [f for f in figures if f.chosen["unit"] == unit or (number == 1 and f.value is None)]
            name = f"figures.{use.indicator['id']}{place}" + (f"_{number}" if number > 1 else "")
            yield write_indicator(use, found, name, unit, publication)


def figure_place(figure: Figure) -> str:
    """`.zone`, `.organization`, or nothing."""
    return "".join(f".{part}" for part in (figure.area, figure.organization) if part)


def write_indicator(
    use: Use, figures: Sequence[Figure], name: str, unit: str, publication: Publication
) -> Element:
    """What is measured in which unit, and what is to be reached or was, period by period."""
    row, register = use.indicator, publication.register
    measured = any(figure.value is not None for figure in figures)
    ordered = sorted(figures, key=lambda figure: (figure.last_year, figure.first_year))
    return branch(
        "PerformanceIndicator",
        leaf("SequenceIndicator", row["number"]),
        [must("MeasurementDimension", row["name"] + place_name(figures[0], register))],
        [must("UnitOfMeasurement", unit)],
        leaf("Identifier", name),
        relate_parent(use, register),
        relate_concept(row, publication),
        (
            branch("MeasurementInstance", list_results(use.plan.name, of_period))
            for of_period in group((figure.period, figure) for figure in ordered).values()
        ),
        PerformanceIndicatorType="Quantitative" if measured else "Qualitative",
    )


def place_name(figure: Figure, register: Register) -> str:
    """The zone or organization that a figure is limited to, in brackets."""
    places: Mapping[str, Row] = {**register.areas, **register.organizations}
    names = [places[part]["name"] for part in (figure.area, figure.organization) if part]
    return "".join(f"（{name}）" for name in names)


def relate_parent(use: Use, register: Register) -> Iterator[Element]:
    """The indicator that an “of which” row belongs to."""
    names = {other.indicator["id"]: other.indicator["name"] for other in register.uses[use.plan.name]}
    if parent := use.indicator["parent"]:
        yield branch(
            "Relationship",
            leaf("ReferentIdentifier", objective_id(parent)),
            leaf("Name", names[parent]),
            leaf("Description", WORDS["part"].zh),
            RelationshipType="Narrower_Than",
        )


def relate_concept(row: Row, publication: Publication) -> Iterator[Element]:
    """The shared concept, and how far the indicator is that."""
    if concept := row["concept"]:
        yield branch(
            "Relationship",
            leaf("ReferentIdentifier", absolute(publication.site_url, concept_address(concept))),
            leaf("Name", publication.register.concepts[concept]["name"]),
            leaf("Description", WORDS[row["match"]].zh),
            RelationshipType=RELATIONS[row["match"]],
        )


def list_results(plan: str, figures: Sequence[Figure]) -> Iterator[Element]:
    """The target and the actual value of a period; words beside a number are its description."""
    for kind, tag in RESULTS.items():
        found = [figure for figure in figures if figure.kind == kind]
        for same in group((figure_id(plan, figure.key), figure) for figure in found).values():
            shown = next((figure for figure in same if figure.value is not None), same[0])
            wordings = dict.fromkeys(figure.chosen["wording"] for figure in (shown, *same))
            yield branch(
                tag,
                leaf("StartDate", f"{shown.first_year}-01-01"),
                leaf("EndDate", f"{shown.last_year}-12-31"),
                leaf("NumberOfUnits", "" if shown.value is None else f"{shown.value:f}"),
                describe_comparator(shown.chosen["comparator"]),
                leaf("Description", "；".join(wordings)),
            )


def describe_comparator(comparator: str) -> Iterator[Element]:
    """How the number is to be read, as in `values.csv`."""
    if comparator:
        yield branch("Descriptor", leaf("DescriptorName", COMPARATOR), leaf("DescriptorValue", comparator))
