"""Meetings that cannot have been as the sheet says: who chaired, when, how long, on whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from giayto.data.checks.dataset import check
from giayto.data.models import (
    Attendance,
    Ballot,
    Dataset,
    Delegate,
    Meeting,
    Organisation,
    Review,
    Settings,
)
from giayto.findings import Finding
from tests.data.books import codes, only
from tests.wards import GOOD, day, member

NAMES = ("An", "Bình", "Chi", "Dung", "Giang")


def conference(**values: Any) -> Meeting:
    """A conference of which everything is written down."""
    ready: dict[str, Any] = {
        "row": 2,
        "code": "HN1",
        "kind": "Hội nghị kiểm điểm",
        "unit": "CB01",
        "date": day("5/12/2026"),
        "start": dt.time(7, 30),
        "end": dt.time(16, 30),
        "chair": "Lê An",
        "secretary": "Lê Bình",
        "vote_form": "Bỏ phiếu kín",
        "votes_for": 5,
    }
    return Meeting(**{**ready, **values})


def ballot(subject: str = "D1", **values: Any) -> Ballot:
    ready: dict[str, Any] = {"issued": 5, "returned": 5, "valid": 5, "invalid": 0, "good": 5}
    return Ballot(meeting="HN1", subject=subject, **{**ready, **values})


def cell_of_five(*meetings: Meeting, **lists: Any) -> Dataset:
    """A ward of one cell: five official members, all of them with a proposal."""
    ready: dict[str, Any] = {
        "settings": Settings(issuer="DU", superior="Đảng bộ X", place="Hoa Sen", year=2026),
        "organisations": [
            Organisation(
                code="DU", name="Đảng uỷ phường Hoa Sen", kind="Đảng uỷ xã, phường, đặc khu",
                secretary="Lê An",
            ),
            Organisation(
                code="CB01", name="Chi bộ Một", kind="Chi bộ trực thuộc", parent="DU",
                secretary="Lê An",
            ),
        ],
        "members": [
            member(f"D{n}", f"Lê {name}", card=f"{n:012d}", birth=day(f"{n}/5/1970"),
                   category="Không làm việc trong hệ thống chính trị")
            for n, name in enumerate(NAMES, start=1)
        ],
        "reviews": [
            Review(row=n, subject=f"D{n}", proposed_grade=GOOD, grade=GOOD) for n in range(1, 6)
        ],
        "meetings": list(meetings) or [conference()],
        "ballots": [ballot()],
    }  # fmt: skip
    return Dataset(**{**ready, **lists})


def away(number: int, **values: Any) -> Attendance:
    ready: dict[str, Any] = {"presence": "Vắng có lý do", "reason": "ốm"}
    return Attendance(meeting="HN1", member=f"D{number}", row=number, **{**ready, **values})


def found(data: Dataset) -> list[Finding]:
    return [f for f in check(data) if f.code != "KT-507"]


def test_a_conference_that_was_held_well_draws_no_remark() -> None:
    assert found(cell_of_five()) == []


@pytest.mark.parametrize(
    ("attribute", "post", "told"),
    [
        ("chair", "Bí thư", "Biên bản lấy tên người đang giữ: Lê Chi."),
        ("chair", "Phó Bí thư chi bộ", "Chi bộ không có đúng một người giữ chức vụ ấy"),
        ("secretary", "bí thư chi bộ", "Biên bản lấy tên người đang giữ: Lê Chi."),
    ],
)
def test_a_post_in_place_of_a_name(attribute: str, post: str, told: str) -> None:
    data = cell_of_five(conference(**{attribute: post}))
    data.organisations[1].secretary = ""
    data.members[2].party_post = "Bí thư Chi bộ"
    finding = only(found(data), "KT-430")
    assert finding.read == post
    assert told in finding.why


def test_a_chair_and_a_clerk_who_were_away_or_gone() -> None:
    rows = [away(1), away(2, sent=True), away(3, reader="Lê Giang")]
    data = cell_of_five(
        attendance=rows, ballots=[ballot("D5", issued=2, returned=2, valid=2, good=2)]
    )
    data.meetings[0].votes_for = 2
    told = [f.why for f in found(data) if f.code == "KT-431"]
    assert told == [
        "Lê An ghi là vắng mặt ở trang Dự họp.",
        "Lê Bình ghi là vắng mặt ở trang Dự họp.",
    ]
    gone = cell_of_five()
    gone.members[0].status = "Từ trần"
    assert "Lê An không còn trong chi bộ" in only(found(gone), "KT-431").why


def test_a_chair_of_a_committee_is_where_the_sheet_of_delegates_says() -> None:
    data = cell_of_five(conference(unit="DU", chair="D1", secretary="D2"))
    assert "KT-431" not in codes(check(data))
    data.delegates = [Delegate(meeting="HN1", name="Lê An", presence="Vắng có lý do")]
    assert only(found(data), "KT-431").why == "Lê An ghi là vắng mặt ở trang Đại biểu."
    data.delegates[0].presence = "Có mặt"
    assert "KT-431" not in codes(check(data))


def test_a_secretary_who_was_away_is_not_taken_for_the_chair() -> None:
    data = cell_of_five(conference(chair="", votes_for=4), attendance=[away(1, sent=True)])
    data.ballots = [ballot(issued=4, returned=4, valid=4, good=4)]
    assert "Không ghi người chủ trì nên tên và chỗ ký để trống." in only(found(data), "KT-431").why


def test_half_of_the_members_are_not_enough() -> None:
    """Five of twenty-five came, in a list from life; here two of five."""
    rows = [away(n, sent=True) for n in (3, 4, 5)]
    data = cell_of_five(conference(votes_for=2), attendance=rows)
    data.ballots = [ballot(issued=2, returned=2, valid=2, good=2)]
    finding = only(found(data), "KT-432")
    assert "Có mặt 2/5 đảng viên chính thức" in finding.why
    assert "Điều lệ Đảng, Điều 9" in finding.why
    data.attendance = rows[:2]
    assert "KT-432" not in codes(check(data))


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("12/5/2026", "Có phải 05/12/2026?"),
        ("20/5/2026", "Xem lại ngày họp."),
        ("31/12/2026", "Xem lại ngày họp."),
        ("9/1/2027", "Xem lại ngày họp."),
    ],
)
def test_a_conference_out_of_season(held: str, told: str) -> None:
    finding = only(found(cell_of_five(conference(date=day(held)))), "KT-433")
    assert told in finding.fix
    assert "Hướng dẫn 43-HD/BTCTW, điểm 4.1" in finding.why


def test_a_rule_of_2025_is_not_held_against_2023() -> None:
    data = cell_of_five(conference(date=day("9/1/2024"), end=dt.time(9, 0)))
    data.settings = data.settings.model_copy(
        update={"year": 2023, "term": "2020 - 2025", "date": day("5/1/2024")}
    )
    told = found(data)
    assert codes(told) == ["KT-436"]
    assert "366" not in told[0].why


@pytest.mark.parametrize(
    ("start", "end", "short"),
    [
        (dt.time(19, 30), dt.time(21, 15), True),
        (dt.time(8, 0), dt.time(11, 0), True),
        (dt.time(7, 30), dt.time(16, 30), False),
        (None, dt.time(16, 30), False),
    ],
)
def test_a_conference_takes_a_day(start: dt.time | None, end: dt.time, short: bool) -> None:
    told = found(cell_of_five(conference(start=start, end=end)))
    assert codes(told) == ["KT-434"] * short


def test_evenings_are_one_finding_for_the_whole_ward() -> None:
    late = {"start": dt.time(19, 0), "end": dt.time(21, 0)}
    data = cell_of_five(*(conference(row=n, code=f"HN{n}", **late) for n in range(1, 6)))
    data.ballots = [ballot().model_copy(update={"meeting": f"HN{n}"}) for n in range(1, 6)]
    finding = only(found(data), "KT-434")
    assert "Chi bộ Một (19:00 - 21:00)" in finding.why
    assert "và 2 nữa" in finding.why


def test_a_decision_before_the_committee_met() -> None:
    kind = "Hội nghị cấp uỷ xét xếp loại, khen thưởng"
    met = Meeting(row=9, code="CU1", kind=kind, unit="DU", date=day("18/12/2026"))
    data = cell_of_five(met)
    data.settings = data.settings.model_copy(update={"date": day("10/12/2026")})
    assert "18/12/2026" in only(found(data), "KT-436").why
    data.settings = data.settings.model_copy(update={"date": day("18/12/2026")})
    assert "KT-436" not in codes(found(data))


def test_a_teller_of_a_committee_who_did_not_come_is_told() -> None:
    data = cell_of_five(conference(unit="DU", chair="D1", secretary="D2", tellers="D3\nD4"))
    name = f"Lê {NAMES[2]}"
    data.delegates = [Delegate(meeting="HN1", name=name, presence="Vắng có lý do")]
    assert f"{name} ghi là vắng mặt ở trang Đại biểu." in only(found(data), "KT-431").why


def test_a_decision_before_its_conferences() -> None:
    data = cell_of_five()
    data.settings = data.settings.model_copy(update={"date": day("1/12/2026")})
    finding = only(found(data), "KT-436")
    assert "Chi bộ Một (05/12/2026)" in finding.why
    assert "Quy định 366-QĐ/TW, điểm 12.2" in finding.why


def test_whoever_was_not_reviewed_is_neither_voted_on_nor_graded() -> None:
    data = cell_of_five(conference(votes_for=4), attendance=[away(5)])
    data.ballots = [ballot("D5", issued=4, returned=4, valid=4, good=4)]
    finding = only(found(data), "KT-437")
    assert "Lê Giang" in finding.why
    assert "Điều 3, điểm 4" in finding.why
    data.attendance[0].reader = "Lê Chi"
    assert "KT-437" not in codes(check(data))
    data.attendance[0].reader = ""
    data.reviews = data.reviews[:4]
    data.ballots = [ballot("D1", issued=4, returned=4, valid=4, good=4)]
    assert found(data) == []


def test_a_ballot_on_somebody_who_is_not_graded() -> None:
    data = cell_of_five(conference(votes_for=4))
    data.members[4].status = "Miễn công tác và sinh hoạt đảng"
    data.reviews = data.reviews[:4]
    data.ballots = [ballot("D5", issued=4, returned=4, valid=4, good=4)]
    assert "Lê Giang" in only(found(data), "KT-438").why


def test_what_is_missing_is_told_once_for_each_cause() -> None:
    data = cell_of_five(conference(vote_form="", votes_for=None, remedies="Sửa."), ballots=[])
    data.reviews[1].proposed_grade = data.reviews[3].proposed_grade = ""
    told = [f.why for f in found(data) if f.code == "KT-439"]
    assert [line.partition(":")[0].partition(" (")[0] for line in told] == [
        "Chưa ghi hình thức biểu quyết",
        "Chưa ghi kết quả kiểm phiếu",
        "Chưa ghi mức chi bộ đề nghị",
        "Chưa ghi số đồng ý",
    ]
    assert "Lê Bình, Lê Dung" in told[2]


def test_a_conference_to_come_is_not_asked_for_its_results() -> None:
    data = cell_of_five(conference(vote_form="", votes_for=None), ballots=[], reviews=[])
    assert found(data) == []
    data.reviews = [Review(row=1, subject="D1", grade=GOOD)]
    finding = only(found(data), "KT-439")
    assert "Lê An" in finding.why
    assert "mức được công nhận không thay được" in finding.why


def test_rows_made_before_the_vote_are_no_votes() -> None:
    """The sheet is filled with everybody's row first; the numbers come after the meeting."""
    rows = [Ballot(row=n, meeting="HN1", subject=f"D{n}") for n in range(1, 6)]
    data = cell_of_five(conference(vote_form="", votes_for=None), ballots=rows)
    data.attendance = [away(5)]
    data.reviews = data.reviews[:4]
    assert found(data) == []
    data.meetings[0].vote_form = "Bỏ phiếu kín"
    told = [f.why for f in found(data) if f.code == "KT-439"]
    assert ["kết quả kiểm phiếu" in told[0], "số đồng ý" in told[1]] == [True, True]


