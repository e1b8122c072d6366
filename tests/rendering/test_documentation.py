"""The engineers' page says what the code does."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

import giayto.rendering
from giayto.rendering.sandbox.guards import _REFUSED as REFUSED_FILTERS

PAGE = Path(__file__).parents[2] / "docs" / "ky-thuat" / "dong-co-word.md"


def test_every_module_has_its_line_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    folder = Path(giayto.rendering.__file__).parent
    names = {path.name for path in folder.rglob("*.py")} - {
        "__init__.py",
        "template.py",
        "fields.py",
    }
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def test_the_refused_filters_are_listed() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert Environment().filters.keys() >= REFUSED_FILTERS
    assert [name for name in sorted(REFUSED_FILTERS) if f"`{name}`" not in text] == []
