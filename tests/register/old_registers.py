"""Registers as they were before bodies had identities: made by the first schema, row by row."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, create_engine, insert

from giayto.register.store.address import url_of
from giayto.register.store.migrations import STEPS, upgrade
from giayto.register.store.schema import entries, history

A, B = "Đảng uỷ phường Hoa Sen", "Đảng uỷ phường Hoa Mai"


@dataclass(frozen=True)
class Old:
    """One row of an old register; ``names`` are the bodies that wrote it, one after the other."""

    number: int
    names: tuple[str, ...] = (A,)
    code: str = "DU"
    record: str | None = None
    paper: str = "quyet-dinh-xep-loai-dang-vien"
    symbol: str = "QĐ/ĐU"
    type_key: str = "quyet_dinh"
    series: str = "quy_dinh+quyet_dinh"
    state: str = "issued"
    files: tuple[str, ...] = ()


def old_register(address: str, rows: Sequence[Old]) -> None:
    """Make a register of schema version 1 at an address, with rows and their history."""
    engine = create_engine(url_of(address))
    with engine.begin() as connection:
        upgrade(connection, STEPS[:1])
        for number, row in enumerate(rows, start=1):
            _write(connection, number, row)
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(
                "SELECT setval(pg_get_serial_sequence('register_entries', 'id'), 1000)"
            )
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    engine.dispose()


def _write(connection: Connection, entry_id: int, row: Old) -> None:
    symbol = f"{row.number:02d}-{row.symbol}"
    values = {
        "id": entry_id,
        "body_code": row.code,
        "body_name": row.names[-1],
        "body_symbol": row.symbol.rpartition("/")[2],
        "type_key": row.type_key,
        "term": "2025-2030",
        "congress": False,
        "series": row.series,
        "number": row.number,
        "symbol": symbol,
        "document_date": dt.date(2026, 6, 1),
        "abstract": "công nhận kết quả",
        "recipients": "",
        "signer": "",
        "keeper": "",
        "copies": None,
        "note": "",
        "file": row.files[-1] if row.files else "",
        "file_hash": "",
        "paper": row.paper if row.record else None,
        "record": row.record,
        "state": row.state,
        "cancel_reason": "nhầm" if row.state == "cancelled" else "",
        "issued_by": "cũ",
        "issued_at": "2026-06-01T00:00:00+00:00",
        "search_text": "",
    }
    # The table as it is now has one column more, which version 1 did not know.
    table = entries.to_metadata(entries.metadata.__class__())
    table._columns.remove(table.c.body_id)
    connection.execute(insert(table).values(**values))
    told = [("issue", {"symbol": [None, symbol]})]
    told += [
        ("remake", {"body_name": [before, after]})
        for before, after in zip(row.names, row.names[1:], strict=False)
    ]
    told += [
        ("remake", {"file": [before, after]})
        for before, after in zip(("", *row.files), row.files, strict=False)
    ]
    for action, details in told:
        connection.execute(
            insert(history).values(
                entry_id=entry_id,
                action=action,
                who="cũ",
                at="2026-06-01T00:00:00+00:00",
                details=json.dumps(details, ensure_ascii=False),
            )
        )
