"""Minutes of an ordinary cell meeting (biên bản sinh hoạt chi bộ định kỳ)."""

from __future__ import annotations

import datetime as dt

from ...conventions.dates import month_number
from ...conventions.spelling import file_slug
from ...data.attendance import Roll
from ...data.models import Meeting, Organisation
from ...data.ward import ORDINARY_MEETING, Ward
from ..office import Office
from ..plan import Context, Job, Plan, Scope, merged
from . import shared as minutes

PAPER = "bien-ban-sinh-hoat"
KIND = ORDINARY_MEETING


def plan(ward: Ward, scope: Scope) -> Plan:
    """One document for each ordinary meeting."""
    wanted, skipped = minutes.meetings(ward, scope, KIND, PAPER)
    return Plan([minutes.planned(_job, ward, *item, paper=PAPER) for item in wanted], skipped)


def _job(ward: Ward, cell: Organisation, meeting: Meeting, day: dt.date) -> Job:
    office = Office(ward, cell, day)
    roll = Roll(ward, cell, meeting, day)
    month = f"tháng {month_number(day)}"

    def build(number: int | None) -> Context:
        return merged(
            minutes.head(office, number),
            minutes.meeting_part(office, roll),
            minutes.roll_part(office, roll),
            minutes.vote_part(meeting, roll.voters),
            minutes.signers(office, roll),
            _proceedings(office, meeting),
        )

    return Job(
        paper=PAPER,
        rules=office.rules.id,
        day=office.known_day,
        key=minutes.record_key(cell, meeting, day),
        master=PAPER,
        unit=cell,
        stem=file_slug(f"{meeting.code} {day.isoformat()}"),
        title=f"Biên bản sinh hoạt {month} – {cell.name}",
        build=build,
        number=minutes.register_facts(
            office, roll, f"sinh hoạt chi bộ định kỳ {month} năm {day.year}"
        ),
    )


def _proceedings(office: Office, meeting: Meeting) -> Context:
    """What was done, point by point; ``de_trong`` where nothing was written down.

    Minutes of such a meeting have every point, with lines to write on.
    """
    said = minutes.opinions(office.ward.attendance_of(meeting), office)
    points = {
        "thoi_su": office.told(meeting.briefing),
        "thang_qua": office.told(meeting.past),
        "thang_toi": office.told(meeting.next),
        "thao_luan": [*said, *office.told(meeting.guest_opinion)],
        "ket_luan": office.told(meeting.conclusion),
    }
    resolved = office.told(meeting.resolved)
    voted = bool(resolved) or meeting.votes_for is not None
    blank = not (any(points.values()) or voted)
    return {
        "noi_dung": [
            {"phan": point, "doan": [] if point == "thao_luan" else told, "co": bool(told)}
            for point, told in points.items()
            if told or blank
        ],
        "y_kien": said,
        "quyet_nghi": resolved,
        "co_bieu_quyet": voted or blank,
        "de_trong": blank,
    }
