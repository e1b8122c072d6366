"""The writing side of the register (giao dịch ghi sổ): rows lined up, then written at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from ..conventions.spelling import fold, fold_plain
from ..errors import RegisterError
from ..i18n import tr
from .bodies import Values, as_text, entry_of, history_line, now
from .entries import Action, DocumentKey, Entry, IssueRequest, State
from .printed import Place, bare_abstract, printed_symbol, without_word
from .refusals import already_cancelled, of_another
from .series import clean, overlaps
from .spellings import Called, bodies_in, spellings
from .store.schema import entries, history

# SQLite allows 32,766 parameters in a statement, PostgreSQL 65,535.
_CHUNK = 500

# What a paper made again may bring anew; its number never changes.
_RENEWED = (
    "body_name",
    "document_date",
    "abstract",
    "recipients",
    "signer",
    "keeper",
    "copies",
    "note",
    "file",
    "file_hash",
)
# Empty, these mean "not known yet", not "no longer there": a clerk may have added them by hand.
_MAY_BE_UNSAID = frozenset({"keeper", "copies", "note", "file", "file_hash"})
_SEARCHED = ("symbol", "abstract", "recipients", "signer", "body_name", "note", "cancel_reason")


class Batch:
    """The rows and history lines one transaction will write, and the numbers it has used."""

    def __init__(self, connection: Connection, who: str) -> None:
        self._connection = connection
        self._who = who
        self._now = now()
        self._last: dict[Place, int] = {}
        self._series: dict[tuple[str, str, str], set[str]] = {}
        self._bodies: list[Called] | None = None
        self._rows: list[Values] = []
        self._new: dict[tuple[Place, int], tuple[Values, Action]] = {}
        self._changes: list[Values] = []

    def next_number(self, place: Place) -> int:
        """The next number of a series; cancelled numbers count as used.

        When the way of grouping types changes within a term (Quy định joined
        Quyết định in 2026), the new series goes on after the highest number
        of those it follows, so that no symbol is printed twice.
        """
        number = 1 + self.last_number(place)
        self._last[place] = number
        return number

    def last_number(self, place: Place) -> int:
        """The highest number of a series and of those it follows; 0 when there is none."""
        return max(self._last_of(near) for near in self._near(place))

    def _near(self, place: Place) -> list[Place]:
        """The series itself and those of the term that number the same types."""
        body_term = (place.body_id, place.body_code, place.term)
        if body_term not in self._series:
            used = select(entries.c.series).where(*self._of_body(place))
            self._series[body_term] = set(self._connection.scalars(used.distinct()))
        names = self._series[body_term]
        names.add(place.series)
        return [replace(place, series=name) for name in names if overlaps(name, place.series)]

    def _last_of(self, place: Place) -> int:
        if place not in self._last:
            highest = select(func.max(entries.c.number)).where(*self._in_series(place))
            self._last[place] = self._connection.scalar(highest) or 0
        return self._last[place]

    def _of_body(self, place: Place) -> tuple[ColumnElement[bool], ...]:
        """The rows of a body in a term, under whatever spellings of its code."""
        c = entries.c
        if self._bodies is None:
            self._bodies = bodies_in(self._connection)
        codes = spellings(self._bodies, place.body_id, place.body_code)
        return (c.body_id == place.body_id, c.body_code.in_(codes), c.term == place.term)

    def _in_series(self, place: Place) -> tuple[ColumnElement[bool], ...]:
        return (*self._of_body(place), entries.c.series == place.series)

    def holder(self, place: Place, number: int, symbol: str) -> Values | None:
        """The row that has a number, or its symbol in a series of the same types."""
        for near in self._near(place):
            if (near, number) in self._new:
                values = self._new[near, number][0]
            else:
                row = self._connection.execute(
                    select(entries).where(*self._in_series(near), entries.c.number == number)
                ).first()
                if row is None:
                    continue
                values = values_of(row)
            if near == place or values["symbol"] == symbol:
                return values
        return None

    def add(self, values: Values, action: Action) -> int:
        """Line up a new row; the index of its result."""
        values.update(issued_by=self._who, issued_at=self._now)
        self._new[_place(values), values["number"]] = (values, action)
        return self.keep(values)

    def keep(self, values: Values) -> int:
        """Line up a row as a result without changing it."""
        self._rows.append(values)
        return len(self._rows) - 1

    def renew(self, before: Values, request: IssueRequest) -> int:
        """The same paper made again: its row follows it, its number stays.

        The row of a paper that was sent out stays as it is.
        """
        if before["body_id"] != request.body_id or (
            not request.body_id and fold(before["body_name"]) != fold(clean(request.body_name))
        ):
            raise of_another(before, request)
        if before["sent_on"] is not None:
            return self.keep(before)
        wanted = _described(request)
        after = {
            name: wanted[name]
            for name in _RENEWED
            if wanted[name] not in ("", None) or name not in _MAY_BE_UNSAID
        }
        if before["keeper"]:
            after.pop("keeper", None)  # where a copy lies may have been corrected by hand
        if "id" not in before:  # twice in one call: the row is still to be written
            before.update(after)
            before["search_text"] = _search_text(before)
            return self.keep(before)
        return self.change(before, after, Action.REMAKE)

    def change(self, before: Values, after: Values, action: Action, *, reason: str = "") -> int:
        """Write what differs, and note it in the history, with the reason if there is one."""
        changed = {name: value for name, value in after.items() if before[name] != value}
        if not changed:
            return self.keep(before)
        if before["state"] == State.CANCELLED:
            raise already_cancelled(before)
        details = {name: [before[name], value] for name, value in changed.items()}
        if reason:
            details["reason"] = [None, reason]
        before.update(changed)
        before["search_text"] = changed["search_text"] = _search_text(before)
        self._connection.execute(
            update(entries).where(entries.c.id == before["id"]).values(**changed)
        )
        self._changes.append(self._line(before["id"], action, details))
        return self.keep(before)

    def finish(self, results: Sequence[int]) -> list[Entry]:
        """Write everything; the entries asked for, in the order of ``results``."""
        if self._new:
            returned = self._connection.execute(
                insert(entries).returning(entries.c.id, sort_by_parameter_order=True),
                [values for values, _action in self._new.values()],
            )
            for (values, action), (entry_id,) in zip(self._new.values(), returned, strict=True):
                values["id"] = entry_id
                details = {"symbol": [None, values["symbol"]]}
                if values["cancel_reason"]:
                    details["cancel_reason"] = [None, values["cancel_reason"]]
                self._changes.append(self._line(entry_id, action, details))
        if self._changes:
            self._connection.execute(insert(history), self._changes)
        return [entry_of(self._rows[index]) for index in results]

    def _line(self, entry_id: int, action: Action, details: dict[str, list[Any]]) -> Values:
        return history_line(entry_id, action, details, self._who, self._now)


def _place(values: Values) -> Place:
    return Place(values["body_code"], values["term"], values["series"], values["body_id"])


_Slot = tuple[str, str, str, str]
"""Identity, body code, paper and record: what has at most one number in force."""


def key_slot(place: Place, key: DocumentKey | None) -> _Slot | None:
    """What has at most one number in force; ``None`` for a paper without a key."""
    return (place.body_id, place.body_code, key.paper, key.record) if key else None


def rows_by_key(connection: Connection, requests: Sequence[IssueRequest]) -> dict[_Slot, Values]:
    """The rows in force of the documents that are numbered already."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for request in requests:
        if request.key:
            slot = (request.body_id, clean(request.body_code), request.key.paper)
            groups[slot].append(request.key.record)
    known: dict[_Slot, Values] = {}
    c = entries.c
    bodies = bodies_in(connection) if groups else []
    for (body_id, body, paper), records in groups.items():
        for start in range(0, len(records), _CHUNK):
            statement = select(entries).where(
                c.body_id == body_id,
                c.body_code.in_(spellings(bodies, body_id, body)),
                c.paper == paper,
                c.record.in_(records[start : start + _CHUNK]),
                c.state == State.ISSUED,
            )
            for row in connection.execute(statement):
                known[body_id, body, paper, row.record] = values_of(row)
    return known


