"""One row of an old register (một dòng sổ cũ): its cells by field, the others by their heading."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...data.cells.reading import as_paragraphs, as_text
from ...data.models.source_map import column_letter
from ..series import clean
from .headings import Headings
from .numbers import parse_written
from .words import begins, plain, words

_SAYS_NOTHING = frozenset(
    {"symbol", "number", "outgoing_number", "count", "type_name", "body", "term", "direction"}
)


def as_cell_text(value: Any) -> str:
    """A cell as text; dates as they are written here."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return as_text(value)


def on_one_line(value: Any) -> str:
    """A cell of several lines on one: ``- Thành uỷ;\\n- Lưu.`` is ``Thành uỷ; Lưu.``"""
    if not isinstance(value, str):
        return clean(as_cell_text(value))
    parts = [clean(part) for part in as_paragraphs(value).split("\n")]
    if len(parts) > 1:
        parts = [part.lstrip("-–+• ").rstrip(";, ") for part in parts]
    return "; ".join(part for part in parts if part)


def is_number(value: Any) -> bool:
    """Whether a cell holds a number, not text."""
    return isinstance(value, int | float) and not isinstance(value, bool)


@dataclass(slots=True)
class Row:
    """The cells of a row (một dòng): those with a place by field, the others by their heading."""

    line: int
    raw: dict[str, Any]
    text: dict[str, str]
    others: dict[str, str]
    headings: Headings
    comments: list[str] = field(default_factory=list)

    def own_texts(self) -> list[str]:
        """What is filled, but for a count of rows."""
        told = [text for name, text in self.text.items() if text and name != "count"]
        return told + [text for text in self.others.values() if text]

    def has_content(self) -> bool:
        """Whether anything but a number, a type or a body is filled."""
        told = any(text and name not in _SAYS_NOTHING for name, text in self.text.items())
        return told or any(self.others.values())

    def figure_only(self) -> int | None:
        """The number of a row in which a number was only written in advance."""
        for name in ("symbol", "number"):
            written = parse_written(self.text.get(name, ""))
            if written is not None and written.numbers:
                return written.numbers[0]
        return None

    def is_number_cell(self) -> bool:
        """Whether what is filled stands where numbers stand."""
        return any(self.text.get(name) for name in ("symbol", "number", "outgoing_number"))

    def number_column(self) -> int:
        """The column from which the number is read."""
        symbol = self.text.get("symbol", "")
        if "number" in self.headings.columns and not any(c.isdigit() for c in symbol):
            return self.headings.columns["number"]
        return self.headings.columns.get("symbol", self.headings.columns.get("number", -1))

    def total(self) -> str:
        """What a row of totals says, "" for a row that is none."""
        for name in ("count", "symbol", "number"):
            if begins(plain(self.text.get(name, "")), words("band", "total")):
                return " · ".join(self.own_texts() or [self.text[name]])
        return ""

    def as_typed(self, name: str) -> str:
        """A field's text with the letters of other code pages that reading has replaced."""
        raw, read = self.raw.get(name), self.text.get(name, "")
        return clean(raw) if isinstance(raw, str) and "\n" not in raw else read

    def shown(self) -> str:
        """The number as the row has it."""
        return self.text.get("symbol") or self.text.get("number", "")

    def described(self) -> str:
        """The abstract, with the type's name before it or without."""
        return self.text.get("type_and_abstract") or self.text.get("abstract", "")

    def cell(self, name: str) -> str:
        """The address of a field's cell, or the row's number when it has none."""
        at = self.headings.columns.get(name)
        if at is None and name == "symbol":
            at = self.headings.columns.get("number")
        return str(self.line) if at is None else f"{column_letter(at)}{self.line}"

    def is_incoming(self) -> bool:
        """Whether a row of a register of both directions is a paper that came in."""
        if plain(self.text.get("direction", "")) in words("direction", "incoming_cell"):
            return True
        both = "outgoing_number" in self.headings.columns
        given = self.text.get("outgoing_number") or self.text.get("number")
        return both and bool(self.text.get("incoming_number")) and not given
