"""Making papers and telling about it (lập giấy tờ): shared by ``tao`` and ``dung-thu``."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..batch.run import Assignment, Delivery, Failed, Made, Report, run
from ..data.models import Organisation
from ..data.ward import Ward
from ..errors import CannotWrite, ConverterMissing, UsageError
from ..generators.papers import PAPERS
from ..generators.plan import Paper
from ..i18n import tr
from ..workspace import Workspace, here
from .console import progress_bar, say, say_error, say_json, say_table
from .numbers import NumberDesk, register_of
from .numbers_told import numbers_as_data, tell_numbers, tell_register
from .pdf_making import Sheets, make_pdfs
from .pdf_making import tell as tell_pdfs

_NAMED = 8


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a clerk wants the papers made (tuỳ chọn lập giấy tờ).

    ``out`` is a folder or an address of fsspec; ``processes`` ``None`` leaves
    it to the program; ``numbers`` gives numbers from the register; ``archive``
    and ``cluster`` ``None``: not wanted; ``overwrite`` replaces an older archive.
    ``movable``: the command has an option for another place.
    """

    out: Path | str
    processes: int | None = None
    redo: bool = False
    numbers: bool = False
    print_files: bool = False
    pdf: bool = False
    archive: Path | None = None
    overwrite: bool = False
    movable: bool = False
    cluster: str | None = None

    @property
    def remote(self) -> bool:
        """Whether the documents go to a storage that is no folder."""
        return isinstance(self.out, str)


def make_papers(
    ward: Ward,
    papers: Sequence[Paper],
    units: tuple[Organisation, ...],
    workspace: Workspace,
    wishes: Wishes,
    *,
    as_json: bool,
    warnings: int = 0,
) -> int:
    """Plan, run, report; gives the exit code: 0, or 1 when a document failed."""
    if wishes.pdf and (wishes.archive is not None or wishes.remote):
        raise UsageError(
            tr("--pdf chỉ dùng khi giấy tờ được ghi vào thư mục trên máy này."),
            fix=tr("Bỏ --pdf, hoặc bỏ --zip và ghi --ra là một thư mục."),
        )
    if wishes.archive is not None and wishes.remote:
        raise UsageError(
            tr("--zip và --ra với địa chỉ từ xa không dùng cùng nhau."),
            fix=tr("Bỏ một trong hai."),
        )
    in_folder = wishes.archive is None and not wishes.remote
    sheets = _PdfSheets()
    fresh: list[Made] = []
    numbered = {paper.key for paper in papers if paper.numbered}
    to_note: list[Made] = []

    def on_made(made: Made) -> None:
        if as_json and made.fresh:
            fresh.append(made)
        if in_folder:
            sheets.look_at(made, wanted=wishes.pdf)
            if made.paper in numbered:
                to_note.append(made)

    register = register_of(workspace.folder, create=wishes.numbers)
    desk = NumberDesk(register, ward, workspace, issue=wishes.numbers)
    what = Assignment(
        ward, papers, units, own_masters=workspace.own_masters, numbers=desk if register else None
    )
    with progress_bar(tr("Đang lập giấy tờ"), shown=not as_json) as step:
        how = Delivery(
            wishes.out,
            archive=wishes.archive,
            manifest=_manifest_elsewhere(workspace.output, wishes),
            redo=wishes.redo,
            print_files=wishes.print_files,
            replace=wishes.overwrite,
            processes=wishes.processes,
            cluster=wishes.cluster,
            progress=step,
            on_made=on_made,
        )
        report = run(what, how)
    desk.note_made(to_note)
    pdfs, trouble = None, None
    if wishes.pdf:
        try:
            pdfs = make_pdfs(sheets.wanted, quiet=as_json)
        except ConverterMissing as error:
            trouble = error  # the Word files are there, so their report comes first
    if as_json:
        told = _as_data(report, fresh, pdfs, trouble) | numbers_as_data(desk.booking, report)
        say_json(told)
    else:
        if desk.booking is not None:
            tell_numbers(desk.booking)
        _tell(report, wishes, workspace, warnings, sheets.outdated)
        if pdfs is not None:
            tell_pdfs(pdfs)
        if trouble is not None:
            say_error(trouble)
    return 1 if report.failed or trouble or (pdfs is not None and pdfs.failed) else 0


class _PdfSheets:
    """PDF files beside the documents (bản PDF): which are wanted, which have become old."""

    def __init__(self) -> None:
        self.wanted: list[Path] = []
        self.outdated: list[Path] = []

    def look_at(self, made: Made, *, wanted: bool) -> None:
        """Note a document's PDF if it must be made, or is older than the document."""
        if not wanted and not made.fresh:
            return
        sheet = made.path.with_suffix(".pdf")
        try:
            current = sheet.stat().st_mtime_ns >= made.path.stat().st_mtime_ns
        except FileNotFoundError:
            if wanted:
                self.wanted.append(made.path)
            return
        if not current:
            (self.wanted if wanted else self.outdated).append(made.path if wanted else sheet)


def _manifest_elsewhere(folder: Path, wishes: Wishes) -> Path | None:
    """A manifest of its own for each storage; ``None`` when it stands with the documents."""
    if not wishes.remote:
        return None
    mark = hashlib.sha256(str(wishes.out).encode()).hexdigest()[:8]
    return folder / f"nhat-ky-{mark}.jsonl"


