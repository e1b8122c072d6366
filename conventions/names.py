"""Personal names (họ, chữ đệm, tên) and the Vietnamese order of lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from .spelling import nfc, set_tone_placement

ToneOrder = Literal["cldr", "huyen-sac"]
_T = TypeVar("_T")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Figures stand before letters, everything else behind them in code order.
_LETTER_RANK = {letter: 100 + rank for rank, letter in enumerate(_ALPHABET)}
_OTHER = 1000
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_TONES: dict[str, dict[str, int]] = {
    "cldr": {_GRAVE: 1, _HOOK: 2, _TILDE: 3, _ACUTE: 4, _DOT: 5},
    "huyen-sac": {_GRAVE: 1, _ACUTE: 2, _HOOK: 3, _TILDE: 4, _DOT: 5},
}

SyllableKey = tuple[tuple[int, ...], tuple[int, ...]]
SortKey = tuple[
    tuple[SyllableKey, ...], tuple[SyllableKey, ...], tuple[SyllableKey, ...], tuple[int, ...], str
]


class NameParts(NamedTuple):
    """A personal name in its parts (họ, chữ đệm, tên); a missing part is empty."""

    family: str
    middle: str
    given: str


def split_name(full_name: str, given: str | None = None) -> NameParts:
    """The name in its parts: first syllable family, last syllable given, the rest middle.

    A name of one syllable is a given name. ``given`` names the given part where
    the bearer's has more than one syllable (``None``: the last syllable); it is
    heeded when the full name ends with it.
    """
    syllables = nfc(full_name).split()
    if not syllables:
        return NameParts("", "", "")
    length = 1
    if given:
        wanted = nfc(given).split()
        tail = [syllable.casefold() for syllable in syllables[-len(wanted) :]]
        if wanted and tail == [syllable.casefold() for syllable in wanted]:
            length = len(wanted)
    before, last = syllables[:-length], syllables[-length:]
    return NameParts(
        family=before[0] if before else "",
        middle=" ".join(before[1:]),
        given=" ".join(last),
    )


@lru_cache(maxsize=16384)
def _syllable_key(syllable: str, tone_order: ToneOrder) -> SyllableKey:
    """Letters, then tones of one syllable in small letters, tone placement folded."""
    letters: list[int] = []
    tones: list[int] = []
    tone_rank = _TONES[tone_order]
    for character in set_tone_placement(syllable, "uỷ"):
        tone = 0
        kept = ""
        for part in unicodedata.normalize("NFD", character):
            if part in tone_rank:
                tone = tone_rank[part]
            else:
                kept += part
        letter = unicodedata.normalize("NFC", kept)
        letters.append(_rank(letter))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _rank(letter: str) -> int:
    rank = _LETTER_RANK.get(letter)
    if rank is not None:
        return rank
    if letter.isdigit() and letter.isdecimal():
        return int(letter)
    return _OTHER + (ord(letter[0]) if letter else 0)


def sort_key(
    full_name: str, *, tone_order: ToneOrder = "cldr", given: str | None = None
) -> SortKey:
    """The key that puts names into the order of Vietnamese lists (thứ tự danh sách).

    Given name, then middle, then family name; each syllable by its letters in
    the Vietnamese alphabet, then by its tone: none, huyền, hỏi, ngã, sắc, nặng
    (``"cldr"``) or none, huyền, sắc, hỏi, ngã, nặng (``"huyen-sac"``). ``uỷ`` and
    ``ủy`` are the same; case and spelling decide last, small letters first, so
    that the order is total. ``given`` as in :func:`split_name`.
    """
    parts = split_name(full_name, given)
    keys = [
        tuple(_syllable_key(syllable.lower(), tone_order) for syllable in part.split())
        for part in (parts.given, parts.middle, parts.family)
    ]
    plain = nfc(" ".join(full_name.split()))
    case = tuple(int(character.isupper()) for character in plain)
    return (keys[0], keys[1], keys[2], case, plain)


def sorted_names(
    items: Iterable[_T],
    name: Callable[[_T], str] = str,
    *,
    tone_order: ToneOrder = "cldr",
) -> list[_T]:
    """The items in the order of Vietnamese lists; ``name`` gives an item's full name."""
    return sorted(items, key=lambda item: sort_key(name(item), tone_order=tone_order))
