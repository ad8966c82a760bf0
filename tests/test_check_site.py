"""The test of what is published: small sites go in, what is wrong comes out; the built one is sound."""

import hashlib
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import check_site
import open_from_disk
from plans.load_addresses import Ledger
from plans.model import Row
from plans.verify import MOST_SUBJECTS, list_outside, list_subjects, verify_site

SITE = "https://example.org/targets/"
LOCAL = "http://127.0.0.1:8000/"


def run(main: Callable[[list[str]], int], *arguments: object) -> tuple[int, str, str]:
    """Exit code, output and error output of a script."""
    output, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(output), redirect_stderr(errors):
        code = main([*map(str, arguments)])
    return code, output.getvalue(), errors.getvalue()


def database() -> bytes:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE a (b)")
        return connection.serialize()


CSV = b"id,name\n1,a\n"
DESCRIPTOR = {
    "resources": [
        {
            "path": "values.csv",
            "bytes": len(CSV),
            "hash": f"sha256:{hashlib.sha256(CSV).hexdigest()}",
            "schema": {"fields": [{"name": "id"}, {"name": "name"}]},
        }
    ]
}
PUBLISHED = {
    "index.html": b'<a href="plans/">x</a><a href="plans/#b">x</a><a href="https://example.net/a?b#c"></a>',
    "plans/index.html": b'<p id="b"></p><a href="..">x</a><a href="#b"></a><a href="../data/p/p.sqlite"></a>',
    "data/p/values.csv": CSV,
    "data/p/datapackage.json": json.dumps(DESCRIPTOR).encode(),
    "data/p/p.sqlite": database(),
}
LEDGER = Ledger(frozenset({"plans/", "plans/#b", "data/p/values.csv", "data/1.0.0/index.json"}))


def faults(files: dict[str, bytes], ledger: Ledger = LEDGER) -> list[str]:
    """What is wrong with the small site with some files changed, its English tree included."""
    both = {**PUBLISHED, "en/plans/index.html": b'<p id="b"></p>', **files}
    return list(verify_site(both, ledger, SITE, ("data/1.0.0/",)))


def test_a_sound_site_may_be_published() -> None:
    assert faults({}) == []


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("a.json", b'{"a": NaN}', "a.json: ValueError: "),
        ("a.json", b'{"a": 1, "a": 2}', "a.json: ValueError: "),
        ("a.xml", b"<a>", "a.xml: ParseError: "),
        ("a.svg", b"<a><b></a>", "a.svg: ParseError: "),
        ("a.csv", b"a,b\n1\n", "a.csv: ValueError: rows differ in length"),
        ("a.csv", b"a,\xff\n", "a.csv: UnicodeDecodeError: "),
        ("a.zip", b"PK", "a.zip: BadZipFile: "),
        ("a.xlsx", b"PK", "a.xlsx: BadZipFile: "),
        ("a.parquet", b"PAR1", "a.parquet: ArrowInvalid: "),
        ("a.sqlite", b"SQLite format 3\x00", "a.sqlite: DatabaseError: "),
        ("a.ttl", b"<a> <b>", "a.ttl: IndexError: "),
        ("a.ttl", b"<a> <b> .", "a.ttl: BadSyntax: "),
        ("a.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "a.ics: ValueError: END:"),
        ("a.gz", b"\x1f\x8b\x08\x00", "a.gz: EOFError: "),
        ("a.png", b"GIF", "a.png: ValueError: "),
        ("a.html", b"", "a.html: ValueError: empty"),
        ("a.exe", b"MZ", "a.exe: no reader for files of this ending"),
        ("a.html", b'<a href="b/">x</a>', "a.html: b/"),
        ("a.html", b'<a href="plans/#c">x</a>', "a.html: plans/#c"),
        ("a.html", b'<a href="plans">x</a>', "a.html: plans"),
        ("a.html", b'<img src="a.svg">', "a.html: a.svg"),
        ("a.html", b'<a href="https://example.org/targets/b/">x</a>', "a.html: https://example.org/targets/b/"),
        ("a.html", b"<p>http://127.0.0.1:8000/plans/</p>", f"a.html: {LOCAL}"),
        ("data/p/values.csv", b"id,name\n1,b\n", "data/p/datapackage.json: values.csv has another hash"),
        ("data/p/values.csv", CSV + b"2,b\n", "data/p/datapackage.json: values.csv has 16 bytes, not 12"),
        ("data/p/values.csv", b"id,nome\n1,a\n", "data/p/values.csv: columns are not those of the schema"),
        ("q/datapackage.json", b'{"resources": [{"path": "a"}]}', "q/datapackage.json: a is not"),
        ("plans/index.html", b"<p></p>", "lost address: /plans/#b"),
        ("en/plans/index.html", b"<p></p>", "lost address: /en/plans/#b"),
    ],
)  # fmt: skip
def test_what_must_not_be_published(path: str, content: bytes, expected: str) -> None:
    assert [fault for fault in faults({path: content}) if fault.startswith(expected)] != []


