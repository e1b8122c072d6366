"""``giayto dung-thu``: a sample ward with its whole set of papers."""

from __future__ import annotations

from pathlib import Path

import click

from ..i18n import tr
from .base import command, json_option

_HELP = """Làm thử: tạo một phường mẫu (người và tên đều bịa) rồi lập đủ bộ giấy tờ.

\b
Ví dụ:
  giayto dung-thu
  giayto dung-thu D:\\xem-thu
"""


@command("dung-thu", _HELP)
@click.argument("folder", default="giayto-dung-thu", metavar="[THƯ-MỤC]")
@click.option("--pdf", is_flag=True, help="Chuyển thêm sang PDF (cần LibreOffice).")
@json_option
def demo(folder: str, pdf: bool, as_json: bool) -> int:
    from ..workspace import Workspace
    from .console import say
    from .making import make_and_tell

    workspace = Workspace.sample(folder)
    code = make_and_tell(workspace, pdf=pdf, as_json=as_json)
    if not as_json:
        say()
        say(tr("Mở trước tiên:"))
        say(tr("  1. Sổ dữ liệu (Excel):  {tep}").format(tep=workspace.workbook))
        for number, path in enumerate(_first_files(workspace.output), start=2):
            say(f"  {number}. {path}")
        say(tr("Sửa sổ dữ liệu rồi gõ: giayto tao -C {thu_muc}").format(thu_muc=folder))
    return code


def _first_files(output: Path) -> list[Path]:
    """One document of each family, the most telling first."""
    wanted = (
        "xep-loai/*dang-vien*.docx",
        "bien-ban/*.docx",
        "kiem-diem/*.docx",
        "khen-thuong/quyet-dinh*.docx",
    )
    found = []
    for pattern in wanted:
        files = sorted(output.glob(f"*/*/{pattern}"))
        found.extend(files[:1])
    return found
