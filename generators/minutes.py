"""What both kinds of minutes share (biên bản): roll, times, opinions, the two signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ..conventions.dates import clock, long_date
from ..conventions.spelling import uncapitalised
from ..conventions.words import padded_count
from ..data.attendance import Roll
from ..data.models import Attendance, Meeting, Organisation
from ..data.ward import Ward
from ..i18n import tr
from .office import Office
from .plan import Context, RegisterFacts, Scope, Skipped, paragraphs

GROUP = "Biên bản"
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
    """The letterhead of minutes with their number."""
    return office.head(_TYPE, number)


def register_facts(office: Office, meeting: Meeting, abstract: Sequence[str]) -> RegisterFacts:
    """What the register notes of the minutes."""
    return RegisterFacts(
        _TYPE,
        office.symbol,
        " ".join(abstract),
        chair_of(office, meeting),
        office.day,
        typed=meeting.number,
    )


def meeting_part(office: Office, meeting: Meeting, day: dt.date) -> Context:
    """The part ``hop``: times, place, chair and minute-taker."""
    chair = chair_of(office, meeting)
    return {
        "hop": {
            "ngay": long_date(day),
            "thang": f"{day.month} năm {day.year}",
            "bat_dau": _time(meeting.start),
            "ket_thuc": _time(meeting.end),
            "dia_diem": meeting.place or "………………",
            "chu_tri": chair or "………………",
            "chuc_vu_chu_tri": post_suffix(office, chair),
            "thu_ky": meeting.secretary or "………………",
        },
        "dai_bieu": [guest.rstrip(".;") for guest in paragraphs(meeting.guests)],
        "y_kien_cap_tren": paragraphs(meeting.guest_opinion),
    }


def chair_of(office: Office, meeting: Meeting) -> str:
    """Who chaired: as written, else the cell's secretary."""
    return meeting.chair or office.ward.secretary_of(office.unit)


def post_suffix(office: Office, name: str) -> str:
    """``, Bí thư chi bộ`` behind the name of somebody with a party post, else nothing."""
    member = office.ward.member(name, office.unit)
    return f", {office.spell(member.party_post)}" if member and member.party_post else ""


def _time(moment: dt.time | None) -> str:
    return clock(moment.hour, moment.minute) if moment else "…… giờ …… phút"


def roll_part(roll: Roll, *, exempt_apart: bool = False) -> Context:
    """The parts ``so`` (counts, zero-padded) and ``vang`` (who was absent and why).

    ``exempt_apart`` leaves the exempt out of the note, for papers that give
    them a line of their own.
    """
    excused = [pair for pair in roll.absent if pair[1].presence == "Vắng có lý do"]
    present = roll.present
    official_present = roll.present_official
    exempt = roll.with_status(_EXEMPT)
    notes = _status_notes(roll, exempt_apart)
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
            "ghi_chu": notes,
        },
        "vang": [{"ho_ten": roll.ward.called(m), "ly_do": _absence(row)} for m, row in roll.absent],
    }


_EXEMPT = "Miễn công tác và sinh hoạt đảng"
_STATUS_WORDS = {
    _EXEMPT: "được miễn công tác và sinh hoạt đảng",
    "Sinh hoạt tạm thời nơi khác": "sinh hoạt tạm thời ở nơi khác",
    "Đình chỉ sinh hoạt đảng": "bị đình chỉ sinh hoạt đảng",
}


def _status_notes(roll: Roll, exempt_apart: bool) -> str:
    notes = []
    for status, words in _STATUS_WORDS.items():
        members = roll.with_status(status)
        if members and not (exempt_apart and status == _EXEMPT):
            names = ", ".join(roll.ward.called(m) for m in members)
            notes.append(f"{words}: {padded_count(len(members))} đồng chí ({names})")
    return f"Trong đó: {'; '.join(notes)}." if notes else ""


def _absence(row: Attendance) -> str:
    if row.presence == "Vắng không có lý do":
        return "không có lý do"
    return uncapitalised((row.reason or "có lý do").rstrip(".;"))


def opinions(rows: Iterable[Attendance], office: Office) -> list[dict[str, str]]:
    """Opinions as minutes print them: who and what, one entry a row."""
    return [
        {"ho_ten": speaker(row, office), "noi_dung": _sentence(row.opinion)}
        for row in rows
        if row.opinion
    ]


def speaker(row: Attendance, office: Office) -> str:
    """The full name of the person behind an attendance row; the cell's text if unknown."""
    member = office.ward.member(row.member, office.unit)
    return office.ward.called(member) if member else row.member


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def signers(office: Office, meeting: Meeting) -> Context:
    """The two signatures: minute-taker on the left, chair on the right (HD05 7.1.4.e)."""
    words = office.rules.phrases
    return {
        "ky_trai": {
            "quyen_han": words["minutes_secretary"],
            "chuc_vu": "",
            "ho_ten": meeting.secretary,
        },
        "ky_phai": {
            "quyen_han": words["minutes_chair"],
            "chuc_vu": "",
            "ho_ten": chair_of(office, meeting),
        },
    }
