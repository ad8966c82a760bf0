"""Rules on datapackage.json that its schema cannot say: it agrees with folder, files and archived text."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Any

from plans.canonical import (
    DESCRIPTOR,
    describe_text,
    list_resources,
    read_hashes,
    schema_name,
    write_descriptor,
)
from plans.canonical_bytes import decode, decode_as
from plans.evidence import strip_space
from plans.load import parse_json
from plans.model import Text
from plans.rules_place import find_difference
from plans.rules_subject import Fault, Rule, Subject, join_texts, propose

QUOTED = ("document_number", "index_number", "topic_category", "genre", "validity")
# Web pages and damaged copies print the brackets of a document number in many ways.
BRACKETS = str.maketrans("﹝﹞[]［］【】()（）", "〔〕" * 6)


def descriptor_can_be_read(subject: Subject) -> Iterator[Fault]:
    """The descriptor, if it is UTF-8, is a JSON object without repeated keys."""
    content = subject.package.files.get(DESCRIPTOR, b"\xff")
    if decode_as(content, "utf-8") is not None and not subject.package.descriptor:
        try:
            parse_json(content)
        except json.JSONDecodeError as error:
            yield Fault(DESCRIPTOR, error.lineno, None, error.doc.split("\n")[error.lineno - 1])
        except ValueError as error:
            yield Fault(DESCRIPTOR, None, None, str(error))
        else:
            yield Fault(DESCRIPTOR, 1, None, content.decode("utf-8", "replace"))


def name_is_that_of_the_folder(subject: Subject) -> Iterator[Fault]:
    """The package has the name of its folder."""
    name, folder = subject.descriptor.get("name"), subject.package.name
    if name not in {None, folder}:
        remedy = Text(f"改为 {folder}，或改文件夹名。", f"Write {folder}, or rename the folder.")
        yield Fault(DESCRIPTOR, None, "name", str(name), remedy)


def resources_describe_the_files(subject: Subject) -> Iterator[Fault]:
    """The resources are those that the files and the table schemas give."""
    found = subject.package.descriptor.get("resources")
    expected = list_resources(subject.package, subject.catalog.schemas)
    if found is not None and found != expected:
        given = found if isinstance(found, list) else []
        pairs = enumerate(zip_longest(given, expected))
        place, given_here, right = next((place, a, b) for place, (a, b) in pairs if a != b)
        field, wrong = find_difference(given_here, right)
        yield Fault(DESCRIPTOR, None, f"resources[{place}]{field}", json.dumps(wrong, ensure_ascii=False))


def archived_texts_are_unchanged(subject: Subject) -> Iterator[Fault]:
    """An archived text is the one that was recorded."""
    for path, recorded in read_hashes(subject.package.descriptor).items():
        content = subject.package.files.get(path)
        if content is None or decode_as(content, "utf-8") is None:
            continue
        if describe_text(path, content)["hash"] != recorded["hash"]:
            yield Fault(path, None, None, describe_text(path, content)["hash"])


def descriptor_texts_are_trimmed(subject: Subject) -> Iterator[Fault]:
    """No text of the descriptor has white space at its ends or a line break."""
    given = {key: value for key, value in subject.package.descriptor.items() if key != "resources"}
    for field, text in list_texts(given, ""):
        if text != text.strip() or "\n" in text or "\r" in text:
            yield Fault(DESCRIPTOR, None, field, f"“{text}”")


def list_texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """All texts of a JSON value with their paths."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from list_texts(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from list_texts(inner, f"{path}[{place}]")


def sources_have_their_texts(subject: Subject) -> Iterator[Fault]:
    """Each source has its archived text, and each archived text its source."""
    sources = subject.descriptor.get("sources", [])
    texts = {
        path[8:-4] for path in subject.package.files if path.startswith("sources/") and path.endswith(".txt")
    }
    named = [source.get("resource") for source in sources]
    for place, name in enumerate(named):
        if name is not None and name not in texts:
            yield Fault(DESCRIPTOR, None, f"sources[{place}].resource", name)
    for name in sorted(texts - set(named)) if named else ():
        remedy = Text(f"在 sources 中为 {name} 写一项来源。", f"Add an entry for {name} to sources.")
        yield Fault(DESCRIPTOR, None, "sources", f"sources/{name}.txt", remedy)