def _as_data(
    report: Report, fresh: Sequence[Made], pdfs: Sheets | None, trouble: ConverterMissing | None
) -> dict[str, object]:
    told: dict[str, object] = {
        "made": [
            {"paper": m.paper, "key": m.key, "title": m.title, "path": m.place, "copies": m.copies}
            for m in fresh
        ],
        "unchanged": report.unchanged.total(),
        "skipped": [
            {"paper": s.paper, "unit": s.unit, "subject": s.subject, "reason": s.reason}
            for s in report.skipped
        ],
        "failed": [
            {"paper": f.paper, "key": f.key, "title": f.title, **f.error.as_dict()}
            for f in report.failed
        ],
        "kept": [{"title": k.title, "path": k.path, "copy": k.copy} for k in report.kept],
        "left_over": report.left_over,
    }
    if pdfs is not None:
        told["pdf"] = [str(path) for path in pdfs.made]
        told["pdf_failed"] = [{"path": str(p), **e.as_dict()} for p, e in pdfs.failed]
    if trouble is not None:
        told["pdf_error"] = trouble.as_dict()
    return told


def _tell(
    report: Report,
    wishes: Wishes,
    workspace: Workspace,
    warnings: int,
    outdated: Sequence[Path],
) -> None:
    left = Counter(s.paper for s in report.skipped)
    failed = Counter(f.paper for f in report.failed)
    columns = (report.fresh, report.unchanged, left, failed)
    rows = [
        (p.label, *(str(column[p.key]) for column in columns))
        for p in PAPERS
        if any(column[p.key] for column in columns)
    ]
    if not rows and not report.sent:
        say(tr("Chưa có gì để lập: hãy điền sổ dữ liệu, hoặc xem lại --don-vi."))
        return
    settled = not report.done and not report.failed and report.unchanged.total()
    say_table(
        tr("Mọi giấy tờ đã đúng với sổ, không phải lập lại")
        if settled
        else tr("Đã lập {so} giấy tờ").format(so=report.done),
        [tr("Loại giấy tờ"), tr("Mới lập"), tr("Giữ nguyên"), tr("Không lập"), tr("Lỗi")],
        rows,
    )
    tell_register(report)
    _tell_left_out(report)
    _tell_kept(report)
    _tell_paths(
        tr("Không còn dòng nào trong sổ ứng với những tệp sau; chương trình không xoá:"),
        report.left_over,
    )
    _tell_paths(
        tr("Những bản PDF sau đã cũ hơn bản Word; gõ lại với --pdf để làm mới:"),
        [str(path) for path in outdated],
    )
    _tell_failed(report)
    if any(isinstance(failure.error, CannotWrite) for failure in report.failed):
        say(tr("Sửa xong thì gõ lại lệnh: chỉ những văn bản còn thiếu được làm."))
        if wishes.movable and wishes.archive is None:
            say(tr("Muốn ghi ra nơi khác: thêm --ra và tên thư mục."))
    if report.trouble is not None:
        say_error(report.trouble)
        say(tr("Văn bản đã có đủ; lần chạy sau chương trình tự nhận lại các tệp ấy."))
    if report.print_files:
        say(tr("Có {so} tệp để in (in-….docx).").format(so=report.print_files))
        if report.kept:
            say(
                tr(
                    "Tệp để in lập từ sổ, không có phần sửa tay; muốn in cả phần sửa tay thì gộp"
                    " các tệp bằng “giayto gop”."
                )
            )
    if wishes.archive is not None:
        say(tr("Kết quả ở: {noi}").format(noi=wishes.archive.resolve()))
    else:
        place = wishes.out if isinstance(wishes.out, str) else wishes.out.resolve()
        say(tr("Kết quả ở: {noi}").format(noi=place))
    if warnings:
        say(
            tr("Sổ dữ liệu có {so} điều cần xem lại: gõ “{lenh}”.").format(
                so=warnings, lenh=here("giayto kiem-tra", workspace.folder)
            )
        )


def _tell_failed(report: Report) -> None:
    """Each error once, with the papers it cost: a broken master fails them all alike."""
    groups: dict[str, list[Failed]] = {}
    for failure in report.failed:
        groups.setdefault(str(failure.error), []).append(failure)
    for failures in list(groups.values())[:_NAMED]:
        titles = [failure.title for failure in failures[:_NAMED]]
        if len(failures) > _NAMED:
            titles.append(tr("… và {so} nữa").format(so=len(failures) - _NAMED))
        say(f"{'; '.join(titles)}:")
        say_error(failures[0].error)
    if len(groups) > _NAMED:
        say(tr("… và {so} lỗi khác").format(so=len(groups) - _NAMED))


def _tell_kept(report: Report) -> None:
    stayed = [kept.path for kept in report.kept if kept.copy is None]
    copies = [kept.copy for kept in report.kept if kept.copy is not None]
    _tell_paths(tr("Những tệp sau đã được sửa tay, dữ liệu không đổi nên giữ nguyên:"), stayed)
    _tell_paths(tr("Những tệp sau đã được sửa tay; bản sửa được giữ lại dưới tên mới:"), copies)


def _tell_paths(head: str, paths: Sequence[str]) -> None:
    if not paths:
        return
    say(head)
    for path in paths[:_NAMED]:
        say(f"- {path}")
    if len(paths) > _NAMED:
        say(tr("… và {so} tệp nữa").format(so=len(paths) - _NAMED))


def _tell_left_out(report: Report) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    labels = {p.key: p.label for p in PAPERS}
    for skipped in report.skipped:
        groups.setdefault((skipped.paper, skipped.reason), []).append(
            f"{skipped.subject} ({skipped.unit})" if skipped.unit else skipped.subject
        )
    if not groups:
        return
    say(tr("Không lập, và lý do:"))
    place = {paper: number for number, paper in enumerate(labels)}
    for (paper, reason), names in sorted(groups.items(), key=lambda group: place[group[0][0]]):
        shown = "; ".join(names[:_NAMED])
        more = tr("; và {so} nữa").format(so=len(names) - _NAMED) if len(names) > _NAMED else ""
        say(f"- {labels[paper]} – {reason}: {shown}{more}.")
