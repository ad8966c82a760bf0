"""What a draft leaves to a person: a draft goes in, the open points and what is printed come out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plans.draft_package import Draft
from plans.draft_proposal import THRESHOLD, Kind, Proposal
from plans.model import Language, Problem, Text

OPTIONAL = {
    "issuer": "发文机关",
    "publisher": "发布机构",
    "document_number": "发文字号",
    "index_number": "索引号",
    "written_on": "成文日期",
    "published_on": "发布日期",
    "in_force_from": "施行日期",
    "validity": "有效性",
    "start_year": "起始年",
    "end_year": "结束年",
}
SECTIONS = {
    "reading": Text("读取", "Reading"),
    "descriptor": Text("公文信息", "The document"),
    "vocabulary": Text("词表", "Vocabulary"),
    "wording": Text("要人写的文字", "Words to write"),
    "doubt": Text("已写入，但要核对", "Written, to be compared"),
    "held": Text("存疑，未写入", "Doubtful, not written"),
    "left": Text("检查发现的其他问题", "Other faults that the check finds"),
}
NAMES: Mapping[Kind, Text] = {
    "indicator": Text("指标", "indicators"),
    "value": Text("数字", "figures"),
    "task": Text("任务", "tasks"),
    "responsibility": Text("责任分工", "responsibilities"),
    "concept": Text("共用指标", "shared concepts"),
}
WORDING = frozenset({"title_en", "description_en", "description", "name_en", "note", "note_en"})
VOCABULARY_RULES = {"X001": "concepts", "X002": "units", "X003": "areas", "X004": "organizations"}
SHOWN = 8
NO_AREA = Text(
    "plan.area：标题中没有 areas.csv 里的地区：把地区补进词表，或用 --area 指定。",
    "plan.area: the title names no area of areas.csv: add it there, or give --area.",
)


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a person has to decide."""

    section: str
    words: Text


def list_points(draft: Draft) -> tuple[Point, ...]:
    """All open points, by section."""
    return (
        *(Point("reading", note) for note in draft.notes),
        *ask_descriptor(draft),
        *ask_vocabulary(draft),
        *ask_wording(draft.problems),
        *name_doubts(draft),
        *name_held(draft),
        *name_left(draft.problems),
    )


def ask_descriptor(draft: Draft) -> Iterator[Point]:
    """What must be there and is not stated, what is doubtful, what the text seems not to state."""
    for problem in draft.problems:
        if problem.rule == "D002" and problem.field == "plan.area":
            yield Point("descriptor", NO_AREA)
        elif problem.rule == "D002" and (problem.field or "").split(".")[-1] not in WORDING:
            field = problem.field
            yield Point(
                "descriptor",
                Text(f"原文没有写明 {field}，必须填写。", f"{field} is not stated and must be filled."),
            )
    for item in draft.statements:
        if item.doubt.zh:
            zh = f"{item.field} 写作“{item.value}”：{item.doubt.zh}"
            yield Point("descriptor", Text(zh, f"{item.field} is “{item.value}”: {item.doubt.en}"))
    plan = draft.package.descriptor.get("plan", {})
    stated = {item.field: item.value for item in draft.statements}
    for body in ("issuer", "publisher"):
        if body in stated and body not in plan:
            zh = f"{OPTIONAL[body]}“{stated[body]}”不在 organizations.csv 中：补进词表后填写 {body}。"
            yield Point(
                "descriptor",
                Text(zh, f"“{stated[body]}” is not in organizations.csv: add it, then fill {body}."),
            )
    if missing := [field for field in OPTIONAL if field not in stated]:
        zh = "、".join(f"{OPTIONAL[field]} {field}" for field in missing)
        yield Point(
            "descriptor",
            Text(
                f"没有读到：{zh}。原文确实没有就不填。",
                f"Not found: {', '.join(missing)}. Leave them out if not printed.",
            ),
        )


def ask_vocabulary(draft: Draft) -> Iterator[Point]:
    """Names and units that the vocabulary lacks, and indicators without a shared concept."""
    for table in ("organizations", "areas"):
        if new := [f"{name}（{id_}）" for (where, id_), name in draft.rows.new.items() if where == table]:
            shown = shorten(new)
            yield Point(
                "vocabulary",
                Text(
                    f"{table}.csv 缺 {len(new)} 条：{shown.zh}", f"{table}.csv lacks {len(new)}: {shown.en}"
                ),
            )
    if units := sorted({problem.found for problem in draft.problems if problem.rule == "X002"}):
        yield Point(
            "vocabulary", Text(f"units.csv 缺：{'、'.join(units)}。", f"units.csv lacks: {', '.join(units)}.")
        )
    if bare := [row["name"] for row in draft.package.rows("indicators") if not row["concept"]]:
        shown = shorten(bare)
        zh, en = (
            f"{len(bare)} 个指标没有对应的共用指标：{shown.zh}",
            f"{len(bare)} indicators have no concept: {shown.en}",
        )
        yield Point("vocabulary", Text(zh, en))


def shorten(names: Sequence[str]) -> Text:
    """The first of some names."""
    more = len(names) - SHOWN
    zh = "、".join(names[:SHOWN]) + (f"……另有 {more} 个" if more > 0 else "")
    return Text(zh, ", ".join(names[:SHOWN]) + (f" … and {more} more" if more > 0 else ""))


