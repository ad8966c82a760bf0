"""What the SQL page offers and says: example queries over the tables of `all.sqlite`, captions, words."""

from collections.abc import Mapping

from plans.model import Text

SQL_WORDS: Mapping[str, Text] = {
    "loading": Text("正在载入引擎和数据……", "Loading engine and data …"),
    "running": Text("正在查询……", "Running …"),
    "failed": Text(
        "引擎或数据没有载入。请检查网络后重试。",
        "Engine or data did not load. Check the network and try again.",
    ),
    "stopped": Text("已停止。", "Stopped."),
    "empty": Text("请先写一条查询，或选一个示例。", "Write a query first, or choose an example."),
    "done": Text("{n} 行，{ms} 毫秒。", "{n} rows, {ms} ms."),
    "cut": Text("只取了前 {n} 行，{ms} 毫秒。", "Only the first {n} rows were read, {ms} ms."),
    "nothing": Text("查询完成，没有结果行，{ms} 毫秒。", "Done, no rows, {ms} ms."),
    "wrong": Text("查询有误：", "The query failed:"),
    "run": Text("运行", "Run"),
    "table": Text("查询结果", "Result of the query"),
    "null": Text("空", "null"),
    "file": Text("查询结果.csv", "query-result.csv"),
}

# Name, caption, query; the tests run each against the published file.
EXAMPLES: tuple[tuple[str, Text, str], ...] = (
    (
        "concept",
        Text("各地 2025 年研发投入强度目标", "Targets for R&D intensity in 2025, by area"),
        """SELECT areas.name AS area, areas.name_en AS area_en, targets.comparator, targets.value,
       targets.unit, targets.wording, targets.id
FROM targets JOIN areas ON areas.id = targets.area
WHERE targets.concept = 'rd-intensity' AND targets.period = '2025'
ORDER BY targets.normalized_value DESC""",
    ),
    (
        "overdue",
        Text("到期未报的目标，最久的在前", "Targets that are due and not reported, the longest first"),
        """SELECT progress.days_overdue, targets.name, targets.name_en, targets.wording,
       targets.period, targets.id
FROM progress JOIN targets ON targets.id = progress.target
WHERE progress.state = 'due' AND targets.organization IS NULL
ORDER BY progress.days_overdue DESC, targets.id""",
    ),
    (
        "raised",
        Text("同一承诺前后两份规划怎样改动", "How later plans changed the same promise"),
        """SELECT concept, area, period, old_plan, old_wording, new_plan, new_wording, change_percent, verdict
FROM revisions
ORDER BY abs(change_percent) DESC""",
    ),
    (
        "busiest",
        Text("答责目标最多的单位", "The organizations that answer for most targets"),
        """SELECT organizations.name, organizations.name_en, count(DISTINCT commitments.target) AS targets,
       count(DISTINCT commitments.plan) AS plans
FROM commitments JOIN organizations ON organizations.id = commitments.organization
WHERE commitments.target IS NOT NULL
GROUP BY organizations.id
ORDER BY targets DESC, organizations.id""",
    ),
    (
        "evidence",
        Text("每个数字的原文：技术合同成交额", "The words behind each figure: technical contracts"),
        """SELECT "values".figure, "values".wording, passages.quote
FROM "values" JOIN passages ON passages.id = "values".passage
WHERE "values".name LIKE '%技术合同%'
ORDER BY "values".figure""",
    ),
    (
        "tables",
        Text("有哪些表，各有多少列", "Which tables there are, with their columns"),
        """SELECT tables.name AS "table", count(*) AS columns, group_concat(columns.name, ' ') AS names
FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
WHERE tables.type IN ('table', 'view')
GROUP BY tables.name""",
    ),
)
