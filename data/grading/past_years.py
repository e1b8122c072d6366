"""The results of earlier years of a person or body (kết quả các năm trước).

From the sheet ``Các năm``; for a year without a row there, from what is typed
in the columns ``Kết quả các năm trước``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..models import Award, YearResult
from ..past_grades import grade_in, is_exemplary, typed_results, year_result
from ..ward import Subject, Ward


@dataclass(frozen=True, slots=True)
class PastYear:
    """The result of one year (kết quả một năm).

    ``decision`` is the number and date of the decision as they are written, "" while
    no evidence is; ``award`` the form given in that year, "" for none known.
    """

    year: int
    grade: str
    exemplary: bool
    decision: str = ""
    award: str = ""

    @property
    def short(self) -> str:
        """The result as lists of several years write it: ``2025: HTXSNV``."""
        return year_result(self.year, self.grade, exemplary=self.exemplary)

    def __str__(self) -> str:
        return f"{self.short} ({self.decision})" if self.decision else self.short


def past_years(ward: Ward, subject: Subject) -> Mapping[int, PastYear]:
    """What is known of each year before the one under review, by year, the earliest first."""
    found: dict[int, PastYear] = {}
    for row in ward.rows_about(YearResult, subject):
        if row.year is not None and row.grade:
            decision = ", ".join(str(part) for part in (row.decision, row.decided) if part)
            decision = decision if row.decision else ""  # a day alone proves nothing
            result = PastYear(row.year, row.grade, row.exemplary, decision, row.award)
            found.setdefault(row.year, result)
    for year, typed in _typed(ward, subject):
        if grade := grade_in(typed):
            found.setdefault(year, PastYear(year, grade, is_exemplary(typed)))
    return {year: found[year] for year in sorted(found) if year < ward.settings.year}


def _typed(ward: Ward, subject: Subject) -> Iterable[tuple[int, str]]:
    awards = ward.rows_about(Award, subject)
    for history in (*(award.history for award in awards), getattr(subject, "history", "")):
        yield from typed_results(history).items()
