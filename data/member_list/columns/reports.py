"""What was done with the columns of a list (báo cáo từng cột)."""

from __future__ import annotations

from ....findings import found, rows_in_short
from ....i18n import tr
from ...cells.blank_words import BLANK_WORD
from ...cells.reading import as_text
from ...models import Member
from ...models.fields import fields_of
from ...models.source_map import column_letter
from ...workbook.kept_aside import aside
from ..members import MemberReader
from ..result import ColumnReport, MemberList
from ..tables import ListPart
from .header_words import FEMALE, FULL, MALE, OLD_CARD, ORDER, nearest_field
from .mapping import ListColumns

_LABELS = {spec.attribute: spec.label for spec in fields_of(Member)}


def report_columns(part: ListPart, members: MemberReader, result: MemberList) -> None:
    """Report every column of a list, and say which are kept though the workbook has no field."""
    sheet, columns, kept = part.sheet, part.columns, []
    _report_blanks(part, members, result)
    own_headers = {header for p in result.people for header in p.own}
    for i in range(columns.left, columns.right):
        filled = sum(bool(as_text(row[i])) for row in part.below if i < len(row))
        header = columns.headers.get(i, "")
        own = columns.own.get(i) in own_headers
        what = _done(columns, i, filled, own, result.from_workbook)
        if blank := len(members.blanks.get(i, ())):
            what += " " + tr("{n} ô chỉ ghi chữ thay cho chỗ trống, coi là trống.").format(n=blank)
        beside = aside(_LABELS.get(columns.roles.get(i, ""), ""))
        if beside in own_headers:
            what += " " + tr("Ô không chỉ là một số thì chữ gốc được chép thêm.")
            what += " " + _kept(beside)
            kept.append(beside)
        left = bool(header and filled) and i in columns.own and not own
        letter = column_letter(i)
        result.columns.append(
            ColumnReport(sheet.name, letter, header, what, filled, result.file, left)
        )
    for i in members.kept_columns:
        header = columns.own.get(i, columns.headers.get(i, ""))
        if header in own_headers:
            kept.append(header)
        near = nearest_field(header, set(columns.roles.values())) if i in columns.own else ""
        if near:
            why = tr("Không hiểu tiêu đề này; cột được giữ riêng ở bên phải trang Đảng viên.")
            fix = tr("Có phải là “{ten}”? Nếu đúng thì đổi tiêu đề rồi nhập lại.").format(ten=near)
            cell = f"{columns.letter(i)}{columns.first + 1}"
            result.findings.append(found("KT-104", sheet.name, cell, header, why, fix))
    if kept:
        why = tr("Các cột sổ không có, giữ ở bên phải trang Đảng viên: {ds}.")
        why = why.format(ds="; ".join(dict.fromkeys(kept)))
        if all(why != finding.why for finding in result.findings):  # many sheets of one kind
            result.findings.append(found("KT-809", sheet.name, why=why))


def _report_blanks(part: ListPart, members: MemberReader, result: MemberList) -> None:
    """Say once for each column how many cells hold only a stand-in for an empty one."""
    for i, cells in members.blanks.items():
        words = ", ".join(f"“{text}”" for text in dict.fromkeys(text for _, text in cells))
        why = tr("{n} ô (dòng {dong}) chỉ ghi chữ thay cho chỗ trống: {chu}. Được coi là trống.")
        rows = rows_in_short([row for row, _ in cells])
        why = why.format(n=len(cells), dong=rows, chu=words)
        fix = tr("Nếu đúng thì không phải làm gì.")
        header, letter = part.columns.headers.get(i, ""), part.columns.letter(i)
        result.findings.append(found(BLANK_WORD, part.sheet.name, letter, header, why, fix))


def _done(columns: ListColumns, i: int, filled: int, own: bool, from_workbook: bool) -> str:
    """What was done with one column, in words."""
    role = columns.roles.get(i, "")
    if i in columns.facts:
        aside = tr("cột riêng “{cot}” ở bên phải trang Đảng viên")
        parts = [_LABELS.get(f.role) or aside.format(cot=f.label) for f in columns.facts[i]]
        return tr("Tách thành: {ds}.").format(ds="; ".join(parts))
    if i in columns.name_helpers:
        return tr("Nhắc lại một phần họ tên; chỉ dùng khi ô họ tên trống.")
    if i in columns.names[1:] and not role:
        return tr("Ghi vào cột “{cot}” (phần tên).").format(cot=_LABELS["full_name"])
    if role == ORDER:
        return tr("Số thứ tự, chỉ dùng để nhận ra dòng đảng viên; sổ có mã riêng.")
    if role == "code" and from_workbook:
        return tr("Mã của sổ khác; trong sổ này mỗi người nhận mã mới.")
    if i in columns.names and role != FULL:
        return tr("Ghép vào cột “{cot}”.").format(cot=_LABELS["full_name"])
    if role in (MALE, FEMALE):
        if columns.ticks_are_births:
            labels = (_LABELS["sex"], _LABELS["birth"])
            return tr("Ghi vào cột “{a}” và “{b}”.").format(a=labels[0], b=labels[1])
        return tr("Ghi vào cột “{cot}”.").format(cot=_LABELS["sex"])
    if role == OLD_CARD:
        where = tr("Ghi vào cột “{cot}” khi không có số thẻ khác.").format(cot=_LABELS["card"])
        return f"{where} {_kept(columns.headers[i])}"
    if i == columns.mixed_posts:
        posts = (_LABELS[a] for a in ("party_post", "state_post", "union_post"))
        return tr("Mỗi chức vụ ghi vào cột của nó: {ds}.").format(ds="; ".join(posts))
    if role:
        return tr("Ghi vào cột “{cot}”.").format(cot=_LABELS[role])
    if not filled:
        return tr("Cột trống, không có gì để nhập.")
    if not own:
        return tr("Không nhập: chỉ có chữ ở những dòng không phải đảng viên.")
    return _kept(columns.own.get(i, ""))


def _kept(header: str) -> str:
    return tr("Giữ thành cột riêng “{cot}” ở bên phải trang Đảng viên.").format(cot=header)
