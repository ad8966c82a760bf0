"""The words of the site in both languages: one word for one thing, wherever it is shown."""

from collections.abc import Mapping

from plans.model import Text

SIGNS: Mapping[str, str] = {"ge": "≥", "gt": ">", "eq": "", "approx": "≈", "le": "≤", "lt": "<", "": ""}

WORDS: Mapping[str, Text] = {
    "site": Text("规划目标开放数据", "Plan targets open data"),
    "tagline": Text(
        "地方政府在规划里承诺了什么，用原文逐字证明。",
        "What local governments in China promise in their plans, proven against the words of the notice.",
    ),
    # places of the site
    "home": Text("首页", "Home"),
    "plans": Text("规划", "Plans"),
    "indicators": Text("指标", "Indicators"),
    "areas": Text("地区", "Areas"),
    "organizations": Text("单位", "Organizations"),
    "data": Text("数据", "Data"),
    "search": Text("搜索", "Search"),
    "contribute": Text("参与", "Contribute"),
    # tables of a package
    "values": Text("数字", "Figures"),
    "passages": Text("原文摘录", "Passages"),
    "tasks": Text("任务", "Tasks"),
    "responsibilities": Text("责任分工", "Responsibilities"),
    "remarks": Text("原文备注", "Remarks on the source"),
    "concepts": Text("共用指标", "Shared concepts"),
    "units": Text("计量单位", "Units"),
    "targets": Text("目标", "Targets"),
    "trajectories": Text("目标走势", "Paths to the targets"),
    "revisions": Text("目标改动", "Revised targets"),
    "decomposition": Text("分解", "Shares and totals"),
    "progress": Text("进展", "Progress"),
    "findings": Text("核对发现", "Findings"),
    "commitments": Text("责任清单", "Commitments"),
    "history": Text("修改记录", "History"),
    # kinds of search records and links
    "plan": Text("规划", "Plan"),
    "concept": Text("共用指标", "Shared concept"),
    "area": Text("地区", "Area"),
    "organization": Text("单位", "Organization"),
    "indicator": Text("指标", "Indicator"),
    "passage": Text("原文", "Source text"),
    "task": Text("重点任务", "Task"),
    "safeguard": Text("保障措施", "Safeguard"),
    # kinds of figures
    "target": Text("目标值", "target"),
    "actual": Text("实际值", "actual"),
    "change": Text("变化", "change"),
    "unit": Text("计量单位", "Unit"),
    "part": Text("其中", "of which"),
    # attributes and measures
    "expected": Text("预期性", "expected"),
    "binding": Text("约束性", "binding"),
    "stock": Text("期末存量", "stock at year end"),
    "flow": Text("当期发生量", "flow in the period"),
    "cumulative": Text("累计量", "cumulative total"),
    "rate": Text("比率", "rate"),
    # mapping of an indicator to a concept
    "exact": Text("口径相同", "same definition"),
    "close": Text("口径相近", "close"),
    "broad": Text("共用指标更宽", "concept is broader"),
    "narrow": Text("共用指标更窄", "concept is narrower"),
    "related": Text("仅相关", "related only"),
    # roles
    "lead": Text("牵头单位", "Lead"),
    "responsible": Text("责任单位", "Responsible"),
    # remarks
    "misprint": Text("印刷错误", "Misprint"),
    "arithmetic": Text("计算不符", "Arithmetic"),
    "conflict": Text("前后不一", "Conflict"),
    "damage": Text("存档受损", "Damaged archive"),
    "ambiguity": Text("含义不清", "Ambiguity"),
    # topics
    "input": Text("研发投入", "R&D input"),
    "enterprises": Text("企业主体", "Enterprises"),
    "platforms": Text("创新平台与服务", "Platforms and services"),
    "talent": Text("科技人才", "Talent"),
    "output": Text("成果与知识产权", "Results and IP"),
    "industry": Text("产业发展", "Industry"),
    "finance": Text("科技金融", "Finance"),
    "society": Text("科普与社会", "Society"),
    # directions
    "increase": Text("越高越好", "higher is better"),
    "decrease": Text("越低越好", "lower is better"),
    "none": Text("不评价", "no direction"),
    # documents
    "action-plan": Text("行动计划", "Action plan"),
    "work-plan": Text("工作方案", "Work plan"),
    "implementation-plan": Text("实施方案", "Implementation plan"),
    "guideline": Text("指导意见", "Guideline"),
    "full": Text("全文", "full text"),
    "digest": Text("政策解读（摘要，非规划全文）", "official explanation (a digest, not the plan itself)"),
    "fragment": Text("残缺文本", "incomplete text"),
    "implements": Text("贯彻落实", "implements"),
    "cites": Text("引用", "cites"),
    "supersedes": Text("取代", "supersedes"),
    "amends": Text("修订", "amends"),
    "official-document": Text(
        "原文为国家机关公文，本站对原文不主张权利。",
        "The source is an official document of a state organ; this site claims no rights in it.",
    ),
    "official-explanation": Text(
        "原文为政策解读，未必属于不受著作权保护的公文；权利归发布机构，如有异议，本站接到通知即行撤下。",
        "The source is an official explanation, not certainly free of copyright; rights rest with its "
        "publisher, and it is taken down on request.",
    ),
    # levels and kinds
    "province": Text("省级", "province level"),
    "city": Text("地市级", "city level"),
    "district": Text("区县级", "district level"),
    "zone": Text("功能区", "functional zone"),
    "government": Text("人民政府及办公室", "Governments and their offices"),
    "department": Text("政府部门", "Departments"),
    "party": Text("党委部门与群团", "Party bodies and mass organizations"),
    "township": Text("乡镇", "Towns and townships"),
    "subdistrict": Text("街道", "Subdistricts"),
    "company": Text("企业", "Companies"),
    "bank": Text("银行", "Banks"),
    "group": Text("统称", "Collective names"),
}
