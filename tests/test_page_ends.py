"""Last lines never alone: every paper of six wards, turned into PDF and looked at page by page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from giayto.data.models import Dataset
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.data.workbook.read import read_workbook
from tests.printed import lonely_ends, make_all, printed, read_pages, torn_lines

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftohtml") is None,
    reason="cần LibreOffice và poppler-utils: apt-get install libreoffice-writer poppler-utils",
)
HARD = Path(__file__).parent / "hard_wards"


def blank(data: Dataset) -> Dataset:
    """The dataset as a cell has it before anybody has written: people, meetings, no words."""
    meetings = [
        meeting.model_copy(
            update={
                n: f.get_default() for n, f in type(meeting).model_fields.items() if n not in KEPT
            }
        )
        for meeting in data.meetings
    ]
    written = [n for n, rows in data if isinstance(rows, list) and n not in KNOWN_BEFORE]
    return data.model_copy(update={"meetings": meetings, **{name: [] for name in written}})


KEPT = {"code", "kind", "unit", "date", "source"}
KNOWN_BEFORE = {
    "organisations", "members", "meetings", "awards", "legal_bases", "recipients",
    "collectives", "leaders", "criteria",
}  # fmt: skip


def wards() -> dict[str, Dataset]:
    """Name → the data of a ward, the sample filled and blank, and the hard ones."""
    return {
        "mau": sample_dataset(),
        "mau-trang": blank(sample_dataset()),
        **{path.stem: read_workbook(path).dataset for path in sorted(HARD.glob("*.xlsx"))},
    }


@pytest.mark.parametrize("name", ["mau", "mau-trang", "coso", "hard", "nobt", "q2023"])
def test_a_chief_sends_no_page_back(name: str, tmp_path: Path) -> None:
    documents = make_all(Ward(wards()[name]), tmp_path / "word")
    pdfs = printed(documents, tmp_path / "pdf")
    assert len(pdfs) == len(documents) > 5
    faults = {
        pdf.stem: ends for pdf in pdfs if (ends := lonely_ends(read_pages(pdf)) + torn_lines(pdf))
    }
    assert faults == {}
