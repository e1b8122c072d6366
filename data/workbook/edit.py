"""Changing a workspace workbook in place (sửa sổ tại chỗ), keeping all a clerk put into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from openpyxl.styles import Alignment, PatternFill

from ...errors import CannotWrite, DataRejected, GiaytoError
from ...files.held import refuse_held
from ...files.outputs import free_name
from ...files.sheet_edit import EditableSheet, EditableWorkbook, Formula
from ...files.spreadsheet import SourceSheet
from ...files.whole import discard, staged, writing
from ...findings import Finding, found
from ...i18n import tr
from ..models import SHEET_BY_KEY, SHEETS, Dataset, Sheet
from ..models.fields import FieldSpec, fields_of
from .example_row import differs_from_example, is_example
from .headers import HeaderIndex
from .read import read_workbook, records_of
from .style import TEXT_FORMAT, Style, note_size, number_format
from .write import cell_value

BACKUP = "truoc-khi"
"""What the names of backups beside a workbook say."""

_SUGGESTED_COLOUR = "FFF2CC"
_SUGGESTED = PatternFill("solid", start_color=_SUGGESTED_COLOUR)
# A column's look is taken from so many of its last rows.
_LOOKED_AT = 50
# The example stands right below the header, which may have a title above it.
_EXAMPLE_ABOVE = 25
_HEADER_AMONG = 40


def backup_name(path: Path, before: str) -> Path:
    """The name of a copy beside the workbook, by the work it is made before (bản sao)."""
    return beside(path, f"{BACKUP}-{before}", path.suffix)


def replace_workbook(path: Path, book: EditableWorkbook, kept: Path) -> Path:
    """Put an edited workbook in its place (thay sổ), once it is kept as it was read; where.

    The copy is for its owner alone, under this name or the next that is free.
    Raises :class:`CannotWrite` as `put_in_place`; then nothing is left behind.
    """
    content, kept = book.to_bytes(), free_name(kept)
    with writing(kept, private=True, replace=False, durable=True) as file:
        file.write(book.original)
    try:
        put_in_place(path, content, read=book.original)
    except GiaytoError:
        discard(str(kept))
        raise
    return kept


def put_in_place(path: Path, content: bytes, *, read: bytes | None) -> None:
    """Write a workbook, unless another program has it open or has saved it meanwhile.

    ``read`` is what was read there, ``None`` where nothing stood. One on a share
    may stand here as a link, which stays one. Raises :class:`CannotWrite`.
    """
    refuse_held(path)
    target = path.resolve()
    with staged(target, content, durable=True, replace=read is not None):
        # By content: whoever saves within the second leaves size and time as they were.
        if read is not None and target.read_bytes() != read:
            raise CannotWrite(
                tr("Sổ vừa được lưu từ chương trình khác trong lúc chương trình đang làm."),
                where=str(path),
                why=tr("Ghi tiếp thì mất những gì vừa lưu, nên sổ được giữ nguyên."),
                fix=tr("Đóng sổ trong chương trình khác, rồi gõ lại lệnh."),
            )


def beside(path: Path, what: str, suffix: str) -> Path:
    """A name beside the workbook, with the time, that no file has yet (tên tệp bên cạnh sổ)."""
    stamp = dt.datetime.now().strftime("%Y%m%d-%H%M%S")
    return free_name(path.with_name(f"{path.stem}.{what}-{stamp}{suffix}"))


@dataclass(slots=True)
class WorkbookEdits:
    """What is to be written into a workbook (các sửa đổi).

    ``cells`` holds (sheet key, address, attribute, value); ``rows`` holds,
    for each sheet key, (row number, values by attribute) of new rows; ``hints``
    maps (sheet key, row, attribute) to a note that marks a value as suggested.
    """

    cells: list[tuple[str, str, str, Any]] = field(default_factory=list)
    rows: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    hints: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.cells and not self.rows and not self.hints


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where a sheet stands in the file: its real name, the column of each attribute.

    ``rows`` are the rows that hold its records.
    """

    name: str
    columns: dict[str, str]
    rows: tuple[int, ...] = ()


