"""The summary as an Excel workbook (tổng kết trên Excel), for people to look through."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from ...batch.summary import EDITED, FAILED, FRESH, MISSING, SENT, THERE, Count, Document, Summary
from ...files.excel import row_by_row, save_workbook
from ...i18n import later, tr
from .report_sheet import BOLD, ReportSheet, Row, set_up

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
_OVERVIEW = (38, 32, 9, 9, 11, 9, 9, 9, 60)


def summary_workbook(summary: Summary, *, title: str, moment: dt.datetime) -> bytes:
    """The workbook as bytes; its links lead to the files beside it."""
    with row_by_row() as (book, folder):
        return _written(book, folder, summary, title, moment)


def _written(
    book: Workbook, folder: Path, summary: Summary, title: str, moment: dt.datetime
) -> bytes:
    set_up(book)
    overview = ReportSheet(folder, book, tr("Tổng hợp"), _OVERVIEW, header_row=5)
    overview.line(title, BOLD)
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
    overview.rows(_counted(overview, count, BOLD) for count in _totals(summary.counts))
    papers = ReportSheet(folder, book, tr("Văn bản"), (38, 30, 50, 26, 34, 40))
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
    left = ReportSheet(folder, book, tr("Không lập"), (30, 38, 30, 60, 28))
    left.header(
        tr("Người, đối tượng"), tr("Đơn vị"), tr("Loại giấy tờ"), tr("Vì sao"), tr("Nghĩa là")
    )
    meanings = {False: tr("Không lập"), True: tr("Không có tên trong văn bản")}
    left.rows(
        (s.subject, s.unit, paper.label, s.reason, meanings[paper.gathers])
        for paper, s in summary.left_out
    )
    numbers = ReportSheet(folder, book, tr("Số đã cấp"), (20, 14, 70, 38, 12))
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


def _counted(sheet: ReportSheet, count: Count, font: Font | None = None) -> Row:
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


def _document(sheet: ReportSheet, document: Document) -> Row:
    return (
        document.unit,
        document.paper.label,
        document.title,
        tr(_STATES[document.state]),
        sheet.link(document.path),
        document.why,
    )


def _gone(sheet: ReportSheet, unit: str, path: str, edited: bool) -> Row:
    state = tr("Không còn phải lập")
    remark = tr("Có sửa tay, giữ nguyên bản sửa") if edited else ""
    return (unit, "", "", state, sheet.link(path), remark)
