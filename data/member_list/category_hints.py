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


@cache
def _rules() -> tuple[tuple[str, tuple[str, ...], tuple[tuple[re.Pattern[str], str], ...]], ...]:
    return tuple(
        (
            rule["category"],
            tuple(rule["columns"]),
            tuple((re.compile(rf"\b{re.escape(fold(w))}\b"), w) for w in rule["words"]),
        )
        for rule in table("category-words")["rule"]
    )


def suggest_category(member: Member) -> CategoryHint | None:
    """The category that the member's posts and workplace suggest; ``None`` when nothing does.

    The words stand in ``reference/category-words.toml``.
    """
    for category, columns, words in _rules():
        texts = [fold(getattr(member, column)) for column in columns]
        for pattern, word in words:
            if any(pattern.search(text) for text in texts):
                return CategoryHint(category, word)
    return None
