"""Reference tables (bảng tra): dated facts and word lists kept as TOML beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_DATA_DIR = Path(__file__).resolve().parent
REFERENCE_DIR = _DATA_DIR / "reference"


@cache
def table(name: str, room: str = "reference") -> dict[str, Any]:
    """The table ``name`` of a room of ``data`` (file ``reference/<name>.toml``)."""
    return tomllib.loads((_DATA_DIR / room / f"{name}.toml").read_text(encoding="utf-8"))


def choices(name: str) -> tuple[str, ...]:
    """The words a column offers to choose from (danh sách lựa chọn)."""
    offered = table("choices")[name]
    return tuple(offered.values() if isinstance(offered, dict) else offered)


def choice(name: str, key: str) -> str:
    """The word that ``choices.toml`` offers under this key (một lựa chọn).

    Raises ``KeyError`` where there is none: a slip of the program, not of a clerk.
    """
    return str(table("choices")[name][key])


def paper_words(group: str, key: str, **values: object) -> str:
    """Words that several papers print within a value (chữ chung của giấy tờ), filled in."""
    return str(table("paper-words")[group][key]).format(**values)


def chosen(name: str, word: str) -> str:
    """The key of the word that stands in a cell (lựa chọn đã ghi); "" for another word."""
    offered: dict[str, str] = table("choices")[name]
    return next((key for key, known in offered.items() if known == word), "")
