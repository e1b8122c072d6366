"""A number as an old register has it (số ghi trong sổ cũ): mended, taken apart, never guessed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ...conventions.spelling import CROSSED, nfc, visible
from ..series import LARGEST

MOST_AT_ONCE = 30
"""How many numbers a row may stand for: ``05-07`` are three."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣\u00ad"), "-")
_SLASHES = dict.fromkeys(map(ord, "∕⁄╱\\|"), "/")

_WORD = re.compile(
    r"^(?:[^\W\d_][^\d:]{0,30}?\s)?(?:số|so|no|n[°º]|№|s)\s*[:.]?\s*(?=[\d(-]|[^\W\d_]+[-/])", re.I
)
_FIGURE = re.compile(
    r"^(?P<n>\d+)(?:\.0+(?!\d))?"
    r"(?:\s*(?P<mark>bis|ter|quater|[a-hđ](?![^\W\d_]))|\s*[-(]\s*(?P<apart>[a-h])\)?(?=\s*[-/])"
    r"|/(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|[/.](?P<after>\d{1,2})(?!\d))?",
    re.I,
)
# "T.B": the dots of an abbreviation. "2O-TB", "l8-TB": a letter typed for a figure.
_DOTTED = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_LETTER_IN_FIGURE = re.compile(r"(?=\D*\d)\d*[OoIl][\dOoIl]*\s*[-/]")
_SIGN = re.compile(r"^(?P<sign>[^\W\d_]+)(?:[-/._]+(?P<bodies>[^/]+)(?:/(?P<suffix>.+))?)?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEVERAL = re.compile(
    r"^(?:từ\s*)?(?P<list>\d+(?:\s*(?:,|;|\+|&|và|÷|→|~|-|đến)\s*\d+)+)(?P<rest>\s*[-/]?\s*[^\d\s].*)?$",
    re.I,
)
_UNTIL = re.compile(r"÷|→|~|-|đến", re.I)
_PARTS = re.compile(r"\s*(?:[,;\n+&]|\bvà\b)\s*", re.I)


@dataclass(frozen=True, slots=True)
class Written:
    """A number and symbol as written (số và ký hiệu đã ghi).

    Several ``numbers`` when the row stands for several; ``mark`` is the "a" of
    ``01a``; ``sign`` the type's symbol, ``bodies`` what follows the slash, both
    as typed. ``changed`` names the kinds of signs that were mended.
    """

    numbers: tuple[int, ...] = ()
    mark: str = ""
    sign: str = ""
    bodies: tuple[str, ...] = ()
    suffix: str = ""
    changed: frozenset[str] = field(default_factory=frozenset)


def mended(text: str) -> tuple[str, set[str]]:
    """The text with the signs it should have, and the kinds of signs that were others."""
    changed: set[str] = set()

    def replaced(before: str, after: str, kind: str) -> str:
        if before != after:
            changed.add(kind)
        return after

    text = nfc(text)
    wide = "".join(
        unicodedata.normalize("NFKC", c) if "\uff00" <= c <= "\uffef" else c for c in text
    )
    text = replaced(text, wide, "fullwidth")
    text = replaced(text, text.translate(_DASHES), "dash")
    text = replaced(text, text.translate(_SLASHES), "slash")
    text = replaced(text, text.translate(CROSSED), "eth")
    return " ".join(visible(text).split()), changed


def is_turned_date(value: Any) -> bool:
    """Whether Excel has made a date of what was typed as a number (``02-TB``, ``01-05``)."""
    return isinstance(value, dt.date | dt.datetime | dt.time | dt.timedelta)


