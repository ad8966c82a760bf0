"""What every standard says of a dataset alike: title, date, creators, years, places, topics and its files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.address import absolute, data_address
from plans.dataset import COMBINED, Dataset
from plans.dataset_publication import Publication
from plans.load import VOCABULARY
from plans.model import Row, Text
from plans.words import WORDS

SITE = WORDS["site"]
# Pages that tell of a dataset which has no page of its own.
LANDINGS = {VOCABULARY: "indicators/", COMBINED: "data/"}
# Files of a dataset that lie elsewhere than in its folder.
ELSEWHERE = {
    VOCABULARY: ("indicators/vocabulary.ttl", "indicators/vocabulary.jsonld"),
    COMBINED: ("data/packages.zip",),
}


@dataclass(frozen=True, slots=True)
class Format:
    """The usual name of a format and its media type as registered with IANA, empty where it is not."""

    label: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Agent:
    """Who made something: its name, its address in RDF, and its page where it has one."""

    name: Text
    id: str
    url: str


FORMATS: Mapping[str, Format] = {
    "csv": Format("CSV", "text/csv"),
    "json": Format("JSON", "application/json"),
    "xlsx": Format("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": Format("Parquet", "application/vnd.apache.parquet"),
    "sqlite": Format("SQLite", "application/vnd.sqlite3"),
    "zip": Format("ZIP", "application/zip"),
    "txt": Format("Text", "text/plain"),
    "ttl": Format("Turtle", "text/turtle"),
    "jsonld": Format("JSON-LD", "application/ld+json"),
    "xml": Format("XML", "application/xml"),
    "ics": Format("iCalendar", "text/calendar"),
    "bib": Format("BibTeX", ""),
    "ris": Format("RIS", ""),
}
# Files whose names say more than their endings.
NAMED_FORMATS: Mapping[str, Format] = {
    "csv-metadata.json": Format("CSVW", "application/csvm+json"),
    "annotations.json": Format("Web Annotation", "application/ld+json"),
    "croissant.json": Format("Croissant", "application/ld+json"),
    "stratml.xml": Format("StratML", "application/xml"),
    "feed.xml": Format("Atom", "application/atom+xml"),
}


def format_of(path: str) -> Format:
    """The format of a file; one that is not listed is named by its ending."""
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2]
    return NAMED_FORMATS.get(name) or FORMATS.get(ending) or Format(ending.upper(), "")


def files_of(dataset: Dataset, files: Iterable[str]) -> list[str]:
    """The addresses among `files` at which a dataset can be had."""
    folder, elsewhere = data_address(dataset.name), ELSEWHERE.get(dataset.name, ())
    return [path for path in files if path.startswith(folder) or path in elsewhere]


def stated(dataset: Dataset) -> Mapping[str, Any]:
    """What the descriptor says of the plan, or in English of another dataset."""
    head = dataset.head
    found: Mapping[str, Any] = head.get("plan") or head.get(dataset.name) or head.get("combined") or {}
    return found


def title_of(dataset: Dataset) -> Text:
    """The title of the data: that of the plan is the government's, ours says that these are its targets."""
    title, english = dataset.head["title"], stated(dataset)["title_en"]
    if "plan" in dataset.head:
        return Text(f"《{title}》目标数据", f"{english}: target data")
    return Text(title, english)


def description_of(dataset: Dataset) -> Text:
    return Text(dataset.head["description"], stated(dataset)["description_en"])


def issued_on(dataset: Dataset, publication: Publication) -> date:
    """The day on which the data were made, of a whole that of its latest part."""
    parts = (*publication.plans, publication.vocabulary)
    made = [part.head["created"] for part in ([dataset] if "created" in dataset.head else parts)]
    return date.fromisoformat(max(made)[: len("2026-11-22")])


def landing_of(dataset: Dataset, publication: Publication) -> str:
    """The page that tells of a dataset."""
    page = LANDINGS.get(dataset.name)
    return absolute(publication.site_url, page) if page else str(dataset.head["id"])


def publisher_of(publication: Publication) -> Agent:
    """The site: never the government, whose notices it reads."""
    return Agent(SITE, absolute(publication.site_url, "#publisher"), publication.site_url)


def creators_of(dataset: Dataset, publication: Publication) -> list[Agent]:
    """Who made the data."""
    publisher = publisher_of(publication)
    return [
        publisher
        if contributor["title"] == SITE.zh
        else Agent(
            Text(contributor["title"], contributor["title"]),
            contributor.get("path", f"{dataset.head['id']}#contributor-{number}"),
            contributor.get("path", ""),
        )
        for number, contributor in enumerate(dataset.head["contributors"], 1)
    ]


def plans_in(dataset: Dataset, publication: Publication) -> list[Dataset]:
    """The plans that a dataset holds: itself, all, or none."""
    if dataset.name == COMBINED:
        return list(publication.plans)
    return [dataset] if "plan" in dataset.head else []


def years_of(plans: Iterable[Dataset]) -> tuple[int | None, int] | None:
    """First and last year of some plans; no first one where none of their notices states it."""
    terms = [plan.head["plan"] for plan in plans]
    starts = [term["start_year"] for term in terms if "start_year" in term]
    ends = [term["end_year"] for term in terms]
    return (min(starts, default=None), max(ends)) if ends else None


def areas_of(plans: Iterable[Dataset]) -> list[str]:
    """The areas of some plans, each once."""
    return list(dict.fromkeys(plan.head["plan"]["area"] for plan in plans))


def place_name(area: Row, areas: Mapping[str, Row]) -> Text:
    """An area with those above it: 重庆市开州区; Kaizhou District, Chongqing Municipality."""
    if not area["parent"]:
        return Text(area["name"], area["name_en"])
    above = place_name(areas[area["parent"]], areas)
    return Text(f"{above.zh}{area['name']}", f"{area['name_en']}, {above.en}")


def topics_of(plans: Iterable[Dataset], concepts: Mapping[str, Row]) -> list[str]:
    """The topics of what some plans promise, each once."""
    used = [record["concept"] for plan in plans for record in plan.table("indicators").records()]
    return list(dict.fromkeys(concepts[str(concept)]["topic"] for concept in used if concept))
