"""Letterheads: every row of the domain file's tables 5.1 and 5.2."""

from __future__ import annotations

import pytest

from giayto.conventions.fitting import text_width_mm
from giayto.conventions.letterhead import (
    BodyKind,
    committee_name,
    congress_name,
    letterhead,
    organisation_name,
)
from giayto.conventions.ruleset import RuleSet
from giayto.errors import ConventionValue

K = BodyKind
STEERING = (
    "Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số"
)

# kind, name, superior as a clerk has them → superior and issuing text in capitals.
ROWS_2026 = [
    (
        K.CONGRESS,
        "Đại hội đại biểu\nĐảng bộ tỉnh Nghệ An lần thứ …",
        None,
        "",
        "ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ TỈNH NGHỆ AN LẦN THỨ …",
    ),
    (
        K.CONGRESS_ORGAN,
        "Đoàn chủ tịch",
        "Đại hội đại biểu\nĐảng bộ đặc khu Vân Đồn lần thứ …",
        "ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ ĐẶC KHU VÂN ĐỒN LẦN THỨ …",
        "ĐOÀN CHỦ TỊCH",
    ),
    (
        K.CELL_CONGRESS_ORGAN,
        "Ban kiểm phiếu",
        "Đại hội Chi bộ Tổ 16 nhiệm kỳ …",
        "ĐẠI HỘI CHI BỘ TỔ 16 NHIỆM KỲ …",
        "BAN KIỂM PHIẾU",
    ),
    (K.CENTRAL_COMMITTEE, "Ban Chấp hành Trung ương", None, "", "BAN CHẤP HÀNH TRUNG ƯƠNG"),
    (K.PROVINCIAL_COMMITTEE, "Tỉnh uỷ Điện Biên", None, "", "TỈNH UỶ ĐIỆN BIÊN"),
    (K.PROVINCIAL_COMMITTEE, "Quân uỷ Trung ương", None, "", "QUÂN UỶ TRUNG ƯƠNG"),
    (
        K.COMMUNE_COMMITTEE,
        "Đảng uỷ phường Ba Đình",
        "Đảng bộ thành phố Hà Nội",
        "ĐẢNG BỘ THÀNH PHỐ HÀ NỘI",
        "ĐẢNG UỶ PHƯỜNG BA ĐÌNH",
    ),
    (
        K.COMMUNE_COMMITTEE,
        "Đảng uỷ phường Ba Đình",
        "Thành uỷ Hà Nội",
        "ĐẢNG BỘ THÀNH PHỐ HÀ NỘI",
        "ĐẢNG UỶ PHƯỜNG BA ĐÌNH",
    ),
    (
        K.COMMUNE_COMMITTEE,
        "Đảng uỷ đặc khu Phú Quý",
        "Đảng bộ tỉnh Lâm Đồng",
        "ĐẢNG BỘ TỈNH LÂM ĐỒNG",
        "ĐẢNG UỶ ĐẶC KHU PHÚ QUÝ",
    ),
    (
        K.SUPERIOR_GRASSROOTS_COMMITTEE,
        "Đảng uỷ Kiểm toán Nhà nước",
        "Đảng bộ Quốc hội",
        "ĐẢNG BỘ QUỐC HỘI",
        "ĐẢNG UỶ KIỂM TOÁN NHÀ NƯỚC",
    ),
    (
        K.GRASSROOTS_COMMITTEE,
        "Đảng uỷ Cục Bảo trợ xã hội",
        "Đảng bộ Bộ Y tế",
        "ĐẢNG BỘ BỘ Y TẾ",
        "ĐẢNG UỶ CỤC BẢO TRỢ XÃ HỘI",
    ),
    (K.SUB_COMMITTEE, "Đảng uỷ Khu 1", "Đảng uỷ Trường Mẫu", "ĐẢNG BỘ TRƯỜNG MẪU", "ĐẢNG UỶ KHU 1"),
    (
        K.CELL,
        "Chi bộ Phòng Hành chính - Quản trị",
        "Đảng bộ Cục Lưu trữ",
        "ĐẢNG BỘ CỤC LƯU TRỮ",
        "CHI BỘ PHÒNG HÀNH CHÍNH - QUẢN TRỊ",
    ),
    (
        K.CENTRAL_AGENCY,
        "Ban Nội chính",
        "Ban Chấp hành Trung ương",
        "BAN CHẤP HÀNH TRUNG ƯƠNG",
        "BAN NỘI CHÍNH",
    ),
    (
        K.CENTRAL_AGENCY,
        "Văn phòng Trung ương Đảng",
        "Ban Chấp hành Trung ương",
        "BAN CHẤP HÀNH TRUNG ƯƠNG",
        "VĂN PHÒNG",
    ),
    (
        K.PARTY_SCHOOL_UNIT,
        "Thông tấn xã Việt Nam",
        "Ban Chấp hành Trung ương",
        "BAN CHẤP HÀNH TRUNG ƯƠNG",
        "THÔNG TẤN XÃ VIỆT NAM",
    ),
    (
        K.PARTY_SCHOOL_UNIT,
        "Trường Chính trị Hoàng Đình Giong",
        "Tỉnh uỷ Cao Bằng",
        "TỈNH UỶ CAO BẰNG",
        "TRƯỜNG CHÍNH TRỊ HOÀNG ĐÌNH GIONG",
    ),
    (
        K.COMMUNE_AGENCY,
        "Ban Tổ chức",
        "Đảng uỷ đặc khu Trường Sa",
        "ĐẢNG UỶ ĐẶC KHU TRƯỜNG SA",
        "BAN TỔ CHỨC",
    ),
    (
        K.STEERING_COMMITTEE,
        STEERING,
        "Ban Chấp hành Trung ương",
        "BAN CHẤP HÀNH TRUNG ƯƠNG",
        STEERING.upper(),
    ),
    (
        K.STEERING_COMMITTEE,
        "Tiểu ban Văn kiện",
        "Tỉnh uỷ Cà Mau",
        "TỈNH UỶ CÀ MAU",
        "TIỂU BAN VĂN KIỆN",
    ),
    (
        K.UNIT_IN_AGENCY,
        "Vụ Tổ chức - Điều lệ",
        "Ban Tổ chức Trung ương",
        "BAN TỔ CHỨC TRUNG ƯƠNG",
        "VỤ TỔ CHỨC - ĐIỀU LỆ",
    ),
    (
        K.JOINT,
        "Uỷ ban Kiểm tra Tỉnh uỷ Sơn La - Công an tỉnh Sơn La",
        None,
        "",
        "UỶ BAN KIỂM TRA TỈNH UỶ SƠN LA - CÔNG AN TỈNH SƠN LA",
    ),
    # The same pattern for a ward.
    (
        K.INSPECTION_COMMITTEE,
        "Uỷ ban Kiểm tra Đảng uỷ phường Ba Đình",
        "Đảng bộ phường Ba Đình",
        "ĐẢNG UỶ PHƯỜNG BA ĐÌNH",
        "UỶ BAN KIỂM TRA",
    ),
    (
        K.COMMUNE_AGENCY,
        "Ban Xây dựng Đảng",
        "Đảng uỷ phường Ba Đình",
        "ĐẢNG UỶ PHƯỜNG BA ĐÌNH",
        "BAN XÂY DỰNG ĐẢNG",
    ),
    (
        K.COMMUNE_AGENCY,
        "Văn phòng Đảng uỷ",
        "Đảng uỷ phường Ba Đình",
        "ĐẢNG UỶ PHƯỜNG BA ĐÌNH",
        "VĂN PHÒNG",
    ),
    (
        K.STEERING_COMMITTEE,
        "Hội đồng thi đua - khen thưởng",
        "Đảng uỷ phường Ba Đình",
        "ĐẢNG UỶ PHƯỜNG BA ĐÌNH",
        "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
    ),
    (
        K.INSPECTION_TEAM,
        "Đoàn kiểm tra số 1",
        "Đảng uỷ phường Ba Đình",
        "ĐẢNG UỶ PHƯỜNG BA ĐÌNH",
        "ĐOÀN KIỂM TRA SỐ 1",
    ),
    (
        K.CELL,
        "Chi bộ Tổ dân phố số 5",
        "Đảng uỷ phường Ba Đình",
        "ĐẢNG BỘ PHƯỜNG BA ĐÌNH",
        "CHI BỘ TỔ DÂN PHỐ SỐ 5",
    ),
]
ROWS_2018 = [
    (
        K.DISTRICT_COMMITTEE,
        "Huyện uỷ Đồng Văn",
        "Đảng bộ tỉnh Hà Giang",
        "ĐẢNG BỘ TỈNH HÀ GIANG",
        "HUYỆN UỶ ĐỒNG VĂN",
    ),
    (
        K.DISTRICT_COMMITTEE,
        "Huyện uỷ Định Hoá",
        "Tỉnh uỷ Thái Nguyên",
        "ĐẢNG BỘ TỈNH THÁI NGUYÊN",
        "HUYỆN UỶ ĐỊNH HOÁ",
    ),
    (
        K.DISTRICT_COMMITTEE,
        "Quận uỷ Hai Bà Trưng",
        "Thành uỷ Hà Nội",
        "ĐẢNG BỘ THÀNH PHỐ HÀ NỘI",
        "QUẬN UỶ HAI BÀ TRƯNG",
    ),
    (
        K.COMMUNE_COMMITTEE,
        "Đảng uỷ xã Thanh Hà",
        "Đảng bộ huyện Thanh Chương",
        "ĐẢNG BỘ HUYỆN THANH CHƯƠNG",
        "ĐẢNG UỶ XÃ THANH HÀ",
    ),
    (
        K.SUB_COMMITTEE,
        "Đảng uỷ thôn Tuy Lộc",
        "Đảng uỷ xã Lộc Thuỷ",
        "ĐẢNG BỘ XÃ LỘC THUỶ",
        "ĐẢNG UỶ THÔN TUY LỘC",
    ),
    (
        K.CELL,
        "Chi bộ xóm Định Thành",
        "Đảng bộ xã Tiên Phong",
        "ĐẢNG BỘ XÃ TIÊN PHONG",
        "CHI BỘ XÓM ĐỊNH THÀNH",
    ),
    (
        K.PARTY_GROUP,
        "Đảng đoàn Hội đồng nhân dân",
        "Tỉnh uỷ Điện Biên",
        "TỈNH UỶ ĐIỆN BIÊN",
        "ĐẢNG ĐOÀN HỘI ĐỒNG NHÂN DÂN",
    ),
    (
        K.STEERING_COMMITTEE,
        "Hội đồng xác định giá trị tài liệu",
        "Huyện uỷ Định Hoá",
        "HUYỆN UỶ ĐỊNH HOÁ",
        "HỘI ĐỒNG XÁC ĐỊNH GIÁ TRỊ TÀI LIỆU",
    ),
    (
        K.UNIT_IN_AGENCY,
        "Phòng Tổng hợp",
        "Văn phòng Tỉnh uỷ",
        "VĂN PHÒNG TỈNH UỶ",
        "PHÒNG TỔNG HỢP",
    ),
    (
        K.CONGRESS,
        "Đại hội Chi bộ thôn Đại Đồng nhiệm kỳ…",
        None,
        "",
        "ĐẠI HỘI CHI BỘ THÔN ĐẠI ĐỒNG NHIỆM KỲ…",
    ),
]
ROWS = [("2026", *row) for row in ROWS_2026] + [("2018", *row) for row in ROWS_2018]


