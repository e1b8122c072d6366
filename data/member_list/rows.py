"""What each row of a member list is (phân loại dòng): person, group, total, signature.

A person comes first: a row is a total, a group or a signature only when nothing in it
can be somebody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...conventions.spelling import fold
from ...files.spreadsheet import Row
from ..cells.dates import parse_date
from ..cells.reading import as_text
from ..models import Member
from ..models.fields import fields_of
from ..reference import table
from .columns.header_words import FEMALE, MALE, NAMES, OLD_CARD, ORDER
from .columns.mapping import ListColumns, is_numbering, repeats_header
from .columns.name_cells import begins, may_be_name, name_in, name_parts
from .unit_names import cell_in_title, names_unit

RowKind = Literal[
    "title", "header", "numbering", "group", "member", "total", "signature", "blank", "unknown"
]

_ORDER_NUMBER = re.compile(r"\d{1,5}[.)]?")
_OUTLINE = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})[.)\-]?")
_OUTLINE_BEFORE = re.compile(r"^(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})\s*[.)\-/:]\s*")
_LETTER = re.compile(r"[^\W\d_]")
_DAY_OF_SIGNING = re.compile(r"\bngày[\s\d.…_]*tháng\b|^ngày\s+\d", re.IGNORECASE)
_BARE_COUNT = re.compile(r"\d{1,4}|[-–]")
_LONGEST_UNIT = 3  # filled cells of a group row beside its counts
_FEWEST_DIGITS = 6  # of a card; a count has fewer
_DATES = frozenset(spec.attribute for spec in fields_of(Member) if spec.kind == "date")
_NUMBERS = frozenset([*(s.attribute for s in fields_of(Member) if s.digits), OLD_CARD])


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over the members of one organisation (dòng tên chi bộ).

    ``count`` is the number of members it states, ``None`` when it states none.
    ``named``: it begins with ``Chi bộ``, ``Đảng bộ`` …, not only with a Roman
    number. ``upper``: it is a committee above cells; ``within``: a part of a
    cell (tổ đảng).
    """

    name: str
    count: int | None
    named: bool
    upper: bool = False
    within: bool = False


@cache
def _counted() -> str:
    return "|".join(re.escape(fold(w)) for w in table("list-words")["counted"])


@cache
def _count_pattern() -> re.Pattern[str]:
    return re.compile(rf"[\s:;,(–-]*(?:có|gồm|tổng số)?[\s:]*(\d+)\s*(?:{_counted()})\b.*$")


@cache
def _total_pattern() -> re.Pattern[str]:
    """``Tổng cộng``, ``Cộng chi bộ 1: 12``, ``Tổng: 31``: but not ``Tổng hợp``, ``Cộng Hoà``."""
    words = table("list-words")

    def any_of(*kinds: str) -> str:
        return "|".join(re.escape(fold(w)) for kind in kinds for w in words[kind])

    of = any_of("group", "subgroup", "of_total", "counted")
    whole, begun = any_of("total"), any_of("total_of")
    return re.compile(rf"(?:{whole})(?![^\W\d_])|(?:{begun})\s*(?:$|[:(\d=.–-]|(?:{of})\b)")


def is_total_text(text: str) -> bool:
    """Whether a text heads a total: ``Tổng cộng``, ``Cộng chi bộ 1: 12 đồng chí``."""
    return _total_pattern().match(fold(_OUTLINE_BEFORE.sub("", text))) is not None


def stated_count(text: str) -> int | None:
    """The number of members a text states (``31 đồng chí``); ``None`` when it states none."""
    match = _count_pattern().search(fold(text))
    return int(match.group(1)) if match else None


def counts_a_part(text: str) -> bool:
    """Whether a total is that of some people only: ``Trong đó nữ: 12 đồng chí``."""
    said = re.split(r"\d", fold(text), maxsplit=1)[0]
    return any(
        re.search(rf"\b{re.escape(fold(w))}\b", said) for w in table("list-words")["part_of_total"]
    )


def read_group(row: Row, columns: ListColumns) -> Group | None:
    """The group a row heads, ``None`` when it is no group row.

    Behind its name the counts of the group's members may stand in the columns.
    """
    cells = [t for cell in row if (t := as_text(cell))]
    outline = ""
    if len(cells) > 1 and _OUTLINE.fullmatch(cells[0]):
        outline, cells = cells[0], cells[1:]
    beside = [t for t in cells[1:] if not _BARE_COUNT.fullmatch(t)]
    if not cells or len(beside) >= _LONGEST_UNIT or _is_nameless(row, columns):
        return None
    text = cells[0]
    stated = next((n for t in (text, *beside) if (n := stated_count(t)) is not None), None)
    titled = cell_in_title(text)
    if titled and begins(text, "title"):
        return Group(titled, stated, named=True)
    bare = _OUTLINE_BEFORE.sub("", text)
    roman = bool(re.fullmatch(r"[IVXLC]+[.)\-]?", outline)) or bool(
        re.match(r"[IVXLC]+\s*[.)\-]", text)
    )
    if begins(bare, "subgroup"):
        return Group(_group_name(bare), stated, named=True, within=True)
    named = begins(bare, "group")
    headed = (roman and (stated is not None or not beside)) or _is_unit(bare, row, columns)
    if not named and (not headed or begins(bare, "title") or begins(bare, "not_names")):
        return None
    return Group(_group_name(bare), stated, named, begins(bare, "upper_group"))


