"""Votes against those who were there: neither more nor fewer, and none where nobody may vote."""

from __future__ import annotations

from giayto.data.checks.dataset import check
from giayto.data.models import Attendance, Dataset
from tests.data.books import only
from tests.wards import small_dataset


def with_votes(*, agreed: int, against: int | None, other: int | None) -> Dataset:
    """The small ward; three official members are at its meeting H01."""
    data = small_dataset()
    data.meetings[0] = data.meetings[0].model_copy(
        update={"votes_for": agreed, "votes_against": against, "other_opinion": other}
    )
    return data


def codes_of(data: Dataset) -> set[str]:
    return {finding.code for finding in check(data)}


def test_fewer_votes_than_voters_is_said_once_all_are_written_down() -> None:
    found = only(check(with_votes(agreed=1, against=1, other=0)), "KT-442")
    assert "2 lượt biểu quyết, mà có 3 đảng viên chính thức có mặt" in found.why
    assert "KT-442" not in codes_of(with_votes(agreed=2, against=1, other=0))
    assert "KT-442" not in codes_of(with_votes(agreed=1, against=1, other=None))


def test_ballots_where_no_official_member_was_there() -> None:
    data = small_dataset()
    data.attendance += [
        Attendance(meeting="H01", member=code, presence="Vắng có lý do", reason="ốm")
        for code in ("DV1", "DV2", "DV3")
    ]
    found = [finding for finding in check(data) if finding.code == "KT-418"]
    assert [f.read for f in found] == ["3", "3"]
    assert "có 0 đảng viên chính thức có mặt" in found[0].why
    assert "KT-419" in codes_of(data)
