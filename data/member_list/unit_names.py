"""Names of party cells as lists write them (tên chi bộ): in titles, on sheet tabs, in columns."""

from __future__ import annotations

import re
from functools import cache

from ...conventions.spelling import capitalised, fold, fold_plain, nfc, unaccented
from ..cells.person_names import capital_first
from ..cells.syllables import is_syllable
from ..models import Organisation
from ..name_keys import ABOVE, split_superior, tokens, unit_key
from ..reference import choice, table

# "CB1", "CB TDP 2", "Chi bộ: Tổ dân phố 5"; "CB01" with its zero is a code of the workbook.
_BEGINNING = re.compile(
    r"^(?:cb\s*(?=[1-9]\d*$)|(?:cb(?![^\W\d_]|\d)|chi bộ(?=\s*:))[\s:.]*)", re.I
)
_CELL = re.compile(r"\b(?:chi\s+bộ|cb)(?![^\W\d_])\s*[:.\-–]?\s*(?=\S)(.*)$", re.IGNORECASE)
_LETTERS_THEN_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_LIST_OF = re.compile(r"^.*?\bđảng\s+viên\b\s*", re.IGNORECASE)
_YEAR = re.compile(r"\s+20\d\d$")
_JOINING = re.compile(r"[\s_\-–.]+")


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


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """The order in which people number cells: ``Tổ dân phố 2`` before ``Tổ dân phố 10``."""
    return tuple(
        (0, len(token), token) if token.isdecimal() else (1, 0, token)
        for token in tokens(unaccented(unit_key(name)))
    )


def cell_in_title(text: str) -> str:
    """The cell that a title names: ``DANH SÁCH ĐẢNG VIÊN CHI BỘ TỔ DÂN PHỐ 1``; "" for none."""
    text = split_superior(text)[0]
    words = table("list-words")
    begins = fold(text)
    is_title = any(begins.startswith(fold(w)) for w in words["title"])
    match = _CELL.search(text) if is_title else _CELL.match(text)
    if match is None:
        rest = _LIST_OF.sub("", text) if is_title and _LIST_OF.match(text) else ""
        rest = _without_time(rest)
        return organisation_name(_capitals(rest)) if names_unit(rest) else ""
    before = fold(text[: match.start()])
    if any(
        before == w or before.endswith(f" {w}") for w in map(fold, words["not_one_cell_before"])
    ):
        return ""
    name = _without_time(match.group(1))
    after = fold(name)
    refused = map(fold, words["not_one_cell_after"])
    if not after or any(after == w or after.startswith(f"{w} ") for w in refused):
        return ""
    return organisation_name(_capitals(f"Chi bộ {name}"))


def cell_in_label(text: str) -> str:
    """The cell that the name of a sheet or file tells: ``CB TDP 5``, ``TDP1``; "" for none.

    Short forms are spelt out: nobody calls a cell so on paper.
    """
    text = _LETTERS_THEN_DIGITS.sub(" ", nfc(_JOINING.sub(" ", text)).strip())
    titled = cell_in_title(_spelt_out(text))
    if titled:
        return titled
    name = _spelt_out(text)
    return organisation_name(_capitals(name)) if names_unit(name) else ""


def cell_in_file_name(stem: str) -> str:
    """The cell that a file's name tells, also one without accents; "" for none.

    ``ds-dang-vien-chi-bo-tdp-5``: without accents only where words of the trade and numbers
    say all, since a name cannot be given its accents back.
    """
    text = _JOINING.sub(" ", nfc(stem)).strip()
    if not text.isascii():
        return cell_in_label(text)
    bare = _LETTERS_THEN_DIGITS.sub(" ", text).casefold()
    for phrase in _bare_phrases():
        bare = re.sub(rf"\b{re.escape(phrase)}\b", _bare_phrases()[phrase], bare)
    match = _CELL.search(bare)
    rest = match.group(1) if match else _LIST_OF.sub("", bare).removeprefix("ds ")
    name = _without_time(_spelt_out(_YEAR.sub("", rest)))
    told = fold(name)
    for phrase in sorted(_bare_phrases().values(), key=len, reverse=True):
        told = told.replace(phrase, "")
    if not name or not re.fullmatch(r"[\s\d]*", told) or not (match or names_unit(name)):
        return ""
    return organisation_name(_with_phrases(name))


def committee_in(text: str) -> Organisation | None:
    """The committee between ward and cells that a title names; ``None`` for none.

    ``DANH SÁCH ĐẢNG VIÊN ĐẢNG BỘ BỘ PHẬN CHỢ HÔM`` gives ``Đảng uỷ bộ phận Chợ Hôm``.
    """
    text = _without_time(nfc(" ".join(text.split())))
    for word, key in table("list-words")["committees"].items():
        pattern = rf"{ABOVE}\s+{word}\s*:?\s+(.+)$".replace(" ", r"\s+")
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            name = match.group(1).split(",")[0].strip()
            name = _capitals(name, all_of=text)
            return Organisation(
                name=f"Đảng uỷ {word} {name}", kind=choice("organisation_kind", key)
            )
    return None


def names_unit(text: str) -> bool:
    """Whether a text begins as the name of a unit that has a cell: ``Tổ dân phố``, ``Trường``."""
    key = fold(text)
    return any(key.startswith(f"{fold(word)} ") for word in table("list-words")["units"])


def _without_time(text: str) -> str:
    """The name without ``NĂM 2026``, ``(Tính đến ngày …)`` and the like behind it."""
    words = table("list-words")
    times = "|".join(map(re.escape, words["time"]))
    dated = "|".join(map(re.escape, words["dated"]))
    text = re.sub(rf"[\s,;(–\-]*\b(?:{dated})\b.*$", "", text, flags=re.IGNORECASE)
    text = _BRACKETS.sub("", text)
    before = None
    while text != before:
        before = text
        text = re.sub(
            rf"[\s,;(–\-]*\b(?:{times})\s+[\dIVX][\w/]*(?:\s*[-–]\s*\d+)?\s*$", "", text, flags=re.I
        )
    return text.strip(" ,;:.–-(")


def _capitals(name: str, *, all_of: str = "") -> str:
    """A name in capitals as running text; ``all_of`` is the line whose capitals count."""
    rest = re.sub(r"^chi bộ ", "", name, flags=re.IGNORECASE)
    if not (all_of or rest).isupper() or not any(c.isalpha() for c in rest):
        return name
    small = organisation_name(f"CHI BỘ {rest.upper()}")
    return _with_phrases(small if rest != name else small.removeprefix("Chi bộ "))


def _with_phrases(text: str) -> str:
    for phrase in table("list-words")["phrases"]:
        text = re.sub(rf"\b{re.escape(phrase)}\b", phrase, text, flags=re.IGNORECASE)
    return capitalised(text)


def _spelt_out(text: str) -> str:
    short = table("unit-words")["short"]
    return " ".join(short.get(fold(word).strip("."), word) for word in text.split())


@cache
def _bare_phrases() -> dict[str, str]:
    words = table("list-words")
    known = ["chi bộ", "đảng viên", *words["units"], *words["phrases"]]
    return {fold_plain(phrase): fold(phrase) for phrase in sorted(known, key=len)[::-1]}
