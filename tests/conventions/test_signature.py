"""Signature blocks: every form of the domain file's sections 10 and 15."""

from __future__ import annotations

import pytest

from giayto.conventions.ruleset import RuleSet
from giayto.conventions.signature import (
    SignatureBlock,
    certification,
    congress_minutes,
    discussion_minutes,
    signature,
    signature_acting,
    signature_by_order,
    signature_collective,
    signature_concurrent,
    signature_deputy,
    signature_head,
    signature_joint,
    signature_minutes,
    signer_name,
)
from giayto.errors import ConventionValue

NAME = "Trần Văn Mẫu"


def shown(block: SignatureBlock) -> list[str]:
    """The lines as the domain file prints them: bold between stars."""
    return [f"**{line.text}**" if line.bold else line.text for line in block.lines]


COLLECTIVE = [
    ("Đoàn chủ tịch", None, ["**T/M ĐOÀN CHỦ TỊCH**"]),
    ("Đoàn thư ký", "Trưởng đoàn", ["**T/M ĐOÀN THƯ KÝ**", "TRƯỞNG ĐOÀN"]),
    (
        "Ban thẩm tra tư cách đại biểu",
        "Trưởng ban",
        ["**T/M BAN THẨM TRA TƯ CÁCH ĐẠI BIỂU**", "TRƯỞNG BAN"],
    ),
    ("Ban kiểm phiếu", "Trưởng ban", ["**T/M BAN KIỂM PHIẾU**", "TRƯỞNG BAN"]),
    (
        "Ban Chấp hành Trung ương",
        "Tổng Bí thư",
        ["**T/M BAN CHẤP HÀNH TRUNG ƯƠNG**", "TỔNG BÍ THƯ"],
    ),
    ("Bộ Chính trị", None, ["**T/M BỘ CHÍNH TRỊ**"]),
    ("Ban Bí thư", None, ["**T/M BAN BÍ THƯ**"]),
    ("Tỉnh uỷ", "Bí thư", ["**T/M TỈNH UỶ**", "BÍ THƯ"]),
    ("Tỉnh uỷ", "Phó Bí thư", ["**T/M TỈNH UỶ**", "PHÓ BÍ THƯ"]),
    ("Thành uỷ", "Bí thư", ["**T/M THÀNH UỶ**", "BÍ THƯ"]),
    ("Đảng uỷ", "Bí thư", ["**T/M ĐẢNG UỶ**", "BÍ THƯ"]),
    ("Đảng uỷ", "Phó Bí thư", ["**T/M ĐẢNG UỶ**", "PHÓ BÍ THƯ"]),
    ("Ban Thường vụ", "Bí thư", ["**T/M BAN THƯỜNG VỤ**", "BÍ THƯ"]),
    ("Ban Thường vụ", "Phó Bí thư", ["**T/M BAN THƯỜNG VỤ**", "PHÓ BÍ THƯ"]),
    ("Chi bộ", "Bí thư", ["**T/M CHI BỘ**", "BÍ THƯ"]),
    ("Chi bộ", "Phó Bí thư", ["**T/M CHI BỘ**", "PHÓ BÍ THƯ"]),
    ("Uỷ ban Kiểm tra", "Chủ nhiệm", ["**T/M UỶ BAN KIỂM TRA**", "CHỦ NHIỆM"]),
    ("Uỷ ban Kiểm tra", "Phó Chủ nhiệm", ["**T/M UỶ BAN KIỂM TRA**", "PHÓ CHỦ NHIỆM"]),
    ("Hội đồng", "Chủ tịch", ["**T/M HỘI ĐỒNG**", "CHỦ TỊCH"]),
]


@pytest.mark.parametrize(("organ", "position", "lines"), COLLECTIVE)
@pytest.mark.parametrize("rule_set", ["2018", "2026"])
def test_on_behalf_of_a_collective(
    organ: str, position: str | None, lines: list[str], rule_set: str, rule_sets: dict[str, RuleSet]
) -> None:
    block = signature_collective(organ, position, NAME, rule_sets[rule_set])
    assert shown(block) == lines
    assert block.name == NAME and block.warnings == ()


@pytest.mark.parametrize(
    ("position", "lines"),
    [
        ("Trưởng ban", ["**TRƯỞNG BAN**"]),
        ("Phó Trưởng ban", ["**PHÓ TRƯỞNG BAN**"]),
        ("Trưởng Ban Chỉ đạo", ["**TRƯỞNG BAN CHỈ ĐẠO**"]),
    ],
)
def test_the_head_signs(position: str, lines: list[str], party: RuleSet) -> None:
    assert shown(signature_head(position, NAME, party)) == lines


