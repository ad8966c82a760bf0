"""What every page is made of: Markdown cells and links, names in the reader's language, templates."""

import html
import json
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2

from plans.address import (
    LOCAL_SITE,
    area_address,
    concept_address,
    figure_address,
    organization_address,
    plan_address,
    source_address,
)
from plans.dataset import Dataset
from plans.dataset_publication import Publication, publish
from plans.derive import Figure, Register, Use, figure_id, group
from plans.derive_chronicle import NO_CHRONICLE, Chronicle
from plans.derive_commitments import Commitment, by_organization
from plans.derive_comparison import list_shared
from plans.derive_progress import Progress
from plans.derive_results import Results
from plans.derive_targets import Target
from plans.model import Language, Package, Row
from plans.page_grouped import Grouped
from plans.words import SIGNS, WORDS

FIRST_CIRCLED = ord("①")
MARKUP = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_[]{}|~^"})


@dataclass(frozen=True)
class Desk:
    """What a page is written with: the register, what is derived from it, the language and the templates.

    `site_url` is the address of the site, with a slash at its end; `repository_url` that of the repository,
    without one, empty where it is not known.
    """

    register: Register
    results: Results
    language: Language
    templates: Path
    today: date
    site_url: str = LOCAL_SITE
    chronicle: Chronicle = NO_CHRONICLE
    repository_url: str = ""

    @cached_property
    def environment(self) -> jinja2.Environment:
        """Templates that fail on a missing name; values arrive as finished Markdown."""
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.templates),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            comment_start_string="<#",  # {# begins an anchor in Markdown
            comment_end_string="#>",
        )
        environment.globals.update(word=self.word, zh=self.language == "zh", repository=self.repository_url)
        return environment

    @cached_property
    def publication(self) -> Publication:
        """Everything that is published."""
        return publish(self.register, self.results, self.site_url, self.today, self.chronicle)

    @cached_property
    def datasets(self) -> dict[str, Dataset]:
        """The published dataset of each plan."""
        return {dataset.name: dataset for dataset in self.publication.plans}

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The targets by id."""
        return {target.id: target for target in self.results.targets}

    @cached_property
    def progress(self) -> dict[str, Progress]:
        """Where each target stands, by its id."""
        return {row.target: row for row in self.results.progress}

    @cached_property
    def commitments(self) -> dict[str, tuple[Commitment, ...]]:
        """What each organization answers for."""
        return by_organization(self.results.commitments)

    @cached_property
    def grouped(self) -> Grouped:
        """The derived rows by plan, concept and area."""
        return Grouped(self.results)

    @cached_property
    def places_of_plans(self) -> dict[str, int]:
        """The place of each plan among all, newest first."""
        return {plan: place for place, plan in enumerate(self.register.plans)}

    @cached_property
    def shared_concepts(self) -> set[str]:
        """The concepts that have a page on which areas are compared."""
        return set(list_shared(self.register))

    @cached_property
    def organizations_of_area(self) -> dict[str, tuple[Row, ...]]:
        return group((row["area"], row) for row in self.register.organizations.values())

    @cached_property
    def areas_within(self) -> dict[str, tuple[Row, ...]]:
        """The areas by the one that they belong to."""
        return group((row["parent"], row) for row in self.register.areas.values())

    def write(self, template: str, **values: Any) -> str:
        """The text of a page."""
        return self.environment.get_template(template).render(values)

    def word(self, key: str) -> str:
        """The site's word for a key, in the reader's language."""
        return WORDS[key][self.language]

    def name(self, row: Row) -> str:
        """The name of an indicator, concept, area or organization."""
        return self.cell(row, "name")

    def cell(self, row: Row, field: str) -> str:
        """A cell in the reader's language: `note` or `note_en`."""
        return row[field] if self.language == "zh" else row[f"{field}_en"]

    def plan_title(self, plan: Package) -> str:
        """The title of a plan."""
        english = plan.descriptor["plan"]["title_en"]
        return str(plan.descriptor["title"] if self.language == "zh" else english)

    def years(self, plan: Package) -> str:
        """The years of a plan; a start that the notice does not state stays open."""
        stated = plan.descriptor["plan"]
        if "start_year" in stated:
            return f"{stated['start_year']}–{stated['end_year']}"
        return f"至{stated['end_year']}年" if self.language == "zh" else f"to {stated['end_year']}"

    def unit(self, unit: str) -> str:
        """A unit as printed, or its English name."""
        units = self.register.units
        return unit if self.language == "zh" or unit not in units else units[unit]["name_en"]

    @property
    def colon(self) -> str:
        """The colon of the language, with the space that English puts after it."""
        return "：" if self.language == "zh" else ": "

    def join(self, parts: list[str]) -> str:
        """An enumeration: 、 in Chinese, a comma in English."""
        return ("、" if self.language == "zh" else ", ").join(parts)


