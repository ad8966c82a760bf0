"""The views of the SQLite files: the joins that most questions need, with what each answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from plans.model import Text


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what a row is, and the query behind it."""

    name: str
    title: Text
    query: str

    @property
    def statement(self) -> str:
        """The statement that makes the view; databases keep its comment."""
        return f"CREATE VIEW {self.name} AS -- {self.title.zh} {self.title.en}\n{self.query}"


TARGETS_OF_PLAN = View(
    "targets_with_quotes",
    Text(
        "目标的每处表述：指标、数字、原文用词和摘录。",
        "Every statement of a target: indicator, number, wording and quote.",
    ),
    """SELECT i.number, i.name, i.name_en, v.area, v.organization, v.period, v.comparator, v.value, v.unit,
  v.wording, p.section, p.quote, v.indicator, v.passage
FROM "values" AS v
JOIN indicators AS i ON i.id = v.indicator
JOIN passages AS p ON p.id = v.passage
WHERE v.kind = 'target'""",
)
TARGETS_OF_ALL = View(
    "targets_with_quotes",
    Text(
        "每个目标：规划、地区、指标、数字、所选表述的摘录，以及是否到期。",
        "Every target: plan, area, indicator, number, quote of the chosen statement, and whether it is due.",
    ),
    """SELECT t.id, t.plan, l.title AS plan_title, l.document_number, t.area, a.name AS area_name,
  t.organization, o.name AS organization_name, t.name, t.name_en, t.concept, t.match, t.period,
  CAST(substr(t.period, -4) AS INTEGER) AS year, t.comparator, t.value, t.unit, t.normalized_value,
  t.base_unit, t.wording, p.section, p.quote, g.due, g.state
FROM targets AS t
JOIN plans AS l ON l.id = t.plan
JOIN areas AS a ON a.id = t.area
LEFT JOIN organizations AS o ON o.id = t.organization
JOIN passages AS p ON p.id = substr(t.passages, 1, instr(t.passages || ' ', ' ') - 1)
LEFT JOIN progress AS g ON g.target = t.id""",
)
DUE_TARGETS = View(
    "due_targets",
    Text(
        "已经到期、本站没有实际值的目标，先到期的在前；没有收录不等于没有完成。",
        "Targets whose year is over and of which this site holds no actual, the oldest first; that does not "
        "mean that none exists.",
    ),
    """SELECT id, plan, area, area_name, organization, name, name_en, period, wording, due, quote
FROM targets_with_quotes WHERE state = 'due' ORDER BY due, id""",
)
COMPARABLE_TARGETS = View(
    "comparable_targets",
    Text(
        "可以直接比较的目标：同一共用指标、口径相同、整个地区，每个地区和年份一行，以基本单位计。",
        "Targets that compare directly: one concept, the same definition, the whole area; one row per plan, "
        "area and year, in the base unit.",
    ),
    """SELECT c.id AS concept, c.name, c.name_en, t.area, t.area_name, t.year, t.period, t.comparator,
  t.normalized_value, t.base_unit, t.plan, t.id AS target
FROM targets_with_quotes AS t
JOIN concepts AS c ON c.id = t.concept
WHERE t.match = 'exact' AND t.organization IS NULL AND t.normalized_value IS NOT NULL""",
)
COUNTS = View(
    "targets_by_area_year",
    Text(
        "每个地区每年有多少目标，其中多少有数字、多少到期而本站没有实际值。",
        "How many targets an area has in a year, how many of them are numbers, and how many are due without "
        "an actual held by this site.",
    ),
    """SELECT area, area_name, year, count(*) AS targets, count(value) AS numbers,
  count(CASE WHEN state = 'due' THEN 1 END) AS due
FROM targets_with_quotes GROUP BY area, area_name, year""",
)

# By kind of dataset: a plan, or all plans together.
VIEWS: Mapping[str, tuple[View, ...]] = {
    "plan": (TARGETS_OF_PLAN,),
    "all": (TARGETS_OF_ALL, DUE_TARGETS, COMPARABLE_TARGETS, COUNTS),
}
