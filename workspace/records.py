"""Finding the papers of one person or record (giấy tờ của một người) among those of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..conventions.spelling import fold
from ..data.models import Organisation
from ..data.ward import Ward
from ..errors import UnknownRecord
from ..generators.papers import plan_papers
from ..generators.plan import Paper, Scope
from ..generators.self_review import record_key
from ..i18n import tr
from ..suggestions import asked, same_spelt


@dataclass(frozen=True, slots=True)
class Records:
    """The records meant (hồ sơ được chọn): their keys, their units, the persons' names."""

    keys: frozenset[str]
    units: tuple[Organisation, ...]
    names: frozenset[str]


def find_records(
    ward: Ward, papers: Sequence[Paper], units: Sequence[Organisation], meant: Iterable[str]
) -> Records:
    """The records meant by a member's code, card number or only name, or by a document's key.

    ``units`` are those in which they are looked for, none for the whole ward.
    Raises :class:`UnknownRecord`.
    """
    scope = Scope(tuple(units))
    keys: set[str] = set()
    found: dict[int, Organisation] = {}
    names: set[str] = set()
    others = []
    for text in meant:
        member = ward.member(text, units[0] if len(units) == 1 else None)
        cell = ward.organisation(member.cell) if member is not None else None
        if member is None or cell is None or not scope.wants(cell):
            others.append(text)
            continue
        keys.add(record_key(member, ward.settings.year))
        names.add(member.full_name)
        found[id(cell)] = cell
    jobs = {job.key: job for job in plan_papers(ward, papers, scope).jobs} if others else {}
    for text in others:
        if text not in jobs:
            raise _unknown(text, ward, scope, jobs)
        keys.add(text)
        found[id(jobs[text].unit)] = jobs[text].unit
    return Records(frozenset(keys), tuple(found.values()), frozenset(names))


def _unknown(text: str, ward: Ward, scope: Scope, keys: Iterable[str]) -> UnknownRecord:
    members = [m for cell in scope.cells(ward) for m in ward.members_of(cell)]
    namesakes = [m.code or m.card for m in members if text and fold(m.full_name) == fold(text)]
    if len(namesakes) > 1:
        return UnknownRecord(
            tr("Có {so} người tên “{ten}”.").format(so=len(namesakes), ten=text),
            fix=tr("Ghi mã đảng viên hoặc số thẻ: {ds}.").format(ds=", ".join(namesakes)),
        )
    known = [handle for m in members for handle in (m.code, m.full_name) if handle]
    return UnknownRecord(
        tr("Không có đảng viên, hồ sơ nào là “{ten}”.").format(ten=text),
        fix=asked(same_spelt(text, [*known, *keys]))
        or tr("Ghi mã đảng viên hoặc số thẻ đảng như ở trang Đảng viên."),
    )
