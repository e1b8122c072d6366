"""A whole workspace in one file (sao lưu, khôi phục nơi làm việc), and back again.

The file is a .zip: the workbook, the office's own masters and rules, the
identity, the register as a backup of its own, the manifest, and, if wished,
the papers. A table of contents with sizes and hashes says what belongs to it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from .. import __version__
from ..batch.guard import only_run, run_lock
from ..batch.manifest import NAME as MANIFEST_NAME
from ..data.identity import IDENTITY_FILE
from ..errors import BackupUnusable, GiaytoError
from ..files.faults import cannot_write, os_reason
from ..files.held import refuse_held
from ..files.scratch import scratch
from ..files.small import read_small
from ..files.whole import make_folder, staged, sweep, write_bytes, writing
from ..i18n import tr
from ..register import (
    REGISTER_FILE,
    Query,
    find_register,
    register_address,
    restore_register,
)
from ..register.store.address import register_file
from .outputs import output_file
from .places import BACKUPS, OUTPUT, OWN_MASTERS, OWN_RULES, PICTURES, WORKBOOK, Places

CONTENTS = "giayto-sao-luu.json"
"""The table of contents inside a backup."""
MANIFEST = f"{OUTPUT}/{MANIFEST_NAME}"
_SINGLE = (WORKBOOK, OWN_RULES, IDENTITY_FILE, REGISTER_FILE, MANIFEST)
_IN_FOLDERS = re.compile(rf"({OWN_MASTERS}|{PICTURES}|{OUTPUT})/(?!\.)[^/\\:]+(/(?!\.)[^/\\:]+)*")
_FORMAT = 1
_CHUNK = 1 << 20
# A bomb must fill neither memory nor disk: documents hardly shrink, lists and registers tenfold.
_LARGEST = 512 << 20
_SWELLS = 100
_LONGEST_CONTENTS = 32 << 20
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError),
    *(KeyError, ValueError, TypeError, AttributeError, OverflowError),
)
"""What the libraries raise over a zip or a table of contents that is none."""


@dataclass(frozen=True, slots=True)
class SafeCopy:
    """A backup of a workspace (bản sao lưu): its file, the files in it, the register's rows.

    ``rows`` is ``None`` when the workspace had no register.
    """

    path: Path
    files: int
    rows: int | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring came to (kết quả khôi phục).

    ``files`` were written; ``before`` is a backup of what stood there, ``None``
    in an empty folder; ``made`` is when the backup was made. ``register_kept``:
    the register is on a server, holds numbers and stayed as it is.
    """

    files: int
    before: Path | None
    made: dt.datetime
    register_kept: bool = False


