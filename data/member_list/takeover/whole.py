"""Taking member lists over into a workspace workbook (nhập danh sách vào sổ)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from ....errors import DataError, DataRejected, ListNotRecognised, UsageError, WorkbookUnreadable
from ....files.outputs import same_file
from ....files.scratch import scratch
from ....files.sheet_edit import EditableWorkbook
from ....findings import Finding, found, place_words
from ....i18n import tr
from ...models import SHEET_BY_KEY
from ...models.fields import fields_of
from ...models.order import in_book_order
from ...workbook.defaults import starting_dataset
from ...workbook.edit import (
    BACKUP,
    SheetPlace,
    WorkbookEditor,
    backup_name,
    beside,
    places_in,
    put_in_place,
    replace_workbook,
)
from ...workbook.read import read_workbook
from ...workbook.write import create_workbook
from ..read import read_member_list
from ..result import MemberList
from ..source import expanded
from .outcome import NotTaken, TakeOver
from .own_columns import OwnColumns
from .plan import plan_take_over
from .report_file import write_report
from .target import MEMBER, ORGANISATION, Target

OnConflict = Literal["keep", "take"]
_REPORT = "bao-cao-nhap"


def import_into_workspace(
    lists: Path | Iterable[Path], workbook_path: Path, *, on_conflict: OnConflict = "keep"
) -> TakeOver:
    """Take lists over into the workbook, which is made when it does not exist.

    ``lists`` are files, folders with lists in them, or names with ``*``.
    People are recognised by more than one fact: a number with the name or the
    birth, the name with the birth; whoever stays in doubt is added and asked
    about. New people and cells are added below the existing rows; blank cells
    of known people are filled; where list and workbook disagree the workbook's
    value stays (``"take"``: the list's is written) and the conflict is reported,
    as are two rows that disagree. What the workbook has no column for is kept
    right of its own, what cannot be read as it was typed. The lists are never
    changed; the workbook is copied beside itself first, and nothing in it
    changes but the cells written. A report on every row and column is left
    beside that copy.

    One list that cannot be read does not stop the others: it stands in
    ``not_taken``. Raises ``WorkbookUnreadable``, ``ListNotRecognised`` (when
    no list can be read), ``DataRejected`` (a workbook without the needed
    columns), ``UsageError`` (list and workbook are one file), ``CannotWrite``.
    """
    path = Path(workbook_path)
    named = [lists] if isinstance(lists, Path) else list(lists)
    result = TakeOver(path)
    read = _read_all(_files(named, path), result)
    with scratch() as folder:
        source, new = path, not path.exists()
        if new:
            source = folder / "du-lieu.xlsx"
            create_workbook(source, starting_dataset())
        elif path.suffix.lower() not in (".xlsx", ".xlsm"):
            raise WorkbookUnreadable(
                tr("Chỉ nhập được vào sổ kiểu .xlsx."),
                where=str(path),
                fix=tr("Mở sổ bằng Excel, lưu thành .xlsx rồi nhập lại."),
            )
        book = _edited(source, read, result, take=on_conflict == "take")
        if new:
            put_in_place(path, book.to_bytes() if book else source.read_bytes(), read=None)
        elif book is not None:
            result.backup = replace_workbook(path, book, backup_name(path, "nhap"))
    result.findings = in_book_order([*_list_findings(read), *result.findings])
    result.columns = [column for listed in read for column in listed.columns]
    result.report_file = beside(path, _REPORT, ".xlsx")
    write_report(result.report_file, result)
    return result


def _files(named: Sequence[Path], workbook: Path) -> list[Path]:
    """The lists meant; the workbook and what imports left beside it are none."""
    for folder in named:
        inside = folder / workbook.name
        if inside.is_file() and not same_file(workbook, inside):
            raise UsageError(
                tr("“{ten}” là một thư mục làm việc, không phải danh sách.").format(ten=folder),
                why=tr("Trong đó có sổ {so}; chưa rõ là nhập vào sổ ấy hay nhập từ sổ ấy.").format(
                    so=workbook.name
                ),
                fix=tr(
                    "Nhập danh sách vào sổ ấy: giayto nhap DANH-SÁCH -C {ten}. Lấy sổ ấy làm "
                    "danh sách: giayto nhap {tep}."
                ).format(ten=folder, tep=inside),
            )
    files = expanded(named)
    if any(same_file(workbook, file) for file in named):
        raise UsageError(
            tr("Danh sách và sổ là cùng một tệp."),
            where=str(workbook),
            fix=tr("Chọn tệp danh sách khác."),
        )
    ours = tuple(f"{workbook.stem}.{what}-" for what in (BACKUP, _REPORT))
    return [
        file
        for file in files
        if file in named or not (same_file(workbook, file) or file.name.startswith(ours))
    ]


def _read_all(files: Sequence[Path], result: TakeOver) -> list[MemberList]:
    read: list[MemberList] = []
    for file in files:
        try:
            read.append(read_member_list(file))
        except DataError as error:
            if len(files) == 1:
                raise
            result.not_taken.append(NotTaken(file, error))
    if not read:
        raise ListNotRecognised(
            tr("Không tệp nào trong {n} tệp có danh sách đảng viên đọc được.").format(n=len(files)),
            details=[
                f"{each.file.name}: {each.error.why or each.error.what}"
                for each in result.not_taken
            ],
            fix=tr("Nhập riêng một tệp để xem lý do."),
        )
    result.lists = [listed.file for listed in read]
    return read


def _edited(
    source: Path, read: Sequence[MemberList], result: TakeOver, *, take: bool
) -> EditableWorkbook | None:
    """The workbook with the lists in it; ``None`` when there is nothing to write."""
    book = EditableWorkbook(source)
    now = read_workbook(source)
    dataset, sheets = now.dataset, now.sheets
    places = places_in(dataset, sheets)
    _need_columns(source, places)
    editor = WorkbookEditor(book, places)
    members = SHEET_BY_KEY[MEMBER]
    own = OwnColumns.of(editor.sheet(MEMBER), sheets[MEMBER], members)
    target = Target(dataset, take, result, editor, own)
    plan_take_over(read, target)
    if target.edits.is_empty() and not own.cells:
        return None
    editor.apply(target.edits)
    own.write(editor.own_looks())
    result.findings += editor.findings
    if book.has_formulas():
        why = tr("Sổ có công thức; kết quả của chúng chưa được tính lại.")
        fix = tr("Mở sổ bằng Excel, lưu lại một lần.")
        result.findings.append(found("KT-815", "", why=why, fix=fix))
    return book


def _list_findings(read: Sequence[MemberList]) -> list[Finding]:
    """The findings on the lists; where there are several, each names its file."""
    if len(read) == 1:
        return read[0].findings
    return [
        replace(f, where=f"{listed.file}, {f.where or place_words(f.sheet, f.cell)}")
        for listed in read
        for f in listed.findings
    ]


def _need_columns(source: Path, places: dict[str, SheetPlace]) -> None:
    """Raise ``DataRejected`` where a sheet lacks the columns an import cannot do without."""
    for key, needed in ((MEMBER, ("full_name", "cell")), (ORGANISATION, ("code", "name"))):
        have = places[key].columns if key in places else {}
        if any(attribute not in have for attribute in needed):
            sheet = SHEET_BY_KEY[key]
            labels = [s.label for s in fields_of(sheet.model) if s.attribute in needed]
            raise DataRejected(
                tr("Sổ thiếu chỗ để nhập danh sách."),
                where=str(source),
                why=tr("Trang “{trang}” cần có các cột: {cot}.").format(
                    trang=sheet.name, cot=", ".join(labels)
                ),
                fix=tr("Chạy giayto kiem-tra để xem lỗi, hoặc tạo sổ mới."),
            )