def test_what_is_withdrawn_is_not_lost() -> None:
    row = Row(2, {"address": "plans/#b"})
    files = dict.fromkeys(("plans/index.html", "en/plans/index.html", "index.html"), b"<p></p>")
    assert faults(files, Ledger(LEDGER.published, (row,))) == []


def test_a_broken_file_within_an_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_text("{", "utf-8")
    packed = Path(shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path / "in"))
    [fault] = faults({"a.zip": packed.read_bytes()})
    assert fault.startswith("a.zip/a.json: JSONDecodeError: ")


def test_what_is_attested() -> None:
    lines = list_subjects(PUBLISHED).splitlines()
    many = list_subjects({**{f"data/a{n}.json": b"1" for n in range(1100)}, **PUBLISHED}).splitlines()
    assert [line.split("  ")[1] for line in lines] == [
        "data/p/datapackage.json",
        "data/p/p.sqlite",
        "data/p/values.csv",
    ]
    assert lines[2].split("  ")[0] == hashlib.sha256(CSV).hexdigest()
    assert (len(many), many[:3]) == (MOST_SUBJECTS, lines)


def test_links_to_other_sites() -> None:
    assert list_outside(PUBLISHED, SITE) == ["https://example.net/a?b"]


def test_no_site_is_not_published(tmp_path: Path) -> None:
    assert run(check_site.main, tmp_path)[::2] == (2, f"没有网站 no site: {tmp_path}\n")
    assert run(open_from_disk.main, tmp_path)[::2] == (2, f"没有网站 no site: {tmp_path}\n")


def test_the_site_as_built_may_be_published(site: Path, tmp_path: Path) -> None:
    written = ("--subjects", tmp_path / "subjects", "--links", tmp_path / "links.html", "--site-url", LOCAL)
    code, output, _ = run(check_site.main, site, *written)
    assert code == 0, output
    assert "  data/all/datapackage.json\n" in (tmp_path / "subjects").read_text("utf-8")
    assert "https://creativecommons.org/licenses/by/4.0/" in (tmp_path / "links.html").read_text("utf-8")


def test_the_site_opens_from_disk(site: Path, tmp_path: Path, browser: Browser) -> None:
    preview = tmp_path / "preview"
    shutil.copytree(site, preview)
    assert run(open_from_disk.main, preview)[0] == 0
    page = browser.new_page()
    page.goto(f"{preview.as_uri()}/index.html")
    for link, address in (
        (".md-tabs a[href$='plans/index.html']", "plans/index.html"),
        (".md-content a[href$='kaizhou-2025-2027/index.html']", "plans/kaizhou-2025-2027/index.html"),
    ):
        page.locator(link).first.click()
        assert page.url.partition("#")[0] == f"{preview.as_uri()}/{address}"
    page.close()
