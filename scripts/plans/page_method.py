"""The method page: how each derived result is computed, in words and, column by column, in symbols."""

from dataclasses import fields
from typing import Any

from plans.derive_findings import AUDITS
from plans.derive_results import Results
from plans.derive_scale import SCALE, UNGRADED
from plans.page import Desk, escape, link, page_text

HERE = "method/index.md"


def write_method(desk: Desk) -> str:
    """The Markdown of `/method/`."""
    chinese = desk.language == "zh"
    title = "方法" if chinese else "Method"
    description = (
        "目标怎样取值，进度要求、改动、分解、进展和核对怎样计算：规则、公式、阈值和局限。"
        if chinese
        else "How targets are chosen and how pace, revisions, shares, progress and findings are computed."
    )
    body = desk.write(
        f"method.{desk.language}.md",
        title=title,
        description=description,
        columns={field.name: list_columns(field.name, desk) for field in fields(Results)},
        scale=[
            (step.mark, step.colour, step.word[desk.language], step.rule[desk.language])
            for step in (*SCALE, UNGRADED)
        ],
        audits=[
            (audit.id, escape(audit.title[desk.language]), escape(audit.explanation[desk.language]))
            for audit in AUDITS
        ],
        findings=link("核对发现" if chinese else "findings", HERE, "findings/index.md"),
        data=link(desk.word("data"), HERE, "data/index.md"),
    )
    return page_text(title, description, body)


def list_columns(table: str, desk: Desk) -> list[tuple[str, str, str]]:
    """Name, title and description of each column of a derived table, formula included."""
    suffix = "" if desk.language == "zh" else "_en"
    schema: Any = desk.register.catalog.schemas[f"derived/{table}"]
    return [
        (field["name"], escape(field[f"title{suffix}"]), escape(field[f"description{suffix}"]))
        for field in schema["fields"]
    ]
