"""Taking a member list over into a workspace workbook (nhập danh sách vào sổ)."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from ...conventions.spelling import fold
from ...errors import DataRejected, UsageError, WorkbookUnreadable
from ...files.outputs import same_file
from ...files.sheet_edit import EditableWorkbook
from ...files.spreadsheet import read_book
from ...files.whole import writing
from ...findings import found
from ...i18n import tr
from ..models import SHEETS, Dataset
from ..models.fields import fields_of
from ..models.order import in_book_order
from ..workbook.defaults import starting_dataset
from ..workbook.edit import SheetPlace, WorkbookEditor, back_up
from ..workbook.read import read_workbook, records_of
from ..workbook.sheet_names import match_sheets
from ..workbook.write import create_workbook
from .read import MemberList, read_member_list
from .takeover_plan import TakeOver, TakeOverPlan

OnConflict = Literal["keep", "take"]
_MEMBER, _ORGANISATION = "dang_vien", "to_chuc"


def import_into_workspace(
    list_path: Path, workbook_path: Path, *, on_conflict: OnConflict = "keep"
) -> TakeOver:
    """Take the list over into the workbook, which is made when it does not exist.

    People are recognised by card, identity number, code, or name and birth.
    New people and cells are added below the existing rows; blank cells of
    known people are filled; where list and workbook disagree the workbook's
    value stays (``"take"``: the list's is written) and the conflict is
    reported. The list is never changed; the workbook is copied beside itself
    first, and nothing in it changes but the cells written. Raises
    ``WorkbookUnreadable``, ``ListNotRecognised``, ``DataRejected`` (a workbook
    without the needed columns), ``UsageError`` (list and workbook are one
    file), ``CannotWrite``.
    """
    path = Path(workbook_path)
    if same_file(path, Path(list_path)):
        raise UsageError(
            tr("Danh sách và sổ là cùng một tệp."),
            where=str(path),
            fix=tr("Chọn tệp danh sách khác."),
        )
    _refuse_workbook(Path(list_path))
    listed = read_member_list(Path(list_path))
    result = TakeOver(path)
    with tempfile.TemporaryDirectory() as folder:
        source = path
        if not path.exists():
            source = Path(folder) / "du-lieu.xlsx"
            create_workbook(source, starting_dataset())
        elif path.suffix.lower() not in (".xlsx", ".xlsm"):
            raise WorkbookUnreadable(
                tr("Chỉ nhập được vào sổ kiểu .xlsx."),
                where=str(path),
                fix=tr("Mở sổ bằng Excel, lưu thành .xlsx rồi nhập lại."),
            )
        book = EditableWorkbook(source)
        dataset = read_workbook(source).dataset
        places = _places(source, dataset)
        editor = WorkbookEditor(book, places)
        # Codes of organisations are offered on other sheets from below their example on.
        editor.drop_example(_ORGANISATION)
        examples = {_MEMBER: editor.drop_example(_MEMBER), _ORGANISATION: 0}
        plan = TakeOverPlan(dataset, listed, on_conflict == "take", result, editor.sheet, examples)
        plan.make()
        if path.exists() and plan.edits.is_empty():
            return _with_list_findings(result, listed)
        editor.apply(plan.edits)
        content = book.to_bytes()
        if path.exists():
            result.backup = back_up(path, "nhap")
        # A workbook on a share may stand here as a link, which stays one.
        with writing(path.resolve(), durable=True) as file:
            file.write(content)
        if book.has_formulas():
            why = tr("Sổ có công thức; kết quả của chúng chưa được tính lại.")
            fix = tr("Mở sổ bằng Excel, lưu lại một lần.")
            result.findings.append(found("KT-815", "", why=why, fix=fix))
    return _with_list_findings(result, listed)


def _refuse_workbook(source: Path) -> None:
    """A workbook of this program holds far more than a list: copying it loses nothing."""
    names = {fold(sheet.name) for sheet in read_book(source).sheets}
    if {fold("Thiết lập"), fold("Tổ chức đảng")} <= names:
        raise UsageError(
            tr("“{ten}” là sổ dữ liệu của giayto, không phải danh sách.").format(ten=source.name),
            where=str(source),
            fix=tr("Chép cả tệp vào thư mục làm việc với tên du-lieu.xlsx."),
        )


def _with_list_findings(result: TakeOver, listed: MemberList) -> TakeOver:
    result.findings = in_book_order([*listed.findings, *result.findings])
    return result


def _places(source: Path, dataset: Dataset) -> dict[str, SheetPlace]:
    sheets, _ = match_sheets(read_book(source).sheets)
    rows = {s.key: tuple(r.row for r in records_of(dataset, s)) for s in SHEETS}
    places = {
        key: SheetPlace(sheet.name, dataset.source.columns.get(key, {}), rows[key])
        for key, sheet in sheets.items()
    }
    for key, needed in ((_MEMBER, ("full_name", "cell")), (_ORGANISATION, ("code", "name"))):
        have = places[key].columns if key in places else {}
        if any(attribute not in have for attribute in needed):
            sheet = next(s for s in SHEETS if s.key == key)
            labels = [s.label for s in fields_of(sheet.model) if s.attribute in needed]
            raise DataRejected(
                tr("Sổ thiếu chỗ để nhập danh sách."),
                where=str(source),
                why=tr("Trang “{trang}” cần có các cột: {cot}.").format(
                    trang=sheet.name, cot=", ".join(labels)
                ),
                fix=tr("Chạy giayto kiem-tra để xem lỗi, hoặc tạo sổ mới."),
            )
    return places
