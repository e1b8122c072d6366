"""Each who is graded in one line (bảng xếp loại): for the screen and for Excel."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...i18n import tr
from ..models import Leader, Member, Organisation, Review
from ..ward import Ward, once_a_ward
from . import levels, tasks, votes
from .authority import authority_of, decider
from .cap import group_name
from .grades import Given, Kind, due, given
from .heads import above_their_bodies
from .rules import rules_of
from .subjects import Graded, is_head, name_of, review_of, unit_of


@dataclass(frozen=True, slots=True)
class Line:
    """One who is graded (một dòng của bảng xếp loại).

    ``unit`` is the party organisation, "" for none known. ``counted``: whether
    among those of whom the cap is worked out. ``decides`` says who gives the
    grade. ``remarks`` are what should be looked at again.
    """

    kind: Kind
    subject: Graded
    code: str
    name: str
    unit: str
    group: str
    counted: bool
    review: Review | None
    tasks: tasks.Counts
    given: Given
    vote: votes.Outcome | None
    allowed: levels.Allowed
    decides: str
    remarks: tuple[str, ...]


def lines(ward: Ward, kind: Kind, units: Collection[Organisation] = ()) -> Iterator[Line]:
    """The lines of one kind of subject, in sheet order; of these organisations, of all for none."""
    wanted = {id(unit) for unit in units}
    for subject in due(ward, kind):
        unit = unit_of(ward, subject)
        if wanted and id(unit) not in wanted:
            continue
        authority = authority_of(ward, subject)
        body = decider(ward, subject)
        counted = ward.settings.cap_heads or not is_head(ward, subject)
        verdict, vote = levels.allowed(ward, subject), votes.outcome(ward, subject)
        so_far = given(ward, subject)
        yield Line(
            kind,
            subject,
            _code(subject),
            name_of(ward, subject),
            unit.name if unit else "",
            group_name(ward, subject),
            counted and body is not None,
            review_of(ward, subject),
            tasks.counts(ward, subject),
            so_far,
            vote,
            verdict,
            body.name if body is not None else authority.decides if authority else "",
            tuple(_remarks(ward, subject, so_far, vote, verdict)),
        )


def said(allowed: levels.Allowed) -> str:
    """The level in words, also where it is not decided (mức theo quy định)."""
    if allowed.level is not None:
        return allowed.level
    if allowed.ceiling is None:
        return tr("Chưa xác định")
    return tr("Chưa xác định (cao nhất: {muc})").format(muc=allowed.ceiling)


def _code(subject: Graded) -> str:
    if isinstance(subject, Leader):
        return subject.person
    return subject.code or (subject.card if isinstance(subject, Member) else "")


def _remarks(
    ward: Ward,
    subject: Graded,
    so_far: Given,
    vote: votes.Outcome | None,
    verdict: levels.Allowed,
) -> Iterator[str]:
    rules = rules_of(ward)
    if rules is None:
        return
    current = so_far.current
    if current and verdict.ceiling and rules.rank(current) < rules.rank(verdict.ceiling):
        yield tr("Mức “{muc}” cao hơn mức theo quy định.").format(muc=current)
    if vote is not None and vote.level and so_far.proposed and vote.level != so_far.proposed:
        yield tr("Quá nửa số phiếu là “{phieu}” ({so}) mà đề nghị “{muc}”.").format(
            phieu=vote.level, so=vote.told, muc=so_far.proposed
        )
    yield from _heads_remarks(ward).get(id(subject), ())


@once_a_ward
def _heads_remarks(ward: Ward) -> dict[int, list[str]]:
    told: dict[int, list[str]] = {}
    for above in above_their_bodies(ward):
        told.setdefault(id(above.head), []).append(above.told(ward))
    return told
