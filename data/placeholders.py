"""Settings inside typed texts (chỗ điền): ``{Năm kiểm điểm}`` in a legal basis or a recipient.

A row that names a setting follows it when the setting is filled in later or
changes from year to year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..conventions.spelling import fold
from .models import Settings
from .models.fields import fields_of

ISSUING_BODY = "Cơ quan ban hành"
"""The name that stands for the body whose paper it is; no item of the settings."""

_PLACE = re.compile(r"\{([^{}]*)\}")


def placeholders_in(text: str) -> list[str]:
    """The names in braces in a text, as typed (các chỗ điền)."""
    return _PLACE.findall(text)


def placeholder_values(settings: Settings) -> dict[str, str]:
    """What each item of the settings puts in, by its label; "" while it is not filled in."""
    return {
        spec.label: str(value)
        for spec in fields_of(Settings)
        if (value := getattr(settings, spec.attribute)) is not None
    }


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """The text with its names in braces replaced; "" when one has no value.

    A name that is not known stays as it is typed: the checks report it.
    """
    known = {fold(label): value for label, value in values.items()}
    if any(known.get(fold(name)) == "" for name in placeholders_in(text)):
        return ""
    return _PLACE.sub(lambda found: known.get(fold(found[1]), found[0]), text)
