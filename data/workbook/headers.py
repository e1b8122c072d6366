"""Matching column headers to fields (nhận tiêu đề cột)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...conventions.spelling import fold, unaccented
from ...suggestions import nearest
from ..cells.reading import as_text
from ..models.fields import FieldSpec

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_WORD = re.compile(r"[^\w]+")


def header_key(text: object, *, keep_brackets: bool = True) -> str:
    """A header as it is compared (khoá so khớp): folded, words only.

    Line breaks, ``*``, punctuation and spaces count for nothing.
    ``keep_brackets`` false drops what stands in brackets: ``(dd/mm/yyyy)``.
    """
    words = as_text(text)
    if not keep_brackets:
        words = _BRACKETED.sub(" ", words)
    return _NOT_WORD.sub(" ", fold(words)).strip()


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """The field a header means (khớp tiêu đề). ``plain``: only when marks are left out."""

    attribute: str
    plain: bool


class HeaderIndex:
    """The headers of some fields, ready to be looked up (bảng tiêu đề).

    ``extra`` adds (header, attribute) pairs. Labels come before synonyms when
    two fields share a header.
    """

    def __init__(self, specs: Sequence[FieldSpec], extra: Iterable[tuple[str, str]] = ()) -> None:
        self.specs = {spec.attribute: spec for spec in specs}
        pairs = [(spec.label, spec.attribute) for spec in specs]
        pairs += [(word, spec.attribute) for spec in specs for word in spec.synonyms]
        pairs += list(extra)
        self._exact: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        for keep in (True, False):
            for header, attribute in pairs:
                key = header_key(header, keep_brackets=keep)
                if key:
                    self._exact.setdefault(key, attribute)
                    self._plain.setdefault(unaccented(key), attribute)

    def match(self, text: object) -> HeaderMatch | None:
        """The field that a header means, or ``None``."""
        for keep in (True, False):
            key = header_key(text, keep_brackets=keep)
            if key in self._exact:
                return HeaderMatch(self._exact[key], plain=False)
        for keep in (True, False):
            key = unaccented(header_key(text, keep_brackets=keep))
            if key in self._plain:
                return HeaderMatch(self._plain[key], plain=True)
        return None

    def nearest(self, text: object, among: Iterable[str] | None = None) -> str | None:
        """The attribute whose header looks most like this one, or ``None``.

        ``among`` limits the attributes to choose from.
        """
        allowed = set(self.specs if among is None else among)
        keys = {k: a for k, a in self._plain.items() if a in allowed}
        near = nearest(header_key(text), keys)
        return None if near is None else keys[near]
