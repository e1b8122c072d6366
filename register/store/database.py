"""The register's database (cơ sở dữ liệu của sổ): open, read, write, and name what failed.

One writer at a time, on both databases: SQLite by ``BEGIN IMMEDIATE``,
PostgreSQL by one advisory lock. Numbers are then always the next ones, and a
process killed at any moment leaves either its whole transaction or nothing.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from ...errors import RegisterBusy, RegisterError, RegisterReadOnly, RegisterUnavailable
from ...files.faults import os_reason
from ...files.whole import publish, start_beside
from ...findings import Finding, found
from ...i18n import tr
from .. import REGISTER_FILE
from .address import file_of, shown, url_of
from .driver_words import driver_reason
from .engine import engine_for
from .garbled import garbled_rows
from .holder import holder_of, nobody_known, noted
from .migrations import STEPS, upgrade, version_of
from .network_share import on_network
from .reading_only import ReadingOnly, copied, reading_only
from .standing_file import check_file, damaged, mark, missing, sidecars, unreadable_told

# Any constant works as long as every giayto uses the same one.
_POSTGRES_LOCK = 0x67_69_61_79  # "giay"

_POSTGRES_HOLDER = """
    SELECT coalesce(nullif(application_name, ''), usename), host(client_addr),
        to_char(xact_start, 'DD/MM/YYYY HH24:MI:SS')
    FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND objid = :lock
