"""Takes the pictures of sample pages for the docs: ``python tools/page_pictures.py``.

Needs LibreOffice, pdftoppm and Pillow. The pictures show the built-in sample ward,
whose persons are invented, and the letterheads of ``tests/hard_names.toml``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from giayto.cli import main
from giayto.rendering import CompiledTemplate
from giayto.rendering.merge.documents import merge_records
from giayto.templates.store import find_master

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "nguoi-dung" / "anh"
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
        pdf = _to_pdf(document, folder)
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


def take_letterheads(folder: Path, name: str = "dau-van-ban") -> None:
    """Take one picture of all hard letterheads, two beside each other; ``folder`` is scratch."""
    sys.path.insert(0, str(ROOT))
    from tests.hard_names import hard_papers

    job, contexts = hard_papers()
    template = CompiledTemplate.load(find_master(job.master, job.rules).content)
    merge_records(template, contexts, folder / "dau.docx")
    pdf = _to_pdf(folder / "dau.docx", folder)
    part = ["-x", "45", "-y", "20", "-W", "440", "-H", "122"]
    subprocess.run(
        ["pdftoppm", "-r", "60", "-gray", "-png", *part, str(pdf), str(folder / "dau")],
        check=True,
    )
    tops = [Image.open(path) for path in sorted(folder.glob("dau-*.png"))]
    width, height = tops[0].size
    sheet = Image.new("L", (2 * width + 6, (len(tops) + 1) // 2 * (height + 6) - 6), 128)
    for index, top in enumerate(tops):
        sheet.paste(top, (index % 2 * (width + 6), index // 2 * (height + 6)))
    sheet.save(PICTURES / f"{name}.png", optimize=True)


def _to_pdf(document: Path, folder: Path) -> Path:
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)],
        check=True,
        capture_output=True,
    )
    return folder / f"{document.stem}.pdf"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        take(Path(scratch) / "thu")
        take_letterheads(Path(scratch))
