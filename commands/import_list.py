"""``giayto nhap``: takes a member list, in whatever shape, over into the workbook."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ..i18n import tr
from .base import command, json_option, workspace_option

if TYPE_CHECKING:
    from .. import TakeOver

_HELP = """Nhập danh sách đảng viên có sẵn (.xlsx, .xls, .ods, .csv, .docx) vào sổ dữ liệu.

Nhập được nhiều tệp, cả thư mục, và sổ du-lieu.xlsx của chi bộ. Danh sách nguồn không bị sửa.
Sổ chưa có thì được tạo; sổ đã có thì được sao lưu trước, người đã có được bổ sung chỗ trống,
chỗ khác nhau được báo và giữ như trong sổ. Cột sổ không có được giữ ở bên phải; ô không đọc
được giữ nguyên chữ. Một tệp báo cáo kể từng dòng, từng cột đã được làm gì.

\b
Ví dụ:
  giayto nhap danh-sach-dang-vien.xlsx
  giayto nhap danh-sach.xls -C dang-bo-phuong --chi-tiet
  giayto nhap cac-chi-bo/*.xlsx -C dang-bo-phuong
  giayto nhap danh-sach.csv --lay-theo-danh-sach
"""

# The columns that are kept.
_SAID_ABOVE = "KT-809"


@command("nhap", _HELP)
@click.argument("sources", metavar="DANH-SÁCH…", nargs=-1, required=True, type=click.Path())
@workspace_option
@click.option("--chi-tiet", "detailed", is_flag=True, help="In việc đã làm với từng dòng.")
@click.option(
    "--lay-theo-danh-sach",
    "take",
    is_flag=True,
    help="Chỗ sổ và danh sách khác nhau thì lấy theo danh sách.",
)
@json_option
def import_list(
    sources: tuple[str, ...], folder: str, detailed: bool, take: bool, as_json: bool
) -> int:
    from ..workspace import Workspace, here
    from ..workspace.causes import by_cause
    from .console import say, say_causes, say_json, say_table

    workspace = Workspace(folder)
    result = workspace.import_list(*sources, on_conflict="take" if take else "keep")
    code = 1 if result.not_taken else 0
    if as_json:
        say_json(_as_data(result))
        return code
    title = tr("Đã nhập {n} tệp").format(n=len(result.lists))
    if len(result.lists) == 1:
        title = tr("Đã nhập “{ten}”").format(ten=result.lists[0])
    rows = [(what, str(count)) for what, count in result.summary]
    say_table(title, [tr("Việc"), tr("Số lượng")], rows)
    for each in result.not_taken:
        reason = each.error.why or each.error.what
        say(tr("Không nhập “{ten}”: {vi_sao}").format(ten=each.file.name, vi_sao=reason))
    if result.own_columns:
        kept = "; ".join(result.own_columns)
        say(tr("Cột thêm ở bên phải trang Đảng viên: {ds}").format(ds=kept))
    if there := [c for c in result.kept_columns if c not in result.own_columns]:
        kept = "; ".join(there)
        say(tr("Cột riêng đã có ở bên phải trang Đảng viên, ghi tiếp: {ds}").format(ds=kept))
    if result.left_columns:
        left = "; ".join(result.left_columns)
        say(tr("Cột chỉ có chữ ở dòng không phải đảng viên, không nhập: {ds}").format(ds=left))
    if detailed:
        for row in result.report:
            place = tr("Dòng {dong}").format(dong=row.row)
            if len(result.lists) > 1:
                place = f"{row.file}, {row.sheet}, {place}"
            say(f"{place}: {row.what}")
    told = [f for f in result.findings if detailed or f.code != _SAID_ABOVE]
    say_causes(by_cause(told), detailed=detailed)
    say()
    if result.backup:
        say(tr("Bản sao sổ trước khi nhập: {tep}").format(tep=result.backup))
    say(tr("Báo cáo từng dòng, từng cột: {tep}").format(tep=result.report_file))
    say(tr("Sổ dữ liệu: {tep}").format(tep=result.workbook))
    command = here("giayto kiem-tra", folder)
    say(tr("Tiếp theo: mở sổ xem lại, rồi gõ: {lenh}").format(lenh=command))
    return code


def _as_data(result: TakeOver) -> dict[str, object]:
    """The outcome for a machine."""
    return {
        "workbook": str(result.workbook),
        "backup": str(result.backup) if result.backup else None,
        "report": str(result.report_file),
        "lists": result.lists,
        "not_taken": [
            {"file": str(n.file), "code": n.error.code, "why": n.error.why or n.error.what}
            for n in result.not_taken
        ],
        "added": result.added,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "doubles": result.doubles,
        "conflicts": result.conflicts,
        "kept_raw": result.kept_raw,
        "organisations_added": result.organisations_added,
        "cells_added": result.cells_added,
        "own_columns": result.own_columns,
        "kept_columns": result.kept_columns,
        "rows": [
            {
                "file": r.file,
                "sheet": r.sheet,
                "row": r.row,
                "kind": str(r.kind),
                "code": r.code,
                "what": r.what,
            }
            for r in result.report
        ],
        "columns": [asdict(column) for column in result.columns],
        "findings": [f.as_dict() for f in result.findings],
    }
