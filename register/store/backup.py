"""Backup and restore (sao lưu, khôi phục): one file, the same for every kind of database.

A backup is itself a register in a SQLite file, so it can be opened, looked
through, and put back into SQLite or PostgreSQL alike.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from ...errors import RegisterDamaged, RegisterError, RegisterUnavailable
from ...files.faults import cannot_write, os_reason
from ...files.outputs import free_name, taken
from ...files.scratch import scratch
from ...files.whole import make_folder, publish, start_beside
from ...i18n import tr
from ..audit.words import series_name
from .address import file_of, url_of
from .database import Database, close_new_file, told_as, write_new_file
from .engine import file_uri
from .migrations import VERSION_TABLE, upgrade
from .reading_only import copy_into
from .schema import entries, history
from .standing_file import sidecars, unreadable_told

_ROWS_AT_ONCE = 1000
_WAIT_SECONDS = 60.0


def back_up(source: Database, target: Path) -> int:
    """Copy the register as it stands at this moment; the number of rows.

    Others may go on writing meanwhile: the copy shows one moment, with every
    transaction whole. The file appears under its name only when complete and
    checked. Raises `CannotWrite`, and `WorkspaceExists` for a name that is taken.
    """
    if os.path.lexists(target):
        raise taken(target)
    make_folder(target.parent)
    made: Path | None = None
    try:
        made = start_beside(target)
        try:
            copy = write_new_file(made, _WAIT_SECONDS)
            with source.reading() as old, copy.writing() as new:
                count = _copy_rows(old, new)
            _close_for_transport(made)
            copy.check_integrity(thorough=True)
            if not publish(made, target):
                raise taken(target)
        finally:
            _remove(made)
    except RegisterUnavailable as error:
        # What befalls the copy comes in a register's words and under its passing name.
        cause = getattr(error.__cause__, "orig", None)
        if error.where != str(made) or cause is None:
            raise
        raise cannot_write(target, cause) from error
    except (OSError, sqlite3.Error) as error:
        raise cannot_write(target, error) from error
    return count


def restore(backup: Path, where: str | Path, *, force: bool = False) -> Path | None:
    """Put a backup in the register's place; where the file that stood there is kept.

    A damaged register is kept beside under a name of its own, never deleted.
    A sound register that holds numbers the backup lacks is replaced only with
    ``force``: those numbers would be given out again. What stood on a database
    server is kept in a file beside the backup. ``None`` when nothing stood there.

    Raises `RegisterDamaged` when the backup itself is not sound,
    `RegisterUnavailable`, and `RegisterError` for numbers that would be lost.
    """
    with _opened(backup) as saved:
        return _put_back(saved, backup, where, force=force)


@contextmanager
def _opened(backup: Path) -> Iterator[Database]:
    """A backup, opened as a copy: an old one is upgraded there, its own file stays as it was."""
    with scratch() as folder:
        with unreadable_told(backup):
            copy = copy_into(folder, backup)
        try:
            saved = Database.open(copy, create=False, wait_seconds=_WAIT_SECONDS)
            saved.check_integrity(thorough=True)
        except RegisterError as error:
            error.where = str(backup)
            raise
        yield saved


def _put_back(saved: Database, backup: Path, where: str | Path, *, force: bool) -> Path | None:
    path = file_of(url_of(where))
    if path is None:
        return _restore_into_server(saved, backup, where, force=force)
    if path.exists() and path.samefile(backup):
        raise RegisterError(tr("Bản sao lưu chính là tệp sổ đang dùng."), where=str(path))
    try:
        if not path.exists() and _publish_new(saved, path):
            return None
        try:
            current = Database.open(path, create=False, wait_seconds=_WAIT_SECONDS)
            return _restore_into_file(saved, current, path, force=force)
        except RegisterDamaged:
            return _replace_damaged(saved, path)
    except (OSError, sqlite3.Error) as error:
        raise RegisterUnavailable(
            tr("Không khôi phục được sổ văn bản."),
            where=str(path),
            why=os_reason(error),
            fix=tr("Đóng các chương trình đang mở sổ, kiểm tra quyền ghi rồi chạy lại."),
        ) from error


def _restore_into_file(saved: Database, current: Database, path: Path, *, force: bool) -> Path:
    """Put the rows of a backup into a sound register, in one transaction of its own.

    Nobody gets a number from the moment it is compared until the rows stand
    there; a process killed meanwhile leaves it as it was.
    """
    with current.writing() as new, saved.reading() as old:
        if not force:
            _refuse_loss(old, new, str(path))
        kept = _keep_aside(path)
        _begin_again(new)
        _copy_rows(old, new)
    return kept


def _begin_again(register: Connection) -> None:
    """Make the tables anew: rows cannot be taken out of them, which their triggers see to."""
    for table in (VERSION_TABLE, history.name, entries.name):
        register.exec_driver_sql(f"DROP TABLE {table}")
    upgrade(register)


def _publish_new(saved: Database, path: Path) -> bool:
    """Give a complete copy of the backup the register's name, unless one is there by now."""
    made = start_beside(path)
    try:
        _write_copy(saved, made, path)
        return publish(made, path)
    finally:
        _remove(made)


