"""The register of outgoing documents (sổ đăng ký văn bản đi): who got which number, when.

Importing this package is cheap: the database library is loaded when a
register is opened, not before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .entries import (
    Action,
    Body,
    Change,
    DocumentKey,
    Entry,
    IssueRequest,
    Query,
    SeriesPosition,
    State,
    Taken,
)

if TYPE_CHECKING:
    from .book import Register

__all__ = [
    "ADDRESS_VARIABLE",
    "REGISTER_FILE",
    "Action",
    "Body",
    "Change",
    "DocumentKey",
    "Entry",
    "IssueRequest",
    "Query",
    "SeriesPosition",
    "State",
    "Taken",
    "find_register",
    "open_register",
    "register_address",
    "restore_register",
]

REGISTER_FILE = "so-van-ban.db"
"""Name of the register's file in a workspace."""

ADDRESS_VARIABLE = "GIAYTO_SO_VAN_BAN"
"""Environment variable holding the address of a register shared by an office."""


def register_address(workspace: Path, setting: str | None = None) -> str:
    """Where the register of a workspace is (địa chỉ sổ): a URL or a file.

    The environment variable wins over ``setting``; with neither (``None`` or
    empty) it is ``so-van-ban.db`` in the workspace folder.
    """
    import os

    return os.environ.get(ADDRESS_VARIABLE) or setting or str(workspace / REGISTER_FILE)


def open_register(
    where: str | Path,
    *,
    create: bool = True,
    who: str | None = None,
    wait_seconds: float = 60.0,
) -> Register:
    """Open the register (mở sổ) at a file path or a database URL.

    ``where`` is a path to the SQLite file, a workspace folder, or a URL such
    as ``postgresql+psycopg://user@host/name``. ``create=False`` refuses to
    make a new register. ``who`` is written beside every change; ``None``
    means the user of this computer. A writer waits ``wait_seconds`` for the
    others before it gives up.

    Raises `RegisterDamaged` when the file is not a sound register and
    `RegisterUnavailable` when there is none or it cannot be reached.
    """
    from .book import Register
    from .store.database import Database

    return Register(Database.open(where, create=create, wait_seconds=wait_seconds), who=who)


def find_register(
    where: str | Path, *, who: str | None = None, wait_seconds: float = 60.0
) -> Register | None:
    """The register at a file path or a database URL; ``None`` while there is none yet.

    One that cannot be reached is never taken for none: a number that stands in
    it would be left out or given twice. Raises like `open_register`.
    """
    from .store.database import Database

    if not Database.is_there(where, wait_seconds=wait_seconds):
        return None
    return open_register(where, create=False, who=who, wait_seconds=wait_seconds)


def restore_register(backup: Path, where: str | Path, *, force: bool = False) -> Path | None:
    """Put a backup in the register's place (khôi phục); where the old file went.

    See `backup.restore` for what it refuses. ``None`` when nothing stood there.
    """
    from .store.backup import restore

    return restore(backup, where, force=force)
