"""Whose numbers a workspace gives (số của cơ quan nào): shown, and answered when asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..data.identity import (
    Identity,
    Names,
    Standing,
    read_identity,
    renew_identity,
    set_aside,
    standing,
    write_identity,
)
from ..errors import BodyUnclear, NumberNotFound, UsageError
from ..i18n import tr
from ..register import (
    Entry,
    Query,
    SeriesPosition,
    State,
    find_register,
    register_address,
)
from ..register.holdings import Holdings
from ..register.printed import without_word
from .identity import body_of, numberer_of, unclear
from .loading import read_ward
from .places import Places

_ALL = "tat-ca"


@dataclass(frozen=True, slots=True)
class BodyState:
    """Whose numbers they are now (tình trạng định danh).

    ``names`` are those in the workbook, ``identity`` what the numbers were
    given under; ``None`` before the first. ``register`` is the register's
    name, ``None`` without one; ``series`` how far the body's own have come,
    ``doubtful`` the old rows that nobody has claimed.
    """

    names: Names
    identity: Identity | None
    standing: Standing
    register: str | None
    series: list[SeriesPosition]
    doubtful: list[Entry]


class Ownership:
    """The identity of a workspace with a workbook (định danh), and the answers about it.

    The answers raise `UsageError` when the workbook names no issuing body or
    there is nothing to answer, and `BodyUnclear` when another answer is due.
    """

    def __init__(self, places: Places) -> None:
        places.need_workbook()
        self._places = places
        self._ward = read_ward(places)
        self._register = find_register(register_address(places.folder))
        self._names = Names.of(self._ward)

    def renamed(self) -> None:
        """The same body under another name: its numbers stay, old rows of either name included."""
        names, identity = self._given(), read_identity(self._places.folder)
        if identity is None or not identity.bound:
            raise UsageError(tr("Thư mục này chưa cấp số nào nên không có tên cũ để đổi."))
        if self._register is not None:
            known = body_of(identity.id, self._ward, self._places, self._register)
            former = replace(known, code=identity.names.code, name=identity.names.name, units=())
            for called in (former, known):
                Holdings(self._register, called).claim()
        self._bind(identity, names)

    def another(self) -> str | None:
        """Another body, with an identity of its own from here on.

        The file where the identity before is kept; ``None`` when it had given no number.
        """
        names, before = self._given(), read_identity(self._places.folder)
        if standing(before, names, self._places.folder) in (Standing.SAME, Standing.MOVED):
            raise UsageError(
                tr("Nơi làm việc này đang dùng định danh của mình, không có gì phải trả lời."),
                why=tr("Lập định danh mới thì văn bản đã có số sẽ mất số."),
                fix=tr(
                    "Cơ quan khác thì làm ở một thư mục khác, ghi tên cơ quan ấy vào sổ dữ liệu."
                ),
            )
        self._bind(renew_identity(self._places.folder), names)
        return set_aside(before) if before is not None and before.bound else None

    def same(self) -> None:
        """The same body at work here: with the identity it brought, or the register's."""
        names, identity = self._given(), read_identity(self._places.folder)
        found = standing(identity, names, self._places.folder)
        if identity is not None and found in (Standing.RENAMED, Standing.OTHER):
            raise unclear(Standing.RENAMED, identity, names, self._places)
        if found not in (Standing.COPY, Standing.MOVED):
            named = self._in_register(identity)
            if named:
                identity = Identity(named, names, "")
            elif identity is None or not identity.bound:
                raise UsageError(tr("Sổ chưa có số nào của cơ quan này: cứ cấp số bình thường."))
        assert identity is not None  # a copied or moved folder has one
        self._bind(identity, names)

    def settle(self, mine: Iterable[str], others: Iterable[str]) -> None:
        """Make doubtful old rows the body's, or note that they are not.

        Both are numbers and symbols, ``tat-ca`` for all. Raises `NumberNotFound`.
        """
        if self._register is None:
            raise UsageError(tr("Ở đây chưa có sổ văn bản."))
        who = numberer_of(self._places, self._ward, self._register)
        holdings = Holdings(self._register, who.body)
        doubtful = holdings.doubtful()
        accepted = _meant(doubtful, mine)
        holdings.claim(mine=accepted, others=_meant(doubtful, others) - accepted)
        who.keep()

    def state(self) -> BodyState:
        """Whose numbers they are now."""
        register, identity = self._register, read_identity(self._places.folder)
        own = identity.id if identity is not None else ""
        doubtful, series = [], []
        if register is not None:
            body = body_of(own, self._ward, self._places, register)
            doubtful = Holdings(register, body).doubtful()
            series = [p for p in register.positions() if own and p.body_id == own]
        return BodyState(
            self._names,
            identity,
            standing(identity, self._names, self._places.folder),
            register.name if register is not None else None,
            series,
            doubtful,
        )

    def _given(self) -> Names:
        if not self._names.given:
            raise UsageError(tr("Sổ dữ liệu chưa ghi tổ chức ban hành."))
        return self._names

    def _bind(self, identity: Identity, names: Names) -> None:
        write_identity(self._places.folder, identity.bind(names, self._places.folder))

    def _in_register(self, identity: Identity | None) -> str:
        """The other identity under which this body has numbers in the register; "" when none."""
        register = self._register
        if register is None:
            return ""
        own = identity.id if identity is not None else ""
        known = Holdings(register, body_of(own, self._ward, self._places, register)).namesakes()
        if len(known) > 1:
            raise BodyUnclear(
                tr("Trong sổ có {n} định danh cùng tên này.").format(n=len(known)),
                details=sorted(known),
                fix=tr("Chép tệp dinh-danh.json từ thư mục vẫn cấp số sang đây rồi gõ lại --cung."),
            )
        if known and own and register.find(Query(body_id=own, state=State.ISSUED, limit=1)):
            raise BodyUnclear(
                tr("Định danh của thư mục này còn giữ số, không đổi sang định danh khác được."),
                where=str(self._places.folder.resolve()),
                fix=tr("Huỷ các số cấp nhầm ở đây (so huy), rồi gõ lại --cung."),
            )
        return next(iter(known), "")


def _meant(doubtful: list[Entry], typed: Iterable[str]) -> set[int]:
    """The ids of the doubtful rows with these numbers and symbols."""
    found: set[int] = set()
    for text in typed:
        symbol = without_word(text).replace(" ", "")
        ids = {row.id for row in doubtful if symbol in (_ALL, row.symbol)}
        if not ids and symbol != _ALL:
            raise NumberNotFound(
                tr("Không có số cũ {so} nào đang chờ trả lời.").format(so=symbol),
                fix=tr("Xem danh sách bằng: giayto so co-quan."),
            )
        found |= ids
    return found
