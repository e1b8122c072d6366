"""``giayto mau xem-thu``: a template filled in, to look at before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ...i18n import tr
from ..base import command, json_option, workspace_option
from ..console import say, say_causes, say_error, say_json

if TYPE_CHECKING:
    from ...workspace.masters.preview import Preview

_HELP = """Điền thử một mẫu: bản Word, bản PDF và ảnh từng trang.

MẪU là một tệp Word ở bất cứ đâu, tên một tệp trong thư mục mau, hoặc tên giấy tờ
(mẫu đang dùng của giấy tờ ấy). Không ghi --nguoi, --chi-bo thì lấy dòng điền được
nhiều trường nhất trong sổ; sổ chưa có thì lấy phường mẫu.

Bản xem thử nằm ở thư mục xem-thu, tên bắt đầu bằng XEM-THU; không lấy số, không ghi
vào sổ văn bản, không lẫn vào van-ban. Mẫu có lỗi thì kể lỗi và dừng, mã thoát 3.

\b
Ví dụ:
  giayto mau xem-thu kiem-diem-02c.docx --nguoi DV0003
  giayto mau xem-thu quyet-dinh-khen-thuong
  giayto mau xem-thu D:\\mau-moi.docx --loai bien-ban-kiem-diem --chi-bo CB01
"""


@command("xem-thu", _HELP)
@click.argument("what", metavar="MẪU")
@workspace_option
@click.option("--nguoi", "record", metavar="AI", help="Mã, số thẻ hoặc họ tên đảng viên.")
@click.option("--chi-bo", "--don-vi", "unit", metavar="ĐƠN-VỊ", help="Mã hoặc tên tổ chức đảng.")
@click.option(
    "--loai", "paper", metavar="LOẠI", help="Tệp là mẫu của giấy tờ nào, khi tên tệp không nói."
)
@click.option(
    "--ra",
    "out",
    type=click.Path(file_okay=False),
    metavar="THƯ-MỤC",
    help="Thư mục nhận kết quả (mặc định: xem-thu trong thư mục làm việc).",
)
@click.option("--ghi-de", "overwrite", is_flag=True, help="Cùng --ra: thay tệp đã có cùng tên.")
@json_option
def preview(
    folder: str,
    what: str,
    record: str | None,
    unit: str | None,
    paper: str | None,
    out: str | None,
    overwrite: bool,
    as_json: bool,
) -> int:
    from ...workspace.masters.preview import preview as try_out
    from ...workspace.places import Places

    made = try_out(
        Places(folder),
        what,
        record=record,
        unit=unit,
        paper=paper,
        out=out,
        overwrite=overwrite,
    )
    if as_json:
        say_json({"previews": [one.as_dict() for one in made]})
    else:
        for one in made:
            _tell(one)
        _tell_trouble(made)
    if any(one.refused for one in made):
        return 3
    return 1 if any(one.unfinished for one in made) else 0


def _tell(made: Preview) -> None:
    template = tr("mẫu có sẵn {ten}").format(ten=made.master)
    if made.template is not None:
        template = tr("mẫu {tep}").format(tep=made.template)
    whose = tr("dữ liệu của sổ") if made.own_data else tr("dữ liệu của phường mẫu")
    said = tr("{van_ban}: {mau}, {nguon}").format(van_ban=made.title, mau=template, nguon=whose)
    say(said, bold=True)
    if made.findings:
        say_causes(made.causes, detailed=False)
    if made.document is None:
        say(tr("Mẫu còn lỗi nên chưa điền thử. Sửa trong Word rồi gõ lại lệnh."))
        return
    say(f"  Word: {made.document}")
    if made.pdf is not None:
        say(f"  PDF:  {made.pdf}")
    if made.pictures:
        shown = tr("  Ảnh:  {so} trang, từ {tep}")
        say(shown.format(so=len(made.pictures), tep=made.pictures[0]))
    elif made.pdf is not None:
        say(tr("  Máy chưa có chương trình pdftoppm nên không có ảnh trang; bản PDF cũng thế."))


def _tell_trouble(made: list[Preview]) -> None:
    """Why there is no PDF, each reason once."""
    for trouble in {str(one.trouble): one.trouble for one in made if one.trouble}.values():
        say_error(trouble)
