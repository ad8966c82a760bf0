"""Drafting: a file saved from a government site goes in, a draft of its package comes out."""

from plans.draft_package import Draft, Order, draft_package
from plans.draft_proposals import propose
from plans.draft_read import read_notice
from plans.model import Catalog


def draft_plan(name: str, content: bytes, order: Order, catalog: Catalog) -> Draft:
    """The draft of the notice in a file; raises UnreadableError where it cannot be read."""
    notice, notes = read_notice(name, content)
    return draft_package(notice, propose(notice, catalog.vocabulary), order, catalog, notes)