def plain(lines: tuple[str, ...]) -> str:
    """The lines as one text; long ones have spaces at which they do not break."""
    return " ".join(lines).replace("\u00a0", " ")


@pytest.mark.parametrize(("rule_set", "kind", "name", "superior", "above", "issuing"), ROWS)
def test_printed_letterhead(
    rule_set: str,
    kind: BodyKind,
    name: str,
    superior: str | None,
    above: str,
    issuing: str,
    rule_sets: dict[str, RuleSet],
) -> None:
    rules = rule_sets[rule_set]
    head = letterhead(kind, name, superior, rules=rules)
    assert plain(head.superior) == above
    assert plain(head.issuing) == issuing
    assert head.star == "*"
    fit = head.fit
    for line in head.superior:
        assert text_width_mm(line, 14, condensed_pt=fit.superior_pt) <= fit.left_mm
    for line in head.issuing:
        assert text_width_mm(line, 14, bold=True, condensed_pt=fit.issuing_pt) <= fit.left_mm


def test_a_congress_breaks_where_the_rule_breaks(party: RuleSet) -> None:
    name = congress_name("Đảng bộ tỉnh Nghệ An", party, ordinal="…")
    head = letterhead(K.CONGRESS, name, rules=party)
    assert head.issuing[0] == "ĐẠI HỘI ĐẠI BIỂU"
    assert plain(head.issuing[1:]) == "ĐẢNG BỘ TỈNH NGHỆ AN LẦN THỨ …"


