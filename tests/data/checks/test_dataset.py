"""Checks across sheets: each thing a clerk gets wrong, found with its place and a way out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from giayto.data.checks.dataset import check
from giayto.data.models import (
    Attendance,
    Award,
    Ballot,
    Dataset,
    LegalBasis,
    Meeting,
    Member,
    Organisation,
    Review,
    Settings,
)
from giayto.data.models.partial_date import PartialDate
from giayto.data.models.source_map import SourceMap
from giayto.data.sample.ward import sample_dataset
from giayto.finding_codes import CODES
from giayto.findings import Finding
from giayto.workspace.causes import by_cause
from tests.data.books import codes, only

TOP, GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"
OUTSIDE = "Không làm việc trong hệ thống chính trị"


def person(row: int, name: str = "Trần Văn Bèo", **values: Any) -> Member:
    ready: dict[str, Any] = {
        "row": row,
        "code": f"DV{row}",
        "cell": "CB01",
        "full_name": name,
        "birth": PartialDate(1970, 5, row),
        "joined": PartialDate(1995, 2, 3),
        "official": PartialDate(1996, 2, 3),
        "card": f"{row:012d}",
        "category": OUTSIDE,
    }
    return Member(**{**ready, **values})


def ward(**lists: Any) -> Dataset:
    """A small faultless ward, with other lists put in."""
    ready: dict[str, Any] = {
        "settings": Settings(issuer="DU", superior="Đảng bộ X", place="Hoa Sen", year=2026),
        "organisations": [
            Organisation(
                row=2,
                code="DU",
                name="Đảng uỷ phường Hoa Sen",
                kind="Đảng uỷ xã, phường, đặc khu",
                secretary="Lê Thị Sen",
            ),
            Organisation(
                row=3,
                code="CB01",
                name="Chi bộ Tổ dân phố 1",
                kind="Chi bộ trực thuộc",
                parent="DU",
                secretary="Trần Văn Bèo",
            ),
        ],
        "members": [person(2), person(3, "Lê Thị Sen"), person(4, "Phạm Văn Cỏ")],
    }
    return Dataset(**{**ready, **lists})


def meeting(**values: Any) -> Meeting:
    ready: dict[str, Any] = {
        "row": 2,
        "code": "H01",
        "kind": "Sinh hoạt định kỳ",
        "unit": "CB01",
        "date": PartialDate(2026, 12, 5),
        "secretary": "Lê Thị Sen",
    }
    return Meeting(**{**ready, **values})


def test_a_faultless_ward_has_no_findings() -> None:
    assert check(ward()) == []


def test_the_sample_ward_can_be_made_into_papers() -> None:
    findings = [f for f in check(sample_dataset()) if f.severity != "note"]
    assert [(f.code, f.read) for f in findings] == []


def test_checks_of_an_empty_dataset_ask_for_the_settings() -> None:
    findings = check(Dataset())
    assert set(codes(findings)) == {"KT-201"}
    assert all(f.sheet == "Thiết lập" for f in findings)


def test_a_finding_points_to_the_column_where_the_clerk_has_it() -> None:
    data = ward(members=[person(15, cell="CB09")])
    data.source = SourceMap(columns={"dang_vien": {"cell": "G", "full_name": "A", "code": "B"}})
    finding = next(f for f in check(data) if f.code == "KT-311")
    assert (finding.sheet, finding.cell, finding.read) == ("Đảng viên", "G15", "CB09")


MEMBER_CASES: list[tuple[str, list[Member]]] = [
    ("KT-311", [person(2, cell="CB1O")]),
    ("KT-312", [person(2, cell="DU")]),
    ("KT-313", [person(2), person(3, "Lê Thị Sen", code="dv2")]),
    ("KT-314", [person(2), person(3, "Lê Thị Sen", card="000000000002")]),
    (
        "KT-315",
        [
            person(2, national_id="012345678901", card=""),
            person(3, "Lê Thị Sen", national_id="012345678901", card=""),
        ],
    ),
    ("KT-316", [person(2, card="123456789")]),
    ("KT-317", [person(2, national_id="12AB")]),
    ("KT-318", [person(2, official=PartialDate(2199))]),
    ("KT-319", [person(2, joined=PartialDate(1960, 1, 1))]),
    ("KT-319", [person(2, official=PartialDate(1994))]),
    ("KT-319", [person(2, joined=None, official=PartialDate(1960))]),
    ("KT-320", [person(2, joined=PartialDate(1987, 2, 3))]),
    ("KT-322", [person(2), person(3, birth=PartialDate(1970, 5, 2))]),
    ("KT-323", [person(2, national_id="012345678901")]),
    ("KT-324", [person(2, "Bèo2 Văn")]),
    ("KT-325", [person(2), person(3, code="", card="")]),
    ("KT-307", [person(2, party_post="Bí thư chi bộ"), person(3, "Lê Sen", party_post="Bí thư")]),
    ("KT-308", [person(2, "Phạm Văn Cỏ", party_post="Bí thư")]),
    ("KT-201", [person(2, full_name="")]),
]


@pytest.mark.parametrize(("code", "members"), MEMBER_CASES)
def test_members(code: str, members: list[Member]) -> None:
    findings = check(ward(members=members))
    assert code in codes(findings)
    assert all(f.why and f.cell for f in findings)


def test_dates_known_only_by_year_are_not_accused() -> None:
    vague = person(2, birth=PartialDate(1970), joined=PartialDate(1988), official=PartialDate(1988))
    assert check(ward(members=[vague])) == []


def test_an_unknown_cell_is_answered_with_the_near_one() -> None:
    members = [person(2, cell="Chi bộ Tổ dan phố 1 ")]
    finding = only(check(ward(members=[*members, person(3, "Lê Sen")])), "KT-311")
    assert "Chi bộ Tổ dân phố 1" in finding.fix


def test_blank_categories_are_one_thing_to_mend() -> None:
    members = [person(i, f"Lê Văn {w}", category="") for i, w in enumerate("ABCDE", start=2)]
    (cause,) = (c for c in by_cause(check(ward(members=members))) if c.code == "KT-321")
    assert cause.place == "trang Đảng viên, dòng 2:6"


def test_organisations() -> None:
    base = ward().organisations
    one = Organisation(
        row=9,
        code="CB01",
        name="Chi bộ Khác",
        kind="Chi bộ trực thuộc",
        parent="DX",
        secretary="A B",
    )
    found = codes(check(ward(organisations=[*base, one])))
    assert {"KT-301", "KT-304", "KT-309"} - set(found) <= {"KT-309"}
    same_name = base[1].model_copy(update={"code": "CB02", "row": 4})
    assert "KT-302" in codes(check(ward(organisations=[*base, same_name])))
    headless = base[1].model_copy(update={"secretary": ""})
    assert only(check(ward(organisations=[base[0], headless])), "KT-306").cell == "3"
    loop = base[0].model_copy(update={"parent": "CB01"})
    assert "KT-305" in codes(check(ward(organisations=[loop, base[1]])))


def test_the_issuing_body_must_be_a_known_committee() -> None:
    wrong = Settings(issuer="dang uy phuong hoa sen", superior="X", place="Y")
    finding = only(check(ward(settings=wrong)), "KT-303")
    assert "“Đảng uỷ phường Hoa Sen”" in finding.fix


def test_a_cell_may_issue_its_own_papers_and_is_told_what_it_cannot_do() -> None:
    """Whoever keeps one cell alone need not invent the committee above it."""
    cell = Settings(issuer="CB01", superior="Đảng bộ phường X", place="Y")
    alone = ward().organisations[1].model_copy(update={"parent": ""})
    finding = only(check(ward(settings=cell, organisations=[alone])), "KT-310")
    assert (finding.severity, finding.sheet) == ("note", "Thiết lập")
    assert "không lập quyết định" in finding.why
    base = alone.model_copy(update={"kind": "Chi bộ cơ sở"})
    assert check(ward(settings=cell, organisations=[base])) == []


MEETING_CASES: list[tuple[str, Meeting]] = [
    ("KT-402", meeting(unit="CB77")),
    ("KT-404", meeting(secretary="")),
    ("KT-405", meeting(start=dt.time(19, 30), end=dt.time(7, 15))),
    ("KT-411", meeting(date=PartialDate(2024, 12, 5))),
    ("KT-201", meeting(date=None)),
    ("KT-419", meeting(votes_for=3, votes_against=1)),
]


@pytest.mark.parametrize(("code", "held"), MEETING_CASES)
def test_meetings(code: str, held: Meeting) -> None:
    assert check(ward(meetings=[meeting()])) == []
    assert code in codes(check(ward(meetings=[held])))


def test_a_meeting_nobody_chairs() -> None:
    base = ward().organisations
    headless = base[1].model_copy(update={"secretary": ""})
    data = ward(organisations=[base[0], headless], meetings=[meeting()])
    assert "KT-403" in codes(check(data))
    assert "KT-401" in codes(check(ward(meetings=[meeting(), meeting(row=3)])))


def row(number: int, member: str = "DV4", **values: Any) -> Attendance:
    return Attendance(**{"row": number, "meeting": "H01", "member": member, **values})


ATTENDANCE_CASES: list[tuple[str, list[Attendance]]] = [
    ("KT-406", [row(2, meeting="H99")]),
    ("KT-407", [row(2, "DV77")]),
    ("KT-408", [row(2, presence="Có mặt"), row(3, presence="Vắng không có lý do")]),
    ("KT-409", [row(2, presence="Vắng không có lý do", opinion="Nhất trí")]),
    ("KT-410", [row(2, presence="Vắng có lý do")]),
]


@pytest.mark.parametrize(("code", "rows"), ATTENDANCE_CASES)
def test_attendance(code: str, rows: list[Attendance]) -> None:
    assert codes(check(ward(meetings=[meeting()], attendance=rows))) == [code]


def ballot(**values: Any) -> Ballot:
    ready: dict[str, Any] = {
        "row": 2,
        "meeting": "H01",
        "subject": "DV2",
        "issued": 3,
        "returned": 3,
        "valid": 3,
        "invalid": 0,
        "excellent": 1,
        "good": 2,
        "done": 0,
        "failed": 0,
    }
    return Ballot(**{**ready, **values})


BALLOT_CASES: list[tuple[str, list[Ballot]]] = [
    ("KT-406", [ballot(meeting="H99")]),
    ("KT-413", [ballot(subject="DV99")]),
    ("KT-414", [ballot(), ballot(row=3)]),
    ("KT-415", [ballot(good=1)]),
    ("KT-416", [ballot(valid=2, good=1)]),
    ("KT-417", [ballot(issued=2, returned=3)]),
    ("KT-418", [ballot(issued=4)]),
]


@pytest.mark.parametrize(("code", "ballots"), BALLOT_CASES)
def test_votes_that_do_not_add_up(code: str, ballots: list[Ballot]) -> None:
    assert check(ward(meetings=[meeting()], ballots=[ballot()])) == []
    assert code in codes(check(ward(meetings=[meeting()], ballots=ballots)))


def test_an_invalid_ballot_counts_with_the_returned() -> None:
    good = ballot(valid=2, invalid=1, excellent=1, good=1)
    assert check(ward(meetings=[meeting()], ballots=[good])) == []


def test_an_absent_member_gets_no_ballot() -> None:
    away = row(2, presence="Vắng có lý do", reason="ốm")
    data = ward(meetings=[meeting()], attendance=[away], ballots=[ballot()])
    assert codes(check(data)) == ["KT-418"]


def review(**values: Any) -> Review:
    return Review(**{"row": 2, "subject": "DV2", **values})


REVIEW_CASES: list[tuple[str, list[Review]]] = [
    ("KT-501", [review(subject="DV99")]),
    ("KT-502", [review(), review(row=3)]),
    ("KT-503", [review(general_score=Decimal(31), task_score=Decimal(60))]),
    ("KT-503", [review(general_score=Decimal(30), task_score=Decimal("70.5"))]),
    ("KT-504", [review(general_score=Decimal(30), task_score=Decimal("59.5"), self_grade=TOP)]),
    ("KT-505", [review(general_score=Decimal(30))]),
    ("KT-506", [review(name="Lê Thị Sen")]),
]


@pytest.mark.parametrize(("code", "reviews"), REVIEW_CASES)
def test_reviews(code: str, reviews: list[Review]) -> None:
    assert codes(check(ward(reviews=reviews))) == [code]


@pytest.mark.parametrize(
    ("general", "task", "grade"),
    [
        (30, 60, TOP),
        (20, 50, GOOD),
        (29, "60.9", GOOD),
        (20, 30, "Hoàn thành nhiệm vụ"),
        (20, "29.9", "Không hoàn thành nhiệm vụ"),
    ],
)
def test_the_bands_of_article_11(general: int, task: int | str, grade: str) -> None:
    fitting = review(general_score=Decimal(general), task_score=Decimal(task), proposed_grade=grade)
    assert check(ward(reviews=[fitting])) == []


def test_the_cap_warns_with_its_formula_and_never_stops() -> None:
    members = [person(i, f"Lê Văn {chr(60 + i)}") for i in range(5, 25)]

    def graded(top: int) -> list[Finding]:
        reviews = [
            Review(row=i, subject=m.code, grade=TOP if i < top else GOOD)
            for i, m in enumerate(members)
        ]
        return check(ward(members=members, reviews=reviews))

    assert graded(3) == []  # 3 : 17 = 17.6 %
    finding = only(graded(4), "KT-507")  # 4 : 16 = 25 %
    assert finding.severity == "warning"
    assert "(4 : 16)" in finding.why
    assert "25,0%" in finding.why
    assert "20,0%" in finding.why
    assert "Tối đa 3" in finding.fix


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "Miễn công tác và sinh hoạt đảng"},
        {"status": "Từ trần"},
        {"joined": PartialDate(2026, 9, 1), "official": None},
    ],
)
def test_a_grade_for_someone_not_reviewed(changes: dict[str, Any]) -> None:
    data = ward(members=[person(2, **changes), person(3, "Lê Sen")], reviews=[review(grade=GOOD)])
    assert "KT-508" in codes(check(data))


def test_awards_ask_for_the_top_grade_and_for_exemplary_cells() -> None:
    base = ward().organisations
    fine = base[1].model_copy(update={"grade": TOP, "exemplary": True})
    others = [
        Organisation(
            row=r,
            code=f"CB{r}",
            name=f"Chi bộ {r}",
            kind="Chi bộ trực thuộc",
            grade=GOOD,
            secretary="A B",
        )
        for r in range(10, 15)
    ]
    members = [
        *ward().members,
        *(person(20 + i, f"Lê A{chr(65 + i)}", cell=o.code) for i, o in enumerate(others)),
    ]
    graded = [
        review(grade=TOP),
        *(Review(row=20 + i, subject=m.code, grade=GOOD) for i, m in enumerate(members[3:])),
    ]
    awards = [Award(row=2, subject="DV2"), Award(row=3, subject="CB01")]
    data = ward(
        organisations=[base[0], fine, *others], members=members, reviews=graded, awards=awards
    )
    assert [f for f in check(data) if f.code != "KT-324"] == []
    assert codes(check(ward(awards=[awards[0]]))) == ["KT-603"]
    assert codes(check(ward(awards=[awards[1]]))) == ["KT-603", "KT-604"]
    assert "KT-601" in codes(check(ward(awards=[Award(row=2, subject="DV99")])))
    assert "KT-602" in codes(check(ward(awards=[awards[0], Award(row=9, subject="DV2")])))


def test_legal_bases_out_of_force() -> None:
    settings = Settings(issuer="DU", superior="X", place="Y", date=PartialDate(2026, 12, 20))
    old = LegalBasis(row=2, kind="Quy định", number="1-QĐ/TW", valid_until=PartialDate(2025, 8, 29))
    new = LegalBasis(
        row=3,
        kind="Quy định",
        number="2-QĐ/TW",
        date=PartialDate(2025, 8, 30),
        body="Bộ Chính trị",
        title="về kiểm điểm",
    )
    assert codes(check(ward(settings=settings, legal_bases=[old]))) == ["KT-701"]
    assert check(ward(settings=settings, legal_bases=[old, new])) == []
    later = LegalBasis(row=2, number="3-QĐ/TW", date=PartialDate(2027, 1, 1))
    assert codes(check(ward(settings=settings, legal_bases=[later]))) == ["KT-702"]
    assert codes(check(ward(legal_bases=[LegalBasis(row=2, kind="Quy định")]))) == ["KT-703"]
    turned = LegalBasis(
        row=2, number="x", valid_from=PartialDate(2026), valid_until=PartialDate(2025)
    )
    assert "KT-704" in codes(check(ward(legal_bases=[turned, new])))


def test_every_code_has_a_meaning_and_is_used_somewhere() -> None:
    from pathlib import Path

    import giayto

    root = Path(str(giayto.__file__)).parent
    rooms = ("data", "files", "checking", "batch", "register")
    modules = [p for room in rooms for p in (root / room).rglob("*.py")]
    sources = "".join(p.read_text(encoding="utf-8") for p in modules)
    unused = [code for code in CODES if f'"{code}"' not in sources]
    assert unused == []
    assert all(entry.meaning.endswith(".") for entry in CODES.values())
