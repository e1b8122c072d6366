"""``giayto xep-loai``: which grades the rules allow, and the cap; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..i18n import tr
from .base import command, excel_options, excel_target, json_option, workspace_option

if TYPE_CHECKING:
    from ..workspace.grading import Grading

_HELP = """Mức xếp loại mà quy định cho phép, vì sao, và tỷ lệ xuất sắc của từng nhóm.

Chương trình cộng điểm, xét điều kiện từng mức, đếm phiếu rồi đề xuất; người có thẩm
quyền quyết định. Thiếu số liệu thì nói thiếu gì, không kết luận. Sổ dữ liệu không bị
sửa, trừ khi thêm --ghi: khi ấy chỉ hai cột “Mức theo quy định”, “Lý do theo quy định”
được ghi, và sổ được sao trước.

\b
Ví dụ:
  giayto xep-loai
  giayto xep-loai --doi-tuong dang-vien --don-vi CB01
  giayto xep-loai --excel xep-loai.xlsx
  giayto xep-loai --ghi
"""

_KINDS = {
    "dang-vien": "members",
    "to-chuc": "organisations",
    "tap-the": "collectives",
    "can-bo": "leaders",
}


@command("xep-loai", _HELP)
@workspace_option
@click.option(
    "--don-vi",
    "units",
    multiple=True,
    help="Chỉ xem tổ chức đảng này (mã hoặc tên); ghi được nhiều lần.",
)
@click.option(
    "--doi-tuong",
    "kinds",
    multiple=True,
    type=click.Choice(list(_KINDS)),
    help="Chỉ xem đối tượng này; ghi được nhiều lần.",
)
@excel_options
@click.option(
    "--ghi", "write", is_flag=True, help="Ghi kết quả vào hai cột riêng của sổ, sau khi sao sổ."
)
@json_option
def grade(
    folder: str,
    units: tuple[str, ...],
    kinds: tuple[str, ...],
    excel: str | None,
    overwrite: bool,
    write: bool,
    as_json: bool,
) -> int:
    from ..workspace import Workspace
    from ..workspace.grading_words import as_data
    from .console import say_json
    from .grade_tables import tell

    result = Workspace.open(folder).grade(
        *(_KINDS[kind] for kind in kinds),
        units=units,
        excel=excel_target(excel, overwrite),
        overwrite=overwrite,
        write=write,
    )
    if as_json:
        say_json(as_data(result))
    else:
        tell(result)
        _tell_written(result, asked=write)
    return 0


def _tell_written(result: Grading, *, asked: bool) -> None:
    from .console import say

    if result.excel is not None:
        say(tr("Bảng Excel: {tep}").format(tep=result.excel))
    if result.backup is not None:
        say(tr("Đã ghi {so} ô vào hai cột riêng của sổ.").format(so=result.written))
        say(tr("Bản sao sổ trước khi ghi: {tep}").format(tep=result.backup))
    elif asked:
        say(tr("Sổ đã có đúng kết quả này, không ô nào phải ghi."))
