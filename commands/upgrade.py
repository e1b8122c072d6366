"""``giayto nang-cap``: a workbook of an older giayto in today's shape."""

from __future__ import annotations

from ..i18n import tr
from .base import command, json_option, workspace_option
from .console import say, say_json


@command(
    "nang-cap",
    """Thêm vào sổ cũ những trang, cột, mục mà giayto mới có.

Sổ được chép lại trước; mọi thứ đang có, kể cả cột và trang riêng, giữ nguyên chỗ.

\b
Ví dụ:
  giayto nang-cap -C dang-bo-phuong
""",
)
@workspace_option
@json_option
def upgrade(folder: str, as_json: bool) -> int:
    from ..workspace import Workspace

    done = Workspace(folder).upgrade()
    added = done.added
    if as_json:
        say_json(
            {
                "sheets": added.sheets,
                "columns": [list(column) for column in added.columns],
                "items": added.items,
                "kept": str(done.kept) if done.kept else None,
                "masters": [path.name for path in done.masters],
            }
        )
        return 0
    if done.kept is None:
        say(tr("Sổ đã đủ trang, cột và mục của phiên bản này."))
    for sheet in added.sheets:
        say(tr("Thêm trang “{ten}”.").format(ten=sheet))
    for sheet, column in added.columns:
        say(tr("Thêm cột “{cot}” ở trang {trang}.").format(cot=column, trang=sheet))
    for item in added.items:
        say(tr("Thêm mục “{ten}” ở trang Thiết lập.").format(ten=item))
    if done.kept is not None:
        say(tr("Sổ trước khi nâng cấp giữ ở {tep}").format(tep=done.kept))
    _say_masters([path.name for path in done.masters], folder)
    return 0


def _say_masters(names: list[str], folder: str) -> None:
    from ..workspace import here

    if names:
        said = tr("Mẫu có sẵn của {ds} đã đổi từ khi chép; mẫu riêng vẫn giữ nguyên.")
        say(said.format(ds=", ".join(names)))
        compare = here("giayto mau so-sanh", folder)
        say(tr("Xem mẫu có sẵn đã đổi những gì: {lenh}").format(lenh=compare))
