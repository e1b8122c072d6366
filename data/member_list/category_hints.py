"""Suggesting which self-review form a member uses (gợi ý đối tượng kiểm điểm)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ...conventions.spelling import fold
from ..models import Member
from ..party_posts import held_posts
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
def _rules(name: str) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            rule["category"],
            tuple(rule["columns"]),
            _pattern(rule["words"], whole=rule.get("whole", False)),
            tuple(
                (_pattern([word], whole=rule.get("whole", False)), word) for word in rule["words"]
            ),
        )
        for rule in table("category-words")[name]
    )


def _pattern(words: Sequence[str], *, whole: bool) -> re.Pattern[str]:
    before, after = ("^", "$") if whole else (r"\b", r"\b")
    return re.compile(rf"{before}(?:{'|'.join(re.escape(fold(word)) for word in words)}){after}")


def suggest_category(member: Member) -> CategoryHint | None:
    """The category that the member's posts and workplace suggest; ``None`` when nothing does.

    The words stand in ``reference/category-words.toml``.
    """
    return _hint(member, "rule")


def sure_category(member: Member) -> CategoryHint | None:
    """The category that the member's post or workplace leaves no doubt about, ``None`` for none.

    A post that has ended is none.
    """
    if not member.state_post and not member.workplace:
        return None
    held = held_posts(member.state_post)
    return _hint(member.model_copy(update={"state_post": held}), "sure")


def _hint(member: Member, rules: str) -> CategoryHint | None:
    for rule in _rules(rules):
        texts = [fold(text) for column in rule.columns if (text := getattr(member, column))]
        texts = [text for text in texts if rule.any_word.search(text)]
        for pattern, word in rule.words if texts else ():
            if any(map(pattern.search, texts)):
                return CategoryHint(rule.category, word)
    return None
