"""Draws what the papers were like and are like now: ``python tools/contact_sheets.py``.

Needs git, LibreOffice, pdftoppm and Pillow. The same work is given to two programs: that of
the commit named on the command line (``a9bec91`` when none is named), and this tree's. Each
sheet becomes ``…-truoc.png`` and ``…-nay.png``, shown by ``truoc-va-nay.md``. The sample ward
is each program's own, whose words its workbook is written in. All persons are invented.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from giayto.data.models import Dataset
from giayto.data.models.partial_date import PartialDate
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.write import create_workbook

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.hard_names import NAMES, dataset_of
from tools.printing import WHOLE, Part, drawn, joined, printed, save

ROOT = Path(__file__).resolve().parent.parent
BEFORE = "a9bec91"
"""The last commit before the pages were read by a strict chief (issue 8)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which documents a contact sheet shows, in order, and how (bảng ảnh)."""

    documents: tuple[str, ...]
    across: int = 4
    dpi: int = 48
    part: Part = WHOLE
    only_first: bool = False


_TOPS = tuple(
    f"dau-{number:02d}/van-ban/*/*/"
    + ("khen-thuong/to-trinh-*" if "cell" in name else "xep-loai/*-dang-vien")
    for number, name in enumerate(NAMES)
)
SHEETS = {
    "kiem-diem-02c-trong": Sheet(("trong/van-ban/*/*/kiem-diem/*",)),
    "bien-ban-kiem-diem": Sheet(("phuong/van-ban/*/Chi-bo-To-dan-pho-1/bien-ban/HN*",), dpi=44),
    "danh-sach-de-nghi": Sheet(
        (
            "phuong/van-ban/*/Chi-bo-To-dan-pho-1/khen-thuong/danh-sach-*",
            "phuong/van-ban/*/Chi-bo-To-dan-pho-2/khen-thuong/danh-sach-*",
        )
    ),
    "quyet-dinh-khen-thuong": Sheet(
        ("phuong/van-ban/*/Dang-uy-*/khen-thuong/quyet-dinh-*-dang-vien",)
    ),
    "dau-van-ban": Sheet(_TOPS, across=2, dpi=60, part=(45, 20, 440, 122), only_first=True),
}


def write_workbooks(folder: Path) -> list[list[str]]:
    """Write the workbooks both programs are given; what is asked of them."""
    sample = sample_dataset()
    blank = Dataset(
        organisations=sample.organisations[:2],
        members=[m for m in sample.members if m.cell == "CB01"][:1],
    )
    blank.settings = sample.settings
    asked = {"trong": (blank, "kiem-diem")}
    for number, name in enumerate(NAMES):
        data = dataset_of(name)
        day = PartialDate.of(name["date"]) if "date" in name else None
        data.settings = data.settings.model_copy(update={"date": day})
        data.meetings = [m.model_copy(update={"date": day}) for m in data.meetings if day]
        paper = "to-trinh-khen-thuong" if "cell" in name else "quyet-dinh-xep-loai-dang-vien"
        asked[f"dau-{number:02d}"] = (data, paper)
    for place, (data, _) in asked.items():
        (folder / place).mkdir()
        create_workbook(folder / place / "du-lieu.xlsx", data, example=False)
    made = [["tao", paper, "-C", place, "--van-tao"] for place, (_, paper) in asked.items()]
    return [["dung-thu", "phuong"], *made]


def draw(folder: Path, suffix: str, package_root: Path) -> None:
    """Make the papers of the workspaces in ``folder`` with one program; draw every sheet."""
    for words in write_workbooks(folder):
        subprocess.run(
            [sys.executable, "-c", "from giayto.cli import main; main()", *words],
            check=True,
            capture_output=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(package_root)},
        )
    for name, sheet in SHEETS.items():
        documents = [
            found for pattern in sheet.documents for found in sorted(folder.glob(f"{pattern}.docx"))
        ]
        shown = [drawn(pdf, sheet.dpi, sheet.part) for pdf in printed(documents, folder)]
        pages = [page for each in shown for page in (each[:1] if sheet.only_first else each)]
        save(joined(pages, sheet.across), f"{name}-{suffix}")


def unpack(commit: str, folder: Path) -> None:
    """The code of a commit as a package that Python can import from ``folder``."""
    packed = subprocess.run(["git", "archive", commit], check=True, capture_output=True, cwd=ROOT)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder / "giayto", filter="data")


def main(commit: str) -> None:
    """Draw both sides, in a scratch folder that goes away."""
    with tempfile.TemporaryDirectory() as scratch:
        for suffix in ("truoc", "nay"):
            program, work = Path(scratch, f"ma-{suffix}"), Path(scratch, suffix)
            program.mkdir()
            work.mkdir()
            if suffix == "truoc":
                unpack(commit, program)
            else:
                (program / "giayto").symlink_to(ROOT)
            draw(work, suffix, program)


if __name__ == "__main__":
    missing = [name for name in ("git", "soffice", "pdftoppm") if shutil.which(name) is None]
    if missing:
        sys.exit(f"not found: {', '.join(missing)}")
    main(sys.argv[1] if sys.argv[1:] else BEFORE)
