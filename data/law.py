"""The law tables (bảng quy định): what papers cite on a day, and who receives them.

The values stand in ``reference/*.toml`` with their sources; this module gives
them types and picks the one in force on a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ..conventions.spelling import fold
from .models import LegalBasis, Recipient
from .models.partial_date import PartialDate
from .reference import table


def default_legal_bases() -> list[LegalBasis]:
    """The legal bases a new workbook begins with (căn cứ ghi sẵn), in citing order.

    One row for each paper group that cites a document. The rows of past
    periods are there too, closed by ``valid_until``, so that a paper of 2023
    cites what was in force in 2023.
    """
    return [
        LegalBasis(
            papers=papers,
            kind=row.get("kind", ""),
            number=row.get("number", ""),
            date=_partial(row.get("date")),
            body=row.get("body", ""),
            title=row.get("title", ""),
            wording=row.get("wording", ""),
            valid_from=_partial(row.get("valid_from")),
            valid_until=_partial(row.get("valid_until")),
        )
        for row, papers in _per_group(table("legal-bases")["basis"])
    ]


def default_recipients() -> list[Recipient]:
    """The recipients a new workbook begins with (nơi nhận ghi sẵn)."""
    return [
        Recipient(papers=papers, text=row["text"], archive=row.get("archive", False))
        for row, papers in _per_group(table("recipients")["recipient"])
    ]


def known_documents(number: str) -> list[dict[str, Any]]:
    """What the table says of the documents with this number and symbol (văn bản đã biết).

    A number comes again in another term, so there may be several.
    """
    bases = table("legal-bases")
    rows: list[dict[str, Any]] = bases["basis"] + bases["document"]
    return [row for row in rows if fold(row.get("number", "")) == fold(number)]


def in_force(basis: LegalBasis, day: dt.date) -> bool:
    """Whether a legal basis may be cited on this day (còn hiệu lực)."""
    starts = basis.valid_from or basis.date
    if starts is not None and starts.earliest() > day:
        return False
    return basis.valid_until is None or basis.valid_until.latest() >= day


def in_force_on(row: dict[str, Any], day: dt.date) -> bool:
    """Whether a dated row of a table is in force on a day (còn hiệu lực)."""
    starts: dt.date = row.get("valid_from", dt.date.min)
    ends: dt.date = row.get("valid_until", dt.date.max)
    return starts <= day <= ends


def _per_group(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    # A cell of the sheet holds one choice, so a document cited by three groups is three rows.
    for row in rows:
        for papers in row["papers"]:
            yield row, papers


def _partial(day: dt.date | None) -> PartialDate | None:
    return None if day is None else PartialDate.of(day)
