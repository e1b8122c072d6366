"""Whose register it is (sổ của ai): the body's symbol and name, however they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ...conventions.ruleset import RuleSet, rules_for
from ...conventions.spelling import fold, fold_plain
from ...errors import NoRuleSet
from .drafts import OldBody
from .numbers import Written
from .words import plain


def rules_of(body: OldBody, day: date | None) -> RuleSet:
    """The rules by which a row's number is printed and grouped; ``None`` is an unknown day."""
    if body.rules is not None:
        return body.rules
    try:
        return rules_for(day or date.today())
    except NoRuleSet:
        # A paper older than every rule set: only the grouping of types matters.
        return rules_for(date.today())


def is_own(bodies: Sequence[str], body: OldBody) -> bool:
    """Whether the symbols behind the slash are the body's, alone or as the first of several."""
    own = fold_plain(body.symbol)
    return own in (fold_plain("-".join(bodies)), fold_plain(bodies[0]))


def is_congress(bodies: Sequence[str], rules: RuleSet) -> bool:
    """Whether they are the congress's (ĐH)."""
    return bool(bodies) and fold(bodies[0]) == fold(rules.body_symbols.get("dai_hoi", ""))


def spelt_right(written: Written, body: OldBody) -> Written:
    """The number with the body's symbol spelt as the body spells it."""
    if not written.bodies or not is_own(written.bodies, body):
        return written
    typed = "-".join(written.bodies)
    whole = fold_plain(typed) == fold_plain(body.symbol)
    right = body.symbol if whole else "-".join((body.symbol, *written.bodies[1:]))
    if typed == right:
        return replace(written, bodies=(right,))
    kind = "case" if fold(typed) == fold(right) else "accent"
    return replace(written, bodies=(right,), changed=written.changed | {kind})


def is_called(name: str, body: OldBody) -> bool:
    """Whether a name is the body's own, whole or in short ("Đảng uỷ")."""
    read, own = plain(name), plain(body.name)
    names = (own, plain(body.symbol), plain(body.code))
    return read in names or own.startswith(f"{read} ") or read.startswith(f"{own} ")
