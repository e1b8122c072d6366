"""The built-in papers that are declared (giấy tờ có sẵn, khai báo): ``papers/*.toml``, understood.

A new paper is an entry there, in the file of its family, and a master of the same name; Python
only where something is computed. An entry says::

    key, label   name in commands, what people call it
    family       folder of the results, as in the file's name
    per          one for each: see ``subjects.KINDS``
    issuer       "committee": the issuing committee; left out: the subject's unit
    type         document type that takes a number ("Báo cáo"); left out: no number
    goes_with    the numbered paper whose number it bears, as its type's
    abstract     what the register notes (trích yếu), with {field} and {nam}
    group        whose legal bases and recipients (``choices.toml``, ``paper_group``)
    parts        what it prints beside the subject (``parts/catalogue.py``)
    asks         who has these gets one (``needs.py``); nobody: told once
    needs        who lacks these is told
    until        masters of earlier seasons: last year under review = name
    to           who receives it where the sheet Nơi nhận says nothing: "superior", "units",
                 "collectives", "groups", "executors", of a member "cell",
                 of a commendation "awarded";
                 before those of the sheet too: "as_above", "as_article 3"
    since, last  first and last year under review that have it; left out: every year
    dated        "review": day of the unit's review conference; "decision": of its decision on
                 commendations; "after_review": the same day, of the issuing body that of its
                 papers; "by_hand": no day,
                 the number is written by hand too; "cited": as the sheet Căn cứ cites the
                 paper itself, else by hand
    file         the file's name, with {field}
    origin       where its words come from, or that they are the program's own
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ..plan import NO_END, Paper
from .declaration import Declaration
from .planning import declared_paper

_FOLDER = Path(__file__).with_name("papers")
_FAMILIES = ("phu-luc", "phieu", "bien-ban", "bao-cao", "xep-loai", "khen-thuong", "hoi-nghi")


def declarations() -> list[Declaration]:
    """The declarations, family by family, in the order of their files."""
    files = (_FOLDER / f"{family}.toml" for family in _FAMILIES)
    tables = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    return [_declaration(entry) for table in tables for entry in table.get("paper", ())]


def built_in_papers() -> tuple[Paper, ...]:
    """The papers that are declared, family by family."""
    return tuple(map(declared_paper, declarations()))


def _declaration(entry: dict[str, Any]) -> Declaration:
    return Declaration(
        key=entry["key"],
        label=entry["label"],
        master=entry["key"],
        per=entry["per"],
        by_committee=entry.get("issuer") == "committee",
        file=entry.get("file", ""),
        type_name=entry.get("type", ""),
        abstract=entry.get("abstract", ""),
        family=entry["family"],
        group=entry.get("group", "all"),
        until=tuple((int(year), name) for year, name in entry.get("until", {}).items()),
        dated=entry.get("dated", ""),
        goes_with=entry.get("goes_with", ""),
        origin=entry["origin"],
        parts=tuple(entry.get("parts", ())),
        needs=tuple(entry.get("needs", ())),
        asks=tuple(entry.get("asks", ())),
        to=tuple(entry.get("to", ())),
        since=entry.get("since", 0),
        last=entry.get("last", NO_END),
    )
