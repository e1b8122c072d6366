"""``giayto dung-thu``: invented samples with their whole set of papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..i18n import tr
from .base import command, json_option

if TYPE_CHECKING:
    from ..workspace import Workspace

_HELP = """Làm thử: tạo một phường mẫu (người và tên đều bịa) rồi lập đủ bộ giấy tờ.

Mùa 2023 là Quận uỷ Hai Bà Trưng với 18 phường, mỗi nơi một thư mục, theo thể thức năm 2018 và các
mẫu năm 2023; mọi người, mọi số liệu đều bịa.

\b
Ví dụ:
  giayto dung-thu
  giayto dung-thu D:\\xem-thu
  giayto dung-thu --mua 2023
"""
_FOLDERS = {"2026": "giayto-dung-thu", "2023": "mau-2023"}


@command("dung-thu", _HELP)
@click.argument("folder", required=False, metavar="[THƯ-MỤC]")
@click.option(
    "--mua",
    "season",
    type=click.Choice(tuple(_FOLDERS)),
    default="2026",
    show_default=True,
    help="Mùa kiểm điểm: 2026 (một phường) hay 2023 (quận uỷ và 18 phường).",
)
@click.option("--pdf", is_flag=True, help="Chuyển thêm sang PDF (cần LibreOffice).")
@json_option
def demo(folder: str | None, season: str, pdf: bool, as_json: bool) -> int:
    from ..workspace import Workspace
    from .making import make_and_tell, make_many

    place = folder or _FOLDERS[season]
    workspaces = Workspace.samples(place, int(season))
    if len(workspaces) > 1:
        code = make_many(workspaces, pdf=pdf, as_json=as_json)
    else:
        code = make_and_tell(workspaces[0], pdf=pdf, as_json=as_json)
    if not as_json:
        _tell_where_to_begin(workspaces, place)
    return code


def _tell_where_to_begin(workspaces: Sequence[Workspace], place: str) -> None:
    from .console import say

    first = workspaces[0]
    say()
    say(tr("Mở trước tiên:"))
    say(tr("  1. Sổ dữ liệu (Excel):  {tep}").format(tep=first.workbook))
    for number, path in enumerate(_first_files(first.output), start=2):
        say(f"  {number}. {path}")
    say(
        tr("Sửa sổ dữ liệu rồi gõ: giayto tao -C {thu_muc}").format(
            thu_muc=first.folder if len(workspaces) > 1 else place
        )
    )


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
