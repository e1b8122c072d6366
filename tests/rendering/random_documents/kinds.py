"""What a random document may be made of (các loại): each kind can be left out by itself."""

from __future__ import annotations

WAITING = frozenset(
    {
        "raw",  # {% endraw %} closes the loop around it
        "vm",  # {% vm %} over runs that are split
        "mark",  # missing="mark": the highlight at a wrong place of w:rPr
    }
)
"""Kinds that are built but left out: the engine is being mended there."""


def allowed(kind: str) -> bool:
    """Whether random documents may hold that kind."""
    return kind not in WAITING
