"""Finding the row that a person means by a number as they write it (tra số)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..conventions.numbering import ParsedNumber, parse_number
from ..conventions.spelling import fold, fold_plain
from ..errors import NumberNotFound
from ..i18n import tr
from .entries import Entry, Query
from .printed import without_word

if TYPE_CHECKING:
    from .book import Register


def locate(
    register: Register,
    symbol: str,
    *,
    body_code: str | None = None,
    term: str | None = None,
    body_id: str | None = None,
) -> Entry:
    """The one row with this number and symbol; see `Register.locate`."""
    wanted = without_word(symbol).replace(" ", "")
    found = _own(register.find(Query(symbol=wanted, body_code=body_code, term=term)), body_id)
    parsed = parse_number(wanted)
    if not found and parsed is not None and parsed.number is not None:
        numbered = register.find(Query(number=parsed.number, body_code=body_code, term=term))
        same = _own(numbered, body_id)
        for spelled in (fold, fold_plain):
            found = [entry for entry in same if _means(entry.symbol, parsed, spelled)]
            if found:
                break
    if len(found) == 1:
        return found[0]
    if not found:
        raise NumberNotFound(
            tr("Sổ không có số {so}.").format(so=wanted),
            where=register.name,
            fix=tr("Ghi đúng như in trên văn bản, ví dụ 137-TB/ĐU; tra bằng so xem."),
        )
    raise NumberNotFound(
        tr("Có {n} văn bản cùng mang số {so}.").format(n=len(found), so=wanted),
        fix=tr("Nói rõ cơ quan ban hành, nhiệm kỳ."),
        details=[f"{e.symbol} · {e.body_name} · {e.term} · {e.abstract}" for e in found],
    )


def _own(found: list[Entry], body_id: str | None) -> list[Entry]:
    """The rows of an identity, and where it has none those of no identity; ``None``: all."""
    if body_id is None:
        return found
    own = [entry for entry in found if entry.body_id == body_id]
    return own or [entry for entry in found if not entry.body_id]


def _means(symbol: str, wanted: ParsedNumber, spelled: Callable[[str], str]) -> bool:
    """Whether a row's symbol is the one typed, spelled this way, zeros in front or not."""
    own = parse_number(symbol)
    if own is None or own.number != wanted.number:
        return False
    return all(
        spelled(" ".join(mine)) == spelled(" ".join(typed))
        for mine, typed in (
            ((own.type_symbol, own.suffix), (wanted.type_symbol, wanted.suffix)),
            (own.bodies, wanted.bodies),
        )
    )
