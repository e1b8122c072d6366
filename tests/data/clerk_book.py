"""A workbook as a secretary fills it (sổ do bí thư điền): under the example rows, with one slip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from giayto.data.checks.dataset import check
from giayto.data.models.order import in_book_order
from giayto.data.workbook.read import ReadResult, read_workbook
from giayto.data.workbook.write import create_workbook
from giayto.findings import Finding

GOOD = "Hoàn thành tốt nhiệm vụ"
GRADES = ("Tự xếp loại", "Chi bộ đề nghị xếp loại", "Mức xếp loại")
FIRST_ROW = 3
"""The first row of data: the example stands above it."""

SETTINGS = {
    "Mã tổ chức ban hành *": "DU",
    "Đảng bộ cấp trên trực tiếp *": "Đảng bộ thành phố Mẫu",
    "Địa danh *": "Hoa Sen",
    "Ngày ban hành": "20/12/2026",
}
PEOPLE = ("Ngô Đức An", "Phạm Quang Bình", "Bùi Văn Cường", "Đặng Văn Dũng", "Bùi Thị Hà")
_MEMBER = {
    "Chi bộ": "CB01",
    "Ngày vào Đảng": "14/07/1988",
    "Ngày chính thức": "14/07/1989",
    "Đơn vị công tác": "Hưu trí",
    "Đối tượng": "Không làm việc trong hệ thống chính trị",
}


def columns(sheet: Worksheet) -> dict[str, str]:
    """The letter of each column by its header, without the star of those that must be filled."""
    return {str(c.value).removesuffix(" *"): c.column_letter for c in sheet[1] if c.value}


def put(sheet: Worksheet, row: int, values: dict[str, Any]) -> None:
    """Type values into a row, by header."""
    letters = columns(sheet)
    for header, value in values.items():
        sheet[f"{letters[header]}{row}"] = value


def clerk_book(path: Path, slip: Callable[[Workbook], None] | None = None) -> Path:
    """A faultless workbook of one cell with five members; ``slip`` does something to it."""
    create_workbook(path)
    book = load_workbook(path)
    for item in book["Thiết lập"]["A"]:
        if str(item.value) in SETTINGS:
            book["Thiết lập"][f"B{item.row}"] = SETTINGS[str(item.value)]
    committee = {"Tên tổ chức đảng": "Đảng uỷ phường Hoa Sen", "Bí thư": "Lê Thị Sáu"}
    kind = "Đảng uỷ xã, phường, đặc khu"
    put(book["Tổ chức đảng"], 3, {"Mã": "DU", "Loại": kind, **committee})
    cell = {"Tên tổ chức đảng": "Chi bộ Tổ dân phố 1", "Bí thư": PEOPLE[0], "Mã cấp trên": "DU"}
    put(book["Tổ chức đảng"], 4, {"Mã": "CB01", "Loại": "Chi bộ trực thuộc", **cell})
    for number, name in enumerate(PEOPLE, start=1):
        row = FIRST_ROW + number - 1
        born = f"0{number}/05/1954"
        told = {**_MEMBER, "Mã đảng viên": f"DV000{number}", "Họ và tên": name, "Ngày sinh": born}
        put(book["Đảng viên"], row, told)
        review = {"Mã đối tượng": f"DV000{number}", **dict.fromkeys(GRADES, GOOD)}
        scores = {"Điểm tiêu chí chung": 28, "Điểm kết quả nhiệm vụ": 58}
        put(book["Kiểm điểm"], row, {**review, **scores})
    put(book["Đảng viên"], FIRST_ROW, {"Chức vụ Đảng": "Bí thư chi bộ"})
    held = {"Mã cuộc họp": "H01", "Loại cuộc họp": "Hội nghị kiểm điểm", "Chi bộ": "CB01"}
    when = {"Ngày họp": "05/12/2026", "Chủ trì": PEOPLE[0], "Người ghi biên bản": PEOPLE[1]}
    put(book["Cuộc họp"], FIRST_ROW, {**held, **when})
    if slip is not None:
        slip(book)
    book.save(path)
    return path


def read_and_check(path: Path) -> tuple[ReadResult, list[Finding]]:
    """The workbook read, and all findings in the order they are told."""
    result = read_workbook(path)
    return result, in_book_order([*result.findings, *check(result.dataset)])


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    """Code and cell of each finding."""
    return [(finding.code, finding.cell) for finding in findings]
