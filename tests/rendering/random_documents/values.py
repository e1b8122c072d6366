"""The data of random documents (dữ liệu bịa): the names a template may use, and their values."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from docxtpl import Listing, RichText

from giayto.rendering import Image, Link, SubDocument
from tests.rendering.merge.joined import png
from tests.rendering.word_papers import p, paper

Context = Mapping[str, Any]
DOTS = "……………"

VIEW = "which view"
"""A key of the context that asks for less than all that a file holds."""
TURN = "which turn"
"""A key of the context: the number of the turn of the innermost loop over blocks."""


MARKED = "missing values are marked"
"""A key of the context: a missing value is shown by its name, not by dots."""


class View(Enum):
    """Where the words of a document are looked for (nơi đọc)."""

    FILE = "file"
    """In its parts: also the codes of fields, remarks, addresses, the words for a picture."""
    MERGED = "merged"
    """In a file of many: what the merging may write anew is left out."""
    PAPER = "paper"
    """On its pages, where a reader sees them for certain."""


class Shape(Enum):
    """What a document's values bring with them (loại dữ liệu): the rest is slow to make."""

    TEXT = "text"
    MISSING = "missing"
    INSERTS = "inserts"


_WORDS = [
    *("Chi", "bộ", "Đảng", "uỷ", "đồng", "chí", "nghị", "quyết", "15%", "<", ">", "&", '"', "'"),
    *("“kính", "gửi”", "nguyễn", "ƯỚC", "ễ", "𠀋", "§5", "a_b", "{x}", "}", "{", "#"),
]
_ODD = ["", "\n", "\t", "&amp;", "{{ x }}", "{% if %}", "<w:t>", "]]>", "\u00a0", "&#34;", "  "]
_BREAKS = ["\a", "\f", "\r\n", "\n\n", "\t\n"]

TEXTS = tuple(f"v{n}" for n in range(6))
CONDITIONS = tuple(f"c{n}" for n in range(4))
LISTS = tuple(f"ds{n}" for n in range(3))
NUMBERS = ("so1", "so2", "so3", "so4")
"""Counts of columns, none above the number in its name: what is wider than its table is cut off."""
COLOURS = ("mau0", "mau1")
ADDRESSES = ("dia_chi0", "dia_chi1")
ITEM = ("a", "b")


def words(chance: random.Random, most: int = 6) -> str:
    """Fixed words, with what XML, Jinja and Word take for something else."""
    picked = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, most)))
    # Braces of the words must not lean on those of a tag.
    return f"({picked})" + chance.choice(["", " ", "\t", "\n", " – "])


def value(chance: random.Random, shape: Shape = Shape.TEXT) -> Any:
    """A value of the data: anything a clerk pastes into a cell."""
    kind = chance.random()
    if shape is Shape.MISSING and kind < 0.15:
        return None
    number = chance.randrange(10**6)
    if kind > 0.9:
        return chance.choice([number, number / 8, Decimal(number) / 100, date(2026, 12, 20), True])
    odd = chance.choice(_BREAKS if kind > 0.8 else _ODD)
    return words(chance, 3).strip() + odd + str(number)


def context(chance: random.Random, shape: Shape) -> dict[str, Any]:
    """Values for every name, for one document."""
    made: dict[str, Any] = {name: value(chance, shape) for name in TEXTS}
    made |= {name: chance.random() < 0.5 for name in CONDITIONS}
    for name in LISTS:
        count = chance.choice([0, 1, 2, 3])
        made[name] = [{key: value(chance, shape) for key in ITEM} for _ in range(count)]
    made |= {name: chance.randint(1, int(name[2:])) for name in NUMBERS}
    made |= {name: chance.choice(["FF0000", "#00ff00", "", "auto"]) for name in COLOURS}
    # No break of a line, and no "%41": an address has neither.
    made |= {name: f"{words(chance, 2).strip()}{n}" for n, name in enumerate(ADDRESSES)}
    made |= _formed(chance)
    return made | _inserts(chance) if shape is Shape.INSERTS else made


def found(given: Context, path: str) -> Any:
    """The value of that dotted name."""
    value: Any = given
    for key in path.split("."):
        value = value[key]
    return value


def as_text(given: Context, path: str, missing: str = "") -> str:
    """The value of that dotted name as it must be read; ``missing`` is read for none."""
    value = found(given, path)
    if value is None:
        return missing or (path if given.get(MARKED) else DOTS)
    # More than text is told apart; and a line break is one, however it is kept.
    return str(given.get(f"{path} said", value)).replace("\r\n", "\n")


def flat(text: str) -> str:
    """A text where no line break and no tab can stand: each is a blank."""
    return re.sub("[\n\t\a\f]", " ", text)


def _formed(chance: random.Random) -> dict[str, Any]:
    """Values that bring their look; what each says is beside it."""
    first, second = (words(chance, 2).strip() for _ in range(2))
    rich = RichText(first, bold=True)
    rich.add(second, italic=True)
    lines = f"{first}\n{second}\t{first}"
    return {
        "chu": rich, "chu said": first + second,
        "dong": Listing(lines), "dong said": lines,
    }  # fmt: skip


def _inserts(chance: random.Random) -> dict[str, Any]:
    """Values that change the package."""
    text, inner = (words(chance, 2).strip() for _ in range(2))
    return {
        "anh": Image(png(chance.randrange(256)), width_mm=20), "anh said": "",
        "link": Link(text, "https://vidu.vn/a?b=1"), "link said": text,
        "con": SubDocument(paper(p(inner))), "con said": inner,
    }  # fmt: skip
