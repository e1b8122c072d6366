"""One sheet being edited (trang đang sửa): rows, cells, styles found and values put."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import (
    column_index_from_string,
    coordinate_to_tuple,
    get_column_letter,
    range_boundaries,
)

from . import order
from .cells import CellValue, holds_something, put, shown_text, sums_up
from .stretch import lift_ranges, stretch_own
from .xml import Element, child, local, namespace

_LAST_ROW = 1_048_576
# Something else that stands so close below a table belongs to it: its sums, a signature.
_ROOM = 50


class EditableSheet:
    """A sheet of an :class:`EditableWorkbook` (trang đang sửa). Rows and columns count from 1.

    ``part`` is its part in the package, ``root`` its XML. ``lost_formula`` tells
    whether a formula was written over.
    """

    def __init__(
        self, name: str, part: str, root: Element, shared: Callable[[], list[str]]
    ) -> None:
        self.name = name
        self.part = part
        self.root = root
        self.changed = False
        self.lost_formula = False
        self.stretched: list[tuple[int, int, bool]] = []
        self._shared = shared
        self._space = namespace(root)
        data = child(root, "sheetData")
        if data is None:
            data = etree.Element(self._space + "sheetData")
            order.insert(root, data, order.WORKSHEET)
        self._data = data
        self._rows = self._number_rows()
        self._last_row = max(self._rows, default=0)
        self._known_cells: dict[int, dict[int, Element]] = {}
        self._added: set[tuple[int, int]] = set()
        self._merged = self._merged_ranges()

    def row_texts(self, row: int) -> dict[str, str]:
        """The texts of a row by column letter, empty cells left out (a header row, say)."""
        texts = {}
        for column, cell in self._cells(row).items():
            text = shown_text(cell, self._shared())
            if text:
                texts[get_column_letter(column)] = text
        return texts

    def free_rows(self, columns: Iterable[str], below: int) -> Iterator[int]:
        """The rows under ``below`` with room for a record: nothing in these columns, none merged.

        Rows close above something else, sums or a signature, are left: new ones
        stand together, below it. Ends at the last row Excel has.
        """
        wanted = {column_index_from_string(letters) for letters in columns}
        filled = {c for c, cell in self._cells(below).items() if holds_something(cell)}
        taken = [
            (top, bottom)
            for left, top, right, bottom in self._merged
            if bottom > below and any(left <= column <= right for column in wanted)
        ]
        taken += [
            (row, row) for row in self._rows if row > below and self._stands(row, wanted, filled)
        ]
        start = below + 1
        for top, bottom in sorted(taken):
            if top - start >= _ROOM:
                yield from range(start, top)
            start = max(start, bottom + 1)
        yield from range(start, _LAST_ROW + 1)

    def _stands(self, row: int, wanted: set[int], filled: set[int]) -> bool:
        """Whether a row holds something of its own: in these columns, or beside them.

        What goes on from the row of data above, a formula filled down say, is none.
        """
        return any(
            column in wanted or column not in filled or sums_up(cell, get_column_letter(column))
            for column, cell in self._cells(row).items()
            if holds_something(cell)
        )

    def formulas(self) -> Iterator[tuple[int, int, Element]]:
        """Row, column and element of every formula that is written out."""
        for row in self._rows:
            for column, cell in self._cells(row).items():
                formula = child(cell, "f")
                if formula is not None and formula.text:
                    yield row, column, formula

    def is_covered(self, address: str) -> bool:
        """Whether a cell lies under a merged one, so that nobody sees its value."""
        row, column = coordinate_to_tuple(address)
        return any(
            left <= column <= right and top <= row <= bottom and (left, top) != (column, row)
            for left, top, right, bottom in self._merged
        )

    def cell_styles(self) -> Iterator[tuple[int, int, int]]:
        """Row, column and style of every cell."""
        for row in self._rows:
            for column, cell in self._cells(row).items():
                yield row, column, int(cell.get("s", "0"))

    def usual_style(self, column: str, rows: Iterable[int]) -> int:
        """The style most filled cells of a column have in these rows; 0 when they have none."""
        index = column_index_from_string(column)
        counts: Counter[int] = Counter()
        for row in rows:
            cell = self._cells(row).get(index)
            if cell is not None and holds_something(cell):
                counts[int(cell.get("s", "0"))] += 1
        return counts.most_common(1)[0][0] if counts else 0

    def style(self, address: str) -> int:
        """The style a cell has, itself or from its row; 0 when neither says."""
        row, column = coordinate_to_tuple(address)
        cell = self._cells(row).get(column)
        if cell is not None and cell.get("s", "0") != "0":
            return int(cell.get("s", "0"))
        element = self._rows.get(row)
        if element is not None and element.get("customFormat") in ("1", "true"):
            return int(element.get("s", "0"))
        return 0

    def look(self, address: str) -> int:
        """The style a cell is shown in: its own, its row's or its column's."""
        _, column = coordinate_to_tuple(address)
        return self.style(address) or self._column_styles.get(column, 0)

    def holds_formula(self, address: str) -> bool:
        """Whether a cell has a formula."""
        row, column = coordinate_to_tuple(address)
        cell = self._cells(row).get(column)
        return cell is not None and child(cell, "f") is not None

    def text_item(self, address: str) -> Element | int | None:
        """What holds a cell's text: its own element, or the number of a shared one."""
        row, column = coordinate_to_tuple(address)
        cell = self._cells(row).get(column)
        if cell is None or cell.get("t") not in ("s", "inlineStr"):
            return None
        if cell.get("t") == "inlineStr":
            return child(cell, "is")
        value = child(cell, "v")
        text = "" if value is None else value.text or ""
        return int(text) if text.isdecimal() else None

    def unmerge(self, ref: str) -> None:
        """Part a merged cell (``B3:B27``) into its cells; what they hold stays."""
        merged = child(self.root, "mergeCells")
        entries = [e for e in merged if e.get("ref") == ref] if merged is not None else []
        if merged is None or not entries:
            return
        for entry in entries:
            merged.remove(entry)
        merged.set("count", str(len(merged)))
        if not len(merged):
            self.root.remove(merged)
        self._merged = self._merged_ranges()
        self.changed = True

    def set(self, address: str, value: CellValue, style: int = 0) -> None:
        """Put a value into a cell; ``style`` counts only where cell and row have none.

        Raises ``ValueError`` for what a cell cannot hold.
        """
        own = self.style(address)
        cell = self._cell(address)
        self._let_go_of_formula(cell)
        put(cell, value)
        self.set_style(address, own or style)

    def set_style(self, address: str, style: int) -> None:
        """Give a cell this style."""
        cell = self._cell(address)
        if style:
            cell.set("s", str(style))
        self.changed = True

    def set_height(self, row: int, points: float) -> None:
        """Give a row this height."""
        element = self._row(row)
        element.set("ht", f"{points:g}")
        element.set("customHeight", "1")
        self.changed = True

    @property
    def width(self) -> int:
        """The number of the last column that holds something; 0 in an empty sheet."""
        filled = (
            column
            for row in self._rows
            for column, cell in self._cells(row).items()
            if holds_something(cell)
        )
        return max(filled, default=0)

    def set_width(self, column: str, characters: float) -> None:
        """Give a column its width; where several share one entry, they keep theirs."""
        number = column_index_from_string(column)
        columns = child(self.root, "cols")
        if columns is None:
            columns = etree.Element(self._space + "cols")
            order.insert(self.root, columns, order.WORKSHEET)
        for entry in columns:
            if local(entry) and int(entry.get("min", "1")) <= number <= int(entry.get("max", "1")):
                return
        entry = etree.Element(self._space + "col")
        for name, value in (("min", number), ("max", number), ("customWidth", 1)):
            entry.set(name, str(value))
        entry.set("width", f"{characters:g}")
        later = (e for e in columns if local(e) and int(e.get("min", "1")) > number)
        below = next(later, None)
        if below is None:
            columns.append(entry)
        else:
            below.addprevious(entry)
        self.changed = True

    def show(self, row: int) -> None:
        """Bring a hidden row to sight."""
        self._row(row).attrib.pop("hidden", "")

    def empty(self, row: int, columns: Iterable[str] | None = None) -> None:
        """Take everything out of a row; how it looks stays.

        Out of the cells in certain ``columns``, when given, with their looks and
        the row's.
        """
        cells = self._cells(row)
        numbers = list(cells) if columns is None else map(column_index_from_string, columns)
        for cell in [cells[number] for number in numbers if number in cells]:
            self._let_go_of_formula(cell)
            put(cell, None)
            if columns is not None:
                self._rows[row].remove(cell)
        if columns is not None and row in self._rows:
            self._known_cells.pop(row, None)
            for name in ("ht", "customHeight", "s", "customFormat"):
                self._rows[row].attrib.pop(name, "")
        self.changed = True

    def lift(self, first: int, sheet: str, new_first: int) -> None:
        """Let rules and lists that begin in row ``first`` of a sheet begin in ``new_first``.

        Those of this sheet, and its drop-downs that read from the sheet named.
        """
        if lift_ranges(self.root, first, new_first, own=sheet == self.name, sheet=sheet):
            self.changed = True

    def stretch(self, last: int, new_last: int, *, tables: bool = True) -> None:
        """Let what covered the rows down to ``last`` cover those down to ``new_last``.

        That is the filter, validations, conditional formats, the print area and
        (``tables``) tables. A range that ends above ``last`` leaves rows out on
        purpose and stays; the filter alone always grows.
        """
        if new_last > last:
            stretch_own(self.root, last, new_last)
            self.stretched.append((last, new_last, tables))
            self.changed = True

    def _number_rows(self) -> dict[int, Element]:
        """The rows by number; those that leave their number out (allowed) get it written."""
        rows: dict[int, Element] = {}
        number = 0
        for row in self._data:
            if local(row) != "row":
                continue
            number = int(row.get("r") or number + 1)
            row.set("r", str(number))
            rows[number] = row
        return rows

    def _cells(self, row: int) -> dict[int, Element]:
        """The cells of a row by column; those without an address get it written."""
        if row not in self._rows:
            return {}
        cells = self._known_cells.get(row)
        if cells is not None:
            return cells
        cells = self._known_cells[row] = {}
        column = 0
        for cell in self._rows[row]:
            if local(cell) != "c":
                continue
            letters = cell.get("r", "").rstrip("0123456789")
            column = column_index_from_string(letters) if letters else column + 1
            if not letters:
                cell.set("r", f"{get_column_letter(column)}{row}")
            cells[column] = cell
        return cells

    @cached_property
    def _column_styles(self) -> dict[int, int]:
        """The styles of whole columns, by column."""
        columns = child(self.root, "cols")
        return {
            number: int(entry.get("style", "0"))
            for entry in (columns if columns is not None else ())
            if local(entry) == "col" and entry.get("style")
            for number in range(int(entry.get("min", "1")), int(entry.get("max", "1")) + 1)
        }

    def _merged_ranges(self) -> list[tuple[int, int, int, int]]:
        merged = child(self.root, "mergeCells")
        found = []
        for entry in merged if merged is not None else ():
            left, top, right, bottom = range_boundaries(entry.get("ref", ""))
            if left and top and right and bottom:
                found.append((left, top, right, bottom))
        return found

    def _row(self, number: int) -> Element:
        row = self._rows.get(number)
        if row is not None:
            return row
        row = etree.Element(self._space + "row")
        row.set("r", str(number))
        if number > self._last_row:
            self._data.append(row)
            self._last_row = number
        else:
            below = min(n for n in self._rows if n > number)
            self._rows[below].addprevious(row)
        self._rows[number] = row
        return row

    def _cell(self, address: str) -> Element:
        number, column = coordinate_to_tuple(address)
        row = self._row(number)
        cells = self._cells(number)
        if column in cells:
            return cells[column]
        cell = etree.Element(self._space + "c")
        cell.set("r", address)
        right = [have for have in cells if have > column]
        if right:
            cells[min(right)].addprevious(cell)
        elif cells:
            cells[max(cells)].addnext(cell)
        else:
            row.insert(0, cell)
        cells[column] = cell
        # Only a hint for readers, and wrong now.
        row.attrib.pop("spans", "")
        self._added.add((number, column))
        return cell

    def finish(self) -> None:
        """Write down how far the sheet reaches now."""
        dimension = child(self.root, "dimension")
        if dimension is None or not self._added:
            return
        left, top, right, bottom = range_boundaries(dimension.get("ref", "A1"))
        rows = [top or 1, bottom or 1, *(row for row, _ in self._added)]
        columns = [left or 1, right or 1, *(column for _, column in self._added)]
        first = f"{get_column_letter(min(columns))}{min(rows)}"
        last = f"{get_column_letter(max(columns))}{max(rows)}"
        dimension.set("ref", f"{first}:{last}")

    def _let_go_of_formula(self, cell: Element) -> None:
        """Before a cell's formula goes, give the cells that share it their own."""
        formula = child(cell, "f")
        if formula is None:
            return
        self.lost_formula = True
        if formula.get("t") != "shared" or not formula.text:
            return
        origin = Translator("=" + formula.text, cell.get("r", ""))
        for row in self._rows:
            for other in self._cells(row).values():
                theirs = child(other, "f")
                if theirs is None or other is cell or theirs.get("si") != formula.get("si"):
                    continue
                theirs.text = origin.translate_formula(other.get("r", ""))[1:]
                for name in ("t", "si", "ref"):
                    theirs.attrib.pop(name, "")
