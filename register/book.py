"""The register itself (sổ đăng ký văn bản đi): give, take over, cancel, look up numbers."""

from __future__ import annotations

import getpass
import json
import socket
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from ..conventions.spelling import fold, fold_plain
from ..errors import NumberNotFound, NumberTaken, RegisterError
from ..i18n import tr
from .bodies import entry_of, history_line, now, once_borne, settle
from .database import Database
from .entries import (
    Action,
    Body,
    Change,
    DocumentKey,
    Entry,
    IssueRequest,
    Query,
    SeriesPosition,
    State,
    Taken,
)
from .findings import Finding
from .printed import Place, bare_abstract, place_of, printed_symbol, without_word
from .refusals import (
    already_cancelled,
    already_sent,
    already_taken,
    need_date,
    need_same_series,
    of_another,
)
from .schema import entries, history
from .series import clean, normalise_term, overlaps

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

_Values = dict[str, Any]


class Register:
    """An open register. Every call is one transaction: it happens whole or not at all.

    Any call may raise `RegisterDamaged` or `RegisterUnavailable`. The object
    holds no connection between calls and may be used from forked processes.
    """

    def __init__(self, database: Database, *, who: str | None = None) -> None:
        self.database = database
        self.who = who or this_user()
        """Who is written beside every change."""

    @property
    def name(self) -> str:
        """Where the register is (file or address), fit to be shown."""
        return self.database.name

    def issue(self, request: IssueRequest, *, body: Body | None = None) -> Entry:
        """Give one number (cấp số); see `issue_many`."""
        return self.issue_many([request], body=body)[0]

    def issue_many(
        self, requests: Sequence[IssueRequest], *, body: Body | None = None
    ) -> list[Entry]:
        """Give each paper the next number of its series, in the order given.

        ``body`` is whose papers all of them are; ``None`` leaves it to the
        requests. Rows from before identities that are surely the body's become
        its own in the same transaction.

        A paper whose ``key`` has a number in force keeps it; what the request
        says of it (date, abstract, file …) replaces what was there. A paper
        whose number was cancelled gets a new one.

        Raises `RegisterError` when a date, body or term is missing,
        `NumberTaken` when the key's number stands for another type, term or
        body, and `BodyUnclear` when old rows may be another body's.
        """
        with self.database.writing() as connection:
            requests = settle(connection, requests, body, self.who)
            batch = _Batch(connection, self.who)
            known = _by_keys(connection, requests)
            results: list[int] = []
            for request in requests:
                need_date(request)
                place = place_of(request)
                slot = _key_slot(place, request.key)
                before = known.get(slot) if slot else None
                if before is not None:
                    need_same_series(before, place, request)
                    results.append(batch.renew(before, request))
                    continue
                values = _new_values(request, place, batch.next_number(place))
                results.append(batch.add(values, Action.ISSUE))
                if slot:
                    known[slot] = values
            return batch.finish(results)

    def take(
        self,
        request: IssueRequest,
        number: int,
        *,
        symbol: str | None = None,
        cancelled_reason: str = "",
        body: Body | None = None,
    ) -> Entry:
        """Enter a number that exists already (ghi số có sẵn); see `take_many`."""
        return self.take_many([Taken(request, number, symbol, cancelled_reason)], body=body)[0]

    def take_many(self, items: Sequence[Taken], *, body: Body | None = None) -> list[Entry]:
        """Enter numbers given outside this register; all of them or none.

        ``body`` as in `issue_many`.

        The series goes on after the highest number. Entering the same row
        again changes nothing. Raises `NumberTaken` when another document has
        the number, or the document has another number.
        """
        with self.database.writing() as connection:
            requests = settle(connection, [item.request for item in items], body, self.who)
            batch = _Batch(connection, self.who)
            results: list[int] = []
            for item, request in zip(items, requests, strict=True):
                place = place_of(request)
                values = _new_values(request, place, item.number, item.symbol)
                if item.cancelled_reason:
                    values.update(state=State.CANCELLED, cancel_reason=clean(item.cancelled_reason))
                    values["search_text"] = _search_text(values)
                present = batch.holder(place, item.number, values["symbol"])
                if present is None:
                    results.append(batch.add(values, Action.TAKE))
                elif _same_document(present, values):
                    results.append(batch.keep(present))
                else:
                    raise already_taken(present)
            try:
                return batch.finish(results)
            except IntegrityError as error:
                # Only the key of a document can still clash here.
                raise NumberTaken(
                    tr("Có văn bản trong danh sách đã mang một số khác."),
                    fix=tr("Tìm văn bản đó bằng so xem; huỷ số cũ nếu cấp nhầm."),
                ) from error

    def attach(self, files: Iterable[tuple[int, str, str]]) -> None:
        """Note the file and its hash for rows: ``(entry id, file, hash)`` each.

        Raises `NumberNotFound` for an id that is not in the register.
        """
        with self.database.writing() as connection:
            batch = _Batch(connection, self.who)
            for entry_id, file, file_hash in files:
                row = connection.execute(select(entries).where(entries.c.id == entry_id)).first()
                if row is None:
                    raise NumberNotFound(tr("Sổ không có dòng mã {ma}.").format(ma=entry_id))
                if row.sent_on is not None:
                    continue  # its file is the one that was sent
                batch.change(
                    _values(row), {"file": clean(file), "file_hash": file_hash}, Action.REMAKE
                )
            batch.finish([])

    def cancel(self, entry_id: int, reason: str) -> Entry:
        """Cancel a number (huỷ số): its row stays, with the reason, for good.

        Raises `NumberNotFound`, and `RegisterError` without a reason, when it
        is cancelled already, or when the paper was sent out.
        """
        reason = clean(reason)
        if not reason:
            raise RegisterError(
                tr("Huỷ số phải ghi lý do."), fix=tr("Thêm lý do, ví dụ: cấp nhầm loại văn bản.")
            )
        with self.database.writing() as connection:
            row = connection.execute(select(entries).where(entries.c.id == entry_id)).first()
            if row is None:
                raise NumberNotFound(tr("Sổ không có dòng mã {ma}.").format(ma=entry_id))
            before = _values(row)
            if before["state"] == State.CANCELLED:
                raise already_cancelled(before)
            if before["sent_on"] is not None:
                raise already_sent(before)
            batch = _Batch(connection, self.who)
            after = {"state": State.CANCELLED, "cancel_reason": reason}
            return batch.finish([batch.change(before, after, Action.CANCEL)])[0]

    def find(self, query: Query | None = None) -> list[Entry]:
        """The rows a query asks for (tra cứu), by body, term, series and number.

        ``newest_first`` orders by when the rows were entered, latest first.
        """
        query = query or Query()
        statement = select(entries).where(*_conditions(query))
        if query.newest_first:
            statement = statement.order_by(entries.c.id.desc())
        else:
            c = entries.c
            statement = statement.order_by(c.body_id, c.body_code, c.term, c.series, c.number)
        if query.limit is not None:
            statement = statement.limit(query.limit)
        with self.database.reading() as connection:
            return [entry_of(_values(row)) for row in connection.execute(statement)]

    def locate(
        self,
        symbol: str,
        *,
        body_code: str | None = None,
        term: str | None = None,
        body_id: str | None = None,
    ) -> Entry:
        """The one row with this number and symbol (``137-TB/ĐU``).

        ``1-TB/ĐU`` finds ``01-TB/ĐU``; case and, when nothing else fits,
        Vietnamese marks do not matter. ``body_id`` looks among the rows of this
        identity, and where it has none such among those of no identity;
        ``None`` looks among all. Raises `NumberNotFound` when there is none,
        and when several bodies or terms have it and neither was given.
        """
        from .lookup import locate

        return locate(self, symbol, body_code=body_code, term=term, body_id=body_id)

    def history(self, entry_id: int | None = None) -> list[Change]:
        """What was done to a row, oldest first; ``None`` for the whole register."""
        statement = select(history).order_by(history.c.id)
        if entry_id is not None:
            statement = statement.where(history.c.entry_id == entry_id)
        with self.database.reading() as connection:
            return [_change(row) for row in connection.execute(statement)]

    def positions(self) -> list[SeriesPosition]:
        """How far every series has come (số cuối từng dãy)."""
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
        with self.database.reading() as connection:
            return [SeriesPosition(*row) for row in connection.execute(statement)]

    def check(self) -> list[Finding]:
        """Look the register over (kiểm tra): gaps, doubles, dates out of order.

        The file itself is read for damage first (`RegisterDamaged`).
        """
        from .audit import audit
        from .audit_bodies import workspace_part

        self.database.check_integrity(thorough=True)
        with self.database.reading() as connection:
            rows = [entry_of(_values(row)) for row in connection.execute(select(entries))]
            names = once_borne(connection, "body_name", fold)
            files = once_borne(connection, "file", workspace_part)
            return audit(rows, names=names, files=files)

    def backup(self, target: Path) -> int:
        """Make a backup file (sao lưu) while in use; the number of rows in it.

        Raises `CannotWrite` when the file exists or cannot be written.
        """
        from .backup import back_up

        return back_up(self.database, target)


