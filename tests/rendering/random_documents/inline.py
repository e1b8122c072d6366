"""What a random paragraph says (lời trong đoạn): as a template, and as it must come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from . import values
from .draft import Draft, Spot
from .kinds import allowed
from .values import CONDITIONS, VIEW, Context, Shape, View, as_text, words


class Inline(Protocol):
    """A piece of a paragraph."""

    def source(self) -> str:
        """The piece as typed into a template."""

    def said(self, context: Context) -> str:
        """The piece as it must be read."""


@dataclass(frozen=True)
class Words:
    """Words that stand as they are; ``typed`` when a template has them otherwise."""

    text: str
    typed: str = ""

    def source(self) -> str:
        return self.typed or self.text

    def said(self, _: Context) -> str:
        return self.text


@dataclass(frozen=True)
class Value:
    """``{{ a.b }}``, or ``{{r a.b }}`` with a ``level``."""

    path: str
    blank: str = " "
    level: str = ""

    def source(self) -> str:
        return f"{{{{{self.level}{self.blank}{self.path}{self.blank}}}}}"

    def said(self, context: Context) -> str:
        return as_text(context, self.path)


@dataclass(frozen=True)
class Linked:
    """``{{ link }}``: a link that the data bring, with its address."""

    level: str

    def source(self) -> str:
        return f"{{{{{self.level} link }}}}"

    def said(self, context: Context) -> str:
        address = context["link"].address if context.get(VIEW) is View.FILE else ""
        return address + as_text(context, "link")


@dataclass(frozen=True)
class Made:
    """``{{ a|upper }}`` and other expressions over two values."""

    pattern: str
    paths: tuple[str, str]
    make: Callable[[str, str], str]

    def source(self) -> str:
        return f"{{{{ {self.pattern.format(*self.paths)} }}}}"

    def said(self, context: Context) -> str:
        return self.make(*(as_text(context, path) for path in self.paths))


@dataclass(frozen=True)
class Choice:
    """``{% if … %}…{% elif … %}…{% else %}…{% endif %}``."""

    conditions: tuple[str, ...]
    branches: tuple[tuple[Inline, ...], ...]
    """One for each condition and one for none."""

    def source(self) -> str:
        pieces = zip(("if", "elif", "elif"), self.conditions, self.branches, strict=False)
        head = "".join(f"{{% {word} {name} %}}{source(body)}" for word, name, body in pieces)
        return f"{head}{{% else %}}{source(self.branches[-1])}{{% endif %}}"

    def said(self, context: Context) -> str:
        true = [n for n, name in enumerate(self.conditions) if context[name]]
        return said(self.branches[true[0] if true else -1], context)


@dataclass(frozen=True)
class Turns:
    """``{% for … %}…{% endfor %}``."""

    name: str
    items: str
    body: tuple[Inline, ...]

    def source(self) -> str:
        return f"{{% for {self.name} in {self.items} %}}{source(self.body)}{{% endfor %}}"

    def said(self, context: Context) -> str:
        return "".join(
            said(self.body, {**context, self.name: item}) for item in context[self.items]
        )


@dataclass(frozen=True)
class Kept:
    """``{% set … %}…{% endset %}``, printed so often."""

    name: str
    body: tuple[Inline, ...]
    times: int

    def source(self) -> str:
        head = f"{{% set {self.name} %}}{source(self.body)}{{% endset %}}"
        return head + f"{{{{ {self.name} }}}}" * self.times

    def said(self, context: Context) -> str:
        return said(self.body, context) * self.times


@dataclass(frozen=True)
class Macro:
    """``{% macro … %}…{% endmacro %}``, called with each of the values."""

    name: str
    body: tuple[Inline, ...]
    given: tuple[str, ...]

    def source(self) -> str:
        head = f"{{% macro {self.name}(gia) %}}{source(self.body)}{{% endmacro %}}"
        return head + "".join(f"{{{{ {self.name}({path}) }}}}" for path in self.given)

    def said(self, context: Context) -> str:
        return "".join(
            said(self.body, {**context, "gia": as_text(context, path)}) for path in self.given
        )


@dataclass(frozen=True)
class Island:
    """An element among the runs; ``mark`` stands for it, ``heard`` tells what it says where."""

    mark: str
    heard: tuple[tuple[frozenset[View], Callable[[Context], str]], ...]

    def source(self) -> str:
        return self.mark

    def said(self, context: Context) -> str:
        view = context.get(VIEW, View.FILE)
        return "".join(say(context) for views, say in self.heard if view in views)


def source(pieces: Sequence[Inline]) -> str:
    """The pieces as typed into a template."""
    return "".join(piece.source() for piece in pieces)


def said(pieces: Sequence[Inline], context: Context) -> str:
    """The pieces as they must be read."""
    return "".join(piece.said(context) for piece in pieces)


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
    if allowed("raw") and chance.random() < 0.2:
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
