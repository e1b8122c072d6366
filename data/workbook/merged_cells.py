"""Merged cells in a table (ô gộp): what they hide from the rows below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.reading import as_text
from ..models import Sheet
from ..models.fields import FieldSpec, Record
from ..models.source_map import SourceMap, column_letter


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A merged cell over several records (ô gộp). ``first`` is where its value stands.

    ``covered`` are the cells of records, in columns that are read, which it hides.
    """

    ref: str
    first: str
    value: object
    covered: tuple[str, ...]


def merged_over(
    source_sheet: SourceSheet, fields: Mapping[int, FieldSpec], records: Sequence[Record]
) -> Iterator[MergedCell]:
    """The merged cells of a table that hide something."""
    rows = {record.row for record in records}
    for (top, left), (bottom, right) in source_sheet.merged:
        covered = tuple(
            f"{column_letter(column)}{row + 1}"
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left) and column in fields and row + 1 in rows
        )
        if covered:
            first = f"{column_letter(left)}{top + 1}"
            line = source_sheet.rows[top] if top < len(source_sheet.rows) else []
            value = line[left] if left < len(line) else ""
            ref = f"{first}:{column_letter(right)}{bottom + 1}"
            yield MergedCell(ref, first, value, covered)


def tell_merged(
    sheet: Sheet,
    source_sheet: SourceSheet,
    fields: Mapping[int, FieldSpec],
    records: Sequence[Record],
    source: SourceMap,
) -> list[Finding]:
    """One finding for each; ``source`` learns of the hidden cells, so that none is called empty."""
    findings = []
    for merged in merged_over(source_sheet, fields, records):
        source.rejected.update((sheet.key, cell) for cell in merged.covered)
        why = tr("{vung} là ô gộp: giá trị chỉ nằm ở ô {dau}, {so} ô khác bị che thành trống.")
        why = why.format(vung=merged.ref, dau=merged.first, so=len(merged.covered))
        fix = tr(
            "Bỏ gộp ô (Unmerge Cells) rồi điền từng dòng; hoặc gõ “{lenh}” để có bản sao đã bỏ"
            " gộp và điền đủ."
        ).format(lenh="giayto kiem-tra --sua")
        read = as_text(merged.value)
        findings.append(found("KT-233", sheet.name, merged.ref, read, why, fix))
    return findings
