"""The proposal to the level above (tờ trình) and the list of the proposed (danh sách đề nghị)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from ..conventions.recipients import addressees
from ..conventions.spelling import bare_item
from ..conventions.words import padded_count
from ..data.models import Organisation
from ..data.ward import REVIEW_CONFERENCE, Ward
from ..i18n import tr
from .awards import Candidate, candidates
from .decisions import posts
from .grades import short
from .office import Office, issue_day
from .plan import Context, Job, Plan, Scope, Skipped, merged, paragraphs
from .values import BLANK

PROPOSAL = "to-trinh-khen-thuong"
LIST = "danh-sach-khen-thuong"
_TYPE = "to_trinh"
_NAMED_AT_MOST = 12
"""More names than this stand only in the attached list."""


def plan_proposals(ward: Ward, scope: Scope) -> Plan:
    """A proposal of each cell to the committee, and one of the committee to the level above."""
    result = Plan()
    for unit, proposed in _proposers(ward, scope):
        result.jobs.append(_proposal(ward, unit, proposed))
    result.skipped = _unknown(ward, PROPOSAL)
    return result


def plan_lists(ward: Ward, scope: Scope) -> Plan:
    """The list that goes with each proposal."""
    return Plan([_list(ward, unit, proposed) for unit, proposed in _proposers(ward, scope)])


def _proposers(ward: Ward, scope: Scope) -> list[tuple[Organisation, list[Candidate]]]:
    """Who proposes whom.

    A cell proposes its members and itself to the committee; what a higher
    level decides, the committee proposes upward in turn.
    """
    found = candidates(ward)
    proposers = []
    for cell in scope.cells(ward):
        own = [c for c in found if c.cell is cell]
        if own:
            proposers.append((cell, own))
    issuer = ward.issuer
    upward = [c for c in found if c.decided_above]
    if issuer is not None and scope.wants(issuer) and upward:
        proposers.append((issuer, upward))
    return proposers


def _unknown(ward: Ward, paper: str) -> list[Skipped]:
    known = {id(c.award) for c in candidates(ward)}
    return [
        Skipped(paper, "", award.subject, tr("không tìm thấy người hoặc tổ chức có mã này"))
        for award in ward.data.awards
        if id(award) not in known
    ]


def _addressee(office: Office) -> str:
    settings = office.ward.settings
    if office.unit is office.ward.issuer:
        return settings.superior_committee or BLANK
    parent = office.ward.parent(office.unit)
    return f"{settings.decision_authority} {parent.name}" if parent else BLANK


def _abstract(year: int, proposed: Sequence[Candidate]) -> str:
    kinds = {c.member is None for c in proposed}
    whom = {frozenset({False}): "đảng viên", frozenset({True}): "tổ chức đảng"}
    objects = whom.get(frozenset(kinds), "tổ chức đảng, đảng viên")
    return f"khen thưởng {objects} năm {year}"


def _proposal_day(ward: Ward, unit: Organisation) -> dt.date | None:
    """The committee's own day; a cell proposes on the day of its review conference.

    A cell without a dated conference leaves the day to be written by hand.
    """
    if unit is ward.issuer:
        return issue_day(ward)
    days = [m.date.full() for m in ward.meetings_of(unit, REVIEW_CONFERENCE) if m.date]
    return next((day for day in days if day), None)


def _proposal(ward: Ward, unit: Organisation, proposed: list[Candidate]) -> Job:
    office = Office(ward, unit, _proposal_day(ward, unit))
    year = ward.settings.year
    to = office.spell(_addressee(office))
    abstract = f"về việc đề nghị {_abstract(year, proposed)}"
    word, lines = addressees(office.rules.types[_TYPE].addressed or "dear", [to], office.rules)

    def build(number: int | None) -> Context:
        return merged(
            office.frame(_TYPE, number, PROPOSAL),
            {
                "kinh_trinh_tu": office.spell(word),
                "kinh_trinh": lines,
                "noi_trinh": to,
                "de_nghi": _items(office, proposed),
                **_whom(proposed),
            },
        )

    return Job(
        paper=PROPOSAL,
        rules=office.rules.id,
        key=f"{unit.code}-{year}",
        master=PROPOSAL,
        unit=unit,
        stem="to-trinh-de-nghi-khen-thuong",
        title=f"Tờ trình {abstract}",
        build=build,
        number=office.register_facts(_TYPE, abstract, PROPOSAL, [] if to == BLANK else [to]),
    )


def _whom(proposed: Sequence[Candidate]) -> Context:
    return {
        "co_dang_vien": any(c.member is not None for c in proposed),
        "co_to_chuc": any(c.member is None for c in proposed),
    }


def _items(office: Office, proposed: Sequence[Candidate]) -> list[Context]:
    def sort(candidate: Candidate) -> tuple[bool, str, str]:
        return (candidate.member is None, candidate.award.form, candidate.criterion)

    items = []
    for (organisation, form, criterion), group in groupby(sorted(proposed, key=sort), key=sort):
        members = list(group)
        listed = members if len(members) <= _NAMED_AT_MOST else []
        items.append(
            {
                "la_to_chuc": organisation,
                "hinh_thuc": form,
                "so": padded_count(len(members)),
                "tieu_chuan": criterion,
                "danh_sach": [_named(office, c) for c in listed],
            }
        )
    return items


def _named(office: Office, candidate: Candidate) -> Context:
    """Name, post and cell; a cell's own proposal does not name the cell again."""
    if candidate.member is None:
        return {"ten": office.spell(candidate.name), "chuc_vu": "", "chi_bo": ""}
    own = candidate.cell is office.unit
    return {
        "ten": candidate.name,
        "chuc_vu": office.spell(candidate.member.party_post),
        "chi_bo": "" if own else office.spell(candidate.cell.name),
    }


