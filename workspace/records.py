"""Finding the papers of one person or record (giấy tờ của một người) among those of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..batch.choice import Choice
from ..conventions.spelling import fold
from ..data.models import Member, Organisation
from ..data.name_keys import name_key
from ..data.reference import paper_words
from ..data.ward import Ward
from ..errors import UnknownRecord
from ..generators.keys import member_key
from ..generators.plan import Paper, Scope
from ..i18n import tr
from ..suggestions import asked, same_spelt


@dataclass(frozen=True, slots=True)
class Records:
    """The records meant (hồ sơ được chọn): their keys, and their units."""

    keys: frozenset[str]
    units: tuple[Organisation, ...]


_Person = tuple[Member, Organisation]
"""A member with the cell."""


def find_records(
    ward: Ward, papers: Sequence[Paper], units: Sequence[Organisation], meant: Iterable[str]
) -> Records:
    """The records meant by a member's code, card number or name, or by a document's key.

    Namesakes are told apart by the year of birth behind the name (``Lê Thị Lan 1981``).
    ``units`` are those in which they are looked for, none for the whole ward.
    Raises :class:`UnknownRecord`.
    """
    scope = Scope(tuple(units))
    year = ward.settings.year
    people = [(m, cell) for cell in scope.cells(ward) for m in ward.members_of(cell)]
    keys: set[str] = set()
    found: dict[int, Organisation] = {}
    others = []
    for text in _each(people, meant):
        matching = _matching(people, text)
        if not matching:
            others.append(text)
            continue
        if len(matching) > 1:
            raise _namesakes(text, matching, year)
        ((member, cell),) = matching
        key = member_key(member, year)
        alike = [(m, c) for m, c in people if member_key(m, year) == key]
        if len(alike) > 1:
            raise _namesakes(text, alike, year)
        keys.add(key)
        found[id(cell)] = cell
    chosen = [Choice(scope.units).jobs(paper, ward) for paper in papers] if others else []
    jobs = {job.key: job for of_paper in chosen for job in of_paper}
    for text in others:
        if text not in jobs:
            raise _unknown(text, ward, people, jobs)
        keys.add(text)
        found[id(jobs[text].unit)] = jobs[text].unit
    return Records(frozenset(keys), tuple(found.values()))


def _each(people: Sequence[_Person], meant: Iterable[str]) -> list[str]:
    """What is meant, one by one: ``DV0003, DV0004`` in one word are two people."""
    each: list[str] = []
    for text in meant:
        parts = [part for piece in re.split("[,;]", text) if (part := piece.strip())]
        several = len(parts) > 1 and any(_matching(people, part) for part in parts)
        each += parts if several else [text]
    return each


def _matching(people: Sequence[_Person], text: str) -> list[_Person]:
    """Whom a text means: by code or card number, else by name, with the year of birth or not."""
    typed = fold(text)
    if not typed:
        return []
    exact = [p for p in people if typed in (fold(p[0].code), fold(p[0].card))]
    if exact:
        return exact
    named = [p for p in people if name_key(text) == name_key(p[0].full_name)]
    return named or [p for p in people if typed in _with_year(p[0])]


def _with_year(member: Member) -> tuple[str, ...]:
    if member.birth is None:
        return ()
    name, year = member.full_name, member.birth.year
    return fold(f"{name} {year}"), fold(paper_words("namesake", "of_year", ten=name, nam=year))


def _namesakes(text: str, people: Sequence[_Person], year: int) -> UnknownRecord:
    """Several people of one name: what tells them apart, and what to type for one of them."""
    told = []
    for member, cell in people:
        born = tr("sinh năm {nam}").format(nam=member.birth.year) if member.birth else ""
        handle = member.code or member.card
        told.append(", ".join(part for part in (handle, born, cell.name) if part))
    handles = [member.code or member.card for member, _ in people]
    years = [member.birth.year if member.birth else None for member, _ in people]
    if all(handles):
        fix = tr("Ghi mã đảng viên hoặc số thẻ: {ds}.").format(ds=", ".join(handles))
    elif len({member_key(member, year) for member, _ in people}) < len(people):
        fix = tr(
            "Những người này chưa có mã nên hồ sơ của họ không tách được: ghi cột"
            " Mã đảng viên cho từng người rồi gõ lại theo mã."
        )
    elif None not in years and len(set(years)) == len(years):
        fix = tr("Ghi thêm năm sinh, ví dụ --nguoi “{ten} {nam}”.").format(
            ten=people[0][0].full_name, nam=years[0]
        )
    else:
        fix = tr("Thêm --don-vi và mã chi bộ của người cần lập.")
    return UnknownRecord(
        tr("Có {so} người tên “{ten}”.").format(so=len(people), ten=text),
        details=told,
        fix=fix,
    )


def _unknown(
    text: str, ward: Ward, people: Sequence[_Person], keys: Iterable[str]
) -> UnknownRecord:
    elsewhere = ward.member(text)
    if elsewhere is not None:
        return UnknownRecord(
            tr("Đảng viên “{ten}” không thuộc chi bộ nào trong các đơn vị được chọn.").format(
                ten=elsewhere.full_name
            ),
            why=tr("Cột Chi bộ ghi “{ten}”.").format(ten=elsewhere.cell),
            fix=tr("Xem lại --don-vi, cột Chi bộ và trang Tổ chức đảng."),
        )
    known = [handle for m, _ in people for handle in (m.code, m.full_name) if handle]
    return UnknownRecord(
        tr("Không có đảng viên, hồ sơ nào là “{ten}”.").format(ten=text),
        fix=asked(same_spelt(text, [*known, *keys]))
        or tr("Ghi mã đảng viên hoặc số thẻ đảng như ở trang Đảng viên."),
    )