def _write_copy(saved: Database, made: Path, path: Path) -> None:
    with told_as(path, made):
        copy = write_new_file(made, _WAIT_SECONDS)
        with saved.reading() as old, copy.writing() as new:
            _copy_rows(old, new)
    close_new_file(made)


def _replace_damaged(saved: Database, path: Path) -> Path:
    """Put a backup in the place of a file that no transaction can be trusted in.

    The file itself stays, under a name of its own. Whoever waited for it sees
    that it is another one now, see `Database.writing`.
    """
    made = start_beside(path)
    try:
        _write_copy(saved, made, path)
        with _lock_as_may_be(path):
            aside = _aside(path)
            _give_second_name(path, aside)
            for part, part_aside in zip(sidecars(path), sidecars(aside), strict=True):
                # The log goes first: SQLite would play it into the restored file.
                if part.exists():
                    part.replace(part_aside)
            made.replace(path)
    finally:
        _remove(made)
    return aside


@contextmanager
def _lock_as_may_be(path: Path) -> Iterator[None]:
    """Keep writers out of a damaged file if it can still be locked; raises when others do."""
    with closing(sqlite3.connect(f"{file_uri(path)}?mode=rw", uri=True)) as raw:
        raw.isolation_level = None
        raw.execute(f"PRAGMA busy_timeout = {int(_WAIT_SECONDS * 1000)}")
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if "BUSY" in str(getattr(error, "sqlite_errorname", "")):
                raise
        if os.name == "nt":
            raw.close()  # Windows does not rename what is open
        yield


def _give_second_name(path: Path, aside: Path) -> None:
    try:
        os.link(path, aside)
    except OSError:  # no hard links here
        shutil.copy2(path, aside)


def _remove(made: Path) -> None:
    for part in (made, *sidecars(made)):
        part.unlink(missing_ok=True)


def _copy_rows(old: Connection, new: Connection) -> int:
    """Copy both tables; the number of register rows."""
    for table in (entries, history):
        for rows in _chunks(old, table):
            new.execute(insert(table), rows)
    return new.scalar(select(func.count()).select_from(entries)) or 0


def _chunks(connection: Connection, table: Table) -> Iterable[list[dict[str, Any]]]:
    # Said of the statement: said of the connection, it would hold for all that follow.
    every = select(table).order_by(table.c.id).execution_options(yield_per=_ROWS_AT_ONCE)
    result = connection.execute(every)
    for rows in result.mappings().partitions():
        yield [dict(row) for row in rows]


def _close_for_transport(made: Path) -> None:
    """Leave one single file, so that a copy on a stick is the whole register."""
    raw = sqlite3.connect(made)
    try:
        raw.execute("PRAGMA journal_mode = DELETE")
    finally:
        raw.close()
    with made.open("rb+") as handle:
        os.fsync(handle.fileno())


