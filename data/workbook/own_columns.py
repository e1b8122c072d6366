"""The clerk's own columns (cột riêng của sổ): each a field of its record, for masters to print.

The program makes nothing of them; a master says ``{{ Số điện thoại }}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...conventions.spelling import fold, unaccented
from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.shown import shown
from ..models import Sheet
from ..models.fields import FieldSpec
from ..models.source_map import OwnColumn, column_letter

_NOT_WORD = re.compile(r"[\W_]+")
_NAME = re.compile(r"[a-z]\w*", re.ASCII)
_LONGEST = 60
# Sheets whose rows papers print as one line, so that no column of theirs has a place of its own.
UNPRINTED = frozenset({"can_cu", "noi_nhan"})


def own_key(label: str) -> str:
    """The name of an own column in masters (khoá): ``Số điện thoại`` is ``so_dien_thoai``."""
    return _NOT_WORD.sub("_", unaccented(fold(label))).strip("_")


@dataclass(slots=True)
class OwnFields:
    """The own columns of one sheet, by index from 0, and what is to be said of their names."""

    sheet: Sheet
    columns: dict[int, OwnColumn] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(
        cls, sheet: Sheet, headers: Iterable[tuple[int, str]], specs: Iterable[FieldSpec], row: int
    ) -> OwnFields:
        """Those with these headers, which mean no field; ``row`` is where they stand."""
        own = cls(sheet)
        known = {spec.key: spec.label for spec in specs}
        for index, header in headers if sheet.key not in UNPRINTED else ():
            named = OwnColumn(key=own_key(header), label=header, column=column_letter(index))
            column = own.admitted(named, known, row)
            if column is not None:
                own.columns[index] = column
        return own

    def admitted(self, column: OwnColumn, known: Mapping[str, str], row: int) -> OwnColumn | None:
        """The column, if its name is one that a master can say and no other column has."""
        cell = f"{column.column}{row}" if row else column.column
        twin = next((c for c in self.columns.values() if c.key == column.key), None)
        if not _NAME.fullmatch(column.key) or len(column.key) > _LONGEST:
            code, why = "KT-153", tr("Mẫu Word không gọi được cột riêng có tên như vậy.")
            fix = tr("Muốn in cột này thì đặt tên ngắn, bắt đầu bằng chữ, như “Số điện thoại”.")
        elif column.key in known:
            code = "KT-151"
            why = tr("Tên cột riêng này trùng với trường “{ten}” của sổ trong mẫu Word ({khoa}).")
            why = why.format(ten=known[column.key], khoa=column.key)
            fix = tr("Đổi tên cột riêng; chưa đổi thì mẫu in trường của sổ.")
        elif twin is not None:
            code = "KT-152"
            why = tr("Tên cột riêng này trùng với cột {cot} “{ten}” trong mẫu Word ({khoa}).")
            why = why.format(cot=twin.column, ten=twin.label, khoa=twin.key)
            fix = tr("Đổi tên một trong hai cột; chưa đổi thì mẫu chỉ in cột {cot}.")
            fix = fix.format(cot=twin.column)
        else:
            return column
        self.findings.append(found(code, self.sheet.name, cell, column.label, why, fix))
        return None

    def values(self, source: SourceSheet, index: int) -> dict[str, str]:
        """The values of a row, ``index`` from 0, as the sheet shows them; "" for empty cells."""
        row = source.rows[index]
        width = len(row)
        told = {}
        for i, column in self.columns.items():
            raw = row[i] if i < width else ""
            told[column.key] = raw and as_shown(source, f"{column.column}{index + 1}", raw)
        return told


def as_shown(source: SourceSheet, cell: str, raw: object) -> str:
    """What a cell shows; the formats of a sheet are read at the first number."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return shown(raw, source.number_format(cell))
    return shown(raw)


def own_items(
    sheet: Sheet,
    items: Iterable[tuple[str, str, object]],
    specs: Iterable[FieldSpec],
    source: SourceSheet,
) -> tuple[OwnFields, dict[str, str]]:
    """The own items of the settings, given as (item, cell of the value, value), with their values.

    An item takes a row, so its column is the address of its value.
    """
    own = OwnFields(sheet)
    known = {spec.key: spec.label for spec in specs}
    values = {}
    for item, cell, raw in items:
        column = own.admitted(OwnColumn(key=own_key(item), label=item, column=cell), known, 0)
        if column is not None:
            own.columns[len(own.columns)] = column
            values[column.key] = as_shown(source, cell, raw)
    return own, values
