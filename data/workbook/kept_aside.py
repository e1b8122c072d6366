"""Text kept beside the field it was typed for (chữ giữ riêng), until the field is filled.

A number that Excel shortened is no number, so an import leaves the field empty
and keeps the text in an own column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ..cells.normalise import read_value
from ..cells.reading import as_text
from ..models import Sheet
from ..models.fields import FieldSpec, Record
from ..models.source_map import SourceMap, column_letter
from .headers import header_key

_BEFORE = "Theo danh sách: "


def aside(label: str) -> str:
    """The header under which a text is kept that means a field and is not its value."""
    return f"{_BEFORE}{label}"


def ask_kept_aside(
    sheet: Sheet,
    source_sheet: SourceSheet,
    header: int,
    fields: Mapping[int, FieldSpec],
    records: Sequence[Record],
    source: SourceMap,
) -> list[Finding]:
    """What is wrong with texts kept aside whose fields are empty still.

    ``header`` is a row index from 0; ``source`` learns that these cells are not
    really empty.
    """
    kept = {header_key(cell): i for i, cell in enumerate(source_sheet.rows[header]) if cell}
    findings = []
    for letter, spec in ((column_letter(i), s) for i, s in fields.items() if s.digits):
        column = kept.get(header_key(aside(spec.label)))
        if column is None:
            continue
        for record in records:
            row = source_sheet.rows[record.row - 1]
            raw = row[column] if column < len(row) else ""
            problem = read_value(spec, raw).problem
            if getattr(record, spec.attribute) or problem is None:
                continue
            cell = f"{letter}{record.row}"
            source.rejected.add((sheet.key, cell))
            findings.append(
                found(problem.code, sheet.name, cell, as_text(raw), problem.why, problem.fix)
            )
    return findings
