"""``giayto kiem-tra --sua``: a repaired copy of the workbook, each change said."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ..i18n import tr
from .console import say, say_json

if TYPE_CHECKING:
    from .. import Workspace
    from ..workspace.repairs import Repair

_EXAMPLES = 3
_TWO_READINGS = "KT-232"


def repair_and_tell(
    workspace: Workspace, out: str | None, overwrite: bool, *, detailed: bool, as_json: bool
) -> int:
    """Write the copy, say what was changed and what is left; 3 while errors are left."""
    from ..workspace.causes import by_cause
    from ..workspace.loading import load_file

    # Once the columns beside are repaired, nothing shows any more that these may be wrong.
    unclear = [f for f in workspace.read().findings if f.code == _TWO_READINGS]
    repaired = workspace.repair(out, overwrite=overwrite)
    left = load_file(workspace, repaired.target or workspace.workbook)
    code = 3 if left.errors else 0
    if as_json:
        say_json(
            {
                "repaired": str(repaired.target) if repaired.target else None,
                "repairs": [repair.as_data() for repair in repaired.repairs],
                "unclear": [finding.as_dict() for finding in unclear],
                "findings": [finding.as_dict() for finding in left.findings],
            }
        )
        return code
    if repaired.target is None:
        say(tr("Không có chỗ nào sửa giúp được mà không cần người quyết định."))
    else:
        say(tr("Đã sửa {so} ô, trong bản sao:").format(so=len(repaired.repairs)))
        _tell(repaired.repairs, detailed)
        say()
        say(tr("Bản đã sửa: {tep}").format(tep=repaired.target))
        say(
            tr(
                "Xem trang “Đã sửa” (trang cuối) trong tệp ấy. Đồng ý thì cất {cu} đi và đổi tên"
                " tệp mới thành {cu}; sổ hiện tại chưa bị đụng đến."
            ).format(cu=workspace.workbook.name)
        )
    if unclear:
        say(tr("Những ngày sau đọc được hai cách nên giữ nguyên, cần người quyết định:"))
        for cause in by_cause(unclear):
            say(cause.lines())
    if left.errors:
        say(tr("Bản ấy còn {so} lỗi phải sửa bằng tay.").format(so=len(left.errors)))
    elif repaired.target is not None:
        say(tr("Bản ấy không còn lỗi."))
    return code


def _tell(repairs: tuple[Repair, ...], detailed: bool) -> None:
    """What was done; many cells of one column in one line with examples."""
    from ..workspace.causes import ranges

    for sentence, of_kind in groupby(repairs, key=lambda r: r.sentence):
        say(f"- {sentence}:")
        columns: dict[tuple[str, str], list[Repair]] = {}
        for repair in of_kind:
            columns.setdefault((repair.sheet, repair.column), []).append(repair)
        for (sheet, column), cells in columns.items():
            where = tr("trang {trang}, cột {cot}, {cac_o} ({so} ô)").format(
                trang=sheet, cot=column, cac_o=ranges([r.cell for r in cells]), so=len(cells)
            )
            unlike = list({repair.before: repair for repair in reversed(cells)}.values())
            shown = cells if detailed else unlike[::-1][:_EXAMPLES]
            say(f"  {where}:")
            for repair in shown:
                before = repair.before or tr("(trống)")
                say(f"    {repair.cell}: {before} → {repair.after}")
            if len(cells) > len(shown):
                more = len(cells) - len(shown)
                say(tr("    … và {so} ô nữa; thêm --chi-tiet để xem hết.").format(so=more))
