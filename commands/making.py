"""Making papers and telling about it (lập giấy tờ): shared by ``tao`` and ``dung-thu``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .. import make_pdfs
from ..errors import CannotWrite, ConverterMissing
from ..i18n import tr
from ..workspace import here
from .console import progress_bar, say, say_aside, say_causes, say_error, say_json, say_table
from .numbers_told import numbers_as_data, tell_numbers, tell_register
from .pdf import tell_sheets

if TYPE_CHECKING:
    from .. import Failed, Made, Produced, Report, Sheets, Workspace

_NAMED = 8


def make_and_tell(
    workspace: Workspace,
    *papers: str,
    as_json: bool,
    pdf: bool = False,
    movable: bool = False,
    warn: bool = False,
    **wishes: Any,
) -> int:
    """Make papers with these wishes (see `Workspace.make`) and tell about it.

    ``movable`` says that ``--ra`` can name another place, ``warn`` tells how
    many findings there are in the data. Gives the exit
    code: 0, or 1 when a document failed.
    """
    if not as_json:
        _tell_open(workspace, wishes.get("out"))
    # Only a machine wants every document; a city's need not stand in memory.
    on_made = None if as_json else _not_kept
    with progress_bar(tr("Đang lập giấy tờ"), shown=not as_json) as step:
        made = workspace.make(*papers, pdf=pdf, progress=step, on_made=on_made, **wishes)
    report = made.report
    if made.remark:
        say_aside(made.remark)
    pdfs, trouble = None, None
    if pdf:
        try:
            with progress_bar(tr("Đang chuyển sang PDF"), shown=not as_json) as step:
                pdfs = make_pdfs(made.without_pdf, progress=step)
        except ConverterMissing as error:
            trouble = error  # the Word files are there, so their report comes first
    if as_json:
        told = _as_data(report, pdfs, trouble) | numbers_as_data(made.booking, report)
        told["lacking"] = dict(made.lacking)
        told["not_understood"] = [fault.as_dict() for fault in made.not_understood]
        say_json(told | {"summary": made.summary, "summary_remark": made.summary_remark})
    else:
        if made.booking is not None:
            tell_numbers(made.booking)
        scoped = bool(wishes.get("units") or wishes.get("records"))
        _tell(made, workspace, movable=movable, warn=warn, scoped=scoped)
        if pdfs is not None:
            tell_sheets(pdfs)
        if trouble is not None:
            say_error(trouble)
    left = report.failed or report.refused or made.not_understood
    return 1 if left or trouble or (pdfs is not None and pdfs.failed) else 0


def _tell_open(workspace: Workspace, out: str | None) -> None:
    """What is open in Office, before anything is done."""
    for held in workspace.open_files(out)[:_NAMED]:
        said = tr("{ai}: tệp này mà phải ghi lại thì không ghi được, hoặc mất khi lưu trong đó.")
        if held.path == workspace.workbook:
            said = tr("{ai}: chương trình chỉ đọc được những gì đã lưu.")
        say_aside(said.format(ai=held.words))


def _not_kept(_made: Made) -> None:
    """Each document is counted in the report; that is all a person is told."""


def _as_data(
    report: Report, pdfs: Sheets | None, trouble: ConverterMissing | None
) -> dict[str, object]:
    told: dict[str, object] = {
        "made": [
            {"paper": m.paper, "key": m.key, "title": m.title, "path": m.place, "copies": m.copies}
            for m in report.made
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
        "refused": [
            {"paper": r.paper, "master": r.master, "documents": r.documents, **r.error.as_dict()}
            for r in report.refused
        ],
        "kept": [{"title": k.title, "path": k.path, "copy": k.copy} for k in report.kept],
        "moved": report.moved,
        "gone": [
            {"path": g.path, "moved_to": g.place, "edited": g.edited, "paper": g.paper}
            for g in report.gone
        ],
        "left_over": report.left_over,
    }
    if pdfs is not None:
        told["pdf"] = [str(path) for path in pdfs.made]
        told["pdf_failed"] = [{"path": str(p), **e.as_dict()} for p, e in pdfs.failed]
    if trouble is not None:
        told["pdf_error"] = trouble.as_dict()
    return told


def _tell(made: Produced, workspace: Workspace, *, movable: bool, warn: bool, scoped: bool) -> None:
    report = made.report
    failed = report.not_made
    left = _not_made(made, failed)
    columns = (report.fresh, report.unchanged, left, failed)
    rows = [
        (p.label, *(str(column[p.key]) for column in columns))
        for p in made.papers
        if any(column[p.key] for column in columns)
    ]
    for fault in made.not_understood:
        say(tr("Giấy tờ riêng ở tệp {tep} chưa lập được:").format(tep=fault.where))
        say_error(fault)
    if not rows and not report.sent and not report.gone:
        hint = tr("Chưa có gì để lập: hãy điền sổ dữ liệu.")
        if scoped:
            hint = tr("Chưa có gì để lập: hãy điền sổ dữ liệu, hoặc xem lại --don-vi, --nguoi.")
        say(hint)
        _tell_lacking(made, workspace)
        return
    settled = not report.done and not failed and report.unchanged.total()
    say_table(
        tr("Mọi giấy tờ đã đúng với sổ, không phải lập lại")
        if settled
        else tr("Đã lập {so} giấy tờ").format(so=report.done),
        [
            tr("Loại giấy tờ (số văn bản)"),
            tr("Mới lập"),
            tr("Giữ nguyên"),
            tr("Không lập"),
            tr("Lỗi"),
        ],
        rows,
    )
    tell_register(report)
    _tell_lacking(made, workspace)
    _tell_left_out(made)
    _tell_kept(report)
    _tell_gone(made)
    _tell_paths(
        tr("Những bản PDF sau đã cũ hơn bản Word; gõ lại với --pdf để làm mới:"),
        [str(path) for path in made.outdated_pdf],
    )
    _tell_paths(
        tr(
            "Tệp để in của đơn vị lập trước lần này; gõ giayto tao không kèm --nguoi, --don-vi để"
            " làm mới:"
        ),
        [str(path) for path in made.outdated_print],
    )
    _tell_failed(made)
    if any(isinstance(failure.error, CannotWrite) for failure in report.failed):
        say(tr("Sửa xong thì gõ lại lệnh: chỉ những văn bản còn thiếu được làm."))
        if movable:
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
    if made.summary:
        say(tr("Bản tổng kết: {tep}").format(tep=made.summary))
    if made.summary_remark:
        say_aside(made.summary_remark)
    place = made.place if isinstance(made.place, str) else made.place.resolve()
    say(tr("Kết quả ở: {noi}").format(noi=place))
    causes = workspace.look_over(made.loaded).causes if warn else []
    # Made nevertheless: what is wrong in the data is no remark. Faulty masters are told above.
    wrong = {finding.code for finding in made.loaded.errors}
    errors = [cause for cause in causes if cause.code in wrong and cause.severity == "error"]
    if errors:
        say(tr("Sổ dữ liệu còn {so} lỗi, giấy tờ vẫn lập:").format(so=len(errors)), bold=True)
        say_causes(errors, detailed=False)
    # A note is nothing to look at again: it would end every run of a sound workbook.
    warnings = sum(cause.severity != "note" for cause in causes) - len(errors)
    if warnings:
        say(
            tr("Có {so} điều cần xem lại: gõ “{lenh}”.").format(
                so=warnings, lenh=here("giayto kiem-tra", workspace.folder)
            )
        )


def _tell_failed(made: Produced) -> None:
    """Each error once, with the papers it cost."""
    report = made.report
    labels = {paper.key: paper.label for paper in made.papers}
    for refused in report.refused:
        said = tr("{giay_to}: {so} văn bản không được lập.")
        say(said.format(giay_to=labels[refused.paper], so=refused.documents))
        say_error(refused.error)
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


def _tell_gone(made: Produced) -> None:
    """What followed its person, and what no record stands for any more."""
    report = made.report
    if report.moved:
        say(tr("Đã đổi tên hoặc chuyển chỗ {so} tệp cho đúng sổ.").format(so=report.moved))
    untouched = [gone.place for gone in report.gone if not gone.edited]
    edited = [gone.place for gone in report.gone if gone.edited]
    _tell_paths(
        tr(
            "Những văn bản sau không còn phải lập (dòng đã bỏ khỏi sổ, người đã chuyển chi bộ,"
            " hoặc nay thuộc diện không lập), tệp đã chuyển vào thư mục khong-con:"
        ),
        untouched,
    )
    _tell_paths(
        tr(
            "Những tệp sau cũng không còn phải lập, nhưng đã được sửa tay;"
            " bản sửa còn nguyên trong thư mục khong-con:"
        ),
        edited,
    )
    if report.gone and any(not m.code and not m.card for m in made.loaded.ward.data.members):
        say(
            tr(
                "Đảng viên chưa có mã và số thẻ mà đổi tên thì được tính là người khác;"
                " ghi cột Mã đảng viên để văn bản đi theo người."
            )
        )
    _tell_paths(
        tr(
            "Những tệp sau không còn phải lập nhưng chưa chuyển vào thư mục khong-con được,"
            " có lẽ đang mở trong Word; đóng tệp rồi chạy lại:"
        ),
        report.left_over,
    )


def _tell_paths(head: str, paths: Sequence[str]) -> None:
    if not paths:
        return
    say(head)
    for path in paths[:_NAMED]:
        say(f"- {path}")
    if len(paths) > _NAMED:
        say(tr("… và {so} tệp nữa").format(so=len(paths) - _NAMED))


def _not_made(made: Produced, failed: Counter[str]) -> Counter[str]:
    """How many papers were not made, by kind; whoever is missing in a list is no paper."""
    report, papers = made.report, made.papers
    left = Counter(s.paper for s in report.skipped)
    there = {s.paper for s in report.sent} | {
        p.key for p in papers if report.fresh[p.key] or report.unchanged[p.key] or failed[p.key]
    }
    for paper in papers:
        if paper.gathers and left[paper.key]:
            left[paper.key] = int(paper.key not in there)
    return left


def _tell_lacking(made: Produced, workspace: Workspace) -> None:
    """The papers that the data do not allow yet, those that lack the same together."""
    by_reason: dict[str, list[str]] = {}
    for paper in made.papers:
        if paper.key in made.lacking:
            by_reason.setdefault(made.lacking[paper.key], []).append(paper.label)
    if by_reason:
        say(tr("Chưa có dữ liệu để lập:"))
    for reason, labels in by_reason.items():
        say(f"- {'; '.join(labels)}: {reason}.")
    if made.sheets_missing:
        said = tr("Sổ chưa có trang {ds}: gõ “{lenh}” để thêm vào sổ, rồi điền.")
        command = here("giayto nang-cap", workspace.folder)
        say(said.format(ds=", ".join(made.sheets_missing), lenh=command))


def _tell_left_out(made: Produced) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    for skipped in made.report.skipped:
        if skipped.paper in made.lacking:
            continue
        unit = skipped.unit if skipped.unit != skipped.subject else ""
        groups.setdefault((skipped.paper, skipped.reason), []).append(
            f"{skipped.subject} ({unit})" if unit else skipped.subject
        )
    papers = {paper.key: paper for paper in made.papers}
    heads = {
        False: tr("Không lập, và lý do:"),
        True: tr("Không có tên trong văn bản, và lý do:"),
    }
    place = {paper: number for number, paper in enumerate(papers)}
    ordered = sorted(groups.items(), key=lambda group: place[group[0][0]])
    for gathers, head in heads.items():
        of_kind = [group for group in ordered if papers[group[0][0]].gathers is gathers]
        if of_kind:
            say(head)
        for (paper, reason), names in of_kind:
            shown = "; ".join(names[:_NAMED])
            more = tr("; và {so} nữa").format(so=len(names) - _NAMED) if names[_NAMED:] else ""
            say(f"- {papers[paper].label} – {reason}: {shown}{more}.")


def make_many(workspaces: Sequence[Workspace], *, pdf: bool, as_json: bool) -> int:
    """Make all papers of several workspaces and tell of each in a line.

    Gives the exit code: 0, or 1 when a document failed. Raises `ConverterMissing`
    where PDFs are wanted and cannot be made; the Word files are there by then.
    """
    made: list[Produced] = []
    with progress_bar(tr("Đang lập giấy tờ"), shown=not as_json) as step:
        for number, workspace in enumerate(workspaces, start=1):
            made.append(workspace.make(pdf=pdf, on_made=_not_kept))
            if step is not None:
                step(number, len(workspaces))
    pdfs = [make_pdfs(one.without_pdf) for one in made] if pdf else []
    rows = [
        (str(workspace.folder), one.report.done, one.report.not_made.total())
        for workspace, one in zip(workspaces, made, strict=True)
    ]
    failed = sum(row[2] for row in rows) + sum(len(sheets.failed) for sheets in pdfs)
    if as_json:
        say_json(
            {"workspaces": [{"folder": f, "made": done, "failed": bad} for f, done, bad in rows]}
        )
    else:
        say_table(
            tr("Đã lập {so} giấy tờ ở {n} thư mục").format(
                so=sum(row[1] for row in rows), n=len(rows)
            ),
            [tr("Thư mục"), tr("Mới lập"), tr("Lỗi")],
            [(folder, str(done), str(bad)) for folder, done, bad in rows],
        )
        for sheets in pdfs:
            tell_sheets(sheets)
        for one in made:
            for failure in one.report.failed[:_NAMED]:
                say_error(failure.error)
    return 1 if failed else 0
