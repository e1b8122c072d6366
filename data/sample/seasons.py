"""The seasons that a sample can be of (mùa mẫu): which books, each in a folder of its own."""

from __future__ import annotations

from ...conventions.spelling import file_slug
from ..models import Dataset
from ..reference import table
from .district_2023.district import district_dataset
from .district_2023.wards import ward_datasets
from .ward import sample_dataset

SEASONS = (2026, 2023)
"""The years under review of the samples, the usual one first."""


def sample_books(season: int) -> dict[str, Dataset]:
    """The datasets of a season by folder; "" is the sample's own folder.

    2026 is one ward; 2023 a district's committee and its 18 wards. Raises
    ``KeyError`` for another year.
    """
    return {2026: _ward_alone, 2023: _district}[season]()


def _ward_alone() -> dict[str, Dataset]:
    return {"": sample_dataset()}


def _district() -> dict[str, Dataset]:
    folders = table("sample-2023-district")["folders"]
    wards = ward_datasets()
    return {
        folders["district"]: district_dataset(wards),
        **{f"{folders['ward']}-{file_slug(name).lower()}": data for name, data in wards.items()},
    }
