"""A fixed part of many documents that differ in their data alone: what the gate has time for.

``GIAYTO_EACH=100000`` looks at all of them, the long way.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")

EACH = int(os.environ.get("GIAYTO_EACH", "12"))


def some_of_each(
    things: Iterable[Thing], kind: Callable[[Thing], Hashable], most: int = EACH
) -> list[Thing]:
    """At most so many of each kind, evenly spread over them, in their order."""
    kinds: dict[Hashable, list[Thing]] = defaultdict(list)
    for thing in things:
        kinds[kind(thing)].append(thing)
    return [
        those[at * len(those) // min(most, len(those))]
        for those in kinds.values()
        for at in range(min(most, len(those)))
    ]
