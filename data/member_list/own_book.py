"""The workbook of another workspace as a list (sổ của nơi khác): a cell's own ``du-lieu.xlsx``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...conventions.spelling import fold
from ...files.spreadsheet import Row, SourceBook, SourceSheet
from ...i18n import tr
from ..models import SHEET_BY_KEY, Organisation
from ..models.source_map import SourceMap
from ..workbook.example_row import is_example
from ..workbook.sheet_names import GUIDE_SHEET, LISTS_SHEET, match_sheets
from ..workbook.table_rows import read_table

_MEMBER, _ORGANISATION = "dang_vien", "to_chuc"
_WORK = ("kiem_diem", "cuoc_hop", "du_hop", "kiem_phieu", "khen_thuong")
_CARRIED = ("name", "kind", "has_committee", "secretary", "deputies")


@dataclass(slots=True)
class OwnBook:
    """A workbook of giayto that is taken in as a list (sổ dùng làm danh sách).

    ``member_sheet`` is the name of its sheet of members; ``cells`` its
    organisations by code and by name, folded.
    """

    member_sheet: str
    cells: dict[str, Organisation]

    def left_out(self, sheet: str) -> str:
        """Why a sheet is not read; "" for the one with the members."""
        if sheet == self.member_sheet:
            return ""
        if fold(sheet) == fold(_name(_ORGANISATION)):
            return tr("Dùng để biết mã chi bộ của sổ này là chi bộ nào.")
        if sheet in (GUIDE_SHEET, LISTS_SHEET):
            return tr("Trang chung của mọi sổ, không có dữ liệu riêng.")
        return tr("Không nhập: lệnh này chỉ lấy đảng viên và chi bộ.")

    def with_data(self, sheets: Iterable[SourceSheet]) -> list[str]:
        """The sheets that hold a cell's own work, which an import leaves behind."""
        names = {fold(_name(key)): _name(key) for key in _WORK}
        return [
            names[fold(sheet.name)]
            for sheet in sheets
            if fold(sheet.name) in names
            and any(
                any(raw not in ("", None) for raw in row) and not self.is_example(row)
                for row in sheet.rows[1:]
            )
        ]

    def is_example(self, row: Row) -> bool:
        """Whether a row is the example every new workbook has."""
        return is_example(next((raw for raw in row if raw not in ("", None)), ""))

    def cell_name(self, written: str) -> str:
        """The name of the cell that a code or name of this workbook means."""
        known = self.cells.get(fold(written)) or self.cells.get(
            fold(written.removeprefix("Chi bộ "))
        )
        return known.name if known else written

    def organisation(self, name: str) -> Organisation | None:
        """What the workbook tells of a cell, without its codes; ``None`` when it tells nothing."""
        known = self.cells.get(fold(name))
        if known is None:
            return None
        return Organisation(**{a: getattr(known, a) for a in _CARRIED})


def as_own_book(book: SourceBook) -> OwnBook | None:
    """How to read a workbook of giayto as a list; ``None`` for any other file."""
    names = {fold(sheet.name) for sheet in book.sheets}
    if not {fold("Thiết lập"), fold(_name(_ORGANISATION)), fold(_name(_MEMBER))} <= names:
        return None
    sheets, _ = match_sheets(book.sheets)
    source = sheets[_ORGANISATION]
    sheet = SHEET_BY_KEY[_ORGANISATION]
    records, _ = read_table(sheet, source, SourceMap())
    cells: dict[str, Organisation] = {}
    for record in records:
        assert isinstance(record, Organisation)  # the model of the sheet
        for handle in (record.code, record.name):
            if handle:
                cells.setdefault(fold(handle), record)
    return OwnBook(sheets[_MEMBER].name, cells)


def _name(key: str) -> str:
    return SHEET_BY_KEY[key].name
