"""Numbers and symbols as old registers write them: mended and told, bounded, never guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from giayto.register.old.numbers import parse_written
from tests.register.taking_over import DAY, HEADS, codes, next_number, read, symbols, told


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("02–TB/ĐU", "gạch"),
        ("02‒TB/ĐU", "gạch"),
        ("02−TB/ĐU", "gạch"),
        ("02‑TB/ĐU", "gạch"),
        ("02-TB/ÐU", "Ð"),
        ("02-tb/đu", "chữ hoa"),
        ("02-TB/DU", "Đã thêm dấu"),
        ("０２－ＴＢ／ĐＵ", "khổ rộng"),
        ("2-TB/ĐU", "số 0"),
        ("02/TB-ĐU", "Đã xếp lại"),
        ("02/2026/TB-ĐU", "năm"),
        ("02-TB/ĐU-2026", "năm"),
        ("02TB/ĐU", "gạch nối sau số"),
        ("02-TB\\ĐU", "chéo"),
    ],
)
def test_a_number_typed_otherwise_is_put_right_and_told(
    tmp_path: Path, typed: str, kind: str
) -> None:
    old = read(tmp_path, ["01-TB/ĐU", DAY, "a"], [typed, DAY, "b"])
    assert symbols(old) == ["01-TB/ĐU", "02-TB/ĐU"]
    assert set(codes(old)) == {"SO-428"}
    assert kind in told(old, "SO-428") and "02-TB/ĐU (dòng 3)" in told(old, "SO-428")


@pytest.mark.parametrize("typed", ["Số: 02-TB/ĐU", "số 02-TB/ĐU", "02 - TB / ĐU", "02-TB/ĐU "])
def test_spaces_and_the_word_so_are_not_worth_a_note(tmp_path: Path, typed: str) -> None:
    old = read(tmp_path, ["01-TB/ĐU", DAY, "a"], [typed, DAY, "b"])
    assert (symbols(old), codes(old)) == (["01-TB/ĐU", "02-TB/ĐU"], [])


def test_one_kind_of_slip_is_told_once_for_all_its_rows(tmp_path: Path) -> None:
    old = read(tmp_path, *([f"{n:02d}–TB/ĐU", DAY, "a"] for n in range(1, 30)))
    assert codes(old) == ["SO-428"] and "dòng 2-30" in told(old, "SO-428")


@pytest.mark.parametrize(
    "figure", [20260605, 1e9, 202606, -1, 0, 2.5, "20260605", "1e9", "0", "-5", "2,5"]
)
def test_what_can_be_no_number_is_refused_and_the_series_goes_on(
    tmp_path: Path, figure: Any
) -> None:
    heads = ["Số", "Loại văn bản", "Ngày", "Trích yếu"]
    old = read(tmp_path, [1, "TB", DAY, "a"], [figure, "TB", DAY, "b"], heads=heads)
    assert (symbols(old), codes(old)) == (["01-TB/ĐU"], ["SO-404"])
    assert next_number(tmp_path, old, "thong_bao").symbol == "02-TB/ĐU"


def test_a_year_among_numbers_is_asked_about(tmp_path: Path) -> None:
    old = read(tmp_path, ["01-TB/ĐU", DAY, "a"], ["2026-TB/ĐU", DAY, "b"])
    assert (symbols(old), codes(old)) == (["01-TB/ĐU"], ["SO-424"])
    assert next_number(tmp_path, old, "thong_bao").symbol == "02-TB/ĐU"


def test_a_register_that_begins_with_a_high_number_is_believed(tmp_path: Path) -> None:
    old = read(tmp_path, *([f"{n}-TB/ĐU", DAY, "a"] for n in range(1450, 1454)))
    assert codes(old) == []
    assert next_number(tmp_path, old, "thong_bao").symbol == "1454-TB/ĐU"


@pytest.mark.parametrize("column", [0, 1])
def test_a_number_that_excel_made_a_date_is_told(tmp_path: Path, column: int) -> None:
    row: list[Any] = ["", "", DAY, "b"]
    row[column] = dt.datetime(2026, 2, 2)
    heads = ["Ký hiệu", "Số", "Ngày", "Trích yếu"]
    old = read(tmp_path, ["TB/ĐU", 1, DAY, "a"], row, heads=heads)
    assert (symbols(old), codes(old)) == (["01-TB/ĐU"], ["SO-421"])
    assert "02/02/2026" in told(old, "SO-421")


def test_a_number_put_in_between_is_kept_with_the_one_it_follows(tmp_path: Path) -> None:
    old = read(
        tmp_path,
        ["01a-TB/ĐU", "06/06/2026", "chen vào", "Lê Thu Hà", "Các chi bộ"],
        ["01-TB/ĐU", DAY, "chính"],
        ["02-TB/ĐU", DAY, "sau"],
    )
    assert symbols(old) == ["01-TB/ĐU", "02-TB/ĐU"]
    note = old.rows[0][1].request.note
    assert note == "số chèn 01a-TB/ĐU: 06/06/2026, chen vào, Lê Thu Hà, Các chi bộ"
    assert codes(old) == ["SO-425"]
    assert next_number(tmp_path, old, "thong_bao").symbol == "03-TB/ĐU"


@pytest.mark.parametrize("typed", ["01a-TB/ĐU", "01A-TB/ĐU", "01bis-TB/ĐU", "01/1-TB/ĐU"])
def test_a_number_put_in_between_without_the_first_takes_its_place(
    tmp_path: Path, typed: str
) -> None:
    old = read(tmp_path, [typed, DAY, "a"], ["01b-TB/ĐU", DAY, "b"], ["02-TB/ĐU", DAY, "c"])
    assert symbols(old) == [typed, "02-TB/ĐU"]
    assert "01b-TB/ĐU" in old.rows[0][1].request.note
    assert codes(old) == ["SO-425", "SO-425"]
    assert next_number(tmp_path, old, "thong_bao").symbol == "03-TB/ĐU"


@pytest.mark.parametrize(
    "typed",
    [
        "Số 05, 06, 07-TB/ĐU",
        "05-07-TB/ĐU",
        "từ 05 đến 07-TB/ĐU",
        "05+06+07-TB/ĐU",
        "05-TB/ĐU, 06-TB/ĐU, 07-TB/ĐU",
        "05-TB/ĐU\n06-TB/ĐU\n07-TB/ĐU",
    ],
)
def test_a_row_of_several_numbers_uses_each_of_them(tmp_path: Path, typed: str) -> None:
    old = read(tmp_path, [typed, DAY, "mời họp"])
    assert symbols(old) == ["05-TB/ĐU", "06-TB/ĐU", "07-TB/ĐU"]
    assert {taken.request.abstract for _spot, taken in old.rows} == {"mời họp"}
    assert codes(old) == ["SO-429"]
    assert next_number(tmp_path, old, "thong_bao").symbol == "08-TB/ĐU"


@pytest.mark.parametrize("typed", ["1,5", "12-3", "abc", "2.5", "05, 09", "TB/ĐU", ""])
def test_what_may_mean_two_things_is_no_number(typed: str) -> None:
    assert parse_written(typed) is None


def test_reserved_numbers_are_entered_and_numbers_only_written_in_advance_are_not(
    tmp_path: Path,
) -> None:
    old = read(
        tmp_path,
        ["01-TB/ĐU", DAY, "a"],
        ["02-TB/ĐU", "", "", "", "", "số chờ"],
        ["03-TB/ĐU", "", "để trống"],
        ["04-TB/ĐU"],
        ["05-TB/ĐU"],
    )
    assert symbols(old) == ["01-TB/ĐU", "02-TB/ĐU", "03-TB/ĐU"]
    assert codes(old) == ["SO-430", "SO-430", "SO-431"]
    assert "dòng 5-6" in told(old, "SO-431").lower() and "04-05" in told(old, "SO-431")
    assert next_number(tmp_path, old, "thong_bao").symbol == "04-TB/ĐU"


def test_gaps_and_dates_against_the_order_of_numbers_are_told(tmp_path: Path) -> None:
    old = read(
        tmp_path,
        ["01-TB/ĐU", "01/06/2026", "a"],
        ["02-TB/ĐU", "09/06/2026", "b"],
        ["03-TB/ĐU", "02/06/2026", "c"],
        ["06-TB/ĐU", "03/06/2026", "d"],
    )
    assert codes(old) == ["SO-432", "SO-433"]
    assert "thiếu số 04-05" in told(old, "SO-432")
    fixes = {finding.code: finding.fix for finding in old.findings}
    assert 'giayto so cap --loai "Thông báo" --so N;' in fixes["SO-432"]
    assert "02-TB/ĐU ghi ngày 09/06/2026" in told(old, "SO-433")


def test_a_row_left_out_with_the_highest_number_is_not_forgotten(tmp_path: Path) -> None:
    old = read(tmp_path, ["01-TB/ĐU", DAY, "a"], ["02-TB/ĐU", "31/06/2026", "b"])
    assert codes(old) == ["KT-203", "SO-426"]
    assert "số 02 (Thông báo), lớn hơn số cuối sẽ nhập (1)" in told(old, "SO-426")


def test_number_and_symbol_that_differ_are_told(tmp_path: Path) -> None:
    heads = ["Số", *HEADS]
    old = read(tmp_path, [7, "05-TB/ĐU", DAY, "a"], heads=heads)
    assert (symbols(old), codes(old)) == (["05-TB/ĐU"], ["SO-443"])
