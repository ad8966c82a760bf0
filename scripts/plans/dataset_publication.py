"""Everything that is published, as one value: what every format, standard and interface is made from."""

from dataclasses import dataclass, replace
from datetime import date

from plans.dataset import COMBINED, Dataset, package_dataset
from plans.dataset_combined import combined_dataset
from plans.derive import Register
from plans.derive_chronicle import NO_CHRONICLE, Chronicle
from plans.derive_results import Results, list_tables
from plans.model import Package


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
    chronicle: Chronicle

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """All of them: plans, vocabulary, combined."""
        return (*self.plans, self.vocabulary, self.combined)


def publish(
    register: Register, results: Results, site_url: str, today: date, chronicle: Chronicle = NO_CHRONICLE
) -> Publication:
    """The publication of a register, of what is derived from it and of what is known of its past."""
    packages = [with_version(package, chronicle) for package in register.catalog.plans]
    vocabulary = with_version(register.catalog.vocabulary, chronicle)
    version = chronicle.versions.get(COMBINED, str(vocabulary.descriptor["version"]))
    tables = {**list_tables(results), "history": chronicle.changes}
    return Publication(
        register=register,
        results=results,
        plans=tuple(package_dataset(package, site_url) for package in packages),
        vocabulary=package_dataset(vocabulary, site_url),
        combined=combined_dataset(register, tables, version, site_url),
        site_url=site_url,
        today=today,
        chronicle=chronicle,
    )


def with_version(package: Package, chronicle: Chronicle) -> Package:
    """The package with the version that it has between releases."""
    version = chronicle.versions.get(package.name, package.descriptor["version"])
    return replace(package, descriptor={**package.descriptor, "version": version})
