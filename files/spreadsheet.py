"""A spreadsheet file as plain rows (sổ nguồn): .xlsx, .xls and .ods alike, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..findings import Finding
from ..i18n import tr
from .excel_parts import ExcelParts
from .fast_reader import MOST_CELLS, PlainSheet, read_sheets
from .held import Held, held
from .killable import read_apart
from .kinds import WorkbookFile, open_workbook
from .number_formats import NumberFormats
from .ods_xml import Looked, RepeatsWildlyError, scan_ods
from .refusals import damaged, unreadable
from .sheet_looks import LooksReader, SheetLooks
from .sheet_xml import (
    CellTrouble,
    SheetScan,
    Span,
    column_letters,
    place_of,
    scan_plain,
    scan_sheet,
)
from .unpacked import pack

# What may take more cells, or more letters, is read in a process of its own.
_MOST_HERE = 1_500_000
_MOST_LETTERS = 1 << 30
_MOST_IN_CELL = 100_000

Row = list[Any]


@dataclass(slots=True)
class SourceSheet:
    """One sheet of a source file (một trang nguồn).

    ``rows`` begins with row 1 of the sheet and column A; an empty cell is
    ``""``. ``merged`` holds ((row, column), (row, column)) pairs counted from
    0, both ends included. ``troubles`` are cells that show an error or hold a
    formula never computed; their value in ``rows`` is ``""``. ``hidden_rows``
    and ``hidden_columns`` are numbers from 1; ``formulas`` the addresses of cells that hold a
    formula; ``looks`` what the cells show beside their values. The last four are
    known of an .xlsx, but for the looks of an .ods; of .xls and .xlsb nothing.
    """

    name: str
    visible: bool
    rows: list[Row]
    merged: list[Span] = field(default_factory=list)
    troubles: dict[str, CellTrouble] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)
    looks: SheetLooks = field(default_factory=SheetLooks)
    formats: NumberFormats = field(default_factory=NumberFormats)

    def number_format(self, cell: str) -> str:
        """The number format of a cell (``#,##0``), "" for none; known of an .xlsx only."""
        return self.formats.of(cell)


@dataclass(slots=True)
class SourceBook:
    """A spreadsheet file, read (sổ nguồn). ``held``: who has it open, ``None`` for nobody.

    ``findings`` are what reading itself ran into.
    """

    path: Path
    sheets: list[SourceSheet]
    held: Held | None
    findings: list[Finding] = field(default_factory=list)


def read_book(path: Path) -> SourceBook:
    """All sheets of a spreadsheet file, in order.

    The XML of an .xlsx or .ods is looked through, within limits. The values of an
    .xlsx that is harmless are read here, those of all others in a process that
    can be killed. Raises ``WorkbookUnreadable`` for whatever cannot be read,
    saying why.
    """
    file = open_workbook(path)
    content, harmless = file.content, False
    looked: dict[str, Looked] = {}
    formats: dict[str, NumberFormats] = {}
    if "content.xml" in file.parts:
        with _damage_told(path):
            looked = scan_ods(file.parts["content.xml"])
        _refuse_far(path, {name: scan for name, (scan, _) in looked.items()})
    elif file.parts:
        content, looked, formats, harmless = _look(file)
    plain = read_sheets(path, content) if harmless else read_apart(read_sheets, path, content)
    _refuse_long(path, plain)
    sheets = [_sheet(sheet, looked.get(sheet[0])) for sheet in plain]
    for sheet in sheets:
        sheet.formats = formats.get(sheet.name, sheet.formats)
    return SourceBook(path, sheets, held(path))


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    try:
        yield
    except RepeatsWildlyError:
        why = tr("Sổ có một ô lặp lại quá nhiều lần, giống tệp phá hoại.")
        raise unreadable(path, why, tr("Không mở tệp này; hỏi lại người gửi.")) from None
    except ValueError:
        raise damaged(path) from None


def _look(
    file: WorkbookFile,
) -> tuple[bytes, dict[str, Looked], dict[str, NumberFormats], bool]:
    """What the XML of an .xlsx tells of each sheet; parts no sheet names are bounded as well.

    Before it the file in the form the fast reader reads, after it the formats of
    numbers, and whether reading can take no more than so much memory.
    """
    with _damage_told(file.path):
        package = ExcelParts(file.parts)
        looks = LooksReader(package)
        scans = {part: _scan(package, part, looks) for part in list(package.cell_parts())}
        names = {part: name for name, part in package.sheets()}
    _refuse_far(file.path, {names.get(part, part): scan for part, scan in scans.items()})
    looked = {name: (scans[part], looks.read(part, scans[part])) for part, name in names.items()}
    cells = sum(scan.last_row * scan.last_column for scan in scans.values())
    letters = sum(scan.filled for scan in scans.values()) * package.longest_shared_text()
    content = pack(package.parts) if package.changed else file.content
    formats = {name: NumberFormats(package, part) for part, name in names.items()}
    return (
        content,
        looked,
        formats,
        bool(looked) and cells <= _MOST_HERE and letters <= _MOST_LETTERS,
    )


def _scan(package: ExcelParts, part: str, looks: LooksReader) -> SheetScan:
    if not looks.styles and not looks.struck_texts:
        quick = scan_plain(package.parts[part])
        if quick is not None and quick.last_row * quick.last_column <= _MOST_HERE:
            return quick
    try:
        return scan_sheet(package.settle(part), looks.styles, looks.struck_texts)
    except ValueError:
        if not package.clean(part):
            raise
    return scan_sheet(package.settle(part), looks.styles, looks.struck_texts)


def _refuse_far(path: Path, scans: dict[str, SheetScan]) -> None:
    """The whole book is bounded: one stray cell far away makes millions of empty ones."""
    areas = {name: scan.last_row * scan.last_column for name, scan in scans.items()}
    if sum(areas.values()) <= MOST_CELLS:
        return
    name = max(areas, key=lambda name: areas[name])
    scan = scans[name]
    why = tr("Trang “{trang}” có dữ liệu ở tận ô {o} (dòng {dong}, cột thứ {cot}).").format(
        trang=name, o=scan.last_cell, dong=scan.last_row, cot=scan.last_column
    )
    fix = tr("Xoá các ô lạc ở xa bảng rồi lưu lại.")
    raise unreadable(path, why, fix)


def _refuse_long(path: Path, sheets: list[PlainSheet]) -> None:
    """Excel itself takes no longer text; searching millions of letters takes minutes."""
    for name, _, rows, _ in sheets:
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell and type(cell) is str and len(cell) > _MOST_IN_CELL:
                    why = tr("Trang “{trang}”, ô {o}: chữ dài quá {so} chữ.").format(
                        trang=name, o=f"{column_letters(column + 1)}{row + 1}", so=_MOST_IN_CELL
                    )
                    fix = tr("Xoá bớt chữ trong ô ấy rồi lưu lại.")
                    raise unreadable(path, why, fix)


def _sheet(plain: PlainSheet, looked: Looked | None) -> SourceSheet:
    sheet = SourceSheet(*plain)
    if looked is not None:
        scan, sheet.looks = looked
        sheet.troubles, sheet.formulas = scan.troubles, scan.formulas
        sheet.hidden_columns = scan.hidden_columns
        sheet.hidden_rows, sheet.merged = scan.hidden_rows, sheet.merged or scan.merged
        _empty_troubles(sheet)
    return sheet


def _empty_troubles(sheet: SourceSheet) -> None:
    """The fast reader gives an error of an .ods as text, a formula never computed as 0."""
    for address in sheet.troubles:
        row, column = place_of(address)
        if row < len(sheet.rows) and column < len(sheet.rows[row]):
            sheet.rows[row][column] = ""
