"""Where the pages of minutes end: no heading at the foot, no signature on a page of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from giayto.data.models import Dataset
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Job, Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import opened
from tests.wards import small_ward

MINUTES = ("bien-ban-kiem-diem", "bien-ban-sinh-hoat")
_HEADING = re.compile(r"(?:[IV]+\. \W*[^a-z]+|[2-6]\. [^:.]+)$")
LEAST_LINES = 2
"""So many lines of text stand above the two signatures, whichever page these are on."""


def made(job: Job) -> bytes:
    master = find_master(job.master, job.rules)
    return CompiledTemplate.load(master.content).render(job.context)


def jobs(ward: Ward) -> list[Job]:
    return plan_papers(ward, find_papers(MINUTES), Scope()).jobs


def blank() -> Dataset:
    """The sample ward before anything of its meetings was written down."""
    data = sample_dataset()
    kept = {"row", "code", "kind", "unit", "date"}
    data.meetings = [type(m)(**m.model_dump(include=kept)) for m in data.meetings]
    data.attendance, data.ballots = [], []
    return data


# --- Word: what the file says about keeping lines together ------------------------------


def kept_with_next(paragraph: Paragraph) -> bool:
    own = paragraph.paragraph_format.keep_with_next
    style = paragraph.style.paragraph_format.keep_with_next if paragraph.style else None
    return bool(own if own is not None else style)


def body_of(job: Job) -> tuple[Document, list[object]]:
    document = opened(made(job))
    return document, list(document.iter_inner_content())


@pytest.mark.parametrize(
    ("paper", "paragraphs"),
    # The last paragraph of review minutes takes two lines by itself.
    [("bien-ban-kiem-diem", LEAST_LINES - 1), ("bien-ban-sinh-hoat", LEAST_LINES)],
)
def test_the_last_two_lines_go_with_the_signatures(paper: str, paragraphs: int) -> None:
    (job,) = (job for job in jobs(small_ward()) if job.paper == paper)
    document, body = body_of(job)
    signatures = document.tables[-1]
    place = next(i for i, item in enumerate(body) if getattr(item, "_tbl", 0) is signatures._tbl)
    closing = body[place - paragraphs : place]
    kept = [isinstance(item, Paragraph) and kept_with_next(item) for item in closing]
    assert kept == [True] * paragraphs
    assert "w:cantSplit" in signatures.rows[0]._tr.xml


@pytest.mark.parametrize("paper", MINUTES)
def test_a_heading_goes_with_what_it_heads(paper: str) -> None:
    (job,) = (job for job in jobs(small_ward()) if job.paper == paper)
    _, body = body_of(job)
    headings = [p for p in body if isinstance(p, Paragraph) and _HEADING.match(p.text)]
    assert len(headings) >= 6
    assert [p.text for p in headings if not kept_with_next(p)] == []


def test_lines_to_write_on_are_leaders_and_stretch_nothing() -> None:
    (job,) = (job for job in jobs(Ward(blank())) if job.key == "CB05-HN05-2026")
    _, body = body_of(job)
    lines = [p for p in body if isinstance(p, Paragraph) and p.text.endswith("\t")]
    assert len(lines) >= 3
    assert {p.style.name for p in lines if p.style} == {"GT Dòng viết tay"}
    assert all(p.paragraph_format.tab_stops[0].leader is not None for p in lines)


# --- LibreOffice: the pages themselves --------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """Minutes of the sample ward, filled and blank → the lines of each page."""
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("cần LibreOffice và poppler-utils")
    folder = tmp_path_factory.mktemp("bien-ban")
    files = []
    for kind, ward in (("ghi", Ward(sample_dataset())), ("trong", Ward(blank()))):
        for job in jobs(ward):
            path = folder / f"{kind}-{job.key}.docx"
            path.write_bytes(made(job))
            files.append(path)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {path.stem: _pages(path.with_suffix(".pdf")) for path in files}


def _pages(pdf: Path) -> list[list[str]]:
    shown = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    found = []
    for page in shown.split("\f")[:-1]:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        found.append([line for line in lines if not line.isdecimal()])
    return found


def test_no_page_of_minutes_holds_the_signatures_alone(pages: dict[str, list[list[str]]]) -> None:
    assert len(pages) == 40
    above = {}
    for name, of in pages.items():
        (place,) = (i for i, line in enumerate(of[-1]) if "NGƯỜI GHI BIÊN BẢN" in line)
        above[name] = place
    assert {name: lines for name, lines in above.items() if lines < LEAST_LINES} == {}


def test_no_page_of_minutes_ends_with_a_heading(pages: dict[str, list[list[str]]]) -> None:
    feet = {f"{name} {n}": page[-1] for name, of in pages.items() for n, page in enumerate(of, 1)}
    assert len(feet) > 100
    assert {where: line for where, line in feet.items() if _HEADING.match(line)} == {}
