"""Reading a foreign member list (đọc danh sách đảng viên) in whatever shape it has.

The source file is never changed. Every row of it appears in the report with
what was done; nothing is taken over silently.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ...errors import ListNotRecognised
from ...files.spreadsheet import SourceSheet, read_book
from ...findings import Finding, found
from ...i18n import tr
from ..cells.reading import as_text
from ..cells.swapped_dates import swapped_columns
from ..models import Member, Organisation
from ..models.order import in_book_order
from ..reference import choice
from .category_hints import suggest_category
from .columns import ListColumns, find_header
from .decode import decode_book
from .heading import ListHeading, read_heading
from .members import MemberReader
from .rows import Group, RowKind, classify, read_group, stated_count

_CELL = choice("organisation_kind", "cell")


@dataclass(frozen=True, slots=True)
class RowReport:
    """What was done with one row of the source (báo cáo từng dòng). ``row`` counts from 1."""

    sheet: str
    row: int
    kind: RowKind
    what: str


@dataclass(slots=True)
class MemberList:
    """A member list, read (danh sách đã đọc).

    ``members`` carry the row of the source and, in ``cell``, the name of
    their cell; ``organisations`` are the cells in order of appearance, with
    names but no codes. ``heading`` is what the title block tells.
    """

    members: list[Member] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    report: list[RowReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    heading: ListHeading = field(default_factory=ListHeading)


def read_member_list(path: Path) -> MemberList:
    """The members and cells of a list (.xlsx, .xls, .ods), with a report on every row.

    Raises ``WorkbookUnreadable`` when the file cannot be read and
    ``ListNotRecognised`` when no sheet of it holds a member list.
    """
    book = read_book(Path(path))
    result = MemberList()
    result.findings += decode_book(book)
    recognised = False
    for sheet in book.sheets:
        columns = find_header(sheet)
        if columns is None:
            result.report += _skipped(sheet)
            continue
        recognised = True
        _SheetReader(sheet, columns, result).read()
    if not recognised:
        raise ListNotRecognised(
            tr("Không thấy danh sách đảng viên nào trong “{ten}”.").format(ten=Path(path).name),
            where=str(path),
            why=tr("Không trang nào có dòng tiêu đề với cột Họ và tên và ít nhất một cột nữa."),
            fix=tr("Thêm dòng tiêu đề, ví dụ: STT, Họ và tên, Ngày sinh, Số thẻ đảng viên."),
        )
    result.findings[:] = in_book_order(result.findings)
    return result


def _skipped(sheet: SourceSheet) -> list[RowReport]:
    what = tr("Trang không có danh sách, bỏ qua.")
    return [
        RowReport(sheet.name, i, "unknown", what)
        for i, row in enumerate(sheet.rows, start=1)
        if any(as_text(cell) for cell in row)
    ]


class _SheetReader:
    """Reads one sheet of a list into the result."""

    def __init__(self, sheet: SourceSheet, columns: ListColumns, result: MemberList) -> None:
        self.sheet = sheet
        self.columns = columns
        self.result = result
        self.members = MemberReader(sheet, columns)
        self.cell = ""
        self.group: tuple[Group, int, int] | None = None
        self.after_list = False
        self.taken = 0

    def read(self) -> None:
        """Read title block, header and rows; check the counts the list states."""
        heading = read_heading(self.sheet.rows[: self.columns.first])
        self.result.heading = self.result.heading or heading
        self.cell = heading.cell
        self._report_head()
        for index in range(self.columns.last + 1, len(self.sheet.rows)):
            self._read_row(index)
        self._close_group()
        self.result.findings += self.members.findings
        self.result.findings += swapped_columns(
            self.sheet.name,
            self.sheet.rows[self.columns.last + 1 :],
            self.members.date_fields,
        )
        self._report_categories()

    def _note(self, index: int, kind: RowKind, what: str) -> None:
        if index + 1 in self.sheet.hidden_rows:
            what += " " + tr("(dòng bị ẩn)")
        self.result.report.append(RowReport(self.sheet.name, index + 1, kind, what))

    def _report_head(self) -> None:
        for index in range(self.columns.first):
            filled = any(as_text(cell) for cell in self.sheet.rows[index])
            if filled:
                self._note(index, "title", tr("Phần đầu danh sách."))
            else:
                self._note(index, "blank", tr("Dòng trống."))
        for index in range(self.columns.first, self.columns.last + 1):
            self._note(index, "header", tr("Dòng tiêu đề."))
        hidden = len(self.sheet.hidden_rows)
        if not self.sheet.visible or hidden:
            what = tr("Trang bị ẩn") if not self.sheet.visible else tr("{n} dòng bị ẩn")
            why = what.format(n=hidden) + tr(" nhưng vẫn được đọc.")
            fix = tr("Nếu không muốn nhập thì xoá khỏi danh sách rồi nhập lại.")
            self.result.findings.append(found("KT-804", self.sheet.name, why=why, fix=fix))

    def _read_row(self, index: int) -> None:
        row = self.sheet.rows[index]
        kind = classify(row, self.columns, self.after_list)
        if kind == "member":
            self._take(index)
        elif kind == "group":
            group = read_group(row)
            assert group is not None  # classify found it
            self._open_group(group, index)
        elif kind == "total":
            self._check_total(index)
            self.after_list = True
        elif kind == "signature":
            self.after_list = True
            self._note(index, kind, tr("Dòng ký tên, nơi nhận, bỏ qua."))
        elif kind == "blank":
            self._note(index, kind, tr("Dòng trống."))
        elif kind in ("header", "numbering"):
            self._note(index, kind, tr("Tiêu đề hoặc số cột lặp lại, bỏ qua."))
        elif kind == "unknown":
            text = " | ".join(t for cell in row if (t := as_text(cell)))
            why = tr("Dòng này không giống đảng viên, tên chi bộ, dòng tổng hay chỗ ký.")
            fix = tr("Nếu là đảng viên thì thêm vào sổ bằng tay.")
            cell = str(index + 1)
            self.result.findings.append(found("KT-803", self.sheet.name, cell, text, why, fix))
            self._note(index, kind, tr("Không hiểu, không nhập."))

    def _take(self, index: int) -> None:
        # People after a total belong to the next part of the same list.
        self.after_list = False
        member, done = self.members.read(index, self.cell)
        self.taken += 1
        self.result.members.append(member)
        self._add_organisation(member.cell)
        if not member.cell:
            why = tr("Không có cột chi bộ, cũng không có dòng tên chi bộ nào ở trên.")
            fix = tr("Điền cột Chi bộ trong sổ cho người này.")
            self.result.findings.append(
                found("KT-813", self.sheet.name, str(index + 1), member.full_name, why, fix)
            )
        what = tr("Nhập “{ten}” vào “{chi_bo}”.").format(ten=member.full_name, chi_bo=member.cell)
        self._note(index, "member", " ".join([what, *done]))

    def _add_organisation(self, name: str) -> None:
        known = {o.name for o in self.result.organisations}
        if name and name not in known:
            self.result.organisations.append(Organisation(name=name, kind=_CELL))

    def _open_group(self, group: Group, index: int) -> None:
        self._close_group()
        self.after_list = False
        if group.upper:
            # Members stand below a cell; a committee's own count covers several of them.
            self.cell = ""
            self._note(index, "group", tr("Cấp trên “{ten}”.").format(ten=group.name))
            return
        self.cell = self.members.cell_name(group.name)
        self.group = (group, index, self.taken)
        self._add_organisation(self.cell)
        self._note(index, "group", tr("Chi bộ “{ten}”.").format(ten=self.cell))
        if group.name.isupper() and group.name != self.cell:
            why = tr("Tên viết hoa toàn bộ; đã đổi thành “{ten}”.").format(ten=self.cell)
            fix = tr("Sửa chữ hoa, chữ thường ở trang Tổ chức đảng nếu cần.")
            self.result.findings.append(
                found("KT-806", self.sheet.name, str(index + 1), group.name, why, fix)
            )

    def _close_group(self) -> None:
        if self.group is None:
            return
        group, index, before = self.group
        self.group = None
        counted = self.taken - before
        if group.count is not None and group.count != counted:
            why = tr("Dòng này ghi {ghi} đảng viên, đếm được {dem}.").format(
                ghi=group.count, dem=counted
            )
            fix = tr("Xem có ai thiếu hoặc thừa dưới dòng này.")
            self.result.findings.append(
                found("KT-801", self.sheet.name, str(index + 1), group.name, why, fix)
            )

    def _check_total(self, index: int) -> None:
        self._close_group()
        text = " ".join(t for cell in self.sheet.rows[index] if (t := as_text(cell)))
        self._note(index, "total", tr("Dòng tổng, bỏ qua."))
        stated = stated_count(text)
        if stated is not None and stated != self.taken:
            why = tr("Danh sách ghi tổng {ghi}, đếm được {dem}.").format(ghi=stated, dem=self.taken)
            fix = tr("Xem các dòng không nhập trong báo cáo.")
            self.result.findings.append(
                found("KT-802", self.sheet.name, str(index + 1), text, why, fix)
            )

    def _report_categories(self) -> None:
        groups: dict[tuple[str, str], int] = {}
        for member in self.result.members[-self.taken :] if self.taken else []:
            hint = suggest_category(member)
            if hint is not None and not member.category:
                key = (hint.category, hint.word)
                groups[key] = groups.get(key, 0) + 1
        for (category, word), count in groups.items():
            why = tr("{n} người có chữ “{chu}” nên gợi ý “{doi_tuong}”.").format(
                n=count, chu=word, doi_tuong=category
            )
            fix = tr("Chỉ là gợi ý: xem lại cột Đối tượng trong sổ.")
            self.result.findings.append(found("KT-805", self.sheet.name, why=why, fix=fix))
