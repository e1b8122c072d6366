"""Whom each grading decision lists (bốn đối tượng của quyết định xếp loại), and who is left out.

Organisations and members of the Party, leadership collectives, leading individuals: a
person who is a member and a leader stands in both lists, each with its own grade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..data.grading.authority import decided_above
from ..data.grading.grades import Kind
from ..data.grading.subjects import name_of, unit_of
from ..data.membership import belongs, not_reviewed
from ..data.models import Collective, Leader, Member, Organisation, Review
from ..data.reference import choice
from ..data.ward import Ward
from ..i18n import tr
from .keys import member_key
from .office import Office
from .own_fields import own_fields
from .plan import Skipped, named_or_counted
from .record_columns import (
    birth_year,
    collective,
    listed_leader,
    listed_person,
    organisation,
    posts,
)
from .self_review import homeless

Row = dict[str, str]
Found = tuple[list[Any], list[Skipped]]
"""Those with a grade, in the order of the list, and those without."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One of the four decisions (một quyết định xếp loại).

    ``paper`` is its key, ``kind`` whom it is about, ``stem`` its file's name. ``find``
    looks for those graded, ``rows`` gives their lines without numbers, ``named`` those whom
    the register names. ``marks`` are columns of marks that the decision counts.
    """

    paper: str
    kind: Kind
    stem: str
    find: Callable[[str, Ward, Organisation], Found]
    rows: Callable[[Office, Sequence[Any]], Iterator[Row]]
    named: Callable[[Office, Sequence[Any]], list[str]]
    marks: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        # Papers go to other processes by name: their functions stand in the table alone.
        return _of_paper, (self.paper,)

    def subjects(self, found: Sequence[Any]) -> list[Any]:
        """The people and bodies themselves whom ``find`` found."""
        return [one[1] if isinstance(one, tuple) else one for one in found]

    @property
    def whom(self) -> str:
        """Whom it is about, in the middle of a sentence (đối tượng)."""
        said = choice("graded_subject", self.kind)
        return said[:1].lower() + said[1:]


def _organisations(paper: str, ward: Ward, issuer: Organisation) -> Found:
    bodies = [body for body in ward.data.organisations if body is not issuer]
    left = [body for body in bodies if not body.grade]
    skipped = [Skipped(paper, body.name, body.name, _ungraded()) for body in left]
    return [body for body in bodies if body.grade], skipped


def _organisation_rows(office: Office, graded: Sequence[Organisation]) -> Iterator[Row]:
    ward = office.ward
    for body in graded:
        yield {
            **organisation(office, body),
            **own_fields(ward, ("to_chuc", [body]), ("kiem_diem", [ward.review_of(body)])),
            "ten": office.spell(office.organisation(body)),
            "tu_xep_loai": body.self_grade,
            "de_nghi": body.proposed_grade,
            "muc": body.grade,
            "tieu_bieu": "x" if body.exemplary else "",
            "ghi_chu": office.typed(body.note),
        }


def _members(paper: str, ward: Ward, _: Organisation) -> Found:
    graded: list[tuple[Organisation, Member, Review]] = []
    skipped = homeless(ward, paper)
    for cell in ward.cells:
        day = ward.review_day(cell)
        for member in ward.members_of(cell):
            if not belongs(member, day):
                continue
            review = ward.review_of(member)
            reason = not_reviewed(member, day)
            if review is not None and review.grade and reason is None:
                graded.append((cell, member, review))
                continue
            told = _ungraded() if reason is None else tr(reason)
            key = member_key(member, ward.settings.year)
            skipped.append(Skipped(paper, cell.name, member.full_name, told, key))
    return sorted(graded, key=_order(ward)), skipped


def _order(ward: Ward) -> Callable[[tuple[Organisation, Member, Review]], tuple[object, ...]]:
    position = {id(cell): number for number, cell in enumerate(ward.cells)}
    by_cell = ward.settings.lists_by_cell
    return lambda line: (position[id(line[0])] if by_cell else 0, ward.list_key(line[1]))


def _member_rows(
    office: Office, graded: Sequence[tuple[Organisation, Member, Review]]
) -> Iterator[Row]:
    for cell, member, review in graded:
        yield {
            **listed_person(office, member, cell),
            **own_fields(office.ward, ("dang_vien", [member]), ("kiem_diem", [review])),
            "ho_ten": member.full_name,
            "nam_sinh": birth_year(member),
            "chuc_vu": posts(member, office),
            "chi_bo": office.cell_name(cell),
            "muc": review.grade,
            "ghi_chu": office.typed(review.note),
        }


def _members_named(
    office: Office, graded: Sequence[tuple[Organisation, Member, Review]]
) -> list[str]:
    # In sheet order, whatever the order of the list.
    ward, listed = office.ward, {id(member) for _, member, _ in graded}
    ordered = [(cell, m) for cell in ward.cells for m in ward.members_of(cell) if id(m) in listed]
    cells = list(dict.fromkeys(office.spell(cell.name) for cell, _ in ordered))
    people = [member for _, member in ordered]
    return [
        *named_or_counted(cells, "organisations"),
        *named_or_counted(people, "members", ward.called),
    ]


def _below(rows: Callable[[Ward], Sequence[Collective | Leader]]) -> Callable[..., Found]:
    """Collectives or leaders on whom the body decides; of those above it is told."""

    def find(paper: str, ward: Ward, issuer: Organisation) -> Found:
        graded, skipped = [], []
        for row in rows(ward):
            if decided_above(ward, row):
                reason = tr("cấp trên quyết định xếp loại")
            elif row.grade:
                graded.append(row)
                continue
            else:
                reason = _ungraded()
            unit = unit_of(ward, row) or issuer
            skipped.append(Skipped(paper, unit.name, name_of(ward, row), reason))
        return graded, skipped

    return find


def _collective_rows(office: Office, graded: Sequence[Collective]) -> Iterator[Row]:
    ward = office.ward
    for row in graded:
        yield {
            **collective(office, row),
            **own_fields(ward, ("tap_the", [row]), ("kiem_diem", [ward.review_of(row)])),
            "muc": row.grade,
            "ghi_chu": office.typed(row.note),
        }


def _leader_rows(office: Office, graded: Sequence[Leader]) -> Iterator[Row]:
    for row in graded:
        yield {**listed_leader(office, row), "muc": row.grade}


def _ungraded() -> str:
    return tr("chưa ghi mức xếp loại")


GRADED = (
    Graded(
        "quyet-dinh-xep-loai-to-chuc",
        "organisations",
        "quyet-dinh-xep-loai-to-chuc-dang",
        _organisations,
        _organisation_rows,
        lambda office, graded: named_or_counted(
            [office.spell(office.organisation(body)) for body in graded], "organisations"
        ),
        marks=("tieu_bieu",),
    ),
    Graded(
        "quyet-dinh-xep-loai-dang-vien",
        "members",
        "quyet-dinh-xep-loai-dang-vien",
        _members,
        _member_rows,
        _members_named,
    ),
    Graded(
        "quyet-dinh-xep-loai-tap-the",
        "collectives",
        "quyet-dinh-xep-loai-tap-the",
        _below(lambda ward: ward.data.collectives),
        _collective_rows,
        lambda office, graded: named_or_counted(
            [office.spell(row.name) for row in graded], "collectives"
        ),
    ),
    Graded(
        "quyet-dinh-xep-loai-can-bo",
        "leaders",
        "quyet-dinh-xep-loai-can-bo",
        _below(lambda ward: ward.data.leaders),
        _leader_rows,
        lambda office, graded: named_or_counted(
            [name_of(office.ward, row) for row in graded], "leaders"
        ),
    ),
)
"""The four decisions, in the order of a season's papers."""


def _of_paper(paper: str) -> Graded:
    return next(graded for graded in GRADED if graded.paper == paper)
