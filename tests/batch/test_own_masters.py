"""A template keeper's own Word file: labels and any column of the member work in it."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from giayto.batch.run import Report
from giayto.errors import UnknownField
from tests.batch.cases import reviews, run
from tests.reading import visible_lines
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
