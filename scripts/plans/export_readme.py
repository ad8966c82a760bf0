"""What a workbook or database says of itself: a dataset goes in, its origin, tables and columns come out."""

from collections.abc import Iterator

from plans.dataset import Cell, Dataset
from plans.export_about import description_of, title_of
from plans.model import Text
from plans.words import WORDS

COLUMN_HEADER = (
    Text("表", "Table"),
    Text("列", "Column"),
    Text("类型", "Type"),
    Text("中文名", "Chinese title"),
    Text("英文名", "English title"),
    Text("中文说明", "Chinese description"),
    Text("英文说明", "English description"),
    Text("例", "Example"),
)
TABLE_HEADER = (
    Text("表", "Table"),
    Text("行数", "Rows"),
    Text("中文名", "Chinese title"),
    Text("英文名", "English title"),
)


def list_about(dataset: Dataset) -> Iterator[tuple[Text, str]]:
    """Label and text of what a reader must know; what is said in two languages is two entries."""
    head, title, description = dataset.head, title_of(dataset), description_of(dataset)
    yield Text("标题", "Title in Chinese"), title.zh
    yield Text("英文标题", "Title"), title.en
    yield Text("简介", "Description in Chinese"), description.zh
    yield Text("英文简介", "Description"), description.en
    for source in list_sources(dataset):
        yield Text("来源", "Source"), source
    yield from list_rights(dataset)
    for licence in head["licenses"]:
        yield Text("许可", "Licence"), f"{licence['title']} {licence['path']}"
    yield Text("版本", "Version"), head["version"]
    yield Text("网址", "Address"), head["id"]


def list_sources(dataset: Dataset) -> Iterator[str]:
    """The notices of one plan or of all, each with its document number where it has one."""
    if "plan" in dataset.head:
        number = dataset.head["plan"].get("document_number", "")
        yield from (name_source(source["title"], number) for source in dataset.head["sources"])
    for plan in plan_records(dataset):
        yield name_source(str(plan["title"]), str(plan["document_number"] or ""))


def plan_records(dataset: Dataset) -> list[dict[str, Cell]]:
    """The plans in a dataset of several."""
    return [record for table in dataset.tables if table.name == "plans" for record in table.records()]


def name_source(title: str, number: str) -> str:
    """The title with the document number, unless it is in it."""
    return title if number in title else f"{title}（{number}）"


def list_rights(dataset: Dataset) -> Iterator[tuple[Text, str]]:
    """The note on the rights in the notices, for each kind of notice that there is."""
    sources = [*dataset.head.get("sources", ()), *plan_records(dataset)]
    for kind in dict.fromkeys(str(source["rights"]) for source in sources):
        yield Text("原文权利", "Rights in the text, in Chinese"), WORDS[kind].zh
        yield Text("原文权利（英文）", "Rights in the text"), WORDS[kind].en


def list_tables(dataset: Dataset) -> list[tuple[str, int, str, str]]:
    """Name, number of rows and both titles of each table."""
    titles = [(table, table_title(table.name)) for table in dataset.tables]
    return [(table.name, len(table.rows), title.zh, title.en) for table, title in titles]


def table_title(name: str) -> Text:
    """What a table is called on the pages; its own name where it has no other."""
    return WORDS.get(name, Text(name, name))


def list_columns(dataset: Dataset) -> list[tuple[str, ...]]:
    """Each column of each table as `COLUMN_HEADER` says, empty where the schema is silent."""
    kept = ("name", "type", "title", "title_en", "description", "description_en", "example")
    return [
        (table.name, *(str(field.get(key, "")) for key in kept))
        for table in dataset.tables
        for field in table.schema["fields"]
    ]
