"""The office's masters against the built-in ones (so sánh mẫu), and taking over what is new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...checking.masters.comparing.compare import Difference, Differences, compare_apart
from ...checking.masters.paper_contexts import PaperContexts
from ...conventions.ruleset import rules_for
from ...errors import GiaytoError, UnknownPaper, UsageError
from ...files.small import read_small
from ...files.whole import write_bytes
from ...i18n import tr
from ...templates.origin import ORIGIN, Origin, digest_of
from ...templates.properties import with_properties
from ...templates.store import LARGEST_MASTER, OwnMasters, find_master
from ..outputs import output_file
from ..own_papers import papers_of
from ..places import Places
from .copying import keep_original, office_spelling, with_fields
from .known import known_masters
from .meant import built_in_meant, file_named, master_of_file

__all__ = ["Compared", "Difference", "compare_masters", "take_over"]

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
    return [_compared(places, path, master) for path, master in _meant(places, typed, day)]


def take_over(
    places: Places, typed: str | None, day: dt.date, out: str | Path, *, overwrite: bool = False
) -> tuple[Compared, Path]:
    """Write one office's master with what its built-in says now, where that is safe.

    Gives the comparison it rests on, and where it is. Its origin is then the new built-in.
    Raises as `compare_masters`, :class:`UsageError` when several masters are meant or nothing
    can be taken over, :class:`WorkspaceExists` and :class:`CannotWrite`.
    """
    meant = _meant(places, typed, day)
    if len(meant) > 1:
        raise UsageError(
            tr("--nhan ghi một tệp, mà ở đây có {so} mẫu riêng.").format(so=len(meant)),
            fix=tr("Nêu tên một tệp: {ds}").format(ds=", ".join(path.name for path, _ in meant)),
        )
    ((path, master),) = meant
    target = output_file(out, ".docx", folder=places.folder, inputs=[path], overwrite=overwrite)
    compared = _compared(places, path, master)
    if not compared.found.content:
        raise UsageError(
            tr("Không có chỗ nào của mẫu có sẵn lấy sang được."),
            where=str(path),
            fix=tr("Xem hai bên khác nhau chỗ nào: giayto mau so-sanh {ten}").format(ten=path.name),
        )
    about = {ORIGIN: str(compared.origin)}
    words = with_fields(places, compared.found.content, master, target.name)
    write_bytes(target, with_properties(words, about, target.name))
    keep_original(places, compared.origin)
    return compared, target


def _meant(places: Places, typed: str | None, day: dt.date) -> list[tuple[Path, str]]:
    """The files to compare, each with the master that its name means."""
    own = OwnMasters.of(places.own_masters)
    papers = papers_of(own, None)
    if typed is not None and (path := file_named(places, typed)) is not None:
        master = master_of_file(path, papers)
        return [(path, built_in_meant(master, day, papers)[0].master if master else "")]
    known = known_masters() if typed is None else built_in_meant(typed, day, papers)
    wanted = {each.master for each in known}
    names = [name for name in own.files if own.stands_for(name) in wanted]
    if not names:
        raise UsageError(
            tr("Cơ quan chưa có mẫu riêng nào để so."),
            where=str(places.own_masters),
            fix=tr("Chép một mẫu ra sửa: giayto mau sao-chep LOẠI"),
        )
    return [(own.paths[name], own.stands_for(name)) for name in names]


def _compared(places: Places, path: Path, master: str) -> Compared:
    content = read_small(path, LARGEST_MASTER)
    copied = Origin.in_master(content, path.name)
    if copied is not None:
        master = copied.name
    elif not master:
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
    labels = PaperContexts(None, dt.date.today().year).labels(master)
    found = compare_apart(content, base, now, path.name, labels)
    return Compared(path, master, basis, found, origin)


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
