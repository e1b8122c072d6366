"""A register on both databases, each test its own; PostgreSQL is a real server on loopback."""

from __future__ import annotations

import datetime as dt
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from giayto.register import ADDRESS_VARIABLE, IssueRequest

_BINARIES = Path("/usr/lib/postgresql")


def _as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; then its own user runs it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL cluster of this test run, without a database name."""
    versions = sorted(_BINARIES.glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if not versions:
        pytest.skip("PostgreSQL's binaries are not installed")
    binaries = versions[-1].parent
    home = Path(tempfile.mkdtemp(prefix="giayto-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(home, owner.pw_uid, owner.pw_gid)
    data = home / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = _as_postgres([str(binaries / program), *arguments])
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        run("initdb", "-D", str(data), "-U", "giayto", "-A", "trust", "-E", "UTF8", "--no-locale")
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c max_connections=60"
        run("pg_ctl", "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://giayto@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def new_postgres(postgres_server: str) -> Callable[[], str]:
    """Makes an empty database and gives its URL."""
    import psycopg

    plain = postgres_server.replace("+psycopg", "")

    def make() -> str:
        with psycopg.connect(f"{plain}/postgres", autocommit=True) as connection:
            row = connection.execute("SELECT count(*) FROM pg_database").fetchone()
            assert row is not None
            connection.execute(f"CREATE DATABASE so_{row[0]}")
            return f"{postgres_server}/so_{row[0]}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a register that is not there yet will be."""
    if request.param == "sqlite":
        return str(tmp_path / "so-van-ban.db")
    make: Callable[[], str] = request.getfixturevalue("new_postgres")
    return make()


@pytest.fixture(autouse=True)
def _no_shared_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)


@pytest.fixture
def paper() -> Callable[..., IssueRequest]:
    """A paper of an invented ward that asks for a number; keywords change it."""

    def make(**changed: Any) -> IssueRequest:
        usual: dict[str, Any] = {
            "body_code": "DU",
            "body_name": "Đảng uỷ phường Hoa Sen",
            "body_symbol": "ĐU",
            "type_key": "thong_bao",
            "term": "2025-2030",
            "document_date": dt.date(2026, 6, 5),
            "abstract": "kết luận phiên họp tháng 6",
            "signer": "Lê Thu Hà",
            "recipients": "Các chi bộ",
        }
        return IssueRequest(**{**usual, **changed})

    return make
