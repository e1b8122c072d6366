"""The columns of one record as a keeper names them (tên cột của một dòng), outside of templates.

Headers, their synonyms, keys and the clerk's own columns, as `{{ }}` takes them in a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..data.models import SHEET_BY_KEY
from ..data.models.fields import fields_of
from ..data.models.source_map import OwnColumn
from ..errors import PaperDeclaration
from ..i18n import tr
from ..suggestions import asked, nearest
from .labels import compared, names_of_sheet

OwnColumns = Mapping[str, Sequence[OwnColumn]]
"""The clerk's own columns by sheet key, as `SourceMap` has them."""
_SHOWN = 12


class RecordColumns:
    """The columns of one sheet, ready to be asked for (bảng tên cột).

    ``own`` ``None``: the workbook was not read, and any name may be an own column's.
    """

    def __init__(self, sheet: str, own: OwnColumns | None) -> None:
        self._sheet = SHEET_BY_KEY[sheet]
        self._any = own is None
        self._names = names_of_sheet(self._sheet, own or {})
        self._labels = {column.key: column.label for column in (own or {}).get(sheet, ())}
        self._labels |= {spec.key: spec.label for spec in fields_of(self._sheet.model)}

    def key(self, typed: str) -> str:
        """The key of the column meant. Raises :class:`PaperDeclaration` for none, or several."""
        bare = typed.strip().removeprefix(f"{self._sheet.key}.")
        wanted = compared(bare)
        for label, meant in self._names.items():
            if compared(label) == wanted:
                if len(meant) > 1:
                    raise self._undecided(bare, meant)
                return meant[0]
        if self._any:
            return wanted
        raise self._unknown(bare)

    def _unknown(self, typed: str) -> PaperDeclaration:
        labels = list(self._labels.values())
        shown = ", ".join(labels[:_SHOWN]) + ", …" * (len(labels) > _SHOWN)
        return PaperDeclaration(
            tr("Trang {trang} của sổ không có cột “{ten}”.").format(
                trang=self._sheet.name, ten=typed
            ),
            fix=asked(nearest(typed, labels) or nearest(typed, self._names))
            or tr("Dùng tên cột như ở sổ dữ liệu: {ds}.").format(ds=shown),
        )

    def _undecided(self, typed: str, keys: Sequence[str]) -> PaperDeclaration:
        return PaperDeclaration(
            tr("Tên “{ten}” có thể là nhiều cột của trang {trang}.").format(
                ten=typed, trang=self._sheet.name
            ),
            fix=tr("Gõ rõ một trong: {ds}.").format(
                ds="; ".join(self._labels.get(key, key) for key in keys)
            ),
        )
