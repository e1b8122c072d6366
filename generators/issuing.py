"""Whose number a paper bears (cơ quan ban hành): one answer for ``tao`` and ``so``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ..conventions.numbering import body_symbol
from ..conventions.ruleset import RuleSet
from ..data.models import Organisation
from ..data.ward import Ward


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """The issuing body as the register knows it: code, name, symbol and term."""

    code: str
    name: str
    symbol: str
    term: str


def issuing_body(ward: Ward, unit: Organisation, rules: RuleSet) -> IssuingBody:
    """The body behind an organisation of the workbook, by the rules of a day."""
    return IssuingBody(
        unit.code or unit.name,
        unit.name,
        issuing_symbol(ward, unit, rules),
        ward.settings.term,
    )


def issuing_symbol(ward: Ward, unit: Organisation, rules: RuleSet) -> str:
    """What stands after the slash: the column "Ký hiệu", else the rules' symbol of its kind."""
    return unit.symbol or body_symbol(str(ward.kind(unit)["body"]), rules)


def issue_day(ward: Ward) -> dt.date | None:
    """The day of the committee's papers, ``None`` when it is to be written by hand."""
    chosen: Any = ward.settings.date
    return chosen.full() if chosen is not None else None
