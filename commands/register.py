"""``giayto so …``: the register of outgoing documents on the command line (sổ văn bản đi)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..i18n import tr
from .base import Entry as Listed
from .base import LazyGroup, command, json_option, workspace_option
from .console import say, say_aside, say_json
from .register_options import body_options, day_option, filter_options, row_options

if TYPE_CHECKING:
    from .. import Entry

register_group = LazyGroup(
    "so",
    help="Sổ đăng ký văn bản đi: cấp số, tra cứu, sửa, huỷ số, phát hành, in sổ, sao lưu.",
    entries=(
        Listed("cap", "issue", ".register", "issue", "Cấp số cho một văn bản, hoặc ghi số đã có"),
        Listed("xem", "list", ".register_show", "show", "Xem, lọc, tìm trong sổ"),
        Listed("sua", "correct", ".register_amend", "amend", "Sửa một dòng của sổ, có lý do"),
        Listed("huy", "cancel", ".register", "cancel", "Huỷ một số, có lý do"),
        Listed("phat-hanh", "send", ".register_amend", "send", "Đánh dấu văn bản đã phát hành"),
        Listed("thay", "replace", ".register_amend", "replace", "Thay một văn bản đã phát hành"),
        Listed("xuat", "export", ".register", "export", "Xuất sổ ra Word, Excel để in, đóng quyển"),
        Listed("nhap", "import", ".register", "take_over", "Nhập sổ cũ đang ghi trên Excel"),
        Listed(
            "kiem-tra", "check", ".register_check", "check", "Tìm số thiếu, trùng, ngày lộn xộn"
        ),
        Listed("sao-luu", "backup", ".register_backup", "backup", "Sao lưu sổ ra một tệp"),
        Listed(
            "co-quan", "body", ".register_body", "body", "Số của cơ quan nào: xem, trả lời khi hỏi"
        ),
        Listed("khoi-phuc", "restore", ".register_backup", "restore", "Lấy lại sổ từ bản sao lưu"),
    ),
)


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
    from .. import Workspace

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
    from .. import Workspace

    entry = Workspace(folder).register().cancel(number, reason, **which)
    if as_json:
        say_json(entry.as_dict())
    else:
        say(tr("Đã huỷ số {so}: {ly_do}").format(so=entry.symbol, ly_do=entry.cancel_reason))
    return 0


@command(
    "xuat",
    """Xuất sổ ra tệp Word (.docx) hoặc Excel (.xlsx), khổ A4 ngang, in được ngay.

Sổ Word in theo mẫu: mau/so-van-ban-di.docx nếu có, không thì mẫu có sẵn. Các cột của sổ
Excel lấy theo mau/cot-so-van-ban.toml nếu có, không thì các cột thường dùng.

\b
Ví dụ:
  giayto so xuat so-van-ban-di.docx so-van-ban-di.xlsx
  giayto so xuat so-quyet-dinh-2026.docx --loai QĐ --tu 01/01/2026 --den 31/12/2026
""",
)
@click.argument("targets", nargs=-1, required=True, metavar="TỆP...", type=click.Path())
@workspace_option
@filter_options
@click.option(
    "--theo-ngay", "by_date", is_flag=True, help="Một danh sách theo ngày, không chia loại."
)
@click.option(
    "--dong-dau", "letterhead", multiple=True, help="Dòng tên cơ quan ở đầu; ghi nhiều lần."
)
@click.option("--ghi-de", "overwrite", is_flag=True, help="Ghi đè tệp đã có.")
@json_option
def export(
    folder: str,
    targets: tuple[str, ...],
    by_date: bool,
    letterhead: tuple[str, ...],
    overwrite: bool,
    as_json: bool,
    **filters: Any,
) -> int:
    from .. import Workspace

    register = Workspace(folder).register()
    rows = register.find(**filters)
    left_out = register.export(
        rows, targets, letterhead=letterhead, by_date=by_date, overwrite=overwrite
    )
    if as_json:
        say_json({"rows": len(rows), "files": list(targets)})
    else:
        for target in targets:
            say(tr("Đã xuất {n} dòng ra {tep}").format(n=len(rows), tep=target))
        if left_out:
            say(
                tr(
                    "Các cột khai trong cot-so-van-ban.toml chỉ dùng cho sổ Excel; cột của sổ Word"
                    " sửa trong mẫu so-van-ban-di.docx, chép vào thư mục mau."
                )
            )
    return 0


@command(
    "nhap",
    """Nhập sổ văn bản đi đang ghi trên Excel, để dùng tiếp từ giữa nhiệm kỳ.

Chương trình đọc cả tệp, báo từng dòng có vấn đề. Còn dòng lỗi thì không ghi gì, trừ
khi thêm --bo-dong-loi. Sau khi nhập, số tiếp theo nối theo số lớn nhất của từng loại.

\b
Ví dụ:
  giayto so nhap so-cu.xlsx --thu
  giayto so nhap so-cu.xlsx --co-quan DU --nhiem-ky 2025-2030
""",
)
@click.argument("source", metavar="TỆP", type=click.Path(exists=True, dir_okay=False))
@workspace_option
@body_options
@click.option("--trang", "sheet", default=None, help="Tên trang tính (mặc định: tự tìm).")
@click.option("--thu", "dry_run", is_flag=True, help="Chỉ đọc và báo, không ghi.")
@click.option(
    "--bo-dong-loi", "skip_errors", is_flag=True, help="Bỏ các dòng lỗi, ghi phần còn lại."
)
@json_option
def take_over(
    folder: str,
    source: str,
    sheet: str | None,
    dry_run: bool,
    skip_errors: bool,
    as_json: bool,
    **body: str | None,
) -> int:
    from .. import Workspace
    from .register_check import say_findings

    register = Workspace(folder).register()
    old, written = register.take_over(
        source, sheet=sheet, dry_run=dry_run, skip_errors=skip_errors, **body
    )
    if register.remark:
        say_aside(register.remark)
    if as_json:
        found = [finding.as_dict() for finding in old.findings]
        say_json({"written": written, "rows": len(old.rows), "findings": found})
    else:
        say_findings(old.findings)
        done = tr("Đã nhập {n} số.") if written else tr("Nhập được {n} số; chưa ghi gì vào sổ.")
        say(done.format(n=len(old.rows)))
    return 3 if old.rejected and not skip_errors else 0


def _day(entry: Entry) -> str:
    return f"{entry.document_date:%d/%m/%Y}" if entry.document_date else ""
