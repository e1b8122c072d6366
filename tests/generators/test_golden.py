"""Golden documents: each paper's visible text and layout, as an office chief once approved them.

Two seasons: the papers of 2026, and those of 2023 under the rules of 2018. After a
wanted change write them anew with ``GIAYTO_GOLDEN=write pytest tests/generators``,
look at the pages, and commit the difference.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

import pytest

from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Job, Scope
from giayto.register.export.word import MASTER as REGISTER
from giayto.rendering import CompiledTemplate
from giayto.templates.store import MASTERS_DIR, find_master
from tests.reading import layout, visible_text
from tests.season_rows import season_ward

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
SEASONS = (2026, 2023)
MARGINS = {size: [20.0, 20.0, 30.0, 15.0] for size in ((210.0, 297.0), (297.0, 210.0))}
"""Page size (mm) → top, bottom, left and right margin of a page upright or turned."""
BODY = {"align": "JUSTIFY (3)", "line_pt": 19.0, "after_pt": 6.0, "indent_mm": 10.0}


@cache
def season(year: int) -> dict[str, Job]:
    plan = plan_papers(season_ward(year), PAPERS, Scope())
    return {f"{job.paper}--{job.key}": job for job in plan.jobs}


@cache
def jobs() -> dict[str, Job]:
    return {name: job for year in SEASONS for name, job in season(year).items()}


@cache
def rendered(name: str) -> bytes:
    job = jobs()[name]
    return CompiledTemplate.load(find_master(job.master, job.rules).content).render(job.context)


@pytest.mark.parametrize(
    ("year", "forms"),
    [
        (2026, {"kiem-diem-02a", "kiem-diem-02b", "kiem-diem-02c"}),
        (2023, {"kiem-diem-2023-02a", "kiem-diem-2023-02b"}),
    ],
)
def test_a_season_has_every_paper_and_its_own_forms(year: int, forms: set[str]) -> None:
    made = season(year).values()
    assert {job.paper for job in made} == {paper.key for paper in PAPERS if paper.of_year(year)}
    assert {job.master for job in made if job.paper == "kiem-diem"} == forms


def test_every_golden_file_belongs_to_a_paper() -> None:
    expected = {f"{name}{end}" for name in jobs() for end in (".txt", ".layout.json")}
    assert {path.name for path in GOLDEN.iterdir()} == expected


def test_every_master_is_some_papers() -> None:
    masters = {path.stem for path in (MASTERS_DIR / "party").glob("*.docx")}
    assert {job.master for job in jobs().values()} | {REGISTER} == masters


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


@pytest.mark.parametrize("name", sorted(season(2023)))
def test_a_paper_of_2023_knows_nothing_of_later_rules(name: str) -> None:
    text = visible_text(rendered(name))
    late = ("366-QĐ/TW", "43-HD/BTCTW", "208-QĐ/TW", "Kính trình:", "2026", "/100 điểm")
    assert [word for word in late if word in text] == []
    assert season(2023)[name].rules == "party-2018"


def test_the_minutes_name_the_rules_of_their_own_season() -> None:
    """A conference of 2023 cannot have studied a rule of 2025."""
    opening = re.compile(
        r"quán triệt Quy định số (\S+), ngày .*; Hướng dẫn số (\S+), ngày .* và kế"
    )
    new, old = (
        visible_text(rendered(f"bien-ban-kiem-diem--CB01-H01-{year}")) for year in (2026, 2023)
    )
    named = [found.groups() for text in (new, old) for found in opening.finditer(text)]
    assert named == [("366-QĐ/TW", "43-HD/BTCTW"), ("124-QĐ/TW", "25-HD/BTCTW")]


@pytest.mark.parametrize("name", sorted(jobs()))
def test_the_rule_of_the_papers_date_is_kept(name: str) -> None:
    """Values of Hướng dẫn 05-HD/VPTW, IV and II.I.6.2.2, read back from the document.

    Hướng dẫn 36-HD/VPTW has the same.
    """
    values = layout(rendered(name))
    pages = [(p["size_mm"], p["margins_mm"], p["first_page_differs"]) for p in values["pages"]]
    assert pages == [(size, MARGINS[tuple(size)], True) for size, _, _ in pages]
    assert pages
    assert {s["font"] for s in values["styles"].values()} == {"Times New Roman"}
    shapes = {n: {key: s[key] for key in BODY} for n, s in values["styles"].items()}
    titles = [
        (s["size_pt"], s["bold"], s["italic"])
        for n, s in values["styles"].items()
        if n == "GT Tiêu đề"
    ]
    # A ballot, an annex, a certificate have no letterhead.
    single = jobs()[name].paper.startswith(("phieu-", "phu-luc-", "giay-khen"))
    assert titles == [(15.0, True, False)] * len(titles)
    assert single or titles
    assert shapes.get("GT Nội dung", BODY) == BODY
