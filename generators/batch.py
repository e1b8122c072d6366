"""Runs a plan (chạy kế hoạch): renders each job, writes it safely, reports on all.

One bad record never stops the others; a file is written beside and renamed,
so that no half file ever carries a good name.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from ..conventions.spelling import file_slug
from ..data.index import Ward
from ..errors import CannotWrite, GiaytoError
from ..i18n import tr
from ..rendering import CompiledTemplate
from ..templates.store import find_master
from .papers import PAPERS
from .plan import Job, Plan, Skipped

Progress = Callable[[int, int], None]
"""Called with how many jobs are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Made:
    """One finished document: its job's name and its file."""

    paper: str
    key: str
    title: str
    path: Path


@dataclass(frozen=True, slots=True)
class Failed:
    """One document that could not be made, and why."""

    paper: str
    key: str
    title: str
    error: GiaytoError


@dataclass(slots=True)
class Report:
    """What a run did (báo cáo lần chạy)."""

    made: list[Made] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def by_paper(self) -> Counter[str]:
        """How many documents of each paper were made."""
        return Counter(m.paper for m in self.made)


def run(
    plan: Plan,
    ward: Ward,
    out_dir: Path,
    *,
    own_masters: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make all documents of a plan under ``out_dir/<năm>/<đơn vị>/<loại>/``.

    ``own_masters`` is the clerk's folder of templates. Raises
    :class:`CannotWrite` when the output folder itself cannot be used; the
    failure of a single document is reported, not raised.
    """
    report = Report(skipped=list(plan.skipped))
    year_dir = out_dir / str(ward.settings.year)
    _make_folder(year_dir)
    templates = _Templates(ward, own_masters)
    total = len(plan.jobs)
    for done, (job, path) in enumerate(placed(plan.jobs, ward, year_dir), start=1):
        try:
            _make_folder(path.parent)
            _write(path, templates.get(job).render(job.context))
        except GiaytoError as error:
            report.failed.append(Failed(job.paper, job.key, job.title, error))
        else:
            report.made.append(Made(job.paper, job.key, job.title, path))
        if progress is not None:
            progress(done, total)
    return report


class _Templates:
    """The compiled masters of one run, each compiled at its first use."""

    def __init__(self, ward: Ward, own_masters: Path | None) -> None:
        self._spelling = cast(Literal["uỷ", "ủy"], ward.settings.spelling)
        self._own = own_masters
        self._compiled: dict[tuple[str, str], CompiledTemplate] = {}

    def get(self, job: Job) -> CompiledTemplate:
        wanted = (job.rules, job.master)
        found = self._compiled.get(wanted)
        if found is None:
            master = find_master(
                job.master, job.rules, own_folder=self._own, spelling=self._spelling
            )
            found = CompiledTemplate.load(master.content)
            self._compiled[wanted] = found
        return found


def placed(jobs: list[Job], ward: Ward, year_dir: Path) -> Iterator[tuple[Job, Path]]:
    """Each job with its file: numbered in list order where a unit has several of a paper."""
    accents = ward.settings.accented_files
    families = {paper.key: paper.family for paper in PAPERS}
    sizes = Counter((id(job.unit), job.paper) for job in jobs)
    position: dict[tuple[int, str], int] = defaultdict(int)
    taken: set[str] = set()
    for job in jobs:
        group = (id(job.unit), job.paper)
        position[group] += 1
        stem = job.stem
        if sizes[group] > 1 and job.paper == "kiem-diem":
            width = max(3, len(str(sizes[group])))
            stem = f"{position[group]:0{width}d}-{stem}"
        folder = year_dir / file_slug(job.unit.name, accents=accents) / families[job.paper]
        path = folder / f"{stem}.docx"
        again = 2
        # Windows takes names that differ only in case for the same file.
        while str(path).casefold() in taken:
            path = folder / f"{stem}-{again}.docx"
            again += 1
        taken.add(str(path).casefold())
        yield job, path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            tr("Không tạo được thư mục kết quả."),
            where=str(folder),
            why=error.strerror,
            fix=tr("Chọn thư mục khác bằng --ra, hoặc kiểm tra quyền ghi và chỗ trống của ổ đĩa."),
        ) from error


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotWrite(
            tr("Không ghi được tệp."),
            where=str(path),
            why=error.strerror,
            fix=tr("Nếu tệp đang mở trong Word thì đóng lại, rồi chạy lại lệnh."),
        ) from error