def ask_wording(problems: Sequence[Problem]) -> Iterator[Point]:
    """Translations and descriptions, counted by file and column."""
    counts = Counter((problem.file, problem.field or "") for problem in problems if is_wording(problem))
    for (file, field), count in counts.items():
        yield Point("wording", Text(f"{file} {field}：{count} 处。", f"{file} {field}: {count}."))


def is_wording(problem: Problem) -> bool:
    """Whether a problem is that words are missing which only a person can write."""
    return problem.rule in {"D002", "T101", "P003"} and (problem.field or "").split(".")[-1] in WORDING


def name_doubts(draft: Draft) -> Iterator[Point]:
    """Doubts about proposals that are written, counted by kind and doubt."""
    written = [draft.proposals[number] for number in draft.rows.written]
    counts = Counter((proposal.kind, proposal.doubt) for proposal in written if proposal.doubt.zh)
    yield from count_reasons("doubt", counts)


def name_held(draft: Draft) -> Iterator[Point]:
    """Proposals that are not written, counted by kind and reason."""
    counts = Counter((draft.proposals[number].kind, reason) for number, reason in draft.rows.held.items())
    yield from count_reasons("held", counts)


def count_reasons(section: str, counts: Counter[tuple[Kind, Text]]) -> Iterator[Point]:
    """A point for each kind and reason, the most frequent first."""
    for (kind, reason), count in counts.most_common():
        name = NAMES[kind]
        yield Point(section, Text(f"{name.zh} {count} 条：{reason.zh}", f"{count} {name.en}: {reason.en}"))


def name_left(problems: Sequence[Problem]) -> Iterator[Point]:
    """The other problems, counted by rule and column."""
    others = [p for p in problems if not is_wording(p) and p.rule not in {"D002", *VOCABULARY_RULES}]
    counts = Counter((p.rule, p.file, p.field or "", p.must) for p in others)
    for (rule, file, field, must), count in counts.items():
        place = f"{file} {field}".strip()
        yield Point(
            "left",
            Text(
                f"[{rule}] {place}：{count} 处，应当：{must.zh}。",
                f"[{rule}] {place}: {count}, must hold: {must.en}.",
            ),
        )


def summarise(draft: Draft, places: Mapping[str, str], language: Language) -> str:
    """What is printed: what was proposed, what is open, what the check says, what to do next."""
    return (
        "\n".join(
            [
                *count_proposals(draft, language),
                "",
                *show_points(draft, language),
                *say_next(draft, places, language),
            ]
        )
        + "\n"
    )


def count_proposals(draft: Draft, language: Language) -> Iterator[str]:
    """A line for each kind: written, held back, and how certain."""
    zh = language == "zh"
    name = draft.package.name
    limit = f"{THRESHOLD:g}"
    yield (
        f"{name}：从原文提出（把握 {limit} 以上才写入）"
        if zh
        else f"{name}: proposed (written from confidence {limit})"
    )
    for kind, label in NAMES.items():
        numbers = [number for number, proposal in enumerate(draft.proposals) if proposal.kind == kind]
        written = sum(number in draft.rows.written for number in numbers)
        sure = count_bands(draft.proposals[number] for number in numbers)
        held = len(numbers) - written
        yield (
            f"  {label.zh}：写入 {written}，存疑 {held}（把握 {sure}）"
            if zh
            else f"  {label.en}: {written} written, {held} held back (confidence {sure})"
        )


def count_bands(proposals: Iterator[Proposal]) -> str:
    """How many proposals are how certain."""
    counts = Counter(band(proposal.confidence) for proposal in proposals)
    return " ".join(f"{name}:{counts[name]}" for name in ("≥0.9", "0.7–0.9", "<0.7"))


def band(confidence: float) -> str:
    """The band of a confidence."""
    return "≥0.9" if confidence >= 0.9 else "0.7–0.9" if confidence >= THRESHOLD else "<0.7"


def show_points(draft: Draft, language: Language) -> Iterator[str]:
    """The open points below the names of their sections."""
    points = list_points(draft)
    yield (
        Text("需要人决定：", "For a person to decide:")[language]
        if points
        else Text("没有待定事项。", "No open points.")[language]
    )
    for section, name in SECTIONS.items():
        if words := [point.words[language] for point in points if point.section == section]:
            yield f"  {name[language]}"
            yield from (f"    - {' '.join(line.split())}" for line in words)


def say_next(draft: Draft, places: Mapping[str, str], language: Language) -> Iterator[str]:
    """Where the files are and what to do with them."""
    zh = language == "zh"
    count = len(draft.problems)
    yield ""
    yield f"检查：还有 {count} 个问题。" if zh else f"The check finds {count} problem(s)."
    yield f"数据包：{places['package']}" if zh else f"Package: {places['package']}"
    yield (
        f"工作底稿（不发布）：{places['papers']}"
        if zh
        else f"Working papers (not published): {places['papers']}"
    )
    if "review" in places:
        yield f"对照页：{places['review']}" if zh else f"Review page: {places['review']}"
    yield (
        "下一步：对照原文逐条核对，补齐上面各项，运行 make fix，再运行 make check。"
        if zh
        else "Next: compare every row with the notice, settle the points, run make fix, then make check."
    )
