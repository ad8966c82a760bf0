"""The published `datapackage.json`: a dataset and its files go in, a descriptor that names them comes out."""

import hashlib
from collections.abc import Mapping
from typing import Any

from plans.dataset import Dataset, DataTable
from plans.export_about import format_of
from plans.export_readme import table_title
from plans.model import Text

# What the files are, by name or by ending: those of the whole dataset, and those of one table.
WHOLE: Mapping[str, Text] = {
    "xlsx": Text("Excel 工作簿：说明和全部表", "Excel workbook: read me and all tables"),
    "sqlite": Text("SQLite 数据库：全部表、键和视图", "SQLite database: all tables, keys and views"),
    "zip": Text("数据包：CSV、原文和描述文件", "The data package: CSV, texts and metadata"),
    "csv-metadata.json": Text("CSVW 元数据", "CSVW metadata"),
    "annotations.json": Text("原文摘录（Web Annotation）", "Passages as Web Annotations"),
    "stratml.xml": Text("规划（StratML）", "The plan in StratML"),
    "croissant.json": Text("Croissant 元数据", "Croissant metadata"),
    "bib": Text("引用信息（BibTeX）", "Citation (BibTeX)"),
    "ris": Text("引用信息（RIS）", "Citation (RIS)"),
    "ics": Text("到期目标日历", "Calendar of due targets"),
}
FORMS: Mapping[str, Text] = {
    "json": Text("JSON 记录", "JSON records"),
    "parquet": Text("Parquet", "Parquet"),
}
PART = Text("按地区分开的 Parquet", "Parquet by area")


def describe_package(dataset: Dataset, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Tables (as CSV) and texts are resources, whatever else is among `files` is listed under `files`."""
    resources = [
        *(describe_table(table, dataset, files) for table in dataset.tables),
        *({**text, **fingerprint(files[text["path"]])} for text in dataset.text_resources),
    ]
    named = {resource["path"] for resource in resources}
    others = [describe_file(path, content) for path, content in files.items() if path not in named]
    return {**dataset.head, "resources": resources, "files": others}


def describe_table(table: DataTable, dataset: Dataset, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The resource of a table; people are told to take the workbook, where there is one."""
    path, title, book = f"{table.name}.csv", table_title(table.name), f"{dataset.name}.xlsx"
    advice = {
        "description": f"供程序读取；用 Excel 请打开 {book}。",
        "description_en": f"For programs; in Excel, open {book} instead.",
    }
    return {
        "name": table.name,
        "path": path,
        "type": "table",
        "title": title.zh,
        "title_en": title.en,
        **(advice if book in files else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **fingerprint(files[path]),
        "schema": table.schema,
    }


def describe_file(path: str, content: bytes) -> dict[str, Any]:
    """What a file beside the package is: its path in the folder, titles, format, size and hash."""
    name, ending = path.rpartition("/")[2], path.rpartition(".")[2]
    table = table_of(path)
    title = WHOLE.get(name) or WHOLE.get(ending) or title_form(path, table)
    media_type = format_of(path).media_type
    return {
        "path": path,
        "title": title.zh,
        "title_en": title.en,
        **({"table": table} if name not in WHOLE and ending in FORMS else {}),
        "format": ending,
        **({"mediatype": media_type} if media_type else {}),
        **fingerprint(content),
    }


def table_of(path: str) -> str:
    """The table in a file: `targets.json` and `by-area/targets/area=kaizhou/part-0.parquet` hold targets."""
    return path.split("/")[1] if "/" in path else path.partition(".")[0]


def title_form(path: str, table: str) -> Text:
    """The title of a table in another format, or the path of a file that is not known."""
    form = PART if "/" in path else FORMS.get(path.rpartition(".")[2])
    title = table_title(table)
    return Text(f"{title.zh}（{form.zh}）", f"{title.en} ({form.en})") if form else Text(path, path)


def fingerprint(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
