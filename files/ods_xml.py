"""XML of an .ods (phần XML của .ods): what the fast reader does not tell, in one linear pass.

LibreOffice writes one cell or row and how often it repeats; formulas, errors
and looks stand in attributes. The XML is parsed, whatever its prefixes.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from .sheet_looks import SheetLooks
from .sheet_xml import LocalNames, SheetScan, column_letters, parser_without_entities

# A filled cell never repeats so often in a real table.
_MOST_COLUMNS, _MOST_ROWS, _MOST_ALIKE = 1_000, 20_000, 1_000_000
_ERROR = re.compile(r"Err:\d{3}|#[A-Z/0]+[!?]?")
_VALUES = ("value", "string-value", "date-value", "time-value", "boolean-value")
_CELLS = ("table-cell", "covered-table-cell")

Looked = tuple[SheetScan, SheetLooks]


class RepeatsWildlyError(ValueError):
    """Filled cells repeat far beyond any real table (lặp lại quá nhiều)."""


def scan_ods(xml: bytes) -> dict[str, Looked]:
    """What is found in each table of ``content.xml``, by its name.

    Raises ``ValueError`` for damaged XML, ``RepeatsWildlyError`` for filled cells
    that repeat without end.
    """
    return _Scanner().scan(xml)


class _Scanner:
    def __init__(self) -> None:
        self.found: dict[str, Looked] = {}
        self.local = LocalNames()
        self.here, self.looks = SheetScan(), SheetLooks()
        self.row = self.column = self.wide = 0
        self.rows = self.columns = 1
        self.filled_row = False
        self.style = ""
        self.struck: set[str] = set()
        self.colours: dict[str, str] = {}
        self.given: dict[str, str] = {}
        self.texts: list[str] = []
        self.note: list[str] | None = None
        self.author: list[str] | None = None
        self.spans: set[str] = set()
        self.inside = 0
        self.parser = parser_without_entities()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def scan(self, xml: bytes) -> dict[str, Looked]:
        try:
            self.parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from None
        return self.found

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = self.local[name]
        if kind == "p":
            (self.texts if self.note is None else self.note).append("\n")
            return
        given = {self.local[key]: value for key, value in attributes.items()}
        if kind in _CELLS:
            self._open_cell(given, is_error="error" in attributes.values())
        elif kind == "table-row":
            self._open_row(given)
        elif kind == "table-column":
            last = self.wide + int(given.get("number-columns-repeated", "1"))
            if given.get("visibility", "visible") != "visible":
                self.here.hidden_columns.update(range(self.wide + 1, min(last, 1024) + 1))
            self.wide = last
        elif kind == "table" and not self.inside:
            self.wide = 0
            self.here, self.looks = SheetScan(), SheetLooks()
            self.found.setdefault(given.get("name", ""), (self.here, self.looks))
            self.row, self.rows = 0, 1
        elif kind == "annotation":
            self.note, self.author = [], []
        elif kind == "span":
            self.spans.add(given.get("style-name", ""))
        elif kind == "style":
            self.style = given.get("name", "")
        elif kind == "text-properties":
            if given.get("text-line-through-style", "none") != "none":
                self.struck.add(self.style)
        elif kind == "table-cell-properties":
            colour = given.get("background-color", "transparent")
            if colour.startswith("#"):
                self.colours[self.style] = colour[1:].upper()

    def _open_cell(self, given: dict[str, str], *, is_error: bool) -> None:
        self.given = given
        # calcext:value-type="error" stands beside office:value-type="string".
        given["error"] = "error" if is_error else ""
        self.columns = int(given.get("number-columns-repeated", "1"))
        self.inside += 1
        self.texts, self.spans = [], set()
        self.note = self.author = None
        down, across = (int(given.get(f"number-{w}-spanned", "1")) for w in ("rows", "columns"))
        if down > 1 or across > 1:
            top, left = self.row - 1, self.column - 1
            self.here.merged.append(((top, left), (top + down - 1, left + across - 1)))

    def _open_row(self, given: dict[str, str]) -> None:
        self.row += self.rows
        self.rows = int(given.get("number-rows-repeated", "1"))
        self.column, self.filled_row = 1, False
        if given.get("visibility", "visible") != "visible" and self.rows <= _MOST_ROWS:
            self.here.hidden_rows.update(range(self.row, self.row + self.rows))

    def text(self, text: str) -> None:
        if self.inside:
            (self.texts if self.note is None else self.note).append(text)

    def end(self, name: str) -> None:
        kind = self.local[name]
        if kind in _CELLS:
            self.inside -= 1
            self._cell()
            self.column += self.columns
        elif kind == "annotation":
            said = " ".join("".join(self.note or ()).split())
            who = " ".join("".join(self.author or ()).split())
            if said:
                self.looks.notes[f"{column_letters(self.column)}{self.row}"] = (who, said)
            self.note = None
        elif kind == "creator" and self.note is not None:
            self.author, self.note = self.note, []
        elif kind == "date" and self.note is not None:
            self.note = []
        elif kind == "table-row" and self.filled_row:
            if self.rows > _MOST_ROWS:
                raise RepeatsWildlyError
            self.here.last_row = max(self.here.last_row, self.row + self.rows - 1)

    def _cell(self) -> None:
        given, here = self.given, self.here
        formula = given.get("formula")
        computed = bool(self.texts) or any(given.get(key) for key in _VALUES)
        if not computed and formula is None:
            return
        if self.columns > _MOST_COLUMNS or self.columns * self.rows > _MOST_ALIKE:
            raise RepeatsWildlyError
        self.filled_row = True
        last = self.column + self.columns - 1
        if last > here.last_column or self.row > here.last_row:
            here.last_cell = f"{column_letters(self.column)}{self.row}"
        here.last_column = max(here.last_column, last)
        here.filled += self.columns * self.rows
        shown = "".join(self.texts).strip()
        style = given.get("style-name", "")
        plain = given.get("value-type") != "percentage" and not given["error"] and formula is None
        if plain and style not in self.colours and not (self.spans | {style}) & self.struck:
            return
        for row in range(self.row, self.row + min(self.rows, _MOST_ROWS)):
            for column in range(self.column, last + 1):
                self._tell(f"{column_letters(column)}{row}", formula, shown, computed)

    def _tell(self, cell: str, formula: str | None, shown: str, computed: bool) -> None:
        given, here, looks = self.given, self.here, self.looks
        style = given.get("style-name", "")
        if style in self.struck or self.spans & self.struck:
            looks.struck.add(cell)
        if style in self.colours:
            looks.coloured[cell] = self.colours[style]
        if given.get("value-type") == "percentage":
            looks.percent.add(cell)
        if formula is not None:
            here.formulas.add(cell)
        if given["error"] or (formula is not None and _ERROR.fullmatch(shown)):
            here.troubles[cell] = ("error", shown)
        elif not computed and given.get("value-type") != "string":
            here.troubles[cell] = ("formula", "=" + (formula or "").partition("=")[2])
