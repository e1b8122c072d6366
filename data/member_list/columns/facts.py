"""Several facts in one column (nhiều thứ một cột): told from its header, parted cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ....conventions.spelling import fold
from ...cells.dates import parse_date
from ...cells.reading import as_paragraphs, as_text
from ...models import Member
from ...models.fields import fields_of

_SPECS = {spec.attribute: spec for spec in fields_of(Member)}
_POSTS = frozenset(["party_post", "state_post", "union_post"])
_ENTRY = frozenset(["joined", "official"])
_NAMES = frozenset(["full_name", "surname", "given_name"])

_BRACKETED = re.compile(r"^(?P<first>[^()]+)\((?P<second>[^()]+)\)$")
_SEPARATORS = re.compile(r"\s*[/;,|+&]\s*|\s+[-–]\s+|(?<!họ)\s+và\s+(?!tên)", re.I)
_SEGMENTS = re.compile(r"\s*[\n;,/|()]\s*|\s+[-–]\s+")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{1,2}\s*[/.\-]\s*\d{4}|(?:19|20)\d\d)(?!\d)"
)
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .]?\d){7,11}(?!\d)")


@dataclass(frozen=True, slots=True)
class Fact:
    """One of several facts a column holds (một thứ trong cột).

    ``role`` is an attribute of :class:`Member` or one of the special roles, "" for what the
    workbook has no field for; ``label`` its part of the header.
    """

    role: str
    label: str


def facts_in(
    header: str, role_of: Callable[[str], str | None], known: Callable[[str], bool]
) -> tuple[Fact, ...]:
    """The facts that a header names, empty unless it names several that are all known.

    ``role_of`` gives the role of a header, ``None`` for none; ``known`` tells whether a
    header without a role is one that lists usually have. Several posts are one
    fact, and so are the two dates of entry.
    """
    for parts in _ways(header):
        facts = [Fact(role_of(part) or "", part) for part in parts]
        if len(facts) < 2 or not all(f.role or known(f.label) for f in facts):
            continue
        roles = [f.role for f in facts if f.role]
        if not roles and parts == as_paragraphs(header).split("\n"):
            return tuple(facts)
        if not roles or len(set(roles)) < len(roles) or {*roles} <= _POSTS:
            return ()
        return () if {*roles} <= _ENTRY and len(roles) == len(facts) else tuple(facts)
    return ()


def _ways(header: str) -> list[list[str]]:
    """The ways to part a header, the surest first: by lines, by brackets, by separators."""
    text = as_paragraphs(header)
    ways = [text.split("\n")]
    line = " ".join(text.split())
    if match := _BRACKETED.match(line):
        ways.append([match["first"], match["second"]])
    ways.append([part for lot in text.split("\n") for part in _SEPARATORS.split(lot)])
    return [[part.strip() for part in way if part.strip()] for way in ways]


def parted(raw: Any, facts: Sequence[Fact]) -> tuple[list[Any], str]:
    """The cells that a cell with several facts stands for, and what is left over of its text.

    One cell for each fact, "" for a missing one. Line by line where the lines
    fit; else dates, numbers and sex are known by their look, the rest comes in
    order, and the last takes what is left unless it is a name.
    """
    if not isinstance(raw, str):
        for i, fact in enumerate(facts):
            if raw != "" and _kind(fact) in ("date", "digits"):
                return [raw if n == i else "" for n in range(len(facts))], ""
        raw = as_text(raw)
    text = as_paragraphs(raw)
    lines = text.split("\n")
    if len(lines) == len(facts) and all(map(_fits, lines, facts)):
        return [_unlabelled(t, f) for t, f in zip(lines, facts, strict=True)], ""
    return _by_look(text, facts)


def _by_look(text: str, facts: Sequence[Fact]) -> tuple[list[Any], str]:
    values: list[Any] = [""] * len(facts)
    for pattern, kind in ((_DATE, "date"), (_NUMBER, "digits")):
        for i, fact in enumerate(facts):
            match = pattern.search(text) if _kind(fact) == kind else None
            if match is not None:
                values[i] = match.group()
                text = f"{text[: match.start()]}\n{text[match.end() :]}"
    segments = [s for part in _SEGMENTS.split(text) if (s := part.strip(" .:-–"))]
    for i, fact in enumerate(facts):
        if _kind(fact) == "sex":
            word = next((s for s in segments if fold(s) in ("nam", "nữ")), "")
            if word:
                segments.remove(word)
                values[i] = word
    rest = [i for i, fact in enumerate(facts) if _kind(fact) in ("name", "text")]
    for n, i in enumerate(rest):
        taken = segments if n == len(rest) - 1 and _kind(facts[i]) == "text" else segments[:1]
        values[i] = _unlabelled(", ".join(taken), facts[i])
        segments = segments[len(taken) :]
    return values, ", ".join(segments)


def _unlabelled(text: str, fact: Fact) -> str:
    """A fact without its own label before it: ``Quê quán: Huế``."""
    label, colon, rest = text.partition(":")
    return rest.strip() if colon and fold(label) == fold(fact.label) else text


def _kind(fact: Fact) -> str:
    if fact.role in _NAMES:
        return "name"
    if fact.role == "sex":
        return "sex"
    spec = _SPECS.get(fact.role)
    if spec is not None and spec.kind == "date":
        return "date"
    if (spec is not None and spec.digits) or fact.role == "old_card":
        return "digits"
    return "text"


def _fits(line: str, fact: Fact) -> bool:
    kind = _kind(fact)
    if kind == "date":
        return parse_date(line).value is not None
    if kind == "digits":
        return _NUMBER.fullmatch(line) is not None
    if kind == "sex":
        return fold(line) in ("nam", "nữ")
    return not any(c.isdigit() for c in line) if kind == "name" else True
