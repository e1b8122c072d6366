"""Committees above cells: their meetings, their collectives, and the times there were districts."""

from __future__ import annotations

from giayto.data.checks.dataset import check
from giayto.data.models import Attendance, Collective, Delegate, Meeting, Organisation, Review
from giayto.data.models.partial_date import PartialDate

from ...wards import day, small_dataset


def committee_meeting(**more: object) -> Meeting:
    values = {
        "code": "HN",
        "kind": "Hội nghị cấp uỷ xét xếp loại, khen thưởng",
        "unit": "DU",
        "date": PartialDate(2026, 12, 15),
        "chair": "Trần Thị Ban",
        "secretary": "Lưu Thị Ghi",
        **more,
    }
    return Meeting.model_validate(values)


def found(code: str, **lists: object) -> list[str]:
    data = small_dataset()
    for name, rows in lists.items():
        setattr(data, name, [*getattr(data, name), *rows])  # type: ignore[misc]
    return [finding.why for finding in check(data) if finding.code == code]


def test_members_of_any_cell_come_to_the_committees_meeting() -> None:
    rows = [Attendance(meeting="HN", member="DV2", topic="Xếp loại", opinion="Nhất trí.")]
    assert found("KT-407", meetings=[committee_meeting()], attendance=rows) == []
    stranger = [Attendance(meeting="HN", member="DV99", opinion="Nhất trí.")]
    told = found("KT-407", meetings=[committee_meeting()], attendance=stranger)
    assert len(told) == 1 and "DV99" in told[0]


def test_who_is_among_the_delegates_is_no_stranger() -> None:
    people = [
        Delegate(meeting="HN", name="Trần Thị Ban"),
        Delegate(meeting="HN", name="Lưu Thị Ghi", role="Khách mời"),
    ]
    assert found("KT-443", meetings=[committee_meeting()], delegates=people) == []
    told = found("KT-443", meetings=[committee_meeting()], delegates=people[:1])
    assert len(told) == 1 and "Đảng uỷ phường Mường Mẫu" in told[0]


def test_a_collective_reports_by_its_code() -> None:
    collective = Collective(code="TT01", name="Uỷ ban nhân dân phường")
    review = Review(subject="TT01", name="Uỷ ban nhân dân phường", duty="Hoàn thành 15 chỉ tiêu.")
    assert found("KT-501", collectives=[collective], reviews=[review]) == []
    assert found("KT-501", reviews=[review]) == [
        "Không có đảng viên, tổ chức đảng hay tập thể nào mang mã này."
    ]


def test_there_is_no_district_in_2026_and_no_special_zone_in_2023() -> None:
    data = small_dataset()
    data.organisations.append(
        Organisation(code="QU", name="Quận uỷ Mường Mẫu", kind="Quận uỷ", secretary="Lê Thị An")
    )
    data.settings.place_kind = "Quận"
    told = [f for f in check(data) if f.code == "KT-332"]
    assert [(f.sheet, f.read) for f in told] == [("Thiết lập", "Quận"), ("Tổ chức đảng", "Quận uỷ")]
    assert all(f.severity == "error" and "05-HD/VPTW không có" in f.why for f in told)
    data.settings.year, data.settings.date = 2023, day("20/12/2023")
    assert [f for f in check(data) if f.code == "KT-332"] == []
    data.settings.place_kind = "Đặc khu"
    assert [f.read for f in check(data) if f.code == "KT-332"] == ["Đặc khu"]
