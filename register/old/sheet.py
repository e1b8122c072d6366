"""One sheet of an old register (một trang sổ cũ), row by row, with what its groups say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ...data.models.source_map import column_letter
from ...files.spreadsheet import SourceSheet
from ...findings import Finding
from ...i18n import tr
from ..series import clean, normalise_term
from .cells import CellReader
from .dates import year_said
from .drafts import Draft, LeftOut, OldBody
from .headings import HeadingFinder, Headings
from .kinds import by_name, types_named
from .numbers import parse_figure, parse_written
from .owner import body_named, is_own, rules_of
from .row import Row, as_cell_text
from .telling import Teller
from .understand import Context, RowReader
from .words import begins, plain, says, words

_TERM = re.compile(r"((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)")
# "Sổ đi đến ngày 30/6" is no register of what came in; "Sổ văn bản đến 2026" is.
_TO_A_DAY = re.compile(r"\bden(?= (?:(?:so|ngay|thang|het)\b|\d{1,2}\b))")


_LONGEST_BAND = 7
"""Words in the name of a group; more in the column of abstracts are an abstract."""


@dataclass(slots=True)
class SheetRead:
    """What a sheet gave (kết quả đọc một trang).

    ``table`` says whether it has headings. ``incoming`` is what says that it is
    a register of incoming papers, "" when it is not, ``certain`` whether that is
    a column. ``others`` are rows that bear another body's symbol, by that
    symbol. ``filled`` and ``numbered`` are rows that were not read: how many
    there are, and those with a number, in an incoming register one of the body's.
    ``elsewhere`` are rows without a symbol under the name of another body.
    """

    name: str
    table: bool = False
    incoming: str = ""
    certain: bool = False
    drafts: list[Draft] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    others: dict[str, list[int]] = field(default_factory=dict)
    elsewhere: dict[str, list[int]] = field(default_factory=dict)
    filled: int = 0
    numbered: list[int] = field(default_factory=list)


class SheetReader:
    """Walks over the rows of one sheet (người đọc trang); remembers its headings and group."""

    def __init__(
        self, sheet: SourceSheet, finder: HeadingFinder, body: OldBody, file_name: str
    ) -> None:
        self._sheet = sheet
        self._finder = finder
        self._body = body
        self._result = SheetRead(sheet.name)
        self._teller = Teller(sheet.name)
        self._reader = RowReader(sheet.name, body, self._teller)
        self._context = Context()
        self._titles = [file_name, sheet.name]
        self._rows = [list(row) for row in sheet.rows]
        self._merged_with: dict[tuple[int, int], int] = {}
        self._fill_merged()

    def read(self) -> SheetRead:
        """Everything on the sheet."""
        cells: CellReader | None = None
        index = 0
        while index < len(self._rows):
            headings = self._finder.at(self._rows, index, self._wide)
            if headings is not None:
                if cells is None:
                    self._begin(headings)
                cells = CellReader(self._sheet, headings, self._teller)
                index += headings.rows
                continue
            row = self._rows[index]
            index += 1
            filled = [text for value in row if (text := clean(as_cell_text(value)))]
            if not filled or _is_column_numbers(filled):
                continue
            if cells is None:
                self._title(filled, index)
            else:
                self._row(cells, row, index)
        return self._closed()

    def _closed(self) -> SheetRead:
        result, reader = self._result, self._reader
        if result.table and not self._sheet.visible:
            self._teller.sheet_says("KT-804", tr("Trang ẩn vẫn được nhập."))
        if result.table and (hidden := self._hidden_columns()):
            why = tr("Cột ẩn vẫn được đọc: {cot}.").format(cot=", ".join(hidden))
            self._teller.sheet_says("KT-804", why)
        self._teller.close()
        result.drafts, result.left_out = reader.drafts, reader.left_out
        result.others, result.elsewhere = reader.others, reader.elsewhere
        result.findings = self._teller.findings
        return result

    def _hidden_columns(self) -> list[str]:
        """The hidden columns that hold anything, by letter."""
        return [
            column_letter(at - 1)
            for at in sorted(self._sheet.hidden_columns)
            if any(len(row) >= at and row[at - 1] != "" for row in self._rows)
        ]

    def _begin(self, headings: Headings) -> None:
        """What the sheet as a whole says: its direction, term, year and type."""
        result, context = self._result, self._context
        result.table = True
        result.filled, result.numbered = 0, []
        file_name, sheet_name, *titles = self._titles
        # The sheet's own word counts for more than that of the file.
        texts = [sheet_name, " ".join(titles), file_name]
        told, told_by = next(((d, t) for t in texts if (d := direction_of(t))), ("", ""))
        heading = headings.incoming
        result.certain = bool(heading) and "incoming_number" in headings.columns
        if result.certain or told == "incoming" or (heading and told != "outgoing"):
            result.incoming = heading or told_by
        for text in self._titles:
            context.term = _term_in(text, self._body.term) or context.term
            context.year = year_said(text) or context.year
        rules = rules_of(self._body, None)
        # A file is called after the ward, the year, the clerk: only its sheets are called by type.
        named = (types_named(text, rules) for text in texts[:2])
        context.title_types = next((types for types in named if types), ())
        registers = (title for title in reversed(titles) if begins(plain(title), ["so"]))
        bodies = (body_named(text, self._body) for text in (sheet_name, *registers))
        context.elsewhere = next((name for name in bodies if name is not None), "")

    def _title(self, filled: Sequence[str], line: int) -> None:
        self._titles += filled
        self._result.filled += 1
        read = [parse_written(text) for text in filled]
        if any(r is not None and r.numbers and r.sign and r.bodies for r in read):
            self._result.numbered.append(line)

    def _row(self, cells: CellReader, values: list[Any], line: int) -> None:
        lines = self._teller.lines
        row = cells.row(values, line)
        own = row.own_texts()
        above = self._merged_with.get((line - 1, row.number_column()))
        if self._result.incoming:
            self._skipped(row, line)
        elif above is not None:
            self._reader.add_to(above + 1, row)
            lines["under"].append(line)
        elif len(own) == 1 and self._goes_on(own[0], row):
            self._reader.add_to(line - 1, row)
            lines["under"].append(line)
        elif len(own) == 1 and self._band(own[0], row, line):
            pass
        elif not row.has_content() and (figure := row.figure_only()) is not None:
            lines["only"].append(line)
            self._teller.numbers.add(figure)
        elif self._context.incoming or row.is_incoming():
            lines["incoming"].append(line)
        elif total := row.total():
            self._teller.not_a_paper(line, total)
        else:
            if line in self._sheet.hidden_rows:
                lines["hidden"].append(line)
            self._reader.take(row, cells, self._context)

    def _skipped(self, row: Row, line: int) -> None:
        """A row of incoming papers: counted, and whether it bears the body's own symbol."""
        self._result.filled += 1
        written = parse_written(row.text.get("symbol", ""))
        if written is not None and written.bodies and is_own(written.bodies, self._body):
            self._result.numbered.append(line)

    def _goes_on(self, text: str, row: Row) -> bool:
        """Whether a lone cell is the rest of the abstract above, which did not fit its cell."""
        return bool(row.described()) and text[:1].islower() and self._reader.knows(row.line - 1)

    def _band(self, text: str, row: Row, line: int) -> bool:
        """Whether a lone cell is the name of a group, a month, a term; it then counts below."""
        if row.described() and len(text.split()) > _LONGEST_BAND:
            return False  # an abstract whose number was forgotten
        body = body_named(text, self._body) if parse_written(text) is None else None
        named = body is not None or _is_group(text)
        if row.is_number_cell() and any(c.isdigit() for c in text) and not named:
            return False
        if parse_figure(text) is not None:
            return False
        context = self._context
        term = _term_in(text, self._body.term)
        year = year_said(text)
        types = types_named(text, rules_of(self._body, None))
        direction = direction_of(text)
        if term:
            context.term, context.types, context.year = term, (), None
        context.year = year or context.year
        if direction:
            context.incoming = direction == "incoming"
        if body is not None:
            context.elsewhere = body
        if types or _names_types(text):
            context.types = types
        known = term or year or types or direction or body is not None or _names_types(text)
        if not (known or _is_group(text)):
            self._teller.not_a_paper(line, text)
        return True

    def _fill_merged(self) -> None:
        """A merged cell counts for every row it spans."""
        for (top, left), (bottom, _right) in self._sheet.merged:
            if bottom <= top or top >= len(self._rows) or left >= len(self._rows[top]):
                continue
            value = self._rows[top][left]
            for index in range(top + 1, min(bottom + 1, len(self._rows))):
                row = self._rows[index]
                row += [""] * (left + 1 - len(row))
                row[left] = value
                self._merged_with[index, left] = top

    def _wide(self, index: int) -> list[Any]:
        """A row with cells merged to the right filled, as a heading above others is."""
        row = list(self._rows[index])
        for (top, left), (bottom, right) in self._sheet.merged:
            if top <= index <= bottom and right > left and left < len(row):
                row += [""] * (right + 1 - len(row))
                row[left : right + 1] = [row[left]] * (right + 1 - left)
        return row


