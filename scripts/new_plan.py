"""Begin a plan: `python scripts/new_plan.py PLAN-ID [--notice FILE] [--title …] …`; asks for the rest."""

import argparse
import io
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from plans.check import find_problems
from plans.load import read_catalog, read_schemas
from plans.model import LANGUAGES, Catalog, Language, Package, Problem, Text
from plans.new_plan import archive_text, make_package
from plans.new_plan_answers import FIELDS, GIVEN_ONLY, REQUIRED, RefusedError, accept, accept_name, part_of
from plans.report import REPORTS

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Write the package where the check accepts it; 0 written, 1 the check refuses it, 2 could not run."""
    options = read_options(arguments)
    try:
        return run(options, options.lang)
    except (OSError, ValueError) as error:
        words = error.words[options.lang] if isinstance(error, RefusedError) else str(error)
        print(f"{NOT_RUN[options.lang]}{words}", file=sys.stderr)
        return 2


def read_options(arguments: list[str] | None) -> argparse.Namespace:
    """What is stated on the command line; every entry of the descriptor is an option."""
    schemas = read_schemas(ROOT / "schemas")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("id", metavar="PLAN-ID", help="id of the plan, such as kaizhou-2025-2027")
    parser.add_argument("--notice", metavar="FILE", help="the notice as plain text")
    for field in FIELDS:
        part = part_of(field, schemas)
        parser.add_argument(option(field), dest=field, help=f"{part['title']} {part['title_en']}")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder with datapackages/ and schemas/")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    return parser.parse_args(arguments)


def option(field: str) -> str:
    """The option of an entry."""
    return "--" + field.replace("_", "-")


def run(options: argparse.Namespace, language: Language) -> int:
    """Ask, make, check and write; raises RefusedError for what will not do."""
    catalog = read_catalog(options.root)
    name = accept_name(options.id, catalog)
    folder = options.root / "datapackages" / name
    if folder.exists():
        raise RefusedError(Text(f"已有文件夹 {folder}。", f"There is a folder {folder}."))
    notice, answers = take_answers(options, catalog, language)
    text, statement = archive_text(Path(notice).read_bytes())
    package = make_package(name, answers, text, datetime.now(UTC).date().isoformat(), catalog)
    problems = find_problems(replace(catalog, plans=(*catalog.plans, package)), [name])
    if problems:
        print(refuse(problems, write_command(name, notice, answers), language), end="")
        return 1
    write_files(folder, package)
    print(summarise(package, statement, language), end="")
    return 0


def take_answers(
    options: argparse.Namespace, catalog: Catalog, language: Language
) -> tuple[str, Mapping[str, str]]:
    """The file and the entries, all asked for that are not given where a needed one is not."""
    given = {field: value for field in FIELDS if (value := getattr(options, field) or "").strip()}
    answers = {field: accept(field, value, catalog) for field, value in given.items()}
    missing = [field for field in ("notice", *REQUIRED) if field not in answers]
    if options.notice:
        missing.remove("notice")
    if not missing:
        return options.notice, answers
    try:
        notice = options.notice or ask_file(language)
        wanted = [field for field in FIELDS if field not in answers and field not in GIVEN_ONLY]
        answers |= {field: answer for field in wanted if (answer := ask(field, catalog, language))}
    except EOFError as error:
        needed = " ".join(map(option, missing))
        raise RefusedError(Text(f"还缺 {needed}。", f"Missing: {needed}.")) from error
    return notice, answers


def ask_file(language: Language) -> str:
    """The path of the notice, asked until there is such a file with words in it."""
    while True:
        path = input(ASK_FILE[language]).strip().strip("\"'")
        try:
            archive_text(Path(path).read_bytes())
        except RefusedError as error:
            print(error.words[language])
        except OSError:
            print(Text(f"打不开文件“{path}”。", f"The file “{path}” cannot be opened.")[language])
        else:
            return path


def ask(field: str, catalog: Catalog, language: Language) -> str:
    """An entry, asked until it will do; nothing where one that need not be is skipped."""
    part = part_of(field, catalog.schemas)
    skip = Text("必填", "needed") if field in REQUIRED else Text("没有就按回车", "Enter where there is none")
    heading = Text(
        f"{part['title']}（{skip.zh}）。{part['description']}\n> ",
        f"{part['title_en']} ({skip.en}). {part['description_en']}\n> ",
    )
    while True:
        answer = input(heading[language]).strip()
        if not answer and field not in REQUIRED:
            return ""
        try:
            return accept(field, answer, catalog)
        except RefusedError as error:
            print(error.words[language])


def refuse(problems: list[Problem], command: str, language: Language) -> str:
    """What the check says of the package, and how to go on without answering again."""
    return f"{REPORTS['text'](problems, language, '')}\n{NOT_WRITTEN[language]}\n{command}\n"


def write_command(name: str, notice: str, answers: Mapping[str, str]) -> str:
    """The command that states all of this."""
    stated = (f"{option(field)} {shlex.quote(value)}" for field, value in answers.items())
    return " \\\n    ".join(
        (f"python scripts/new_plan.py {name}", f"--notice {shlex.quote(notice)}", *stated)
    )


def write_files(folder: Path, package: Package) -> None:
    """Write the files of a package."""
    for path, content in package.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def summarise(package: Package, statement: Text, language: Language) -> str:
    """What was written, and what comes next."""
    return "\n".join(words[language] for words in list_lines(package, statement)) + "\n"


def list_lines(package: Package, statement: Text) -> Iterator[Text]:
    """The lines of the summary."""
    folder, name = f"datapackages/{package.name}/", package.name
    yield Text(f"已建立 {folder}，检查通过，没有问题。", f"{folder} is there and passes the check.")
    yield Text(
        f"  sources/notice.txt  原文：{statement.zh}", f"  sources/notice.txt  the notice: {statement.en}"
    )
    yield Text(
        "  datapackage.json    文件信息：没有给出的没有写", "  datapackage.json    what was stated, no more"
    )
    yield Text("  六个 CSV 表         只有表头", "  six CSV tables      headers only")
    yield Text(
        f"下一步：录入指标、数字和摘录，改写两种语言的简介，再运行 make fix 和 make check PLANS={name}。",
        f"Next: enter indicators, figures and passages, rewrite both descriptions, "
        f"then make fix and make check PLANS={name}.",
    )


ASK_FILE = Text("存成纯文本的原文文件（必填）。\n> ", "The file with the notice as plain text (needed).\n> ")
NOT_RUN = Text("没有建立：", "Not made: ")
NOT_WRITTEN = Text(
    "检查没有通过，什么也没有写入。改好后用这条命令再运行一次：",
    "The check refuses it and nothing was written. Correct this command and run it again:",
)

if __name__ == "__main__":
    # a console in another encoding must not stop the report
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
