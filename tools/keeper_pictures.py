"""Takes the pictures of the pages for template keepers: ``python tools/keeper_pictures.py``.

Each is a pair: a master as it is typed, and what giayto makes of it for people of the sample
ward. Needs LibreOffice, pdftoppm, pdftotext and Pillow. The masters are in
``keeper_pages.toml``; the invitation is begun as its page says. All persons are invented.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from PIL import Image, ImageDraw

from giayto.cli import main

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.checking.masters.keeper import retype
from tests.checking.masters.slips import Side
from tools.printing import drawn, printed, save
from tools.slip_pictures import DPI, cut, units_of

PAGES = Path(__file__).with_name("keeper_pages.toml")
_INVITATION = "Giấy mời họp"
_TYPED = "Mời đồng chí Bí thư {{ to_chuc.ten }} dự hội nghị tổng kết công tác năm {{ nam }}."
_HEAD = 420
"""Points of an invitation that show all that is typed on it."""
_GAP = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """What a pair of pictures shows: papers made, the two words it begins with, the last one."""

    made: list[str]
    begins: str = ""
    ends: str = ""


def pairs() -> dict[str, tuple[Side, Shown]]:
    """Each master by the name of its pictures, with what is shown of it."""
    read = tomllib.loads(PAGES.read_text(encoding="utf-8"))
    return {
        name: (Side(**entry["master"]), Shown(**entry["shown"])) for name, entry in read.items()
    }


def take(folder: Path) -> None:
    """Make the papers in a sample ward in ``folder``, and take the pictures of each pair."""
    main(["dung-thu", str(folder)])
    with_photograph(folder)
    masters = folder / "mau"
    shown = pairs()
    typed = {name: side.write(masters) for name, (side, _) in shown.items()}
    main(["mau", "moi", _INVITATION, "--lap-cho", "mỗi chi bộ", "--loai-van-ban", "Giấy mời",
          "-C", str(folder)])  # fmt: skip
    typed["giay-moi"] = masters / f"{_INVITATION}.docx"
    invitation = Document(str(typed["giay-moi"]))
    retype(invitation, "Viết nội dung vào đây.", _TYPED)
    invitation.save(str(typed["giay-moi"]))
    main(["tao", *(path.stem for path in typed.values()), "-C", str(folder), "--cap-so"])
    wanted = {name: more for name, (_, more) in shown.items()}
    wanted["giay-moi"] = Shown(["giay-to-rieng/*giay-moi-hop-*To-dan-pho-1.docx"])
    made = {
        name: [next(folder.glob(f"van-ban/*/*/{pattern}")) for pattern in more.made]
        for name, more in wanted.items()
    }
    files = [file for name in typed for file in (typed[name], *made[name])]
    pdfs = dict(zip(files, printed(files, folder), strict=True))
    for name, master in typed.items():
        more = wanted[name]
        for suffix, shows in (("", [master]), ("-ra", made[name])):
            parts = [part(pdfs[file], more.begins, more.ends) for file in shows]
            save(stacked(parts), f"{name}{suffix}")


def part(pdf: Path, begins: str = "", ends: str = "") -> Image.Image:
    """What a picture shows of a document's first page: from two words on, down to a last one."""
    units = units_of(pdf)
    top = next((a.top for a, b in pairwise(units) if f"{a.text} {b.text}" == begins), 0.0)
    bottom = next((each.bottom for each in units if each.text == ends), top + _HEAD)
    return cut(drawn(pdf, DPI)[0].convert("RGB"), top, bottom - top)


def stacked(parts: list[Image.Image]) -> Image.Image:
    """Pictures of one width, one below the other."""
    sheet = Image.new("RGB", (parts[0].width, sum(p.height + _GAP for p in parts) - _GAP), "white")
    top = 0
    for each in parts:
        sheet.paste(each, (0, top))
        top += each.height + _GAP
    return sheet


def with_photograph(folder: Path) -> None:
    """Give the first member a photograph: a column “Ảnh” in the book, a file in ``anh``."""
    (folder / "anh").mkdir()
    picture = Image.new("RGB", (300, 400), (208, 224, 240))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((20, 270, 280, 560), fill=(70, 84, 110))
    pen.ellipse((90, 80, 210, 240), fill=(222, 184, 150))
    pen.pieslice((82, 60, 218, 220), 180, 360, fill=(52, 48, 46))
    picture.save(folder / "anh" / "thuan.png")
    book = load_workbook(folder / "du-lieu.xlsx")
    sheet = book["Đảng viên"]
    column = sheet.max_column + 1
    sheet.cell(1, column, "Ảnh")
    names = next(c.column for c in sheet[1] if str(c.value).rstrip(" *") == "Họ và tên")
    row = next(r for r in range(2, 20) if sheet.cell(r, names).value == "Nguyễn Đức Thuận")
    sheet.cell(row, column).value = "thuan.png"
    book.save(folder / "du-lieu.xlsx")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        take(Path(scratch) / "thu")
