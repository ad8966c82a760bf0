"""The paths of areas and plans in one chart: only areas of one level, and only definitions that fit."""

from collections import Counter
from collections.abc import Mapping

from plans.derive import Use, convert, group
from plans.derive_comparison import FITTING, find_unit
from plans.derive_targets import area_of
from plans.describe_trajectory import describe_trajectory
from plans.draw import Point
from plans.draw_trajectory import Track, trajectory_chart
from plans.model import Text
from plans.page import Desk, concept_page
from plans.page_chart import Chart, point_kind, unit_text
from plans.page_cite import short_title

MOST = 5


def draw_tracks(concept: str, desk: Desk) -> Chart | None:
    """The chart of a concept, where the figures of some year differ from those of another."""
    level, uses = common_level(concept, desk)
    unit = find_unit(uses, desk.register)
    plans = Counter(area_of(use, "") for use in uses)
    tracks = [track for use in uses if (track := read_track(use, plans, unit, desk)).points][:MOST]
    spec = trajectory_chart(tracks, unit_text(unit, desk), desk.language) if level else None
    words = describe_trajectory(tracks, unit_text(unit, desk))[desk.language]
    return Chart(concept_page(concept), "paths", spec, words) if spec else None


def common_level(concept: str, desk: Desk) -> tuple[str, list[Use]]:
    """The level of most areas that use a concept, and the indicators of those areas that fit it."""
    fitting = [
        use
        for use in desk.register.uses_of_concept.get(concept, ())
        if use.indicator["match"] in FITTING and not use.indicator["parent"]
    ]
    levels = Counter(level_of(use, desk) for use in fitting)
    level = max(levels, key=lambda name: (levels[name], name), default="")
    first = group((use.plan.name, use) for use in fitting if level_of(use, desk) == level)
    return level, [
        min(found, key=lambda use: FITTING.index(use.indicator["match"])) for found in first.values()
    ]


def level_of(use: Use, desk: Desk) -> str:
    """The level of the area of a plan."""
    return desk.register.areas[area_of(use, "")]["level"]


def read_track(use: Use, plans: Mapping[str, int], unit: str, desk: Desk) -> Track:
    """The figures of a plan's whole area by year, named by area, with its years where the area has several
    plans; what does not convert is left out.
    """
    points = [
        Point(figure.last_year, value, figure.chosen["comparator"], point_kind(figure))
        for figure in use.figures
        if not figure.area
        and not figure.organization
        and "/" not in figure.period
        and figure.kind != "change"
        if (value := convert(figure.chosen, unit, desk.register.units)) is not None
    ]
    area = area_of(use, "")
    name = desk.name(desk.register.areas[area]) if plans[area] == 1 else short_title(use.plan, desk)
    doubt = "" if use.indicator["match"] == "exact" else ("（相近）" if desk.language == "zh" else " (close)")
    shown = f"{name}{doubt}"
    return Track(Text(shown, shown), tuple(points))
