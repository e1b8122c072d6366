"""Numbers that an old register calls cancelled (số đã huỷ), in whatever words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ..export.columns import CANCELLED_WORD
from ..printed import type_names
from .words import begins, marked, plain, says, words

_SEGMENT = re.compile(r"\s*(?:[;\n]|(?<=[^\W\d_]{2})\.\s)\s*")
_OPENING = " \t(*[-–—+•/.:;,\"'“”"
_CLOSING = " \t)*]-–—:;,.\"'“”"
_BREAK = re.compile(r"^\s*[:;,(\[–—.-]")
_BRACKETED = re.compile(r"^\s*[(\[]([^()\[\]]+)[)\]]|[(\[]([^()\[\]]+)[)\]]\s*\.?$")
_PAPER = re.compile(r"\b(?:số\s*:?\s*\d|\d+\s*[-/]\s*[^\W\d_])", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says of cancelling (lời huỷ): the reason ("" for none said), what is left.

    ``asked`` when it speaks of cancelling, but not for certain of this number.
    """

    reason: str = ""
    rest: str = ""
    asked: bool = False


def read_cancellation(text: str, *, abstract: bool = False) -> Said:
    """Whether a note, a state, or an abstract says that the row's number is cancelled.

    "Huỷ bỏ Quyết định 05" speaks of another paper, which an abstract may well do.
    """
    if abstract and (bracket := _BRACKETED.search(text)):
        # "(Huỷ) Thông báo …", "Thông báo … (đã huỷ)": brackets speak of the row.
        said = _segment(bracket[1] or bracket[2], whole=True)
        if said.reason and "huỷ" in marked(bracket[0]):
            return replace(said, rest=_BRACKETED.sub("", text).strip())
    segments = [part for part in _SEGMENT.split(text) if part.strip()]
    asked = False
    for index, segment in enumerate(segments):
        said = _segment(segment, whole=not abstract)
        if said.reason:
            if abstract and index:
                break
            rest = "; ".join(segments[:index] + segments[index + 1 :])
            return Said(said.reason, rest)
        asked = asked or said.asked
    return Said("", text, asked and not abstract)


def in_number(text: str) -> tuple[str, str]:
    """A number's cell without the word that cancels it, and the reason: ``05-TB/ĐU (HUỶ)``."""
    found = _anywhere().search(text)
    if found is None:
        return text, ""
    before, after = text[: found.start()].strip(), text[found.end() :].strip(_CLOSING)
    number, why = (before, after) if before else (after, "")
    if not re.search(r"\d", number):
        number, why = "", number
    return number.strip(_OPENING + _CLOSING), why or CANCELLED_WORD


@cache
def _anywhere() -> re.Pattern[str]:
    """Any of the words, wherever it stands, in either way of placing its tone."""
    listed = "|".join(
        r"\s+".join(re.escape(part).replace("uỷ", "(?:uỷ|ủy)") for part in word.split())
        for word in words("cancelled", "words")
    )
    return re.compile(rf"[\s(\[*:;,.-]*(?<!\w)(?:{listed})(?!\w)", re.I)


def _segment(text: str, *, whole: bool) -> Said:
    """One remark of a cell; ``whole`` asks about what is not certain."""
    bare = text.strip(_OPENING)
    read = marked(bare)
    if read in words("cancelled", "doubtful"):
        return Said(asked=whole)
    word = begins(read, words("cancelled", "words")) or begins(plain(bare), _plain_words())
    if word is None:
        of_another = _PAPER.search(bare) or says(read, _type_names())
        done = says(read, ["đã huỷ", "bị huỷ"])
        done = done or says(read, words("cancelled", "anywhere"))
        return Said(asked=whole and (done or (says(read, ["huỷ"]) and not of_another)))
    rest = _after(bare, len(word.split()))
    said = marked(rest)
    # "Huỷ: trùng" says why behind the word; "không ban hành" is itself the reason.
    own = "" if "huỷ" in word or word.isascii() else bare.strip(_CLOSING)
    if not said:
        return Said(own or CANCELLED_WORD)
    if begins(said, words("cancelled", "others")):
        return Said()
    reason = own or rest.strip(_OPENING).strip(_CLOSING).strip()
    if begins(said, words("cancelled", "because")) or _BREAK.match(rest):
        if not whole and not _BREAK.match(rest):
            # "Thu hồi vì …" of an abstract may be the abstract of a paper about that.
            return Said(reason) if "huỷ" in word else Said()
        return Said(reason)
    if _PAPER.search(rest) or begins(said, _type_names()):
        return Said(CANCELLED_WORD) if says(said, ["này"]) and whole else Said()
    return Said(asked=whole and word in words("cancelled", "asked"))


def _plain_words() -> tuple[str, ...]:
    return tuple(word for word in words("cancelled", "words") if word.isascii())


def _type_names() -> tuple[str, ...]:
    return tuple(marked(name) for name in type_names().values())


def _after(text: str, count: int) -> str:
    """What follows the first words of a text, its punctuation kept."""
    ends = [match.end() for match in re.finditer(r"\w+", text)]
    return text[ends[count - 1] :] if len(ends) >= count else ""
