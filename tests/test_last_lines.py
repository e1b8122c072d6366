"""Last lines never alone: no page holds only a signature, one line or nothing.

For Word the keep rules are read in the masters; for LibreOffice the pages are counted.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx.text.paragraph import Paragraph

from giayto.conventions.fitting import text_width_mm
from giayto.data.models import Award, Dataset, Organisation, Review
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import opened
from tests.season_rows import season_ward
from tests.wards import EXCELLENT, GOOD, member, small_dataset

PAPERS = [p.key for p in find_papers(["xep-loai", "khen-thuong"]) if p.gathers]
"""Decisions, proposals and lists: papers of any length, which name many."""
LISTS = ["danh-sach-khen-thuong", "quyet-dinh-khen-thuong", "quyet-dinh-xep-loai-dang-vien"]


# --- Word: keep rules ------------------------------------------------------------------


def _content(paper: str) -> bytes:
    plan = plan_papers(season_ward(2026), find_papers([paper]), Scope())
    job = plan.jobs[0]
    return CompiledTemplate.load(find_master(job.master, job.rules).content).render(job.context)


def _kept(paragraph: Paragraph) -> bool:
    chain = [paragraph.paragraph_format.keep_with_next]
    style = paragraph.style
    while style is not None:
        chain.append(style.paragraph_format.keep_with_next)
        style = style.base_style
    return bool(next((value for value in chain if value is not None), False))


LONG_END = "quyet-dinh-khen-thuong"
"""Ends in an article of two lines: the one before it, with the amounts, fills the first page."""


def test_a_last_article_of_two_lines_is_kept_with_the_signature() -> None:
    *_, last = _before_signature(LONG_END)
    assert _kept(last)
    wide = text_width_mm(last.text, 14)
    assert wide > 165  # the page's text


def _before_signature(paper: str) -> list[Paragraph]:
    blocks = list(opened(_content(paper)).iter_inner_content())
    signature = next(
        n for n, block in enumerate(blocks)
        if not isinstance(block, Paragraph) and "T/M" in block.cell(0, 1).text
    )  # fmt: skip
    return [block for block in blocks[:signature] if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "paper", [p for p in PAPERS if p not in ("danh-sach-khen-thuong", LONG_END)]
)
def test_the_two_paragraphs_before_the_signature_are_kept_with_it(paper: str) -> None:
    before = _before_signature(paper)[-2:]
    assert [_kept(paragraph) for paragraph in before] == [True, True]


@pytest.mark.parametrize("paper", LISTS)
def test_the_last_row_of_a_list_is_kept_with_its_closing_row(paper: str) -> None:
    table = opened(_content(paper)).tables[-1]
    last, closing = table.rows[-2:]
    assert all(_kept(cell.paragraphs[0]) for cell in last.cells)
    assert closing.cells[0].text.startswith("Danh sách này có")
    assert closing._tr.xpath("./w:trPr/w:cantSplit")


def test_the_list_of_the_proposed_holds_its_signature_in_the_closing_row() -> None:
    document = opened(_content("danh-sach-khen-thuong"))
    closing = document.tables[-1].rows[-1].cells[0]
    assert [p.text for p in closing.paragraphs][-3:] == ["T/M CHI BỘ", "BÍ THƯ", "Nguyễn Thuỷ Ủy"]
    behind = [p for p in document.paragraphs if not p.text.strip()]
    assert {p.style.name for p in behind if p.style is not None} == {"GT Nét mảnh"}


# --- LibreOffice: pages counted --------------------------------------------------------


def _many(rows: int) -> Dataset:
    """The small ward with so many people proposed, graded and awarded."""
    data = small_dataset()
    data.members += [member(f"X{n}", f"Trần Văn Số {n}") for n in range(rows)]
    data.reviews += [
        Review(subject=f"X{n}", grade=EXCELLENT if n % 5 else GOOD) for n in range(rows)
    ]
    data.organisations += [
        Organisation(
            code=f"C{n}", name=f"Chi bộ {n}", kind="Chi bộ trực thuộc", parent="DU", grade=GOOD
        )
        for n in range(rows)
    ]
    history = "2022: HTXSNV; 2023: HTXSNV; 2024: HTXSNV; 2025: HTXSNV"
    data.awards = [
        Award(
            subject=f"X{n}",
            history=history,
            summary="Hoàn thành 12/12 nhiệm vụ được giao, có sáng kiến áp dụng.",
        )
        for n in range(rows)
    ]
    return data


def _pages(folder: Path, wards: dict[str, Dataset]) -> dict[str, list[str]]:
    """Every document of these papers, converted: its name → the text of each page."""
    files = []
    for name, data in wards.items():
        for job in plan_papers(Ward(data), find_papers(PAPERS), Scope()).jobs:
            path = folder / f"{name}--{job.paper}--{job.key}.docx"
            master = find_master(job.master, job.rules)
            CompiledTemplate.load(master.content).render_to(path, job.context)
            files.append(str(path))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    shown = {}
    for file in files:
        pdf = Path(file).with_suffix(".pdf")
        text = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout
        shown[pdf.stem] = text.split("\f")[:-1]
    return shown


_PAGE_NUMBER = re.compile(r"\s*\d+\s*")
_END = re.compile(r"T/M |BÍ THƯ|Nơi nhận|Danh sách này có|Chữ viết tắt")


def _bare_pages(pages: list[str]) -> list[int]:
    """Pages with nothing but a signature block, a closing line, or nothing at all."""
    bare = []
    for number, page in enumerate(pages, start=1):
        lines = [line for line in page.splitlines() if line.strip()]
        lines = [line for line in lines if not _PAGE_NUMBER.fullmatch(line)]
        before_end = []
        for line in lines:
            if _END.search(line):
                break
            before_end.append(line)
        if len(before_end) < 2:
            bare.append(number)
    return bare


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="cần LibreOffice và poppler-utils: apt-get install libreoffice-writer poppler-utils",
)
def test_no_page_holds_only_last_lines(tmp_path: Path) -> None:
    """The sample ward, and lists of every length around a full page."""
    lengths = [*range(1, 14), 20, 26, 27, 28, 29, 30]
    wards = {"mau": sample_dataset(), **{f"dai-{n}": _many(n) for n in lengths}}
    pages = _pages(tmp_path, wards)
    assert len(pages) > 100
    assert {name: bare for name, shown in pages.items() if (bare := _bare_pages(shown))} == {}
