"""The register itself (sổ đăng ký văn bản đi): give, take over, cancel, look up numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ..conventions.spelling import fold
from ..errors import NumberNotFound, NumberTaken, RegisterError
from ..findings import Finding
from ..i18n import tr
from .bodies import entry_of, once_borne, settle
from .entries import (
    Action,
    Body,
    Change,
    Entry,
    IssueRequest,
    Query,
    SeriesPosition,
    State,
    Taken,
)
from .lookup import bodies, find, history_of, locate, positions
from .printed import place_of
from .refusals import (
    already_cancelled,
    already_sent,
    already_taken,
    need_date,
    need_same_series,
)
from .series import clean
from .spellings import Called
from .store.database import Database
from .store.holder import this_user
from .store.schema import entries
from .transaction import Batch, key_slot, new_values, rows_by_key, same_document, values_of


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
            batch = Batch(connection, self.who)
            known = rows_by_key(connection, requests)
            results: list[int] = []
            for request in requests:
                need_date(request)
                place = place_of(request)
                slot = key_slot(place, request.key)
                before = known.get(slot) if slot else None
                if before is not None:
                    need_same_series(before, place, request)
                    results.append(batch.renew(before, request))
                    continue
                values = new_values(request, place, batch.next_number(place))
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
            batch = Batch(connection, self.who)
            results: list[int] = []
            for item, request in zip(items, requests, strict=True):
                place = place_of(request)
                values = new_values(request, place, item.number, item.symbol, item.cancelled_reason)
                present = batch.holder(place, item.number, values["symbol"])
                if present is None:
                    results.append(batch.add(values, Action.TAKE))
                elif same_document(present, values):
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
            batch = Batch(connection, self.who)
            for entry_id, file, file_hash in files:
                row = connection.execute(select(entries).where(entries.c.id == entry_id)).first()
                if row is None:
                    raise NumberNotFound(tr("Sổ không có dòng mã {ma}.").format(ma=entry_id))
                if row.sent_on is not None:
                    continue  # its file is the one that was sent
                batch.change(
                    values_of(row), {"file": clean(file), "file_hash": file_hash}, Action.REMAKE
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
            before = values_of(row)
            if before["state"] == State.CANCELLED:
                raise already_cancelled(before)
            if before["sent_on"] is not None:
                raise already_sent(before)
            batch = Batch(connection, self.who)
            after = {"state": State.CANCELLED, "cancel_reason": reason}
            return batch.finish([batch.change(before, after, Action.CANCEL)])[0]

    def find(self, query: Query | None = None) -> list[Entry]:
        """The rows a query asks for (tra cứu), by body, term, series and number.

        ``newest_first`` orders by when the rows were entered, latest first.
        """
        return find(self.database, query or Query())

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
        return locate(self, symbol, body_code=body_code, term=term, body_id=body_id)

    def history(self, entry_id: int | None = None) -> list[Change]:
        """What was done to a row, oldest first; ``None`` for the whole register."""
        return history_of(self.database, entry_id)

    def positions(self) -> list[SeriesPosition]:
        """How far every series has come (số cuối từng dãy)."""
        return positions(self.database)

    def bodies(self) -> list[Called]:
        """What the bodies in it go by: code, name and symbol (các cơ quan trong sổ)."""
        return bodies(self.database)

    def check(self) -> list[Finding]:
        """Look the register over (kiểm tra): gaps, doubles, dates out of order.

        The file itself is read for damage first (`RegisterDamaged`).
        """
        from .audit.bodies import workspace_part
        from .audit.checks import audit
        from .audit.twice_spelled import several_codes

        self.database.check_integrity(thorough=True)
        with self.database.reading() as connection:
            rows = [entry_of(values_of(row)) for row in connection.execute(select(entries))]
            names = once_borne(connection, "body_name", fold)
            files = once_borne(connection, "file", workspace_part)
        findings = audit(rows, names=names, files=files) + several_codes(rows)
        return findings + self.database.on_share()

    def backup(self, target: Path) -> int:
        """Make a backup file (sao lưu) while in use; the number of rows in it.

        Raises `CannotWrite` when the file exists or cannot be written.
        """
        from .store.backup import back_up

        return back_up(self.database, target)
