"""``giayto khoi-tao``: a workspace with an empty workbook."""

from __future__ import annotations

import click

from ..i18n import tr
from .base import command, json_option

_HELP = """Tạo thư mục làm việc với sổ dữ liệu trống để điền.

\b
Ví dụ:
  giayto khoi-tao dang-bo-phuong
"""


@command("khoi-tao", _HELP)
@click.argument("folder", metavar="THƯ-MỤC")
@json_option
def init(folder: str, as_json: bool) -> int:
    from ..workspace import Workspace, here
    from .console import say, say_json

    workspace = Workspace.create(folder)
    if as_json:
        say_json({"workspace": str(workspace.folder), "workbook": str(workspace.workbook)})
        say(
            tr("có đảng viên rồi thì gõ: {lenh} để khỏi gõ lại mã ở các trang sau.").format(
                lenh=here("giayto dien", folder)
            )
        )
    return 0
    say(tr("Đã tạo: {tep}").format(tep=workspace.workbook))
    say(tr("Tiếp theo: mở sổ bằng Excel, điền trang Thiết lập và Tổ chức đảng;"))
    say(
        tr("có sẵn danh sách đảng viên thì gõ: giayto nhap DANH-SACH.xlsx -C {thu_muc}").format(
            thu_muc=folder
        )
    )
    return 0