@pytest.mark.parametrize(
    ("head", "position", "lines"),
    [
        ("Trưởng ban", "Phó Trưởng ban", ["**K/T TRƯỞNG BAN**", "PHÓ TRƯỞNG BAN"]),
        (
            "Trưởng Tiểu ban",
            "Phó Trưởng Tiểu ban",
            ["**K/T TRƯỞNG TIỂU BAN**", "PHÓ TRƯỞNG TIỂU BAN"],
        ),
        (
            "Chánh Văn phòng",
            "Phó Chánh Văn phòng",
            ["**K/T CHÁNH VĂN PHÒNG**", "PHÓ CHÁNH VĂN PHÒNG"],
        ),
    ],
)
def test_a_deputy_signs(head: str, position: str, lines: list[str], party: RuleSet) -> None:
    assert shown(signature_deputy(head, position, NAME, party)) == lines


def test_the_acting_head_signs(party: RuleSet) -> None:
    assert shown(signature_acting("Trưởng ban", NAME, party)) == ["**Q. TRƯỞNG BAN**"]


@pytest.mark.parametrize(
    ("authority", "position", "lines"),
    [
        ("Ban Thường vụ", "Chánh Văn phòng", ["**T/L BAN THƯỜNG VỤ**", "CHÁNH VĂN PHÒNG"]),
        ("Ban Thường vụ", "Phó Chánh Văn phòng", ["**T/L BAN THƯỜNG VỤ**", "PHÓ CHÁNH VĂN PHÒNG"]),
        ("Trưởng ban", "Chánh Văn phòng", ["**T/L TRƯỞNG BAN**", "CHÁNH VĂN PHÒNG"]),
    ],
)
def test_by_order(authority: str, position: str, lines: list[str], party: RuleSet) -> None:
    assert shown(signature_by_order(authority, position, NAME, party)) == lines


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("BÍ THƯ", "TRƯỞNG BAN CHỈ ĐẠO"),
        ("PHÓ BÍ THƯ", "TRƯỞNG BAN CHỈ ĐẠO"),
        ("UỶ VIÊN BAN THƯỜNG VỤ", "TRƯỞNG BAN CHỈ ĐẠO"),
        ("TRƯỞNG BAN TỔ CHỨC", "CHỦ TỊCH HỘI ĐỒNG"),
        ("UỶ VIÊN BAN THƯỜNG VỤ", "PHÓ TRƯỞNG TIỂU BAN"),
        ("TRƯỞNG BAN TUYÊN GIÁO VÀ DÂN VẬN", "PHÓ CHỦ TỊCH HỘI ĐỒNG"),
        ("PHÓ CHỦ TỊCH UỶ BAN NHÂN DÂN TỈNH", "TRƯỞNG BAN CHỈ ĐẠO"),
        ("TRƯỞNG BAN NỘI CHÍNH", "TRƯỞNG TIỂU BAN"),
        ("PHÓ CHỦ TỊCH UỶ BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH", "CHỦ TỊCH HỘI ĐỒNG"),
    ],
)
def test_two_titles_of_one_person(first: str, second: str, party: RuleSet) -> None:
    block = signature_concurrent(first.lower(), second.lower(), NAME, party)
    assert shown(block) == [f"**{first}**", "kiêm", f"**{second}**"]


@pytest.mark.parametrize("body", ["UỶ BAN NHÂN DÂN TỈNH", "TỈNH UỶ"])
def test_a_joint_document_prints_the_bodies(body: str, party: RuleSet) -> None:
    block = signature_joint("Chánh Văn phòng", body, NAME, party)
    assert shown(block) == ["**CHÁNH VĂN PHÒNG**", f"**{body}**"]


def test_minutes(party: RuleSet) -> None:
    pair = signature_minutes("Lê Thị Ghi", NAME, party)
    assert shown(pair.left) == ["**NGƯỜI GHI BIÊN BẢN**"] and pair.left.name == "Lê Thị Ghi"
    assert shown(pair.right) == ["**CHỦ TRÌ HỘI NGHỊ**"] and pair.right.name == NAME


def test_congress_minutes(party: RuleSet) -> None:
    pair = congress_minutes("Lê Thị Ghi", NAME, party)
    assert shown(pair.left) == ["**T/M ĐOÀN THƯ KÝ**", "TRƯỞNG ĐOÀN"]
    assert shown(pair.right) == ["**T/M ĐOÀN CHỦ TỊCH**"]


def test_discussion_minutes(party: RuleSet) -> None:
    pair = discussion_minutes("Lê Thị Ghi", NAME, party)
    assert shown(pair.left) == ["**NGƯỜI GHI BIÊN BẢN**"]
    assert shown(pair.right) == ["**T/M ĐOÀN THƯ KÝ**", "TRƯỞNG ĐOÀN"]


