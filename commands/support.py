"""``giayto ho-tro``: what whoever helps must know, without personal data."""

from __future__ import annotations

import click

from ..i18n import tr
from .base import command, json_option, workspace_option
from .console import say, say_json


@command(
    "ho-tro",
    """Ghi một tệp chữ để gửi khi nhờ hỗ trợ.

Trong đó có phiên bản chương trình, số dòng từng trang, mã các phát hiện; không có họ tên,
ngày sinh, số thẻ hay nội dung giấy tờ. Mở bằng Notepad đọc lại trước khi gửi.

\b
Ví dụ:
  giayto ho-tro
  giayto ho-tro D:/gui-ho-tro.txt -C dang-bo
""",
)
@click.argument("target", required=False, metavar="[TỆP.txt]", type=click.Path())
@workspace_option
@json_option
def support(folder: str, target: str | None, as_json: bool) -> int:
    from ..workspace import Workspace

    path = Workspace(folder).support_file(target)
    if as_json:
        say_json({"file": str(path)})
    else:
        say(tr("Đã ghi {tep}. Mở đọc lại rồi hãy gửi.").format(tep=path))
    return 0
