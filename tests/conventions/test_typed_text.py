"""What a clerk types or copies: loose marks, doubled spaces, bullets; papers print it clean."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest

from giayto.conventions.dates import blank_date_line, date_line, place_name
from giayto.conventions.headings import (
    abstract,
    appendix_title,
    article_heading,
    author_line,
    letter_abstract,
    roman_heading,
)
from giayto.conventions.legal_basis import citation, legal_basis_lines
from giayto.conventions.letterhead import (
    BodyKind,
    committee_name,
    congress_name,
    letterhead,
    organisation_name,
)
from giayto.conventions.marks import contact_line, drafter_code
from giayto.conventions.names import sort_key, split_name
from giayto.conventions.numbering import document_number, parse_number
from giayto.conventions.recipients import addressees, recipient_lines
from giayto.conventions.ruleset import RuleSet
from giayto.conventions.signature import (
    signature_by_order,
    signature_collective,
    signature_joint,
    signer_name,
)
from giayto.conventions.spelling import capitalised, uncapitalised

DAY = date(2026, 12, 5)
Printed = Callable[[str, RuleSet], object]

# What is typed, and how the paper prints it.
PRINTED: list[tuple[str, str, Printed, object]] = [
    ("date line", "Tây Hồ", lambda t, r: date_line(t, DAY, r), "Tây Hồ, ngày 05 tháng 12 năm 2026"),
    (
        "open date line",
        "Tây Hồ",
        lambda t, r: blank_date_line(t, 2026).replace("\u00a0", ""),
        "Tây Hồ, ngàythángnăm 2026",
    ),
    ("place", "Tây Hồ", lambda t, r: place_name(t, "phuong", r), "Tây Hồ"),
    ("article", "Hiệu lực", lambda t, r: article_heading(3, t, r), "Điều 3. Hiệu lực"),
    ("heading", "Kết quả", lambda t, r: roman_heading(2, t, r), "II- Kết quả"),
    ("appendix", "Biểu mẫu", appendix_title, "BIỂU MẪU"),
    ("author", "Đảng uỷ", author_line, "CỦA ĐẢNG UỶ"),
    ("author, 2", "của  Đảng uỷ", author_line, "CỦA ĐẢNG UỶ"),
    ("abstract", "Kết quả năm", lambda t, r: abstract(t), "kết quả năm"),
    ("letter", "báo cáo năm", letter_abstract, "về việc báo cáo năm"),
    ("letter, 2", "Về việc báo cáo", letter_abstract, "về việc báo cáo"),
    ("letter, 3", "v / v:  báo cáo.;", letter_abstract, "về việc báo cáo"),
    ("address", "Số 1, phố Mẫu", contact_line, "Số 1, phố Mẫu"),
    (
        "phone",
        "máy lẻ số 2",
        lambda t, r: contact_line("Số 1", r, phone=t),
        "Số 1; điện thoại: máy lẻ số 2",
    ),
    ("drafter", "đtn", lambda t, r: drafter_code(t, 5, r), "ĐTN-5"),
    (
        "congress",
        "Đảng bộ  phường Mẫu",
        lambda t, r: congress_name(t, r, ordinal="I"),
        "Đại hội đại biểu\nĐảng bộ phường Mẫu lần thứ I",
    ),
    ("organisation", "Đảng uỷ phường Mẫu", organisation_name, "Đảng bộ phường Mẫu"),
    ("committee", "Đảng bộ phường Mẫu", committee_name, "Đảng uỷ phường Mẫu"),
    (
        "issuing body",
        "Đảng uỷ  xã Mẫu",
        lambda t, r: letterhead(BodyKind.COMMUNE_COMMITTEE, t, "Đảng bộ tỉnh X", rules=r).issuing,
        ("ĐẢNG UỶ XÃ MẪU",),
    ),
    ("parts", "Lê Thị  Mẫu", lambda t, r: tuple(split_name(t)), ("Lê", "Thị", "Mẫu")),
    (
        "given name",
        "Mỹ  Hạnh",
        lambda t, r: tuple(split_name("Lê Mỹ Hạnh", t)),
        ("Lê", "", "Mỹ Hạnh"),
    ),
    ("order", "Lê  Mẫu", lambda t, r: sort_key(t), sort_key("Lê Mẫu")),
    ("number", "ĐƯB", lambda t, r: document_number(5, "bao_cao", t, r), "Số 05-BC/ĐƯB"),
    (
        "number read",
        "Số:  05-QĐ/ĐƯB",
        lambda t, r: parse_number(t),
        (5, "QĐ", ("ĐƯB",), ""),
    ),
    ("signer", "Trần  Văn Mẫu", lambda t, r: signer_name(t), ("Trần Văn Mẫu", [])),
    (
        "organ",
        "Đảng uỷ",
        lambda t, r: signature_collective(t, None, "A", r).authority,
        "T/M ĐẢNG UỶ",
    ),
    (
        "position",
        "Phó  Bí thư",
        lambda t, r: signature_collective("Đảng uỷ", t, "A", r).position,
        "PHÓ BÍ THƯ",
    ),
    (
        "unknown position",
        "Chánh Văn phòng Mẫu",
        lambda t, r: signature_by_order("Đảng uỷ", t, "A", r).position,
        "CHÁNH VĂN PHÒNG",
    ),
    (
        "joint",
        "Chánh  Thanh tra",
        lambda t, r: signature_joint(t, "Tỉnh uỷ", "A", r).authority,
        "CHÁNH THANH TRA",
    ),
    ("cited kind", "Quy định", lambda t, r: citation(t, None, None, None, None, r), "Quy định"),
    (
        "cited number",
        "Số:  12-QĐ/ĐƯB",
        lambda t, r: citation("Quy định", t, None, None, None, r),
        "Quy định số 12-QĐ/ĐƯB",
    ),
    (
        "cited body",
        "Đảng uỷ xã Mẫu",
        lambda t, r: citation("Quy định", None, None, t, None, r),
        "Quy định của Đảng uỷ xã Mẫu",
    ),
    (
        "cited title",
        "Về kỷ luật đảng.;",
        lambda t, r: citation("Quy định", None, None, None, t, r),
        "Quy định về kỷ luật đảng",
    ),
    (
        "cited title, 2",
        "kỷ luật đảng",
        lambda t, r: citation("Quy định", None, None, None, t, r),
        "Quy định về kỷ luật đảng",
    ),
    (
        "basis",
        "• Căn cứ  Điều lệ Đảng .",
        lambda t, r: legal_basis_lines([t], r),
        ["- Căn cứ Điều lệ Đảng."],
    ),
    (
        "recipient",
        "+ Các chi bộ ;",
        lambda t, r: recipient_lines([t], "Chi bộ", r),
        ["- Các chi bộ;", "- Lưu Chi bộ."],
    ),
    (
        "archive",
        "– lưu:  Văn phòng uỷ.",
        lambda t, r: recipient_lines([], t, r),
        ["- Lưu Văn phòng uỷ."],
    ),
    (
        "addressee",
        "• đảng uỷ xã Mẫu;",
        lambda t, r: addressees("dear", [t], r),
        ("Kính gửi:", ("Đảng uỷ xã Mẫu;",)),
    ),
]


@pytest.mark.parametrize(
    ("typed", "printed", "result"),
    [(typed, printed, result) for _, typed, printed, result in PRINTED],
    ids=[case for case, *_ in PRINTED],
)
def test_loose_marks_and_spaces_around_never_reach_the_paper(
    typed: str, printed: Printed, result: object, party: RuleSet
) -> None:
    assert printed(typed, party) == result
    loose = unicodedata.normalize("NFD", typed)
    assert printed(f"  {loose} ", party) == result


def test_loose_marks_are_joined_where_the_text_stays_as_it_is(party: RuleSet) -> None:
    loose = unicodedata.normalize("NFD", "sở y tế ứng hoà")
    assert organisation_name(loose, party) == committee_name(loose, party) == "sở y tế ứng hoà"
    assert capitalised(loose) == "Sở y tế ứng hoà"
    assert uncapitalised(loose) == "sở y tế ứng hoà"


def test_a_letter_without_a_lead_word_is_clean_too(
    party_2018: RuleSet,
) -> None:
    loose = unicodedata.normalize("NFD", "  V/v  báo cáo ")
    assert letter_abstract(loose, party_2018) == "Báo cáo"


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        (["A", " - ", ""], ("A;",)),
        (["A", "", "B"], ("- A;", "- B;")),
        (["A", "B", "C"], ("- A;", "- B;", "- C;")),
    ],
)
def test_empty_addressees_leave_no_line(
    items: list[str], lines: tuple[str, ...], party: RuleSet
) -> None:
    assert addressees("dear", items, party) == ("Kính gửi:", lines)


def test_empty_recipients_leave_no_line(party: RuleSet) -> None:
    assert recipient_lines(["A", " - ; ", "B"], "", party) == ["- A;", "- B."]
    assert recipient_lines(["A"], "Lưu", party) == ["- A;", "- Lưu Lưu."]
    assert recipient_lines(["Lưu học sinh"], "Lưu trữ xã", party) == [
        "- Lưu học sinh;",
        "- Lưu trữ xã.",
    ]


def test_a_basis_that_is_only_marks_is_no_basis(party: RuleSet) -> None:
    assert legal_basis_lines([" - ; ", "xét đề nghị", "Xétnghiệm"], party) == [
        "- Xét đề nghị;",
        "- Căn cứ Xétnghiệm.",
    ]


def test_a_blank_part_of_a_citation_is_left_out(party: RuleSet) -> None:
    assert citation("Luật Mẫu", " ", None, " ", " ", party) == "Luật Mẫu"


def test_a_title_that_only_begins_like_about_gets_the_word(party: RuleSet) -> None:
    assert citation("Quy định", None, None, None, "Vềsau", party) == "Quy định về Vềsau"
