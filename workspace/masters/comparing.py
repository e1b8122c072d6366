"""The office's masters against the built-in ones (so sánh mẫu), and taking over what is new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...checking.masters.comparing.compare import Difference, Differences, compare_apart
from ...conventions.ruleset import rules_for
from ...errors import GiaytoError, UnknownPaper, UsageError
from ...files.small import read_small
from ...files.whole import write_bytes
from ...i18n import tr
from ...templates.origin import ORIGIN, Origin, digest_of
from ...templates.properties import with_properties
from ...templates.store import LARGEST_MASTER, OwnMasters, find_master, master_of
from ..outputs import output_file
from ..places import Places
from .copying import keep_original, office_spelling
from .known import known_masters, masters_meant

__all__ = ["Compared", "Difference", "compare_masters", "outdated_masters", "write_taken_over"]

Basis = Literal["three", "two", "same"]
"""``three``: the built-in changed, and what it was is known; ``two``: what it was is not known;
``same``: the built-in is as it was copied."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An own master against the built-in one (kết quả so của một tệp).

    ``master`` is the built-in's name. ``basis`` is what it could be compared with.
    """

    path: Path
    master: str
    basis: Basis
    found: Differences
    origin: Origin


def compare_masters(places: Places, typed: str | None, day: dt.date) -> list[Compared]:
    """Compare the own masters of a paper, one file, or (``None``) all with the built-in ones.

    Raises :class:`UnknownPaper`, and :class:`UsageError` where the office has no such file.
    """
    compared = [_compared(places, path, master) for path, master in _meant(places, typed, day)]
    if not compared:
        raise UsageError(
            tr("Cơ quan chưa có mẫu riêng nào để so."),
            where=str(places.own_masters),
            fix=tr("Chép một mẫu ra sửa: giayto mau sao-chep LOẠI"),
        )
    return compared


def write_taken_over(
    places: Places, compared: Compared, out: str | Path, *, overwrite: bool = False
) -> Path:
    """Write the office's master with what the new built-in says where that is safe; its path.

    Its origin is then the new built-in. Raises :class:`UsageError` when nothing can be taken
    over, :class:`WorkspaceExists` and :class:`CannotWrite`.
    """
    if not compared.found.content:
        raise UsageError(
            tr("Không có chỗ nào của mẫu có sẵn lấy sang được."),
            where=str(compared.path),
            fix=tr("Xem hai bên khác nhau chỗ nào: giayto mau so-sanh {ten}").format(
                ten=compared.path.name
            ),
        )
    target = output_file(
        out, ".docx", folder=places.folder, inputs=[compared.path], overwrite=overwrite
    )
    about = {ORIGIN: str(compared.origin)}
    write_bytes(target, with_properties(compared.found.content, about, target.name))
    keep_original(places, compared.origin)
    return target


def outdated_masters(places: Places) -> list[Path]:
    """The office's masters whose built-in one has changed since they were copied."""
    own = OwnMasters.of(places.own_masters)
    found = []
    for name, content in own.files.items():
        if isinstance(content, bytes):
            origin = Origin.in_master(content, own.paths[name].name)
            if origin is not None and origin.changed:
                found.append(own.paths[name])
    return found


def _meant(places: Places, typed: str | None, day: dt.date) -> list[tuple[Path, str]]:
    """The files to compare, each with the master that its name means."""
    own = OwnMasters.of(places.own_masters)
    known = {each.master for each in known_masters()}
    if typed is not None and (path := _file(places, typed)) is not None:
        return [(path, master_of(path.stem.lower()))]
    wanted = known if typed is None else {each.master for each in masters_meant(typed, day)}
    names = [name for name in own.files if own.stands_for(name) in wanted]
    return [(own.paths[name], own.stands_for(name)) for name in names]


def _file(places: Places, typed: str) -> Path | None:
    """The file that was meant, by its path or by its name in ``mau``."""
    named = (Path(typed), places.own_masters / typed)
    return next((path for path in named if path.suffix and path.is_file()), None)


def _compared(places: Places, path: Path, master: str) -> Compared:
    content = read_small(path, LARGEST_MASTER)
    copied = Origin.in_master(content, path.name)
    if copied is not None:
        master = copied.name
    elif master not in {each.master for each in known_masters()}:
        raise UnknownPaper(
            tr("Không biết tệp này là bản sửa của mẫu nào."),
            where=str(path),
            fix=tr("Đặt tên tệp như mẫu có sẵn, ví dụ kiem-diem-02c.docx."),
        )
    rules = copied.rules if copied is not None else rules_for(dt.date.today()).id
    spelling = office_spelling(places)
    origin = Origin.now(master, rules)
    now = find_master(master, rules, spelling=spelling).content
    base, basis = _base(places, copied, origin)
    return Compared(path, master, basis, compare_apart(content, base, now, path.name), origin)


def _base(places: Places, copied: Origin | None, today: Origin) -> tuple[bytes | None, Basis]:
    """The built-in as it was when the copy was taken; ``None`` for as it is now, or unknown."""
    if copied is None:
        return None, "two"
    if copied.digest == today.digest:
        return None, "same"
    try:
        kept = read_small(copied.kept_in(places.own_masters), LARGEST_MASTER)
        if digest_of(kept, copied.name) == copied.digest:
            return kept, "three"
    except (OSError, GiaytoError):
        pass  # gone, or somebody else's file
    return None, "two"
