"""The entry point: what there is, how much of it, under which licence, and where everything lies."""

from collections.abc import Mapping

from plans.address import data_address, in_language
from plans.api_address import PAGE_SIZE, REFERENCE, schema_path
from plans.api_endpoints import ENDPOINTS, Endpoint
from plans.api_fields import COUNT, COUNTS, TEXT
from plans.api_lists import AS_OF
from plans.api_schema import ADDRESS, array_of, describe, nullable, record_of
from plans.api_shelf import Record, Shelf
from plans.dataset import COMBINED
from plans.model import Language
from plans.words import WORDS

API_VERSION = "1.0.0"
DESCRIPTIONS: Mapping[Language, str] = {"zh": "openapi.json", "en": "openapi.en.json"}


def make_index(shelf: Shelf, counts: Mapping[str, int]) -> Record:
    """The answer of `index.json`; `counts` are the numbers of records by the path of their list."""
    head = shelf.publication.combined.head
    licence = head["licenses"][0]
    years = sorted({row["period"][-4:] for row in shelf.tables["targets"]})
    return {
        "self": shelf.api("index.json"),
        "title": WORDS["site"].zh,
        "title_en": WORDS["site"].en,
        "description": WORDS["tagline"].zh,
        "description_en": WORDS["tagline"].en,
        "api_version": API_VERSION,
        "version": head["version"],
        "as_of": shelf.publication.today,
        "licence": {"name": licence["name"], "url": licence["path"]},
        "page_size": PAGE_SIZE,
        "counts": shelf.count(shelf.tables["targets"]),
        "years": [int(year) for year in years],
        "resources": [
            make_resource(endpoint, counts.get(endpoint.path), shelf)
            for endpoint in ENDPOINTS
            if endpoint.schema != "index"
        ],
        "links": make_links(shelf),
    }


def make_resource(endpoint: Endpoint, count: int | None, shelf: Shelf) -> Record:
    """One thing that can be asked for, with its address."""
    return {
        "name": endpoint.path.removesuffix(".json"),
        "title": endpoint.title.zh,
        "title_en": endpoint.title.en,
        "api": shelf.api(endpoint.path),
        "schema": shelf.api(schema_path(endpoint.schema)),
        "count": count,
    }


def make_links(shelf: Shelf) -> Mapping[str, str]:
    """Where to read on."""
    return {
        "site": shelf.url(""),
        "reference": shelf.url(REFERENCE),
        "reference_en": shelf.url(in_language(REFERENCE, "en")),
        "openapi": shelf.api(DESCRIPTIONS["zh"]),
        "openapi_en": shelf.api(DESCRIPTIONS["en"]),
        "downloads": shelf.url("data/"),
        "datapackage": shelf.url(data_address(COMBINED, "datapackage.json")),
        "llms": shelf.url("llms.txt"),
    }


RESOURCE = record_of(
    {
        "name": describe(TEXT, "资源的名称。", "Name of the resource."),
        "title": describe(TEXT, "标题。", "Title in Chinese."),
        "title_en": describe(TEXT, "英文标题。", "Title in English."),
        "api": describe(
            TEXT,
            "网址；花括号里的部分换成编号或年份。",
            "The address; what stands in braces is replaced by an id or a year.",
        ),
        "schema": describe(ADDRESS, "回答的 JSON Schema。", "The JSON Schema of the answer."),
        "count": describe(
            nullable(COUNT), "记录条数；网址带参数的为 null。", "Number of records; null for a part of them."
        ),
    },
    "资源",
    "Resource",
)
LINKS = record_of(
    {
        "site": describe(ADDRESS, "网站首页。", "The home page."),
        "reference": describe(ADDRESS, "接口说明和稳定承诺。", "The reference of the API, in Chinese."),
        "reference_en": describe(ADDRESS, "英文的接口说明。", "The reference, with the stability promise."),
        "openapi": describe(ADDRESS, "OpenAPI 描述。", "The OpenAPI description in Chinese."),
        "openapi_en": describe(ADDRESS, "英文的 OpenAPI 描述。", "The OpenAPI description in English."),
        "downloads": describe(ADDRESS, "数据下载。", "Downloads."),
        "datapackage": describe(ADDRESS, "合集的数据包。", "The data package of all plans."),
        "llms": describe(ADDRESS, "给智能体看的简介。", "An introduction for agents."),
    },
    "去处",
    "Where to read on",
)
INDEX = record_of(
    {
        "self": describe(ADDRESS, "这个文件。", "This file."),
        "title": describe(TEXT, "网站的名称。", "Name of the site in Chinese."),
        "title_en": describe(TEXT, "网站的英文名称。", "Name of the site."),
        "description": describe(TEXT, "网站做什么。", "What the site does, in Chinese."),
        "description_en": describe(TEXT, "网站做什么（英文）。", "What the site does."),
        "api_version": describe(TEXT, "接口的版本。", "Version of the API."),
        "version": describe(TEXT, "数据的版本。", "Version of the data."),
        "as_of": AS_OF,
        "licence": record_of(
            {
                "name": describe(TEXT, "许可的名称。", "Name of the licence."),
                "url": describe(ADDRESS, "许可的全文。", "Its text."),
            },
            "数据的许可",
            "Licence of the data",
        ),
        "page_size": describe(
            COUNT, "列表每页最多几条。", "How many records a page of a list holds at most."
        ),
        "counts": COUNTS,
        "years": describe(
            array_of({"type": "integer"}), "有目标到期的年份。", "The years in which targets are due."
        ),
        "resources": describe(array_of({"$ref": "resource"}), "有哪些资源。", "What can be asked for."),
        "links": LINKS,
    },
    "入口",
    "Entry point",
)
