"""How a season is set up (tổ chức kiểm điểm): plan, working groups, what is suggested to whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ...conventions.dates import short_date
from ...conventions.spelling import bare_item, fold, sentence
from ...conventions.words import padded_count
from ...data.grading.authority import own_collective
from ...data.models import Collective, GroupMember, Member, Organisation, Review
from ...data.party_posts import held_posts
from ...data.reference import choice, paper_words, table
from ...data.ward import REVIEW_CONFERENCE, Ward
from ..commendations.proposal import address
from ..declared.needs import about
from ..declared.subjects import Subject, called, collective_name
from ..minutes.shared import person
from ..office import Office
from ..own_fields import own_fields
from ..plan import Context, paragraphs
from ..record_columns import numbered, posts
from ..values import template_values
from .conference import moment, post_and_unit

_LETTER = "cong_van"
"""The key of letters among the rule set's document types."""


def issuing(office: Office, subject: Subject) -> Context:
    """The part ``noi_ban_hanh``: who speaks in the paper, and the offices that follow it up."""
    return {
        "noi_ban_hanh": office.author,
        "noi_theo_doi": office.spell(office.ward.settings.executors),
    }


def deadlines(office: Office, subject: Subject) -> Context:
    """The part ``thoi_han``: until when reviews must be over, "" where no rule is known."""
    year = office.ward.settings.year
    rules = [rule for rule in table("conferences")["rule"] if rule["from_year"] <= year]
    rule: dict[str, Any] = max(rules, key=lambda rule: rule["from_year"], default={})
    return {
        "thoi_han": {
            "truoc": _date(year, rule.get("before")),
            "tong_ket_muon": _date(year + 1, rule.get("before_late")),
        }
    }


def _date(year: int, month_day: list[int] | None) -> str:
    return "" if month_day is None else short_date(dt.date(year, *month_day))


def schedule(office: Office, subject: Subject) -> Context:
    """The part ``lich``: when and where each body reviews, and which group attends.

    The collectives first, then the cells (of a workbook without cells the bodies below), last
    the issuing committee's own collective. ``tap_the`` are the collectives by name,
    ``ngay_xet`` is the day on which the committee decides.
    """
    ward, groups = office.ward, _groups(office.ward)
    attended = {
        id(unit): name for name, rows in groups.items() for unit in _units(ward, rows) if unit
    }
    own = own_collective(ward)
    below = ward.cells or [body for body in ward.data.organisations if body is not ward.issuer]
    led: dict[str, Collective] = {}
    for row in ward.data.collectives:
        led.setdefault(fold(row.name), row)
    first = [row for row in led.values() if ward.cells and row is not own]
    order: list[Organisation | Collective] = [*first, *below, *([] if own is None else [own])]
    held = [{**_held(office, body), "to": attended.get(id(body), "")} for body in order]
    return {
        "tap_the": [office.spell(row.name) for row in led.values()],
        "lich": numbered(held),
        "so_to": padded_count(len(groups)) if groups else "",
        "ngay_xet": _decided(office),
    }


def _decided(office: Office) -> str:
    """The day of the committee's meeting on the grades; "" while unknown."""
    meetings = office.ward.meetings_of(office.unit, choice("meeting_kind", "committee"))
    return next((template_values(held)["ngay"] for held in meetings), "")


def _held(office: Office, body: Organisation | Collective) -> Context:
    """When and where a body reviews itself: its name, day, hour and place, "" while unknown."""
    if isinstance(body, Collective):
        day = template_values(body)["ngay_kiem_diem"]
        return {"ten": office.spell(body.name), "ngay": day, "gio": "", "dia_diem": ""}
    meeting = next(iter(office.ward.meetings_of(body, REVIEW_CONFERENCE)), None)
    told = {} if meeting is None else template_values(meeting)
    start = None if meeting is None else meeting.start
    return {
        "ten": office.spell(body.name),
        "ngay": told.get("ngay", ""),
        "gio": moment(start),
        "dia_diem": told.get("dia_diem", ""),
    }


def working_groups(office: Office, subject: Subject) -> Context:
    """The part ``cac_to``: each group with its members, head first, and the units it attends."""
    ward = office.ward
    groups = _groups(ward)
    return {
        "cac_to": [
            {
                "ten": name,
                "thanh_vien": [_group_member(office, n, row) for n, row in enumerate(rows, 1)],
                "don_vi": [
                    office.spell(unit.name) if unit else said
                    for unit, said in zip(_units(ward, rows), _said(rows), strict=True)
                ],
            }
            for name, rows in groups.items()
        ],
        "so_to": padded_count(len(groups)) if groups else "",
        "so_nguoi": padded_count(sum(map(len, groups.values()))),
    }


_ORDER = ("head", "deputy", "member", "secretary")
"""Roles in a group, by the keys of ``choices.toml``."""


def _groups(ward: Ward) -> dict[str, list[GroupMember]]:
    """The groups by name, in the order of the sheet; head and deputy first, the secretary last."""
    groups: dict[str, list[GroupMember]] = {}
    for row in ward.data.group_members:
        groups.setdefault(row.group, []).append(row)
    order = {choice("group_role", key): place for place, key in enumerate(_ORDER)}
    for rows in groups.values():
        rows.sort(key=lambda row: order.get(row.role, _ORDER.index("member")))
    return groups


def _said(rows: list[GroupMember]) -> list[str]:
    return [bare_item(line) for row in rows for line in paragraphs(row.units)]


def _units(ward: Ward, rows: list[GroupMember]) -> list[Organisation | Collective | None]:
    return [ward.organisation(said) or ward.collective(said) for said in _said(rows)]


def _group_member(office: Office, number: int, row: GroupMember) -> Context:
    member = office.ward.member(row.name)
    name = row.name if member is None else office.ward.called(member)
    return {
        **template_values(row),
        **own_fields(office.ward, ("to_cong_tac", [row])),
        **person(name),
        "tt": str(number),
        "chuc_vu": office.typed(row.post) or (posts(member, office) if member else ""),
    }


def suggestion(office: Office, subject: Subject) -> Context:
    """The parts ``doi_tuong`` and ``goi_y``: to whom points are suggested for the review, which."""
    record, body = subject.record, about(office.ward, subject)
    if isinstance(record, Member):
        who: Context = {
            **person(called(office.ward, subject)),
            "chuc_vu": _post(office, record),
        }
    elif isinstance(record, Collective):
        who = {"ten": office.spell(record.name), "chuc_vu": ""}
    else:
        who = {"ten": collective_name(office, subject.unit), "chuc_vu": ""}
    rows = [] if body is None else office.ward.rows_about(Review, body)
    points = [point for row in rows for point in office.told(row.suggested)]
    to = f"{paper_words('receivers', 'person')} {who['ten']}" if who.get("dong_chi") else who["ten"]
    letter = address(office, _LETTER, ", ".join(filter(None, (to, who["chuc_vu"]))))
    return {
        **letter,
        "doi_tuong": {**who, "la_nguoi": isinstance(record, Member)},
        "goi_y": [sentence(bare_item(point)) for point in points],
    }


def _post(office: Office, member: Member) -> str:
    """The posts of a member in a sentence, a post in the cell with the cell's name."""
    held, cell = posts(member, office).replace("; ", ", "), office.ward.organisation(member.cell)
    if cell is None or not held_posts(member.party_post):
        return held
    return post_and_unit(office, held, office.spell(cell.name))