def _described(request: IssueRequest) -> Values:
    return {
        "body_name": clean(request.body_name),
        "document_date": request.document_date,
        "abstract": bare_abstract(request.abstract, request.type_key),
        "recipients": clean(request.recipients),
        "signer": clean(request.signer),
        "keeper": clean(request.keeper),
        "copies": request.copies,
        "note": clean(request.note),
        "file": clean(request.file),
        "file_hash": request.file_hash,
    }


def new_values(
    request: IssueRequest,
    place: Place,
    number: int,
    symbol: str | None = None,
    cancelled_reason: str = "",
) -> Values:
    """The columns of a row to be written; cancelled from the first with a reason.

    ``symbol=None`` prints it by the rule set.
    """
    if number < 1:
        raise RegisterError(tr("Số văn bản phải từ 1 trở lên."), why=str(number))
    values = {
        "body_id": place.body_id,
        "body_code": place.body_code,
        "body_symbol": clean(request.body_symbol),
        "type_key": request.type_key,
        "term": place.term,
        "congress": request.congress,
        "series": place.series,
        "number": number,
        "symbol": (
            without_word(symbol).replace(" ", "") if symbol else printed_symbol(request, number)
        ),
        "paper": request.key.paper if request.key else None,
        "record": request.key.record if request.key else None,
        "state": State.CANCELLED if cancelled_reason else State.ISSUED,
        "cancel_reason": clean(cancelled_reason),
        "sent_on": None,
        **_described(request),
    }
    values["search_text"] = _search_text(values)
    return values


def _search_text(values: Values) -> str:
    return fold_plain(" ".join(str(values[name]) for name in _SEARCHED))


def same_document(present: Values, values: Values) -> bool:
    """Whether a row says of its paper just what the values say."""
    same = ("symbol", "type_key", "document_date", "abstract", "state", "paper", "record")
    return all(present[name] == values[name] for name in same)


def values_of(row: Row[Any]) -> Values:
    """A row of the database by its columns."""
    values = dict(row._mapping)
    return values | as_text(values)