def direction_of(text: str) -> str:
    """``incoming``, ``outgoing``, or "" when a title says neither, or both."""
    read = _TO_A_DAY.sub(" ", plain(text))
    cell, phrase = words("direction", "incoming_cell"), words("direction", "incoming")
    inward = read in cell or says(read, phrase)
    cell, phrase = words("direction", "outgoing_cell"), words("direction", "outgoing")
    outward = read in cell or says(read, phrase)
    return "" if inward == outward else "incoming" if inward else "outgoing"


def _term_in(text: str, body_term: str) -> str:
    """The term that a title speaks of; two years that are no term's length apart are none."""
    for match in _TERM.finditer(text):
        apart = int(match[2]) - int(match[1])
        known = normalise_term(body_term) == normalise_term(match[0])
        named = says(plain(text), words("band", "term"))
        if known or apart in (4, 5, 6) or (named and 0 < apart < 7):
            return normalise_term(match[0])
    return ""


def _names_types(text: str) -> bool:
    return any(by_name(part) for part in re.split(r"[,;/]|\bvà\b", text))


def _is_group(text: str) -> bool:
    read = plain(text)
    return bool(begins(read, words("band", "total"))) or says(read, words("band", "words"))


def _is_column_numbers(filled: Sequence[str]) -> bool:
    """The row ``(1) (2) (3) …`` under the headings."""
    figures = [value.strip("()") for value in filled]
    return len(figures) > 2 and figures == [str(i) for i in range(1, len(figures) + 1)]
