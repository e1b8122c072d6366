"""Taking over an old register from Excel (nhập sổ cũ), with a finding for every doubtful row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook

from ..conventions.numbering import parse_number
from ..conventions.ruleset import RuleSet, rules_for
from ..conventions.spelling import fold, fold_plain
from ..data.cells.dates import parse_date
from ..data.cells.reading import Problem
from ..errors import ConventionError, ListNotRecognised, NoRuleSet, SheetMissing, WorkbookUnreadable
from ..files.faults import os_reason
from ..i18n import tr
from .columns import CANCELLED_WORD, Layout
from .entries import Entry, IssueRequest, Query, Taken
from .findings import Finding, Level
from .printed import Place, bare_abstract, place_of, printed_symbol, type_names, without_word
from .series import clean, normalise_term, term_years

if TYPE_CHECKING:
    from .book import Register

_HEADER_ROWS = 15
_MANY_ROWS = 200_000

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

    rows: list[tuple[int, Taken]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def rejected(self) -> bool:
        """Whether any row has an error."""
        return any(finding.level is Level.ERROR for finding in self.findings)


def read_old_register(
    path: Path, body: OldBody, layout: Layout, *, sheet: str | None = None
) -> OldRegister:
    """Read an outgoing register kept in Excel (.xlsx, .xls, .ods).

    The heading row is found by the column names; ``sheet=None`` takes the
    first sheet that has one. Nothing is written.

    Raises `WorkbookUnreadable`, `SheetMissing`, and `ListNotRecognised` when no
    sheet has a column of numbers beside a date or an abstract.
    """
    for name, cells in _sheets(path, sheet):
        start, columns = _find_header(cells, layout)
        if columns:
            return _Reader(name, columns, body).read(cells, start)
    raise ListNotRecognised(
        tr("Không nhận ra sổ văn bản trong tệp."),
        where=str(path),
        why=tr("Không thấy dòng tên cột có Số và ký hiệu cùng với Ngày hoặc Trích yếu."),
        fix=tr("Đặt tên cột như trong sổ xuất ra bằng giayto so xuat, hoặc chỉ đúng trang tính."),
    )


def compare(register: Register, old: OldRegister, *, identified: bool = False) -> OldRegister:
    """What is left to enter: rows the register has already are noted or refused.

    ``identified`` says that the body has an identity, or gets one with its
    first number: a row of no identity is then its own only under its name.
    """
    result = OldRegister(findings=list(old.findings))
    known: dict[tuple[str, str], dict[Place, dict[int, Entry]]] = {}
    for line, taken in old.rows:
        place = place_of(taken.request)
        body_term = (place.body_code, place.term)
        if body_term not in known:
            rows = register.find(Query(body_code=place.body_code, term=place.term))
            own = [row for row in rows if _may_be_own(row, taken.request, identified)]
            known[body_term] = _by_place(own, place.body_id)
        present = known[body_term].get(place, {}).get(taken.number)
        if present is None:
            result.rows.append((line, taken))
        elif present.symbol == taken.symbol and present.abstract == bare_abstract(
            taken.request.abstract, taken.request.type_key
        ):
            what = tr("{so} đã có trong sổ, bỏ qua.").format(so=present.symbol)
            result.findings.append(Finding(Level.NOTE, "known", _at(line), what))
        else:
            what = tr("{so} trong sổ là văn bản khác: {trich_yeu}").format(
                so=present.symbol, trich_yeu=present.abstract or "…"
            )
            fix = tr("So lại số trên văn bản giấy; số đã cấp không ghi đè được.")
            result.findings.append(
                Finding(Level.ERROR, "taken", _at(line), what, fix, (present.id,))
            )
    return result


def _may_be_own(row: Entry, request: IssueRequest, identified: bool) -> bool:
    """Whether a row under a body's code is this body's, see `compare`."""
    same_name = fold(row.body_name) == fold(clean(request.body_name))
    if row.body_id:
        return row.body_id == request.body_id or (not identified and same_name)
    return not identified or same_name


def _by_place(rows: Iterable[Entry], body_id: str) -> dict[Place, dict[int, Entry]]:
    """The rows by place and number, unclaimed ones among the body's own."""
    found: dict[Place, dict[int, Entry]] = {}
    for entry in rows:
        place = Place(entry.body_code, entry.term, entry.series, body_id)
        found.setdefault(place, {})[entry.number] = entry
    return found


def _sheets(path: Path, wanted: str | None) -> Iterable[tuple[str, list[list[Any]]]]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        if wanted is not None and wanted not in book.sheet_names:
            raise SheetMissing(
                tr("Tệp không có trang tính {ten}.").format(ten=wanted),
                where=str(path),
                details=[tr("Các trang tính: {ten}").format(ten=", ".join(book.sheet_names))],
            )
        for name in [wanted] if wanted else book.sheet_names:
            yield name, book.get_sheet_by_name(name).to_python(nrows=_MANY_ROWS)
    except (CalamineError, OSError) as error:
        raise WorkbookUnreadable(
            tr("Không đọc được tệp Excel."),
            where=str(path),
            why=os_reason(error) if isinstance(error, OSError) else tr("Tệp đã hỏng."),
            fix=tr("Mở bằng Excel, lưu lại dạng .xlsx rồi thử lại."),
        ) from error


