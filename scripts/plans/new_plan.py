"""A new plan: what a person states of a notice and its saved text go in, the files of a package come out.

Nothing is read out of the text and nothing is invented: what is not stated stays out.
"""

import json
from collections.abc import Mapping
from typing import Any

from plans.canonical import DESCRIPTOR, field_names, tidy_package, write_table
from plans.canonical_bytes import BOM, WEB_PAGE, WORKBOOKS, decode_any
from plans.load import parse_package
from plans.model import PLAN_TABLES, Catalog, Package, Table, Text
from plans.new_plan_answers import (
    FIELDS,
    IN_SOURCE,
    RefusedError,
    is_of_plan,
    part_of,
    schema_properties,
)

TEXT_FILE = "sources/notice.txt"
OTHER_KINDS = (*WORKBOOKS, b"%PDF", b"{\\rtf")


def archive_text(content: bytes) -> tuple[bytes, Text]:
    """The bytes to archive and what was done to them; raises RefusedError where this is no plain text."""
    if content.startswith(OTHER_KINDS) or WEB_PAGE.match(content.removeprefix(BOM.encode())):
        raise RefusedError(NO_PLAIN_TEXT)
    encoding, text = decode_any(content)
    if text is None or "\0" in text:
        raise RefusedError(UNKNOWN_ENCODING)
    if not text.strip(f" \t\r\n\u3000{BOM}"):
        raise RefusedError(NO_TEXT)
    if encoding == "utf-8":
        return content, UNCHANGED
    printed = {"gb18030": "GBK", "utf-16": "UTF-16"}[encoding]
    converted = Text(
        f"原文件是 {printed} 编码，存档时转成 UTF-8，文字和换行未改",
        f"the file was {printed} and is archived as UTF-8, words and line ends unchanged",
    )
    return text.removeprefix(BOM).encode(), converted


def make_package(name: str, answers: Mapping[str, str], text: bytes, today: str, catalog: Catalog) -> Package:
    """The package of a plan of which nothing is curated yet, in the one allowed form."""
    headers = {table: field_names(catalog.schemas, table) for table in PLAN_TABLES}
    files = {
        DESCRIPTOR: json.dumps(describe(name, answers, today, catalog)).encode(),
        TEXT_FILE: text,
        **{f"{table}.csv": write_table(Table(table, header, ())) for table, header in headers.items()},
    }
    return parse_package(name, files | tidy_package(parse_package(name, files), catalog))


def describe(name: str, answers: Mapping[str, str], today: str, catalog: Catalog) -> dict[str, Any]:
    """The descriptor without its resources; what every package has comes from the examples of the schema."""
    known = schema_properties(catalog.schemas)
    stated = {
        field: int(value) if part_of(field, catalog.schemas)["type"] == "integer" else value
        for field, value in answers.items()
    }
    plan = {
        field: stated[field] for field in FIELDS if field in stated and is_of_plan(field, catalog.schemas)
    }
    return {
        "$schema": known["$schema"]["const"],
        "name": name,
        "title": answers["title"],
        "description": answers.get(
            "description", f"《{answers['title']}》的目标数据。原文已存档，数字待录入。"
        ),
        "version": "1.0.0",
        "created": f"{today}T00:00:00Z",
        "licenses": known["licenses"]["examples"][0],
        "contributors": known["contributors"]["examples"][0],
        "keywords": ["规划目标", name_area(answers["area"], catalog)],
        "sources": [describe_source(answers)],
        "plan": {"description_en": describe_in_english(answers), **plan},
    }


def describe_source(answers: Mapping[str, str]) -> dict[str, str]:
    """The entry of the archived text; its title is the plan's where that of the notice is not stated."""
    number = answers.get("document_number")
    title = f"{answers['title']}（{number}）" if number else answers["title"]
    stated = {key: answers[field] for field, key in IN_SOURCE.items() if field in answers}
    return {"title": title, **stated, "resource": "notice"}


def describe_in_english(answers: Mapping[str, str]) -> str:
    """What the package holds on its first day."""
    title = answers["title_en"]
    return f"Targets of the plan “{title}”. Its text is archived; its figures are yet to be entered."


def name_area(area: str, catalog: Catalog) -> str:
    """The name of an area."""
    return next(row["name"] for row in catalog.vocabulary.rows("areas") if row["id"] == area)


UNCHANGED = Text("照原文件存档，一字节未改", "archived as it was, byte for byte")
NO_TEXT = Text("原文文件里没有文字。", "The file of the notice holds no words.")
NO_PLAIN_TEXT = Text(
    "这里只收纯文本（.txt）：网页、Word 和 PDF 请用 scripts/draft.py 读取；"
    "或者全选、复制，贴进记事本，以 UTF-8 保存。",
    "Only plain text (.txt) is taken here: scripts/draft.py reads web pages, Word and PDF; "
    "or copy all of it into a text editor and save it as UTF-8.",
)
UNKNOWN_ENCODING = Text(
    "认不出原文文件的编码：用记事本打开，确认文字正常，另存为 UTF-8。",
    "The encoding of the file is unknown: open it in a text editor and save it as UTF-8.",
)
