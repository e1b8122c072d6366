"""Suggesting which self-review form a member uses (gợi ý đối tượng kiểm điểm)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ...conventions.spelling import fold
from ..models import Member
from ..reference import table


@dataclass(frozen=True, slots=True)
class CategoryHint:
    """A suggested category (gợi ý) and the word that led to it; never more than a suggestion."""

    category: str
    word: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """``any_word`` finds whether one of the words stands in a text: mostly none does."""

    category: str
    columns: tuple[str, ...]
    any_word: re.Pattern[str]
    words: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            rule["category"],
            tuple(rule["columns"]),
            _pattern(*rule["words"]),
            tuple((_pattern(word), word) for word in rule["words"]),
        )
        for rule in table("category-words")["rule"]
    )


def _pattern(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(fold(word)) for word in words)})\b")


def suggest_category(member: Member) -> CategoryHint | None:
    """The category that the member's posts and workplace suggest; ``None`` when nothing does.

    The words stand in ``reference/category-words.toml``.
    """
    for rule in _rules():
        texts = [fold(text) for column in rule.columns if (text := getattr(member, column))]
        texts = [text for text in texts if rule.any_word.search(text)]
        for pattern, word in rule.words if texts else ():
            if any(map(pattern.search, texts)):
                return CategoryHint(rule.category, word)
    return None
