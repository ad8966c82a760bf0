"""What spreadsheets do to tables: any mix of it is undone, nothing is lost, nothing passes unseen."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plans.canonical import field_names, tidy_package, write_table
from plans.canonical_cells import mend_cell, read_column, trim
from plans.canonical_damage import DAMAGES, is_refused
from plans.canonical_reading import read_damaged
from plans.check import find_problems
from plans.load import parse_package, read_catalog, read_package, read_schemas
from plans.model import Catalog, Package

REPOSITORY = Path(__file__).parents[1]
VALID = REPOSITORY / "docs/examples/valid/datapackages"
SCHEMAS = read_schemas(REPOSITORY / "schemas")
CATALOG = Catalog(
    read_package(VALID / "vocabulary"),
    (read_package(VALID / "yunxi-2022-2025"), read_package(VALID / "yunxi-2025-2027")),
    SCHEMAS,
)
FULL_WIDTH = {place: place + 0xFEE0 for place in range(0x21, 0x7F)}
PACKAGES = {package.name: package for package in (CATALOG.vocabulary, *CATALOG.plans)}
TABLES = [(package.name, name) for package in PACKAGES.values() for name in package.tables]
FIELDS = [
    field for name in sorted({name for _, name in TABLES}) for field in SCHEMAS[f"tables/{name}"]["fields"]
]
Rows = list[list[str]]
Spoilt = tuple[str, str, bytes]
Draw = Callable[[st.SearchStrategy[Any]], Any]
# what happens to one cell of a kind of column
CELLS: Mapping[str, tuple[tuple[str, ...], Callable[[str], str]]] = {
    "space before": (("text", "id", "word", "year", "number"), lambda cell: f"\u3000{cell}"),
    "space behind": (("text", "id", "word", "year", "number"), lambda cell: f"{cell}\u00a0"),
    "invisible": (("text", "id", "word", "year", "number"), lambda cell: f"\u200b{cell}\u200b"),
    "line end": (("text", "id", "word", "year", "number"), lambda cell: f"{cell}\n"),
    "full-width": (("id", "word", "year", "code", "number"), lambda cell: cell.translate(FULL_WIDTH)),
    "apostrophe": (("id", "word", "year", "code", "number"), lambda cell: f"'{cell}"),
    "smart quotes": (("id", "word", "year", "code", "number"), lambda cell: f"“{cell}”"),
    "formula": (("text", "id", "word", "year", "code", "number"), lambda cell: f'="{cell}"'),
    "capitals": (("id", "word"), str.upper),
    "dashes": (("id",), lambda cell: cell.replace("-", "–")),
    "decimal year": (("year",), lambda cell: f"{cell}.0" if len(cell) == 4 else f"{cell}年"),
    "dated year": (("year",), lambda cell: f"{cell}/1/1" if len(cell) == 4 else cell.replace("/", "—")),
    "year in words": (("year",), lambda cell: f"{cell}年".replace("/", "年至")),
    "thousands": (("number",), lambda cell: re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", cell)),
    "zeros": (("number",), lambda cell: cell.removesuffix(".0")),
}

MIXES = st.lists(st.sampled_from(sorted(CELLS)), unique=True, max_size=3).filter(
    lambda mix: sum("year" in damage for damage in mix) < 2
)


def rows_of(package: Package, name: str) -> Rows:
    return list(csv.reader(io.StringIO(package.files[f"{name}.csv"].decode("utf-8"), newline="")))


def spoil_cells(draw: Draw, damage: str, name: str, rows: Rows) -> Rows:
    """One thing done to some of the cells, all of one kind of column."""
    columns = [read_column(field) for field in SCHEMAS[f"tables/{name}"]["fields"]]
    kinds, change = CELLS[damage]
    kind, every = draw(st.sampled_from(kinds)), draw(st.integers(1, 4))
    header, *rest = rows
    return [header] + [
        [
            change(cell) if cell and '"' not in cell and column.kind == kind and row % every == 0 else cell
            for cell, column in zip(cells, columns, strict=True)
        ]
        for row, cells in enumerate(rest)
    ]


def spoil_header(draw: Draw, name: str, rows: Rows) -> Rows:
    """Header words translated or in capitals, columns in another order."""
    fields = SCHEMAS[f"tables/{name}"]["fields"]
    words: dict[str, dict[str, str]] = {"": {}}
    for key in ("title", "title_en"):
        words[key] = {field["name"]: field[key] for field in fields}
    chosen = words[draw(st.sampled_from(sorted(words)))]
    change = draw(st.sampled_from([str, str.upper, str.title, lambda word: f" {word}\u00a0"]))
    order = draw(st.permutations(range(len(fields))) if draw(st.booleans()) else st.just(range(len(fields))))
    header = [change(chosen.get(word, word)) for word in rows[0]]
    return [[cells[place] for place in order] for cells in [header, *rows[1:]]]


def spoil_shape(draw: Draw, rows: Rows) -> Rows:
    """Blank rows above, between and below, empty columns on the right."""
    width = len(rows[0]) + draw(st.integers(0, 3))
    blank = [""] * width
    wide = [cells + [""] * (width - len(cells)) for cells in rows]
    above, below = [blank] * draw(st.integers(0, 2)), [blank] * draw(st.integers(0, 2))
    place = draw(st.integers(1, len(wide)))
    return [*above, *wide[:place], *below, *wide[place:], *below]


def save(draw: Draw, rows: Rows) -> bytes:
    """The bytes that some program writes."""
    mark = draw(st.sampled_from([",", ",", ";", "\t", "|", "，"]))
    out = io.StringIO(newline="")
    is_broken = any("\n" in cell for cells in rows for cell in cells)
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    form = "excel" if not is_broken and draw(st.booleans()) else "unix"
    csv.writer(out, form, delimiter=mark, lineterminator=line_end).writerows(rows)
    first = f"sep={mark}{line_end}" if draw(st.booleans()) else ""
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"]))
    return (first + out.getvalue()).encode(encoding)


@st.composite
def spoilt_tables(draw: Draw) -> Spoilt:
    """A table of the valid example, and what a few programs one after the other make of its file."""
    package, name = draw(st.sampled_from(TABLES))
    rows = rows_of(PACKAGES[package], name)
    for damage in draw(MIXES):
        rows = spoil_cells(draw, damage, name, rows)
    content = save(draw, spoil_shape(draw, spoil_header(draw, name, rows)))
    reading = read_damaged(name, content, SCHEMAS[f"tables/{name}"])
    # 1,000 with a semicolon behind it may be 1 or 1000
    assume(not any(spot.damage == "comma-numbers" for spot in reading.spots))
    return package, name, content


def catalog_with(package: Package, files: Mapping[str, bytes]) -> Catalog:
    changed = parse_package(package.name, {**package.files, **files})
    if package is CATALOG.vocabulary:
        return replace(CATALOG, vocabulary=changed)
    return replace(CATALOG, plans=tuple(changed if plan is package else plan for plan in CATALOG.plans))


def tidy_with(package: Package, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package as tidying leaves it."""
    catalog = catalog_with(package, files)
    packages = {found.name: found for found in (catalog.vocabulary, *catalog.plans)}
    return {**packages[package.name].files, **tidy_package(packages[package.name], catalog)}


