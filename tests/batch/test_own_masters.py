"""A template keeper's own Word file: labels and any column of the member work in it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from docx import Document

from giayto.batch.run import Report
from giayto.data.ward import Ward
from giayto.errors import TemplateLimit, UnknownField
from giayto.generators import self_review
from giayto.generators.plan import Context, Plan, Scope
from giayto.rendering import Limits
from tests.batch.cases import planned_by, reviews, run
from tests.reading import visible_lines
from tests.rendering.hanging import Text
from tests.wards import small_ward


def _own(folder: Path, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / "kiem-diem-02b.docx"))
    return folder


def _run(tmp_path: Path, *lines: str) -> Report:
    own = _own(tmp_path / "mau", *lines)
    return run(reviews(small_ward()), tmp_path / "ra", own_masters=own, processes=1)


def test_labels_and_every_column_of_the_member_can_be_used(tmp_path: Path) -> None:
    report = _run(
        tmp_path, "Đồng chí {{ Họ và tên }}", "Vào Đảng: {{ dang_vien.ngay_vao_dang }}",
        "Thẻ: {{ Số thẻ đảng viên }}.",
    )  # fmt: skip
    made = next(m for m in report.made if m.key == "DV2-2026")
    assert visible_lines(made.path.read_bytes()) == [
        "Đồng chí Đỗ Văn Ánh", "Vào Đảng: 03/02/1995", "Thẻ: .",
    ]  # fmt: skip


def test_a_misspelt_field_fails_its_own_papers_only_and_suggests_the_right_name(
    tmp_path: Path,
) -> None:
    report = _run(tmp_path, "Đồng chí {{ dang_vien.ho_tenn }}")
    assert {f.key for f in report.failed} == {"DV2-2026"}
    assert len(report.made) == 3
    error = report.failed[0].error
    assert isinstance(error, UnknownField)
    assert "ho_tenn" in str(error)
    assert "ho_ten" in (error.fix or "")
    assert "kiem-diem-02b.docx" in str(error)


def with_a_hanging_one(ward: Ward, scope: Scope) -> Plan:
    """The self-reviews of a ward, of which one hangs whoever fills it in."""

    def people(key: str, _: int | None) -> Context:
        return {"dang_vien": {"ho_ten": Text("hang" if key == "DV2-2026" else key)}}

    jobs = self_review.plan(ward, scope).jobs
    return Plan(
        [replace(job, master="kiem-diem-02b", build=partial(people, job.key)) for job in jobs]
    )


@pytest.mark.parametrize("print_files", [False, True])
def test_a_record_that_hangs_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, print_files: bool
) -> None:
    monkeypatch.setattr("giayto.batch.library._LIMITS", Limits(render_seconds=0.5))
    monkeypatch.setattr("giayto.rendering.apart._GRACE", 0.5)
    own = _own(tmp_path / "mau", "Đồng chí {{ dang_vien.ho_ten.upper() }}")
    work = planned_by(small_ward(), with_a_hanging_one)
    report = run(work, tmp_path / "ra", own_masters=own, processes=1, print_files=print_files)
    (failed,) = report.failed
    assert failed.key == "DV2-2026"
    assert isinstance(failed.error, TemplateLimit) and "giây" in failed.error.what
    assert {"DV1-2026", "DV3-2026", "DV6-2026"} <= {made.key for made in report.made}
    assert report.print_files == print_files
