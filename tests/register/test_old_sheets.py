"""Whole files of old registers: every sheet, every term, what is ours and what is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from giayto.errors import ListNotRecognised
from giayto.register import Query, open_register
from giayto.register.export.columns import load_layout
from giayto.register.old import OldBody, compare, read_old_register
from tests.register.taking_over import (
    BODY,
    DAY,
    HEADS,
    book,
    codes,
    next_number,
    read,
    symbols,
    told,
)

_OURS = ["01-CV/ĐU", DAY, "Công văn mời họp"]
_IN = ["215-CV/TU", DAY, "góp ý"]


def test_every_sheet_is_read(tmp_path: Path) -> None:
    sheets = {
        "QĐ": [HEADS, ["01-QĐ/ĐU", DAY, "Quyết định A"]],
        "TB": [HEADS, ["01-TB/ĐU", DAY, "B"], ["02-TB/ĐU", DAY, "C"]],
        "Trang trống": [],
    }
    old = read(tmp_path, sheets=sheets)
    assert symbols(old) == ["01-QĐ/ĐU", "01-TB/ĐU", "02-TB/ĐU"]
    assert codes(old) == []
    assert next_number(tmp_path, old, "thong_bao").symbol == "03-TB/ĐU"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Văn bản đến", [HEADS, _IN]),
        ("Đến", [HEADS, _IN]),
        ("CV đến 2026", [HEADS, _IN]),
        ("Trang1", [["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2026"], HEADS, _IN]),
        ("Trang1", [["Số đến", *HEADS], [1, *_IN]]),
        ("Trang1", [["Ngày nhận", "Nơi gửi", *HEADS], [DAY, "Thành uỷ", *_IN]]),
    ],
)
def test_a_register_of_incoming_papers_gives_no_numbers(
    tmp_path: Path, name: str, rows: list[list[Any]]
) -> None:
    old = read(tmp_path, sheets={name: rows, "Văn bản đi": [HEADS, _OURS]})
    assert symbols(old) == ["01-CV/ĐU"]
    assert codes(old) == ["SO-422"] and "sổ văn bản đến" in told(old, "SO-422")
    assert next_number(tmp_path, old, "cong_van").symbol == "02-CV/ĐU"


def test_a_file_of_incoming_papers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListNotRecognised, match="sổ văn bản đến"):
        read(tmp_path, _IN, name="so-cong-van-den-2026.xlsx")


def test_a_register_up_to_a_day_is_no_register_of_incoming_papers(tmp_path: Path) -> None:
    rows = [["SỔ VĂN BẢN ĐI TỪ 01/01 ĐẾN 30/6/2026"], HEADS, _OURS]
    assert symbols(read(tmp_path, sheets={"Số đến 30-6": rows})) == ["01-CV/ĐU"]


def test_our_own_symbols_under_the_title_of_incoming_papers_are_asked_about(tmp_path: Path) -> None:
    sheets = {"VB đến": [HEADS, ["07-CV/ĐU", DAY, "a"]], "Đi": [HEADS, _OURS]}
    old = read(tmp_path, sheets=sheets)
    assert old.rejected and "1 dòng mang ký hiệu ĐU" in told(old, "SO-420")


@pytest.mark.parametrize(
    "rows",
    [
        [HEADS, ["VĂN BẢN ĐẾN"], ["33-CV/ĐU", DAY, "x"], ["VĂN BẢN ĐI"], _OURS],
        [["Đi/đến", *HEADS], ["Đi", *_OURS], ["Đến", "33-CV/ĐU", DAY, "x"]],
        [
            ["Số đến", "Số đi", "Ký hiệu", "Ngày tháng", "Trích yếu"],
            [5, "", "CV/TU", DAY, "a"],
            ["", 1, "CV/ĐU", DAY, "Công văn mời họp"],
        ],
    ],
)
def test_a_register_of_both_gives_what_went_out(tmp_path: Path, rows: list[list[Any]]) -> None:
    old = read(tmp_path, sheets={"Sổ": rows})
    assert (symbols(old), codes(old)) == (["01-CV/ĐU"], ["SO-422"])


def test_rows_of_another_body_are_refused_and_named_with_the_way_to_enter_them(
    tmp_path: Path,
) -> None:
    old = read(tmp_path, _OURS, ["215-CV/TU", DAY, "x"], ["216-CV/TU", DAY, "y"])
    assert symbols(old) == ["01-CV/ĐU"]
    (finding,) = old.findings
    assert (finding.code, finding.severity) == ("SO-420", "error")
    assert "Dòng 3-4" in finding.why and "--ky-hieu TU" in finding.fix


def test_a_sheet_of_another_body_is_left_out_and_told(tmp_path: Path) -> None:
    theirs = [HEADS, ["01-TB/UBKTĐU", DAY, "x"]]
    old = read(tmp_path, sheets={"Đảng uỷ": [HEADS, _OURS], "UBKT": theirs})
    assert (symbols(old), codes(old)) == (["01-CV/ĐU"], ["SO-444"])
    assert not old.rejected


def test_a_list_of_several_bodies_by_a_column(tmp_path: Path) -> None:
    old = read(
        tmp_path,
        [1, "TB", "Đảng uỷ phường Hoa Sen", DAY, "a"],
        [1, "TB", "Uỷ ban kiểm tra", DAY, "b"],
        [2, "TB", "Đảng uỷ", DAY, "c"],
        heads=["Số", "Loại", "Cơ quan ban hành", "Ngày", "Trích yếu"],
    )
    assert (symbols(old), codes(old)) == (["01-TB/ĐU", "02-TB/ĐU"], ["SO-420"])


_OLD_TERM = ["120-TB/ĐU", "05/03/2025", "A"]
_NEW_TERM = ["01-TB/ĐU", "05/10/2025", "B"]


@pytest.mark.parametrize(
    "sheets",
    [
        {"Sổ": [HEADS, ["NHIỆM KỲ 2020-2025"], _OLD_TERM, ["Nhiệm kỳ 2025 – 2030"], _NEW_TERM]},
        {"NK 2020-2025": [HEADS, _OLD_TERM], "NK 2025-2030": [HEADS, _NEW_TERM]},
        {"A": [["SỔ VĂN BẢN ĐI NHIỆM KỲ 2020-2025"], HEADS, _OLD_TERM], "B": [HEADS, _NEW_TERM]},
        {"Sổ": [["Nhiệm kỳ", *HEADS], ["2020-2025", *_OLD_TERM], ["2025-2030", *_NEW_TERM]]},
    ],
)
def test_numbers_of_an_earlier_term_are_told_by_what_stands_there(
    tmp_path: Path, sheets: dict[str, list[list[Any]]]
) -> None:
    old = read(tmp_path, sheets=sheets)
    assert [(t.symbol, t.request.term) for _s, t in old.rows] == [
        ("120-TB/ĐU", "2020-2025"),
        ("01-TB/ĐU", "2025-2030"),
    ]
    assert codes(old) == ["SO-440"]
    assert next_number(tmp_path, old, "thong_bao").symbol == "02-TB/ĐU"


def test_numbers_of_an_earlier_term_are_told_by_date_and_where_they_begin_again(
    tmp_path: Path,
) -> None:
    old = read(
        tmp_path,
        ["118-TB/ĐU", "05/03/2024", "a"],
        ["119-TB/ĐU", "05/12/2024", "b"],
        ["120-TB/ĐU", "05/03/2025", "c"],
        ["07-KH/ĐU", "01/12/2025", "Kế hoạch d"],
        ["01-TB/ĐU", "05/10/2025", "e"],
        ["02-TB/ĐU", "05/01/2026", "f"],
    )
    terms = {t.symbol: t.request.term for _s, t in old.rows}
    assert [terms[f"{n}-TB/ĐU"] for n in (118, 119, 120)] == ["2020-2025"] * 3
    assert {terms[s] for s in ("01-TB/ĐU", "02-TB/ĐU", "07-KH/ĐU")} == {"2025-2030"}
    assert codes(old) == ["SO-440"] and "Dòng 2-4" in told(old, "SO-440")
    assert next_number(tmp_path, old, "thong_bao").symbol == "03-TB/ĐU"


def test_the_register_of_two_terms_is_told_apart_from_the_earlier_one_as_well(
    tmp_path: Path,
) -> None:
    rows: list[list[Any]] = [
        HEADS,
        ["11-TB/ĐU", "05/12/2024", "a"],
        ["12-TB/ĐU", "05/03/2025", "b"],
        ["01-TB/ĐU", "05/10/2025", "c"],
        ["02-TB/ĐU", "05/01/2026", "d"],
        ["03-TB/ĐU", "06/01/2026", "e"],
    ]
    path = book(tmp_path / "so.xlsx", {"S": rows})
    old = read_old_register(path, replace(BODY, term="2020-2025"), load_layout())
    terms = [t.request.term for _s, t in old.rows]
    assert terms == ["2020-2025"] * 2 + ["2025-2030"] * 3


def test_one_date_of_a_wrong_year_does_not_leave_the_term(tmp_path: Path) -> None:
    old = read(tmp_path, ["01-TB/ĐU", DAY, "a"], ["02-TB/ĐU", "06/06/2016", "b"])
    assert {t.request.term for _s, t in old.rows} == {"2025-2030"}
    assert codes(old) == ["SO-410"]


_TYPES = ["Số", "Loại văn bản", "Ngày", "Trích yếu"]


@pytest.mark.parametrize(
    ("name", "heads", "row"),
    [
        ("DS", ["Số", "Ký hiệu", "Ngày", "Trích yếu"], [2, "TB/ĐU", DAY, "kết luận phiên họp"]),
        ("DS", ["Số", "Ký hiệu", "Ngày", "Trích yếu"], ["02", "-TB/ĐU", DAY, "kết luận"]),
        ("DS", ["Số", "Ký hiệu", "Ngày", "Trích yếu"], [2, "TB", DAY, "kết luận"]),
        ("DS", _TYPES, [2, "TB", DAY, "kết luận phiên họp"]),
        ("DS", _TYPES, [2.0, "Thông báo", DAY, "kết luận phiên họp"]),
        ("DS", _TYPES, ["02-TB/ĐU", "TB", DAY, "kết luận phiên họp"]),
        ("TB", ["Số", "Ngày", "Trích yếu"], [2, DAY, "lịch họp"]),
        ("Sổ thông báo 2026", ["Số", "Ngày", "Trích yếu"], [2, DAY, "lịch họp"]),
        ("DS", ["Số", "Ngày", "Trích yếu"], [2, DAY, "Thông báo lịch họp"]),
        ("Công văn đi", ["Số", "Ngày", "Trích yếu"], [2, DAY, "Thông báo lịch họp"]),
    ],
)
def test_the_type_is_told_by_whatever_says_it_first(
    tmp_path: Path, name: str, heads: list[str], row: list[Any]
) -> None:
    old = read(tmp_path, sheets={name: [heads, row]})
    assert [(t.symbol, t.request.type_key) for _s, t in old.rows] == [("02-TB/ĐU", "thong_bao")]
    assert old.rejected is False


@pytest.mark.parametrize("symbol", ["01-XYZ/ĐU", "01-TBB/ĐU"])
def test_a_symbol_that_nobody_knows_is_told_and_not_taken_for_the_abstracts_type(
    tmp_path: Path, symbol: str
) -> None:
    old = read(tmp_path, [symbol, DAY, "Chương trình hành động"])
    assert (symbols(old), codes(old)) == ([], ["SO-405"])


def test_two_rows_of_headings_with_merged_cells(tmp_path: Path) -> None:
    def merge(made: Any) -> None:
        for span in ("A1:A2", "B1:C1", "D1:D2", "E1:E2"):
            made.worksheets[0].merge_cells(span)

    rows: list[list[Any]] = [
        ["TT", "Số, ký hiệu văn bản", "", "Ngày tháng", "Trích yếu"],
        ["", "Số", "Ký hiệu", "", ""],
        [1, 2, "TB/ĐU", DAY, "a"],
    ]
    old = read(tmp_path, sheets={"DS": rows}, change=merge)
    assert (symbols(old), codes(old)) == (["02-TB/ĐU"], [])


def test_headings_again_on_every_page_and_in_another_order(tmp_path: Path) -> None:
    rows = [
        HEADS,
        ["01-TB/ĐU", DAY, "a"],
        HEADS,
        ["02-TB/ĐU", DAY, "b"],
        ["Ngày tháng", "Số và ký hiệu", "Trích yếu"],
        [DAY, "03-TB/ĐU", "c"],
    ]
    old = read(tmp_path, sheets={"DS": rows})
    assert symbols(old) == ["01-TB/ĐU", "02-TB/ĐU", "03-TB/ĐU"] and codes(old) == []
    assert [t.request.abstract for _s, t in old.rows] == ["a", "b", "c"]


def test_merged_cells_count_for_each_row_and_a_merged_number_for_one(tmp_path: Path) -> None:
    def merge(made: Any) -> None:
        for span in ("B2:B3", "A4:A5"):
            made.worksheets[0].merge_cells(span)

    old = read(
        tmp_path,
        ["01-TB/ĐU", DAY, "a"],
        ["02-TB/ĐU", "", "b"],
        ["03-TB/ĐU", DAY, "c", "", "Chi bộ 1"],
        ["", "", "", "", "Chi bộ 2"],
        change=merge,
    )
    got = [(t.symbol, t.request.document_date, t.request.recipients) for _s, t in old.rows]
    day = dt.date(2026, 6, 5)
    assert got == [
        ("01-TB/ĐU", day, ""),
        ("02-TB/ĐU", day, ""),
        ("03-TB/ĐU", day, "Chi bộ 1; Chi bộ 2"),
    ]


def test_as_above_and_days_without_a_year(tmp_path: Path) -> None:
    rows = [
        ["SỔ VĂN BẢN ĐI NĂM 2026"],
        HEADS,
        ["Tháng 6"],
        ["01-TB/ĐU", "05/6", "a", "Lê Thu Hà", "Như trên"],
        ["02-TB/ĐU", '"', "b", "nt", "Như trên"],
        ["03-TB/ĐU", "06/6/26", "c"],
    ]
    old = read(tmp_path, sheets={"DS": rows})
    got = [(t.request.document_date, t.request.signer, t.request.recipients) for _s, t in old.rows]
    assert got[0] == got[1] == (dt.date(2026, 6, 5), "Lê Thu Hà", "Như trên")
    assert got[2][0] == dt.date(2026, 6, 6)
    assert codes(old) == ["SO-435", "SO-434"] and "dòng 4-6" in told(old, "SO-434")


def test_a_day_without_a_year_goes_on_from_the_row_above_and_is_told(tmp_path: Path) -> None:
    old = read(tmp_path, ["01-TB/ĐU", "28/12/2026", "a"], ["02-TB/ĐU", "05/01", "b"])
    assert old.rows[1][1].request.document_date == dt.date(2027, 1, 5)
    assert codes(old) == ["SO-434"]


def test_columns_without_a_place_are_named_and_kept(tmp_path: Path) -> None:
    heads = ["STT", *HEADS, "Độ mật", "Tệp đính kèm", "Ghi chú", "", "Ngày phát hành"]
    values = [1, "01-QĐ/ĐU", DAY, "Quyết định A", "Hà", "- Thành uỷ;\n- Lưu VP.", "x"]
    old = read(tmp_path, [*values, "Mật", "a.pdf", "hoả tốc", "lạ", "06/06/2026"], heads=heads)
    request = old.rows[0][1].request
    assert request.note == (
        "x; Độ mật: Mật; Tệp đính kèm: a.pdf; Ghi chú: hoả tốc; K: lạ; Ngày phát hành: 06/06/2026"
    )
    assert request.recipients == "Thành uỷ; Lưu VP."
    assert codes(old) == ["SO-427"]
    assert all(name in told(old, "SO-427") for name in ("“Độ mật”", "“Tệp đính kèm”", "“K”"))


def test_hidden_rows_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    def hide(made: Any) -> None:
        made.worksheets[0].row_dimensions[3].hidden = True
        made.worksheets[1].sheet_state = "hidden"

    sheets = {
        "A": [HEADS, ["01-TB/ĐU", DAY, "a"], ["02-TB/ĐU", DAY, "b"]],
        "B": [HEADS, ["03-TB/ĐU", DAY, "c"]],
    }
    old = read(tmp_path, sheets=sheets, change=hide)
    assert symbols(old) == ["01-TB/ĐU", "02-TB/ĐU", "03-TB/ĐU"]
    assert codes(old) == ["KT-804", "KT-804"]


def test_a_sheet_of_numbers_without_headings_stops_everything(tmp_path: Path) -> None:
    sheets = {
        "A": [HEADS, ["01-TB/ĐU", DAY, "a"]],
        "B": [["02-TB/ĐU", DAY, "b"]],
        "Danh bạ": [["Văn phòng", "Hà"]],
    }
    old = read(tmp_path, sheets=sheets)
    assert codes(old) == ["SO-423", "SO-442"] and old.rejected


def test_one_paper_on_two_sheets_is_one_and_another_paper_is_refused(tmp_path: Path) -> None:
    sheets = {
        "Tất cả": [HEADS, ["01-TB/ĐU", DAY, "a"], ["01-QĐ/ĐU", DAY, "Quyết định b"]],
        "TB": [HEADS, ["01-TB/ĐU", DAY, "a"]],
        "QĐ": [HEADS, ["01-QĐ/ĐU", DAY, "Quyết định khác"]],
    }
    old = read(tmp_path, sheets=sheets)
    assert codes(old) == ["SO-439", "SO-408"]
    assert "trang Tất cả, dòng 3" in told(old, "SO-408")


def test_the_common_series_of_decisions_goes_on_over_the_change_of_rules(tmp_path: Path) -> None:
    sheets = {
        "QĐi": [HEADS, ["04-QĐi/ĐU", "05/05/2026", "Quy định a"]],
        "QĐ": [HEADS, ["06-QĐ/ĐU", "05/05/2026", "Quyết định b"]],
    }
    old = read(tmp_path, sheets=sheets)
    assert symbols(old) == ["04-QĐi/ĐU", "06-QĐ/ĐU"]
    assert next_number(tmp_path, old, "quy_dinh").symbol == "07-QĐ/ĐU"


def test_what_the_register_says_otherwise_is_told_and_stays(tmp_path: Path) -> None:
    register = open_register(tmp_path / "so.db")
    first = read(tmp_path, ["01-TB/ĐU", DAY, "a", "Hà"])
    register.take_many([taken for _spot, taken in first.rows])
    path = book(
        tmp_path / "sau.xlsx",
        {"S": [HEADS, ["01-TB/ĐU", "06/06/2026", "a", "Hà", "", "Huỷ: cấp nhầm"]]},
    )
    again = compare(register, read_old_register(path, BODY, load_layout()))
    assert again.rows == [] and codes(again) == ["SO-441"]
    assert "ngày 06/06/2026; đã huỷ: cấp nhầm" in told(again, "SO-441")
    (entry,) = register.find(Query())
    assert entry.document_date == dt.date(2026, 6, 5) and not entry.cancelled


@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_a_register_in_a_text_file(tmp_path: Path, ending: str) -> None:
    mark = {".csv": ";", ".tsv": "\t"}[ending]
    rows = [HEADS, ["01-TB/ĐU", DAY, "về lịch họp, lịch trực"], ["02–TB/ĐU", DAY, "b"]]
    path = tmp_path / f"so{ending}"
    path.write_text("\n".join(mark.join(row) for row in rows), encoding="utf-8")
    old = read_old_register(path, BODY, load_layout())
    assert symbols(old) == ["01-TB/ĐU", "02-TB/ĐU"]
    assert old.rows[0][1].request.abstract == "về lịch họp, lịch trực"


def test_a_body_that_writes_as_state_bodies_do_keeps_its_way(tmp_path: Path) -> None:
    body = OldBody("UB", "Uỷ ban nhân dân phường", "UBND", "2025-2030")
    path = book(tmp_path / "ub.xlsx", {"S": [HEADS, ["15/QĐ-UBND", DAY, "Quyết định a"]]})
    assert symbols(read_old_register(path, body, load_layout())) == ["15/QĐ-UBND"]
