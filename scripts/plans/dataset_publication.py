"""Everything that is published, as one value: what every format, standard and interface is made from."""

from dataclasses import dataclass
from datetime import date

from plans.dataset import Dataset, package_dataset
from plans.dataset_combined import combined_dataset
from plans.derive import Register
from plans.derive_results import Results, list_tables


@dataclass(frozen=True, slots=True)
class Publication:
    """The datasets of a site and what they were made from.

    `site_url` is the address of the site, with a slash at its end; `today` the day of publication.
    """

    register: Register
    results: Results
    plans: tuple[Dataset, ...]
    vocabulary: Dataset
    combined: Dataset
    site_url: str
    today: date

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """All of them: plans, vocabulary, combined."""
        return (*self.plans, self.vocabulary, self.combined)


def publish(register: Register, results: Results, site_url: str, today: date) -> Publication:
    """The publication of a register and what is derived from it."""
    version = str(register.catalog.vocabulary.descriptor["version"])
    return Publication(
        register=register,
        results=results,
        plans=tuple(package_dataset(plan, site_url) for plan in register.catalog.plans),
        vocabulary=package_dataset(register.catalog.vocabulary, site_url),
        combined=combined_dataset(register, list_tables(results), version, site_url),
        site_url=site_url,
        today=today,
    )
