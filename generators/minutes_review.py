"""Minutes of a cell's yearly review conference (biên bản hội nghị kiểm điểm)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..conventions.spelling import bare_item, file_slug, fold
from ..conventions.words import decimal_vi, padded_count
from ..data.attendance import Roll
from ..data.membership import not_reviewed
from ..data.models import Ballot, Meeting, Organisation
from ..data.ward import REVIEW_CONFERENCE, Ward, post_rank
from . import minutes
from .grades import LEVEL_KEYS, counts, score_text, total_score
from .office import Office
from .plan import Context, Job, Plan, Scope, merged, paragraphs

PAPER = "bien-ban-kiem-diem"
KIND = REVIEW_CONFERENCE
_RANKS = {"secretary": 0, "deputy": 1, "committee": 2, "": 3}


def plan(ward: Ward, scope: Scope) -> Plan:
    """One document for each review conference."""
    wanted, skipped = minutes.meetings(ward, scope, KIND, PAPER)
    return Plan([_job(ward, *item) for item in wanted], skipped)


def _job(ward: Ward, cell: Organisation, meeting: Meeting, day: dt.date) -> Job:
    office = Office(ward, cell, day)
    roll = Roll(ward, cell, meeting, day)
    year = ward.settings.year
    abstract = f"hội nghị kiểm điểm, đánh giá, xếp loại chất lượng chi bộ, đảng viên năm {year}"

    def build(number: int | None) -> Context:
        return merged(
            minutes.head(office, number),
            minutes.meeting_part(office, meeting, day),
            minutes.roll_part(roll),
            minutes.signers(office, meeting),
            _collective(office, meeting),
            _persons(office, roll),
            _ballots(office, meeting),
            _conclusion(office, roll, meeting),
            {"quan_triet": office.named_bases(minutes.GROUP)},
        )

    return Job(
        paper=PAPER,
        rules=office.rules.id,
        key=f"{cell.code}-{meeting.code}-{day.year}",
        master=PAPER,
        unit=cell,
        stem=file_slug(f"{meeting.code} {day.isoformat()}"),
        title=f"Biên bản hội nghị kiểm điểm – {cell.name}",
        build=build,
        number=minutes.register_facts(office, meeting, abstract),
    )


def _about(row_topic: str, *handles: str) -> bool:
    return any(h and fold(row_topic) == fold(h) for h in handles)


def _collective(office: Office, meeting: Meeting) -> Context:
    cell = office.unit
    review = office.ward.review_of(cell)
    score = total_score(review)
    rows = [
        row
        for row in office.ward.attendance_of(meeting)
        if not row.topic or _about(row.topic, "tập thể", cell.name, cell.code, "chi uỷ", "chi bộ")
    ]
    return {
        "tap_the": {
            "co_chi_uy": cell.has_committee,
            "nguoi_trinh_bay": meeting.presenter or minutes.chair_of(office, meeting),
            "y_kien": minutes.opinions(rows, office),
            "ket_luan": paragraphs(meeting.collective_conclusion),
            "tu_xep_loai": cell.self_grade or (review.self_grade if review else ""),
            "diem": score_text(score, blank=""),
        }
    }


def _persons(office: Office, roll: Roll) -> Context:
    """Members in the order of the rule: secretary, deputy, committee, members (QĐ366 7.3)."""
    reviewed, left_out = [], []
    ordered = sorted(roll.members, key=lambda m: _RANKS[post_rank(m.party_post)])
    rows = office.ward.attendance_of(roll.meeting)
    for member in ordered:
        reason = not_reviewed(member, roll.day)
        if reason is not None:
            left_out.append({"ho_ten": office.ward.called(member), "ly_do": reason})
            continue
        review = office.ward.review_of(member)
        mine = [row for row in rows if _about(row.topic, member.code, member.full_name)]
        reviewed.append(
            {
                "ho_ten": office.ward.called(member),
                "chuc_vu": office.spell(member.party_post),
                "co_mat": any(m is member for m in roll.present),
                "tu_xep_loai": review.self_grade if review else "",
                "diem": score_text(total_score(review), blank=""),
                "y_kien": minutes.opinions(mine, office),
                "nhan_xet": " ".join(paragraphs(review.committee_comment)) if review else "",
            }
        )
    return {"nguoi": reviewed, "khong_kiem_diem": left_out}


def _ballots(office: Office, meeting: Meeting) -> Context:
    rows = []
    for number, ballot in enumerate(office.ward.ballots_of(meeting), start=1):
        subject = office.ward.member(ballot.subject, office.unit)
        organisation = None if subject else office.ward.organisation(ballot.subject)
        name = (
            office.ward.called(subject)
            if subject
            else office.spell(organisation.name)
            if organisation
            else ballot.subject
        )
        rows.append({"tt": str(number), "ten": name, **_votes(ballot)})
    tellers = [bare_item(teller) for teller in paragraphs(meeting.tellers)]
    return {"phieu": rows, "to_kiem_phieu": tellers}


def _votes(ballot: Ballot) -> dict[str, str]:
    votes = dict(
        zip(LEVEL_KEYS, (ballot.excellent, ballot.good, ballot.done, ballot.failed), strict=True)
    )
    most = max((v or 0 for v in votes.values()), default=0)
    share = f"{decimal_vi(round(Decimal(most * 100) / ballot.valid, 1))}" if ballot.valid else ""
    return {
        "phat_ra": _count(ballot.issued),
        "thu_ve": _count(ballot.returned),
        "hop_le": _count(ballot.valid),
        **{key: _count(value) for key, value in votes.items()},
        "ty_le": share,
    }


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _conclusion(office: Office, roll: Roll, meeting: Meeting) -> Context:
    reviews = [office.ward.review_of(m) for m in roll.members]
    proposed = [r.proposed_grade or r.grade for r in reviews if r is not None]
    number = counts(proposed)
    graded = sum(number.values())
    cell = office.unit
    agreed = meeting.votes_for
    return {
        "ket_luan": {
            **{key: padded_count(value) for key, value in number.items()},
            "chua": padded_count(len(roll.members) - graded),
            "chi_bo": cell.proposed_grade or cell.self_grade,
            "khac_phuc": paragraphs(meeting.remedies),
            "y_kien_chu_tri": paragraphs(meeting.conclusion),
        },
        "thong_qua": None
        if agreed is None
        else {
            "dong_y": padded_count(agreed),
            "tong": padded_count(len(roll.present_official)),
        },
    }
