"""How long charts take and what they weigh: the plans of the repository, and as many charts as asked for.

Run `python benchmarks/draw.py [CHARTS]` from the root of the repository.
"""

import gzip
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from plans.derive import register  # noqa: E402
from plans.derive_results import derive_results  # noqa: E402
from plans.draw import Point, Spec, path_chart  # noqa: E402
from plans.load import read_catalog  # noqa: E402
from plans.model import LANGUAGES  # noqa: E402
from plans.page import Desk  # noqa: E402
from plans.page_concept import write_concept  # noqa: E402
from plans.page_plan import write_plan  # noqa: E402
from plans.render import svg  # noqa: E402

TODAY = date(2026, 11, 22)
Result = TypeVar("Result")


def timed(name: str, work: Callable[[], Result], charts: int) -> Result:
    """Run once and print the time."""
    start = perf_counter()
    result = work()
    seconds = perf_counter() - start
    print(f"{name:<24} {seconds:8.2f} s  {seconds / charts * 1000:8.2f} ms per chart")
    return result


def real_specs() -> dict[str, Spec]:
    """The charts of all plans and concepts in both languages."""
    look_up = register(read_catalog(ROOT))
    results = derive_results(look_up, TODAY)
    desks = [Desk(look_up, results, language, ROOT / "docs" / "templates", TODAY) for language in LANGUAGES]
    return {
        f"{desk.language}/{chart.path}": chart.spec
        for desk in desks
        for sheet in (
            *(write_plan(plan, desk) for plan in look_up.plans.values()),
            *(write_concept(row, desk) for row in look_up.concepts.values()),
        )
        for chart in sheet.charts
    }


def invented_spec(number: int) -> Spec:
    """A chart with five points that no other number has."""
    targets = [Point(2025 + i, Decimal(100 + number + 7 * i), "ge", "target") for i in range(3)]
    spec = path_chart(
        [Point(2020, Decimal(number), "eq", "actual"), Point(2022, Decimal(50), "eq", "actual"), *targets]
    )
    assert spec
    return spec


def weigh(pictures: dict[str, bytes]) -> None:
    """Print the gzip size of the charts of each page, and of the heaviest charts."""
    sizes = {name: len(gzip.compress(content)) for name, content in pictures.items()}
    for folder in sorted({name.rpartition("/")[0] for name in sizes}):
        here = [size for name, size in sizes.items() if name.startswith(f"{folder}/")]
        print(f"{folder:<46} {len(here):3} charts {sum(here) / 1000:6.1f} kB gzip")
    for name in sorted(sizes, key=lambda name: -sizes[name])[:5]:
        print(f"  {sizes[name]:5} {name}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with TemporaryDirectory() as folder:
        cache = Path(folder)
        specs = real_specs()
        specs = timed("specifications", real_specs, len(specs))
        pictures = timed("drawing, no cache", lambda: svg(specs, cache), len(specs))
        timed("drawing, all cached", lambda: svg(specs, cache), len(specs))
        weigh(pictures)
        many = timed(
            f"{count} specifications", lambda: {str(n): invented_spec(n) for n in range(count)}, count
        )
        timed(f"{count} drawn, no cache", lambda: svg(many, cache), count)
        timed(f"{count} drawn, all cached", lambda: svg(many, cache), count)


if __name__ == "__main__":
    main()
