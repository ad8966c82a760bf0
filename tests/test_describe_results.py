"""Text alternatives of trajectories, revisions, shares, pace and due dates: all their numbers, in words."""

from datetime import date
from decimal import Decimal

from plans.describe_due import describe_due
from plans.describe_pace import describe_pace
from plans.describe_revision import describe_revision
from plans.describe_share import describe_share
from plans.describe_trajectory import describe_trajectory
from plans.draw import Point
from plans.draw_due import Due
from plans.draw_pace import Pace, Spans
from plans.draw_revision import Amount, Revised
from plans.draw_share import Share
from plans.draw_trajectory import Track
from plans.model import Text

HOME, PERCENT = Text("家", "enterprises"), Text("%", "%")
OLD, NEW = Text("2023年方案", "Plan of 2023"), Text("2025年方案", "Plan of 2025")
FIRMS, SHARE = Text("科技型企业", "Technology enterprises"), Text("产值占比", "Share of output")
KAIZHOU, LIANGPING = Text("开州区", "Kaizhou"), Text("梁平区", "Liangping")


def test_a_trajectory_names_each_line() -> None:
    tracks = [
        Track(
            KAIZHOU, (Point(2027, Decimal(160), "gt", "target"), Point(2025, Decimal(130), "ge", "target"))
        ),
        Track(LIANGPING, (Point(2020, Decimal(64), "eq", "actual"),)),
        Track(OLD, ()),
    ]
    assert describe_trajectory(tracks, HOME) == Text(
        "开州区：2025 年目标值不低于 130 家，2027 年目标值超过 160 家；梁平区：2020 年实际值 64 家。",
        "Kaizhou: at least 130 in 2025 (target), more than 160 in 2027 (target); "
        "Liangping: 64 in 2020 (actual) (unit: enterprises).",
    )


def test_a_single_line_needs_no_name() -> None:
    track = Track(KAIZHOU, (Point(2025, Decimal(35), "approx", "target"),))
    assert describe_trajectory([track], PERCENT) == Text(
        "2025 年目标值约 35%。", "about 35 in 2025 (target) (unit: %)."
    )


def test_revisions_are_old_new_change_and_doubt() -> None:
    revisions = [
        Revised(FIRMS, 2025, HOME, Amount(Decimal(610), "gt"), Amount(Decimal(1000), "ge")),
        Revised(FIRMS, 2026, HOME, Amount(Decimal(2)), Amount(Decimal(30))),
        Revised(SHARE, 2027, PERCENT, Amount(Decimal(20), "gt"), Amount(Decimal(18)), doubtful=True),
    ]
    assert describe_revision(revisions, OLD, NEW) == Text(
        "2023年方案 → 2025年方案。科技型企业 2025 年：超过 610 家 → 不低于 1000 家（增加 63.9%）；"
        "科技型企业 2026 年：2 家 → 30 家（为原来的 15 倍）；"
        "产值占比 2027 年：超过 20% → 18%（减少 2 个百分点，口径存疑）。",
        "Plan of 2023 → Plan of 2025. Technology enterprises, 2025: more than 610 (enterprises) → "
        "at least 1000 (enterprises) (up 63.9%); Technology enterprises, 2026: 2 (enterprises) → "
        "30 (enterprises) (15 times the old number); Share of output, 2027: more than 20% → 18% "
        "(down 2 points, doubtful).",
    )


def test_shares_end_with_the_rest() -> None:
    shares = [Share(KAIZHOU, Amount(Decimal(1000), "ge")), Share(LIANGPING, Amount(Decimal(400)))]
    whole = Share(Text("重庆市目标", "Chongqing target"), Amount(Decimal(45000)))
    assert describe_share(shares, whole, HOME) == Text(
        "重庆市目标 45000 家；开州区 不低于 1000 家（2.2%）；梁平区 400 家（0.9%）；"
        "其余区县未收录 约 43600 家（96.9%）。",
        "Chongqing target 45000 (enterprises); Kaizhou at least 1000 (enterprises) (2.2%); "
        "Liangping 400 (enterprises) (0.9%); Other districts not recorded about 43600 (enterprises) (96.9%).",
    )


def test_pace_says_what_was_achieved_and_what_is_required() -> None:
    paces = [Pace(FIRMS, Decimal("84.4"), Decimal("15.2"), "ge"), Pace(SHARE, Decimal("1.1"), Decimal("3.5"))]
    assert describe_pace(paces, "growth", Spans("2015–2020", "2020–2025")) == Text(
        "每年增长，%。科技型企业：2015–2020 年实际 84.4，2020–2025 年目标所需 不低于 15.2，要求更低；"
        "产值占比：2015–2020 年实际 1.1，2020–2025 年目标所需 3.5，要求更高。",
        "% per year. Technology enterprises: achieved 2015–2020: 84.4, required 2020–2025: at least 15.2, "
        "asks less; Share of output: achieved 2015–2020: 1.1, required 2020–2025: 3.5, asks more.",
    )


def test_a_calendar_says_what_is_past_due_and_what_that_means() -> None:
    dues = [
        Due(KAIZHOU, date(2027, 12, 31), 14),
        Due(KAIZHOU, date(2025, 12, 31), 130, 40),
        Due(LIANGPING, date(2027, 12, 31), 70),
    ]
    assert describe_due(dues, date(2026, 3, 1)) == Text(
        "各年到期的目标数，截至 2026-03-01。开州区：2025 年 130 项（到期未报 90，有实际值 40），"
        "2027 年 14 项；梁平区：2027 年 70 项。到期未报指期限已过而本站未收录实际值，不等于没有。",
        "Targets due, as of 2026-03-01. Kaizhou: 130 (90 past due, 40 reported) in 2025, 14 in 2027; "
        "Liangping: 70 in 2027. Past due: the date has passed and this site holds no actual value "
        "(not that none exists).",
    )


def test_a_calendar_without_past_due_targets_needs_no_explanation() -> None:
    assert describe_due([Due(KAIZHOU, date(2027, 12, 31), 14)], date(2026, 3, 1)) == Text(
        "各年到期的目标数，截至 2026-03-01。开州区：2027 年 14 项。",
        "Targets due, as of 2026-03-01. Kaizhou: 14 in 2027.",
    )
