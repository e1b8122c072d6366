"""Heads and their collectives (người đứng đầu): none is graded above what they lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...i18n import tr
from ..models import Collective, Organisation
from ..ward import Ward
from .grades import given
from .rules import rules_of
from .subjects import Graded, name_of


@dataclass(frozen=True, slots=True)
class Above:
    """A head graded above the collective (đứng đầu cao hơn tập thể), and both grades."""

    head: Graded
    body: Collective | Organisation
    head_grade: str
    body_grade: str

    def told(self, ward: Ward) -> str:
        """The remark in one sentence."""
        return tr("Người đứng đầu “{muc}” cao hơn “{tap_the}” ({muc_tap_the}).").format(
            muc=self.head_grade, tap_the=name_of(ward, self.body), muc_tap_the=self.body_grade
        )


def above_their_bodies(ward: Ward) -> list[Above]:
    """The heads whose grade is higher than their collective's; both recognised or proposed.

    Leaders marked as heads against their collective, secretaries against their
    cell. A principle that many committees apply; its sentence in the rule was
    not found, so it is for a warning alone.
    """
    rules = rules_of(ward)
    if rules is None:
        return []
    return [
        Above(head, body, own, of_body)
        for head, body in _pairs(ward)
        if (own := given(ward, head).current)
        and (of_body := given(ward, body).current)
        and rules.rank(own) < rules.rank(of_body)
    ]


def _pairs(ward: Ward) -> Iterator[tuple[Graded, Collective | Organisation]]:
    for leader in ward.data.leaders:
        collective = ward.collective(leader.collective) if leader.is_head else None
        if collective is not None:
            yield leader, collective
    for cell in ward.cells:
        for secretary in ward.post_holders(cell, "secretary"):
            yield secretary, cell
