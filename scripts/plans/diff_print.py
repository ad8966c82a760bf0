"""Reports of what differs: sections in words go in, Markdown for GitHub or text for a console comes out."""

from collections.abc import Iterable, Sequence

from plans.diff_words import Group, Line, Section
from plans.model import Language, Text
from plans.report_escape import escape_markdown, show_hidden

# GitHub cuts nothing: a summary of more than 1 MiB is not shown at all, and a page may hold two languages.
MOST_BYTES = 400_000
FOLDED_FROM = 12
SHOWN = 150
MORE = Text("……另有 {count} 处没有列出", "… and {count} more, not listed")
CUT = Text(
    "报告太长，其余部分没有列出；在自己的电脑上用 make diff 看全文。",
    "The report is too long: the rest is left out; make diff on your own machine shows all of it.",
)


def as_markdown(sections: Sequence[Section], language: Language) -> str:
    """Headings and lists, long lists folded; every text escaped; as many sections as GitHub shows."""
    parts: list[str] = []
    size = 0
    for block in (block for section in sections for block in write_section(section, language)):
        size += len(block.encode())
        if size > MOST_BYTES:
            return "".join([*parts, f"\n{escape_markdown(CUT[language])}\n"])
        parts.append(block)
    return "".join(parts)


def shorten(report: str, most: int = MOST_BYTES) -> str:
    """A report in Markdown up to its last line that fits, and a word that it was longer."""
    if len(report.encode()) <= most:
        return report
    kept = report.encode()[:most].decode("utf-8", "ignore").rpartition("\n")[0]
    return f"{kept}\n\n{CUT.zh}\n{CUT.en}\n"


def write_section(section: Section, language: Language) -> Iterable[str]:
    """A section as blocks that may stand alone: its head, then each group."""
    lead = "".join(f"\n{escape_markdown(text[language])}\n" for text in section.lead)
    yield f"\n#### {escape_markdown(section.title[language])}\n{lead}"
    for group in section.groups:
        yield write_group(group, language)


def write_group(group: Group, language: Language) -> str:
    """A list under its title, folded where it is long."""
    title, lines = escape_markdown(group.title[language]), "".join(write_lines(group, language))
    if len(group.lines) < FOLDED_FROM:
        return f"\n**{title}**\n\n{lines}"
    return f"\n<details><summary>{title}</summary>\n\n{lines}\n</details>\n"


def write_lines(group: Group, language: Language) -> Iterable[str]:
    """The first lines as a list, and how many are left out."""
    for line in group.lines[:SHOWN]:
        yield f"- {escape_markdown(line.text[language])}\n"
        yield from (f"  - {escape_markdown(detail[language])}\n" for detail in line.details)
    if len(group.lines) > SHOWN:
        yield f"- {escape_markdown(MORE[language].format(count=len(group.lines) - SHOWN))}\n"


def as_text(sections: Sequence[Section], language: Language) -> str:
    """All of it, indented; nothing in it moves the cursor of a console."""
    return "\n".join("".join(outline_section(section, language)) for section in sections)


def outline_section(section: Section, language: Language) -> Iterable[str]:
    """A section as indented lines."""
    yield f"{show_hidden(section.title[language])}\n"
    yield from (f"    {show_hidden(text[language])}\n" for text in section.lead)
    for group in section.groups:
        yield f"  {show_hidden(group.title[language])}\n"
        yield from (text for line in group.lines for text in outline_line(line, language))


def outline_line(line: Line, language: Language) -> Iterable[str]:
    yield f"    {show_hidden(line.text[language])}\n"
    yield from (f"      {show_hidden(detail[language])}\n" for detail in line.details)
