"""Puts all pages of one document on one picture: ``python tools/contact_sheet.py NAME FILE.docx``.

The picture goes to ``docs/nguoi-dung/anh/NAME.png``. Needs LibreOffice, pdftoppm and
Pillow. Take it of the built-in sample ward, whose persons are invented
(``giayto dung-thu``); a sheet "before" is taken with an older commit's program.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "nguoi-dung" / "anh"
_ACROSS, _GAP, _DPI = 4, 6, "48"


def take(name: str, document: Path, folder: Path) -> Path:
    """Save the sheet of a document's pages; ``folder`` is scratch."""
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run(
        [*office, "--convert-to", "pdf", "--outdir", str(folder), str(document)],
        check=True,
        capture_output=True,
    )
    pdf = folder / f"{document.stem}.pdf"
    subprocess.run(
        ["pdftoppm", "-r", _DPI, "-gray", "-png", str(pdf), str(folder / "trang")], check=True
    )
    pages = [Image.open(path) for path in sorted(folder.glob("trang-*.png"))]
    width, height = pages[0].size
    across = min(_ACROSS, len(pages))
    size = (across * (width + _GAP) - _GAP, -(-len(pages) // across) * (height + _GAP) - _GAP)
    sheet = Image.new("L", size, 128)
    for index, page in enumerate(pages):
        sheet.paste(page, (index % across * (width + _GAP), index // across * (height + _GAP)))
    target = PICTURES / f"{name}.png"
    sheet.quantize(16).save(target, optimize=True)
    return target


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        take(sys.argv[1], Path(sys.argv[2]), Path(scratch))
