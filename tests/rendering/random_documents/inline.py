"""What a random paragraph says (lời trong đoạn): its words, its tags, the elements among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import values
from .draft import Draft, Spot
from .pieces import Choice, Inline, Kept, Macro, Made, Turns, Value, Words
from .values import CONDITIONS, Shape, words


def texts(draft: Draft, spot: Spot, most: int = 3) -> tuple[Inline, ...]:
    """Words and values only."""
    chance = draft.chance
    return tuple(
        Words(words(chance)) if chance.random() < 0.4 else _value(draft, spot)
        for _ in range(chance.randint(1, most))
    )


def inline(
    draft: Draft,
    spot: Spot,
    islands: Callable[[Draft, Spot], Inline] | None = None,
    depth: int = 0,
) -> tuple[Inline, ...]:
    """Random pieces of one paragraph; ``islands`` makes elements among its runs."""
    chance = draft.chance
    pieces: list[Inline] = []
    for _ in range(chance.randint(1, 4)):
        kind = chance.random()
        if kind < 0.35 or depth > 1:
            pieces.append(Words(words(chance)))
        elif kind < 0.65:
            pieces.append(_value(draft, spot))
        elif kind < 0.7:
            pieces.append(_expression(draft, spot))
        elif kind < 0.8 and islands is not None:
            pieces.append(islands(draft, spot))
        elif kind < 0.9:
            conditions = tuple(chance.choice(CONDITIONS) for _ in range(chance.choice([1, 1, 2])))
            branches = [inline(draft, spot, islands, depth + 1) for _ in (*conditions, "")]
            pieces.append(Choice(conditions, tuple(branches)))
        elif kind < 0.96:
            name = f"x{depth}"
            inner = replace(spot, paths=(*spot.paths, f"{name}.a", f"{name}.b"), once=False)
            body = inline(draft, inner, islands, depth + 1)
            pieces.append(Turns(name, chance.choice(spot.lists), body))
        else:
            pieces.append(_remembered(draft, spot, depth))
    return tuple(pieces)


def _value(draft: Draft, spot: Spot) -> Inline:
    chance = draft.chance
    blank = chance.choice(["", " ", "\u00a0"])
    kind = chance.random()
    if kind < 0.06:
        return Value("chu", blank or " ", chance.choice(["", "r"]))
    if kind < 0.1:
        return Value("dong", blank)
    if kind < 0.2 and draft.shape is Shape.INSERTS:
        return Value("anh", blank)
    return Value(chance.choice(spot.paths), blank)


def _expression(draft: Draft, spot: Spot) -> Inline:
    chance = draft.chance
    if chance.random() < 0.2:
        return Words("{{ x }} {% y %}", "{% raw %}{{ x }} {% y %}{% endraw %}")
    if chance.random() < 0.2:
        return Words("", "{# {{ khong_co }} #}")
    pair = (chance.choice(spot.paths), chance.choice(spot.paths))
    if draft.shape is Shape.MISSING:
        return Made("{0} ~ {1}", pair, lambda a, b: a + b)
    return chance.choice(
        [
            Made("{0}|string|upper", pair, lambda a, _: a.upper()),
            Made("{0} ~ {1}", pair, lambda a, b: a + b),
            Made("{0} if c0 else {0}", pair, lambda a, _: a),
            Made("[{0}, {1}]|join(' – ')", pair, lambda a, b: f"{a} – {b}"),
        ]
    )


def _remembered(draft: Draft, spot: Spot, depth: int) -> Inline:
    """A macro or a block that is kept; no other is in it."""
    chance = draft.chance
    name = f"giu{draft.marks.next()}"
    if chance.random() < 0.5:
        return Kept(name, texts(draft, spot), chance.randint(1, 2))
    # A macro sees what the document has, and what it is given.
    body = texts(draft, Spot(paths=(*values.TEXTS, "gia")))
    given = tuple(chance.choice(spot.paths) for _ in range(chance.randint(1, 2)))
    return Macro(name, body, given)
