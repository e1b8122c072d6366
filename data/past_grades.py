"""The results of earlier years as a clerk types them (kết quả xếp loại các năm trước)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..conventions.spelling import bare_item, fold
from .reference import choices, paper_words

_YEAR = re.compile(r"(?:năm\s+)?(\d{4})\b")


def earlier_years(histories: Iterable[str], year: int) -> list[str]:
    """The results of earlier years as typed (các năm trước), each once, this year's left out.

    ``histories`` are cells with years parted by semicolons or lines. Several
    cells of one person are put in the order of their years.
    """
    entries = dict.fromkeys(entry for text in histories for entry in _entries(text))
    kept = [entry for entry in entries if not _is_of(entry, year)]
    return sorted(kept, key=lambda entry: int(found[1]) if (found := _YEAR.match(entry)) else 9999)


def of_year(history: str, year: int) -> str:
    """What is typed of one year (kết quả của năm ấy), "" for nothing."""
    return typed_results(history).get(year, "")


def grade_in(result: str) -> str:
    """The level that a typed result begins with (mức trong kết quả đã gõ); "" for none.

    In full or abbreviated, with or without the year before it: ``2025: HTXSNV tiêu biểu``.
    """
    words = fold(bare_item(result.partition(":")[2] or result))
    return next((grade for word, grade in _levels() if words.startswith(word)), "")


def is_exemplary(result: str) -> bool:
    """Whether a typed result says that an organisation was an exemplary one (tiêu biểu)."""
    return fold(paper_words("year_result", "exemplary_word")) in fold(result)


def typed_results(history: str) -> dict[int, str]:
    """What is typed of each year (kết quả từng năm đã gõ), by year; others are left out."""
    entries = [(entry, _YEAR.match(entry)) for entry in _entries(history)]
    return {int(found[1]): entry for entry, found in reversed(entries) if found is not None}


@cache
def _levels() -> tuple[tuple[str, str], ...]:
    grades = choices("grade")
    words = (*choices("grade_short"), *grades)
    return tuple((fold(word), grade) for word, grade in zip(words, grades * 2, strict=True))


def short_grade(grade: str) -> str:
    """A level's abbreviation, as lists of several years write it: HTXSNV, HTTNV, HTNV, KHTNV."""
    return dict(zip(choices("grade"), choices("grade_short"), strict=True)).get(grade, grade)


def year_result(year: int, grade: str, *, exemplary: bool) -> str:
    """The result of one year as such lists write it (kết quả một năm): ``2026: HTXSNV``."""
    key = "exemplary" if exemplary else "plain"
    return paper_words("year_result", key, nam=year, muc=short_grade(grade))


def _entries(history: str) -> list[str]:
    return [bare for part in re.split(r"[;\n]", history) if (bare := bare_item(part))]


def _is_of(entry: str, year: int) -> bool:
    found = _YEAR.match(entry)
    return found is not None and int(found[1]) == year
