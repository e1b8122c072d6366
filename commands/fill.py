"""``giayto dien``: fills the sheets that repeat others, so that no code is typed twice."""

from __future__ import annotations

import click

from ..i18n import tr
from .base import command, json_option, workspace_option

_HELP = """Điền sẵn trang Kiểm điểm, Dự họp, Kiểm phiếu theo trang Đảng viên.

Mỗi đảng viên thuộc diện kiểm điểm một dòng ở Kiểm điểm; mỗi người được triệu tập một dòng cho
mỗi cuộc họp ở Dự họp (ghi Có mặt, ai vắng thì sửa); mỗi người và chi bộ một dòng ở Kiểm phiếu
của hội nghị kiểm điểm. Dòng đã có giữ nguyên; họ tên cạnh mã là công thức, cả ở trang Cán bộ,
Nhiệm vụ, Chấm điểm, Các năm. Sổ được sao trước.

\b
Ví dụ:
  giayto dien
  giayto dien kiem-diem -C chi-bo-toi
  giayto dien du-hop kiem-phieu -C chi-bo-toi
"""

_SHEETS = ("kiem-diem", "du-hop", "kiem-phieu")


@command("dien", _HELP)
@click.argument("sheets", metavar="[TRANG]...", nargs=-1, type=click.Choice(_SHEETS))
@workspace_option
@json_option
def fill(sheets: tuple[str, ...], folder: str, as_json: bool) -> int:
    from ..workspace import Workspace, here
    from ..workspace.causes import by_cause
    from .console import say, say_causes, say_json, say_table

    done = Workspace.open(folder).fill(*(sheets or _SHEETS))
    if as_json:
        say_json(
            {
                "workbook": str(done.workbook),
                "backup": str(done.backup) if done.backup else None,
                "added": done.added,
                "linked": done.linked,
                "nameless": [member.full_name for member in done.nameless],
                "findings": [finding.as_dict() for finding in done.findings],
            }
        )
        return 0
    for member in done.nameless:
        say(
            tr("Không điền được cho “{ten}” (dòng {n}): trùng họ tên mà không có mã.").format(
                ten=member.full_name, n=member.row
            )
        )
    if done.backup is None:
        say(tr("Không có dòng nào phải điền thêm."))
        return 0
    rows = [(name, str(count)) for name, count in done.added.items()]
    if done.linked:
        rows.append((tr("Họ tên nay là công thức"), str(done.linked)))
    say_table(tr("Đã điền sổ"), [tr("Trang"), tr("Số dòng thêm")], rows)
    say_causes(by_cause(done.findings), detailed=False)
    say(tr("Bản sao sổ trước khi điền: {tep}").format(tep=done.backup))
    say(
        tr("Tiếp theo: mở sổ điền phần còn lại, rồi gõ: {lenh}").format(
            lenh=here("giayto kiem-tra", folder)
        )
    )
    return 0
