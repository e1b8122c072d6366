"""What happens to a row after its number was given: put right, sent out, released (sửa sổ).

Number, series and body of a row never change; every change stands in the
history with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from ..conventions.spelling import fold
from ..errors import NumberNotFound, NumberTaken, RegisterError
from ..i18n import tr
from .bodies import Values, settle
from .book import Register
from .entries import Action, Body, Entry, State, Taken
from .printed import bare_abstract, place_of
from .refusals import already_cancelled, already_taken, far_off
from .series import clean
from .store.schema import entries
from .transaction import Batch, key_slot, new_values, rows_by_key, values_of

CORRECTABLE = frozenset(
    {
        "document_date",
        "abstract",
        "recipients",
        "signer",
        "keeper",
        "copies",
        "note",
        "file",
        "file_hash",
    }
)
"""The columns `correct` may change; what a number is and whose is for good."""


def correct(register: Register, entry_id: int, changes: Mapping[str, object], reason: str) -> Entry:
    """Put a row right (sửa dòng sổ), with the reason in the history.

    ``changes`` maps columns of `CORRECTABLE` to their values; text is cleaned,
    an empty one empties the column. Raises `NumberNotFound`, and `RegisterError`
    without a reason, without a change, or for a cancelled row.
    """
    reason = _reason(reason)
    unknown = set(changes) - CORRECTABLE
    if unknown:
        raise ValueError(f"not correctable: {', '.join(sorted(unknown))}")
    with register.database.writing() as connection:
        before = _row(connection, entry_id)
        if before["state"] == State.CANCELLED:
            raise already_cancelled(before)
        wanted = {name: clean(v) if isinstance(v, str) else v for name, v in changes.items()}
        if "abstract" in wanted:
            wanted["abstract"] = bare_abstract(str(wanted["abstract"]), before["type_key"])
        if all(before[name] == value for name, value in wanted.items()):
            raise RegisterError(
                tr("Dòng {so} trong sổ đã đúng như vậy, không có gì để sửa.").format(
                    so=before["symbol"]
                )
            )
        return _changed(register, connection, before, wanted, Action.CORRECT, reason)


def send_out(
    register: Register,
    entry_ids: Sequence[int],
    day: date,
    *,
    file: tuple[str, str] | None = None,
) -> list[Entry]:
    """Mark papers as signed and sent out (phát hành): all of them or none.

    From then on nothing about them changes: they are not renewed, not
    cancelled, not made again. ``file`` is path and hash of the paper as it
    went out; ``None`` keeps what the row knows.

    Raises `NumberNotFound`, and `RegisterError` for a row that is cancelled,
    was sent before, or bears a later date than ``day``.
    """
    with register.database.writing() as connection:
        batch = Batch(connection, register.who)
        results = []
        for entry_id in entry_ids:
            before = _row(connection, entry_id)
            _may_be_sent(before, day)
            after: Values = {"sent_on": day}
            if file is not None:
                after.update(file=clean(file[0]), file_hash=file[1])
            results.append(batch.change(before, after, Action.SEND))
        return batch.finish(results)


def recall(register: Register, entry_ids: Sequence[int], reason: str) -> list[Entry]:
    """Take the mark "sent out" back, because it was a mistake (bỏ dấu phát hành).

    All of them or none. Raises `NumberNotFound`, and `RegisterError` without a
    reason or for a paper that was not sent out.
    """
    reason = _reason(reason)
    with register.database.writing() as connection:
        batch = Batch(connection, register.who)
        results = []
        for entry_id in entry_ids:
            before = _row(connection, entry_id)
            _need_sent(before)
            results.append(batch.change(before, {"sent_on": None}, Action.RECALL, reason=reason))
        return batch.finish(results)


def release(register: Register, entry_id: int, reason: str, *, file: str = "") -> Entry:
    """Let the record of a sent paper have a new paper (thay văn bản đã phát hành).

    The row keeps number, date and file and stays in force; it only no longer
    belongs to the record, which gets a number of its own when it is next
    issued. ``file`` is where the sent paper lies now; empty leaves it.

    Raises `NumberNotFound`, and `RegisterError` without a reason, when the
    paper was not sent out, or is not one that this program makes.
    """
    reason = _reason(reason)
    with register.database.writing() as connection:
        before = _row(connection, entry_id)
        _need_sent(before)
        if before["paper"] is None:
            raise RegisterError(
                tr("Văn bản {so} không do chương trình lập, không cần thay.").format(
                    so=before["symbol"]
                ),
                fix=tr("Xin số cho văn bản mới bằng: giayto so cap."),
            )
        after: Values = {"paper": None, "record": None}
        if file:
            after["file"] = clean(file)
        return _changed(register, connection, before, after, Action.RELEASE, reason)


def take_each(
    register: Register, items: Sequence[Taken], *, body: Body | None = None
) -> list[Entry | NumberTaken]:
    """Book numbers that papers bear already (ghi số đã ghi sẵn), each for itself.

    Unlike `Register.take_many`, a clash costs only its own paper: its place in
    the answer holds the refusal. A paper that has the number already is
    renewed; a row without a paper of its own, with the same symbol, date and
    abstract (or none), is taken to be this paper. ``body`` as in
    `Register.issue_many`.
    """
    with register.database.writing() as connection:
        requests = settle(connection, [item.request for item in items], body, register.who)
        items = [replace(i, request=r) for i, r in zip(items, requests, strict=True)]
        batch = Batch(connection, register.who)
        answers: list[int | NumberTaken] = []
        for item, values, row in _judged(batch, connection, items):
            if isinstance(row, NumberTaken):
                answers.append(row)
            elif row is None:
                answers.append(batch.add(values, Action.TAKE))
            elif row["paper"] is None:
                answers.append(batch.change(row, _claim(row, values), Action.TAKE))
            else:
                answers.append(batch.renew(row, item.request))
        booked = iter(batch.finish([a for a in answers if isinstance(a, int)]))
        return [next(booked) if isinstance(a, int) else a for a in answers]


def clashes(register: Register, items: Sequence[Taken]) -> list[NumberTaken | None]:
    """What `take_each` would refuse (số trùng), without writing anything.

    The requests say themselves of which identity they are.
    """
    with register.database.reading() as connection:
        batch = Batch(connection, register.who)
        answers = []
        for _item, values, row in _judged(batch, connection, items):
            answers.append(row if isinstance(row, NumberTaken) else None)
            if row is None:
                batch.add(values, Action.TAKE)  # lined up only, so that the next one sees it
        return answers


def _judged(
    batch: Batch, connection: Connection, items: Sequence[Taken]
) -> Iterator[tuple[Taken, Values, Values | NumberTaken | None]]:
    """Each number with its row to be and the row it finds: ``None``, its own, or a refusal."""
    known = rows_by_key(connection, [item.request for item in items])
    for item in items:
        place = place_of(item.request)
        values = new_values(item.request, place, item.number, item.symbol)
        key = item.request.key
        slot = key_slot(place, key)
        own = known.get(slot) if slot else None
        present = batch.holder(place, item.number, values["symbol"])
        if own is not None:
            same = (own["series"], own["number"]) == (place.series, item.number)
            yield item, values, own if same else _numbered(own)
        elif present is None and (
            far := far_off(item.request, item.number, batch.last_number(place))
        ):
            yield item, values, far
        elif present is None:
            yield item, values, None
            if slot:
                known[slot] = values
        elif key is not None and _unclaimed(present, values):
            same = fold(present["abstract"]) in ("", fold(values["abstract"]))
            yield item, values, present if same else _perhaps_this(present, values)
        else:
            yield item, values, already_taken(present)


def _row(connection: Connection, entry_id: int) -> Values:
    row = connection.execute(select(entries).where(entries.c.id == entry_id)).first()
    if row is None:
        raise NumberNotFound(tr("Sổ không có dòng mã {ma}.").format(ma=entry_id))
    return values_of(row)


def _changed(
    register: Register,
    connection: Connection,
    before: Values,
    after: Values,
    action: Action,
    reason: str,
) -> Entry:
    batch = Batch(connection, register.who)
    return batch.finish([batch.change(before, after, action, reason=reason)])[0]


def _reason(reason: str) -> str:
    reason = clean(reason)
    if not reason:
        raise RegisterError(
            tr("Phải ghi lý do."), fix=tr("Thêm lý do, ví dụ: ghi nhầm ngày văn bản.")
        )
    return reason


def _may_be_sent(row: Values, day: date) -> None:
    if row["state"] == State.CANCELLED:
        raise already_cancelled(row)
    if row["sent_on"] is not None:
        raise RegisterError(
            tr("Văn bản số {so} đã phát hành ngày {ngay:%d/%m/%Y}.").format(
                so=row["symbol"], ngay=row["sent_on"]
            )
        )
    if row["document_date"] is not None and day < row["document_date"]:
        raise RegisterError(
            tr(
                "Văn bản số {so} ghi ngày {ngay:%d/%m/%Y}, chưa thể phát hành trước ngày ấy."
            ).format(so=row["symbol"], ngay=row["document_date"]),
            why=tr("Ngày phát hành: {ngay:%d/%m/%Y}.").format(ngay=day),
            fix=tr("Ghi ngày phát hành bằng --ngay; ngày văn bản ghi sai thì sửa bằng so sua."),
        )


def _need_sent(row: Values) -> None:
    if row["sent_on"] is None:
        raise RegisterError(
            tr("Văn bản số {so} chưa phát hành.").format(so=row["symbol"]),
            fix=tr("Văn bản chưa phát hành thì sửa sổ dữ liệu rồi lập lại bằng giayto tao."),
        )


def _numbered(own: Values) -> NumberTaken:
    """The paper has a number in the register, and it is not this one."""
    return NumberTaken(
        tr("Văn bản này đã có số {so} trong sổ.").format(so=own["symbol"]),
        where=f"{own['body_name']} · {own['term']}",
        fix=tr(
            "Giữ số trong sổ thì xoá số đã gõ; dùng số đã gõ thì huỷ số trong sổ: "
            "giayto so huy {so} --ly-do …"
        ).format(so=own["symbol"]),
    )


def _unclaimed(present: Values, values: Values) -> bool:
    """Whether a row entered by hand, or from an old register, may be this very paper."""
    same = ("symbol", "type_key", "document_date", "state", "series")
    return present["paper"] is None and all(present[n] == values[n] for n in same)


def _perhaps_this(present: Values, values: Values) -> NumberTaken:
    """A row of the same day says something else: only a person can tell."""
    return NumberTaken(
        tr("Số {so} đã ghi trong sổ cho: {trich_yeu}.").format(
            so=present["symbol"], trich_yeu=present["abstract"]
        ),
        where=f"{present['body_name']} · {present['term']}",
        fix=tr(
            "Nếu là hai văn bản khác nhau thì sửa số đã gõ. Nếu chính là văn bản này: "
            'giayto so sua {so} --trich-yeu "{trich_yeu}" --ly-do …'
        ).format(so=present["symbol"], trich_yeu=values["abstract"]),
    )


def _claim(present: Values, values: Values) -> Values:
    """The row becomes the paper's; what the paper says of itself stands in it unless it is out."""
    named = {"paper": values["paper"], "record": values["record"]}
    if present["sent_on"] is not None:
        return named
    told = ("abstract", "recipients", "signer")
    return named | {name: values[name] for name in told if values[name]}