def test_votes_not_written_down_are_no_zero() -> None:
    """Three of five votes are known: two are missing, not too few."""
    data = cell_of_five(ballots=[ballot(good=3)])
    assert codes(found(data)) == ["KT-439"]
    data.ballots = [ballot(good=6)]
    assert "KT-415" in codes(found(data))
    data.ballots = [ballot(invalid=None, valid=4, good=4)]
    assert found(data) == []
    data.ballots = [ballot(invalid=None, valid=6, good=6)]
    assert "KT-416" in codes(found(data))


def test_how_the_others_voted_is_missed() -> None:
    data = cell_of_five(conference(votes_for=3))
    assert "số không đồng ý, ý kiến khác" in only(found(data), "KT-439").why
    data.meetings[0].votes_against = 2
    assert found(data) == []


def test_votes_below_nothing_are_refused() -> None:
    data = cell_of_five(conference(votes_against=-1), ballots=[ballot(good=6, failed=-1)])
    assert [f.read for f in found(data) if f.code == "KT-441"] == ["-1", "-1"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (away(3, reader="Lê Dung"), "Lê Dung vắng mặt, không đọc thay được."),
        (away(3, reader="Lê Chi"), "Lê Chi vắng mặt, không đọc thay được."),
        (away(3, presence="Có mặt", reason="", sent=True), "Người này ghi là có mặt"),
    ],
)
def test_a_reader_who_cannot_have_read(row: Attendance, told: str) -> None:
    data = cell_of_five(attendance=[row, away(4, sent=True)])
    assert told in only(found(data), "KT-440").why


