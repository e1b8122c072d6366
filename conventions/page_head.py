"""The two blocks on top of page one, fitted to each other (xếp phần đầu trang một).

What a line needs it gets in this order: room that the other block does not need,
then characters set a little closer, then a break at a sensible place: the
letterhead between words, the date only behind the comma. Rule: HD05 II.I.2.2, 4.2.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, product
from typing import NamedTuple

from .binding import unbroken_groups
from .fitting import MM_PER_PT, even_lines, text_width_mm
from .rule_models import TextStyle
from .ruleset import RuleSet
from .spelling import upper

_NBSP = "\u00a0"
# Half a millimetre at both ends of the longest line: Word and LibreOffice round.
_SLACK_MM = 1.0
_TENTH_PT = 0.1
_WIDER_GLUE = 0.4
# A broken date is worse than two more lines of the letterhead, not than three.
_BROKEN_DATE = 3
# So many more lines than there is room for leave the date all the room it can want.
_MORE_LINES = 4


class HeadFit(NamedTuple):
    """Measures of one letterhead (số đo phần đầu): three columns in mm, the rest in points.

    The middle column is empty. ``…_pt`` is what is taken off between characters.
    """

    left_mm: float
    gap_mm: float
    right_mm: float
    superior_pt: float
    issuing_pt: float
    place_date_pt: float


class FittedHead(NamedTuple):
    """Lines as printed and their measures (phần đầu đã xếp).

    ``place_date`` is one text; when it has to break it does so behind the comma.
    """

    superior: tuple[str, ...]
    issuing: tuple[str, ...]
    place_date: str
    fit: HeadFit


class _Face(NamedTuple):
    size_pt: float
    bold: bool
    italic: bool


class _Frame(NamedTuple):
    """What of a rule set the fitting needs, in a form that can be a key."""

    total_mm: float
    left_mm: float
    title_mm: float
    gap_mm: float
    tenths: int
    plain_left_mm: float
    faces: tuple[_Face, _Face, _Face]


class _Choice(NamedTuple):
    """One way to break a text into its printed lines."""

    lines: tuple[str, ...]
    face: _Face

    def need_mm(self, tenths: int = 0) -> float:
        """Width of the longest line with its characters so many tenths of a point closer."""
        return max((_width_mm(line, self.face, tenths) for line in self.lines), default=0.0)


def _width_mm(line: str, face: _Face, tenths: int) -> float:
    # LibreOffice sets a non-breaking space two fifths wider than an ordinary one, and condenses
    # it neither in itself nor against the letter before it. Word needs less.
    closer = tenths * _TENTH_PT
    glued = line.count(_NBSP)
    loose = glued * (2 * closer * MM_PER_PT + _WIDER_GLUE * text_width_mm(" ", *face))
    return text_width_mm(line, *face, condensed_pt=closer) + loose


def fitted_head(superior: str, issuing: str, place_date: str, rules: RuleSet) -> FittedHead:
    """The letterhead and the date line, fitted (phần tên cơ quan và dòng ngày đã xếp).

    Both names come as people type them, for their capitals tell where a word ends,
    and are printed in capitals; a line feed in them forces a break. ``superior``
    and ``place_date`` may be empty.
    """
    names = tuple(
        tuple(_groups(part, rules) for part in name.split("\n") if part.strip())
        for name in (superior, issuing)
    )
    return _fitted(names[0], names[1], place_date, _frame(rules))


def _groups(name: str, rules: RuleSet) -> tuple[str, ...]:
    groups = unbroken_groups(rules.spelled(name), rules.letterhead.bound_words)
    return tuple(upper(group).replace(" ", _NBSP) for group in groups)


def _frame(rules: RuleSet) -> _Frame:
    head, page = rules.letterhead, rules.page
    left = head.left_column_mm
    if head.left_centre_mm is not None:
        left = 2 * (head.left_centre_mm - page.left_mm)
    titles = tuple(
        (rules.phrases[key], _face(rules.styles[key]))
        for key in ("title", "motto")
        if key in rules.phrases
    )
    return _Frame(
        total_mm=page.text_width_mm,
        left_mm=left,
        # A title of an office's own, longer than its column, breaks there.
        title_mm=min(_widest_mm(titles), head.right_column_mm - _SLACK_MM),
        gap_mm=head.gap_mm,
        tenths=round(head.condensed_max_pt / _TENTH_PT),
        plain_left_mm=head.left_column_mm - _SLACK_MM,
        faces=(
            _face(rules.styles["superior_body"]),
            _face(rules.styles["issuing_body"]),
            _face(rules.styles["place_date"]),
        ),
    )


@lru_cache(maxsize=16)
def _widest_mm(lines: tuple[tuple[str, _Face], ...]) -> float:
    return max(_width_mm(text, face, 0) for text, face in lines)


def _face(style: TextStyle) -> _Face:
    return _Face(style.size_pt, style.bold, style.italic)


@lru_cache(maxsize=4096)  # a run prints the same letterhead on thousands of papers
def _fitted(
    superior: tuple[tuple[str, ...], ...],
    issuing: tuple[tuple[str, ...], ...],
    place_date: str,
    frame: _Frame,
) -> FittedHead:
    widest = frame.total_mm - frame.title_mm - frame.gap_mm - 2 * _SLACK_MM
    above = _ways(superior, frame.faces[0], widest, frame)
    own = _ways(issuing, frame.faces[1], widest, frame)
    dates = [_Choice(lines, frame.faces[2]) for lines in _date_lines(place_date)]
    every = sorted(product(above, own, dates), key=_breaks)
    blocks, left, right = _best(every, frame) or (every[-1], widest, frame.title_mm)
    right_mm = max(right, frame.title_mm) + _SLACK_MM
    spare = frame.total_mm - right_mm - frame.gap_mm
    left_mm = max(left + _SLACK_MM, min(frame.left_mm, spare))
    columns = (left_mm, left_mm, right_mm)
    closer = [
        round(_tenths_to_fit(block, column - _SLACK_MM, frame.tenths) * _TENTH_PT, 1)
        for block, column in zip(blocks, columns, strict=True)
    ]
    return FittedHead(
        blocks[0].lines,
        blocks[1].lines,
        _date_text(blocks[2]),
        HeadFit(left_mm, frame.total_mm - left_mm - right_mm, right_mm, *closer),
    )


def _ways(
    parts: tuple[tuple[str, ...], ...], face: _Face, widest_mm: float, frame: _Frame
) -> list[_Choice]:
    """The text in as few lines as there is room for, and in one more line, and so on."""
    found: dict[int, _Choice] = {}
    split = [
        tuple(piece for group in part for piece in _pieces(group, face, widest_mm, frame.tenths))
        for part in parts
    ]
    fewest = [_lines_needed(part, face, widest_mm) for part in split]
    ranges = [
        range(max(least - 1, 1), min(least + _MORE_LINES, len(part)) + 1)
        for least, part in zip(fewest, split, strict=True)
    ]
    for counts in product(*ranges):
        lines = [
            _plain_if_short(line, face, frame.plain_left_mm)
            for part, count in zip(split, counts, strict=True)
            for line in even_lines(part, count, *face)
        ]
        choice = _Choice(tuple(lines), face)
        best = found.setdefault(len(lines), choice)
        if choice.need_mm() < best.need_mm():
            found[len(lines)] = choice
    return [found[count] for count in sorted(found)]


def _lines_needed(groups: tuple[str, ...], face: _Face, width_mm: float) -> int:
    """How many lines of this width the groups fill, one after the other."""
    count, line = 0, ""
    for group in groups:
        longer = f"{line} {group}"
        if line and _width_mm(longer, face, 0) <= width_mm:
            line = longer
        else:
            count, line = count + 1, group
    return count


def _pieces(group: str, face: _Face, widest_mm: float, tenths: int) -> list[str]:
    """The group, or its syllables when no line is long enough for it."""
    if _Choice((group,), face).need_mm(tenths) <= widest_mm:
        return [group]
    return group.split(_NBSP)


def _date_lines(place_date: str) -> list[tuple[str, ...]]:
    place, comma, day = place_date.rpartition(", ")
    whole = (place_date,) if place_date else ()
    return [whole, (place + comma.rstrip(), day)] if place else [whole]


def _breaks(choice: tuple[_Choice, ...]) -> int:
    above, own, date = choice
    return len(above.lines) + len(own.lines) + _BROKEN_DATE * (len(date.lines) > 1)


def _best(
    every: Sequence[tuple[_Choice, ...]], frame: _Frame
) -> tuple[tuple[_Choice, ...], float, float] | None:
    """The blocks with the fewest breaks, then the least condensed, and the room of each side.

    ``None`` if no choice, at the most condensed, fits side by side.
    """
    for _, alike in groupby(every, key=_breaks):
        found = [(*least, blocks) for blocks in alike if (least := _least_condensed(blocks, frame))]
        if found:
            _, left, right, blocks = min(found, key=lambda choice: choice[0])
            return blocks, left, right
    return None


def _least_condensed(
    blocks: tuple[_Choice, ...], frame: _Frame
) -> tuple[tuple[int, int], float, float] | None:
    """How far the blocks must be condensed to stand side by side, and the room of each side."""
    room = frame.total_mm - frame.gap_mm - 2 * _SLACK_MM
    above, own, date = blocks
    for left_tenths, right_tenths in _condensings(frame.tenths):
        left = max(above.need_mm(left_tenths), own.need_mm(left_tenths))
        right = max(date.need_mm(right_tenths), frame.title_mm)
        if left + right <= room:
            pair = (left_tenths, right_tenths)
            return (max(pair), sum(pair)), left, right
    return None


def _condensings(most: int) -> list[tuple[int, int]]:
    """Pairs for left and right, the least first: what both sides share is seen least."""
    pairs = [(left, right) for left in range(most + 1) for right in range(most + 1)]
    return sorted(pairs, key=lambda pair: (max(pair), sum(pair)))


def _tenths_to_fit(block: _Choice, width_mm: float, most: int) -> int:
    return next((t for t in range(most) if block.need_mm(t) <= width_mm + 1e-6), most)


def _plain_if_short(line: str, face: _Face, width_mm: float) -> str:
    """The line with ordinary spaces, unless a column of fixed width would break it.

    A master of one's own may have such a column: there it breaks between words.
    """
    plain = line.replace(_NBSP, " ")
    return line if _width_mm(plain, face, 0) > width_mm else plain


def _date_text(date: _Choice) -> str:
    """The date line as one text; where it has to break, only the comma lets it."""
    text = " ".join(date.lines)
    if len(date.lines) == 1:
        return text
    place, comma, day = text.rpartition(", ")
    return f"{place.replace(' ', _NBSP)}{comma}{day.replace(' ', _NBSP)}"