def _list(ward: Ward, unit: Organisation, proposed: list[Candidate]) -> Job:
    office = Office(ward, unit, _proposal_day(ward, unit))
    year = ward.settings.year
    people = [c for c in proposed if c.member is not None]
    bodies = [c for c in proposed if c.member is None]

    def build(_: int | None) -> Context:
        return merged(
            office.head(None),
            office.signature(),
            {
                **_whom(proposed),
                "ca_nhan": [_member_row(office, n, c) for n, c in enumerate(people, start=1)],
                "tap_the": [_body_row(office, n, c) for n, c in enumerate(bodies, start=1)],
                "so": {
                    "ca_nhan": padded_count(len(people)),
                    "tap_the": padded_count(len(bodies)),
                },
            },
        )

    return Job(
        paper=LIST,
        rules=office.rules.id,
        key=f"{unit.code}-{year}",
        master=LIST,
        unit=unit,
        stem="danh-sach-de-nghi-khen-thuong",
        title=f"Danh sách đề nghị {_abstract(year, proposed)}",
        build=build,
    )


def _results(candidate: Candidate, own: str) -> str:
    """Grades of earlier years as written, then this year's (kết quả xếp loại)."""
    past = "; ".join(bare_item(p) for p in paragraphs(candidate.award.history))
    this = f"{candidate.ward.settings.year}: {short(own)}" if own else ""
    return "; ".join(part for part in (past, this) if part)


def _member_row(office: Office, number: int, candidate: Candidate) -> Context:
    member = candidate.member
    assert member is not None
    review = office.ward.review_of(member)
    return {
        "tt": str(number),
        "ho_ten": member.full_name,
        "ngay_sinh": str(member.birth) if member.birth else "",
        "chuc_vu": posts(member, office),
        "chi_bo": office.cell_name(candidate.cell),
        "ngay_vao_dang": str(member.joined) if member.joined else "",
        "ket_qua": _results(candidate, review.grade or review.proposed_grade if review else ""),
        "hinh_thuc": candidate.award.form,
        "thanh_tich": candidate.award.summary,
    }


def _body_row(office: Office, number: int, candidate: Candidate) -> Context:
    cell = candidate.cell
    return {
        "tt": str(number),
        "ten": office.spell(cell.name),
        "so_dang_vien": str(len(office.ward.members_of(cell))),
        "ket_qua": _results(candidate, cell.grade or cell.proposed_grade),
        "tieu_bieu": "x" if cell.exemplary else "",
        "hinh_thuc": candidate.award.form,
        "thanh_tich": candidate.award.summary,
    }
