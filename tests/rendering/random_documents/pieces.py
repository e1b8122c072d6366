"""The pieces of a paragraph (mảnh của đoạn): as a template has them, and as they must be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .values import DOTS, VIEW, Context, View, as_text, found


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
        return self.make(*(as_text(context, path, DOTS) for path in self.paths))


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
            said(self.body, {**context, "gia": found(context, path)}) for path in self.given
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
