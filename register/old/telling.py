"""What is told of a sheet of an old register (điều kể lại): of a row, and of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...findings import Finding, found
from ...i18n import tr
from ..audit.words import number_list
from ..printed import type_name
from .row import Row


def line_list(lines: Sequence[int]) -> str:
    """Rows in short: ``5, 7-9``."""
    return ", ".join(part.lstrip("0").replace("-0", "-") for part in _runs(lines))


def _runs(lines: Sequence[int]) -> list[str]:
    return number_list(sorted(set(lines))).split(", ")


class Teller:
    """Gathers the findings of one sheet; what holds for many rows is told once (người kể)."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.findings: list[Finding] = []
        self.kept: dict[str, list[int]] = defaultdict(list)
        """Columns without a place in the register, with the rows they say something of."""
        self.as_above: list[int] = []
        self.year_from: dict[str, list[int]] = defaultdict(list)
        self.other_types: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.lines: dict[str, list[int]] = defaultdict(list)
        self.numbers: set[int] = set()
        """The numbers of rows that hold nothing else."""

    def say(self, row: Row, code: str, why: str, fix: str = "", name: str = "") -> None:
        """A finding about a row, or about the cell of one of its fields."""
        cell = row.cell(name)
        read = row.text.get(name, "") if not cell.isdigit() else ""
        self.findings.append(found(code, self.sheet, cell, read, why, fix))

    def sheet_says(self, code: str, why: str, fix: str = "", cell: str = "") -> None:
        """A finding about the sheet, or about a cell of it."""
        self.findings.append(found(code, self.sheet, cell, "", why, fix))

    def not_a_paper(self, line: int, text: str) -> None:
        """A row without a number is told: it may be one that was forgotten."""
        why = tr("Dòng không có số, không nhập: {noi_dung}").format(noi_dung=text[:80])
        self.sheet_says("SO-403", why, cell=str(line))

    def close(self) -> None:
        """Tell what holds for many rows."""
        self._rows_left()
        self._rows_understood()

    def _rows_left(self) -> None:
        lines = self.lines
        if lines["only"]:
            why = tr("Dòng {dong} chỉ có số ({so}), không có gì khác: không nhập.").format(
                dong=line_list(lines["only"]), so=number_list(sorted(self.numbers))
            )
            fix = tr("Số đã giữ cho văn bản nào thì ghi “số chờ” vào Ghi chú rồi nhập lại.")
            self.sheet_says("SO-431", why, fix)
        if lines["incoming"]:
            why = tr("Dòng {dong} là văn bản đến: không nhập.").format(
                dong=line_list(lines["incoming"])
            )
            fix = tr("Nếu là văn bản đi thì sửa dòng ấy rồi nhập lại.")
            self.sheet_says("SO-422", why, fix)

    def _rows_understood(self) -> None:
        lines = self.lines
        not_so = tr("Không đúng thì ghi đủ từng ô rồi nhập lại.")
        if lines["under"]:
            why = tr("Dòng {dong} chung ô số với dòng trên: ghi chung vào một số.")
            self.sheet_says("SO-435", why.format(dong=line_list(lines["under"])), not_so)
        if lines["hidden"]:
            why = tr("Dòng ẩn vẫn được nhập: {dong}.")
            self.sheet_says("KT-804", why.format(dong=line_list(lines["hidden"])))
        if self.kept:
            shown = ", ".join(f"“{column}”" for column in self.kept)
            why = tr("Sổ văn bản không có các cột {cot}: đã giữ trong Ghi chú của từng số.")
            self.sheet_says("SO-427", why.format(cot=shown))
        if self.as_above:
            why = tr("Dấu “như trên” ở {n} ô được hiểu theo dòng trên (dòng {dong}).")
            told = why.format(n=len(self.as_above), dong=line_list(self.as_above))
            self.sheet_says("SO-435", told, not_so)
        for (said, taken), rows in self.other_types.items():
            why = tr("Trích yếu bắt đầu bằng “{loai}” mà dòng ở phần {phan}: dòng {dong}.").format(
                loai=type_name(said), phan=type_name(taken), dong=line_list(rows)
            )
            self.sheet_says("SO-438", why, tr("Xem lại; đã nhập theo phần đang đứng."))
        for source, rows in self.year_from.items():
            why = (
                tr("Ngày không ghi năm, lấy năm theo tiêu đề: dòng {dong}.")
                if source == "title"
                else tr("Ngày không ghi năm, lấy năm theo dòng trên: dòng {dong}.")
            ).format(dong=line_list(rows))
            fix = tr("Không đúng thì ghi đủ ngày/tháng/năm rồi nhập lại.")
            self.sheet_says("SO-434", why, fix)
