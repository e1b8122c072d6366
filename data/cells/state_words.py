"""Words that carry a state (chữ nói tình trạng): "từ trần", "chuyển đi", "nghỉ", "nguyên" …

People write them in notes, behind names and in posts instead of choosing a
state; the words are data, in ``reference/state-words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ...conventions.spelling import fold, fold_plain
from ..reference import choice, choices, table


@dataclass(frozen=True, slots=True)
class StateMeant:
    """What a text says of a member's state: the ``word`` in it, the ``status`` it means."""

    word: str
    status: str


def status_words() -> tuple[str, ...]:
    """The states a member can have, as the column ``Tình trạng`` offers them."""
    return choices("status")


def state_in(text: str) -> StateMeant | None:
    """The state a text says a member is in; ``None`` when it says none."""
    words = fold(text)
    plain = words.isascii()
    if not words or not _any_state(plain).search(words):
        return None
    for key, (meant, but) in _states(plain).items():
        match = meant.search(but.sub(" ", words))
        if match is not None:
            return StateMeant(match.group(1), choice("status", key))
    return None


def ended_organisation(text: str) -> str:
    """The word by which a note says that an organisation is no more, "" for none."""
    match = _ended_organisation().search(fold(text))
    return match.group(1) if match else ""


@cache
def _states(plain: bool) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    told = table("state-words")
    return {
        key: (_of(words, plain=plain), _of(told["but"][key], plain=plain))
        for key, words in told["status"].items()
    }


@cache
def _any_state(plain: bool) -> re.Pattern[str]:
    words = table("state-words")["status"].values()
    return _of((word for group in words for word in group), plain=plain)


@cache
def _ended_organisation() -> re.Pattern[str]:
    return _of(table("state-words")["organisation"]["ended"])


def _of(words: Iterable[str], *, plain: bool = False) -> re.Pattern[str]:
    """A pattern of whole words, none of them denied by the word before; group 1 is the word.

    ``plain``: for a text typed without marks, where one word alone means too much.
    """
    spelt = fold_plain if plain else fold
    before = table("state-words")["not_after"]
    denied = "".join(rf"(?<!\b{re.escape(spelt(w))} )" for w in before)
    chosen = {spelt(word) for word in words if " " in word or not plain}
    longest_first = sorted(chosen, key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"{denied}(?<!\w)({either})(?!\w)")
