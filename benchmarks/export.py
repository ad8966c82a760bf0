"""How long the downloads take and what they weigh: the plans of the repository, and as many as asked for.

python benchmarks/export.py [PLANS, 1000] makes the many by renaming the real ones; frictionless reads the
combined package of the many at the end.
"""

import resource
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import frictionless  # noqa: E402

from plans.build_downloads import list_downloads  # noqa: E402
from plans.dataset import Cell, Dataset, DataTable  # noqa: E402
from plans.dataset_publication import Publication, publish  # noqa: E402
from plans.derive import register  # noqa: E402
from plans.derive_results import derive_results  # noqa: E402
from plans.export import archive, dataset_files, with_descriptor  # noqa: E402
from plans.export_parquet import partition_files, table_parquet  # noqa: E402
from plans.export_sqlite import database  # noqa: E402
from plans.export_table import table_csv, table_json  # noqa: E402
from plans.export_workbook import workbook  # noqa: E402
from plans.load import read_catalog  # noqa: E402
from plans.model import VOCABULARY_TABLES  # noqa: E402

TODAY = date(2026, 11, 22)
SITE = "https://example.org/"
SHARED = set(VOCABULARY_TABLES) - {"areas"}

Files = dict[str, bytes]
FORMATS: dict[str, Callable[[Dataset], Files]] = {
    "csv": lambda dataset: {f"{table.name}.csv": table_csv(table) for table in dataset.tables},
    "json": lambda dataset: {f"{table.name}.json": table_json(table) for table in dataset.tables},
    "parquet": lambda dataset: {table.name: table_parquet(table, dataset) for table in dataset.tables},
    "parquet by area": partition_files,
    "sqlite": lambda dataset: {"sqlite": database(dataset)},
    "xlsx": lambda dataset: {"xlsx": workbook(dataset)},
    "zip": lambda dataset: {"zip": archive(FORMATS["csv"](dataset))},
}


def timed(name: str, work: Callable[[], Files]) -> Files:
    """Run once; print seconds, size and the most memory that the process has held."""
    start = perf_counter()
    files = work()
    seconds, size = perf_counter() - start, sum(map(len, files.values())) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<28}{len(files):6} files {seconds:8.2f} s {size:9.2f} MB {memory:8.0f} MB held", flush=True)
    return files


def multiply(dataset: Dataset, times: int, plans: list[str]) -> Dataset:
    """The combined dataset of so many times the plans, plans and areas renamed in each copy but the first."""
    areas = {str(row[0]) for row in dataset.table("areas").rows}
    tables = [
        table
        if table.name in SHARED
        else DataTable(
            table.name,
            table.schema,
            tuple(
                tuple(rename(cell, copy, plans, areas) for cell in row)
                for copy in range(times)
                for row in table.rows
            ),
        )
        for table in dataset.tables
    ]
    return replace(dataset, tables=tuple(tables))


def rename(cell: Cell, copy: int, plans: list[str], areas: set[str]) -> Cell:
    """A cell of a copy: plans stand in ids, areas alone."""
    if not copy or not isinstance(cell, str):
        return cell
    if cell in areas:
        return f"{cell}-{copy}"
    for plan in plans:
        cell = cell.replace(plan, f"{plan}-{copy}") if cell.isascii() else cell
    return cell


def export_plans(publication: Publication, times: int) -> Files:
    """The folders of so many times the plans, of which only the last is kept."""
    files: Files = {}
    for _ in range(times):
        for plan in publication.plans:
            files = dataset_files(plan)
    return files


def check(dataset: Dataset) -> Files:
    """What frictionless says of the combined package, its foreign keys included."""
    files = with_descriptor(dataset, FORMATS["csv"](dataset))
    with TemporaryDirectory() as folder:
        for path, content in files.items():
            (Path(folder) / path).write_bytes(content)
        report = frictionless.validate(str(Path(folder) / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])[:5]
    return files


def main() -> None:
    plans = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    known = register(read_catalog(ROOT))
    publication = publish(known, derive_results(known, TODAY), SITE, TODAY)
    times = plans // len(publication.plans)
    timed(f"{len(publication.plans)} plans, all files", lambda: list_downloads(publication))
    timed(f"{plans} plans, their folders", lambda: export_plans(publication, times))
    many = multiply(publication.combined, times, [plan.name for plan in publication.plans])
    print(f"{plans} plans together: {sum(len(table.rows) for table in many.tables)} rows")
    for name, write in FORMATS.items():
        timed(f"  {name}", lambda write=write: write(many))  # type: ignore[misc]
    timed("  frictionless", lambda: check(many))


if __name__ == "__main__":
    main()
