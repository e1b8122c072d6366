"""Makes the same papers under two rule sets and takes their pictures, for ``hai-mua.md``.

Run: ``python tools/two_seasons.py``. Needs LibreOffice, pdftoppm and Pillow.
All persons are those of the invented sample ward.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

from giayto.data.models import Dataset
from giayto.data.models.partial_date import PartialDate
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.printing import drawn, printed, save

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "ky-thuat" / "anh"
CELL = "Chi bộ Tổ dân phố 1"
SEASONS = {"2023": dt.date(2023, 11, 20), "2026": dt.date(2026, 12, 5)}
PAPERS = {
    "to-trinh": "to-trinh-khen-thuong",
    "kiem-diem": "kiem-diem",
    "quyet-dinh": "quyet-dinh-khen-thuong",
}


def season(day: dt.date) -> Dataset:
    """The sample ward in the season of a day: the year, the level above, the meetings."""
    data = sample_dataset()
    change: dict[str, object] = {"year": day.year, "date": PartialDate.of(day)}
    if day.year == 2023:
        change |= {
            "superior": "Đảng bộ quận Hai Bà Trưng",
            "superior_committee": "Ban Thường vụ Quận uỷ Hai Bà Trưng",
            "term": "2020 - 2025",
        }
    data.settings = data.settings.model_copy(update=change)
    for meeting in data.meetings:
        meeting.date = PartialDate.of(day)
    for recipient in data.recipients:
        recipient.text = recipient.text.replace(
            "Ban Thường vụ Thành uỷ Hà Nội", data.settings.superior_committee
        )
    return data


def take(scratch: Path) -> None:
    """Render each paper in each season and take a picture of its first page."""
    for year, day in SEASONS.items():
        ward = Ward(season(day))
        unit = ward.organisation(CELL)
        for name, paper in PAPERS.items():
            units = () if paper.startswith("quyet-dinh") or unit is None else (unit,)
            job = plan_papers(ward, find_papers([paper]), Scope(units)).jobs[0]
            master = find_master(job.master, job.rules)
            document = scratch / f"{name}-{year}.docx"
            CompiledTemplate.load(master.content).render_to(document, job.context)
            taken = drawn(*printed([document], scratch), 72)[0]
            save(taken.convert("L"), f"{name}-{year}", PICTURES)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        take(Path(folder))