def test_congress_names(party: RuleSet) -> None:
    name = "Đảng bộ phường Ba Đình"
    assert congress_name(name, party, ordinal="I") == (
        "Đại hội đại biểu\nĐảng bộ phường Ba Đình lần thứ I"
    )
    assert congress_name(name, party, plenary=True, term="2025-2030") == (
        "Đại hội toàn thể đảng viên\nĐảng bộ phường Ba Đình nhiệm kỳ 2025-2030"
    )
    # A cell never writes "toàn thể đảng viên".
    assert congress_name("Chi bộ Tổ 16", party, plenary=True, term="2025-2030") == (
        "Đại hội Chi bộ Tổ 16 nhiệm kỳ 2025-2030"
    )


def test_several_names_make_a_joint_letterhead(party: RuleSet) -> None:
    head = letterhead(
        K.JOINT, ["Uỷ ban Kiểm tra Tỉnh uỷ Sơn La", "Công an tỉnh Sơn La"], rules=party
    )
    assert plain(head.issuing) == "UỶ BAN KIỂM TRA TỈNH UỶ SƠN LA - CÔNG AN TỈNH SƠN LA"
    assert not any(line.startswith("-") for line in head.issuing)


def test_a_state_body_may_stand_alone(state: RuleSet) -> None:
    head = letterhead(K.STATE_BODY, "Ủy ban nhân dân phường Ba Đình", rules=state)
    assert head.superior == () and head.star == ""


