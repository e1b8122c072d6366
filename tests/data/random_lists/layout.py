"""The shape of a random list (hình dạng danh sách): what a clerk could have chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from hypothesis import strategies as st

from .people import Person

Format = Literal["xlsx", "xls", "ods", "csv", "tsv", "docx"]
Name = Literal["one", "two", "three", "merged", "beside"]
Sex = Literal["none", "column", "ticks", "typed", "births"]
Cells = Literal["column", "merged", "rows", "roman", "counted", "counts beside", "sheets"]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, both ends included."""


@dataclass
class Grid:
    """One sheet as written (một trang): rows of texts, numbers and dates, and what is merged.

    ``people`` tells whose row is whose; side by side a row has several. A sheet that is
    no list has none.
    """

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    people: dict[int, list[Person]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """One column: the lines of its header from top to bottom, and what stands in it."""

    header: tuple[str, ...]
    value: Callable[[Person, int], Any]


@dataclass(frozen=True)
class Layout:
    """How a list is laid out (cách trình bày)."""

    format: Format
    encoding: str
    separator: str
    titles: int
    wide: bool
    headers: int
    words: int
    name: Name
    sex: Sex
    cells: Cells
    order: Literal["first", "none", "restart"]
    seed: int
    own: int
    extras: frozenset[str]
    dates: Literal["text", "short", "dots", "cells", "years", "mixed"]
    numbering: bool
    repeated: int
    totals: bool
    subtotals: bool
    signed: bool
    blanks: bool
    halves: int
    second: bool
    capitals: bool
    decomposed: bool
    eth: bool
    indent: int
    hidden: bool
    strangers: tuple[str, ...]
    again: Literal["", "list", "files"]
    lacking: str


EXTRAS = ["phone", "note", "untitled", "two numbers", "lines"]


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Any layout that clerks could have made."""

    def pick(*choices: Any) -> Any:
        return draw(st.sampled_from(choices))

    def rarely() -> bool:
        return draw(st.integers(0, 3)) == 0

    kind: Format = pick("xlsx", "xlsx", "xls", "ods", "csv", "tsv", "docx")
    text = kind in ("csv", "tsv")
    cells: Cells = pick("column", "rows", "roman", "counted", "counts beside", "sheets", "merged")
    if text and cells in ("merged", "sheets"):
        cells = "column"
    plain = cells in ("column", "sheets")
    halves = pick(0, 0, 0, 2, 3) if plain and kind != "docx" else 0
    names = ["one", "one", "two", "three", "beside", *([] if text else ["merged"])]
    name: Name = "one" if halves else pick(*names)
    sex: Sex = "none" if halves else pick("none", "column", "ticks", "typed", "births")
    encoding = pick("utf-8-sig", "utf-8", "utf-16", "cp1258") if text else ""
    headers = 1 if halves else draw(st.integers(1, 3 if not text else 2))
    return Layout(
        kind,
        encoding,
        "\t" if kind == "tsv" else pick(",", ";", "\t"),
        draw(st.integers(0, 4)),
        not text and rarely(),
        max(headers, 2) if sex == "births" or name == "merged" else headers,
        0 if draw(st.booleans()) else draw(st.integers(1, 2**16)),
        name,
        sex,
        cells,
        pick("first", "first", "none", "restart"),
        draw(st.integers(0, 2**16)),
        draw(st.integers(0, 2)),
        frozenset() if halves else draw(st.frozensets(st.sampled_from(EXTRAS), max_size=3)),
        pick("text", "short", "dots", "cells", "years", "mixed"),
        draw(st.booleans()),
        pick(0, 0, 3, 5),
        draw(st.booleans()),
        not halves and rarely(),
        draw(st.booleans()),
        draw(st.booleans()),
        halves,
        not halves and plain and rarely(),
        rarely(),
        not text and rarely(),
        encoding != "cp1258" and rarely(),  # which has no Ð
        pick(0, 0, 0, 1),
        kind in ("xlsx", "xls") and rarely(),
        ()
        if text or kind == "docx"
        else draw(st.sampled_from([(), (), ("Bìa",), ("Thống kê",), ("Bìa", "Thống kê")])),
        pick("", "", "list", "files"),
        pick("", "", "", "card", "party_post", "joined"),
    )
