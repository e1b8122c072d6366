"""Copying a built-in master for the office to change (chép mẫu ra sửa)."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from ...errors import GiaytoError, WorkspaceExists
from ...files.held import refuse_held
from ...files.outputs import free_name
from ...files.small import read_small
from ...files.whole import make_folder, write_bytes
from ...i18n import tr
from ...templates.origin import ORIGIN, Origin
from ...templates.properties import with_properties
from ...templates.seasons import ALL_DAYS, Season
from ...templates.store import LARGEST_MASTER, OwnMasters, find_master
from ..loading import read_ward
from ..own_papers import papers_of
from ..places import BACKUPS, Places
from .help import with_help
from .known import Known
from .meant import built_in_meant
from .reading import fields_of


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy in ``mau`` (bản chép): of which master, for which days it is used.

    ``kept`` is where the own file that it replaced lies now, ``None`` when there was none.
    ``fresh`` is false for a file that was there and stays as it is.
    """

    known: Known
    path: Path
    season: Season
    rules_title: str
    kept: Path | None = None
    fresh: bool = True


def copy_masters(
    places: Places, typed: str, day: dt.date, *, overwrite: bool = False
) -> list[Copied]:
    """Copy the masters of a paper, or one that is named, into ``mau``; they are used from then on.

    ``typed`` as a person types it; of a paper those in use on ``day``. A file that the
    office has stays as it is, or, with ``overwrite``, goes among the backups. Raises
    :class:`UnknownPaper`, :class:`UsageError` for an own paper, :class:`NoRuleSet`,
    :class:`CannotWrite`, and :class:`WorkspaceExists` when the office has all of them already.
    """
    own = OwnMasters.of(places.own_masters)
    meant = built_in_meant(typed, day, papers_of(own, None))
    wanted = [(known, *_target(own, places, known, day)) for known in meant]
    if not overwrite and all(there for _, _, there in wanted):
        raise _all_there([target for _, target, _ in wanted])
    spelling = office_spelling(places)
    return [
        _told(known, target, day, fresh=False)
        if there and not overwrite
        else _copied(places, known, target, day, spelling)
        for known, target, there in wanted
    ]


def _all_there(files: list[Path]) -> WorkspaceExists:
    return WorkspaceExists(
        tr("Mẫu này đã chép vào thư mục mau rồi; tệp ấy giữ nguyên."),
        where=", ".join(map(str, files)),
        fix=tr(
            "Muốn sửa thì mở tệp ấy bằng Word. Muốn chép lại từ đầu thì thêm --ghi-de: tệp đang có"
            " được cất vào thư mục sao-luu."
        ),
    )


def _target(own: OwnMasters, places: Places, known: Known, day: dt.date) -> tuple[Path, bool]:
    """Where a copy for these days goes, and whether the office has a file there.

    Beside one of other days it has their years in brackets behind its name.
    """
    season, name = known.season_on(day), known.master
    if name in own.files and not own.seasons.get(name, ALL_DAYS).meets(season):
        years = [str(side.year) for side in (season.since, season.until) if side]
        name = f"{name} ({'-'.join(dict.fromkeys(years))})"
    return own.paths.get(name, places.own_masters / f"{name}.docx"), name in own.files


def _copied(
    places: Places, known: Known, target: Path, day: dt.date, spelling: Literal["uỷ", "ủy"]
) -> Copied:
    rules = known.rules(day)
    origin = Origin.now(known.master, rules.id)
    words = find_master(known.master, rules.id, spelling=spelling).content
    about = {ORIGIN: str(origin), **known.season_on(day).properties()}
    content = with_properties(
        with_fields(places, words, known.master, target.name), about, target.name
    )
    kept = None
    if target.exists():
        refuse_held(target)
        make_folder(places.folder / BACKUPS)
        kept = free_name(places.folder / BACKUPS / f"{target.stem}.truoc-khi-chep.docx")
        write_bytes(kept, read_small(target, LARGEST_MASTER))
    keep_original(places, origin)
    write_bytes(target, content)
    return _told(known, target, day, kept)


def with_fields(places: Places, content: bytes, master: str, name: str) -> bytes:
    """A master with the page that tells its fields; ``name`` is its file's, for messages."""
    (fields,) = fields_of(places, [master])
    return with_help(content, fields, name)


def _told(
    known: Known, target: Path, day: dt.date, kept: Path | None = None, *, fresh: bool = True
) -> Copied:
    title = known.rules(day).short_title
    return Copied(known, target, known.season_on(day), title, kept, fresh)


def keep_original(places: Places, origin: Origin) -> None:
    """Keep today's built-in beside the office's masters, to tell later what it changed."""
    kept = origin.kept_in(places.own_masters)
    if not kept.exists():
        write_bytes(kept, find_master(origin.name, origin.rules).content)


def office_spelling(places: Places) -> Literal["uỷ", "ủy"]:
    """How the office spells, by its workbook if there is one that can be read."""
    if places.workbook.is_file():
        with suppress(GiaytoError):
            return cast(Literal["uỷ", "ủy"], read_ward(places).settings.spelling)
    return "uỷ"
