"""Finding the sheets of a workbook by name (nhận tên trang)."""

from __future__ import annotations

from collections.abc import Sequence

from ...conventions.spelling import fold, fold_plain
from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ...suggestions import nearest
from ..models import SHEET_BY_KEY, SHEETS

GUIDE_SHEET = "Hướng dẫn"
LISTS_SHEET = "_danh_muc"
FINDINGS_SHEET = "Lỗi"
REPAIRS_SHEET = "Đã sửa"
# Without these no paper can be made; the others may be missing.
NEEDED = ("thiet_lap", "to_chuc", "dang_vien")


def match_sheets(
    sheets: Sequence[SourceSheet],
) -> tuple[dict[str, SourceSheet], list[Finding]]:
    """The source sheet of each sheet key, and findings about names that do not fit."""
    findings: list[Finding] = []
    taken: dict[str, SourceSheet] = {}
    left: list[SourceSheet] = []
    by_name = {fold(s.name): s.key for s in SHEETS}
    by_plain_name = {fold_plain(s.name): s.key for s in SHEETS}
    own = {fold(name) for name in (GUIDE_SHEET, LISTS_SHEET, FINDINGS_SHEET, REPAIRS_SHEET)}
    for sheet in sheets:
        key = by_name.get(fold(sheet.name))
        if key is not None:
            taken.setdefault(key, sheet)
        elif fold(sheet.name) not in own:
            left.append(sheet)
    for sheet in list(left):
        key = by_plain_name.get(fold_plain(sheet.name))
        if key is not None and key not in taken:
            taken[key] = sheet
            left.remove(sheet)
            name = SHEET_BY_KEY[key].name
            why = tr("Tên trang viết không dấu; đã đọc như trang “{ten}”.").format(ten=name)
            fix = tr("Đổi tên trang thành “{ten}”.").format(ten=name)
            findings.append(found("KT-106", sheet.name, read=sheet.name, why=why, fix=fix))
    findings += _missing(taken, left)
    return taken, findings


def _missing(taken: dict[str, SourceSheet], left: list[SourceSheet]) -> list[Finding]:
    findings = []
    for sheet in SHEETS:
        if sheet.key in taken or sheet.key not in NEEDED:
            continue  # one that is not needed is told where its columns stand
        names = {fold_plain(s.name): s.name for s in left}
        wanted = fold_plain(sheet.name)
        near = nearest(wanted, names) or next((n for n in names if wanted in n), None)
        if near is not None:
            fix = tr("Có phải là trang “{gan}”? Đổi tên trang đó thành “{ten}”.").format(
                gan=names[near], ten=sheet.name
            )
        else:
            fix = tr("Thêm trang “{ten}”, hoặc tạo sổ mới bằng lệnh giayto khoi-tao.").format(
                ten=sheet.name
            )
        why = tr("Sổ không có trang “{ten}”.").format(ten=sheet.name)
        findings.append(found("KT-101", sheet.name, why=why, fix=fix))
    return findings
