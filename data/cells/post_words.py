"""Party posts as people shorten them (chức vụ viết tắt), and what is no post."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from ...conventions.spelling import capitalised, fold
from ...i18n import tr
from ..reference import table
from .reading import Problem, Reading

_WORD = re.compile(r"[^\W\d_]+")
# "P.BT", "P. Bí thư"
_DEPUTY = re.compile(r"\bp\s*\.\s*(?=bt\b|bí\s+thư)", re.IGNORECASE)
_DOTTED = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_]|\s|$)")


def post_spelt_out(reading: Reading[str]) -> Reading[str]:
    """A party post as papers print it: in full, with a note of it; none for ``đảng viên``."""
    post = reading.value
    if not post or reading.problem is not None:
        return reading
    if is_none(post):
        return Reading(None)
    full = spelt_out(post)
    if full == post:
        return reading
    why = tr("Chức vụ viết tắt; trên giấy tờ in là “{chu}”.").format(chu=full)
    fix = tr("Nếu đúng thì không phải làm gì; nếu sai thì ghi đủ chữ.")
    return Reading(full, Problem("KT-354", why, fix))


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
    return fold(post).strip(" .") in {fold(word) for word in post_words()["none"]}


def post_words() -> dict[str, Any]:
    """The words of posts in ``reference/list-words.toml``."""
    posts: dict[str, Any] = table("list-words")["posts"]
    return posts


@cache
def _short() -> dict[str, str]:
    return {fold(word): full for word, full in post_words()["abbreviations"].items()}
