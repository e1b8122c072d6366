"""``giayto pdf``: turns Word files into PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..errors import GiaytoError
from ..i18n import tr
from .base import command, json_option
from .console import printable, progress_bar, say, say_aside, say_error, say_json

if TYPE_CHECKING:
    from .. import Sheets

_NAMED = 8

_HELP = """Chuyển tệp Word sang PDF (cần LibreOffice).

Ghi tệp hoặc thư mục; với thư mục, mọi tệp .docx bên trong đều được chuyển, trừ
thư mục khong-con.
Bản PDF đã có, làm từ đúng nội dung ấy, thì bỏ qua. Bản PDF không do giayto làm
(bản quét, bản đã ký) không bao giờ bị thay. Ảnh và nội dung mà tệp Word lấy từ
mạng hay từ tệp khác không được lấy; chương trình kể ra.

\b
Ví dụ:
  giayto pdf van-ban
  giayto pdf van-ban/2026/Chi-bo-1/in-kiem-diem-02b.docx
  giayto pdf van-ban --ra ban-pdf
"""


@command("pdf", _HELP)
@click.argument("sources", nargs=-1, required=True, metavar="TỆP-HOẶC-THƯ-MỤC...")
@click.option("--ra", "out", type=click.Path(file_okay=False), help="Thư mục nhận bản PDF.")
@click.option("--tat-ca", "redo", is_flag=True, help="Chuyển lại cả những bản PDF còn đúng.")
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
                "left_out": [{"path": str(p), "what": list(cut)} for p, cut in sheets.cut],
                "failed": [{"path": str(p), **e.as_dict()} for p, e in sheets.failed],
            }
        )
    else:
        if sheets.unchanged:
            say(tr("{so} bản PDF đã đúng với bản Word, giữ nguyên.").format(so=sheets.unchanged))
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
    if sheets.cut:
        say(tr("Những phần sau nằm ngoài tệp Word nên không được lấy vào bản PDF:"))
    for path, cut in sheets.cut[:_NAMED]:
        more = tr("; và {so} nữa").format(so=len(cut) - _NAMED) if cut[_NAMED:] else ""
        say(printable(f"- {path.name}: {'; '.join(cut[:_NAMED])}{more}", one_line=True))
    _more(len(sheets.cut), tr("… và {so} tệp nữa"))
    _tell_failed(sheets)


def _tell_failed(sheets: Sheets) -> None:
    """Each error once, with the files it is about."""
    groups: dict[tuple[str, str | None], list[GiaytoError]] = {}
    for _, error in sheets.failed:
        groups.setdefault((error.what, error.why), []).append(error)
    for errors in list(groups.values())[:_NAMED]:
        say_error(errors[0])
        for error in errors[1:_NAMED]:
            say_aside(f"  - {printable(error.where, one_line=True)}")
        if errors[_NAMED:]:
            say_aside("  " + tr("… và {so} tệp nữa").format(so=len(errors) - _NAMED))
    _more(len(groups), tr("… và {so} lỗi khác"))


def _more(number: int, words: str) -> None:
    if number > _NAMED:
        say(words.format(so=number - _NAMED))
