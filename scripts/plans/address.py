"""Addresses within the site, without a leading slash: ids go in; what is published stays where it is."""

from plans.model import Language

LOCAL_SITE = "http://127.0.0.1:8000/"


def plan_address(plan: str) -> str:
    return f"plans/{plan}/"


def source_address(plan: str) -> str:
    return f"plans/{plan}/source/"


def concept_address(concept: str) -> str:
    return f"indicators/{concept}/"


def area_address(area: str) -> str:
    return f"areas/{area}/"


def organization_address(organization: str) -> str:
    return f"organizations/{organization}/"


def data_address(folder: str, file: str = "") -> str:
    """A file of a package, or the folder; `folder` is a plan, `vocabulary` or `all`."""
    return f"data/{folder}/{file}"


def figure_address(figure: str) -> str:
    """Where a figure stands: `plan.indicator.2027` → `plans/<plan>/#indicator.2027`."""
    plan, _, anchor = figure.partition(".")
    return f"{plan_address(plan)}#{anchor}"


def passage_address(passage: str) -> str:
    """Where the words stand: `plan.annex-1` → `plans/<plan>/source/#annex-1`."""
    plan, _, anchor = passage.partition(".")
    return f"{source_address(plan)}#{anchor}"


def in_language(address: str, language: Language) -> str:
    """Where a page stands in a language: English pages lie below `en/`, all downloads do not."""
    return address if language == "zh" else f"en/{address}"


def task_address(task: str) -> str:
    """Where a task stands: `plan.task-1` → `plans/<plan>/#task.task-1`."""
    plan, _, anchor = task.partition(".")
    return f"{plan_address(plan)}#task.{anchor}"


def absolute(site_url: str, address: str) -> str:
    """The whole address; `site_url` ends with a slash."""
    return f"{site_url}{address}"


def site_root(site_url: str | None) -> str:
    """The address of the site as it is used everywhere: with one slash at its end, never empty."""
    return f"{(site_url or LOCAL_SITE).rstrip('/')}/"
