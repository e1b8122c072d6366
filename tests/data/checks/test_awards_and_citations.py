"""Findings on awards, signers and citations: what a chief would send back is said before."""

from __future__ import annotations

import pytest

from giayto.data.checks.dataset import check
from giayto.data.law import default_legal_bases
from giayto.data.models import Award, Dataset, LegalBasis, Member, Organisation, Recipient, Review
from giayto.findings import Finding
from tests.wards import EXCELLENT, GOOD, dataset_of_2023, day, member, small_dataset


def found(data: Dataset, *codes: str) -> list[Finding]:
    return [f for f in check(data) if f.code in codes]


def only(data: Dataset, code: str) -> Finding:
    (finding,) = found(data, code)
    return finding


def cell(data: Dataset) -> Organisation:
    return data.organisations[1]


def secretary(data: Dataset) -> Member:
    return data.members[0]


# --- awards ----------------------------------------------------------------------------


def test_a_certificate_asked_of_the_city_is_named() -> None:
    data = small_dataset()
    data.awards = [Award(row=2, subject="DV1", decider="Cấp trên")]
    finding = only(data, "KT-605")
    assert (finding.severity, finding.sheet, finding.read) == (
        "warning",
        "Khen thưởng",
        "Giấy khen",
    )
    assert "28.2.5" in finding.why
    data.awards = [Award(row=2, subject="DV1", form="Bằng khen", period="5 năm liền")]
    assert found(data, "KT-605") == []


def test_a_right_that_no_text_proves_is_told_of_once() -> None:
    data = small_dataset()
    data.awards = [
        Award(row=2, subject="DV1", period="5 năm liền"),
        Award(row=3, subject="DV2", period="5 năm liền"),
        Award(row=4, subject="DV1"),
    ]
    finding = only(data, "KT-607")
    assert finding.severity == "note"
    assert (finding.cell, "mức tin cậy C" in finding.why) == ("2", True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2025: HTTNV; 2026: HTTNV", True),
        ("2025: HTTNV; 2026: HTXSNV tiêu biểu", False),
        ("2026: Hoàn thành xuất sắc nhiệm vụ", False),
        ("2025: HTTNV", False),
    ],
)
def test_this_years_result_typed_otherwise_than_the_grade_is_named(typed: str, told: bool) -> None:
    data = small_dataset()
    data.awards = [Award(row=2, subject="DV1", history=typed)]
    assert bool(found(data, "KT-606")) is told


def test_more_who_agreed_than_were_there_are_refused() -> None:
    data = small_dataset()
    data.awards = [Award(row=2, subject="DV1", agreed=3), Award(row=3, subject="CB01", agreed=4)]
    finding = only(data, "KT-608")
    assert (finding.severity, finding.cell, finding.read) == ("error", "3", "4")


# --- the cap ---------------------------------------------------------------------------


def test_the_cap_names_the_rule_of_the_season() -> None:
    data = dataset_of_2023()
    old = [f.why + f.fix for f in found(data, "KT-507")]
    new = [f.why + f.fix for f in found(small_dataset(), "KT-507")]
    assert old and new
    assert all("124-QĐ/TW" in text and "366" not in text and "25%" not in text for text in old)
    assert all("366-QĐ/TW" in text for text in new)


# --- who signs -------------------------------------------------------------------------


def test_a_deputy_who_will_sign_is_said_and_nobody_is_a_warning() -> None:
    data = small_dataset()
    secretary(data).party_post = ""
    finding = only(data, "KT-330")
    assert (finding.severity, "Đỗ Văn Ánh" in finding.why) == ("note", True)
    assert found(data, "KT-306") == []
    data.members[1].party_post = ""
    assert only(data, "KT-306").severity == "warning"


def test_a_committee_within_the_ward_needs_a_signer_once_it_acts() -> None:
    data = small_dataset()
    school = Organisation(
        row=4, code="TH", name="Đảng uỷ Trường Mẫu", kind="Đảng uỷ cơ sở", parent="DU"
    )
    data.organisations.append(school)
    assert found(data, "KT-306") == []
    data.awards.append(Award(subject="TH", form="Cờ", period="5 năm liền"))
    assert "Đảng uỷ Trường Mẫu" in only(data, "KT-306").why


def test_a_secretary_or_signer_who_has_left_is_named() -> None:
    data = small_dataset()
    secretary(data).status = "Đã chuyển đi"
    cell(data).secretary = "Nguyễn Thuỷ Ủy"
    finding = only(data, "KT-343")
    assert (finding.read, "Đã chuyển đi" in finding.why) == ("Nguyễn Thuỷ Ủy", True)
    cell(data).secretary, cell(data).signer = "", "Nguyễn Thuỷ Ủy"
    assert "mà vẫn là người ký" in only(data, "KT-343").why


def test_a_deputy_about_to_sign_as_secretary_is_named() -> None:
    data = small_dataset()
    data.organisations[0].deputies = "Hồ Phó"
    data.settings = data.settings.model_copy(update={"signer": "Hồ Phó"})
    assert "Hồ Phó" in only(data, "KT-331").why
    data.settings = data.settings.model_copy(update={"signer_position": "Phó Bí thư"})
    assert found(data, "KT-331") == []


# --- names -----------------------------------------------------------------------------


