"""Draws contact sheets of papers before and after a change: ``python tools/contact_sheets.py``.

Needs git, LibreOffice and pdftoppm. "Before" is the sample ward as the commit
named on the command line makes it (``a9bec91`` when none is named), "after" as
this tree does; the persons of the sample ward are invented.
"""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "nguoi-dung" / "anh"
BEFORE = "a9bec91"
SHEETS = {
    "danh-sach-de-nghi": (
        "Chi-bo-To-dan-pho-1/khen-thuong/danh-sach-*.docx",
        "Chi-bo-To-dan-pho-2/khen-thuong/danh-sach-*.docx",
    ),
    "quyet-dinh": ("Dang-uy-*/khen-thuong/quyet-dinh-*-dang-vien.docx",),
}
"""Sheet's name → the documents whose pages it shows, in order."""
_COLUMNS, _GAP, _GREY, _DPI = 4, 6, 0x99, "48"

Picture = tuple[int, int, bytes]
"""Width, height and one byte of grey for each point."""


def draw(folder: Path, suffix: str, package_root: Path) -> None:
    """Make the sample ward with the code under ``package_root`` and draw each sheet."""
    ward = folder / f"phuong-{suffix}"
    subprocess.run(
        [sys.executable, "-c", "from giayto.cli import main; main()", "dung-thu", str(ward)],
        check=True,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package_root)},
    )
    for name, patterns in SHEETS.items():
        pages = [
            page
            for pattern in patterns
            for document in sorted((ward / "van-ban" / "2026").glob(pattern))
            for page in _pages(document, folder / f"{name}-{suffix}")
        ]
        (PICTURES / f"{name}-{suffix}.png").write_bytes(_png(_joined(pages)))


def _pages(document: Path, folder: Path) -> list[Picture]:
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, str(document)], check=True, capture_output=True)
    pdf = folder / f"{document.stem}.pdf"
    stem = folder / f"{document.parent.parent.name}-{document.stem}"
    subprocess.run(["pdftoppm", "-r", _DPI, "-gray", str(pdf), str(stem)], check=True)
    return [_pgm(path.read_bytes()) for path in sorted(folder.glob(f"{stem.name}-*.pgm"))]


def _pgm(data: bytes) -> Picture:
    _, size, _, points = data.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, points


def _joined(pages: Sequence[Picture]) -> Picture:
    """The pages side by side, some in a row, on grey."""
    across = max(width for width, _, _ in pages) + _GAP
    down = max(height for _, height, _ in pages) + _GAP
    columns = min(_COLUMNS, len(pages))
    rows = -(-len(pages) // columns)
    width, height = columns * across + _GAP, rows * down + _GAP
    canvas = bytearray([_GREY]) * (width * height)
    for number, (page_width, page_height, points) in enumerate(pages):
        left = _GAP + number % columns * across
        top = _GAP + number // columns * down
        for line in range(page_height):
            start = (top + line) * width + left
            canvas[start : start + page_width] = points[line * page_width :][:page_width]
    return width, height, bytes(canvas)


def _png(picture: Picture) -> bytes:
    width, height, points = picture
    lines = b"".join(b"\0" + points[n * width : (n + 1) * width] for n in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _unpacked(commit: str, folder: Path) -> Path:
    """The code of a commit as a package that Python can import."""
    archive = subprocess.run(
        ["git", "archive", commit], check=True, capture_output=True, cwd=ROOT
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(folder / "giayto", filter="data")
    return folder


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        old = Path(scratch) / "cu"
        draw(Path(scratch), "truoc", _unpacked(sys.argv[1] if sys.argv[1:] else BEFORE, old))
        new = Path(scratch) / "moi"
        new.mkdir()
        (new / "giayto").symlink_to(ROOT)
        draw(Path(scratch), "sau", new)
