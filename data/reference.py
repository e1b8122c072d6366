"""Reference tables (bảng tra): dated facts and word lists kept as TOML beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

REFERENCE_DIR = Path(__file__).resolve().parent / "reference"


@cache
def table(name: str) -> dict[str, Any]:
    """The reference table ``name`` (file ``reference/<name>.toml``)."""
    return tomllib.loads((REFERENCE_DIR / f"{name}.toml").read_text(encoding="utf-8"))


def choices(name: str) -> tuple[str, ...]:
    """The words a column offers to choose from (danh sách lựa chọn)."""
    return tuple(table("choices")[name])
