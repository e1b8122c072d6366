"""The register's database (cơ sở dữ liệu của sổ): open, read, write, and name what failed.

One writer at a time, on both databases: SQLite by ``BEGIN IMMEDIATE``,
PostgreSQL by one advisory lock. Numbers are then always the next ones, and a
process killed at any moment leaves either its whole transaction or nothing.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from ..errors import RegisterDamaged, RegisterError, RegisterUnavailable
from ..files.faults import os_reason
from ..files.whole import publish, start_beside
from ..i18n import tr
from . import REGISTER_FILE
from .migrations import STEPS, upgrade, version_of

_SQLITE_MAGIC = b"SQLite format 3\x00"

# Any constant works as long as every giayto uses the same one.
_POSTGRES_LOCK = 0x67_69_61_79  # "giay"

_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_POSTGRES_DAMAGED = {"XX001", "XX002"}  # data_corrupted, index_corrupted
_POSTGRES_BUSY = {"55P03"}  # lock_not_available


class Database:
    """An open register database: transactions in, Vietnamese errors out."""

    def __init__(self, engine: Engine, *, wait_seconds: float) -> None:
        self._engine = engine
        self._wait_seconds = wait_seconds

    @classmethod
    def open(cls, where: str | Path, *, create: bool, wait_seconds: float) -> Database:
        """Open, check and upgrade the database at a path or URL.

        Raises `RegisterDamaged` and `RegisterUnavailable`.
        """
        url = url_of(where)
        path = file_of(url)
        if path is not None:
            _check_file(path, create=create)
            if not path.exists():
                _create_file(path, wait_seconds)
        database = cls(_engine(url, wait_seconds), wait_seconds=wait_seconds)
        if path is not None:
            database.check_integrity(thorough=False)
        database._ensure_schema(create=create and path is None)
        return database

    @property
    def path(self) -> Path | None:
        """The SQLite file; ``None`` for a database server."""
        return file_of(self._engine.url)

    @property
    def name(self) -> str:
        """Where the register is, without a password."""
        path = self.path
        return str(path) if path else self._engine.url.render_as_string(hide_password=True)

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
        with self._named_errors(writing=True), self._engine.connect() as plain:
            connection = plain.execution_options(register_writes=True)
            with connection.begin():
                if self.path is None:
                    milliseconds = max(1, int(self._wait_seconds * 1000))
                    connection.execute(text(f"SET LOCAL lock_timeout = {milliseconds}"))
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})"))
                yield connection

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
            with cls(_engine(url, wait_seconds), wait_seconds=wait_seconds).reading() as connection:
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
        if list(report) != ["ok"] or orphans:
            raise _damaged(self.name, why="; ".join(str(line) for line in report))

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
            raise _damaged(self.name, why=tr("Trong tệp không còn bảng nào."))
        if version is None and not create:
            raise _missing(self.name)
        if version != STEPS[-1].version:
            with self.writing() as connection:
                upgrade(connection)

    @contextmanager
    def _named_errors(self, *, writing: bool) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._translate(error, writing=writing) from error

    def _translate(self, error: DBAPIError, *, writing: bool) -> RegisterError:
        original: Any = error.orig
        # Extended SQLite names carry a suffix: SQLITE_CORRUPT_INDEX, SQLITE_BUSY_SNAPSHOT.
        name = "_".join(str(getattr(original, "sqlite_errorname", "")).split("_")[:2])
        state = str(getattr(original, "sqlstate", None) or "")
        # What guards the rows speaks for itself; of files SQLite speaks English.
        guarded = self.path is None or name == "SQLITE_CONSTRAINT"
        why = str(original).strip() if guarded else os_reason(original)
        if name in _DAMAGED or state in _POSTGRES_DAMAGED:
            return _damaged(self.name, why=why)
        if name in _BUSY or state in _POSTGRES_BUSY:
            return RegisterUnavailable(
                tr("Sổ văn bản đang bận: có người khác đang ghi."),
                where=self.name,
                why=tr("Đã chờ {giay:g} giây.").format(giay=self._wait_seconds),
                fix=tr("Chờ một lát rồi chạy lại."),
            )
        fix = tr("Kiểm tra đường dẫn, quyền ghi, ổ đĩa còn chỗ hay kết nối mạng rồi chạy lại.")
        if writing:
            fix += " " + tr("Trước khi xin số lại, xem số vừa xin đã có trong sổ chưa (so xem).")
        return RegisterUnavailable(
            tr("Không đọc, ghi được sổ văn bản."), where=self.name, why=why, fix=fix
        )


def url_of(where: str | Path) -> URL:
    """The address as a database URL; a folder means the register's file in it.

    Raises `RegisterUnavailable` for a database this program does not know.
    """
    if isinstance(where, Path) or "://" not in where:
        path = Path(where)
        if path.is_dir():
            path = path / REGISTER_FILE
        return URL.create("sqlite", database=str(path.absolute()))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise RegisterUnavailable(
            tr("Địa chỉ sổ văn bản viết sai."),
            fix=tr("Viết dạng postgresql+psycopg://người-dùng@máy/tên-cơ-sở-dữ-liệu."),
        ) from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("postgresql+psycopg", "sqlite"):
        raise RegisterUnavailable(
            tr("Sổ văn bản chỉ dùng SQLite hoặc PostgreSQL, không dùng {loai}.").format(
                loai=url.drivername
            ),
            fix=tr("Viết dạng postgresql+psycopg://người-dùng@máy/tên-cơ-sở-dữ-liệu."),
        )
    return url


def file_of(url: URL) -> Path | None:
    """The file behind a SQLite URL; ``None`` for a database server."""
    if url.get_backend_name() != "sqlite":
        return None
    return Path(url.database or REGISTER_FILE)


def _engine(url: URL, wait_seconds: float) -> Engine:
    # NullPool: no connection outlives its transaction, so a register can be put
    # back from its backup under running programs, and workers may fork freely.
    try:
        engine = create_engine(url, poolclass=NullPool)
    except ModuleNotFoundError as error:
        raise RegisterUnavailable(
            tr("Thiếu phần nối với PostgreSQL."),
            fix=tr('Cài thêm bằng lệnh: pip install "giayto[postgres]"'),
        ) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _sqlite_settings(wait_seconds))
        event.listen(engine, "begin", _sqlite_begin)
    return engine


def _sqlite_settings(wait_seconds: float) -> Any:
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


def _check_file(path: Path, *, create: bool) -> None:
    """Refuse a file that cannot be a register before SQLite takes it for a new one."""
    try:
        with path.open("rb") as handle:
            head = handle.read(len(_SQLITE_MAGIC))
    except FileNotFoundError:
        if path.with_name(path.name + "-wal").exists():
            # The log without its database: someone moved one file and not the other.
            raise _damaged(str(path), why=tr("Còn tệp -wal nhưng mất tệp chính.")) from None
        if not create:
            raise _missing(str(path)) from None
        return
    except OSError as error:
        raise RegisterUnavailable(
            tr("Không đọc được tệp sổ văn bản."),
            where=str(path),
            why=os_reason(error),
            fix=tr("Kiểm tra quyền đọc, ghi đối với tệp và thư mục."),
        ) from error
    if head != _SQLITE_MAGIC:
        # An empty file too: SQLite would begin again at number 1 in it.
        why = tr("Tệp rỗng.") if not head else tr("Phần đầu tệp không phải của sổ văn bản.")
        raise _damaged(str(path), why=why)


def _create_file(path: Path, wait_seconds: float) -> None:
    """Make a new register complete beside its place, then give it its name.

    Nobody ever sees a half-made register, and of several who begin at once
    only one wins: the others find it there.
    """
    try:
        made = start_beside(path)
        try:
            write_new_file(made, wait_seconds)
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


def write_new_file(path: Path, wait_seconds: float) -> Database:
    """An empty register written into an empty file, closed and complete on disk."""
    database = Database(
        _engine(URL.create("sqlite", database=str(path)), wait_seconds),
        wait_seconds=wait_seconds,
    )
    raw = sqlite3.connect(path)
    try:
        # WAL: readers and the backup never wait for a writer.
        raw.execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()
    with database.writing() as connection:
        upgrade(connection)
    return database


def sidecars(path: Path) -> tuple[Path, Path]:
    """The files SQLite keeps beside a database: its log and the log's index."""
    return (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))


def _damaged(where: str, *, why: str) -> RegisterDamaged:
    return RegisterDamaged(
        tr("Sổ văn bản bị hỏng."),
        where=where,
        why=why,
        fix=tr(
            "Không xoá tệp hỏng. Lấy lại bản sao lưu gần nhất: giayto so khoi-phuc TỆP-SAO-LƯU; "
            "sau đó nhập lại các số đã cấp sau ngày sao lưu."
        ),
    )


def _missing(where: str) -> RegisterUnavailable:
    return RegisterUnavailable(
        tr("Ở đây chưa có sổ văn bản."),
        where=where,
        fix=tr(
            "Sổ được lập khi cấp số đầu tiên (giayto so cap) hoặc khi nhập sổ cũ (giayto so nhap)."
        ),
    )
