"""Who answers for what: the tasks of a plan by organization, and who has only one kind of duty."""

import html

from plans.derive_commitments import LEAD, Matrix, find_gaps, task_matrix
from plans.model import Package, Row
from plans.page import Desk, escape, link, organization_page, plan_page

FEWEST = 2


def write_matrix(plan: Package, desk: Desk) -> str:
    """The matrix as a table that opens on demand; nothing where too few answer for a table to help."""
    matrix = task_matrix(plan)
    if len(matrix.organizations) < FEWEST:
        return ""
    return desk.write(
        "matrix.md",
        organizations=[
            html.escape(desk.name(desk.register.organizations[id_])) for id_ in matrix.organizations
        ],
        rows=[show_task(task, matrix, desk) for task in matrix.tasks],
    )


def show_task(task: Row, matrix: Matrix, desk: Desk) -> dict[str, object]:
    """A row: the task, and the class and word of each cell."""
    roles = [matrix.roles.get((task["id"], organization), "") for organization in matrix.organizations]
    title = task["title"] if desk.language == "zh" else task["title_en"]
    return {
        "id": task["id"],
        "title": html.escape(f"{task['number']} {title}".strip()),
        "cells": [(role, "leads" if role == LEAD else "answers") if role else ("", "") for role in roles],
    }


def write_gaps(plan: Package, desk: Desk) -> str:
    """Organizations with shares but no task, and the other way round; nothing where there are no shares."""
    gaps = find_gaps(plan, desk.register, desk.grouped.commitments_of_plan.get(plan.name, ()))
    here = plan_page(plan.name)

    def names(ids: tuple[str, ...]) -> str:
        rows = [(id_, desk.register.organizations[id_]) for id_ in ids]
        return desk.join([link(escape(desk.name(row)), here, organization_page(id_)) for id_, row in rows])

    if not (gaps.shares_only or gaps.collective or gaps.tasks_only):
        return ""
    return desk.write(
        "gaps.md",
        shares_only=names(gaps.shares_only),
        collective=names(gaps.collective),
        tasks_only=names(gaps.tasks_only),
        count=len(gaps.collective),
    )
