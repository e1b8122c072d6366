"""Findings (phát hiện khi kiểm tra): what is wrong or odd, where, why, what to do.

One kind for workbooks and lists, for the register of outgoing documents and for
Word masters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from .finding_codes import CODES, Severity
from .i18n import tr

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
_CELL = re.compile(r"([A-Z]*)(\d*)")
_ROWS_NAMED = 12
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding (phát hiện).

    ``sheet`` is the sheet's name, "" for the whole file; ``cell`` an address
    such as ``C15``, a range (``B3:B27``), a column or row alone, or "" for the
    whole sheet. What is
    in no sheet says in ``where`` where it is: a series of the register, a
    master and its paragraph. ``read`` is what stood there, "" for an empty
    cell; ``why`` what is wrong; ``fix`` the next step. ``entry_ids`` are the
    rows of the register concerned.
    """

    severity: Severity
    code: str
    sheet: str
    cell: str
    read: str
    why: str
    fix: str
    where: str = ""
    entry_ids: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        """The place as a clerk says it: ``trang Đảng viên, ô C15``."""
        return self.where or place_words(self.sheet, self.cell)

    @property
    def severity_word(self) -> str:
        """``Lỗi``, ``Cảnh báo`` or ``Ghi chú``."""
        return {"error": tr("Lỗi"), "warning": tr("Cảnh báo"), "note": tr("Ghi chú")}[self.severity]

    def one_line(self) -> str:
        """The finding in one line (một dòng)."""
        text = f"{self.severity_word} {self.code}, {self.place}: "
        if self.read:
            text += tr("đọc được “{chu}”. ").format(chu=self.read)
        return (text + f"{self.why} {self.fix}").strip()

    def lines(self) -> str:
        """The finding in several lines: place, what was read, why, what to do."""
        parts = [f"{self.severity_word} {self.code}, {self.place}"]
        if self.read:
            parts.append(tr("  Đọc được: {chu}").format(chu=self.read))
        parts.append(tr("  Vì sao: {vi_sao}").format(vi_sao=self.why))
        if self.fix:
            parts.append(tr("  Cần làm: {can_lam}").format(can_lam=self.fix))
        return "\n".join(parts)

    def as_dict(self) -> dict[str, object]:
        """The finding as plain data for ``--json``.

        ``where`` is the place in words for every finding. ``what`` repeats
        ``why``: findings of the register had this name first.
        """
        return {
            **asdict(self),
            "where": self.place,
            "what": self.why,
            "entry_ids": list(self.entry_ids),
        }


def severity_rank(finding: Finding) -> int:
    """How a finding stands among others (thứ tự mức): errors 0, then warnings, then notes."""
    return _RANK[finding.severity]


def in_order(findings: Iterable[Finding], sheets: Sequence[str]) -> list[Finding]:
    """Findings by severity, then by place; ``sheets`` in the order of the workbook."""
    ranks = {name: rank for rank, name in enumerate(sheets)}

    def order(finding: Finding) -> tuple[object, ...]:
        match = _CELL.match(finding.cell)
        column, row = match.groups() if match else ("", "")
        return (
            _RANK[finding.severity],
            ranks.get(finding.sheet, len(ranks)),
            finding.sheet,
            _NUMBER.sub(lambda n: n.group().zfill(6), finding.where),
            int(row or 0),
            len(column),
            column,
            finding.code,
            finding.why,
        )

    return sorted(findings, key=order)


def rows_in_short(rows: Sequence[int]) -> str:
    """The rows a finding speaks of, the first of many (các dòng): ``5, 7, 9…``."""
    return ", ".join(map(str, rows[:_ROWS_NAMED])) + ("…" if len(rows) > _ROWS_NAMED else "")


def place_words(sheet: str, cell: str) -> str:
    """Sheet and cell as a clerk says them; see `Finding.place`."""
    if not sheet:
        return tr("cả tệp")
    if not cell:
        return tr("trang {trang}").format(trang=sheet)
    if cell.isdigit():
        return tr("trang {trang}, dòng {dong}").format(trang=sheet, dong=cell)
    if cell.isalpha():
        return tr("trang {trang}, cột {cot}").format(trang=sheet, cot=cell)
    return tr("trang {trang}, ô {o}").format(trang=sheet, o=cell)


def found(
    code: str,
    sheet: str = "",
    cell: str = "",
    read: object = "",
    why: str = "",
    fix: str = "",
    *,
    where: str = "",
    entry_ids: Iterable[int] = (),
    most: int = 80,
) -> Finding:
    """A finding whose severity is the one declared for its code.

    ``read`` is shortened to one line of at most ``most`` characters. An undeclared
    code raises ``KeyError``.
    """
    shown = " ".join(str(read).split())
    if len(shown) > most:
        shown = shown[: most - 1] + "…"
    severity = CODES[code].severity
    return Finding(severity, code, sheet, cell, shown, why, fix, where, tuple(entry_ids))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding forbids making papers."""
    return any(f.severity == "error" for f in findings)
