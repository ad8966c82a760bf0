"""Links into the repository, where a reader mends a table or says that a figure is wrong, as HTML.

Every one of them is empty where the address of the repository is not known.
"""

import html
from collections.abc import Sequence
from urllib.parse import quote, urlencode

from plans.address import absolute, figure_address, in_language, passage_address, plan_address
from plans.derive import Use, figure_id, key_of
from plans.model import Row, Text
from plans.page import Desk, show_amount

BRANCH = "main"
CORRECTION = "correct-a-value.yml"
TABLE = Text("在 GitHub 上改这张表", "Edit this table on GitHub")
ENTRY = Text("在 GitHub 上改这一条", "Edit this entry on GitHub")
REPORT = Text("数字录错了？报告错误", "A figure is wrong? Report it")
REPORT_SHORT = Text("报错", "report")
SUBJECT = Text("数字有误", "Wrong figure")


def write_edit(files: Sequence[tuple[str, str]], desk: Desk, plan: str = "", words: Text = TABLE) -> str:
    """A line below a table: links to the files it is made of, each as (package, file); with `plan`, the way
    to report a figure of it too.
    """
    if not (desk.repository_url and files):
        return ""
    one = len({package for package, _ in files}) == 1
    links = [
        show_link(file if one else f"{package}/{file}", edit_address(package, file, desk), "")
        for package, file in files
    ]
    line = f"{words[desk.language]}{desk.colon}{desk.join(links)}"
    if plan:
        line += f" · {show_link(REPORT[desk.language], plan_report_address(plan, desk), 'report-error')}"
    return f'<p class="github">{line}</p>'


def edit_uses(uses: Sequence[Use], desk: Desk) -> str:
    """The line below a table that has figures of several plans."""
    return write_edit([(plan, "values.csv") for plan in sorted({use.plan.name for use in uses})], desk)


def edit_plan(plan: str, desk: Desk) -> dict[str, str]:
    """The lines of a plan's page, by the part that they stand below."""
    return {
        "identity": write_edit([(plan, "datapackage.json")], desk, words=ENTRY),
        "figures": write_edit([(plan, "values.csv"), (plan, "indicators.csv")], desk, plan),
        "tasks": write_edit([(plan, "tasks.csv"), (plan, "responsibilities.csv")], desk),
        "remarks": write_edit([(plan, "remarks.csv")], desk),
    }


def report_link(row: Row, plan: str, desk: Desk) -> str:
    """The link behind a figure that opens the form for corrections with what is known of the figure."""
    if not desk.repository_url:
        return ""
    figure = figure_id(plan, key_of(row))
    passage = passage_address(f"{plan}.{row['passage']}")
    address = report_address(
        desk,
        title=f"{SUBJECT[desk.language]}{desk.colon}{figure}",
        figure=figure,
        value=show_statement(row, desk),
        passage=absolute(desk.site_url, in_language(passage, desk.language)),
        page=absolute(desk.site_url, in_language(figure_address(figure), desk.language)),
    )
    return f" <small>{show_link(REPORT_SHORT[desk.language], address, 'report')}</small>"


def show_statement(row: Row, desk: Desk) -> str:
    """≥130 家（达到130家以上）: what the site shows, and the words of the notice where they say more."""
    if not row["value"]:
        return row["wording"]
    shown = f"{show_amount(row)} {desk.unit(row['unit'])}".rstrip()
    return f"{shown}（{row['wording']}）" if desk.language == "zh" else f"{shown} ({row['wording']})"


def plan_report_address(plan: str, desk: Desk) -> str:
    """The form for corrections with what is known of every figure of a plan; site.js adds the rest."""
    page = absolute(desk.site_url, in_language(plan_address(plan), desk.language))
    return report_address(desk, title=f"{SUBJECT[desk.language]}{desk.colon}{plan}", figure=plan, page=page)


def report_address(desk: Desk, **fields: str) -> str:
    """The form for corrections with some fields filled in."""
    query = urlencode({"template": CORRECTION, **fields}, safe="/:", quote_via=quote)
    return f"{desk.repository_url}/issues/new?{query}"


def edit_address(package: str, file: str, desk: Desk) -> str:
    """GitHub's editor of a file; who may not write to the repository gets a copy of his own to edit."""
    return f"{desk.repository_url}/edit/{BRANCH}/datapackages/{package}/{file}"


def show_link(text: str, address: str, kind: str) -> str:
    """A link as HTML, of a class where one is given."""
    attribute = f' class="{kind}"' if kind else ""
    return f'<a{attribute} href="{html.escape(address)}">{text}</a>'
