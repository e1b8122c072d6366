"""Rows of a sample's sheets (các dòng mẫu), written in a reference table as a clerk writes them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ..models import Member, Settings
from ..models.fields import FieldSpec, Record, fields_of
from ..models.partial_date import PartialDate
from ..reference import choices

GRADE_LETTERS = "XTHK"
"""One letter for each level, the best first, as ``choices.toml`` has them."""

_Row = TypeVar("_Row", bound=Record)
_SUBJECTS = ("subject", "member", "person")


def grade_of(letter: str) -> str:
    """The level that a letter stands for (mức xếp loại); "" for none."""
    return choices("grade")[GRADE_LETTERS.index(letter)] if letter else ""


def date_of(text: str) -> PartialDate | None:
    """``5/12/2026``, ``12/2026`` or ``2026`` as a date; ``None`` for ""."""
    if not text:
        return None
    year, *rest = (int(part) for part in reversed(text.split("/")))
    return PartialDate(year, *rest)


@dataclass(frozen=True, slots=True)
class Handles:
    """How the rows call people and bodies (cách gọi trong các dòng mẫu).

    ``codes`` are the codes of members by full name, namesakes left out; ``names``
    what the sheets show beside a code; ``people`` are the codes of all members.
    """

    codes: Mapping[str, str]
    names: Mapping[str, str]
    people: frozenset[str]

    @classmethod
    def of(cls, members: list[Member], bodies: Mapping[str, str]) -> Handles:
        """The handles of members, and of bodies by code and name."""
        same = Counter(member.full_name for member in members)
        codes = {m.full_name: m.code for m in members if same[m.full_name] == 1}
        people = {member.code: member.full_name for member in members}
        return cls(codes, {**bodies, **people}, frozenset(people))

    def code(self, handle: str) -> str:
        """The code behind a full name; a code stays as it is. ``KeyError`` for a namesake."""
        return handle if handle in self.names else self.codes[handle]


def cells_of(told: Mapping[str, Any]) -> list[dict[str, str]]:
    """The filled cells of a table's rows by column (các ô có chữ)."""
    columns = told["columns"]
    rows = [[cell.strip() for cell in line.split("|")] for line in told["rows"]]
    return [{name: cell for name, cell in zip(columns, row, strict=True) if cell} for row in rows]


def filled(told: Mapping[str, Any], **words: str) -> dict[str, Any]:
    """A table with names put into its rows, where they have parts in braces."""
    return {**told, "rows": [line.format(**words) for line in told["rows"]]}


def records(model: type[_Row], told: Mapping[str, Any], handles: Handles) -> list[_Row]:
    """The records of one sheet, from a table of ``columns`` and ``rows``."""
    return [_record(model, cells, handles) for cells in cells_of(told)]


def values(
    model: type[Record], cells: Mapping[str, str], handles: Handles | None = None
) -> dict[str, Any]:
    """One row's values by attribute, those of dates, marks and levels read."""
    specs = {spec.attribute: spec for spec in fields_of(model)}
    found = {name: _value(specs[name], cell) for name, cell in cells.items()}
    for name in _SUBJECTS:
        if handles is not None and name in found:
            found[name] = handles.code(found[name])
            if "name" in specs and specs["name"].shown:
                found["name"] = handles.names[found[name]]
    return found


def _record(model: type[_Row], cells: Mapping[str, str], handles: Handles) -> _Row:
    return model(**values(model, cells, handles))


def _value(spec: FieldSpec, cell: str) -> Any:
    if spec.kind == "date":
        return date_of(cell)
    if spec.kind == "mark":
        return True
    # Numbers and hours the model reads itself.
    return grade_of(cell) if spec.choices == choices("grade") else cell


def settings_of(told: Mapping[str, Any], **more: str) -> Settings:
    """The settings of a sample's workbook (thiết lập)."""
    days = {key: PartialDate.of(value) for key, value in told.items() if type(value) is dt.date}
    return Settings(**{**told, **days, **more})
