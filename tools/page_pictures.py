"""Takes the pictures of sample pages for the docs: ``python tools/page_pictures.py``.

Needs LibreOffice, pdftoppm and Pillow. The pictures show the built-in sample ward,
whose persons are invented, and the letterheads of ``tests/hard_names.toml``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image

from giayto.cli import main
from giayto.data.models import Dataset
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.write import create_workbook
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


SHEETS = {"kiem-tra-danh-sach": ("Lỗi", 70, 350), "kiem-tra-to-mau": ("Đảng viên", 30, 190)}
"""Picture's name → which sheet of a marked workbook it shows, from where and how high."""


def take(folder: Path) -> None:
    """Make the sample ward in ``folder`` and take one picture of each wanted page."""
    main(["dung-thu", str(folder)])
    for name, (pattern, page) in WANTED.items():
        document = next((folder / "van-ban" / "2026").glob(pattern))
        picture(as_pdf(document, folder), page, name, "-gray", "-r", "72")


def take_marked(folder: Path) -> None:
    """Take the pictures of a workbook with mistakes, marked by ``giayto kiem-tra --ra``."""
    faulty_workspace(folder)
    marked = folder / "loi.xlsx"
    main(["kiem-tra", str(folder), "--ra", str(marked)])
    for name, (sheet, top, height) in SHEETS.items():
        alone = only_sheet(marked, sheet, folder / f"{name}.xlsx")
        picture(as_pdf(alone, folder), 1, name, "-r", "80", "-y", str(top), "-H", str(height))


def faulty_workspace(folder: Path) -> None:
    """The first cell of the sample ward as a clerk may have typed it."""
    dataset = sample_dataset()
    members = [m.model_copy() for m in dataset.members if m.cell == "CB01"][:14]
    faulty = Dataset(organisations=dataset.organisations[:2], members=members)
    faulty.settings = dataset.settings
    create_workbook(folder / "du-lieu.xlsx", faulty, example=False)
    book = load_workbook(folder / "du-lieu.xlsx")
    sheet = book["Đảng viên"]
    column = {str(c.value).rstrip(" *"): c.column for c in sheet[1]}
    for row in range(2, len(members) + 2):
        birth = sheet.cell(row, column["Ngày sinh"])
        parts = str(birth.value).split("/")
        if len(parts) == 3:
            birth.value = f"{parts[1]}/{parts[0]}/{parts[2]}"
    sheet.cell(4, column["Chi bộ"]).value = "CB 01"
    sheet.cell(7, column["Chi bộ"]).value = "CB02"
    sheet.cell(5, column["Số căn cước"]).value = "12345"
    book.save(folder / "du-lieu.xlsx")


def only_sheet(book: Path, sheet: str, target: Path) -> Path:
    """A copy of a workbook that prints this sheet alone."""
    opened = load_workbook(book)
    for each in opened.worksheets:
        if each.title != sheet:
            each.sheet_state = "hidden"
    opened.active = opened.sheetnames.index(sheet)
    opened.save(target)
    return target


def as_pdf(document: Path, folder: Path) -> Path:
    """A document as LibreOffice prints it."""
    words = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(words, check=True, capture_output=True)
    return folder / f"{document.stem}.pdf"


def picture(pdf: Path, page: int, name: str, *how: str) -> None:
    """One page as a picture of the docs; ``how`` as pdftoppm has it."""
    where = ["-f", str(page), str(pdf), str(PICTURES / name)]
    subprocess.run(["pdftoppm", *how, "-png", "-singlefile", *where], check=True)


def take_letterheads(folder: Path, name: str = "dau-van-ban") -> None:
    """Take one picture of all hard letterheads, two beside each other; ``folder`` is scratch."""
    sys.path.insert(0, str(ROOT))
    from tests.hard_names import hard_papers

    job, contexts = hard_papers()
    template = CompiledTemplate.load(find_master(job.master, job.rules).content)
    merge_records(template, contexts, folder / "dau.docx")
    pdf = as_pdf(folder / "dau.docx", folder)
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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        take(Path(scratch) / "thu")
        take_letterheads(Path(scratch))
        take_marked(Path(scratch) / "loi")
