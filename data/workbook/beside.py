"""What stands beside the data of a sheet (quanh dữ liệu): struck out, hidden, noted, headless.

People say in these ways that somebody has left, or that a row no longer
counts. None of it is a value; each is told, with what may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.reading import as_text
from ..cells.state_words import state_in
from ..models import Member, Sheet
from ..models.fields import FieldSpec, Record
from ..models.source_map import cell_range, column_letter, split_address
from ..reference import choice

# Notes of ours are help on headers and hints of an import.
OUR_NAME = "giayto"
# Excel says first that it cannot show a thread of remarks.
_THREAD = re.compile(r"^\[[^\]]*\].*?(?:Comment|Chú thích|Bình luận):\s*", re.DOTALL)
_SHOWN = 10


def beside_data(
    sheet: Sheet,
    source_sheet: SourceSheet,
    header: int,
    fields: dict[int, FieldSpec],
    records: Sequence[Record],
    blank: Collection[int],
) -> list[Finding]:
    """Findings on what stands beside the records of a sheet; ``header`` is a row index from 0.

    ``blank`` are rows, from 1, that have nothing in the columns of the table.
    """
    rows = {record.row: record for record in records}
    seen = _Beside(sheet, source_sheet, header, fields, rows, blank)
    return [
        *seen.hidden_rows(),
        *seen.struck_out(),
        *seen.coloured(),
        *seen.notes(),
        *seen.other_columns(),
    ]


class _Beside:
    def __init__(
        self,
        sheet: Sheet,
        source_sheet: SourceSheet,
        header: int,
        fields: dict[int, FieldSpec],
        rows: dict[int, Record],
        blank: Collection[int],
    ) -> None:
        self.blank = blank
        self.sheet = sheet
        self.source = source_sheet
        self.header = header
        self.rows = rows
        self.letters = {column_letter(i): spec for i, spec in fields.items()}
        self.columns = fields

    def hidden_rows(self) -> list[Finding]:
        hidden = self.source.hidden_rows & self.rows.keys()
        if self.sheet.model is Member:
            hidden = {n for n in hidden if self._still_here(n)}
        why = tr("Dòng bị ẩn (do lọc hoặc ẩn bằng tay) vẫn được đọc như mọi dòng.")
        fix = tr(
            "Bỏ lọc, hiện dòng để xem lại; người không còn sinh hoạt thì chọn ở cột Tình trạng, "
            "dòng thừa thì xoá."
        )
        return [found("KT-123", self.sheet.name, str(n), why=why, fix=fix) for n in sorted(hidden)]

    def struck_out(self) -> list[Finding]:
        first_of: dict[int, str] = {}
        for cell in self.source.looks.struck:
            column, row = split_address(cell)
            if row in self.rows and column in self.letters:
                first_of[row] = min(first_of.get(row, column), column, key=_order)
        if self.sheet.model is Member:
            first_of = {n: column for n, column in first_of.items() if self._still_here(n)}
            why = tr("Chữ bị gạch ngang mà cột Tình trạng không ghi gì; người này vẫn được tính.")
            fix = tr(
                "Không còn sinh hoạt thì chọn ở cột Tình trạng (“Đã chuyển đi”, “Từ trần” …); "
                "gạch nhầm thì bỏ gạch ngang."
            )
        else:
            why = tr("Chữ bị gạch ngang vẫn được đọc như chữ thường.")
            fix = tr("Bỏ nội dung này thì xoá ô hoặc xoá dòng; không bỏ thì bỏ gạch ngang.")
        findings = []
        for row, column in sorted(first_of.items()):
            raw = as_text(self.source.rows[row - 1][_index(column)])
            findings.append(found("KT-124", self.sheet.name, f"{column}{row}", raw, why, fix))
        return findings

    def coloured(self) -> list[Finding]:
        """Few coloured names mean something to somebody; many are how the sheet is dressed."""
        if self.sheet.model is not Member:
            return []
        names = [c for c, spec in self.letters.items() if spec.attribute == "full_name"]
        coloured = sorted(
            row for cell in self.source.looks.coloured if (row := _row_in(cell, names)) in self.rows
        )
        if not coloured or 2 * len(coloured) > len(self.rows):
            return []
        told = ", ".join(map(str, coloured[:_SHOWN])) + (" …" if len(coloured) > _SHOWN else "")
        why = tr("{n} dòng được tô màu (dòng {ds}); chương trình không đọc màu.")
        fix = tr("Màu có ý nghĩa gì (đã chuyển, miễn sinh hoạt …) thì ghi ở cột Tình trạng.")
        why = why.format(n=len(coloured), ds=told)
        return [found("KT-129", self.sheet.name, f"{names[0]}{coloured[0]}", why=why, fix=fix)]

    def notes(self) -> list[Finding]:
        findings = []
        for cell, (author, text) in self.source.looks.notes.items():
            row = split_address(cell)[1]
            if author == OUR_NAME or row <= self.header + 1:
                continue
            text = _THREAD.sub("", text)
            meant = self._state(cell, row, text)
            if meant is None:
                why = tr("Chú thích gắn vào ô này không được đọc, không in ra giấy tờ.")
                fix = tr("Nội dung cần dùng thì ghi vào cột tương ứng.")
                meant = found("KT-122", self.sheet.name, cell, text, why, fix)
            findings.append(meant)
        return findings

    def other_columns(self) -> list[Finding]:
        """Columns that mean nothing here: those without a header, and words of state in any."""
        header = self.source.rows[self.header] if self.columns else []
        findings = []
        looked_at = [*self.rows, *self.blank] if self.columns else []
        widest = max((len(self.source.rows[row - 1]) for row in looked_at), default=0)
        for i in range(widest):
            if i in self.columns:
                continue
            cells = {
                row: text
                for row in looked_at
                if i < len(self.source.rows[row - 1])
                and (text := as_text(self.source.rows[row - 1][i]))
            }
            letter = column_letter(i)
            states = {row: self._state(f"{letter}{row}", row, text) for row, text in cells.items()}
            findings += [state for state in states.values() if state is not None]
            if cells and not (i < len(header) and as_text(header[i])):
                findings.append(self._headless(letter, cells))
        return findings

    def _headless(self, letter: str, cells: dict[int, str]) -> Finding:
        why = tr("Cột {cot} có dữ liệu nhưng không có tiêu đề nên không được đọc.")
        fix = tr("Ghi tiêu đề ở dòng {n}, hoặc xoá cột.").format(n=self.header + 1)
        place = cell_range(letter, min(cells), max(cells))
        read = cells[min(cells)]
        return found("KT-111", self.sheet.name, place, read, why.format(cot=letter), fix)

    def _state(self, cell: str, row: int, text: str) -> Finding | None:
        if self.sheet.model is not Member or row not in self.rows or not self._still_here(row):
            return None
        return state_finding(self.sheet.name, cell, text)

    def _still_here(self, row: int) -> bool:
        return getattr(self.rows[row], "status", "") == choice("status", "active")


def state_finding(sheet: str, cell: str, text: str) -> Finding | None:
    """The finding on a text that says of an active member that they are so no more."""
    meant = state_in(text)
    if meant is None:
        return None
    why = tr(
        "Chữ “{chu}” nói người này không còn sinh hoạt như thường, mà cột Tình trạng không ghi."
    )
    fix = tr("Nếu đúng thì chọn “{tt}” ở cột Tình trạng của người này, trang Đảng viên.").format(
        tt=meant.status
    )
    return found("KT-341", sheet, cell, text, why.format(chu=meant.word), fix)


def _row_in(cell: str, columns: Iterable[str]) -> int:
    """The row of a cell in one of these columns, 0 for others."""
    column, row = split_address(cell)
    return row if column in columns else 0


def _order(column: str) -> tuple[int, str]:
    return len(column), column


def _index(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number - 1
