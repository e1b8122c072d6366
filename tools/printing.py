"""Pictures of printed pages for the docs, each of them small: LibreOffice, pdftoppm, Pillow."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "nguoi-dung" / "anh"
_GAP, _GREY = 6, 0x99
_numbers = count()

Part = tuple[int, int, int, int]
"""Left, top, width and height in points of the picture; zero means all there is."""
WHOLE: Part = (0, 0, 0, 0)


def printed(documents: Sequence[Path], folder: Path) -> list[Path]:
    """The PDF of each document, all printed in one go; ``folder`` is scratch."""
    copies = [folder / f"in-{next(_numbers):03d}{document.suffix}" for document in documents]
    for document, copy in zip(documents, copies, strict=True):
        copy.write_bytes(document.read_bytes())
    office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*office, "--convert-to", "pdf", "--outdir", str(folder), *map(str, copies)],
        check=True,
        capture_output=True,
    )
    return [copy.with_suffix(".pdf") for copy in copies]


def drawn(pdf: Path, dpi: int, part: Part = WHOLE) -> list[Image.Image]:
    """A picture of this part of each page."""
    left, top, width, height = map(str, part)
    cut = ["-x", left, "-y", top, "-W", width, "-H", height]
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), *cut, "-png", str(pdf), str(pdf.with_suffix(""))], check=True
    )
    return [Image.open(page) for page in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


def joined(pages: Iterable[Image.Image], across: int) -> Image.Image:
    """Pages beside each other, so many in a row, on grey."""
    shown = list(pages)
    across = min(across, len(shown))
    width = max(page.width for page in shown) + _GAP
    height = max(page.height for page in shown) + _GAP
    size = (across * width + _GAP, -(-len(shown) // across) * height + _GAP)
    sheet = Image.new("L", size, _GREY)
    for number, page in enumerate(shown):
        sheet.paste(page, (_GAP + number % across * width, _GAP + number // across * height))
    return sheet


def save(picture: Image.Image, name: str, folder: Path = PICTURES, shows: str = "") -> None:
    """Keep a picture of the docs, in few shades so that it stays small.

    ``shows`` is kept in the file, to tell whether the picture still shows what it did.
    """
    kept = PngInfo()
    if shows:
        kept.add_text("shows", shows)
    plain = picture if picture.mode == "L" else picture.convert("RGB")
    shades = 8 if plain.mode == "L" else 16
    plain.quantize(shades).save(folder / f"{name}.png", optimize=True, pnginfo=kept)
