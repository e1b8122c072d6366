"""What the names of contexts mean (ý nghĩa của tên): label, columns of the workbook, rule.

The words stand in ``context-names.toml``, for keepers of templates; how a name is
found there is told at its top. Names of the parts of declared papers stand beside them in
``parts/names/*.toml``, and are looked up last.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..data.models import SHEETS, Sheet
from ..data.models.fields import FieldSpec, fields_of

FILE = Path(__file__).with_name("context-names.toml")
FILES = (FILE, *sorted((Path(__file__).parent / "parts" / "names").glob("*.toml")))
"""The files of names, in the order in which they are looked through."""
_LIST = "[]"
_SEVERAL = re.compile(r"[(*]")
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
    ``own`` are the sheets of which the name may be a column of the clerk's own.
    ``further``: it only comes with the row that a list's line is made of.
    """

    label: str
    group: str
    columns: tuple[Column, ...] = ()
    rule: str = ""
    always: bool = False
    family: str = ""
    order: int = 0
    own: tuple[str, ...] = ()
    further: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the table (một phần của bảng)."""

    group: str
    papers: tuple[str, ...]
    sheets: tuple[str, ...]
    prefix: str
    further: bool
    exact: Mapping[str, _Line]
    written: Sequence[_Line]

    def is_for(self, master: str) -> bool:
        return not self.papers or any(master.startswith(paper) for paper in self.papers)

    def key(self, name: str) -> str | None:
        """What stands behind the prefix; ``None`` for a name of another group."""
        match = _pattern(f"{self.prefix}*").fullmatch(name.removesuffix(_LIST))
        return match[match.re.groups] if self.prefix and match is not None else None


class _Line(NamedTuple):
    """What the table says of one name, or of several that are written as one (một dòng)."""

    written: str
    place: int
    about: Mapping[str, object]


def groups() -> list[str]:
    """The groups of names, in the order in which a keeper reads them (các nhóm)."""
    return list(_table()["groups"].values())


def meaning_of(master: str, name: str) -> Meaning | None:
    """What a name is in the papers of a master: ``danh_sach[].ho_ten``; ``None`` for unknown.

    ``master`` is :data:`~.plan.OWN_FAMILY` for any own paper. Any name below one that
    holds a sheet's row is a column of that sheet, the clerk's own ones too.
    """
    for number, part in enumerate(_parts()):
        if part.is_for(master) and (found := _in_part(part, name)) is not None:
            return replace(found, order=number * _PLACES + found.order)
    return None


def _in_part(part: _Part, name: str) -> Meaning | None:
    key = part.key(name)
    column = _column(part, key)
    row = None if column is None else fields_of(column.sheet.model).index(column.spec)
    for line in [part.exact[name]] if name in part.exact else part.written:
        match = _pattern(line.written).fullmatch(name)
        if match is not None:
            place = _PLACES // 2 + line.place if row is None else row
            return replace(_described(part, line, match), order=place, further=part.further)
    if key is None:
        return None
    about = Meaning(
        key.replace("_", " "),
        _group(part),
        order=_PLACES - 1,
        own=part.sheets,
        further=part.further,
    )
    if column is None or row is None:
        return about
    required = column.spec.required or column.spec.default not in (None, "")
    return replace(about, label=column.spec.label, columns=(column,), always=required, order=row)


def _column(part: _Part, key: str | None) -> Column | None:
    """The column of the part's sheets that has the key, in the first that has it."""
    found = (columns().get(f"{sheet}.{key}") for sheet in part.sheets)
    return next((column for column in found if column is not None), None)


def _described(part: _Part, line: _Line, match: re.Match[str]) -> Meaning:
    about = line.about
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
        line.written if "*" in line.written else "",
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
    for part in (part for file in FILES for part in _read_file(file)["parts"]):
        named = part.get("names", {}).items()
        lines = [_Line(written, place, about) for place, (written, about) in enumerate(named)]
        yield _Part(
            part["group"],
            tuple(part.get("papers", ())),
            tuple(part.get("sheets", ())),
            part.get("prefix", ""),
            bool(part.get("further", False)),
            {line.written: line for line in lines},
            [line for line in lines if _SEVERAL.search(line.written)],
        )


def _table() -> dict[str, Any]:
    return _read_file(FILE)


@cache
def _read_file(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
