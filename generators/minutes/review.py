"""Minutes of a cell's yearly review conference (biên bản hội nghị kiểm điểm)."""

from __future__ import annotations

import datetime as dt

from ...conventions.spelling import bare_item, capitalised, file_slug, fold, sentence, uncapitalised
from ...conventions.words import padded_count
from ...data.attendance import Roll
from ...data.membership import not_reviewed
from ...data.models import Attendance, Meeting, Member, Organisation, Review
from ...data.party_posts import held_posts
from ...data.reference import choices
from ...data.ward import REVIEW_CONFERENCE, Ward
from ..ballots import ballot_part
from ..grades import score_text, score_texts, total_score
from ..office import Office
from ..own_fields import own_fields
from ..parts.ballot_papers import award_row
from ..plan import Context, Job, Plan, Scope, merged
from ..record_columns import listed_person
from ..values import BLANK
from ..voting import awards_to_vote
from . import shared as minutes

PAPER = "bien-ban-kiem-diem"
KIND = REVIEW_CONFERENCE


def plan(ward: Ward, scope: Scope) -> Plan:
    """One document for each review conference."""
    wanted, skipped = minutes.meetings(ward, scope, KIND, PAPER)
    return Plan([minutes.planned(_job, ward, *item, paper=PAPER) for item in wanted], skipped)


def _job(ward: Ward, cell: Organisation, meeting: Meeting, day: dt.date) -> Job:
    office = Office(ward, cell, day)
    roll = Roll(ward, cell, meeting, day)
    year = ward.settings.year
    abstract = f"hội nghị kiểm điểm, đánh giá, xếp loại chất lượng chi bộ, đảng viên năm {year}"

    def build(number: int | None) -> Context:
        return merged(
            minutes.head(office, number),
            minutes.meeting_part(office, roll),
            _counts(office, roll),
            minutes.vote_part(meeting, roll.voters),
            minutes.signers(office, roll),
            ballot_part(office, roll),
            _collective(office, roll),
            _persons(office, roll),
            _conclusion(office, roll),
            {"quan_triet": office.bases.cited(minutes.GROUP)},
            {"khen_thuong": _awards(office)},
        )

    return Job(
        paper=PAPER,
        rules=office.rules.id,
        day=office.known_day,
        key=minutes.record_key(cell, meeting, day),
        master=PAPER,
        unit=cell,
        stem=file_slug(f"{meeting.code} {day.isoformat()}"),
        title=f"Biên bản hội nghị kiểm điểm – {cell.name}",
        build=build,
        number=minutes.register_facts(office, roll, abstract),
    )


def _counts(office: Office, roll: Roll) -> Context:
    part = minutes.roll_part(office, roll)
    due = len(roll.to_review)
    part["so"] |= {
        "chua_kiem_diem": padded_count(len(roll.unreviewed)),
        "khong_kiem_diem": padded_count(len(roll.members) - due),
    }
    return part


def _about(row_topic: str, *handles: str) -> bool:
    return any(h and fold(row_topic) == fold(h) for h in handles)


def _collective(office: Office, roll: Roll) -> Context:
    cell, meeting = office.unit, roll.meeting
    review = office.ward.review_of(cell)
    rows = [
        row
        for row in office.ward.attendance_of(meeting)
        if not row.topic or _about(row.topic, "tập thể", cell.name, cell.code, "chi uỷ", "chi bộ")
    ]
    presenter = roll.presenter() if meeting.presenter else minutes.chair_of(office, roll)
    return {
        "co_chi_uy": cell.has_committee,
        "tap_the": {
            "nguoi_trinh_bay": minutes.called(office, presenter) or BLANK,
            "y_kien": minutes.opinions(rows, office),
            "ket_luan": office.told(meeting.collective_conclusion),
            "tu_xep_loai": cell.self_grade or (review.self_grade if review else ""),
            "diem": score_text(total_score(review), blank=""),
            **_suggested(office, review),
        },
    }


def _suggested(office: Office, review: Review | None) -> Context:
    """What those above suggested to review, and the explanation given (gợi ý, giải trình)."""
    if review is None:
        return {"goi_y": [], "giai_trinh": []}
    suggested = [sentence(bare_item(said)) for said in office.told(review.suggested)]
    return {"goi_y": suggested, "giai_trinh": office.told(review.explanation) if suggested else []}


