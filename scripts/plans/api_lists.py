"""Lists in pages of a stated size: records that are ready go in, the files of the list come out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plans.api_address import PAGE_SIZE, api_url, list_path, page_of
from plans.api_fields import COUNT
from plans.api_json import Encoded
from plans.api_kinds import Kind
from plans.api_schema import ADDRESS, Schema, array_of, describe, nullable, record_of
from plans.dataset_publication import Publication


def list_pages(
    name: str, items: Sequence[Encoded], publication: Publication
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The pages of a list, at least one, each with its path."""
    pages = max(1, page_of(len(items) - 1))

    def link(page: int) -> str | None:
        known = 1 <= page <= pages
        return api_url(publication.site_url, list_path(name, page)) if known else None

    for page in range(1, pages + 1):
        answer = {
            "self": link(page),
            "first": link(1),
            "prev": link(page - 1),
            "next": link(page + 1),
            "last": link(pages),
            "page": page,
            "pages": pages,
            "page_size": PAGE_SIZE,
            "count": len(items),
            "as_of": publication.today,
            "items": items[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        }
        yield list_path(name, page), answer


AS_OF = describe(
    {"type": "string", "format": "date"},
    "数据截至哪一天；到期与否、已过天数都算到这一天。",
    "The day of the data; what is due, and for how many days, is counted to this day.",
)


def list_schema(kind: Kind) -> dict[str, Any]:
    """The schema of a page of a list of records."""
    return record_of(
        {
            "self": describe(ADDRESS, "这一页。", "This page."),
            "first": describe(ADDRESS, "第一页。", "The first page."),
            "prev": describe(
                nullable(ADDRESS), "前一页；没有则为 null。", "The page before; null on the first."
            ),
            "next": describe(
                nullable(ADDRESS), "后一页；没有则为 null。", "The page after; null on the last."
            ),
            "last": describe(ADDRESS, "最后一页。", "The last page."),
            "page": describe(COUNT, "第几页，从 1 数起。", "Which page this is, from 1."),
            "pages": describe(COUNT, "共有几页。", "How many pages there are."),
            "page_size": describe(COUNT, "每页最多几条。", "How many records a page holds at most."),
            "count": describe(COUNT, "全部各页共有几条。", "How many records all pages hold."),
            "as_of": AS_OF,
            "items": describe(items_of(kind.name), "这一页的记录。", "The records of this page."),
        },
        f"{kind.title.zh}列表",
        f"List: {kind.title.en}",
    )


def items_of(record: str) -> Schema:
    return {**array_of({"$ref": record}), "maxItems": PAGE_SIZE}
