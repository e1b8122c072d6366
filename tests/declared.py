"""Declared papers of the small ward: planned, made, read as a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from giayto.data.models import Dataset
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers
from giayto.generators.plan import Scope
from tests.busy import job_of, lines_of
from tests.wards import small_dataset


def ward_with(**rows: Sequence[object]) -> Ward:
    """The small ward with further rows, by list of the dataset."""
    data = small_dataset()
    for name, more in rows.items():
        getattr(data, name).extend(more)
    return Ward(data)


def read(ward: Ward, paper: str, key: str) -> list[str]:
    (found,) = find_papers([paper])
    return lines_of(job_of(found.plan(ward, Scope()), f"{key}-{ward.settings.year}"))


def keys(ward: Ward, paper: str) -> list[str]:
    (found,) = find_papers([paper])
    return [job.key for job in found.plan(ward, Scope()).jobs]


def lacks(ward: Ward, paper: str) -> str:
    (found,) = find_papers([paper])
    return found.lacks(ward) if found.lacks is not None else ""


def changed(change: Callable[[Dataset], None]) -> Ward:
    """The small ward with its rows changed."""
    data = small_dataset()
    change(data)
    return Ward(data)