def test_names_of_the_highlands_are_named_once_until_the_given_name_is_there() -> None:
    data = small_dataset()
    names = ("Y Bhăm Êban", "H'Nie Niê Kdăm", "H’Lan Ayun", "Y Lan", "Yên Văn Hoà")
    data.members += [member(f"Z{n}", name) for n, name in enumerate(names)]
    finding = only(data, "KT-340")
    assert "Y Bhăm Êban; H'Nie Niê Kdăm." in finding.why
    for one in data.members[-5:]:
        one.given_name = "Bhăm"
    assert found(data, "KT-340") == []


# --- citations -------------------------------------------------------------------------


def test_what_the_program_s_own_table_lacks_is_a_note_and_no_slip_of_the_clerk_s() -> None:
    data = small_dataset()
    finding = only(data, "KT-707")
    assert (finding.severity, finding.read) == ("note", "38-HD/BTCTW")
    assert found(data, "KT-708") == []
    assert "trích yếu" in finding.why and "mức tin cậy C" in finding.why
    assert found(dataset_of_2023(), "KT-702") == []


def test_an_old_workbook_is_told_what_to_fill_in() -> None:
    data = small_dataset()
    data.legal_bases = [
        basis.model_copy(update={"row": 2, "body": ""})
        for basis in default_legal_bases()
        if basis.number in ("208-QĐ/TW", "38-HD/BTCTW")
    ]
    finding = only(data, "KT-707")  # one note for all of them
    assert finding.read == "208-QĐ/TW, 38-HD/BTCTW"
    assert "208-QĐ/TW: ghi Cơ quan ban hành “Ban Chấp hành Trung ương”." in finding.fix


def test_a_basis_of_the_clerk_s_own_that_lacks_parts_is_a_warning() -> None:
    data = small_dataset()
    data.legal_bases = [LegalBasis(row=2, kind="Quy định", number="15-QĐ/ĐU")]
    finding = only(data, "KT-708")
    assert finding.severity == "warning"
    assert "thiếu ngày ban hành, cơ quan ban hành, trích yếu" in finding.why


@pytest.mark.parametrize(
    ("text", "held", "ended", "new"),
    [
        ("Quán triệt Quy định 37-QĐ/TW", "5/12/2026", "37-QĐ/TW", "207-QĐ/TW"),
        ("theo Quy định số 296-QĐ/TW.", "5/12/2026", "296-QĐ/TW", "21-QĐ/TW"),
        ("theo Quy định số 296-QĐ/TW.", "5/3/2026", "", ""),
        ("Quy định 69-QĐ/TW", "5/12/2026", "69-QĐ/TW", "212-QĐ/TW"),
        ("Quy định 207-QĐ/TW, Quy định 212-QĐ/TW", "5/12/2026", "", ""),
        ("Hướng dẫn 01-HD/TW", "5/12/2026", "", ""),
        ("Kế hoạch 15-KH/ĐU", "5/12/2026", "", ""),
    ],
)
def test_a_typed_citation_after_its_end_is_named(
    text: str, held: str, ended: str, new: str
) -> None:
    data = small_dataset()
    data.meetings[1] = data.meetings[1].model_copy(
        update={"row": 3, "briefing": text, "date": day(held)}
    )
    told = found(data, "KT-709")
    assert [f.read for f in told] == ([ended] if ended else [])
    assert all(new in f.fix and f.sheet == "Cuộc họp" for f in told)


def test_a_row_of_bases_that_prints_an_ended_document_is_named() -> None:
    data = small_dataset()
    data.legal_bases = [
        LegalBasis(
            row=2,
            kind="Quy định",
            number="37-QĐ/TW",
            date=day("25/10/2021"),
            body="X",
            title="về Y",
        )
    ]
    assert only(data, "KT-709").read == "37-QĐ/TW"


def test_a_name_in_braces_that_is_no_setting_is_named() -> None:
    data = small_dataset()
    data.recipients = [Recipient(row=2, text="{Cấp uỷ nhận tờ trinh} (để báo cáo)")]
    data.legal_bases = [LegalBasis(row=2, wording="Căn cứ Quy chế của {cơ quan ban hành}")]
    assert only(data, "KT-710").read == "Cấp uỷ nhận tờ trinh"


def test_a_faultless_ward_stays_without_findings_of_these_kinds() -> None:
    data = small_dataset()
    data.reviews = [Review(subject="DV1", grade=EXCELLENT), Review(subject="DV2", grade=GOOD)]
    codes = ("KT-310", "KT-330", "KT-331", "KT-605", "KT-606", "KT-607", "KT-709")
    assert found(data, *codes) == []


@pytest.mark.parametrize(
    ("history", "told"),
    [
        ("", "2022: chưa có kết quả; 2023: chưa có kết quả"),
        ("2022: HTXSNV; 2023: HTXSNV; 2024: HTTNV; 2025: HTXSNV", "sổ có 2024: Hoàn thành tốt"),
        ("2022: HTXSNV; 2023: HTXSNV; 2024: HTXSNV; 2025: HTXSNV", ""),
    ],
)
def test_five_years_in_a_row_are_looked_at_one_by_one(history: str, told: str) -> None:
    data = small_dataset()
    data.members[0].history = ""
    data.awards = [Award(row=2, subject="DV1", period="5 năm liền", history=history)]
    found = [f.why for f in check(data) if f.code == "KT-603" and f.read == "5 năm liền"]
    assert [told in why for why in found] == ([True] if told else [])
