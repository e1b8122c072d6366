"""``giayto pdf``: turns Word files into PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..i18n import tr
from .base import command, json_option
from .console import progress_bar, say, say_error, say_json

if TYPE_CHECKING:
    from .. import Sheets

_NAMED = 8

_HELP = """Chuyển tệp Word sang PDF (cần LibreOffice).

Ghi tệp hoặc thư mục; với thư mục, mọi tệp .docx bên trong đều được chuyển, trừ
thư mục khong-con.
Bản PDF đã có và mới hơn bản Word thì bỏ qua.

\b
Ví dụ:
  giayto pdf van-ban
  giayto pdf van-ban/2026/Chi-bo-1/in-kiem-diem-02b.docx
  giayto pdf van-ban --ra ban-pdf
"""


@command("pdf", _HELP)
@click.argument("sources", nargs=-1, required=True, metavar="TỆP-HOẶC-THƯ-MỤC...")
@click.option("--ra", "out", type=click.Path(file_okay=False), help="Thư mục nhận bản PDF.")
@click.option("--tat-ca", "redo", is_flag=True, help="Chuyển lại cả những bản PDF còn mới.")
@click.option(
    "--tien-trinh",
    "workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Số LibreOffice chạy cùng lúc (mặc định: số nhân của máy).",
)
@json_option
def pdf(
    sources: tuple[str, ...], out: str | None, redo: bool, workers: int | None, as_json: bool
) -> int:
    from .. import convert_to_pdf

    with progress_bar(tr("Đang chuyển sang PDF"), shown=not as_json) as step:
        sheets = convert_to_pdf(sources, out=out, redo=redo, workers=workers, progress=step)
    if as_json:
        say_json(
            {
                "made": [str(path) for path in sheets.made],
                "unchanged": sheets.unchanged,
                "failed": [{"path": str(p), **e.as_dict()} for p, e in sheets.failed],
            }
        )
    else:
        if sheets.unchanged:
            say(tr("{so} bản PDF còn mới, giữ nguyên.").format(so=sheets.unchanged))
        tell_sheets(sheets)
    return 1 if sheets.failed else 0


def tell_sheets(sheets: Sheets) -> None:
    """Say what was made, what failed, and whether the fonts are right."""
    if sheets.made:
        say(tr("Đã chuyển {so} tệp sang PDF.").format(so=len(sheets.made)))
    for use in sheets.replaced_fonts:
        say(
            tr(
                "Máy chưa có phông {phong}; bản PDF dùng {thay} nên dòng và trang có thể"
                " khác bản Word."
            ).format(phong=use.wanted, thay=use.used)
        )
    for _, error in sheets.failed[:_NAMED]:
        say_error(error)
    if len(sheets.failed) > _NAMED:
        say(tr("… và {so} lỗi khác").format(so=len(sheets.failed) - _NAMED))
