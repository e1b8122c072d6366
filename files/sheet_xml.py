"""XML of a sheet (phần XML của trang): what the fast reader does not tell, in one linear pass.

Error cells, formulas, hidden rows, struck letters, the cells of certain styles,
and how far away the last value stands. The XML is parsed, whatever way of
writing it: prefixes, the order of attributes, cells that do not say where they
stand.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat

CellTrouble = tuple[Literal["error", "formula"], str]
"""``("error", "#N/A")`` or ``("formula", "=A1+B1")``."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_OFF = ("0", "false")
# An array formula fills a block; of a larger one the first cell is named alone.
_MOST_OF_ARRAY = 10_000
# A cell as Excel and we ourselves write it, without formula or error; no group for any other.
_PLAIN_CELL = re.compile(
    rb'<c\b(?: r="([A-Z]{1,3}[0-9]{1,7})"(?: s="[0-9]+")?(?: t="(?:s|str|n|b|inlineStr)")?'
    rb"(?:/>|></c>|><is>|><v>[^<>&\s][^<>&]*</v></c>))?"
)
_MAIN = re.compile(rb"spreadsheetml/(?:2006/)?main")
_TELLING = (b"strike", b"hidden")
_LAST_COLUMN = 16_384
_LETTERS, _DIGITS = string.ascii_uppercase.encode(), string.digits.encode()

Span = tuple[tuple[int, int], tuple[int, int]]
"""((row, column), (row, column)) of merged cells, counted from 0, both ends included."""


@dataclass(slots=True)
class SheetScan:
    """What was found in a sheet's XML (kết quả quét). Rows and columns are counted from 1.

    ``formulas`` are the addresses of cells whose value a formula gives;
    ``styled`` the filled cells with one of the styles asked for; ``struck``
    cells with struck-out letters. ``last_row`` and ``last_column`` reach to the
    last value; ``last_cell`` is one that stands there. ``merged`` is filled for an
    .ods only, where the fast reader tells no merged cells.
    """

    troubles: dict[str, CellTrouble] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    styled: dict[str, str] = field(default_factory=dict)
    merged: list[Span] = field(default_factory=list)
    filled: int = 0
    last_row: int = 0
    last_column: int = 0
    last_cell: str = ""


class LocalNames(dict[str, str]):
    """Names of elements without their prefixes (tên không tiền tố), each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


def parser_without_entities() -> expat.XMLParserType:
    """A parser that raises ``ValueError`` at a document type: no entities, no bombs."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError("document type declaration")

    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    return parser


def column_number(letters: str) -> int:
    """``A`` is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is ``A``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(address: str) -> tuple[int, int]:
    """Row and column of a cell, counted from 0; ``ValueError`` for no address."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(address)
    return int(match[2]) - 1, column_number(match[1]) - 1


def scan_plain(xml: bytes) -> SheetScan | None:
    """The extent of a sheet in which there is nothing to tell but values, as most are.

    ``None`` for one that may say more or is written in any unusual way: it is
    for `scan_sheet`. Empty cells count as filled.
    """
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if start < 0 or end < start or any(xml.find(sign, start, end) >= 0 for sign in _TELLING):
        return None
    if xml.find(b"hidden", 0, start) >= 0:  # a column
        return None
    if _MAIN.search(xml, start, end):  # names with a prefix of their own
        return None
    cells = _PLAIN_CELL.findall(xml, start, end)
    if b"" in cells or len(_MAIN.findall(xml, 0, start)) != 1 or b"<!" in xml[:start]:
        return None
    if not cells:
        return SheetScan()
    columns = {cell.rstrip(_DIGITS).decode() for cell in cells}
    last = max({cell.lstrip(_LETTERS) for cell in cells}, key=int)
    return SheetScan(
        filled=len(cells),
        last_row=int(last),
        last_column=max(map(column_number, columns)),
        last_cell=max((cell for cell in cells if cell.endswith(last)), key=len).decode(),
    )


def scan_sheet(
    xml: bytes, styles: Collection[str] = (), struck_texts: Collection[str] = ()
) -> SheetScan:
    """Everything the XML of a sheet tells beside the values.

    ``styles`` are the numbers of the cell styles wanted, ``struck_texts`` those
    of the shared texts with struck-out letters. Raises ``ValueError`` for XML
    that is damaged or says impossible things.
    """
    return _Scanner(styles, struck_texts).scan(xml)


