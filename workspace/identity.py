"""Whose numbers a workspace gives (định danh khi cấp số): found out, or asked before any harm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.identity import (
    Identity,
    Names,
    Standing,
    read_identity,
    renew_identity,
    standing,
    write_identity,
)
from ..data.ward import Ward
from ..errors import BodyUnclear, DataRejected, RegisterLost
from ..i18n import tr
from ..register import REGISTER_FILE, Body, Query
from .loading import read_ward
from .places import Places, here
from .register.lost import way_out

if TYPE_CHECKING:
    from ..register.book import Register


@dataclass(frozen=True, slots=True)
class Numberer:
    """Who gives numbers in a workspace (nơi cấp số), as the register is to be asked.

    ``body`` has no ``id`` when nothing may be numbered under one: then no row
    of any identity is read. ``identity`` is ``None`` with it. ``remark`` is
    what the clerk should be told, "" for nothing.
    """

    body: Body
    folder: Path
    names: Names
    identity: Identity | None = None
    remark: str = ""

    def keep(self) -> None:
        """Write down, after a number was given, for which names and where."""
        if self.identity is None:
            return
        bound = self.identity
        if not bound.cell:
            bound = replace(bound.bind(self.names, self.folder), numbered=True)
        if bound != self.identity:
            write_identity(self.folder, bound)


_AT_HOME = (Standing.SAME, Standing.MOVED)


def own_register_there(places: Places, looked_at: str, identity: Identity | None = None) -> None:
    """Refuse a register that holds none of the numbers this workspace has given, or none at all.

    ``looked_at`` is where it was looked for. A lost register, or a forgotten
    environment variable, would else wipe the numbers from papers that were
    sent out, and begin again at 01. Raises `RegisterLost`.
    """
    with suppress(DataRejected):  # a damaged file says nothing; whoever gives numbers is told of it
        identity = identity or read_identity(places.folder)
    if identity is None or not identity.numbered or identity.cell:
        return
    raise RegisterLost(
        tr("Không thấy sổ văn bản đã cấp số cho nơi làm việc này."),
        where=looked_at,
        why=tr("Nơi làm việc đã có số văn bản, mà sổ ở đây không có số nào của nó."),
        fix=way_out(places),
    )


def reader_of(places: Places, ward: Ward, register: Register) -> Numberer:
    """Whose numbers may stand on this workspace's papers; nothing is written or given.

    Raises `BodyUnclear` when the workbook bears other names than those the
    numbers in the register were given for.
    """
    names = Names.of(ward)
    identity = read_identity(places.folder)
    found = standing(identity, names, places.folder)
    holds = identity is not None and _holds(register, identity)
    if found in _AT_HOME and not holds:
        own_register_there(places, register.name, identity)
    if identity is None or found is Standing.OTHER or not holds:
        return Numberer(body_of("", ward, places, register), places.folder, names)
    if found is Standing.RENAMED:
        raise unclear(found, identity, names, places)
    if not identity.bound and not _ours(register, identity, names):
        return Numberer(body_of("", ward, places, register), places.folder, names)
    kept = None if found is Standing.COPY else identity
    body = body_of(identity.id, ward, places, register)
    return Numberer(body, places.folder, names, kept)


def numberer_of(places: Places, ward: Ward, register: Register) -> Numberer:
    """Under whose identity this workspace gives numbers; makes one if it has none.

    Raises `BodyUnclear` wherever a wrong guess would begin a series again or
    share it, and ``DataRejected`` when the workbook names no issuing body.
    """
    names = Names.of(ward)
    if not names.given:
        raise DataRejected(
            tr("Chưa ghi tổ chức ban hành nên chưa cấp số được."),
            where=str(places.workbook),
            fix=tr("Ghi Mã tổ chức ban hành ở trang Thiết lập và tổ chức ấy ở trang Tổ chức đảng."),
        )
    identity = read_identity(places.folder)
    found = standing(identity, names, places.folder)
    remark = ""
    if identity is not None and found in (Standing.COPY, Standing.RENAMED):
        raise unclear(found, identity, names, places)
    holds = identity is not None and _holds(register, identity)
    if found in _AT_HOME and not holds:
        own_register_there(places, register.name, identity)
    if identity is not None and found is Standing.UNUSED and holds:
        # Either this very folder was stopped between giving a number and noting
        # it down, or a folder that never gave one was handed on to many bodies.
        found = Standing.SAME if _ours(register, identity, names) else Standing.NEW
    if identity is not None and found is Standing.OTHER:
        remark = tr(
            "Thư mục này chép từ “{goc}” ({co_quan_cu}), nay là của {co_quan}: chương trình lập "
            "định danh mới, số chạy từ 01."
        ).format(goc=identity.folder, co_quan_cu=identity.names.name, co_quan=names.name)
    if found in (Standing.NEW, Standing.UNUSED, Standing.OTHER):
        _no_namesake(body_of("", ward, places, register), places, register)
    if identity is None or found in (Standing.NEW, Standing.OTHER):
        identity = renew_identity(places.folder)
    body = body_of(identity.id, ward, places, register)
    return Numberer(body, places.folder, names, identity, remark)


@contextmanager
def numbering_here(places: Places, register: Register) -> Iterator[Numberer | None]:
    """Whose number is given by hand in a folder; noted down once the block ends well.

    ``None`` where no workbook says whose folder it is: the register then goes
    by the code and name that were typed. Raises as `numberer_of`.
    """
    who = None
    if places.workbook.is_file():
        ward = read_ward(places)
        if Names.of(ward).given:
            who = numberer_of(places, ward, register)
    yield who
    if who is not None:
        who.keep()


def identity_here(places: Places) -> str | None:
    """The identity whose rows are this folder's own; "" for a workbook's body that has none yet.

    ``None`` where neither a workbook nor an identity says whose folder it is.
    Raises `BodyUnclear` when the workbook bears other names than the identity.
    """
    identity = read_identity(places.folder)
    if not places.workbook.is_file():
        return identity.id if identity is not None else None
    if identity is None:
        return ""
    names = Names.of(read_ward(places))
    found = standing(identity, names, places.folder)
    if found is Standing.RENAMED:
        raise unclear(found, identity, names, places)
    return "" if found in (Standing.NEW, Standing.OTHER) else identity.id


def body_of(body_id: str, ward: Ward, places: Places, register: Register) -> Body:
    """The body of an identity as the register is asked about it: names as in the workbook."""
    names = Names.of(ward)
    return Body(
        id=body_id,
        code=names.code,
        name=names.name,
        units=tuple((unit.code or unit.name, unit.name) for unit in ward.data.organisations),
        alone=lies_in(register, places),
    )


def lies_in(register: Register, places: Places) -> bool:
    """Whether the register is this workspace's own file, no shared one and no server."""
    path, own = register.database.path, places.folder.resolve() / REGISTER_FILE
    return path is not None and path.resolve() == own


