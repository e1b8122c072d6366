"""Takes the pictures of sample pages for the docs: ``python tools/page_pictures.py``.

Needs LibreOffice, pdftoppm and Pillow. The pictures show the built-in sample ward,
and what the walk-through makes; all persons are invented.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook

from giayto.cli import main
from giayto.data.models import Dataset
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.write import create_workbook

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.walk import WORKSPACE, follow
from tools.printing import WHOLE, Part, drawn, joined, printed, save

WANTED = {
    "kiem-diem": ("Chi-bo-To-dan-pho-1/kiem-diem/001-*.docx", ""),
    "bien-ban": ("Chi-bo-To-dan-pho-1/bien-ban/HN*.docx", ""),
    "bien-ban-sinh-hoat": ("Chi-bo-To-dan-pho-1/bien-ban/SH*.docx", ""),
    "quyet-dinh-xep-loai": ("Dang-uy-*/xep-loai/*to-chuc-dang.docx", ""),
    "danh-sach-xep-loai": ("Dang-uy-*/xep-loai/*dang-vien.docx", "DANH SÁCH"),
    "to-trinh-khen-thuong": ("Dang-uy-*/khen-thuong/to-trinh-*.docx", ""),
    "quyet-dinh-khen-thuong": ("Dang-uy-*/khen-thuong/quyet-dinh-*-to-chuc-dang.docx", ""),
}
"""Picture's name → where its document is, and words of the page it shows."""

SHEETS = {"kiem-tra-danh-sach": ("Lỗi", 70, 350), "kiem-tra-to-mau": ("Đảng viên", 30, 190)}
"""Picture's name → which sheet of a marked workbook it shows, from where and how high."""
EVENING: dict[str, Part] = {"25-so": (30, 50, 862, 330), "25-loi": (44, 265, 530, 54)}
"""Which part of the members' sheet a picture of the walk-through shows."""


def take(folder: Path) -> None:
    """Make the sample ward in ``folder`` and take one picture of each wanted page."""
    main(["dung-thu", str(folder)])
    for name, (pattern, words) in WANTED.items():
        document = next((folder / "van-ban" / "2026").glob(pattern))
        take_page(document, name, folder, words=words)


def take_marked(folder: Path) -> None:
    """Take the pictures of a workbook with mistakes, marked by ``giayto kiem-tra --ra``."""
    faulty_workspace(folder)
    marked = folder / "loi.xlsx"
    main(["kiem-tra", str(folder), "--ra", str(marked)])
    for name, (sheet, top, height) in SHEETS.items():
        alone = only_sheet(marked, sheet, folder / f"{name}.xlsx")
        take_page(alone, name, folder, 80, (0, top, 0, height))


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


def take_evening(folder: Path) -> None:
    """Take the pictures of the walk-through "25 người, một buổi", done as its page says."""
    folder.mkdir()
    list(follow(folder))
    books = {"25-so": folder / WORKSPACE / "du-lieu.xlsx", "25-loi": folder / "loi.xlsx"}
    for name, book in books.items():
        alone = only_sheet(book, "Đảng viên", folder / f"{name}.xlsx")
        take_page(alone, name, folder, 110, EVENING[name])
    form = next((folder / WORKSPACE).glob("van-ban/*/*/kiem-diem/004-*.docx"))
    take_page(form, "25-ban-kiem-diem", folder, 60, (0, 30, 0, 420))


def take_print_run(folder: Path) -> None:
    """Take the picture of the forms of one cell, merged to be printed on both sides."""
    forms = sorted(
        (folder / "van-ban" / "2026").glob(WANTED["kiem-diem"][0].replace("001", "00[1-3]"))
    )
    pdf = folder / "in.pdf"
    main(["gop", *map(str, forms), "-o", str(pdf), "--hai-mat"])
    save(joined(drawn(pdf, 26), 6).convert("L"), "in-hai-mat")


def take_page(
    document: Path, name: str, folder: Path, dpi: int = 72, part: Part = WHOLE, words: str = ""
) -> None:
    """Take a picture of a document's first page with these words; papers are kept in grey."""
    pdf = printed([document], folder)[0]
    text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True).stdout
    page = next(n for n, said in enumerate(text.decode().split("\f")) if words in said)
    taken = drawn(pdf, dpi, part)[page]
    save(taken.convert("L") if document.suffix == ".docx" else taken, name)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        take(Path(scratch) / "thu")
        take_print_run(Path(scratch) / "thu")
        take_marked(Path(scratch) / "loi")
        take_evening(Path(scratch) / "buoi")
