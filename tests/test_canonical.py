"""The one allowed form: writing and reading gives the same table, tidying loses nothing and comes to rest."""

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.canonical import field_names, tidy_package, write_table
from plans.canonical_bytes import decode
from plans.canonical_reading import read_damaged
from plans.load import read_catalog, read_schemas, read_table
from plans.model import Catalog, Package, Row, Table

REPOSITORY = Path(__file__).parents[1]
SCHEMAS = read_schemas(REPOSITORY / "schemas")
CELL = st.text(alphabet=st.sampled_from('高新,"；;|％1.5 aé\t😀'), max_size=6).map(str.strip)
ROWS = st.lists(st.tuples(CELL.filter(bool), *[CELL] * 5), max_size=5)
PACKAGES = ("vocabulary", "yunxi-2022-2025", "yunxi-2025-2027")


def make_table(rows: list[tuple[str, ...]]) -> Table:
    fields = field_names(SCHEMAS, "passages")
    return Table(
        "passages",
        fields,
        tuple(Row(line, dict(zip(fields, cells, strict=True))) for line, cells in enumerate(rows, 2)),
    )


def find_package(catalog: Catalog, name: str) -> Package:
    return next(package for package in (catalog.vocabulary, *catalog.plans) if package.name == name)


def tidy_with(root: Path, name: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The canonical files of an example package in which some files are others."""
    for path, content in files.items():
        (root / "datapackages" / name / path).write_bytes(content)
    catalog = read_catalog(root)
    return tidy_package(find_package(catalog, name), catalog)


def example_files(root: Path, name: str) -> dict[str, bytes]:
    folder = root / "datapackages" / name
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@given(ROWS)
def test_writing_then_reading_gives_the_same_table(rows: list[tuple[str, ...]]) -> None:
    table = make_table(rows)
    assert read_table("passages", write_table(table)) == table


@given(
    ROWS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]), st.sampled_from(["\n", "\r\n", "\r"])
)
def test_tables_from_a_spreadsheet_are_read_whole(
    rows: list[tuple[str, ...]], encoding: str, line_end: str
) -> None:
    table = make_table(rows)
    saved = write_table(table).decode("utf-8").replace("\n", line_end).encode(encoding)
    assert read_damaged("passages", saved, SCHEMAS["tables/passages"]).found == table


@pytest.mark.parametrize("name", PACKAGES)
def test_the_examples_are_in_form(name: str, example_root: Path) -> None:
    files = example_files(example_root, name)
    assert tidy_with(example_root, name, {}) == files


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("table", ["passages", "values", "tasks", "responsibilities", "remarks"])
@pytest.mark.parametrize("name", PACKAGES[1:])
def test_the_order_of_rows_does_not_matter(name: str, table: str, seed: int, example_root: Path) -> None:
    files = example_files(example_root, name)
    header, *lines = files[f"{table}.csv"].decode("utf-8").splitlines(keepends=True)
    random.Random(seed).shuffle(lines)
    assert tidy_with(example_root, name, {f"{table}.csv": (header + "".join(lines)).encode()}) == files


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "\ufeff"),
        ("\n", "\r\n"),
        (",", ";"),
        (",", "\t"),
        ("annex-total,", '"annex-total", '),
        ("passage,kind,remark,remark_en\n", "passage,kind,remark,remark_en\n\n,,,\n"),
        ("9。,", "9。 ,"),
    ],
    ids=["BOM", "CRLF", "semicolon", "tab", "quotes", "blank rows", "spaces"],
)
def test_what_a_spreadsheet_does_is_undone(before: str, after: str, example_root: Path) -> None:
    files = example_files(example_root, "yunxi-2022-2025")
    text = "passage,kind,remark,remark_en\nannex-total,arithmetic,合计应为9。,The total is 9.\n"
    clean = tidy_with(example_root, "yunxi-2022-2025", {"remarks.csv": text.encode()})
    spoilt = (text.replace(before, after) if before else after + text).encode()
    assert clean == files | {"remarks.csv": text.encode()}
    assert tidy_with(example_root, "yunxi-2022-2025", {"remarks.csv": spoilt}) == clean


@pytest.mark.parametrize(
    "content",
    [
        b'passage,kind\n"annex-total,arithmetic\n',
        b"passage,kind,remark,remark_en\na,b,c,d,e\n",
        b"passage,kind,remark\na,b,c\n",
        b"passage,kind,remark,remark_en,remark_en\na,b,c,d,e\n",
        b"",
    ],
    ids=["open quote", "wide row", "missing column", "repeated column", "empty"],
)
def test_what_would_need_a_guess_stays(content: bytes, example_root: Path) -> None:
    assert tidy_with(example_root, "yunxi-2022-2025", {"remarks.csv": content})["remarks.csv"] == content


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    content = "annex-total,合计印作10，三个单位相加为9。\n".encode()
    damaged = content[:15] + content[16:]
    assert decode(damaged) is None


def test_a_changed_text_keeps_its_recorded_hash(example_root: Path) -> None:
    files = example_files(example_root, "yunxi-2022-2025")
    assert tidy_with(example_root, "yunxi-2022-2025", {"sources/notice.txt": b"other"}) == files


def test_columns_and_keys_come_into_order(example_root: Path) -> None:
    files = example_files(example_root, "yunxi-2022-2025")
    table = read_table("remarks", files["remarks.csv"])
    assert table is not None
    turned = write_table(replace(table, header=table.header[::-1]))
    descriptor = files["datapackage.json"].decode("utf-8").replace('  "name": "yunxi-2022-2025",\n', "", 1)
    moved = descriptor.replace('  "version"', '  "name": "yunxi-2022-2025",\n  "version"', 1).encode()
    spoilt = {"remarks.csv": turned, "datapackage.json": moved}
    assert tidy_with(example_root, "yunxi-2022-2025", spoilt) == files
