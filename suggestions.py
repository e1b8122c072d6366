"""“Có phải …?” (gợi ý tên gần đúng): the one guess at what a wrongly typed name meant.

A wrong guess is worse than none: a clerk who follows it writes one person's
paper for another. Figures are therefore never guessed (``CB02`` is no slip of
``CB01``), and of two names equally near neither is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from .i18n import tr

CUTOFF = 0.75
"""How alike the letters of two names must be, from 0 to 1."""

# A figure with the letter that belongs to it ("02a"), or a word.
_PART = re.compile(r"\d+(?:[^\W\d_](?![^\W_]))?|[^\W\d_]+")


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name most likely meant (tên gần nhất); ``None`` when none is near enough.

    Case, accents, spaces, signs and zeros before a figure do not count; every
    figure must be the same. For what names a person, an organisation or a
    meeting use `same_spelt`.
    """
    figures, letters = _figures_and_letters(word)
    best: list[str] = []
    best_score = CUTOFF
    for name in dict.fromkeys(names):
        other_figures, other_letters = _figures_and_letters(name)
        if figures != other_figures:
            continue
        score = 1.0 if letters == other_letters else _ratio(letters, other_letters, best_score)
        if score > best_score or (score == best_score and not best):
            best, best_score = [name], score
        elif score == best_score:
            best.append(name)
    return best[0] if len(best) == 1 and best[0] != word else None


def same_spelt(word: str, names: Iterable[str]) -> str | None:
    """The one name that is the typed one spelt otherwise (cùng tên, viết khác); else ``None``.

    Only case, spaces, signs, zeros before a figure and the place of a tone
    differ; accents too in a word typed without any. Two words or more that
    stand together in one name alone mean it too; a name that stands there twice
    settles nothing. No letter is guessed: the likeliest of living persons is
    still another person.
    """
    return Spellings(names).same(word)


class Spellings:
    """Names made ready to be asked often (bảng cách viết); see `same_spelt`.

    A ward has thousands of names, and one slip in a column asks for thousands.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: dict[str, list[tuple[str, list[_Part]]]] = defaultdict(list)
        self._holding: dict[str, list[tuple[str, list[_Part]]]] = defaultdict(list)
        for name in names:
            parts = _parts(name)
            self._whole[_joined(parts)].append((name, parts))
            for word in {part.plain for part in parts}:
                self._holding[word].append((name, parts))

    def same(self, word: str) -> str | None:
        """The one name that is this word spelt otherwise; ``None`` for none or several."""
        typed = _parts(word)
        alike = self._whole.get(_joined(typed), [])
        same = [name for name, parts in alike if _means(typed, parts)]
        if not same and len(typed) > 1:
            holding = self._holding.get(typed[0].plain, [])
            same = [name for name, parts in holding if _within(typed, parts)]
        return same[0] if len(same) == 1 and same[0] != word else None


def did_you_mean(word: str, names: Iterable[str]) -> str | None:
    """The sentence ``Có phải “…”?`` with the `nearest` name; ``None`` when none is near."""
    return asked(nearest(word, names))


def asked(name: str | None) -> str | None:
    """The sentence ``Có phải “…”?`` about a name; ``None`` for none."""
    return tr("Có phải “{ten}”?").format(ten=name) if name is not None else None


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1 (độ giống nhau); for choosing among good ones."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _ratio(one: str, other: str, least: float) -> float:
    matcher = SequenceMatcher(None, other, one, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def _figures_and_letters(text: str) -> tuple[list[str], str]:
    plain = [part.plain for part in _parts(text)]
    figures = [part for part in plain if part[0].isdecimal()]
    return figures, "".join(part for part in plain if not part[0].isdecimal())


class _Part(NamedTuple):
    """A word or a figure, folded; ``marks`` are its accents in a fixed order, "" for none."""

    plain: str
    marks: str


def _parts(text: str) -> list[_Part]:
    return [_part(part) for part in _PART.findall(unicodedata.normalize("NFC", text).casefold())]


def _part(part: str) -> _Part:
    if part[0].isdecimal():
        return _Part(part.lstrip("0") or "0", "")
    loose = unicodedata.normalize("NFD", part)
    marks = sorted(c for c in loose if unicodedata.combining(c) or c == "đ")
    plain = "".join(c for c in loose if not unicodedata.combining(c)).replace("đ", "d")
    return _Part(plain, "".join(marks))


def _means(typed: list[_Part], known: list[_Part]) -> bool:
    if _joined(typed) != _joined(known):
        return False
    if len(typed) == len(known):
        return all(one.marks in ("", other.marks) for one, other in zip(typed, known, strict=True))
    one, other = ("".join(sorted("".join(p.marks for p in parts))) for parts in (typed, known))
    return one in ("", other)


def _joined(parts: list[_Part]) -> str:
    """Words run together, a sign around each figure, so that 1 and 2 are not 12."""
    return "".join(f"#{p.plain}#" if p.plain[0].isdecimal() else p.plain for p in parts)


def _within(few: list[_Part], many: list[_Part]) -> bool:
    starts = range(len(many) - len(few) + 1)
    return any(_means(few, many[start : start + len(few)]) for start in starts)
