"""Whose number it is (số của ai): identities, rows from before there were any, who may have them.

A row belongs to the identity (``body_id``) of the body that issued it. Rows
written before identities existed belong to none (``""``). Those that are
surely a body's it claims, in the transaction that first gives it a number;
where a row could be another's a person decides.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from ..conventions.spelling import fold
from ..errors import BodyUnclear
from ..i18n import tr
from .entries import Action, Body, Entry, IssueRequest, State
from .series import clean
from .spellings import bodies_in, body_key, in_known_spelling
from .store.schema import entries, history

Values = dict[str, Any]

_CHUNK = 500
_NAMED = 20
# Paper, record and file are keys: they stay as they stand.
_WORDS = (
    "body_name",
    "body_symbol",
    "symbol",
    "abstract",
    "recipients",
    "signer",
    "keeper",
    "note",
    "cancel_reason",
    "issued_by",
)


@dataclass(slots=True)
class OldRows:
    """Rows of no identity that a body may have (dòng cũ): ``sure`` ones, and ``doubtful`` ones.

    A row is doubtful when it bore the name of another body as well, when it is
    a cell's (every ward has a "Chi bộ 1") while others keep this register too,
    and when it has the body's code under a name that the body may have had.
    """

    sure: list[Values] = field(default_factory=list)
    doubtful: list[Values] = field(default_factory=list)


def old_rows(connection: Connection, body: Body) -> OldRows:
    """The rows of no identity that are this body's, or may be."""
    names = {clean(code): fold(clean(name)) for code, name in (*body.units, (body.code, body.name))}
    names.pop("", None)
    c = entries.c
    spelled = {body_key(code): code for code in names}
    there = connection.scalars(select(c.body_code).where(c.body_id == "").distinct())
    for code in there:
        # A code spelled another way is the body's as much as the one in the workbook.
        if code not in names and body_key(code) in spelled:
            names[code] = names[spelled[body_key(code)]]
    codes = sorted(names)
    coded: list[Values] = []
    for start in range(0, len(codes), _CHUNK):
        some = c.body_code.in_(codes[start : start + _CHUNK])
        found_here = connection.execute(select(entries).where(c.body_id == "", some))
        coded += [dict(row._mapping) for row in found_here]
    if not coded and not body.alone:
        return OldRows()
    past, declined = _told_by_history(connection, body.id)
    others = connection.scalar(select(c.id).where(c.body_id.not_in(("", body.id))).limit(1))
    known = {row["body_code"] for row in coded if fold(row["body_name"]) == names[row["body_code"]]}
    if body.id:
        known |= set(connection.scalars(select(c.body_code).where(c.body_id == body.id).distinct()))
    # Another ward may have been pointed at this body's own file: then it is not alone.
    alone = body.alone and others is None
    clash = any(fold(row["body_name"]) != names[row["body_code"]] for row in coded)
    of_nobody = connection.scalar(select(func.count()).where(c.body_id == ""))
    sole = others is None and not clash and (alone or len(coded) == of_nobody)
    found = OldRows()
    for row in sorted(coded, key=lambda row: int(row["id"])):
        code, now = row["body_code"], fold(row["body_name"])
        once = past.get(row["id"], set()) | {now}
        if row["id"] in declined:
            continue
        if now == names[code]:
            certain = len(once) == 1 and (sole or body_key(code) == body_key(body.code))
            (found.sure if certain else found.doubtful).append(row)
        elif names[code] in once or alone or (others is None and code not in known):
            # Perhaps this body before it was renamed: a wrong guess would begin at 01 again.
            found.doubtful.append(row)
    if alone:
        # Codes that the workbook does not list: the body's too, unless others wrote here.
        apart = select(entries).where(c.body_id == "", c.body_code.not_in(names)).order_by(c.id)
        rest = [dict(row._mapping) for row in connection.execute(apart)]
        if found.doubtful:
            found.doubtful += [row for row in rest if row["id"] not in declined]
        else:
            found.sure += rest
    return found