def _refuse_loss(old: Connection, new: Connection, where: str) -> None:
    """Raise when the register that stands there says more than the backup.

    It holds numbers that the backup lacks, or rows that were corrected or sent out since.
    """
    lost, changed = _numbers(new) - _numbers(old), _contents(new) - _contents(old)
    since = sorted({row[:-1] for row in changed if row[:-1] not in lost})
    if not lost and not since:
        return
    told = tr("Bản sao lưu thiếu {n} số đang có trong sổ.").format(n=lost.total())
    why = tr("Sổ đang dùng không hỏng; thay bằng bản cũ thì các số này sẽ bị cấp lại.")
    if not lost:
        told = tr("Bản sao lưu cũ hơn sổ: {n} số đã sửa, phát hành sau đó.").format(n=len(since))
        why = tr("Sổ đang dùng không hỏng; thay bằng bản cũ thì mất những điều đã ghi ấy.")
    raise RegisterError(
        told,
        where=where,
        why=why,
        details=_by_series(sorted(lost.elements()), "")
        + _by_series(since, tr("đã sửa, phát hành sau lúc sao lưu")),
        fix=tr("Giữ sổ đang dùng. Nếu vẫn muốn thay, thêm --chap-nhan-mat-so."),
    )


def _by_series(numbers: Iterable[Sequence[Any]], what: str) -> list[str]:
    by_series: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for body, term, series, _number, _state, symbol in numbers:
        by_series[body, series, term].append(symbol)
    said = f" · {what}" if what else ""
    return [
        f"{body} · {series_name(series)} · {term}{said}: {', '.join(symbols)}"
        for (body, series, term), symbols in by_series.items()
    ]


_KEY = ("body_code", "term", "series", "number", "state", "symbol")
# Written by hand or once for all; where the files are, the next run finds again.
_SAID = ("sent_on", "document_date", "abstract", "recipients", "signer", "keeper", "copies", "note")


def _numbers(connection: Connection) -> Counter[tuple[Any, ...]]:
    """The numbers given, counted: two bodies may have one code, and a row its body only later."""
    rows = connection.execute(select(*(entries.c[name] for name in _KEY)).order_by(entries.c.id))
    return Counter(tuple(row) for row in rows)


def _contents(connection: Connection) -> Counter[tuple[Any, ...]]:
    """The same, each with what its row says."""
    said = select(*(entries.c[name] for name in (*_KEY, *_SAID))).order_by(entries.c.id)
    rows = (tuple(row) for row in connection.execute(said))
    return Counter((*row[: len(_KEY)], row[len(_KEY) :]) for row in rows)


def _keep_aside(path: Path) -> Path:
    """A copy of the register as it stands, under a name of its own beside it.

    Read by the database library: to open and close the file by hand would give
    up the lock that keeps others from writing.
    """
    aside = _aside(path)
    made = start_beside(aside)
    try:
        with (
            closing(sqlite3.connect(f"{file_uri(path)}?mode=rw", uri=True)) as now,
            closing(sqlite3.connect(made)) as copy,
        ):
            now.backup(copy)
        _close_for_transport(made)
        while not publish(made, aside):
            aside = free_name(aside)
    finally:
        _remove(made)
    return aside


def _aside(path: Path) -> Path:
    # A clock that was set back must not bring a name that is taken.
    return free_name(path.with_name(f"{path.name}.cu-{datetime.now():%Y%m%d-%H%M%S-%f}"))


def _restore_into_server(
    saved: Database, backup: Path, where: str | Path, *, force: bool
) -> Path | None:
    """Put the rows of a backup on a server, in one transaction; what stood there is kept."""
    server = Database.open(where, create=True, wait_seconds=_WAIT_SECONDS)
    with saved.reading() as old, server.writing() as new:
        kept = None
        if new.scalar(select(func.count()).select_from(entries)):
            if not force:
                _refuse_loss(old, new, server.name)
            kept = _keep_rows(new, _aside(backup))
            _begin_again(new)
        _copy_rows(old, new)
        for table in (entries, history):
            # The copied ids did not move the server's own counter.
            new.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
            )
    return kept


def _keep_rows(register: Connection, aside: Path) -> Path:
    """What a server's register holds at this moment as a backup of its own."""
    made: Path | None = None
    try:
        made = start_beside(aside)
        with write_new_file(made, _WAIT_SECONDS).writing() as copy:
            _copy_rows(register, copy)
        _close_for_transport(made)
        while not publish(made, aside):
            aside = free_name(aside)
    except (OSError, sqlite3.Error) as error:
        raise cannot_write(aside, error) from error
    finally:
        if made is not None:
            _remove(made)
    return aside
