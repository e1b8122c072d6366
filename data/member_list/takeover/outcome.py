"""What an import did (kết quả nhập): counts, reports, where everything was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ....errors import DataError
from ....findings import Finding
from ....i18n import tr
from ..result import ColumnReport, RowReport


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A list that could not be taken (tệp không nhập được), and why."""

    file: Path
    error: DataError


@dataclass(slots=True)
class TakeOver:
    """What an import did (kết quả nhập).

    ``added``, ``updated``, ``unchanged`` count listed people, ``doubles`` rows
    of people who had one already in the same list; ``conflicts`` counts fields
    in which list and workbook, or two rows, disagree, ``kept_raw`` cells kept as
    typed because they could not be read. ``kept_columns`` are the columns right
    of the sheet's own that hold what the workbook has no field for,
    ``own_columns`` those that are new. ``backup`` is the copy of the workbook as
    it was before, ``None`` for a new workbook or when nothing changed.
    ``report`` has every row of the lists with what was done, ``columns`` every
    column; ``report_file`` is where both are written down.
    """

    workbook: Path
    backup: Path | None = None
    report_file: Path | None = None
    lists: list[str] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    doubles: int = 0
    conflicts: int = 0
    kept_raw: int = 0
    cells_added: int = 0
    committees_added: int = 0
    own_columns: list[str] = field(default_factory=list)
    kept_columns: list[str] = field(default_factory=list)
    report: list[RowReport] = field(default_factory=list)
    columns: list[ColumnReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def organisations_added(self) -> int:
        """Cells and committees together."""
        return self.cells_added + self.committees_added

    @property
    def left_columns(self) -> list[str]:
        """Headers of columns of which nothing was taken, though there is text in them."""
        return list(dict.fromkeys(column.header for column in self.columns if column.left))

    @property
    def summary(self) -> list[tuple[str, int]]:
        """What was done, counted, in words (tóm tắt); rarities only where there are any."""
        counts = [
            (tr("Đảng viên thêm mới"), self.added),
            (tr("Đảng viên được bổ sung"), self.updated),
            (tr("Đảng viên không có gì mới"), self.unchanged),
            (tr("Chỗ khác nhau giữa sổ và danh sách"), self.conflicts),
            (tr("Chi bộ thêm mới"), self.cells_added),
        ]
        rare = [
            (tr("Đảng uỷ thêm mới"), self.committees_added),
            (tr("Dòng trùng người, ghép vào dòng trước"), self.doubles),
            (tr("Ô không đọc được, giữ nguyên chữ trong sổ"), self.kept_raw),
            (tr("Tệp không nhập được"), len(self.not_taken)),
        ]
        return counts + [(what, count) for what, count in rare if count]
