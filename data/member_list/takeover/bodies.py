"""Deciding what lists tell about settings and organisations (kế hoạch cho tổ chức, thiết lập)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ....conventions.spelling import fold
from ....i18n import tr
from ...models import Organisation, Settings
from ...models.fields import fields_of
from ...name_keys import unit_key
from ...reference import choice, table
from ..heading import ListHeading
from ..unit_names import natural_key
from .target import ORGANISATION, SETTINGS, Target

_COMMITTEE_KIND = choice("organisation_kind", "commune")
_GRASSROOTS = choice("organisation_kind", "grassroots")
_COMMITTEE_CODE = "DU"
_OF_CELLS = ("secretary", "deputies")
_LABELS = {spec.attribute: spec.label for spec in fields_of(Organisation)}


class BodiesPlan:
    """The organisations of the workbook and the lists, by code and by name (kế hoạch tổ chức)."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.data = target.data
        self.codes = {unit_key(o.name): o.code or o.name for o in self.data.organisations}
        self.given = {fold(o.code): o.code for o in self.data.organisations if o.code}
        self.cell_number = highest("CB", (o.code for o in self.data.organisations))

    def make(self, heading: ListHeading, told: Sequence[Organisation]) -> None:
        """Plan the committee, the settings, then cells in the order people number them."""
        parent = self._plan_committee(heading)
        self._plan_settings(heading, parent)
        self._plan_organisations(told, parent)

    def code_of(self, cell: str) -> str:
        """The code of the cell a list names, by a code of the workbook or by name."""
        bare = fold(cell.removeprefix("Chi bộ "))
        return self.given.get(bare) or self.codes.get(unit_key(cell)) or cell if cell else ""

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
        self.target.append(ORGANISATION, {**values, "has_seal": True})
        self.given[fold(code)] = code
        self.codes[unit_key(heading.committee)] = code
        self.target.result.committees_added += 1
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
        places = self.target.columns(SETTINGS)
        labels = {spec.attribute: spec.label for spec in fields_of(Settings)}
        written = []
        for attribute, value in told.items():
            old = getattr(self.data.settings, attribute)
            free = not old or attribute == "place_kind"
            if not value or not free or value == old:
                continue
            if attribute in places:
                self.target.edits.cells.append((SETTINGS, places[attribute], attribute, value))
                written.append(f"{labels[attribute]}: {value}")
            else:
                self.target.lacking["Thiết lập"][f"{labels[attribute]}: {value}"] = None
        if written:
            why = tr("Điền theo phần đầu danh sách: {ds}.").format(ds="; ".join(written))
            self.target.say("KT-811", "Thiết lập", why=why, fix=tr("Xem lại trang Thiết lập."))

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
                self.target.result.committees_added += 1
        for organisation in sorted(cells, key=lambda o: natural_key(o.name)):
            self.cell_number += 1
            self._add_organisation(organisation, f"CB{self.cell_number:02d}", parent)
            self.target.result.cells_added += 1

    def _add_organisation(self, organisation: Organisation, code: str, parent: str) -> None:
        self.codes[unit_key(organisation.name)] = code
        self.given[fold(code)] = code
        above = self.codes.get(unit_key(organisation.parent), "") if organisation.parent else ""
        told = {a: getattr(organisation, a) for a in organisation.model_fields_set if a != "row"}
        values = {**told, "code": code, "parent": above or parent}
        self.target.append(ORGANISATION, values)
        columns = self.target.columns(ORGANISATION)
        for attribute, value in values.items():
            if value and attribute not in columns:
                self.target.lacking["Tổ chức đảng"][_LABELS[attribute]] = None

    def _fill_organisation(self, told: Organisation) -> None:
        """Secretary and deputies that another workbook tells of a cell where ours says nothing."""
        code = self.code_of(told.name)
        known = next((o for o in self.data.organisations if code in (o.code, o.name)), None)
        columns = self.target.columns(ORGANISATION)
        for attribute in _OF_CELLS:
            value = getattr(told, attribute)
            if known is None or not value or getattr(known, attribute):
                continue
            if attribute in columns:
                address = f"{columns[attribute]}{known.row}"
                self.target.edits.cells.append((ORGANISATION, address, attribute, value))
            else:
                self.target.lacking["Tổ chức đảng"][_LABELS[attribute]] = None


def highest(letters: str, codes: Iterable[str]) -> int:
    """The highest number among codes such as ``DV0012``; 0 when there is none."""
    numbers = [int(m.group(1)) for c in codes if (m := re.fullmatch(rf"{letters}(\d+)", c))]
    return max(numbers, default=0)
