"""Where results may go (nơi ghi kết quả): one guard for all, which knows workspaces."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..errors import UsageError, WorkspaceExists
from ..files.held import refuse_held
from ..files.outputs import check_output, check_output_folder
from ..i18n import tr
from ..register import REGISTER_FILE, register_address
from ..register.store.address import register_file
from .places import BACKUPS, OUTPUT, OWN_MASTERS, OWN_RULES, PICTURES, SUMMARY, WORKBOOK

_LOGS = ("", "-wal", "-shm", "-journal")
_LEFT_BY_US = (
    f"{OUTPUT}/nhat-ky*.jsonl",
    f"{OUTPUT}/{SUMMARY}",
    f"{BACKUPS}/*",
    f"{Path(WORKBOOK).stem}.truoc-khi-*",
    f"{Path(WORKBOOK).stem}.bao-cao-nhap-*",
    f"{REGISTER_FILE}.*",
)


def output_file(
    typed: str | Path,
    *endings: str,
    folder: Path | None = None,
    inputs: Iterable[Path] = (),
    overwrite: bool | None = None,
) -> Path:
    """A file for results as named, refused if it would destroy something.

    ``endings`` (``".zip"``) are those it may have, none for any; ``folder`` is
    the workspace that is worked in, ``None`` for none;
    ``inputs`` are the files it reads. Whatever workspace the file would lie in,
    nothing of its own is replaced, ``overwrite`` or not, nor a file that is open.
    Raises :class:`UsageError`, :class:`WorkspaceExists` and :class:`CannotWrite`.
    """
    target = Path(typed)
    if endings and target.suffix.lower() not in endings:
        raise UsageError(
            tr("Tên tệp kết quả phải kết thúc bằng {duoi}: {ten}").format(
                duoi=tr(" hoặc ").join(endings), ten=typed
            )
        )
    check_output(target, never=[*_own(target, folder), *inputs], overwrite=overwrite)
    refuse_held(target)
    return target


def output_folder(typed: str | Path, *, folder: Path | None = None) -> Path:
    """A folder for results as typed; refused if it is a workspace itself, or of its own.

    Raises :class:`UsageError`.
    """
    target = Path(typed)
    if any((target / name).is_file() for name in (WORKBOOK, REGISTER_FILE)):
        raise UsageError(
            tr("Không ghi kết quả thẳng vào thư mục làm việc."),
            where=str(target),
            fix=tr("Ghi vào một thư mục con, ví dụ {ten}.").format(ten=target / OUTPUT),
        )
    check_output_folder(target, never=_own(target, folder))
    return target


def new_workspace(folder: Path, fix: str) -> None:
    """Refuse a folder that somebody works in; ``fix`` is the next step for the user.

    Raises :class:`WorkspaceExists`, and :class:`UsageError` for a file, and for
    a folder of another workspace's own, of its masters say.
    """
    apart(folder)
    for name in (WORKBOOK, REGISTER_FILE, OWN_RULES, OWN_MASTERS, OUTPUT):
        if os.path.lexists(folder / name):
            raise WorkspaceExists(
                tr("Thư mục này đã là nơi làm việc, chương trình không ghi đè."),
                where=str(folder / name),
                fix=fix,
            )


def apart(folder: Path) -> None:
    """Refuse a file, or another workspace's own folder, for a workspace. Raises `UsageError`."""
    check_output_folder(folder, never=_own(folder, None))


def _own(target: Path, folder: Path | None) -> list[Path]:
    """What belongs to the workspaces in and around which a result would stand."""
    around = {*target.absolute().parents, *Path(os.path.realpath(target)).parents}
    found = [p for p in around if any((p / name).exists() for name in (WORKBOOK, REGISTER_FILE))]
    if folder is not None:
        found.append(folder)
    own = [path for place in found for path in _of_workspace(place)]
    register = register_file(register_address(folder or Path()))
    if register is not None:
        own += [register.with_name(register.name + ending) for ending in _LOGS]
    return own


def _of_workspace(place: Path) -> list[Path]:
    names = [
        WORKBOOK,
        OWN_RULES,
        OWN_MASTERS,
        PICTURES,
        *(REGISTER_FILE + ending for ending in _LOGS),
    ]
    left = [path for pattern in _LEFT_BY_US for path in place.glob(pattern)]
    return [*(place / name for name in names), *left]
