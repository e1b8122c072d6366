"""Party posts in words (chức vụ Đảng): which rank they give in a cell, which are still held."""

from __future__ import annotations

import re
from functools import lru_cache

from ..conventions.spelling import fold
from .reference import table


@lru_cache(maxsize=1024)  # the same few posts stand in every row
def post_rank(post: str) -> str:
    """The rank a party post means in the cell: secretary, deputy, committee or "".

    A person may hold several posts, separated by commas: "Bí thư Chi bộ, Phó
    Bí thư Đảng uỷ". Posts of a higher committee, of the youth union and of
    other bodies give no rank in the cell, nor does a post no longer held
    ("nguyên Bí thư", "Bí thư (đã nghỉ)").
    """
    ranks = {_single_rank(fold(part)) for part in re.split(r"[,;/\n]", post)}
    return next((rank for rank in ("secretary", "deputy", "committee") if rank in ranks), "")


def ended_post(post: str) -> str:
    """The word by which one party post says that it is no longer held, "" for none.

    ``Nguyên Bí thư``, ``Bí thư (nghỉ)``; but ``Bí thư Chi bộ Tài nguyên`` is one.
    """
    match = _ENDED.search(fold(post).strip())
    return next((word for word in match.groups() if word), "") if match else ""


def held_posts(posts: str) -> str:
    """The party posts without those no longer held (chức vụ đang giữ); "" when none is left.

    What says that a post has ended is no post to print: ``Nguyên Bí thư`` gives "".
    """
    # A stroke between figures is a date: "thôi từ T6/2026".
    parts = [part.strip() for part in re.split(r"[,;\n]|(?<!\d)/|/(?!\d)", posts)]
    held = [part for part in parts if not ended_post(part)]
    return posts if len(held) == len(parts) else ", ".join(held)


def _single_rank(words: str) -> str:
    if any(body in words for body in _OTHER_BODIES) or ended_post(words):
        return ""
    if words.startswith(_DEPUTY):
        return "deputy"
    if words.startswith(_SECRETARY):
        return "secretary"
    return "committee" if _COMMITTEE in words else ""


_DEPUTY, _SECRETARY, _COMMITTEE = fold("phó bí thư"), fold("bí thư"), fold("uỷ viên")


def _either(words: list[str]) -> str:
    longest_first = sorted((fold(word) for word in words), key=len, reverse=True)
    return rf"({'|'.join(map(re.escape, longest_first))})(?!\w)"


_POST_WORDS: dict[str, list[str]] = table("state-words")["post"]
_ENDED = re.compile(
    rf"^{_either(_POST_WORDS['first'])}|(?<!\w){_either(_POST_WORDS['last'])}$"
    rf"|[(\[]\s*{_either(_POST_WORDS['in_brackets'])}"
    rf"|(?<!\w){_either(_POST_WORDS['ended'])}"
)
_OTHER_BODIES = tuple(
    fold(w) for w in ("đảng uỷ", "đảng bộ", "đoàn", "thành uỷ", "tỉnh uỷ", "ban chấp hành")
)
