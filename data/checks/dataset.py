"""Checks across the whole dataset (kiểm tra dữ liệu); each subject has its own module."""

from __future__ import annotations

from ...files.faults import library_reason
from ...findings import Finding, found
from ...i18n import tr
from ..models import SHEETS, Dataset, Settings
from ..models.order import in_book_order
from ..workbook.read import records_of
from .agreements import check_agreements
from .awards import check_awards
from .citations import check_citations
from .conferences import check_conferences
from .context import CheckContext, required_fields
from .dates import check_dates
from .dossiers import check_dossiers
from .evidence import check_evidence
from .grades import check_grades
from .issue_date import check_issue_date
from .leadership import check_leadership
from .levels import check_levels
from .meetings import check_meetings
from .members import check_members
from .organisations import check_organisations
from .reviews import check_reviews
from .season import check_season
from .sorting import check_sorting
from .states import check_states
from .votes import check_votes


def check(dataset: Dataset) -> list[Finding]:
    """Everything that is wrong or odd in a dataset, sorted: errors first, then by place.

    Findings of reading the workbook come from
    :func:`giayto.data.workbook.read.read_workbook` and are not repeated. Never raises for bad data.
    """
    context = CheckContext(dataset)
    _check_required(context)
    for part in (
        check_issue_date,
        check_organisations,
        check_members,
        check_dates,
        check_states,
        check_leadership,
        check_reviews,
        check_evidence,
        check_grades,
        check_levels,
        check_meetings,
        check_conferences,
        check_votes,
        check_season,
        check_dossiers,
        check_awards,
        check_agreements,
        check_citations,
        check_sorting,
    ):
        try:
            part(context)
        except Exception as error:  # one value nobody thought of leaves all other checks
            why = tr("Một mục kiểm tra gặp giá trị lạ nên chưa xong; các mục khác vẫn kiểm tra đủ.")
            why += f" ({library_reason(error)})"
            fix = tr("Xem các ô báo lỗi khác trước; nếu vẫn còn thì báo cho người lập trình.")
            context.findings.append(found("KT-360", "", why=why, fix=fix))
    return in_book_order(context.findings)


def _check_required(context: CheckContext) -> None:
    for sheet in SHEETS:
        specs = required_fields(sheet.model)
        for record in records_of(context.data, sheet):
            for spec in specs:
                if getattr(record, spec.attribute) in ("", None) and context.was_read(record, spec):
                    why = tr("Cột “{ten}” bắt buộc phải có.").format(ten=spec.label)
                    if sheet.model is Settings:
                        why = tr("Mục “{ten}” bắt buộc phải có.").format(ten=spec.label)
                    fix = tr("Điền ô này.")
                    if spec.example:
                        fix = tr("Điền ô này, ví dụ: {vd}.").format(vd=spec.example)
                    context.report("KT-201", record, spec.attribute, why=why, fix=fix)
