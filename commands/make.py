"""``giayto tao``: makes papers from the workbook."""

from __future__ import annotations

from pathlib import Path

import click

from ..i18n import tr
from .base import command, json_option, workspace_option

_HELP = """Tạo giấy tờ Word từ sổ dữ liệu.

GIẤY-TỜ là tên loại hoặc tên nhóm; không ghi gì thì tạo tất cả.

\b
Các nhóm và loại:
  kiem-diem     bản kiểm điểm cá nhân
  bien-ban      bien-ban-kiem-diem, bien-ban-sinh-hoat
  xep-loai      quyet-dinh-xep-loai-to-chuc, quyet-dinh-xep-loai-dang-vien
  khen-thuong   to-trinh-khen-thuong, danh-sach-khen-thuong,
                quyet-dinh-khen-thuong

\b
Ví dụ:
  giayto tao
  giayto tao kiem-diem --don-vi CB01
  giayto tao xep-loai --ra D:\\giay-to
"""


@command("tao", _HELP)
@click.argument("papers", nargs=-1, metavar="[GIẤY-TỜ]...")
@workspace_option
@click.option(
    "--don-vi",
    "units",
    multiple=True,
    help="Chỉ làm cho tổ chức đảng này (mã hoặc tên); ghi được nhiều lần.",
)
@click.option(
    "--ra",
    "out",
    type=click.Path(file_okay=False),
    help="Thư mục nhận kết quả (mặc định: van-ban trong thư mục làm việc).",
)
@click.option("--van-tao", is_flag=True, help="Vẫn làm những giấy tờ làm được khi sổ còn lỗi.")
@json_option
def make(
    papers: tuple[str, ...],
    folder: str,
    units: tuple[str, ...],
    out: str | None,
    van_tao: bool,
    as_json: bool,
) -> int:
    from ..generators.papers import find_papers
    from .making import make_papers
    from .workspace import find_units, load, open_workspace, reject_errors

    wanted = find_papers(papers)
    workspace = open_workspace(folder)
    loaded = load(workspace)
    if not van_tao:
        reject_errors(loaded)
    scope_units = find_units(loaded.ward, units)
    target = Path(out) if out else workspace.output
    return make_papers(
        loaded.ward,
        wanted,
        scope_units,
        target,
        own_masters=workspace.own_masters,
        as_json=as_json,
        warnings=len(loaded.findings),
    )


def nothing_made_hint() -> str:
    """What to tell a clerk when a run made nothing."""
    return tr("Chưa có gì để lập: hãy điền sổ dữ liệu, hoặc xem lại --don-vi.")
