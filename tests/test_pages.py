"""The printed page: documents of the sample ward turned into PDF by LibreOffice and read there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Job, Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="cần LibreOffice và poppler-utils: apt-get install libreoffice-writer poppler-utils",
)

WANTED = (
    "quyet-dinh-xep-loai-to-chuc",
    "quyet-dinh-xep-loai-dang-vien",
    "quyet-dinh-khen-thuong",
    "to-trinh-khen-thuong",
    "danh-sach-khen-thuong",
    "bien-ban-kiem-diem",
    "bien-ban-sinh-hoat",
    "kiem-diem",
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Paper → the text of each page, of the first document of each paper."""
    folder = tmp_path_factory.mktemp("trang")
    ward = Ward(sample_dataset())
    jobs: dict[str, Job] = {}
    for job in plan_papers(ward, find_papers(WANTED), Scope()).jobs:
        jobs.setdefault(job.paper, job)
    files = []
    for paper, job in jobs.items():
        path = folder / f"{paper}.docx"
        master = find_master(job.master, job.rules)
        CompiledTemplate.load(master.content).render_to(path, job.context)
        files.append(str(path))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {paper: _pages(folder / f"{paper}.pdf") for paper in jobs}


def _pages(pdf: Path) -> list[str]:
    shown = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    return shown.split("\f")[:-1]


def test_every_paper_came_out(printed: dict[str, list[str]]) -> None:
    assert set(printed) == set(WANTED)
    assert all(page.strip() for pages in printed.values() for page in pages), "trang trắng"


@pytest.mark.parametrize("paper", WANTED)
def test_no_page_number_on_page_one_and_two_on_page_two(
    printed: dict[str, list[str]], paper: str
) -> None:
    pages = printed[paper]
    assert not re.match(r"\s*\d+\s*\n", pages[0])
    # Behind a decision of one page its list begins, which counts its own pages.
    own_list = paper in ("quyet-dinh-xep-loai-to-chuc", "quyet-dinh-xep-loai-dang-vien")
    second = [] if own_list else pages[1:2]
    assert [bool(re.match(r"\s*2\s*\n", page)) for page in second] == [True] * len(second)


def test_an_attached_list_counts_its_own_pages(printed: dict[str, list[str]]) -> None:
    pages = printed["quyet-dinh-xep-loai-dang-vien"]
    first = next(i for i, page in enumerate(pages) if "DANH SÁCH" in page)
    assert not re.match(r"\s*\d+\s*\n", pages[first])
    assert re.match(r"\s*2\s*\n", pages[first + 1])


def test_the_header_of_a_list_stands_on_every_page(printed: dict[str, list[str]]) -> None:
    pages = printed["quyet-dinh-xep-loai-dang-vien"]
    listed = [
        page for page in pages if re.search(r"^\s*\d+\s+\S+.*nhiệm vụ|Hoàn thành", page, re.M)
    ]
    assert len(listed) >= 6
    assert all("Mức xếp loại" in page for page in listed[1:])


@pytest.mark.parametrize(
    ("paper", "last_words"),
    [
        ("quyet-dinh-xep-loai-to-chuc", "Điều 3."),
        ("quyet-dinh-xep-loai-dang-vien", "Điều 3."),
        ("quyet-dinh-khen-thuong", "Điều 3."),
        ("to-trinh-khen-thuong", "xem xét, quyết định."),
    ],
)
def test_a_signature_never_stands_alone(
    printed: dict[str, list[str]], paper: str, last_words: str
) -> None:
    signed = next(page for page in printed[paper] if "Nơi nhận" in page)
    words = " ".join(signed.split())
    assert last_words in words
    assert "T/M" in words
    assert "BÍ THƯ" in words


def test_both_signers_of_minutes_stand_beside_each_other(printed: dict[str, list[str]]) -> None:
    for paper in ("bien-ban-kiem-diem", "bien-ban-sinh-hoat"):
        page = printed[paper][-1]
        line = next(line for line in page.splitlines() if "CHỦ TRÌ HỘI NGHỊ" in line)
        assert line.index("NGƯỜI GHI BIÊN BẢN") < line.index("CHỦ TRÌ HỘI NGHỊ")
        assert "kết thúc vào hồi" in " ".join(page.split())


def test_the_letterhead_stands_in_two_columns(printed: dict[str, list[str]]) -> None:
    first_line = printed["quyet-dinh-xep-loai-to-chuc"][0].strip().splitlines()[0]
    assert first_line.startswith("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI")
    assert first_line.endswith("ĐẢNG CỘNG SẢN VIỆT NAM")
