"""What Word and Explorer tell of a finished file: its title, its day, its layout rules."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document

from tests.batch.cases import everything, run, small_ward


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all papers of the small ward, its signing day 20/12/2026."""
    folder = tmp_path_factory.mktemp("giay-to")
    run(everything(small_ward()), folder, print_files=True)
    return folder / "2026"


def _one(folder: Path, pattern: str) -> Path:
    (path,) = folder.rglob(pattern)
    return path


def test_a_file_is_titled_as_a_person_would_call_it(made: Path) -> None:
    wanted = {
        "kiem-diem/*Do-Van-Anh*.docx": "Bản kiểm điểm – Đỗ Văn Ánh",
        "quyet-dinh-xep-loai-dang-vien.docx": (
            "Quyết định công nhận kết quả đánh giá, xếp loại chất lượng đảng viên năm 2026"
        ),
    }
    titles = {p: Document(str(_one(made, p))).core_properties.title for p in wanted}
    assert titles == wanted


def test_a_file_to_print_is_titled_as_what_it_holds(made: Path) -> None:
    title = Document(str(_one(made, "in-kiem-diem-02c.docx"))).core_properties.title
    assert re.fullmatch(r"Tệp để in – Chi bộ Tổ dân phố 1 – \d+ bản", title)


def test_a_file_was_created_on_the_day_of_its_paper(made: Path) -> None:
    properties = Document(str(_one(made, "quyet-dinh-xep-loai-dang-vien.docx"))).core_properties
    day = dt.datetime(2026, 12, 20, tzinfo=dt.UTC)
    assert (properties.created, properties.modified) == (day, day)


def test_a_form_whose_day_is_not_known_claims_none(made: Path) -> None:
    data = _one(made, "kiem-diem/*Do-Van-Anh*.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"dcterms" not in archive.read("docProps/core.xml").partition(b"<dc:title")[2]


def test_word_opens_no_file_in_compatibility_mode(made: Path) -> None:
    modes = set()
    for path in made.rglob("*.docx"):
        with zipfile.ZipFile(path) as archive:
            settings = archive.read("word/settings.xml").decode()
        modes.add(re.findall(r'"compatibilityMode"[^>]*w:val="(\d+)"', settings)[0])
    assert modes == {"15"}


def test_a_file_for_both_sides_stands_beside_and_is_kept_up(tmp_path: Path) -> None:
    ward = small_ward()
    run(everything(ward), tmp_path, print_files=True, two_sided=True)
    both = _one(tmp_path, "in-hai-mat-kiem-diem-02c.docx")
    assert list(tmp_path.rglob("in-kiem-diem-02c.docx")) == []
    assert _starts(both) == {"oddPage"}

    run(everything(ward), tmp_path, print_files=True)
    assert _starts(_one(tmp_path, "in-kiem-diem-02c.docx")) == {"nextPage"}

    before = both.read_bytes()
    ward.data.members[2].full_name = "Đỗ Văn Ảnh"
    run(everything(ward), tmp_path)
    assert both.read_bytes() != before
    assert _starts(both) == {"oddPage"}


def _starts(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    return set(re.findall(r'<w:type w:val="(\w+)"', body))
