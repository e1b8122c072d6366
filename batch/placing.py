"""Where each document is filed (xếp chỗ): ``<năm>/<đơn vị>/<loại>/<tên>.docx``."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..conventions.spelling import file_slug
from ..data.models import Organisation
from ..data.ward import Ward
from ..errors import CannotWrite
from ..generators.papers import PAPERS
from ..generators.plan import Job
from ..i18n import tr
from .sinks import ASIDE_LENGTH

_WINDOWS_PATH = 259
_NAME_BYTES = 200
"""Longest file name: every system takes it, with room for a copy's ending."""
_ENDING = ".docx"
_SHORTEST = 8
_NUMBERED = "kiem-diem"
"""The paper whose files carry the member's place in the list."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A job with its file (văn bản và chỗ của nó).

    ``key`` is the job's key, made unique within the unit; ``path`` is relative
    to the output folder, with ``/``. ``refused`` says why there is no such
    place; ``None`` when there is.
    """

    job: Job
    key: str
    path: str
    refused: CannotWrite | None = None


class Places:
    """The filing plan of a ward and year (sơ đồ thư mục)."""

    def __init__(self, ward: Ward, *, longest: int | None) -> None:
        """``longest`` is the longest relative path in characters; ``None``: any length."""
        self._year = str(ward.settings.year)
        self._accents = ward.settings.accented_files
        self._families = {paper.key: paper.family for paper in PAPERS}
        self._longest = longest
        self._folders: dict[str, str] = {}
        self._taken: set[str] = set()
        for organisation in ward.data.organisations:
            self.folder(organisation)

    def folder(self, unit: Organisation) -> str:
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

    def place(self, jobs: Sequence[Job]) -> list[Placed]:
        """The files of one unit's jobs: numbered in list order where each member has one."""
        sizes = Counter(job.paper for job in jobs)
        position: dict[str, int] = defaultdict(int)
        names: Counter[tuple[str, str]] = Counter()
        taken: set[str] = set()
        placed = []
        for job in jobs:
            position[job.paper] += 1
            stem = job.stem
            if sizes[job.paper] > 1 and job.paper == _NUMBERED:
                width = max(3, len(str(sizes[job.paper])))
                stem = f"{position[job.paper]:0{width}d}-{stem}"
            names[job.paper, job.key] += 1
            again = names[job.paper, job.key]
            key = job.key if again == 1 else f"{job.key}#{again}"
            folder = f"{self.folder(job.unit)}/{self._families.get(job.paper, job.paper)}"
            placed.append(self._fit(job, key, folder, stem, taken))
        return placed

    def print_file(self, unit: Organisation, master: str) -> str:
        """The one file to print of a unit's documents from one template (tệp để in)."""
        return f"{self.folder(unit)}/in-{master}{_ENDING}"

    def _fit(self, job: Job, key: str, folder: str, stem: str, taken: set[str]) -> Placed:
        wanted, number = stem, 1
        while True:
            ending = _ENDING if number == 1 else f"-{number}{_ENDING}"
            room = _NAME_BYTES if self._longest is None else self._longest - len(folder) - 1
            fitted = _shortened(wanted, room - len(ending))
            if fitted is None:
                return Placed(job, key, f"{folder}/{wanted}{ending}", _too_long(folder, wanted))
            path = f"{folder}/{fitted}{ending}"
            if same_file(path) not in taken:
                taken.add(same_file(path))
                return Placed(job, key, path)
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
