"""The small ward with rows on every sheet, for the papers of a whole season."""

from __future__ import annotations

from giayto.data.models import Dataset
from giayto.data.reference import choice
from giayto.data.ward import Ward
from tests.season_rows import annexes, ballots, conference, leadership, results
from tests.wards import dataset_of_2023, small_dataset

_FAMILIES = (annexes, ballots, results, conference, leadership)


def season_dataset(year: int) -> Dataset:
    """The small ward of 2026 or of 2023, with the rows of all families."""
    data = small_dataset() if year == 2026 else dataset_of_2023()
    # The cell selects the excellent apart: the committee has nobody left who is no leader.
    data.settings = data.settings.model_copy(
        update={"ballot_layout": choice("ballot_layout", "rounds")}
    )
    for family in _FAMILIES:
        for name, rows in family.rows(year).items():
            getattr(data, name).extend(rows)
    return data


def season_ward(year: int) -> Ward:
    """:func:`season_dataset` with its look-ups."""
    return Ward(season_dataset(year))
