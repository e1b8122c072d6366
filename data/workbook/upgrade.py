"""A workbook of an older giayto in today's shape (nâng cấp sổ): what it lacks is added.

Everything in it stays where it is, own columns included: a sheet it has not
got comes at the end, a column to the right of the last one, an item below the
last one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from openpyxl.utils.cell import column_index_from_string

from ...files.sheet_edit import EditableSheet, EditableWorkbook, lay_out
from ...files.sheet_edit.offer import offer
from ..models import SHEETS, Settings, Sheet
from ..models.fields import FieldSpec, fields_of
from ..models.source_map import column_letter
from .edit import SheetPlace, header_row
from .lists import LAST_ROW, not_in_list
from .sheet_names import LISTS_SHEET
from .style import Style, column_width, note_size
from .write import about, cell_value


@dataclass(slots=True)
class Added:
    """What was added to a workbook (những gì đã thêm): sheets, (sheet, column), items."""

    sheets: list[str] = field(default_factory=list)
    columns: list[tuple[str, str]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.sheets or self.columns or self.items)


def upgrade(book: EditableWorkbook, places: dict[str, SheetPlace]) -> Added:
    """Add to an open workbook whatever sheet, column or item it lacks.

    ``places`` are those of the workbook, and are kept up. Raises
    ``WorkbookUnreadable`` for a part that is damaged.
    """
    return _Upgrade(book, places).make()


class _Upgrade:
    def __init__(self, book: EditableWorkbook, places: dict[str, SheetPlace]) -> None:
        self._book = book
        self._places = places
        self._added = Added()
        style, styles = Style(), book.styles
        self._header = {
            required: styles.with_fill(
                styles.look(style.header_font, style.border, style.header_alignment, "@"), fill
            )
            for required, fill in ((True, style.required_fill), (False, style.header_fill))
        }

    def make(self) -> Added:
        for sheet in SHEETS:
            place = self._places.get(sheet.key)
            if place is None:
                self._sheet(sheet)
                continue
            missing = [s for s in fields_of(sheet.model) if s.attribute not in place.columns]
            if sheet.model is Settings:
                self._items(place, missing)
            else:
                self._columns(sheet, place, missing)
        return self._added

    def _sheet(self, sheet: Sheet) -> None:
        made = self._book.add_sheet(sheet.name)
        specs = fields_of(sheet.model)
        lay_out(
            made,
            [column_width(spec) for spec in specs],
            header_row=1,
            filter_ref=f"A1:{column_letter(len(specs) - 1)}2",
            shown=False,
        )
        place = self._places[sheet.key] = SheetPlace(sheet.name, {})
        for i, spec in enumerate(specs):
            self._column(made, place, spec, column_letter(i), header=1)
        self._added.sheets.append(sheet.name)

    def _columns(self, sheet: Sheet, place: SheetPlace, missing: list[FieldSpec]) -> None:
        if not missing:
            return
        edited = self._book.sheet(place.name)
        header = header_row(edited, sheet)
        free = edited.width + 1
        for i, spec in enumerate(missing):
            letter = column_letter(free - 1 + i)
            edited.set_width(letter, column_width(spec))
            self._column(edited, place, spec, letter, header=header)
            self._added.columns.append((place.name, spec.label))

    def _column(
        self, sheet: EditableSheet, place: SheetPlace, spec: FieldSpec, letter: str, *, header: int
    ) -> None:
        place.columns[spec.attribute] = letter
        address = f"{letter}{header}"
        sheet.set(
            address, spec.label + (" *" if spec.required else ""), self._header[spec.required]
        )
        if note := about(spec):
            self._book.add_notes(sheet, {address: note}, author="giayto", size=note_size)
        self._offer(sheet, spec, f"{letter}{header + 1}:{letter}{LAST_ROW}")

    def _items(self, place: SheetPlace, missing: list[FieldSpec]) -> None:
        edited = self._book.sheet(place.name)
        cells = list(place.columns.values())
        if not missing or not cells:
            return
        value = cells[0].rstrip("0123456789")
        item = column_letter(column_index_from_string(value) - 2)
        after = max(int(cell[len(value) :]) for cell in cells)
        rows = edited.free_rows((item, value), below=after)
        last = cells[-1].removeprefix(value)
        looks = {letter: edited.look(f"{letter}{last}") for letter in (item, value)}
        for spec in missing:
            row = next(rows)
            edited.set(f"{item}{row}", spec.label + (" *" if spec.required else ""), looks[item])
            edited.set(f"{value}{row}", cell_value(spec, spec.default), looks[value])
            edited.set(f"{column_letter(column_index_from_string(value))}{row}", about(spec))
            place.columns[spec.attribute] = f"{value}{row}"
            self._offer(edited, spec, f"{value}{row}")
            self._added.items.append(spec.label)

    def _offer(self, sheet: EditableSheet, spec: FieldSpec, cells: str) -> None:
        """Offer a field's choices, which are written into the hidden sheet of lists."""
        if not spec.choices or LISTS_SHEET not in self._book.sheet_names:
            return
        lists = self._book.sheet(LISTS_SHEET)
        letter = column_letter(lists.width)
        for row, choice in enumerate(spec.choices, start=1):
            lists.set(f"{letter}{row}", choice)
        source = f"{LISTS_SHEET}!${letter}$1:${letter}${len(spec.choices)}"
        offer(sheet, cells, source, not_in_list(spec))