def dates_are_in_order(subject: Subject) -> Iterator[Fault]:
    """A document is written before it is published or in force."""
    written = subject.plan.get("written_on")
    for field in ("published_on", "in_force_from"):
        later = subject.plan.get(field)
        if written and later and later < written:
            yield Fault(DESCRIPTOR, None, f"plan.{field}", f"{later} < {written}")


def years_are_in_order(subject: Subject) -> Iterator[Fault]:
    """A plan ends after it starts and starts after its base year."""
    plan = subject.plan
    for first, last in (("start_year", "end_year"), ("base_year", "end_year")):
        if first in plan and last in plan and plan[first] > plan[last]:
            yield Fault(DESCRIPTOR, None, f"plan.{first}", f"{plan[first]} > {plan[last]}")


def identity_is_printed(subject: Subject) -> Iterator[Fault]:
    """Numbers and classes of the document stand in its archived text."""
    text = strip_space("".join(subject.package.texts.values()))
    for field in QUOTED:
        value = subject.plan.get(field)
        if value and subject.package.texts and not is_number_printed(value, text):
            yield Fault(DESCRIPTOR, None, f"plan.{field}", value)


def is_number_printed(value: str, text: str) -> bool:
    """Whether a text holds a value, whatever the brackets."""
    return strip_space(value).translate(BRACKETS) in text.translate(BRACKETS)


def dates_are_printed(subject: Subject) -> Iterator[Fault]:
    """The dates of writing and publishing stand in the archived text."""
    text = strip_space("".join(subject.package.texts.values()))
    for field in ("written_on", "published_on"):
        value = subject.plan.get(field)
        if value and subject.package.texts and not any(form in text for form in write_date(value)):
            yield Fault(DESCRIPTOR, None, f"plan.{field}", value)


def write_date(value: str) -> tuple[str, ...]:
    """The ways in which notices print a date, the last one with its 年月日 lost."""
    day = date.fromisoformat(value)
    joined = (f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "-./")
    padded = (value.replace("-", mark) for mark in "-./")
    chinese = (f"{day.year}年{day.month}月{day.day}日", f"{day:%Y年%m月%d日}")
    return (*joined, *padded, *chinese, f"{day.year}{day.month}{day.day}")


def related_documents_are_named(subject: Subject) -> Iterator[Fault]:
    """A related document is named by its passage."""
    for place, related in enumerate(subject.plan.get("related", [])):
        field = f"plan.related[{place}]"
        passage = related.get("passage")
        if passage is not None and passage not in subject.ids["passages"]:
            remedy = join_texts(propose(passage, "passages", subject), RELATED_ADVICE)
            yield Fault(DESCRIPTOR, None, f"{field}.passage", passage, remedy)
        elif passage in subject.passages:
            words = strip_space(subject.passages[passage].words)
            for key in ("title", "document_number"):
                if key in related and not is_number_printed(related[key], words):
                    yield Fault(DESCRIPTOR, None, f"{field}.{key}", related[key])


def descriptor_is_in_form(subject: Subject) -> Iterator[Fault]:
    """The descriptor is written with the keys of the schema in order, two spaces deep."""
    descriptor, package = subject.package.descriptor, subject.package
    if descriptor:
        expected = write_descriptor(descriptor, schema_name(package), subject.catalog.schemas).decode()
        found = (decode(package.files[DESCRIPTOR]) or "").replace("\r\n", "\n").replace("\r", "\n")
        lines = zip(found.split("\n"), expected.split("\n"), strict=False)
        if found != expected:
            row, line = next(((row, a) for row, (a, b) in enumerate(lines, 1) if a != b), (None, ""))
            yield Fault(DESCRIPTOR, row, None, line.strip())


