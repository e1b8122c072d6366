"""What the headers of member lists mean (nghĩa của tiêu đề): each text by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ...models import Member
from ...models.fields import fields_of
from ...reference import table
from ...workbook.headers import HeaderIndex, header_key
from .facts import Fact, facts_in

ORDER, SURNAME, MALE, FEMALE, OLD_CARD = "order", "surname", "male", "female", "old_card"
FULL, MIDDLE, GIVEN = "full_name", "middle_name", "given_name"
NAMES = frozenset([FULL, SURNAME, MIDDLE, GIVEN])


@cache
def _index() -> HeaderIndex:
    extra = [(h, a) for a, hs in table("list-headers")["fields"].items() for h in hs]
    specs = [spec for spec in fields_of(Member) if spec.attribute != "code"]
    codes = [spec for spec in fields_of(Member) if spec.attribute == "code"]
    return HeaderIndex(specs + codes, extra)


@cache
def _workbook_index() -> HeaderIndex:
    return HeaderIndex(fields_of(Member))


def is_field(header: str) -> bool:
    """Whether the workbook has a field under this header."""
    return _workbook_index().match(header) is not None


@cache
def _special() -> dict[str, str]:
    return {
        header_key(header): role
        for role, headers in table("list-headers")["roles"].items()
        for header in headers
    }


@cache
def _known_elsewhere() -> frozenset[str]:
    headers = table("list-headers")["elsewhere"]["headers"]
    return frozenset(header_key(h) for h in headers)


@cache
def mixed_posts() -> frozenset[str]:
    """Headers of columns with posts of all kinds, as headers are compared."""
    return frozenset(header_key(h) for h in table("list-headers")["mixed_posts"]["headers"])


@cache
def _whole_headers() -> frozenset[str]:
    """Headers of one meaning that look like several: ``Số thẻ đảng viên/Số lý lịch``."""
    words = table("list-headers")
    known = [h for spec in fields_of(Member) for h in spec.headers]
    known += [h for name in ("fields", "roles") for hs in words[name].values() for h in hs]
    return frozenset(map(header_key, [*known, *words["elsewhere"]["headers"]]))


@cache
def birth_parents() -> frozenset[str]:
    """Headings that make columns of births of ``Nam`` and ``Nữ`` below them."""
    return frozenset(header_key(h) for h in table("list-headers")["birth_parents"]["headers"])


def _is_known(header: str) -> bool:
    return header_key(header) in _known_elsewhere()


@lru_cache(maxsize=4096)
def names_people(header: str) -> bool:
    """Whether a header says that names stand in its column, alone or with other facts."""
    return _role_of(header, header) in (FULL, SURNAME) or any(
        fact.role == FULL for fact in facts_of(header)
    )


def both_dates(stack: Sequence[str]) -> bool:
    """Whether one heading names both dates of entry, which then stand in one cell.

    A lone date there is that of admission; ``(chính thức)`` in brackets only says which one.
    """
    parts = re.split(r"[\n/;,]", stack[0]) if len(stack) == 1 else []
    roles = [role_in([part]) for part in parts if not part.strip().startswith("(")]
    return sorted(filter(None, roles)) == ["joined", "official"]


@lru_cache(maxsize=4096)
def several_posts(header: str) -> bool:
    """Whether a header names posts of more than one kind: ``Chức vụ Đảng/Chính quyền``."""
    parts = [role_in([part]) for part in re.split(r"[/,;+&]", header)]
    return len(parts) > 1 and all(
        role in ("party_post", "state_post", "union_post") for role in parts
    )


def nearest_field(header: str, taken: set[str]) -> str:
    """The label of the field that a header nobody knows looks like; "" for none."""
    if _is_known(header):
        return ""
    index = _index()
    near = index.nearest(header, [a for a in index.specs if a not in taken])
    return index.specs[near].label if near else ""


def role_in(stack: Sequence[str]) -> str | None:
    """The role that the headings above a column give it, ``None`` for none."""
    return _role_of(" ".join(stack), stack[-1])


@lru_cache(maxsize=4096)  # every row is tried as a header, alone and with those below
def _role_of(whole: str, child: str) -> str | None:
    special = _special().get(header_key(child))
    if special is not None:
        return special
    match = _index().match(whole) or _index().match(child)
    return match.attribute if match else None


@lru_cache(maxsize=4096)
def facts_of(header: str) -> tuple[Fact, ...]:
    """The several facts a header names; none for most."""
    if header_key(header) in _whole_headers():
        return ()
    return facts_in(header, lambda text: _role_of(text, text), _is_known)