@settings(max_examples=300, deadline=None)
@given(spoilt_tables())
def test_any_mix_of_damages_is_undone(spoilt: Spoilt) -> None:
    package, name, content = spoilt
    found = read_damaged(name, content, SCHEMAS[f"tables/{name}"]).whole
    assert found
    assert write_table(found) == PACKAGES[package].files[f"{name}.csv"]


@settings(max_examples=40, deadline=None)
@given(spoilt_tables(), spoilt_tables())
def test_tidying_spoilt_packages_gives_the_original(first: Spoilt, second: Spoilt) -> None:
    package = PACKAGES[first[0]]
    spoilt = {f"{name}.csv": content for owner, name, content in (first, second) if owner == package.name}
    assert tidy_with(package, spoilt) == package.files


@settings(max_examples=25, deadline=None)
@given(spoilt_tables())
def test_no_damage_passes_unseen(spoilt: Spoilt) -> None:
    package, path, content = PACKAGES[spoilt[0]], f"{spoilt[1]}.csv", spoilt[2]
    problems = find_problems(catalog_with(package, {path: content}))
    files = {(problem.package, problem.file) for problem in problems}
    assert files == ({(package.name, path)} if content != package.files[path] else set())


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(FIELDS),
    st.text(st.sampled_from("0129.,/-年月日 '“”=\"aT–１，（）E+#%\u200b\u3000?\ufffd"), max_size=8)
    | st.from_regex(r"\A\d{1,4}[-/.,年]\d{1,3}[-/.,月]?\d{0,3}日?\Z"),
    st.sampled_from(",;\t"),
)
def test_a_cell_gets_its_form_or_stays(field: Mapping[str, Any], cell: str, separator: str) -> None:
    column, found = read_column(field), trim(cell)
    mended, damages = mend_cell(found, column, separator)
    assert mended == found or (damages and (column.form.fullmatch(mended) or mended in found))
    assert mend_cell(mended, column, separator)[0] == mended


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=5), min_size=6, max_size=6), min_size=1, max_size=4))
def test_words_are_kept(rows: Rows) -> None:
    """Whatever stands in cells of words is there after reading, white space at the ends apart."""
    out = io.StringIO(newline="")
    named = [[f"p-{number}", "notice", *cells[2:]] for number, cells in enumerate(rows)]
    csv.writer(out).writerows([field_names(SCHEMAS, "passages"), *named])
    reading = read_damaged("passages", out.getvalue().encode("utf-8", "ignore"), SCHEMAS["tables/passages"])
    plain = [[trim(cell.encode("utf-8", "ignore").decode()) for cell in cells] for cells in named]
    assume(not any(map(is_refused, reading.spots)))
    assert reading.table
    assert [list(row.cells.values()) for row in reading.table.rows] == plain


