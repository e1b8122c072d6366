"""The pages of the self-review forms, filled and blank, as LibreOffice prints them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from giayto.data.models import Dataset, Review
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators import self_review
from giayto.generators.plan import Job, Scope
from giayto.rendering import CompiledTemplate
from giayto.rendering.pdf import to_pdf
from giayto.templates.store import find_master
from tests.reading import opened
from tests.wards import dataset_of_2023, small_dataset

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="cần LibreOffice và poppler-utils: apt-get install libreoffice-writer poppler-utils",
)

_HEADING = re.compile(
    r"[AB]\. NỘI|[IVX]+\. |Đánh giá, xếp loại chất lượng|- Nhận xét, đánh giá|"
    r"\d\. (Hạn chế|Nguyên nhân|Về|Việc|Kết quả|Trách nhiệm|Xếp loại)"
)
_SIGNATURE = re.compile(r"T/M |NGƯỜI TỰ KIỂM|THỦ TRƯỞNG|\((Ký|ký|Xác lập)|ghi rõ họ tên")
_TEXTS = [
    "virtue",
    "duty",
    "leadership",
    "responsibility",
    "example_setting",
    "commitment",
    "shortcomings",
    "causes",
    "remedied",
    "explanation",
    "collective_duty",
    "plan",
]
_SENTENCE = "Bản thân luôn giữ vững lập trường, hoàn thành tốt nhiệm vụ được giao trong năm. "


def _blank() -> Dataset:
    data = sample_dataset()
    data.reviews = []
    return data


def _typed(data: Dataset, lengths: tuple[int, ...], **settings: object) -> Dataset:
    """The dataset with texts of so many sentences, another number in each section."""
    data.settings = data.settings.model_copy(update=settings)
    data.reviews = [
        Review(
            subject=member.code,
            **{
                text: (_SENTENCE * lengths[(n + at) % len(lengths)]).strip()
                for at, text in enumerate(_TEXTS)
            },
        )
        for n, member in enumerate(data.members)
    ]
    return data


def _hard_names(data: Dataset) -> Dataset:
    """Blank forms with names as long as they come, of a cell without committee."""
    data.reviews = []
    cell = next(o for o in data.organisations if o.code != data.settings.issuer)
    cell.has_committee = False
    school = "Trường Phổ thông dân tộc nội trú Trung học cơ sở và Trung học phổ thông N'Trang Lơng"
    cell.name = f"Chi bộ {school}"
    for member in data.members:
        member.cell = cell.code
        member.full_name = "Công Tằng Tôn Nữ Thị Hoàng Phương Thảo Vy"
        member.workplace = school
    return data


_CASES: dict[str, Callable[[], Dataset]] = {
    "demo": sample_dataset,
    "blank": _blank,
    "names": lambda: _hard_names(small_dataset()),
    "blank-2023": lambda: _hard_names(dataset_of_2023()),
    "short-2023": lambda: _typed(dataset_of_2023(), (1, 2, 1)),
    "long": lambda: _typed(small_dataset(), (9, 0, 14, 3)),
    "long-2023": lambda: _typed(dataset_of_2023(), (12, 2, 0, 7)),
    "verdicts": lambda: _typed(small_dataset(), (4, 6), verdict_parts=True),
    "no-comment": lambda: _typed(small_dataset(), (5, 3, 0), comment_parts=False),
    "five-lines": lambda: _typed(small_dataset(), (0, 2, 0), writing_lines=5),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """``case/master/key`` → the lines of each page, of every form of every case."""
    folder = tmp_path_factory.mktemp("kiem-diem")
    files: dict[str, Path] = {}
    for case, make in _CASES.items():
        for job in self_review.plan(Ward(make()), Scope()).jobs:
            files[f"{case}/{job.master}/{job.key}"] = path = folder / f"{len(files)}.docx"
            path.write_bytes(_rendered(job))
    results = to_pdf(list(files.values()), folder)
    assert [r.error for r in results if r.error is not None] == []
    return {name: list(_pages(path.with_suffix(".pdf"))) for name, path in files.items()}


def _rendered(job: Job) -> bytes:
    return CompiledTemplate.load(find_master(job.master, job.rules).content).render(job.context)


def _pages(pdf: Path) -> Iterator[list[str]]:
    """The lines of each page from top to bottom, without the page number."""
    shown = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    space = "{http://www.w3.org/1999/xhtml}"
    for page in ElementTree.fromstring(shown).iter(f"{space}page"):
        lines = [
            (float(line.get("yMin", "0")), " ".join(w.text or "" for w in line))
            for line in page.iter(f"{space}line")
        ]
        texts = [text for _, text in sorted(lines)]
        yield texts[1:] if texts and texts[0].isdigit() else texts


def _faults(pages: list[list[str]]) -> Iterator[str]:
    for number, lines in enumerate(pages, start=1):
        if len(lines) < 2:
            yield f"trang {number} chỉ có {lines}"
            continue
        if any(_SIGNATURE.match(line) for line in lines[:2]):
            yield f"trang {number} bắt đầu bằng chữ ký: {lines[:2]}"
        if _HEADING.match(lines[-1]):
            yield f"trang {number} kết thúc bằng đề mục: {lines[-1]}"


def test_no_page_is_empty_begins_with_a_signature_or_ends_in_a_heading(
    printed: dict[str, list[list[str]]],
) -> None:
    assert Counter(name.split("/")[0] for name in printed)["demo"] == 142
    assert {
        name: faults for name, pages in printed.items() if (faults := list(_faults(pages)))
    } == {}


@pytest.mark.parametrize("master", ["kiem-diem-02b", "kiem-diem-02c"])
@pytest.mark.parametrize("case", ["blank", "names"])
def test_a_blank_form_has_three_pages(
    printed: dict[str, list[list[str]]], case: str, master: str
) -> None:
    pages = Counter(
        len(found) for name, found in printed.items() if name.startswith(f"{case}/{master}/")
    )
    assert set(pages) == {3}


def test_the_dots_of_a_label_stand_on_its_own_line(printed: dict[str, list[list[str]]]) -> None:
    """A row of "…" in a justified line threw the words apart and the dots on the next line."""
    label = "- Chi bộ đề xuất xếp loại mức chất lượng:"
    lines = [
        line
        for name, pages in printed.items()
        for page in pages
        for line in page
        if line.startswith(label) and name.startswith("blank/")
    ]
    assert len(lines) == 142
    assert {bool(re.fullmatch(r"\.{20,}", line[len(label) :].strip())) for line in lines} == {True}


def test_word_holds_headings_and_the_last_lines_with_what_follows() -> None:
    """LibreOffice shows the pages; for Word the marks that it obeys are read."""
    kept = {
        "B. NỘI DUNG TỰ ĐÁNH GIÁ, XẾP LOẠI",
        "I. Đánh giá theo các nhóm tiêu chí",
        "2. Nguyên nhân của hạn chế, khuyết điểm.",
        "II. Đề xuất xếp loại mức chất lượng:",
        "- Chi bộ đề xuất xếp loại mức chất lượng: \t",
        "- Đảng uỷ, chi uỷ cơ sở xếp loại mức chất lượng: \t",
    }
    job = self_review.plan(Ward(_blank()), Scope()).jobs[0]
    found = {
        p.text
        for p in opened(_rendered(job)).paragraphs
        if p.paragraph_format.keep_with_next
        or (p.style is not None and p.style.name == "GT Đề mục")
    }
    assert kept <= found
