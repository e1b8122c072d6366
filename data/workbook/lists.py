"""Drop-down lists of the workbook (danh sách thả xuống)."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..models import Organisation, Sheet
from ..models.fields import FieldSpec, fields_of
from ..models.source_map import column_letter

# Rows below this get no drop-down: a ward has some seven thousand members.
LAST_ROW = 20_000
_ORGANISATION_SHEET = "Tổ chức đảng"
_LAST_ORGANISATION = 500
# (sheet key, attribute) of the columns that name a party organisation.
_ORGANISATION_COLUMNS = frozenset(
    [("to_chuc", "parent"), ("dang_vien", "cell"), ("cuoc_hop", "unit")]
)


class ChoiceLists:
    """The hidden sheet with the lists that drop-downs offer (trang danh mục ẩn).

    Long lists do not fit into a validation rule itself (255 characters), and
    words with commas would be cut there.
    """

    def __init__(self, worksheet: Worksheet) -> None:
        worksheet.sheet_state = "hidden"
        self._worksheet = worksheet
        self._ranges: dict[tuple[str, ...], str] = {}

    def _range(self, choices: tuple[str, ...]) -> str:
        if choices not in self._ranges:
            column = len(self._ranges) + 1
            for row, choice in enumerate(choices, start=1):
                self._worksheet.cell(row, column, choice)
            letter = column_letter(column - 1)
            self._ranges[choices] = f"{self._worksheet.title}!${letter}$1:${letter}${len(choices)}"
        return self._ranges[choices]

    def offer(self, worksheet: Worksheet, spec: FieldSpec, cells: str) -> None:
        """Offer a field's choices in some cells; a field without choices is left alone."""
        if spec.choices:
            self._add(worksheet, f"={self._range(spec.choices)}", cells, spec)
        elif spec.kind == "mark":
            self._add(worksheet, '"x,không"' if spec.default is True else '"x"', cells, spec)

    def offer_column(
        self,
        worksheet: Worksheet,
        spec: FieldSpec,
        sheet: Sheet,
        letter: str,
        first: int,
        example: bool,
    ) -> None:
        """Offer a column's choices from row ``first`` down.

        A column that names a party organisation offers the codes of the sheet
        ``Tổ chức đảng``; ``example`` says that an example row stands first there.
        """
        cells = f"{letter}{first}:{letter}{LAST_ROW}"
        if (sheet.key, spec.attribute) in _ORGANISATION_COLUMNS:
            specs = fields_of(Organisation)
            code = column_letter([s.attribute for s in specs].index("code"))
            top = 3 if example else 2
            source = f"='{_ORGANISATION_SHEET}'!${code}${top}:${code}${_LAST_ORGANISATION}"
            self._add(worksheet, source, cells, spec)
        else:
            self.offer(worksheet, spec, cells)

    @staticmethod
    def _add(worksheet: Worksheet, formula: str, cells: str, spec: FieldSpec) -> None:
        # Only a warning: the reader understands names and abbreviations too.
        rule = DataValidation(
            type="list",
            formula1=formula,
            allow_blank=True,
            errorStyle="warning",
            # Without this Excel keeps the warning to itself.
            showErrorMessage=True,
            errorTitle="Ngoài danh sách",
            error=not_in_list(spec),
        )
        rule.add(cells)
        worksheet.add_data_validation(rule)


def not_in_list(spec: FieldSpec) -> str:
    """What Excel asks of a value that a list does not offer; it takes 255 characters."""
    return f"Giá trị này không có trong danh sách của cột {spec.label}. Vẫn ghi?"[:250]
