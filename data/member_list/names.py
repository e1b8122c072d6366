"""Names in a member list (tên trong danh sách): persons and cells, as one writes them in text."""

from __future__ import annotations

import re

from ...conventions.spelling import capitalised, fold, nfc
from ..cells.person_names import capital_first
from ..cells.person_names import person_name as person_name
from ..cells.syllables import is_syllable
from ..reference import table

# "CB1", "CB TDP 2", "Chi bộ: Tổ dân phố 5"; "CB01" with its zero is a code of the workbook.
_BEGINNING = re.compile(
    r"^(?:cb\s*(?=[1-9]\d*$)|(?:cb(?![^\W\d_]|\d)|chi bộ(?=\s*:))[\s:.]*)", re.I
)


def organisation_name(text: str) -> str:
    """The name of a party organisation: ``CHI BỘ Tổ dân phố 2`` gives ``Chi bộ Tổ dân phố 2``.

    A name in capitals throughout becomes small letters as far as that can be
    known; abbreviations are lost, so the caller reports it.
    """
    words = _BEGINNING.sub("Chi bộ ", " ".join(nfc(text).split())).split()
    if not words:
        return ""
    if len(words) > 2 and " ".join(words).isupper():
        # What can be no syllable is an abbreviation: TDP, THCS, UBND.
        joined = " ".join(capital_first(w) if is_syllable(w) else w for w in words)
        for small in table("list-words")["small_words"]:
            joined = joined.replace(f" {small}", f" {small.lower()}")
        words = joined.split()
    if fold(" ".join(words[:2])) in ("chi bộ", "đảng bộ", "đảng uỷ"):
        words[:2] = capitalised(" ".join(words[:2]).lower()).split()
        return " ".join(words)
    return "Chi bộ " + " ".join(words)
