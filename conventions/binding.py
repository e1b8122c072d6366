"""Words that belong together (từ đi liền): where a name may break and where it must not.

The words stand in ``bound_words.toml``; what the list does not know is read from
the capitals, as Vietnamese names are typed: ``Xuất khẩu`` is one word, ``Hai Bà
Trưng`` one name.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .spelling import fold, nfc

BOUND_FILE = Path(__file__).resolve().parent / "bound_words.toml"

_DASHES = ("-", "–", "—")
_ROMAN = re.compile(r"[IVXLC]+[.,;]?")
# Longer runs of capitals are whole titles typed so, not one name.
_LONGEST_NAME = 4
_PLAIN_SPACES = re.compile(r"[ \t\n]+")


class BoundWords(NamedTuple):
    """The list of ``bound_words.toml``, folded and cut into syllables.

    ``before_name`` are the words that a proper name follows, ``keeps_next`` those
    that stay with such a word.
    """

    words: frozenset[tuple[str, ...]]
    before_name: frozenset[tuple[str, ...]]
    keeps_next: frozenset[tuple[str, ...]]
    longest: int


@lru_cache(maxsize=8)
def bound_words(own: tuple[str, ...] = ()) -> BoundWords:
    """The words that belong together; ``own`` are those of an office's rule file."""
    raw = tomllib.loads(BOUND_FILE.read_text(encoding="utf-8"))
    before, kept, words = (
        frozenset(tuple(fold(word).split()) for word in listed)
        for listed in (raw["before_name"], raw["keeps_next"], (*raw["words"], *own))
    )
    return BoundWords(words, before, kept, max(map(len, words | before)))


@lru_cache(maxsize=4096)  # a run prints the same names on thousands of papers
def unbroken_groups(name: str, own: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The name in groups between which a line may break (các nhóm từ không tách).

    Takes the name as people type it: the capitals tell which syllables make a
    word or a name. Only plain spaces separate: a non-breaking one belongs to its word.
    """
    syllables = [part for part in _PLAIN_SPACES.split(nfc(name)) if part]
    tied = _ties(syllables, bound_words(own))
    groups: list[str] = []
    for syllable, to_last in zip(syllables, tied, strict=True):
        if to_last:
            groups[-1] += f" {syllable}"
        else:
            groups.append(syllable)
    return tuple(groups)


def _ties(syllables: list[str], known: BoundWords) -> list[bool]:
    """For each syllable, whether it must stand on the line of the one before it."""
    folded = [fold(syllable).strip(".,;:()") for syllable in syllables]
    tied = [False] * len(syllables)
    loose = [True] * len(syllables)  # not in the list: a name, perhaps
    names: set[int] = set()  # where a proper name begins for sure
    start = position = 0  # of the word before, of this one
    while position < len(syllables):
        kept = tuple(folded[start:position]) in known.keeps_next
        length, named = _listed(
            syllables, folded, position, known, named=position in names, kept=kept
        )
        for index in range(position, position + length):
            loose[index] = False
            tied[index] = index > position
        if named:
            tied[position] = kept
            names.add(position + length)
        start, position = position, position + max(length, 1)
    if not any(
        syllable[0].isupper() for syllable, own in zip(syllables, loose, strict=True) if own
    ):
        # Typed in small letters throughout: only what follows "phường" is known to be a name.
        syllables = [syllable.capitalize() for syllable in syllables]
        loose = [own and not names.isdisjoint(range(index + 1)) for index, own in enumerate(loose)]
    for index, syllable in enumerate(syllables[1:], start=1):
        parted = syllables[index - 1].endswith((",", ";", ":"))
        number = syllables[index + 1 : index + 2] if folded[index] == "số" else [syllable]
        if (syllable in _DASHES or any(map(_counts, number))) and not parted:
            tied[index] = True
    _tie_names(syllables, tied, loose, names)
    return tied


def _listed(
    syllables: list[str],
    folded: list[str],
    position: int,
    known: BoundWords,
    *,
    named: bool,
    kept: bool,
) -> tuple[int, bool]:
    """Length of the longest listed word here (0: none), and whether a name follows it.

    ``named``: a name begins here, which may be such a word itself (xã Bản Bo).
    ``kept``: after "đảng uỷ" the shorter "xã" goes before "xã hội" (xã Hội An).
    """
    for length in range(min(known.longest, len(folded) - position), 1 if named else 0, -1):
        end = position + length
        word = tuple(folded[position:end])
        # What a name should follow is at the end a part of one: xã An Lạc Thôn.
        if word in known.before_name and end < len(folded):
            return length, True
        if kept and word[:1] in known.before_name:
            continue
        if syllables[position].islower() and not " ".join(syllables[position:end]).islower():
            continue  # a capital inside begins another word: xã Hội An
        if word in known.words or (word in known.before_name and length > 1):
            return length, False
    return 0, False


def _counts(syllable: str) -> bool:
    """Whether it is a number that says which (``1``, ``XV``, ``2025-2030``, ``…``)."""
    has_digit = any(character.isdigit() for character in syllable)
    return has_digit or _ROMAN.fullmatch(syllable) is not None or syllable.startswith(("…", "..."))


def _tie_names(syllables: list[str], tied: list[bool], loose: list[bool], names: set[int]) -> None:
    """Ties the syllables of proper names and of words that begin with a capital."""
    index = 0
    while index < len(syllables):
        end = index
        while end < len(syllables) and _of_name(syllables, loose, end):
            end += 1
            if syllables[end - 1].endswith((",", ";", ":")):
                break
        if index in names or end - index <= _LONGEST_NAME:
            for inside in range(index + 1, end):
                tied[inside] = True
        if end == index and _heads_word(syllables, loose, index):
            tied[index + 1] = True
        index = max(end, index + 1)


def _of_name(syllables: list[str], loose: list[bool], index: int) -> bool:
    """Whether the syllable is a capital one of its own: a part of a proper name."""
    return (
        loose[index] and syllables[index][0].isupper() and not _heads_word(syllables, loose, index)
    )


def _heads_word(syllables: list[str], loose: list[bool], index: int) -> bool:
    """Whether a capital syllable begins a word that goes on in small letters."""
    following = index + 1
    return (
        loose[index]
        and syllables[index][0].isupper()
        and following < len(syllables)
        and loose[following]
        and syllables[following][0].islower()
    )
