"""What can be asked for: every address below `/api/v1/`, what it answers with, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from plans.model import Text


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address with its parameters in braces, the schema of its answer, what it gives.

    Where `schema` is that of a list, further pages stand at `/page/2.json` and on.
    """

    path: str
    schema: str
    title: Text
    text: Text


# The kind of record that each list holds, by the name of the list's schema.
LISTS: Mapping[str, str] = {
    "plans": "plan",
    "concepts": "concept",
    "areas": "area",
    "organizations": "organization",
    "targets": "target",
    "revisions": "revision",
    "findings": "finding",
    "changes": "change",
}
PARAMETERS: Mapping[str, Text] = {
    "plan": Text("规划的编号。", "The id of a plan."),
    "concept": Text("共用指标的编号。", "The id of a shared concept."),
    "area": Text("地区的编号。", "The id of an area."),
    "organization": Text("单位的编号。", "The id of an organization."),
    "year": Text("到期的年份。", "The year in which targets are due."),
    "page": Text("第几页，从 2 起；总页数见 `pages`。", "Which page, from 2; see `pages`."),
}
ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "index.json",
        "index",
        Text("入口", "Entry point"),
        Text(
            "有哪些资源、各有多少条、数据版本、许可、每页条数，以及各处的网址。",
            "What there is and how much of it, version, licence, page size, and where everything lies.",
        ),
    ),
    Endpoint(
        "plans.json",
        "plans",
        Text("全部规划", "All plans"),
        Text(
            "每份规划的文号、年份、地区和目标数。", "Number, years, area and count of targets of each plan."
        ),
    ),
    Endpoint(
        "plans/{plan}.json",
        "plan-detail",
        Text("一份规划", "One plan"),
        Text(
            "连同它的指标、任务、责任、目标改动、核对发现和备注。",
            "With its indicators, tasks, responsibilities, revisions, findings and remarks.",
        ),
    ),
    Endpoint(
        "indicators.json",
        "concepts",
        Text("全部共用指标", "All shared concepts"),
        Text(
            "各规划共用的指标：定义、单位、方向和可比性说明。",
            "The indicators that plans share: definition, unit, direction and comparability.",
        ),
    ),
    Endpoint(
        "indicators/{concept}.json",
        "concept-detail",
        Text("一个共用指标", "One shared concept"),
        Text(
            "连同对应它的各规划指标和目标改动。", "With the indicators of plans mapped to it, and revisions."
        ),
    ),
    Endpoint(
        "areas.json",
        "areas",
        Text("全部地区", "All areas"),
        Text("市、区县和功能区。", "The city, its districts and functional zones."),
    ),
    Endpoint(
        "areas/{area}.json",
        "area-detail",
        Text("一个地区", "One area"),
        Text(
            "连同它的规划、下级地区、单位和目标改动。",
            "With its plans, the areas within it, its organizations and revisions.",
        ),
    ),
    Endpoint(
        "organizations.json",
        "organizations",
        Text("全部单位", "All organizations"),
        Text("政府部门、乡镇街道、企业等。", "Departments, townships, companies and others."),
    ),
    Endpoint(
        "organizations/{organization}.json",
        "organization-detail",
        Text("一个单位", "One organization"),
        Text(
            "连同它牵头或负责的任务、指标和分到的目标。",
            "With the tasks, indicators and shares that it answers for.",
        ),
    ),
    Endpoint(
        "targets.json",
        "targets",
        Text("全部目标", "All targets"),
        Text(
            "每项指标、地区、单位和时期一条，连同原文和进展；按编号排列。",
            "One for each indicator, area, organization and period, with passages and progress; by id.",
        ),
    ),
    Endpoint(
        "targets/by-plan/{plan}.json",
        "targets",
        Text("一份规划的目标", "Targets of a plan"),
        Text("目标的 `api` 指向这里。", "Where the `api` of a target leads."),
    ),
    Endpoint(
        "targets/by-concept/{concept}.json",
        "targets",
        Text("一个共用指标的目标", "Targets of a shared concept"),
        Text(
            "各规划的都在内；能否直接比较看 `match`。",
            "Of all plans; `match` says which may be compared directly.",
        ),
    ),
    Endpoint(
        "targets/by-area/{area}.json",
        "targets",
        Text("一个地区的目标", "Targets of an area"),
        Text("包括分解到该地区各单位的目标。", "Including the shares of its organizations."),
    ),
    Endpoint(
        "targets/by-year/{year}.json",
        "targets",
        Text("一年到期的目标", "Targets due in a year"),
        Text("时期跨几年的，算在最后一年。", "A target for several years is due in the last of them."),
    ),
    Endpoint(
        "revisions.json",
        "revisions",
        Text("目标改动", "Revisions"),
        Text(
            "同一地区后来的规划对同一指标和年份另定的目标，附可比与否的判断。",
            "Targets that a later plan of the same area states otherwise, with a verdict on comparability.",
        ),
    ),
    Endpoint(
        "due.json",
        "targets",
        Text("到期目标", "Targets that are due"),
        Text(
            "到 `as_of` 那天已经到期的目标，到期最久的在前；`progress` 给出状态和已过天数。"
            "没有实际值，只说明本站没有收录。",
            "Targets due on `as_of`, the longest due first; `progress` has state and days. "
            "A missing actual value means that this site holds none.",
        ),
    ),
    Endpoint(
        "findings.json",
        "findings",
        Text("核对发现", "Findings"),
        Text(
            "对公文本身的核对：程序发现的和编者备注的。",
            "The audit of the notices themselves: found by rules, or remarked by editors.",
        ),
    ),
    Endpoint(
        "changes.json",
        "changes",
        Text("数据改动", "Changes of the data"),
        Text(
            "每个数字公布以来的每次改动，新的在前。",
            "Every change to a figure since its first publication, newest first.",
        ),
    ),
)