def once_borne(
    connection: Connection, column: str, same: Callable[[str], str]
) -> dict[int, list[str]]:
    """What each row has held in a column while no identity had it, if not always the same.

    Oldest first, the present value last. Values that ``same`` makes equal
    count as one, those that it makes empty for nothing. What a body writes
    while its identity has the row is its own affair.
    """
    c = entries.c
    present = {
        row.id: row for row in connection.execute(select(c.id, c[column].label("now"), c.body_id))
    }
    found: dict[int, list[str]] = {}
    for entry_id, lines in _body_lines(connection, column).items():
        held: list[str] = []
        for action, details in lines:
            if action == Action.CLAIM:
                break
            held += [str(value) for value in details.get(column, ()) if value]
        else:
            if present[entry_id].body_id:
                continue
            held.append(present[entry_id].now)
        held = [value for value in held if same(value)]
        held = [v for i, v in enumerate(held) if i == 0 or same(v) != same(held[i - 1])]
        if len(held) > 1:
            found[entry_id] = held
    return found


def settle(
    connection: Connection, requests: Sequence[IssueRequest], body: Body | None, who: str
) -> list[IssueRequest]:
    """The requests, each with the identity it is numbered under, after the old rows are claimed.

    ``body`` is the identity that all of them are of; ``None`` takes what they
    say themselves. Raises `BodyUnclear` when a number would depend on old rows
    that may be another body's.
    """
    if body is not None:
        requests = [replace(request, body_id=body.id) for request in requests]
    wanted: dict[str, dict[str, str]] = defaultdict(dict)
    for request in requests:
        if request.body_id:
            wanted[request.body_id][clean(request.body_code)] = request.body_name
    for body_id, units in wanted.items():
        first = next(iter(units.items()))
        known = body or Body(id=body_id, code=first[0], name=first[1])
        listed = {clean(code) for code, _name in known.units}
        more = tuple((code, name) for code, name in units.items() if code not in listed)
        known = replace(known, units=(*known.units, *more))
        doubtful = claim(connection, known, who).doubtful
        asked = {body_key(code) for code in units}
        in_the_way = [row for row in doubtful if body_key(row["body_code"]) in asked]
        if in_the_way:
            raise _doubtful(in_the_way)
    joined: dict[tuple[str, str], str] = {}
    for request in requests:
        handle = (request.body_code, request.body_name)
        if not request.body_id and handle not in joined:
            joined[handle] = _joined(connection, request)
    settled = [
        r if r.body_id else replace(r, body_id=joined[r.body_code, r.body_name]) for r in requests
    ]
    return in_known_spelling(bodies_in(connection), settled)


def claim(connection: Connection, body: Body, who: str) -> OldRows:
    """Give the body the old rows that are surely its own; all that was found."""
    found = old_rows(connection, body)
    assign(connection, body.id, found.sure, who)
    return found


def assign(connection: Connection, body_id: str, rows: Sequence[Values], who: str) -> None:
    """Write a body's identity into rows that have none, and note it in the history."""
    ids = [row["id"] for row in rows]
    for start in range(0, len(ids), _CHUNK):
        some = entries.c.id.in_(ids[start : start + _CHUNK])
        connection.execute(update(entries).where(some).values(body_id=body_id))
    _note(connection, ids, Action.CLAIM, {"body_id": ["", body_id]}, who)


def decline(connection: Connection, body_id: str, rows: Sequence[Values], who: str) -> None:
    """Note that a body says of doubtful rows that they are not its own."""
    _note(connection, [row["id"] for row in rows], Action.DECLINE, {"by": [None, body_id]}, who)


def identities_named(connection: Connection, code: str, name: str) -> set[str]:
    """The identities that have numbered under a body code and name."""
    c = entries.c
    statement = select(c.body_id, c.body_code, c.body_name).where(c.body_id != "")
    return {
        row.body_id
        for row in connection.execute(statement.distinct())
        if body_key(row.body_code) == body_key(code) and body_key(row.body_name) == body_key(name)
    }


