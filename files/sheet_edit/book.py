"""A workbook being edited (sổ đang sửa): its sheets, styles and formulas as one package."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...errors import WorkbookUnreadable
from ...i18n import tr
from ..kinds import read_workbook_bytes
from ..refusals import unreadable
from . import order
from .cells import plain_text
from .follow import Growth, follow_elsewhere, follow_in_names, follow_on_sheet
from .notes import NoteSize, add_notes
from .package import Package
from .sheet import EditableSheet
from .sheet_list import add_part, enter, strike, unselect
from .stretch import stretch_names, stretch_table
from .styles import EMPTY, StyleTable
from .xml import Element, child, local, namespace, parse, serialise

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SELECTED = re.compile(rb"""tabSelected\s*=\s*["'](?:1|true)""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


class EditableWorkbook:
    """A workbook opened for editing (sổ đang sửa): .xlsx or .xlsm, loose or strict.

    Nothing is written to disk; :meth:`to_bytes` gives the changed workbook, in
    which every part that needed no change is the same byte for byte;
    ``original`` is what was read. Raises
    ``WorkbookUnreadable`` for a file of another kind, protected by a password
    or damaged.
    """

    def __init__(self, path: Path) -> None:
        content = read_workbook_bytes(path)
        if not content.startswith(b"PK"):
            raise _not_editable(path)
        self._path = path
        self.original = content
        with self._damage_told():
            self._package = Package(content)
            relation = self._package.related("", "officeDocument")
            if relation is None or relation.part.endswith(".bin"):
                raise _not_editable(path)
            self._part = relation.part
            self._type = relation.type.rpartition("/")[0]
            self._root = parse(self._package.read(self._part))
            self._sheet_parts = self._find_sheets()
        self._sheets: dict[str, EditableSheet] = {}
        self._relisted = False
        self._styles: StyleTable | None = None
        self._texts: list[str] | None = None
        self._items: list[Element] = []

    @property
    def sheet_names(self) -> list[str]:
        """The names of the sheets with cells, in order; chart sheets are left out."""
        return list(self._sheet_parts)

    def sheet(self, name: str) -> EditableSheet:
        """The sheet of this name. Raises ``KeyError``, ``WorkbookUnreadable``."""
        if name not in self._sheets:
            part = self._sheet_parts[name]
            with self._damage_told():
                root = parse(self._package.read(part))
                self._sheets[name] = EditableSheet(name, part, root, self._shared_texts)
        return self._sheets[name]

    def add_sheet(self, name: str, *, first: bool = False) -> EditableSheet:
        """A new empty sheet at the end, or in front and shown when the workbook opens.

        Raises ``ValueError`` when the name is taken, ``WorkbookUnreadable``.
        """
        if name in self._order:
            raise ValueError(name)
        with self._damage_told():
            part, root = add_part(self._package, self._part, self._root, self._type)
            enter(self._root, name, self._package, self._part, part, first=first)
            self._order.insert(0 if first else len(self._order), name)
            self._sheet_parts = self._find_sheets()
            if first:
                self._unselect_others(name)
        sheet = self._sheets[name] = EditableSheet(name, part, root, self._shared_texts)
        sheet.changed = self._relisted = True
        return sheet

    def _unselect_others(self, name: str) -> None:
        for other, part in self._sheet_parts.items():
            if other != name and _SELECTED.search(self._package.read(part)):
                unselect(self.sheet(other).root)
                self.sheet(other).changed = True

    def remove_sheet(self, name: str) -> None:
        """Take a sheet out. Raises ``KeyError`` when there is none of this name."""
        part = self._sheet_parts.pop(name)
        with self._damage_told():
            strike(self._root, name)
            self._package.remove(part, self._part)
        self._order.remove(name)
        self._sheets.pop(name, None)
        self._relisted = True

    @property
    def styles(self) -> StyleTable:
        """The cell styles. Raises ``WorkbookUnreadable``."""
        if self._styles is None:
            relation = self._package.related(self._part, "styles")
            content = self._package.read(relation.part) if relation else EMPTY
            with self._damage_told():
                self._styles = StyleTable(content)
        return self._styles

    def has_formulas(self) -> bool:
        """Whether any sheet holds a formula."""
        return any(_FORMULA.search(self._package.read(part)) for part in self._sheet_parts.values())

    def add_notes(
        self, sheet: EditableSheet, notes: dict[str, str], *, author: str, size: NoteSize
    ) -> None:
        """Put notes on cells of a sheet, by address; a cell that has one keeps its own.

        ``size`` gives width and height in pixels for a text.
        """
        with self._damage_told():
            add_notes(self._package, sheet, notes, author, size)
        sheet.changed = True

    def follow(self, name: str, first: int, last: int, new_last: int) -> list[tuple[str, str]]:
        """Let formulas, names, charts and pivot tables follow a table which grew.

        Those that referred to its rows ``first`` to ``last`` refer to those down to
        ``new_last``. Gives sheet and cell of formulas that stand in the way of
        their own range, and were left.
        """
        growth, left = Growth(name, first, last, new_last), []
        with self._damage_told():
            for other, part in self._sheet_parts.items():
                if growth.concerns(self._package.read(part)):
                    left += [(other, cell) for cell in follow_on_sheet(self.sheet(other), growth)]
            self._relisted |= follow_in_names(self._root, growth)
            follow_elsewhere(self._package, growth)
        return left

    def to_bytes(self) -> bytes:
        """The workbook as it stands now. Formulas are computed anew when Excel opens it."""
        with self._damage_told():
            changed = [sheet for sheet in self._sheets.values() if sheet.changed]
            rewritten = [self._relisted, *(self._write_sheet(sheet) for sheet in changed)]
            if any(sheet.lost_formula for sheet in changed):
                self._drop_calculation_order()
            if changed and self.has_formulas():
                self._ask_for_calculation()
                rewritten.append(True)
            if any(rewritten):
                self._package.write(self._part, serialise(self._root))
            self._save_styles()
            return self._package.to_bytes()

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, zipfile.BadZipFile) as error:
            why = tr("Phần bên trong của sổ không đúng kiểu Excel nên không sửa tại chỗ được.")
            fix = tr("Mở sổ bằng Excel, lưu lại một lần rồi chạy lại.")
            raise unreadable(self._path, why, fix) from error

    def _find_sheets(self) -> dict[str, str]:
        """The part of each sheet with cells, by name; ``_order`` has the names of all sheets."""
        parts = {r.id: r.part for r in self._package.relations(self._part) if r.kind == "worksheet"}
        sheets = child(self._root, "sheets")
        if sheets is None:
            raise ValueError("no list of sheets")
        self._order = [entry.get("name", "") for entry in sheets if local(entry)]
        found = {}
        for entry in sheets:
            for name, value in entry.items():
                if str(name).endswith("}id") and str(value) in parts:
                    found[entry.get("name", "")] = parts[str(value)]
        return found

    def holds_runs(self, sheet: EditableSheet, address: str) -> bool:
        """Whether letters of a cell differ in look (struck through, say): a new value loses it."""
        item = sheet.text_item(address)
        if isinstance(item, int):
            self._shared_texts()
            item = self._items[item] if item < len(self._items) else None
        return item is not None and any(local(part) == "r" for part in item)

    def _shared_texts(self) -> list[str]:
        if self._texts is None:
            relation = self._package.related(self._part, "sharedStrings")
            items = parse(self._package.read(relation.part)) if relation else ()
            self._items = [item for item in items if local(item) == "si"]
            self._texts = [plain_text(item) for item in self._items]
        return self._texts

    def _write_sheet(self, sheet: EditableSheet) -> bool:
        """Write a sheet, its tables and its names; whether the workbook part changed."""
        sheet.finish()
        self._package.write(sheet.part, serialise(sheet.root))
        changed = False
        for last, new_last, tables in sheet.stretched:
            index = self._order.index(sheet.name)
            changed = stretch_names(self._root, index, last, new_last) or changed
            for relation in self._package.relations(sheet.part) if tables else ():
                if relation.kind == "table":
                    table = parse(self._package.read(relation.part))
                    if stretch_table(table, last, new_last):
                        self._package.write(relation.part, serialise(table))
        sheet.stretched.clear()
        return changed

    def _drop_calculation_order(self) -> None:
        # It names each cell with a formula; Excel calls a workbook damaged where one is gone,
        # and makes the part anew when it is absent.
        relation = self._package.related(self._part, "calcChain")
        if relation is not None:
            self._package.remove(relation.part, self._part)

    def _ask_for_calculation(self) -> None:
        calculation: Element | None = child(self._root, "calcPr")
        if calculation is None:
            calculation = self._root.makeelement(namespace(self._root) + "calcPr")
            order.insert(self._root, calculation, order.WORKBOOK)
        calculation.set("fullCalcOnLoad", "1")

    def _save_styles(self) -> None:
        if self._styles is None or not self._styles.changed:
            return
        relation = self._package.related(self._part, "styles")
        if relation is not None:
            self._package.write(relation.part, self._styles.to_bytes())
        else:
            part = self._package.free_name("xl/styles{}.xml")
            self._package.add(part, self._styles.to_bytes(), _STYLES_TYPE)
            self._package.relate(self._part, f"{self._type}/styles", part)


def _not_editable(path: Path) -> WorkbookUnreadable:
    return WorkbookUnreadable(
        tr("Chỉ ghi được vào sổ kiểu .xlsx."),
        where=str(path),
        why=tr("Bên trong, tệp này là sổ kiểu khác (.xls, .xlsb, .ods)."),
        fix=tr("Mở sổ bằng Excel, lưu thành .xlsx rồi gõ lại lệnh."),
    )
