"""``giayto so sua``, ``phat-hanh`` and ``thay``: what happens to a row after its number."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from ...i18n import tr
from ..base import command, day_option, json_option, workspace_option
from ..console import say, say_json
from .options import row_options


@command(
    "sua",
    """Sửa một dòng của sổ ghi nhầm: ngày, trích yếu, người ký, nơi nhận…

Số, loại, cơ quan, nhiệm kỳ không bao giờ sửa được. Mỗi lần sửa nằm trong lịch sử của
số cùng lý do. Ghi "" thì cột ấy để trống.

\b
Ví dụ:
  giayto so sua 15-QĐ/ĐU --ngay 25/12/2026 --ly-do "ghi nhầm ngày"
  giayto so sua 15-QĐ/ĐU --so-ban 12 --ghi-chu "gửi bản điện tử" --ly-do "bổ sung"
""",
)
@click.argument("number", metavar="SỐ-VÀ-KÝ-HIỆU")
@workspace_option
@click.option("--ly-do", "reason", required=True, help="Vì sao sửa.")
@day_option("--ngay", "day", "Ngày văn bản, dd/mm/yyyy.")
@click.option("--trich-yeu", "abstract", default=None, help="Trích yếu nội dung.")
@click.option("--nguoi-ky", "signer", default=None, help="Người ký.")
@click.option("--noi-nhan", "recipients", multiple=True, help="Nơi nhận; ghi được nhiều lần.")
@click.option("--luu", "keeper", default=None, help="Nơi giữ bản lưu.")
@click.option("--so-ban", "copies", type=click.IntRange(min=0), default=None, help="Số bản.")
@click.option("--ghi-chu", "note", default=None, help="Ghi chú.")
@click.option("--tep", "file", type=click.Path(exists=True, dir_okay=False), help="Tệp văn bản.")
@row_options
@json_option
def amend(
    folder: str,
    number: str,
    reason: str,
    recipients: tuple[str, ...],
    body_code: str | None,
    term: str | None,
    as_json: bool,
    **changes: Any,
) -> int:
    from ... import Workspace

    if recipients:
        changes["recipients"] = "; ".join(recipients)
    if all(value is None for value in changes.values()):
        raise click.UsageError(tr("Chưa nói sửa gì: thêm --ngay, --trich-yeu, --nguoi-ky…"))
    register = Workspace(folder).register()
    entry = register.correct(number, reason, body_code=body_code, term=term, **changes)
    if as_json:
        say_json(entry.as_dict())
        return 0
    say(tr("Đã sửa dòng {so} trong sổ.").format(so=entry.symbol))
    rewritten = {"day", "abstract", "signer", "recipients"}
    touched = {name for name, value in changes.items() if value is not None}
    if entry.paper is not None and not entry.frozen and touched & rewritten:
        say(
            tr(
                "Văn bản này lập từ sổ dữ liệu: sửa cả ở đó, nếu không lần “giayto tao --cap-so” "
                "sau sẽ ghi lại theo sổ dữ liệu."
            )
        )
    return 0


@command(
    "phat-hanh",
    """Đánh dấu văn bản đã ký, đã gửi đi.

Từ đó văn bản được giữ nguyên: giayto tao không lập lại, sổ không ghi đè, số không huỷ
được. Nội dung phải đổi thì ban hành văn bản mới: giayto so thay.

\b
Ví dụ:
  giayto so phat-hanh 15-QĐ/ĐU 16-QĐ/ĐU --ngay 22/12/2026
  giayto so phat-hanh 15-QĐ/ĐU --tep ban-ky.pdf
  giayto so phat-hanh 15-QĐ/ĐU --bo "đánh dấu nhầm số"
""",
)
@click.argument("numbers", nargs=-1, required=True, metavar="SỐ-VÀ-KÝ-HIỆU...")
@workspace_option
@day_option("--ngay", "day", "Ngày phát hành (mặc định: hôm nay).")
@click.option(
    "--tep", "file", type=click.Path(exists=True, dir_okay=False), help="Tệp bản đã ký (một số)."
)
@click.option("--bo", "mistake", metavar="LÝ-DO", help="Bỏ dấu đã đánh nhầm, với lý do này.")
@row_options
@json_option
def send(
    folder: str,
    numbers: tuple[str, ...],
    day: date | None,
    file: str | None,
    mistake: str | None,
    as_json: bool,
    **which: str | None,
) -> int:
    from ... import Workspace

    if file is not None and len(numbers) > 1:
        raise click.UsageError(tr("--tep chỉ dùng cho một số mỗi lần."))
    if mistake is not None and (file is not None or day is not None):
        raise click.UsageError(tr("--bo không dùng cùng --ngay, --tep."))
    register = Workspace(folder).register()
    if mistake is not None:
        entries = register.recall(numbers, mistake, **which)
        said = tr("Đã bỏ dấu phát hành của {so}.")
    else:
        day = day or date.today()
        entries = register.send(numbers, day=day, file=file, **which)
        said = tr("Đã ghi phát hành {so} ngày {ngay:%d/%m/%Y}; từ nay giữ nguyên.")
    if as_json:
        say_json([entry.as_dict() for entry in entries])
    else:
        for entry in entries:
            say(said.format(so=entry.symbol, ngay=day))
    return 0


@command(
    "thay",
    """Cho phép ban hành văn bản mới thay một văn bản đã phát hành.

Văn bản cũ giữ nguyên số, ngày và chỗ trong sổ; tệp của nó được đổi tên để bản mới
không ghi đè. Lần giayto tao --cap-so tới lập văn bản mới với số mới.

\b
Ví dụ:
  giayto so thay 15-QĐ/ĐU --ly-do "sửa danh sách kèm theo"
""",
)
@click.argument("number", metavar="SỐ-VÀ-KÝ-HIỆU")
@workspace_option
@click.option("--ly-do", "reason", required=True, help="Vì sao phải có văn bản mới.")
@row_options
@json_option
def replace(folder: str, number: str, reason: str, as_json: bool, **which: str | None) -> int:
    from ... import Workspace

    entry, moved = Workspace(folder).register().replace(number, reason, **which)
    if as_json:
        say_json(entry.as_dict())
        return 0
    say(tr("Văn bản {so} giữ nguyên trong sổ.").format(so=entry.symbol))
    for path in moved:
        say(tr("Tệp của nó nay là: {tep}").format(tep=path))
    say(tr("Gõ “giayto tao --cap-so” để lập văn bản mới với số mới."))
    return 0