def test_lower_case_typing_and_decomposed_text_do_not_matter(party: RuleSet) -> None:
    import unicodedata

    typed = unicodedata.normalize("NFD", "  đảng uỷ   phường ba đình ")
    head = letterhead(K.COMMUNE_COMMITTEE, typed, "đảng bộ thành phố hà nội", rules=party)
    assert head.issuing == ("ĐẢNG UỶ PHƯỜNG BA ĐÌNH",)


@pytest.mark.parametrize(
    ("committee", "organisation"),
    [
        ("Đảng uỷ phường Ba Đình", "Đảng bộ phường Ba Đình"),
        ("Tỉnh uỷ Cao Bằng", "Đảng bộ tỉnh Cao Bằng"),
        ("Thành uỷ Hà Nội", "Đảng bộ thành phố Hà Nội"),
    ],
)
def test_committee_and_organisation(committee: str, organisation: str, party: RuleSet) -> None:
    assert organisation_name(committee, party) == organisation
    assert committee_name(organisation, party) == committee
    assert organisation_name(organisation, party) == organisation


def test_refusals(party: RuleSet) -> None:
    with pytest.raises(ConventionValue, match="Thiếu tên cấp trên"):
        letterhead(K.CELL, "Chi bộ 1", rules=party)
    with pytest.raises(ConventionValue, match="Thiếu tên cơ quan"):
        letterhead(K.CELL, " ", "Đảng bộ phường Ba Đình", rules=party)
    with pytest.raises(ConventionValue, match="district_committee"):
        letterhead(K.DISTRICT_COMMITTEE, "Quận uỷ", "Thành uỷ Hà Nội", rules=party)


def test_every_kind_is_in_some_rule_set(rule_sets: dict[str, RuleSet]) -> None:
    known = {kind for rules in rule_sets.values() for kind in rules.kinds}
    assert known == {str(kind) for kind in BodyKind}
