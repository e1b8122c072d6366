"""``giayto khoi-tao``: a workspace with an empty workbook, or with last year's."""

from __future__ import annotations

import click

from ..errors import UsageError
from ..i18n import tr
from .base import command, json_option

_HELP = """Tạo thư mục làm việc với sổ dữ liệu trống để điền.

Sang năm mới thì thêm --tu: sổ mới giữ tổ chức đảng, đảng viên, thiết lập, căn cứ, nơi nhận,
cột và trang riêng của bạn; mức xếp loại năm cũ ghi vào cột Kết quả các năm trước; kiểm điểm,
cuộc họp, dự họp, kiểm phiếu, khen thưởng để trống. Sổ cũ giữ nguyên.

\b
Ví dụ:
  giayto khoi-tao dang-bo-phuong
  giayto khoi-tao dang-bo-2027 --tu dang-bo-2026
  giayto khoi-tao dang-bo --tu dang-bo          ngay trong thư mục cũ
"""


@command("khoi-tao", _HELP)
@click.argument("folder", metavar="THƯ-MỤC")
@click.option(
    "--tu",
    "previous",
    metavar="NĂM-TRƯỚC",
    type=click.Path(file_okay=False),
    help="Nơi làm việc năm trước, để chuyển sổ sang năm sau.",
)
@click.option("--dong-y", "agreed", is_flag=True, help="Cùng --tu: làm luôn, không hỏi lại.")
@json_option
def init(folder: str, previous: str | None, agreed: bool, as_json: bool) -> int:
    from ..workspace import Workspace, here
    from .console import say, say_json

    if previous is not None:
        return _next_year(folder, previous, agreed=agreed, as_json=as_json)
    if agreed:
        raise UsageError(tr("--dong-y chỉ dùng cùng --tu."))
    workspace = Workspace.create(folder)
    if as_json:
        say_json({"workspace": str(workspace.folder), "workbook": str(workspace.workbook)})
        return 0
    say(tr("Đã tạo: {tep}").format(tep=workspace.workbook))
    say(tr("Tiếp theo: mở sổ bằng Excel, điền trang Thiết lập và Tổ chức đảng;"))
    say(
        tr("có sẵn danh sách đảng viên thì gõ: giayto nhap DANH-SACH.xlsx -C {thu_muc}").format(
            thu_muc=folder
        )
    )
    say(
        tr("có đảng viên rồi thì gõ: {lenh} để khỏi gõ lại mã ở các trang sau.").format(
            lenh=here("giayto dien", folder)
        )
    )
    return 0


def _next_year(folder: str, previous: str, *, agreed: bool, as_json: bool) -> int:
    from ..workspace import Workspace
    from .console import agrees, say, say_json

    data, emptied = Workspace(previous).before_next_year()
    year = data.settings.year + 1
    if not agreed:
        goes = "; ".join(f"{sheet} {count}" for sheet, count in emptied) or tr("không có gì")
        say(
            tr("Sổ năm {nam} ở {thu_muc} giữ {tc} tổ chức đảng, {dv} đảng viên, thiết lập.").format(
                nam=year, thu_muc=folder, tc=len(data.organisations), dv=len(data.members)
            )
        )
        say(tr("Không chuyển sang (số dòng): {ds}. Sổ cũ vẫn giữ nguyên.").format(ds=goes))
        if not agrees(tr("Chuyển sang năm {nam}?").format(nam=year)):
            raise UsageError(
                tr("Chưa làm gì."),
                fix=tr("Đồng ý thì gõ lại lệnh, thêm --dong-y nếu không muốn hỏi."),
            )
    done = Workspace.next_year(folder, previous)
    if as_json:
        carried = done.carried
        say_json(
            {
                "workspace": folder,
                "year": carried.year,
                "members": carried.members,
                "results": carried.results,
                "kept": str(done.kept),
                "numbers": done.numbers,
            }
        )
        return 0
    say(tr("Đã có sổ năm {nam}: {tep}").format(nam=year, tep=Workspace(folder).workbook))
    say(
        tr("Ghi {so} mức xếp loại năm {nam} vào cột Kết quả các năm trước.").format(
            so=done.carried.results, nam=year - 1
        )
    )
    say(tr("Sổ năm cũ ở: {tep}").format(tep=done.kept))
    if done.numbers:
        say(tr("Số văn bản chạy tiếp ở thư mục mới; thư mục cũ từ nay không cấp số nữa."))
    say(tr("Xem lại: người đã chuyển đi, từ trần; bí thư, người ký; lương cơ sở; căn cứ mới."))
    return 0
