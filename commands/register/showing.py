"""``giayto so xem``: looking into the register on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ...i18n import later, tr
from ..base import command, json_option, workspace_option
from ..console import say, say_json, say_table
from .options import filter_options

if TYPE_CHECKING:
    from ... import WorkspaceRegister


@command(
    "xem",
    """Xem sổ, mới nhất ở trên; có thể lọc và tìm theo chữ.

Chữ cần tìm không phân biệt hoa thường, có dấu hay không dấu. Ghi đúng một số và
ký hiệu cùng --lich-su thì xem được mọi lần thay đổi của số đó.

\b
Ví dụ:
  giayto so xem giay khen
  giayto so xem --loai QĐ --tu 01/01/2026 --den 31/12/2026
  giayto so xem 137-TB/ĐU --lich-su
""",
)
@click.argument("words", nargs=-1, metavar="[CHỮ CẦN TÌM]...")
@workspace_option
@filter_options
@click.option("--da-huy", "only_cancelled", is_flag=True, help="Chỉ các số đã huỷ.")
@click.option("--nhieu-nhat", "limit", type=click.IntRange(min=1), default=50, help="Số dòng.")
@click.option("--lich-su", "with_history", is_flag=True, help="Các lần thay đổi của một số.")
@json_option
def show(
    folder: str,
    words: tuple[str, ...],
    limit: int,
    with_history: bool,
    as_json: bool,
    **filters: Any,
) -> int:
    from ... import Workspace
    from ...workspace.register.desk import cell, needed

    register = Workspace(folder).register()
    text = " ".join(words)
    if with_history:
        return _show_history(register, text, filters, as_json)
    rows = register.find(text, limit=limit, newest_first=True, **filters)
    if as_json:
        say_json([entry.as_dict() for entry in rows])
        return 0
    if not rows:
        say(tr("Không có văn bản nào khớp."))
        return 0
    fields = [name for name in _HEADS if name not in _IF_NEEDED or needed(rows, name)]
    say_table(
        tr("Sổ văn bản đi"),
        [tr(_HEADS[name]) for name in fields],
        [[cell(entry, name) for name in fields] for entry in rows],
    )
    if len(rows) == limit:
        say(tr("Chỉ in {n} dòng mới nhất; thêm --nhieu-nhat để xem nữa.").format(n=limit))
    return 0


_HEADS = later(
    {
        "symbol": "Số và ký hiệu",
        "date": "Ngày",
        "body": "Cơ quan",
        "type_and_abstract": "Trích yếu",
        "signer": "Người ký",
        "sent": "Phát hành",
        "note": "Ghi chú",
    }
)
_IF_NEEDED = ("body", "sent")

_COLUMNS = later(
    {
        "symbol": "Số và ký hiệu",
        "body_name": "Cơ quan ban hành",
        "document_date": "Ngày văn bản",
        "abstract": "Trích yếu",
        "recipients": "Nơi nhận",
        "signer": "Người ký",
        "keeper": "Nơi giữ bản lưu",
        "copies": "Số bản",
        "note": "Ghi chú",
        "file": "Tệp",
        "file_hash": "Mã kiểm của tệp",
        "cancel_reason": "Lý do huỷ",
        "body_id": "Định danh",
        "by": "Định danh",
        "sent_on": "Ngày phát hành",
        "paper": "Loại giấy tờ chương trình lập",
        "record": "Hồ sơ ứng với giấy tờ",
        "reason": "Lý do",
    }
)
_ACTIONS = later(
    {
        "issue": "cấp số",
        "take": "ghi số đã có",
        "remake": "làm lại",
        "cancel": "huỷ số",
        "claim": "nhận là số của cơ quan",
        "decline": "một cơ quan nói không phải số của mình",
        "correct": "sửa sổ",
        "send": "phát hành",
        "recall": "bỏ dấu phát hành",
        "release": "cho thay văn bản",
    }
)


def _show_history(
    register: WorkspaceRegister, text: str, filters: dict[str, Any], as_json: bool
) -> int:
    from datetime import datetime

    entry = register.locate(text, body_code=filters["body_code"], term=filters["term"])
    changes = register.history(entry)
    if as_json:
        say_json(
            {
                "entry": entry.as_dict(),
                "history": [
                    {"action": str(c.action), "who": c.who, "at": c.at, "details": c.details}
                    for c in changes
                ],
            }
        )
        return 0
    say(f"{entry.symbol} · {entry.body_name} · {entry.term}", bold=True)
    for change in changes:
        at = datetime.fromisoformat(change.at).astimezone()
        say(f"{at:%d/%m/%Y %H:%M}  {change.who}  {tr(_ACTIONS[str(change.action)])}")
        for column, (before, after) in change.details.items():
            if column != "state":  # the action has said so
                old = f"{before} → " if before not in (None, "") else ""
                new = tr("(trống)") if after in (None, "") else after
                name = tr(_COLUMNS[column]) if column in _COLUMNS else column
                say(f"    {name}: {old}{new}")
    return 0
