"""Which document type a row of an old register is (tên loại): by symbol, column, group, words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ...conventions.ruleset import RuleSet, available_rules, load_rules
from ...conventions.spelling import fold, fold_plain
from ..printed import type_names
from .words import begins, plain, words

_TOKEN = re.compile(r"[^\W_]+")


class Sign(NamedTuple):
    """The types a symbol stands for (ký hiệu loại), how it should be, how it was misspelt."""

    keys: tuple[str, ...]
    symbol: str
    changed: str


def by_sign(sign: str, rules: RuleSet) -> Sign | None:
    """The types of a symbol: by the rules of the day, else by those of other years.

    ``None`` when it stands for none, or nobody can say for which.
    A symbol in small letters, or without its marks, is taken only where one symbol can be meant.
    """
    known = _symbols(rules)
    for changed, same in (("", str), ("case", fold), ("accent", fold_plain)):
        fits = [symbol for symbol in known if same(symbol) == same(sign)]
        if len(fits) > 1 and changed == "accent":
            return None  # ĐA and DA are two types
        if fits:
            return Sign(known[fits[0]], fits[0], changed)
    return None


def _symbols(rules: RuleSet) -> dict[str, tuple[str, ...]]:
    """Every symbol with its types, those of the rule set first."""
    own: dict[str, list[str]] = {}
    for key, symbol in rules.type_symbols.items():
        own.setdefault(symbol, []).append(key)
    others = {s: keys for s, keys in _other_symbols(rules.family).items() if s not in own}
    return {symbol: tuple(keys) for symbol, keys in (own | others).items() if symbol}


@cache
def _other_symbols(family: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rule_id in available_rules():
        rules = load_rules(rule_id)
        if rules.family == family:
            for key, symbol in rules.type_symbols.items():
                keys = found.setdefault(symbol, [])
                if key not in keys:
                    keys.append(key)
    return found


def by_name(text: str) -> str | None:
    """The type whose name a text is, or begins with; ``None`` for none."""
    read = plain(text)
    name = begins(read, _names())
    return _names()[name] if name else None


@cache
def _names() -> dict[str, str]:
    listed = sorted(type_names().items(), key=lambda item: -len(item[1]))
    return {plain(name): key for key, name in listed}


def types_named(text: str, rules: RuleSet) -> tuple[str, ...]:
    """The one type, or the types of one symbol, that a title, a sheet or a group is called by.

    None when several are named: a list of all papers says nothing of each.
    """
    read = f" {plain(text)} "
    found: list[str] = []
    for name, key in _names().items():
        if f" {name} " in read:
            found.append(key)
            read = read.replace(f" {name} ", "  ")
    tokens = _TOKEN.findall(text)
    for symbol, keys in _symbols(rules).items():
        if symbol in tokens or (len(tokens) == 1 and fold(symbol) == fold(tokens[0])):
            found += [key for key in keys if key not in found][:1]
    symbols = {rules.type_symbols.get(key, key) for key in found}
    return tuple(found) if len(symbols) == 1 else ()


def is_generic(keys: Iterable[str]) -> bool:
    """Whether a title's type is a name for any paper ("Sổ công văn đi")."""
    return any(key in words("types", "generic") for key in keys)
