"""What databases answer, told in the language in use and told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from giayto import i18n
from giayto.register.store.driver_words import driver_reason
from giayto.register.store.migrations import STEPS


class _Refused(Exception):
    def __init__(self, said: str, sqlstate: str | None = None) -> None:
        super().__init__(said)
        self.sqlstate = sqlstate


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("vi")


@pytest.mark.parametrize(
    ("said", "state", "why"),
    [
        ("connection refused", None, "Không tới được máy chủ: đường mạng đứt hoặc máy chủ tắt."),
        ("FATAL: password authentication failed", None, "người dùng hoặc mật khẩu"),
        ('FATAL: database "b" does not exist', None, "không có cơ sở dữ liệu"),
        ("FATAL: the database system is starting up", None, "đang khởi động"),
        ("permission denied for table x", "42501", "không có quyền"),
        ("disk full", "53100", "hết chỗ"),
        ("duplicate key", "23505", "trái với dòng đã có"),
        ("terminating connection", "57P01", "đang dừng"),
        ("something else", "0A000", "mã 0A000"),
    ],
)
def test_a_servers_answer(said: str, state: str | None, why: str) -> None:
    told = driver_reason(_Refused(said, state))
    assert why in told
    assert said not in told


def test_every_trigger_has_words(language: str) -> None:
    texts = " ".join(str(step) for step in STEPS)
    guards = set(re.findall(r"(?:ABORT, |register_refuse\()'([^']+)'", texts.replace("\\'", "'")))
    assert len(guards) >= 6
    for guard in guards:
        assert guard not in driver_reason(_Refused(guard, "P0001"))
        assert "P0001" not in driver_reason(_Refused(guard, "P0001"))
