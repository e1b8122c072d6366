"""Posts as lists write them (chức vụ): spelt out, and told apart by whose posts they are."""

from __future__ import annotations

import re
from functools import lru_cache

from ...conventions.spelling import fold
from ..cells.post_words import is_none, post_words, spelt_out
from ..party_posts import post_rank

__all__ = ["PARTY", "STATE", "UNION", "is_none", "sorted_posts", "spelt_out"]

PARTY, STATE, UNION = "party_post", "state_post", "union_post"
_PARTS = re.compile(r"\s*(?:[,;/\n+&]|\bkiêm\b|\s[-–]\s)\s*", re.IGNORECASE)


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
    if any(re.search(rf"\b{re.escape(fold(word))}\b", key) for word in post_words()["union"]):
        return UNION
    if post_rank(post) or any(key.startswith(fold(word)) for word in post_words()["party"]):
        return PARTY
    return STATE
