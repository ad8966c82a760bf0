"""Text alternatives of trajectories: what a chart of several lines shows, line by line, in both languages."""

from collections.abc import Sequence

from plans.describe import in_unit, say_chinese, say_english
from plans.draw_trajectory import Track, order_track
from plans.model import Text
from plans.words import WORDS


def describe_trajectory(tracks: Sequence[Track], unit: Text) -> Text:
    """The figures of each area or plan in the order of years; a single one is not named."""
    filled = [order_track(track) for track in tracks if track.points]
    chinese, english = [], []
    for track in filled:
        alone = len(filled) == 1
        figures = [f"{p.year} 年{WORDS[p.kind].zh}{say_chinese(p, unit.zh)}" for p in track.points]
        chinese.append(("" if alone else f"{track.name.zh}：") + "，".join(figures))
        figures = [f"{say_english(p)} in {p.year} ({WORDS[p.kind].en})" for p in track.points]
        english.append(("" if alone else f"{track.name.en}: ") + ", ".join(figures))
    return Text(f"{'；'.join(chinese)}。", f"{'; '.join(english)}{in_unit(unit.en)}.")
