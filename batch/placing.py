"""Where each document is filed (xếp chỗ): ``<năm>/<đơn vị>/<loại>/<tên>.docx``."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..conventions.spelling import file_slug
from ..data.models import Organisation
from ..data.ward import Ward
from ..errors import CannotWrite, GiaytoError
from ..generators.plan import Job, Paper
from ..i18n import tr
from .report import Failed
from .sinks import ASIDE_LENGTH

_WINDOWS_PATH = 259
_NAME_BYTES = 200
"""Longest file name: every system takes it, with room for a copy's ending."""
_ENDING = ".docx"
_SHORTEST = 8
PRINTED = "in-"
"""What the name of a file to print begins with, in the folder and in the manifest."""


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
    """The folders of a ward and year (sơ đồ thư mục): ``<năm>/<đơn vị>``."""

    def __init__(self, ward: Ward) -> None:
        self._year = str(ward.settings.year)
        self._accents = ward.settings.accented_files
        self._folders: dict[str, str] = {}
        self._taken: set[str] = set()
        for organisation in ward.data.organisations:
            self.of(organisation)

    def of(self, unit: Organisation) -> str:
        """The unit's folder. Two units of one name get folders of their own."""
        code = unit_code(unit)
        found = self._folders.get(code)
        if found is None:
            slug = file_slug(unit.name, accents=self._accents)
            found = f"{self._year}/{slug}"
            if same_file(found) in self._taken:
                found = f"{self._year}/{slug}-{file_slug(code)}"
            self._taken.add(same_file(found))
            self._folders[code] = found
        return found


def place(
    jobs: Sequence[Job], folder: str, papers: Mapping[str, Paper], longest: int | None
) -> list[Placed]:
    """The files of one unit's jobs: numbered in list order where a paper is ranked.

    ``longest`` is the longest relative path in characters; ``None``: any length.
    """
    sizes = Counter(job.paper for job in jobs)
    position: Counter[str] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    taken: set[str] = set()
    placed = []
    for job in jobs:
        position[job.paper] += 1
        paper = papers[job.paper]
        stem = job.stem
        if paper.ranked and sizes[job.paper] > 1:
            width = max(3, len(str(sizes[job.paper])))
            stem = f"{position[job.paper]:0{width}d}-{stem}"
        names[job.name] += 1
        again = names[job.name]
        key = job.key if again == 1 else f"{job.key}#{again}"
        placed.append(_fit(job, key, f"{folder}/{paper.family}", stem, taken, longest))
    return placed


def print_file(folder: str, master: str) -> str:
    """The one file to print of a unit's documents from one template (tệp để in)."""
    return f"{folder}/{PRINTED}{master}{_ENDING}"


def _fit(
    job: Job, key: str, folder: str, stem: str, taken: set[str], longest: int | None
) -> Placed:
    number = 1
    room = _NAME_BYTES if longest is None else longest - len(folder) - 1
    while True:
        ending = _ENDING if number == 1 else f"-{number}{_ENDING}"
        fitted = _shortened(stem, room - len(ending))
        if fitted is None:
            path = f"{folder}/{stem}{ending}"
            return Placed(job, key, path, same_file(path), _too_long(folder, stem))
        path = f"{folder}/{fitted}{ending}"
        spot = same_file(path)
        if spot not in taken:
            taken.add(spot)
            return Placed(job, key, path, spot)
        number += 1


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
