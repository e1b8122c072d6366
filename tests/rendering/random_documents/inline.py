"""What a random paragraph says (lời trong đoạn): as a template, and as it must come out."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Context = Mapping[str, Any]
Scope = tuple[tuple[str, tuple[str, ...]], ...]
"""The lists that may be looped over at a place: the name of each and the keys of its items."""

_WORDS = [
    "Chi",
    "bộ",
    "Đảng",
    "uỷ",
    "đồng",
    "chí",
    "nghị",
    "quyết",
    "15%",
    "<",
    ">",
    "&",
    '"',
    "'",
    "“kính",
    "gửi”",
    "nguyễn",
    "ƯỚC",
    "ễ",
    "𠀋",
    "§5",
    "a_b",
    "{x}",
    "}",
    "{",
    "#",
]


def words(chance: random.Random, most: int = 6) -> str:
    """Fixed words, with what XML, Jinja and Word take for something else."""
    picked = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, most)))
    # Braces of the words must not lean on those of a tag.
    return f"({picked})" + chance.choice(["", " ", "\t", "\n", " – "])


def value(chance: random.Random) -> str:
    """A value of the data: anything a clerk pastes into a cell."""
    odd = ["", "\n", "\t", "&amp;", "{{ x }}", "{% if %}", "<w:t>", "]]>", "\u00a0", "&#34;", "  "]
    return words(chance, 3).strip() + chance.choice(odd) + str(chance.randrange(10**6))


@dataclass(frozen=True)
class Words:
    """Words that stand as they are."""

    text: str

    def source(self) -> str:
        return self.text

    def said(self, _: Context) -> str:
        return self.text


@dataclass(frozen=True)
class Value:
    """``{{ a.b }}``."""

    path: str
    blank: str

    def source(self) -> str:
        return f"{{{{{self.blank}{self.path}{self.blank}}}}}"

    def said(self, context: Context) -> str:
        found: Any = context
        for key in self.path.split("."):
            found = found[key]
        return str(found)


@dataclass(frozen=True)
class Choice:
    """``{% if … %}…{% else %}…{% endif %}``."""

    condition: str
    true: tuple[Inline, ...]
    false: tuple[Inline, ...]

    def source(self) -> str:
        head = f"{{% if {self.condition} %}}{source(self.true)}"
        return f"{head}{{% else %}}{source(self.false)}{{% endif %}}"

    def said(self, context: Context) -> str:
        return said(self.true if context[self.condition] else self.false, context)


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


Inline = Words | Value | Choice | Turns


def source(pieces: Sequence[Inline]) -> str:
    """The pieces as typed into a template."""
    return "".join(piece.source() for piece in pieces)


def said(pieces: Sequence[Inline], context: Context) -> str:
    """The pieces as they must be read on paper."""
    return "".join(piece.said(context) for piece in pieces)


class Data:
    """The names that a random template may use, with their values (dữ liệu bịa)."""

    def __init__(self, chance: random.Random) -> None:
        self.context: dict[str, Any] = {f"v{n}": value(chance) for n in range(6)}
        self.context |= {f"c{n}": chance.random() < 0.5 for n in range(4)}
        for n in range(3):
            count = chance.choice([0, 1, 2, 3])
            self.context[f"ds{n}"] = [
                {"a": value(chance), "b": value(chance)} for _ in range(count)
            ]
        self.paths = tuple(name for name in self.context if name.startswith("v"))
        self.conditions = tuple(name for name in self.context if name.startswith("c"))
        self.lists = tuple(name for name in self.context if name.startswith("ds"))


def inline(
    chance: random.Random, data: Data, paths: tuple[str, ...], depth: int = 0
) -> tuple[Inline, ...]:
    """Random pieces of one paragraph; ``paths`` are the values in reach."""
    pieces: list[Inline] = []
    for _ in range(chance.randint(1, 4)):
        kind = chance.random()
        if kind < 0.4 or depth > 1:
            pieces.append(Words(words(chance)))
        elif kind < 0.8:
            pieces.append(Value(chance.choice(paths), chance.choice(["", " ", "\u00a0"])))
        elif kind < 0.9:
            branches = [inline(chance, data, paths, depth + 1) for _ in range(2)]
            pieces.append(Choice(chance.choice(data.conditions), *branches))
        else:
            name = f"x{depth}"
            reach = (*paths, f"{name}.a", f"{name}.b")
            body = inline(chance, data, reach, depth + 1)
            pieces.append(Turns(name, chance.choice(data.lists), body))
    return tuple(pieces)
