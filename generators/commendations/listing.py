"""The list that goes with a proposal (danh sách đề nghị khen thưởng): one row a person or body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ...conventions.words import padded_count
from ...data import results
from ...data.grading.grades import given
from ...data.grading.past_years import past_years
from ...data.membership import belongs
from ...data.models import Organisation, YearResult
from ...data.past_grades import earlier_years, year_result
from ...data.reference import paper_words
from ...data.ward import Ward
from ..grades import abbreviations
from ..office import Office
from ..plan import Context, Job, Plan, Scope, merged
from ..record_columns import listed_person, organisation, posts
from .candidates import Candidate, candidates, own_of, own_part
from .proposal import PROPOSAL, TYPE, objects, plan_each, proposing, record_key

LIST = "danh-sach-khen-thuong"


def plan(ward: Ward, scope: Scope) -> Plan:
    """The list that goes with each proposal."""
    return plan_each(LIST, "Danh sách đề nghị khen thưởng", ward, scope, _list)


def _list(ward: Ward, unit: Organisation, proposed: list[Candidate]) -> Job:
    office = proposing(ward, unit)
    year = ward.settings.year
    people, bodies = own_part(proposed, members=True), own_part(proposed, members=False)

    def build(number: int | None) -> Context:
        members = [_member_row(office, n, rows) for n, rows in enumerate(people, start=1)]
        organisations = [_body_row(office, n, rows) for n, rows in enumerate(bodies, start=1)]
        return merged(
            office.head(None),
            office.signature(),
            office.attached(number, TYPE, landscape=True),
            {
                "doi_tuong": objects(proposed),
                "ca_nhan": members,
                "tap_the": organisations,
                "so": {
                    "ca_nhan": padded_count(len(people)),
                    "tap_the": padded_count(len(bodies)),
                    # Said only where somebody is proposed for more than one thing.
                    "de_nghi": padded_count(len(proposed))
                    if len(proposed) > len(people) + len(bodies)
                    else "",
                },
                "viet_tat": abbreviations([row["ket_qua"] for row in members + organisations]),
            },
        )

    return Job(
        paper=LIST,
        rules=office.rules.id,
        day=office.known_day,
        key=record_key(ward, unit),
        master=LIST,
        unit=unit,
        stem="danh-sach-de-nghi-khen-thuong",
        title=f"Danh sách đề nghị khen thưởng {objects(proposed)} năm {year}",
        build=build,
        goes_with=(PROPOSAL, record_key(ward, unit)),
    )


def _results(office: Office, rows: Sequence[Candidate], own: str, *, exemplary: bool) -> str:
    """The results of earlier years as written, then this year's by the data (kết quả xếp loại).

    While this year has no grade, what is written of it stands.
    """
    year = office.ward.settings.year
    past = earlier_years(_histories(office.ward, rows), year if own else 0)
    return "; ".join([*past, year_result(year, own, exemplary=exemplary)] if own else past)


def _histories(ward: Ward, rows: Sequence[Candidate]) -> list[str]:
    """The results of earlier years, from the nearest place where they are written down.

    The rows of this list, else other rows for the same person or organisation, else
    what the sheets of years and of the person or the organisation know.
    """
    subject = rows[0].subject
    others = [c for c in candidates(ward) if c.subject is subject]
    places = ([c.award.history for c in those] for those in (rows, others))
    own = subject.history
    if ward.rows_about(YearResult, subject):
        own = "; ".join(result.short for result in past_years(ward, subject).values())
    return next((told for told in places if any(told)), [own])


def _shared(office: Office, rows: Sequence[Candidate]) -> Context:
    """What a person proposed for two things has of both, in the order of the sheet."""
    forms = dict.fromkeys(c.form for c in rows)
    told = dict.fromkeys(c.award.summary for c in rows if c.award.summary)
    return {"hinh_thuc": "; ".join(forms), "thanh_tich": office.typed(" ".join(told))}


def _member_row(office: Office, number: int, rows: Sequence[Candidate]) -> Context:
    member, cell = rows[0].member, rows[0].cell
    assert member is not None
    own = given(office.ward, member).current
    return {
        **listed_person(office, member, cell),
        **own_of(rows),
        "tt": str(number),
        "ho_ten": member.full_name,
        "ngay_sinh": member.birth.printed() if member.birth else "",
        "chuc_vu": posts(member, office),
        "chi_bo": office.cell_name(cell),
        "ngay_vao_dang": member.joined.printed() if member.joined else "",
        "ket_qua": _results(office, rows, own, exemplary=False),
        **_shared(office, rows),
    }


def _body_row(office: Office, number: int, rows: Sequence[Candidate]) -> Context:
    body = rows[0].cell
    own = given(office.ward, body).current
    best = body.exemplary and recognises_best(office)
    asked = paper_words("year_result", "proposed") if any(c.exemplary for c in rows) else ""
    return {
        **organisation(office, body),
        **own_of(rows),
        "tt": str(number),
        "ten": office.spell(office.organisation(body)),
        "so_dang_vien": strength(office, body),
        "ket_qua": _results(office, rows, own, exemplary=best),
        "tieu_bieu": "x" if best else asked,
        **_shared(office, rows),
    }


def recognises_best(office: Office) -> bool:
    """Whether a body may call this year's results exemplary (tiêu biểu): one that recognises them.

    A cell only proposes itself as such.
    """
    return bool(office.kind["recognises"])


def strength(office: Office, body: Organisation) -> str:
    """How many members belong to a cell, or to the cells of a committee, on the list's day.

    A cell whose list has no day yet is counted on the day of its review, as
    its minutes are; of units with workbooks of their own as they reported; "" where nobody is
    known.
    """
    ward = office.ward

    def under(top: Organisation, seen: Sequence[Organisation] = ()) -> int:
        day: dt.date = office.day or ward.review_day(top)
        count = sum(belongs(m, day) for m in ward.members_of(top))
        below = [
            o
            for o in ward.data.organisations
            if o is not top and ward.parent(o) is top and not any(o is one for one in seen)
        ]
        return count + sum(under(o, (*seen, top)) for o in below)

    return str(under(body) + results.strength_reported(ward, body) or "")
