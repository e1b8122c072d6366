"""One person of a member list (đọc một đảng viên): from a source row to a :class:`Member`."""

from __future__ import annotations

import re
from typing import Any

from ...conventions.spelling import fold
from ...files.spreadsheet import Row, SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.dates import parse_date
from ..cells.normalise import read_value
from ..cells.numbers import parse_mark
from ..cells.reading import Problem, Reading, as_paragraphs, as_text
from ..models import Member
from ..models.fields import FieldSpec, fields_of
from ..models.partial_date import PartialDate
from ..models.source_map import column_letter
from ..reference import choice
from ..ward import post_rank
from .columns import FEMALE, MALE, OLD_CARD, ListColumns
from .names import organisation_name, person_name
from .rows import name_in

_SPECS = {spec.attribute: spec for spec in fields_of(Member)}
_NAME_ROLES = frozenset(["full_name", "surname", "given_name"])
_DATE_IN_TEXT = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{1,2}[/.\-]\d{4}")


class MemberReader:
    """Reads the people of one sheet; findings collect in ``findings``."""

    def __init__(self, sheet: SourceSheet, columns: ListColumns) -> None:
        self.sheet = sheet
        self.columns = columns
        self.findings: list[Finding] = []
        self._cells: dict[str, str] = {}
        self._report_columns()

    @property
    def date_fields(self) -> dict[int, FieldSpec]:
        """The date columns of the list."""
        roles = self.columns.roles.items()
        return {i: _SPECS[r] for i, r in roles if r in _SPECS and _SPECS[r].kind == "date"}

    def cell_name(self, text: str) -> str:
        """The name of a cell, always the same for all its spellings in this sheet."""
        name = organisation_name(text)
        return self._cells.setdefault(fold(name), name)

    def read(self, index: int, cell: str) -> tuple[Member, list[str]]:
        """The member in a row, and what was repaired on the way, in words.

        ``cell`` is the cell of the group the row stands in, "" for none.
        """
        row = self.sheet.rows[index]
        values: dict[str, Any] = {"row": index + 1, "cell": cell}
        done: list[str] = []
        written = name_in(row, self.columns)
        values["full_name"] = person_name(written)
        if values["full_name"] != written:
            done.append(tr("Họ tên viết hoa “{chu}” đổi sang chữ thường.").format(chu=written))
        for i, role in self.columns.roles.items():
            raw = row[i] if i < len(row) else ""
            if raw == "" or role in _NAME_ROLES or role not in _SPECS:
                continue
            reading = self._value(role, raw, values)
            self._keep(reading, role, i, index, raw, values, done)
        self._read_sex(row, index, values, done)
        self._read_old_card(row, values)
        self._sort_posts(values)
        self._note_troubles(index)
        if values.get("cell"):
            values["cell"] = self.cell_name(str(values["cell"]))
        return Member(**values), done

    def _value(self, role: str, raw: object, values: dict[str, Any]) -> Reading[Any]:
        reading = read_value(_SPECS[role], raw)
        if reading.value is None and role in ("joined", "official") and isinstance(raw, str):
            dates = _dates_in(raw)
            if len(dates) == 2:
                values["joined"], values["official"] = sorted(dates, key=PartialDate.earliest)
                why = tr("Ô có hai ngày: {a} là ngày vào Đảng, {b} là ngày chính thức.").format(
                    a=values["joined"], b=values["official"]
                )
                return Reading(values[role], Problem("KT-808", why, tr("Kiểm tra lại hai ngày.")))
        return reading

    def _keep(
        self,
        reading: Reading[Any],
        role: str,
        column: int,
        index: int,
        raw: object,
        values: dict[str, Any],
        done: list[str],
    ) -> None:
        if reading.value is not None:
            values[role] = reading.value
        if reading.problem is not None:
            problem = reading.problem
            cell = f"{column_letter(column)}{index + 1}"
            self.findings.append(
                found(problem.code, self.sheet.name, cell, as_text(raw), problem.why, problem.fix)
            )
            done.append(f"{_SPECS[role].label}: {problem.why}")

    def _read_sex(self, row: Row, index: int, values: dict[str, Any], done: list[str]) -> None:
        """Sex from two tick columns, or from which of two birth columns is filled."""
        for role, sex in ((MALE, choice("sex", "male")), (FEMALE, choice("sex", "female"))):
            column = self.columns.column(role)
            raw = row[column] if column is not None and column < len(row) else ""
            if column is None or raw == "":
                continue
            as_date = parse_date(raw)
            if self.columns.ticks_are_births or (as_date.value and not parse_mark(raw).value):
                values.setdefault("sex", sex)
                self._keep(as_date, "birth", column, index, raw, values, done)
            elif parse_mark(raw).value:
                values["sex"] = sex

    def _read_old_card(self, row: Row, values: dict[str, Any]) -> None:
        column = self.columns.column(OLD_CARD)
        if column is None or column >= len(row) or values.get("card"):
            return
        reading = read_value(_SPECS["card"], row[column])
        if reading.value is not None:
            values["card"] = reading.value

    def _sort_posts(self, values: dict[str, Any]) -> None:
        """A column headed only ``Chức vụ`` may hold party posts."""
        if "party_post" in self.columns.roles.values():
            return
        post = str(values.get("state_post", ""))
        if post_rank(post):
            values["party_post"] = values.pop("state_post")

    def _note_troubles(self, index: int) -> None:
        if not self.sheet.troubles:
            return
        for i, role in self.columns.roles.items():
            cell = f"{column_letter(i)}{index + 1}"
            trouble = self.sheet.troubles.get(cell)
            if trouble is not None and role in _SPECS:
                why = tr("Ô báo lỗi hoặc có công thức chưa tính nên không có giá trị.")
                fix = tr("Điền giá trị vào sổ bằng tay.")
                self.findings.append(found("KT-213", self.sheet.name, cell, trouble[1], why, fix))

    def _report_columns(self) -> None:
        for i in self.columns.unknown:
            cell = f"{column_letter(i)}{self.columns.first + 1}"
            why = tr("Không hiểu tiêu đề này; cả cột không được nhập.")
            fix = tr("Cần cột này thì đổi tiêu đề cho giống sổ rồi nhập lại.")
            self.findings.append(
                found("KT-104", self.sheet.name, cell, self.columns.headers[i], why, fix)
            )
        taken = set(self.columns.roles) | set(self.columns.unknown)
        left = [text for i, text in self.columns.headers.items() if i not in taken]
        if left:
            why = tr("Sổ không có chỗ cho các cột: {ds}.").format(ds="; ".join(left))
            self.findings.append(found("KT-809", self.sheet.name, why=why))


def _dates_in(text: str) -> list[PartialDate]:
    found_dates = []
    for match in _DATE_IN_TEXT.finditer(as_paragraphs(text)):
        value = parse_date(match.group()).value
        if value is not None:
            found_dates.append(value)
    return found_dates
