"""Pictures of the pages of a PDF (ảnh từng trang), where poppler's pdftoppm is installed."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

_PROGRAM = "pdftoppm"
_SECONDS = 120


def page_pictures(pdf: Path, *, dpi: int = 100) -> list[Path]:
    """A PNG of each page beside the PDF, in the place of earlier ones; none without the program.

    They are called like the PDF, with ``-trang-`` and the page behind the name.
    """
    prefix = f"{pdf.stem}-trang"
    for old in _pages(pdf.parent, prefix):
        old.unlink()
    program = shutil.which(_PROGRAM)
    if program is None:
        return []
    command = [program, "-r", str(dpi), "-png", str(pdf.resolve()), prefix]
    with suppress(OSError, subprocess.SubprocessError):  # the PDF is there and shows the same
        subprocess.run(command, cwd=pdf.parent, check=True, timeout=_SECONDS, capture_output=True)
    return _pages(pdf.parent, prefix)


def _pages(folder: Path, prefix: str) -> list[Path]:
    found = [path for path in folder.iterdir() if path.name.startswith(f"{prefix}-")]
    return sorted(path for path in found if path.suffix == ".png")
