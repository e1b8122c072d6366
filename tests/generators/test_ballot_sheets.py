"""Ballots that share a sheet stand on one page, whatever their names and rows, as printed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from giayto.data.models import Award, Organisation, Review
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Job, Scope
from tests.generators.test_ballot_papers import AGREE, ROUNDS, render
from tests.printed import printed, read_pages
from tests.season_rows import season_dataset
from tests.wards import EXCELLENT, member

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftohtml") is None,
    reason="cần LibreOffice và poppler-utils: apt-get install libreoffice-writer poppler-utils",
)
SHORT, LONG = "Trần Văn", "Nguyễn Hoàng Phương Thảo Vy Tôn Nữ Công"


def shared_sheets(more: int, name: str, layout: str) -> list[Job]:
    """The ballots of a ward with ``more`` people and cells of such names that share a sheet."""
    data = season_dataset(2026)
    data.settings = data.settings.model_copy(update={"ballot_layout": layout})
    codes = [f"N{number}" for number in range(more)]
    data.members += [member(code, f"{name} {code}") for code in codes]
    data.reviews += [Review(subject=code, proposed_grade=EXCELLENT) for code in codes]
    data.awards += [Award(subject=code) for code in codes]
    data.organisations += [
        Organisation(code=f"CB{code}", name=f"Chi bộ {name} {code}", kind="Chi bộ trực thuộc")
        for code in codes
    ]
    made = plan_papers(Ward(data), find_papers(["phieu"]), Scope()).jobs
    return [job for job in made if int(job.context["la_phieu"]["tren_to"]) > 1]


@pytest.mark.parametrize("name", [SHORT, LONG])
def test_ballots_that_share_a_sheet_stand_on_one_page(name: str, tmp_path: Path) -> None:
    documents: list[Path] = []
    for layout in (ROUNDS, AGREE):
        for more in (0, 2, 4, 6):
            for job in shared_sheets(more, name, layout):
                path = tmp_path / f"{len(documents)}-{job.paper}.docx"
                path.write_bytes(render(job))
                documents.append(path)
    assert len(documents) > 20
    pages = {pdf.name: len(read_pages(pdf)) for pdf in printed(documents, tmp_path / "pdf")}
    assert [name for name, count in pages.items() if count != 1] == []
