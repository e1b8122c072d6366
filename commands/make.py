"""``giayto tao``: makes papers from the workbook."""

from __future__ import annotations

from typing import Any

import click

from ..i18n import tr
from .base import command, json_option, workspace_option

_HELP = """Tạo giấy tờ Word từ sổ dữ liệu.

GIẤY-TỜ là tên loại hoặc tên nhóm; không ghi gì thì tạo tất cả. Chạy lại thì chỉ
những văn bản có thay đổi được làm lại, tên tệp giữ nguyên; tệp đã sửa tay không
bao giờ mất. Văn bản không còn phải lập được chuyển vào thư mục khong-con. Bản tổng
kết ở van-ban/tong-ket.xlsx.

\b
Các nhóm:
  kiem-diem     bản kiểm điểm cá nhân
  phu-luc       phụ lục kết quả nhiệm vụ, phụ lục chấm điểm
  phieu         phiếu biểu quyết, phiếu xin ý kiến
  bien-ban      biên bản kiểm điểm, sinh hoạt, kiểm phiếu
  bao-cao       báo cáo, tờ trình, tổng hợp, thông báo, kế hoạch khắc phục
  xep-loai      quyết định, danh sách, hồ sơ xếp loại
  khen-thuong   tờ trình, danh sách, quyết định, giấy khen
  hoi-nghi      kế hoạch, giấy mời, chương trình, tổ công tác
  giay-to-rieng giấy tờ riêng ở thư mục mau
Tên từng loại trong nhóm: giayto mau danh-sach.

\b
Ví dụ:
  giayto tao
  giayto tao quyet-dinh-xep-loai-dang-vien
  giayto tao kiem-diem --don-vi CB01
  giayto tao kiem-diem --nguoi DV0001
  giayto tao kiem-diem --gop
  giayto tao xep-loai --ra D:\\giay-to --pdf
"""


def _is_paper(word: str) -> bool:
    from .. import PAPERS

    return any(word in (paper.key, paper.family) for paper in PAPERS)


@command("tao", _HELP, own_word=_is_paper)
@click.argument("papers", nargs=-1, metavar="[GIẤY-TỜ]...")
@workspace_option
@click.option(
    "--don-vi",
    "units",
    multiple=True,
    help="Chỉ làm cho tổ chức đảng này (mã hoặc tên); ghi được nhiều lần.",
)
@click.option(
    "--nguoi",
    "records",
    multiple=True,
    help="Chỉ làm cho đảng viên này (mã, số thẻ, họ tên, hoặc họ tên kèm năm sinh);"
    " ghi được nhiều lần.",
)
@click.option(
    "--ra",
    "out",
    metavar="NƠI",
    help="Thư mục nhận kết quả (mặc định: van-ban trong thư mục làm việc), hoặc địa chỉ fsspec.",
)
@click.option(
    "--tat-ca", "redo", is_flag=True, help="Làm lại tất cả, kể cả văn bản không có gì thay đổi."
)
@click.option(
    "--cap-so",
    "numbers",
    is_flag=True,
    help="Cấp số từ sổ văn bản cho những giấy tờ chưa có số.",
)
@click.option(
    "--gop",
    "print_files",
    is_flag=True,
    help="Thêm cho mỗi đơn vị, mỗi mẫu một tệp gộp để in (in-….docx).",
)
@click.option(
    "--hai-mat",
    "two_sided",
    is_flag=True,
    help="Cùng --gop: tệp gộp để in hai mặt, ai cũng bắt đầu ở trang lẻ.",
)
@click.option("--pdf", is_flag=True, help="Chuyển thêm sang PDF (cần LibreOffice).")
@click.option(
    "--zip",
    "archive",
    type=click.Path(dir_okay=False),
    metavar="TỆP",
    help="Gói tất cả vào một tệp .zip thay vì ghi vào thư mục.",
)
@click.option("--ghi-de", "overwrite", is_flag=True, help="Cùng --zip: thay tệp đã có cùng tên.")
@click.option(
    "--tien-trinh",
    "processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="Nhiều nhất bao nhiêu tiến trình cùng làm (mặc định: số nhân của máy).",
)
@click.option(
    "--dask", "cluster", metavar="ĐỊA-CHỈ", help="Chạy trên cụm Dask, ví dụ tcp://10.0.0.5:8786."
)
@click.option(
    "--van-tao",
    "despite_errors",
    is_flag=True,
    help="Vẫn làm những giấy tờ làm được khi sổ còn lỗi.",
)
@json_option
def make(
    papers: tuple[str, ...], folder: str, archive: str | None, overwrite: bool, **wishes: Any
) -> int:
    from ..workspace import Workspace
    from ..workspace.making import cluster_warning
    from .console import say_aside
    from .making import make_and_tell

    if overwrite and not archive:
        raise click.UsageError(tr("--ghi-de chỉ dùng cùng --zip."))
    if wishes["two_sided"] and not wishes["print_files"]:
        raise click.UsageError(tr("--hai-mat chỉ dùng cùng --gop."))
    workspace = Workspace.open(folder)
    remark = cluster_warning(wishes["cluster"]) if wishes["cluster"] else ""
    if remark:
        say_aside(remark, fg="yellow")
    return make_and_tell(
        workspace,
        *papers,
        archive=archive,
        overwrite=overwrite,
        movable=not archive,
        warn=True,
        **wishes,
    )
