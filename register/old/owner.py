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
from .words import plain, words


def rules_of(body: OldBody, day: date | None) -> RuleSet:
    """The rules by which a row's number is printed and grouped; ``None`` is an unknown day."""
    if body.rules is not None:
        return body.rules
    try:
        return rules_for(day or date.today(), overlay=body.overlay)
    except NoRuleSet:
        # A paper older than every rule set: only the grouping of types matters.
        return rules_for(date.today(), overlay=body.overlay)


def is_own(bodies: Sequence[str], body: OldBody) -> bool:
    """Whether the symbols behind the slash are the body's, alone or as the first of several."""
    own = fold_plain(body.symbol)
    if own in (fold_plain("-".join(bodies)), fold_plain(bodies[0])):
        return True
    # "16-TB/Đảng uỷ": the name, without its spaces by now, where the symbol should stand.
    name = plain(body.name).replace(" ", "")
    written = plain("".join(bodies)).replace(" ", "")
    return len(written) > 4 and name.startswith(written)


def is_congress(bodies: Sequence[str], rules: RuleSet) -> bool:
    """Whether they are the congress's (ĐH)."""
    return bool(bodies) and fold(bodies[0]) == fold(rules.body_symbols.get("dai_hoi", ""))


def spelt_right(written: Written, body: OldBody) -> Written:
    """The number with the body's symbol spelt as the body spells it."""
    if not written.bodies or not is_own(written.bodies, body):
        return written
    typed = "-".join(written.bodies)
    led = len(written.bodies) > 1 and fold_plain(written.bodies[0]) == fold_plain(body.symbol)
    whole = fold_plain(typed) == fold_plain(body.symbol) or not led
    right = body.symbol if whole else "-".join((body.symbol, *written.bodies[1:]))
    if typed == right:
        return replace(written, bodies=(right,))
    kind = "case" if fold(typed) == fold(right) else "accent"
    return replace(written, bodies=(right,), changed=written.changed | {kind})


def body_named(text: str, body: OldBody) -> str | None:
    """Whose papers a title, a sheet or a group speaks of: another's name, "" the body's own.

    ``None`` when it names nobody. Of several the first counts: "UBKT Đảng uỷ" is the committee's.
    """
    read = f" {plain(text)} "
    at = {read.index(f" {name} "): name for name in words("bodies", "names") if f" {name} " in read}
    if not at:
        return None
    own = f" {plain(body.name)} {plain(body.symbol)} {plain(body.code)} "
    named = at[min(at)]
    same = next((group for group in _one_body() if named in group), (named,))
    return "" if any(f" {name} " in own for name in same) else text.strip()


def _one_body() -> list[tuple[str, ...]]:
    """Names and symbols of one kind of body."""
    return [tuple(group.split("|")) for group in words("bodies", "same")]


def is_called(name: str, body: OldBody) -> bool:
    """Whether a name is the body's own, whole or in short ("Đảng uỷ")."""
    read, own = plain(name), plain(body.name)
    names = (own, plain(body.symbol), plain(body.code))
    return read in names or own.startswith(f"{read} ") or read.startswith(f"{own} ")