@pytest.mark.parametrize(
    ("field", "cell", "separator", "expected"),
    [
        ("values/period", "2025/1/1", ",", ("2025", "years")),
        ("values/period", "2025年1月1日", ",", ("2025", "years")),
        ("values/period", "2025-01-01 00:00:00", ",", ("2025", "years")),
        ("values/period", "1905/7/17", ",", ("2025", "years")),
        ("values/period", "1905/2/30", ",", ("1905/2/30", "dates")),
        ("values/period", "2025/12/31", ",", ("2025/12/31", "dates")),
        ("values/period", "2023—2027年", ",", ("2023/2027", "dashes spans")),
        ("values/period", "２０２５年", ",", ("2025", "full-width years")),
        ("values/period", "25", ",", ("25", "")),
        ("values/value", "1,234", ",", ("1234", "thousands")),
        ("values/value", "1,234,567.8", ";", ("1234567.8", "thousands")),
        ("values/value", "1,234", ";", ("1,234", "comma-numbers")),
        ("values/value", "1,5", ";", ("1.5", "decimal-comma")),
        ("values/value", "1,5", ",", ("1,5", "")),
        ("values/value", "12,34", ",", ("12,34", "")),
        ("values/value", "'1.97", ",", ("1.97", "text-marks")),
        ("values/value", "＝“1.97”", ",", ("1.97", "text-marks")),
        ("values/value", "1．97", ",", ("1.97", "full-width")),
        ("values/value", "1.15E+17", ",", ("1.15E+17", "exponents")),
        ("values/value", "1月2日", ",", ("1月2日", "dates")),
        ("values/value", "2-Jan", ",", ("2-Jan", "dates")),
        ("values/value", "####", ",", ("####", "hashes")),
        ("values/value", "55家", ",", ("55家", "")),
        ("values/value", "1.97%", ",", ("1.97%", "")),
        ("values/value", "055", ",", ("055", "")),
        ("values/kind", "TARGET", ",", ("target", "capitals")),
        ("values/kind", "目标", ",", ("目标", "")),
        ("values/indicator", "RD–intensity", ",", ("rd-intensity", "dashes capitals")),
        ("values/indicator", "1月2日", ",", ("1月2日", "dates")),
        ("values/wording", "“十四五”", ",", ("“十四五”", "")),
        ("values/wording", "１０家", ",", ("１０家", "")),
        ("areas/code", "990101.0", ",", ("990101", "decimals")),
        ("areas/code", "99010", ",", ("99010", "")),
        ("indicators/number", "1月2日", ",", ("1月2日", "dates")),
        ("indicators/number", "-1", ",", ("-1", "negatives")),
        ("indicators/number", "(一)", ",", ("(一)", "")),
    ],
)
def test_a_cell_is_mended_or_refused(
    field: str, cell: str, separator: str, expected: tuple[str, str]
) -> None:
    table, _, name = field.partition("/")
    schema = next(found for found in SCHEMAS[f"tables/{table}"]["fields"] if found["name"] == name)
    mended, damages = mend_cell(cell, read_column(schema), separator)
    assert (mended, " ".join(damages)) == expected


@pytest.mark.parametrize("name", sorted({name for _, name in TABLES}))
def test_titles_of_columns_differ(name: str) -> None:
    fields = SCHEMAS[f"tables/{name}"]["fields"]
    assert (
        len({field["title"] for field in fields})
        == len({field["title_en"] for field in fields})
        == len(fields)
    )


def test_every_damage_is_explained() -> None:
    assert len({damage.id for damage in DAMAGES}) == len(DAMAGES)
    texts = [text for damage in DAMAGES for text in (damage.title, damage.cause)]
    assert all(text.zh and text.en for text in texts)


def test_real_tables_are_not_spoilt() -> None:
    catalog = read_catalog(REPOSITORY)
    spots = [
        (package.name, name, spot)
        for package in (catalog.vocabulary, *catalog.plans)
        for name in package.tables
        for spot in read_damaged(name, package.files[f"{name}.csv"], SCHEMAS[f"tables/{name}"]).spots
    ]
    assert spots == []
