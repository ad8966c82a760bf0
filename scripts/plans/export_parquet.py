"""Parquet: tables of typed cells go in, files for DuckDB, Spark, Trino, pandas and Arrow come out.

Numbers are doubles, not decimals of a fixed scale: what readers calculate with. The data hold no number
of more than 15 significant digits, and a double gives each of those back exactly.
"""

import io
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from plans.dataset import Cell, Dataset, DataTable
from plans.export_about import title_of

# By type of the schema: the column in the file, and the pandas type that it is read into, empty cells kept.
TYPES: Mapping[str, tuple[pa.DataType, str]] = {
    "string": (pa.string(), "object"),
    "integer": (pa.int64(), "Int64"),
    "number": (pa.float64(), "float64"),
    "boolean": (pa.bool_(), "boolean"),
    "date": (pa.date32(), "object"),
}
DESCRIBED = ("title", "title_en", "description", "description_en")
PARTITION = "area"
PARTITIONED = ("targets", "values")


def table_parquet(table: DataTable, dataset: Dataset) -> bytes:
    """One file with one row group per million rows; its columns and itself say what they are."""
    schema = arrow_schema(table, dataset)
    frame = pd.DataFrame(
        {
            field["name"]: pd.Series([row[place] for row in table.rows], dtype=TYPES[field["type"]][1])
            for place, field in enumerate(table.schema["fields"])
        }
    )
    content = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    buffer = io.BytesIO()
    pq.write_table(
        content.replace_schema_metadata({**content.schema.metadata, **schema.metadata}),
        buffer,
        compression="zstd",
        use_dictionary=[field.name for field in schema if field.type == pa.string()],
    )
    return buffer.getvalue()


def arrow_schema(table: DataTable, dataset: Dataset) -> pa.Schema:
    """Columns with type, presence and description, and what the file is about."""
    fields = [
        pa.field(
            field["name"],
            TYPES[field["type"]][0],
            nullable=not field.get("constraints", {}).get("required", False),
            metadata={key: field[key] for key in DESCRIBED if key in field},
        )
        for field in table.schema["fields"]
    ]
    title = title_of(dataset)
    about = {"title": title.zh, "title_en": title.en, "table": table.name}
    return pa.schema(fields, {**about, **{key: dataset.head[key] for key in ("id", "version")}})


def partition_files(dataset: Dataset) -> dict[str, bytes]:
    """The tables most asked for once more, a file per area, in folders that DuckDB, Spark and Trino prune.

    The folder says the area, so the files lack that column; what columns mean is in the whole table, for
    it would weigh more than the rows of most areas.
    """
    return {
        f"by-area/{name}/{PARTITION}={area}/part-0.parquet": table_parquet(part, dataset)
        for name in PARTITIONED
        for area, part in split(dataset.table(name)).items()
    }


def split(table: DataTable) -> dict[Cell, DataTable]:
    """A table by area, without that column."""
    place = table.columns.index(PARTITION)
    fields = [
        {key: value for key, value in field.items() if key not in DESCRIBED}
        for field in table.schema["fields"]
        if field["name"] != PARTITION
    ]
    rows: dict[Cell, list[tuple[Cell, ...]]] = {}
    for row in table.rows:
        rows.setdefault(row[place], []).append((*row[:place], *row[place + 1 :]))
    return {
        area: DataTable(table.name, {**table.schema, "fields": fields}, tuple(part))
        for area, part in rows.items()
    }