def parse_figure(value: Any) -> int | None:
    """The number in a cell that holds nothing else; ``None`` for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return int(value) if value == value and value in range(1, LARGEST + 1) else None
    read = parse_written(str(value))
    plain = read is not None and not (read.sign or read.bodies or read.mark)
    return read.numbers[0] if read and plain and len(read.numbers) == 1 else None


def parse_written(text: str) -> Written | None:
    """A number, alone or with its symbol, or several; ``None`` when it is none."""
    whole = _one_cell_of_several(text)
    if whole is not None:
        return whole
    text, changed = mended(text)
    text = _WORD.sub("", text).strip()
    if (plain := _DOTTED.sub(r"\1", text)) != text:
        text = plain
        changed.add("dot")
    if _LETTER_IN_FIGURE.match(text):
        return None
    if match := _SEVERAL.match(text):
        numbers = _several(match["list"])
        if numbers:
            sign = parse_sign(match["rest"] or "", changed)
            return None if sign is None else _numbered(sign, numbers)
        if not (match["rest"] and _UNTIL.search(match["list"])):
            return None
    found = _FIGURE.match(text)
    if found is None:
        return None
    if not 1 <= int(found["n"]) <= LARGEST:
        return None
    if found["year"]:
        changed.add("year")
    sign = parse_sign(text[found.end() :], changed)
    if sign is None:
        return None
    if len(found["n"]) == 1 and (sign.sign or sign.bodies):
        sign = _with(sign, "pad")
    mark = found["mark"] or found["apart"] or (f"/{found['after']}" if found["after"] else "")
    if "." in found[0] and found["after"] and not sign.sign:
        return None  # a fraction, no number put in between
    return _numbered(sign, (int(found["n"]),), mark)


def parse_sign(text: str, changed: set[str] | None = None) -> Written | None:
    """What follows the figure: ``-TB/ĐU``, ``/TB-ĐU``, ``TB``; ``None`` when it is no symbol."""
    behind_figure = changed is not None
    if changed is None:
        text, changed = mended(text)
    text = text.strip()
    joined = behind_figure and text[:1].isalpha()
    state = behind_figure and text.startswith("/")
    text = text.strip("-/._ ")
    if not text:
        return Written(changed=frozenset(changed))
    if "/" not in text and " " in text and "-" not in text:
        changed.add("slash")
        text = text.replace(" ", "/")
    text = text.replace(" ", "")
    match = _SIGN.match(text)
    if match is None:
        return None
    bodies = [b for b in (match["bodies"] or "").split("-") if b]
    suffix = match["suffix"] or ""
    if bodies and _YEAR.fullmatch(bodies[-1]):
        bodies.pop()
        changed.add("year")
    if _YEAR.fullmatch(suffix):
        suffix = ""
        changed.add("year")
    if not all(re.fullmatch(r"[^\W_]+", body) for body in bodies):
        return None
    if state or (behind_figure and bodies and "/" not in text):
        changed.add("order")
    if joined:
        changed.add("joined")
    return Written((), "", match["sign"], tuple(bodies), suffix, frozenset(changed))


def _one_cell_of_several(text: str) -> Written | None:
    """``05-TB/ĐU, 06-TB/ĐU``: several whole numbers of one series in one cell."""
    parts = [part for part in _PARTS.split(text.strip()) if part]
    if not 2 <= len(parts) <= MOST_AT_ONCE or not all("/" in mended(p)[0] for p in parts):
        return None
    read = [parse_written(part) for part in parts]
    first = read[0]
    if first is None or not first.sign:
        return None
    numbers: list[int] = []
    for one in read:
        if one is None or one.mark or (one.sign, one.bodies) != (first.sign, first.bodies):
            return None
        numbers += one.numbers
    return _numbered(first, tuple(dict.fromkeys(numbers)))


def _several(listed: str) -> tuple[int, ...]:
    """The numbers of ``05, 06`` or ``05-07``; none when it may mean something else."""
    figures = [int(f) for f in re.findall(r"\d+", listed)]
    if len(figures) == 2 and _UNTIL.search(listed):
        figures = list(range(figures[0], min(figures[1], figures[0] + MOST_AT_ONCE) + 1))
        if figures[-1:] != [int(re.findall(r"\d+", listed)[1])]:
            return ()
    rising = all(b == a + 1 for a, b in pairwise(figures))
    good = rising and len(figures) > 1 and figures[0] >= 1 and figures[-1] <= LARGEST
    return tuple(figures) if good else ()


def _numbered(sign: Written, numbers: tuple[int, ...], mark: str = "") -> Written:
    return Written(numbers, mark, sign.sign, sign.bodies, sign.suffix, sign.changed)


def _with(sign: Written, kind: str) -> Written:
    changed = sign.changed | {kind}
    return Written(sign.numbers, sign.mark, sign.sign, sign.bodies, sign.suffix, changed)
