"""The words old registers are written in (chữ trong sổ cũ), from the reference table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from ...conventions.spelling import fold, fold_plain
from ...data.reference import table

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=8192)  # headings and group names stand there again and again
def plain(text: str) -> str:
    """A text for comparing: no marks, no case, no punctuation."""
    return " ".join(_WORD.findall(fold_plain(text)))


@lru_cache(maxsize=8192)
def marked(text: str) -> str:
    """Like `plain`, with the marks that tell ``bỏ`` from ``bố``."""
    return " ".join(_WORD.findall(fold(text)))


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """A list of words of the table, the longest first."""
    listed: list[str] = table("old-register-words")[section][name]
    return tuple(sorted(map(fold, listed), key=lambda word: (-len(word), word)))


@cache
def headings() -> list[dict[str, Any]]:
    """How columns are known that no exact heading names, in the order they are tried."""
    listed: list[dict[str, Any]] = table("old-register-words")["heading"]
    return listed


def says(text: str, wanted: Iterable[str]) -> bool:
    """Whether a text (already `plain` or `marked`) has one of these words or phrases in it."""
    return any(f" {word} " in f" {text} " for word in wanted)


def begins(text: str, wanted: Iterable[str]) -> str | None:
    """The first of these phrases that a text begins with; ``None`` for none."""
    return next((word for word in wanted if f"{text} ".startswith(f"{word} ")), None)
