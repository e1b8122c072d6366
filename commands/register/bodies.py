"""``giayto so co-quan``: whose numbers a folder gives, and the answers when that was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ...i18n import later, tr
from ..base import command, json_option, workspace_option

if TYPE_CHECKING:
    from ...workspace.bodies import BodyState

_STANDINGS = later(
    {
        "NEW": "chưa cấp số nào",
        "UNUSED": "chưa cấp số nào",
        "SAME": "dùng bình thường",
        "MOVED": "thư mục đã chuyển chỗ; lần cấp số tới ghi chỗ mới",
        "COPY": "bản chép, bản gốc còn ở chỗ cũ: chưa cấp số được",
        "RENAMED": "tên trong sổ dữ liệu khác lúc cấp số: chưa cấp số được",
        "OTHER": "chép từ cơ quan khác; lần cấp số tới lập định danh mới",
    }
)


@command(
    "co-quan",
    """Số văn bản là của cơ quan nào: xem định danh của thư mục này, trả lời khi được hỏi.

Mỗi nơi làm việc có một định danh trong tệp dinh-danh.json; số đã cấp thuộc về định danh
ấy. Nhiều phường chung một sổ, cùng mã DU, vẫn không lẫn số. Thư mục bị chép hay cơ quan
đổi tên thì chương trình hỏi trước khi cấp số; trả lời bằng một trong các tuỳ chọn dưới đây.

\b
Ví dụ:
  giayto so co-quan
  giayto so co-quan --doi-ten
  giayto so co-quan --nhan 01-QĐ/ĐU --khong-nhan 02-QĐ/ĐU
""",
)
@workspace_option
@click.option("--doi-ten", "renamed", is_flag=True, help="Vẫn cơ quan ấy, đã đổi tên: giữ số.")
@click.option("--moi", "new", is_flag=True, help="Là cơ quan khác: định danh mới, số từ 01.")
@click.option("--cung", "same", is_flag=True, help="Vẫn cơ quan ấy, làm ở thư mục này: giữ số.")
@click.option(
    "--so-moi", "anew", is_flag=True, help="Sổ văn bản cũ mất hẳn: bắt đầu sổ mới, số từ 01."
)
@click.option(
    "--nhan", "mine", multiple=True, metavar="SỐ", help="Số cũ này là của mình (hoặc tat-ca)."
)
@click.option(
    "--khong-nhan", "others", multiple=True, metavar="SỐ", help="Số cũ này không phải của mình."
)
@json_option
def body(
    folder: str,
    renamed: bool,
    new: bool,
    same: bool,
    anew: bool,
    mine: tuple[str, ...],
    others: tuple[str, ...],
    as_json: bool,
) -> int:
    from ... import Workspace
    from ..console import say_aside

    if renamed + new + same + anew > 1:
        raise click.UsageError(tr("Chỉ chọn một trong --doi-ten, --moi, --cung, --so-moi."))
    workspace = Workspace(folder)
    if anew:
        workspace.register().begin_anew()
        if not workspace.workbook.is_file():
            say_aside(tr("Lần cấp số tới bắt đầu một sổ mới, số từ 01."))
            return 0
    ownership = Workspace.open(folder).ownership()
    if renamed:
        ownership.renamed()
    elif new:
        kept = ownership.another()
        if kept is not None:
            say_aside(
                tr(
                    "Định danh trước giữ ở tệp {tep}; gõ nhầm --moi thì đổi tên tệp ấy lại thành "
                    "dinh-danh.json trước khi cấp số."
                ).format(tep=kept)
            )
    elif same:
        ownership.same()
    if mine or others:
        ownership.settle(mine, others)
    _tell(ownership.state(), as_json=as_json)
    return 0


def _tell(state: BodyState, *, as_json: bool) -> None:
    from ...workspace.register.desk import series_name
    from ..console import say, say_json

    identity = state.identity
    own = identity.id if identity is not None else ""
    if as_json:
        bound = identity.names if identity is not None else None
        say_json(
            {
                "id": own or None,
                "standing": state.standing.name.lower(),
                "code": bound.code if bound else "",
                "name": bound.name if bound else "",
                "superior": bound.superior if bound else "",
                "folder": identity.folder if identity is not None else None,
                "register": state.register,
                "series": [
                    {"body": p.body_code, "term": p.term, "series": p.series, "last": p.last_number}
                    for p in state.series
                ],
                "doubtful": [row.as_dict() for row in state.doubtful],
            }
        )
        return
    say(tr("Định danh: {ma}").format(ma=own or tr("chưa có")))
    say(tr("Tình trạng: {tinh_trang}").format(tinh_trang=tr(_STANDINGS[state.standing.name])))
    if identity is not None and identity.bound:
        say(tr("Cấp số cho: {ten}").format(ten=identity.names.line))
        say(tr("Thư mục lúc cấp số: {noi}").format(noi=identity.folder))
    say(tr("Trong sổ dữ liệu: {ten}").format(ten=state.names.line))
    if state.register is not None:
        say(tr("Sổ văn bản: {noi}").format(noi=state.register))
    for p in state.series:
        series = f"{p.body_name} · {series_name(p.series)} · {p.term}"
        say(tr("  {day}: đến số {so}").format(day=series, so=f"{p.last_number:02d}"))
    if state.doubtful:
        say(tr("Số cũ chưa rõ của cơ quan nào (trả lời bằng --nhan hoặc --khong-nhan):"))
        for row in state.doubtful:
            say(f"  {row.symbol} · {row.body_name} · {row.term} · {row.abstract}")
