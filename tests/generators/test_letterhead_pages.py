"""Letterheads of hard names as LibreOffice sets them: every line where it was meant to be."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from giayto.conventions.binding import unbroken_groups
from giayto.conventions.fitting import text_width_mm
from giayto.generators.plan import Context
from giayto.rendering import CompiledTemplate
from giayto.rendering.merge.documents import merge_records
from giayto.templates.store import find_master
from tests.hard_names import NAMES, hard_papers, office_of
from tests.reading import visible_lines

FIXED_COLUMN_MM = 79
LEFT_MARGIN_MM, TOP_MM, HEIGHT_MM = 30, 15, 50
TWENTIETHS_IN_MM = 1440 / 25.4


def texts(context: Context) -> tuple[list[str], list[str]]:
    """The lines that the letterhead is meant to have: left, right."""
    head = context["dau"]
    left = [*head["cap_tren"], *head["co_quan"], "*", head["so_ky_hieu"]]
    right = ["ĐẢNG CỘNG SẢN VIỆT NAM", head["dia_danh_ngay"]]
    return [_plain(line) for line in left], [_plain(line) for line in right]


def _plain(line: str) -> str:
    return " ".join(line.replace("\u00a0", " ").split())


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="cần LibreOffice và poppler-utils: apt-get install libreoffice-writer poppler-utils",
)
def test_no_line_breaks_where_it_was_not_meant_to(tmp_path: Path) -> None:
    job, contexts = hard_papers()
    template = CompiledTemplate.load(find_master(job.master, job.rules).content)
    merged = tmp_path / "dau.docx"
    merge_records(template, contexts, merged)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(merged)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    printed = [
        _printed(tmp_path / "dau.pdf", page, context) for page, context in enumerate(contexts, 1)
    ]
    assert printed == [texts(context) for context in contexts]


def _printed(pdf: Path, page: int, context: Context) -> tuple[list[str], list[str]]:
    """The lines on top of a page: those of the left column, those of the right."""
    left, gap, right = (width / TWENTIETHS_IN_MM for width in context["dau"]["khuon"]["cot"])
    beside = LEFT_MARGIN_MM + left + gap
    many = len(texts(context)[0])
    return (
        _lines(pdf, page, LEFT_MARGIN_MM, left)[:many],
        _lines(pdf, page, beside, right)[:2],
    )


def _lines(pdf: Path, page: int, x_mm: float, width_mm: float) -> list[str]:
    box = {"-x": x_mm, "-y": TOP_MM, "-W": width_mm, "-H": HEIGHT_MM}
    tenths = [text for key, mm in box.items() for text in (key, str(round(mm * 10)))]
    shown = subprocess.run(
        ["pdftotext", "-layout", "-r", "254", "-f", str(page), "-l", str(page), *tenths,
         str(pdf), "-"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return [_plain(line) for line in shown.splitlines() if line.strip()]


def test_the_hard_names_need_every_means() -> None:
    measures = [context["dau"]["khuon"] for context in hard_papers()[1]]
    lines = [context["dau"] for context in hard_papers()[1]]
    assert any(m["cap_tren"] or m["co_quan"] or m["dia_danh_ngay"] for m in measures)
    assert any(len(head["co_quan"]) > 1 for head in lines)
    assert len({tuple(m["cot"]) for m in measures}) > 5
    assert len(measures) == len(NAMES) == 10


def test_nothing_is_condensed_by_more_than_half_a_point() -> None:
    assert NAMES
    for name in NAMES:
        measures = office_of(name).head("to_trinh", 5)["dau"]["khuon"]
        spacings = [measures[key] for key in ("cap_tren", "co_quan", "dia_danh_ngay")]
        assert min(spacings) >= -10 and max(spacings) <= 0
        assert sum(measures["cot"]) == round(165 * TWENTIETHS_IN_MM)


def test_an_own_master_without_measures_goes_on_working() -> None:
    """As masters were before: two columns of fixed width, no tag but the values."""
    job, contexts = hard_papers()
    old = _without_measures(find_master(job.master, job.rules).content)
    template = CompiledTemplate.load(old)
    assert not {field for field in template.fields if "khuon" in field}
    heads = [context["dau"] for context in contexts]
    made = [visible_lines(template.render(context)) for context in contexts]
    assert [lines[: len(head["cap_tren"])] for lines, head in zip(made, heads, strict=True)] == [
        head["cap_tren"] for head in heads
    ]
    assert all(head["dia_danh_ngay"] in lines for lines, head in zip(made, heads, strict=True))
    # A line wider than its fixed column breaks there between words all the same.
    wide = [
        line
        for head in heads
        for line in (*head["cap_tren"], *head["co_quan"])
        if text_width_mm(line, 14, line in head["co_quan"]) > FIXED_COLUMN_MM
    ]
    assert wide
    assert [line.replace("\u00a0", "_").split(" ") for line in wide] == [
        [group.replace(" ", "_") for group in unbroken_groups(line.replace("\u00a0", " "))]
        for line in wide
    ]


def _without_measures(master: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(master)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            tags = rb"\{% (colwidths|indents|spacing) [^%]*%\}"
            new.writestr(name, re.sub(tags, b"", old.read(name)))
    return made.getvalue()
