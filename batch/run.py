"""Runs a plan (chạy kế hoạch): makes what is due, writes it safely, reports on all.

One bad record never stops the others. A file is written beside and renamed, so
that no half file ever carries a good name; what is finished stands in the
manifest, so that a killed run goes on where it stopped, and a later run makes
only what changed. Nothing that somebody edited by hand is ever lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from ..data.ward import Ward
from ..errors import BatchInterrupted, GiaytoError, UsageError
from ..generators.plan import Plan
from ..i18n import tr
from .archive import Archive
from .engines import Engine, InProcess, WhatItTakes, cores
from .faults import cannot_write
from .guard import only_run, stop_by_ctrl_c
from .library import Library
from .manifest import NAME, Manifest
from .placing import Places, longest_path
from .remote import Remote
from .report import Failed, Kept, Made, Report
from .sinks import Folder, Sink
from .steps import Progress, Run
from .stream import PlanStream
from .survey import Surveyor

__all__ = ["Failed", "Kept", "Made", "PlanStream", "Progress", "Report", "run"]


def run(
    plan: Plan | PlanStream,
    ward: Ward,
    out_dir: Path | str,
    *,
    own_masters: Path | None = None,
    progress: Progress | None = None,
    processes: int | None = None,
    redo: bool = False,
    print_files: bool = False,
    archive: Path | None = None,
    cluster: str | None = None,
    manifest: Path | None = None,
    on_made: Callable[[Made], None] | None = None,
) -> Report:
    """Make the documents of a plan that are due, under ``out_dir/<năm>/<đơn vị>/<loại>/``.

    ``plan`` is ready, or made unit by unit on the way, which keeps memory flat.
    ``out_dir`` is a folder, or an address of fsspec (``s3://…``).
    ``own_masters`` is the clerk's folder of templates. ``processes`` is how
    many may work at once (``None``: as many as the computer has cores; small
    plans are done by this one). ``redo`` makes unchanged documents again.
    ``print_files`` adds a file to print for each unit and template.
    ``archive`` puts all documents into this zip instead of the folder.
    ``cluster`` is the address of a Dask scheduler whose workers do the work.
    ``manifest`` is the file of the manifest (``None``: ``nhat-ky.jsonl`` in the
    output folder). ``on_made`` gets every document that is there, fresh or
    not, one by one; ``None`` collects the fresh ones in the report.

    Raises :class:`CannotWrite` when the output folder itself cannot be used,
    :class:`BatchInterrupted` after Ctrl-C; the failure of a single document is
    reported, not raised.
    """
    sink = _sink(out_dir, archive)
    report = Report()
    with ExitStack() as held:
        stop = held.enter_context(stop_by_ctrl_c())
        records = zipped = None
        if archive is not None:
            zipped = held.enter_context(Archive(archive))
        else:
            records = held.enter_context(_opened_manifest(out_dir, manifest, held))
        engine = _engine(sink, processes, cluster)
        works = Run(
            plan=plan,
            ward=ward,
            sink=sink,
            records=records,
            zipped=zipped,
            report=report,
            surveyor=Surveyor(
                Places(ward, longest=_longest(out_dir, archive)),
                Library(ward, own_masters),
                sink,
                report,
                redo=redo,
                print_files=print_files,
            ),
            stop=stop,
            tell=on_made or (lambda made: report.made.append(made) if made.fresh else None),
            progress=progress,
        )
        works.carry_out(engine)
        if stop.asked:
            raise _interrupted(report, archive)
    if records is not None:
        report.trouble = records.trouble
    return report


def _sink(out_dir: Path | str, archive: Path | None) -> Sink | None:
    if archive is not None:
        return None
    if isinstance(out_dir, str) and "://" in out_dir:
        return Remote(out_dir)
    return Folder(Path(os.path.abspath(out_dir)))  # noqa: PTH100 - links are kept as they are


def _opened_manifest(out_dir: Path | str, path: Path | None, held: ExitStack) -> Manifest:
    """The manifest, for this run alone."""
    if path is None:
        if isinstance(out_dir, str) and "://" in out_dir:
            raise UsageError(
                tr("Ghi ra kho từ xa thì phải cho biết tệp nhật ký nằm ở đâu trên máy này.")
            )
        path = Path(out_dir) / NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(str(path.parent), error) from error
    held.enter_context(only_run(path.with_name(f".{path.name}.khoa")))
    return Manifest(path)


def _longest(out_dir: Path | str, archive: Path | None) -> int | None:
    return None if archive is not None or "://" in str(out_dir) else longest_path(Path(out_dir))


def _engine(sink: Sink | None, processes: int | None, cluster: str | None) -> Engine:
    if cluster is not None:
        from .cluster import Cluster

        return Cluster(cluster, sink)
    number = cores() if processes is None else processes
    return InProcess(sink) if number <= 1 else WhatItTakes(sink, number)


def _interrupted(report: Report, archive: Path | None) -> GiaytoError:
    if archive is not None:
        return BatchInterrupted(
            tr("Đã dừng theo yêu cầu; tệp nén chưa được tạo."),
            fix=tr("Gõ lại đúng lệnh vừa rồi để làm lại từ đầu."),
        )
    return BatchInterrupted(
        tr("Đã dừng theo yêu cầu: lần này làm xong {so} văn bản, tất cả vẫn giữ nguyên.").format(
            so=report.done
        ),
        fix=tr("Gõ lại đúng lệnh vừa rồi: chương trình làm tiếp từ chỗ dừng."),
    )