class _Batch:
    """The rows and history lines one transaction will write, and the numbers it has used."""

    def __init__(self, connection: Connection, who: str) -> None:
        self._connection = connection
        self._who = who
        self._now = now()
        self._last: dict[Place, int] = {}
        self._series: dict[tuple[str, str, str], set[str]] = {}
        self._rows: list[_Values] = []
        self._new: dict[tuple[Place, int], tuple[_Values, Action]] = {}
        self._changes: list[_Values] = []

    def next_number(self, place: Place) -> int:
        """The next number of a series; cancelled numbers count as used.

        When the way of grouping types changes within a term (Quy định joined
        Quyết định in 2026), the new series goes on after the highest number
        of those it follows, so that no symbol is printed twice.
        """
        number = 1 + max(self._last_of(near) for near in self._near(place))
        self._last[place] = number
        return number

    def _near(self, place: Place) -> list[Place]:
        """The series itself and those of the term that number the same types."""
        body_term = (place.body_id, place.body_code, place.term)
        if body_term not in self._series:
            used = select(entries.c.series).where(*_of_body(place))
            self._series[body_term] = set(self._connection.scalars(used.distinct()))
        names = self._series[body_term]
        names.add(place.series)
        return [replace(place, series=name) for name in names if overlaps(name, place.series)]

    def _last_of(self, place: Place) -> int:
        if place not in self._last:
            highest = select(func.max(entries.c.number)).where(*_in_series(place))
            self._last[place] = self._connection.scalar(highest) or 0
        return self._last[place]

    def holder(self, place: Place, number: int, symbol: str) -> _Values | None:
        """The row that has a number, or its symbol in a series of the same types."""
        for near in self._near(place):
            if (near, number) in self._new:
                values = self._new[near, number][0]
            else:
                row = self._connection.execute(
                    select(entries).where(*_in_series(near), entries.c.number == number)
                ).first()
                if row is None:
                    continue
                values = _values(row)
            if near == place or values["symbol"] == symbol:
                return values
        return None

    def add(self, values: _Values, action: Action) -> int:
        """Line up a new row; the index of its result."""
        values.update(issued_by=self._who, issued_at=self._now)
        self._new[_place(values), values["number"]] = (values, action)
        return self.keep(values)

    def keep(self, values: _Values) -> int:
        """Line up a row as a result without changing it."""
        self._rows.append(values)
        return len(self._rows) - 1

    def renew(self, before: _Values, request: IssueRequest) -> int:
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
        if "id" not in before:  # twice in one call: the row is still to be written
            before.update(after)
            before["search_text"] = _search_text(before)
            return self.keep(before)
        return self.change(before, after, Action.REMAKE)

    def change(self, before: _Values, after: _Values, action: Action, *, reason: str = "") -> int:
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

    def _line(self, entry_id: int, action: Action, details: dict[str, list[Any]]) -> _Values:
        return history_line(entry_id, action, details, self._who, self._now)


