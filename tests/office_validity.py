"""What Microsoft's Open XML SDK would say of a file, as one function for tests."""

from __future__ import annotations

import zipfile
from pathlib import Path

from openxml_audit import OpenXmlValidator

# No fault but a habit of openpyxl: a cell holds its own text instead of a place in
# a shared list. ISO 29500-1, 18.18.11 (ST_CellType) has both; Excel reads both.
_ALLOWED = {"Excel_InlineStrCells"}


def complaints(path: Path) -> list[str]:
    """Errors and warnings about a .docx or .xlsx, each with part and place; empty if valid."""
    # One validator a file: it takes parts of the file before for those of the next.
    found = OpenXmlValidator(max_errors=50).validate(path).errors
    return [str(finding) for finding in found if finding.id not in _ALLOWED] + _self_links(path)


def _self_links(path: Path) -> list[str]:
    """Links to a place in the same file that are written as links to another file.

    Excel follows them, and breaks them when the file is renamed or sent on.
    """
    with zipfile.ZipFile(path) as package:
        return [
            f"[relationship] {name}: external link into the file itself"
            for name in package.namelist()
            if name.endswith(".rels") and b'Target="#' in package.read(name)
        ]
