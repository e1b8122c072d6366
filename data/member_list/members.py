"""One person of a member list (đọc một đảng viên): from a source row to a :class:`Member`."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...conventions.spelling import fold
from ...files.spreadsheet import Row
from ...findings import Finding, found
from ...i18n import tr
from ..cells.blank_words import stands_for_nothing
from ..cells.dates import parse_date
from ..cells.identity_numbers import TWO_NUMBERS
from ..cells.normalise import note_standing, read_value
from ..cells.numbers import parse_mark
from ..cells.person_names import person_name
from ..cells.reading import Problem, Reading, as_paragraphs, as_text
from ..models import Member
from ..models.fields import FieldSpec, fields_of
from ..models.partial_date import PartialDate
from ..name_keys import split_superior, unit_key
from ..reference import choice
from ..workbook.kept_aside import aside
from .columns.header_words import FEMALE, MALE, NAMES, OLD_CARD
from .columns.month_first import month_first, said_of, turned
from .columns.name_cells import (
    NameParts,
    agrees,
    joined,
    name_in,
    name_parts,
    oddity,
    people_in_a_cell,
)
from .columns.standing_ticks import ticked_standing
from .columns.twin_columns import settle_twins
from .looks import STATE_TO_CHOOSE, struck_out
from .posts import PARTY, STATE, UNION, is_none, sorted_posts, spelt_out
from .tables import ListPart
from .unit_names import organisation_name

_SPECS = {spec.attribute: spec for spec in fields_of(Member)}
_POST_ROLES = (PARTY, STATE, UNION)
_ABSENT = frozenset(["-", "–", "."])
_DATE_IN_TEXT = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{1,2}[/.\-]\d{4}")


@dataclass(slots=True)
class Listed:
    """A person of a list (một người trong danh sách).

    ``own`` holds what the workbook has no field for, by the header it is kept
    under; ``raw`` the text of cells that could not be read, by attribute.
    ``done`` says in words what was repaired on the way. ``sheet`` and
    ``letters`` tell where it stands: the columns by attribute, and by the header
    of what is kept.
    """

    member: Member
    sheet: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)


class MemberReader:
    """Reads the people of one sheet (người đọc đảng viên).

    ``superiors`` are the organisations named behind a cell's, ``findings`` what
    is to be said of the cells read so far, ``blanks`` the cells with a stand-in
    for an empty one: row and text, by column.
    """

    def __init__(self, part: ListPart) -> None:
        self.sheet, self.columns = sheet, columns = part.sheet, part.columns
        self.superiors: set[str] = set()
        self.findings: list[Finding] = []
        self.blanks: dict[int, list[tuple[int, str]]] = defaultdict(list)
        settle_twins(part, self.findings)
        roles = {role: columns.letter(i) for i, role in columns.roles.items()}
        self._letters = {aside(_SPECS[r].label): at for r, at in roles.items() if r in _SPECS}
        self._letters |= roles
        self._letters |= {header: columns.letter(i) for i, header in columns.own.items()}
        self.renamed: list[tuple[int, str, str]] = []
        self._cells: dict[str, str] = {}
        self._unheaded: dict[int, list[str]] = {}
        below = [columns.filled(row)[0] for row in part.below]
        self._turned = {}
        for i, spec in self.date_fields.items():
            if proofs := month_first(below, i):
                self._turned[i] = proofs
                self.findings.append(said_of(sheet.name, columns.letter(i), spec.label, proofs))

    @property
    def date_fields(self) -> dict[int, FieldSpec]:
        """The date columns of the list."""
        roles = self.columns.roles.items()
        return {i: _SPECS[r] for i, r in roles if r in _SPECS and _SPECS[r].kind == "date"}

    def cell_name(self, text: str) -> str:
        """The name of a cell, always the same for all its spellings in this sheet."""
        text, superior = split_superior(text)
        if superior:
            self.superiors.add(superior)
        return self._cells.setdefault(unit_key(text), organisation_name(text))

    def read(self, index: int, cell: str) -> Listed:
        """The person in a row; ``cell`` is the cell of the group the row stands in, "" for none."""
        row, left = self.columns.filled(self.sheet.rows[index])
        values: dict[str, Any] = {"row": index + 1, "cell": cell}
        listed = Listed(Member(), self.sheet.name, self._letters)
        self._read_name(row, index, values, listed)
        ticks = ticked_standing(row, self.columns)
        if ticks:
            values["standing"] = next(iter(ticks.values()))
        for i, role in self.columns.roles.items():
            raw = row[i] if i < len(row) else ""
            if raw == "" or role in NAMES or role not in _SPECS or i in ticks:
                continue
            if stands_for_nothing(_SPECS[role], raw):
                self.blanks[i].append((index + 1, as_text(raw)))
                continue
            written = turned(raw) if i in self._turned else raw
            if role in _POST_ROLES:
                self._read_post(i, role, as_text(raw), values, listed)
            elif (role, as_text(raw)) != ("cell", ""):
                reading = self._value(role, written, values)
                if role == "status":
                    note_standing(raw, values)
                self._keep(reading, role, i, index, raw, values, listed)
        self._read_twins(row, index, values, listed)
        self._read_sex(row, index, values, listed)
        self._read_old_card(row, values, listed)
        self._note_troubles(index)
        if left:
            _add_note(values, left)
        if struck_out(self.sheet, index + 1, self.name_columns) and (
            values.get("status") in (None, choice("status", "active"))
        ):
            values.pop("status", None)
            listed.raw["status"] = STATE_TO_CHOOSE
        if values.get("cell"):
            values["cell"] = self.cell_name(str(values["cell"]))
        for i in self.kept_columns:
            text = _own_text(row[i] if i < len(row) else "")
            if text:
                header = self.columns.own.get(i, self.columns.headers.get(i, ""))
                before = listed.own.get(header, text)
                listed.own[header] = text if before == text else f"{before}; {text}"
                if i not in self.columns.headers:
                    self._unheaded.setdefault(i, []).append(text)
        listed.member = Member(**values)
        return listed

    def unheaded(self) -> list[Finding]:
        """What is to be said of the columns that have text but no header."""
        why = tr("Cột này không có tiêu đề mà có chữ ở {n} người; giữ thành cột riêng “{cot}”.")
        fix = tr("Ghi tiêu đề cho cột rồi nhập lại, hoặc đổi tên cột ấy trong sổ.")
        columns, row = self.columns, self.columns.last + 1
        findings = [
            found(
                "KT-821",
                self.sheet.name,
                f"{columns.letter(i)}{row}",
                texts[0],
                why.format(n=len(texts), cot=columns.own[i]),
                fix,
            )
            for i, texts in self._unheaded.items()
        ]
        for i in columns.names:
            if i not in columns.headers:
                why = tr("Cột này không có tiêu đề, chữ giống tên người: ghép vào họ và tên.")
                fix = tr("Xem vài họ tên trong sổ; sai thì ghi tiêu đề cho cột rồi nhập lại.")
                cell = f"{columns.letter(i)}{row}"
                findings.append(found("KT-827", self.sheet.name, cell, why=why, fix=fix))
        return findings

    @property
    def name_columns(self) -> list[int]:
        """The columns of the sheet in which names stand."""
        return [self.columns.origin.get(i, i) for i in self.columns.names]

    @property
    def kept_columns(self) -> list[int]:
        """The columns whose text goes into a column of its own; an old card's goes there too."""
        old = self.columns.column(OLD_CARD)
        return [*self.columns.own, *([] if old is None else [old])]

    def _read_name(self, row: Row, index: int, values: dict[str, Any], listed: Listed) -> None:
        written, several = name_in(row, self.columns), people_in_a_cell(row, self.columns)
        parts = NameParts(several[0], ", ".join(several[1:])) if several else name_parts(written)
        name = person_name(parts.name)
        values["full_name"] = name
        why = oddity(written, parts, name)
        if parts.name != name:
            if not why:
                self.renamed.append((values["row"], parts.name, name))
            listed.done.append(
                tr("Họ tên “{chu}” đổi cách viết thành “{ten}”.").format(chu=parts.name, ten=name)
            )
        if parts.rest:
            posts = sorted_posts(parts.rest)
            party = posts.pop(PARTY, "")
            if party:
                values[PARTY] = party
            _add_note(values, ", ".join(posts.values()) or ("" if party else parts.rest))
        column, fix = self.columns.names[0], tr("Xem lại họ tên trong sổ.")
        if several:
            why = tr("Một ô có tên hai người: chỉ nhập “{ten}”; “{chu}” giữ ở Ghi chú.")
            why = why.format(ten=name, chu=parts.rest)
            more = tr("Tách mỗi người một dòng rồi nhập lại, hoặc thêm người kia vào sổ.")
            self._say("KT-822", column, index, written, why, more)
        elif why:
            self._say("KT-820", column, index, joined(row, self.columns.names), why, fix)
        if why:
            listed.done.append(why)
        if not agrees(row, self.columns):
            other = joined(row, self.columns.name_helpers)
            why = tr("Các cột họ, tên ghi “{a}”, khác cột họ và tên; lấy theo cột họ và tên.")
            self._say("KT-824", column, index, written, why.format(a=other), fix)

    def _say(self, code: str, column: int, index: int, read: object, why: str, fix: str) -> None:
        cell = f"{self.columns.letter(column)}{index + 1}"
        self.findings.append(found(code, self.sheet.name, cell, read, why, fix))

    def said_of_names(self) -> list[Finding]:
        """One finding on the names that are written otherwise than the list has them."""
        if not self.renamed:
            return []
        row, typed, name = self.renamed[0]
        why = tr(
            "{n} họ tên viết hoa, viết thường hay dùng dấu nháy khác lệ, đã đổi; người đầu tiên: "
            "“{ten}”."
        )
        fix = tr("So lại vài tên trong sổ; tên nào sai thì gõ lại.")
        place = f"{self.columns.letter(min(self.name_columns))}{row}"
        why = why.format(n=len(self.renamed), ten=name)
        return [found("KT-224", self.sheet.name, place, typed, why, fix)]

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
        listed: Listed,
    ) -> None:
        if reading.value is not None and role == "note":
            _add_note(values, reading.value)
        elif reading.value is not None:
            values[role] = reading.value
        problem = reading.problem
        if problem is None:
            return
        text = as_text(raw)
        self._say(problem.code, column, index, text, problem.why, problem.fix)
        said = f"{_SPECS[role].label}: {problem.why}"
        if _SPECS[role].digits and (reading.value is None or problem.code == TWO_NUMBERS):
            header = aside(_SPECS[role].label)
            listed.own[header] = as_paragraphs(raw)
            said += " " + tr("Giữ nguyên chữ ở cột riêng “{cot}”.").format(cot=header)
        elif reading.value is None:
            listed.raw[role] = text
            said += " " + tr("Giữ nguyên chữ “{chu}” trong sổ.").format(chu=text)
        listed.done.append(said)

    def _read_post(
        self, column: int, role: str, text: str, values: dict[str, Any], listed: Listed
    ) -> None:
        if is_none(text):
            why = tr("“{chu}” không phải chức vụ, để trống.").format(chu=text)
            listed.done.append(f"{_SPECS[role].label}: {why}")
            return
        if column == self.columns.mixed_posts:
            found_posts = sorted_posts(text)
        else:
            found_posts = {role: spelt_out(text) if role == PARTY else text}
        for field_name, post in found_posts.items():
            before = values.get(field_name)
            values[field_name] = f"{before}, {post}" if before and before != post else post
        if list(found_posts.items()) != [(role, text)]:
            told = "; ".join(f"{_SPECS[f].label}: {p}" for f, p in found_posts.items())
            listed.done.append(tr("Chức vụ “{chu}” ghi là {ds}.").format(chu=text, ds=told))

    def _read_twins(self, row: Row, index: int, values: dict[str, Any], listed: Listed) -> None:
        """From a second column for a field where the first one says nothing."""
        for i, role in self.columns.twins.items():
            raw = row[i] if i < len(row) else ""
            if raw == "" or role in values or role in listed.raw:
                continue
            reading = read_value(_SPECS[role], raw)
            if reading.value is not None:
                self._keep(reading, role, i, index, raw, values, listed)

    def _read_sex(self, row: Row, index: int, values: dict[str, Any], listed: Listed) -> None:
        """Sex from two tick columns, or from which of two birth columns is filled."""
        told: list[str] = []
        for role, sex in ((MALE, choice("sex", "male")), (FEMALE, choice("sex", "female"))):
            column = self.columns.column(role)
            raw = row[column] if column is not None and column < len(row) else ""
            if column is None or as_text(raw) == "":
                continue
            mark = parse_mark(raw).value
            born = parse_date(raw)
            if not mark and (self.columns.ticks_are_births or born.value):
                told.append(sex)
                self._keep_birth(born, column, index, raw, values, listed)
            elif mark or fold(as_text(raw)) in (fold(sex), "+", "*"):
                told.append(sex)
            elif mark is None and fold(as_text(raw)) not in _ABSENT:
                header = self.columns.headers[column]
                why = tr(
                    "Không hiểu chữ này ở cột “{cot}”; giữ thành cột riêng, giới tính để trống."
                )
                fix = tr("Điền giới tính trong sổ.")
                self._say("KT-825", column, index, raw, why.format(cot=header), fix)
                listed.own[aside(header)] = _own_text(raw)
        if len(told) == 1:
            values["sex"] = told[0]
        elif told:
            column = self.columns.column(MALE)
            assert column is not None  # both columns are there
            why = tr("Đánh dấu cả Nam lẫn Nữ; giới tính để trống.")
            self._say("KT-825", column, index, row[column], why, tr("Điền giới tính trong sổ."))

    def _keep_birth(
        self,
        born: Reading[PartialDate],
        column: int,
        index: int,
        raw: object,
        values: dict[str, Any],
        listed: Listed,
    ) -> None:
        """The birth from the column of a sex; one from a column of its own says more."""
        known = values.get("birth")
        if known is None or born.value is None:
            self._keep(born, "birth", column, index, raw, values, listed)
        elif known.year != born.value.year:
            why = tr("Cột này ghi {a}, khác ngày sinh {b}; lấy ngày sinh.").format(
                a=born.value, b=known
            )
            self._say("KT-825", column, index, raw, why, tr("Xem lại ngày sinh trong sổ."))

    def _read_old_card(self, row: Row, values: dict[str, Any], listed: Listed) -> None:
        column = self.columns.column(OLD_CARD)
        if column is None or column >= len(row) or values.get("card") or "card" in listed.raw:
            return
        reading = read_value(_SPECS["card"], row[column])
        if reading.value is not None:
            values["card"] = reading.value

    def _note_troubles(self, index: int) -> None:
        if not self.sheet.troubles:
            return
        for i, role in self.columns.roles.items():
            cell = f"{self.columns.letter(i)}{index + 1}"
            trouble = self.sheet.troubles.get(cell)
            if trouble is not None and role in _SPECS:
                why = tr("Ô báo lỗi hoặc có công thức chưa tính nên không có giá trị.")
                fix = tr("Điền giá trị vào sổ bằng tay.")
                self.findings.append(found("KT-213", self.sheet.name, cell, trouble[1], why, fix))


def _add_note(values: dict[str, Any], text: str) -> None:
    if text:
        before = values.get("note")
        values["note"] = f"{before}; {text}" if before else text


def _own_text(raw: object) -> str:
    """A cell as it is kept in a column of its own: as it looks, dates day first."""
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        raw = raw.date()
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return str(PartialDate.of(raw))
    return as_paragraphs(raw)


def _dates_in(text: str) -> list[PartialDate]:
    found_dates = []
    for match in _DATE_IN_TEXT.finditer(as_paragraphs(text)):
        value = parse_date(match.group()).value
        if value is not None:
            found_dates.append(value)
    return found_dates
