"""One body, however its code is spelled (một cơ quan, nhiều cách viết mã).

``DU``, ``du``, ``ĐU`` and the body's full name typed as its code are one body:
two series would print one number twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import Connection, func, select

from ..data.name_keys import written_key
from .entries import IssueRequest
from .series import clean
from .store.schema import entries

_KNOWN = "bodies"
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d]) (?=[^\W\d])")


@lru_cache(maxsize=4096)
def body_key(text: str) -> str:
    """A code, name or symbol for comparing: case, signs, spaces, zeros, eth do not count."""
    return _BETWEEN_LETTERS.sub("", written_key(clean(text).translate(_WIDE)))


@lru_cache(maxsize=4096)
def loose_key(text: str) -> str:
    """As `body_key`, with Đ for D: codes are often typed without marks."""
    return body_key(text).replace("đ", "d")


@dataclass(frozen=True, slots=True)
class Called:
    """What a body goes by in some rows (cách gọi): identity, code, name, symbol."""

    body_id: str
    code: str
    name: str
    symbol: str = ""

    def same(self, other: Called) -> bool:
        """Whether both surely mean one body."""
        if self.body_id != other.body_id:
            return False
        same_name = body_key(self.name) == body_key(other.name)
        if body_key(self.code) == body_key(other.code) or (self.body_id and same_name):
            # A renamed body keeps its code; within a ward a name means one body.
            return True
        if not same_name:
            return False
        codes = {loose_key(self.code), loose_key(other.code)} - {loose_key(self.name)}
        return len(codes) < 2


def bodies_in(connection: Connection) -> list[Called]:
    """What bodies go by in a register, in the order they were first entered.

    Looked up once a transaction, whose connection is its own.
    """
    known: list[Called] | None = connection.info.get(_KNOWN)
    if known is not None:
        return known
    c = entries.c
    found = connection.execute(
        select(c.body_id, c.body_code, c.body_name, func.min(c.id).label("first"))
        .group_by(c.body_code, c.body_id, c.body_name)  # as the index has them: none is sorted
        .order_by("first")
    )
    known = [Called(row.body_id, row.body_code, row.body_name) for row in found]
    connection.info[_KNOWN] = known
    return known


def spellings(bodies: Iterable[Called], body_id: str, code: str) -> tuple[str, ...]:
    """The codes under which a body has rows, the one asked for among them."""
    bodies = list(bodies)
    own = [b for b in bodies if (b.body_id, b.code) == (body_id, code)]
    same = {b.code for b in bodies if any(b.same(one) for one in own)}
    return tuple(sorted(same | {code}))


def in_known_spelling(bodies: list[Called], requests: Iterable[IssueRequest]) -> list[IssueRequest]:
    """The requests with their body codes as the register spells them.

    A body it does not know yet is added to ``bodies``, as first spelled.
    """
    spelled: dict[Called, str] = {}
    result = []
    for request in requests:
        typed = Called(request.body_id, clean(request.body_code), clean(request.body_name))
        if typed not in spelled:
            known = next((body.code for body in bodies if body.same(typed)), None)
            if known is None:
                bodies.append(typed)
            spelled[typed] = known or typed.code
        result.append(replace(request, body_code=spelled[typed]))
    return result


def meant(typed: str, bodies: Iterable[Called]) -> list[Called]:
    """The bodies that a code, a name or a symbol may mean; the closest likeness alone counts.

    A symbol is never read loosely: ``DU`` is a code, ``ĐU`` the symbol of every committee.
    """
    bodies = list(bodies)
    for key in (clean, body_key, loose_key):
        wanted = key(typed)
        for part in ("code", "name") if key is loose_key else ("code", "name", "symbol"):
            found = [b for b in bodies if wanted and key(getattr(b, part)) == wanted]
            if found:
                return found
    return []
