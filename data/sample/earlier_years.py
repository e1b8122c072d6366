"""The results of earlier years of a sample (kết quả các năm trước), one row a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..models import Award, YearResult
from ..models.partial_date import PartialDate
from ..reference import choices
from .rows import Handles, cells_of

_ENTRY = re.compile(r"(\d{4}): (\w+)")


def past_results(
    told: Mapping[str, Any], awards: Iterable[Award], handles: Handles
) -> list[YearResult]:
    """What the histories of the awards and of the table ``past`` say, year after year.

    ``told`` has the decisions of each year as well. Each subject comes once.
    """
    histories = {award.subject: award.history for award in reversed(list(awards))}
    histories |= {handles.code(row["subject"]): row["history"] for row in cells_of(told["past"])}
    return [
        _result(subject, int(year), short, told["decisions"][year], handles)
        for subject in sorted(histories)
        for year, short in _ENTRY.findall(histories[subject])
    ]


def _result(
    subject: str, year: int, short: str, decision: Mapping[str, Any], handles: Handles
) -> YearResult:
    grades = dict(zip(choices("grade_short"), choices("grade"), strict=True))
    top, person = grades[short] == choices("grade")[0], subject in handles.people
    return YearResult(
        subject=subject,
        name=handles.names[subject],
        year=year,
        grade=grades[short],
        decision=decision["members" if person else "organisations"],
        decided=PartialDate.of(decision["date"]),
        award=choices("award_form")[0] if top and person else "",
    )
