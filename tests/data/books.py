"""Small workbooks for tests (sổ mẫu cho kiểm thử)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from giayto.findings import Finding

SETTINGS: list[list[Any]] = [
    ["Mục", "Giá trị"],
    ["Năm kiểm điểm", 2026],
    ["Mã tổ chức ban hành", "DU"],
    ["Đảng bộ cấp trên trực tiếp", "Đảng bộ thành phố Mẫu"],
    ["Địa danh", "Hoa Sen"],
]
ORGANISATIONS: list[list[Any]] = [
    ["Mã", "Tên tổ chức đảng", "Loại", "Mã cấp trên", "Bí thư"],
    ["DU", "Đảng uỷ phường Hoa Sen", "Đảng uỷ xã, phường, đặc khu", "", "Lê Thị Sen"],
    ["CB01", "Chi bộ Tổ dân phố 1", "Chi bộ trực thuộc", "DU", "Trần Văn Bèo"],
]
MEMBERS: list[list[Any]] = [
    ["Mã đảng viên", "Chi bộ", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Đối tượng"],
    ["DV1", "CB01", "Trần Văn Bèo", "19/05/1970", "001070000001", "02C"],
]


def write_book(path: Path, sheets: Mapping[str, Any]) -> Path:
    """A workbook with these rows on these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def ward_sheets(**changed: Any) -> dict[str, Any]:
    """The sheets of a small faultless ward, some of them replaced (spaces as ``_``)."""
    sheets: dict[str, Any] = {
        "Thiết lập": SETTINGS,
        "Tổ chức đảng": ORGANISATIONS,
        "Đảng viên": MEMBERS,
    }
    sheets.update({name.replace("_", " "): rows for name, rows in changed.items()})
    return sheets


def codes(findings: list[Finding]) -> list[str]:
    """The codes of findings."""
    return [f.code for f in findings]


def only(findings: list[Finding], code: str) -> Finding:
    """The one finding with this code."""
    (found,) = [f for f in findings if f.code == code]
    return found
