"""Text alternatives of pace: what was achieved a year and what is required a year, in both languages."""

from collections.abc import Sequence

from plans.describe import AMOUNTS
from plans.draw_pace import ACHIEVED, MEASURES, REQUIRED, Measure, Pace, Spans, compare
from plans.model import Text


def describe_pace(paces: Sequence[Pace], measure: Measure, spans: Spans) -> Text:
    """Both paces of each indicator, and whether the target asks for more."""
    kind, chinese, english = MEASURES[measure], [], []
    for pace in paces:
        verdict, words = compare(pace), AMOUNTS[pace.comparator]
        required = Text(words.zh.format(f"{pace.required:f}").strip(), words.en.format(f"{pace.required:f}"))
        chinese.append(
            f"{pace.name.zh}：{ACHIEVED.zh.format(spans.achieved)} {pace.achieved:f}，"
            f"{REQUIRED.zh.format(spans.required)} {required.zh}，{verdict.zh}"
        )
        english.append(
            f"{pace.name.en}: {ACHIEVED.en.format(spans.achieved)}: {pace.achieved:f}, "
            f"{REQUIRED.en.format(spans.required)}: {required.en}, {verdict.en}"
        )
    return Text(f"{kind.zh}。{'；'.join(chinese)}。", f"{kind.en}. {'; '.join(english)}.")
