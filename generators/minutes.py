"""What both kinds of minutes share (biên bản): roll, times, opinions, the two signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..conventions.dates import blank_clock, clock, long_date, month_number
from ..conventions.signature import signature_minutes
from ..conventions.spelling import bare_item, sentence, uncapitalised
from ..conventions.words import padded_count
from ..data.attendance import Roll
from ..data.models import Attendance, Meeting, Member, Organisation
from ..data.reference import table
from ..data.ward import Ward
from ..i18n import tr
from .office import Office
from .plan import Context, RegisterFacts, Scope, Skipped, merged, paragraphs
from .values import BLANK

GROUP = "bien-ban"
_TYPE = "bien_ban"


def meetings(
    ward: Ward, scope: Scope, kind: str, paper: str
) -> tuple[list[tuple[Organisation, Meeting, dt.date]], list[Skipped]]:
    """The wanted meetings of one kind with their days; those without a day are left out."""
    wanted, skipped = [], []
    for cell in scope.cells(ward):
        for meeting in ward.meetings_of(cell, kind):
            day = meeting.date.full() if meeting.date else None
            if day is None:
                skipped.append(
                    Skipped(
                        paper, cell.name, meeting.code, tr("cuộc họp chưa ghi đủ ngày, tháng, năm")
                    )
                )
            else:
                wanted.append((cell, meeting, day))
    return wanted, skipped


def head(office: Office, number: int | None) -> Context:
    """The letterhead of minutes with their number, and the type's name."""
    return merged(office.head(_TYPE, number), office.type_name(_TYPE))


def register_facts(office: Office, meeting: Meeting, abstract: str) -> RegisterFacts:
    """What the register notes of the minutes."""
    return RegisterFacts(
        _TYPE,
        office.symbol,
        abstract,
        chair_of(office, meeting),
        office.day,
        typed=meeting.number or None,
        place=office.ward.place_of(meeting, "number" if meeting.number else "date"),
    )


def meeting_part(office: Office, meeting: Meeting, day: dt.date) -> Context:
    """The part ``hop``: times, place, chair and minute-taker."""
    chair = chair_of(office, meeting)
    return {
        "hop": {
            "ngay": long_date(day),
            "thang": month_number(day),
            "nam": str(day.year),
            "bat_dau": _time(meeting.start),
            "ket_thuc": _time(meeting.end),
            "dia_diem": meeting.place or BLANK,
            "chu_tri": chair or BLANK,
            "chuc_vu_chu_tri": post_of(office, chair),
            "thu_ky": meeting.secretary or BLANK,
        },
        "dai_bieu": [bare_item(guest) for guest in paragraphs(meeting.guests)],
        "y_kien_cap_tren": paragraphs(meeting.guest_opinion),
    }


def chair_of(office: Office, meeting: Meeting) -> str:
    """Who chaired: as written, else who signs for the cell: its secretary, else a deputy."""
    return meeting.chair or office.signer


def post_of(office: Office, name: str) -> str:
    """The party post of the person of this name; "" for none."""
    member = office.ward.member(name, office.unit)
    return office.spell(member.party_post) if member else ""


def _time(moment: dt.time | None) -> str:
    return clock(moment.hour, moment.minute) if moment else blank_clock()


def roll_part(roll: Roll, *, exempt_apart: bool = False) -> Context:
    """The parts ``so`` (counts, zero-padded), ``vang`` (the absent), ``khong_trieu_tap``.

    ``exempt_apart`` leaves the exempt out of those not summoned, for papers
    that give them a line of their own.
    """
    excused = [member for member, row in roll.absent if row.excused]
    present = roll.present
    official_present = roll.present_official
    exempt = roll.with_status(_EXEMPT)
    return {
        "so": {
            "tong": padded_count(len(roll.members)),
            "chinh_thuc": padded_count(len(roll.official)),
            "du_bi": padded_count(len(roll.members) - len(roll.official)),
            "mien": padded_count(len(exempt)),
            "trieu_tap": padded_count(len(roll.summoned)),
            "co_mat": padded_count(len(present)),
            "co_mat_chinh_thuc": padded_count(len(official_present)),
            "co_mat_du_bi": padded_count(len(present) - len(official_present)),
            "vang": padded_count(len(roll.absent)),
            "vang_co_ly_do": padded_count(len(excused)),
            "vang_khong_ly_do": padded_count(len(roll.absent) - len(excused)),
        },
        "vang": [_absence(roll, member, row) for member, row in roll.absent],
        "khong_trieu_tap": _not_summoned(roll, exempt_apart),
    }


_EXEMPT = "exempt"


def _not_summoned(roll: Roll, exempt_apart: bool) -> list[Context]:
    found = []
    for status, reason in table("member-status")["not_summoned"].items():
        names = [roll.ward.called(m) for m in roll.with_status(status)]
        if names and not (exempt_apart and status == _EXEMPT):
            found.append({"ly_do": reason, "so": padded_count(len(names)), "ho_ten": names})
    return found


def _absence(roll: Roll, member: Member, row: Attendance) -> Context:
    """Who was absent; ``ly_do`` is "" where a reason was given but not written down."""
    return {
        "ho_ten": roll.ward.called(member),
        "co_ly_do": row.excused,
        "ly_do": uncapitalised(bare_item(row.reason)),
    }


def opinions(rows: Iterable[Attendance], office: Office) -> list[dict[str, str]]:
    """Opinions as minutes print them: who and what, one entry a row."""
    return [
        {"ho_ten": speaker(row, office), "noi_dung": sentence(row.opinion)}
        for row in rows
        if row.opinion
    ]


def speaker(row: Attendance, office: Office) -> str:
    """The full name of the person behind an attendance row; the cell's text if unknown."""
    member = office.ward.member(row.member, office.unit)
    return office.ward.called(member) if member else row.member


def signers(office: Office, meeting: Meeting) -> Context:
    """The two signatures: minute-taker on the left, chair on the right (HD05 7.1.4.e)."""
    pair = signature_minutes(meeting.secretary, chair_of(office, meeting), office.rules)
    return {"ky_trai": office.signed(pair.left), "ky_phai": office.signed(pair.right)}
