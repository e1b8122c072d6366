"""Takes the pictures of sample pages for the docs: ``python tools/page_pictures.py``.

Needs LibreOffice and pdftoppm. The pictures show the built-in sample ward,
whose persons are invented.
"""

from __future__ import annotations

import subprocess
import tempfile
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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        take(Path(scratch) / "thu")
