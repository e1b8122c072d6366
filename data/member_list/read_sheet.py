"""Reading one sheet of a member list (đọc một trang danh sách): rows in, people and reports out."""

from __future__ import annotations

from collections.abc import Sequence

from ...files.spreadsheet import Row, SourceSheet
from ...findings import found
from ...i18n import tr
from ..cells.reading import as_text
from ..cells.swapped_dates import swapped_columns
from ..models import Organisation
from ..name_keys import name_key, unit_key
from ..reference import choice
from .category_hints import suggest_category
from .columns.merged_down import spread_down
from .columns.name_cells import name_parts
from .columns.reports import report_columns
from .heading import committee_of, read_heading
from .looks import shown_beside
from .members import MemberReader
from .own_book import OwnBook
from .result import MemberList, RowReport, row_text
from .rows import (
    Group,
    RowKind,
    classify,
    counts_a_part,
    may_be_somebody,
    read_group,
    stated_count,
)
from .tables import ListPart, ListTable, in_reading_order
from .unit_names import cell_in_file_name, cell_in_label, committee_in

_CELL = choice("organisation_kind", "cell")
_PARTY_GROUP = "Tổ đảng"  # a column of the workbook, whatever the screen speaks


class SheetReader:
    """Reads one sheet of a list into the result (người đọc một trang).

    ``stem`` is the file's name without its ending.
    """

    def __init__(
        self,
        sheet: SourceSheet,
        tables: Sequence[ListTable],
        result: MemberList,
        stem: str,
        own_book: OwnBook | None,
    ) -> None:
        self.sheet = sheet
        self.tables = tables
        self.result = result
        self.stem = stem
        self.own_book = own_book
        self.cell = self.part = self.within = ""
        self.groups: list[tuple[Group, int, int]] = []
        self.after_list = False
        self.taken = 0
        self.starts = [0]
        self.superiors: set[str] = set()
        self.known = {unit_key(o.name) for o in result.organisations}
        self.people: dict[int, str] = {}
        self.names: set[int] = set()
        self.told: set[str] = set()
        self.without_cell: list[tuple[int, str]] = []

    def read(self) -> None:
        """Read title block, header and rows; check the counts the list states."""
        first = self.tables[0].first
        heading = read_heading(self.sheet.rows[:first])
        self.result.heading = self.result.heading or heading
        if heading.part is not None:
            self._open_part(heading.part)
        self.cell = heading.cell or self._cell_of_label()
        self._report_head()
        for n, table in enumerate(self.tables):
            for index in range(table.first, table.last + 1):
                self._note(self.sheet, index, "header", tr("Dòng tiêu đề."))
            titles = self.tables[n + 1].titles if n + 1 < len(self.tables) else range(0)
            self.after_list = False
            if table.parts:
                self._read_table(table, titles)
            else:
                self._report_unread(table)
        self._close_groups()
        self.result.findings += shown_beside(self.sheet, self.people, self.names, self.told)
        self._name_committee()
        self._report_without_cell()
        self._report_categories()

    def _read_table(self, table: ListTable, titles: range) -> None:
        for part in table.parts:
            self.result.findings += spread_down(part.sheet, part.columns, part.end)
        readers = [MemberReader(part) for part in table.parts]
        cells: dict[int, str] = {}
        for n, part in enumerate(table.parts):
            # The name of a cell may stand over each of the lists side by side.
            told = read_heading(part.sheet.rows[table.titles.start : table.first]).cell
            if told and len(table.parts) > 1:
                cells[n] = told
        at = -1
        for index, n, over_all in in_reading_order(table):
            if n != at:
                self.cell, at = cells.get(n, self.cell), n
            before = self.cell
            self._read_row(table.parts[n], readers[n], index, titles)
            cells[n] = self.cell
            if over_all and self.cell != before:
                cells = dict.fromkeys(range(len(readers)), self.cell)
        for part, reader in zip(table.parts, readers, strict=True):
            report_columns(part, reader, self.result)
            self.result.findings += reader.findings + reader.unheaded() + reader.said_of_names()
            self.names |= set(reader.name_columns)
            self.told |= {f.cell for f in reader.findings if f.code == "KT-213"}
            self.result.findings += swapped_columns(
                self.sheet.name,
                part.below,
                {i: s for i, s in reader.date_fields.items() if i not in part.columns.origin},
            )
            self.superiors |= reader.superiors
        if len(table.parts) > 1:
            why = tr("{n} danh sách nằm cạnh nhau trên trang; mỗi danh sách đọc theo cột của nó.")
            fix = tr("So số người đã nhập với danh sách gốc.")
            where = str(table.first + 1)
            self._say("KT-823", where, "", why.format(n=len(table.parts)), fix)

    def _report_unread(self, table: ListTable) -> None:
        """A table that names people but tells nothing of them: nobody is taken from it."""
        for index in range(table.last + 1, table.end):
            self._not_understood(self.sheet, index)

    def _cell_of_label(self) -> str:
        """The cell that the sheet's name tells, or the file's, where the title tells none."""
        roles = {r for t in self.tables for p in t.parts for r in p.columns.roles.values()}
        if self.own_book is not None or "cell" in roles:
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

    def _note(self, sheet: SourceSheet, index: int, kind: RowKind, what: str) -> None:
        if index + 1 in sheet.hidden_rows:
            what += " " + tr("(dòng bị ẩn)")
        text = row_text(sheet.rows[index])
        report = RowReport(sheet.name, index + 1, kind, what, text, file=self.result.file)
        self.result.report.append(report)

    def _report_head(self) -> None:
        for index in range(self.tables[0].first):
            filled = any(as_text(cell) for cell in self.sheet.rows[index])
            if filled:
                self._note(self.sheet, index, "title", tr("Phần đầu danh sách."))
            else:
                self._note(self.sheet, index, "blank", tr("Dòng trống."))
        hidden = len(self.sheet.hidden_rows)
        if not self.sheet.visible or hidden:
            what = tr("Trang bị ẩn") if not self.sheet.visible else tr("{n} dòng bị ẩn")
            why = what.format(n=hidden) + tr(" nhưng vẫn được đọc.")
            fix = tr("Nếu không muốn nhập thì xoá khỏi danh sách rồi nhập lại.")
            self._say("KT-804", "", "", why, fix)

    def _read_row(self, part: ListPart, reader: MemberReader, index: int, titles: range) -> None:
        sheet, columns = part.sheet, part.columns
        row = sheet.rows[index]
        if self.own_book is not None and self.own_book.is_example(row):
            self._note(sheet, index, "header", tr("Dòng ví dụ, bỏ qua."))
            return
        kind = classify(row, columns, self.after_list)
        if kind == "member":
            self._take(part, reader, index)
            return
        if kind == "blank":
            self._note(sheet, index, kind, tr("Dòng trống."))
            return
        if kind in ("header", "numbering"):
            self._note(sheet, index, kind, tr("Tiêu đề hoặc số cột lặp lại, bỏ qua."))
            return
        if kind == "title":
            self._note(sheet, index, kind, tr("Dòng mở một nhóm người của chi bộ, bỏ qua."))
            return
        somebody = may_be_somebody(row, columns)
        if index in titles and kind in ("unknown", "signature") and not somebody:
            self._note(sheet, index, "title", tr("Phần đầu danh sách."))
        elif kind == "unknown":
            self._not_understood(sheet, index, somebody)
        elif kind == "group":
            group = read_group(row, columns)
            assert group is not None  # classify found it
            self._open_group(group, index, sheet, reader)
        elif kind == "total":
            self._check_total(sheet, index)
            self.after_list = True
        elif kind == "signature":
            self.after_list = True
            self._note(sheet, index, kind, tr("Dòng ký tên, nơi nhận, bỏ qua."))
        if somebody and kind != "unknown" and not self._only_signed(row):
            why = tr("Dòng này không nhập, nhưng có vẻ ghi về một người.")
            fix = tr(
                "Nếu là đảng viên thì ghi số thứ tự cho dòng ấy rồi nhập lại, hoặc thêm vào sổ."
            )
            self._say("KT-822", str(index + 1), row_text(row), why, fix)

    def _only_signed(self, row: Row) -> bool:
        """Whether all a row says is names, each of somebody taken from the list."""
        taken = set(map(name_key, self.people.values()))
        return self.after_list and all(
            name_key(name_parts(text).name) in taken for cell in row if (text := as_text(cell))
        )

    def _not_understood(self, sheet: SourceSheet, index: int, somebody: bool = False) -> None:
        text = row_text(sheet.rows[index])
        if not text:
            self._note(sheet, index, "blank", tr("Dòng trống."))
            return
        why = tr("Dòng này không giống đảng viên, tên chi bộ, dòng tổng hay chỗ ký.")
        if somebody:
            why = tr("Dòng này có vẻ là một người nhưng thiếu thông tin để nhập.")
        fix = tr("Nếu là đảng viên thì ghi đủ số thứ tự, họ tên rồi nhập lại, hoặc thêm vào sổ.")
        self._say("KT-803", str(index + 1), text, why, fix)
        self._note(sheet, index, "unknown", tr("Không hiểu, không nhập."))

    def _take(self, part: ListPart, reader: MemberReader, index: int) -> None:
        # People after a total belong to the next part of the same list.
        self.after_list = False
        listed = reader.read(index, self.cell)
        member = listed.member
        if self.own_book is not None:
            member.cell = self.own_book.cell_name(member.cell)
        if self.within:
            listed.own.setdefault(_PARTY_GROUP, self.within)
        if self.taken and member.cell != self.result.people[-1].member.cell:
            self.starts.append(self.taken)
        self.taken += 1
        self.people[index + 1] = member.full_name
        self.result.people.append(listed)
        self._add_organisation(member.cell)
        if not member.cell:
            self.without_cell.append((index + 1, member.full_name))
        what = tr("Nhập “{ten}” vào “{chi_bo}”.").format(
            ten=member.full_name, chi_bo=member.cell or tr("(chưa rõ chi bộ)")
        )
        self._note(part.sheet, index, "member", " ".join([what, *listed.done]))

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

    def _open_group(
        self, group: Group, index: int, sheet: SourceSheet, reader: MemberReader
    ) -> None:
        self._close_groups(below_cell=group.within)
        self.after_list = False
        self.starts.append(self.taken)
        if group.within:
            # Its people stay people of the cell above.
            self.within = group.name
            self.groups.append((group, index, self.taken))
            self._note(
                sheet, index, "group", tr("“{ten}”, một phần của chi bộ.").format(ten=group.name)
            )
            return
        if group.upper:
            # Members stand below a cell; a committee's own count covers several of them.
            self.cell = self.part = ""
            if part := committee_in(group.name):
                self._open_part(part)
            self._note(sheet, index, "group", tr("Cấp trên “{ten}”.").format(ten=group.name))
            return
        self.cell = reader.cell_name(group.name)
        self.groups.append((group, index, self.taken))
        self._add_organisation(self.cell)
        self._note(sheet, index, "group", tr("Chi bộ “{ten}”.").format(ten=self.cell))
        if group.name.isupper() and group.name != self.cell:
            why = tr("Tên viết hoa toàn bộ; đã đổi thành “{ten}”.").format(ten=self.cell)
            fix = tr("Sửa chữ hoa, chữ thường ở trang Tổ chức đảng nếu cần.")
            self._say("KT-806", str(index + 1), group.name, why, fix)

    def _close_groups(self, *, below_cell: bool = False) -> None:
        """End the open groups, of a cell's parts only where ``below_cell``; check their counts."""
        self.within = ""
        while self.groups and (self.groups[-1][0].within or not below_cell):
            group, index, before = self.groups.pop()
            counted = self.taken - before
            if group.count is None or group.count == counted:
                continue
            why = tr("Dòng này ghi {ghi} đảng viên, đếm được {dem}.").format(
                ghi=group.count, dem=counted
            )
            fix = tr("Xem có ai thiếu hoặc thừa dưới dòng này.")
            self._say("KT-801", str(index + 1), group.name, why, fix)

    def _check_total(self, sheet: SourceSheet, index: int) -> None:
        self._close_groups(below_cell=bool(self.within))
        text = " ".join(t for cell in sheet.rows[index] if (t := as_text(cell)))
        self._note(sheet, index, "total", tr("Dòng tổng, bỏ qua."))
        stated = None if counts_a_part(text) else stated_count(text)
        # A list may sum up each of its parts, several of them, or all so far.
        counts = {self.taken - before for before in self.starts}
        self.starts.append(self.taken)
        if stated is not None and stated not in counts:
            why = tr("Danh sách ghi tổng {ghi}, đếm được {dem}.").format(ghi=stated, dem=self.taken)
            fix = tr("Xem các dòng không nhập trong báo cáo.")
            self._say("KT-802", str(index + 1), text, why, fix)

    def _name_committee(self) -> None:
        """The ward's committee as the column of cells names it, where no title does."""
        committees = {c for s in self.superiors if (c := committee_of(s))}
        if not self.result.heading.committee and len(committees) == 1:
            heading = read_heading([[committees.pop()]])
            self.result.heading = heading

    def _report_without_cell(self) -> None:
        has_column = any(
            "cell" in part.columns.roles.values() for table in self.tables for part in table.parts
        )
        for row, name in self.without_cell:
            why = tr(
                "Không rõ chi bộ: không có cột chi bộ, không có dòng tên chi bộ ở trên, tiêu đề và "
                "tên trang cũng không nói."
            )
            if has_column:
                why = tr("Không rõ chi bộ: ô chi bộ trống, không có dòng tên chi bộ ở trên.")
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
