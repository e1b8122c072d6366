"""Making papers (lập giấy tờ): a wish made ready for a run, and what came of it gathered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from ..batch.cluster import exposed
from ..batch.report import Made
from ..batch.run import Assignment, Delivery, run
from ..checking.masters.own import labels_of_own, refused_masters
from ..errors import UsageError
from ..i18n import tr
from ..templates.store import OwnMasters
from .loading import Loaded, find_units, load, reject_errors
from .numbering import NumberDesk, register_of
from .outputs import output_file, output_folder
from .own_papers import papers_of
from .pdf import PdfWatch
from .places import Places
from .records import find_records
from .results import Produced
from .summary import Summariser


@dataclass(frozen=True, slots=True)
class Wish:
    """Which papers are wished for (giấy tờ cần lập), in the words of `Workspace.make`."""

    papers: tuple[str, ...]
    units: tuple[str, ...]
    records: tuple[str, ...]
    numbers: bool
    pdf: bool
    despite_errors: bool


def cluster_warning(address: str) -> str:
    """What is to be said before work goes to a Dask cluster (cụm Dask); "" for nothing."""
    if not exposed(address):
        return ""
    return tr(
        "Nối cụm Dask {dia_chi} không mã hoá: ai ở cùng mạng cũng đọc được dữ liệu đảng viên và"
        " chạy được chương trình trên các máy của cụm, kể cả máy này. Dùng địa chỉ tls://…, hoặc"
        " chỉ dùng trong mạng riêng mà mọi máy đều tin được."
    ).format(dia_chi=address)


def make_papers(places: Places, wish: Wish, how: Delivery, loaded: Loaded | None) -> Produced:
    """Make what is wished for; ``how`` is the delivery as asked for. See `Workspace.make`."""
    how = _settled(places, wish, how)
    if loaded is None:
        places.need_workbook()
        loaded = load(places)
    own = OwnMasters.of(places.own_masters)
    papers = papers_of(own, loaded.dataset.source.own)
    wanted = papers.find(wish.papers)
    if not wish.despite_errors:
        reject_errors(loaded)
    ward = loaded.ward
    scope = find_units(ward, wish.units)
    chosen = find_records(ward, wanted, scope, wish.records) if wish.records else None
    parts = scope if chosen is None else chosen.units

    into_folder = how.archive is None and isinstance(how.out, Path)
    summariser = Summariser(ward, parts, papers.all, own)
    watch = PdfWatch(wanted=wish.pdf)
    numbered = {paper.key for paper in wanted if paper.numbered}
    to_note: list[Made] = []
    fresh: list[Made] = []

    def made(document: Made) -> None:
        if how.on_made is not None:
            how.on_made(document)
        elif document.fresh:
            fresh.append(document)
        if document.fresh:
            summariser.note(document.paper, document.key)
        if into_folder:
            watch.look_at(document)
            if document.paper in numbered:
                to_note.append(document)

    # A list bears the number of the paper it goes with, also when it is made alone.
    asks = numbered or any(paper.goes_with for paper in wanted)
    register = register_of(places, create=wish.numbers and bool(numbered)) if asks else None
    desk = NumberDesk(register, ward, places, issue=wish.numbers)
    what = Assignment(
        ward,
        wanted,
        parts,
        own_masters=own,
        numbers=desk if register else None,
        only=None if chosen is None else chosen.keys,
        refused=refused_masters(
            own, loaded.rules_id, ward, sound=not loaded.errors, papers=papers.own
        ),
        labels=labels_of_own(own, loaded.rules_id, ward, papers.own),
        pictures=places.pictures,
    )
    report = run(what, replace(how, on_made=made))
    report.made = fresh
    if isinstance(how.out, Path):
        to_note += [gone.made for gone in report.gone]
    summary, summary_remark = summariser.leave(how, report, desk.booking, places.workbook)
    if chosen is not None:
        report.skipped = [s for s in report.skipped if s.key in chosen.keys]
    desk.note_made(to_note)
    return Produced(
        loaded,
        how.archive or how.out,
        report,
        desk.booking,
        desk.remark,
        watch.missing,
        watch.outdated,
        sorted(map(Path, report.print_files_behind)),
        summary,
        summary_remark,
        papers.all,
        papers.left_out(wish.papers),
        {paper.key: why for paper in wanted if paper.lacks and (why := paper.lacks(ward))},
    )


def _settled(places: Places, wish: Wish, how: Delivery) -> Delivery:
    """The delivery with its places checked; refuses wishes that exclude one another."""
    remote = isinstance(how.out, str) and "://" in how.out
    if wish.pdf and (how.archive or remote):
        raise UsageError(
            tr("--pdf chỉ dùng khi giấy tờ được ghi vào thư mục trên máy này."),
            fix=tr("Bỏ --pdf, hoặc bỏ --zip và ghi --ra là một thư mục."),
        )
    if how.archive and remote:
        raise UsageError(
            tr("--zip và --ra với địa chỉ từ xa không dùng cùng nhau."),
            fix=tr("Bỏ một trong hai."),
        )
    if wish.records and how.print_files:
        raise UsageError(
            tr("--gop lập tệp in của cả đơn vị, không dùng cùng --nguoi."),
            fix=tr("Bỏ một trong hai."),
        )
    if remote:
        return replace(how, manifest=_manifest_of(places, str(how.out)))
    out = Path(how.out)
    if how.archive:
        zipped = output_file(how.archive, ".zip", folder=places.folder, overwrite=how.replace)
        return replace(how, out=out, archive=zipped)
    if out != places.output:
        output_folder(out, folder=places.folder)
    return replace(how, out=out)


def _manifest_of(places: Places, address: str) -> Path:
    """A manifest of its own for each remote storage."""
    mark = hashlib.sha256(address.encode()).hexdigest()[:8]
    return places.output / f"nhat-ky-{mark}.jsonl"
