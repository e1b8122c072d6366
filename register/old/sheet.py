"""One sheet of an old register (một trang sổ cũ), row by row, with what its groups say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...data.models.source_map import column_letter
from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..audit_words import number_list
from ..series import clean, normalise_term, term_years
from .dates import year_said
from .drafts import Draft, LeftOut, OldBody
from .headings import HeadingFinder, Headings
from .kinds import types_named
from .numbers import parse_figure, parse_written
from .row import Row, RowReader, as_cell_text
from .words import begins, plain, says, words

_TERM = re.compile(r"((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)")
_TO_A_DAY = re.compile(r"\bden(?= (?:so |ngay |thang |nam |het )?\d)")


@dataclass(slots=True)
class SheetRead:
    """What a sheet gave (kết quả đọc một trang).

    ``table`` says whether it has headings. ``incoming`` is why it is taken for
    a register of incoming papers, "" when it is not; ``others`` are rows that
    bear another body's symbol, by that symbol.
    """

    name: str
    table: bool = False
    incoming: str = ""
    certain: bool = False
    drafts: list[Draft] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    others: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    filled: int = 0
    numbered: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Said:
    """What titles and groups above a row say of it."""

    term: str = ""
    year: int | None = None
    incoming: bool = False
    types: tuple[str, ...] = ()
    title_types: tuple[str, ...] = ()


class SheetReader:
    """Walks over the rows of one sheet; remembers the headings and the group it is in."""

    def __init__(
        self, sheet: SourceSheet, finder: HeadingFinder, body: OldBody, file_name: str
    ) -> None:
        self._sheet = sheet
        self._finder = finder
        self._body = body
        self._result = SheetRead(sheet.name)
        self._rows = [list(row) for row in sheet.rows]
        self._under: dict[tuple[int, int], int] = {}
        self._said = _Said()
        self._titles = [file_name, sheet.name]
        self._lines: dict[str, list[int]] = defaultdict(list)
        self._numbers: list[int] = []
        self._fill_merged()

    def read(self) -> SheetRead:
        """Everything on the sheet."""
        reader: RowReader | None = None
        index = 0
        while index < len(self._rows):
            headings = self._finder.at(self._rows, index, self._wide(index))
            if headings is not None:
                if reader is None:
                    self._begin(headings)
                reader = RowReader(self._sheet, headings, self._body, self._result, reader)
                index += headings.rows
                continue
            row = self._rows[index]
            index += 1
            filled = [text for value in row if (text := clean(as_cell_text(value)))]
            if not filled or _is_column_numbers(filled):
                continue
            if reader is None:
                self._title(filled, index)
            else:
                self._row(reader, row, filled, index)
        if reader is not None:
            reader.close()
        self._tell()
        return self._result

    def _begin(self, headings: Headings) -> None:
        """What the sheet as a whole says: its direction, term, year and type."""
        self._result.table = True
        texts = [self._sheet.name, " ".join(self._titles[2:]), self._titles[0]]
        told = next((d for text in texts if (d := direction_of(text))), "")
        heading = headings.incoming
        if "incoming_number" in headings.columns and heading:
            self._result.incoming, self._result.certain = heading, True
        elif told == "incoming" or (heading and told != "outgoing"):
            self._result.incoming = heading or next(t for t in texts if direction_of(t))
        for text in self._titles:
            self._said.term = _term_in(text, self._body.term) or self._said.term
            self._said.year = year_said(text) or self._said.year
        rules = RowReader.rules_of(self._body, None)
        # A file is called after the ward, the year, the clerk: only its sheets are called by type.
        for text in texts[:2]:
            self._said.title_types = self._said.title_types or types_named(text, rules)

    def _title(self, filled: Sequence[str], line: int) -> None:
        self._titles += filled
        self._result.filled += 1
        read = [parse_written(text) for text in filled]
        if any(r is not None and r.numbers and r.sign and r.bodies for r in read):
            self._result.numbered.append(line)

    def _row(self, reader: RowReader, row: list[Any], filled: list[str], line: int) -> None:
        if self._result.incoming:
            self._result.filled += 1
            reader.look(row)
            return
        parts = reader.parts(row, line)
        own = parts.own_texts()
        if len(own) == 1 and self._band(own[0], parts, line):
            return
        if not parts.has_content() and parts.figure_only():
            self._lines["only"].append(line)
            self._numbers.append(parts.figure_only() or 0)
            return
        if self._said.incoming or reader.is_incoming(parts):
            self._lines["incoming"].append(line)
            return
        if total := parts.total():
            self._say(line, "SO-403", tr("Dòng không có số, không nhập: {noi_dung}"), total)
            return
        if (above := self._under.get((line - 1, parts.number_column()))) is not None:
            reader.add_to(above + 1, parts)
            self._lines["under"].append(line)
            return
        if line in self._sheet.hidden_rows:
            self._lines["hidden"].append(line)
        said = self._said
        reader.take(parts, said.term, said.year, said.types, said.title_types)

    def _band(self, text: str, parts: Row, line: int) -> bool:
        """Whether a lone cell is the name of a group, a month, a term; it then counts below."""
        if parts.is_number_cell() and any(c.isdigit() for c in text) and not _is_group(text):
            return False
        if parse_figure(text) is not None:
            return False
        rules = RowReader.rules_of(self._body, None)
        term = _term_in(text, self._body.term)
        year, types = year_said(text), types_named(text, rules)
        direction = direction_of(text)
        if term:
            self._said.term = term
            self._said.types = ()
        self._said.year = year or (None if term else self._said.year)
        if direction:
            self._said.incoming = direction == "incoming"
        if types or _names_types(text):
            self._said.types = types
        if not (term or year or types or direction or _is_group(text)):
            self._say(line, "SO-403", tr("Dòng không có số, không nhập: {noi_dung}"), text)
        return True

    def _tell(self) -> None:
        name, lines = self._sheet.name, self._lines
        if lines["only"]:
            why = tr("Dòng {dong} chỉ có số ({so}), không có gì khác: không nhập.").format(
                dong=line_list(lines["only"]), so=number_list(sorted(set(self._numbers)))
            )
            fix = tr("Số đã giữ cho văn bản nào thì ghi “số chờ” vào Ghi chú rồi nhập lại.")
            cell = _range(lines["only"])
            self._result.findings.append(found("SO-431", name, cell, "", why, fix))
        if lines["incoming"]:
            why = tr("Dòng {dong} là văn bản đến: không nhập.").format(
                dong=line_list(lines["incoming"])
            )
            self._result.findings.append(found("SO-422", name, "", "", why))
        if lines["under"]:
            why = tr("Dòng {dong} chung ô số với dòng trên: ghi chung vào một số.").format(
                dong=line_list(lines["under"])
            )
            self._result.findings.append(found("SO-435", name, "", "", why))
        if lines["hidden"]:
            why = tr("Dòng ẩn vẫn được nhập: {dong}.").format(dong=line_list(lines["hidden"]))
            self._result.findings.append(found("KT-804", name, "", "", why))
        if self._result.table and not self._sheet.visible:
            self._result.findings.append(
                found("KT-804", name, "", "", tr("Trang ẩn vẫn được nhập."))
            )

    def _say(self, line: int, code: str, why: str, text: str) -> None:
        told = why.format(noi_dung=text[:80])
        self._result.findings.append(found(code, self._sheet.name, str(line), "", told))

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
                self._under[index, left] = top

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
    inward = read in words("direction", "incoming_cell") or says(
        read, words("direction", "incoming")
    )
    outward = read in words("direction", "outgoing_cell") or says(
        read, words("direction", "outgoing")
    )
    return "" if inward == outward else "incoming" if inward else "outgoing"


def line_list(lines: Sequence[int]) -> str:
    """Rows in short: ``5, 7-9``."""
    return re.sub(r"\b0(?=\d)", "", number_list(sorted(set(lines))))


def _range(lines: Sequence[int]) -> str:
    return str(lines[0]) if len(lines) == 1 else ""


def _term_in(text: str, body_term: str) -> str:
    """The term that a title speaks of; two years that are no term's length apart are none."""
    for match in _TERM.finditer(text):
        years = int(match[1]), int(match[2])
        known = normalise_term(body_term) == normalise_term(match[0])
        named = says(plain(text), ["nhiem ky", "khoa", "nk"])
        if known or (years[1] - years[0] in (4, 5, 6)) or (named and 0 < years[1] - years[0] < 7):
            return normalise_term(match[0])
    return ""


def _names_types(text: str) -> bool:
    from .kinds import by_name

    return any(by_name(part) for part in re.split(r"[,;/]|\bvà\b", text))


def _is_group(text: str) -> bool:
    read = plain(text)
    total = begins(read, words("band", "total"))
    return bool(total) or says(read, words("band", "words"))


def _is_column_numbers(filled: Sequence[str]) -> bool:
    """The row ``(1) (2) (3) …`` under the headings."""
    figures = [value.strip("()") for value in filled]
    return len(figures) > 2 and figures == [str(i) for i in range(1, len(figures) + 1)]
