"""Grading by the rules (xếp loại theo quy định): worked out, told, written where asked.

People decide. What is worked out goes into columns of its own in the workbook,
which no paper prints and nothing reads as a decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..batch.guard import only_run
from ..data.grading.cap import CapGroup, groups
from ..data.grading.grades import KINDS, Kind
from ..data.grading.lines import Line, lines, said
from ..data.grading.rules import Rules, rules_of
from ..data.models import SHEET_BY_KEY, Organisation
from ..data.models.fields import Record
from ..data.ward import Ward
from ..data.workbook.edit import OpenWorkbook, WorkbookEdits
from ..data.workbook.read import records_of
from ..errors import DataRejected
from ..files.whole import write_bytes
from ..i18n import tr
from .loading import find_units, read_ward
from .outputs import output_file
from .places import Places

__all__ = ["Grading", "Line", "grade"]

_SHEET_OF: dict[Kind, str] = {
    "members": "kiem_diem",
    "organisations": "to_chuc",
    "collectives": "tap_the",
    "leaders": "can_bo",
}
_OWN = ("computed_grade", "computed_reason")
"""The only columns that are written into."""


@dataclass(slots=True)
class Grading:
    """What grading came to (kết quả xếp loại).

    ``lines`` and ``caps`` are by kind of subject, ``rules`` ``None`` for a year of
    which none are known. ``excel`` is the report, ``backup`` the workbook as it
    was, ``written`` how many cells were changed.
    """

    ward: Ward
    rules: Rules | None
    units: tuple[Organisation, ...]
    lines: dict[Kind, list[Line]] = field(default_factory=dict)
    caps: list[CapGroup] = field(default_factory=list)
    excel: Path | None = None
    backup: Path | None = None
    written: int = 0


def grade(
    places: Places,
    kinds: Sequence[str] = (),
    units: Sequence[str] = (),
    *,
    excel: str | Path | None = None,
    overwrite: bool = False,
    write: bool = False,
) -> Grading:
    """Work the grades out; write a report or the workbook's own columns if asked.

    See `Workspace.grade`.
    """
    places.need_workbook()
    target = None
    if excel is not None:
        target = output_file(excel, ".xlsx", folder=places.folder, overwrite=overwrite)
    if not write:
        result = _worked_out(read_ward(places), kinds, units)
    else:
        with only_run(places.lock):
            result = _written(places, kinds, units)
    if target is not None:
        from .books.grading import grading_workbook

        write_bytes(target, grading_workbook(result))
        result.excel = target
    return result


def _worked_out(ward: Ward, kinds: Sequence[str], units: Sequence[str]) -> Grading:
    wanted = find_units(ward, units)
    result = Grading(ward, rules_of(ward), wanted)
    chosen = [kind for kind in KINDS if not kinds or kind in kinds]
    result.lines = {kind: list(lines(ward, kind, wanted)) for kind in chosen}
    result.caps = [group for group in groups(ward) if group.kind in chosen]
    return result


def _written(places: Places, kinds: Sequence[str], units: Sequence[str]) -> Grading:
    book, edits = OpenWorkbook(places.workbook), WorkbookEdits()
    result = _worked_out(Ward(book.dataset, overlay=places.own_rules), kinds, units)
    for kind in result.lines:
        key = _SHEET_OF[kind]
        for record, *values in _values(result, kind):
            for attribute, value in zip(_OWN, values, strict=True):
                column = book.places[key].columns.get(attribute) if key in book.places else None
                if column is None:
                    _refuse_without_columns(places, key)
                address = f"{column}{record.row}"
                is_formula = book.editor.sheet(key).holds_formula(address)
                if getattr(record, attribute) == value or is_formula:
                    continue
                edits.cells.append((key, address, attribute, value))
    if edits.is_empty():
        return result
    result.backup = book.write(edits, "xep-loai")
    result.written = len(edits.cells)
    return result


def _values(result: Grading, kind: Kind) -> Iterator[tuple[Record, str, str]]:
    """Row, level and reason; rows of whom nothing is worked out any more get none."""
    told: set[int] = set()
    for line in result.lines[kind]:
        record: Record | None = line.review if kind == "members" else line.subject
        if record is not None:
            told.add(id(record))
            yield record, said(line.allowed), line.allowed.reason
    if result.units:
        return
    sheet = SHEET_BY_KEY[_SHEET_OF[kind]]
    for left in records_of(result.ward.data, sheet):
        if id(left) not in told and any(getattr(left, attribute) for attribute in _OWN):
            yield left, "", ""


def _refuse_without_columns(places: Places, key: str) -> None:
    name = SHEET_BY_KEY[key].name
    raise DataRejected(
        tr("Trang “{trang}” chưa có cột Mức theo quy định, Lý do theo quy định.").format(
            trang=name
        ),
        where=str(places.workbook),
        why=tr("Chương trình chỉ ghi vào hai cột ấy."),
        fix=tr("Gõ “giayto nang-cap” để thêm cột, rồi gõ lại lệnh."),
    )
