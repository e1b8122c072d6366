"""Where each document is filed (xếp chỗ): ``<năm>/<đơn vị>/<loại>/<tên>.docx``."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ..conventions.spelling import file_slug
from ..data.models import Organisation
from ..data.ward import Ward
from ..errors import CannotWrite, GiaytoError
from ..generators.plan import Job, Paper
from ..i18n import tr
from .manifest import ENDING, GONE, Entry
from .report import Failed
from .sinks import ASIDE_LENGTH

_WINDOWS_PATH = 259
_NAME_BYTES = 200
"""Longest file name: every system takes it, with room for a copy's ending."""
_SHORTEST = 8
PRINTED = "in-"
"""What the name of a file to print begins with, in the folder and in the manifest."""
_RANK = re.compile(r"(\d{3,})-")
_AGAIN = re.compile(rf"-(\d+){re.escape(ENDING)}$")
Name = tuple[str, str]
"""Paper and key: what names a document within its unit and year."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A job with its file (văn bản và chỗ của nó).

    ``key`` is the job's key, made unique within the unit; ``path`` is relative
    to the output folder, with ``/``; ``spot`` is the path as :func:`same_file`
    compares it. ``refused`` says why there is no such place; ``None`` when
    there is.
    """

    job: Job
    key: str
    path: str
    spot: str
    refused: CannotWrite | None = None

    def failed(self, error: GiaytoError) -> Failed:
        """The report's line about the document when it cannot be made."""
        return Failed(self.job.paper, self.key, self.job.title, error)


class Folders:
    """The folders of a ward and year (sơ đồ thư mục): ``<năm>/<đơn vị>``, one a unit for certain.

    ``on_file`` tells in which folder each unit's files stand now, by the unit's
    code: a folder that still fits the unit's name stays its own.
    """

    def __init__(self, ward: Ward, on_file: Mapping[str, str]) -> None:
        self._year = str(ward.settings.year)
        self._accents = ward.settings.accented_files
        units = ward.data.organisations
        # Names that fold to one, and names that meet the one another unit was given.
        taken = {same_file(f"{self._year}/{GONE}")}
        self._folders: dict[str, str] = {}
        for unit in units:
            there = on_file.get(unit_code(unit), "")
            if there in islice(self._names(unit), 3) and same_file(there) not in taken:
                self._folders[unit_code(unit)] = there
                taken.add(same_file(there))
        # What stands in a folder that does not fit any more has yet to move out of it.
        taken |= {same_file(on_file.get(unit_code(unit), "")) for unit in units}
        for unit in units:
            if unit_code(unit) not in self._folders:
                free = next(name for name in self._names(unit) if same_file(name) not in taken)
                self._folders[unit_code(unit)] = free
                taken.add(same_file(free))

    def of(self, unit: Organisation) -> str:
        """The unit's folder."""
        return self._folders[unit_code(unit)]

    def _names(self, unit: Organisation) -> Iterator[str]:
        """What a unit's folder may be called: its name; with its code; with a mark of the code."""
        code = unit_code(unit)
        name = f"{self._year}/{file_slug(unit.name, accents=self._accents)}"
        yield name
        yield f"{name}-{file_slug(code)}"
        for number in range(2, 10**9):
            mark = hashlib.sha256(f"{code}\n{number}".encode()).hexdigest()[:6]
            yield f"{name}-{mark}"


def place(
    jobs: Sequence[Job],
    folder: str,
    papers: Mapping[str, Paper],
    longest: int | None,
    on_file: Mapping[Name, Entry],
) -> list[Placed]:
    """The files of one unit's jobs; a document on file keeps its number and name for life.

    Where a paper is ranked, what is new takes the lowest numbers that no other
    document on file has or had, in list order. ``longest`` is the longest
    relative path in characters; ``None``: any length.
    """
    keys = unique_keys(jobs)
    ranks = _ranks(jobs, keys, papers, on_file)
    wanted = []
    taken: set[str] = set()
    for job, key, rank in zip(jobs, keys, ranks, strict=True):
        spot = _Spot(f"{folder}/{papers[job.paper].family}", f"{rank}{job.stem}", longest)
        entry = on_file.get((job.paper, key))
        keeps = entry is not None and (job.held or spot.has_named(entry.path))
        kept = entry.path if entry is not None and keeps else None
        if kept is not None:
            taken.add(same_file(kept))
        wanted.append((job, key, spot, kept))
    return [_placed(job, key, spot, kept, taken) for job, key, spot, kept in wanted]


def unique_keys(jobs: Sequence[Job]) -> list[str]:
    """The jobs' keys, made unique within the unit."""
    names: Counter[Name] = Counter()
    keys = []
    for job in jobs:
        names[job.name] += 1
        again = names[job.name]
        keys.append(job.key if again == 1 else f"{job.key}#{again}")
    return keys


