"""What a keeper writes at the top of an own paper (khai báo giấy tờ riêng), understood.

The words stand in ``reference/own-papers.toml``. What cannot be understood is a
fault with the words as typed and what to type instead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal, TypeVar, cast

from ..conventions.ruleset import RuleSet
from ..conventions.spelling import file_slug, fold, fold_plain
from ..data.cells.dates import parse_date
from ..data.models import Meeting, Member, Organisation
from ..data.models.fields import Record
from ..data.reference import table
from ..errors import PaperDeclaration
from ..i18n import tr
from ..suggestions import asked, nearest
from .column_names import OwnColumns, RecordColumns
from .values import labels_of

Per = Literal["member", "cell", "organisation", "meeting", "whole"]
ROOTS: dict[Per, tuple[str, type[Record] | None]] = {
    "member": ("dang_vien", Member),
    "cell": ("to_chuc", Organisation),
    "organisation": ("to_chuc", Organisation),
    "meeting": ("cuoc_hop", Meeting),
    "whole": ("", None),
}
"""What one document is for → the name of its record in templates, and the record's model."""
_Read = TypeVar("_Read")
_NO_OWN: OwnColumns = {}
_HOLE = re.compile(r"\{+\s*([^{}]+?)\s*\}+")
_AND = re.compile(r"(\s+và\s+)", re.IGNORECASE)
_OR = re.compile(r"\s*[|,]\s*|\s+hoặc\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold of a record (điều kiện): a field, how it is compared, with what."""

    field: str
    compare: str
    values: tuple[str, ...] = ()

    def holds(self, *said: str) -> bool:
        """Whether it holds of the field's value, as papers print it, and in other words."""
        is_there = [fold(value) for value in said if value]
        wanted = [fold(each) for each in self.values]
        if self.compare in ("filled", "empty"):
            return bool(is_there) is (self.compare == "filled")
        if self.compare == "has":
            return any(each in value for each in wanted for value in is_there)
        return any(value in wanted for value in is_there) is (self.compare == "is")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What an own paper is for (giấy tờ riêng dùng để làm gì).

    ``master`` is the template's name, ``key`` the paper's in commands. ``file`` and
    ``abstract`` are texts with fields in braces, "" for none. ``type_key`` is the document
    type that it is numbered as, ``None`` without number. ``day`` ``None``: the day of the
    settings, of a meeting its own. ``on_sheet`` is how many members one document shows.
    """

    key: str
    label: str
    master: str
    per: Per
    by_committee: bool
    only: tuple[Condition, ...] = ()
    file: str = ""
    type_name: str = ""
    abstract: str = ""
    day: dt.date | None = None
    on_sheet: int = 1

    @property
    def about(self) -> str:
        """The abstract where the keeper gives none: the label without the document type."""
        words, kind = self.label.split(), self.type_name.split()
        said = [fold(word) for word in words[: len(kind)]] == [fold(word) for word in kind]
        return " ".join(words[len(kind) :]) if kind and said else ""

    @property
    def labels(self) -> dict[str, str]:
        """Labels that the template may use beside the keys, of its record's columns."""
        return _labels(self.per)


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
    columns = RecordColumns(ROOTS[per][0] or "to_chuc", own)
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
    )


def _line(said: Mapping[str, str], item: str, read: Callable[[str], _Read]) -> _Read:
    """What one line says, "" where there is none; what is wrong with it names the line."""
    typed = said.get(item, "")
    try:
        return read(typed)
    except PaperDeclaration as fault:
        fault.item, fault.typed = item, typed
        raise


def paper_key(master: str) -> str:
    """The key of the paper that a master of this name is for, or how it begins."""
    return file_slug(master).lower()


def type_key(declaration: Declaration, rules: RuleSet) -> str | None:
    """The key of the document type, by the rules of a day; ``None`` without a number.

    Raises :class:`PaperDeclaration` for a type that the rules do not have.
    """
    typed = declaration.type_name
    if not typed:
        return None
    for key, kind in rules.types.items():
        if fold(typed) in (fold(kind.name), fold(kind.symbol)):
            return key
    names = [kind.name for kind in rules.types.values()]
    fault = PaperDeclaration(
        tr("{bo} không có loại văn bản “{ten}”.").format(bo=rules.short_title, ten=typed),
        where=declaration.label,
        fix=asked(nearest(typed, names)) or tr("Các loại: {ds}.").format(ds=", ".join(names)),
    )
    fault.item, fault.typed = "type", typed
    raise fault


def filled(pattern: str, value_of: Mapping[str, str]) -> str:
    """A text with its fields put in; ``value_of`` the values by key."""
    return " ".join(_HOLE.sub(lambda hole: value_of.get(hole[1], ""), pattern).split())


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
    return _HOLE.sub(lambda hole: f"{{{columns.key(hole[1])}}}", pattern)


@cache
def _labels(per: Per) -> dict[str, str]:
    root, model = ROOTS[per]
    return {} if model is None else labels_of(model, root)


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
