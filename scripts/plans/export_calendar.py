"""Calendars: targets and a day go in, `.ics` files (RFC 5545) of their due dates come out, by path.

One event per plan, area and due date; its description lists the targets and counts organizations' shares.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plans.address import absolute, in_language, plan_address
from plans.derive import Register, group
from plans.derive_progress import due_date
from plans.derive_targets import Target
from plans.model import LANGUAGES, Language, Row, Text
from plans.words import SIGNS

# RFC 5545, 3.1: a line has at most 75 octets without its break.
LINE = 75
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
PRODUCT = "-//plan-targets//due dates//"

NAME = Text("规划目标到期日", "Due dates of plan targets")
SUMMARY = Text("{area}：{count} 项规划目标到期", "{area}: {count} plan targets due")
HEAD = Text("《{title}》", "“{title}”")
SHARES = Text("另有 {count} 项分解到单位的目标。", "Besides {count} shares of single organizations.")
CAUTION = Text(
    "目标不是结果：到期不等于完成，是否完成以公布的实际值为准。",
    "A target is not an outcome: due does not mean met; only a published actual value tells.",
)


@dataclass(frozen=True, slots=True)
class Event:
    """The targets of one plan and area that fall due on one day."""

    plan: str
    area: str
    due: date
    targets: tuple[Target, ...]

    @property
    def uid(self) -> str:
        """The same in every build and both languages, so that a calendar updates the event it has."""
        return f"{self.plan}.{self.area}.{self.due:%Y}@plan-targets"


@dataclass(frozen=True, slots=True)
class Edition:
    """How a calendar is written: for whom, on which day, with links below which address."""

    register: Register
    language: Language
    today: date
    site_url: str


def calendar_files(
    register: Register, targets: Iterable[Target], today: date, site_url: str
) -> dict[str, bytes]:
    """One calendar of everything and one per area, with its zones, in both languages: `calendar.ics`,
    `calendar.en.ics`, `calendar.kaizhou.ics`.
    """
    events = list_events(targets)
    calendars = {"": events}
    for area in sorted({event.area for event in events}):
        calendars[f".{area}"] = [event for event in events if area in areas_above(event.area, register)]
    return {
        f"calendar{name}{'' if language == 'zh' else '.en'}.ics": write_calendar(
            found, Edition(register, language, today, site_url)
        )
        for name, found in calendars.items()
        for language in LANGUAGES
    }


def list_events(targets: Iterable[Target]) -> list[Event]:
    """The events by day, plan and area."""
    groups = group((event_key(target), target) for target in sorted(targets, key=lambda target: target.id))
    events = [
        Event(found[0].plan, found[0].area, due_date(found[0].period), found) for found in groups.values()
    ]
    return sorted(events, key=lambda event: (event.due, event.plan, event.area))


def event_key(target: Target) -> str:
    return f"{target.plan} {target.area} {due_date(target.period)}"


def areas_above(area: str, register: Register) -> tuple[str, ...]:
    """The area itself, and for a zone the area it lies in."""
    row = register.areas[area]
    return (area, row["parent"]) if row["level"] == "zone" else (area,)


def write_calendar(events: Iterable[Event], edition: Edition) -> bytes:
    """A calendar as RFC 5545 has it: folded lines that end with CRLF."""
    name = escape(NAME[edition.language])
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}{edition.language.upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        *(line for event in events for line in write_event(event, edition)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line)).encode()


def write_event(event: Event, edition: Edition) -> Iterator[str]:
    """An event of a whole day that leaves the day free."""
    area, language = edition.register.areas[event.area], edition.language
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{edition.today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.due:%Y%m%d}"
    yield f"SUMMARY:{escape(summarize(event, area, language))}"
    yield f"DESCRIPTION:{escape(describe(event, edition))}"
    yield f"URL:{absolute(edition.site_url, in_language(plan_address(event.plan), language))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def summarize(event: Event, area: Row, language: Language) -> str:
    """开州区：21 项规划目标到期; shares of organizations count."""
    name, count = area["name" if language == "zh" else "name_en"], len(event.targets)
    text = SUMMARY[language].format(area=name, count=count)
    return text.replace("targets", "target") if count == 1 else text


def describe(event: Event, edition: Edition) -> str:
    """The plan, its targets one to a line, how many shares there are besides, and what a target is not."""
    language = edition.language
    plan = edition.register.plans[event.plan].descriptor
    title = plan["title"] if language == "zh" else plan["plan"]["title_en"]
    whole = [target for target in event.targets if not target.organization]
    shares = len(event.targets) - len(whole)
    return "\n".join(
        [
            HEAD[language].format(title=title),
            *(show_target(target, edition) for target in whole),
            *([SHARES[language].format(count=shares)] if shares else []),
            CAUTION[language],
        ]
    )


def show_target(target: Target, edition: Edition) -> str:
    """高新技术企业：≥130 家, with the years of a span; the words where there is no number."""
    colon = "：" if edition.language == "zh" else ": "
    name = target.name if edition.language == "zh" else target.name_en
    years = f" ({target.period.replace('/', '–')})" if "/" in target.period else ""
    return f"{name}{colon}{target.wording if target.value is None else show_amount(target, edition)}{years}"


def show_amount(target: Target, edition: Edition) -> str:
    """≥130 家, 2.2%, 3 × 100 million yuan."""
    units = edition.register.units
    is_named = edition.language == "en" and target.unit in units
    unit = units[target.unit]["name_en"] if is_named else target.unit
    space = "" if target.unit == "%" else " × " if unit[:1].isdigit() else " "
    return f"{SIGNS[target.comparator]}{target.value}{space}{'%' if target.unit == '%' else unit}"


def escape(text: str) -> str:
    """Text as a value of the type TEXT."""
    return text.translate(ESCAPES)


def fold(line: str) -> Sequence[str]:
    """A line in pieces of at most 75 octets of UTF-8, no character cut; further ones begin with a space."""
    pieces, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > LINE:
            pieces.append(" ")
            octets = 1
        pieces[-1] += character
        octets += size
    return pieces
