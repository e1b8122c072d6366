"""Reading a foreign member list (đọc danh sách đảng viên) in whatever shape it has.

The source file is never changed. Every row and every column of it appears in
the report with what was done; nothing is taken over silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...errors import ListNotRecognised
from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.odd_letters import odd_letters
from ..cells.reading import as_text
from ..models.order import in_book_order
from ..models.source_map import column_letter
from ..name_keys import name_key
from .columns.name_cells import is_whole_name
from .decode import decode_book
from .own_book import as_own_book
from .read_sheet import SheetReader
from .result import ColumnReport, MemberList, RowReport, row_text
from .source import read_source
from .tables import find_tables


def read_member_list(path: Path) -> MemberList:
    """The members and cells of a list, with a report on every row and column.

    The list may be a workbook (.xlsx, .xls, .ods), a text file (.csv) or a Word
    file (.docx). Raises ``WorkbookUnreadable`` when the file cannot be read and
    ``ListNotRecognised`` when no sheet of it holds a member list.
    """
    path = Path(path)
    book = read_source(path)
    result = MemberList(file=path.name)
    if book.held is not None:
        why = tr("{ai}; chỉ đọc được những gì đã lưu.").format(ai=book.held.words)
        fix = tr("Lưu danh sách rồi nhập lại nếu còn sửa dở.")
        result.findings.append(found("KT-112", read=path.name, why=why, fix=fix))
    result.findings += book.findings
    result.findings += decode_book(book)
    own_book = as_own_book(book)
    result.from_workbook = own_book is not None
    left = own_book.with_data(book.sheets) if own_book else []
    if left:
        why = tr("Sổ “{ten}” còn dữ liệu ở các trang {ds}; lệnh này chỉ lấy đảng viên và chi bộ.")
        fix = tr("Cần những trang ấy thì chép sang sổ này bằng tay, đổi mã theo sổ này.")
        why = why.format(ten=path.name, ds=", ".join(left))
        result.findings.append(found("KT-818", "", why=why, fix=fix))
    skipped: list[SourceSheet] = []
    recognised = False
    for sheet in book.sheets:
        reason = own_book.left_out(sheet.name) if own_book else ""
        tables = [] if reason else find_tables(sheet)
        if not tables:
            skipped += [] if reason else [sheet]
            _leave_out(sheet, result, reason or tr("Trang không có danh sách, bỏ qua."))
            continue
        recognised = True
        result.findings += odd_letters(sheet, tr("So lại vài tên."))
        SheetReader(sheet, tables, result, path.stem, own_book).read()
    if not recognised:
        raise ListNotRecognised(
            tr("Không thấy danh sách đảng viên nào trong “{ten}”.").format(ten=path.name),
            where=str(path),
            why=tr("Không trang nào có dòng tiêu đề với cột Họ và tên và ít nhất một cột nữa."),
            fix=tr("Thêm dòng tiêu đề, ví dụ: STT, Họ và tên, Ngày sinh, Số thẻ đảng viên."),
        )
    result.findings += _sheets_left_out(skipped, result)
    result.findings[:] = in_book_order(result.findings)
    return result


def _sheets_left_out(skipped: Sequence[SourceSheet], result: MemberList) -> Iterator[Finding]:
    """What is told of sheets without a list: who is named there and nowhere else; other tables."""
    taken = {name_key(member.full_name) for member in result.members}
    tables = []
    for sheet in skipped:
        texts = dict.fromkeys(as_text(cell) for row in sheet.rows for cell in row)
        names = [t for t in texts if is_whole_name(t) and name_key(t) not in taken]
        if names:
            why = tr(
                "Trang này không có dòng tiêu đề của một danh sách nên không nhập ai; {n} tên "
                "ở đây không có trong các danh sách đã nhập."
            )
            fix = tr(
                "Nếu là đảng viên thì thêm tiêu đề, ví dụ: STT, Họ và tên, Ngày sinh, rồi nhập lại."
            )
            shown = "; ".join(names[:3]) + ("; …" if len(names) > 3 else "")
            yield found("KT-822", sheet.name, "", shown, why.format(n=len(names)), fix)
        elif _has_table(sheet):
            tables.append(f"“{sheet.name}”")
    if tables:
        why = tr("Không thấy danh sách đảng viên ở các trang {ds}; các trang ấy không được nhập.")
        fix = tr(
            "Nếu có đảng viên ở đó thì thêm dòng tiêu đề: STT, Họ và tên, Ngày sinh… rồi nhập lại."
        )
        yield found("KT-828", "", why=why.format(ds=", ".join(tables)), fix=fix)


def _has_table(sheet: SourceSheet) -> bool:
    """Whether a sheet has anything like rows of a table: a cover has single lines."""
    return sum(sum(map(bool, map(as_text, row))) > 1 for row in sheet.rows) > 1


def _leave_out(sheet: SourceSheet, result: MemberList, what: str) -> None:
    """Report the rows and columns of a sheet that is not read."""
    result.report += [
        RowReport(sheet.name, i, "unknown" if t else "blank", what, t, file=result.file)
        for i, t in enumerate(map(row_text, sheet.rows), start=1)
    ]
    for i in range(max(map(len, sheet.rows), default=0)):
        filled = sum(bool(as_text(row[i])) for row in sheet.rows if i < len(row))
        letter = column_letter(i)
        result.columns.append(ColumnReport(sheet.name, letter, "", what, filled, result.file))
