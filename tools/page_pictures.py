"""Takes the pictures of sample pages for the docs: ``python tools/page_pictures.py``.

``python tools/page_pictures.py PICTURE.png DOCUMENT.docx`` makes a contact sheet: all pages of
one document beside each other, as for the pictures "before" and "after" of a change.

Needs LibreOffice and pdftoppm. The pictures show the built-in sample ward,
whose persons are invented.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from giayto.cli import main

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "nguoi-dung" / "anh"
WANTED = {
    "kiem-diem": ("Chi-bo-To-dan-pho-1/kiem-diem/001-*.docx", 1),
    "bien-ban": ("Chi-bo-To-dan-pho-1/bien-ban/HN*.docx", 1),
    "bien-ban-sinh-hoat": ("Chi-bo-To-dan-pho-1/bien-ban/SH*.docx", 1),
    "quyet-dinh-xep-loai": ("Dang-uy-*/xep-loai/*to-chuc-dang.docx", 1),
    "danh-sach-xep-loai": ("Dang-uy-*/xep-loai/*dang-vien.docx", 2),
    "to-trinh-khen-thuong": ("Dang-uy-*/khen-thuong/to-trinh-*.docx", 1),
    "quyet-dinh-khen-thuong": ("Dang-uy-*/khen-thuong/quyet-dinh-*-to-chuc-dang.docx", 1),
}
"""Picture's name → where its document is, and which page."""


def take(folder: Path) -> None:
    """Make the sample ward in ``folder`` and take one picture of each wanted page."""
    main(["dung-thu", str(folder)])
    for name, (pattern, page) in WANTED.items():
        document = next((folder / "van-ban" / "2026").glob(pattern))
        subprocess.run(
            [
                "soffice",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                str(document),
            ],
            check=True,
            capture_output=True,
        )
        pdf = folder / f"{document.stem}.pdf"
        subprocess.run(
            [
                "pdftoppm",
                "-r",
                "72",
                "-gray",
                "-png",
                "-singlefile",
                "-f",
                str(page),
                str(pdf),
                str(PICTURES / name),
            ],
            check=True,
        )


_GAP = b"\x70" * 6
"""Grey between two pages."""


def contact_sheet(picture: Path, document: Path) -> None:
    """Put all pages of a document beside each other into one PNG picture."""
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", scratch, str(document)],
            check=True,
            capture_output=True,
        )
        pdf = Path(scratch) / f"{document.stem}.pdf"
        subprocess.run(["pdftoppm", "-r", "50", "-gray", str(pdf), f"{scratch}/page"], check=True)
        pages = [_grey(file.read_bytes()) for file in sorted(Path(scratch).glob("page*.pgm"))]
    rows = [b"\0" + _GAP.join(row) for row in zip(*pages, strict=True)]
    head = struct.pack(">IIBBBBB", len(rows[0]) - 1, len(rows), 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))


def _grey(pgm: bytes) -> list[bytes]:
    """The rows of pixels of a grey picture as pdftoppm writes it (PGM)."""
    _, size, _, pixels = pgm.split(b"\n", 3)
    width = int(size.split()[0])
    return [pixels[start : start + width] for start in range(0, len(pixels), width)]


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


if __name__ == "__main__":
    if len(sys.argv) > 1:
        contact_sheet(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            take(Path(scratch) / "thu")
