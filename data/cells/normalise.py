"""Reading a cell by its declared field (chuẩn hoá): from raw spreadsheet value to model value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from typing import Any

from ...conventions.spelling import fold, fold_plain
from ...i18n import tr
from ..models.fields import FieldSpec
from ..models.partial_date import PartialDate
from ..reference import table
from .dates import parse_date, parse_time
from .legacy_text import looks_legacy
from .numbers import parse_decimal, parse_int, parse_mark, parse_number_text
from .reading import Problem, Reading, as_paragraphs, as_text


def read_value(spec: FieldSpec, raw: object) -> Reading[Any]:
    """The value of a cell for a field (giá trị một ô).

    An empty cell gives ``Reading(None)``; the caller puts the field's default.
    """
    if raw is None or raw == "":
        return Reading(None)
    if spec.choices:
        retired = match_choice(spec.retired, raw).value if spec.retired else None
        return Reading(retired) if retired else match_choice(spec.choices, raw)
    if spec.digits:
        return parse_number_text(raw, spec.digits)
    return _PARSERS[spec.kind](raw)


def _text(raw: object) -> Reading[str]:
    if isinstance(raw, dt.datetime):
        raw = raw.date()
    if isinstance(raw, dt.date):
        return Reading(str(PartialDate.of(raw)))
    return _unless_legacy(as_text(raw))


def _long(raw: object) -> Reading[str]:
    return _text(raw) if isinstance(raw, dt.date) else _unless_legacy(as_paragraphs(raw))


def _unless_legacy(text: str) -> Reading[str]:
    if not text:
        return Reading(None)
    if not text.isascii() and looks_legacy(text):
        why = tr("Ô này gõ bằng phông cũ (.VnTime, VNI), in ra sẽ thành chữ lạ.")
        fix = tr("Chuyển sang Unicode rồi dán lại, hoặc nhập danh sách bằng lệnh giayto nhap.")
        return Reading(text, Problem("KT-215", why, fix))
    return Reading(text)


_PARSERS: dict[str, Callable[[object], Reading[Any]]] = {
    "text": _text,
    "name": _text,
    "ident": _text,
    "long": _long,
    "date": parse_date,
    "time": parse_time,
    "int": parse_int,
    "money": parse_int,
    "decimal": parse_decimal,
    "mark": parse_mark,
}


@cache
def _choice_index(choices: tuple[str, ...]) -> dict[str, str]:
    index: dict[str, str] = {}
    synonyms = table("choice-synonyms")
    for choice in choices:
        index.setdefault(fold(choice), choice)
    for choice in choices:
        for synonym in synonyms.get(choice, ()):
            index.setdefault(fold(synonym), choice)
    for key, choice in list(index.items()):
        index.setdefault(fold_plain(key), choice)
    return index


def match_choice(choices: tuple[str, ...], raw: object) -> Reading[str]:
    """The offered choice that a cell means (giá trị trong danh sách lựa chọn).

    Matched without case, tone placement and marks, then by the synonyms of
    ``reference/choice-synonyms.toml``.
    """
    text = as_text(raw)
    if text in choices:
        return Reading(text)
    if not text:
        return Reading(None)
    index = _choice_index(choices)
    key = fold(text).strip(" .,;:")
    found = index.get(key) or index.get(fold_plain(key))
    if found is not None:
        return Reading(found)
    why = tr("Giá trị này không có trong danh sách lựa chọn của cột.")
    near = get_close_matches(key, list(index), n=1, cutoff=0.75)
    if near:
        fix = tr("Có phải là “{gan}”? Chọn lại trong danh sách thả xuống.")
        return Reading(None, Problem("KT-208", why, fix.format(gan=index[near[0]])))
    fix = tr("Chọn một trong: {ds}.").format(ds="; ".join(choices))
    return Reading(None, Problem("KT-208", why, fix))
