"""Reading a cell by its declared field (chuẩn hoá): from raw spreadsheet value to model value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from ...conventions.spelling import fold, fold_plain
from ...i18n import tr
from ...suggestions import nearest
from ..models.fields import FieldSpec
from ..reference import choices, table
from .blank_words import as_blank, stands_for_nothing
from .dates import parse_date
from .identity_numbers import parse_identity_number
from .legacy_text import looks_legacy
from .numbers import (
    out_of,
    parse_count,
    parse_decimal,
    parse_int,
    parse_mark,
    parse_percent,
    within,
    without_point,
)
from .person_names import person_name
from .reading import Problem, Reading, as_paragraphs, as_text, formula_problem
from .state_words import state_in, status_words
from .times import parse_time

# What Excel and LibreOffice show of a formula that fails, pasted as text or saved as CSV.
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!)|Err:\d{3}"
)


def read_value(spec: FieldSpec, raw: object) -> Reading[Any]:
    """The value of a cell for a field (giá trị một ô).

    An empty cell gives ``Reading(None)``; the caller puts the field's default.
    """
    if raw is None or raw == "":
        return Reading(None)
    if isinstance(raw, str) and raw[0] in "#E" and _ERROR.fullmatch(raw.strip()):
        return Reading(None, formula_problem("error"))
    if stands_for_nothing(spec, raw):
        return as_blank(raw)
    if spec.choices:
        retired = match_choice(spec.retired, raw).value if spec.retired else None
        return Reading(retired) if retired else match_choice(spec.choices, raw)
    if spec.digits:
        return parse_identity_number(raw, spec.digits)
    reading = (parse_percent if spec.percent else _PARSERS[spec.kind])(raw)
    if spec.least is None and spec.most is None:
        return reading
    return _bounded(spec, raw, reading)


def _bounded(spec: FieldSpec, raw: object, reading: Reading[Any]) -> Reading[Any]:
    """A number within its bounds; outside them it is no reading, whatever is printed later."""
    if reading.value is not None:
        problem = within(reading.value, spec.least, spec.most) or out_of(raw, spec.most)
        return reading if problem is None else Reading(None, problem)
    if reading.problem is not None and reading.problem.code == "KT-207" and spec.example:
        fix = tr("Chỉ ghi một số, ví dụ {vd}.").format(vd=spec.example)
        return Reading(None, Problem("KT-207", tr("Đây không phải một số."), fix))
    return reading


def _text(raw: object) -> Reading[str]:
    if isinstance(raw, dt.date):
        day = parse_date(raw)
        if day.value is None:
            return Reading(f"{raw:%d/%m/%Y}")
        return Reading(str(day.value), day.problem)
    if isinstance(raw, bool):
        why = tr("Ô chứa giá trị đúng/sai của Excel (TRUE, FALSE), không phải chữ.")
        return Reading(None, Problem("KT-223", why, tr("Gõ lại nội dung ô; không có thì xoá ô.")))
    return _unless_legacy(as_text(raw))


def _ident(raw: object) -> Reading[str]:
    reading = _text(raw)
    value = reading.value
    return reading if value is None else Reading(without_point(value), reading.problem)


def _long(raw: object) -> Reading[str]:
    if isinstance(raw, dt.date | bool):
        return _text(raw)
    return _unless_legacy(as_paragraphs(raw))


def _unless_legacy(text: str) -> Reading[str]:
    if not text:
        return Reading(None)
    if not text.isascii() and looks_legacy(text):
        why = tr("Ô này gõ bằng phông cũ (.VnTime, VNI), in ra sẽ thành chữ lạ.")
        fix = tr("Chuyển sang Unicode rồi dán lại, hoặc nhập danh sách bằng lệnh giayto nhap.")
        return Reading(text, Problem("KT-215", why, fix))
    return Reading(text)


def _name(raw: object) -> Reading[str]:
    """A person's name. Capitals or small letters throughout are how a list is typed."""
    reading = _text(raw)
    if reading.value is None or reading.problem is not None:
        return reading
    name = person_name(reading.value)
    if name == reading.value:
        return reading
    return Reading(name, renamed(reading.value, name))


def renamed(typed: str, name: str) -> Problem:
    """What is said of a name that is printed otherwise than typed."""
    if name.casefold() != typed.casefold():
        why = tr("Dấu nháy trong họ tên gõ bằng dấu khác; trên giấy tờ in là “{ten}”.")
        return Problem("KT-220", why.format(ten=name), tr("Nếu đúng thì không phải làm gì."))
    if typed.isupper():
        why = tr("Họ tên viết hoa toàn bộ; trên giấy tờ in là “{ten}”.")
    elif typed.islower():
        why = tr("Họ tên viết thường toàn bộ; trên giấy tờ in là “{ten}”.")
    else:
        why = tr("Họ tên viết lẫn chữ hoa, chữ thường; trên giấy tờ in là “{ten}”.")
    fix = tr(
        "Xem lại cách in; tên nào in sai thì gõ lại đúng chữ hoa, chữ thường. Muốn sửa tất cả thì "
        "gõ “{lenh}”."
    ).format(lenh="giayto kiem-tra --sua")
    return Problem("KT-344", why.format(ten=name), fix)


_PARSERS: dict[str, Callable[[object], Reading[Any]]] = {
    "text": _text,
    "name": _name,
    "ident": _ident,
    "long": _long,
    "date": parse_date,
    "time": parse_time,
    "int": parse_count,
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


def choice_in(choices: tuple[str, ...], raw: object) -> str:
    """The offered choice that a cell means, "" for none; nothing is said of it."""
    index = _choice_index(choices)
    key = fold(as_text(raw)).strip(" .,;:")
    return index.get(key) or index.get(fold_plain(key)) or ""


def note_standing(raw: object, values: dict[str, Any]) -> None:
    """Put the standing among a member's values that their state tells: ``Dự bị`` says two things.

    A column of its own wins, whichever of them is read first.
    """
    standing = choice_in(choices("standing"), raw)
    if standing:
        values.setdefault("standing", standing)


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
    found = choice_in(choices, text)
    if found:
        return Reading(found)
    index = _choice_index(choices)
    key = fold(text).strip(" .,;:")
    why = tr("Giá trị này không có trong danh sách lựa chọn của cột.")
    meant = state_in(text) if choices == status_words() else None
    if meant is not None:
        fix = tr("Có phải là “{gan}”? Chọn lại trong danh sách thả xuống.")
        return Reading(None, Problem("KT-208", why, fix.format(gan=meant.status)))
    near = nearest(key, index)
    if near is not None:
        fix = tr("Có phải là “{gan}”? Chọn lại trong danh sách thả xuống.")
        return Reading(None, Problem("KT-208", why, fix.format(gan=index[near])))
    fix = tr("Chọn một trong: {ds}.").format(ds="; ".join(choices))
    return Reading(None, Problem("KT-208", why, fix))
