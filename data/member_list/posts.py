"""Posts as lists write them (chức vụ): spelt out, and told apart by whose posts they are."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from ...conventions.spelling import capitalised, fold
from ..reference import table
from ..ward import post_rank

PARTY, STATE, UNION = "party_post", "state_post", "union_post"
_PARTS = re.compile(r"\s*(?:[,;/\n+&]|\bkiêm\b|\s[-–]\s)\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# "P.BT", "P. Bí thư"
_DEPUTY = re.compile(r"\bp\s*\.\s*(?=bt\b|bí\s+thư)", re.IGNORECASE)
_DOTTED = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_]|\s|$)")


@lru_cache(maxsize=4096)  # the same few posts stand in every row
def spelt_out(post: str) -> str:
    """A party post in full (không viết tắt): ``PBT`` and ``Phó BT`` give ``Phó Bí thư``."""
    short = _short()
    text = _DEPUTY.sub("Phó ", post)
    if any(fold(word) in short for word in _WORD.findall(text)):
        text = _DOTTED.sub(" ", text)
        text = _WORD.sub(lambda m: short.get(fold(m.group()), m.group()), text)
        text = capitalised(" ".join(text.split()))
    return text


def is_none(post: str) -> bool:
    """Whether a text in a column of posts says that there is none: ``Đảng viên``."""
    return fold(post).strip(" .") in {fold(word) for word in _posts()["none"]}


def sorted_posts(text: str) -> dict[str, str]:
    """The posts in a column of mixed ones by the field they belong to, in the order written.

    ``Phó BT, Tổ trưởng TDP`` is a party post and a post of the state.
    """
    found: dict[str, list[str]] = {}
    for part in _PARTS.split(text):
        post = spelt_out(part.strip(" .-–"))
        if post and not is_none(post):
            found.setdefault(_whose(post), []).append(post)
    return {field: ", ".join(posts) for field, posts in found.items()}


@lru_cache(maxsize=4096)
def _whose(post: str) -> str:
    key = fold(post)
    if any(re.search(rf"\b{re.escape(fold(word))}\b", key) for word in _posts()["union"]):
        return UNION
    if post_rank(post) or any(key.startswith(fold(word)) for word in _posts()["party"]):
        return PARTY
    return STATE


def _posts() -> dict[str, Any]:
    posts: dict[str, Any] = table("list-words")["posts"]
    return posts


@cache
def _short() -> dict[str, str]:
    return {fold(word): full for word, full in _posts()["abbreviations"].items()}