@cache
def _people_headings() -> frozenset[str]:
    return frozenset(map(fold, table("list-words")["people_headings"]))


def _heads_people(texts: list[str]) -> bool:
    """Whether a row only parts the people of one cell: ``I. Chi uỷ``, ``II | Đảng viên: 12``."""
    said = [t for t in texts if not _BARE_COUNT.fullmatch(t)]
    if len(said) > 1 and _OUTLINE.fullmatch(said[0]):
        said = said[1:]
    # Number and counts do not matter, and without them nothing else may be there.
    return len(said) == 1 and fold(_group_name(_OUTLINE_BEFORE.sub("", said[0]))) in (
        _people_headings()
    )


def _is_nameless(row: Row, columns: ListColumns) -> bool:
    """Whether a row has a number and a cell but no name: no heading, whoever is meant."""
    named = any(i < len(row) and as_text(row[i]) for i in columns.names)
    cell = columns.column("cell")
    filled = cell is not None and cell < len(row) and as_text(row[cell])
    return not named and bool(filled) and _is_numbered(row, columns)


def _is_unit(text: str, row: Row, columns: ListColumns) -> bool:
    """Whether a text is the name of a unit, no person's, and stands where groups are named."""
    at = next(i for i, cell in enumerate(row) if as_text(cell).endswith(text))
    left = at <= max((columns.origin.get(i, i) for i in columns.names), default=0)
    return (
        left and names_unit(text) and not _all_capitalised(text) and not begins(text, "signature")
    )


def _all_capitalised(text: str) -> bool:
    """Whether a text looks like a name: no figures, each word with a capital of its own."""
    words = text.split()
    return not text.isupper() and all(w.isalpha() and w[0].isupper() for w in words)


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
    if _heads_people(texts):
        return "title"
    full, _ = columns.filled(row)
    name = _name(row, full, columns)
    if _is_person(name, full, columns, after_list):
        return "member"
    if any(map(is_total_text, texts[:2])):
        return "total"
    group = read_group(row, columns)
    if group is not None and (group.named or not after_list):
        return "group"
    if _has_identity(full, columns):
        return "unknown"
    if after_list or any(begins(t, "signature") or _DAY_OF_SIGNING.search(t) for t in texts):
        return "signature"
    return "unknown"


def _name(row: Row, full: Row, columns: ListColumns) -> str:
    """The name in a row; the ``I`` before the name of a cell is none."""
    name = name_in(full, columns)
    if _OUTLINE.fullmatch(name):
        behind = [t for cell in row if (t := as_text(cell)) and t != name]
        return "" if behind and (_heads_group(behind[0]) or names_unit(behind[0])) else name
    return name


def _is_person(name: str, row: Row, columns: ListColumns, after_list: bool) -> bool:
    if not _LETTER.search(name) or _heads_group(name):
        return False
    if is_total_text(name):
        return _has_identity(row, columns)
    bare = name_parts(name).name
    if _is_numbered(row, columns) and not begins(bare, "not_names"):
        return True
    if begins(name, "signature"):
        return False
    if _has_identity(row, columns):
        return True
    # A signer's name may stand in the name column with a title beside it.
    return may_be_name(bare) and _personal(row, columns) > after_list


def _heads_group(name: str) -> bool:
    return begins(name, "group") or begins(name, "subgroup")


def _is_numbered(row: Row, columns: ListColumns) -> bool:
    order = columns.column(ORDER)
    return (
        order is not None
        and order < len(row)
        and _ORDER_NUMBER.fullmatch(as_text(row[order])) is not None
    )


def _has_identity(row: Row, columns: ListColumns) -> bool:
    """Whether a row has a date or a number that only a person has."""
    for i, role in columns.roles.items():
        raw = row[i] if i < len(row) else ""
        if raw == "" or raw is None:
            continue
        if role in _NUMBERS and _is_number(as_text(raw)):
            return True
        if role in _DATES or role in (MALE, FEMALE):
            dated = not isinstance(raw, str) or raw.lstrip(" '(")[:1].isdigit()
            if dated and parse_date(raw).value is not None:
                return True
    return False


def _is_number(text: str) -> bool:
    """Whether a text is the number of a card: long enough, and hardly anything but figures."""
    digits = sum(c.isdigit() for c in text)
    return digits >= _FEWEST_DIGITS and digits * 2 > len(text)


def _personal(row: Row, columns: ListColumns) -> int:
    """How many cells say something of a person, beside name and number; a bare count does not."""
    about = [i for i, r in columns.roles.items() if r not in NAMES and r not in (ORDER, "note")]
    about += [i for i in columns.own if i in columns.headers]
    texts = [as_text(row[i]) for i in about if i < len(row) and i not in columns.names]
    return sum(bool(text) and not _BARE_COUNT.fullmatch(text) for text in texts)


def may_be_somebody(row: Row, columns: ListColumns) -> bool:
    """Whether a row that is not taken has a name in it, or what only a person has."""
    full, _ = columns.filled(row)
    name = _name(row, full, columns)
    if is_total_text(name) or _heads_group(name) or begins(name, "signature"):
        return _has_identity(full, columns)
    return (bool(name) and may_be_name(name)) or _has_identity(full, columns)
