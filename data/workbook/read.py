"""Reading the workspace workbook (đọc sổ ``du-lieu.xlsx``) into a dataset, with findings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...files.spreadsheet import SourceSheet, read_book
from ...findings import Finding, found
from ...i18n import tr
from ..cells.odd_letters import odd_letters
from ..models import SHEETS, Dataset, Settings, Sheet
from ..models.fields import Record
from ..models.order import in_book_order
from ..models.source_map import SourceMap
from .foreign_sheets import unread_sheets
from .settings_rows import read_settings
from .sheet_names import match_sheets
from .table_rows import read_table


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A workbook, read (kết quả đọc sổ): the data, and every problem met on the way.

    ``sheets`` are the sheets of the file that the data stand in, by key.
    """

    dataset: Dataset
    findings: list[Finding]
    sheets: dict[str, SourceSheet]


def read_workbook(path: Path) -> ReadResult:
    """The dataset of a workspace workbook (.xlsx, .xls or .ods), and all findings of reading.

    A cell that cannot be read is left at its field's default and reported;
    reading never stops at the first problem. Cross checks are made by
    :func:`giayto.data.checks.dataset.check`. Raises ``WorkbookUnreadable`` when the
    file itself cannot be read.
    """
    book = read_book(path)
    findings: list[Finding] = []
    source = SourceMap()
    if book.held is not None:
        why = tr("{ai}; chỉ đọc được những gì đã lưu.").format(ai=book.held.words)
        findings.append(found("KT-112", "", why=why, fix=tr("Lưu sổ rồi chạy lại.")))
    sheets, sheet_findings = match_sheets(book.sheets)
    findings += sheet_findings
    lists: dict[str, Any] = {}
    settings = Settings()
    findings += unread_sheets(book.sheets, sheets)
    repair = tr("Muốn sửa trong sổ thì gõ “{lenh}”.").format(lenh="giayto kiem-tra --sua")
    for sheet in SHEETS:
        source_sheet = sheets.get(sheet.key)
        if source_sheet is None:
            source.columns[sheet.key] = {}
            continue
        if not source_sheet.visible:
            why = tr("Trang này bị ẩn nhưng vẫn được đọc.")
            fix = tr("Hiện trang (bấm chuột phải vào tên một trang, Unhide) để xem lại.")
            findings.append(found("KT-123", sheet.name, why=why, fix=fix))
        findings += odd_letters(source_sheet, repair)
        if sheet.model is Settings:
            settings, more = read_settings(sheet, source_sheet, source)
        else:
            lists[sheet.list], more = read_table(sheet, source_sheet, source)
        findings += more
    dataset = Dataset(**lists)
    dataset.source, dataset.settings = source, settings
    return ReadResult(dataset, in_book_order(findings), sheets)


def records_of(dataset: Dataset, sheet: Sheet) -> list[Record]:
    """The records of one sheet (các dòng của một trang); the settings are a list of one."""
    if sheet.model is Settings:
        return [dataset.settings]
    records: list[Record] = getattr(dataset, sheet.list)
    return records
