"""``giayto nhap``: takes a member list, in whatever shape, over into the workbook."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..i18n import tr
from .base import command, json_option, workspace_option

if TYPE_CHECKING:
    from .. import Finding

_HELP = """Nhập danh sách đảng viên có sẵn (.xlsx, .xls, .ods) vào sổ dữ liệu.

Danh sách nguồn không bị sửa. Sổ chưa có thì được tạo; sổ đã có thì được sao lưu trước,
người đã có được bổ sung chỗ trống, chỗ khác nhau được báo và giữ như trong sổ.

\b
Ví dụ:
  giayto nhap danh-sach-dang-vien.xlsx
  giayto nhap danh-sach.xls -C dang-bo-phuong --chi-tiet
  giayto nhap danh-sach.xlsx --lay-theo-danh-sach
"""

_SHOWN = 10


@command("nhap", _HELP)
@click.argument("source", metavar="DANH-SÁCH", type=click.Path(dir_okay=False))
@workspace_option
@click.option("--chi-tiet", "detailed", is_flag=True, help="In việc đã làm với từng dòng.")
@click.option(
    "--lay-theo-danh-sach",
    "take",
    is_flag=True,
    help="Chỗ sổ và danh sách khác nhau thì lấy theo danh sách.",
)
@json_option
def import_list(source: str, folder: str, detailed: bool, take: bool, as_json: bool) -> int:
    from ..workspace import Workspace
    from .console import say, say_json, say_table

    workspace = Workspace(folder)
    result = workspace.import_list(source, on_conflict="take" if take else "keep")
    if as_json:
        say_json(
            {
                "workbook": str(result.workbook),
                "backup": str(result.backup) if result.backup else None,
                "added": result.added,
                "updated": result.updated,
                "unchanged": result.unchanged,
                "conflicts": result.conflicts,
                "organisations_added": result.organisations_added,
                "rows": [
                    {"sheet": r.sheet, "row": r.row, "kind": str(r.kind), "what": r.what}
                    for r in result.report
                ],
                "findings": [f.as_dict() for f in result.findings],
            }
        )
        return 0
    say_table(
        tr("Đã nhập “{ten}”").format(ten=Path(source).name),
        [tr("Việc"), tr("Số lượng")],
        [
            (tr("Đảng viên thêm mới"), str(result.added)),
            (tr("Đảng viên được bổ sung"), str(result.updated)),
            (tr("Đảng viên không có gì mới"), str(result.unchanged)),
            (tr("Chỗ khác nhau giữa sổ và danh sách"), str(result.conflicts)),
            (tr("Chi bộ thêm mới"), str(result.organisations_added)),
        ],
    )
    if detailed:
        for row in result.report:
            say(tr("Dòng {dong}: {viec}").format(dong=row.row, viec=row.what))
    _tell_findings(result.findings, detailed)
    if result.backup:
        say(tr("Bản sao sổ trước khi nhập: {tep}").format(tep=result.backup))
    say(tr("Sổ dữ liệu: {tep}").format(tep=result.workbook))
    say(tr("Tiếp theo: mở sổ xem lại, rồi gõ: giayto kiem-tra -C {noi}").format(noi=folder))
    return 0


def _tell_findings(findings: list[Finding], detailed: bool) -> None:
    from .console import say

    if not findings:
        return
    shown = findings if detailed else findings[:_SHOWN]
    kinds = Counter(f.severity_word for f in findings)
    say(", ".join(f"{word}: {count}" for word, count in kinds.items()))
    for finding in shown:
        say(f"- {finding.one_line()}")
    if len(findings) > len(shown):
        more = len(findings) - len(shown)
        say(tr("… và {so} điều nữa; thêm --chi-tiet để xem hết.").format(so=more))
