"""``giayto gop``: puts papers into one file, to print in one go."""

from __future__ import annotations

import click

from ..i18n import tr
from .base import command, json_option

_HELP = """Gộp nhiều văn bản thành một tệp để in.

Mỗi văn bản bắt đầu ở trang mới, số trang tính lại từ đầu. Ghi tệp hoặc thư mục;
trong một thư mục, tệp được xếp theo tên; tệp gộp có sẵn (in-….docx) và thư mục
khong-con được bỏ qua. Muốn in theo thứ tự trong sổ thì dùng giayto tao --gop.
Tệp kết quả không được là một trong các tệp đem gộp, kể cả khi thêm --ghi-de.

Tệp kết quả có đuôi .pdf thì mọi loại văn bản gộp được với nhau: tệp Word (cần
LibreOffice, trừ khi bản PDF đúng nội dung đã nằm cạnh) và tệp PDF như bản quét, bản
đã ký; mục lục bên trái ghi tên từng tệp. Bản PDF của người khác không bao giờ bị thay.

\b
Ví dụ:
  giayto gop van-ban/2026/Chi-bo-1/kiem-diem -o in.docx
  giayto gop a.docx b.docx -o chung.docx --hai-mat
  giayto gop van-ban/2026/Chi-bo-1 ban-quet.pdf -o in.pdf --hai-mat
"""


@command("gop", _HELP)
@click.argument("sources", nargs=-1, required=True, metavar="TỆP-HOẶC-THƯ-MỤC...")
@click.option(
    "--ra", "-o", "out", required=True, type=click.Path(dir_okay=False), help="Tệp nhận kết quả."
)
@click.option(
    "--hai-mat",
    "two_sided",
    is_flag=True,
    help="In hai mặt: văn bản nào cũng bắt đầu ở trang lẻ; tệp Word còn đổi lề ở mặt sau.",
)
@click.option("--ghi-de", "overwrite", is_flag=True, help="Thay tệp đã có cùng tên.")
@json_option
def merge(
    sources: tuple[str, ...], out: str, two_sided: bool, overwrite: bool, as_json: bool
) -> int:
    from .. import merge_word_files
    from .console import printable, say, say_json

    number = merge_word_files(sources, out, two_sided=two_sided, overwrite=overwrite)
    if as_json:
        say_json({"documents": number, "path": out})
    else:
        shown = printable(out, one_line=True)
        say(tr("Đã gộp {so} văn bản vào {tep}").format(so=number, tep=shown))
    return 0
