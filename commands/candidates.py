"""``giayto de-nghi-khen``: who may be proposed for a commendation, on which evidence."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

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
    from ..workspace.commending import Added, Commendable, Line

_HELP = """Ai thuộc diện đề nghị khen thưởng, căn cứ gì, còn thiếu gì.

Tổ chức đảng được công nhận tiêu biểu, đảng viên xếp loại xuất sắc trong năm, và ai xuất sắc năm
năm liền: bốn năm trước lấy ở trang Các năm, năm nào không có thì ở cột Kết quả các năm trước.
Thiếu minh chứng của năm nào thì nói năm ấy. Người bị kỷ luật trong năm không được đề nghị.

Không kèm --ghi thì chỉ xem. Với --ghi, sổ được sao trước rồi thêm vào trang Khen thưởng những
trường hợp đủ kết quả mà trang chưa có; dòng đã có giữ nguyên. Con người quyết định: không đề nghị
ai thì xoá dòng ấy; muốn bằng khen, cờ thì sửa cột Hình thức.

\b
Ví dụ:
  giayto de-nghi-khen
  giayto de-nghi-khen --don-vi CB01
  giayto de-nghi-khen --excel dien-khen-thuong.xlsx
  giayto de-nghi-khen --ghi -C dang-bo-phuong
"""


@command("de-nghi-khen", _HELP)
@units_option
@click.option("--ghi", "write", is_flag=True, help="Thêm dòng còn thiếu vào trang Khen thưởng.")
@excel_options
@workspace_option
@json_option
def candidates(
    units: tuple[str, ...],
    write: bool,
    excel: str | None,
    overwrite: bool,
    folder: str,
    as_json: bool,
) -> int:
    from ..workspace import Workspace
    from .console import say, say_json

    target = excel_target(excel, overwrite)
    workspace = Workspace.open(folder)
    found = workspace.commendable(*units, write=write)
    book = workspace.write_commendable(found, target, overwrite=overwrite) if target else None
    if as_json:
        told = {**asdict(found), "added": _as_data(found.added)}
        say_json(told | ({"excel": str(book)} if book else {}))
        return 0
    _say_found(found)
    if found.added is None:
        _offer_writing(found, folder)
    else:
        _say_added(found.added, folder)
    if book is not None:
        say(tr("Bảng Excel: {tep}").format(tep=book))
    return 0


def _as_data(added: Added | None) -> dict[str, object] | None:
    if added is None:
        return None
    return {
        "workbook": str(added.workbook),
        "rows": added.rows,
        "backup": str(added.backup) if added.backup else None,
        "nameless": list(added.nameless),
        "findings": [finding.as_dict() for finding in added.findings],
    }


def _say_found(found: Commendable) -> None:
    from .console import say, say_table

    if not found.lines:
        say(tr("Chưa có ai thuộc diện đề nghị khen thưởng: chưa có mức xuất sắc nào trong sổ."))
    else:
        heads = [tr("Ai"), tr("Đề nghị"), tr("Căn cứ"), tr("Còn thiếu"), tr("Tiền thưởng")]
        heads.append(tr("Ai quyết định"))
        say_table(tr("Diện đề nghị khen thưởng"), heads, [_row(line) for line in found.lines])
        for one in found.sums:
            total = tr("{hinh_thuc} ({thanh_tich}): {so} trường hợp, {tien} đồng.").format(
                hinh_thuc=one.form, thanh_tich=one.period, so=one.number, tien=one.money
            )
            say(total)
    for name, reason in found.left_out:
        say(tr("Không đề nghị {ten}: {ly_do}.").format(ten=name, ly_do=reason))
    if found.gaps:
        told = tr(
            "{n} trường hợp xuất sắc mọi năm đã biết, nhưng chưa biết đủ bốn năm trước để xét 5 "
            "năm liền: điền trang Các năm."
        )
        say(told.format(n=len(found.gaps)))
    if found.basis is not None and found.basis.note:
        say(
            tr("Theo {van_ban}: {ghi_chu}; hỏi cấp trên trước khi trình.").format(
                van_ban=found.basis.text, ghi_chu=found.basis.note
            )
        )


def _row(line: Line) -> list[str]:
    who = f"{line.name} ({line.unit})" if line.unit else line.name
    form = f"{line.form} ({line.period})"
    return [
        who,
        form if line.listed else form + tr(", chưa ghi"),
        "; ".join(line.evidence),
        "; ".join(line.missing),
        line.money,
        line.decider,
    ]


def _offer_writing(found: Commendable, folder: str) -> None:
    from ..workspace import here
    from .console import say

    if found.to_write:
        say(
            tr("{n} trường hợp chưa có ở trang Khen thưởng; thêm vào sổ: {lenh}").format(
                n=found.to_write, lenh=here("giayto de-nghi-khen --ghi", folder)
            )
        )


def _say_added(added: Added, folder: str) -> None:
    from ..workspace import here
    from ..workspace.causes import by_cause
    from .console import say, say_causes

    for name in added.nameless:
        say(tr("Không ghi được “{ten}”: trùng họ tên mà không có mã.").format(ten=name))
    if added.backup is None:
        say(tr("Không có dòng nào phải thêm vào trang Khen thưởng."))
        return
    say(tr("Đã thêm {n} dòng vào trang Khen thưởng.").format(n=added.rows))
    say_causes(by_cause(list(added.findings)), detailed=False)
    say(tr("Bản sao sổ trước khi ghi: {tep}").format(tep=added.backup))
    say(
        tr(
            "Tiếp theo: mở sổ, điền Tóm tắt thành tích, xoá dòng không đề nghị, rồi gõ: {lenh}"
        ).format(lenh=here("giayto kiem-tra", folder))
    )
