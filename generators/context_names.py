"""What the names of contexts mean (ý nghĩa của tên): label, columns of the workbook, rule.

The words stand in ``context-names.toml``, for keepers of templates; how a name is
found there is told at its top.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..data.models import SHEETS, Sheet
from ..data.models.fields import FieldSpec, fields_of

_FILE = Path(__file__).with_name("context-names.toml")
_LIST = "[]"
_PLACES = 1000
"""More than a part has names."""
# Written for people, read as regular expressions.
_WRITTEN = {r"\(": "(", r"\)": ")", r"\|": "|", r"\*": r"([^.\[\]]+)"}


class Column(NamedTuple):
    """One column of the workbook (cột): its sheet and its field."""

    sheet: Sheet
    spec: FieldSpec


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one name is (ý nghĩa của một tên).

    ``group`` is what a keeper looks under; ``rule`` what the program does beyond
    copying, "" for nothing; ``always``: never empty. ``family`` is the same for names
    that differ in one word alone, as the boxes of a form do; "" for a name by itself.
    ``own`` is the sheet of a name that is no column of the program's: the clerk's may be.
    """

    label: str
    group: str
    columns: tuple[Column, ...] = ()
    rule: str = ""
    always: bool = False
    family: str = ""
    order: int = 0
    own: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the table (một phần của bảng)."""

    group: str
    papers: tuple[str, ...]
    sheet: str
    prefix: str
    names: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def is_for(self, master: str) -> bool:
        return not self.papers or any(master.startswith(paper) for paper in self.papers)


def groups() -> list[str]:
    """The groups of names, in the order in which a keeper reads them (các nhóm)."""
    return list(_table()["groups"].values())


def meaning_of(master: str, name: str) -> Meaning | None:
    """What a name is in the papers of a master: ``danh_sach[].ho_ten``; ``None`` for unknown.

    Any name below one that holds a sheet's row is a column of that sheet, the clerk's
    own ones too.
    """
    for number, part in enumerate(_parts()):
        if part.is_for(master) and (found := _in_part(part, name)) is not None:
            return replace(found, order=number * _PLACES + found.order)
    return None


def _in_part(part: _Part, name: str) -> Meaning | None:
    for place, (written, about) in enumerate(part.names.items()):
        match = _pattern(written).fullmatch(name)
        if match is not None:
            found = _described(part, written, about, match)
            return replace(found, order=_row(part, name, _PLACES // 2 + place))
    if not part.prefix or not name.startswith(part.prefix):
        return None
    key = name.removeprefix(part.prefix).removesuffix(_LIST)
    column = columns().get(f"{part.sheet}.{key}")
    order = _row(part, name, _PLACES - 1)
    if column is None:
        return Meaning(key.replace("_", " "), _group(part), order=order, own=part.sheet)
    required = column.spec.required or column.spec.default not in (None, "")
    return Meaning(column.spec.label, _group(part), (column,), always=required, order=order)


def _row(part: _Part, name: str, otherwise: int) -> int:
    """The place of a name within its part: columns as their sheet has them, before the rest."""
    key = name.removeprefix(part.prefix).removesuffix(_LIST) if part.prefix else ""
    column = columns().get(f"{part.sheet}.{key}")
    if column is None or not name.startswith(part.prefix):
        return otherwise
    return fields_of(column.sheet.model).index(column.spec)


def _described(
    part: _Part, written: str, about: Mapping[str, object], match: re.Match[str]
) -> Meaning:
    words: Mapping[str, str] = _table()["words"]
    label, sources = str(about["label"]), about.get("from", [])
    assert isinstance(sources, list)
    for number, word in enumerate(match.groups(), 1):
        label = label.replace(f"{{{number}}}", words.get(word, word))
        sources = [source.replace(f"{{{number}}}", word) for source in sources]
    return Meaning(
        label,
        _group(part),
        tuple(columns()[source] for source in sources),
        str(about.get("rule", "")),
        bool(about.get("always", False)),
        written if "*" in written else "",
    )


def _group(part: _Part) -> str:
    return str(_table()["groups"][part.group])


@cache
def columns() -> dict[str, Column]:
    """All columns of the workbook by sheet key and field key: ``dang_vien.ho_ten``."""
    return {
        f"{sheet.key}.{spec.key}": Column(sheet, spec)
        for sheet in SHEETS
        for spec in fields_of(sheet.model)
    }


@cache
def _pattern(written: str) -> re.Pattern[str]:
    escaped = re.escape(written)
    for sign, meant in _WRITTEN.items():
        escaped = escaped.replace(sign, meant)
    return re.compile(escaped)


@cache
def _parts() -> tuple[_Part, ...]:
    return tuple(_read())


def _read() -> Iterator[_Part]:
    for part in _table()["parts"]:
        papers = tuple(part.get("papers", ()))
        sheet, prefix = part.get("sheet", ""), part.get("prefix", "")
        yield _Part(part["group"], papers, sheet, prefix, part["names"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
