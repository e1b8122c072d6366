"""Checks of dossiers (kiểm tra hồ sơ xếp loại): what a cell's lacks, in one note for each cell.

Rule: Quy định 366-QĐ/TW, Điều 17, nine pieces. Of those that the workbook can tell,
one is missed only where most others have it: whoever keeps them on paper is not told.
"""

from __future__ import annotations

from ...i18n import tr
from ..attendance import review_roll
from ..membership import not_reviewed
from ..models import Member, Organisation, Review
from ..reference import choice
from ..ward import REVIEW_CONFERENCE
from .conferences import cited
from .context import CheckContext, some

_ELSEWHERE = choice("status", "elsewhere")
_OUTSIDE = choice("annex", "outside")


def check_dossiers(context: CheckContext) -> None:
    """The pieces that are missing in the cells whose members have their grades."""
    data = context.data
    minutes = any(meeting.kind == REVIEW_CONFERENCE for meeting in data.meetings)
    own = {id(context.ward.review_of(cell)) for cell in context.ward.cells}
    reports = any(id(review) in own for review in data.reviews)
    for cell in context.ward.cells:
        graded = _graded(context, cell)
        if not graded:
            continue
        missing = _of_members(context, graded)
        if minutes and review_roll(context.ward, cell) is None:
            _report_unheld(context, cell, len(graded))
        if reports and context.ward.review_of(cell) is None:
            missing.append(tr("báo cáo kiểm điểm tập thể (trang Kiểm điểm)"))
        ungraded = _ungraded(context, cell)
        if ungraded and len(ungraded) < len(graded):
            missing.append(
                tr("mức xếp loại của {ds}").format(ds=some(map(context.ward.called, ungraded)))
            )
        if missing:
            why = tr("Hồ sơ của “{ten}” còn thiếu: {ds}{nguon}.").format(
                ten=cell.name, ds="; ".join(missing), nguon=cited(context, "dossier_source")
            )
            fix = tr("Bổ sung vào sổ; đã có trên giấy thì không phải làm gì.")
            context.report("KT-523", cell, "name", read=cell.name, why=why, fix=fix)


def _report_unheld(context: CheckContext, cell: Organisation, graded: int) -> None:
    """Members with a grade whose cell, unlike others of the workbook, has held no conference."""
    why = tr(
        "{n} đảng viên của “{ten}” đã có mức xếp loại mà trang Cuộc họp chưa có hội nghị kiểm điểm "
        "của chi bộ (có ngày họp){nguon}."
    ).format(n=graded, ten=cell.name, nguon=cited(context, "graded_source"))
    fix = tr("Ghi hội nghị kiểm điểm của chi bộ; chưa họp thì xoá các mức ấy.")
    context.report("KT-528", cell, "name", read=cell.name, why=why, fix=fix)


def _graded(context: CheckContext, cell: Organisation) -> list[tuple[Member, Review]]:
    found = []
    for member in context.ward.members_of(cell):
        review = context.ward.review_of(member)
        if review is not None and review.grade:
            found.append((member, review))
    return found


def _of_members(context: CheckContext, graded: list[tuple[Member, Review]]) -> list[str]:
    """What single members' dossiers lack: opinions, and the answer to suggestions."""
    default = context.data.settings.default_category
    working = [(m, review) for m, review in graded if (m.category or default) != _OUTSIDE]
    without = [member for member, review in working if not review.residence]
    kept = len(without) * 2 < len(working)
    pieces = (
        (tr("nhận xét của cấp uỷ nơi cư trú về {ds}"), without if kept else []),
        (
            tr("nhận xét của chi bộ sinh hoạt tạm thời về {ds}"),
            [m for m, review in graded if m.status == _ELSEWHERE and not review.temporary],
        ),
        (
            tr("giải trình nội dung được gợi ý của {ds}"),
            [m for m, review in graded if review.suggested and not review.explanation],
        ),
    )
    return [
        words.format(ds=some(map(context.ward.called, members)))
        for words, members in pieces
        if members
    ]


def _ungraded(context: CheckContext, cell: Organisation) -> list[Member]:
    """Whom the cell proposed for a level and nobody recognised."""
    found, day = [], context.ward.review_day(cell)
    for member in context.ward.members_of(cell):
        review = context.ward.review_of(member)
        proposed = review is not None and review.proposed_grade and not review.grade
        if proposed and not_reviewed(member, day) is None:
            found.append(member)
    return found
