"""Who changed what since a copy was taken (so ba bên): the original, the office's, the new one.

Plain lists of words; what they stand in is for others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Who = Literal["own", "built-in", "both"]

_ALIKE = 0.5
"""How alike two paragraphs must be to be one that was reworded."""
_MOST = 400
"""Pairs of paragraphs that are looked at in one stretch."""


class Hunk(NamedTuple):
    """A stretch that differs (chỗ khác): from where to where in the original and in another."""

    first: int
    last: int
    other_first: int
    other_last: int


class Stretch(NamedTuple):
    """A stretch that somebody changed (chỗ sửa): who, and where it is on all sides.

    From where to where, in the original, the office's and the new built-in.
    """

    who: Who
    base: tuple[int, int]
    own: tuple[int, int]
    new: tuple[int, int]


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Where two texts differ; a paragraph that was reworded is one by itself."""
    found: list[Hunk] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, other_first, other_last in matcher.get_opcodes():
        if kind == "equal":
            continue
        at, other = first, other_first
        for step, other_step in _reworded(old[first:last], new[other_first:other_last]):
            one, two = first + step, other_first + other_step
            if (one, two) != (at, other):
                found.append(Hunk(at, one, other, two))
            found.append(Hunk(one, one + 1, two, two + 1))
            at, other = one + 1, two + 1
        if (last, other_last) != (at, other):
            found.append(Hunk(at, last, other, other_last))
    return found


def _reworded(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which, in their order: those that are most alike as a whole."""
    if len(old) * len(new) > _MOST:
        return []
    # best[i][j]: how alike the first i and the first j can be, and by which pairs
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]]
    best = [[(0.0, ())] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            likeness, pairs = best[i][j]
            alike = _likeness(one, other)
            paired = (likeness + alike, (*pairs, (i, j))) if alike else best[i][j]
            best[i + 1][j + 1] = max(paired, best[i][j + 1], best[i + 1][j], key=_score)
    return list(best[-1][-1][1])


def _score(reached: tuple[float, tuple[tuple[int, int], ...]]) -> float:
    return reached[0]


def stretches(base: Sequence[str], own: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """What was changed since ``base``; what both changed alike is no change any more."""
    return list(_stretches(base, own, new))


def _stretches(base: Sequence[str], own: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    by_own, by_new = hunks(base, own), hunks(base, new)
    own_ahead = new_ahead = 0  # how far each side is ahead of the original
    while by_own or by_new:
        mine, theirs = _next(by_own, by_new)
        first = min(hunk.first for hunk in (*mine, *theirs))
        last = max(hunk.last for hunk in (*mine, *theirs))
        own_first, new_first = first + own_ahead, first + new_ahead
        own_ahead += sum(_growth(hunk) for hunk in mine)
        new_ahead += sum(_growth(hunk) for hunk in theirs)
        own_range, new_range = (own_first, last + own_ahead), (new_first, last + new_ahead)
        who: Who = "both" if mine and theirs else "own" if mine else "built-in"
        if who != "both" or own[slice(*own_range)] != new[slice(*new_range)]:
            yield Stretch(who, (first, last), own_range, new_range)


def _next(by_own: list[Hunk], by_new: list[Hunk]) -> tuple[list[Hunk], list[Hunk]]:
    """The next hunks that cannot be told apart, taken off both lists."""
    mine: list[Hunk] = []
    theirs: list[Hunk] = []
    first, last = min((*by_own[:1], *by_new[:1]))[:2]
    grew = True
    while grew:
        grew = False
        for waiting, taken in ((by_own, mine), (by_new, theirs)):
            while waiting and _touches(waiting[0], first, last):
                hunk = waiting.pop(0)
                taken.append(hunk)
                last, grew = max(last, hunk.last), True
    return mine, theirs


def _touches(hunk: Hunk, first: int, last: int) -> bool:
    if hunk.first == hunk.last and first == last:  # both put something in
        return hunk.first == first
    if hunk.first == hunk.last:
        return first < hunk.first < last
    return hunk.first < last


def _growth(hunk: Hunk) -> int:
    return (hunk.other_last - hunk.other_first) - (hunk.last - hunk.first)


def _likeness(one: str, other: str) -> float:
    """How alike two paragraphs are; 0 for two that are no rewording of one another."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < _ALIKE:
        return 0.0
    likeness = matcher.ratio()
    return likeness if likeness >= _ALIKE else 0.0