def _awards(office: Office) -> list[Context]:
    """The commendations that the cell proposes and how many agreed (biểu quyết khen thưởng)."""
    return [
        {
            **award_row(office, one),
            "tieu_chuan": one.criterion,
            "loai": uncapitalised(one.award.form),
            "la_to_chuc": one.member is None,
            "dong_y": "" if (agreed := one.agreed(office.unit)) is None else padded_count(agreed),
        }
        for one in awards_to_vote(office.ward, office.unit)
    ]


def _named(office: Office, handle: str) -> str:
    """The name behind a code or a name, as minutes call the person."""
    member = office.ward.member(handle, office.unit)
    return office.ward.called(member) if member else minutes.plain(handle)


def _persons(office: Office, roll: Roll) -> Context:
    """Who was reviewed, in the order of the rule; who was not, and who need not be."""
    scores = [total_score(office.ward.review_of(member)) for member in roll.reviewed]
    texts = score_texts(scores, blank="")
    return {
        "nguoi": [
            _person(office, roll, member, score)
            for member, score in zip(roll.reviewed, texts, strict=True)
        ],
        "chua_kiem_diem": [office.ward.called(m) for m in roll.unreviewed],
        "khong_kiem_diem": _exempt(roll),
    }


def _person(office: Office, roll: Roll, member: Member, score: str) -> Context:
    review = office.ward.review_of(member)
    said = [
        row
        for row in office.ward.attendance_of(roll.meeting)
        if _about(row.topic, member.code, member.full_name)
    ]
    sent = roll.sent(member)
    comment = " ".join(office.told(review.committee_comment)) if review else ""
    return {
        **listed_person(office, member, office.unit),
        **own_fields(office.ward, ("dang_vien", [member]), ("kiem_diem", [review])),
        "ho_ten": office.ward.called(member),
        "chuc_vu": office.spell(held_posts(member.party_post)),
        "co_mat": roll.is_present(member),
        "duoc_trieu_tap": roll.is_summoned(member),
        "doc_thay": _named(office, sent.reader) if sent else "",
        "tu_xep_loai": review.self_grade if review else "",
        "diem": score,
        **_suggested(office, review),
        "y_kien": minutes.opinions((r for r in said if not _own(office, r, member)), office),
        "tiep_thu": [
            answer["noi_dung"]
            for answer in minutes.opinions((r for r in said if _own(office, r, member)), office)
        ],
        "nhan_xet": sentence(comment) if comment else "",
    }


def _own(office: Office, row: Attendance, member: Member) -> bool:
    """Whether a member speaks on their own review: not an opinion but an answer."""
    return office.ward.member(row.member, office.unit) is member


def _exempt(roll: Roll) -> list[Context]:
    """Those who need no review, together with whom the reason is the same."""
    groups: dict[str, list[Member]] = {}
    for member in roll.members:
        reason = not_reviewed(member, roll.day)
        if reason is not None:
            groups.setdefault(reason, []).append(member)
    return [
        {"ly_do": capitalised(reason), **minutes.people(roll.ward, group)}
        for reason, group in groups.items()
    ]


def _conclusion(office: Office, roll: Roll) -> Context:
    """What the cell proposes: whom for which level, who has none yet.

    Only what the cell proposed counts; the level that was granted in the end
    is the committee's and later than the conference.
    """
    groups: dict[str, list[Member]] = {grade: [] for grade in ("", *choices("grade"))}
    for member in roll.reviewed:
        review = office.ward.review_of(member)
        groups[review.proposed_grade if review else ""].append(member)
    unsaid = groups.pop("")
    cell, meeting = office.unit, roll.meeting
    levels = [{"ten": grade, **minutes.people(office.ward, of)} for grade, of in groups.items()]
    known = any(groups.values())
    return {
        "ket_luan": {
            "chi_bo": cell.proposed_grade or cell.self_grade,
            "da_ghi": known,
            "muc": [level for level in levels if level["ho_ten"] or not known],
            "chua_ghi": minutes.people(office.ward, unsaid)["ho_ten"] if known else [],
            "khac_phuc": office.told(meeting.remedies),
            "y_kien_chu_tri": office.told(meeting.conclusion),
        },
    }
