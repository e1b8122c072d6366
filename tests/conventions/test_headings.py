"""Type names, abstracts, structure levels, appendix lines and marks."""

from __future__ import annotations

from datetime import date

import pytest

from giayto.conventions.headings import (
    abstract,
    appendix_heading,
    appendix_reference,
    appendix_title,
    article_heading,
    author_line,
    chapter_heading,
    clause_mark,
    letter_abstract,
    part_heading,
    point_mark,
    roman_heading,
    section_heading,
    theme_note,
    type_name,
)
from giayto.conventions.marks import contact_line, draft_mark, drafter_code, urgency_mark
from giayto.conventions.ruleset import RuleSet
from giayto.errors import ConventionValue


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("thong_bao", "THÔNG BÁO"),
        ("bao_cao", "BÁO CÁO"),
        ("huong_dan", "HƯỚNG DẪN"),
        ("ket_luan", "KẾT LUẬN"),
        ("nghi_quyet", "NGHỊ QUYẾT"),
        ("bien_ban", "BIÊN BẢN"),
        ("cong_van", ""),
    ],
)
def test_type_name(key: str, printed: str, party: RuleSet) -> None:
    assert type_name(key, party) == printed


@pytest.mark.parametrize("typed", ["Ban Thường vụ Thành uỷ", "của Ban Thường vụ Thành uỷ"])
def test_author_line(typed: str, party: RuleSet) -> None:
    assert author_line(typed, party) == "CỦA BAN THƯỜNG VỤ THÀNH UỶ"


@pytest.mark.parametrize(
    "printed",
    [
        "về quy hoạch cán bộ lãnh đạo, quản lý",
        "kết quả đại hội chi bộ nhiệm kỳ …",
        "khen thưởng tổ chức đảng và đảng viên năm …",
        "thể thức và kỹ thuật trình bày văn bản của Đảng",
        "về phát triển kinh tế tư nhân",
    ],
)
def test_abstract_begins_small(printed: str) -> None:
    assert abstract(printed) == printed
    assert abstract(printed[0].upper() + printed[1:] + ".") == printed


def test_abstract_keeps_an_abbreviation() -> None:
    assert abstract("TDP số 5 đạt chuẩn") == "TDP số 5 đạt chuẩn"


LETTER = "về việc chuẩn bị hội nghị trực tuyến quán triệt Nghị quyết Trung ương 12 khoá XIII"


@pytest.mark.parametrize(
    "typed",
    [
        LETTER,
        LETTER[0].upper() + LETTER[1:],
        LETTER.replace("về việc", "V/v"),
        LETTER.replace("về việc", "V/v:"),
        LETTER.replace("về việc ", ""),
    ],
)
def test_letter_abstract(typed: str, party: RuleSet) -> None:
    assert letter_abstract(typed, party) == LETTER


def test_letter_abstract_of_other_rules(party_2018: RuleSet, state: RuleSet) -> None:
    assert letter_abstract("chuẩn bị hội nghị trực tuyến", party_2018) == (
        "Chuẩn bị hội nghị trực tuyến"
    )
    assert letter_abstract("về việc báo cáo", state) == "V/v báo cáo"


def test_theme_note(party: RuleSet) -> None:
    assert theme_note(
        "Báo cáo",
        "Ban Chấp hành Trung ương Đảng khoá XIII",
        "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
        party,
    ) == (
        "(Báo cáo của Ban Chấp hành Trung ương Đảng khoá XIII",
        "trình Đại hội đại biểu toàn quốc lần thứ XIV của Đảng)",
    )


def test_theme_note_of_2018(party_2018: RuleSet) -> None:
    assert theme_note("Báo cáo", "Ban Chấp hành nhiệm kỳ…", "đại hội nhiệm kỳ…", party_2018) == (
        "(báo cáo của Ban Chấp hành nhiệm kỳ… trình đại hội nhiệm kỳ…)",
    )


def test_structure_levels(party: RuleSet) -> None:
    assert part_heading(1, party) == "Phần I"
    assert part_heading(1, party, in_words=True) == "Phần thứ nhất"
    assert chapter_heading(2, party) == "Chương II"
    assert section_heading(1, party) == "Mục 1"
    assert article_heading(1, "Phạm vi điều chỉnh", party) == "Điều 1. Phạm vi điều chỉnh"
    assert article_heading(2, "", party) == "Điều 2."
    assert clause_mark(1, party) == "1."
    assert [point_mark(n, party) for n in range(1, 8)] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]
    assert roman_heading(1, "Các thành phần thể thức", party) == "I- Các thành phần thể thức"
    assert roman_heading(1, "HƯỚNG DẪN CHUNG", party) == "I- HƯỚNG DẪN CHUNG"
    assert roman_heading(1, "QUY ĐỊNH CHUNG", party) == "I- QUY ĐỊNH CHUNG"
    assert roman_heading(2, "Các thành phần thể thức bổ sung", party).startswith("II- ")


def test_appendix(party: RuleSet, party_2018: RuleSet, state: RuleSet) -> None:
    assert appendix_heading(1, party) == "Phụ lục 1"
    assert appendix_heading(None, party) == "Phụ lục"
    assert appendix_heading(1, party_2018) == "PHỤ LỤC 1"
    assert appendix_heading(1, state) == "Phụ lục I"
    assert appendix_title("Danh sách đảng viên", party) == "DANH SÁCH ĐẢNG VIÊN"
    assert (
        appendix_reference(
            "Hướng dẫn", "36-HD/VPTW", date(2018, 4, 3), "Văn phòng Trung ương Đảng", party_2018
        )
        == "(Kèm theo Hướng dẫn số 36-HD/VPTW, ngày 03/4/2018 của Văn phòng Trung ương Đảng)"
    )


def test_marks(party: RuleSet) -> None:
    assert [urgency_mark(n, party) for n in (1, 2, 3)] == ["KHẨN", "THƯỢNG KHẨN", "HOẢ TỐC"]
    assert draft_mark(2, party) == "Dự thảo lần 2"
    assert draft_mark(None, party) == "Dự thảo"
    assert drafter_code("abc", 268, party) == "ABC-268"
    assert (
        contact_line(
            "Số 9A, Nguyễn Cảnh Chân, Ba Đình, Hà Nội", party, phone="…", fax="…", email="…"
        )
        == "Số 9A, Nguyễn Cảnh Chân, Ba Đình, Hà Nội; điện thoại: …; fax: …; email: …"
    )
    assert contact_line("Số 1, phố Mẫu", party) == "Số 1, phố Mẫu"
    with pytest.raises(ConventionValue):
        urgency_mark(4, party)
