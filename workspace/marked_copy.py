"""A copy of the workbook with its findings marked (bản sao đánh dấu lỗi), to work through in Excel.

Cells are coloured and get notes, a first sheet lists all with links. Everything
else in the workbook stays as it is: pictures, drop-downs, formulas, own sheets.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from openpyxl.styles import PatternFill

from ..data.models import SHEETS
from ..data.workbook.list_sheet import ListColumn, ListRow, add_list
from ..data.workbook.sheet_names import FINDINGS_SHEET, match_sheets
from ..data.workbook.style import note_size
from ..files.sheet_edit import EditableSheet, EditableWorkbook
from ..files.spreadsheet import read_book
from ..files.whole import writing
from ..finding_codes import Severity
from ..findings import Finding
from ..i18n import tr
from .causes import Cause, ranges

_FILLS: dict[Severity, PatternFill] = {
    "error": PatternFill("solid", start_color="FFC7CE"),
    "warning": PatternFill("solid", start_color="FFEB9C"),
    "note": PatternFill("solid", start_color="DDEBF7"),
}
_RANK: tuple[Severity, ...] = ("error", "warning", "note")
_ADDRESS = re.compile(r"[A-Z]{1,3}\d+")
# Excel gives up on a note that is longer; the list has the whole text.
_LONGEST_NOTE = 900
# More cells of one cause than this nobody goes through one by one; they are coloured all the same.
_MOST_LISTED = 100


def write_marked(workbook: Path, causes: Sequence[Cause], target: Path) -> None:
    """Write the copy. Raises :class:`WorkbookUnreadable` and :class:`CannotWrite`."""
    book = EditableWorkbook(workbook)
    names = _real_names(workbook)
    findings = [finding for cause in causes for finding in cause.findings]
    _mark(book, findings, names)
    _list(book, causes, names, workbook.name)
    content = book.to_bytes()
    with writing(target) as file:
        file.write(content)


def _real_names(workbook: Path) -> dict[str, str]:
    """What each sheet is called in the file, by the name that findings call it."""
    book = read_book(workbook)
    matched, _ = match_sheets(book.sheets)

    names = {sheet.name: sheet.name for sheet in book.sheets}
    return names | {s.name: matched[s.key].name for s in SHEETS if s.key in matched}


def _spot(finding: Finding) -> str:
    """The one cell that shows a finding: the first of a range, of a row, of a column."""
    cell = finding.cell.partition(":")[0]
    if cell.isdigit():
        return f"A{cell}"
    return cell if _ADDRESS.fullmatch(cell) else f"{cell}1" if cell.isalpha() else ""


def _mark(book: EditableWorkbook, findings: Sequence[Finding], names: dict[str, str]) -> None:
    by_cell: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.sheet in names and _spot(finding):
            by_cell[names[finding.sheet], _spot(finding)].append(finding)
    notes: dict[str, dict[str, str]] = defaultdict(dict)
    filled = cache(lambda style, severity: book.styles.with_fill(style, _FILLS[severity]))
    for (name, address), told in by_cell.items():
        sheet: EditableSheet = book.sheet(name)
        gravest = min((f.severity for f in told), key=_RANK.index)
        look = sheet.look(address)
        # A colour of the clerk's own means something to them; only graver findings cover it.
        if gravest != "note" or not book.styles.is_filled(look):
            sheet.set_style(address, filled(look, gravest))
        notes[name][address] = "\n".join(_note(finding) for finding in told)[:_LONGEST_NOTE]
    for name, texts in notes.items():
        book.add_notes(book.sheet(name), texts, author="giayto", size=note_size)


def _note(finding: Finding) -> str:
    return f"{finding.severity_word} {finding.code}: {finding.why} {finding.fix}".strip()


def _list(
    book: EditableWorkbook, causes: Sequence[Cause], names: dict[str, str], workbook: str
) -> None:
    columns = (
        ListColumn(tr("Mức"), 11),
        ListColumn(tr("Việc số"), 8),
        ListColumn(tr("Trang"), 15),
        ListColumn(tr("Ô"), 10, linked=True),
        ListColumn(tr("Đang ghi"), 24),
        ListColumn(tr("Vì sao"), 52),
        ListColumn(tr("Cần làm"), 52),
        ListColumn(tr("Mã"), 9),
    )
    rows = [
        row for number, cause in enumerate(causes, start=1) for row in _rows(number, cause, names)
    ]
    counts = Counter(cause.severity for cause in causes)
    title = tr("Kiểm tra sổ dữ liệu: {loi} điều phải sửa, {canh_bao} cảnh báo, {ghi_chu} ghi chú")
    remarks = (
        title.format(loi=counts["error"], canh_bao=counts["warning"], ghi_chu=counts["note"]),
        tr(
            "Đây là bản sao để dò: bấm vào cột Ô thì đến chỗ cần xem (đỏ: lỗi; vàng: cảnh báo; "
            "xanh: ghi chú)."
        ),
        tr(
            "Sửa trong {tep} rồi gõ lại giayto kiem-tra; những dòng cùng “Việc số” có cùng một "
            "nguyên nhân."
        ).format(tep=workbook),
    )
    add_list(book, FINDINGS_SHEET, remarks, columns, rows, first=True)


def _rows(number: int, cause: Cause, names: dict[str, str]) -> Iterator[ListRow]:
    """A cause cell by cell; as one row where nobody would go through so many."""
    whole = len(cause.findings) > _MOST_LISTED
    for finding in cause.findings[:1] if whole else cause.findings:
        known = finding.sheet in names
        place = finding.cell or (tr("cả trang") if known else "")
        if whole:
            cells = ranges([f.cell for f in cause.findings if f.cell])
            place = tr("{cac_o} ({so} ô)").format(cac_o=cells, so=len(cause.findings))
        yield ListRow(
            (
                finding.severity_word,
                number,
                finding.sheet or finding.place,
                place,
                cause.examples if whole else finding.read,
                finding.why,
                finding.fix,
                finding.code,
            ),
            (names[finding.sheet], _spot(finding) or "A1") if known else None,
            _FILLS[finding.severity],
        )
