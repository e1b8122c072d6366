"""Carries out an assignment (chạy): plan, survey, work, settle.

One bad record never stops the others. A file is written beside and renamed, so
that no half file ever carries a good name; what is finished stands in the
manifest, so that a killed run goes on where it stopped, and a later run makes
only what changed. Nothing that somebody edited by hand is ever lost.

* plan: numbered documents at once, then an order for each unit (`planning`);
* survey: whoever carries an order out plans the unit's other documents and
  compares each with what is on file (`survey`);
* work: what is due is rendered and written, in this process, in several or on
  a cluster (`work`, `engines`, `cluster`);
* settle: what became of it goes on file and into the report (`settling`).
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from ..errors import BatchInterrupted, GiaytoError, UsageError
from ..files.whole import make_folder, sweep
from ..i18n import tr
from .archive import new_archive
from .engines import Engine, engine_for
from .guard import only_run, run_lock, stop_by_ctrl_c
from .manifest import NAME, Manifest
from .orders import Assignment, Delivery, Progress
from .placing import longest_path
from .planning import Planning
from .remote import Remote
from .report import Failed, Kept, Made, Report
from .settling import Settling
from .sinks import Folder, Sink
from .work import Setup

__all__ = ["Assignment", "Delivery", "Failed", "Kept", "Made", "Progress", "Report", "run"]


def run(what: Assignment, how: Delivery) -> Report:
    """Make the documents of an assignment that are due, and deliver them.

    Raises :class:`CannotWrite` when the output folder itself cannot be used,
    :class:`BatchInterrupted` after Ctrl-C; the failure of a single document is
    reported, not raised.
    """
    sink = sink_of(how)
    with ExitStack() as held:
        stop = held.enter_context(stop_by_ctrl_c())
        manifest = zipped = None
        if how.archive is not None:
            zipped = held.enter_context(new_archive(how.archive, replace=how.replace))
        else:
            manifest = held.enter_context(_opened_manifest(how, held))

        planning = Planning(what)
        planning.number()
        known = 0 if manifest is None or how.redo else manifest.lines(what.ward.settings.year)
        engine = _engine(what, how, sink, planning.expected - known)
        settling = Settling(planning, what, how, sink, manifest, zipped)
        orders = stop.until_asked(planning.orders(manifest, whole=how.print_files))
        for outcome in engine.carry_out(settling.prepared(orders), stop):
            settling.settle(outcome)
        if stop.asked:
            raise _interrupted(settling.report, how.archive)
        settling.close(whole=not what.units)
    return settling.report


def sink_of(how: Delivery) -> Sink | None:
    """The place for the documents; ``None`` when they go into an archive."""
    if how.archive is not None:
        return None
    if isinstance(how.out, str) and "://" in how.out:
        return Remote(how.out)
    return Folder(Path(os.path.abspath(how.out)))  # noqa: PTH100 - links are kept as they are


def _opened_manifest(how: Delivery, held: ExitStack) -> Manifest:
    """The manifest, for this run alone."""
    path = how.manifest
    if path is None:
        if isinstance(how.out, str) and "://" in how.out:
            raise UsageError(
                tr("Ghi ra kho từ xa thì phải cho biết tệp nhật ký nằm ở đâu trên máy này.")
            )
        path = Path(how.out) / NAME
    make_folder(path.parent)
    held.enter_context(only_run(run_lock(path)))
    sweep(path.parent)
    return Manifest(path)


def _engine(what: Assignment, how: Delivery, sink: Sink | None, new: int) -> Engine:
    local = how.archive is None and "://" not in str(how.out)
    setup = Setup(
        what.ward,
        tuple(what.papers),
        what.own_masters,
        sink,
        how.redo,
        how.print_files,
        how.two_sided,
        longest_path(Path(how.out)) if local else None,
        what.choice,
        frozenset(what.refused),
        what.labels,
        what.pictures,
    )
    if how.cluster is not None:
        from .cluster import Cluster

        return Cluster(how.cluster, setup)
    return engine_for(setup, how.processes, new)


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
