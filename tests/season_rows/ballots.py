"""Rows of the small ward for the papers of this family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from giayto.data.models.fields import Record


def rows(year: int) -> Mapping[str, Sequence[Record]]:
    """By list of the dataset; ``year`` is the year under review."""
    return {}
