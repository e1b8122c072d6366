"""The words of an audit (lời của phần kiểm tra sổ): a series, a list of numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from ...i18n import tr
from ..entries import Entry
from ..printed import type_name, type_names
from ..series import CONGRESS, types_in


def series_name(series: str) -> str:
    """A series in a clerk's words: the document types in it."""
    if series == CONGRESS:
        return tr("mọi loại của đại hội")
    order = list(type_names())
    known = sorted(types_in(series), key=lambda k: order.index(k) if k in order else len(order))
    return ", ".join(type_name(key) for key in known)


def series_title(row: Entry) -> str:
    """The series of a row in a clerk's words: body, document types, term."""
    return f"{row.body_name} · {series_name(row.series)} · {row.term}"


def entering(number: int | str, types: Sequence[str], *, congress: bool = False) -> str:
    """The command that enters a number of these document types, as it is to be typed.

    Where the number may be of several types, the clerk is to say which.
    """
    kind = f'"{type_name(types[0])}"' if len(types) == 1 else tr("LOẠI")
    return f"giayto so cap {'--dai-hoi ' if congress else ''}--loai {kind} --so {number}"


def entering_in(series: str, number: int | str) -> str:
    """`entering` for a number of a series."""
    return entering(number, types_in(series), congress=series == CONGRESS)


def number_list(numbers: Sequence[int]) -> str:
    """Rising numbers in short: ``[3, 5, 6, 7]`` is ``"03, 05-07"``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return _runs(runs)


def missing_list(present: Collection[int], first: int, last: int) -> str:
    """The numbers from ``first`` to ``last`` that are not there, in short; "" when all are.

    Only what is there is walked over: a number may be far behind all others.
    """
    inside = sorted(number for number in present if first <= number <= last)
    edges = pairwise([first - 1, *inside, last + 1])
    return _runs((before + 1, after - 1) for before, after in edges if after - before > 1)


def _runs(runs: Iterable[Sequence[int]]) -> str:
    return ", ".join(f"{a:02d}" if a == b else f"{a:02d}-{b:02d}" for a, b in runs)
