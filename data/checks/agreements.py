"""Checks of who agreed (kiểm tra số đồng ý): to commendations, to grades given again."""

from __future__ import annotations

from typing import NamedTuple

from ...i18n import tr
from ..attendance import review_roll
from ..models import Award, Member, Organisation, Regrade
from ..ward import COMMITTEE_MEETING
from .context import CheckContext
from .votes import Voters, voters_of


class _Agreed(NamedTuple):
    """How many agreed (số đồng ý), where it is written, and who could vote."""

    record: Award | Regrade
    attribute: str
    number: int | None
    voters: Voters | None


def check_agreements(context: CheckContext) -> None:
    """No more agreed than could vote; and more than half, where something is decided on it."""
    committee = _at_committee(context)
    told = [
        _Agreed(row, "agreed", row.agreed, _at_cell(context, row)) for row in context.data.awards
    ]
    told += [
        _Agreed(row, "committee_agreed", row.committee_agreed, committee)
        for row in context.data.awards
    ]
    told += [_Agreed(row, "agreed", row.agreed, committee) for row in context.data.regrades]
    for each in told:
        _check(context, each)


def _check(context: CheckContext, told: _Agreed) -> None:
    number, voters = told.number, told.voters
    if number is None or voters is None:
        return
    if number > voters.most:
        why = tr("Có {ai}, mà {n} người đồng ý.").format(ai=voters.told, n=number)
        fix = tr("Sửa số này, hoặc sửa điểm danh ở trang {trang}.").format(trang=voters.sheet)
        context.report("KT-608", told.record, told.attribute, read=number, why=why, fix=fix)
    elif number * 2 <= voters.fewest:
        why = tr("Chỉ {n} người đồng ý, không quá nửa: có {ai}.").format(n=number, ai=voters.told)
        fix = tr("Sửa số; không được tán thành thì xoá dòng này.")
        context.report("KT-609", told.record, told.attribute, read=number, why=why, fix=fix)


def _at_cell(context: CheckContext, award: Award) -> Voters | None:
    """The voters of the conference at which a cell agreed to a proposal."""
    ward = context.ward
    subject = ward.subject(award.subject)
    cell = ward.organisation(subject.cell) if isinstance(subject, Member) else subject
    roll = review_roll(ward, cell) if isinstance(cell, Organisation) else None
    return voters_of(context, roll.meeting) if roll is not None else None


def _at_committee(context: CheckContext) -> Voters | None:
    """The voters of the issuing committee's last meeting on grades and commendations."""
    issuer = context.ward.issuer
    held = context.ward.meetings_of(issuer, COMMITTEE_MEETING) if issuer is not None else []
    return voters_of(context, held[-1]) if held else None
