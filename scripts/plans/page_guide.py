"""The guide for contributors, `/contribute/`: rules, schemas and mistakes go in, its pages come out."""

from collections.abc import Mapping, Sequence
from typing import Any

from plans.canonical_damage import MENDED
from plans.canonical_refused import REFUSED
from plans.canonical_spot import Damage
from plans.load_mistakes import Mistake
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Text
from plans.page import Desk, escape, page_text
from plans.page_dictionary import references
from plans.page_example import EXAMPLE, write_example
from plans.page_guide_rules import RULES_PAGE, write_rules
from plans.rules_place import letter_column
from plans.words import WORDS

GUIDE = "contribute/index.md"
EXCEL = "contribute/excel/index.md"
COLUMNS = "contribute/columns/index.md"
TITLES = {
    GUIDE: Text("参与", "Contribute"),
    EXCEL: Text("用 Excel 或 WPS 改表", "Edit a table with Excel or WPS"),
    COLUMNS: Text("各表各列怎么填", "What to write in each column"),
}
DESCRIPTIONS = {
    GUIDE: Text(
        "怎样改正一个数字、补一个实际值、补充一份规划：只要浏览器和 Excel。",
        "How to correct a figure, add an actual value or add a plan: with a browser and Excel.",
    ),
    EXCEL: Text(
        "怎样打开和保存 CSV，哪些变形会自动改好，哪些改不回来。",
        "How to open and save CSV, what damage is mended for you, and what cannot be.",
    ),
    COLUMNS: Text(
        "每张表的列：在表格软件里是第几列，填什么，举例，能取哪些值。",
        "The columns of every table: their letter, what to write, an example, the allowed words.",
    ),
}


def write_guide(desk: Desk, mistakes: Sequence[Mistake]) -> dict[str, str]:
    """The Markdown of every page of the guide, by path."""
    return {
        GUIDE: write_page(GUIDE, "guide", desk),
        EXCEL: write_page(
            EXCEL,
            "guide_excel",
            desk,
            mended=[show_damage(damage, desk) for damage in MENDED],
            refused=[show_damage(damage, desk) for damage in REFUSED],
        ),
        COLUMNS: write_page(
            COLUMNS,
            "guide_columns",
            desk,
            plan=[show_table(name, desk) for name in PLAN_TABLES],
            vocabulary=[show_table(name, desk) for name in VOCABULARY_TABLES],
        ),
        RULES_PAGE: write_rules(desk, mistakes),
        EXAMPLE: write_example(desk),
    }


def write_page(path: str, template: str, desk: Desk, **values: object) -> str:
    """One page of the guide; its template is written in each language."""
    body = desk.write(f"{template}.{desk.language}.md", **values)
    return page_text(TITLES[path][desk.language], DESCRIPTIONS[path][desk.language], body)


def show_damage(damage: Damage, desk: Desk) -> dict[str, str]:
    """What a spreadsheet does to a table; texts are finished HTML."""
    found, mended = damage.example
    return {
        "title": escape(damage.title[desk.language]),
        "cause": escape(damage.cause[desk.language]),
        "found": escape(found),
        "mended": escape(mended),
        "refusal": escape(damage.refusal[desk.language]) if damage.refusal else "",
    }


def show_table(name: str, desk: Desk) -> dict[str, Any]:
    """A table with its columns as a spreadsheet shows them."""
    schema = desk.register.catalog.schemas[f"tables/{name}"]
    fields = enumerate(schema["fields"])
    return {
        "name": name,
        "title": desk.word(name),
        "references": references(schema),
        "fields": [show_field(letter_column(place), field, desk) for place, field in fields],
    }


def show_field(letter: str, field: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    """A column: letter, name, title, whether it must be filled, what to write, an example, allowed words."""
    suffix = "" if desk.language == "zh" else "_en"
    limits = field.get("constraints", {})
    description = field[f"description{suffix}"]
    choices = limits.get("enum", ())
    return {
        "letter": letter,
        "name": field["name"],
        "title": escape(field[f"title{suffix}"]),
        "required": limits.get("required", False),
        "description": escape(description),
        "example": escape(str(field["example"])),
        # a description that explains the allowed words needs no list of them
        "choices": [] if all(word in description for word in choices) else list_choices(choices, desk),
    }


def list_choices(words: Sequence[str], desk: Desk) -> list[tuple[str, str]]:
    """The allowed words with what they mean, nothing where the site has no word for that."""
    return [(word, escape(WORDS[word][desk.language]) if word in WORDS else "") for word in words]
