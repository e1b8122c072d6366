"""Filling the sheets that repeat others (điền sổ): who is reviewed, who meets, who is voted on.

``Kiểm điểm``, ``Dự họp`` and ``Kiểm phiếu`` name the people of ``Đảng viên``
by their codes. The rows that are missing are put below those there are; what
anybody typed stays. The name beside a code, also on the sheets that nobody fills
but the clerk, is a formula, with the name itself stored in the cell, and is never read back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...conventions.spelling import fold
from ...errors import DataRejected
from ...files.sheet_edit import Formula
from ...findings import Finding
from ...i18n import tr
from ..attendance import roll_of
from ..membership import is_due
from ..models import SHEET_BY_KEY, Meeting, Member, Organisation
from ..models.fields import Record
from ..reference import choice
from ..ward import REVIEW_CONFERENCE, Ward
from .edit import OpenWorkbook, WorkbookEdits
from .lists import LAST_ROW
from .read import records_of

REVIEWS, ATTENDANCE, BALLOTS = "kiem_diem", "du_hop", "kiem_phieu"
FILLED = (REVIEWS, ATTENDANCE, BALLOTS)
"""The keys of the sheets that can be filled, in order."""

LEADERS = "can_bo"
NAMED = (LEADERS, "nhiem_vu", "cham_diem", "cac_nam")
"""The keys of further sheets with a name beside each code; their rows are the clerk's own."""

# The column of each sheet that holds the code, beside which the name is shown.
_CODE_OF = dict.fromkeys((REVIEWS, BALLOTS, *NAMED), "subject") | {
    ATTENDANCE: "member",
    LEADERS: "person",
}


@dataclass(slots=True)
class MissingRows:
    """The rows that sheets lack (các dòng còn thiếu), by sheet key: values by attribute.

    ``nameless`` are the members whom no code, card or name tells from others,
    so that no row can call them.
    """

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    nameless: list[Member] = field(default_factory=list)

    def count(self, key: str) -> int:
        """How many rows a sheet lacks."""
        return len(self.rows.get(key, []))


@dataclass(slots=True)
class Filled:
    """What filling did (kết quả điền): rows added by sheet name, names that are formulas now."""

    workbook: Path
    backup: Path | None = None
    added: dict[str, int] = field(default_factory=dict)
    linked: int = 0
    nameless: list[Member] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def missing_rows(ward: Ward, keys: Collection[str] = FILLED) -> MissingRows:
    """The rows that the sheets of these keys lack, from the members and meetings there are.

    ``Kiểm điểm``: everybody due for review; ``Dự họp``: everybody summoned to a
    meeting, as present; ``Kiểm phiếu``: at a review conference the cell and
    those reviewed, without any count.
    """
    missing = MissingRows()
    if REVIEWS in keys:
        missing.rows[REVIEWS] = [
            {"subject": handle, "name": member.full_name}
            for member in ward.data.members
            if is_due(ward, member)
            and ward.review_of(member) is None
            and (handle := _handle(ward, member, None, missing))
        ]
    for meeting in ward.data.meetings:
        unit = ward.organisation(meeting.unit)
        if unit is None or not meeting.code:
            continue
        if ATTENDANCE in keys:
            missing.rows.setdefault(ATTENDANCE, []).extend(_present(ward, unit, meeting, missing))
        if BALLOTS in keys and meeting.kind == REVIEW_CONFERENCE:
            missing.rows.setdefault(BALLOTS, []).extend(_voted_on(ward, unit, meeting, missing))
    return missing


def _present(
    ward: Ward, unit: Organisation, meeting: Meeting, missing: MissingRows
) -> Iterable[dict[str, Any]]:
    told = {id(ward.member(row.member, unit)) for row in ward.attendance_of(meeting)}
    for member in roll_of(ward, unit, meeting).summoned:
        handle = _handle(ward, member, unit, missing) if id(member) not in told else ""
        if handle:
            yield {
                "meeting": meeting.code,
                "member": handle,
                "name": member.full_name,
                "presence": choice("presence", "present"),
            }


def _voted_on(
    ward: Ward, unit: Organisation, meeting: Meeting, missing: MissingRows
) -> Iterable[dict[str, Any]]:
    rows = ward.ballots_of(meeting)
    told = {id(ward.member(r.subject, unit) or ward.organisation(r.subject)) for r in rows}
    if id(unit) not in told and unit.code:
        yield {"meeting": meeting.code, "subject": unit.code, "name": unit.name}
    for member in roll_of(ward, unit, meeting).reviewed:
        if id(member) in told:
            continue
        handle = _handle(ward, member, unit, missing)
        if handle:
            yield {"meeting": meeting.code, "subject": handle, "name": member.full_name}


def _handle(ward: Ward, member: Member, cell: Organisation | None, missing: MissingRows) -> str:
    """What calls the member from another sheet; "" when nothing does, which is noted."""
    handle = ward.handle(member, cell)
    if not handle and all(member is not known for known in missing.nameless):
        missing.nameless.append(member)
    return handle