def test_who_may_be_official_may_have_voted() -> None:
    """No official dates at all: nobody knows who votes, and nothing is held against the count."""
    data = cell_of_five()
    for one in data.members:
        one.official = None
    assert {"KT-418", "KT-419", "KT-432"} & set(codes(found(data))) == set()
    data.ballots = [ballot(issued=6, returned=6, valid=6, good=6)]
    assert "KT-418" in codes(found(data))


def test_the_exempt_who_came_are_written_down_and_vote() -> None:
    data = cell_of_five(conference(votes_for=5))
    data.members[4].status = "Miễn công tác và sinh hoạt đảng"
    data.reviews = data.reviews[:4]
    assert set(codes(found(data))) == {"KT-418", "KT-419"}
    data.attendance = [away(5, presence="Có mặt", reason="")]
    assert found(data) == []


def test_whoever_chaired_does_not_keep_the_minutes_as_well() -> None:
    told = found(cell_of_five(conference(secretary="Lê An")))
    assert codes(told) == ["KT-445"]
    assert "“Lê An”" in told[0].why


def test_a_chair_whom_the_cell_does_not_know_is_told_with_who_is_meant() -> None:
    told = found(cell_of_five(conference(secretary="Le Binh")))
    assert codes(told) == ["KT-443"]
    assert "“Lê Bình”" in told[0].fix


def test_a_level_proposed_against_the_votes_is_told() -> None:
    data = cell_of_five(conference())
    data.ballots = [ballot(good=0, done=5, excellent=0, failed=0)]
    against = [f for f in found(data) if f.code == "KT-444"]
    assert ["5/5 phiếu “Hoàn thành nhiệm vụ”" in f.why for f in against] == [True]
    data.ballots = [ballot(good=5, done=0, excellent=0, failed=0)]
    assert "KT-444" not in codes(found(data))


def test_hours_that_cannot_be_are_not_called_short_as_well() -> None:
    told = found(cell_of_five(conference(start=dt.time(19, 0), end=dt.time(7, 30))))
    assert codes(told) == ["KT-405"]
