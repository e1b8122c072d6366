"""A small register to try its master out with (sổ thử): every column filled, every case there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ...conventions.ruleset import rules_for
from ...generators.plan import Context
from ...register import Entry, State
from ...register.export.word import register_context


def sample_register() -> list[Context]:
    """What the register's master is given: one of several bodies, one of one body by date."""
    sent = _entry(1, sent_on=dt.date(2026, 6, 8))
    cancelled = _entry(2, state=State.CANCELLED, cancel_reason="cấp nhầm loại văn bản")
    other = _entry(3, body_code="CB01", body_name="Chi bộ Tổ dân phố 1", body_symbol="CB")
    rules = rules_for(sent.document_date or dt.date.today())
    head = ["Đảng bộ thành phố Hà Nội", sent.body_name]
    return [
        register_context([sent, cancelled, other], rules, letterhead=head),
        register_context([sent, cancelled], rules, letterhead=head, by_date=True),
    ]


def _entry(number: int, **changed: Any) -> Entry:
    usual: dict[str, Any] = {
        "id": number,
        "body_code": "DU",
        "body_name": "Đảng uỷ phường Hoa Sen",
        "body_symbol": "ĐU",
        "type_key": "thong_bao",
        "term": "2025-2030",
        "congress": False,
        "series": "thong_bao",
        "number": number,
        "symbol": f"{number:02}-TB/ĐU",
        "document_date": dt.date(2026, 6, 5),
        "abstract": "kết luận phiên họp tháng 6",
        "recipients": "Các chi bộ",
        "signer": "Lê Thu Hà",
        "keeper": "Văn phòng",
        "copies": 12,
        "note": "Gửi điện tử",
        "file": "",
        "file_hash": "",
        "paper": None,
        "record": None,
        "state": State.ISSUED,
        "cancel_reason": "",
        "issued_by": "",
        "issued_at": "2026-06-05T08:00:00+00:00",
    }
    return Entry(**{**usual, **changed})
