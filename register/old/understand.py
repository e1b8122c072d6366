"""Understanding a row of an old register (hiểu một dòng): number, date, type, and whose it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ...conventions.ruleset import RuleSet
from ...i18n import tr
from ..printed import bare_abstract, type_name
from ..series import LARGEST, normalise_term, term_years
from . import cancelled
from .cells import CellReader
from .dates import Day, read_day
from .drafts import Draft, LeftOut, OldBody, Spot
from .kinds import Sign, by_name, by_sign, is_generic
from .numbers import (
    Written,
    is_turned_date,
    mended,
    parse_figure,
    parse_sign,
    parse_written,
)
from .owner import is_called, is_congress, is_own, rules_of, spelt_right
from .row import Row, is_number
from .state import COPIES, read_state
from .telling import Teller
from .words import plain

_KEPT_FIELDS = ("recipients", "signer", "keeper")


@dataclass(slots=True)
class Context:
    """What titles and groups above a row say of it (bối cảnh của dòng)."""

    term: str = ""
    year: int | None = None
    incoming: bool = False
    elsewhere: str = ""
    """The other body that a title or a group is called after."""
    types: tuple[str, ...] = ()
    title_types: tuple[str, ...] = ()


class RowReader:
    """Turns the rows of one sheet into drafts; remembers the date above (người hiểu dòng)."""

    def __init__(self, sheet: str, body: OldBody, teller: Teller) -> None:
        self._sheet = sheet
        self._body = body
        self._teller = teller
        self._last_day: date | None = None
        self._by_line: dict[int, list[Draft]] = {}
        self.drafts: list[Draft] = []
        self.left_out: list[LeftOut] = []
        self.others: dict[str, list[int]] = defaultdict(list)
        """Rows that bear another body's symbol, by that symbol."""
        self.elsewhere: dict[str, list[int]] = defaultdict(list)
        """Rows without any, in a part that is called after another body, by its name."""

    def take(self, row: Row, cells: CellReader, context: Context) -> None:
        """Understand a row, or say why it cannot be."""
        if cells.troubled(row):
            self._leave_as_read(row, context)
            return
        if (turned := _turned(row)) is not None:
            why = tr(
                "Excel đã đổi số văn bản thành ngày {ngay}; không biết số đã gõ là gì."
            ).format(ngay=row.text[turned])
            fix = tr("Đặt cột kiểu Text (Văn bản), gõ lại số như trên văn bản, ví dụ 02-TB/ĐU.")
            self._teller.say(row, "SO-421", why, fix, turned)
            return
        if not row.shown():
            self._teller.not_a_paper(row.line, " · ".join(row.own_texts()))
            return
        written, reason = self._written(row)
        if written is None:
            return
        day = self._day(row, context.year)
        rules = rules_of(self._body, day.day)
        congress = is_congress(written.bodies, rules)
        if written.bodies and not congress and not is_own(written.bodies, self._body):
            self.others["-".join(written.bodies)].append(row.line)
            return
        if context.elsewhere and not written.bodies and not row.text.get("body"):
            self.elsewhere[context.elsewhere].append(row.line)
            return
        signed = self._signed(row, written, rules)
        if signed is None:
            return
        written, sign = signed
        type_key = self._type(row, written, sign, rules, context)
        if day.problem is not None:
            self._teller.say(row, day.problem.code, day.problem.why, day.problem.fix, "date")
            if day.day is None:
                self._leave(row, written.numbers, type_key, context.term)
                return
        if type_key is None or not self._body_column(row, bool(written.bodies)):
            return
        symbol = sign.symbol if sign else rules.type_symbols.get(type_key, "")
        state = read_state(
            row,
            bare_abstract(row.described(), type_key),
            reason,
            cells.struck(row),
            self._body,
            self._teller,
        )
        typed = row.as_typed("symbol")
        draft = Draft(
            spot=Spot(self._sheet, row.line),
            cell=row.cell("symbol"),
            number=0,
            mark=written.mark,
            type_key=type_key,
            sign=symbol,
            body_symbol="-".join(written.bodies) or self._body.symbol,
            suffix=written.suffix,
            day=day.day,
            text={name: row.text.get(name, "") for name in _KEPT_FIELDS}
            | {"abstract": bare_abstract(row.described(), type_key)},
            note=state.note,
            reason=state.reason,
            term=self._term(row) or context.term,
            typed=typed if len(written.numbers) == 1 else "",
            changed=written.changed | mended(typed)[1],
            copies=_copies(row),
            congress=congress,
        )
        if day.day is None and not (state.reason or state.reserved):
            why = tr("{so} không có ngày văn bản.").format(so=row.shown())
            self._teller.say(row, "SO-409", why, "", "date")
        self._add(row, draft, written.numbers)

    def _add(self, row: Row, draft: Draft, numbers: Sequence[int]) -> None:
        """The row's number, or each of the several that it stands for."""
        if len(numbers) > 1:
            why = tr("Dòng ghi {n} số ({so}): mỗi số thành một dòng cùng nội dung.").format(
                n=len(numbers), so=row.shown()
            )
            fix = tr("Là nhiều văn bản khác nhau thì tách dòng; ghi nhầm thì sửa số rồi nhập lại.")
            self._teller.say(row, "SO-429", why, fix, "symbol")
            said = tr("sổ cũ ghi gộp: {so}").format(so=row.shown())
            draft.note = "; ".join(part for part in (draft.note, said) if part)
        drafts = [replace(draft, number=number, text=dict(draft.text)) for number in numbers]
        self.drafts += drafts
        self._by_line[row.line] = drafts

    def knows(self, line: int) -> bool:
        """Whether a row has become a number."""
        return line in self._by_line

    def add_to(self, line: int, row: Row) -> None:
        """A row that shares the number's cell with one above adds what it says to it."""
        for draft in self._by_line.get(line, ()):
            for name in (*_KEPT_FIELDS, "abstract"):
                said = row.described() if name == "abstract" else row.text.get(name, "")
                if said and said not in draft.text[name]:
                    # A text that did not fit its cell goes on in the next row.
                    between = " " if said[:1].islower() else "; "
                    draft.text[name] = between.join(t for t in (draft.text[name], said) if t)
            more = [row.text.get("note", ""), *(f"{n}: {v}" for n, v in row.others.items())]
            new = [text for text in more if text and text not in draft.note]
            draft.note = "; ".join([*([draft.note] if draft.note else []), *new])

    def _written(self, row: Row) -> tuple[Written | None, str]:
        """The number of a row with its symbol, from one column or two; a reason to cancel it."""
        texts: dict[str, str] = {}
        reason = ""
        for name in ("symbol", "number"):
            texts[name] = row.text.get(name, "")
            if not is_number(row.raw.get(name)):
                texts[name], why = cancelled.in_number(texts[name])
                reason = reason or why
        whole = _read_cell(row.raw.get("symbol"), texts["symbol"])
        figure = _read_cell(row.raw.get("number"), texts["number"])
        sign = parse_sign(texts["symbol"]) if texts["symbol"] and whole is None else None
        if whole is not None and figure is not None and whole.numbers != figure.numbers:
            why = tr("Cột số ghi {so}, số và ký hiệu ghi {ky_hieu}: lấy theo số và ký hiệu.")
            told = why.format(so=texts["number"], ky_hieu=texts["symbol"])
            fix = tr("So với văn bản giấy; sai thì sửa sổ cũ rồi nhập lại.")
            self._teller.say(row, "SO-443", told, fix, "symbol")
        if whole is not None and (whole.sign or whole.bodies or figure is None):
            return whole, reason
        if figure is not None and (whole or sign or not texts["symbol"]):
            given = whole or sign
            if given is not None and not figure.sign:
                figure = replace(
                    figure,
                    sign=given.sign,
                    bodies=given.bodies,
                    suffix=given.suffix,
                    changed=figure.changed | given.changed,
                )
            return figure, reason
        why = tr("Không đọc được số: {so}.").format(so=row.shown())
        if re.search(r"\d{5,}", row.shown()) or (is_number(row.raw.get("number")) and not sign):
            why = tr("{so} không thể là số văn bản (1 đến {lon_nhat}).").format(
                so=row.shown(), lon_nhat=LARGEST
            )
        fix = tr("Ghi như trên văn bản, ví dụ 137-TB/ĐU.")
        name = "symbol" if row.text.get("symbol") else "number"
        self._teller.say(row, "SO-404", why, fix, name)
        return None, ""

    def _day(self, row: Row, year: int | None) -> Day:
        name = "date" if "date" in row.headings.columns else "sent"
        day = read_day(row.raw.get(name, ""), year=year, above=self._last_day)
        if day.day is not None:
            self._last_day = day.day
            if day.year_from:
                self._teller.year_from[day.year_from].append(row.line)
        return day

    def _signed(
        self, row: Row, written: Written, rules: RuleSet
    ) -> tuple[Written, Sign | None] | None:
        """The number spelt as it should be, and what the type's symbol means; told when unknown."""
        if not written.sign:
            return written, None
        sign = by_sign(written.sign, rules)
        if sign is not None:
            if sign.changed:
                written = replace(written, changed=written.changed | {sign.changed})
            return spelt_right(written, self._body), sign
        if not written.bodies and is_own((written.sign,), self._body):
            return replace(written, sign="", bodies=(self._body.symbol,)), None
        return self._unknown_sign(row, written, rules)

    def _unknown_sign(
        self, row: Row, written: Written, rules: RuleSet
    ) -> tuple[Written, Sign | None] | None:
        """A symbol of the office's own, ``CTHĐ``: kept as it is where words name the type."""
        keys = _types_of(row.text.get("type_name", ""), rules)
        if not keys and _initials_of(row.described(), written.sign):
            opening = by_name(row.described())
            keys = (opening,) if opening else ()
        keys = tuple(key for key in keys if key in rules.types)
        why = tr("Không rõ tên loại văn bản của {so}: không có ký hiệu loại “{loai}”.").format(
            so=row.shown(), loai=written.sign
        )
        if not keys:
            fix = tr(
                "Xem lại ký hiệu; văn bản đúng như vậy thì thêm cột Tên loại, ghi loại gần nhất: "
                "số giữ nguyên ký hiệu ấy."
            )
            self._teller.say(row, "SO-405", why, fix, "symbol")
            return None
        why = tr("Thể thức không có ký hiệu loại “{loai}”: {so} giữ như đã ghi, tính vào {ten}.")
        fix = tr("Gõ nhầm ký hiệu thì sửa rồi nhập lại.")
        told = why.format(loai=written.sign, so=row.shown(), ten=type_name(keys[0]))
        self._teller.say(row, "SO-445", told, fix, "symbol")
        return spelt_right(written, self._body), Sign(keys, written.sign, "")

    def _type(
        self, row: Row, written: Written, sign: Sign | None, rules: RuleSet, context: Context
    ) -> str | None:
        """The document type: by its symbol, its column, the group, the abstract's first words.

        Where a symbol stands for two types, the other signs tell which.
        """
        column = row.text.get("type_name", "")
        by_column = _types_of(column, rules)
        opening = by_name(row.described())
        weak = context.title_types if is_generic(context.title_types) else ()
        strong = context.types or (() if weak else context.title_types)
        first = (opening,) if opening else ()
        if sign is not None:
            hints = (*by_column, *first, *strong, *weak)
            return next((key for key in hints if key in sign.keys), sign.keys[0])
        if column and not by_column:
            why = tr("Không rõ tên loại văn bản của {so}: cột tên loại ghi “{chu}”.")
            self._no_type(row, why.format(so=row.shown(), chu=column), "type_name")
            return None
        for keys in (by_column, strong, first, weak):
            if not keys:
                continue
            if opening is None or opening == keys[0]:
                return keys[0]
            symbols = rules.type_symbols
            if symbols.get(opening, opening) == symbols.get(keys[0], keys[0]):
                return opening
            if keys is strong:
                self._teller.other_types[opening, keys[0]].append(row.line)
            return keys[0]
        if rules.type_symbols.get("cong_van") == "" and written.bodies:
            return "cong_van"  # state bodies print none for it
        self._no_type(row, tr("Không rõ tên loại văn bản của {so}.").format(so=row.shown()), "")
        return None

    def _no_type(self, row: Row, why: str, name: str) -> None:
        fix = tr("Thêm cột Tên loại, hoặc ghi đủ số và ký hiệu.")
        self._teller.say(row, "SO-405", why, fix, name)

    def _term(self, row: Row) -> str:
        term = normalise_term(row.text.get("term", ""))
        return term if term_years(term) else ""

    def _body_column(self, row: Row, named: bool) -> bool:
        """Whether the row's issuing body is the register's; said when it is another."""
        other = row.text.get("body", "")
        if not other or is_called(other, self._body):
            return True
        why = tr("Dòng này ghi cơ quan “{ten}”, khác {day}.").format(ten=other, day=self._body.name)
        fix = tr("Nếu là văn bản của cơ quan khác, tách ra tệp riêng và nhập với mã của họ.")
        self._teller.say(row, "SO-406" if named else "SO-420", why, fix, "body")
        return named

    def _leave(self, row: Row, numbers: tuple[int, ...], type_key: str | None, term: str) -> None:
        if type_key:
            spot = Spot(self._sheet, row.line)
            self.left_out.append(LeftOut(spot, numbers, type_key, None, self._term(row) or term))

    def _leave_as_read(self, row: Row, context: Context) -> None:
        """A row left out for another cell still has a number that must not be given again."""
        written = parse_written(row.text.get("symbol", ""))
        sign = by_sign(written.sign, rules_of(self._body, None)) if written else None
        if written and sign and written.bodies and is_own(written.bodies, self._body):
            self._leave(row, written.numbers, sign.keys[0], context.term)


def _turned(row: Row) -> str | None:
    """The number's column whose cell Excel has made a date of; ``None`` for none."""
    return next((name for name in ("symbol", "number") if is_turned_date(row.raw.get(name))), None)


def _read_cell(raw: Any, text: str) -> Written | None:
    if is_number(raw):
        number = parse_figure(raw)
        return Written((number,)) if number else None
    return parse_written(text) if text else None


def _types_of(column: str, rules: RuleSet) -> tuple[str, ...]:
    """The types a type column names, by name or by symbol."""
    if not column:
        return ()
    name = by_name(column)
    sign = None if name else by_sign(mended(column)[0], rules)
    return (name,) if name else sign.keys if sign else ()


def _initials_of(text: str, sign: str) -> bool:
    """Whether a symbol is the first letters of a text: CTHĐ of "Chương trình hành động"."""
    letters = "".join(word[0] for word in plain(text).split()[: len(sign)])
    return len(sign) > 1 and letters == plain(sign)


def _copies(row: Row) -> int | None:
    copies = COPIES.fullmatch(row.text.get("copies", ""))
    return int(copies[1]) if copies else None
