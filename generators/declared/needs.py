"""What a record must have to get a document (dữ liệu cần có), each with what to say without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ...data.grading.subjects import role
from ...data.membership import not_reviewed
from ...data.models import Award, Collective, Leader, Regrade, Remedy, Score, Task
from ...data.models.fields import Record
from ...data.reference import choice
from ...data.ward import Subject as Body
from ...data.ward import Ward
from ...i18n import tr
from ..plan import within
from .declaration import Declaration
from .subjects import KINDS, Subject


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a record must have: whether it is there, and what is said where it is not."""

    there: Callable[[Ward, Subject], bool]
    missing: Callable[[], str]


def about(ward: Ward, subject: Subject) -> Body | None:
    """The person or body that rows of the workbook are about (đối tượng của các dòng)."""
    record = subject.record
    if isinstance(record, Leader):
        return ward.member(record.person)
    if isinstance(record, Award | Regrade):
        return ward.subject(record.subject)
    if subject.member is not None or isinstance(record, Collective):
        return subject.member or ward.collective(getattr(record, "code", ""))
    return subject.unit


def rows(model: type[Record]) -> Callable[[Ward, Subject], bool]:
    """Whether a sheet has rows about the subject."""

    def there(ward: Ward, subject: Subject) -> bool:
        body = about(ward, subject)
        return body is not None and bool(ward.rows_about(model, body))

    return there


def _reviewed(ward: Ward, subject: Subject) -> bool:
    body = about(ward, subject)
    return body is not None and ward.review_of(body) is not None


def _due(ward: Ward, subject: Subject) -> bool:
    """Whether it is reviewed: every body, and whoever is not exempt."""
    member = subject.member
    return member is None or not_reviewed(member, ward.review_day(subject.unit)) is None


def _works(ward: Ward, subject: Subject) -> bool:
    """Whether a member is reviewed and works in the political system (đang công tác)."""
    member = subject.member
    return member is not None and _due(ward, subject) and role(ward, member) != "outside"


def _elsewhere(ward: Ward, subject: Subject) -> bool:
    """Whether a member meets in another cell for the time being, or did and was told of."""
    member = subject.member
    if member is None:
        return False
    review = ward.review_of(member)
    told = review is not None and bool(review.temporary)
    return told or member.status == choice("status", "elsewhere")


NEEDS: Mapping[str, Need] = {
    "review": Need(_reviewed, lambda: tr("chưa có dòng ở trang Kiểm điểm")),
    "tasks": Need(rows(Task), lambda: tr("chưa có dòng ở trang Nhiệm vụ")),
    "scores": Need(rows(Score), lambda: tr("chưa có dòng ở trang Chấm điểm")),
    "due": Need(_due, lambda: tr("không có ai thuộc diện kiểm điểm")),
    "works": Need(_works, lambda: tr("chưa có đảng viên nào đang công tác (cột Đối tượng)")),
    "elsewhere": Need(_elsewhere, lambda: tr("không có đảng viên nào sinh hoạt tạm thời nơi khác")),
    "remedies": Need(rows(Remedy), lambda: tr("chưa có dòng ở trang Khắc phục")),
}
"""By the names that declarations call them."""


def unmet(names: Iterable[str], ward: Ward, subject: Subject) -> str:
    """What the record lacks of these, "" for nothing."""
    lacks = (need for need in map(NEEDS.__getitem__, names) if not need.there(ward, subject))
    need = next(lacks, None)
    return "" if need is None else need.missing()


def lacking(declared: Declaration, ward: Ward) -> str:
    """Why no document of the paper can be made (chưa lập được), "" where one can."""
    if not within(declared.years, ward.settings.year):
        return tr("quy định của năm {nam} không có giấy tờ này").format(nam=ward.settings.year)
    reason = tr("chưa có dòng nào để lập")
    for subject in KINDS[declared.per].all(ward):
        reason = unmet((*declared.asks, *declared.needs), ward, subject)
        if not reason:
            return ""
    return reason
