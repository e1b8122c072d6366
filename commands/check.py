"""``giayto kiem-tra``: checks the data; every finding has sheet, cell, cause and remedy."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ..i18n import later, tr
from .base import command, json_option, workspace_option

if TYPE_CHECKING:
    from ..workspace import Checked

_HELP = """Kiểm tra sổ dữ liệu: mỗi điều tìm thấy có trang, ô, vì sao và cách sửa.

Có sổ văn bản thì so thêm: số gõ trong sổ dữ liệu có trùng không, giấy tờ đã có số nay
có khác sổ văn bản không. Mã thoát 3 khi có lỗi khiến giấy tờ không thể lập cho đúng.

\b
Ví dụ:
  giayto kiem-tra
  giayto kiem-tra -C dang-bo-phuong
"""

_HEADS = later(
    {
        "error": "LỖI – phải sửa trước khi lập giấy tờ",
        "warning": "CẢNH BÁO – nên xem lại",
        "note": "GHI CHÚ",
    }
)


def _offer_filling(checked: Checked, folder: str) -> None:
    from ..workspace import here
    from .console import say

    if checked.rows_missing:
        say(
            tr(
                "{n} đảng viên thuộc diện kiểm điểm chưa có dòng ở trang Kiểm điểm; "
                "gõ “{lenh}” để điền sẵn mã, họ tên."
            ).format(n=checked.rows_missing, lenh=here("giayto dien", folder))
        )


@command("kiem-tra", _HELP)
@workspace_option
@json_option
def check(folder: str, as_json: bool) -> int:
    from ..workspace import Workspace, here
    from .console import say, say_error, say_json

    checked = Workspace.open(folder).check()
    findings, trouble = checked.findings, checked.trouble
    code = 3 if checked.errors or trouble else 0
    if as_json:
        told: dict[str, object] = {"findings": [f.as_dict() for f in findings]}
        if trouble is not None:
            told["error"] = trouble.as_dict()
        say_json(told)
        return code
    data = checked.loaded.dataset
    say(
        tr("Đã đọc {dv} đảng viên, {tc} tổ chức đảng, {h} cuộc họp.").format(
            dv=len(data.members), tc=len(data.organisations), h=len(data.meetings)
        )
    )
    for severity, head in _HEADS.items():
        chosen = [f for f in findings if f.severity == severity]
        if not chosen:
            continue
        say()
        say(f"{tr(head)} ({len(chosen)})")
        for sheet, group in groupby(chosen, key=lambda f: f.sheet):
            say(tr("Trang {ten}:").format(ten=sheet) if sheet else tr("Cả sổ, mẫu Word:"))
            for finding in group:
                say(finding.lines())
    say()
    if trouble is not None:
        say_error(trouble)
    if checked.errors:
        say(tr("Còn {so} lỗi phải sửa.").format(so=len(checked.errors)))
    if code:
        return code
    _offer_filling(checked, folder)
    say(tr("Không có lỗi. Gõ “{lenh}” để lập giấy tờ.").format(lenh=here("giayto tao", folder)))
    return 0
