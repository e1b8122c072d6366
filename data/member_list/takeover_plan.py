"""Deciding what a member list adds to a workbook (kế hoạch nhập danh sách)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...conventions.spelling import fold
from ...errors import DataRejected
from ...files.sheet_edit import EditableSheet
from ...findings import Finding, found
from ...i18n import tr
from ..models import SHEETS, Dataset, Member, Organisation, Settings
from ..models.fields import fields_of
from ..reference import choice
from ..workbook.edit import WorkbookEdits
from ..workbook.read import records_of
from .category_hints import suggest_category
from .heading import ListHeading
from .matching import MemberIndex, differences
from .names import name_key
from .read import MemberList, RowReport

_COMMITTEE_KIND = choice("organisation_kind", "commune")
_COMMITTEE_CODE = "DU"
_MEMBER, _ORGANISATION, _SETTINGS = "dang_vien", "to_chuc", "thiet_lap"
_MEMBER_SHEET = "Đảng viên"


@dataclass(slots=True)
class TakeOver:
    """What an import did (kết quả nhập).

    ``added``, ``updated``, ``unchanged`` count listed people; ``conflicts``
    counts fields in which list and workbook disagree. ``backup`` is the copy
    of the workbook as it was before, ``None`` for a new workbook. ``report``
    has every row of the list with what was done.
    """

    workbook: Path
    backup: Path | None = None
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicts: int = 0
    organisations_added: int = 0
    report: list[RowReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class TakeOverPlan:
    """Decides what to write into a workbook (kế hoạch nhập); nothing is written here.

    ``result`` is filled on the way; ``edits`` holds what is to be written.
    ``sheet_of`` gives the sheet of a key, asked where there is room; ``examples``
    the rows, by key, that held the example until now, 0 for none.
    """

    def __init__(
        self,
        dataset: Dataset,
        listed: MemberList,
        take: bool,
        result: TakeOver,
        sheet_of: Callable[[str], EditableSheet],
        examples: Mapping[str, int],
    ) -> None:
        self.data = dataset
        self.listed = listed
        self.take = take
        self.result = result
        self.edits = WorkbookEdits()
        self.known = MemberIndex(dataset.members)
        self.codes = {name_key(o.name): o.code or o.name for o in dataset.organisations}
        self.sheet_of = sheet_of
        self.free_rows = {
            key: sheet_of(key).free_rows(
                dataset.source.columns[key].values(), below=_last_row(dataset, key, examples[key])
            )
            for key in (_MEMBER, _ORGANISATION)
        }
        self.member_number = _highest("DV", (m.code for m in dataset.members))
        self.cell_number = _highest("CB", (o.code for o in dataset.organisations))
        self.from_list: dict[int, Member] = {}
        self.labels = {spec.attribute: spec.label for spec in fields_of(Member)}

    def make(self) -> None:
        """Plan settings, organisations, then people, in the list's order."""
        parent = self._plan_committee(self.listed.heading)
        self._plan_settings(self.listed.heading, parent)
        for organisation in self.listed.organisations:
            self._plan_cell(organisation, parent)
        members = iter(self.listed.members)
        for row in self.listed.report:
            if row.kind != "member":
                self.result.report.append(row)
                continue
            done = self._plan_member(next(members))
            what = f"{row.what} {done}"
            self.result.report.append(RowReport(row.sheet, row.row, row.kind, what))

    def _append(self, key: str, values: dict[str, Any]) -> int:
        row = next(self.free_rows[key], None)
        if row is None:
            raise DataRejected(
                tr("Sổ thiếu chỗ để nhập danh sách."),
                where=self.sheet_of(key).name,
                why=tr("Dưới bảng không còn dòng trống nào, có thể do ô gộp kéo đến cuối trang."),
                fix=tr("Bỏ gộp ô ở dưới bảng rồi nhập lại."),
            )
        self.edits.rows.setdefault(key, []).append((row, values))
        return row

    def _plan_committee(self, heading: ListHeading) -> str:
        """The code of the ward committee: the one set, the one there is, or a new one."""
        if self.data.settings.issuer:
            return self.data.settings.issuer
        for organisation in self.data.organisations:
            if organisation.kind == _COMMITTEE_KIND:
                return organisation.code
        if not heading.committee:
            return ""
        taken = {fold(o.code) for o in self.data.organisations}
        code = _COMMITTEE_CODE if fold(_COMMITTEE_CODE) not in taken else f"{_COMMITTEE_CODE}2"
        values = {"code": code, "name": heading.committee, "kind": _COMMITTEE_KIND}
        self._append(_ORGANISATION, {**values, "has_seal": True})
        self.result.organisations_added += 1
        return code

    def _plan_settings(self, heading: ListHeading, issuer: str) -> None:
        told = {
            "issuer": issuer,
            "superior": heading.superior,
            "place": heading.place,
            "place_kind": heading.place_kind if not self.data.settings.place else "",
        }
        places = self.data.source.columns.get(_SETTINGS, {})
        labels = {spec.attribute: spec.label for spec in fields_of(Settings)}
        written = []
        for attribute, value in told.items():
            old = getattr(self.data.settings, attribute)
            free = not old or attribute == "place_kind"
            if value and free and value != old and attribute in places:
                self.edits.cells.append((_SETTINGS, places[attribute], attribute, value))
                written.append(f"{labels[attribute]}: {value}")
        if written:
            why = tr("Điền theo phần đầu danh sách: {ds}.").format(ds="; ".join(written))
            fix = tr("Xem lại trang Thiết lập.")
            self.result.findings.append(found("KT-811", "Thiết lập", why=why, fix=fix))

    def _plan_cell(self, organisation: Organisation, parent: str) -> None:
        key = name_key(organisation.name)
        if key in self.codes:
            return
        self.cell_number += 1
        code = f"CB{self.cell_number:02d}"
        self.codes[key] = code
        values = {"code": code, "name": organisation.name, "kind": organisation.kind}
        self._append(_ORGANISATION, {**values, "parent": parent})
        self.result.organisations_added += 1

    def _plan_member(self, listed: Member) -> str:
        cell = self.codes.get(name_key(listed.cell), listed.cell)
        known = self.known.find(listed, cell)
        if known is None:
            return self._add(listed, cell)
        if id(known) in self.from_list:
            return self._report_double(listed, known)
        return self._update(known, listed, cell)

    def _add(self, listed: Member, cell: str) -> str:
        self.member_number += 1
        code = listed.code or f"DV{self.member_number:04d}"
        told = {a: getattr(listed, a) for a in listed.model_fields_set if a != "row"}
        values = {**told, "code": code, "cell": cell}
        hint = suggest_category(listed)
        if hint is not None and not listed.category:
            values["category"] = hint.category
        row = self._append(_MEMBER, values)
        if hint is not None and not listed.category:
            note = tr("Chương trình gợi ý vì có chữ “{chu}”. Xem lại, rồi xoá ghi chú này.")
            self.edits.hints[_MEMBER, row, "category"] = note.format(chu=hint.word)
        added = listed.model_copy(update={"code": code, "cell": cell, "row": row})
        self.known.add(added)
        self.from_list[id(added)] = added
        self.result.added += 1
        return tr("Thêm mới ở dòng {n}, mã {ma}.").format(n=row, ma=code)

    def _report_double(self, listed: Member, known: Member) -> str:
        why = tr("Trùng với “{ten}” đã nhập ở dòng {n} của sổ; dòng này không nhập.").format(
            ten=known.full_name, n=known.row
        )
        fix = tr("Nếu là hai người khác nhau thì thêm vào sổ bằng tay.")
        self.result.findings.append(found("KT-812", "", read=listed.full_name, why=why, fix=fix))
        return why

    def _update(self, known: Member, listed: Member, cell: str) -> str:
        additions, conflicts = differences(known, listed)
        if cell and known.cell and not self._same_cell(known.cell, cell):
            conflicts["cell"] = cell
        elif cell and not known.cell:
            additions["cell"] = cell
        additions = self._without_covered(known, additions)
        labels = self.labels
        parts = [tr("Đã có ở dòng {n} của sổ.").format(n=known.row)]
        if additions:
            names = ", ".join(labels[a] for a in additions)
            parts.append(tr("Bổ sung: {cot}.").format(cot=names))
        for attribute, value in conflicts.items():
            self._report_conflict(known, attribute, value, labels[attribute])
        if conflicts:
            names = ", ".join(labels[a] for a in conflicts)
            parts.append(tr("Khác với sổ: {cot}.").format(cot=names))
        written = {**additions, **conflicts} if self.take else additions
        columns = self.data.source.columns[_MEMBER]
        for attribute, value in written.items():
            if attribute in columns:
                address = f"{columns[attribute]}{known.row}"
                self.edits.cells.append((_MEMBER, address, attribute, value))
        if written:
            self.result.updated += 1
        else:
            self.result.unchanged += 1
        self.from_list[id(known)] = known
        return " ".join(parts)

    def _same_cell(self, written: str, code: str) -> bool:
        return fold(self.codes.get(name_key(written), written)) == fold(code)

    def _without_covered(self, known: Member, additions: dict[str, Any]) -> dict[str, Any]:
        """The additions whose cells can be seen; each other one is reported."""
        sheet = self.sheet_of(_MEMBER)
        kept = {}
        for attribute, value in additions.items():
            cell = self.data.source.cell(_MEMBER, known.row, attribute)
            if not self.data.source.knows(_MEMBER, attribute) or not sheet.is_covered(cell):
                kept[attribute] = value
                continue
            why = tr("{cot} của “{ten}” là “{moi}”, nhưng ô này bị ô gộp che nên không ghi.")
            why = why.format(cot=self.labels[attribute], ten=known.full_name, moi=value)
            fix = tr("Bỏ gộp ô (Unmerge Cells), điền từng dòng rồi nhập lại.")
            self.result.findings.append(found("KT-829", _MEMBER_SHEET, cell, why=why, fix=fix))
        return kept

    def _report_conflict(self, known: Member, attribute: str, value: object, label: str) -> None:
        self.result.conflicts += 1
        cell = self.data.source.cell(_MEMBER, known.row, attribute)
        why = tr("{cot} của “{ten}”: danh sách ghi “{moi}”.").format(
            cot=label, ten=known.full_name, moi=value
        )
        fix = tr("Sổ giữ giá trị cũ; nếu danh sách đúng thì sửa ô này.")
        if self.take:
            fix = tr("Đã ghi theo danh sách.")
        old = getattr(known, attribute)
        self.result.findings.append(found("KT-810", _MEMBER_SHEET, cell, old, why, fix))


def _last_row(dataset: Dataset, key: str, example: int) -> int:
    sheet = next(s for s in SHEETS if s.key == key)
    rows = [record.row for record in records_of(dataset, sheet)]
    # Row 1 is the header and row 2 may hold what is no record; the example made room.
    return max(rows, default=example - 1 if example else 2)


def _highest(letters: str, codes: Iterable[str]) -> int:
    """The highest number among codes such as ``DV0012``; 0 when there is none."""
    numbers = [int(m.group(1)) for c in codes if (m := re.fullmatch(rf"{letters}(\d+)", c))]
    return max(numbers, default=0)
