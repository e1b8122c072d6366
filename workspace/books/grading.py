"""Grading as an Excel report (bảng xếp loại trên Excel): inputs to be seen, sums to be followed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from ...data.grading.cap import CapGroup
from ...data.grading.lines import Line
from ...data.grading.rules import Rules
from ...data.past_grades import short_grade
from ...data.reference import choice
from ...files.excel import row_by_row, save_workbook
from ...i18n import later, tr
from ..grading import Grading
from ..grading_words import people, short_level
from .report_sheet import BOLD, ReportSheet, Row, set_up

SHEET_NAMES = later(
    {
        "members": "Đảng viên",
        "organisations": "Tổ chức đảng",
        "collectives": "Tập thể",
        "leaders": "Cán bộ",
    }
)
_REASON, _REMARKS = 50, 36
_WIDTHS = (
    *(9, 34, 26, 36, 8, 8, 8, 8, 8, 8, 8, 9, 9, 18, 12),
    *(11, 11, 11, 9, 11, 11, 8, 11, _REASON, _REMARKS, 26),
)
_KEPT = 2
"""Code and name stay in sight."""
_CAP_WIDTHS = (16, 36, 9, 9, 9, 10, 12, 10, 12, 10, 9, 60, 24)
_HEAD = 7
"""The row of column names on the first sheet, below the remarks."""


def grading_workbook(result: Grading) -> bytes:
    """The report as bytes: the cap first, then a sheet for each kind of subject."""
    with row_by_row() as (book, folder):
        return _written(book, folder, result)


def _written(book: Workbook, folder: Path, result: Grading) -> bytes:
    set_up(book)
    caps = ReportSheet(folder, book, tr("Tỷ lệ xuất sắc"), _CAP_WIDTHS, header_row=_HEAD)
    _about(caps, result)
    caps.header(
        tr("Đối tượng"),
        tr("Nhóm tương đồng"),
        tr("Tỷ lệ (%)"),
        tr("Tốt (T)"),
        tr("Xuất sắc (X)"),
        tr("X : T (%)"),
        tr("X : (X + T) (%)"),
        tr("Tối đa theo T"),
        tr("Tối đa theo X + T"),
        tr("Tối đa đang xét"),
        tr("Vượt"),
        tr("Đang xếp xuất sắc, điểm thấp đứng trước"),
        tr("Nơi quyết định"),
    )
    for group in result.caps:
        caps.rows([_cap(caps, result, group)])
    sheets = [caps]
    for kind, lines in result.lines.items():
        sheet = ReportSheet(
            folder, book, tr(SHEET_NAMES[kind]), _WIDTHS, pages_across=2, kept=_KEPT
        )
        sheet.header(*_headers())
        for line in lines:
            sheet.rows([_line(sheet, line)])
        sheets.append(sheet)
    for sheet in sheets:
        sheet.finish()
    stream = io.BytesIO()
    save_workbook(book, stream)
    return stream.getvalue()


def _about(sheet: ReportSheet, result: Grading) -> None:
    settings = result.ward.settings
    rules = result.rules.document if result.rules else tr("chưa có quy định của năm này")
    sheet.line(tr("XẾP LOẠI NĂM {nam} THEO QUY ĐỊNH").format(nam=settings.year), BOLD)
    sheet.line(
        tr(
            "Căn cứ {nguon}. Chương trình chỉ đề xuất và nhắc; cấp có thẩm quyền quyết định."
        ).format(nguon=rules)
    )
    sheet.line(
        tr("Mức đang xét là mức công nhận, chưa có thì mức đề nghị. Làm tròn: {cach}.").format(
            cach=settings.cap_rounding
        )
    )
    sheet.line(tr("Tỷ lệ đang tính trên: {co_so}.").format(co_so=settings.cap_base))
    sheet.line(
        tr(
            "HTXSNV, HTTNV, HTNV, KHTNV: xuất sắc, tốt, hoàn thành, không hoàn thành nhiệm vụ; "
            "≤ là cao nhất có thể khi chưa đủ số liệu."
        )
    )
    sheet.line("")


def _headers() -> Sequence[str]:
    return (
        tr("Mã"),
        tr("Tên"),
        tr("Tổ chức đảng"),
        tr("Nhóm tương đồng"),
        tr("Điểm chung"),
        tr("Điểm nhiệm vụ"),
        tr("Tổng điểm"),
        tr("Nhiệm vụ"),
        tr("Hoàn thành"),
        tr("Chậm"),
        tr("Vượt mức"),
        tr("Đúng hạn (%)"),
        tr("Vượt mức (%)"),
        tr("Khắc phục kỳ trước"),
        tr("Kỷ luật"),
        tr("Tự xếp loại"),
        tr("Đề nghị"),
        tr("Phiếu nhiều nhất"),
        tr("Số phiếu"),
        tr("Công nhận"),
        tr("Mức đang xét"),
        tr("Tính tỷ lệ"),
        tr("Theo quy định"),
        tr("Lý do"),
        tr("Cần xem lại"),
        tr("Nơi quyết định"),
    )


def _line(sheet: ReportSheet, line: Line) -> Row:
    n = sheet.next_row
    points, counts, review = line.allowed.scores, line.tasks, line.review
    return (
        line.code,
        line.name,
        line.unit,
        line.group,
        points.general,
        points.task,
        sheet.formula(f'=IF(COUNT(E{n}:F{n})<2,"",E{n}+F{n})'),
        counts.total,
        counts.done,
        counts.late,
        counts.exceeded,
        sheet.formula(f'=IF(OR(COUNT(H{n}:J{n})<3,N(H{n})=0),"",ROUND((I{n}-J{n})/H{n}*100,1))'),
        sheet.formula(f'=IF(OR(COUNT(H{n},K{n})<2,N(H{n})=0),"",ROUND(K{n}/H{n}*100,1))'),
        review.defects_fixed if review else "",
        review.discipline if review else "",
        short_grade(line.given.self_grade),
        short_grade(line.given.proposed),
        short_grade(line.vote.leading) if line.vote else "",
        line.vote.figures if line.vote and line.vote.leading else "",
        short_grade(line.given.grade),
        sheet.formula(f'=IF(T{n}<>"",T{n},Q{n}&"")'),
        "x" * line.counted,
        short_level(line.allowed),
        sheet.folded(line.allowed.reason, _REASON),
        sheet.folded(" ".join(line.remarks), _REMARKS),
        line.decides,
    )


def _cap(sheet: ReportSheet, result: Grading, group: CapGroup) -> Row:
    n = sheet.next_row
    rules, settings = result.rules, result.ward.settings
    assert rules is not None  # no group without rules
    half_up = settings.cap_rounding == choice("cap_rounding", "half_up")
    more = "+0.5" if half_up else ""
    wide = settings.cap_base == choice("cap_base", "good_up")
    return (
        tr(SHEET_NAMES[group.kind]),
        group.group,
        group.rate,
        _counted(sheet, result, group, rules, n, top=False),
        _counted(sheet, result, group, rules, n, top=True),
        sheet.formula(f'=IF(D{n}=0,"",ROUND(E{n}/D{n}*100,1))'),
        sheet.formula(f'=IF(D{n}+E{n}=0,"",ROUND(E{n}/(D{n}+E{n})*100,1))'),
        sheet.formula(f"=INT(C{n}*D{n}/100{more})"),
        sheet.formula(f"=INT(C{n}*(D{n}+E{n})/100{more})"),
        sheet.formula(f"={'I' if wide else 'H'}{n}"),
        sheet.formula(f"=MAX(0,E{n}-J{n})"),
        sheet.folded(people(result.ward, group.top), _CAP_WIDTHS[11]),
        group.decider.name,
    )


def _counted(
    sheet: ReportSheet, result: Grading, group: CapGroup, rules: Rules, n: int, *, top: bool
) -> object:
    """How many have a level: counted by Excel on the sheet of their kind, if all are there."""
    if result.units:
        return len(group.top) if top else group.good
    name = "'" + tr(SHEET_NAMES[group.kind]).replace("'", "''") + "'!"
    grade = short_grade(rules.top.grade if top else rules.base.grade)
    last = len(result.lines[group.kind]) + 1
    columns = {letter: f"{name}${letter}$2:${letter}${last}" for letter in "DUVZ"}
    return sheet.formula(
        f'=COUNTIFS({columns["D"]},B{n},{columns["U"]},"{grade}",{columns["V"]},"x",'
        f"{columns['Z']},M{n})"
    )
