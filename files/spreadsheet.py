"""A spreadsheet file as plain rows (sổ nguồn): .xlsx, .xls and .ods alike, never changed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ..i18n import tr
from .held import Held, held
from .kinds import read_workbook_bytes, unreadable
from .merged_spans import Span as Span
from .merged_spans import spans_of_ods
from .sheet_looks import LooksReader, SheetLooks
from .sheet_xml import CellTrouble, repeats_wildly, scan_sheet, sheet_parts

# Beyond this a sheet holds a stray value far away from its table.
MOST_CELLS = 20_000_000

Row = list[Any]


@dataclass(slots=True)
class SourceSheet:
    """One sheet of a source file (một trang nguồn).

    ``rows`` begins with row 1 of the sheet and column A; an empty cell is
    ``""``. ``merged`` holds ((row, column), (row, column)) pairs counted from
    0, both ends included. ``troubles`` are cells that show an error or hold a
    formula never computed; the reader's value of both is ``""``.
    ``hidden_rows`` are row numbers from 1; ``formulas`` the addresses of cells
    that hold a formula; ``looks`` what the cells show beside their values. The
    last three are known of an .xlsx only.
    """

    name: str
    visible: bool
    rows: list[Row]
    merged: list[Span] = field(default_factory=list)
    troubles: dict[str, CellTrouble] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)
    looks: SheetLooks = field(default_factory=SheetLooks)


@dataclass(slots=True)
class SourceBook:
    """A spreadsheet file, read (sổ nguồn). ``held``: who has it open, ``None`` for nobody."""

    path: Path
    sheets: list[SourceSheet]
    held: Held | None


def read_book(path: Path) -> SourceBook:
    """All sheets of a spreadsheet file, in order.

    Raises ``WorkbookUnreadable`` for whatever cannot be read, saying why.
    """
    content = read_workbook_bytes(path)
    extras = _scan(path, content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = [
                _sheet(book, meta.name, meta.visible == SheetVisibleEnum.Visible, extras)
                for meta in book.sheets_metadata
                if meta.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError:
        why = tr("Sổ được đặt mật khẩu mở tệp.")
        raise unreadable(path, why, tr("Bỏ mật khẩu trong Excel rồi lưu lại.")) from None
    except (CalamineError, OSError, ValueError):
        raise _damaged(path) from None
    except BaseException as error:
        # The reader is written in Rust; a crash inside comes as a PanicException,
        # which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path) from None
    return SourceBook(path, sheets, held(path))


def _damaged(path: Path) -> Exception:
    why = tr("Tệp đã hỏng, không đọc được các trang bên trong.")
    return unreadable(path, why, tr("Mở bằng Excel, để Excel sửa rồi lưu lại thành .xlsx."))


@dataclass(slots=True)
class _Extras:
    troubles: dict[str, CellTrouble]
    hidden_rows: set[int]
    formulas: set[str]
    looks: SheetLooks
    merged: list[Span] = field(default_factory=list)


def _scan(path: Path, content: bytes) -> dict[str, _Extras]:
    """What the fast reader does not tell, taken from the XML of an .xlsx; {} for other kinds."""
    found: dict[str, _Extras] = {}
    if not content.startswith(b"PK"):
        return found
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "content.xml" in archive.namelist():
            document = archive.read("content.xml")
            if repeats_wildly(document):
                why = tr("Sổ có một ô lặp lại quá nhiều lần, giống tệp phá hoại.")
                raise unreadable(path, why, tr("Không mở tệp này; hỏi lại người gửi."))
            for name, spans in spans_of_ods(document).items():
                found[name] = _Extras({}, set(), set(), SheetLooks(), spans)
        looks = LooksReader(archive)
        for name, part in sheet_parts(archive):
            xml = archive.read(part)
            scan = scan_sheet(xml)
            if scan.last_row * scan.last_column > MOST_CELLS:
                why = tr("Trang “{trang}” có dữ liệu ở tận dòng {dong}, cột thứ {cot}.").format(
                    trang=name, dong=scan.last_row, cot=scan.last_column
                )
                fix = tr("Xoá các ô lạc ở xa bảng rồi lưu lại.")
                raise unreadable(path, why, fix)
            found[name] = _Extras(
                scan.troubles, scan.hidden_rows, scan.formulas, looks.read(part, xml)
            )
    return found


def _sheet(
    book: CalamineWorkbook, name: str, visible: bool, extras: dict[str, _Extras]
) -> SourceSheet:
    sheet = book.get_sheet_by_name(name)
    extra = extras.get(name) or _Extras({}, set(), set(), SheetLooks())
    return SourceSheet(
        name,
        visible,
        sheet.to_python(skip_empty_area=False),
        list(sheet.merged_cell_ranges or extra.merged),
        extra.troubles,
        extra.hidden_rows,
        extra.formulas,
        extra.looks,
    )
