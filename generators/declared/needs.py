"""What a record must have to get a document (dữ liệu cần có), each with what to say without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from ...data import results
from ...data.grading.grades import KINDS as GRADED
from ...data.grading.subjects import role
from ...data.membership import not_reviewed
from ...data.models import (
    AgendaItem,
    Award,
    Collective,
    Delegate,
    GroupMember,
    Leader,
    Meeting,
    Regrade,
    Remedy,
    Review,
    Score,
    Task,
)
from ...data.models.fields import Record
from ...data.reference import choice, choices
from ...data.ward import REVIEW_CONFERENCE, Ward
from ...data.ward import Subject as Body
from ...i18n import tr
from .. import voting
from ..lacking import no_rows
from ..parts import recognition
from .declaration import Declaration
from .subjects import Subject, subjects


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


def _meets(subject: Subject, wanted: Callable[[Meeting], bool]) -> bool:
    return subject.meeting is not None and wanted(subject.meeting)


def _reviews_itself(subject: Subject) -> bool:
    return _meets(subject, lambda meeting: meeting.kind == REVIEW_CONFERENCE)


def _members(ward: Ward, subject: Subject) -> bool:
    told = results.tally(ward, "members", subject.unit)
    return told.total > 0


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


def _of_meeting(model: type[Record]) -> Callable[[Ward, Subject], bool]:
    def there(ward: Ward, subject: Subject) -> bool:
        held = subject.meeting
        return held is not None and bool(ward.rows_of_meeting(model, held))

    return there


def _held_as(*kinds: str) -> Callable[[Ward, Subject], bool]:
    """Whether it is a meeting of one of these kinds, keys of ``meeting_kind``."""
    names = [choice("meeting_kind", kind) for kind in kinds]
    return lambda ward, subject: subject.meeting is not None and subject.meeting.kind in names


def _concluded(ward: Ward, subject: Subject) -> bool:
    return subject.meeting is not None and bool(subject.meeting.conclusion)


def _certified(ward: Ward, subject: Subject) -> bool:
    """Whether it is a commendation with a certificate; a decision stands behind each of these."""
    record = subject.record
    return isinstance(record, Award) and record.form == choices("award_form")[0]


def _left_out(ward: Ward, subject: Subject) -> bool:
    people = results.states(ward, subject.unit)
    return any(results.is_open(ward, subject.unit, state) for state in people)


def _recognised(ward: Ward, subject: Subject) -> bool:
    return any(any(results.tally(ward, kind, subject.unit).levels) for kind in GRADED)


NEEDS: Mapping[str, Need] = {
    "review": Need(_reviewed, partial(no_rows, Review)),
    "tasks": Need(rows(Task), partial(no_rows, Task)),
    "scores": Need(rows(Score), partial(no_rows, Score)),
    "due": Need(_due, lambda: tr("không có ai thuộc diện kiểm điểm")),
    "works": Need(_works, lambda: tr("chưa có đảng viên nào đang công tác (cột Đối tượng)")),
    "elsewhere": Need(_elsewhere, lambda: tr("không có đảng viên nào sinh hoạt tạm thời nơi khác")),
    "ballots_cast": Need(
        lambda ward, subject: _meets(subject, voting.ballots_cast),
        lambda: tr("trang Cuộc họp chưa có hội nghị kiểm điểm, hội nghị cấp uỷ nào bỏ phiếu"),
    ),
    "review_conference": Need(
        _held_as("review"),
        lambda: tr("chưa có hội nghị kiểm điểm ở trang Cuộc họp"),
    ),
    "committee_meeting": Need(
        _held_as("committee"),
        lambda: tr("chưa có hội nghị cấp uỷ xét xếp loại, khen thưởng ở trang Cuộc họp"),
    ),
    "selects_top": Need(
        lambda ward, subject: _meets(subject, lambda m: voting.selects_top(ward, m)),
        lambda: tr(
            "chưa có hội nghị cấp uỷ ở trang Cuộc họp; chi bộ chỉ bình chọn hai vòng khi "
            "trang Thiết lập chọn mẫu phiếu hai vòng"
        ),
    ),
    "nominees": Need(
        lambda ward, subject: (
            subject.meeting is not None
            and bool(voting.nominees(ward, subject.unit, subject.meeting))
        ),
        lambda: tr("chưa có đảng viên được đề nghị xuất sắc ở trang Kiểm điểm"),
    ),
    "members_to_grade": Need(
        lambda ward, subject: (
            subject.meeting is not None
            and bool(voting.members_to_grade(ward, subject.unit, subject.meeting))
        ),
        lambda: tr("chưa có đảng viên thuộc diện kiểm điểm"),
    ),
    "bodies": Need(
        lambda ward, subject: (
            _reviews_itself(subject) or bool(voting.bodies_to_grade(ward, subject.unit))
        ),
        lambda: tr("chưa có tổ chức đảng trực thuộc, tập thể nào để xếp loại"),
    ),
    "proposes_grades": Need(
        lambda ward, subject: recognition.proposes(ward, subject.unit),
        lambda: tr("chưa ghi mức tự xếp loại, mức đề nghị nào"),
    ),
    "leaders": Need(
        lambda ward, subject: bool(voting.leaders_to_grade(ward, subject.unit)),
        partial(no_rows, Leader),
    ),
    "awards": Need(
        lambda ward, subject: bool(voting.awards_to_vote(ward, subject.unit)),
        lambda: tr("chưa có đề nghị ở trang Khen thưởng"),
    ),
    "members": Need(_members, lambda: tr("chưa có đảng viên nào, trang Tổng hợp cũng chưa ghi")),
    "left_out": Need(
        _left_out, lambda: tr("không có ai chưa kiểm điểm, chưa xếp loại hay được miễn")
    ),
    "recognised": Need(_recognised, lambda: tr("chưa ghi mức xếp loại nào được công nhận")),
    "conference": Need(
        _held_as("launch", "committee", "other"),
        lambda: tr(
            "chưa có cuộc họp nào thuộc loại Hội nghị triển khai, Hội nghị cấp uỷ, Cuộc họp khác"
        ),
    ),
    "minutes_of_agenda": Need(
        _held_as("launch", "other"),
        lambda: tr("chưa có cuộc họp nào thuộc loại Hội nghị triển khai, Cuộc họp khác"),
    ),
    "agenda": Need(_of_meeting(AgendaItem), partial(no_rows, AgendaItem)),
    "delegates": Need(_of_meeting(Delegate), partial(no_rows, Delegate)),
    "conclusion": Need(_concluded, lambda: tr("chưa ghi cột Kết luận của chủ trì")),
    "committee": Need(
        lambda ward, subject: not ward.kind(subject.unit)["cell"],
        lambda: tr("cơ quan ban hành là chi bộ, không có tổ chức đảng trực thuộc"),
    ),
    "working_groups": Need(
        lambda ward, subject: bool(ward.data.group_members),
        partial(no_rows, GroupMember),
    ),
    "suggestion": Need(
        lambda ward, subject: True,
        lambda: tr("chưa ghi cột Nội dung gợi ý kiểm điểm ở trang Kiểm điểm"),
    ),
    "awarded": Need(
        lambda ward, subject: True,
        lambda: tr("chưa có khen thưởng do cấp mình quyết định ở trang Khen thưởng"),
    ),
    "certificate": Need(
        _certified, lambda: tr("chưa có giấy khen do cấp mình quyết định ở trang Khen thưởng")
    ),
    "remedies": Need(rows(Remedy), partial(no_rows, Remedy)),
}
"""By the names that declarations call them."""


def unmet(names: Iterable[str], ward: Ward, subject: Subject) -> str:
    """What the record lacks of these, "" for nothing."""
    lacks = (need for need in map(NEEDS.__getitem__, names) if not need.there(ward, subject))
    need = next(lacks, None)
    return "" if need is None else need.missing()


def lacking(declared: Declaration, ward: Ward) -> str:
    """Why no document of the paper can be made (chưa lập được), "" where one can."""
    if ward.settings.year < declared.since:
        return tr("chỉ có từ năm kiểm điểm {nam}").format(nam=declared.since)
    if ward.settings.year > declared.last:
        return tr("chỉ có đến năm kiểm điểm {nam}").format(nam=declared.last)
    asked = [NEEDS[name].missing() for name in declared.asks]
    reason = asked[0] if asked else tr("chưa có dòng nào để lập")
    for subject in subjects(ward, declared.per):
        reason = unmet((*declared.asks, *declared.needs), ward, subject)
        if not reason:
            return ""
    return reason
