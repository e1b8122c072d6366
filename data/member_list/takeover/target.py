"""The workbook that lists are taken over into (sổ nhận), and what is to be written into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ....errors import DataRejected
from ....findings import found
from ....i18n import tr
from ...models import Dataset
from ...workbook.edit import WorkbookEditor, WorkbookEdits
from .outcome import TakeOver
from .own_columns import OwnColumns

MEMBER, ORGANISATION, SETTINGS = "dang_vien", "to_chuc", "thiet_lap"
MEMBER_SHEET = "Đảng viên"


@dataclass(slots=True)
class Target:
    """What plans fill (sổ nhận); nothing is written here.

    ``edits`` and ``own`` hold what is to be written, ``result`` what is told.
    ``take``: where list and workbook disagree the list is right. ``lacking``
    are the fields the lists tell and a sheet has no column for, by its name.
    """

    data: Dataset
    take: bool
    result: TakeOver
    editor: WorkbookEditor
    own: OwnColumns
    edits: WorkbookEdits = field(default_factory=WorkbookEdits)
    lacking: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _free: dict[str, Iterator[int]] = field(default_factory=dict)

    def append(self, key: str, values: dict[str, Any]) -> int:
        """Put a record into the next free row of a sheet; its number."""
        if key not in self._free:
            self._free[key] = self.editor.free_rows(key)
        row = next(self._free[key], None)
        if row is None:
            raise DataRejected(
                tr("Sổ thiếu chỗ để nhập danh sách."),
                where=self.editor.sheet(key).name,
                why=tr("Dưới bảng không còn dòng trống nào, có thể do ô gộp kéo đến cuối trang."),
                fix=tr("Bỏ gộp ô ở dưới bảng rồi nhập lại."),
            )
        self.edits.rows.setdefault(key, []).append((row, values))
        return row

    def columns(self, key: str) -> dict[str, str]:
        """The column letters of a sheet's fields; of settings the addresses."""
        return self.data.source.columns.get(key, {})

    def say(
        self,
        code: str,
        sheet: str,
        cell: str = "",
        read: object = "",
        *,
        why: str,
        fix: str,
        where: str = "",
    ) -> None:
        """Tell of something in the workbook or in a list."""
        self.result.findings.append(found(code, sheet, cell, read, why, fix, where=where))

    def tell_lacking(self) -> None:
        """Name the fields the workbook has no column for, and where their values are kept."""
        for sheet, labels in self.lacking.items():
            named = ", ".join(f"“{label}”" for label in labels)
            why = tr("Sổ không có chỗ cho {ds} mà danh sách có; không ghi được.")
            fix = tr("Gõ “giayto nang-cap” để thêm lại cho đủ, rồi nhập lại danh sách.")
            if sheet == MEMBER_SHEET:
                why = tr("Sổ thiếu cột {ds} mà danh sách có; đã thêm lại ở bên phải trang để giữ.")
                fix = tr("Xem lại các cột ấy; không cần thì xoá.")
            self.say("KT-844", sheet, why=why.format(ds=named), fix=fix)