"""

_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_IDLE_MILLISECONDS = 120_000
_POSTGRES_DAMAGED = {"XX001", "XX002"}  # data_corrupted, index_corrupted
_POSTGRES_BUSY = {"55P03"}  # lock_not_available


class Database:
    """An open register database: transactions in, Vietnamese errors out."""

    def __init__(
        self, engine: Engine, *, wait_seconds: float, reads: ReadingOnly | None = None
    ) -> None:
        self._engine = engine
        self._wait_seconds = wait_seconds
        self._reads = reads
        self.path = file_of(engine.url)
        """The SQLite file; ``None`` for a database server."""

    @classmethod
    def open(cls, where: str | Path, *, create: bool, wait_seconds: float) -> Database:
        """Open, check and upgrade the database at a path or URL.

        Raises `RegisterDamaged` and `RegisterUnavailable`.
        """
        url = url_of(where)
        path = file_of(url)
        if path is None:
            database = cls(engine_for(url, wait_seconds), wait_seconds=wait_seconds)
            database._ensure_schema(create=create)
            return database
        check_file(path, create=create)
        if not path.exists():
            _create_file(path, wait_seconds)
        with unreadable_told(path):
            database = cls._of_file(url, wait_seconds, reading_only(path))
            if database._reads is not None and database._is_older():
                database = cls._of_file(url, wait_seconds, copied(path))
        database.check_integrity(thorough=False)
        database._ensure_schema(create=False)
        return database

    @classmethod
    def _of_file(cls, url: URL, wait_seconds: float, reads: ReadingOnly | None) -> Database:
        if reads is None:
            return cls(engine_for(url, wait_seconds), wait_seconds=wait_seconds)
        there = URL.create("sqlite", database=str(reads.file))
        engine = engine_for(there, wait_seconds, how=reads.how)
        database = cls(engine, wait_seconds=wait_seconds, reads=reads)
        database.path = file_of(url)
        return database

    @property
    def name(self) -> str:
        """Where the register is, without a password."""
        return str(self.path) if self.path else shown(self._engine.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the register, however many write meanwhile."""
        with self._named_errors(writing=False), self._engine.connect() as plain:
            connection = plain
            if self.path is None:
                connection = plain.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction as the only writer; all of it or nothing is kept."""
        if self._reads is not None:
            raise self._read_only()
        with self._named_errors(writing=True), ExitStack() as held:
            yield self._begin_writing(held)

    def _begin_writing(self, held: ExitStack) -> Connection:
        """The connection of the one writer, its transaction kept open by ``held``."""
        while True:
            with ExitStack() as attempt:
                opened = mark(self.path)
                plain = attempt.enter_context(self._engine.connect())
                connection = plain.execution_options(register_writes=True)
                attempt.enter_context(connection.begin())
                if self.path is None:
                    self._lock_server(connection)
                elif mark(self.path) != opened:
                    continue  # another file took its place while this one was waited for
                else:
                    attempt.enter_context(noted(self.path))
                held.push(attempt.pop_all())
                return connection

    def _lock_server(self, connection: Connection) -> None:
        milliseconds = max(1, int(self._wait_seconds * 1000))
        connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds}"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})"))
        # Whoever falls silent while writing (a cut line) must not keep all others out.
        connection.execute(
            text(f"SET LOCAL idle_in_transaction_session_timeout = {_IDLE_MILLISECONDS}")
        )

    @classmethod
    def is_there(cls, where: str | Path, *, wait_seconds: float) -> bool:
        """Whether a register stands at a path or URL; false only when that is sure.

        A file is absent when its folder can be looked into and has no such
        file; a server must answer that it holds no register yet.
        Raises `RegisterUnavailable` when folder or server cannot be reached.
        """
        url = url_of(where)
        path = file_of(url)
        if path is None:
            server = cls(engine_for(url, wait_seconds), wait_seconds=wait_seconds)
            with server.reading() as connection:
                return version_of(connection) is not None
        try:
            names = {entry.name for entry in os.scandir(path.parent)}
        except OSError as error:
            raise RegisterUnavailable(
                tr("Không vào được thư mục của sổ văn bản."),
                where=str(path),
                why=os_reason(error),
                fix=tr("Kiểm tra ổ đĩa, thư mục chung đã nối chưa rồi chạy lại."),
            ) from error
        return not names.isdisjoint((path.name, sidecars(path)[0].name))

    def check_integrity(self, *, thorough: bool) -> None:
        """Read the SQLite file for damage; ``thorough`` compares its indexes too.

        A database server looks after its own files, so nothing is done there.
        Raises `RegisterDamaged`.
        """
        if self.path is None:
            return
        pragma = "integrity_check" if thorough else "quick_check"
        with self.reading() as connection:
            report = connection.exec_driver_sql(f"PRAGMA {pragma}(5)").scalars().all()
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            whole = list(report) == ["ok"] and not orphans
            # What SQLite says of them is English; a backup is the remedy for all.
            count = garbled_rows(connection) if whole else len(orphans) or len(report)
        if count:
            raise damaged(self.name, why=tr("Trong tệp có ít nhất {n} chỗ hỏng.").format(n=count))

    def on_share(self) -> list[Finding]:
        """A warning when the file lies on a network share and keeps a log that fails there."""
        if self.path is None or not on_network(self.path):
            return []
        with self.reading() as connection:
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        if mode != "wal":
            return []
        return [
            found(
                "SO-452",
                where=self.name,
                why=tr(
                    "Sổ lập trên máy rồi chuyển lên ổ mạng; nhiều máy cùng ghi có thể làm hỏng sổ."
                ),
                fix=tr(
                    "Đóng giayto trên mọi máy, sao lưu sổ (giayto so sao-luu), đổi tên tệp sổ, rồi "
                    "lấy lại tại chỗ bằng giayto so khoi-phuc; hoặc dùng máy chủ PostgreSQL."
                ),
            )
        ]

    def _ensure_schema(self, *, create: bool) -> None:
        with self.reading() as connection:
            version = version_of(connection)
            foreign = version is None and bool(inspect(connection).get_table_names())
        if version is None and self.path is not None:
            if foreign:
                raise RegisterUnavailable(
                    tr("Tệp này không phải sổ văn bản."),
                    where=self.name,
                    why=tr("Trong tệp có dữ liệu của chương trình khác."),
                    fix=tr("Chỉ đúng tệp {ten} của nơi làm việc.").format(ten=REGISTER_FILE),
                )
            raise damaged(self.name, why=tr("Trong tệp không còn bảng nào."))
        if version is None and not create:
            raise missing(self.name)
        if version != STEPS[-1].version:
            with self._named_errors(writing=True), ExitStack() as held:
                upgrade(self._begin_writing(held))

    def _is_older(self) -> bool:
        """Whether the schema must be upgraded before it can be read."""
        try:
            with self.reading() as connection:
                return (version_of(connection) or STEPS[-1].version) < STEPS[-1].version
        except RegisterError:
            return False  # the check that follows says what is wrong

    def _read_only(self) -> RegisterReadOnly:
        return RegisterReadOnly(
            tr("Sổ văn bản ở đây chỉ đọc được, không ghi được."),
            where=self.name,
            why=tr("Tệp, thư mục hay ổ đĩa này không cho ghi."),
            fix=tr(
                "Xem, xuất, kiểm tra sổ vẫn được. Muốn cấp số thì xin quyền ghi đối với tệp và "
                "thư mục của sổ."
            ),
        )

    def _holder(self) -> str:
        """Who is writing, as far as can be known."""
        if self.path is not None:
            return holder_of(self.path)
        try:
            with self.reading() as connection:
                row = connection.execute(text(_POSTGRES_HOLDER), {"lock": _POSTGRES_LOCK}).first()
        except RegisterError:
            row = None
        return " · ".join(str(part) for part in row or () if part) or nobody_known()

    @contextmanager
    def _named_errors(self, *, writing: bool) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._translate(error, writing=writing) from error
        except UnicodeDecodeError as error:  # the words of SQLite quote what is garbled
            raise damaged(self.name, why=tr("Tệp đã hỏng.")) from error

    def _translate(self, error: DBAPIError, *, writing: bool) -> RegisterError:
        original: Any = error.orig
        # Extended SQLite names carry a suffix: SQLITE_CORRUPT_INDEX, SQLITE_BUSY_SNAPSHOT.
        name = "_".join(str(getattr(original, "sqlite_errorname", "")).split("_")[:2])
        state = str(getattr(original, "sqlstate", None) or "")
        why = driver_reason(original)
        if name in _DAMAGED or state in _POSTGRES_DAMAGED:
            return damaged(self.name, why=why)
        if name == "SQLITE_READONLY":
            return self._read_only()
        if name in _BUSY or state in _POSTGRES_BUSY:
            return RegisterBusy(
                tr("Sổ văn bản đang bận: có người khác đang ghi."),
                where=self.name,
                why=tr("Đã chờ {giay:g} giây. Đang ghi: {ai}.").format(
                    giay=self._wait_seconds, ai=self._holder()
                ),
                fix=tr(
                    "Chờ một lát rồi gõ lại lệnh. Vẫn bận thì hỏi người đang ghi; máy ấy treo thì "
                    "khởi động lại."
                ),
            )
        fix = tr("Kiểm tra đường dẫn, quyền ghi, ổ đĩa còn chỗ hay kết nối mạng rồi chạy lại.")
        if writing:
            fix += " " + tr("Trước khi xin số lại, xem số vừa xin đã có trong sổ chưa (so xem).")
        return RegisterUnavailable(
            tr("Không đọc, ghi được sổ văn bản."), where=self.name, why=why, fix=fix
        )


def _create_file(path: Path, wait_seconds: float) -> None:
    """Make a new register complete beside its place, then give it its name.

    Nobody ever sees a half-made register, and of several who begin at once
    only one wins: the others find it there.
    """
    try:
        made = start_beside(path)
        try:
            with told_as(path, made):
                write_new_file(made, wait_seconds)
            close_new_file(made)
            publish(made, path)
        finally:
            for part in (made, *sidecars(made)):
                part.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise RegisterUnavailable(
            tr("Không tạo được sổ văn bản."),
            where=str(path),
            why=os_reason(error),
            fix=tr("Kiểm tra thư mục có tồn tại và có quyền ghi."),
        ) from error


@contextmanager
def told_as(path: Path, made: Path) -> Iterator[None]:
    """Let what befalls a passing file be told under the name that it was to get."""
    try:
        yield
    except RegisterError as error:
        if error.where == str(made):
            error.where = str(path)
        raise


def write_new_file(path: Path, wait_seconds: float) -> Database:
    """An empty register in an empty file, complete on disk; see `close_new_file`."""
    database = Database(
        engine_for(URL.create("sqlite", database=str(path)), wait_seconds),
        wait_seconds=wait_seconds,
    )
    with database.writing() as connection:
        upgrade(connection)
    return database


def close_new_file(path: Path) -> None:
    """Make a new register ready for use, when all that it begins with is written.

    Only now does it keep a log, so that what a full disk keeps in the log is not
    lost with it. Raises :class:`sqlite3.Error`.
    """
    if on_network(path):
        return
    with closing(sqlite3.connect(path)) as raw:
        # WAL: readers and the backup never wait for a writer.
        raw.execute("PRAGMA journal_mode = WAL")
