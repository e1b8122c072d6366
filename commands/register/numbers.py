"""``giayto so cap``, ``giayto so huy``: a number given, a number cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ...i18n import tr
from ..base import command, day_option, json_option, workspace_option
from ..console import say, say_aside, say_json
from .options import body_options, row_options

if TYPE_CHECKING:
    from ... import Entry


@command(
    "cap",
    """Cấp số tiếp theo cho một văn bản.

Mỗi loại văn bản của mỗi cơ quan có một dãy số, chạy liên tục hết nhiệm kỳ. Số đã cấp
không cấp lại cho văn bản khác, kể cả khi đã huỷ. Thêm --so để ghi vào sổ một số đã
dùng từ trước; thêm cả --huy để ghi số bỏ.

\b
Ví dụ:
  giayto so cap --loai "Thông báo" --trich-yeu "kết luận phiên họp tháng 12" \\
    --nguoi-ky "Nguyễn Văn An" --noi-nhan "Các chi bộ"
  giayto so cap --loai TB --so 45 --huy "ghi nhầm, chưa ban hành"
""",
)
@workspace_option
@body_options
@click.option("--loai", "kind", required=True, help="Loại văn bản: tên hoặc ký hiệu.")
@click.option("--trich-yeu", "abstract", default="", help="Trích yếu nội dung.")
@day_option("--ngay", "day", "Ngày văn bản, dd/mm/yyyy (mặc định: hôm nay).")
@click.option("--nguoi-ky", "signer", default="", help="Người ký.")
@click.option("--noi-nhan", "recipients", multiple=True, help="Nơi nhận; ghi được nhiều lần.")
@click.option("--luu", "keeper", default="", help="Nơi giữ bản lưu.")
@click.option("--so-ban", "copies", type=click.IntRange(min=0), default=None, help="Số bản.")
@click.option("--ghi-chu", "note", default="", help="Ghi chú.")
@click.option("--tep", "file", type=click.Path(exists=True, dir_okay=False), help="Tệp văn bản.")
@click.option("--dai-hoi", "congress", is_flag=True, help="Văn bản của đại hội (một dãy số chung).")
@click.option(
    "--so", "number", type=click.IntRange(1, 9_999), default=None, help="Ghi số đã có này."
)
@click.option("--cach-xa", "far", is_flag=True, help="Cùng --so: số cách xa số cuối là đúng.")
@click.option("--huy", "cancelled", default="", help="Cùng --so: ghi thành số huỷ, với lý do này.")
@json_option
def issue(folder: str, number: int | None, cancelled: str, as_json: bool, **described: Any) -> int:
    from ... import Workspace

    if cancelled and number is None:
        raise click.UsageError(tr("--huy chỉ dùng cùng --so."))
    register = Workspace(folder).register()
    entry = register.issue(number=number, cancelled=cancelled, **described)
    if register.remark:
        say_aside(register.remark)
    if as_json:
        say_json(entry.as_dict())
    else:
        say(tr("Số {so}").format(so=entry.symbol), bold=True)
        say(f"{entry.body_name} · {tr('nhiệm kỳ')} {entry.term} · {_day(entry)}")
        if entry.cancelled:
            say(tr("Đã huỷ: {ly_do}").format(ly_do=entry.cancel_reason))
    return 0


@command(
    "huy",
    """Huỷ một số. Dòng vẫn nằm trong sổ cùng lý do; số đó không bao giờ cấp lại.

\b
Ví dụ:
  giayto so huy 137-TB/ĐU --ly-do "cấp nhầm loại văn bản"
""",
)
@click.argument("number", metavar="SỐ-VÀ-KÝ-HIỆU")
@workspace_option
@click.option("--ly-do", "reason", required=True, help="Vì sao huỷ.")
@row_options
@json_option
def cancel(folder: str, number: str, reason: str, as_json: bool, **which: str | None) -> int:
    from ... import Workspace

    entry = Workspace(folder).register().cancel(number, reason, **which)
    if as_json:
        say_json(entry.as_dict())
    else:
        say(tr("Đã huỷ số {so}: {ly_do}").format(so=entry.symbol, ly_do=entry.cancel_reason))
    return 0


def _day(entry: Entry) -> str:
    return f"{entry.document_date:%d/%m/%Y}" if entry.document_date else ""
