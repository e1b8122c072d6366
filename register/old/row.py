"""One row of an old register (một dòng sổ cũ): its cells, and what they say of one number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ...conventions.ruleset import RuleSet, available_rules, load_rules, rules_for
from ...conventions.spelling import fold, unaccented
from ...data.cells.reading import as_paragraphs, as_text
from ...data.models.source_map import column_letter
from ...errors import NoRuleSet
from ...files.spreadsheet import SourceSheet
from ...findings import found
from ...i18n import tr
from ..columns import CANCELLED_WORD
from ..printed import bare_abstract, type_name
from ..series import clean, normalise_term, term_years
from . import cancelled
from .dates import Day, read_day
from .drafts import Draft, LeftOut, OldBody, Spot
from .headings import Headings, heading_or_letter
from .kinds import Sign, by_name, by_sign, is_generic
from .numbers import (
    LARGEST,
    Written,
    is_turned_date,
    mended,
    parse_figure,
    parse_sign,
    parse_written,
)
from .words import begins, plain, says, words

if TYPE_CHECKING:
    from .sheet import SheetRead

_KEPT_FIELDS = ("recipients", "signer", "keeper")
_SAYS_NOTHING = frozenset(
    {"symbol", "number", "outgoing_number", "count", "type_name", "body", "term", "direction"}
)
_COPIES = re.compile(r"(\d{1,6})\s*(?:bản)?", re.I)
_TICKS = frozenset({"x", "v", "co", "1", "ok"})
_MANY_LINES = frozenset({"recipients", "keeper", "note"})


def as_cell_text(value: Any) -> str:
    """A cell as text; dates as they are written here."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return as_text(value)


def _lines(value: Any) -> str:
    """A cell of several lines on one: ``- Thành uỷ;\\n- Lưu.`` is ``Thành uỷ; Lưu.``"""
    if not isinstance(value, str):
        return clean(as_cell_text(value))
    parts = [clean(part) for part in as_paragraphs(value).split("\n")]
    if len(parts) > 1:
        parts = [part.lstrip("-–+• ").rstrip(";, ") for part in parts]
    return "; ".join(part for part in parts if part)


@dataclass(slots=True)
class Row:
    """The cells of a row: those with a place by field, the others by their heading."""

    line: int
    raw: dict[str, Any]
    text: dict[str, str]
    others: dict[str, str]
    headings: Headings
    comments: list[str] = field(default_factory=list)

    def own_texts(self) -> list[str]:
        """What is filled, but for a count of rows."""
        told = [text for name, text in self.text.items() if text and name != "count"]
        return told + [text for text in self.others.values() if text]

    def has_content(self) -> bool:
        """Whether anything but a number, a type or a body is filled."""
        told = any(text and name not in _SAYS_NOTHING for name, text in self.text.items())
        return told or any(self.others.values())

    def figure_only(self) -> int | None:
        """The number of a row in which a number was only written in advance."""
        for name in ("symbol", "number"):
            written = parse_written(self.text.get(name, ""))
            if written is not None and written.numbers:
                return written.numbers[0]
        return None

    def is_number_cell(self) -> bool:
        """Whether what is filled stands where numbers stand."""
        return any(self.text.get(name) for name in ("symbol", "number", "outgoing_number"))

    def number_column(self) -> int:
        """The column from which the number is read."""
        symbol = self.text.get("symbol", "")
        if "number" in self.headings.columns and not any(c.isdigit() for c in symbol):
            return self.headings.columns["number"]
        return self.headings.columns.get("symbol", self.headings.columns.get("number", -1))

    def total(self) -> str:
        """What a row of totals says, "" for a row that is none."""
        for name in ("count", "symbol", "number"):
            if begins(plain(self.text.get(name, "")), words("band", "total")):
                return " · ".join(self.own_texts() or [self.text[name]])
        return ""


