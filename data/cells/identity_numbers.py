"""Numbers people are known by (số thẻ, số căn cước): one of several in a cell, and which count."""

from __future__ import annotations

import re

from ...i18n import tr
from .blank_words import is_one_figure
from .numbers import parse_number_text
from .reading import Problem, Reading, as_paragraphs, as_text

TWO_NUMBERS, NO_NUMBER = "KT-842", "KT-843"
"""Codes: one of several numbers was taken; which of them is meant cannot be known."""

# The shapes there are: old cards, old identity cards, citizens' cards and new cards.
_LENGTHS = frozenset([8, 9, 12])
_LEAST = 6
# What parts numbers for certain; spaces, dots and hyphens may stand inside one.
_APART = re.compile(r"[^\d\s.\-–'‘’`]+|\n|\s{2,}|\s[-–]\s")
_FIGURES = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d{5,}[.,]\d{1,2}")
_SHORTENED = re.compile(r"\d[.,]?\d*[eE][+-]?\d")


def is_identity(number: str) -> bool:
    """Whether a text is a number that belongs to one person: no word, no ``000000000000``."""
    return number.isdecimal() and len(number) >= _LEAST and not is_one_figure(number)


def parse_identity_number(raw: object, lengths: tuple[int, ...]) -> Reading[str]:
    """A card or identity number; of several in one cell the one whose shape fits best.

    ``lengths`` are the lengths it may have, ascending, the last being that in
    use today. Nothing is glued together: what does not add up to one number
    stays the text it is.
    """
    if isinstance(raw, str) and raw.isdecimal():
        return parse_number_text(raw, lengths)
    text = as_paragraphs(raw)
    if _DECIMAL.fullmatch(text):
        before, _, behind = text.replace(",", ".").partition(".")
        return Reading(text) if behind.strip("0") else parse_number_text(before, lengths)
    if not isinstance(raw, str) or _SHORTENED.search(text):
        return parse_number_text(raw, lengths)
    runs = _FIGURES.findall(text)
    together = len("".join(runs))
    if len(runs) < 2 and text.strip("'‘’` ").isdecimal():
        return parse_number_text(raw, lengths)
    whole = list(dict.fromkeys(_numbers(text)))
    fitting = [number for length in lengths[::-1] for number in whole if len(number) == length]
    if not fitting:
        adds_up = any(length - 2 <= together <= length for length in lengths)
        return parse_number_text(raw, lengths) if adds_up else Reading(as_text(raw))
    best = [number for number in fitting if len(number) == len(fitting[0])]
    if len(best) > 1:
        why = tr("Ô có nhiều số ({ds}), không biết số nào đúng.").format(ds=", ".join(whole))
        return Reading(None, Problem(NO_NUMBER, why, tr("Xem thẻ, ghi lại một số đúng.")))
    if together == len(best[0]) and not _APART.search(text):
        return parse_number_text(raw, lengths)
    why = tr("Ô không chỉ có một số; lấy số {so} vì đủ {n} chữ số.")
    fix = tr("So lại với thẻ; cần giữ số kia thì ghi vào đúng cột của số ấy.")
    return Reading(best[0], Problem(TWO_NUMBERS, why.format(so=best[0], n=len(best[0])), fix))


def _numbers(text: str) -> list[str]:
    """The numbers of a known shape in a text, in order."""
    found: list[str] = []
    for part in _APART.split(text):
        runs = _FIGURES.findall(part)
        together = "".join(runs)
        found += [together] if len(together) in _LENGTHS else runs
    return [number for number in found if len(number) in _LENGTHS]
