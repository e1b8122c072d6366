"""Making papers and telling about it (lập giấy tờ): shared by ``tao`` and ``dung-thu``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ..data.index import Ward
from ..data.models import Organisation
from ..generators.batch import Report, run
from ..generators.papers import PAPERS, Paper, plan_papers
from ..generators.plan import Scope
from ..i18n import tr
from .console import progress_bar, say, say_error, say_json, say_table

_NAMED = 8


def make_papers(
    ward: Ward,
    papers: Sequence[Paper],
    units: tuple[Organisation, ...],
    out: Path,
    *,
    own_masters: Path | None,
    as_json: bool,
    warnings: int = 0,
) -> int:
    """Plan, run, report; gives the exit code: 0, or 1 when a document failed."""
    plan = plan_papers(ward, papers, Scope(units))
    with progress_bar(tr("Đang lập giấy tờ"), shown=not as_json) as step:
        report = run(plan, ward, out, own_masters=own_masters, progress=step)
    if as_json:
        say_json(_as_data(report))
    else:
        _tell(report, out, warnings)
    return 1 if report.failed else 0


def _as_data(report: Report) -> dict[str, object]:
    return {
        "made": [
            {"paper": m.paper, "key": m.key, "title": m.title, "path": str(m.path)}
            for m in report.made
        ],
        "skipped": [
            {"paper": s.paper, "unit": s.unit, "subject": s.subject, "reason": s.reason}
            for s in report.skipped
        ],
        "failed": [
            {"paper": f.paper, "key": f.key, "title": f.title, **f.error.as_dict()}
            for f in report.failed
        ],
    }


def _tell(report: Report, out: Path, warnings: int) -> None:
    made = report.by_paper()
    left = Counter(s.paper for s in report.skipped)
    failed = Counter(f.paper for f in report.failed)
    rows = [
        (tr(p.label), str(made[p.key]), str(left[p.key]), str(failed[p.key]))
        for p in PAPERS
        if made[p.key] or left[p.key] or failed[p.key]
    ]
    if not rows:
        say(tr("Chưa có gì để lập: hãy điền sổ dữ liệu, hoặc xem lại --don-vi."))
        return
    say_table(
        tr("Đã lập {so} giấy tờ").format(so=len(report.made)),
        [tr("Loại giấy tờ"), tr("Đã lập"), tr("Không lập"), tr("Lỗi")],
        rows,
    )
    _tell_left_out(report)
    for failure in report.failed[:_NAMED]:
        say(f"{failure.title}:")
        say_error(failure.error)
    if report.made:
        say(tr("Kết quả ở: {noi}").format(noi=out.resolve()))
    if warnings:
        say(tr("Sổ dữ liệu có {so} điều cần xem lại: gõ “giayto kiem-tra”.").format(so=warnings))


def _tell_left_out(report: Report) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    labels = {p.key: tr(p.label) for p in PAPERS}
    for skipped in report.skipped:
        groups.setdefault((skipped.paper, skipped.reason), []).append(
            f"{skipped.subject} ({skipped.unit})" if skipped.unit else skipped.subject
        )
    if not groups:
        return
    say(tr("Không lập, và lý do:"))
    for (paper, reason), names in groups.items():
        shown = "; ".join(names[:_NAMED])
        more = tr("; và {so} nữa").format(so=len(names) - _NAMED) if len(names) > _NAMED else ""
        say(f"- {labels[paper]} – {reason}: {shown}{more}.")