RELATED_ADVICE = Text(
    "在 passages.csv 中摘录提到该文件的原文，标题和文号照抄；原文没有提到就删去这一项。",
    "Quote the words that name it in passages.csv and copy title and number; delete the entry if none do.",
)
AGREEMENT = (
    Rule(
        "D001",
        Text(
            "datapackage.json 是一个 JSON 对象，键不重复", "datapackage.json is a JSON object, no key twice"
        ),
        Text(
            "检查这一行和上一行：逗号有没有多或少，引号是不是英文直引号，括号是否成对；编码用 UTF-8。",
            "Check this line and the one above: commas, straight double quotes, brackets; save it as UTF-8.",
        ),
        "file",
        descriptor_can_be_read,
    ),
    Rule(
        "D005",
        Text("name 与文件夹同名", "name is the name of the folder"),
        Text("编号一经发布不再改变。", "Once published it never changes."),
        "package",
        name_is_that_of_the_folder,
    ),
    Rule(
        "D006",
        Text("resources 与数据包中的文件和表结构一致", "resources describes the files and their schemas"),
        Text("不用手写：运行 make fix 重新生成。", "Not written by hand: run make fix to make it anew."),
        "package",
        resources_describe_the_files,
    ),
    Rule(
        "D007",
        Text("文字首尾没有空白，中间没有换行", "A text has no white space at its ends and no line break"),
        Text("删去多余的空白。", "Remove the white space."),
        "package",
        descriptor_texts_are_trimmed,
    ),
    Rule(
        "D010",
        Text("来源与 sources/ 中的存档原文一一对应", "Each source has its archived text in sources/"),
        Text(
            "把 sources/<名称>.txt 放进数据包，或改正 resource。",
            "Put sources/<name>.txt into the package, or correct resource.",
        ),
        "plan",
        sources_have_their_texts,
    ),
    Rule(
        "D011",
        Text("成文日期不晚于发布日期和施行日期", "Written before published and in force"),
        Text("对照原文核对日期。", "Compare the dates with the notice."),
        "plan",
        dates_are_in_order,
    ),
    Rule(
        "D012",
        Text("起始年、基期年不晚于结束年", "First year and base year are not after the last"),
        Text("对照原文核对年份。", "Compare the years with the notice."),
        "plan",
        years_are_in_order,
    ),
    Rule(
        "D013",
        Text("文号、索引号和分类见于存档原文", "Numbers and classes stand in the archived text"),
        Text(
            "照原文抄录；原文没有就删去这一项。", "Copy them as printed; delete what the text does not state."
        ),
        "plan",
        identity_is_printed,
    ),
    Rule(
        "D014",
        Text("成文日期和发布日期见于存档原文", "The dates stand in the archived text"),
        Text(
            "照原文填写；原文没有就删去这一项。",
            "Write them as printed; delete what the text does not state.",
        ),
        "plan",
        dates_are_printed,
    ),
    Rule(
        "D015",
        Text(
            "相关文件的标题和文号见于其摘录", "The passage of a related document holds its title and number"
        ),
        RELATED_ADVICE,
        "plan",
        related_documents_are_named,
        ("passages",),
    ),
    Rule(
        "D016",
        Text("datapackage.json 按规范书写", "datapackage.json is written in the one allowed form"),
        Text(
            "运行 make fix 统一键的顺序和缩进。", "Run make fix to set the order of keys and the indentation."
        ),
        "package",
        descriptor_is_in_form,
    ),
    Rule(
        "D017",
        Text("存档原文没有改动", "The archived text is unchanged"),
        Text(
            "从历史版本恢复原文；确实换了存档，就从 resources 删去这一项，再运行 make fix。",
            "Restore it from history; if it was replaced on purpose, delete its resource and run make fix.",
        ),
        "plan",
        archived_texts_are_unchanged,
    ),
)
