"""Columns of one person: the name in several, merged cells, sex in two columns, no header at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from giayto.data.member_list.read import read_member_list
from giayto.data.member_list.result import MemberList
from tests.data.books import codes, only
from tests.ods import ods_bytes

MERGING = (".xlsx", ".xls", ".ods", ".docx")
Spans = tuple[tuple[int, int, int, int], ...]


def write(folder: Path, kind: str, rows: list[list[Any]], spans: Spans = ()) -> Path:
    """The rows in a file of this kind; spans are (row, column, rows, columns) from 0."""
    path = folder / f"ds{kind}"
    if kind == ".xlsx":
        book = Workbook()
        sheet = book.worksheets[0]
        for row in rows:
            sheet.append(row)
        for r, c, down, across in spans:
            sheet.merge_cells(
                start_row=r + 1, start_column=c + 1, end_row=r + down, end_column=c + across
            )
        book.save(path)
    elif kind == ".xls":
        import xlwt

        old = xlwt.Workbook()
        page = old.add_sheet("DS")
        for r, c, down, across in spans:
            page.write_merge(r, r + down - 1, c, c + across - 1, rows[r][c])
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is not None and (r, c) not in {span[:2] for span in spans}:
                    page.write(r, c, value)
        old.save(str(path))
    elif kind == ".ods":
        path.write_bytes(ods_bytes(rows, spans))
    elif kind == ".docx":
        document = Document()
        table = document.add_table(len(rows), max(map(len, rows)))
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                table.cell(r, c).text = "" if value is None else str(value)
        for r, c, down, across in spans:
            table.cell(r, c).merge(table.cell(r + down - 1, c + across - 1))
        document.save(str(path))
    else:
        lines = [",".join("" if v is None else str(v) for v in row) for row in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(folder: Path, *rows: list[Any], kind: str = ".xlsx", spans: Spans = ()) -> MemberList:
    return read_member_list(write(folder, kind, list(rows), spans))


def names(result: MemberList) -> list[str]:
    return [m.full_name for m in result.members]


@pytest.mark.parametrize("kind", [*MERGING, ".csv"])
@pytest.mark.parametrize("parts", [["Lê Thị", "Sen"], ["Lê", "Thị", "Sen"]], ids=len)
def test_a_heading_over_the_columns_of_a_name(tmp_path: Path, kind: str, parts: list[str]) -> None:
    more = [None] * (len(parts) - 1)
    result = read(
        tmp_path,
        ["STT", "Họ và tên", *more, "Năm sinh", "Chi bộ"],
        [1, *parts, 1970, "Chi bộ 1"],
        [2, *parts[:-1], "Bèo", 1971, "Chi bộ 1"],
        kind=kind,
        spans=((0, 1, 1, len(parts)),),
    )
    assert names(result) == ["Lê Thị Sen", "Lê Thị Bèo"]
    assert [str(m.birth) for m in result.members] == ["1970", "1971"]
    assert all(p.own == {} for p in result.people)
    assert codes(result.findings) == (["KT-827"] * len(more) if kind == ".csv" else [])


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (["Họ", "Đệm", "Tên"], ["Lê", "Thị", "Sen"]),
        (["Họ và tên đệm", "Tên"], ["Lê Thị", "Sen"]),
        (["Họ và tên", "Tên"], ["Lê Thị", "Sen"]),
        (["Tên", "Họ và chữ đệm"], ["Sen", "Lê Thị"]),
        (["Họ đệm", "Tên", "Họ và tên"], ["Lê Thị", "Sen", "Lê Thị Sen"]),
        (["Họ và tên", "Họ", "Tên đệm", "Tên"], ["Lê Thị Sen", "Lê", "Thị", "Sen"]),
        (["Họ và tên", "Tên"], ["Lê Thị Sen", "Sen"]),
        (["Họ và tên", "Họ đệm", "Tên"], [None, "Lê Thị", "Sen"]),
    ],
)
def test_a_name_in_parts_is_put_together_and_never_doubled(
    tmp_path: Path, header: list[str], cells: list[str | None]
) -> None:
    result = read(tmp_path, ["STT", *header, "Năm sinh"], [1, *cells, 1970])
    assert names(result) == ["Lê Thị Sen"]
    assert result.people[0].own == {}


def test_parts_that_differ_from_the_whole_name_are_told(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ đệm", "Tên", "Họ và tên", "Chi bộ"],
        [1, "Lê Thị", "Sen", "Lê Thị Sen", "Chi bộ 1"],
        [2, "Ngô Văn", "Beo", "Ngô Văn Bèo", "Chi bộ 1"],
    )
    assert names(result) == ["Lê Thị Sen", "Ngô Văn Bèo"]
    told = only(result.findings, "KT-824")
    assert (told.cell, "Ngô Văn Beo" in told.why) == ("D3", True)
    assert "Nhắc lại" in next(c.what for c in result.columns if c.header == "Tên")


@pytest.mark.parametrize("kind", MERGING)
def test_a_cell_merged_downwards_holds_for_each_row_but_names_nobody(
    tmp_path: Path, kind: str
) -> None:
    result = read(
        tmp_path,
        ["STT", "Chi bộ", "Họ và tên", "Số thẻ", "Đơn vị công tác", "Quê quán"],
        [1, "Chi bộ 1", "Lê An", "01000001", "Trường", "Huế"],
        [2, None, "Lê Bé", None, None, None],
        [3, "Chi bộ 2", "Lê Chi", None, None, "Hà Nam"],
        [4, None, None, None, None, None],
        kind=kind,
        spans=((1, 1, 2, 1), (3, 1, 2, 1), (1, 3, 3, 1), (1, 4, 3, 1), (1, 5, 2, 1), (3, 2, 2, 1)),
    )
    assert [(m.full_name, m.cell, m.workplace, m.card) for m in result.members] == [
        ("Lê An", "Chi bộ 1", "Trường", "01000001"), ("Lê Bé", "Chi bộ 1", "Trường", ""),
        ("Lê Chi", "Chi bộ 2", "Trường", ""),
    ]  # fmt: skip
    assert [p.own.get("Quê quán") for p in result.people] == ["Huế", "Huế", "Hà Nam"]
    assert [f.cell for f in result.findings if f.code == "KT-826"] == ["B", "E", "F"]
    assert only(result.findings, "KT-803").cell == "5"


def test_a_person_whose_cell_is_blank_is_not_told_that_there_is_no_column(tmp_path: Path) -> None:
    result = read(tmp_path, ["STT", "Họ và tên", "Chi bộ", "Năm sinh"], [1, "Lê An", None, 1970])
    assert "ô chi bộ trống" in only(result.findings, "KT-813").why


@pytest.mark.parametrize(
    ("male", "female", "sex", "birth"),
    [
        ("x", None, "Nam", "None"), (None, "X", "Nữ", "None"), (1, 0, "Nam", "None"),
        ("Nam", None, "Nam", "None"), (None, "nữ", "Nữ", "None"), (None, "+", "Nữ", "None"),
        ("có", "không", "Nam", "None"), (None, "✓", "Nữ", "None"), ("yes", "-", "Nam", "None"),
        (1970, None, "Nam", "1970"), (None, "12/3/1970", "Nữ", "12/03/1970"),
    ],
)  # fmt: skip
def test_sex_in_two_columns(tmp_path: Path, male: Any, female: Any, sex: str, birth: str) -> None:
    head = ["STT", "Họ và tên", "Nam", "Nữ", "Chi bộ"]
    result = read(tmp_path, head, [1, "Lê An", male, female, "Chi bộ 1"])
    assert [(m.sex, str(m.birth)) for m in result.members] == [(sex, birth)]
    assert result.findings == []


def test_marks_of_sex_nobody_understands_are_told_and_kept(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Nam", "Nữ", "Ngày sinh", "Chi bộ"],
        [1, "Lê An", "?", None, "1/1/1970", "Chi bộ 1"],
        [2, "Lê Bé", "x", "x", "1/1/1970", "Chi bộ 1"],
        [3, "Lê Chi", None, 1971, "1/1/1970", "Chi bộ 1"],
    )
    assert [f.cell for f in result.findings if f.code == "KT-825"] == ["C2", "C3", "D4"]
    assert list(result.people[0].own.values()) == ["?"]
    assert [(m.sex, str(m.birth)) for m in result.members] == [
        ("", "01/01/1970"), ("", "01/01/1970"), ("Nữ", "01/01/1970"),
    ]  # fmt: skip


def test_a_column_without_a_header_is_told_with_what_stands_in_it(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Năm sinh", None, "Chi bộ"],
        [1, "Lê Thị Sen", 1970, None, "Chi bộ 1"],
        [2, "Ngô Văn Bèo", 1970, "đi vắng dài ngày", "Chi bộ 1", "0912"],
    )
    told = [(f.cell, f.read) for f in result.findings if f.code == "KT-821"]
    assert told == [("D1", "đi vắng dài ngày"), ("F1", "0912")]
    assert result.people[1].own == {"Cột D": "đi vắng dài ngày", "Cột F": "0912"}


def test_a_remark_beside_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    rows = [[1, "Lê Sen", "Ốm", 1970], [2, "Ngô Bèo", None, 1971], [3, "Vũ Lan", "Kinh", 1972]]
    result = read(tmp_path, ["STT", "Họ và tên", None, "Năm sinh"], *rows)
    assert names(result) == ["Lê Sen", "Ngô Bèo", "Vũ Lan"]
    assert [p.own.get("Cột C") for p in result.people] == ["Ốm", None, "Kinh"]