def save_workspace(
    places: Places, target: str | Path | None = None, *, papers: bool = False
) -> SafeCopy:
    """Make a backup of a workspace; ``papers`` takes everything in ``van-ban`` along.

    ``None`` puts it into the workspace's folder of backups. Raises
    :class:`WorkspaceMissing`, :class:`WorkspaceExists`, :class:`CannotWrite`
    and what a damaged register raises.
    """
    places.need_workbook()
    name = f"noi-lam-viec-{dt.datetime.now():%Y%m%d-%H%M%S-%f}.zip"
    path = output_file(target or places.folder / BACKUPS / name, ".zip", folder=places.folder)
    with scratch() as folder:
        saved = dict(_own_files(places, papers=papers))
        rows = _save_register(places, folder / REGISTER_FILE, saved)
        make_folder(path.parent)
        with (
            writing(path, private=True, replace=False, durable=True) as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            contents = {name: _pack(archive, name, file) for name, file in saved.items()}
            about = {
                "dinh-dang": _FORMAT,
                "giayto": __version__,
                "luc": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
                "tep": contents,
            }
            archive.writestr(CONTENTS, json.dumps(about, ensure_ascii=False, indent=1))
    return SafeCopy(path, len(saved), rows)


def restore_workspace(places: Places, source: str | Path, *, force: bool = False) -> Restored:
    """Put a backup in the place of what is there, of which a backup is made first.

    Nothing is written before the whole backup has been read and found sound.
    ``force`` also when the register there has later numbers. Own masters that
    the backup does not have go (they are in the backup made first). Killed
    half-way, the workspace refuses work until this has been done again.
    Raises :class:`BackupUnusable`, :class:`RegisterError` for numbers that
    would be lost, and :class:`CannotWrite`.
    """
    with scratch() as unpacked:
        about = _unpack(Path(source), unpacked)
        names = sorted(about["tep"])
        for own in (places.workbook, *(places.folder / name for name in names)):
            refuse_held(own)
        make_folder(places.output)
        with only_run(places.lock), only_run(run_lock(places.folder / MANIFEST)):
            again = places.restoring.is_file()
            before = _begin(places, Path(source))
            with ExitStack() as ready:
                try:
                    # Beside their places first: a full disk is found before anything changes.
                    for name in names:
                        if name != REGISTER_FILE:
                            content = (unpacked / name).read_bytes()
                            ready.enter_context(staged(places.folder / name, content))
                    kept = REGISTER_FILE in names and not _put_register_back(
                        places, unpacked / REGISTER_FILE, force=force
                    )
                except (GiaytoError, OSError):
                    if not again:
                        _remove(places.restoring)  # nothing was changed
                    raise
                for own in _masters(places):
                    if own not in names:
                        _remove(places.folder / own)
            _remove(places.restoring)
    return Restored(len(names) - kept, before, about["luc"], kept)


def _begin(places: Places, source: Path) -> Path | None:
    """Back up what is there and note that restoring has begun; the backup, ``None`` for none.

    After a restoration that was killed it is the backup which that one made: what
    is there now is half of each.
    """
    if places.restoring.is_file():
        sweep(places.own_masters)
        kept = read_small(places.restoring).decode(errors="replace").partition("\n")[2]
        return Path(kept) if kept else None
    before = save_workspace(places).path if places.workbook.is_file() else None
    noted = f"{source.resolve()}\n{before.resolve() if before else ''}"
    write_bytes(places.restoring, noted.encode())
    return before


def _put_register_back(places: Places, saved: Path, *, force: bool) -> bool:
    """Whether the register was restored; one on a server that holds numbers stays as it is."""
    address = register_address(places.folder)
    if register_file(address) is None:
        register = find_register(address)
        if register is not None and register.find(Query(limit=1)):
            return False
    restore_register(saved, address, force=force)
    return True


def _own_files(places: Places, *, papers: bool) -> Iterator[tuple[str, Path]]:
    """Name in the backup → file, of all but the register."""
    names = [name for name in _SINGLE if name != REGISTER_FILE]
    names += _masters(places)
    if papers:
        names += _below(places, OUTPUT)
    for name in dict.fromkeys(names):
        if (places.folder / name).is_file():
            yield name, places.folder / name


def _masters(places: Places) -> list[str]:
    return _below(places, OWN_MASTERS) + _below(places, PICTURES)


def _below(places: Places, folder: str) -> list[str]:
    """The files under a folder of the workspace; hidden and passing ones are nobody's work."""
    found = (path for path in (places.folder / folder).rglob("*") if path.is_file())
    names = (path.relative_to(places.folder).as_posix() for path in found)
    return sorted(name for name in names if _IN_FOLDERS.fullmatch(name) and "/~$" not in name)


def _save_register(places: Places, target: Path, saved: dict[str, Path]) -> int | None:
    register = find_register(register_address(places.folder))
    if register is None:
        return None
    rows = register.backup(target)
    saved[REGISTER_FILE] = target
    return rows


def _pack(archive: zipfile.ZipFile, name: str, file: Path) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    try:
        with file.open("rb") as source, archive.open(name, "w", force_zip64=True) as entry:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                entry.write(chunk)
    except OSError as error:
        raise cannot_write(file, error) from error
    return {"byte": size, "sha256": digest.hexdigest()}


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    """The backup's files in a folder of ours, each as long and as whole as the contents say."""
    with _damage_told(source), zipfile.ZipFile(source) as archive:
        about: dict[str, Any] = json.loads(_contents(archive))
        if about["dinh-dang"] != _FORMAT:
            raise _unusable(source, tr("Bản sao lưu của một phiên bản giayto khác."))
        room = source.stat().st_size * _SWELLS + _LARGEST
        for name, told in about["tep"].items():
            if name not in _SINGLE and not _safe(name):
                raise _unusable(source, tr("Có tên tệp lạ: {ten}").format(ten=repr(name)))
            if (folder / name).exists():  # this disk takes two spellings for one
                raise _unusable(source, tr("Hai tệp trùng tên: {ten}").format(ten=repr(name)))
            digest, left = hashlib.sha256(), int(told["byte"])
            room -= left
            if not 0 <= left <= _LARGEST or room < 0:
                raise _unusable(source, tr("Tệp {ten} bên trong lớn lạ thường.").format(ten=name))
            with archive.open(name) as entry, writing(folder / name) as file:
                # One byte more than told is enough to know that it is another file.
                while chunk := entry.read(min(_CHUNK, left + 1)):
                    left -= len(chunk)
                    if left < 0:
                        break
                    digest.update(chunk)
                    file.write(chunk)
            if left or digest.hexdigest() != told["sha256"]:
                raise _unusable(source, tr("Tệp {ten} bên trong bị hỏng.").format(ten=name))
        about["luc"] = dt.datetime.fromisoformat(about["luc"])
    if WORKBOOK not in about["tep"]:
        raise _unusable(source, tr("Bên trong không có {ten}.").format(ten=WORKBOOK))
    return about


def _contents(archive: zipfile.ZipFile) -> bytes:
    with archive.open(CONTENTS) as entry:
        content = entry.read(_LONGEST_CONTENTS + 1)
    if len(content) > _LONGEST_CONTENTS:
        raise ValueError(CONTENTS)
    return content


def _safe(name: str) -> bool:
    return bool(_IN_FOLDERS.fullmatch(name)) and ".." not in PurePosixPath(name).parts


@contextmanager
def _damage_told(source: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unusable(source, os_reason(error)) from error
    except _DAMAGE as error:
        why = tr("Tệp không phải bản sao lưu của giayto, hoặc đã hỏng.")
        raise _unusable(source, why) from error


def _unusable(source: Path, why: str) -> BackupUnusable:
    return BackupUnusable(
        tr("Không khôi phục được từ tệp này."),
        where=str(source),
        why=why,
        fix=tr("Chọn tệp do “giayto sao-luu” tạo ra; nơi làm việc chưa bị thay đổi gì."),
    )


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise cannot_write(path, error) from error
