"""Minutes of an ordinary cell meeting (biên bản sinh hoạt chi bộ định kỳ)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ..conventions.dates import month_number
from ..conventions.spelling import file_slug
from ..conventions.words import decimal_vi, padded_count
from ..data.attendance import Roll
from ..data.models import Meeting, Organisation
from ..data.ward import ORDINARY_MEETING, Ward
from . import minutes
from .office import Office
from .plan import Context, Job, Plan, Scope, merged, paragraphs

PAPER = "bien-ban-sinh-hoat"
KIND = ORDINARY_MEETING


def plan(ward: Ward, scope: Scope) -> Plan:
    """One document for each ordinary meeting."""
    wanted, skipped = minutes.meetings(ward, scope, KIND, PAPER)
    return Plan([_job(ward, *item) for item in wanted], skipped)


def _job(ward: Ward, cell: Organisation, meeting: Meeting, day: dt.date) -> Job:
    office = Office(ward, cell, day)
    roll = Roll(ward, cell, meeting, day)
    abstract = f"sinh hoạt chi bộ định kỳ tháng {month_number(day)} năm {day.year}"

    def build(number: int | None) -> Context:
        return merged(
            minutes.head(office, number),
            minutes.meeting_part(office, meeting, day),
            minutes.roll_part(roll, exempt_apart=True),
            minutes.signers(office, meeting),
            _proceedings(office, meeting),
            _vote(roll, meeting),
        )

    return Job(
        paper=PAPER,
        rules=office.rules.id,
        key=f"{cell.code}-{meeting.code}-{day.year}",
        master=PAPER,
        unit=cell,
        stem=file_slug(f"{meeting.code} {day.isoformat()}"),
        title=f"Biên bản sinh hoạt tháng {day.month} – {cell.name}",
        build=build,
        number=minutes.register_facts(office, meeting, abstract),
    )


def _proceedings(office: Office, meeting: Meeting) -> Context:
    parts = (
        ("thoi_su", meeting.briefing),
        ("thang_qua", meeting.past),
        ("thang_toi", meeting.next),
    )
    return {
        "noi_dung": [
            {"phan": part, "doan": paragraphs(text)} for part, text in parts if text.strip()
        ],
        "y_kien": minutes.opinions(office.ward.attendance_of(meeting), office),
        "ket_luan": paragraphs(meeting.conclusion),
        "quyet_nghi": paragraphs(meeting.resolved),
    }


def _vote(roll: Roll, meeting: Meeting) -> Context:
    if meeting.votes_for is None:
        return {"bieu_quyet": None}
    voters = len(roll.present_official)
    share = round(Decimal(meeting.votes_for * 100) / voters, 1) if voters else Decimal(0)
    return {
        "bieu_quyet": {
            "dong_y": padded_count(meeting.votes_for),
            "tong": padded_count(voters),
            "ty_le": decimal_vi(share),
            "khong_dong_y": _people(meeting.votes_against),
            "khac": _people(meeting.other_opinion),
        }
    }


def _people(number: int | None) -> str:
    """How many, "" for nobody: papers say that in a word of their own."""
    return padded_count(number) if number else ""
