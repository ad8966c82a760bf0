"""Stating a plan: an answer goes in, an entry of the descriptor comes out, or why it will not do."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from plans.canonical import field_names
from plans.load import VOCABULARY
from plans.model import Catalog, Row, Text
from plans.rules_subject import find_nearest, join_texts, list_words, name_entry

# the site cannot show a plan without its last year
REQUIRED = ("title", "title_en", "area", "type", "end_year", "completeness", "rights")
OPTIONAL = (
    "start_year",
    "base_year",
    "source_title",
    "source_path",
    "issuer",
    "publisher",
    "document_number",
    "index_number",
    "topic_category",
    "genre",
    "validity",
    "written_on",
    "published_on",
    "in_force_from",
)
# they have words of ours where a person gives none, and are not asked for
GIVEN_ONLY = ("description", "description_en")
FIELDS = (*REQUIRED, *OPTIONAL, *GIVEN_ONLY)
IN_SOURCE = {"source_title": "title", "source_path": "path", "rights": "rights"}
IN_VOCABULARY = {"area": "areas", "issuer": "organizations", "publisher": "organizations"}


class RefusedError(ValueError):
    """An answer that will not do; `words` say what to do."""

    def __init__(self, words: Text) -> None:
        super().__init__(f"{words.zh} {words.en}")
        self.words = words


def schema_properties(schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """The entries that a descriptor of a plan can have."""
    found: Mapping[str, Any] = schemas["plan.schema"]["properties"]
    return found


def is_of_plan(field: str, schemas: Mapping[str, Any]) -> bool:
    """Whether an entry stands in the object `plan` of the descriptor."""
    return field in schema_properties(schemas)["plan"]["properties"]


def part_of(field: str, schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the schema says of an entry."""
    known = schema_properties(schemas)
    part: Mapping[str, Any]
    if field in IN_SOURCE:
        part = known["sources"]["items"]["properties"][IN_SOURCE[field]]
    elif is_of_plan(field, schemas):
        part = known["plan"]["properties"][field]
    else:
        part = known[field]
    return part


def accept_name(name: str, catalog: Catalog) -> str:
    """The id of a new plan; raises RefusedError where it cannot be one or is taken."""
    part = part_of("name", catalog.schemas)
    if not re.fullmatch(part["pattern"], name) or name == VOCABULARY:
        better = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        proposal = Text(f"可以用 {better}。", f"It could be {better}.")
        raise RefusedError(join_texts(BAD_NAME, proposal if better not in {"", VOCABULARY} else None))
    if name in {plan.name for plan in catalog.plans}:
        raise RefusedError(
            Text(
                f"已有规划 {name}：改数据就改 datapackages/{name}/ 中的文件；另一份规划请换一个编号。",
                f"There is a plan {name}: edit its files in datapackages/{name}/, or take another id.",
            )
        )
    return name


def accept(field: str, given: str, catalog: Catalog) -> str:
    """An answer as the descriptor has it; raises RefusedError where it cannot stand there."""
    answer = given.strip()
    if field in IN_VOCABULARY:
        return find_entry(answer, IN_VOCABULARY[field], catalog)
    part = part_of(field, catalog.schemas)
    if not is_in_form(answer, part):
        raise RefusedError(explain_form(answer, part))
    return answer


def explain_form(answer: str, part: Mapping[str, Any]) -> Text:
    """Why an answer will not do, and what the schema asks for."""
    example = part["examples"][0]
    return Text(
        f"{part['title']}{f'不能是“{answer}”' if answer else '必填'}。{part['description']}例如：{example}",
        f"{part['title_en']} {f'cannot be “{answer}”' if answer else 'is needed'}. "
        f"{part['description_en']} For example: {example}",
    )


def is_in_form(answer: str, part: Mapping[str, Any]) -> bool:
    """Whether an answer is what the schema asks for; the check sees to the rest."""
    if part["type"] == "integer":
        return bool(re.fullmatch("[0-9]{4}", answer)) and part["minimum"] <= int(answer) <= part["maximum"]
    if "enum" in part:
        return answer in part["enum"]
    if not answer or not re.search(part.get("pattern", ""), answer):
        return False
    return part.get("format") != "date" or is_date(answer)


def is_date(answer: str) -> bool:
    """Whether there is such a day."""
    try:
        return bool(date.fromisoformat(answer))
    except ValueError:
        return False


def find_entry(given: str, table: str, catalog: Catalog) -> str:
    """The id of an entry of the vocabulary that is given by id or by name."""
    rows = {row["id"]: row for row in catalog.vocabulary.rows(table)}
    if given in rows:
        return given
    named = [id_ for id_, row in rows.items() if given in list_words(row)]
    if len(named) == 1:
        return named[0]
    raise RefusedError(join_texts(*explain_entry(given, table, named, rows), advise_entry(table, catalog)))


def explain_entry(given: str, table: str, named: list[str], rows: Mapping[str, Row]) -> Iterator[Text]:
    """Why there is not one entry of this name, and which was probably meant."""
    if named:
        some = (f"{id_}（{rows[id_]['name']}）" for id_ in named)
        several = (f"{id_} ({rows[id_]['name_en']})" for id_ in named)
        yield Text(
            f"叫“{given}”的不止一个，请写编号：{'、'.join(some)}。",
            f"“{given}” names several, write the id: {', '.join(several)}.",
        )
        return
    yield Text(f"{table}.csv 中没有“{given}”。", f"{table}.csv has no “{given}”.")
    words = {word: id_ for id_, row in rows.items() for word in (*list_words(row), id_)}
    if near := find_nearest(given, tuple(words)):
        yield name_entry(rows[words[near]])


def advise_entry(table: str, catalog: Catalog) -> Text:
    """How an entry is added to the vocabulary."""
    header = ",".join(field_names(catalog.schemas, table))
    return Text(
        f"确实没有的，先在 datapackages/vocabulary/{table}.csv 末尾加一行（{header}），再运行一次。",
        f"Where it is really missing, first add a row to datapackages/vocabulary/{table}.csv ({header}).",
    )


BAD_NAME = Text(
    "规划编号只用小写字母、数字和连字符，通常是 地区-起始年-结束年，例如 kaizhou-2025-2027。",
    "The id of a plan has lower case letters, digits and hyphens only, "
    "usually area-first year-last year as in kaizhou-2025-2027.",
)
