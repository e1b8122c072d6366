"""What a row below the header is (phân loại dòng): data, the example, a total, another table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from ...conventions.spelling import fold
from ...files.spreadsheet import Row
from ...findings import Finding, found
from ...i18n import tr
from ..cells.reading import as_text
from ..models import Sheet
from ..models.fields import FieldSpec
from ..models.source_map import column_letter
from ..reference import table
from .example_row import KnownExample, differs_from_example, is_example
from .headers import HeaderIndex

RowKind = Literal["data", "blank", "example", "beside", "header", "end"]

_DATE_LINE = re.compile(r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm")
_NAME = re.compile(r"[^\W\d_]+(?:[-' ]+[^\W\d_]+){1,6}")
_LIST = "danh sách"
# A remark or a signature fills few cells; a row of data more.
_FEW = 3


@dataclass(slots=True)
class RowSorter:
    """Tells the rows of one table apart (người phân loại dòng), from the header down.

    ``rows_beside`` collects the rows that are no data, ``blank`` those with nothing
    in the table's columns; ``second`` is the first row of another table below,
    0 when there is none. Rows count from 1.
    """

    sheet: Sheet
    index: HeaderIndex
    fields: dict[int, FieldSpec]
    findings: list[Finding] = field(default_factory=list)
    rows_beside: list[int] = field(default_factory=list)
    blank: set[int] = field(default_factory=set)
    second: int = 0
    _gap: bool = False
    _after_signature: bool = False
    _example: KnownExample = field(init=False)
    _required: list[int] = field(init=False)
    _telling: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self._example = KnownExample(self.sheet.key, list(self.index.specs.values()))
        telling = self._example.telling
        self._telling = {
            i: telling[s.attribute] for i, s in self.fields.items() if s.attribute in telling
        }
        self._required = [i for i, spec in self.fields.items() if spec.required]

    def kind(self, row: Row, number: int) -> RowKind:
        """What row ``number`` is; what is to be said of it collects in ``findings``."""
        width = len(row)
        if not any(row[i] not in ("", None) for i in self.fields if i < width):
            self._gap = True
            self.blank.add(number)
            return "blank"
        if is_example(next((raw for raw in row if raw not in ("", None)), "")):
            if differs_from_example(self._cells(row), list(self.index.specs.values())):
                self.findings.append(_used_example(self.sheet.name, number))
            return "example"
        like_it = any(i < width and row[i] == text for i, text in self._telling.items())
        if like_it and self._is_whole_example(self._cells(row), number):
            return "example"
        wanting = [i for i in self._required if i >= width or row[i] in ("", None)]
        if self._gap or wanting:
            kind = self._beside(row, number, bool(wanting))
            if kind != "data":
                return kind
        self._gap = self._after_signature = False
        return "data"

    def _cells(self, row: Row) -> dict[str, object]:
        return {s.attribute: row[i] for i, s in self.fields.items() if i < len(row)}

    def _is_whole_example(self, cells: dict[str, object], number: int) -> bool:
        left, whole = self._example.left_in(cells)
        if not left:
            return False
        if whole:
            why = tr("Đây là dòng ví dụ của sổ mới, đã mất chữ “(ví dụ)”; dòng này được bỏ qua.")
            fix = tr("Xoá dòng này.")
            self.findings.append(found("KT-128", self.sheet.name, str(number), why=why, fix=fix))
            return True
        if self.sheet.key == "dang_vien":
            self._report_leftovers(left, cells, number)
        return False

    def _report_leftovers(self, left: list[str], cells: dict[str, object], number: int) -> None:
        # The cell and the sex may well be those of the person typed over the example.
        left = [a for a in left if not self.index.specs[a].choices and a != "cell"]
        columns = {spec.attribute: column_letter(i) for i, spec in self.fields.items()}
        told = [
            f"{self.index.specs[a].label} {as_text(cells[a])} ({columns[a]}{number})" for a in left
        ]
        why = tr("Dòng này gõ đè lên dòng ví dụ; còn sót của ví dụ: {ds}.")
        fix = tr("Sửa các ô ấy theo đúng người này; không biết thì xoá trống.")
        first, last = columns[left[0]], columns[left[-1]]
        place = f"{first}{number}" if first == last else f"{first}{number}:{last}{number}"
        self.findings.append(
            found("KT-127", self.sheet.name, place, why=why.format(ds="; ".join(told)), fix=fix)
        )

    def _beside(self, row: Row, number: int, wanting: bool) -> RowKind:
        texts = [t for cell in row if (t := as_text(cell))]
        heads = [m.attribute for t in texts if (m := self.index.match(t))]
        if len(heads) > 1 and 2 * len(heads) > len(texts):
            return self._other_header(row, number)
        if not wanting or not self._is_remark(texts):
            return "data"
        self._after_signature = True
        self.rows_beside.append(number)
        return "beside"

    def _other_header(self, row: Row, number: int) -> RowKind:
        """The same header again (as where a page was pasted), or that of another table."""
        here = {i: m.attribute for i, t in enumerate(row) if t and (m := self.index.match(t))}
        same = {i: spec.attribute for i, spec in self.fields.items()}
        if all(same.get(i) == attribute for i, attribute in here.items()):
            return "header"
        self.second = number
        return "end"

    def _is_remark(self, texts: list[str]) -> bool:
        folded = [fold(text) for text in texts]
        if any(text.startswith(_words("total")) for text in folded[:2]):
            return True
        if len(texts) > _FEW:
            return False
        signs = any(t.startswith(_words("signature")) or _DATE_LINE.search(t) for t in folded)
        if signs or self._after_signature:
            return True
        # A name alone below a gap is a person whose other cells are still to be filled.
        alone = self._gap and len(texts) == 1
        return alone and (not _NAME.fullmatch(texts[0]) or folded[0].startswith(_LIST))

    def rest(self, last: int) -> list[Finding]:
        """What is to be said at the end, ``last`` being the sheet's last row."""
        findings = list(self.findings)
        for row in self.rows_beside:
            why = tr("Dòng này là dòng tổng cộng, chữ ký hoặc ghi chú; đã bỏ qua, không đọc.")
            fix = tr("Nếu đây là dữ liệu thì điền đủ các cột có dấu *; nếu không thì nên xoá.")
            findings.append(found("KT-125", self.sheet.name, str(row), why=why, fix=fix))
        if self.second:
            why = tr("Từ dòng {n} là một bảng khác; {so} dòng từ đó trở đi không được đọc.")
            why = why.format(n=self.second, so=last - self.second + 1)
            fix = tr("Chuyển bảng ấy sang trang khác, hoặc chép các dòng của nó lên bảng trên.")
            place = f"A{self.second}:A{last}"
            findings.append(found("KT-126", self.sheet.name, place, why=why, fix=fix))
        return findings


def _used_example(name: str, number: int) -> Finding:
    why = tr("Dòng này còn chữ “(ví dụ)” ở ô đầu nên bị bỏ qua, nhưng đã có dữ liệu khác.")
    fix = tr("Nếu là dữ liệu thật thì xoá chữ “(ví dụ)” ở ô đầu; nếu không thì xoá cả dòng.")
    return found("KT-108", name, str(number), why=why, fix=fix)


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in table("list-words")[kind])
