"""Who answers for what, at a glance: the tasks of a plan by its organizations."""

import html

from plans.derive_commitments import LEAD, Matrix, task_matrix
from plans.model import Package, Row
from plans.page import Desk

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
        "cells": [(role, "lead" if role == LEAD else "duty") if role else ("", "") for role in roles],
    }
