"""Widths of printed text (bề rộng chữ) in Times, and lines of even length.

The widths come from ``times_widths.toml`` (made by ``tools/glyph_widths.py``
from Liberation Serif, which has the same advance widths as Times New Roman).
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from .rule_models import TextStyle
from .spelling import nfc

WIDTHS_FILE = Path(__file__).resolve().parent / "times_widths.toml"
MM_PER_PT = 25.4 / 72
# No name of a body or a post has so many; a text pasted by mistake is not evened for minutes.
_MOST_EVENED = 40


@lru_cache(maxsize=4)
def _face(bold: bool, italic: bool) -> tuple[dict[str, int], int, int]:
    """Advance widths by character, units in one em, and the width of an unknown character."""
    raw = tomllib.loads(WIDTHS_FILE.read_text(encoding="utf-8"))
    name = {(0, 0): "regular", (1, 0): "bold", (0, 1): "italic", (1, 1): "bold_italic"}
    groups = raw[name[bold, italic]]
    widths = {character: int(width) for width, chars in groups.items() for character in chars}
    return widths, raw["units_per_em"], widths["n"]


def text_width_mm(
    text: str,
    size_pt: float,
    bold: bool = False,
    italic: bool = False,
    *,
    condensed_pt: float = 0.0,
) -> float:
    """Printed width of one line in Times New Roman (bề rộng dòng chữ), in mm.

    Without kerning, as Word sets it. A character outside the table counts as an n.
    ``condensed_pt`` is what Word takes off the distance to the next character.
    """
    widths, units, unknown = _face(bold, italic)
    text = nfc(text)
    total = sum(widths.get(character, unknown) for character in text) / units * size_pt
    return (total - max(len(text) - 1, 0) * condensed_pt) * MM_PER_PT


def twentieths(mm: float) -> int:
    """A length in mm in twentieths of a point, as Word measures (phần hai mươi điểm)."""
    return round(mm / MM_PER_PT * 20)


def even_lines(
    groups: tuple[str, ...], count: int, size_pt: float, bold: bool = False, italic: bool = False
) -> tuple[str, ...]:
    """The groups in so many lines, the widest as narrow as can be, then as even (chia đều dòng).

    ``count`` from 1 to the number of groups.
    """
    space = text_width_mm(" ", size_pt, bold, italic)
    sums = [0.0]
    for group in groups:
        sums.append(sums[-1] + text_width_mm(group, size_pt, bold, italic) + space)
    # best[i]: widest line and sum of squares of the first i groups, and the breaks before them.
    best: dict[int, tuple[float, float, tuple[int, ...]]] = {0: (0.0, 0.0, ())}
    for _ in range(count):
        step: dict[int, tuple[float, float, tuple[int, ...]]] = {}
        for end in range(1, len(groups) + 1):
            for start, (widest, squares, breaks) in best.items():
                if start < end:
                    width = sums[end] - sums[start] - space
                    found = (max(widest, width), squares + width**2, (*breaks, end))
                    step[end] = min(step.get(end, found), found)
        best = step
    breaks = best[len(groups)][2]
    return tuple(
        " ".join(groups[start:end]) for start, end in zip((0, *breaks), breaks, strict=False)
    )


def balanced_lines(
    groups: tuple[str, ...],
    max_mm: float,
    size_pt: float,
    bold: bool = False,
    italic: bool = False,
) -> tuple[str, ...]:
    """The groups in the fewest even lines that fit ``max_mm`` (ngắt dòng cân đối).

    ``groups`` are never broken: one wider than ``max_mm`` has a line of its own.
    """
    return _fewest_lines(groups, 1, max_mm, size_pt, bold, italic)


def _fewest_lines(
    groups: tuple[str, ...], least: int, max_mm: float, size_pt: float, bold: bool, italic: bool
) -> tuple[str, ...]:
    """The groups in the fewest even lines that fit, at least so many."""
    if len(groups) > _MOST_EVENED:
        return _filled_lines(groups, max_mm, size_pt, bold, italic)
    for count in range(least, len(groups)):
        lines = even_lines(groups, count, size_pt, bold, italic)
        if all(text_width_mm(line, size_pt, bold, italic) <= max_mm for line in lines):
            return lines
    return groups


def _filled_lines(
    groups: tuple[str, ...], max_mm: float, size_pt: float, bold: bool, italic: bool
) -> tuple[str, ...]:
    """The groups in lines filled one after the other, as Word itself breaks them."""
    lines: list[str] = []
    for group in groups:
        longer = f"{lines[-1]} {group}" if lines else ""
        if longer and text_width_mm(longer, size_pt, bold, italic) <= max_mm:
            lines[-1] = longer
        else:
            lines.append(group)
    return tuple(lines)


@lru_cache(maxsize=4096)  # a run prints the same signer on thousands of papers
def fitted_line(
    groups: tuple[str, ...],
    max_mm: float,
    style: TextStyle,
    condensed_max_pt: float = 0.0,
) -> tuple[str, float]:
    """A text for a cell of this width, and how far to condense it in points (xếp vừa ô).

    What does not fit, even condensed, breaks into even lines: the ordinary spaces
    left in it are the only places where it can. ``groups`` are never broken.
    """
    face = (style.size_pt, style.bold, style.italic)
    text = " ".join(groups)
    for tenths in range(round(condensed_max_pt * 10) + 1):
        if text_width_mm(text, *face, condensed_pt=tenths / 10) <= max_mm:
            return text, tenths / 10
    if len(groups) < 2:
        return text, condensed_max_pt
    lines = _fewest_lines(groups, 2, max_mm, *face)
    return " ".join(line.replace(" ", "\u00a0") for line in lines), 0.0