class RowReader:
    """Reads rows under one set of headings; remembers the row above."""

    def __init__(
        self,
        sheet: SourceSheet,
        headings: Headings,
        body: OldBody,
        result: SheetRead,
        before: RowReader | None,
    ) -> None:
        self._sheet = sheet
        self._headings = headings
        self._body = body
        self._result = result
        self._above: dict[str, Any] = before._above if before else {}
        self._last_day: date | None = before._last_day if before else None
        self._kept: dict[str, list[int]] = before._kept if before else defaultdict(list)
        self._same: list[int] = before._same if before else []
        self._years: dict[str, list[int]] = before._years if before else defaultdict(list)
        self._marks = words("same_as_above", "marks")
        self._by_line: dict[int, list[Draft]] = before._by_line if before else {}

    @staticmethod
    def rules_of(body: OldBody, day: date | None) -> RuleSet:
        """The rules by which a row's number is printed and grouped."""
        if body.rules is not None:
            return body.rules
        try:
            return rules_for(day or date.today())
        except NoRuleSet:
            # A paper older than every rule set: only the grouping of types matters.
            return rules_for(date.today())

    def parts(self, row: Sequence[Any], line: int) -> Row:
        """The cells of a row, marks for "as above" filled in."""
        raw: dict[str, Any] = {}
        text: dict[str, str] = {}
        for name, at in self._headings.columns.items():
            value = row[at] if at < len(row) else ""
            if isinstance(value, str) and value and self._as_above(name, value):
                value = self._above.get(name, "")
                self._same.append(line)
            raw[name] = value
            text[name] = _lines(value) if name in _MANY_LINES else clean(as_cell_text(value))
        self._above = raw
        others: dict[str, str] = {}
        placed = set(self._headings.columns.values())
        for at, value in enumerate(row):
            if at in placed or value == "":
                continue
            heading = self._headings.others.get(at, "")
            name = heading_or_letter(heading, at)
            others[name] = "; ".join(t for t in (others.get(name, ""), _lines(value)) if t)
        notes = self._sheet.looks.notes
        comments = [
            notes[cell][1]
            for at in range(len(row))
            if notes and (cell := f"{column_letter(at)}{line}") in notes
        ]
        return Row(line, raw, text, {n: t for n, t in others.items() if t}, self._headings, comments)

    def _as_above(self, name: str, value: str) -> bool:
        mark = fold(value.strip())
        signs_only = name in words("same_as_above", "only_signs")
        return mark in self._marks and not (signs_only and any(c.isalpha() for c in mark))

    def is_incoming(self, parts: Row) -> bool:
        """Whether a row of a register of both directions is a paper that came in."""
        cell = plain(parts.text.get("direction", ""))
        if cell in words("direction", "incoming_cell"):
            return True
        both = "outgoing_number" in self._headings.columns
        given = parts.text.get("number") or parts.text.get("symbol") if not both else ""
        return bool(both and parts.text.get("incoming_number") and not parts.text["number"]) and (
            not given
        )

    def look(self, row: Sequence[Any]) -> None:
        """Note whose symbols the rows of a register of incoming papers bear."""
        at = self._headings.columns.get("symbol")
        written = parse_written(as_cell_text(row[at])) if at is not None and at < len(row) else None
        if written is not None and written.bodies and self._is_own(written.bodies):
            self._result.numbered.append(0)

    def take(
        self,
        parts: Row,
        term: str,
        year: int | None,
        types: tuple[str, ...],
        title_types: tuple[str, ...],
    ) -> None:
        """Understand a row, or say why it cannot be."""
        if self._troubled(parts):
            self._leave(parts, (), "", None, term)
            return
        turned = next(
            (n for n in ("symbol", "number") if is_turned_date(parts.raw.get(n))), None
        )
        if turned is not None:
            why = tr("Excel đã đổi số văn bản thành ngày {ngay}; không biết số đã gõ là gì.").format(
                ngay=parts.text[turned]
            )
            fix = tr("Đặt cột kiểu Text (Văn bản), gõ lại số như trên văn bản, ví dụ 02-TB/ĐU.")
            self._say(parts, "SO-421", why, fix, turned)
            return
        if not parts.text.get("symbol") and not parts.text.get("number"):
            why = tr("Dòng không có số, không nhập: {noi_dung}").format(
                noi_dung=" · ".join(parts.own_texts())[:80]
            )
            self._say(parts, "SO-403", why)
            return
        written, reason = self._written(parts)
        if written is None:
            return
        day = self._day(parts, year)
        rules = self.rules_of(self._body, day.day)
        own = not written.bodies or self._is_own(written.bodies)
        congress = self._is_congress(written.bodies, rules)
        if not (own or congress):
            self._result.others["-".join(written.bodies)].append(parts.line)
            return
        sign = self._sign(parts, written, rules)
        if sign is None:
            return
        written, symbol = sign
        type_key = self._type(parts, written, symbol, rules, types, title_types)
        term = self._term(parts) or term
        if day.problem is not None:
            self._say(parts, day.problem.code, day.problem.why, day.problem.fix, "date")
        if day.day is None and day.problem is not None:
            self._leave(parts, written.numbers, type_key or "", None, term)
            return
        if type_key is None:
            return
        if not self._body_column(parts, bool(written.bodies)):
            return
        self._keep(parts, written, symbol, type_key, day, term, reason, congress, rules)

    def _written(self, parts: Row) -> tuple[Written | None, str]:
        """The number of a row with its symbol, from one column or two; a reason to cancel it."""
        symbol, figure = parts.text.get("symbol", ""), parts.text.get("number", "")
        raw = parts.raw
        reason = ""
        if symbol and not _is_number(raw.get("symbol")) and parse_written(symbol) is None:
            symbol, reason = cancelled.in_number(symbol)
        if figure and not _is_number(raw.get("number")) and parse_written(figure) is None:
            figure, why = cancelled.in_number(figure)
            reason = reason or why
        first = self._read_cell(raw.get("symbol"), symbol)
        second = self._read_cell(raw.get("number"), figure)
        sign = parse_sign(symbol) if symbol and first is None else None
        if first is not None and second is not None and first.numbers != second.numbers:
            why = tr("Cột số ghi {so}, số và ký hiệu ghi {ky_hieu}: lấy theo số và ký hiệu.").format(
                so=figure, ky_hieu=symbol
            )
            self._say(parts, "SO-443", why, "", "symbol")
        if first is not None and (first.sign or first.bodies or second is None):
            return first, reason
        if second is not None and not (symbol and first is None and sign is None):
            with_sign = first if first is not None and first.sign else sign
            if with_sign is not None and not second.sign:
                second = replace(
                    second,
                    sign=with_sign.sign,
                    bodies=with_sign.bodies,
                    suffix=with_sign.suffix,
                    changed=second.changed | with_sign.changed,
                )
            return second, reason
        shown = parts.text.get("symbol") or parts.text.get("number", "")
        why = tr("Không đọc được số: {so}").format(so=shown)
        fix = tr("Ghi như trên văn bản, ví dụ 137-TB/ĐU.")
        if re.search(r"\d{5,}", shown) or (_is_number(raw.get("number")) and not symbol):
            why = tr("{so} không thể là số văn bản (1 đến {lon_nhat}).").format(
                so=shown, lon_nhat=LARGEST
            )
        self._say(parts, "SO-404", why, fix, "symbol" if parts.text.get("symbol") else "number")
        return None, ""

    def _read_cell(self, raw: Any, text: str) -> Written | None:
        if _is_number(raw):
            number = parse_figure(raw)
            return Written((number,)) if number else None
        return parse_written(text) if text else None

    def _day(self, parts: Row, year: int | None) -> Day:
        name = "date" if "date" in self._headings.columns else "sent"
        day = read_day(parts.raw.get(name, ""), year=year, above=self._last_day)
        if day.day is not None:
            self._last_day = day.day
            if day.year_from:
                self._years[day.year_from].append(parts.line)
        return day

    def _sign(
        self, parts: Row, written: Written, rules: RuleSet
    ) -> tuple[Written, Sign | None] | None:
        """The number with its body's symbol where it should be, and what its type's symbol means."""
        if not written.sign:
            return written, None
        found_sign = by_sign(written.sign, rules)
        if found_sign is not None:
            if found_sign.changed:
                written = replace(written, changed=written.changed | {found_sign.changed})
            return self._body_mended(written), found_sign
        if not written.bodies and self._is_own((written.sign,)):
            return replace(written, sign="", bodies=(self._body.symbol,)), None
        why = tr("Không rõ tên loại văn bản của {so}: không có ký hiệu loại “{loai}”.").format(
            so=parts.text.get("symbol") or parts.text.get("number"), loai=written.sign
        )
        fix = tr("Xem lại ký hiệu; nếu văn bản đúng như vậy thì thêm loại ấy vào the-thuc.toml.")
        self._say(parts, "SO-405", why, fix, "symbol")
        return None

    def _body_mended(self, written: Written) -> Written:
        """The body's symbol spelt as the body spells it."""
        own = self._body.symbol
        if not written.bodies or not self._is_own(written.bodies):
            return written
        changed = set(written.changed)
        typed = "-".join(written.bodies)
        right = own if _bare(typed) == _bare(own) else "-".join((own, *written.bodies[1:]))
        if typed != right:
            changed.add("case" if fold(typed) == fold(right) else "accent")
        return replace(written, bodies=(right,), changed=frozenset(changed))

    def _is_own(self, bodies: Sequence[str]) -> bool:
        own = _bare(self._body.symbol)
        return own in (_bare("-".join(bodies)), _bare(bodies[0]))

    def _is_congress(self, bodies: Sequence[str], rules: RuleSet) -> bool:
        return bool(bodies) and fold(bodies[0]) == fold(rules.body_symbols.get("dai_hoi", ""))

    def _type(
        self,
        parts: Row,
        written: Written,
        sign: Sign | None,
        rules: RuleSet,
        group: tuple[str, ...],
        title: tuple[str, ...],
    ) -> str | None:
        """The document type: by its symbol, its column, the group, the abstract's first words.

        Where a symbol stands for two types, the other signs tell which.
        """
        column = parts.text.get("type_name", "")
        by_column: tuple[str, ...] = ()
        if column:
            name = by_name(column)
            column_sign = by_sign(mended(column)[0], rules)
            by_column = (name,) if name else column_sign.keys if column_sign else ()
        opening = by_name(_described(parts))
        weak = title if is_generic(title) else ()
        strong = group or (title if not weak else ())
        said = [by_column, strong, (opening,) if opening else (), weak]
        if sign is not None:
            hints = [key for keys in said for key in keys]
            return next((key for key in hints if key in sign.keys), sign.keys[0])
        if column and not by_column:
            return self._no_type(parts, tr("cột tên loại ghi “{chu}”").format(chu=column))
        for keys in said:
            if not keys:
                continue
            same = opening is not None and _same_symbol(opening, keys[0], rules)
            chosen = opening if opening is not None and same else keys[0]
            if opening and keys is strong and not same and not by_column:
                why = tr("Trích yếu bắt đầu bằng “{loai}” mà dòng đứng ở phần {phan}.").format(
                    loai=type_name(opening), phan=type_name(keys[0])
                )
                fix = tr("Xem lại; đã nhập theo phần đang đứng.")
                self._say(parts, "SO-438", why, fix, "type_and_abstract")
            return chosen
        if rules.type_symbols.get("cong_van") == "" and written.bodies:
            return "cong_van"
        return self._no_type(parts, "")

    def _no_type(self, parts: Row, why_more: str) -> None:
        why = tr("Không rõ tên loại văn bản của {so}.").format(
            so=parts.text.get("symbol") or parts.text.get("number")
        )
        if why_more:
            why = f"{why[:-1]}: {why_more}."
        fix = tr("Thêm cột Tên loại, hoặc ghi đủ số và ký hiệu.")
        self._say(parts, "SO-405", why, fix, "type_name" if why_more else "")

    def _term(self, parts: Row) -> str:
        term = normalise_term(parts.text.get("term", ""))
        return term if term_years(term) else ""

    def _body_column(self, parts: Row, named: bool) -> bool:
        """Whether the row's issuing body is the register's; said when it is another."""
        other = parts.text.get("body", "")
        if not other or self._is_called(other):
            return True
        why = tr("Dòng này ghi cơ quan “{ten}”, khác {day}.").format(
            ten=other, day=self._body.name
        )
        fix = tr("Nếu là văn bản của cơ quan khác, tách ra tệp riêng và nhập với mã của họ.")
        self._say(parts, "SO-406" if named else "SO-420", why, fix, "body")
        return named

    def _is_called(self, name: str) -> bool:
        read, own = plain(name), plain(self._body.name)
        names = (own, plain(self._body.symbol), plain(self._body.code))
        return read in names or own.startswith(f"{read} ") or read.startswith(f"{own} ")

    def _keep(
        self,
        parts: Row,
        written: Written,
        sign: Sign | None,
        type_key: str,
        day: Day,
        term: str,
        reason: str,
        congress: bool,
        rules: RuleSet,
    ) -> None:
        note, why, asked = self._cancellation(parts, reason)
        described = _described(parts)
        abstract = bare_abstract(described, type_key)
        if not why:
            said = cancelled.read_cancellation(abstract, abstract=True)
            if said.reason:
                why = said.reason
        if not why and (struck := self._struck(parts)) is not None:
            shown = parts.text.get("symbol") or parts.text.get("number", "")
            if struck:
                why = tr("gạch ngang trong sổ cũ")
                told = tr("{so} bị gạch ngang: coi là đã huỷ.").format(so=shown)
            else:
                told = tr("{so} bị gạch ngang mà trích yếu thì không: coi là còn hiệu lực.").format(
                    so=shown
                )
            fix = tr("Không đúng thì bỏ gạch ngang, hoặc ghi “Huỷ: lý do” vào Ghi chú.")
            self._say(parts, "SO-437", told, fix, "symbol")
        if asked and not why:
            told = tr("Chưa rõ số này đã huỷ hay còn hiệu lực: “{chu}”. Đã nhập là còn hiệu lực.")
            fix = tr("Đã huỷ thì ghi “Huỷ: lý do” vào Ghi chú, hoặc sau khi nhập gõ giayto so huy.")
            self._say(parts, "SO-436", told.format(chu=asked), fix, "note")
        reserved = not why and not abstract and says(plain(note), words("reserved", "words"))
        if reserved or (not why and says(plain(abstract), words("reserved", "words")) and (
            plain(abstract) in words("reserved", "words")
        )):
            reserved = True
            told = tr("Số giữ chỗ, chưa có văn bản: đã ghi vào sổ để không cấp lại.")
            fix = tr("Có văn bản thì ghi bằng giayto so sua; không dùng thì giayto so huy.")
            self._say(parts, "SO-430", told, fix, "symbol")
        if len(written.numbers) > 1:
            typed = parts.text.get("symbol") or parts.text.get("number", "")
            told = tr("Dòng ghi {n} số ({so}): mỗi số thành một dòng cùng nội dung.").format(
                n=len(written.numbers), so=typed
            )
            fix = tr("Là nhiều văn bản khác nhau thì tách dòng; ghi nhầm thì sửa số rồi nhập lại.")
            self._say(parts, "SO-429", told, fix, "symbol")
            note = "; ".join(t for t in (note, tr("sổ cũ ghi gộp: {so}").format(so=typed)) if t)
        if day.day is None and not why and not reserved:
            told = tr("{so} không có ngày văn bản.").format(
                so=parts.text.get("symbol") or parts.text.get("number")
            )
            self._say(parts, "SO-409", told, "", "date")
        copies = _COPIES.fullmatch(parts.text.get("copies", ""))
        drafts = [
            Draft(
                spot=Spot(self._sheet.name, parts.line),
                number=number,
                mark=written.mark,
                type_key=type_key,
                body_symbol="-".join(written.bodies) or self._body.symbol,
                suffix=written.suffix,
                day=day.day,
                text={n: parts.text.get(n, "") for n in _KEPT_FIELDS} | {"abstract": abstract},
                note=note,
                reason=why,
                term=term,
                typed=(parts.text.get("symbol") or "") if len(written.numbers) == 1 else "",
                changed=written.changed,
                copies=int(copies[1]) if copies else None,
                congress=congress,
                sign=sign.symbol if sign else rules.type_symbols.get(type_key, ""),
                cell=f"{column_letter(parts.number_column())}{parts.line}",
            )
            for number in written.numbers
        ]
        if not written.bodies:
            drafts = [replace(draft, named=False) for draft in drafts]
        self._result.drafts += drafts
        self._by_line[parts.line] = drafts

    def _cancellation(self, parts: Row, reason: str) -> tuple[str, str, str]:
        """The note to be kept, why the number is cancelled, and what is to be asked about."""
        asked = ""
        note = parts.text.get("note", "")
        state = parts.text.get("state", "")
        said = cancelled.read_cancellation(note)
        if said.reason:
            note, reason = said.rest, _better(reason, said.reason)
        elif said.asked:
            asked = note
        told = cancelled.read_cancellation(state)
        if told.reason:
            if _better(reason, told.reason) == CANCELLED_WORD and note:
                note, reason = "", note
            reason = _better(reason, told.reason)
            state = told.rest
        elif told.asked:
            asked = asked or state
        kept = [note]
        if state:
            kept.append(f"{self._headings.names['state']}: {state}")
        for name, value in parts.others.items():
            said = cancelled.read_cancellation(value)
            if "huy" in plain(name).split():
                if plain(value) in _TICKS or not plain(value):
                    reason = _better(reason, CANCELLED_WORD)
                    continue
                if plain(value) not in ("khong", "0"):
                    reason = _better(reason, said.reason or value)
                    continue
            if said.reason:
                reason = _better(reason, said.reason)
            elif said.asked:
                asked = asked or value
            kept.append(f"{name}: {value}")
            self._kept[name].append(parts.line)
        kept += self._without_place(parts)
        kept += [tr("chú thích ô: {chu}").format(chu=comment) for comment in parts.comments]
        return "; ".join(part for part in kept if part), reason, asked

    def _without_place(self, parts: Row) -> list[str]:
        """What columns say that are understood, but have no place in the register."""
        text = parts.text
        kept: dict[str, str] = {}
        if text.get("copies") and not _COPIES.fullmatch(text["copies"]):
            kept["copies"] = text["copies"]
        if text.get("sent") and "date" in self._headings.columns:
            kept["sent"] = text["sent"]
        if text.get("body") and plain(text["body"]) != plain(self._body.name):
            kept["body"] = text["body"]
        if text.get("term") and not self._term(parts):
            kept["term"] = text["term"]
        column = text.get("type_name", "")
        name = by_name(column)
        if column and plain(column) != plain(type_name(name or "")) and len(column.split()) > 1:
            kept["type_name"] = column
        for name_ in ("incoming", "incoming_number"):
            if text.get(name_):
                kept[name_] = text[name_]
        if "type_and_abstract" in text and text.get("abstract") and text["type_and_abstract"]:
            kept["abstract"] = text["abstract"]
        for name_ in kept:
            self._kept[self._headings.names[name_]].append(parts.line)
        return [f"{self._headings.names[n]}: {value}" for n, value in kept.items()]

    def _struck(self, parts: Row) -> bool | None:
        """Whether the number and the abstract are struck through; ``None`` when no number is."""
        struck = self._sheet.looks.struck
        if not struck:
            return None
        cells = {
            name: f"{column_letter(at)}{parts.line}" in struck
            for name, at in self._headings.columns.items()
            if parts.text.get(name)
            and name in ("symbol", "number", "abstract", "type_and_abstract")
        }
        if not (cells.get("symbol") or cells.get("number")):
            return None
        return all(cells.values())

    def add_to(self, line: int, parts: Row) -> None:
        """A row that shares the number's cell with one above adds what it says to it."""
        for draft in self._by_line.get(line, ()):
            for name in (*_KEPT_FIELDS, "abstract"):
                said = _described(parts) if name == "abstract" else parts.text.get(name, "")
                if said and said not in draft.text[name]:
                    draft.text[name] = "; ".join(t for t in (draft.text[name], said) if t)
            more = [parts.text.get("note", ""), *(f"{n}: {v}" for n, v in parts.others.items())]
            draft.note = "; ".join(
                [t for t in (draft.note,) if t] + [t for t in more if t and t not in draft.note]
            )

    def close(self) -> None:
        """Tell what holds for many rows once."""
        name = self._sheet.name
        if self._kept:
            shown = ", ".join(f"“{column}”" for column in self._kept)
            why = tr("Sổ văn bản không có các cột {cot}: đã giữ trong Ghi chú của từng số.").format(
                cot=shown
            )
            self._result.findings.append(found("SO-427", name, "", "", why))
        if self._same:
            why = tr("Dấu “như trên” ở {n} ô được hiểu theo dòng trên (dòng {dong}).").format(
                n=len(self._same), dong=_some(self._same)
            )
            self._result.findings.append(found("SO-435", name, "", "", why))
        for source, lines in self._years.items():
            why = (
                tr("Ngày không ghi năm, lấy năm theo tiêu đề: dòng {dong}.")
                if source == "title"
                else tr("Ngày không ghi năm, lấy năm theo dòng trên: dòng {dong}.")
            ).format(dong=_some(lines))
            fix = tr("Không đúng thì ghi đủ ngày/tháng/năm rồi nhập lại.")
            self._result.findings.append(found("SO-434", name, "", "", why, fix))

    def _troubled(self, parts: Row) -> bool:
        """Whether a cell of the row has no value for Excel either; told, the row is left out."""
        if not self._sheet.troubles:
            return False
        fix = tr("Mở tệp bằng Excel, gõ thẳng giá trị vào ô, lưu lại rồi chạy lại.")
        counted = self._headings.columns.get("count")
        troubled = False
        last = max((*self._headings.columns.values(), *self._headings.others), default=0)
        for at in range(last + 1):
            cell = f"{column_letter(at)}{parts.line}"
            trouble = self._sheet.troubles.get(cell)
            if trouble is None or at == counted:
                continue
            troubled = True
            if trouble[0] == "error":
                why, code = tr("Công thức trong ô báo lỗi nên không có giá trị."), "KT-213"
            else:
                why, code = tr("Ô có công thức chưa được Excel tính."), "KT-214"
            self._result.findings.append(found(code, self._sheet.name, cell, "", why, fix))
        return troubled

    def _leave(
        self,
        parts: Row,
        numbers: tuple[int, ...],
        type_key: str,
        day: date | None,
        term: str,
    ) -> None:
        if numbers and type_key:
            spot = Spot(self._sheet.name, parts.line)
            self._result.left_out.append(
                LeftOut(spot, numbers, type_key, self._body.symbol, day, term)
            )

    def _say(self, parts: Row, code: str, why: str, fix: str = "", name: str = "") -> None:
        """Note a finding about a row, or about the cell of one of its fields."""
        at = self._headings.columns.get(name)
        if at is None and name == "symbol":
            at = self._headings.columns.get("number")
        cell = str(parts.line) if at is None else f"{column_letter(at)}{parts.line}"
        read = parts.text.get(name, "") if at is not None else ""
        self._result.findings.append(found(code, self._sheet.name, cell, read, why, fix))


def _described(parts: Row) -> str:
    return parts.text.get("type_and_abstract") or parts.text.get("abstract", "")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _bare(text: str) -> str:
    return unaccented(fold(text))


def _better(known: str, new: str) -> str:
    """The reason that says more."""
    return new if known in ("", CANCELLED_WORD) else known


def _same_symbol(one: str, other: str, rules: RuleSet) -> bool:
    symbols = rules.type_symbols
    return one == other or (symbols.get(one, one) == symbols.get(other, other))


def _some(lines: Sequence[int]) -> str:
    from .sheet import line_list

    return line_list(lines)
