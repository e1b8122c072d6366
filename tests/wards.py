"""Small invented wards for tests; every person in them is made up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from giayto.data.law import default_legal_bases, default_recipients
from giayto.data.models import (
    Attendance,
    Award,
    Ballot,
    Dataset,
    Meeting,
    Member,
    Organisation,
    Review,
    Settings,
)
from giayto.data.models.partial_date import PartialDate
from giayto.data.ward import Ward

GOOD = "Hoàn thành tốt nhiệm vụ"
EXCELLENT = "Hoàn thành xuất sắc nhiệm vụ"
DONE = "Hoàn thành nhiệm vụ"


def day(text: str) -> PartialDate:
    """``"5/12/2026"``, ``"12/2026"`` or ``"2026"`` as a date."""
    return PartialDate(*reversed([int(part) for part in text.split("/")]))


def member(code: str, name: str, cell: str = "CB01", **more: object) -> Member:
    """A member of a cell, official since 1996 unless said otherwise."""
    values: dict[str, object] = {
        "code": code,
        "full_name": name,
        "cell": cell,
        "birth": day("19/5/1970"),
        "joined": day("3/2/1995"),
        "official": day("3/2/1996"),
        **more,
    }
    return Member.model_validate(values)


def small_dataset() -> Dataset:
    """One committee, one cell of six members, a conference, a meeting, two awards."""
    settings = Settings(
        year=2026,
        issuer="DU",
        superior="Đảng bộ thành phố Hà Nội",
        superior_committee="Ban Thường vụ Thành uỷ Hà Nội",
        place="Mường Mẫu",
        date=day("20/12/2026"),
        signer="Trần Thị Ban",
    )
    organisations = [
        Organisation(
            code="DU",
            name="Đảng uỷ phường Mường Mẫu",
            kind="Đảng uỷ xã, phường, đặc khu",
            secretary="Trần Thị Ban",
            has_seal=True,
        ),
        Organisation(
            code="CB01",
            name="Chi bộ Tổ dân phố 1",
            kind="Chi bộ trực thuộc",
            parent="DU",
            has_committee=True,
            self_grade=EXCELLENT,
            proposed_grade=EXCELLENT,
            grade=EXCELLENT,
            exemplary=True,
        ),
    ]
    members = [
        member(
            "DV1",
            "Nguyễn Thuỷ Ủy",
            party_post="Bí thư chi bộ",
            workplace="UBND phường",
            state_post="Phó Chủ tịch UBND phường",
            category="Giữ chức vụ lãnh đạo, quản lý",
        ),
        member(
            "DV2",
            "Đỗ Văn Ánh",
            party_post="Phó Bí thư chi bộ",
            workplace="Trường THCS Mẫu",
            category="Không giữ chức vụ lãnh đạo, quản lý",
        ),
        member("DV3", "Lê A & B <C>", workplace="Hưu trí", birth=day("1950")),
        member("DV4", "Phạm Mới", joined=day("1/10/2026"), official=None),
        member("DV5", "Hoàng Miễn", status="Miễn công tác và sinh hoạt đảng"),
        member("DV6", "Vũ Dự Bị", joined=day("2/2/2026"), official=None, workplace="Hưu trí"),
    ]
    reviews = [
        Review(
            subject="DV1",
            virtue="Giữ vững lập trường.\nĐoàn kết nội bộ.",
            duty="Hoàn thành 12 việc.",
            general_score=Decimal("28.5"),
            task_score=Decimal(66),
            self_grade=EXCELLENT,
            proposed_grade=EXCELLENT,
            grade=EXCELLENT,
            committee_comment="Nhất trí.",
        ),
        Review(
            subject="DV2",
            general_score=Decimal(27),
            task_score=Decimal(55),
            self_grade=GOOD,
            proposed_grade=GOOD,
            grade=GOOD,
        ),
        Review(subject="DV3", self_grade=DONE, proposed_grade=DONE, grade=DONE),
        Review(
            subject="CB01", general_score=Decimal(28), task_score=Decimal(65), self_grade=EXCELLENT
        ),
    ]
    meetings = [
        Meeting(
            code="H01",
            kind="Hội nghị kiểm điểm",
            unit="CB01",
            date=day("5/12/2026"),
            start=dt.time(19, 30),
            end=dt.time(21, 15),
            place="Nhà văn hoá Tổ dân phố 1",
            number=8,
            secretary="Đỗ Văn Ánh",
            tellers="Đỗ Văn Ánh\nLê A & B <C>",
            vote_form="Bỏ phiếu kín",
            votes_for=2,
            votes_against=1,
            other_opinion=0,
            remedies="Phân công từng đồng chí khắc phục trước ngày 31/3/2027.",
        ),
        Meeting(
            code="H02",
            kind="Sinh hoạt định kỳ",
            unit="Chi bộ Tổ dân phố 1",
            date=day("3/2/2026"),
            start=dt.time(8, 0),
            end=dt.time(9, 30),
            place="Nhà văn hoá Tổ dân phố 1",
            secretary="Đỗ Văn Ánh",
            briefing="Phổ biến văn bản mới.",
            past="Hoàn thành việc tháng 01.",
            next="Chuẩn bị kế hoạch tháng 3.",
            resolved="Thông qua nghị quyết tháng 02.",
            votes_for=2,
            votes_against=0,
            conclusion="Thống nhất thực hiện.",
        ),
    ]
    attendance = [
        Attendance(meeting="H01", member="DV6", presence="Vắng có lý do", reason="đi công tác"),
        Attendance(meeting="H01", member="DV2", topic="DV1", opinion="Cần sâu sát hơn"),
        Attendance(meeting="H01", member="DV3", topic="tập thể", opinion="Nhất trí với báo cáo."),
        Attendance(meeting="H02", member="DV3", presence="Vắng không có lý do"),
    ]
    ballots = [
        Ballot(
            meeting="H01",
            subject="DV1",
            issued=3,
            returned=3,
            valid=3,
            invalid=0,
            excellent=2,
            good=1,
            done=0,
            failed=0,
        ),
        Ballot(
            meeting="H01",
            subject="CB01",
            issued=3,
            returned=3,
            valid=3,
            invalid=0,
            excellent=3,
            good=0,
            done=0,
            failed=0,
        ),
    ]
    awards = [
        Award(subject="DV1", history="2024: HTTNV\n2025: HTXSNV", summary="Chủ trì 12 việc."),
        Award(subject="CB01", summary="Dẫn đầu phong trào."),
    ]
    return Dataset(
        settings=settings,
        organisations=organisations,
        members=members,
        reviews=reviews,
        meetings=meetings,
        attendance=attendance,
        ballots=ballots,
        awards=awards,
        legal_bases=default_legal_bases(),
        recipients=default_recipients(),
    )


def small_ward() -> Ward:
    """:func:`small_dataset` with its look-ups."""
    return Ward(small_dataset())


def dataset_of_2023() -> Dataset:
    """The small ward three years earlier, under its district committee: the season of 2023."""
    data = small_dataset()
    superior = "Ban Thường vụ Quận uỷ Mường Thử"
    # The forms of 2023 have boxes to tick, no scores.
    no_scores = {"general_score": None, "task_score": None}
    data.reviews = [r.model_copy(update=no_scores) for r in data.reviews]
    data.settings = data.settings.model_copy(
        update={
            "year": 2023,
            "term": "2020 - 2025",
            "superior": "Đảng bộ quận Mường Thử",
            "superior_committee": superior,
            "date": day("20/12/2023"),
            "executors": "Văn phòng Đảng uỷ",
        }
    )
    joined = {"DV4": day("1/10/2023"), "DV6": day("2/2/2023")}
    data.members = [
        m.model_copy(update={"joined": joined.get(m.code, m.joined)}) for m in data.members
    ]
    held = {"H01": day("5/12/2023"), "H02": day("3/2/2023")}
    remedies = "Phân công từng đồng chí khắc phục trước ngày 31/3/2024."
    data.meetings = [
        m.model_copy(
            update={"date": held[m.code], "remedies": remedies if m.remedies else m.remedies}
        )
        for m in data.meetings
    ]
    data.awards = [
        Award(subject="DV1", history="2021: HTXSNV\n2022: HTXSNV", summary="Chủ trì 12 việc."),
        Award(subject="CB01", summary="Dẫn đầu phong trào."),
        Award(
            subject="DV1",
            period="5 năm liền",
            history="2019: HTXSNV\n2020: HTXSNV\n2021: HTXSNV\n2022: HTXSNV",
            decider="Cấp trên",
            summary="Năm năm liền dẫn đầu cơ quan.",
        ),
    ]
    data.recipients = default_recipients()
    return data


def ward_of_2023() -> Ward:
    """:func:`dataset_of_2023` with its look-ups."""
    return Ward(dataset_of_2023())
