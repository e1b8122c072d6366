"""``giayto mau sao-chep``: a built-in master copied for the office to change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from ...i18n import tr
from ..base import command, day_option, json_option, workspace_option
from ..console import say, say_json
from .next_steps import say_next

if TYPE_CHECKING:
    from ...workspace.masters.copying import Copied

_HELP = """Chép mẫu có sẵn vào thư mục mau để sửa bằng Word; từ đó giấy tờ dùng bản chép.

LOẠI là tên giấy tờ như của lệnh tao, hoặc tên một mẫu (02c, kiem-diem-02c). Giấy tờ có
nhiều mẫu thì chép những mẫu đang dùng. Mẫu riêng đã có thì giữ nguyên; với --ghi-de,
chương trình cất nó vào thư mục sao-luu rồi chép lại từ đầu.

\b
Ví dụ:
  giayto mau sao-chep quyet-dinh-khen-thuong -C dang-bo-phuong
  giayto mau sao-chep 02c
  giayto mau sao-chep kiem-diem --ngay 20/11/2024
"""


@command("sao-chep", _HELP)
@click.argument("typed", metavar="LOẠI")
@workspace_option
@day_option("--ngay", "day", "Mẫu cho giấy tờ của ngày này, dd/mm/yyyy (mặc định: hôm nay).")
@click.option("--ghi-de", "overwrite", is_flag=True, help="Chép lại cả mẫu riêng đã có.")
@json_option
def copy_masters(
    typed: str, folder: str, day: dt.date | None, overwrite: bool, as_json: bool
) -> int:
    from ...workspace import Workspace
    from ...workspace.masters.copying import copy_masters

    day = day or dt.date.today()
    copies = copy_masters(Workspace(folder), typed, day, overwrite=overwrite)
    if as_json:
        say_json({"copies": [_as_dict(copy) for copy in copies]})
        return 0
    for copy in copies:
        _say_copy(copy)
    fresh = [copy for copy in copies if copy.fresh]
    say()
    _say_days(fresh)
    say()
    say_next(tr("Mở tệp bằng Word, sửa, lưu lại với đúng tên ấy."), fresh[0].path, folder)
    return 0


def _say_copy(copy: Copied) -> None:
    name = f"{copy.path.name} – {tr(copy.known.label)}"
    if copy.known.about:
        name += f" ({copy.known.about})"
    if not copy.fresh:
        say(tr("Đã có, giữ nguyên: {ten}").format(ten=name))
        return
    say(tr("Đã chép: {ten}").format(ten=name), fg="green")
    if copy.kept is not None:
        say(tr("  Mẫu riêng trước đó cất ở {tep}").format(tep=copy.kept))


def _say_days(copies: list[Copied]) -> None:
    for days, title in dict.fromkeys((c.season.told(), c.rules_title) for c in copies):
        say(
            tr(
                "Bản chép dùng cho giấy tờ {ngay} ({quy_dinh}); giấy tờ ngày khác vẫn dùng mẫu có"
                " sẵn. Muốn đổi, trong Word: File → Info → Properties → Advanced Properties → thẻ"
                " Custom, sửa “Áp dụng từ”, “Áp dụng đến”."
            ).format(ngay=days, quy_dinh=title)
        )
    if any(copy.known.by_year for copy in copies):
        say(tr("Bản kiểm điểm tính theo năm kiểm điểm, lấy ngày 31/12 của năm ấy."))


def _as_dict(copy: Copied) -> dict[str, object]:
    return {
        "master": copy.known.master,
        "file": str(copy.path),
        "fresh": copy.fresh,
        "since": copy.season.since,
        "until": copy.season.until,
        "kept": str(copy.kept) if copy.kept else None,
    }
