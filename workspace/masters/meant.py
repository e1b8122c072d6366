"""Which masters a person means (mẫu nào), by whatever it is called: the one place that knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from ...errors import UnknownPaper, UsageError
from ...generators.declared.declaration import paper_key
from ...generators.papers import FAMILIES, PAPERS, find_papers
from ...i18n import tr
from ...register.export.word import MASTER as REGISTER
from ...suggestions import did_you_mean, nearest
from ...templates.store import MASTER_ENDINGS, master_of
from ..own_papers import Papers
from ..places import Places
from .known import Known, known_masters

_REGISTER_NAMES = ("so", "so-van-ban-di")


def masters_meant(typed: str, day: dt.date, papers: Papers) -> list[Known]:
    """The masters meant by a paper, a family, a master's name or a file's, as a person types it.

    ``papers`` are those of the workspace. Of a paper those in use on ``day``; one that is
    named itself whatever the day. Words that are nothing else mean the masters with those
    words in their names. Raises :class:`UnknownPaper` with the nearest name, and for an own
    paper that is not understood :class:`PaperDeclaration`.
    """
    known = known_masters(papers)
    path = Path(typed.strip())
    bare = path.stem if path.suffix.lower() in MASTER_ENDINGS else typed
    handle = _handle(master_of(bare.strip()))
    named = [each for each in known if {handle, _handle(bare)} & _names(each)]
    if named:
        return named
    papers.refuse_faulty(handle)
    try:
        keys = [paper.key for paper in find_papers([handle], papers.all)]
    except UnknownPaper as error:
        parts = [each for each in known if f"-{handle}-" in f"-{_handle(each.master)}-"]
        if parts:
            return [each for each in parts if each.is_used(day)] or parts
        names = [each.label if each.own else each.master for each in known]
        raise UnknownPaper(
            tr("Không có loại giấy tờ hay mẫu “{ten}”.").format(ten=typed),
            fix=did_you_mean(bare, [*(paper.key for paper in PAPERS), *FAMILIES, *names])
            or tr("Xem các mẫu: giayto mau danh-sach"),
            details=error.details,
        ) from error
    found = [each for each in known if each.key in keys and each.is_used(day)]
    if not found:
        raise UnknownPaper(
            tr("Chưa có mẫu “{ten}” cho ngày {ngay}.").format(ten=typed, ngay=f"{day:%d/%m/%Y}"),
            fix=tr("Xem mẫu nào dùng cho năm nào: giayto mau danh-sach"),
        )
    return found


def master_meant(typed: str, day: dt.date, papers: Papers) -> Known:
    """The one master meant, for a file that can be one alone; raises :class:`UnknownPaper`."""
    found = masters_meant(typed, day, papers)
    if len(found) > 1:
        raise UnknownPaper(
            tr("Có nhiều mẫu “{ten}”.").format(ten=typed),
            fix=tr("Ghi --loai là một trong: {ds}.").format(
                ds=", ".join(each.master for each in found)
            ),
        )
    return found[0]


def built_in_meant(typed: str, day: dt.date, papers: Papers) -> list[Known]:
    """The same where a built-in master must stand behind; :class:`UsageError` for an own paper."""
    found = masters_meant(typed, day, papers)
    built_in = [each for each in found if not each.own]
    if not built_in:
        own = found[0]
        raise UsageError(
            tr("“{ten}” là giấy tờ riêng, không có mẫu có sẵn nào để chép hay so.").format(
                ten=own.label
            ),
            where=str(papers.files[own.key]),
            fix=tr("Muốn đổi thì sửa thẳng tệp ấy trong Word."),
        )
    return built_in


def by_paper(known: Iterable[Known]) -> list[list[Known]]:
    """Masters that follow one another paper by paper, those of one paper together."""
    return [list(group) for _, group in groupby(known, key=lambda each: each.key)]


def file_named(places: Places, typed: str | Path) -> Path | None:
    """The file meant by its path, or by its name in ``mau``; ``None`` where there is none."""
    paths = (Path(typed), places.own_masters / typed)
    return next((path for path in paths if path.is_file()), None)


def master_of_file(path: Path, papers: Papers) -> str:
    """The master that a file is by its name: its own, one in it, the nearest one; "" for none."""
    stem, names = _handle(path.stem), [each.master for each in known_masters()]
    for own in (*papers.files.values(), *papers.faults):
        if stem == _handle(own.stem):
            return own.stem.lower()
    within = (name for name in names if name in stem)
    return max(within, key=len, default=nearest(stem, names) or "")


def _names(known: Known) -> set[str]:
    """What a master alone is called: by its file, by its paper where that has no other."""
    if known.about:
        return {known.master, known.short}
    names = {_handle(name) for name in (known.master, known.key, known.label)}
    return names.union(_REGISTER_NAMES) if known.master == REGISTER else names


def _handle(name: str) -> str:
    """A name as its file's would be written, however a person writes it."""
    return paper_key(name.replace("_", "-"))