def places_in(dataset: Dataset, sheets: Mapping[str, SourceSheet]) -> dict[str, SheetPlace]:
    """Where each sheet of a workbook stands, by its key (vị trí các trang)."""
    return {
        s.key: SheetPlace(
            sheets[s.key].name,
            dataset.source.columns.get(s.key, {}),
            tuple(record.row for record in records_of(dataset, s)),
        )
        for s in SHEETS
        if s.key in sheets
    }


def header_row(edited: EditableSheet, sheet: Sheet) -> int:
    """The row with most of the sheet's headers (dòng tiêu đề)."""
    index = HeaderIndex(fields_of(sheet.model))

    def known(row: int) -> int:
        return sum(index.match(text) is not None for text in edited.row_texts(row).values())

    return max(range(1, _HEADER_AMONG), key=known)


class WorkbookEditor:
    """Puts edits into an open workbook (người sửa sổ); all else in it stays as it is.

    ``findings`` tell of new rows that do not follow the data, and of formulas
    that leave them out.
    """

    def __init__(self, book: EditableWorkbook, places: dict[str, SheetPlace]) -> None:
        self._book = book
        self._places = places
        self._style = Style()
        self._looks: dict[tuple[str, str], int] = {}
        self.findings: list[Finding] = []

    def sheet(self, key: str) -> EditableSheet:
        """The sheet of this key."""
        return self._book.sheet(self._places[key].name)

    def free_rows(self, key: str) -> Iterator[int]:
        """The rows in which records can be put, those below the data.

        Where there are none yet, that of the example is the first; it goes when
        one is put there (`apply`).
        """
        place, example = self._places[key], self._example(key)
        header = header_row(self.sheet(key), SHEET_BY_KEY[key])
        below = max([header, example, *place.rows])
        return chain(
            [example] if example and not place.rows else [],
            self.sheet(key).free_rows(place.columns.values(), below),
        )

    def below(
        self, key: str, rows: Iterable[dict[str, Any]]
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """New rows with the row number each gets below the data (dòng mới dưới bảng).

        Raises ``DataRejected`` where there is no room below.
        """
        free = self.free_rows(key)
        for values in rows:
            number = next(free, None)
            if number is None:
                raise DataRejected(
                    tr("Dưới bảng không còn dòng trống nào, có thể do ô gộp kéo đến cuối trang."),
                    where=self._places[key].name,
                    fix=tr("Bỏ gộp ô ở dưới bảng rồi chạy lại."),
                )
            yield number, values

    def _example(self, key: str) -> int:
        """The example row of a sheet, 0 for none or one into which somebody typed data."""
        place, sheet = self._places[key], self.sheet(key)
        specs = fields_of(SHEET_BY_KEY[key].model)
        for row in range(1, min([*place.rows, _EXAMPLE_ABOVE])):
            texts = sheet.row_texts(row)
            values: dict[str, object] = {a: texts.get(c, "") for a, c in place.columns.items()}
            marked = is_example(next(iter(texts.values()), ""))
            if marked and not differs_from_example(values, specs):
                return row
        return 0

    def _drop_example(self, key: str, rows: Collection[int]) -> None:
        """Empty the example row where data are to come; rules and drop-downs begin there then."""
        place, example = self._places[key], self._example(key)
        if example in rows:
            self.sheet(key).empty(example, place.columns.values())
            for name in self._book.sheet_names:
                self._book.sheet(name).lift(example + 1, place.name, example)

    def apply(self, edits: WorkbookEdits) -> None:
        """Put the edits in. Raises ``DataRejected`` for a text no cell can hold."""
        specs = {sheet.key: {s.attribute: s for s in fields_of(sheet.model)} for sheet in SHEETS}
        for key, address, attribute, value in edits.cells:
            self._put(key, address, specs[key][attribute], value)
        for key, rows in edits.rows.items():
            columns = self._places[key].columns
            self._drop_example(key, [number for number, _ in rows])
            for number, values in rows:
                self.sheet(key).show(number)
                for attribute, value in values.items():
                    if attribute in columns:
                        address = f"{columns[attribute]}{number}"
                        self._put(key, address, specs[key][attribute], value)
            self._stretch(key, [number for number, _ in rows])
        self._mark_hints(edits.hints)

    def own_looks(self) -> tuple[int, int]:
        """The styles of a header and of a cell in columns that are no fields of ours."""
        style, styles = self._style, self._book.styles
        wrapped = Alignment(vertical="top", wrap_text=True)
        centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
        header = styles.look(style.bold, style.border, centred, TEXT_FORMAT)
        return header, styles.look(style.font, style.border, wrapped, TEXT_FORMAT)

    def _put(self, key: str, address: str, spec: FieldSpec, value: Any) -> None:
        written = value if isinstance(value, Formula) else cell_value(spec, value)
        sheet = self.sheet(key)
        try:
            sheet.set(address, written, self._look(key, address, spec))
        except ValueError:
            raise DataRejected(
                tr("Giá trị của cột “{cot}” quá dài, không ghi được vào một ô Excel.").format(
                    cot=spec.label
                ),
                where=f"{sheet.name} {address}",
                fix=tr("Rút ngắn ô này trong danh sách rồi nhập lại."),
            ) from None

    def _look(self, key: str, address: str, spec: FieldSpec) -> int:
        """The style the column has; our own where it has none, or only that of suggestions."""
        known = self._looks.get((key, spec.attribute))
        if known is not None:
            return known
        column = address.rstrip("0123456789")
        look = self.sheet(key).usual_style(column, self._places[key].rows[-_LOOKED_AT:])
        if not look or self._book.styles.fill_colour(look) == _SUGGESTED_COLOUR:
            style = self._style
            look = self._book.styles.look(
                style.font, style.border, style.alignment(spec), number_format(spec)
            )
        self._looks[key, spec.attribute] = look
        return look

    def _stretch(self, key: str, new_rows: list[int]) -> None:
        place = self._places[key]
        last = max(place.rows, default=min(new_rows) - 1)
        together = new_rows == list(range(last + 1, last + 1 + len(new_rows)))
        self.sheet(key).stretch(last, max(new_rows), tables=together)
        if not place.rows or max(new_rows) <= last:
            return
        if not together:
            why = tr("Dưới dòng {cuoi} có sẵn nội dung khác; dòng mới nằm dưới đó, từ dòng {dau}.")
            why = why.format(cuoi=last, dau=min(new_rows))
            fix = tr("Muốn liền bảng thì dùng Excel chuyển các dòng ấy xuống dưới dòng mới.")
            self.findings.append(found("KT-140", place.name, str(min(new_rows)), why=why, fix=fix))
        left = self._book.follow(place.name, min(place.rows), last, max(new_rows))
        for name, cell in left:
            why = tr("Công thức chỉ tính đến dòng {cuoi}, chưa tính các dòng mới bên dưới.")
            fix = tr("Mở sổ bằng Excel, sửa vùng của công thức này.")
            told = why.format(cuoi=last)
            self.findings.append(found("KT-141", name, cell, why=told, fix=fix))

    def _mark_hints(self, hints: dict[tuple[str, int, str], str]) -> None:
        notes: dict[str, dict[str, str]] = {}
        marked = cache(lambda style: self._book.styles.with_fill(style, _SUGGESTED))
        for (key, row, attribute), note in hints.items():
            letter = self._places[key].columns.get(attribute)
            if letter is not None:
                address = f"{letter}{row}"
                sheet = self.sheet(key)
                sheet.set_style(address, marked(sheet.style(address)))
                notes.setdefault(key, {})[address] = note
        for key, texts in notes.items():
            self._book.add_notes(self.sheet(key), texts, author="giayto", size=note_size)


class OpenWorkbook:
    """A workbook read to be written into (sổ đang sửa): its data, its places, who edits it.

    Raises :class:`CannotWrite` where another program has it open, :class:`WorkbookUnreadable`.
    """

    def __init__(self, path: Path) -> None:
        refuse_held(path)
        self.path = path
        self._book = EditableWorkbook(path)
        read = read_workbook(path)
        self.dataset = read.dataset
        self.places = places_in(read.dataset, read.sheets)
        self.editor = WorkbookEditor(self._book, self.places)

    def write(self, edits: WorkbookEdits, before: str) -> Path:
        """Put the edits in; where the workbook is kept as it was read, see `backup_name`.

        Raises what `WorkbookEditor.apply` and `replace_workbook` do.
        """
        self.editor.apply(edits)
        return replace_workbook(self.path, self._book, backup_name(self.path, before))
