"""The manifest (nhật ký, ``nhat-ky.jsonl``): what was made, from what, and where it is.

One line of JSON a document, only ever appended to; a later line about the same
document counts. A line torn by a power cut is passed over. In memory stand only
the places of the lines, eight bytes each: a city's manifest is no burden.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..errors import CannotWrite
from ..files.faults import cannot_write
from ..files.small import need_plain
from ..files.whole import writing

NAME = "nhat-ky.jsonl"
_WORTH_TIDYING = 1_000
_NO_NUMBER = b'"number":null'
_LEADS_OUT = frozenset('\\:*?"<>|')
ENDING = ".docx"
GONE = "khong-con"
"""The year's folder for files whose record is gone (không còn dòng nào)."""
Unit = tuple[int, str]
"""Year and code of an organisation."""


class Entry(NamedTuple):
    """One document on file (một dòng nhật ký).

    Year, unit, paper and key name it; ``path`` is relative to the output
    folder, with ``/``. ``template``, ``context`` and ``output`` are SHA-256 in
    hexadecimal; ``size`` in bytes and ``mtime`` (nanoseconds; ``None`` where the
    storage has none) tell an untouched file at a glance. ``number`` is the
    printed number and symbol, ``None`` for papers without. ``time`` is local
    ISO time. An empty ``path`` means: no longer on file. A tuple, because one
    travels between processes for every document.
    """

    year: int
    unit: str
    paper: str
    key: str
    path: str
    template: str
    context: str
    output: str
    size: int
    mtime: int | None
    number: str | None
    time: str

    @property
    def name(self) -> tuple[str, str]:
        """Paper and key: the document's name within its unit and year."""
        return self.paper, self.key

    @property
    def is_gone(self) -> bool:
        """Whether the file lies among those whose record is gone."""
        return self.path.split("/", 2)[1:2] == [GONE]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Manifest:
    """A manifest file, read at opening (nhật ký). Use as a context manager.

    Writing to it never raises: a document is more than its line. What went
    wrong stands in :attr:`trouble`; the next run finds such files by itself.
    Raises :class:`CannotWrite` when the file cannot be opened at all.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble: CannotWrite | None = None
        self._places: dict[Unit, array[int]] = {}
        self._folders: dict[Unit, str] = {}
        self._outdated = 0
        try:
            if path.exists():
                need_plain(path)
            # Unbuffered: after an error nothing lingers that a later line would drag along.
            self._out = path.open("ab", buffering=0)
            self._in = path.open("rb")
        except OSError as error:
            raise cannot_write(path, error) from error
        self._torn = self._read()

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def units(self, year: int) -> set[str]:
        """The codes of all units with documents of this year."""
        return {unit for of_year, unit in self._places if of_year == year}

    def folders(self, year: int) -> dict[str, str]:
        """The folder in which each unit's documents of this year stand, by the unit's code."""
        return {unit: folder for (of, unit), folder in self._folders.items() if of == year}

    def lines(self, year: int) -> int:
        """How many lines there are about documents of this year, outdated ones too."""
        return sum(len(of_unit) for (of, _), of_unit in self._places.items() if of == year)

    def lines_of(self, year: int, unit: str) -> bytes:
        """The lines about a unit as they stand in the file; see :func:`latest`."""
        lines = []
        at = -1
        for place in self._places.get((year, unit), ()):
            if place != at:  # lines written together are read together
                self._in.seek(place)
            line = self._in.readline()
            lines.append(line)
            at = place + len(line)
        return b"".join(lines)

    def of_unit(self, year: int, unit: str) -> dict[tuple[str, str], Entry]:
        """What is on file for a unit: (paper, key) → entry."""
        return latest(self.lines_of(year, unit))

    def add(self, entries: Iterable[Entry]) -> None:
        """Put entries on file."""
        lines = [(entry, _written(entry)) for entry in entries]
        if not lines:
            return
        data = b"".join(line for _, line in lines)
        try:
            place = os.fstat(self._out.fileno()).st_size
            if self._torn:
                data, place = b"\n" + data, place + 1
            view = memoryview(data)
            while view:
                view = view[self._out.write(view) or 0 :]
                self._torn = bool(view)
        except OSError as error:
            self._torn = True
            self.trouble = cannot_write(self.path, error)
            return
        for entry, line in lines:
            self._places.setdefault((entry.year, entry.unit), array("Q")).append(place)
            place += len(line)

    def close(self) -> None:
        """Close the file; when most of its lines are outdated, write it anew first."""
        lines = sum(map(len, self._places.values()))
        tidy = self._outdated > _WORTH_TIDYING and self._outdated * 2 > lines
        try:
            if tidy and self.trouble is None:
                with writing(self.path) as file:
                    file.writelines(_written(entry) for entry in self._entries())
                    # Windows replaces no file that is open.
                    self._in.close()
                    self._out.close()
        except CannotWrite as error:
            self.trouble = error
        finally:
            self._in.close()
            self._out.close()

    def _entries(self) -> Iterator[Entry]:
        for year, unit in list(self._places):
            yield from self.of_unit(year, unit).values()

    def _read(self) -> bool:
        """Note where the lines are; gives whether the last one is torn."""
        place = count = 0
        line = b"\n"
        names: set[int] = set()
        for line in self._in:
            entry = _parsed(line)
            if entry is not None:
                self._places.setdefault((entry.year, entry.unit), array("Q")).append(place)
                if entry.path and not entry.is_gone:
                    self._folders[entry.year, entry.unit] = "/".join(entry.path.split("/")[:2])
                names.add(hash((entry.year, entry.unit, entry.name)))
                count += 1
            place += len(line)
        self._outdated = count - len(names)
        return not line.endswith(b"\n")


def numbered_on_file(path: Path) -> dict[tuple[int, str, str, str], Entry]:
    """The documents on file that bear a number, by year, unit, paper and key; none without a file.

    Lines of papers that never bear one are passed over unread: forms stand here by the thousand.
    """
    numbered: set[bytes] = set()
    found: dict[tuple[int, str, str, str], Entry] = {}
    try:
        need_plain(path)
        with path.open("rb") as lines:
            for line in lines:
                if _NO_NUMBER in line and not any(paper in line for paper in numbered):
                    continue
                entry = _parsed(line)
                if entry is not None:
                    numbered.add(f'"paper":"{entry.paper}"'.encode())
                    found[(entry.year, entry.unit, *entry.name)] = entry
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise cannot_write(str(path), error) from error
    return {name: e for name, e in found.items() if e.path and e.number is not None}


def all_on_file(path: Path, year: int) -> dict[str, dict[tuple[str, str], Entry]]:
    """What is on file of a year, by unit; nothing without a file. Raises :class:`CannotWrite`."""
    found: dict[str, dict[tuple[str, str], Entry]] = {}
    try:
        need_plain(path)
        with path.open("rb") as lines:
            for line in lines:
                entry = _parsed(line)
                if entry is not None and entry.year == year:
                    found.setdefault(entry.unit, {})[entry.name] = entry
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise cannot_write(str(path), error) from error
    return {
        unit: {name: entry for name, entry in entries.items() if entry.path}
        for unit, entries in found.items()
    }


def latest(lines: bytes) -> dict[tuple[str, str], Entry]:
    """What is on file by a unit's lines: (paper, key) → the last entry about it."""
    found: dict[tuple[str, str], Entry] = {}
    for line in lines.splitlines():
        entry = _parsed(line)
        if entry is not None:
            found[entry.name] = entry
    return {name: entry for name, entry in found.items() if entry.path}


def _written(entry: Entry) -> bytes:
    return _ENCODER.encode(entry._asdict()).encode() + b"\n"


def _parsed(line: bytes) -> Entry | None:
    """The entry of a line; ``None`` for one that is torn or not ours, whoever wrote it."""
    try:
        entry = Entry(**json.loads(line))
        texts = (*entry[1:8], entry.time, "" if entry.number is None else entry.number)
        "".join(texts).encode()  # refuses whatever is no text, and halves of characters
    except (ValueError, TypeError, RecursionError):
        return None
    numbers = (entry.year, entry.size, 0 if entry.mtime is None else entry.mtime)
    sound = all(type(number) is int for number in numbers)
    return entry if sound and (not entry.path or _is_inside(entry.path, entry.year)) else None


def _is_inside(path: str, year: int) -> bool:
    """Whether a path is one of ours, which leads nowhere but into the year's folder."""
    parts = path.split("/")
    return (
        len(parts) > 2
        and parts[0] == str(year)
        and parts[-1].endswith(ENDING)
        # Windows takes "x. " for "x", and a colon or backslash for a way out.
        and all(part and part == part.strip(" .") for part in parts)
        and path.isprintable()
        and _LEADS_OUT.isdisjoint(path)
    )
