"""Draws the first page of every paper of both seasons: ``python tools/season_sheets.py``.

Needs LibreOffice, pdftoppm and Pillow. The papers are those of the invented samples, shown by
``docs/nguoi-dung/cac-giay-to.md``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from giayto.data.sample.seasons import sample_books
from giayto.data.ward import Ward
from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Job, Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.printing import drawn, joined, printed, save

SEASONS = (2026, 2023)
ACROSS, DPI = 6, 14


def first_of_each(wards: Iterable[Ward]) -> list[Job]:
    """The first document made with each master, paper by paper."""
    found: dict[tuple[int, str], Job] = {}
    order = {paper.key: number for number, paper in enumerate(PAPERS)}
    for ward in wards:
        for job in plan_papers(ward, PAPERS, Scope()).jobs:
            found.setdefault((order[job.paper], job.master), job)
    return [found[place] for place in sorted(found)]


def draw(year: int, folder: Path) -> None:
    """Keep the contact sheet of one season."""
    documents = []
    for number, job in enumerate(first_of_each(map(Ward, sample_books(year).values()))):
        master = CompiledTemplate.load(find_master(job.master, job.rules).content)
        document = folder / f"{year}-{number:02d}.docx"
        document.write_bytes(master.render(job.context))
        documents.append(document)
    pages = [drawn(pdf, DPI)[0].convert("L") for pdf in printed(documents, folder)]
    save(joined(pages, ACROSS), f"mua-{year}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for season in SEASONS:
            draw(season, Path(scratch))
