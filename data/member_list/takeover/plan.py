"""Deciding what member lists add to a workbook (kế hoạch nhập danh sách)."""

from __future__ import annotations

from collections.abc import Sequence

from ....i18n import tr
from ...reference import table
from ..heading import ListHeading
from ..result import MemberList
from .bodies import BodiesPlan
from .people import PeoplePlan
from .target import MEMBER_SHEET, Target


def plan_take_over(lists: Sequence[MemberList], target: Target) -> None:
    """Plan settings, organisations, then people, in the lists' order; nothing is written here.

    New cells get their codes in the order people number them, over all lists.
    """
    heading = next((listed.heading for listed in lists if listed.heading), ListHeading())
    bodies = BodiesPlan(target)
    bodies.make(heading, [o for listed in lists for o in listed.organisations])
    _place_in_only_cell(lists, target)
    people = PeoplePlan(target, bodies, lists)
    for listed in lists:
        people.make(listed)
    target.tell_lacking()
    target.result.own_columns = list(target.own.new.values())
    target.result.kept_columns = list(target.own.used.values())


def _place_in_only_cell(lists: Sequence[MemberList], target: Target) -> None:
    """People of lists that name no cell at all, in a workbook with one cell: a secretary's."""
    kinds = table("organisation-kinds")
    cells = [o for o in target.data.organisations if o.kind in kinds and kinds[o.kind]["cell"]]
    if len(cells) != 1 or any(listed.organisations for listed in lists):
        return
    (cell,) = cells
    for listed in lists:
        for person in listed.people:
            person.member.cell = cell.name
        listed.findings = [f for f in listed.findings if f.code != "KT-813"]
    why = tr("Danh sách không nói chi bộ nào; sổ chỉ có “{ten}” nên mọi người được ghi vào đó.")
    fix = tr("Có người của chi bộ khác thì sửa cột Chi bộ.")
    target.say("KT-819", MEMBER_SHEET, why=why.format(ten=cell.name), fix=fix)
