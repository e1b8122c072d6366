"""``giayto tao``: makes papers from the workbook."""

from __future__ import annotations

from pathlib import Path

import click

from ..i18n import tr
from .base import command, json_option, workspace_option

_HELP = """Tạo giấy tờ Word từ sổ dữ liệu.

GIẤY-TỜ là tên loại hoặc tên nhóm; không ghi gì thì tạo tất cả. Chạy lại thì chỉ
những văn bản có thay đổi được làm lại; tệp đã sửa tay không bao giờ mất.

\b
Các nhóm và loại:
  kiem-diem     bản kiểm điểm cá nhân
  bien-ban      bien-ban-kiem-diem, bien-ban-sinh-hoat
  xep-loai      quyet-dinh-xep-loai-to-chuc, quyet-dinh-xep-loai-dang-vien
  khen-thuong   to-trinh-khen-thuong, danh-sach-khen-thuong,
                quyet-dinh-khen-thuong

\b
Ví dụ:
  giayto tao
  giayto tao kiem-diem --don-vi CB01
  giayto tao kiem-diem --gop
  giayto tao xep-loai --ra D:\\giay-to --pdf
"""


@command("tao", _HELP)
@click.argument("papers", nargs=-1, metavar="[GIẤY-TỜ]...")
@workspace_option
@click.option(
    "--don-vi",
    "units",
    multiple=True,
    help="Chỉ làm cho tổ chức đảng này (mã hoặc tên); ghi được nhiều lần.",
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
@click.option("--van-tao", is_flag=True, help="Vẫn làm những giấy tờ làm được khi sổ còn lỗi.")
@json_option
def make(
    papers: tuple[str, ...],
    folder: str,
    units: tuple[str, ...],
    out: str | None,
    redo: bool,
    numbers: bool,
    print_files: bool,
    pdf: bool,
    archive: str | None,
    overwrite: bool,
    processes: int | None,
    cluster: str | None,
    van_tao: bool,
    as_json: bool,
) -> int:
    from ..generators.papers import find_papers
    from ..workspace import find_units, load, open_workspace, reject_errors
    from .making import Wishes, make_papers
    from .outputs import output_file, output_folder

    wanted = find_papers(papers)
    workspace = open_workspace(folder)
    if overwrite and not archive:
        raise click.UsageError(tr("--ghi-de chỉ dùng cùng --zip."))
    target: Path | str = workspace.output
    if out:
        target = out if "://" in out else output_folder(out, folder=folder)
    zipped = output_file(archive, ".zip", folder=folder, overwrite=overwrite) if archive else None
    loaded = load(workspace)
    if not van_tao:
        reject_errors(loaded)
    scope_units = find_units(loaded.ward, units)
    return make_papers(
        loaded.ward,
        wanted,
        scope_units,
        workspace,
        Wishes(
            out=target,
            processes=processes,
            redo=redo,
            numbers=numbers,
            print_files=print_files,
            pdf=pdf,
            archive=zipped,
            overwrite=overwrite,
            movable=True,
            cluster=cluster,
        ),
        as_json=as_json,
        warnings=len(loaded.findings),
    )
