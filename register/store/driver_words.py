"""What a database answers (lời cơ sở dữ liệu), in the language in use.

SQLite and its triggers speak English, a PostgreSQL server the language it was
set up in; neither reaches a clerk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...files.faults import os_reason
from ...i18n import later, tr

# The words of the triggers in `migrations`.
_GUARDS = later(
    {
        "a row of the register is never deleted": "Dòng đã ghi trong sổ không xoá được.",
        "a number given is never changed": "Số đã cấp không đổi được.",
        "a cancelled number stays cancelled": "Số đã huỷ không dùng lại được.",
        "the history only grows": "Lịch sử của sổ không sửa, xoá được.",
        "the body of a number is never changed": "Số đã cấp không đổi sang cơ quan khác được.",
        "a paper sent out is never cancelled": "Văn bản đã phát hành thì không huỷ số được.",
    }
)
# SQLSTATE, its beginning enough: https://www.postgresql.org/docs/current/errcodes-appendix.html
_STATES = later(
    {
        "08": "Không tới được máy chủ: đường mạng đứt hoặc máy chủ tắt.",
        "23": "Sổ không nhận dòng này vì trái với dòng đã có.",
        "28": "Máy chủ không nhận người dùng hoặc mật khẩu này.",
        "3D": "Máy chủ không có cơ sở dữ liệu tên này.",
        "42501": "Người dùng này không có quyền đối với sổ.",
        "53": "Máy chủ hết bộ nhớ, hết chỗ hoặc quá nhiều người dùng.",
        "57": "Máy chủ đang dừng hoặc đang khởi động.",
        "25006": "Máy chủ chỉ cho đọc.",
        "TT": "Máy chủ không trả lời trong thời gian chờ: máy bận, treo, hoặc đường mạng đứt.",
        "TO": "Trong địa chỉ có tuỳ chọn mà máy chủ hay phần nối với máy chủ không hiểu.",
        "58": "Ổ đĩa của máy chủ hỏng giữa chừng.",
        "XX": "Máy chủ cơ sở dữ liệu gặp lỗi bên trong.",
    }
)
# Without a state there was no conversation: what the client library tells, in English always.
_NO_ANSWER: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile("password|authentication|no pg_hba|role ", re.IGNORECASE), "28"),
    (re.compile('database ".*" does not exist', re.IGNORECASE), "3D"),
    (re.compile("timeout|timed out", re.IGNORECASE), "TT"),
    (re.compile('invalid .*(option|value)|bad value|missing "="', re.IGNORECASE), "TO"),
    (re.compile("starting up|shutting down", re.IGNORECASE), "57"),
)


def driver_reason(error: Any) -> str:
    """Why the database refused (lý do của cơ sở dữ liệu); ``error`` is the driver's own."""
    said = str(error)
    for guard, words in _GUARDS.items():
        if guard in said:
            return tr(words)
    if getattr(error, "sqlite_errorname", None) is not None:
        if str(error.sqlite_errorname).startswith("SQLITE_CONSTRAINT"):
            return tr(_STATES["23"])
        return os_reason(error)
    state = getattr(error, "sqlstate", None)
    if not state:
        state = next((known for pattern, known in _NO_ANSWER if pattern.search(said)), "08")
    for beginning, words in _STATES.items():
        if state.startswith(beginning):
            return tr(words)
    return tr("Máy chủ cơ sở dữ liệu từ chối (mã {ma}).").format(ma=state)
