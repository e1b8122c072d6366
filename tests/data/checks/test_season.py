"""Findings on the papers around a season: delegates, agenda, order, regrades, totals, dossiers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from giayto.data.checks.dataset import check
from giayto.data.models import (
    AgendaItem,
    Ballot,
    Collective,
    Dataset,
    Delegate,
    GroupMember,
    Meeting,
    Member,
    Organisation,
    Regrade,
    Remedy,
    Review,
    Settings,
    Totals,
)
from giayto.findings import Finding
from tests.wards import DONE, EXCELLENT, GOOD, day, small_dataset

CODES = tuple(f"KT-{n}" for n in (406, 418, 447, 448, 449, 520, 521, 522, 523))


def found(data: Dataset, *codes: str) -> list[Finding]:
    return [f for f in check(data) if f.code in (codes or CODES)]


def only(data: Dataset, code: str) -> Finding:
    (finding,) = found(data, code)
    return finding


def with_meeting(kind: str, on: str, **more: object) -> Dataset:
    data = small_dataset()
    values = {"row": 4, "code": "HN", "kind": kind, "unit": "DU", "date": day(on), **more}
    data.meetings.append(Meeting.model_validate(values))
    return data


COMMITTEE = "Hội nghị cấp uỷ xét xếp loại, khen thưởng"
LAUNCH = "Hội nghị triển khai"


# --- meetings --------------------------------------------------------------------------


def test_delegates_and_agenda_of_an_unknown_meeting_are_refused() -> None:
    data = small_dataset()
    data.delegates = [Delegate(row=2, meeting="HNX", name="Lê A")]
    data.agenda = [AgendaItem(row=2, meeting="HNX", content="Khai mạc")]
    told = found(data, "KT-406")
    assert [(f.severity, f.sheet) for f in told] == [
        ("error", "Đại biểu"),
        ("error", "Chương trình"),
    ]


def test_a_delegate_twice_is_told_but_not_a_namesake_of_another_unit() -> None:
    data = with_meeting(LAUNCH, "20/11/2026")
    data.delegates = [
        Delegate(row=2, meeting="HN", name="Lê Văn A", unit="Chi bộ 1"),
        Delegate(row=3, meeting="HN", name="Lê văn A", unit="Chi bộ 1"),
        Delegate(row=4, meeting="HN", name="Lê Văn A", unit="Chi bộ 2"),
    ]
    assert only(data, "KT-448").cell == "3"


def test_a_delegate_by_code_and_by_name_is_one_person() -> None:
    data = with_meeting(LAUNCH, "20/11/2026")
    known = data.members[0]
    data.delegates = [
        Delegate(row=2, meeting="HN", name=known.full_name, post="Bí thư"),
        Delegate(row=3, meeting="HN", name=known.code),
        Delegate(row=4, meeting="HN", name="Trần Lạ", unit="Chi bộ 1"),
        Delegate(row=5, meeting="HN", name="Trần Lạ"),
    ]
    assert [f.cell for f in found(data, "KT-448")] == ["3", "5"]


def test_codes_of_nobody_are_told_where_papers_print_them() -> None:
    data = with_meeting(LAUNCH, "20/11/2026")
    data.delegates = [Delegate(row=2, meeting="HN", name="DV0999")]
    data.group_members = [
        GroupMember(row=2, group="Tổ 1", name=data.members[0].code, units="CB01\nCB77"),
        GroupMember(row=3, group="Tổ 1", name="Lê Khách"),
    ]
    data.collectives = [Collective(row=2, code="TT01", name="UBND phường", head="DV0998")]
    data.remedies = [Remedy(row=2, subject="CB01", defect="Chậm", responsible="DV0997")]
    told = {f.read for f in found(data, "KT-450")}
    assert told == {"DV0999", "CB77", "DV0998", "DV0997"}


def items(*hours: tuple[str, str]) -> list[AgendaItem]:
    return [
        AgendaItem(
            row=n,
            meeting="HN",
            content="Việc",
            time=dt.time.fromisoformat(start) if start else None,
            until=dt.time.fromisoformat(end) if end else None,
        )
        for n, (start, end) in enumerate(hours, start=2)
    ]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ([("08:00", "08:30"), ("08:30", ""), ("", ""), ("09:00", "11:00")], []),
        ([("08:00", "08:30"), ("08:15", "09:00")], ["3"]),
        ([("09:00", ""), ("08:00", "")], ["3"]),
        ([("09:00", "08:00")], ["2"]),
    ],
)
def test_an_agenda_out_of_order_is_told(hours: list[tuple[str, str]], told: list[str]) -> None:
    data = with_meeting(LAUNCH, "20/11/2026")
    data.agenda = items(*hours)
    assert [f.cell for f in found(data, "KT-447")] == told


@pytest.mark.parametrize(
    ("kind", "on", "told"),
    [
        (COMMITTEE, "4/12/2026", True),
        (COMMITTEE, "18/12/2026", False),
        (LAUNCH, "20/11/2026", False),
        (LAUNCH, "10/12/2026", True),
        ("Cuộc họp khác", "10/12/2026", False),
    ],
)
def test_meetings_of_the_season_go_in_order(kind: str, on: str, told: bool) -> None:
    data = with_meeting(kind, on)
    findings = found(data, "KT-449")
    assert [(f.read, "Chi bộ Tổ dân phố 1" in f.why) for f in findings] == (
        [(f"{int(on.split('/')[0]):02d}/{on.split('/')[1]}/2026", True)] if told else []
    )


def test_the_committee_has_no_more_ballots_than_came() -> None:
    data = with_meeting(COMMITTEE, "18/12/2026")
    data.delegates = [
        *(Delegate(meeting="HN", name=f"Uỷ viên {n}", post=str(n)) for n in range(8)),
        Delegate(meeting="HN", name="Vắng", presence="Vắng có lý do"),
        Delegate(meeting="HN", name="Khách", role="Khách mời"),
    ]
    counts = {"issued": 9, "returned": 9, "valid": 9, "excellent": 9}
    data.ballots.append(
        Ballot.model_validate({"row": 9, "meeting": "HN", "subject": "CB01", **counts})
    )
    finding = next(f for f in found(data, "KT-418") if f.cell == "9")
    assert "8 người" in finding.why and "Đại biểu" in finding.why


def test_what_the_committee_votes_for_is_held_against_the_level_recognised() -> None:
    data = with_meeting(COMMITTEE, "18/12/2026")
    counts = {"issued": 8, "returned": 8, "valid": 8, "excellent": 1, "good": 7}
    data.ballots.append(
        Ballot.model_validate({"row": 9, "meeting": "HN", "subject": "CB01", **counts})
    )
    (finding,) = found(data, "KT-444")
    assert f"7/8 phiếu “{GOOD}”" in finding.why and EXCELLENT in finding.why


# --- regrades --------------------------------------------------------------------------


def regrade(**more: Any) -> Dataset:
    data = small_dataset()
    values = {
        "row": 2,
        "subject": "DV3",
        "year": 2025,
        "old_number": "31-QĐ/ĐU",
        "old_date": day("22/12/2025"),
        "old_grade": GOOD,
        "grade": DONE,
        "reason": "Vắng sinh hoạt.",
        **more,
    }
    data.regrades = [Regrade.model_validate(values)]
    return data


def test_a_regrade_that_has_all_is_no_finding() -> None:
    assert found(regrade(), "KT-520") == []
    assert found(regrade(action="Huỷ bỏ", grade=""), "KT-520") == []


def test_what_the_decision_lacks_is_named() -> None:
    finding = only(regrade(old_number="", old_date=None), "KT-520")
    assert "số quyết định cũ, ngày quyết định cũ" in finding.why
    assert "mức xếp loại lại" in only(regrade(grade=""), "KT-520").why
    assert "bằng mức đã công bố" in only(regrade(grade=GOOD), "KT-520").why


# --- totals ----------------------------------------------------------------------------


def totals(**numbers: Any) -> Dataset:
    data = small_dataset()
    data.totals = [
        Totals.model_validate(
            {"row": 2, "unit": "Đảng bộ phường X", "subject": "Đảng viên", **numbers}
        )
    ]
    return data


LEVELS = {"excellent": 2, "good": 10, "done": 1, "failed": 0}


def test_totals_that_add_up_are_no_finding() -> None:
    assert found(totals(total=16, exempt=2, pending=1, **LEVELS)) == found(small_dataset())
    assert found(totals(**LEVELS), "KT-521") == []


def test_graded_exempt_and_pending_must_be_all() -> None:
    finding = only(totals(total=20, exempt=2, pending=1, **LEVELS), "KT-521")
    assert "13 đã xếp loại (2 + 10 + 1 + 0) + 2 được miễn + 1 chưa đánh giá = 16" in finding.why
    assert only(totals(total=13, **LEVELS, exemplary=3), "KT-521").read == "3"
    assert only(totals(total=-1), "KT-521").read == "-1"


def test_a_unit_counted_in_this_workbook_is_compared() -> None:
    data = totals(unit="CB01", excellent=2, good=1, done=1, failed=0)
    finding = only(data, "KT-522")
    assert f"“{EXCELLENT}”: ghi 2, đếm được 1" in finding.why
    data.totals[0].excellent = 1
    assert found(data, "KT-522") == []


def test_a_unit_reported_twice_is_told() -> None:
    data = totals(**LEVELS)
    data.totals.append(data.totals[0].model_copy(update={"row": 3}))
    assert only(data, "KT-517").cell == "3"


@pytest.mark.parametrize(
    ("changed", "cell"),
    [({"year": 2027}, "year"), ({"year": 2026}, "year"), ({"old_date": day("22/12/2027")}, "old_date"),
     ({"old_date": day("22/12/2023")}, "old_date")],
)  # fmt: skip
def test_a_result_taken_up_again_was_published_before(changed: dict[str, Any], cell: str) -> None:
    data = small_dataset()
    told = {"subject": "DV3", "year": 2025, "old_number": "31-QĐ/ĐU", "old_grade": GOOD}
    told |= {"old_date": day("22/12/2025"), "grade": DONE, "reason": "Vắng nhiều kỳ.", "row": 2}
    data.regrades = [Regrade.model_validate(told)]
    assert found(data, "KT-520") == []
    data.regrades = [Regrade.model_validate({**told, **changed})]
    finding = only(data, "KT-520")
    assert str(data.regrades[0].year if cell == "year" else data.regrades[0].old_date) in (
        finding.read
    )


# --- dossiers --------------------------------------------------------------------------


def test_a_dossier_that_lacks_what_most_others_have_is_one_note_a_cell() -> None:
    data = small_dataset()
    data.members[2].category = "Không giữ chức vụ lãnh đạo, quản lý"
    before = "; ".join(f.why for f in found(data, "KT-523"))
    assert "nơi cư trú" not in before
    for review in data.reviews[:2]:
        review.residence = "Gương mẫu."
    data.reviews[0].suggested = "Việc tiếp dân"
    finding = only(data, "KT-523")
    assert finding.severity == "note"
    assert "nơi cư trú về Lê A & B <C>" in finding.why
    assert "giải trình nội dung được gợi ý của Nguyễn Thuỷ Ủy" in finding.why


def test_grades_in_a_cell_that_held_no_conference_are_told_where_others_held_theirs() -> None:
    data = small_dataset()
    assert found(data, "KT-528") == []
    other = data.organisations[1].model_copy(update={"code": "CB02", "name": "Chi bộ Tổ dân phố 2"})
    data.organisations.append(other)
    told = {"code": "DV77", "full_name": "Trần Chưa Họp", "cell": "CB02"}
    data.members.append(data.members[2].model_copy(update={**told, "card": "", "citizen_id": ""}))
    data.reviews.append(Review(subject="DV77", self_grade=GOOD, grade=GOOD))
    finding = only(data, "KT-528")
    assert finding.severity == "warning" and finding.read == "Chi bộ Tổ dân phố 2"
    assert "1 đảng viên" in finding.why and "Quy định 366-QĐ/TW" in finding.why
    data.meetings = [m for m in data.meetings if m.kind != "Hội nghị kiểm điểm"]
    assert found(data, "KT-528") == [], "a workbook that keeps no meetings"


def test_a_proposal_that_nobody_recognised_is_missed_where_others_are() -> None:
    data = small_dataset()
    assert found(data, "KT-523") == []
    data.reviews[2].grade = ""
    assert "mức xếp loại của Lê A & B <C>" in only(data, "KT-523").why
    for review in data.reviews:
        review.grade = ""
    assert found(data, "KT-523") == []


def test_who_lives_elsewhere_for_a_time_needs_that_cell_s_opinion() -> None:
    data = small_dataset()
    data.members[1].status = "Sinh hoạt tạm thời nơi khác"
    assert "sinh hoạt tạm thời về Đỗ Văn Ánh" in only(data, "KT-523").why
    data.reviews[1].temporary = "Tốt."
    assert all("tạm thời" not in f.why for f in found(data, "KT-523"))


# --- no false alarms -------------------------------------------------------------------


def test_a_workbook_of_names_alone_has_none_of_the_new_findings() -> None:
    data = Dataset(
        settings=Settings(issuer="DU", superior="Đảng bộ thành phố", place="Mẫu"),
        organisations=[
            Organisation(code="DU", name="Đảng uỷ phường Mẫu", kind="Đảng uỷ xã, phường, đặc khu"),
            Organisation(code="CB01", name="Chi bộ 1", kind="Chi bộ trực thuộc"),
        ],
        members=[Member(cell="CB01", full_name=f"Lê Văn {name}") for name in ("An", "Bình", "Chi")],
        reviews=[Review(subject="Lê Văn An")],
    )
    new = {f"KT-{n}" for n in (*range(361, 365), *range(447, 450), *range(507, 528))}
    assert [f.code for f in check(data) if f.code in new] == []
