"""Files that somebody has open (tệp đang mở): seen by the lock that Office lays beside them.

Excel and Word write an owner file (``~$du-lieu.xlsx``; Word leaves out the first
two letters of a longer name), LibreOffice ``.~lock.du-lieu.xlsx#``, WPS Office
``.~du-lieu.xlsx``. On Windows the open file cannot be replaced; elsewhere it
can, and is lost at the next save.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ..errors import CannotWrite
from ..i18n import tr
from .small import read_small

_OWNER = "~$"
_LOCK, _LOCK_END = ".~lock.", "#"
_WPS = ".~"
_OF_LOCKS = (_OWNER, _WPS)
_WORD = frozenset([".docx", ".doc", ".docm", ".dotx", ".rtf"])


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is open (tệp đang mở): in which program, by whom, "" where nobody says.

    ``lock`` is what tells it; a program that broke down may have left it.
    """

    path: Path
    program: str
    who: str
    lock: Path

    @property
    def words(self) -> str:
        """``du-lieu.xlsx đang mở trong Excel (Nguyễn Thị Hoa)``."""
        said = tr("{tep} đang mở trong {phan_mem}").format(
            tep=self.path.name, phan_mem=self.program
        )
        return f"{said} ({self.who})" if self.who else said


def held(path: Path) -> Held | None:
    """By what a file is held open; ``None`` when no lock lies beside it."""
    for name in _locks_of(path.name):
        lock = path.with_name(name)
        if os.path.lexists(lock):
            return _held(path, lock)
    return None


def held_below(folder: Path) -> list[Held]:
    """The files in a folder and below it that are open, sorted."""
    found = []
    for place, _, names in os.walk(folder):
        if not any(name.startswith(_OF_LOCKS) for name in names):
            continue
        there = set(names)
        for name in names:
            lock = next((lock for lock in _locks_of(name) if lock in there), None)
            if lock is not None and not name.startswith(_OF_LOCKS):
                found.append(_held(Path(place, name), Path(place, lock)))
    return sorted(found, key=lambda each: each.path)


def refuse_held(path: Path) -> None:
    """Refuse to replace a file that is open. Raises :class:`CannotWrite`."""
    holder = held(path) if path.exists() else None
    if holder is None:
        return
    raise CannotWrite(
        tr("Không ghi vào tệp đang mở."),
        where=str(path),
        why=f"{holder.words}.",
        fix=tr("Lưu, đóng tệp rồi gõ lại lệnh. Không ai đang mở thì xoá tệp {khoa}.").format(
            khoa=holder.lock
        ),
    )


def _locks_of(name: str) -> list[str]:
    stem = len(Path(name).stem)
    left_out = 0 if stem <= 6 else 1 if stem == 7 else 2
    owners = [_OWNER + name]
    if Path(name).suffix.lower() in _WORD and left_out:
        owners.append(_OWNER + name[left_out:])
    return [*owners, _LOCK + name + _LOCK_END, _WPS + name]


def _held(path: Path, lock: Path) -> Held:
    if lock.name.startswith(_LOCK):
        return Held(path, "LibreOffice", _libre_user(lock), lock)
    program = "Word" if path.suffix.lower() in _WORD else "Excel"
    if lock.name.startswith(_WPS):
        program = "WPS Office"
    return Held(path, program, _office_user(lock), lock)


def _libre_user(lock: Path) -> str:
    """``,user,host,date,profile;``: LibreOffice's own name for the user, else the system's."""
    try:
        fields = read_small(lock).decode(errors="replace").split(",")
    except OSError:
        return ""
    return next((field.strip() for field in fields[:2] if field.strip()), "")


def _office_user(lock: Path) -> str:
    """One byte says how long the name is that follows, in the code page of the machine."""
    try:
        content = read_small(lock)
    except OSError:  # Windows lets nobody read it while Office runs
        return ""
    name = content[1 : 1 + content[0]] if content else b""
    # Of another program it may be anything: what is no name is not shown.
    said = name.decode("cp1258", errors="replace").strip("\x00 ")
    return said if said.isprintable() else ""
