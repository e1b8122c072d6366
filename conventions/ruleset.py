"""The rule sets (bộ quy tắc thể thức): loading one by name, or the one for a date.

A rule set is a file ``rules/<id>.toml``. An office lays its own values over it
with a file of the same shape that holds only what differs::

    [bodies]
    ban_xay_dung_dang = "BXDĐĐU"

    [number]
    shared_series = []
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..errors import NoRuleSet, RuleSetInvalid
from ..files.faults import os_reason, toml_reason
from ..files.small import read_small
from ..i18n import later, tr
from ..suggestions import did_you_mean
from .rule_models import (
    BodyRule,
    BodySymbol,
    DocumentType,
    KindRule,
    PageRule,
    Phrase,
    RuleSet,
    TextStyle,
)

__all__ = [
    "BodyRule",
    "BodySymbol",
    "DocumentType",
    "KindRule",
    "PageRule",
    "Phrase",
    "RuleSet",
    "TextStyle",
    "available_rules",
    "load_rules",
    "rules_for",
]

RULES_DIR = Path(__file__).resolve().parent / "rules"

# Tables whose entries may be given in an overlay as the bare value.
_SHORT_FORM = {"phrases": "text", "types": "symbol", "bodies": "symbol"}
# Tables of entries that an overlay may add to.
_ENTRY_TABLES = ("styles", "phrases", "types", "bodies", "kinds")


def available_rules() -> list[str]:
    """The ids of all rule sets (tên các bộ quy tắc), sorted."""
    return sorted(path.stem for path in RULES_DIR.glob("*.toml"))


def load_rules(rule_id: str, overlay: Path | None = None) -> RuleSet:
    """The rule set of this id, with an office's own file laid over it if given.

    Loaded once and kept; an overlay is read again when its file has changed.
    Raises :class:`NoRuleSet` for an unknown id, :class:`RuleSetInvalid` for a
    file that is missing, is no TOML, or holds a wrong or unknown key.
    """
    if overlay is None:
        return _load(rule_id, None, 0)
    try:
        stamp = overlay.stat().st_mtime_ns
    except OSError as error:
        raise _unreadable(overlay, error) from error
    return _load(rule_id, overlay, stamp)


def rules_for(day: date, family: str = "party", overlay: Path | None = None) -> RuleSet:
    """The rule set in force on a day (bộ quy tắc theo ngày văn bản).

    ``family`` is ``"party"`` or ``"state"``; ``overlay`` an office's own file to
    lay over the set, ``None`` without one. Raises :class:`NoRuleSet` when no
    rule set of the family covers the day.
    """
    family_sets = _family(family)
    for rules in family_sets:
        if rules.in_force(day):
            return rules if overlay is None else load_rules(rules.id, overlay)
    spans = [
        tr("{ten}: từ {tu} đến {den}").format(
            ten=rules.id,
            tu=rules.valid_from.strftime("%d/%m/%Y"),
            den=rules.valid_until.strftime("%d/%m/%Y") if rules.valid_until else tr("nay"),
        )
        for rules in family_sets
    ]
    raise NoRuleSet(
        tr("Không có bộ quy tắc thể thức cho ngày {ngay}").format(ngay=day.strftime("%d/%m/%Y")),
        why=tr("Các bộ quy tắc đang có không phủ ngày này."),
        details=spans,
        fix=tr("Xem lại ngày của văn bản."),
    )


def has_rules(day: date) -> bool:
    """Whether party papers of this day have a rule set; one mistyped as 1900 has none."""
    return any(rules.in_force(day) for rules in _family("party"))


@lru_cache(maxsize=8)
def _family(family: str) -> tuple[RuleSet, ...]:
    # Cached: a run asks for the rules of every single paper.
    loaded = (load_rules(name) for name in available_rules())
    return tuple(rules for rules in loaded if rules.family == family)


@lru_cache(maxsize=32)
def _load(rule_id: str, overlay: Path | None, stamp: int) -> RuleSet:
    path = RULES_DIR / f"{rule_id}.toml"
    if rule_id not in available_rules():
        raise NoRuleSet(
            tr("Không có bộ quy tắc “{ten}”").format(ten=rule_id),
            why=tr("Các bộ quy tắc: {ds}.").format(ds=", ".join(available_rules())),
            fix=did_you_mean(rule_id, available_rules()),
        )
    raw = _read(path)
    if overlay is not None:
        own = _read(overlay)
        _refuse_unknown_words(raw, own, overlay)
        raw = _laid_over(raw, own, overlay.name)
        raw["overlay"] = str(overlay)
    try:
        return RuleSet.model_validate(raw)
    except ValidationError as error:
        raise _invalid(overlay or path, error) from error


def _unreadable(path: Path, error: OSError) -> RuleSetInvalid:
    return RuleSetInvalid(
        tr("Không đọc được tệp quy tắc riêng của đơn vị"),
        where=str(path),
        why=os_reason(error),
        fix=tr("Kiểm tra đường dẫn, hoặc bỏ mục này trong cài đặt."),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        # utf-8-sig: Notepad puts a byte order mark in front.
        return tomllib.loads(read_small(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RuleSetInvalid(
            tr("Tệp quy tắc không phải chữ Unicode (UTF-8)"),
            where=str(path),
            fix=tr("Mở bằng Notepad, chọn Save As, Encoding: UTF-8."),
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        raise RuleSetInvalid(
            tr("Tệp quy tắc viết sai cú pháp TOML"),
            where=str(path),
            why=toml_reason(error),
            fix=tr('Sửa dòng được nêu: mỗi dòng có dạng khoá = "giá trị".'),
        ) from error


def _refuse_unknown_words(base: Mapping[str, Any], own: Mapping[str, Any], path: Path) -> None:
    """Refuse a phrase or type that no paper asks for: it would be passed over unsaid.

    New symbols of bodies are welcome: an office may have agencies of its own.
    """
    for table in ("phrases", "types"):
        words = own.get(table)
        for key in words if isinstance(words, Mapping) else ():
            if key not in base[table]:
                raise RuleSetInvalid(
                    tr("Tệp quy tắc thể thức có mục sai: {khoa}").format(khoa=f"{table}.{key}"),
                    where=str(path),
                    why=tr("Không có mục tên này trong bộ quy tắc."),
                    fix=did_you_mean(str(key), base[table]),
                )


def _laid_over(
    base: Mapping[str, Any], own: Mapping[str, Any], name: str, table: str = ""
) -> dict[str, Any]:
    """``base`` with the values of ``own``; what changed names the overlay as its source."""
    merged = dict(base)
    for key, value in own.items():
        if table in _SHORT_FORM and isinstance(value, str):
            value = {_SHORT_FORM[table]: value}
        if not isinstance(value, Mapping):
            merged[key] = value
            continue
        below = base.get(key)
        merged[key] = _laid_over(below if isinstance(below, Mapping) else {}, value, name, key)
        if below is None and table in _ENTRY_TABLES:
            # A new entry: the office is its own source, and its key its name.
            merged[key] = _own_source(merged[key], name)
            if table in ("types", "bodies", "kinds"):
                merged[key].setdefault("name", key)
    changed = any(not isinstance(value, Mapping) for value in own.values())
    if changed and "source" in base and "source" not in own:
        merged = _own_source(merged, name)
    return merged


def _own_source(entry: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {**entry, "source": tr("tệp riêng {ten}").format(ten=name), "confidence": "own"}


def _invalid(path: Path, error: ValidationError) -> RuleSetInvalid:
    details = [_reason(item) for item in error.errors(include_url=False)]
    return RuleSetInvalid(
        tr("Tệp quy tắc thể thức có mục sai: {khoa}").format(khoa=details[0].split(":")[0]),
        where=str(path),
        details=details,
        fix=tr("Sửa các mục được nêu, hoặc xoá chúng để dùng giá trị của bộ quy tắc gốc."),
    )


def _reason(item: ErrorDetails) -> str:
    """One finding of pydantic's in the clerk's language: key, then what is wrong."""
    context = item.get("ctx", {})
    key = ".".join(str(step) for step in item["loc"])
    if item["type"] == "value_error":
        reason = str(context.get("error", item["msg"]))
        return f"{key}: {reason}" if key else reason
    if item["type"] == "literal_error":
        reason = tr("phải là một trong: {ds}").format(
            ds=context.get("expected", "").replace(" or ", ", ")  # pydantic joins them in English
        )
    else:
        reason = (
            tr(_REASONS[item["type"]]) if item["type"] in _REASONS else tr("giá trị không đúng")
        )
    return f"{key}: {reason}"


_REASONS = later(
    {
        "extra_forbidden": "không có mục tên này",
        "missing": "thiếu mục này",
        "float_parsing": "phải là một số",
        "float_type": "phải là một số",
        "int_parsing": "phải là một số nguyên",
        "int_type": "phải là một số nguyên",
        "int_from_float": "phải là một số nguyên",
        "bool_parsing": "phải là true hoặc false",
        "bool_type": "phải là true hoặc false",
        "string_type": "phải là chữ, đặt trong ngoặc kép",
        "greater_than": "số quá nhỏ",
        "greater_than_equal": "số quá nhỏ",
        "less_than": "số quá lớn",
        "less_than_equal": "số quá lớn",
        "dict_type": "phải là một bảng các mục",
        "model_type": "phải là một bảng các mục",
        "tuple_type": "phải là một danh sách trong ngoặc vuông",
        "date_from_datetime_parsing": "phải là một ngày, viết như 2026-05-27",
        "date_type": "phải là một ngày, viết như 2026-05-27",
    }
)
