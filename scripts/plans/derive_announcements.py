"""Announcements: commits go in, what changed in the tables for those whose programs read them comes out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from plans.derive_schema import compare_schemas
from plans.load_git import Commit
from plans.load_history import History, SchemaEdit


@dataclass(frozen=True, slots=True)
class Announcement:
    """A change of the columns, types, rules or keys of a table, for those whose programs read it.

    `schema` as in `tables/values`; `column` is empty where the table itself came, went, or got a key.
    """

    schema: str
    column: str
    title: str
    title_en: str
    what: str
    old: str
    new: str
    changed_on: date
    author: str
    subject: str
    commit: str


def derive_announcements(history: History) -> tuple[Announcement, ...]:
    """Every change of a schema after the first plan was published, newest first."""
    first = next((place for place, step in reversed(list(enumerate(history.steps))) if step.edits), 0)
    later = [step for step in history.steps[:first] if not step.commit.is_start]
    return tuple(
        announcement
        for step in later
        for edit in step.schemas
        for announcement in announce(step.commit, edit)
    )


def announce(commit: Commit, edit: SchemaEdit) -> Iterator[Announcement]:
    """What a commit changed in one schema."""
    about = Announcement(
        *(edit.name, "", "", "", "added" if edit.before is None else "removed", "", ""),
        *(commit.committed_at.date(), commit.author, commit.subject, commit.hash),
    )
    if edit.before is None or edit.after is None:
        yield about
        return
    fields = {field["name"]: field for field in (*edit.before["fields"], *edit.after["fields"])}
    for change in compare_schemas(edit.before, edit.after):
        field = fields.get(change.column, {})
        yield replace(
            about,
            column=change.column,
            title=field.get("title", ""),
            title_en=field.get("title_en", ""),
            what=change.what,
            old=change.old,
            new=change.new,
        )
