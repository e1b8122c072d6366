"""Findings on how many agreed: to commendations, to grades given again; who may be commended."""

from __future__ import annotations

import pytest

from giayto.data.checks.dataset import check
from giayto.data.models import Award, Dataset, Delegate, Meeting, Regrade
from giayto.findings import Finding
from tests.wards import DONE, GOOD, day, small_dataset

CODES = ("KT-608", "KT-609", "KT-610")


def found(data: Dataset) -> list[Finding]:
    return [f for f in check(data) if f.code in CODES]


def met(data: Dataset, present: int = 7) -> Dataset:
    """The ward whose committee met, so many of whom came."""
    kind = "Hội nghị cấp uỷ xét xếp loại, khen thưởng"
    data.meetings.append(Meeting(code="CU1", kind=kind, unit="DU", date=day("18/12/2026")))
    data.delegates = [Delegate(meeting="CU1", name=f"Uỷ viên {n}") for n in range(present)]
    return data


@pytest.mark.parametrize(
    ("agreed", "code"), [(9, "KT-608"), (7, ""), (4, ""), (3, "KT-609"), (0, "KT-609")]
)
def test_a_committee_agrees_with_more_than_half_of_those_who_came(agreed: int, code: str) -> None:
    data = met(small_dataset())
    data.awards = [Award(row=2, subject="DV1", committee_agreed=agreed)]
    data.regrades = [
        Regrade(
            row=2, subject="DV3", year=2025, old_number="31-QĐ/ĐU", old_date=day("22/12/2025"),
            old_grade=GOOD, grade=DONE, agreed=agreed, reason="Vắng nhiều kỳ.",
        )
    ]  # fmt: skip
    told = found(data)
    assert [f.code for f in told] == ([code, code] if code else [])
    assert {f.sheet for f in told} == ({"Khen thưởng", "Xếp loại lại"} if code else set())
    assert all("7 người được triệu tập có mặt" in f.why for f in told)


def test_who_voted_at_a_meeting_that_names_nobody_is_not_guessed() -> None:
    data = met(small_dataset(), present=0)
    data.awards = [Award(row=2, subject="DV1", committee_agreed=99)]
    assert found(data) == []


def test_somebody_disciplined_in_the_year_is_told_at_the_award() -> None:
    data = small_dataset()
    data.awards = [Award(row=2, subject="DV1")]
    review = next(row for row in data.reviews if row.subject == "DV1")
    assert found(data) == []
    review.discipline = "Cảnh cáo"
    (finding,) = found(data)
    assert finding.code == "KT-610" and "kỷ luật trong năm: Cảnh cáo" in finding.why
