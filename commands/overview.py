"""``giayto tong-quan``: the checklist of the season; what is done, due and missing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..i18n import tr
from .base import (
    command,
    excel_options,
    excel_target,
    json_option,
    units_option,
    workspace_option,
)

if TYPE_CHECKING:
    from ..workspace.overview import Overview, Step, UnitState

_HELP = """Mùa kiểm điểm đến đâu: từng chi bộ đã làm gì, còn thiếu gì, việc nào đến hạn.

Bản kiểm điểm đã viết (có nội dung hoặc mức tự xếp loại), hội nghị, kiểm phiếu, mức đề nghị, mức
công nhận, hồ sơ lấy ở sổ dữ liệu; giấy tờ đã lập lấy ở nhật ký, đã phát hành lấy ở sổ văn bản. Chỉ
đọc, không ghi gì vào sổ. Hạn: Hướng dẫn 43-HD/BTCTW, điểm 4.1, cho đơn vị tổng kết theo năm dương
lịch.

\b
Ví dụ:
  giayto tong-quan
  giayto tong-quan --don-vi CB01
  giayto tong-quan --excel tong-quan.xlsx -C dang-bo-phuong
"""
_NAMED = 12


@command("tong-quan", _HELP)
@units_option
@excel_options
@workspace_option
@json_option
def overview(
    units: tuple[str, ...], excel: str | None, overwrite: bool, folder: str, as_json: bool
) -> int:
    from ..workspace import Workspace, here
    from .console import say, say_error, say_json

    target = excel_target(excel, overwrite)
    workspace = Workspace.open(folder)
    found = workspace.overview(*units)
    written = workspace.write_overview(found, target, overwrite=overwrite) if target else None
    today = dt.date.today()
    if as_json:
        say_json(found.as_dict(today) | ({"excel": str(written)} if written else {}))
        return 0
    _say_units(found)
    _say_steps(found, today)
    if found.behind:
        again = tr("Sổ dữ liệu được ghi sau lần lập giấy tờ gần nhất: gõ {lenh} để làm theo.")
        say(again.format(lenh=here("giayto tao", folder)))
    if found.trouble is not None:
        say_error(found.trouble)
    if written is not None:
        say(tr("Bảng Excel: {tep}").format(tep=written))
    return 0


def _say_units(found: Overview) -> None:
    from .console import say_table

    heads = [tr("Đơn vị"), tr("Bản KĐ"), tr("Họp"), tr("Phiếu"), tr("Đề nghị"), tr("C.nhận")]
    heads += [tr("Hồ sơ"), tr("Giấy tờ")]
    rows = [_row(unit) for unit in found.units]
    if len(rows) > 1:
        rows.append(_sum(found))
    say_table(tr("Mùa kiểm điểm năm {nam}").format(nam=found.year), heads, rows)


def _row(unit: UnitState) -> list[str]:
    done = (unit.written, unit.counted, unit.proposed, unit.recognised, unit.complete)
    written, *others = (f"{number}/{unit.due}" if unit.cell else "" for number in done)
    held = f"{unit.conference:%d/%m}" if unit.conference else "–" if unit.cell else ""
    return [unit.code or unit.name, written, held, *others, str(unit.papers)]


def _sum(found: Overview) -> list[str]:
    sums = found.sums
    cells = [unit for unit in found.units if unit.cell]
    held = sum(unit.conference is not None for unit in cells)
    names = ("written", "counted", "proposed", "recognised", "complete")
    written, *others = (f"{sums[name]}/{sums['due']}" for name in names)
    return [tr("Cộng"), written, f"{held}/{len(cells)}", *others, str(sums["papers"])]


def _say_steps(found: Overview, today: dt.date) -> None:
    from .console import say

    undone = [step for step in found.steps if step.done < step.of]
    if not undone:
        begun = any(unit.due for unit in found.units)
        nothing = tr("Chưa có chi bộ nào, đảng viên nào thuộc diện kiểm điểm để tính việc.")
        say(tr("Mọi việc trong bảng đã xong.") if begun else nothing)
        return
    say()
    say(tr("Còn phải làm"), bold=True)
    for step in undone:
        say(f"- {step.name}: {step.done}/{step.of}{_when(step, today)}")
        say(f"  {tr('Còn thiếu')}: {_named(step.lacking)}")


def _when(step: Step, today: dt.date) -> str:
    if step.deadline is None:
        return ""
    words = tr("; quá hạn {ngay} ({nguon})") if step.is_late(today) else tr("; hạn {ngay}")
    return words.format(ngay=f"{step.deadline:%d/%m/%Y}", nguon=step.source)


def _named(lacking: tuple[str, ...]) -> str:
    shown = ", ".join(lacking[:_NAMED])
    left = len(lacking) - _NAMED
    return shown if left <= 0 else tr("{ds} và {so} đơn vị nữa").format(ds=shown, so=left)
