"""``giayto kiem-tra``: checks the data; every finding has sheet, cell, cause and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..i18n import tr
from .base import command, json_option, workspace_option
from .console import say, say_causes, say_error, say_json

if TYPE_CHECKING:
    from pathlib import Path

    from .. import Checked, Workspace

_HELP = """Kiểm tra sổ dữ liệu: mỗi điều tìm thấy có trang, ô, vì sao và cách sửa.

Những ô sai cùng một nguyên nhân được gộp thành một điều, điều quan trọng đứng trước.
Có sổ văn bản thì so thêm: số gõ trong sổ dữ liệu có trùng không, giấy tờ đã có số nay
có khác sổ văn bản không. Mã thoát 3 khi có lỗi khiến giấy tờ không thể lập cho đúng.

Với --ra, chương trình ghi một bản sao của sổ: ô sai được tô màu và có ghi chú, trang
đầu liệt kê tất cả. Với --sua, chương trình ghi một bản sao đã sửa những chỗ chỉ có một
cách hiểu, và nói từng chỗ. Sổ dữ liệu không bao giờ bị sửa.

\b
Ví dụ:
  giayto kiem-tra
  giayto kiem-tra -C dang-bo-phuong
  giayto kiem-tra --ra loi.xlsx
  giayto kiem-tra --sua
"""


def _offer_filling(checked: Checked, folder: Path) -> None:
    from ..workspace import here

    if checked.rows_missing:
        say(
            tr(
                "{n} đảng viên thuộc diện kiểm điểm chưa có dòng ở trang Kiểm điểm; "
                "gõ “{lenh}” để điền sẵn mã, họ tên."
            ).format(n=checked.rows_missing, lenh=here("giayto dien", folder))
        )


@command("kiem-tra", _HELP)
@workspace_option
@click.option(
    "--ra",
    "out",
    type=click.Path(dir_okay=False),
    metavar="TỆP.xlsx",
    help="Ghi bản sao của sổ, các ô sai được đánh dấu (cùng --sua: nơi ghi bản đã sửa).",
)
@click.option(
    "--sua", "repair", is_flag=True, help="Ghi bản sao đã sửa những chỗ chỉ có một cách hiểu."
)
@click.option("--ghi-de", "overwrite", is_flag=True, help="Cùng --ra: thay tệp đã có cùng tên.")
@click.option("--chi-tiet", "detailed", is_flag=True, help="In từng ô, không gộp.")
@json_option
def check(
    folder: str, out: str | None, repair: bool, overwrite: bool, detailed: bool, as_json: bool
) -> int:
    from ..workspace import Workspace

    workspace = Workspace.open(folder)
    if repair:
        from .check_repairs import repair_and_tell

        return repair_and_tell(workspace, out, overwrite, detailed=detailed, as_json=as_json)
    checked = workspace.check()
    marked = workspace.mark(checked, out, overwrite=overwrite) if out is not None else None
    code = 3 if checked.errors or checked.trouble else 0
    if as_json:
        told: dict[str, object] = {"findings": [f.as_dict() for f in checked.findings]}
        if checked.trouble is not None:
            told["error"] = checked.trouble.as_dict()
        if marked is not None:
            told["marked"] = str(marked)
        say_json(told)
        return code
    _tell_read(checked)
    say_causes(checked.causes, detailed=detailed)
    say()
    if checked.trouble is not None:
        say_error(checked.trouble)
    if marked is not None:
        say(tr("Bản sao có đánh dấu, trang đầu liệt kê tất cả: {tep}").format(tep=marked))
    _tell_next(checked, workspace, marked=marked is not None)
    return code


def _tell_read(checked: Checked) -> None:
    data = checked.loaded.dataset
    say(
        tr("Đã đọc {dv} đảng viên, {tc} tổ chức đảng, {h} cuộc họp.").format(
            dv=len(data.members), tc=len(data.organisations), h=len(data.meetings)
        )
    )


def _tell_next(checked: Checked, workspace: Workspace, *, marked: bool) -> None:
    from ..workspace import here

    errors = checked.errors
    causes = sum(cause.severity == "error" for cause in checked.causes)
    if causes != len(errors):
        say(tr("Còn {so} điều phải sửa, ở {o} ô.").format(so=causes, o=len(errors)))
    elif errors:
        say(tr("Còn {so} lỗi phải sửa.").format(so=causes))
    elif checked.trouble is None:
        _offer_filling(checked, workspace.folder)
        command = here("giayto tao", workspace.folder)
        say(tr("Không có lỗi. Gõ “{lenh}” để lập giấy tờ.").format(lenh=command))
    if checked.findings and (repairable := workspace.repairable()):
        command = here("giayto kiem-tra --sua", workspace.folder)
        said = tr("Chương trình sửa giúp được {so} ô, vào một bản sao: {lenh}")
        say(said.format(so=repairable, lenh=command))
    if sum(not error.where for error in errors) > 1 and not marked:
        command = here("giayto kiem-tra --ra loi.xlsx", workspace.folder)
        say(tr("Muốn dò từng ô trong Excel: {lenh}").format(lenh=command))
