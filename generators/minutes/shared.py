"""What both kinds of minutes share (biên bản): roll, times, opinions, the two signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ...conventions.dates import blank_clock, clock, long_date, month_number
from ...conventions.signature import signature_minutes, signer_name
from ...conventions.spelling import bare_item, capitalised, fold, sentence
from ...conventions.words import padded_count, percent_vi
from ...data.attendance import Officer, Roll
from ...data.membership import is_official
from ...data.models import Attendance, Meeting, Member, Organisation
from ...data.name_keys import name_key
from ...data.party_posts import held_posts
from ...data.reference import table
from ...data.ward import Ward
from ...i18n import tr
from ..former import addressed, former_guests
from ..office import Office
from ..own_fields import own_fields
from ..plan import Context, Job, RegisterFacts, Scope, Skipped, merged
from ..plan import planned as one_planned
from ..values import BLANK, OPEN

GROUP = "bien-ban"
TYPE = "bien_ban"
"""The key of minutes among the rule set's document types."""


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


def record_key(cell: Organisation, meeting: Meeting, day: dt.date) -> str:
    """The minutes' name for good: cell, meeting and year."""
    return f"{cell.code}-{meeting.code}-{day.year}"


def planned(
    make: Callable[[Ward, Organisation, Meeting, dt.date], Job],
    ward: Ward,
    cell: Organisation,
    meeting: Meeting,
    day: dt.date,
    *,
    paper: str,
) -> Job:
    """The minutes of one meeting; a fault of theirs costs no others."""
    return one_planned(
        partial(make, ward, cell, meeting, day),
        paper=paper,
        key=record_key(cell, meeting, day),
        unit=cell,
        title=f"Biên bản {meeting.code} ngày {day:%d/%m/%Y} – {cell.name}",
    )


def head(office: Office, number: int | None) -> Context:
    """The letterhead of minutes with their number, and the type's name."""
    return merged(office.head(TYPE, number), office.type_name(TYPE))


def register_facts(office: Office, roll: Roll, abstract: str) -> RegisterFacts:
    """What the register notes of the minutes."""
    meeting = roll.meeting
    return RegisterFacts(
        TYPE,
        office.symbol,
        abstract,
        chair_of(office, roll).name,
        office.day,
        typed=meeting.number or None,
        place=office.ward.place_of(meeting, "number" if meeting.number else "date"),
    )


def meeting_part(office: Office, roll: Roll) -> Context:
    """The part ``hop``: times, place, chair and minute-taker; and the guests."""
    meeting, day = roll.meeting, roll.day
    chair, taker = chair_of(office, roll), roll.minute_taker()
    guests = [person(bare_item(guest)) for guest in office.told(meeting.guests)]
    return {
        "hop": {
            **own_fields(office.ward, ("cuoc_hop", [meeting])),
            "ngay": long_date(day),
            "thang": month_number(day),
            "nam": str(day.year),
            "bat_dau": _time(meeting.start),
            "ket_thuc": _time(meeting.end),
            "dia_diem": office.typed(meeting.place) or BLANK,
            "chu_tri": called(office, chair) or BLANK,
            "chuc_vu_chu_tri": _post(office, chair),
            "thu_ky": called(office, taker) or BLANK,
        },
        "dai_bieu_cap_tren": guests,
        **former_guests(guests),
        "y_kien_cap_tren": office.told(meeting.guest_opinion),
        "so_dong_ke": office.ward.settings.writing_lines,
    }


def chair_of(office: Office, roll: Roll) -> Officer:
    """Who chaired: as written, else who signs for the cell and was there."""
    return roll.chair(office.signer)


def called(office: Office, officer: Officer) -> str:
    """The name of one who had a part in the meeting; "" to be written by hand."""
    if officer.person is None or not officer.name:
        return plain(officer.name)
    return office.ward.called(officer.person)


def _post(office: Office, officer: Officer) -> str:
    """The party post of one who had a part; "" for none, and while the name is open."""
    person = officer.person if officer.name else None
    return office.spell(held_posts(person.party_post)) if person else ""


def tellers(office: Office, meeting: Meeting) -> list[str]:
    """Who counted the ballots, the head first (tổ kiểm phiếu): one a line, or between ";"."""
    lines = office.told(meeting.tellers)
    names = (bare_item(name) for line in lines for name in line.split(";"))
    return [person_name(office, name) for name in names if name]


def person_name(office: Office, written: str) -> str:
    """The name of a member written by code or card; anything else as written."""
    member = office.ward.member(written, office.unit)
    if member is None or name_key(member.full_name) == name_key(written):
        return written
    return member.full_name


def plain(name: str) -> str:
    """A name as written, without "Đ/c" before it: papers say that themselves."""
    return signer_name(name)[0]


def person(name: str) -> Context:
    """A person at a meeting: ``ten``, and ``dong_chi``, whether minutes put that word before it.

    "Ông" and "Bà" before a guest's name stay: only members are comrades.
    """
    bare = plain(name)
    return {"ten": bare, "dong_chi": not fold(bare).startswith(_OTHER_ADDRESS)}


