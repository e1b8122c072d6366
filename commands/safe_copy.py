"""``giayto sao-luu`` and ``khoi-phuc``: the whole workspace into one file and back."""

from __future__ import annotations

import click

from ..i18n import tr
from .base import command, json_option, workspace_option
from .console import say, say_json


@command(
    "sao-luu",
    """Sao lưu cả nơi làm việc vào một tệp .zip: sổ dữ liệu, mẫu riêng, sổ văn bản, nhật ký.

Không ghi tên tệp thì tệp nằm trong thư mục sao-luu của nơi làm việc. Giấy tờ đã lập
thì lập lại được nên không đi kèm; muốn giữ cả những tệp đã sửa tay thì thêm --ca-van-ban.

\b
Ví dụ:
  giayto sao-luu
  giayto sao-luu E:/dang-bo-2026.zip --ca-van-ban
""",
)
@click.argument("target", required=False, metavar="[TỆP.zip]", type=click.Path())
@workspace_option
@click.option("--ca-van-ban", "papers", is_flag=True, help="Kèm cả thư mục van-ban.")
@json_option
def save(folder: str, target: str | None, papers: bool, as_json: bool) -> int:
    from ..workspace import Workspace

    made = Workspace(folder).save(target, papers=papers)
    if as_json:
        say_json({"file": str(made.path), "files": made.files, "register_rows": made.rows})
        return 0
    say(tr("Đã sao lưu {so} tệp vào {tep}").format(so=made.files, tep=made.path))
    if made.rows is not None:
        say(tr("Sổ văn bản trong đó có {so} dòng.").format(so=made.rows))
    return 0


@command(
    "khoi-phuc",
    """Lấy lại nơi làm việc từ tệp do “giayto sao-luu” tạo ra.

Nơi làm việc đang có được sao lưu trước vào thư mục sao-luu. Bản sao lưu hỏng thì
không có gì bị thay đổi.

\b
Ví dụ:
  giayto khoi-phuc sao-luu/noi-lam-viec-20261205-160000.zip
  giayto khoi-phuc E:/dang-bo-2026.zip -C D:/dang-bo
""",
)
@click.argument("source", metavar="TỆP.zip", type=click.Path())
@workspace_option
@click.option(
    "--chap-nhan-mat-so", "force", is_flag=True, help="Thay cả khi sổ văn bản đang dùng có số mới."
)
@json_option
def restore(folder: str, source: str, force: bool, as_json: bool) -> int:
    from ..workspace import Workspace

    done = Workspace(folder).restore(source, force=force)
    if as_json:
        before = str(done.before) if done.before else None
        say_json({"files": done.files, "before": before, "register_kept": done.register_kept})
        return 0
    say(
        tr("Đã khôi phục {so} tệp từ bản sao lưu lúc {luc}.").format(
            so=done.files, luc=f"{done.made:%H:%M %d/%m/%Y}"
        )
    )
    if done.before:
        say(tr("Bản trước khi khôi phục giữ ở {tep}").format(tep=done.before))
    if done.register_kept:
        say(tr("Sổ văn bản nằm trên máy chủ và đang có số: giữ nguyên, không thay."))
    return 0
