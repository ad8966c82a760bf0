"""The files to download: the publication goes in, all below `/data/`, `/api/` and the like comes out."""

from collections.abc import Iterable

from plans.address import data_address
from plans.api import api_files
from plans.dataset import COMBINED, Dataset
from plans.dataset_publication import Publication
from plans.export import dataset_files, packages_archive
from plans.export_annotations import write_annotations
from plans.export_calendar import calendar_files
from plans.export_citation import citation_files
from plans.export_croissant import write_croissant
from plans.export_csvw import write_csvw
from plans.export_dcat import catalog_files
from plans.export_explore import EXPLORE_FILE, explore_file
from plans.export_feed import feed_files
from plans.export_feed_entries import withdrawn_entries
from plans.export_release import release_files
from plans.export_skos import vocabulary_files
from plans.export_stratml import write_stratml
from plans.model import Row


def list_downloads(publication: Publication, withdrawn: Iterable[Row] = ()) -> dict[str, bytes]:
    """Every published file, by path; `withdrawn` are addresses that the feeds tell of.

    The catalogue lists the files before it; what comes after it is not for harvesters.
    """
    site_url, chronicle, today = publication.site_url, publication.chronicle, publication.today
    register, results = publication.register, publication.results
    files = {
        **list_datasets(publication),
        **vocabulary_files(publication),
        **feed_files(chronicle, register, site_url, today, withdrawn_entries(withdrawn, register.plans)),
    }
    return {
        **files,
        **catalog_files(publication, files),
        **api_files(publication),
        **release_files(chronicle.releases, site_url),
        data_address(COMBINED, EXPLORE_FILE): explore_file(register, results, today),
    }


def list_datasets(publication: Publication) -> dict[str, bytes]:
    """The files below `/data/`: a folder per dataset, and all packages in one archive."""
    folders = {
        dataset.name: dataset_files(dataset, list_beside(dataset, publication))
        for dataset in publication.datasets
    }
    archives = {name: files[f"{name}.zip"] for name, files in sorted(folders.items()) if name != COMBINED}
    return {
        **{
            data_address(folder, path): content
            for folder, files in folders.items()
            for path, content in files.items()
        },
        "data/packages.zip": packages_archive(archives),
    }


def list_beside(dataset: Dataset, publication: Publication) -> dict[str, bytes]:
    """The files of the standards that lie beside the tables of a dataset."""
    files = {
        "csv-metadata.json": write_csvw(dataset, publication.site_url),
        **citation_files(publication, dataset),
    }
    if dataset.name == COMBINED:
        return {**files, **list_beside_all(publication)}
    if dataset in publication.plans:
        files["annotations.json"] = write_annotations(dataset, publication.site_url)
        files["stratml.xml"] = write_stratml(dataset, publication)
    return files


def list_beside_all(publication: Publication) -> dict[str, bytes]:
    """The files that only the combined dataset has."""
    register, targets = publication.register, publication.results.targets
    return {
        "croissant.json": write_croissant(publication),
        **calendar_files(register, targets, publication.today, publication.site_url),
    }
