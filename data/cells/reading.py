"""The outcome of reading one cell (kết quả đọc một ô): a value, and what is to be said about it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from ...conventions.spelling import INVISIBLE, nfc, visible
from ...i18n import tr
from .legacy_text import guess_codec
from .look_alikes import LOOK_ALIKES, true_letters

Value = TypeVar("Value")

_SOFT_HYPHEN = "\xad"
# What XML 1.0, and so a Word file, cannot hold; a lone surrogate cannot be written at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Anything that cleaning could change; most cells have none of it and pass at once.
_NEEDS_CARE = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff"
    rf"\ufffe\uffff{INVISIBLE}{LOOK_ALIKES}]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]|_x000[aAbBdD]_\n?")
# How Excel writes the control characters of a text into its file.
_ESCAPED = re.compile(r"_x00[01][0-9a-fA-F]_")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value (vấn đề): finding code, cause and remedy."""

    code: str
    why: str
    fix: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """A value read from a cell (kết quả đọc), and the problem met, if any.

    ``value`` ``None`` with no problem is an empty cell; ``None`` with a
    problem a cell that could not be read; a value with a problem was
    repaired.
    """

    value: Value | None
    problem: Problem | None = None


def formula_problem(kind: Literal["error", "formula"]) -> Problem:
    """What is said of a formula that has an error, or that was never calculated."""
    if kind == "error":
        why = tr("Công thức trong ô báo lỗi nên không có giá trị.")
        return Problem("KT-213", why, tr("Sửa công thức, hoặc gõ thẳng giá trị vào ô."))
    why = tr("Ô có công thức chưa được Excel tính.")
    return Problem("KT-214", why, tr("Mở sổ bằng Excel, lưu lại rồi chạy lại."))


def as_text(raw: object) -> str:
    """A cell's content as one line of clean text (chữ): NFC, single spaces.

    Whole numbers lose the ``.0`` that spreadsheet readers add. ``None`` gives "".
    """
    if raw is None:
        return ""
    if isinstance(raw, str):
        if _is_clean(raw):
            return raw
        return " ".join(clean(raw).split())
    if isinstance(raw, bool):
        return str(raw).upper()  # as Excel shows it
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def as_paragraphs(raw: object) -> str:
    """A cell's content with its line breaks kept (nhiều đoạn); blank lines are dropped."""
    if not isinstance(raw, str):
        return as_text(raw)
    if _is_clean(raw):
        return raw
    lines = (" ".join(line.split()) for line in clean(raw).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_clean(text: str) -> bool:
    return (
        _NEEDS_CARE.search(text) is None
        and "  " not in text
        and text.strip(" ") == text
        and "_x00" not in text
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    )


def clean(text: str) -> str:
    """The text in NFC, line ends as ``\\n``, in Vietnamese letters and what documents can hold."""
    if _is_clean(text):
        return text
    # In old Vietnamese fonts the soft hyphen is the letter ư.
    if _SOFT_HYPHEN in text and guess_codec(text) is None:
        text = text.replace(_SOFT_HYPHEN, "")
    lines = _ESCAPED.sub(" ", _LINE_ENDS.sub("\n", true_letters(nfc(text))))
    return visible(_ILLEGAL.sub("", lines))
