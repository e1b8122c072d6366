"""The product's own modules, for tests that read the source."""

from __future__ import annotations

from pathlib import Path

import giayto

ROOT = Path(giayto.__file__).resolve().parent
BESIDE = {"tests", "bench", "docs", "locale", "tools", "build", "dist", "venv"}
"""Folders of the tree that hold no module of the product."""


def product_modules() -> list[Path]:
    """Every module that is shipped, sorted; no environment, no hidden folder."""
    return sorted(
        path
        for path in ROOT.rglob("*.py")
        if (parts := path.relative_to(ROOT).parts)[0] not in BESIDE
        and not any(part.startswith(".") for part in parts)
    )
