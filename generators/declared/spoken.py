"""What a keeper writes at the top of an own paper (khai báo giấy tờ riêng), understood.

The words stand in ``reference/own-papers.toml``. What cannot be understood is a
fault with the words as typed and what to type instead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar, cast

from ...conventions.spelling import fold_plain
from ...data.cells.dates import parse_date
from ...data.reference import table
from ...errors import PaperDeclaration
from ...i18n import tr
from ...suggestions import nearest
from ..column_names import OwnColumns, RecordColumns
from .declaration import HOLE, Condition, Declaration, paper_key
from .subjects import KINDS, Per

_Read = TypeVar("_Read")
_NO_OWN: OwnColumns = {}
_AND = re.compile(r"(\s+và\s+)", re.IGNORECASE)
_OR = re.compile(r"\s*[|,]\s*|\s+hoặc\s+", re.IGNORECASE)


def understand(said: Mapping[str, str], stem: str, own: OwnColumns | None = _NO_OWN) -> Declaration:
    """The declaration in a master's words, by item; ``stem`` is its file name without the ending.

    ``own`` are the clerk's own columns, ``None`` while the workbook is not read: any name
    may then be one's. Raises :class:`PaperDeclaration`.
    """
    # A mail-merge document that says nothing is a letter to each member.
    letter = "merged" in said and not said.get("per")
    per: Per = "member" if letter else cast(Per, _line(said, "per", partial(_word, "per")))
    usually = "unit" if per in ("member", "meeting") else "committee"
    issuer = _line(said, "issuer", partial(_word, "issuer")) if said.get("issuer") else usually
    columns = RecordColumns(KINDS[per].root or "to_chuc", own)
    return Declaration(
        key=paper_key(stem),
        label=said.get("label") or _spoken(stem),
        master=stem.lower(),
        per=per,
        by_committee=issuer == "committee",
        only=_line(said, "only", lambda text: tuple(_conditions(text, columns))),
        file=_line(said, "file", partial(_with_keys, columns)),
        type_name=said.get("type", ""),
        abstract=_line(said, "abstract", partial(_with_keys, columns)),
        day=_line(said, "day", _day) if said.get("day") else None,
        on_sheet=int(said.get("on_sheet", 1)),
        parts=("around",),
    )


def _line(said: Mapping[str, str], item: str, read: Callable[[str], _Read]) -> _Read:
    """What one line says, "" where there is none; what is wrong with it names the line."""
    typed = said.get(item, "")
    try:
        return read(typed)
    except PaperDeclaration as fault:
        fault.item, fault.typed = item, typed
        raise


def meant_per(typed: str) -> str | None:
    """What one document is for, as it is usually written; ``None`` for what means none of it."""
    offered: dict[str, list[str]] = table("own-papers")["per"]
    near = nearest(typed, [word for words in offered.values() for word in words])
    return next((w[0] for w in offered.values() if _same(typed, w) or near in w), None)


def _same(name: str, words: list[str]) -> bool:
    return fold_plain(name) in {fold_plain(word) for word in words}


def _word(group: str, typed: str) -> str:
    offered: dict[str, list[str]] = table("own-papers")[group]
    for key, words in offered.items():
        if _same(typed, words):
            return key
    raise PaperDeclaration(
        tr("Không hiểu “{chu}” ở đầu mẫu.").format(chu=typed),
        fix=tr("Viết một trong: {ds}.").format(
            ds=", ".join(words[0] for words in offered.values())
        ),
    )


def _conditions(text: str, columns: RecordColumns) -> Iterator[Condition]:
    """The conditions of a text; “và” within a column's name (“Họ và tên”) parts nothing."""
    for part in filter(None, map(str.strip, text.split(";"))):
        pieces = _AND.split(part)
        while pieces:
            yield _condition(pieces, columns)


def _condition(pieces: list[str], columns: RecordColumns) -> Condition:
    """The condition that the first pieces are, which are taken away with the “và” behind them."""
    for taken in range(1, len(pieces) + 1, 2):
        try:
            found = _compared("".join(pieces[:taken]), columns)
        except PaperDeclaration:
            if taken == len(pieces):
                raise
            continue
        del pieces[: taken + 1]
        return found
    raise AssertionError(pieces)


def _compared(text: str, columns: RecordColumns) -> Condition:
    compares: dict[str, list[str]] = table("own-papers")["compare"]
    spaced = f" {text} "
    unknown: PaperDeclaration | None = None
    for compare, word in ((c, word) for c, words in compares.items() for word in words):
        bare = f" {word} " if word[0].isalpha() else word
        head, sign, tail = spaced.partition(bare)
        if not sign or (compare in ("filled", "empty")) is bool(tail.strip()):
            continue
        values = tuple(each.strip() for each in _OR.split(tail.strip()) if each.strip())
        try:
            return Condition(columns.key(head), compare, values)
        except PaperDeclaration as fault:  # “là” may be within the column's name
            unknown = unknown or fault
    raise unknown or PaperDeclaration(
        tr("Không hiểu điều kiện “{chu}”.").format(chu=text.strip()),
        fix=tr("Viết như: Giới tính = Nữ; hoặc: Chức vụ đảng có ghi."),
    )


def _with_keys(columns: RecordColumns, pattern: str) -> str:
    """The text with keys in its braces, whatever the keeper called the fields."""
    return HOLE.sub(lambda hole: f"{{{columns.key(hole[1])}}}", pattern)


def _day(typed: str) -> dt.date:
    read = parse_date(typed).value
    day = None if read is None else read.full()
    if day is None:
        raise PaperDeclaration(
            tr("“{chu}” không phải một ngày.").format(chu=typed),
            fix=tr("Viết như 15/12/2026; bỏ mục này thì lấy Ngày ban hành ở trang Thiết lập."),
        )
    return day


def _spoken(stem: str) -> str:
    """A file name as a person says it: ``giay-moi_hop`` is no words, ``Giấy mời họp`` is."""
    words = " ".join(re.split(r"[\s_-]+", stem)).strip() if stem == fold_plain(stem) else stem
    return words[:1].upper() + words[1:]