def _holds(register: Register, identity: Identity) -> bool:
    """Whether the identity has a number in this register."""
    return bool(register.find(Query(body_id=identity.id, limit=1)))


def _ours(register: Register, identity: Identity, names: Names) -> bool:
    """Whether the identity's rows bear the names in this workbook."""
    from ..register.holdings import Holdings

    body = Body(id="", code=names.code, name=names.name)
    return identity.id in Holdings(register, body).namesakes()


def _no_namesake(body: Body, places: Places, register: Register) -> None:
    """Refuse to begin a series when a body of this code and name has one already."""
    from ..register.holdings import Holdings

    if not Holdings(register, body).namesakes():
        return
    raise BodyUnclear(
        tr("Sổ đã có số của {ten} (mã {ma}), cấp ở một thư mục làm việc khác.").format(
            ten=body.name, ma=body.code
        ),
        where=str(places.folder.resolve()),
        why=tr("Cùng một cơ quan thì số chạy tiếp; cơ quan khác trùng tên thì số chạy từ 01."),
        fix=_two_ways(places, ("--cung", tr("cùng cơ quan ấy")), _ANOTHER),
    )


def unclear(found: Standing, identity: Identity, names: Names, places: Places) -> BodyUnclear:
    """The refusal of a copied folder or of other names, with the two ways out."""
    place = str(places.folder.resolve())
    if found is Standing.COPY:
        return BodyUnclear(
            tr("Thư mục này là bản chép của một thư mục làm việc còn ở chỗ cũ, chưa cấp số được."),
            where=place,
            why=tr("Bản gốc: {goc}. Hai nơi cùng cấp số cho {ten} thì phải nói rõ.").format(
                goc=identity.folder, ten=identity.names.name
            ),
            fix=_two_ways(places, ("--cung", tr("vẫn là cơ quan ấy")), _ANOTHER),
        )
    return BodyUnclear(
        tr("Tên cơ quan trong sổ dữ liệu khác với tên lúc cấp số."),
        where=place,
        why=tr("Lúc cấp số: {cu}. Nay: {moi}.").format(cu=identity.names.line, moi=names.line),
        fix=_two_ways(places, ("--doi-ten", tr("vẫn cơ quan ấy, đã đổi tên")), _ANOTHER),
    )


_ANOTHER = "--moi"


def _two_ways(places: Places, same: tuple[str, str], another: str) -> str:
    command = here("giayto so co-quan", places.folder)
    return tr(
        "Gõ “{lenh} {cung}” nếu {nghia}; gõ “{lenh} {khac}” nếu là cơ quan khác (số từ 01)."
    ).format(lenh=command, cung=same[0], nghia=same[1], khac=another)
