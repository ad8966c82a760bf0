"""The properties that records have besides the columns of their tables, as JSON Schemas by kind."""

from collections.abc import Mapping

from plans.api_schema import ADDRESS, Schema, array_of, describe, nullable, record_of
from plans.api_shelf import STATES

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
PASSAGES = describe(
    array_of({"$ref": "passage"}),
    "证明这条记录的原文摘录。",
    "The passages that prove this record.",
)
URL = describe(
    ADDRESS,
    "这条记录在网站上的地址，不再改变。",
    "Where this record stands on the site; the address never changes.",
)
API = describe(
    ADDRESS,
    "这条记录所在的接口文件：它自己的文件，或者它所在的那一页列表。",
    "The file of the API that holds this record: its own, or the page of the list on which it stands.",
)
COUNTS = describe(
    {"$ref": "counts"},
    "各种状态的目标数。单位的记录只数由它负责或分给它的目标。",
    "Number of targets by state; of an organization, those that it answers for.",
)
ADDED: Mapping[str, Mapping[str, Schema]] = {
    "plan": {
        "sources": describe(array_of({"$ref": "source"}), "存档的原文。", "The archived texts."),
        "counts": COUNTS,
    },
    "concept": {"counts": COUNTS},
    "area": {"counts": COUNTS},
    "organization": {"counts": COUNTS},
    "target": {
        "passages": describe(
            array_of({"$ref": "passage"}),
            "目标的全部表述的原文摘录，所选表述在前；其后是基期值和实际值的摘录。",
            "The passages of all statements, the chosen one first, then those of base and actual.",
        ),
        "year": describe(
            {"type": "integer"}, "到期的年份：时期的最后一年。", "When it is due: the last year."
        ),
        "previous": describe(
            nullable(TEXT),
            "同一指标、地区和单位的前一个目标；没有则为 null。",
            "The target before it, of the same indicator, area and organization; null where there is none.",
        ),
        "next": describe(
            nullable(TEXT),
            "同一指标、地区和单位的后一个目标；没有则为 null。",
            "The target after it, of the same indicator, area and organization; null where there is none.",
        ),
        "revisions": describe(
            array_of(TEXT), "与它有关的目标改动的编号。", "Ids of the revisions that it has a part in."
        ),
        "progress": describe({"$ref": "progress"}, "到 `as_of` 为止的进展。", "Where it stands on `as_of`."),
    },
    "change": {"passages": PASSAGES},
}


def link_to(zh: str, en: str) -> dict[str, object]:
    return describe(nullable(ADDRESS), zh, en)


TARGETS_LINK = link_to(
    "它的目标列表；没有目标则为 null。", "The list of its targets; null where it has none."
)
LINKS: Mapping[str, Mapping[str, Schema]] = {
    "plan": {
        "targets": TARGETS_LINK,
        "data": describe(ADDRESS, "数据包的描述文件。", "The descriptor of its data package."),
    },
    "concept": {"targets": TARGETS_LINK},
    "area": {"targets": TARGETS_LINK},
    "target": {
        "previous": link_to("前一个目标所在的文件。", "The file that holds the target before it."),
        "next": link_to("后一个目标所在的文件。", "The file that holds the target after it."),
        "revisions": describe(
            array_of(ADDRESS), "目标改动所在的文件。", "The files that hold the revisions, in their order."
        ),
    },
    "change": {
        "plan": link_to("规划；已不在则为 null。", "The plan; null where it is gone."),
        "target": link_to(
            "目标所在的文件；不是目标或已不在则为 null。", "The file of the target, if it is one and stands."
        ),
    },
}
NOTICE = describe(ADDRESS, "存档原文的文本文件。", "The archived text as a file.")
WORDS_URL = describe(ADDRESS, "存档原文里的这一处。", "Where these words stand in the archived text.")
SOURCE = record_of(
    {
        "title": describe(TEXT, "原文的标题。", "Title of the text."),
        "rights": describe(
            TEXT,
            "official-document 公文；official-explanation 政策解读。",
            "official-document or official-explanation.",
        ),
        "url": describe(ADDRESS, "存档原文的网页。", "The page of the archived text."),
        "notice": NOTICE,
    },
    "存档原文",
    "Archived text",
)
STATE_COUNTS = record_of(
    {
        "total": describe(COUNT, "总数。", "All of them."),
        **{
            state: describe(
                COUNT, f"状态为 {state} 的个数（见 progress 的 state）。", f"Those whose state is {state}."
            )
            for state in STATES
        },
    },
    "各状态的个数",
    "Numbers by state",
)
COUNTS_RECORD = record_of(
    {
        "targets": describe({"$ref": "state-counts"}, "地区的目标。", "Targets of areas."),
        "shares": describe(
            {"$ref": "state-counts"}, "分解到单位的目标，另计。", "Shares of organizations, counted apart."
        ),
    },
    "目标的个数",
    "Numbers of targets",
)
