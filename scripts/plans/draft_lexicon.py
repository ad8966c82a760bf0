"""The words that notices of every field use: units, verbs, fillers; no place and no subject is named here."""

import re


def longest_first(words: str) -> str:
    """The alternatives of a regular expression, the longest first."""
    return "|".join(sorted((re.escape(word) for word in words.split("|")), key=len, reverse=True))


MULTIPLIERS = "万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百"
BASES = (
    "吨标准煤|吨标煤|千克标准煤|标准立方米|立方米|平方公里|平方千米|平方米|公里|千米|公顷|亩|米|吨|"
    "公斤|千克|克|升|人民币|美元|元|千瓦时|千瓦|兆瓦|度电|人次|人年|人月|人|名|位|户|家|个百分点|"
    "百分点|个工作日|工作日|小时|分钟|分贝|个|项|件|所|座|条|支|处|套|台|辆|架|艘|张|床|例|株|棵|"
    "头|只|羽|尾|箱|瓶|场次|场|部|篇|册|种|类|批|对|片|块|口|宗|门|款|届|期|班|岁|倍|微克/立方米|"
    "毫克/升|年|个点|枚|间|组|标准箱|标箱|车次|架次|机架|标准机架|次|卡|P|PFLOPS|EFLOPS|PB|TB|GW|"
    "MW|kW|Mbps|Gbps|Tbps|分|天|日|单|孔|杆|艇"
)

COUNT = rf"(?:{MULTIPLIERS})?(?:{longest_first(BASES)})"
UNIT = rf"(?:[%％‰]|[/／](?:10|十|百)万|{COUNT}(?:[/／]{COUNT})?)"
"""A unit as printed behind a number or in brackets: 万家, %, 个百分点, 元/人, 张/千人."""

COUNTED = frozenset("家个项件名人所座条支处套台辆架艘例株头只位户场部篇册种类批片块口门款枚间组次")
"""Measure words that may stand before what they count: 建成10个基地."""

GOAL_VERBS = (
    "力争|争取|确保|努力|实现|推动|推进|促进|支持|引导|带动|鼓励|加快|形成|建成|建设|打造|培育|"
    "引进|引育|引入|新增|新建|新创建|创建|完成|组建|设立|建立|汇聚|汇集|集聚|聚集|拥有|布局|新培育|"
    "培养|选派|开展|实施|发展|储备|获评|获批|获得|认定|累计|共|达到|保持|稳定|扩大|改造|提升|举办|"
    "推出|开发|落地|招引|签约|发放|覆盖|服务|新改扩建|新改建|承担|建有|建|有|使|将|约|再|新|已|达|"
    "吸引|持续|不断|基本|有序|积极"
)
EMPTY_VERBS = (
    "力争|争取|确保|努力|实现|推动|推进|促进|使得|使|将|形成|建成|打造|完成|汇聚|汇集|集聚|聚集|"
    "拥有|建有|达到|已经|已|再|共有|共|设立了|组建了|设立|组建|获评|获得|获批|建立|布局|培育|全面|"
    "累计|积极|加快|重点|支持|带动|基本|有序|持续|不断|总计|预计|计划|也|并"
)
PLACES = "全区|全市|全县|全省|我区|我市|我县|我省|本区|本市|区内|辖区内|全域|全旗"
"""What says the plan's own area and is no part of a name."""

CHANGE_VERBS = "增长|增加|提高|提升|上升|扩大|下降|降低|减少|缩小|压减|削减|节约"
REACH = (
    r"(?:提高|提升|增加|增长|扩大|上升|发展|降低|下降|减少|压减|缩小|压缩|控制|稳定|保持|维持|缩短|优化|拓展|达)"
    r"(?:到|至|在)|增至|升至|降至|减至|达到了|达到|达|实现|完成|占到|占比为|占|(?<![成作])为|拥有|共有|建有|总计"
    r"|共计|合计"
)
"""Verbs between a name and its figure; they belong to the wording and say nothing about more or less."""
HOPE = (
    "力争|争取|确保|努力|预计|计划|总体|基本|稳步|逐步|全部|稳定|累计|均|各|都|分别"
    "|已|将|再|共|首次|总数|年均|同比"
)
REACHED = re.compile("达|到|至|为|拥有|共有|占|建有|超|突破|高于|低于|不")
"""What stands before a figure of a level, not of what was done."""
WORDS_ONLY = (
    r"(?:实现|完成|取得|迎来)?[“\"「]?(?:零的?突破|双倍增|倍增|翻[一两二三]番|翻番)[”\"」]?"
    r"|从无到有|(?:逐步|基本|全部)*(?:实现)?[一-龥]{0,4}全覆盖|实现清零|动态清零"
    r"|(?:均?(?:位居|居于|位列|进入|跻身|居))[一-龥]{0,14}"
    r"(?:第[一二三]方阵|前列|前[一二三四五六七八九十]+(?:位|名|强)?)"
)
"""Goals that are stated without a number."""
