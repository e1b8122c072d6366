"""Deciding what lists tell about people (kế hoạch cho từng người): added, filled, asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ....conventions.spelling import fold
from ....i18n import tr
from ...cells.blank_words import stands_for_nothing
from ...models import Member
from ...models.fields import fields_of
from ...reference import table
from ...workbook.kept_aside import aside
from ...workbook.write import cell_value
from ..category_hints import suggest_category
from ..result import MemberList, RowReport
from .asking import Asking
from .bodies import BodiesPlan, highest
from .matching import BY_LESS, MemberIndex, differences
from .target import MEMBER, MEMBER_SHEET, Target
from .told_rows import Heard, ToldRow
from .unread import kept_text

_SPECS = {spec.attribute: spec for spec in fields_of(Member)}


class PeoplePlan:
    """Who the people of the lists are, and what of them goes into the workbook (kế hoạch người)."""

    def __init__(self, target: Target, bodies: BodiesPlan, lists: Sequence[MemberList]) -> None:
        self.target = target
        self.result = target.result
        self.bodies = bodies
        self.asking = Asking(target)
        self.several = len(lists) > 1
        members = target.data.members
        self.known = MemberIndex(members)
        self.heard: dict[int, Heard] = {}
        self.columns = target.columns(MEMBER)
        self.taken = {fold(m.code) for m in members}
        # A code that a list brings along is not given to anybody else.
        brought = [p.member.code for of in lists if not of.from_workbook for p in of.people]
        self.number = highest("DV", [*(m.code for m in members), *brought])

    def make(self, of: MemberList) -> None:
        """Plan the people of one list, in its order."""
        people = iter(of.people)
        for row in of.report:
            if row.kind != "member":
                self.result.report.append(row)
                continue
            person = next(people)
            if of.from_workbook:
                person.member.code = ""
            told = ToldRow(person, of, self.several)
            self.result.report.append(self._taken_over(told, row))

    def _taken_over(self, told: ToldRow, row: RowReport) -> RowReport:
        cell = self.bodies.code_of(told.person.member.cell)
        match = self.known.find(told.person.member, cell, lambda m: self._spoken_of(m, told.of))
        known = match.member
        if known is None:
            known, news = self._add(told, cell), True
            done = tr("Thêm mới ở dòng {n}, mã {ma}.").format(n=known.row, ma=known.code)
        else:
            done, news = self._update(known, told, cell)
        # Recognised by less than usual matters only where it had an effect.
        if match.ask and (news or match.ask != BY_LESS):
            done += " " + self.asking.who(match, told, known.row)
        return replace(row, what=f"{row.what} {done}", code=known.code)

    def _spoken_of(self, member: Member, of: MemberList) -> bool:
        heard = self.heard.get(id(member))
        return heard is not None and any(told.of is of for told in heard.rows)

    def _add(self, told: ToldRow, cell: str) -> Member:
        person, listed = told.person, told.person.member
        code = listed.code
        if not code or fold(code) in self.taken:
            self.number += 1
            code = f"DV{self.number:04d}"
        self.taken.add(fold(code))
        said = {a: getattr(listed, a) for a in listed.model_fields_set if a != "row"}
        raw = kept_text(person.raw, said)
        values = {**said, **raw, "code": code, "cell": cell}
        hint = suggest_category(listed)
        suggested = hint is not None and not listed.category and "category" not in person.raw
        if hint is not None and suggested:
            values["category"] = hint.category
        row = self.target.append(MEMBER, values)
        if hint is not None and suggested:
            note = tr("Chương trình gợi ý vì có chữ “{chu}”. Xem lại, rồi xoá ghi chú này.")
            self.target.edits.hints[MEMBER, row, "category"] = note.format(chu=hint.word)
        told_of = {"code": code, "cell": cell, "row": row, "note": values.get("note", "")}
        added = listed.model_copy(update=told_of)
        heard = self.heard[id(added)] = Heard(values)
        heard.raw = {a: text for a, text in raw.items() if a in person.raw}
        for attribute, value in {**said, **raw}.items():
            if value not in ("", None):
                heard.by[attribute] = told
                self._keep_lacking(row, attribute, value)
        self._keep_own(added, told)
        heard.rows.append(told)
        self.known.add(added)
        numbers = [_SPECS[a].label for a in ("card", "national_id") if not getattr(listed, a)]
        self.result.kept_raw += len(person.raw) + sum(aside(n) in person.own for n in numbers)
        self.result.added += 1
        return added

    def _update(self, known: Member, told: ToldRow, cell: str) -> tuple[str, bool]:
        """Fill what is blank, tell what differs; in words, and whether anything was filled."""
        heard = self.heard.setdefault(id(known), Heard())
        twice = self._spoken_of(known, told.of)
        additions, conflicts = self._news(known, heard, told, cell)
        note = additions.get("note") or known.note
        raw = kept_text(self._raw_news(known, heard, told, conflicts), {"note": note})
        if "note" in raw:
            additions["note"] = raw.pop("note")
        additions = self._without_covered(known, heard, additions)
        if not twice and known.status in _gone() and told.person.member.status not in _gone():
            self.asking.gone(known, told)
        own = self._keep_own(known, told)
        filled = ""
        if additions or raw or own:
            names = [_SPECS[a].label for a in (*additions, *raw)]
            names += list(told.person.own) if own else []
            filled = tr("Bổ sung: {cot}.").format(cot=", ".join(names))
        parts = [tr("Đã có ở dòng {n} của sổ.").format(n=known.row), filled]
        if conflicts:
            names = [_SPECS[a].label for a in conflicts]
            parts.append(tr("Khác với sổ: {cot}.").format(cot=", ".join(names)))
        for attribute, (old, new) in conflicts.items():
            self.asking.differs(known, heard, told, attribute, old, new)
        if self.target.take:
            # Between two rows of lists nobody can say which is right: the first stays.
            differing = {a: new for a, (_, new) in conflicts.items() if a not in heard.by}
            raw |= {a: str(v) for a, v in differing.items() if a in told.person.raw}
            additions |= {a: v for a, v in differing.items() if a not in told.person.raw}
        self._write(known, heard, told, additions, raw)
        if twice:
            self.result.doubles += 1
            self.asking.double(known, heard, told, filled)
        elif additions or raw or own:
            self.result.updated += 1
        else:
            self.result.unchanged += 1
        heard.rows.append(told)
        return " ".join(filter(None, parts)), bool(additions or raw or own)

    def _news(
        self, known: Member, heard: Heard, told: ToldRow, cell: str
    ) -> tuple[dict[str, Any], dict[str, tuple[object, object]]]:
        """What a row adds, and what it contradicts, as (old, new) by attribute."""
        additions, differing = differences(known, told.person.member)
        if cell and not known.cell:
            additions["cell"] = cell
        conflicts: dict[str, tuple[object, object]] = {}
        for attribute, new in list(additions.items()):
            if text := self._unreadable(known, heard, attribute):
                conflicts[attribute] = (text, new)
                del additions[attribute]
        for attribute, new in differing.items():
            old = getattr(known, attribute)
            text = self._unreadable(known, heard, attribute)
            if text or not self._is_default(known, heard, attribute):
                conflicts[attribute] = (text or old, new)
            else:
                additions[attribute] = new
        if cell and known.cell and fold(self.bodies.code_of(known.cell)) != fold(cell):
            conflicts["cell"] = (known.cell, cell)
        return additions, conflicts

    def _raw_news(
        self,
        known: Member,
        heard: Heard,
        told: ToldRow,
        conflicts: dict[str, tuple[object, object]],
    ) -> dict[str, str]:
        """Text a row has that could not be read, for cells that are empty; else it contradicts."""
        news = {}
        for attribute, text in told.person.raw.items():
            old = self._unreadable(known, heard, attribute)
            if not old and not self._is_default(known, heard, attribute):
                old = str(getattr(known, attribute) or "")
            if not old:
                news[attribute] = text
            elif fold(old) != fold(text):
                conflicts[attribute] = (old, text)
        return news

    def _unreadable(self, known: Member, heard: Heard, attribute: str) -> str:
        """Text that stands in a field's cell though it could not be read; "" for none."""
        if attribute in heard.raw:
            return heard.raw[attribute]
        place = (MEMBER, self.target.data.source.cell(MEMBER, known.row, attribute))
        if heard.values is not None or place not in self.target.data.source.rejected:
            return ""
        return self.target.own.written(self.columns[attribute], known.row)

    def _is_default(self, known: Member, heard: Heard, attribute: str) -> bool:
        """Whether the workbook says nothing of a field, so that its value is only assumed."""
        if heard.values is not None or getattr(known, attribute) != _SPECS[attribute].default:
            return False
        letter = self.columns.get(attribute)
        written = self.target.own.written(letter, known.row) if letter else ""
        return attribute not in heard.by and (
            not written or stands_for_nothing(_SPECS[attribute], written)
        )

    def _without_covered(
        self, known: Member, heard: Heard, additions: dict[str, Any]
    ) -> dict[str, Any]:
        """The additions whose cells can be seen; each other one is told."""
        if heard.values is not None:
            return additions
        sheet = self.target.editor.sheet(MEMBER)
        kept = {}
        for attribute, value in additions.items():
            cell = f"{self.columns.get(attribute, '')}{known.row}"
            if attribute in self.columns and sheet.is_covered(cell):
                self.asking.covered(known, attribute, cell, value)
            else:
                kept[attribute] = value
        return kept

    def _write(
        self,
        known: Member,
        heard: Heard,
        told: ToldRow,
        values: dict[str, Any],
        raw: dict[str, str],
    ) -> None:
        birth = known.birth
        for attribute, value in {**raw, **values}.items():
            heard.by[attribute] = told
            if attribute not in self.columns:
                self._keep_lacking(known.row, attribute, value)
            elif heard.values is not None:
                heard.values[attribute] = value
            else:
                address = f"{self.columns[attribute]}{known.row}"
                self.target.edits.cells.append((MEMBER, address, attribute, value))
        for attribute, value in values.items():
            setattr(known, attribute, value)  # what the next row is compared with
            heard.raw.pop(attribute, None)
        heard.raw |= raw
        self.result.kept_raw += len(raw)
        if values:
            self.known.told(known, birth)

    def _keep_lacking(self, row: int, attribute: str, value: Any) -> None:
        """Keep a value whose column somebody took out of the workbook in one put back."""
        if attribute not in self.columns:
            label = _SPECS[attribute].label
            self.target.lacking[MEMBER_SHEET][label] = None
            self.target.own.put(row, label, str(cell_value(_SPECS[attribute], value)))

    def _keep_own(self, known: Member, told: ToldRow) -> bool:
        """Keep what the workbook has no field for; whether anything is to be written."""
        own, heard = self.target.own, self.heard[id(known)]
        before = len(own.cells)
        for header, text in told.person.own.items():
            other = own.put(
                known.row, header, text, take=self.target.take and header not in heard.by
            )
            if other:
                self.asking.differs(known, heard, told, header, other, text)
            else:
                heard.by.setdefault(header, told)
        return len(own.cells) > before


def _gone() -> tuple[str, ...]:
    return tuple(table("member-status")["gone"])
