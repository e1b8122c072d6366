"""The cap on the top level (tỷ lệ xuất sắc): by group, in both readings; a warning, never a bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from ...i18n import tr
from ..models import Collective, Member, Organisation
from ..reference import choice
from ..ward import Ward
from . import scores
from .authority import decider
from .grades import KINDS, Kind, due, given
from .rules import rules_of
from .subjects import Graded, is_head


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the base of the cap (một cách hiểu mẫu số).

    ``base`` is the number the rate is taken of, ``limit`` the exact share of it,
    ``allowed`` how many may have the top level after rounding. ``percent`` is
    what they are of the base now, ``None`` of an empty base.
    """

    base: int
    limit: Fraction
    allowed: int
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class CapGroup:
    """Subjects alike, looked at together (nhóm tương đồng).

    ``name`` is the group's, with the body that decides where there are several.
    ``top`` have the top level, those with the lowest scores first; ``good`` is
    how many have the next one (T). ``strict`` takes the rate of those alone,
    ``broad`` of both levels; ``chosen`` is the one of the settings. ``heads`` are
    left out of the counts. ``decider`` is the organisation that decides.
    """

    kind: Kind
    group: str
    name: str
    decider: Organisation
    top: tuple[Graded, ...]
    good: int
    heads: int
    rate: int
    strict: Reading
    broad: Reading
    chosen: Reading
    source: str

    @property
    def over(self) -> int:
        """How many are too many (số vượt); 0 within the cap."""
        return max(0, len(self.top) - self.chosen.allowed)


def groups(ward: Ward) -> list[CapGroup]:
    """Every group in which somebody has one of the two upper levels, by kind of subject.

    Members go together by category, organisations by kind, collectives and
    leaders by the group of their sheets, each below the body that decides. What
    counts is the grade recognised, else the one proposed. Nothing for a year
    without known rules, nor of what is decided above this workbook.
    """
    return [group for kind in KINDS for group in _of_kind(ward, kind)]


def group_name(ward: Ward, subject: Graded) -> str:
    """The group of subjects alike that one belongs to (nhóm tương đồng)."""
    if isinstance(subject, Member):
        return subject.category or ward.settings.default_category
    if isinstance(subject, Organisation):
        return subject.kind
    if isinstance(subject, Collective):
        return subject.group or choice("graded_subject", "collectives")
    return subject.group or choice("graded_subject", "leaders")


def read(ward: Ward, top: int, base: int) -> Reading:
    """The cap for ``top`` subjects of a base, by the rate and the rounding of the settings.

    Raises ``ValueError`` for a year without known rules.
    """
    rules, settings = rules_of(ward), ward.settings
    if rules is None:
        raise ValueError(settings.year)
    rate = rules.cap.rate if settings.cap_rate is None else settings.cap_rate
    limit = Fraction(rate * base, 100)
    half_up = settings.cap_rounding == choice("cap_rounding", "half_up")
    allowed = int(limit + Fraction(1, 2)) if half_up else int(limit)
    return Reading(base, limit, allowed, Fraction(top * 100, base) if base else None)


def _of_kind(ward: Ward, kind: Kind) -> Iterator[CapGroup]:
    rules, settings = rules_of(ward), ward.settings
    if rules is None:
        return
    together: dict[tuple[int, str], list[Graded]] = {}
    bodies: dict[int, Organisation] = {}
    for subject in due(ward, kind):
        body = decider(ward, subject)
        if body is not None:
            bodies[id(body)] = body
            together.setdefault((id(body), group_name(ward, subject)), []).append(subject)
    several = len(bodies) > 1
    for (body_id, group), alike in together.items():
        counted = [s for s in alike if settings.cap_heads or not is_head(ward, s)]
        grades = [given(ward, subject).current for subject in counted]
        top = [s for s, g in zip(counted, grades, strict=True) if g == rules.top.grade]
        good = grades.count(rules.base.grade)
        if not top and not good:
            continue
        strict, broad = read(ward, len(top), good), read(ward, len(top), good + len(top))
        wide = settings.cap_base == choice("cap_base", "good_up")
        body = bodies[body_id]
        yield CapGroup(
            kind,
            group,
            tr("{nhom}, do {ai} quyết định").format(nhom=group, ai=body.name) if several else group,
            body,
            tuple(_lowest_first(ward, top)),
            good,
            len(alike) - len(counted),
            rules.cap.rate if settings.cap_rate is None else settings.cap_rate,
            strict,
            broad,
            broad if wide else strict,
            rules.cap.source,
        )


def _lowest_first(ward: Ward, subjects: Iterable[Graded]) -> list[Graded]:
    """By total score, the unscored first: who is looked at again when there are too many."""
    return sorted(subjects, key=lambda s: scores.of(ward, s).total or 0)
