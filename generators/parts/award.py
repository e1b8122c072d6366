"""Commendations decided on (khen thưởng): certificate, extract of the decision, the year's book."""

from __future__ import annotations

from ...conventions.binding import unbroken_groups
from ...conventions.dates import blank_long_date, long_date
from ...conventions.fitting import balanced_lines, text_width_mm
from ...conventions.signature import signature_by_order
from ...conventions.spelling import fold, upper
from ...conventions.words import money, money_in_words, number_vi, padded_count
from ...data.grading.subjects import name_of
from ...data.models import Award
from ...data.party_posts import held_posts
from ...data.reference import paper_words
from ..commendations.candidates import Candidate, decisions, own_of
from ..commendations.decision import fund
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from ..record_columns import graded_name, listed_either

_NAME_PT = {"lon": 32, "vua": 26, "nho": 20}
"""Template key → size of the name on a certificate: the largest at which it takes one line."""
_TEXT_PT, _WIDTH_MM = 18, 225
"""Size of the other lines; what a certificate has room for, in mm."""


def award(office: Office, subject: Subject) -> Context:
    """The part ``khen``: who is awarded what for which standard, the money, where in the list."""
    number, candidate = _entry(office, subject)
    told = _told(office, number, candidate)
    return {"khen": told, "nguon_thuong": fund(office), **_decided(office)}


def extract(office: Office, subject: Subject) -> Context:
    """The part ``ky`` of an extract: the office certifies it, nobody decides a second time.

    By order of the organ that decided; a cell has no office and certifies it itself.
    """
    if office.is_cell:
        return {}
    organ = office.ward.settings.decision_authority if office.by_standing else office.unit.name
    head = office.spell(paper_words("extract", "certified_by"))
    block = signature_by_order(office.spell(organ), head, _certifier(office, head), office.rules)
    return {"ky": office.signed(block)}


def _certifier(office: Office, head: str) -> str:
    """Who heads the committee's office, by the sheet of leaders; "" where it names nobody."""
    post = fold(f"{head} {office.kind['authority']}")
    heads = (row for row in office.ward.data.leaders if fold(row.post).startswith(post))
    return next((name_of(office.ward, row) for row in heads), "")


def certificate(office: Office, subject: Subject) -> Context:
    """The part ``giay_khen``: lines of a certificate, each balanced; ``co`` is the name's size."""
    _, candidate = _entry(office, subject)
    called = candidate.name if candidate.member else _name(office, candidate)
    sizes = (k for k, pt in _NAME_PT.items() if text_width_mm(called, pt, bold=True) <= _WIDTH_MM)
    size = next(sizes, "nho")
    place = _place(office, candidate)
    if candidate.member is not None:
        born = candidate.called.removeprefix(candidate.name).strip(" ()")
        place = ", ".join(filter(None, (born, place, _above(office, candidate))))
        place = place[:1].upper() + place[1:]
    told = office.filled(office.ward.settings.certificate_text)
    return {
        "giay_khen": {
            "co": size,
            "co_quan": _balanced(office, upper(office.decider), _TEXT_PT, bold=True),
            "ten": _balanced(office, called, _NAME_PT[size], bold=True),
            "don_vi": _balanced(office, place, _TEXT_PT) if place else [],
            "loi": _balanced(office, office.typed(told), _TEXT_PT) if told else [],
        }
    }


def book(office: Office, subject: Subject) -> Context:
    """The part ``khen_thuong``: all that one decision awards, a row each, and the sum."""
    bodies = (one for one in decisions(office.ward) if one.body is subject.unit)
    decision = next(one for one in bodies if one.about == subject.part)
    rows = [_told(office, n, one) for n, one in enumerate(decision.awarded, start=1)]
    total = sum(one.amount or 0 for one in decision.awarded)
    return {
        "so_khen_thuong": rows,
        "la_to_chuc": decision.of_organisations,
        "tong": {"so": number_vi(total), "chu": money_in_words(total)},
        "so": {"dong": padded_count(len(rows))},
        **_decided(office),
    }


def _entry(office: Office, subject: Subject) -> tuple[int, Candidate]:
    row = subject.record
    assert isinstance(row, Award)
    return next(one for one in decisions(office.ward) if one.has(row)).entry(row)


def _decided(office: Office) -> Context:
    """The part ``quyet_dinh``: the day of the decision, to be written by hand while unknown."""
    day, year = office.day, office.known_day.year
    return {"quyet_dinh": {"ngay": blank_long_date(year) if day is None else long_date(day)}}


def _name(office: Office, candidate: Candidate) -> str:
    """Who is awarded: a person (a namesake with the year of birth), a cell, a whole body."""
    return candidate.called if candidate.member else graded_name(office, candidate.cell)


def _told(office: Office, number: int, candidate: Candidate) -> Context:
    member, amount = candidate.member, candidate.amount or 0
    return {
        **listed_either(office, member, candidate.cell),
        **own_of([candidate]),
        "tt": str(number),
        "ten": _name(office, candidate),
        "la_nguoi": member is not None,
        "noi": _place(office, candidate),
        "hinh_thuc": candidate.award.form,
        "thanh_tich": candidate.award.period,
        "tieu_chuan": candidate.criterion,
        "tien": money(amount),
        "so_tien": number_vi(amount),
        "chu": money_in_words(amount),
    }


def _place(office: Office, candidate: Candidate) -> str:
    """The post and cell of a member (chức vụ, chi bộ); what an organisation belongs to."""
    member = candidate.member
    if member is None:
        return _above(office, candidate)
    return office.post_in(held_posts(member.party_post), candidate.cell)


def _above(office: Office, candidate: Candidate) -> str:
    """The party organisation that the cell or body belongs to (đảng bộ cấp trên)."""
    return office.spell(Office(office.ward, candidate.cell, office.day).superior_name)


def _balanced(office: Office, text: str, size_pt: int, *, bold: bool = False) -> list[str]:
    groups = unbroken_groups(text, office.rules.letterhead.bound_words)
    return list(balanced_lines(groups, _WIDTH_MM, size_pt, bold))
