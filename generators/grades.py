"""Grades (mức xếp loại): counting them, ticking them, and who counts as having one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..conventions.words import decimal_vi
from ..data.models import Review
from ..data.reference import choices

LEVEL_KEYS = ("xuat_sac", "tot", "hoan_thanh", "khong_hoan_thanh")
"""Template keys of the four levels, in the order of ``choices.toml``."""

_TICK = "\u00a0X\u00a0"
_NO_TICK = "\u00a0" * 5


def counts(grades: Iterable[str]) -> dict[str, int]:
    """How many of each level, by template key."""
    found = Counter(grades)
    return {key: found[level] for key, level in zip(LEVEL_KEYS, choices("grade"), strict=True)}


def ticks(grade: str) -> dict[str, str]:
    """The content of the four tick boxes, by template key."""
    return {
        key: _TICK if level == grade else _NO_TICK
        for key, level in zip(LEVEL_KEYS, choices("grade"), strict=True)
    }


RATING_KEYS = ("xuat_sac", "tot", "trung_binh", "kem")
"""Template keys of the four marks of the forms of 2023, in the order of ``choices.toml``."""


def ratings(rating: str) -> dict[str, str]:
    """The content of the four boxes of a member's own mark (cấp độ thực hiện), by template key."""
    return {
        key: _TICK if mark == rating else _NO_TICK
        for key, mark in zip(RATING_KEYS, choices("rating"), strict=True)
    }


def total_score(review: Review | None) -> Decimal | None:
    """General plus task score, ``None`` unless both are known."""
    if review is None or review.general_score is None or review.task_score is None:
        return None
    return review.general_score + review.task_score


def score_texts(scores: Sequence[Decimal | None], blank: str = "……") -> list[str]:
    """Scores that stand under each other, all with as many decimals as one of them needs."""
    known = [score.normalize() for score in scores if score is not None]
    places = max((-int(score.as_tuple().exponent) for score in known), default=0)
    step = Decimal(1).scaleb(-max(0, places))
    return [
        blank if score is None else str(score.quantize(step)).replace(".", ",") for score in scores
    ]


def score_text(score: Decimal | None, blank: str = "……") -> str:
    """A score as papers print it, dots when it is not known."""
    return blank if score is None else decimal_vi(score)


def abbreviations(texts: Iterable[str]) -> list[dict[str, str]]:
    """The abbreviated levels that a list uses, each with its full name (chữ viết tắt)."""
    used = {word for text in texts for word in text.replace(";", " ").split()}
    pairs = zip(choices("grade_short"), choices("grade"), strict=True)
    return [{"tat": tat, "day_du": full} for tat, full in pairs if tat in used]
