"""The summary as an Excel workbook (tổng kết trên Excel), for people to look through."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter

from ..batch.summary import EDITED, FAILED, FRESH, MISSING, SENT, THERE, Count, Document, Summary
from ..files.excel import FONT, print_on_a4, row_by_row, save_workbook, write_rows_into
from ..i18n import later, tr

_SIZE_PT = 12
_STATES = later(
    {
        FRESH: "Mới lập",
        THERE: "Đã có, giữ nguyên",
        EDITED: "Đã có, có sửa tay",
        SENT: "Đã phát hành, giữ nguyên",
        FAILED: "Lỗi, chưa lập được",
        MISSING: "Chưa lập",
    }
)
_BOLD = Font(name=FONT, size=_SIZE_PT, bold=True)
_LINK = "lien-ket"
"""A style by name: far quicker than giving each cell its own."""
_OVERVIEW = (38, 32, 9, 9, 11, 9, 9, 9, 60)
_LINE_PT = 16.0
_FOLDED = "nhieu-dong"
_HEAD_FILL = PatternFill("solid", fgColor="DDEBF7")
_HEAD_PLACE = Alignment(horizontal="center", vertical="center", wrap_text=True)
Row = Sequence[object]


def summary_workbook(summary: Summary, *, title: str, moment: dt.datetime) -> bytes:
    """The workbook as bytes; its links lead to the files beside it."""
    with row_by_row() as (book, folder):
        return _written(book, folder, summary, title, moment)


def _written(
    book: Workbook, folder: Path, summary: Summary, title: str, moment: dt.datetime
) -> bytes:
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]
    normal.font, normal.alignment = Font(name=FONT, size=_SIZE_PT), Alignment(vertical="top")
    blue = Font(name=FONT, size=_SIZE_PT, color="0563C1", underline="single")
    book.add_named_style(NamedStyle(_LINK, font=blue))
    plain, wrapped = Font(name=FONT, size=_SIZE_PT), Alignment(wrap_text=True, vertical="top")
    book.add_named_style(NamedStyle(_FOLDED, font=plain, alignment=wrapped))
    overview = _Sheet(folder, book, tr("Tổng hợp"), _OVERVIEW, header_row=5)
    overview.line(title, _BOLD)
    overview.line(
        tr("Lập lúc {gio} ngày {ngay}. Sổ có {so} đảng viên.").format(
            gio=f"{moment:%H:%M}", ngay=f"{moment:%d/%m/%Y}", so=summary.members
        )
    )
    overview.line(
        tr("Với giấy tờ mỗi người một bản: Số người = Đã có + Chưa lập + Lỗi + Không lập.")
    )
    overview.line("")
    overview.header(
        tr("Đơn vị"),
        tr("Loại giấy tờ"),
        tr("Số người"),
        tr("Đã có"),
        tr("Trong đó mới lập"),
        tr("Chưa lập"),
        tr("Lỗi"),
        tr("Không lập"),
        tr("Lý do không lập, không có tên trong văn bản"),
    )
    overview.rows(_counted(overview, count) for count in summary.counts)
    overview.rows(_counted(overview, count, _BOLD) for count in _totals(summary.counts))
    papers = _Sheet(folder, book, tr("Văn bản"), (38, 30, 50, 26, 34, 40))
    papers.header(
        tr("Đơn vị"),
        tr("Loại giấy tờ"),
        tr("Văn bản"),
        tr("Tình trạng"),
        tr("Tệp"),
        tr("Ghi chú"),
    )
    papers.rows(_document(papers, document) for document in summary.documents)
    papers.rows(_gone(papers, *gone) for gone in summary.gone)
    left = _Sheet(folder, book, tr("Không lập"), (30, 38, 30, 60, 28))
    left.header(
        tr("Người, đối tượng"), tr("Đơn vị"), tr("Loại giấy tờ"), tr("Vì sao"), tr("Nghĩa là")
    )
    meanings = {False: tr("Không lập"), True: tr("Không có tên trong văn bản")}
    left.rows(
        (s.subject, s.unit, paper.label, s.reason, meanings[paper.gathers])
        for paper, s in summary.left_out
    )
    numbers = _Sheet(folder, book, tr("Số đã cấp"), (20, 14, 70, 38, 12))
    numbers.header(
        tr("Số và ký hiệu"), tr("Ngày"), tr("Văn bản"), tr("Đơn vị"), tr("Lần này mới cấp")
    )
    numbers.rows(
        (d.number, f"{d.day:%d/%m/%Y}" if d.day else "", d.title, d.unit, "x" * d.new_number)
        for d in summary.documents
        if d.number is not None
    )
    for sheet in (overview, papers, left, numbers):
        sheet.finish()
    stream = io.BytesIO()
    save_workbook(book, stream)
    return stream.getvalue()


def _counted(sheet: _Sheet, count: Count, font: Font | None = None) -> Row:
    states = count.states
    why = "; ".join(f"{reason}: {number}" for reason, number in count.left_out.most_common())
    return (
        sheet.text(count.unit or tr("(chưa rõ chi bộ)"), font),
        sheet.text(count.paper.label, font),
        count.people,
        count.there,
        states[FRESH],
        states[MISSING],
        states[FAILED],
        count.not_made,
        sheet.folded(why, _OVERVIEW[-1]),
    )


def _totals(counts: Sequence[Count]) -> Iterator[Count]:
    """The sum over all units of each kind of paper that more than one unit has."""
    for paper in {count.paper.key: count.paper for count in counts}.values():
        same = [count for count in counts if count.paper is paper]
        if len(same) < 2:
            continue
        total = Count(tr("Cộng"), paper, sum(c.people or 0 for c in same) if paper.ranked else None)
        for count in same:
            total.states.update(count.states)
            total.left_out.update(count.left_out)
        yield total


def _document(sheet: _Sheet, document: Document) -> Row:
    return (
        document.unit,
        document.paper.label,
        document.title,
        tr(_STATES[document.state]),
        sheet.link(document.path),
        document.why,
    )


def _gone(sheet: _Sheet, unit: str, path: str, edited: bool) -> Row:
    state = tr("Không còn phải lập")
    remark = tr("Có sửa tay, giữ nguyên bản sửa") if edited else ""
    return (unit, "", "", state, sheet.link(path), remark)


class _Sheet:
    """A sheet written from top to bottom (một trang), which is never whole in memory."""

    def __init__(
        self,
        folder: Path,
        book: Workbook,
        title: str,
        widths: Iterable[int],
        *,
        header_row: int = 1,
    ) -> None:
        self._sheet: Any = book.create_sheet(title)
        self._header_row = header_row
        self._row = 0
        self._columns = 0
        for self._columns, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(self._columns)].width = width
        self._sheet.freeze_panes = f"A{header_row + 1}"
        print_on_a4(self._sheet, header_row=header_row)
        write_rows_into(folder, self._sheet)

    def line(self, text: str, font: Font | None = None) -> None:
        """One text in a row of its own."""
        self._append([self.text(text, font)])

    def header(self, *names: str) -> None:
        """The row of column names."""
        cells = [self.text(name, _BOLD) for name in names]
        for cell in cells:
            cell.fill = _HEAD_FILL
            cell.alignment = _HEAD_PLACE
        self._append(cells)

    def rows(self, rows: Iterable[Row]) -> None:
        """Rows of values: text, numbers, ``None`` for nothing, cells as they are."""
        for row in rows:
            self._append([self.text(v) if isinstance(v, str) else v for v in row])

    def link(self, path: str) -> object:
        """A cell that opens a file beside the workbook; ``None`` without a path."""
        if not path:
            return None
        cell = WriteOnlyCell(self._sheet, value=path.rpartition("/")[2])
        cell.style = _LINK
        cell.hyperlink = quote(path)
        return cell

    def folded(self, text: str, width: int) -> object:
        """A long text on several lines, in the row that comes next."""
        lines = -(-len(text) // width)
        if lines > 1:
            self._sheet.row_dimensions[self._row + 1].height = _LINE_PT * lines
        cell = self.text(text)
        if isinstance(cell, str):
            cell = WriteOnlyCell(self._sheet, value=cell)
        cell.style = _FOLDED
        return cell

    def finish(self) -> None:
        """Set up the filter."""
        last = get_column_letter(self._columns)
        self._sheet.auto_filter.ref = f"A{self._header_row}:{last}{self._row}"

    def _append(self, cells: Sequence[object]) -> None:
        self._row += 1
        self._sheet.append(cells)

    def text(self, text: str, font: Font | None = None) -> Any:
        """A text that is text, whatever it begins with."""
        plain = ILLEGAL_CHARACTERS_RE.sub("", text)
        if font is None and not plain.startswith("="):
            return plain
        cell = WriteOnlyCell(self._sheet, value=plain)
        cell.data_type = "s"  # a title that begins with "=" is no formula
        if font is not None:
            cell.font = font
        return cell
