"""The rows of an old register (dòng sổ cũ): one sheet read into numbers and findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..conventions.numbering import parse_number
from ..conventions.ruleset import RuleSet, rules_for
from ..conventions.spelling import fold_plain
from ..data.cells.dates import parse_date
from ..data.cells.reading import Problem
from ..data.models.source_map import column_letter
from ..errors import ConventionError, NoRuleSet
from ..files.spreadsheet import SourceSheet
from ..findings import Finding, found, has_errors
from ..i18n import tr
from .columns import CANCELLED_WORD, Layout
from .entries import IssueRequest, Taken
from .printed import Place, bare_abstract, place_of, printed_symbol, type_names, without_word
from .series import clean, normalise_term, term_years

_HEADER_ROWS = 15

# A date in words may follow a place: "Hà Nội, ngày 05 tháng 6 năm 2026".
_LONG_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.I)
_DAY_WORD = re.compile(r"^ngày\s*(?=\d)", re.I)
_DAY_MONTH = re.compile(r"^\d{1,2}\s*[/.-]\s*\d{1,2}$")
# "Huỷ", "Đã huỷ", "Huỷ số: lý do" — but not "Huỷ bỏ Quyết định 05", said of another paper.
_CANCELLED = re.compile(r"^(?:đã\s+)?h(?:uỷ|ủy)(?:\s+số)?\s*(?:[:;,-]\s*(?P<why>.*))?$", re.I)


@dataclass(frozen=True, slots=True)
class OldBody:
    """Whose register it is: what its rows do not say themselves.

    ``rules`` groups the types and prints missing symbols; ``None`` takes for
    every row the rule set of its date. ``id`` is the body's identity, "" for none.
    """

    code: str
    name: str
    symbol: str
    term: str
    rules: RuleSet | None = None
    id: str = ""


@dataclass(slots=True)
class OldRegister:
    """What was read from a sheet: rows fit to be entered, and findings.

    ``rows`` pairs the sheet's row number (as Excel shows it) with the number.
    """

    sheet: str = ""
    rows: list[tuple[int, Taken]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def rejected(self) -> bool:
        """Whether any row has an error."""
        return has_errors(self.findings)


def _plain(value: object) -> str:
    """A heading for comparing: no marks, no case, no punctuation."""
    return " ".join(re.findall(r"\w+", fold_plain(str(value))))


def find_header(cells: Sequence[Sequence[Any]], layout: Layout) -> tuple[int, dict[str, int]]:
    """Index of the first row below the headings, and the column of each field."""
    names: dict[str, str] = {}
    for column in layout.columns:
        for header in (column.label, *column.headers):
            names.setdefault(_plain(header), column.field)
    names.pop("", None)
    best: tuple[int, dict[str, int]] = (0, {})
    for index, row in enumerate(cells[:_HEADER_ROWS]):
        columns: dict[str, int] = {}
        for position, value in enumerate(row):
            known = names.get(_plain(value))
            if known:
                columns.setdefault(known, position)
        numbered = "symbol" in columns or "number" in columns
        described = columns.keys() & {"date", "abstract", "type_and_abstract"}
        if numbered and described and len(columns) > len(best[1]):
            best = (index + 1, columns)
    return best


class SheetReader:
    """Reads the rows of one sheet; remembers the heading of the group it is in."""

    def __init__(self, sheet: SourceSheet, columns: dict[str, int], body: OldBody) -> None:
        self._sheet = sheet
        self._columns = columns
        self._body = replace(body, term=normalise_term(body.term))
        self._result = OldRegister(sheet.name)
        self._group_type: str | None = None
        self._seen: dict[tuple[Place, int], int] = {}
        self._types = {_plain(name): key for key, name in type_names().items()}

    def read(self, start: int) -> OldRegister:
        """The rows from an index on."""
        cells = self._sheet.rows
        for index in range(start, len(cells)):
            row = {
                name: cells[index][position] if position < len(cells[index]) else ""
                for name, position in self._columns.items()
            }
            filled = [clean(_as_text(v)) for v in cells[index] if clean(_as_text(v))]
            line = index + 1
            if self._troubled(line):
                continue
            if not filled or _is_column_numbers(filled):
                continue
            if len(filled) == 1 and parse_number(without_word(filled[0])) is None:
                self._group_type = self._types.get(_plain(filled[0]), self._group_type)
                continue
            self._read_row(line, row)
        return self._result

    def _read_row(self, line: int, row: dict[str, Any]) -> None:
        text = {name: clean(_as_text(value)) for name, value in row.items()}
        printed = without_word(text.get("symbol", "")).replace(" ", "")
        figure = text.get("number", "")
        if not printed and not figure:
            why = tr("Dòng không có số, không nhập: {noi_dung}").format(
                noi_dung=" · ".join(value for value in text.values() if value)[:80]
            )
            self._say(line, "SO-403", why)
            return
        parsed = parse_number(printed) if printed else None
        number = parsed.number if parsed else None
        if number is None and (figure or printed).isdecimal():
            number = int(figure or printed)
        if number is None or number < 1:
            why = tr("Không đọc được số: {so}").format(so=printed or figure)
            fix = tr("Ghi như trên văn bản, ví dụ 137-TB/ĐU.")
            self._say(line, "SO-404", why, fix, "symbol" if printed else "number")
            return
        day, problem = _read_date(row.get("date", ""))
        if problem is not None:
            self._say(line, problem.code, problem.why, problem.fix, "date")
            if day is None:
                return
        rules = self._rules(day)
        described = text.get("type_and_abstract") or text.get("abstract", "")
        type_key = self._type(text, described, parsed.type_symbol if parsed else "", rules)
        if type_key is None:
            why = tr("Không rõ tên loại văn bản của {so}.").format(so=printed or figure)
            fix = tr("Thêm cột Tên loại, hoặc ghi đủ số và ký hiệu.")
            self._say(line, "SO-405", why, fix)
            return
        symbol_of_body = "-".join(parsed.bodies) if parsed else self._body.symbol
        request = self._request(text, type_key, symbol_of_body, day, described, rules)
        if (other := text.get("body", "")) and fold_plain(other) != fold_plain(self._body.name):
            why = tr("Dòng này ghi cơ quan “{ten}”, khác {day}.").format(
                ten=other, day=self._body.name
            )
            fix = tr("Nếu là văn bản của cơ quan khác, tách ra tệp riêng và nhập với mã của họ.")
            self._say(line, "SO-406", why, fix, "body")
        note, reason = _cancellation(request.note, text.get("state", ""))
        request = replace(request, note=note)
        self._keep(line, request, number, printed if parsed else "", reason)

    def _keep(
        self, line: int, request: IssueRequest, number: int, printed: str, reason: str
    ) -> None:
        try:
            place = place_of(request)
            symbol = printed or printed_symbol(request, number)
        except ConventionError as error:
            self._say(line, "SO-407", error.what, error.fix or "")
            return
        first = self._seen.setdefault((place, number), line)
        if first != line:
            why = tr("{so} trùng số với dòng {dong}.").format(so=symbol, dong=first)
            fix = tr("So lại số trên hai văn bản giấy.")
            self._say(line, "SO-408", why, fix, "symbol")
            return
        self._remark(line, request, symbol)
        self._result.rows.append((line, Taken(request, number, symbol, reason)))

    def _remark(self, line: int, request: IssueRequest, symbol: str) -> None:
        """Findings that do not keep a row out."""
        day, years = request.document_date, term_years(request.term)
        if day is None:
            why = tr("{so} không có ngày văn bản.").format(so=symbol)
            self._say(line, "SO-409", why, field="date")
        elif years and not years[0] <= day.year <= years[1]:
            why = tr("{so} ghi ngày {ngay:%d/%m/%Y}, ngoài nhiệm kỳ {nhiem_ky}.").format(
                so=symbol, ngay=day, nhiem_ky=request.term
            )
            self._say(line, "SO-410", why, field="date")
        if request.body_symbol != self._body.symbol and not request.congress:
            why = tr("{so} mang ký hiệu cơ quan khác {ky_hieu}.").format(
                so=symbol, ky_hieu=self._body.symbol
            )
            fix = tr("Nếu là văn bản của cơ quan khác, tách ra tệp riêng và nhập với mã của họ.")
            self._say(line, "SO-406", why, fix, "symbol")

    def _request(
        self,
        text: dict[str, str],
        type_key: str,
        body_symbol: str,
        day: date | None,
        described: str,
        rules: RuleSet,
    ) -> IssueRequest:
        copies = text.get("copies", "")
        return IssueRequest(
            body_code=self._body.code,
            body_name=self._body.name,
            body_symbol=body_symbol,
            type_key=type_key,
            term=self._body.term,
            document_date=day,
            abstract=bare_abstract(described, type_key),
            recipients=text.get("recipients", ""),
            signer=text.get("signer", ""),
            keeper=text.get("keeper", ""),
            copies=int(copies) if copies.isdecimal() else None,
            note=text.get("note", ""),
            congress=body_symbol == rules.body_symbols.get("dai_hoi"),
            rules=rules,
            body_id=self._body.id,
        )

    def _rules(self, day: date | None) -> RuleSet:
        if self._body.rules is not None:
            return self._body.rules
        try:
            return rules_for(day or date.today())
        except NoRuleSet:
            # A paper older than every rule set: only the grouping of types matters.
            return rules_for(date.today())

    def _type(
        self, text: dict[str, str], described: str, printed: str, rules: RuleSet
    ) -> str | None:
        """The document type: by its column, its name before the abstract, or its symbol.

        A name that contradicts the symbol gives way to it.
        """
        candidates = [self._types.get(_plain(text.get("type_name", "")))]
        opening = _plain(described)
        longest_first = sorted(self._types.items(), key=lambda item: -len(item[0]))
        candidates += [key for name, key in longest_first if f"{opening} ".startswith(f"{name} ")]
        candidates.append(self._group_type)
        for key in candidates:
            if key and (not printed or rules.type_symbols.get(key) == printed):
                return key
        if not printed:
            return None
        return next((key for key, sign in rules.type_symbols.items() if sign == printed), None)

    def _troubled(self, line: int) -> bool:
        """Whether a cell of the row has no value for Excel either; told, the row is left out."""
        fix = tr("Mở tệp bằng Excel, gõ thẳng giá trị vào ô, lưu lại rồi chạy lại.")
        troubled = False
        for name in self._columns if self._sheet.troubles else ():
            trouble = self._sheet.troubles.get(self._cell(line, name))
            if trouble is None:
                continue
            troubled = True
            if trouble[0] == "error":
                why = tr("Công thức trong ô báo lỗi nên không có giá trị.")
                self._say(line, "KT-213", why, fix, name)
            else:
                why = tr("Ô có công thức chưa được Excel tính.")
                self._say(line, "KT-214", why, fix, name)
        return troubled

    def _say(self, line: int, code: str, why: str, fix: str = "", field: str = "") -> None:
        """Note a finding about a row, or about the cell of one of its fields."""
        read: object = ""
        if field in self._columns:
            row = self._sheet.rows[line - 1]
            at = self._columns[field]
            read = _as_text(row[at]) if at < len(row) else ""
        cell = self._cell(line, field)
        self._result.findings.append(found(code, self._sheet.name, cell, read, why, fix))

    def _cell(self, line: int, field: str) -> str:
        column = self._columns.get(field)
        return str(line) if column is None else f"{column_letter(column)}{line}"


def _as_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # Excel keeps every number as a fraction
    return str(value)


def _is_column_numbers(filled: Sequence[str]) -> bool:
    """The row ``(1) (2) (3) …`` under the headings."""
    figures = [value.strip("()") for value in filled]
    return len(figures) > 2 and figures == [str(i) for i in range(1, len(figures) + 1)]


def _read_date(value: Any) -> tuple[date | None, Problem | None]:
    """The date of a cell, ``None`` when empty or not a whole date; and what is to be said of it.

    A year of two figures is asked about, never guessed: old registers say "96".
    """
    text = clean(_as_text(value)) if isinstance(value, str) else ""
    fix = tr("Ghi đủ ngày/tháng/năm, ví dụ 05/12/2026.")
    if _DAY_MONTH.match(text):
        return None, Problem("KT-202", tr("Ngày {ngay} thiếu năm.").format(ngay=text), fix)
    in_words = _LONG_DATE.search(text)
    found = parse_date(in_words.group() if in_words else _DAY_WORD.sub("", text) or value)
    day = found.value.full() if found.value is not None else None
    if found.value is not None and day is None:
        why = tr("Ngày {ngay} chưa đủ ngày, tháng, năm.").format(ngay=found.value)
        return None, Problem("KT-202", why, fix)
    if day is None and found.problem is not None:
        why = tr("Không đọc được ngày {ngay}: {vi_sao}").format(
            ngay=clean(_as_text(value)), vi_sao=found.problem.why
        )
        return None, Problem(found.problem.code, why, fix)
    return day, found.problem


def _cancellation(note: str, state: str) -> tuple[str, str]:
    """The note left over, and the reason when the row says that the number is cancelled."""
    match = _CANCELLED.match(note)
    if match:
        return "", match["why"] or CANCELLED_WORD
    if _CANCELLED.match(state):
        return "", note or CANCELLED_WORD
    return note, ""
