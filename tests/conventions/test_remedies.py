"""What a clerk reads when a rule refuses: what is wrong, where, why, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giayto.conventions.dates import clock, place_name
from giayto.conventions.letterhead import letterhead
from giayto.conventions.marks import urgency_mark
from giayto.conventions.numbering import body_symbol, document_number, type_symbol
from giayto.conventions.ruleset import RuleSet, load_rules, rules_for
from giayto.conventions.signature import (
    signature,
    signature_by_order,
    signature_collective,
    signature_concurrent,
    signature_deputy,
    signature_head,
    signature_joint,
)
from giayto.conventions.words import number_in_words, point_letter, roman
from giayto.errors import GiaytoError, NoRuleSet, RuleSetInvalid

NAME = "Trần Văn Mẫu"
Refused = Callable[[RuleSet], object]

REFUSALS: list[tuple[Refused, str, str | None, str | None]] = [
    (
        lambda r: place_name("Mẫu", "quan", r),
        "Không có loại đơn vị hành chính “quan”",
        None,
        "Dùng một trong: phuong, xa, dac_khu, thanh_pho, tinh.",
    ),
    (
        lambda r: clock(25, 1),
        "Giờ không đúng: 25 giờ 1 phút",
        None,
        "Ghi giờ từ 0 đến 23, phút từ 0 đến 59.",
    ),
    (
        lambda r: letterhead("cell", " ", rules=r),
        "Thiếu tên cơ quan ban hành",
        None,
        "Ghi tên đầy đủ.",
    ),
    (
        lambda r: letterhead("cell", "Chi bộ\n 1", "  ", rules=r),
        "Thiếu tên cấp trên trực tiếp của Chi bộ 1",
        "Chi bộ cơ sở, chi bộ trực thuộc đảng uỷ cơ sở phải ghi tên cấp trên ở dòng đầu "
        "(HD05 II.I.2.1.2.đ).",
        "Ghi tên cấp trên trực tiếp, ví dụ Đảng bộ phường …",
    ),
    (
        lambda r: document_number(0, "bao_cao", "ĐU", r),
        "Số văn bản phải từ 1 trở lên, không thể là 0",
        None,
        "Sửa số, hoặc để trống để ghi tay.",
    ),
    (
        lambda r: document_number(1, "bao_cao", " ", r),
        "Thiếu ký hiệu cơ quan ban hành",
        None,
        "Ghi ký hiệu cơ quan, ví dụ ĐU hoặc CB.",
    ),
    (
        lambda r: type_symbol("bao_caoo", r),
        "Không có loại văn bản “bao_caoo” trong Hướng dẫn 05-HD/VPTW",
        None,
        "Có phải “bao_cao”?",
    ),
    (
        lambda r: body_symbol("zz", r),
        "Không có ký hiệu cơ quan “zz” trong Hướng dẫn 05-HD/VPTW",
        None,
        "Thêm ký hiệu vào mục [bodies] của tệp quy tắc riêng.",
    ),
    (
        lambda r: r.phrase("zz"),
        "Hướng dẫn 05-HD/VPTW không có câu chữ “zz”",
        None,
        "Thêm vào mục [phrases] của tệp quy tắc riêng, hoặc dùng bộ quy tắc khác.",
    ),
    (
        lambda r: urgency_mark(9, r),
        "Mức độ khẩn phải là 1, 2 hoặc 3, không phải 9",
        None,
        "1: khẩn; 2: thượng khẩn; 3: hoả tốc.",
    ),
    (
        lambda r: number_in_words(10**15 + 1),
        "Số 1000000000000001 quá lớn để viết bằng chữ",
        "Chỉ viết được đến một triệu tỷ.",
        None,
    ),
    (
        lambda r: number_in_words(-(10**15) - 1),
        "Số -1000000000000001 quá lớn để viết bằng chữ",
        "Chỉ viết được đến một triệu tỷ.",
        None,
    ),
    (
        lambda r: roman(4000),
        "Số La Mã chỉ viết được từ 1 đến 3999, không viết được 4000",
        None,
        None,
    ),
    (lambda r: point_letter(0), "Thứ tự điểm phải từ 1, không thể là 0", None, None),
    (
        lambda r: signature("tm", "", "", NAME, r),
        "Không có cách đề ký “tm”",
        None,
        "Dùng một trong: collective, head, deputy, acting, by_order, concurrent.",
    ),
    (
        lambda r: signature_head(" ", NAME, r),
        "Thiếu chức vụ của người ký",
        None,
        "Ghi chức vụ của người ký văn bản.",
    ),
    (
        lambda r: signature_joint(" ", [" "], NAME, r),
        "Thiếu chức vụ của người ký",
        None,
        "Ghi chức vụ của người ký văn bản.",
    ),
    (
        lambda r: load_rules("party_02026"),
        "Không có bộ quy tắc “party_02026”",
        "Các bộ quy tắc: party-2018, party-2026, state-2020.",
        "Có phải “party-2026”?",
    ),
    (
        lambda r: load_rules("zzzzzzz"),
        "Không có bộ quy tắc “zzzzzzz”",
        "Các bộ quy tắc: party-2018, party-2026, state-2020.",
        None,
    ),
]


@pytest.mark.parametrize(
    ("refused", "what", "why", "fix"), REFUSALS, ids=[what for _, what, *_ in REFUSALS]
)
def test_a_refusal_says_what_why_and_what_to_do(
    refused: Refused, what: str, why: str | None, fix: str | None, party: RuleSet
) -> None:
    with pytest.raises(GiaytoError) as caught:
        refused(party)
    assert (caught.value.what, caught.value.why, caught.value.fix) == (what, why, fix)


def test_what_resembles_nothing_is_answered_with_the_whole_choice(party: RuleSet) -> None:
    with pytest.raises(GiaytoError) as caught:
        type_symbol("zzzzzz", party)
    assert caught.value.fix == f"Dùng một trong: {', '.join(party.types)}."
    with pytest.raises(GiaytoError) as caught:
        letterhead("zz", "Đảng uỷ", rules=party)
    assert caught.value.what == "Hướng dẫn 05-HD/VPTW không có loại cơ quan “zz”"
    assert caught.value.fix == f"Dùng một trong: {', '.join(party.kinds)}."


def test_a_day_without_rules_is_told_with_the_spans_of_the_family() -> None:
    with pytest.raises(NoRuleSet) as caught:
        rules_for(date(2010, 1, 9), "state")
    error = caught.value
    assert error.what == "Không có bộ quy tắc thể thức cho ngày 09/01/2010"
    assert error.why == "Các bộ quy tắc đang có không phủ ngày này."
    assert error.details == ("state-2020: từ 05/03/2020 đến nay",)
    assert error.fix == "Xem lại ngày của văn bản."


# --- an office's own file --------------------------------------------------------------


def own(folder: Path, text: str | bytes) -> Path:
    path = folder / "quy-tac.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "what", "why", "fix"),
    [
        (
            b"a = '\xff\xfe'",
            "Tệp quy tắc không phải chữ Unicode (UTF-8)",
            None,
            "Mở bằng Notepad, chọn Save As, Encoding: UTF-8.",
        ),
        (
            "a = = 1",
            "Tệp quy tắc viết sai cú pháp TOML",
            "Dòng 1, chỗ chữ thứ 5 viết sai.",
            'Sửa dòng được nêu: mỗi dòng có dạng khoá = "giá trị".',
        ),
        (
            "[types]\nto_trinhh = 'TTr'",
            "Tệp quy tắc thể thức có mục sai: types.to_trinhh",
            "Không có mục tên này trong bộ quy tắc.",
            "Có phải “to_trinh”?",
        ),
        (
            "[phrases]\nzzzzz = 'Z'",
            "Tệp quy tắc thể thức có mục sai: phrases.zzzzz",
            "Không có mục tên này trong bộ quy tắc.",
            None,
        ),
        (
            "[page]\ntop_mm = -1",
            "Tệp quy tắc thể thức có mục sai: page.top_mm",
            None,
            "Sửa các mục được nêu, hoặc xoá chúng để dùng giá trị của bộ quy tắc gốc.",
        ),
    ],
)
def test_a_wrong_file_is_named_with_the_remedy(
    text: str | bytes, what: str, why: str | None, fix: str | None, tmp_path: Path
) -> None:
    path = own(tmp_path, text)
    with pytest.raises(RuleSetInvalid) as caught:
        load_rules("party-2026", path)
    error = caught.value
    assert (error.what, error.where, error.why, error.fix) == (what, str(path), why, fix)


def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "khong-co.toml"
    with pytest.raises(RuleSetInvalid) as caught:
        load_rules("party-2026", path)
    error = caught.value
    assert error.what == "Không đọc được tệp quy tắc riêng của đơn vị"
    assert error.where == str(path)
    assert error.why == "Không có tệp hoặc thư mục này."
    assert error.fix == "Kiểm tra đường dẫn, hoặc bỏ mục này trong cài đặt."


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (
            "[page]\ntop_mm = -1\nbottom_mm = 'x'\nleft_mm = 1000\ntop_cm = 1",
            [
                "page.top_mm: số quá nhỏ",
                "page.bottom_mm: phải là một số",
                "page.left_mm: số quá lớn",
                "page.top_cm: không có mục tên này",
            ],
        ),
        (
            "[page]\nright_mm = [1]\nfont = 1\npage_number_on_first = 3",
            [
                "page.right_mm: phải là một số",
                "page.page_number_on_first: phải là true hoặc false",
                "page.font: phải là chữ, đặt trong ngoặc kép",
            ],
        ),
        (
            "[signature]\nblank_lines = 21\ncollective_positions = 1",
            [
                "signature.collective_positions: phải là một danh sách trong ngoặc vuông",
                "signature.blank_lines: số quá lớn",
            ],
        ),
        ("[signature]\nblank_lines = 1.5", ["signature.blank_lines: phải là một số nguyên"]),
        ("[signature]\nblank_lines = -1", ["signature.blank_lines: số quá nhỏ"]),
        ("[signature]\nblank_lines = []", ["signature.blank_lines: phải là một số nguyên"]),
        ("[number]\npad_below = 'x'", ["number.pad_below: phải là một số nguyên"]),
        ("[stamp]\nseam_sheets = 0", ["stamp.seam_sheets: số quá nhỏ"]),
        ("[stamp]\noverlap = 1", ["stamp.overlap: số quá lớn"]),
        ("[styles.body]\nbold = 'co'", ["styles.body.bold: phải là true hoặc false"]),
        ("[styles.body]\nsize_pt = 200", ["styles.body.size_pt: số quá lớn"]),
        ("[styles.body]\nsize_pt = 0", ["styles.body.size_pt: số quá nhỏ"]),
        (
            "[styles.body]\nsize_max_pt = 9",
            ["styles.body: size_max_pt 9.0 nhỏ hơn size_pt 14.0"],
        ),
        ("[styles.moi]\nalign = 'left'", ["styles.moi.size_pt: thiếu mục này"]),
        ("types = 3", ["types: phải là một bảng các mục"]),
        ("page = 3", ["page: phải là một bảng các mục"]),
        ("valid_from = 3", ["valid_from: giá trị không đúng"]),
        ("valid_from = 'mai'", ["valid_from: phải là một ngày, viết như 2026-05-27"]),
        ("valid_from = []", ["valid_from: phải là một ngày, viết như 2026-05-27"]),
        ("[number]\npattern = '{so'", ["number.pattern: dấu ngoặc { } không khớp"]),
        (
            "[number]\npattern = '{so:2000000000}'",
            ["number.pattern: trong ngoặc chỉ ghi tên, như {so}, không ghi thêm gì."],
        ),
        (
            "[number]\npattern_without_type = '{x}{so}'",
            [
                "number.pattern_without_type: {x} không dùng được; "
                "dùng được: {co_quan}, {loai}, {so}"
            ],
        ),
        (
            "[place]\npattern = '{y}{x}'",
            ["place.pattern: {x} không dùng được; dùng được: {dia_danh}, {nam}, {ngay}, {thang}"],
        ),
        ("[phrases]\nsubmit = '{x}'", ["phrases.submit: {x} không dùng được; dùng được: không có"]),
        (
            "[phrases]\ncitation_day = '{x}'",
            ["phrases.citation_day: {x} không dùng được; dùng được: {ngay}, {ngay_dai}"],
        ),
    ],
)
def test_every_wrong_value_of_a_file_is_listed(
    text: str, reasons: list[str], tmp_path: Path
) -> None:
    with pytest.raises(RuleSetInvalid) as caught:
        load_rules("party-2026", own(tmp_path, text))
    assert list(caught.value.details) == reasons
    assert caught.value.what.endswith(reasons[0].split(":")[0])


@pytest.mark.parametrize(
    "text",
    [
        "theme_note = '{loai}{tac_gia}{dai_hoi}'",
        "citation_number = '{so}'",
        "citation_day = '{ngay}{ngay_dai}'",
        "citation_body = '{co_quan}'",
        "certify = '{ten}'",
        "draft = '{lan}'",
        "appendix_reference = '{van_ban}'",
        "drafter_code = '{ky_hieu}{so_ban}'",
        "contact_phone = '{gia_tri}'",
        "contact_fax = '{gia_tri}'",
        "contact_email = '{gia_tri}'",
        "congress_ordinal = '{so}'",
        "congress_term = '{ky}'",
    ],
)
def test_every_place_of_a_wording_may_be_used(text: str, tmp_path: Path) -> None:
    key, value = text.split(" = ")
    rules = load_rules("party-2026", own(tmp_path, f"[phrases]\n{text}"))
    assert rules.phrases[key] == value.strip("'")


def test_what_an_office_changes_names_its_file_as_the_source(
    tmp_path: Path, party: RuleSet
) -> None:
    path = own(
        tmp_path,
        "[page]\ntop_mm = 25\n"
        "[phrases]\non_behalf = 'TM'\nby_order = { text = 'TL', source = 'Quy chế' }\n"
        "[bodies]\nto_moi = 'TM'\n"
        "[styles.moi]\nsize_pt = 10\nalign = 'left'\n"
        "[kinds.moi]\nsuperior = 'none'\n"
        "[signature.organ_positions]\n'tổ mới' = ['tổ trưởng']\n",
    )
    rules = load_rules("party-2026", path)
    assert rules.overlay == str(path)
    source = "tệp riêng quy-tac.toml"
    assert (rules.page.top_mm, rules.page.source, rules.page.confidence) == (25, source, "own")
    assert rules.page.bottom_mm == party.page.bottom_mm
    assert rules.phrase_table["on_behalf"].source == source
    assert rules.phrase_table["by_order"].source == "Quy chế"
    assert rules.phrase_table["for_head"] == party.phrase_table["for_head"]
    assert (rules.bodies["to_moi"].name, rules.bodies["to_moi"].source) == ("to_moi", source)
    assert (rules.styles["moi"].size_max_pt, rules.styles["moi"].source) == (10, source)
    assert (rules.kinds["moi"].name, rules.kinds["moi"].confidence) == ("moi", "own")
    assert rules.types == party.types
    assert rules.signature.organ_positions["tổ mới"] == ("tổ trưởng",)
    assert rules.signature.organ_positions["đoàn thư ký"] == ("trưởng đoàn",)
    assert load_rules("party-2026").overlay is None


def test_the_day_chooses_the_set_that_the_office_changes(tmp_path: Path) -> None:
    path = own(tmp_path, "[phrases]\non_behalf = 'TM'")
    rules = rules_for(date(2023, 12, 1), overlay=path)
    assert (rules.id, rules.phrase("on_behalf")) == ("party-2018", "TM")
    assert rules_for(date(2023, 12, 1)).phrase("on_behalf") == "T/M"


# --- what a rule takes out of a signature ----------------------------------------------


def test_what_was_taken_out_of_a_signature_is_told(party: RuleSet) -> None:
    block = signature_collective("Ban Thường vụ", " Uỷ viên ", "TS. Mẫu", party)
    assert block.warnings == (
        "Đã bỏ “TS” trước họ tên người ký.",
        "Không ghi chức vụ “Uỷ viên” dưới T/M BAN THƯỜNG VỤ.",
    )
    block = signature_collective("Đảng uỷ", "Bí thư Đảng uỷ xã", "Đại tá, TS Mẫu", party)
    assert block.warnings == (
        "Đã bỏ “Đại tá, TS” trước họ tên người ký.",
        "Chức vụ chỉ ghi “BÍ THƯ”, không kèm tên cơ quan (“Bí thư Đảng uỷ xã”).",
    )


def test_both_positions_of_a_deputy_are_told(party: RuleSet) -> None:
    block = signature_deputy("Trưởng ban Mẫu", "Phó Trưởng ban Mẫu", f"TS. {NAME}", party)
    assert [line.text for line in block.lines] == ["K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]
    assert block.warnings == (
        "Chức vụ chỉ ghi “TRƯỞNG BAN”, không kèm tên cơ quan (“Trưởng ban Mẫu”).",
        "Chức vụ chỉ ghi “PHÓ TRƯỞNG BAN”, không kèm tên cơ quan (“Phó Trưởng ban Mẫu”).",
        "Đã bỏ “TS” trước họ tên người ký.",
    )
    by_order = signature_by_order("Đảng uỷ", "Chánh Văn phòng Mẫu", f"TS. {NAME}", party)
    assert len(by_order.warnings) == 2
    both = signature_concurrent("Bí thư", "Trưởng Tiểu ban", f"TS. {NAME}", party)
    assert (both.name, len(both.warnings)) == (NAME, 1)


@pytest.mark.parametrize("organ", ["Bộ Chính trị", "BAN BÍ THƯ", "đoàn chủ  tịch"])
def test_some_organs_sign_without_any_position(organ: str, party: RuleSet) -> None:
    block = signature_collective(organ, "Bí thư", NAME, party)
    assert len(block.lines) == 1
    assert block.position == ""
    assert block.warnings[0].startswith("Không ghi chức vụ “Bí thư”")


def test_a_blank_position_is_none(party: RuleSet) -> None:
    block = signature_collective("Đảng uỷ", "  ", NAME, party)
    assert ([line.text for line in block.lines], block.warnings) == (["T/M ĐẢNG UỶ"], ())


def test_a_whole_title_is_kept_although_it_holds_a_position(party: RuleSet) -> None:
    block = signature_head("Chủ tịch Hội đồng", NAME, party)
    assert (block.authority, block.warnings) == ("CHỦ TỊCH HỘI ĐỒNG", ())
    block = signature_head("Chủ tịch Hội đồng xã", NAME, party)
    assert block.authority == "CHỦ TỊCH HỘI ĐỒNG"
    assert signature_head("Trưởng bandễ", NAME, party).warnings == ()


def test_a_title_alone_is_a_name(party: RuleSet) -> None:
    assert signature_head("Trưởng ban", "Tiến sĩ", party).name == "Tiến sĩ"
    assert signature_head("Trưởng ban", "Tiến sĩ. ", party).name == "Tiến sĩ."
    assert signature_head("Trưởng ban", "TS/BS-Mẫu", party).name == "Mẫu"
    assert signature_head("Trưởng ban", "TS/BS-Mẫu", party).warnings == (
        "Đã bỏ “TS, BS” trước họ tên người ký.",
    )


def test_several_bodies_of_a_joint_signature(party: RuleSet) -> None:
    block = signature_joint("Chánh Văn phòng", ["Tỉnh uỷ", "", "UBND tỉnh"], f"TS {NAME}", party)
    assert [(line.text, line.bold) for line in block.lines] == [
        ("CHÁNH VĂN PHÒNG", True),
        ("TỈNH UỶ", True),
        ("UBND TỈNH", True),
    ]
    assert (block.name, len(block.warnings)) == (NAME, 1)