@pytest.mark.parametrize(
    ("authority", "position", "lines"),
    [
        ("T/L", "Chánh Văn phòng", ["**T/L BAN THƯỜNG VỤ**", "CHÁNH VĂN PHÒNG"]),
        ("T/M", "Bí thư", ["**T/M ĐẢNG UỶ**", "BÍ THƯ"]),
    ],
)
def test_certified_signature(
    authority: str, position: str, lines: list[str], party: RuleSet
) -> None:
    if authority == "T/L":
        certifier = signature_by_order("Ban Thường vụ", position, "Lê Thị Xác", party)
    else:
        certifier = signature_collective("Đảng uỷ", position, "Lê Thị Xác", party)
    certified = certification(NAME, certifier, party)
    assert certified.statement == f"Xác nhận chữ ký của đồng chí {NAME}"
    assert shown(certified.block) == lines
    assert certification("", certifier, party).statement == "Xác nhận chữ ký của đồng chí …"


def test_state_marks_and_bold_position(state: RuleSet) -> None:
    block = signature_collective("Ủy ban nhân dân", "Chủ tịch", NAME, state)
    assert shown(block) == ["**TM. ỦY BAN NHÂN DÂN**", "**CHỦ TỊCH**"]
    assert signature_deputy("Chủ tịch", "Phó Chủ tịch", NAME, state).authority == "KT. CHỦ TỊCH"
    assert (
        signature_by_order("Chủ tịch", "Chánh Văn phòng", NAME, state).authority == "TL. CHỦ TỊCH"
    )


@pytest.mark.parametrize(
    ("position", "printed"),
    [
        ("Phó Bí thư Tỉnh uỷ", "PHÓ BÍ THƯ"),
        ("Bí thư Đảng uỷ phường Ba Đình", "BÍ THƯ"),
        ("Chủ nhiệm Uỷ ban Kiểm tra", "CHỦ NHIỆM"),
    ],
)
def test_the_body_never_stands_behind_the_position(
    position: str, printed: str, party: RuleSet
) -> None:
    block = signature_collective("Ban Thường vụ", position, NAME, party)
    assert block.position == printed
    assert len(block.warnings) == 1 and position in block.warnings[0]


def test_the_body_never_stands_behind_a_head(party: RuleSet) -> None:
    block = signature_head("Trưởng Ban Tổ chức", NAME, party)
    assert block.authority == "TRƯỞNG BAN" and block.position == "" and block.warnings


@pytest.mark.parametrize("position", ["Uỷ viên Ban Thường vụ", "Đảng uỷ viên", "Trưởng ban"])
def test_other_members_sign_without_a_position(position: str, party: RuleSet) -> None:
    block = signature_collective("Ban Thường vụ", position, NAME, party)
    assert shown(block) == ["**T/M BAN THƯỜNG VỤ**"]
    assert position in block.warnings[0]


@pytest.mark.parametrize(
    "typed",
    [
        "PGS.TS Trần Văn Mẫu",
        "PGS, TS. Trần Văn Mẫu",
        "ThS. Trần Văn Mẫu",
        "ThS.Trần Văn Mẫu",
        "Đại tá Trần Văn Mẫu",
        "Đồng chí Trần Văn Mẫu",
        "Đ/c Trần Văn Mẫu",
        "Tiến sĩ khoa học Trần Văn Mẫu",
        "Phó Giáo sư - Tiến sĩ Trần Văn Mẫu",
        "Nhà giáo Ưu tú Trần Văn Mẫu",
        "\u200bBS. Trần Văn Mẫu",
    ],
)
def test_no_degree_or_rank_before_the_name(typed: str, party: RuleSet) -> None:
    name, warnings = signer_name(typed)
    assert name == NAME
    assert len(warnings) == 1
    assert signature_head("Trưởng ban", typed, party).warnings == tuple(warnings)


@pytest.mark.parametrize(
    "name", ["Ông Ích Mẫu", "Tạ Thị Tá", "Lê Thuỷ", "Lê Thủy", "Y Blim Êban", "Đại Văn Tá", ""]
)
def test_names_are_kept_as_their_bearers_write_them(name: str) -> None:
    assert signer_name(name) == (name, [])


@pytest.mark.parametrize(
    ("case", "authority", "first"),
    [
        ("collective", "Đảng uỷ", "T/M ĐẢNG UỶ"),
        ("head", "", "BÍ THƯ"),
        ("deputy", "Trưởng ban", "K/T TRƯỞNG BAN"),
        ("acting", "", "Q. BÍ THƯ"),
        ("by_order", "Ban Thường vụ", "T/L BAN THƯỜNG VỤ"),
        ("concurrent", "Trưởng ban", "TRƯỞNG BAN"),
    ],
)
def test_a_case_named_in_settings(case: str, authority: str, first: str, party: RuleSet) -> None:
    block = signature(case, authority, "Bí thư", NAME, party)
    assert block.authority == first


def test_refusals(party: RuleSet) -> None:
    with pytest.raises(ConventionValue, match="collective"):
        signature("tm", "Đảng uỷ", "Bí thư", NAME, party)
    with pytest.raises(ConventionValue, match="chức vụ"):
        signature_head(" ", NAME, party)
