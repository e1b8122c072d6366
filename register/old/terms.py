"""Which term a number of an old register belongs to (nhiệm kỳ): said by a title, else by the date.

The day a term begins is nowhere written. In the year two terms share, the
numbers tell: where they begin again, the new term has begun.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from ...findings import Finding, found
from ...i18n import tr
from ..series import normalise_term, term_years
from .drafts import Draft
from .telling import line_list

_Series = tuple[str, bool]


def set_terms(drafts: Sequence[Draft], body_term: str) -> list[Finding]:
    """Give every draft its term; what is to be told of those that are of another."""
    body_term = normalise_term(body_term)
    years = term_years(body_term)
    open_ones = [draft for draft in drafts if not draft.term]
    said = {id(draft) for draft in drafts if draft.term}
    if years is not None and any(_outside(draft, years) for draft in open_ones):
        _by_date(open_ones, years)
    elif years is not None:
        _split_first_year(open_ones, years)
    by_sheet: dict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for draft in drafts:
        draft.term = draft.term or body_term
        if draft.term != body_term:
            by_sheet[draft.spot.sheet, draft.term, id(draft) in said].append(draft.spot.line)
    return [_told(sheet, term, named, lines) for (sheet, term, named), lines in by_sheet.items()]


def _told(sheet: str, term: str, named: bool, lines: Sequence[int]) -> Finding:
    if named:
        why = tr("Dòng {dong} thuộc nhiệm kỳ {nhiem_ky}, theo chữ ghi trong sổ.")
        fix = ""
    else:
        why = tr("Dòng {dong} thuộc nhiệm kỳ {nhiem_ky}, theo ngày và thứ tự số.")
        fix = tr("Không đúng thì chèn dòng “Nhiệm kỳ …” lên trên các dòng ấy rồi nhập lại.")
    told = why.format(dong=line_list(lines), nhiem_ky=term)
    return found("SO-440", sheet, "", "", told, fix)


def _outside(draft: Draft, years: tuple[int, int]) -> bool:
    return draft.day is not None and not years[0] <= draft.day.year <= years[1]


def _series(drafts: Iterable[Draft]) -> dict[_Series, list[Draft]]:
    grouped: dict[_Series, list[Draft]] = defaultdict(list)
    for draft in drafts:
        grouped[draft.sign or draft.type_key, draft.congress].append(draft)
    return grouped


def _by_date(drafts: Sequence[Draft], years: tuple[int, int]) -> None:
    """Terms follow one another at the length of the body's own; a lone odd date is a slip.

    Put into another term by a slip, a number would be given again: one row, or a term
    that is still to come, is not enough to go by.
    """
    counted = Counter(_term_of(d.day, years) for d in drafts if _outside(d, years))
    this_year = date.today().year
    credible = {term for term, n in counted.items() if n > 1 and int(term[:4]) <= this_year}
    for members in _series(drafts).values():
        inside = {d.number for d in members if not _outside(d, years)}
        others: dict[str, set[int]] = defaultdict(set)
        for draft in members:
            if _outside(draft, years):
                others[_term_of(draft.day, years)].add(draft.number)
        for draft in members:
            term = _term_of(draft.day, years) if _outside(draft, years) else ""
            if term not in credible:
                continue
            near = {draft.number - 1, draft.number + 1}
            slip = draft.number not in inside and near & inside and not near & others[term]
            if not slip:
                draft.term = term
    _split_first_year(drafts, years)


def _term_of(day: date | None, years: tuple[int, int]) -> str:
    assert day is not None
    length = years[1] - years[0]
    # The last year of a term is the first of the next: a date in it is taken for the later one.
    steps = (day.year - years[0]) // length
    first = years[0] + steps * length
    return f"{first}-{first + length}"


def _split_first_year(drafts: Sequence[Draft], years: tuple[int, int]) -> None:
    """In the first year of a term, what stands before the numbers begin again is of the one before.

    One congress ends a term for all series of a body: the earliest new beginning counts.
    """
    length = years[1] - years[0]
    named = {int(draft.term[:4]) for draft in drafts if draft.term}
    grouped = _series(drafts).values()
    for first in sorted(year for year in {*years} | named if year <= date.today().year):
        before, inside = (
            "" if start == years[0] else f"{start}-{start + length}"
            for start in (first - length, first)
        )
        begins = [day for members in grouped if (day := _begins_again(members, first, before))]
        for members in grouped:
            last = max((d.number for d in members if _is_before(d, first, before)), default=0)
            for draft in members:
                if draft.day is None or draft.day.year != first:
                    continue
                if draft.term not in (before, inside):
                    continue
                if begins:
                    draft.term = before if draft.day < min(begins) else inside
                elif last and draft.number > last:
                    draft.term = before


def _is_before(draft: Draft, first: int, before: str) -> bool:
    return draft.term == before and draft.day is not None and draft.day.year < first


def _begins_again(members: Sequence[Draft], first: int, before: str) -> date | None:
    """The day in a year on which the numbers of a series begin again; ``None`` for no such day."""
    dated = [
        (draft.day, draft.number)
        for draft in members
        if draft.day and (draft.day.year == first or _is_before(draft, first, before))
    ]
    highest = 0
    for day, number in sorted(dated):
        if day.year == first and highest and (number * 2 <= highest or number == 1):
            return day
        highest = max(highest, number)
    return None
