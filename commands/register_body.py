"""``giayto so co-quan``: whose numbers a folder gives, and the answers when that was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ..i18n import later, tr
from .base import command, json_option, workspace_option

if TYPE_CHECKING:
    from ..data.identity import Identity, Names
    from ..data.ward import Ward
    from ..register import Body, Entry
    from ..register.book import Register
    from ..workspace import Workspace

_ALL = "tat-ca"

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
    mine: tuple[str, ...],
    others: tuple[str, ...],
    as_json: bool,
) -> int:
    from ..workspace import open_workspace
    from .identity import numberer_of, ward_of
    from .numbers import register_of

    if renamed + new + same > 1:
        raise click.UsageError(tr("Chỉ chọn một trong --doi-ten, --moi, --cung."))
    workspace = open_workspace(folder)
    ward = ward_of(workspace)
    register = register_of(workspace.folder, create=False)
    if renamed:
        _rename(workspace, ward, register)
    elif new:
        _begin_anew(workspace, ward)
    elif same:
        _stay(workspace, ward, register)
    if mine or others:
        if register is None:
            raise click.UsageError(tr("Ở đây chưa có sổ văn bản."))
        who = numberer_of(workspace, ward, register)
        _settle(register, who.body, mine, others)
        who.keep()
    _tell(workspace, ward, register, as_json=as_json)
    return 0


def _rename(workspace: Workspace, ward: Ward, register: Register | None) -> None:
    """The same body under another name: its numbers stay, old rows of either name included."""
    from ..data.identity import read_identity, write_identity
    from ..register.holdings import Holdings
    from .identity import body_of

    names = _names(ward)
    identity = read_identity(workspace.folder)
    if identity is None or not identity.bound:
        raise click.UsageError(tr("Thư mục này chưa cấp số nào nên không có tên cũ để đổi."))
    if register is not None:
        known = body_of(identity.id, ward, workspace, register)
        former = replace(known, code=identity.names.code, name=identity.names.name, units=())
        for called in (former, known):
            Holdings(register, called).claim()
    write_identity(workspace.folder, identity.bind(names, workspace.folder))


def _begin_anew(workspace: Workspace, ward: Ward) -> None:
    """Another body: an identity of its own from here on; the one before is kept beside."""
    from ..data.identity import read_identity, renew_identity, set_aside, write_identity
    from .console import say_aside

    names = _names(ward)
    before = read_identity(workspace.folder)
    fresh = renew_identity(workspace.folder)
    write_identity(workspace.folder, fresh.bind(names, workspace.folder))
    if before is not None and before.bound:
        say_aside(
            tr(
                "Định danh trước giữ ở tệp {tep}; gõ nhầm --moi thì đổi tên tệp ấy lại thành "
                "dinh-danh.json trước khi cấp số."
            ).format(tep=set_aside(before))
        )


def _stay(workspace: Workspace, ward: Ward, register: Register | None) -> None:
    """The same body at work in this folder: with the identity it brought, or the register's."""
    from ..data.identity import Identity, Standing, read_identity, standing, write_identity
    from .identity import unclear

    names = _names(ward)
    identity = read_identity(workspace.folder)
    found = standing(identity, names, workspace.folder)
    if identity is not None and found in (Standing.RENAMED, Standing.OTHER):
        raise unclear(Standing.RENAMED, identity, names, workspace)
    if found not in (Standing.COPY, Standing.MOVED):
        named = _in_register(workspace, ward, identity, register)
        if named:
            identity = Identity(named, names, "")
        elif identity is None or not identity.bound:
            raise click.UsageError(tr("Sổ chưa có số nào của cơ quan này: cứ cấp số bình thường."))
    assert identity is not None  # a copied or moved folder has one
    write_identity(workspace.folder, identity.bind(names, workspace.folder))


