"""The outcome of reading one cell (kết quả đọc một ô): a value, and what is to be said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..conventions.spelling import nfc

Value = TypeVar("Value")

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
# What XML 1.0, and so a Word file, cannot hold; a lone surrogate cannot be written at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|\x0b|\u2028|\u2029|_x000[dD]_\n?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value (vấn đề): finding code, cause and remedy."""

    code: str
    why: str
    fix: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """A value read from a cell, and the problem met, if any.

    ``value`` ``None`` with no problem is an empty cell; ``None`` with a
    problem a cell that could not be read; a value with a problem was
    repaired.
    """

    value: Value | None
    problem: Problem | None = None


def as_text(raw: object) -> str:
    """A cell's content as one line of clean text (chữ): NFC, single spaces.

    Whole numbers lose the ``.0`` that spreadsheet readers add. ``None`` gives "".
    """
    if raw is None:
        return ""
    if isinstance(raw, str):
        if raw.isascii() and raw.isalnum():
            return raw
        return " ".join(clean(raw).split())
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def as_paragraphs(raw: object) -> str:
    """A cell's content with its line breaks kept (nhiều đoạn); blank lines are dropped."""
    if not isinstance(raw, str):
        return as_text(raw)
    lines = (" ".join(line.split()) for line in clean(raw).split("\n"))
    return "\n".join(line for line in lines if line)


def clean(text: str) -> str:
    """The text in NFC, line ends as ``\\n``, without characters that documents cannot hold."""
    if text.isascii() and text.isprintable():
        return text if "_x" not in text else _LINE_ENDS.sub("\n", text)
    return _INVISIBLE.sub("", _ILLEGAL.sub("", _LINE_ENDS.sub("\n", nfc(text))))