def fill_workbook(path: Path, keys: Collection[str] = FILLED) -> Filled:
    """Put the rows that are missing into the workbook, which is copied beside itself first.

    Of the sheets of :data:`NAMED` that the workbook has, only the names are filled in.
    Raises ``WorkbookUnreadable``, ``DataRejected`` (a sheet or its column of codes is missing),
    ``CannotWrite`` (open in Excel or LibreOffice, or not writable).
    """
    result, book = Filled(path), OpenWorkbook(path)
    filler = _Filler(book)
    missing = missing_rows(filler.ward, keys)
    result.nameless = missing.nameless
    for key in keys:
        filler.need(key, path)
        result.linked += filler.link_names(key)
        if missing.count(key):
            filler.add(key, missing.rows[key])
            result.added[filler.places[key].name] = missing.count(key)
    result.linked += sum(filler.link_names(key) for key in NAMED if key in filler.places)
    if not result.added and not result.linked:
        return result
    result.backup = book.write(filler.edits, "dien")
    result.findings = book.editor.findings
    return result


class _Filler:
    def __init__(self, book: OpenWorkbook) -> None:
        self.data, self.places, self.editor = book.dataset, book.places, book.editor
        self.ward = Ward(book.dataset)
        self.edits = WorkbookEdits()

    def need(self, key: str, path: Path) -> None:
        """Raise ``DataRejected`` where the sheet or its column of codes is not there."""
        sheet = SHEET_BY_KEY[key]
        wanted = [_CODE_OF[key], *(["meeting"] if key != REVIEWS else [])]
        have = self.places[key].columns if key in self.places else {}
        if any(attribute not in have for attribute in wanted):
            raise DataRejected(
                tr("Sổ thiếu trang “{trang}” hoặc cột mã của trang ấy.").format(trang=sheet.name),
                where=str(path),
                fix=tr("Chạy giayto kiem-tra để xem lỗi, hoặc tạo sổ mới."),
            )

    def add(self, key: str, rows: list[dict[str, Any]]) -> None:
        """Plan new rows below those of the sheet, in the place of the example if it is there."""
        new = self.edits.rows.setdefault(key, [])
        for number, values in self.editor.below(key, rows):
            handle = str(values[_CODE_OF[key]])
            shown = self._name(key, number, handle, str(values["name"]))
            new.append((number, {**values, "name": shown}))

    def link_names(self, key: str) -> int:
        """Plan formulas where the name beside a code is missing or the same as in its sheet."""
        place = self.places[key]
        column = place.columns.get("name")
        if column is None:
            return 0
        sheet, linked = self.editor.sheet(key), 0
        for record in records_of(self.data, SHEET_BY_KEY[key]):
            handle = str(getattr(record, _CODE_OF[key]))
            name, address = self._called(record, handle), f"{column}{record.row}"
            typed = str(getattr(record, "name", ""))
            if not name or sheet.holds_formula(address) or fold(typed) not in ("", fold(name)):
                continue
            shown = self._name(key, record.row, handle, name)
            if isinstance(shown, Formula) or not typed:
                self.edits.cells.append((key, address, "name", shown))
                linked += 1
        return linked

    def _called(self, record: Record, handle: str) -> str:
        meeting = fold(str(getattr(record, "meeting", "")))
        meetings = self.data.meetings if meeting else ()
        held = next((m for m in meetings if fold(m.code) == meeting), None)
        cell = self.ward.organisation(held.unit) if held is not None else None
        found = self.ward.member(handle, cell) or self.ward.subject(handle)
        if found is None:
            return ""
        return found.full_name if isinstance(found, Member) else found.name

    def _name(self, key: str, row: int, handle: str, name: str) -> Formula | str:
        """The name as a formula that finds it by the code; the plain name where it could not."""
        code = f"{self.places[key].columns[_CODE_OF[key]]}{row}"
        looked_up = []
        member = self.ward.member(handle)
        if member is not None and fold(member.card) == fold(handle) != fold(member.code):
            looked_up.append(self._find("dang_vien", "full_name", "card", code))
        elif member is None or fold(member.code) == fold(handle):
            looked_up.append(self._find("dang_vien", "full_name", "code", code))
        if self.ward.collective(handle) is self.ward.subject(handle) is not None:
            looked_up = [self._find("tap_the", "name", "code", code)]
        elif key not in (ATTENDANCE, LEADERS):
            looked_up.append(self._find("to_chuc", "name", "code", code))
        # A code of figures alone may stand as a number there, and would not be found.
        if not all(looked_up) or len(looked_up) < 1 or (member and handle == member.full_name):
            return name
        if handle.isdecimal() and len(handle) < 8:
            return name
        text = '""'
        for found in reversed(looked_up):
            text = f"IFERROR({found},{text})"
        return Formula(text, name)

    def _find(self, key: str, wanted: str, by: str, code: str) -> str:
        place = self.places.get(key)
        if place is None or wanted not in place.columns or by not in place.columns:
            return ""
        sheet = "'" + place.name.replace("'", "''") + "'!"
        names, codes = (
            f"{sheet}${place.columns[a]}$2:${place.columns[a]}${LAST_ROW}" for a in (wanted, by)
        )
        return f"INDEX({names},MATCH({code},{codes},0))"