class _Scanner:
    """The pass itself: handlers for text are set only inside cells that need them."""

    def __init__(self, styles: Collection[str], struck_texts: Collection[str]) -> None:
        self.styles, self.struck_texts = styles, struck_texts
        self.found = SheetScan()
        self.local = LocalNames()
        self.parser = parser_without_entities()
        self.row = 0
        self.row_text = "0"
        self.letters: set[str] = set()
        self.columns: set[str] = set()
        self.cell: dict[str, str] = {}
        self.texts: list[str] = []
        self.formula: str | None = None
        self.value: str | None = None
        self.shared: dict[str, str] = {}
        self.share = self.array = ""

    def scan(self, xml: bytes) -> SheetScan:
        self.parser.StartElementHandler = self._starter()
        try:
            self.parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from None
        found = self.found
        found.last_column = max(map(column_number, self.columns), default=0)
        return found

    def _starter(self) -> Callable[[str, dict[str, str]], None]:
        # Most of the time of reading passes here: what an empty cell costs counts.
        local = self.local

        def start(name: str, given: dict[str, str]) -> None:
            kind = local[name]
            if kind == "c":
                if "r" not in given:
                    given["r"] = self._next_address()
                self.cell = given
            elif kind == "v" or kind == "is":
                self._fill()
            elif kind == "row":
                self._open_row(given)
            elif kind == "f":
                self._open_formula(given)
            elif kind == "col" and given.get("hidden", "0") not in _OFF:
                last = min(int(given["max"]), _LAST_COLUMN)
                self.found.hidden_columns.update(range(int(given["min"]), last + 1))
            elif kind == "strike" and self.cell and given.get("val", "1") not in _OFF:
                self.found.struck.add(self._address())

        return start

    def _open_row(self, given: dict[str, str]) -> None:
        number = given.get("r")
        self.row = self.row + 1 if number is None else int(number)
        self.row_text = str(self.row)
        self.cell = {}
        if given.get("hidden", "0") not in _OFF:
            self.found.hidden_rows.add(self.row)

    def _open_formula(self, given: dict[str, str]) -> None:
        if self.cell:
            self.found.formulas.add(self._address())
            self._listen()
            self.share = given.get("si", "") if given.get("t") == "shared" else ""
            self.array = given.get("ref", "") if given.get("t") in ("array", "dataTable") else ""

    def _next_address(self) -> str:
        """The cell after the last one of its row, as one that does not say where it stands."""
        before = _ADDRESS.fullmatch(self.cell.get("r", ""))
        return column_letters(column_number(before[1]) + 1 if before else 1) + self.row_text

    def _address(self) -> str:
        """The address of the present cell as we write it.

        The row it names counts, not the one it stands in.
        """
        address = self.cell.get("r", "")
        if address.endswith(self.row_text) and address[: -len(self.row_text)] in self.letters:
            return address
        match = _ADDRESS.fullmatch(address.strip().replace("$", "").upper())
        if match is None:
            raise ValueError(f"address {address[:20]}")
        self.row, self.row_text = int(match[2]), str(int(match[2]))
        self.letters.add(match[1])
        self.cell["r"] = address = match[1] + self.row_text
        return address

    def _fill(self) -> None:
        found, cell = self.found, self._address()
        found.filled += 1
        letters = cell[: -len(self.row_text)]
        if letters not in self.columns:
            self.columns.add(letters)
            found.last_cell = cell
        if self.row > found.last_row:
            found.last_row = self.row
            found.last_cell = cell
        style = self.cell.get("s", "")
        if style in self.styles:
            found.styled[cell] = style
        kind = self.cell.get("t")
        if kind == "e" or (kind == "s" and self.struck_texts):
            self._listen()
        self.texts.clear()

    def _listen(self) -> None:
        self.texts.clear()
        if self.parser.EndElementHandler is None:
            self.formula = self.value = None
            self.share = self.array = ""
            self.parser.CharacterDataHandler = self.texts.append
            self.parser.EndElementHandler = self.end

    def end(self, name: str) -> None:
        kind = self.local[name]
        if kind == "f":
            self.formula = "".join(self.texts)
        elif kind in ("v", "is"):
            self.value = "".join(self.texts).strip()
        elif kind == "c":
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
            self._tell()
        self.texts.clear()

    def _tell(self) -> None:
        """What the cell that has just ended has to say."""
        cell, kind, troubles = self._address(), self.cell.get("t"), self.found.troubles
        if self.share and self.formula:
            self.shared[self.share] = self.formula
        if kind == "e" and self.value is not None:
            troubles[cell] = ("error", self.value)
        elif self.formula is not None and not self._computed():
            told = "=" + (self.formula or self.shared.get(self.share, ""))
            troubles[cell] = ("formula", told)
            self._tell_array(told)
        elif kind == "s" and self.value in self.struck_texts:
            self.found.struck.add(cell)

    def _computed(self) -> bool:
        """Whether a formula's value is there; an empty text is one."""
        return bool(self.value) or (self.value is not None and self.cell.get("t") == "str")

    def _tell_array(self, told: str) -> None:
        """The cells an array formula never filled hold no formula of their own."""
        block = _RANGE.fullmatch(self.array)
        if block is None or block[3] is None:
            return
        left, right = column_number(block[1]), column_number(block[3])
        top, bottom = int(block[2]), int(block[4])
        if (right - left + 1) * (bottom - top + 1) <= _MOST_OF_ARRAY:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    address = f"{column_letters(column)}{row}"
                    self.found.troubles.setdefault(address, ("formula", told))
