"""Backup and restore (sao lưu, khôi phục): one file, the same for every kind of database.

A backup is itself a register in a SQLite file, so it can be opened, looked
through, and put back into SQLite or PostgreSQL alike.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from ..errors import RegisterDamaged, RegisterError, RegisterUnavailable
from ..files.faults import cannot_write, os_reason
from ..files.outputs import taken
from ..files.whole import make_folder, publish, start_beside
from ..i18n import tr
from .database import Database, file_of, sidecars, url_of, write_new_file
from .schema import entries, history

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
    ``force``: those numbers would be given out again. A database server takes
    a backup only while its register is empty. ``None`` when nothing stood there.

    Raises `RegisterDamaged` when the backup itself is not sound,
    `RegisterUnavailable`, and `RegisterError` for numbers that would be lost.
    """
    with _opened(backup) as saved:
        return _put_back(saved, backup, where, force=force)


@contextmanager
def _opened(backup: Path) -> Iterator[Database]:
    """A backup, opened as a copy: an old one is upgraded there, its own file stays as it was."""
    with tempfile.TemporaryDirectory(prefix="giayto-") as folder:
        copy = Path(folder) / backup.name
        pairs = zip((backup, *sidecars(backup)), (copy, *sidecars(copy)), strict=True)
        try:
            for source, target in pairs:
                if source.exists():
                    shutil.copyfile(source, target)
            saved = Database.open(copy, create=False, wait_seconds=_WAIT_SECONDS)
            saved.check_integrity(thorough=True)
        except OSError as error:
            raise RegisterUnavailable(
                tr("Không đọc được tệp sổ văn bản."),
                where=str(backup),
                why=os_reason(error),
                fix=tr("Kiểm tra quyền đọc, ghi đối với tệp và thư mục."),
            ) from error
        except RegisterError as error:
            error.where = str(backup)
            raise
        yield saved


def _put_back(saved: Database, backup: Path, where: str | Path, *, force: bool) -> Path | None:
    path = file_of(url_of(where))
    if path is None:
        _restore_into_server(saved, str(where))
        return None
    if path.exists() and path.samefile(backup):
        raise RegisterError(tr("Bản sao lưu chính là tệp sổ đang dùng."), where=str(path))
    if path.exists() and not force:
        _refuse_loss(saved, path)
    try:
        made = start_beside(path)
        try:
            copy = write_new_file(made, _WAIT_SECONDS)
            with saved.reading() as old, copy.writing() as new:
                _copy_rows(old, new)
            kept = _keep_aside(path)
            made.replace(path)
        finally:
            _remove(made)
    except (OSError, sqlite3.Error) as error:
        raise RegisterUnavailable(
            tr("Không khôi phục được sổ văn bản."),
            where=str(path),
            why=os_reason(error),
            fix=tr("Đóng các chương trình đang mở sổ, kiểm tra quyền ghi rồi chạy lại."),
        ) from error
    return kept


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
    result = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(
        select(table).order_by(table.c.id)
    )
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


def _refuse_loss(saved: Database, path: Path) -> None:
    """Raise when the register that stands there is sound and holds more numbers."""
    try:
        current = Database.open(path, create=False, wait_seconds=_WAIT_SECONDS)
        lost = list((_numbers(current) - _numbers(saved)).elements())
    except RegisterDamaged:
        return
    if lost:
        symbols = sorted(symbol for *_place, symbol in lost)
        raise RegisterError(
            tr("Bản sao lưu thiếu {n} số đang có trong sổ.").format(n=len(lost)),
            where=str(path),
            why=tr("Sổ đang dùng không hỏng; thay bằng bản cũ thì các số này sẽ bị cấp lại."),
            details=[", ".join(symbols[:20]) + (" …" if len(symbols) > 20 else "")],
            fix=tr("Giữ sổ đang dùng. Nếu vẫn muốn thay, thêm --chap-nhan-mat-so."),
        )


def _numbers(database: Database) -> Counter[tuple[str, ...]]:
    """The numbers given, counted: two bodies may have one code, and a row its body only later."""
    c = entries.c
    with database.reading() as connection:
        rows = connection.execute(
            select(c.body_code, c.term, c.series, c.state, c.symbol).order_by(c.id)
        )
        return Counter(tuple(row) for row in rows)


def _keep_aside(path: Path) -> Path | None:
    """Copy the present file aside and drop its log; the copy's name.

    The file itself stays until it is replaced in one step: were it away for a
    moment, somebody asking for a number would begin a new register at 01. Its
    log must go first, or SQLite would play it into the restored file.
    """
    aside = None
    if path.exists():
        stamp = f"{datetime.now():%Y%m%d-%H%M%S-%f}"
        aside = path.with_name(f"{path.name}.cu-{stamp}")
        shutil.copy2(path, aside)
        for part, part_aside in zip(sidecars(path), sidecars(aside), strict=True):
            if part.exists():
                shutil.copy2(part, part_aside)
    for part in sidecars(path):
        part.unlink(missing_ok=True)
    return aside


def _restore_into_server(saved: Database, where: str) -> None:
    server = Database.open(where, create=True, wait_seconds=_WAIT_SECONDS)
    with saved.reading() as old, server.writing() as new:
        if new.scalar(select(func.count()).select_from(entries)):
            raise RegisterError(
                tr("Sổ trên máy chủ đã có số, không ghi đè được."),
                where=server.name,
                fix=tr("Lập một cơ sở dữ liệu mới, trống, rồi khôi phục vào đó."),
            )
        _copy_rows(old, new)
        for table in (entries, history):
            # The copied ids did not move the server's own counter.
            new.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
            )