def entry_of(values: Values) -> Entry:
    """A row of the table as the register gives it out."""
    fields = {name: values[name] for name in Entry.__slots__}
    fields.update(as_text(values))
    fields["state"] = State(fields["state"])
    return Entry(**fields)


def as_text(values: Values) -> Values:
    """The columns of a row that must be mended before anybody is shown them.

    A register may come from elsewhere: what would steer a screen is left out of its words.
    """
    return {
        name: clean(values[name])
        for name in _WORDS
        if isinstance(values[name], str) and not values[name].isprintable()
    }


def history_line(
    entry_id: int, action: Action, details: dict[str, list[Any]], who: str, at: str
) -> Values:
    """A line of the history as its table holds it."""
    return {
        "entry_id": entry_id,
        "action": str(action),
        "who": who,
        "at": at,
        "details": json.dumps(details, ensure_ascii=False, default=str, sort_keys=True),
    }


def now() -> str:
    """This moment as the register writes it: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _note(
    connection: Connection, ids: Iterable[int], action: Action, details: Values, who: str
) -> None:
    at = now()
    lines = [history_line(entry_id, action, details, who, at) for entry_id in ids]
    if lines:
        connection.execute(insert(history), lines)


def _body_lines(
    connection: Connection, column: str = "body_name"
) -> dict[int, list[tuple[str, Values]]]:
    """The history lines that claim a row or change a column of it, by row, oldest first."""
    c = history.c
    wanted = c.action.in_((Action.CLAIM, Action.DECLINE)) | c.details.contains(f'"{column}"')
    lines: dict[int, list[tuple[str, Values]]] = defaultdict(list)
    for row in connection.execute(select(history).where(wanted).order_by(c.id)):
        lines[row.entry_id].append((row.action, json.loads(row.details)))
    return lines


def _told_by_history(connection: Connection, body_id: str) -> tuple[dict[int, set[str]], set[int]]:
    """Folded names that rows have borne, and the rows that a body has declined."""
    past: dict[int, set[str]] = defaultdict(set)
    declined: set[int] = set()
    for entry_id, lines in _body_lines(connection).items():
        for action, details in lines:
            past[entry_id] |= {fold(str(n)) for n in details.get("body_name", ()) if n}
            if action == Action.DECLINE and details["by"][1] == body_id:
                declined.add(entry_id)
    return past, declined


def _joined(connection: Connection, request: IssueRequest) -> str:
    """The identity of a request that brings none: the one body of this code and name, if any."""
    found = identities_named(connection, request.body_code, request.body_name)
    if len(found) > 1:
        raise BodyUnclear(
            tr("Trong sổ có {n} cơ quan cùng mã {ma}, cùng tên {ten}.").format(
                n=len(found), ma=clean(request.body_code), ten=clean(request.body_name)
            ),
            fix=tr("Cấp số ở thư mục làm việc của cơ quan ấy, nơi có tệp dinh-danh.json."),
        )
    return next(iter(found), "")


def _doubtful(rows: Sequence[Values]) -> BodyUnclear:
    lines = [
        f"{row['symbol']} · {row['body_name']} · {row['term']} · {row['abstract']}" for row in rows
    ]
    if len(lines) > _NAMED:
        lines = [*lines[:_NAMED], tr("… và {so} dòng nữa").format(so=len(lines) - _NAMED)]
    return BodyUnclear(
        tr("Sổ có {n} số cũ chưa rõ của cơ quan nào, nên chưa cấp số được.").format(n=len(rows)),
        why=tr("Các số ấy cấp từ trước khi sổ phân biệt cơ quan; đoán sai thì sẽ trùng số."),
        details=lines,
        fix=tr(
            "So với văn bản giấy. Số của mình: giayto so co-quan --nhan SỐ; không phải của mình: "
            "giayto so co-quan --khong-nhan SỐ (ghi tat-ca thay cho SỐ nếu mọi số đều vậy)."
        ),
    )
