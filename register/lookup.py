"""Looking things up in the register (tra cứu): by a query, by a number as a person writes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Row, func, select

from ..conventions.numbering import ParsedNumber, parse_number
from ..conventions.spelling import fold, fold_plain
from ..errors import NumberNotFound
from ..i18n import tr
from .bodies import entry_of
from .entries import Action, Change, Entry, Query, SeriesPosition
from .printed import without_word
from .series import clean, normalise_term
from .spellings import Called, body_key
from .store.database import Database
from .store.schema import entries, history
from .transaction import values_of

if TYPE_CHECKING:
    from .book import Register


def find(database: Database, query: Query) -> list[Entry]:
    """The rows a query asks for; see `Register.find`."""
    statement = select(entries).where(*_conditions(query))
    if query.body_code:
        with database.reading() as connection:
            codes = connection.scalars(select(entries.c.body_code).distinct()).all()
        wanted = body_key(query.body_code)
        statement = statement.where(
            entries.c.body_code.in_([code for code in codes if body_key(code) == wanted])
        )
    if query.newest_first:
        statement = statement.order_by(entries.c.id.desc())
    else:
        c = entries.c
        statement = statement.order_by(c.body_id, c.body_code, c.term, c.series, c.number)
    if query.limit is not None:
        statement = statement.limit(query.limit)
    with database.reading() as connection:
        return [entry_of(values_of(row)) for row in connection.execute(statement)]


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    c = entries.c
    wanted: list[ColumnElement[bool]] = []
    exact: list[tuple[ColumnElement[Any], object | None]] = [
        (c.body_id, query.body_id),
        (c.term, normalise_term(query.term) if query.term else None),
        (c.number, query.number),
        (c.symbol, query.symbol),
        (c.state, query.state),
    ]
    wanted += [column == value for column, value in exact if value is not None]
    if query.own is not None:
        wanted.append(c.body_id.in_((query.own, "")))
    if query.type_keys:
        wanted.append(c.type_key.in_(query.type_keys))
    if query.since is not None:
        wanted.append(c.document_date >= query.since)
    if query.until is not None:
        wanted.append(c.document_date <= query.until)
    wanted += [
        c.search_text.contains(word, autoescape=True) for word in fold_plain(query.text).split()
    ]
    return wanted


def history_of(database: Database, entry_id: int | None) -> list[Change]:
    """What was done to a row, oldest first; ``None`` for the whole register."""
    statement = select(history).order_by(history.c.id)
    if entry_id is not None:
        statement = statement.where(history.c.entry_id == entry_id)
    with database.reading() as connection:
        return [_change(row) for row in connection.execute(statement)]


def _change(row: Row[Any]) -> Change:
    details = {
        clean(name): (_plain(pair[0]), _plain(pair[1]))
        for name, pair in json.loads(row.details).items()
    }
    return Change(row.id, row.entry_id, Action(row.action), clean(row.who), row.at, details)


def _plain(value: object) -> object:
    return clean(value) if isinstance(value, str) and not value.isprintable() else value


def bodies(database: Database) -> list[Called]:
    """What the bodies of a register go by, with their symbols; see `Register.bodies`."""
    c = entries.c
    statement = select(c.body_id, c.body_code, c.body_name, c.body_symbol).distinct()
    with database.reading() as connection:
        return [Called(*row) for row in connection.execute(statement)]


def positions(database: Database) -> list[SeriesPosition]:
    """How far every series has come; see `Register.positions`."""
    c = entries.c
    statement = (
        select(
            c.body_code,
            func.max(c.body_name),
            c.term,
            c.series,
            func.max(c.number),
            func.count(),
            c.body_id,
        )
        .group_by(c.body_id, c.body_code, c.term, c.series)
        .order_by(c.body_id, c.body_code, c.term, c.series)
    )
    with database.reading() as connection:
        return [SeriesPosition(*row) for row in connection.execute(statement)]


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
        fix=tr("Nói rõ của ai, nhiệm kỳ nào: thêm --co-quan MÃ, --nhiem-ky."),
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
