"""Reading one sheet of a member list (đọc một trang danh sách): rows in, people and reports out."""

from __future__ import annotations

from ...files.spreadsheet import SourceSheet
from ...findings import found
from ...i18n import tr
from ..cells.reading import as_text
from ..cells.swapped_dates import swapped_columns
from ..models import Organisation
from ..name_keys import unit_key
from ..reference import choice
from .category_hints import suggest_category
from .column_reports import report_columns
from .columns import ListColumns
from .heading import committee_of, read_heading
from .looks import shown_beside
from .members import MemberReader
from .own_book import OwnBook
from .result import MemberList, RowReport, row_text
from .rows import Group, RowKind, classify, read_group, stated_count
from .unit_names import cell_in_file_name, cell_in_label, committee_in

_CELL = choice("organisation_kind", "cell")


class SheetReader:
    """Reads one sheet of a list into the result; ``stem`` is the file's name without its ending."""

    def __init__(
        self,
        sheet: SourceSheet,
        columns: ListColumns,
        result: MemberList,
        stem: str,
        own_book: OwnBook | None,
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.result = result
        self.stem = stem
        self.own_book = own_book
        self.members = MemberReader(sheet, columns)
        self.cell = ""
        self.part = ""
        self.group: tuple[Group, int, int] | None = None
        self.after_list = False
        self.taken = self.at_total = 0
        self.known = {unit_key(o.name) for o in result.organisations}
        self.people: dict[int, str] = {}
        self.without_cell: dict[int, str] = {}

    def read(self) -> None:
        """Read title block, header and rows; check the counts the list states."""
        heading = read_heading(self.sheet.rows[: self.columns.first])
        self.result.heading = self.result.heading or heading
        if heading.part is not None:
            self._open_part(heading.part)
        self.cell = heading.cell or self._cell_of_label()
        self._report_head()
        for index in range(self.columns.last + 1, len(self.sheet.rows)):
            self._read_row(index)
        self._close_group()
        report_columns(self.sheet, self.columns, self.members, self.result)
        self.result.findings += [*self.members.findings, *self.members.said_of_names()]
        told = {finding.cell for finding in self.members.findings if finding.code == "KT-213"}
        self.result.findings += shown_beside(
            self.sheet, self.people, self.members.name_columns, told
        )
        self.result.findings += swapped_columns(
            self.sheet.name,
            self.sheet.rows[self.columns.last + 1 :],
            {i: s for i, s in self.members.date_fields.items() if i not in self.columns.origin},
        )
        self._name_committee()
        self._report_without_cell()
        self._report_categories()

    def _cell_of_label(self) -> str:
        """The cell that the sheet's name tells, or the file's, where the title tells none."""
        if self.own_book is not None or "cell" in self.columns.roles.values():
            return ""
        for name, told in (
            (self.sheet.name, cell_in_label(self.sheet.name)),
            (self.stem, cell_in_file_name(self.stem)),
        ):
            if told:
                why = tr("Không có cột hay dòng tên chi bộ nào; lấy theo tên “{nhan}”: {ten}.")
                fix = tr("Sai thì sửa tên ở trang Tổ chức đảng.")
                why = why.format(nhan=name, ten=told)
                self._say("KT-817", "", "", why, fix)
                return told
        return ""

    def _say(self, code: str, cell: str, read: str, why: str, fix: str) -> None:
        self.result.findings.append(found(code, self.sheet.name, cell, read, why, fix))

    def _note(self, index: int, kind: RowKind, what: str) -> None:
        if index + 1 in self.sheet.hidden_rows:
            what += " " + tr("(dòng bị ẩn)")
        text = row_text(self.sheet.rows[index])
        report = RowReport(self.sheet.name, index + 1, kind, what, text, file=self.result.file)
        self.result.report.append(report)

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
            self._say("KT-804", "", "", why, fix)

    def _read_row(self, index: int) -> None:
        row = self.sheet.rows[index]
        if self.own_book is not None and self.own_book.is_example(row):
            self._note(index, "header", tr("Dòng ví dụ, bỏ qua."))
            return
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
            text = row_text(row)
            why = tr("Dòng này không giống đảng viên, tên chi bộ, dòng tổng hay chỗ ký.")
            fix = tr("Nếu là đảng viên thì thêm vào sổ bằng tay.")
            cell = str(index + 1)
            self._say("KT-803", cell, text, why, fix)
            self._note(index, kind, tr("Không hiểu, không nhập."))

    def _take(self, index: int) -> None:
        # People after a total belong to the next part of the same list.
        self.after_list = False
        listed = self.members.read(index, self.cell)
        member = listed.member
        if self.own_book is not None:
            member.cell = self.own_book.cell_name(member.cell)
        self.taken += 1
        self.people[index + 1] = member.full_name
        self.result.people.append(listed)
        self._add_organisation(member.cell)
        if not member.cell:
            self.without_cell[index + 1] = member.full_name
        what = tr("Nhập “{ten}” vào “{chi_bo}”.").format(
            ten=member.full_name, chi_bo=member.cell or tr("(chưa rõ chi bộ)")
        )
        self._note(index, "member", " ".join([what, *listed.done]))

    def _add_organisation(self, name: str) -> None:
        if name and unit_key(name) not in self.known:
            self.known.add(unit_key(name))
            told = self.own_book.organisation(name) if self.own_book else None
            cell = told or Organisation(name=name, kind=_CELL)
            self.result.organisations.append(cell.model_copy(update={"parent": self.part}))

    def _open_part(self, part: Organisation) -> None:
        """A committee between ward and cells; the cells that follow belong to it."""
        self.part = part.name
        if part.name not in {o.name for o in self.result.organisations}:
            self.result.organisations.append(part)
            self.known.add(unit_key(part.name))

    def _open_group(self, group: Group, index: int) -> None:
        self._close_group()
        self.after_list = False
        if group.upper:
            # Members stand below a cell; a committee's own count covers several of them.
            self.cell = self.part = ""
            if part := committee_in(group.name):
                self._open_part(part)
            self._note(index, "group", tr("Cấp trên “{ten}”.").format(ten=group.name))
            return
        self.cell = self.members.cell_name(group.name)
        self.group = (group, index, self.taken)
        self._add_organisation(self.cell)
        self._note(index, "group", tr("Chi bộ “{ten}”.").format(ten=self.cell))
        if group.name.isupper() and group.name != self.cell:
            why = tr("Tên viết hoa toàn bộ; đã đổi thành “{ten}”.").format(ten=self.cell)
            fix = tr("Sửa chữ hoa, chữ thường ở trang Tổ chức đảng nếu cần.")
            self._say("KT-806", str(index + 1), group.name, why, fix)

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
            self._say("KT-801", str(index + 1), group.name, why, fix)

    def _check_total(self, index: int) -> None:
        self._close_group()
        text = " ".join(t for cell in self.sheet.rows[index] if (t := as_text(cell)))
        self._note(index, "total", tr("Dòng tổng, bỏ qua."))
        stated = stated_count(text)
        # A list may sum up each of its parts, or all so far.
        counts = (self.taken, self.taken - self.at_total)
        self.at_total = self.taken
        if stated is not None and stated not in counts:
            why = tr("Danh sách ghi tổng {ghi}, đếm được {dem}.").format(ghi=stated, dem=self.taken)
            fix = tr("Xem các dòng không nhập trong báo cáo.")
            self._say("KT-802", str(index + 1), text, why, fix)

    def _name_committee(self) -> None:
        """The ward's committee as the column of cells names it, where no title does."""
        committees = {c for s in self.members.superiors if (c := committee_of(s))}
        if not self.result.heading.committee and len(committees) == 1:
            heading = read_heading([[committees.pop()]])
            self.result.heading = heading

    def _report_without_cell(self) -> None:
        for row, name in self.without_cell.items():
            why = tr(
                "Không rõ chi bộ: không có cột chi bộ, không có dòng tên chi bộ ở trên, tiêu đề và "
                "tên trang cũng không nói."
            )
            self._say("KT-813", str(row), name, why, tr("Điền cột Chi bộ trong sổ."))

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
            self._say("KT-805", "", "", why, fix)