def _plain(value: object) -> str:
    """A heading for comparing: no marks, no case, no punctuation."""
    return " ".join(re.findall(r"\w+", fold_plain(str(value))))


def _find_header(cells: Sequence[Sequence[Any]], layout: Layout) -> tuple[int, dict[str, int]]:
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


class _Reader:
    """Reads the rows of one sheet; remembers the heading of the group it is in."""

    def __init__(self, sheet: str, columns: dict[str, int], body: OldBody) -> None:
        self._sheet = sheet
        self._columns = columns
        self._body = replace(body, term=normalise_term(body.term))
        self._result = OldRegister()
        self._group_type: str | None = None
        self._seen: dict[tuple[Place, int], int] = {}
        self._types = {_plain(name): key for key, name in type_names().items()}

    def read(self, cells: Sequence[Sequence[Any]], start: int) -> OldRegister:
        for index in range(start, len(cells)):
            row = {
                name: cells[index][position] if position < len(cells[index]) else ""
                for name, position in self._columns.items()
            }
            filled = [clean(_as_text(v)) for v in cells[index] if clean(_as_text(v))]
            line = index + 1
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
            what = tr("Dòng không có số, không nhập: {noi_dung}").format(
                noi_dung=" · ".join(value for value in text.values() if value)[:80]
            )
            self._say(line, Level.WARNING, "no-number", what)
            return
        parsed = parse_number(printed) if printed else None
        number = parsed.number if parsed else None
        if number is None and (figure or printed).isdecimal():
            number = int(figure or printed)
        if number is None or number < 1:
            what = tr("Không đọc được số: {so}").format(so=printed or figure)
            fix = tr("Ghi như trên văn bản, ví dụ 137-TB/ĐU.")
            self._say(line, Level.ERROR, "bad-number", what, fix)
            return
        day, problem = _read_date(row.get("date", ""))
        if problem is not None:
            level = Level.ERROR if day is None else Level.NOTE
            self._say(line, level, "bad-date" if day is None else "date", problem.why, problem.fix)
            if day is None:
                return
        rules = self._rules(day)
        described = text.get("type_and_abstract") or text.get("abstract", "")
        type_key = self._type(text, described, parsed.type_symbol if parsed else "", rules)
        if type_key is None:
            what = tr("Không rõ tên loại văn bản của {so}.").format(so=printed or figure)
            fix = tr("Thêm cột Tên loại, hoặc ghi đủ số và ký hiệu.")
            self._say(line, Level.ERROR, "no-type", what, fix)
            return
        symbol_of_body = "-".join(parsed.bodies) if parsed else self._body.symbol
        request = self._request(text, type_key, symbol_of_body, day, described, rules)
        if (other := text.get("body", "")) and fold_plain(other) != fold_plain(self._body.name):
            what = tr("Dòng này ghi cơ quan “{ten}”, khác {day}.").format(
                ten=other, day=self._body.name
            )
            fix = tr("Nếu là văn bản của cơ quan khác, tách ra tệp riêng và nhập với mã của họ.")
            self._say(line, Level.WARNING, "other-body", what, fix)
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
            self._say(line, Level.ERROR, "bad-type", error.what, error.fix or "")
            return
        first = self._seen.setdefault((place, number), line)
        if first != line:
            what = tr("{so} trùng số với dòng {dong}.").format(so=symbol, dong=first)
            fix = tr("So lại số trên hai văn bản giấy.")
            self._say(line, Level.ERROR, "double", what, fix)
            return
        self._remark(line, request, symbol)
        self._result.rows.append((line, Taken(request, number, symbol, reason)))

    def _remark(self, line: int, request: IssueRequest, symbol: str) -> None:
        """Findings that do not keep a row out."""
        day, years = request.document_date, term_years(request.term)
        if day is None:
            what = tr("{so} không có ngày văn bản.").format(so=symbol)
            self._say(line, Level.WARNING, "no-date", what)
        elif years and not years[0] <= day.year <= years[1]:
            what = tr("{so} ghi ngày {ngay:%d/%m/%Y}, ngoài nhiệm kỳ {nhiem_ky}.").format(
                so=symbol, ngay=day, nhiem_ky=request.term
            )
            self._say(line, Level.WARNING, "outside-term", what)
        if request.body_symbol != self._body.symbol and not request.congress:
            what = tr("{so} mang ký hiệu cơ quan khác {ky_hieu}.").format(
                so=symbol, ky_hieu=self._body.symbol
            )
            fix = tr("Nếu là văn bản của cơ quan khác, tách ra tệp riêng và nhập với mã của họ.")
            self._say(line, Level.WARNING, "other-body", what, fix)

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

    def _say(self, line: int, level: Level, kind: str, what: str, fix: str = "") -> None:
        self._result.findings.append(Finding(level, kind, _at(line, self._sheet), what, fix))


def _at(line: int, sheet: str = "") -> str:
    where = tr("dòng {dong}").format(dong=line)
    return f"{sheet}, {where}" if sheet else where


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
