"""Quoting (trích chữ): words of a template in a message, cut to what a person reads at a glance."""

from __future__ import annotations

from ..i18n import tr

_MOST = 120
RAW_MARK = "\ufdd0"
"""No character of any writing: behind a brace that ``raw`` covers it makes it a mere sign."""


def as_typed(text: str) -> str:
    """The text without what reading put into it."""
    return text.replace(RAW_MARK, "")


def quoted(text: str, at: int = 0) -> str:
    """The text on one line, at most 120 characters of it, those around the position ``at``."""
    text = as_typed(text)
    at -= len(text) - len(text.lstrip())
    text = text.strip()
    start = max(0, at - _MOST // 2)
    shown = " ".join(text[start : start + _MOST].split())
    return f"{'…' if start else ''}{shown}{'…' if start + _MOST < len(text) else ''}"


def in_paragraph(title: str, text: str, at: int = 0) -> str:
    """The place of a paragraph with that text; ``title`` names the part it stands in."""
    said = quoted(text, at)
    return tr("{phan}, đoạn «{doan}»").format(phan=title, doan=said) if said else title
