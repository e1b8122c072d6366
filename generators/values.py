"""Records as template values (giá trị cho mẫu): every column under its template key."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

from ..conventions.dates import clock
from ..conventions.words import decimal_vi, number_vi
from ..data.models.fields import FieldSpec, Record, fields_of
from ..data.models.partial_date import PartialDate

BLANK = "………………"
"""Room to write a name or a place by hand."""

OPEN = "……"
"""Room to write a number by hand."""


def template_values(record: Record) -> dict[str, str]:
    """All declared fields of a record by template key, as papers print them, and own columns.

    An unknown value is ``""``; yes is ``x``; money has dots between thousands.
    """
    # Most values are texts, and shown as they are: thousands of forms have dozens of them.
    return record.own | {
        spec.key: value if type(value) is str else _shown(spec, value)
        for spec in _specs_of(type(record))
        for value in (getattr(record, spec.attribute),)
    }


def labels_of(model: type[Record], prefix: str) -> dict[str, str]:
    """Label → template name, so that ``{{ Họ và tên }}`` works as ``{{ dang_vien.ho_ten }}``."""
    return {spec.label: f"{prefix}.{spec.key}" for spec in fields_of(model)}


@cache
def _specs_of(model: type[Record]) -> tuple[FieldSpec, ...]:
    # Kept, because a run asks for the same few models thousands of times.
    return fields_of(model)


def _shown(spec: FieldSpec, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, PartialDate):
        return value.printed()
    if isinstance(value, dt.time):
        return clock(value.hour, value.minute)
    if isinstance(value, Decimal):
        return decimal_vi(value)
    if isinstance(value, int) and spec.kind == "money":
        return number_vi(value)
    return str(value)
