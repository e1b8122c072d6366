"""``giayto so xuat``, ``giayto so nhap``: the register as files to print, an old one taken over."""

from __future__ import annotations

from typing import Any

import click

from ...i18n import tr
from ..base import command, json_option, workspace_option
from ..console import say, say_aside, say_json
from .options import body_options, filter_options


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
    from ... import Workspace

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
    from ... import Workspace
    from .checking import say_findings

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
