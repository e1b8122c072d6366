"""Parts of a sheet: tables side by side, parts of other bodies, hidden columns, rows that go on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from giayto.files.ods_xml import scan_ods
from giayto.register import open_register
from giayto.register.export.columns import load_layout
from giayto.register.old import OldBody, compare, read_old_register
from tests.register.taking_over import (
    BODY,
    DAY,
    HEADS,
    Rows,
    book,
    codes,
    read,
    reasons,
    symbols,
    told,
)

PLAIN = ["Số", "Loại", "Ngày", "Trích yếu"]


def test_two_tables_side_by_side_are_both_read(tmp_path: Path) -> None:
    heads = ["Số", "Ngày", "Trích yếu"]
    rows: Rows = [
        ["SỔ VĂN BẢN ĐI NĂM 2026"],
        ["QUYẾT ĐỊNH", None, None, None, "THÔNG BÁO"],
        [*heads, None, *heads],
        [1, "05/06", "về A", None, 1, DAY, "về B"],
        [None, None, None, None, 2, DAY, "về C"],
    ]
    old = read(tmp_path, sheets={"DS": rows})
    assert symbols(old) == ["01-QĐ/ĐU", "01-TB/ĐU", "02-TB/ĐU"]
    assert codes(old) == ["SO-434"], "the year of the one title counts on both sides"


@pytest.mark.parametrize(
    "name", ["UBKT", "Uỷ ban Kiểm tra", "UBKT Đảng uỷ", "UỶ BAN NHÂN DÂN", "Chi bộ 1"]
)
def test_plain_numbers_under_the_name_of_another_body_are_not_taken(
    tmp_path: Path, name: str
) -> None:
    row: list[Any] = [1, "Thông báo", DAY, "a"]
    by_sheet = read(tmp_path, sheets={"Đảng uỷ": [PLAIN, row], name: [PLAIN, row]})
    assert (symbols(by_sheet), codes(by_sheet)) == (["01-TB/ĐU"], ["SO-444"])
    groups: Rows = [PLAIN, row, [name], row, ["Đảng uỷ"], [2, *row[1:]]]
    by_group = read(tmp_path, sheets={"DS": groups})
    assert (symbols(by_group), codes(by_group)) == (["01-TB/ĐU", "02-TB/ĐU"], ["SO-420"])
    assert name in told(by_group, "SO-420")


def test_the_names_over_the_bodys_own_register_are_no_other_bodys(tmp_path: Path) -> None:
    rows: Rows = [
        ["ĐẢNG BỘ THÀNH PHỐ HÀ NỘI"],
        ["SỔ VĂN BẢN ĐI CỦA ĐẢNG UỶ, UBKT"],
        PLAIN,
        [1, "Thông báo", DAY, "a"],
    ]
    assert symbols(read(tmp_path, sheets={"Văn phòng Đảng uỷ": rows})) == ["01-TB/ĐU"]


def test_a_hidden_column_is_read_and_told(tmp_path: Path) -> None:
    def hide(made: Any) -> None:
        made["DS"].column_dimensions["F"].hidden = True

    old = read(tmp_path, ["01-TB/ĐU", DAY, "a", "", "", "Huỷ: nhầm"], change=hide)
    assert reasons(old) == {"01-TB/ĐU": "nhầm"}
    assert told(old, "KT-804") == "trang DS: Cột ẩn vẫn được đọc: F."


def test_an_abstract_goes_on_in_the_next_row_and_one_without_a_number_is_told(
    tmp_path: Path,
) -> None:
    old = read(
        tmp_path,
        ["01-TB/ĐU", DAY, "Thông báo kết luận phiên họp"],
        [None, None, "tháng 6 của Ban Thường vụ"],
        ["02-TB/ĐU", DAY, "Thông báo b"],
        [None, None, "Công văn gửi Phòng Nội vụ về công tác nhân sự"],
        ["03-TB/ĐU", DAY, "Thông báo c"],
    )
    first, *_others = [taken.request.abstract for _spot, taken in old.rows]
    assert first == "kết luận phiên họp tháng 6 của Ban Thường vụ"
    assert "Phòng Nội vụ" in told(old, "SO-403")


@pytest.mark.parametrize(
    ("symbol", "abstract", "expected"),
    [
        ("01-CTHĐ/ĐU", "Chương trình hành động thực hiện Nghị quyết", (["01-CTHĐ/ĐU"], ["SO-445"])),
        ("01-TBB/ĐU", "kết luận phiên họp", ([], ["SO-405"])),
        ("01-T.B/ĐU", "lịch họp", (["01-TB/ĐU"], ["SO-428"])),
        ("01-TB/Đảng uỷ", "lịch họp", (["01-TB/ĐU"], ["SO-428"])),
        ("2O-TB/ĐU", "lịch họp", ([], ["SO-404"])),
        ("l8-TB/ĐU", "lịch họp", ([], ["SO-404"])),
        ("05-a-TB/ĐU", "lịch họp", (["05a-TB/ĐU"], ["SO-425"])),
        ("05(a)-TB/ĐU", "lịch họp", (["05a-TB/ĐU"], ["SO-425"])),
    ],
)
def test_symbols_written_in_an_offices_own_way(
    tmp_path: Path, symbol: str, abstract: str, expected: tuple[list[str], list[str]]
) -> None:
    old = read(tmp_path, [symbol, DAY, abstract])
    assert symbols(old) == expected[0]
    assert set(expected[1]) <= set(codes(old))


def test_a_type_column_answers_for_a_symbol_that_nobody_knows(tmp_path: Path) -> None:
    heads = ["Số và ký hiệu", "Tên loại", "Ngày", "Trích yếu"]
    old = read(tmp_path, ["01-TM/ĐU", "Giấy mời", DAY, "họp"], heads=heads)
    ((_spot, taken),) = old.rows
    assert (taken.symbol, taken.request.type_key) == ("01-TM/ĐU", "giay_moi")
    assert codes(old) == ["SO-445"]


def test_the_offices_own_rules_hold_for_its_old_register(tmp_path: Path) -> None:
    overlay = tmp_path / "the-thuc.toml"
    overlay.write_text(
        '[number]\nshared_series = []\n[types]\nchuong_trinh = "CTHĐ"\n', encoding="utf-8"
    )
    rows = [
        HEADS,
        ["01-QĐ/ĐU", DAY, "Quyết định a"],
        ["01-QĐ/ĐU", DAY, "Quy định b"],
        ["01-CTHĐ/ĐU", DAY, "c"],
    ]
    made = book(tmp_path / "so.xlsx", {"DS": rows})
    body = OldBody(BODY.code, BODY.name, BODY.symbol, BODY.term, overlay=overlay)
    old = read_old_register(made, body, load_layout())
    assert [taken.request.type_key for _s, taken in old.rows] == [
        "quyet_dinh",
        "quy_dinh",
        "chuong_trinh",
    ]


@pytest.mark.parametrize(
    "note", ["Số này bỏ", "ko ban hành", "xoá", "Không có văn bản", "CANCEL", "không dùng nữa"]
)
def test_more_words_that_cancel(tmp_path: Path, note: str) -> None:
    old = read(tmp_path, ["01-TB/ĐU", DAY, "a", "", "", note])
    assert list(reasons(old).values()) != [""], note


@pytest.mark.parametrize("note", ["Đã lấy số, không phát hành", "Số trống", "h", "da xoa"])
def test_more_words_that_are_asked_about(tmp_path: Path, note: str) -> None:
    old = read(tmp_path, ["01-TB/ĐU", DAY, "a", "", "", note])
    assert (reasons(old), codes(old)) == ({"01-TB/ĐU": ""}, ["SO-436"])


def test_brackets_in_an_abstract_speak_of_the_row(tmp_path: Path) -> None:
    old = read(
        tmp_path,
        ["01-TB/ĐU", DAY, "(Huỷ) Thông báo về họp"],
        ["02-TB/ĐU", DAY, "Thông báo về họp (đã hủy)"],
        ["03-TB/ĐU", DAY, "Thông báo huỷ cuộc họp (lần 2)"],
    )
    assert [bool(reason) for reason in reasons(old).values()] == [True, True, False]


def test_what_was_told_at_the_first_import_is_not_told_again(tmp_path: Path) -> None:
    rows = (
        ["01-TB/ĐU", DAY, "a"],
        ["01a-TB/ĐU", DAY, "a1"],
        ["02, 03-TB/ĐU", DAY, "b"],
        ["04-TB/ĐU", "", "", "", "", "số chờ"],
    )
    first = read(tmp_path, *rows)
    assert {"SO-425", "SO-429", "SO-430"} <= set(codes(first))
    register = open_register(tmp_path / "so.db")
    register.take_many([taken for _spot, taken in first.rows])
    source = read_old_register(tmp_path / "so.xlsx", BODY, load_layout())
    assert set(codes(compare(register, source))) == {"SO-401"}


def test_a_weekday_before_the_date_does_no_harm(tmp_path: Path) -> None:
    old = read(tmp_path, ["01-TB/ĐU", "Thứ sáu, ngày 05/06/2026", "a"])
    assert f"{old.rows[0][1].request.document_date:%d/%m/%Y}" == DAY


def test_a_hidden_column_is_known_in_an_ods_as_well(tmp_path: Path) -> None:
    xml = (
        b'<c xmlns:table="t" xmlns:text="x"><table:table table:name="DS"><table:table-column '
        b'table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        b"<table:table-row/></table:table></c>"
    )
    assert scan_ods(xml)["DS"][0].hidden_columns == {3}