def _ranks(
    jobs: Sequence[Job],
    keys: Sequence[str],
    papers: Mapping[str, Paper],
    on_file: Mapping[Name, Entry],
) -> list[str]:
    """What the file names begin with: ``007-`` where a paper is ranked, else nothing."""
    sizes = Counter(job.paper for job in jobs)
    had = {name: found for name, e in on_file.items() if (found := _RANK.match(_base(e.path)))}
    used: dict[str, set[int]] = defaultdict(set)
    for (paper, _), found in had.items():
        used[paper].add(int(found[1]))
    free = {paper: _free_numbers(used[paper]) for paper in sizes}
    ranks = []
    for job, key in zip(jobs, keys, strict=True):
        rank = ""
        if papers[job.paper].ranked:
            known = had.get((job.paper, key))
            width = max(3, len(str(sizes[job.paper])))
            rank = known[0] if known else f"{next(free[job.paper]):0{width}d}-"
        ranks.append(rank)
    return ranks


def _free_numbers(used: set[int]) -> Iterator[int]:
    return (n for n in range(1, 10**9) if n not in used)


def gone_places(entry: Entry) -> Iterator[str]:
    """Where the file of a record that is gone may go; none when it is there already."""
    if entry.is_gone:
        return
    year, unit, rest = entry.path.split("/", 2)
    stem = f"{year}/{GONE}/{unit}/{rest}".removesuffix(ENDING)
    yield f"{stem}{ENDING}"
    for number in range(2, 10**9):
        yield f"{stem}-{number}{ENDING}"


class PrintFile(NamedTuple):
    """A file to print: all of a unit's documents from one template (tệp để in).

    ``two_sided``: each document begins on an odd page, the margins are mirrored.
    """

    master: str
    two_sided: bool

    @property
    def name(self) -> str:
        """What names it in the manifest."""
        return self._named(self.master)

    def path(self, folder: str, *, accents: bool) -> str:
        """Where it lies in a unit's folder: named as the documents in it are."""
        return f"{folder}/{self._named(file_slug(self.master, accents=accents))}{ENDING}"

    def _named(self, master: str) -> str:
        return f"{PRINTED}{'hai-mat-' if self.two_sided else ''}{master}"


class _Spot:
    """A name wanted in a folder (tên muốn đặt), with the names it may be given."""

    def __init__(self, folder: str, stem: str, longest: int | None) -> None:
        self.folder = folder
        self.stem = stem
        self._room = _NAME_BYTES if longest is None else longest - len(folder) - 1

    def named(self, number: int) -> str | None:
        """The path of the first, second … document of this name; ``None`` if it is too long."""
        ending = ENDING if number == 1 else f"-{number}{ENDING}"
        fitted = _shortened(self.stem, self._room - len(ending))
        return None if fitted is None else f"{self.folder}/{fitted}{ending}"

    def has_named(self, path: str) -> bool:
        """Whether a path is one of this name's."""
        if path == self.named(1):
            return True
        again = _AGAIN.search(path)
        return again is not None and path == self.named(int(again[1]))


def _placed(job: Job, key: str, wanted: _Spot, kept: str | None, taken: set[str]) -> Placed:
    if kept is not None:
        return Placed(job, key, kept, same_file(kept))
    number = 1
    while (path := wanted.named(number)) is not None:
        spot = same_file(path)
        if spot not in taken:
            taken.add(spot)
            return Placed(job, key, path, spot)
        number += 1
    path = f"{wanted.folder}/{wanted.stem}{ENDING}"
    return Placed(job, key, path, same_file(path), _too_long(wanted.folder, wanted.stem))


def _base(path: str) -> str:
    return path.rpartition("/")[2]


def unit_code(unit: Organisation) -> str:
    """What names a unit in the manifest: its code, or its name without one."""
    return unit.code or unit.name


def same_file(path: str) -> str:
    """Equal for names that Windows or macOS take for the same file."""
    return unicodedata.normalize("NFC", path).casefold()


def longest_path(out_dir: Path, *, windows: bool = os.name == "nt") -> int | None:
    """How long a path below the output folder may be, in characters; ``None`` off Windows.

    Leaves room for the name of a copy edited by hand.
    """
    if not windows:
        return None
    return _WINDOWS_PATH - len(str(out_dir.resolve())) - 1 - ASIDE_LENGTH


def _shortened(stem: str, room: int) -> str | None:
    """The stem, cut if need be: its beginning and six digits that tell it from its like."""
    if len(stem) <= room and len(stem.encode()) <= _NAME_BYTES:
        return stem
    mark = "-" + hashlib.sha256(stem.encode()).hexdigest()[:6]
    kept = stem[: max(0, room - len(mark))]
    while len(kept.encode()) > _NAME_BYTES:
        kept = kept[:-1]
    return f"{kept.rstrip(' .-')}{mark}" if len(kept) >= _SHORTEST else None


def _too_long(folder: str, stem: str) -> CannotWrite:
    return CannotWrite(
        tr("Đường dẫn của tệp dài quá mức Windows cho phép (259 ký tự)."),
        where=f"{folder}/{stem}",
        fix=tr("Đặt thư mục làm việc gần gốc ổ đĩa (ví dụ D:\\giayto), rồi chạy lại."),
    )
