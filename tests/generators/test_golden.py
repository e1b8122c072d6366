"""Golden documents: each paper's visible text and layout, as an office chief once approved them.

After a wanted change write them anew with ``GIAYTO_GOLDEN=write pytest tests/generators``,
look at the pages, and commit the difference.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest

from giayto.data.ward import Ward
from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Job, Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import MASTERS_DIR, find_master
from tests.reading import layout, visible_text
from tests.wards import day, small_dataset, small_ward

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


@cache
def jobs() -> dict[str, Job]:
    plan = plan_papers(small_ward(), PAPERS, Scope())
    return {f"{job.paper}--{job.key}": job for job in plan.jobs}


@cache
def rendered(name: str) -> bytes:
    job = jobs()[name]
    return CompiledTemplate.load(find_master(job.master, job.rules).content).render(job.context)


def test_the_small_ward_covers_every_paper() -> None:
    assert {job.paper for job in jobs().values()} == {paper.key for paper in PAPERS}
    assert {job.master for job in jobs().values()} >= {
        "kiem-diem-02a",
        "kiem-diem-02b",
        "kiem-diem-02c",
    }


def test_every_golden_file_is_some_papers() -> None:
    wanted = {f"{name}{kind}" for name in jobs() for kind in (".txt", ".layout.json")}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


def test_every_master_is_some_papers() -> None:
    """The forms of 2023 are for reviews of 2023; all others serve the small ward of 2026."""
    season = small_dataset()
    season.settings = season.settings.model_copy(update={"year": 2023, "date": day("20/11/2023")})
    of_2023 = {job.master for job in plan_papers(Ward(season), PAPERS, Scope()).jobs}
    of_2026 = {job.master for job in jobs().values()}
    assert of_2023 | of_2026 == {path.stem for path in MASTERS_DIR.rglob("*.docx")}


@pytest.mark.parametrize("name", sorted(jobs()))
def test_visible_text(name: str) -> None:
    _compare(GOLDEN / f"{name}.txt", visible_text(rendered(name)) + "\n")


@pytest.mark.parametrize("name", sorted(jobs()))
def test_layout(name: str) -> None:
    values = json.dumps(layout(rendered(name)), ensure_ascii=False, indent=1)
    _compare(GOLDEN / f"{name}.layout.json", values + "\n")


def _compare(path: Path, shown: str) -> None:
    if os.environ.get("GIAYTO_GOLDEN") == "write":
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(jobs()))
def test_the_rule_of_the_papers_date_is_kept(name: str) -> None:
    """Values of Hướng dẫn 05-HD/VPTW, IV and II.I.6.2.2, read back from the document."""
    values = layout(rendered(name))
    for page in values["pages"]:  # type: ignore[attr-defined]
        if page["size_mm"] == [210.0, 297.0]:
            assert page["margins_mm"] == [20.0, 20.0, 30.0, 15.0]
        else:
            assert page["size_mm"] == [297.0, 210.0]
            assert page["margins_mm"] == [30.0, 15.0, 20.0, 20.0]
        assert page["first_page_differs"] is True
    styles = values["styles"]
    assert all(s["font"] == "Times New Roman" for s in styles.values())  # type: ignore[attr-defined]
    title = styles["GT Tiêu đề"]  # type: ignore[index]
    assert (title["size_pt"], title["bold"], title["italic"]) == (15.0, True, False)
    body = styles.get("GT Nội dung")  # type: ignore[attr-defined]
    if body:
        assert body["align"].startswith("JUSTIFY")
        assert body["line_pt"] == 19.0
        assert body["after_pt"] == 6.0
        assert body["indent_mm"] == 10.0
