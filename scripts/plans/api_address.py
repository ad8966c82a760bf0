"""Where answers lie: names and ids go in, paths below `/api/v1/` and their schemas' names come out."""

from plans.address import absolute

ROOT = "api/v1/"
PAGE_SIZE = 100
# The page that explains the interface, made from its description.
REFERENCE = "data/api/"
# The folder of each kind of record that has a file of its own, by the name of its table.
FOLDERS = {"plans": "plans", "concepts": "indicators", "areas": "areas", "organizations": "organizations"}


def api_url(site_url: str, path: str) -> str:
    """The whole address of a file below `/api/v1/`."""
    return absolute(site_url, f"{ROOT}{path}")


def record_path(table: str, id_: str) -> str:
    """The file of a plan, concept, area or organization."""
    return f"{FOLDERS[table]}/{id_}.json"


def list_path(name: str, page: int = 1) -> str:
    """A page of a list: `targets` → `targets.json`, then `targets/page/2.json`."""
    return f"{name}.json" if page == 1 else f"{name}/page/{page}.json"


def page_of(place: int) -> int:
    """The page on which a record stands, by its place in the list, counted from zero."""
    return place // PAGE_SIZE + 1


def schema_path(name: str) -> str:
    return f"schemas/{name}.json"
