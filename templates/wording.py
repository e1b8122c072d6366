"""Literal form texts (lời văn của biểu mẫu): kept as dated TOML beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WORDING_DIR = Path(__file__).resolve().parent / "wording_texts"


@cache
def wording(name: str) -> dict[str, Any]:
    """The texts of one family of forms (file ``wording_texts/<name>.toml``)."""
    return tomllib.loads((WORDING_DIR / f"{name}.toml").read_text(encoding="utf-8"))
