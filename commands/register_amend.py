"""``giayto so sua``, ``phat-hanh`` and ``thay``: what happens to a row after its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..i18n import tr
from .base import command, json_option, workspace_option
from .console import say_json
from .register_options import row_options

if TYPE_CHECKING:
    from ..register import Entry
    from ..register.book import Register


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
@click.option("--ngay", "day", default=None, help="Ngày văn bản, dd/mm/yyyy.")
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
    day: str | None,
    recipients: tuple[str, ...],
    file: str | None,
    body_code: str | None,
    term: str | None,
    as_json: bool,
    **described: str | int | None,
) -> int:
    from ..register.amend import correct
    from .identity import identity_here
    from .register_facts import file_hash, open_here, read_day, refuse_other_term

    changes: dict[str, object] = {k: v for k, v in described.items() if v is not None}
    issued_on = read_day(day)
    if issued_on is not None:
        changes["document_date"] = issued_on
    if recipients:
        changes["recipients"] = "; ".join(recipients)
    if file is not None:
        changes.update(file=file, file_hash=file_hash(file))
    if not changes:
        raise click.UsageError(tr("Chưa nói sửa gì: thêm --ngay, --trich-yeu, --nguoi-ky…"))
    register = open_here(folder, create=False)
    before = register.locate(number, body_code=body_code, term=term, body_id=identity_here(folder))
    if issued_on is not None:
        refuse_other_term(issued_on, before.term)
    entry = correct(register, before.id, changes, reason)
    if as_json:
        say_json(entry.as_dict())
        return 0
    click.echo(tr("Đã sửa dòng {so} trong sổ.").format(so=entry.symbol))
    if entry.paper is not None and not entry.frozen:
        click.echo(
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
@click.option("--ngay", "day", default=None, help="Ngày phát hành (mặc định: hôm nay).")
@click.option(
    "--tep", "file", type=click.Path(exists=True, dir_okay=False), help="Tệp bản đã ký (một số)."
)
@click.option("--bo", "mistake", metavar="LÝ-DO", help="Bỏ dấu đã đánh nhầm, với lý do này.")
@row_options
@json_option
def send(
    folder: str,
    numbers: tuple[str, ...],
    day: str | None,
    file: str | None,
    mistake: str | None,
    body_code: str | None,
    term: str | None,
    as_json: bool,
) -> int:
    from datetime import date

    from ..register.amend import recall, send_out
    from .identity import identity_here
    from .register_facts import file_hash, open_here, read_day

    if file is not None and len(numbers) > 1:
        raise click.UsageError(tr("--tep chỉ dùng cho một số mỗi lần."))
    if mistake is not None and (file is not None or day is not None):
        raise click.UsageError(tr("--bo không dùng cùng --ngay, --tep."))
    sent_on = read_day(day) or date.today()
    register = open_here(folder, create=False)
    own = identity_here(folder)
    rows = [
        register.locate(number, body_code=body_code, term=term, body_id=own) for number in numbers
    ]
    ids = list(dict.fromkeys(row.id for row in rows))
    if mistake is not None:
        entries = recall(register, ids, mistake)
        said = tr("Đã bỏ dấu phát hành của {so}.")
    else:
        signed = (file, file_hash(file)) if file is not None else None
        entries = send_out(register, ids, sent_on, file=signed)
        said = tr("Đã ghi phát hành {so} ngày {ngay:%d/%m/%Y}; từ nay giữ nguyên.")
    if as_json:
        say_json([entry.as_dict() for entry in entries])
    else:
        for entry in entries:
            click.echo(said.format(so=entry.symbol, ngay=sent_on))
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
def replace(
    folder: str, number: str, reason: str, body_code: str | None, term: str | None, as_json: bool
) -> int:
    from ..register.amend import release
    from .identity import identity_here
    from .register_facts import open_here, set_aside

    register = open_here(folder, create=False)
    before = register.locate(number, body_code=body_code, term=term, body_id=identity_here(folder))
    with set_aside(_documents(register, before), before.symbol) as moved:
        now = moved.get(before.file)
        entry = release(register, before.id, reason, file=str(now) if now else "")
    if as_json:
        say_json(entry.as_dict())
        return 0
    click.echo(tr("Văn bản {so} giữ nguyên trong sổ.").format(so=entry.symbol))
    for path in moved.values():
        click.echo(tr("Tệp của nó nay là: {tep}").format(tep=path))
    click.echo(tr("Gõ “giayto tao --cap-so” để lập văn bản mới với số mới."))
    return 0


def _documents(register: Register, entry: Entry) -> list[str]:
    """The Word files that the program made for a row, also when a scan took their place."""
    files = [entry.file]
    files += [str(c.details["file"][0]) for c in register.history(entry.id) if "file" in c.details]
    return [file for file in dict.fromkeys(files) if file.lower().endswith(".docx")]
