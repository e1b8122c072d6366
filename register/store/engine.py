"""How the two kinds of database are reached (kết nối): settings, and limits to every wait."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from ...errors import RegisterUnavailable
from ...i18n import tr
from .address import file_of
from .holder import this_user

CONNECT_SECONDS = 10
"""How long a server may take to answer at all."""
_MORE_THAN_A_LOCK = 15.0
_LONGEST_NAME = 60


def engine_for(url: URL, wait_seconds: float, *, how: str = "mode=rw") -> Engine:
    """The engine for a register; ``how`` is how SQLite opens its file.

    Never ``rwc``: a file that is gone is not made again by looking for it.
    Raises `RegisterUnavailable` without the library for PostgreSQL.
    """
    path = file_of(url)
    # NullPool: no connection outlives its transaction, and workers may fork freely.
    # Parameters are members' data; they stay out of every error's text.
    settings: dict[str, Any] = {
        "poolclass": NullPool,
        "pool_reset_on_return": None,  # to close is enough, also for a server that is gone
        "hide_parameters": True,
    }
    if path is not None:
        uri = f"{file_uri(path)}?{how}"
        settings["creator"] = lambda: sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        engine = create_engine(url, **settings)
    except ModuleNotFoundError as error:
        raise RegisterUnavailable(
            tr("Thiếu phần nối với PostgreSQL."),
            fix=tr('Cài thêm bằng lệnh: pip install "giayto[postgres]"'),
        ) from error
    if path is not None:
        event.listen(engine, "connect", _sqlite_settings(wait_seconds))
        event.listen(engine, "begin", _sqlite_begin)
    else:
        event.listen(engine, "do_connect", _server_connect(wait_seconds))
    return engine


def file_uri(path: Path) -> str:
    """The path as SQLite's URI has it, on every system, shares of Windows included."""
    plain = path.absolute().as_posix()
    return "file://" + quote(plain if plain.startswith("/") else f"/{plain}")


def _sqlite_settings(wait_seconds: float) -> Callable[[sqlite3.Connection, object], None]:
    def apply(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None  # transactions begin where _sqlite_begin says
        raw.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
        raw.execute("PRAGMA foreign_keys = ON")
        # FULL: a number printed on paper must survive a power cut. NORMAL may
        # lose the last commits in WAL mode and would give them out again.
        raw.execute("PRAGMA synchronous = FULL")

    return apply


def _sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("register_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server_connect(wait_seconds: float) -> Callable[..., Any]:
    """Connect so that neither connecting nor any answer is waited for without end."""

    def connect(dialect: Any, _record: Any, arguments: Any, options: dict[str, Any]) -> Any:
        psycopg: Any = dialect.loaded_dbapi  # the library, which not every office installs
        # A lock is waited for on the server; only longer silence means that it is gone.
        longest = wait_seconds + _MORE_THAN_A_LOCK

        class Patient(psycopg.Connection):  # type: ignore[misc]
            def wait(self, gen: Any, *more: Any, **options: Any) -> Any:
                try:
                    return super().wait(_within(gen, longest, psycopg), *more, **options)
                except psycopg.errors.ConnectionTimeout:
                    self.close()  # what it still might say belongs to nobody
                    raise

        own = options.get("connect_timeout")
        if own is None or str(own).strip() in ("", "0"):
            options["connect_timeout"] = CONNECT_SECONDS
        options.setdefault("application_name", f"giayto {this_user()}"[:_LONGEST_NAME])
        try:
            return Patient.connect(*arguments, **options)
        except (ValueError, TypeError) as error:  # a name of a host that cannot be one
            raise psycopg.OperationalError("invalid connection option") from error

    return connect


def _within(
    steps: Generator[Any, Any, Any], seconds: float, psycopg: Any
) -> Generator[Any, Any, Any]:
    """A conversation with the server that is given up when it stays silent too long."""
    deadline = monotonic() + seconds
    try:
        wanted = next(steps)
        while True:
            ready = yield wanted
            if ready:
                deadline = monotonic() + seconds
            elif monotonic() > deadline:
                raise psycopg.errors.ConnectionTimeout("server silent: timeout expired")
            wanted = steps.send(ready)
    except StopIteration as done:
        return done.value
