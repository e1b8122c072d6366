"""``giayto mau moi``: begins a paper of the office's own (giấy tờ riêng mới)."""

from __future__ import annotations

import click

from ...i18n import tr
from ..base import command, json_option, workspace_option
from ..console import say, say_json
from .next_steps import say_next


@command(
    "moi",
    """Bắt đầu một giấy tờ riêng của cơ quan, viết bằng Word.

Tệp mới nằm trong thư mục mau, đã có phần đầu và phần cuối theo thể thức; dòng đầu nói mỗi
văn bản lập cho ai. Viết nội dung trong Word, lưu, rồi lập như mọi giấy tờ khác. Có sẵn một tệp
Word thì chỉ cần chép nó vào thư mục mau và gõ dòng “Lập cho: mỗi chi bộ” lên trên cùng.

\b
Ví dụ:
  giayto mau moi "Giấy mời họp" --lap-cho "mỗi chi bộ" --loai-van-ban "Giấy mời"
  giayto mau moi "Thư chúc mừng" --lap-cho "mỗi đảng viên"
""",
)
@click.argument("name", metavar="TÊN")
@workspace_option
@click.option(
    "--lap-cho",
    "per",
    required=True,
    help="Mỗi văn bản cho ai: mỗi đảng viên, mỗi chi bộ, mỗi tổ chức đảng, mỗi cuộc họp,"
    " cả đảng bộ.",
)
@click.option(
    "--loai-van-ban", "type_name", default="", help="Tên loại văn bản, nếu lấy số ở sổ văn bản đi."
)
@json_option
def begin(name: str, folder: str, per: str, type_name: str, as_json: bool) -> int:
    from ...workspace.masters.starting import start_own_paper
    from ...workspace.places import Places, here

    path = start_own_paper(Places(folder), name, per, type_name)
    if as_json:
        say_json({"master": str(path)})
        return 0
    say(tr("Đã tạo {tep}.").format(tep=path))
    say()
    say_next(tr("Viết nội dung trong Word, lưu lại."), path, folder)
    command_line = here(f'giayto tao "{path.stem}"', folder)
    say(tr("  4. Lập: {lenh}").format(lenh=command_line))
    return 0
