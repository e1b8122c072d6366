"""Deciding what member lists add to a workbook (kế hoạch nhập danh sách)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...conventions.spelling import fold
from ...errors import DataRejected
from ...findings import found, place_words
from ...i18n import tr
from ..models import Dataset, Member, Organisation, Settings
from ..models.fields import fields_of
from ..name_keys import unit_key
from ..reference import choice, table
from ..workbook.edit import WorkbookEditor, WorkbookEdits
from .category_hints import suggest_category
from .heading import ListHeading
from .matching import MemberIndex, differences
from .members import Listed
from .outcome import TakeOver
from .own_columns import OwnColumns
from .result import MemberList, RowReport
from .unit_names import natural_key
from .unread import kept_text

_COMMITTEE_KIND = choice("organisation_kind", "commune")
_GRASSROOTS = choice("organisation_kind", "grassroots")
_COMMITTEE_CODE = "DU"
_MEMBER, _ORGANISATION, _SETTINGS = "dang_vien", "to_chuc", "thiet_lap"
_MEMBER_SHEET = "Đảng viên"
_OF_CELLS = ("secretary", "deputies")


class TakeOverPlan:
    """Decides what to write into a workbook (kế hoạch nhập); nothing is written here.

    ``result`` is filled on the way; ``edits`` and ``own`` hold what is to be
    written. ``editor`` knows the workbook, and where in it there is room.
    """

    def __init__(
        self,
        dataset: Dataset,
        take: bool,
        result: TakeOver,
        editor: WorkbookEditor,
        own: OwnColumns,
    ) -> None:
        self.data = dataset
        self.take = take
        self.result = result
        self.own = own
        self.edits = WorkbookEdits()
        self.known = MemberIndex(dataset.members)
        self.codes = {unit_key(o.name): o.code or o.name for o in dataset.organisations}
        self.given = {fold(o.code): o.code for o in dataset.organisations if o.code}
        self.sheet_of = editor.sheet
        self.free_rows = {key: editor.free_rows(key) for key in (_MEMBER, _ORGANISATION)}
        self.member_number = _highest("DV", (m.code for m in dataset.members))
        self.cell_number = _highest("CB", (o.code for o in dataset.organisations))
        self.taken = {fold(m.code) for m in dataset.members}
        self.from_list: dict[int, MemberList] = {}
        self.new: dict[int, dict[str, Any]] = {}
        self.labels = {spec.attribute: spec.label for spec in fields_of(Member)}

    def make(self, lists: Sequence[MemberList]) -> None:
        """Plan settings, organisations, then people, in the lists' order.

        New cells get their codes in the order people number them, over all lists.
        """
        heading = next((listed.heading for listed in lists if listed.heading), ListHeading())
        parent = self._plan_committee(heading)
        self._plan_settings(heading, parent)
        self._plan_organisations([o for listed in lists for o in listed.organisations], parent)
        # A code that a list brings along is not given to anybody else.
        codes = (
            p.member.code for listed in lists if not listed.from_workbook for p in listed.people
        )
        self.member_number = max(self.member_number, _highest("DV", codes))
        self._place_in_only_cell(lists)
        for listed in lists:
            self._plan_people(listed)
        self.result.own_columns = list(self.own.new.values())

    def _place_in_only_cell(self, lists: Sequence[MemberList]) -> None:
        """People of lists that name no cell at all, in a workbook with one cell: a secretary's."""
        kinds = table("organisation-kinds")
        cells = [o for o in self.data.organisations if o.kind in kinds and kinds[o.kind]["cell"]]
        if len(cells) != 1 or any(listed.organisations for listed in lists):
            return
        (cell,) = cells
        for listed in lists:
            for person in listed.people:
                person.member.cell = cell.name
            listed.findings = [f for f in listed.findings if f.code != "KT-813"]
        why = tr("Danh sách không nói chi bộ nào; sổ chỉ có “{ten}” nên mọi người được ghi vào đó.")
        fix = tr("Có người của chi bộ khác thì sửa cột Chi bộ.")
        finding = found("KT-819", _MEMBER_SHEET, why=why.format(ten=cell.name), fix=fix)
        self.result.findings.append(finding)

    def _plan_people(self, listed: MemberList) -> None:
        people = iter(listed.people)
        for row in listed.report:
            if row.kind != "member":
                self.result.report.append(row)
                continue
            person = next(people)
            if listed.from_workbook:
                person.member.code = ""
            code, done = self._plan_member(person, listed, row)
            self.result.report.append(replace(row, what=f"{row.what} {done}", code=code))

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
        kind = _COMMITTEE_KIND if heading.place else _GRASSROOTS
        code = self._free_code(_COMMITTEE_CODE)
        values = {"code": code, "name": heading.committee, "kind": kind}
        self._append(_ORGANISATION, {**values, "has_seal": True})
        self.given[fold(code)] = code
        self.codes[unit_key(heading.committee)] = code
        self.result.committees_added += 1
        return code

    def _free_code(self, code: str) -> str:
        number = 1
        free = code
        while fold(free) in self.given:
            number += 1
            free = f"{code}{number}"
        return free

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

    def _plan_organisations(self, told: Sequence[Organisation], parent: str) -> None:
        """Plan committees, then cells in natural order; what is known keeps its code."""
        kinds = table("organisation-kinds")
        new: dict[str, Organisation] = {}
        for organisation in told:
            key = unit_key(organisation.name)
            if key in self.codes or fold(organisation.name.removeprefix("Chi bộ ")) in self.given:
                self._fill_organisation(organisation)
            elif key not in new:
                new[key] = organisation
        cells = [o for o in new.values() if kinds[o.kind]["cell"]]
        for organisation in new.values():
            if not kinds[organisation.kind]["cell"]:
                self._add_organisation(organisation, self._free_code("DB"), parent)
                self.result.committees_added += 1
        for organisation in sorted(cells, key=lambda o: natural_key(o.name)):
            self.cell_number += 1
            self._add_organisation(organisation, f"CB{self.cell_number:02d}", parent)
            self.result.cells_added += 1

    def _add_organisation(self, organisation: Organisation, code: str, parent: str) -> None:
        self.codes[unit_key(organisation.name)] = code
        self.given[fold(code)] = code
        above = self.codes.get(unit_key(organisation.parent), "") if organisation.parent else ""
        told = {a: getattr(organisation, a) for a in organisation.model_fields_set if a != "row"}
        self._append(_ORGANISATION, {**told, "code": code, "parent": above or parent})

    def _fill_organisation(self, told: Organisation) -> None:
        """Secretary and deputies that another workbook tells of a cell where ours says nothing."""
        code = self._code_of(told.name)
        known = next((o for o in self.data.organisations if code in (o.code, o.name)), None)
        columns = self.data.source.columns[_ORGANISATION]
        for attribute in _OF_CELLS:
            value = getattr(told, attribute)
            if known is None or not value or getattr(known, attribute) or attribute not in columns:
                continue
            address = f"{columns[attribute]}{known.row}"
            self.edits.cells.append((_ORGANISATION, address, attribute, value))

    def _code_of(self, cell: str) -> str:
        """The code of the cell a list names, by a code of the workbook or by name."""
        bare = fold(cell.removeprefix("Chi bộ "))
        return self.given.get(bare) or self.codes.get(unit_key(cell)) or cell if cell else ""

    def _plan_member(self, person: Listed, of: MemberList, row: RowReport) -> tuple[str, str]:
        """What is done with a person: the code in the workbook, and words for the report.

        Twice in one list is a mistake; in another list the same person brings more.
        """
        listed = person.member
        cell = self._code_of(listed.cell)
        known = self.known.find(listed, cell)
        if known is None:
            return self._add(person, cell, of)
        if self.from_list.get(id(known)) is of:
            return known.code, self._report_double(listed, known, row)
        self.from_list[id(known)] = of
        return known.code, self._update(known, person, cell)

    def _add(self, person: Listed, cell: str, of: MemberList) -> tuple[str, str]:
        listed = person.member
        code = listed.code
        if not code or fold(code) in self.taken:
            self.member_number += 1
            code = f"DV{self.member_number:04d}"
        self.taken.add(fold(code))
        told = {a: getattr(listed, a) for a in listed.model_fields_set if a != "row"}
        values = {**told, **self._raw_of(person, told), "code": code, "cell": cell}
        hint = suggest_category(listed)
        suggested = hint is not None and not listed.category and "category" not in person.raw
        if hint is not None and suggested:
            values["category"] = hint.category
        row = self._append(_MEMBER, values)
        if hint is not None and suggested:
            note = tr("Chương trình gợi ý vì có chữ “{chu}”. Xem lại, rồi xoá ghi chú này.")
            self.edits.hints[_MEMBER, row, "category"] = note.format(chu=hint.word)
        self._keep_own(person, row)
        added = listed.model_copy(update={"code": code, "cell": cell, "row": row})
        self.known.add(added)
        self.from_list[id(added)] = of
        self.new[id(added)] = values
        self.result.added += 1
        return code, tr("Thêm mới ở dòng {n}, mã {ma}.").format(n=row, ma=code)

    def _raw_of(self, person: Listed, told: Mapping[str, Any]) -> dict[str, Any]:
        """The cells that could not be read, as typed; counted."""
        self.result.kept_raw += len(person.raw)
        return kept_text(person.raw, told)

    def _keep_own(self, person: Listed, row: int) -> bool:
        """Keep what the workbook has no field for; whether anything is to be written."""
        before = len(self.own.cells)
        for header, text in person.own.items():
            other = self.own.put(row, header, text, take=self.take)
            if other:
                why = tr("{cot} của “{ten}”: danh sách ghi “{moi}”.").format(
                    cot=header, ten=person.member.full_name, moi=text
                )
                self.result.conflicts += 1
                place = f"{self.own.letter(header)}{row}"
                self.result.findings.append(
                    found("KT-810", _MEMBER_SHEET, place, other, why, self._conflict_fix())
                )
        return len(self.own.cells) > before

    def _report_double(self, listed: Member, known: Member, row: RowReport) -> str:
        self.result.doubles += 1
        why = tr("Trùng với “{ten}” đã nhập ở dòng {n} của sổ; dòng này không nhập.").format(
            ten=known.full_name, n=known.row
        )
        fix = tr("Nếu là hai người khác nhau thì thêm vào sổ bằng tay.")
        place = f"{row.file}, {place_words(row.sheet, str(row.row))}"
        finding = found("KT-812", read=listed.full_name, why=why, fix=fix, where=place)
        self.result.findings.append(finding)
        return why

    def _update(self, known: Member, person: Listed, cell: str) -> str:
        listed = person.member
        additions, conflicts = differences(known, listed)
        if cell and known.cell and not self._same_cell(known.cell, cell):
            conflicts["cell"] = cell
        elif cell and not known.cell:
            additions["cell"] = cell
        additions.update(self._raw_additions(known, person))
        additions = self._without_covered(known, additions)
        labels = self.labels
        parts = [tr("Đã có ở dòng {n} của sổ.").format(n=known.row)]
        own = self._keep_own(person, known.row)
        if additions or own:
            names = [labels[a] for a in additions] + (list(person.own) if own else [])
            parts.append(tr("Bổ sung: {cot}.").format(cot=", ".join(names)))
        for attribute, value in conflicts.items():
            self._report_conflict(known, attribute, value, labels[attribute])
        if conflicts:
            names = [labels[a] for a in conflicts]
            parts.append(tr("Khác với sổ: {cot}.").format(cot=", ".join(names)))
        written = {**additions, **conflicts} if self.take else additions
        columns = self.data.source.columns[_MEMBER]
        if id(known) in self.new:
            self.new[id(known)].update(written)
        for attribute, value in written.items():
            if attribute in columns and id(known) not in self.new:
                address = f"{columns[attribute]}{known.row}"
                self.edits.cells.append((_MEMBER, address, attribute, value))
        if written or own:
            self.result.updated += 1
        else:
            self.result.unchanged += 1
        for attribute, value in written.items():
            setattr(known, attribute, value)  # what the next list is compared with
        return " ".join(parts)

    def _raw_additions(self, known: Member, person: Listed) -> dict[str, Any]:
        """Unreadable cells of the list for cells that are empty in the workbook."""
        if not person.raw or id(known) in self.new:
            return {}
        columns = self.data.source.columns[_MEMBER]
        written = self.sheet_of(_MEMBER).row_texts(known.row)
        kept = {
            attribute: text
            for attribute, text in person.raw.items()
            if attribute in columns and not written.get(columns[attribute])
        }
        self.result.kept_raw += len(kept)
        return kept_text(kept, {"note": known.note})

    def _same_cell(self, written: str, code: str) -> bool:
        return fold(self._code_of(written)) == fold(code)

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
        old, fix = getattr(known, attribute), self._conflict_fix()
        self.result.findings.append(found("KT-810", _MEMBER_SHEET, cell, old, why, fix))

    def _conflict_fix(self) -> str:
        if self.take:
            return tr("Đã ghi theo danh sách.")
        return tr("Sổ giữ giá trị cũ; nếu danh sách đúng thì sửa ô này.")


def _highest(letters: str, codes: Iterable[str]) -> int:
    """The highest number among codes such as ``DV0012``; 0 when there is none."""
    numbers = [int(m.group(1)) for c in codes if (m := re.fullmatch(rf"{letters}(\d+)", c))]
    return max(numbers, default=0)