_OTHER_ADDRESS = ("ông ", "bà ")


def people(ward: Ward, members: Sequence[Member]) -> Context:
    """Some people as minutes name them: ``so`` how many, ``ho_ten`` who (những người)."""
    return {"so": padded_count(len(members)), "ho_ten": [ward.called(m) for m in members]}


def _time(moment: dt.time | None) -> str:
    return clock(moment.hour, moment.minute) if moment else blank_clock()


def roll_part(office: Office, roll: Roll) -> Context:
    """The parts ``so`` (counts), ``vang`` (the absent by reason), ``khong_trieu_tap``.

    A count is "" for nobody, dots where the data leave it open.
    """
    excused = sum(row.excused for _, row in roll.absent)
    return {
        "so": {
            "tong": padded_count(len(roll.members)),
            "trieu_tap": padded_count(len(roll.summoned)),
            "co_mat": padded_count(len(roll.present)),
            "vang": some(len(roll.absent)),
            "vang_co_ly_do": some(excused),
            "vang_khong_ly_do": some(len(roll.absent) - excused),
            **_kinds("", roll.members, roll),
            **_kinds("co_mat_", roll.present, roll),
        },
        "vang": absences(
            office, ((row.excused, row.reason, roll.ward.called(m)) for m, row in roll.absent)
        ),
        "khong_trieu_tap": [
            {"ly_do": capitalised(reason), **people(roll.ward, left)}
            for status, reason in table("member-status")["not_summoned"].items()
            if (left := roll.not_summoned(status))
        ],
    }


def _kinds(prefix: str, members: Sequence[Member], roll: Roll) -> dict[str, str]:
    """How many of these are official, how many probationary."""
    official = sum(is_official(m, roll.day) for m in members)
    keys = (f"{prefix}chinh_thuc", f"{prefix}du_bi")
    if roll.doubtful(members):
        return dict.fromkeys(keys, OPEN)
    return dict(zip(keys, (padded_count(official), some(len(members) - official)), strict=True))


def some(number: int) -> str:
    """How many, "" for nobody: papers say that in a word of their own."""
    return padded_count(number) if number else ""


def absences(office: Office, absent: Iterable[tuple[bool, str, str]]) -> list[Context]:
    """The absent, together with whom the reason is the same: those with a reason first.

    Each is told as whether there is a reason, which, and the name. ``ly_do`` is "" where a
    reason was given but not written down.
    """
    groups: dict[tuple[bool, str], tuple[str, list[str]]] = {}
    for excused, written, name in absent:
        reason = bare_item(office.typed(written)) if excused else ""
        _, names = groups.setdefault((excused, fold(reason)), (reason, []))
        names.append(name)
    ordered = sorted(groups.items(), key=lambda item: not item[0][0])
    return [
        {
            "co_ly_do": excused,
            "ly_do": capitalised(said),
            "so": padded_count(len(names)),
            "ho_ten": names,
        }
        for (excused, _), (said, names) in ordered
    ]


def opinions(rows: Iterable[Attendance], office: Office) -> list[Context]:
    """Opinions as minutes print them: who (see `person`) and what, one entry a row."""
    told = [(speaker(row, office), row) for row in rows if row.opinion]
    return [
        {
            **own_fields(office.ward, ("du_hop", [row])),
            **who,
            "ho_ten": addressed(who),
            "noi_dung": sentence(office.typed(row.opinion)),
        }
        for who, row in told
    ]


def speaker(row: Attendance, office: Office) -> Context:
    """Who speaks in an attendance row; the cell's own text for somebody unknown."""
    member = office.ward.member(row.member, office.unit)
    return person(office.ward.called(member) if member else row.member)


def vote_part(meeting: Meeting, voters: int | None) -> Context:
    """The part ``bieu_quyet``: the show of hands of those who vote; ``None`` for unknown how many.

    What was not written down stays open, unless the other counts leave
    nothing over; "" is nobody.
    """
    agreed = meeting.votes_for
    counts = (agreed, meeting.votes_against, meeting.other_opinion)
    all_said = voters is not None and sum(n or 0 for n in counts) == voters
    none = 0 if agreed is not None and all_said else None
    return {
        "bieu_quyet": {
            "dong_y": OPEN if agreed is None else padded_count(agreed),
            "tong": OPEN if voters is None else padded_count(voters),
            "chia": agreed is not None and agreed != voters,
            "ty_le": "" if agreed is None or not voters else percent_vi(agreed, voters),
            "khong_dong_y": _counted(meeting.votes_against, none),
            "khac": _counted(meeting.other_opinion, none),
        }
    }


def _counted(number: int | None, otherwise: int | None) -> str:
    number = otherwise if number is None else number
    return OPEN if number is None else some(number)


def signers(office: Office, roll: Roll) -> Context:
    """The two signatures: minute-taker on the left, chair on the right (HD05 7.1.4.e)."""
    taker, chair = roll.minute_taker(), chair_of(office, roll)
    pair = signature_minutes(taker.name, chair.name, office.rules)
    return {"ky_trai": office.signed(pair.left), "ky_phai": office.signed(pair.right)}