def _in_register(
    workspace: Workspace, ward: Ward, identity: Identity | None, register: Register | None
) -> str:
    """The other identity under which this body has numbers in the register; "" when none."""
    from ..errors import BodyUnclear
    from ..register import Query, State
    from ..register.holdings import Holdings
    from .identity import body_of

    if register is None:
        return ""
    own = identity.id if identity is not None else ""
    known = Holdings(register, body_of(own, ward, workspace, register)).namesakes()
    if len(known) > 1:
        raise BodyUnclear(
            tr("Trong sổ có {n} định danh cùng tên này.").format(n=len(known)),
            details=sorted(known),
            fix=tr("Chép tệp dinh-danh.json từ thư mục vẫn cấp số sang đây rồi gõ lại --cung."),
        )
    if known and own and register.find(Query(body_id=own, state=State.ISSUED, limit=1)):
        raise BodyUnclear(
            tr("Định danh của thư mục này còn giữ số, không đổi sang định danh khác được."),
            where=str(workspace.folder.resolve()),
            fix=tr("Huỷ các số cấp nhầm ở đây (so huy), rồi gõ lại --cung."),
        )
    return next(iter(known), "")


def _names(ward: Ward) -> Names:
    """The names in the workbook; refuses a workbook that names no body."""
    from ..data.identity import Names

    names = Names.of(ward)
    if not names.given:
        raise click.UsageError(tr("Sổ dữ liệu chưa ghi tổ chức ban hành."))
    return names


def _settle(register: Register, who: Body, mine: Iterable[str], others: Iterable[str]) -> None:
    """Make doubtful rows the body's, or note that they are not."""
    from ..register.holdings import Holdings

    holdings = Holdings(register, who)
    doubtful = holdings.doubtful()
    accepted = _meant(doubtful, mine)
    holdings.claim(mine=accepted, others=_meant(doubtful, others) - accepted)


def _meant(doubtful: list[Entry], typed: Iterable[str]) -> set[int]:
    """The ids of the doubtful rows with these numbers and symbols."""
    from ..errors import NumberNotFound
    from ..register.printed import without_word

    found: set[int] = set()
    for text in typed:
        symbol = without_word(text).replace(" ", "")
        ids = {row.id for row in doubtful if symbol in (_ALL, row.symbol)}
        if not ids:
            raise NumberNotFound(
                tr("Không có số cũ {so} nào đang chờ trả lời.").format(so=symbol),
                fix=tr("Xem danh sách bằng: giayto so co-quan."),
            )
        found |= ids
    return found


def _tell(workspace: Workspace, ward: Ward, register: Register | None, *, as_json: bool) -> None:
    from ..data.identity import Names, read_identity, standing
    from ..register.audit import series_name
    from ..register.holdings import Holdings
    from .console import say, say_json
    from .identity import body_of

    names, identity = Names.of(ward), read_identity(workspace.folder)
    found = standing(identity, names, workspace.folder)
    own = identity.id if identity is not None else ""
    doubtful: list[Entry] = []
    positions = []
    if register is not None:
        doubtful = Holdings(register, body_of(own, ward, workspace, register)).doubtful()
        positions = [p for p in register.positions() if own and p.body_id == own]
    if as_json:
        bound = identity.names if identity is not None else Names()
        say_json(
            {
                "id": own or None,
                "standing": found.name.lower(),
                "code": bound.code,
                "name": bound.name,
                "superior": bound.superior,
                "folder": identity.folder if identity is not None else None,
                "register": register.name if register is not None else None,
                "series": [
                    {"body": p.body_code, "term": p.term, "series": p.series, "last": p.last_number}
                    for p in positions
                ],
                "doubtful": [row.as_dict() for row in doubtful],
            }
        )
        return
    say(tr("Định danh: {ma}").format(ma=own or tr("chưa có")))
    say(tr("Tình trạng: {tinh_trang}").format(tinh_trang=tr(_STANDINGS[found.name])))
    if identity is not None and identity.bound:
        say(tr("Cấp số cho: {ten}").format(ten=identity.names.line))
        say(tr("Thư mục lúc cấp số: {noi}").format(noi=identity.folder))
    say(tr("Trong sổ dữ liệu: {ten}").format(ten=names.line))
    if register is not None:
        say(tr("Sổ văn bản: {noi}").format(noi=register.name))
    for p in positions:
        series = f"{p.body_name} · {series_name(p.series)} · {p.term}"
        say(tr("  {day}: đến số {so}").format(day=series, so=f"{p.last_number:02d}"))
    if doubtful:
        say(tr("Số cũ chưa rõ của cơ quan nào (trả lời bằng --nhan hoặc --khong-nhan):"))
        for row in doubtful:
            say(f"  {row.symbol} · {row.body_name} · {row.term} · {row.abstract}")
