"""The words around a figure in, the names of what it counts out."""

import re

from plans.draft_lexicon import EMPTY_VERBS, GOAL_VERBS, HOPE, PLACES, REACH, longest_first
from plans.draft_years import strip_times

HARD = re.compile("[，,：:。；;！!□]")
JOINTS = re.compile("、|以及|(?<![饱共])和(?!谐)|(?<!参)与|(?<!普)及(?!以)(?!其)")
LEADING = re.compile(
    rf"^(?:{longest_first(EMPTY_VERBS)}|{longest_first(PLACES)}|其中|[、，,和与及]|以及|同时|了|的|到"
    r"|各.{1,3}共同|[”」』)）】]|在|底前?|末)+"
)
LIGHT = re.compile(rf"^(?:其中|{longest_first(PLACES)}|[、，,和与及（(])+")
TRAILING = re.compile(rf"(?:{HOPE}|{REACH}|的|了|[“「『(（【]|在)+$")
SHARE_TAIL = re.compile("占.{2,24}(?:比重|比例|份额|百分比)$")
RATE_TAIL = re.compile(
    "(?:(?:重点工程)?(?:利用|覆盖|普及|达标|处理|处置|治理|合格|优良|就诊|入学|死亡|减排|排放|使用|回收|收集|贡献|渗透"
    "|完成|满意|增长|自给|转化|机械化|良种化)[率量度]"
    "|(?:总)?(?:产量|产值|面积|出栏量|存栏量|增加值|收入|投资|浓度|规模|数量))$"
)
ENDS_WHOLE = re.compile("[率量数值比重]$")
VERBS_ONLY = re.compile(
    "(?:累计|共|已|再|新|每年|年均)*"
    "(?:淘汰|改造|建成|完成|培训|服务|发放|治理|修复|整治|新建|新增|建设|培育|引进)?"
)
GENERIC = re.compile(
    "(?:年均?|综合)?(?:总)?(?:增长率|产值|产量|规模|总量|数量|面积|收入|营业收入|销售额|交易额|投资|增加值|增速"
    "|比重|占比|强度)"
)
ZONE = re.compile(
    r"^(.{0,12}?(?:高新区|经开区|开发区|农高区|工业园区|产业园区|新区|示范区|科学城))(?:范围)?[内中](?!部)"
)
AWARD = re.compile("^(.*?)(?:特|[一二三]等|金|银|铜)奖$")
ADDED = re.compile("^(?:新增|累计|引进|培育|建成)+")


def last_clause(words: str) -> str:
    """The words behind the last comma, or behind a bracket that is still open."""
    clause = HARD.split(words)[-1]
    depth = 0
    for place in range(len(clause) - 1, -1, -1):
        depth += (clause[place] in ")）") - (clause[place] in "(（")
        if depth < 0:
            return clause[place + 1 :]
    return clause


def clean(words: str) -> str:
    """A name without the times, hopes, empty verbs and places around it."""
    name = strip_times(words)
    for opening, closing in ("（）", "()"):
        if name.count(closing) > name.count(opening):
            name = name.split(closing)[-1]
    before, whole = None, LIGHT.sub("", ZONE.sub("", name))
    while name != before:
        before = name
        name = TRAILING.sub("", LEADING.sub("", ZONE.sub("", name)))
    short = len(name) == 2 and not GENERIC.fullmatch(name)
    return balance(TRAILING.sub("", whole) if short else name)


def balance(name: str) -> str:
    """A name whose quotes and brackets come in pairs."""
    for opening, closing in ("“”", "（）", "()", "《》"):
        if name.count(opening) != name.count(closing):
            name = name.replace(opening, "").replace(closing, "")
    return name


def single_name(words: str) -> str:
    """The name of one figure: of a list of clauses the last that begins with a verb."""
    verbs = re.compile(longest_first(GOAL_VERBS))
    items = words.split("、")
    begins = [index for index, item in enumerate(items) if index and len(item) > 3 and verbs.match(item)]
    return clean("、".join(items[begins[-1] :]) if begins else words)


def list_names(words: str) -> list[str]:
    """The names of a list: what the last one says of a share or a rate holds for all of them."""
    whole = clean(words)
    tail = SHARE_TAIL.search(whole) or RATE_TAIL.search(whole)
    names = [name for part in JOINTS.split(whole) if (name := clean(part))]
    if tail and (SHARE_TAIL.search(whole) or len(names) > 1):
        done = SHARE_TAIL if SHARE_TAIL.search(whole) else ENDS_WHOLE
        return [name if done.search(name) else name + tail[0] for name in names]
    return names


def find_zone(words: str) -> str:
    """The zone that a clause is limited to, as printed."""
    for clause in HARD.split(strip_times(words)):
        if match := ZONE.match(clause):
            return match[1]
    return ""


def complete_part(name: str, whole: str) -> str:
    """国家级 of 新增县级以上龙头企业 is 国家级龙头企业."""
    if not re.fullmatch(".{1,5}[级类型]", name):
        return name
    return name + re.sub("^.{1,3}级(?:及)?以上的?", "", ADDED.sub("", whole))


def complete_award(name: str, before: str) -> str:
    """二等奖 behind 科技进步一等奖 is 科技进步二等奖."""
    award, earlier = AWARD.match(name), AWARD.match(before)
    return earlier[1] + name if award and earlier and not award[1] else name