def this_user() -> str:
    """Who works here (người ghi sổ): user and computer, as the system knows them."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "?"
    return f"{user}@{socket.gethostname()}"


def _of_body(place: Place) -> tuple[ColumnElement[bool], ...]:
    c = entries.c
    return (c.body_id == place.body_id, c.body_code == place.body_code, c.term == place.term)


def _in_series(place: Place) -> tuple[ColumnElement[bool], ...]:
    return (*_of_body(place), entries.c.series == place.series)


def _place(values: _Values) -> Place:
    return Place(values["body_code"], values["term"], values["series"], values["body_id"])


_Slot = tuple[str, str, str, str]
"""Identity, body code, paper and record: what has at most one number in force."""


def _key_slot(place: Place, key: DocumentKey | None) -> _Slot | None:
    return (place.body_id, place.body_code, key.paper, key.record) if key else None


def _by_keys(connection: Connection, requests: Sequence[IssueRequest]) -> dict[_Slot, _Values]:
    """The rows in force of the documents that are numbered already."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for request in requests:
        if request.key:
            slot = (request.body_id, clean(request.body_code), request.key.paper)
            groups[slot].append(request.key.record)
    known: dict[_Slot, _Values] = {}
    c = entries.c
    for (body_id, body, paper), records in groups.items():
        for start in range(0, len(records), _CHUNK):
            statement = select(entries).where(
                c.body_id == body_id,
                c.body_code == body,
                c.paper == paper,
                c.record.in_(records[start : start + _CHUNK]),
                c.state == State.ISSUED,
            )
            for row in connection.execute(statement):
                known[body_id, body, paper, row.record] = _values(row)
    return known


def _described(request: IssueRequest) -> _Values:
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


def _new_values(
    request: IssueRequest, place: Place, number: int, symbol: str | None = None
) -> _Values:
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
        "state": State.ISSUED,
        "cancel_reason": "",
        "sent_on": None,
        **_described(request),
    }
    values["search_text"] = _search_text(values)
    return values


def _search_text(values: _Values) -> str:
    return fold_plain(" ".join(str(values[name]) for name in _SEARCHED))


def _same_document(present: _Values, values: _Values) -> bool:
    same = ("symbol", "type_key", "document_date", "abstract", "state", "paper", "record")
    return all(present[name] == values[name] for name in same)


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    c = entries.c
    wanted: list[ColumnElement[bool]] = []
    exact: list[tuple[ColumnElement[Any], object | None]] = [
        (c.body_id, query.body_id),
        (c.body_code, clean(query.body_code) if query.body_code else None),
        (c.term, normalise_term(query.term) if query.term else None),
        (c.number, query.number),
        (c.symbol, query.symbol),
        (c.state, query.state),
    ]
    wanted += [column == value for column, value in exact if value is not None]
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


def _values(row: Row[Any]) -> _Values:
    return dict(row._mapping)


def _change(row: Row[Any]) -> Change:
    details = {name: (pair[0], pair[1]) for name, pair in json.loads(row.details).items()}
    return Change(row.id, row.entry_id, Action(row.action), row.who, row.at, details)
