"""What a keeper writes at the top of an own paper, and how it is understood."""

from __future__ import annotations

import datetime as dt

import pytest

from giayto.errors import PaperDeclaration
from giayto.generators.declared.declaration import Condition
from giayto.generators.declared.spoken import understand


def test_the_file_name_is_the_paper_and_the_words_need_no_accents() -> None:
    declared = understand({"per": "MOI CHI BO"}, "Giấy mời họp")

    assert (declared.key, declared.label, declared.per) == ("giay-moi-hop", "Giấy mời họp", "cell")
    assert declared.by_committee and not declared.type_name and declared.day is None


def test_a_members_paper_is_the_cells_unless_said_otherwise() -> None:
    assert not understand({"per": "mỗi đảng viên"}, "Thư").by_committee
    assert understand({"per": "mỗi đảng viên", "issuer": "Đảng uỷ"}, "Thư").by_committee


def test_the_abstract_is_the_label_without_the_type() -> None:
    said = {"per": "mỗi chi bộ", "type": "giấy mời"}

    assert understand(said, "Giấy mời họp tổng kết").about == "họp tổng kết"
    assert understand({"per": "mỗi chi bộ"}, "Thư ngỏ").about == ""


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("Giới tính = Nữ", Condition("gioi_tinh", "is", ("Nữ",))),
        ("gioi_tinh khác Nam", Condition("gioi_tinh", "is_not", ("Nam",))),
        ("Chức vụ đảng có ghi", Condition("chuc_vu_dang", "filled")),
        ("Chi bộ là CB01 hoặc CB02", Condition("chi_bo", "is", ("CB01", "CB02"))),
        ("Chức vụ đảng có chữ bí thư", Condition("chuc_vu_dang", "has", ("bí thư",))),
    ],
)
def test_conditions_are_read_as_people_write_them(typed: str, condition: Condition) -> None:
    assert understand({"per": "đảng viên", "only": typed}, "Thư").only == (condition,)


def test_a_condition_holds_whatever_the_capitals() -> None:
    female = Condition("gioi_tinh", "is", ("Nữ",))

    assert female.holds("nữ") and not female.holds("Nam") and not female.holds("")
    assert Condition("x", "empty").holds("") and not Condition("x", "filled").holds("")
    assert Condition("x", "has", ("bí thư",)).holds("Phó Bí thư")


def test_names_in_braces_become_keys() -> None:
    declared = understand(
        {"per": "mỗi đảng viên", "file": "Thư {Họ và tên}", "day": "5/1/2027"}, "Thư"
    )

    assert declared.file == "Thư {ho_ten}"
    assert declared.day == dt.date(2027, 1, 5)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"per": "mỗi con mèo"}, "mỗi con mèo"),
        ({"per": "đảng viên", "file": "{Họ và tem}"}, "Họ và tem"),
        ({"per": "đảng viên", "only": "hễ là nữ thì lập"}, "hễ"),
        ({"per": "đảng viên", "day": "hôm nào đó"}, "hôm nào đó"),
        ({"per": "đảng viên", "issuer": "công an"}, "công an"),
    ],
)
def test_what_is_not_understood_is_told_with_a_way_out(said: dict[str, str], told: str) -> None:
    with pytest.raises(PaperDeclaration) as raised:
        understand(said, "Thư")

    assert told in raised.value.what and raised.value.fix
