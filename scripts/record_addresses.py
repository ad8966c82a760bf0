"""Write down the addresses of the site as it is now: `python scripts/record_addresses.py [--root FOLDER]`.

New ones are added to docs/addresses/, none is ever removed: from then on a build fails that loses one.
"""

import argparse
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from plans.build import Settings, build_site
from plans.build_addresses import list_addresses
from plans.check import find_problems
from plans.load import read_catalog
from plans.load_addresses import ADDRESSES, read_ledger, read_lists
from plans.load_releases import read_releases
from plans.load_repository import Repository
from plans.report import as_text

ROOT = Path(__file__).resolve().parent.parent
REST = "site"


def main(arguments: list[str] | None = None) -> int:
    """Build, compare, add; 0 done, 1 data are not clean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="folder with datapackages/, schemas/, docs/")
    root = parser.parse_args(arguments).root
    catalog = read_catalog(root)
    if problems := find_problems(catalog):
        print(as_text(problems, "zh"), end="", file=sys.stderr)
        return 1
    ledger = read_ledger(root)
    site = build_site(Repository(catalog, releases=read_releases(root)), "zh", Settings(ROOT, date.today()))
    built = list_addresses(site, catalog) | ledger.handwritten
    new = built - ledger.published
    plans = {plan.name for plan in catalog.plans}
    for name, content in add_addresses(read_lists(root), new, plans).items():
        path = root / ADDRESSES / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{ADDRESSES}: +{len(new)}")
    return 0


def add_addresses(
    lists: Mapping[str, Collection[str]], new: Iterable[str], plans: Collection[str]
) -> dict[str, bytes]:
    """The lists that change, sorted, one address to a line; those of plans do not touch each other."""
    changed: dict[str, set[str]] = {}
    for address in new:
        name = list_of(address, plans)
        changed.setdefault(name, set(lists.get(name, ()))).add(address)
    return {
        name: "".join(f"{address}\n" for address in sorted(found)).encode()
        for name, found in sorted(changed.items())
    }


def list_of(address: str, plans: Collection[str]) -> str:
    """The list that an address is in: that of the plan in it, else that of its part of the site."""
    plan = next((part for part in re.split("[/.#]", address) if part in plans), "")
    part, _, rest = address.partition("/")
    return plan or (part if rest else REST)


if __name__ == "__main__":
    sys.exit(main())