def escape(text: str) -> str:
    """Text that Markdown shows as it is, also within a table cell."""
    return html.escape(text, quote=False).translate(MARKUP)


def link(text: str, here: str, there: str, anchor: str = "", title: str = "") -> str:
    """A Markdown link from one page's file to another's; `text` is finished Markdown."""
    target = posixpath.relpath(there, posixpath.dirname(here)) if there != here else ""
    address = f"{target}#{anchor}" if anchor else target
    hint = title.replace('"', "”")
    return f'[{text}]({address} "{hint}")' if title else f"[{text}]({address})"


def up_to_root(here: str, desk: Desk) -> str:
    """From a page of a language to the root of the whole site, where downloads and feeds are."""
    return "../" * (here.count("/") + (desk.language == "en"))


def plan_page(plan: str) -> str:
    return f"{plan_address(plan)}index.md"


def source_page(plan: str) -> str:
    return f"{source_address(plan)}index.md"


def concept_page(concept: str) -> str:
    return f"{concept_address(concept)}index.md"


def area_page(area: str) -> str:
    return f"{area_address(area)}index.md"


def organization_page(organization: str) -> str:
    return f"{organization_address(organization)}index.md"


def anchor_of(indicator: str, area: str, organization: str) -> str:
    """The anchor of an indicator's line on the page of its plan."""
    return ".".join(part for part in (indicator, area or organization) if part)


def first_anchor(use: Use) -> str:
    """Where the indicator stands on its plan's page."""
    first = next((figure for figure in use.figures if not figure.organization), None)
    if first is None:
        return f"allocation.{use.indicator['id']}"
    return anchor_of(use.indicator["id"], first.area, "")


def figure_anchor(id_: str) -> str:
    """Where a figure stands on the page of its plan: `plan.indicator.2027` → `indicator.2027`."""
    return figure_address(id_).partition("#")[2]


def figure_anchors(plan: str, figures: Sequence[Figure]) -> list[str]:
    """The anchor of each figure, empty where one before has it: words beside a number share its id."""
    anchors = [figure_anchor(figure_id(plan, figure.key)) for figure in figures]
    return ["" if anchor in anchors[:place] else anchor for place, anchor in enumerate(anchors)]


def show_amount(row: Row) -> str:
    """The number with its sign (≥130), or the words where there is no number."""
    return f"{SIGNS[row['comparator']]}{row['value']}" if row["value"] else row["wording"]


def show_period(period: str) -> str:
    """2025, or 2023–2027."""
    return period.replace("/", "–")


def figure_cell(figure: Figure, plan: str, here: str, desk: Desk, anchor: str = "") -> str:
    """A figure linked to the words that state it; ② and on are further places that state it.

    `anchor` is given where the page is the one that the figure's address means.
    """

    def cite(text: str, row: Row) -> str:
        return link(text, here, source_page(plan), row["passage"], row["wording"])

    others = [row for row in figure.rows if row is not figure.chosen]
    shown = cite(escape(show_amount(figure.chosen)), figure.chosen)
    if anchor:
        shown += f"{{#{anchor}}}"
    if figure.value is None:
        shown = f'<span class="words">{shown}</span>'
    shown += "".join(cite(chr(FIRST_CIRCLED + number), row) for number, row in enumerate(others, 1))
    if "/" in figure.period and figure.kind != "change":
        shown += f" <small>{show_period(figure.period)}</small>"
    if not figure.agrees:
        differs = "各处不一" if desk.language == "zh" else "statements differ"
        shown += f' <small class="differs">{differs}</small>'
    return shown


def units_of(figures: Sequence[Figure]) -> list[str]:
    """The units printed with some figures, most natural first: numbers' units before those of changes."""
    ordered = sorted(figures, key=lambda figure: figure.kind == "change")
    return list(dict.fromkeys(figure.chosen["unit"] for figure in ordered if figure.chosen["unit"]))


def page_text(title: str, description: str, body: str, hide: tuple[str, ...] = ("navigation",)) -> str:
    """A page with its front matter; `description` is what search engines show."""
    head = {"title": title, "description": description, "hide": list(hide)}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    return "\n".join(["---", *lines, "---", "", body.strip(), ""])
