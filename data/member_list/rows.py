"""What each row of a member list is (phân loại dòng): person, group, total, signature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from ...conventions.spelling import fold
from ...files.spreadsheet import Row
from ..cells.reading import as_text
from ..reference import table
from .columns import ORDER, ListColumns, is_numbering, repeats_header
from .unit_names import cell_in_title

RowKind = Literal[
    "title", "header", "numbering", "group", "member", "total", "signature", "blank", "unknown"
]

_ORDER_NUMBER = re.compile(r"\d{1,5}[.)]?")
_OUTLINE = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})[.)\-]?")
_BULLET = re.compile(r"^(?:[-–—+*•·●▪►✓√]\s*)+")
_OUTLINE_BEFORE = re.compile(r"^(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})\s*[.)\-/:]\s*")
_ADDRESSED = re.compile(
    r"^(?:\d{1,4}\s*[.)\-]\s*)?(?:(?:đ/c|đ\.c\.?|đc\.|đồng chí)[\s.:]*)?", re.IGNORECASE
)
_BESIDE = re.compile(
    r"""\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|[“"]([^“”"]*)[”"]|,\s*(.+)$|\s[-–]\s(.+)$)"""
)
_NAME = re.compile(r"[^\W\d_]+(?:['’\-. ]+[^\W\d_]+){0,7}\.?")


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over the members of one organisation (dòng tên chi bộ).

    ``count`` is the number of members it states, ``None`` when it states none.
    ``named``: it begins with ``Chi bộ``, ``Đảng bộ`` …, not only with a Roman
    number. ``upper``: it is a committee above cells, not a cell.
    """

    name: str
    count: int | None
    named: bool
    upper: bool


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(fold(w) for w in table("list-words")[kind])


@cache
def _count_pattern() -> re.Pattern[str]:
    counted = "|".join(re.escape(fold(w)) for w in table("list-words")["counted"])
    return re.compile(rf"[\s:;,(–-]*(?:có|gồm|tổng số)?[\s:]*(\d+)\s*(?:{counted})\b.*$")


def stated_count(text: str) -> int | None:
    """The number of members a text states: ``31 đồng chí``, ``Tổng cộng: 181 đảng viên``."""
    match = _count_pattern().search(fold(text))
    return int(match.group(1)) if match else None


def starts_with(text: str, kind: str) -> bool:
    """Whether a text begins with one of the words of ``reference/list-words.toml``."""
    words = fold(text)
    return any(words.startswith(w) for w in _words(kind))


def read_group(row: Row) -> Group | None:
    """The group a row heads, ``None`` when it is no group row."""
    cells = [t for cell in row if (t := as_text(cell))]
    outline = ""
    if len(cells) > 1 and _OUTLINE.fullmatch(cells[0]):
        outline, cells = cells[0], cells[1:]
    if not cells or len(cells) > 3:
        return None
    text = cells[0]
    titled = cell_in_title(text)
    if titled and starts_with(text, "title"):
        return Group(titled, stated_count(text), named=True, upper=False)
    bare = _OUTLINE_BEFORE.sub("", text)
    named = starts_with(bare, "group")
    roman = bool(re.fullmatch(r"[IVXLC]+[.)\-]?", outline)) or bool(
        re.match(r"[IVXLC]+\s*[.)\-]", text)
    )
    stated = stated_count(bare)
    if not named and not (roman and (stated is not None or len(cells) == 1)):
        return None
    return Group(_group_name(bare), stated, named, starts_with(bare, "upper_group"))


def _group_name(text: str) -> str:
    match = _count_pattern().search(text.lower())
    if match:
        text = text[: match.start()]
    return text.strip(" :;,-–(.")


def classify(row: Row, columns: ListColumns, after_list: bool) -> RowKind:
    """What a row below the header is. ``after_list``: a total or signature was seen already."""
    texts = [t for cell in row if (t := as_text(cell))]
    if not texts:
        return "blank"
    if is_numbering(row):
        return "numbering"
    if repeats_header(row, columns):
        return "header"
    if _is_total(texts):
        return "total"
    if _is_member(row, columns):
        return "member"
    group = read_group(row)
    if group is not None and (group.named or not after_list):
        return "group"
    if after_list or any(starts_with(t, "signature") for t in texts):
        return "signature"
    return "unknown"


def _is_total(texts: list[str]) -> bool:
    return any(starts_with(t, "total") for t in texts[:2])


def _is_member(row: Row, columns: ListColumns) -> bool:
    row, _ = columns.filled(row)
    name = name_parts(name_in(row, columns)).name
    if not _NAME.fullmatch(name) or starts_with(name, "group"):
        return False
    order = columns.column(ORDER)
    if order is not None and order < len(row) and _ORDER_NUMBER.fullmatch(as_text(row[order])):
        return True
    personal = [
        i
        for i, role in columns.roles.items()
        if role not in (ORDER, "full_name", "given_name", "surname", "note")
        and i != columns.second_name_column
    ]
    filled = sum(bool(as_text(row[i])) for i in personal if i < len(row))
    # A signer's name may stand in the name column with a title beside it.
    return filled >= (2 if order is not None else 1)


class NameParts(NamedTuple):
    """A name without what stands beside it (họ tên): ``đ/c``, a number, ``(BT)``."""

    name: str
    rest: str


def name_parts(written: str) -> NameParts:
    """A person's name as written, and what stands beside it in brackets or behind a comma."""
    text = _ADDRESSED.sub("", written)
    beside = [next(filter(None, found), "").strip() for found in _BESIDE.findall(text)]
    return NameParts(" ".join(_BESIDE.sub(" ", text).split()), ", ".join(filter(None, beside)))


def name_in(row: Row, columns: ListColumns) -> str:
    """The full name in a row, put together from its parts when the list splits it."""
    parts = []
    for role in ("surname", "full_name"):
        column = columns.column(role)
        if column is not None and column < len(row):
            parts.append(as_text(row[column]))
    if columns.second_name_column is not None and columns.second_name_column < len(row):
        parts.append(as_text(row[columns.second_name_column]))
    given = columns.column("given_name")
    if columns.column("full_name") is None and given is not None and given < len(row):
        parts.append(as_text(row[given]))
    return _BULLET.sub("", " ".join(p for p in parts if p))
